"use strict";
// Saving a chart: as SVG and PNG, always on white, and its rows as CSV.
(() => {
  const { charts } = koujing;
  const { make, words } = charts;
  const SVG = "http://www.w3.org/2000/svg";
  const FONTS = '"Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif';

  const download = (name, content, type) => {
    const link = make("a");
    link.href = URL.createObjectURL(new Blob([content], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  // One drawing of all panels, with their titles, where they stand on the page.
  const drawing = (view) => {
    view.light = true;
    view.draw();
    const box = view.box.getBoundingClientRect();
    const whole = document.createElementNS(SVG, "svg");
    for (const [name, value] of Object.entries({ width: Math.ceil(box.width), height: Math.ceil(view.box.scrollHeight), viewBox: `0 0 ${Math.ceil(box.width)} ${Math.ceil(view.box.scrollHeight)}`, "font-family": FONTS, "font-size": 12 })) whole.setAttribute(name, value);
    const paper = whole.appendChild(document.createElementNS(SVG, "rect"));
    for (const [name, value] of Object.entries({ width: "100%", height: "100%", fill: "#ffffff" })) paper.setAttribute(name, value);
    for (const part of view.box.querySelectorAll("svg, .chart-panel-title")) {
      const at = part.getBoundingClientRect();
      const [x, y] = [at.left - box.left, at.top - box.top];
      if (part.tagName === "svg") {
        const copy = part.cloneNode(true);
        for (const [name, value] of Object.entries({ x, y, color: view.ink("text") })) copy.setAttribute(name, value);
        copy.removeAttribute("style");
        for (const node of copy.querySelectorAll("[tabindex], [role], [class]")) for (const name of ["tabindex", "role", "class"]) node.removeAttribute(name);
        whole.append(copy);
      } else {
        const text = whole.appendChild(document.createElementNS(SVG, "text"));
        for (const [name, value] of Object.entries({ x, y: y + 14, "font-weight": 600, fill: view.ink("text") })) text.setAttribute(name, value);
        text.textContent = part.textContent;
      }
    }
    view.light = false;
    view.draw();
    return whole;
  };

  // Characters that XML does not allow are left out.
  const written = (whole) => new XMLSerializer().serializeToString(whole).replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu, "");
  const asPng = (whole, done) => {
    const scale = 2;
    const image = new Image();
    image.addEventListener("load", () => {
      const canvas = make("canvas");
      [canvas.width, canvas.height] = [whole.getAttribute("width") * scale, whole.getAttribute("height") * scale];
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(done, "image/png");
    });
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(written(whole))}`;
  };

  // A text that a spreadsheet would take for a formula gets an apostrophe.
  const cell = (value) => {
    if (typeof value === "number") return String(value);
    const text = String(value ?? "");
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  charts.csv = (view) => {
    const columns = Object.keys(view.spec.columns);
    const rows = [columns, ...view.rows.map((row) => columns.map((column) => row[column]))];
    return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\n")}\n`;
  };

  charts.saving = (view) => {
    const menu = make("span", "chart-save", view.tools);
    const { name } = view.spec;
    const save = {
      SVG: () => download(`${name}.svg`, written(drawing(view)), "image/svg+xml"),
      PNG: () => asPng(drawing(view), (blob) => download(`${name}.png`, blob, "image/png")),
      CSV: () => download(`${name}.csv`, charts.csv(view), "text/csv;charset=utf-8"),
    };
    for (const [kind, act] of Object.entries(save)) {
      const button = make("button", "", menu, kind);
      button.type = "button";
      button.setAttribute("aria-label", `${words.save} ${kind}: ${name}`);
      button.addEventListener("click", act);
    }
  };
})();
