"use strict";
// Paper has what is open: a button opens everything, or closes it again. The profile of a group stands on a sheet
// of its own: a button prints it alone, below the head of the report.
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
  // How it was done belongs on paper, too.
  const method = document.getElementById("method-text")?.closest("details");
  let before = false;
  if (method) window.addEventListener("beforeprint", () => { before = method.open; method.open = true; });
  if (method) window.addEventListener("afterprint", () => (method.open = before));

  const folds = () => [...document.querySelectorAll("main details:not(.q-help, .tree-list details)")];
  const all = make("button", words.unfold, document.querySelector("nav.contents"));
  all.type = "button";
  all.className = "unfold";
  all.addEventListener("click", () => {
    const closed = folds().filter((one) => !one.open);
    for (const one of folds()) one.open = closed.length > 0;
    all.textContent = closed.length ? words.fold : words.unfold;
  });
})();
