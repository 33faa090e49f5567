"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { units, codes, exclusive, words } = data;
  const at = (id) => document.getElementById(id);
  const NOTHING = "-";
  let coder = "", place = 0, given = {}, notes = {}, undone = [];

  const stored = (name) => `koujing-coding-${data.id}-${name}`;
  const keep = () => {
    if (!coder) return;
    try {
      localStorage.setItem(stored(coder), JSON.stringify({ place, given, notes }));
    } catch { at("status").textContent = words.not_kept; }
  };
  const recall = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(stored(coder)) || "null");
      if (kept) ({ place, given, notes } = kept);
    } catch { /* nothing is kept for this coder */ }
  };

  const current = () => String(units[place].number);
  const isDone = (unit) => (given[unit.number] || []).length > 0;

  function show() {
    const unit = units[place];
    for (const part of ["before", "text", "after"]) at(part).textContent = unit[part];
    const chosen = given[current()] || [];
    for (const button of at("codes").children) {
      button.setAttribute("aria-pressed", String(chosen.includes(button.dataset.code)));
    }
    at("note").value = notes[current()] || "";
    const done = units.filter(isDone).length;
    at("progress").max = units.length;
    at("progress").value = done;
    at("done").textContent = `${done} / ${units.length}`;
    at("status").textContent = words.at.replace("{number}", unit.number);
  }

  function go(to) {
    place = Math.min(Math.max(to, 0), units.length - 1);
    keep();
    show();
  }

  function next() {
    const open = [...units.keys()].filter((row) => !isDone(units[row]));
    go(open.find((row) => row > place) ?? open[0] ?? place + 1);
    if (!open.length) at("status").textContent = words.all_done;
  }

  function choose(code) {
    if (!coder) { at("coder").focus(); at("status").textContent = words.who; return; }
    const number = current(), before = given[number] || [];
    undone.push({ place, number, before });
    let chosen;
    if (before.includes(code)) chosen = before.filter((one) => one !== code);
    else if (exclusive || code === NOTHING) chosen = [code];
    else chosen = [...before.filter((one) => one !== NOTHING), code];
    given[number] = chosen;
    if (chosen.length && (exclusive || code === NOTHING)) next();
    else go(place);
  }

  function undo() {
    const last = undone.pop();
    if (!last) return;
    given[last.number] = last.before;
    go(last.place);
  }

  const cell = (text) => {
    const safe = /^[=+\-@\t\r]/.test(text) && text !== NOTHING ? `'${text}` : text;
    return `"${safe.replaceAll('"', '""')}"`;
  };
  function save() {
    if (!coder) { at("coder").focus(); at("status").textContent = words.who; return; }
    const lines = units.filter((unit) => isDone(unit) || notes[unit.number]).map((unit) =>
      [String(unit.number), (given[unit.number] || []).join(" + "), notes[unit.number] || ""].map(cell).join(","));
    const content = "\ufeff" + ["number,codes,note", ...lines].join("\r\n") + "\r\n";
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content], { type: "text/csv" }));
    link.download = `${coder}.csv`;
    link.click();
    URL.revokeObjectURL(link.href);
    at("status").textContent = words.saved.replace("{file}", link.download);
  }

  function parsed(text) {
    const rows = [];
    let row = [], value = "", quoted = false;
    for (let i = 0; i < text.length; i++) {
      const char = text[i];
      if (quoted && char === '"' && text[i + 1] === '"') { value += '"'; i++; }
      else if (char === '"') quoted = !quoted;
      else if (!quoted && char === ",") { row.push(value); value = ""; }
      else if (!quoted && char === "\n") { row.push(value.replace(/\r$/, "")); rows.push(row); row = []; value = ""; }
      else value += char;
    }
    return rows;
  }

  async function resume(file) {
    const [head, ...rows] = parsed((await file.text()).replace(/^\ufeff/, ""));
    const known = new Set(units.map((unit) => String(unit.number)));
    if (!head || head.join() !== "number,codes,note" || rows.some(([number]) => !known.has(number))) {
      at("status").textContent = words.not_ours;
      return;
    }
    coder = coder || file.name.replace(/\.csv$/, "");
    at("coder").value = coder;
    for (const [number, chosen, note] of rows) {
      given[number] = chosen ? chosen.split(" + ") : [];
      notes[number] = note.replace(/^'/, "");
    }
    place = Math.max(units.findIndex((unit) => !isDone(unit)), 0);
    go(place);
  }

  for (const code of [...codes, { name: NOTHING, definition: words.nothing, key: "-", above: "", yes: [], no: [] }]) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.code = code.name;
    button.title = [code.definition, ...code.yes.map((text) => `✓ ${text}`), ...code.no.map((text) => `✗ ${text}`)].join("\n");
    const key = document.createElement("kbd");
    key.textContent = code.key;
    const above = document.createElement("small");
    above.textContent = code.above ? ` ${code.above}` : "";
    button.append(key, ` ${code.name === NOTHING ? words.none : code.name}`, above);
    button.addEventListener("click", () => choose(code.name));
    at("codes").append(button);
  }

  for (const code of codes) {
    const name = document.createElement("dt"), said = document.createElement("dd");
    name.textContent = code.name;
    said.textContent = [code.definition, ...code.yes.map((text) => `✓ ${text}`), ...code.no.map((text) => `✗ ${text}`)].join("\n");
    at("guide").lastElementChild.append(name, said);
  }

  const keyed = new Map(codes.filter((code) => code.key).map((code) => [code.key, code.name]));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target instanceof HTMLInputElement) {
      if (event.key === "Enter" || event.key === "Escape") { event.target.blur(); event.preventDefault(); }
      return;
    }
    if (event.target instanceof HTMLButtonElement && (event.key === "Enter" || event.key === " ")) return;
    const key = event.key.toLowerCase(); // with Caps Lock, too
    const code = key === "-" ? NOTHING : keyed.get(key);
    if (key === "s" && event.shiftKey) save();
    else if (event.key === "ArrowRight" || event.key === "Enter") go(place + 1);
    else if (event.key === "ArrowLeft") go(place - 1);
    else if (event.key === "Backspace") undo();
    else if (key === "?" || key === "？") at("guide").open = !at("guide").open;
    else if (key === "n") at("note").focus();
    else if (key === "k") at("coder").focus();
    else if (code) choose(code);
    else return;
    event.preventDefault();
  });
  at("note").addEventListener("input", () => { notes[current()] = at("note").value; keep(); });
  at("coder").addEventListener("change", () => {
    coder = at("coder").value.trim().replace(/[\\/:*?"<>|]/g, "");
    at("coder").value = coder;
    given = {}; notes = {}; undone = []; place = 0;
    recall();
    go(place);
  });
  at("save").addEventListener("click", save);
  at("resume").addEventListener("change", (event) => { if (event.target.files[0]) resume(event.target.files[0]); });
  show();
  at("status").textContent = words.who;
})();
