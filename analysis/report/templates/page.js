"use strict";
(() => {
  const read = (id) => {
    const element = document.getElementById(id);
    return element ? JSON.parse(element.textContent) : null;
  };
  const words = read("words");
  const say = (text, values) => text.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? values[key] : whole));
  const make = (tag, text, parent) => {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    if (parent) parent.append(element);
    return element;
  };

  // The filter by group: rows, pages and sentences of the others are not shown; #city=… in the address keeps it.
  const pages = [...document.querySelectorAll("details.group")];
  let only = "";
  const choose = (group) => {
    only = group;
    for (const row of document.querySelectorAll("tr[data-group]")) row.classList.toggle("other", group !== "" && row.dataset.group !== group);
    for (const page of pages) {
      page.classList.toggle("other", group !== "" && page.dataset.group !== group);
      if (page.dataset.group === group) page.open = true;
    }
    const hint = document.getElementById("only-hint");
    hint.textContent = group ? say(words.filter_hint, { group }) : "";
    hint.hidden = group === "";
  };
  if (pages.length > 1) {
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
      const found = /^#city=(.+)$/.exec(location.hash);
      const group = found ? decodeURIComponent(found[1]) : "";
      if (found && pages.some((page) => page.dataset.group === group)) {
        select.value = group;
        choose(group);
      }
    };
    select.addEventListener("change", () => {
      choose(select.value);
      location.replace(select.value ? `#city=${encodeURIComponent(select.value)}` : "#main");
    });
    window.addEventListener("hashchange", wanted);
    wanted();
  }

  for (const button of document.querySelectorAll("button.copy")) {
    button.addEventListener("click", () => {
      const text = document.getElementById(button.dataset.copy);
      const chosen = window.getSelection();
      chosen.selectAllChildren(text);
      if (document.execCommand("copy")) button.textContent = words.copied;
    });
  }

  let evidence = null;
  const dialog = document.getElementById("sentences");
  const show = (button) => {
    evidence = evidence || read("evidence");
    const found = evidence && evidence.keys[button.dataset.key];
    if (!found) return;
    const [n, all] = found;
    const hits = all.filter(([index]) => only === "" || evidence.documents[evidence.sentences[index][0]][0] === only);
    document.getElementById("sentences-title").textContent = button.getAttribute("aria-label") || button.dataset.title || button.textContent;
    const count = n > hits.length ? words.evidence_shown : words.evidence_all;
    document.getElementById("sentences-count").textContent = say(count, { n, shown: hits.length });
    const list = document.getElementById("sentences-list");
    list.replaceChildren();
    for (const [index, start, end] of hits) {
      const [document_, line, text] = evidence.sentences[index];
      const [group, title, when, source] = evidence.documents[document_];
      const item = make("li", "", list);
      const quote = make("q", text.slice(0, start), item);
      make("mark", text.slice(start, end), quote);
      quote.append(text.slice(end));
      const place = line === null ? source : `${source}, ${say(words.line, { line })}`;
      make("cite", [group, when, title, place].filter(Boolean).join(" · "), item);
    }
    dialog.showModal();
    dialog.scrollTop = 0;
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.ev");
    if (button) show(button);
    else if (event.target === dialog) dialog.close();
  });

  const value = (cell) => {
    if (cell.dataset.sort !== undefined) return Number(cell.dataset.sort);
    const text = cell.textContent.trim();
    const number = Number(text.replace(/[,%]/g, ""));
    return text !== "" && !Number.isNaN(number) ? number : text;
  };
  const compare = (a, b) => {
    if (a === "" || b === "") return (a === "") - (b === "");
    if (typeof a === "number" && typeof b === "number") return a - b;
    return String(a).localeCompare(String(b), document.documentElement.lang);
  };
  for (const table of document.querySelectorAll("table[data-name]")) {
    const heads = [...table.tHead.rows[0].cells];
    const body = table.tBodies[0];
    heads.forEach((head, column) => {
      const button = make("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const rows = [...body.rows];
        rows.sort((a, b) => (down ? -1 : 1) * compare(value(a.cells[column]), value(b.cells[column])));
        body.append(...rows);
      });
    });
    if (table.hasAttribute("data-filter")) {
      const input = make("input");
      input.type = "search";
      input.className = "filter";
      input.placeholder = words.filter;
      input.setAttribute("aria-label", words.filter);
      table.closest(".table-box").before(input);
      input.addEventListener("input", () => {
        const wanted = input.value.trim().toLowerCase();
        for (const row of body.rows) row.hidden = wanted !== "" && !row.textContent.toLowerCase().includes(wanted);
      });
    }
  }
})();
