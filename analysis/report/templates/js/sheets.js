"use strict";
// The profile of a group on a sheet of its own: a button prints it alone, below the head of the report.
(() => {
  const { make, words } = koujing;
  const clear = () => {
    document.body.classList.remove("sheet");
    for (const one of document.querySelectorAll("details.printed")) one.classList.remove("printed");
  };
  for (const page of document.querySelectorAll("details.group")) {
    const button = make("button", words.print, page);
    button.type = "button";
    button.className = "print-sheet";
    button.addEventListener("click", () => {
      clear();
      document.body.classList.add("sheet");
      page.classList.add("printed");
      window.print();
    });
  }
  window.addEventListener("afterprint", clear);
})();
