"use strict";
// Texts with a button that copies them.
(() => {
  for (const button of document.querySelectorAll("button.copy")) {
    button.addEventListener("click", () => {
      const text = document.getElementById(button.dataset.copy);
      const chosen = window.getSelection();
      chosen.selectAllChildren(text);
      if (document.execCommand("copy")) button.textContent = koujing.words.copied;
    });
  }
})();
