"use strict";
// The filter by group: rows, pages and sentences of the others are not shown; #city=… in the address keeps it.
(() => {
  const { make, say, words } = koujing;
  const pages = [...document.querySelectorAll("details.group")];
  koujing.choose = (group) => {
    koujing.filter = group;
    for (const row of document.querySelectorAll("tr[data-group]")) row.classList.toggle("other", group !== "" && row.dataset.group !== group);
    for (const page of pages) {
      page.classList.toggle("other", group !== "" && page.dataset.group !== group);
      if (page.dataset.group === group) page.open = true;
    }
    const hint = document.getElementById("only-hint");
    hint.textContent = group ? say(words.filter_hint, { group }) : "";
    hint.hidden = group === "";
    koujing.tell("filter", group);
  };
  if (pages.length < 2) return;
  const label = make("label", words.filter_label, document.querySelector("nav.contents"));
  label.className = "only";
  const select = make("select", "", label);
  make("option", words.filter_all, select).value = "";
  for (const page of pages) make("option", page.dataset.group, select).value = page.dataset.group;
  const hint = make("p", "", document.getElementById("main"));
  hint.id = "only-hint";
  hint.setAttribute("role", "status");
  hint.hidden = true;
  const wanted = () => {
    const { city = "" } = koujing.address();
    if (city === koujing.filter || (city && !pages.some((page) => page.dataset.group === city))) return;
    select.value = city;
    koujing.choose(city);
  };
  select.addEventListener("change", () => {
    koujing.choose(select.value);
    koujing.note({ city: select.value });
  });
  window.addEventListener("hashchange", () => location.hash.includes("=") && wanted());
  document.addEventListener("DOMContentLoaded", wanted); // when all scripts listen
})();
