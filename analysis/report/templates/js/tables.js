"use strict";
// Tables: each column sorts; a box filters the rows, a button copies them; bars; on a phone every row is a card.
(() => {
  const { make, words } = koujing;
  const byName = new Intl.Collator(document.documentElement.lang).compare;
  const value = (cell) => {
    if (cell.dataset.sort !== undefined) return Number(cell.dataset.sort);
    const text = cell.textContent.trim();
    const number = Number(text.replace(/[,%]/g, ""));
    return text !== "" && !Number.isNaN(number) ? number : text;
  };
  const compare = (a, b) => {
    if (a === "" || b === "") return (a === "") - (b === "");
    if (typeof a === "number" && typeof b === "number") return a - b;
    return byName(String(a), String(b));
  };
  const sortable = (heads, body) => heads.forEach((head, column) => {
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
  const bars = (heads, body) => heads.forEach((head, column) => {
    if (head.dataset.bar === undefined) return;
    const numbers = [...body.rows].map((row) => value(row.cells[column]));
    const most = Math.max(...numbers.filter((one) => typeof one === "number"));
    [...body.rows].forEach((row, i) => {
      if (!(numbers[i] > 0)) return;
      row.cells[column].classList.add("bar");
      row.cells[column].style.setProperty("--share", `${(100 * numbers[i]) / most}%`);
    });
  });
  const filter = (tools, body) => {
    const input = make("input");
    input.type = "search";
    input.className = "filter";
    input.placeholder = words.filter;
    input.setAttribute("aria-label", words.filter);
    tools.prepend(input);
    input.addEventListener("input", () => {
      const wanted = input.value.trim().toLowerCase();
      for (const row of body.rows) row.hidden = wanted !== "" && !row.textContent.toLowerCase().includes(wanted);
    });
  };
  // A cell that a spreadsheet would take for a formula gets an apostrophe.
  const plain = (cell) => cell.innerText.trim().replace(/\s+/g, " ").replace(/^(?=[=+@]|-(?![\d.]))/, "'");
  const copy = (tools, table) => {
    const button = make("button", words.copy, tools);
    button.type = "button";
    button.className = "copy-table";
    button.addEventListener("click", async () => {
      const rows = [...table.rows].filter((row) => row.offsetParent !== null);
      const text = rows.map((row) => [...row.cells].map(plain).join("\t")).join("\n");
      if (await koujing.copy(text)) button.textContent = words.copied;
      setTimeout(() => (button.textContent = words.copy), 2000);
    });
  };
  // As cards the cells carry their headings; what is drawn as blocks still says that it is a table.
  const cards = (heads, table) => {
    table.classList.add("cards");
    table.setAttribute("role", "table");
    const labels = heads.map((head) => head.textContent.trim());
    for (const row of table.rows) {
      row.setAttribute("role", "row");
      [...row.cells].forEach((cell, i) => {
        cell.setAttribute("role", cell.tagName === "TH" ? "columnheader" : "cell");
        if (cell.tagName === "TD") cell.dataset.label = labels[i];
      });
    }
  };
  const phone = matchMedia("(max-width: 40rem)");
  for (const table of document.querySelectorAll("table[data-name]")) {
    const heads = [...table.tHead.rows[0].cells];
    const body = table.tBodies[0];
    const tools = table.closest(".table-box").previousElementSibling;
    const dress = () => phone.matches && heads.length > 2 && !table.classList.contains("cards") && cards(heads, table);
    sortable(heads, body);
    bars(heads, body);
    copy(tools, table);
    if (tools.dataset.filter !== undefined) filter(tools, body);
    phone.addEventListener("change", dress);
    dress();
  }
})();
