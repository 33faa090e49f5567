"use strict";
// Copying: `koujing.copy(text)`, and texts with a button that copies them.
(() => {
  koujing.copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch { // a page opened from a file may lack the clipboard
      const area = document.createElement("textarea");
      area.value = text;
      (document.querySelector("dialog[open]") || document.body).append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      return done;
    }
  };
  for (const button of document.querySelectorAll("button.copy")) {
    button.addEventListener("click", async () => {
      if (await koujing.copy(document.getElementById(button.dataset.copy).textContent)) button.textContent = koujing.words.copied;
    });
  }
})();
