"use strict";
// Coloured cells, or bubbles with their counts: names down and names across.
(() => {
  const { charts } = koujing;
  const { wide, cut, brief } = charts;
  const FEW = 36, ROW = 20, LEAST = 7, TALL = 400;

  charts.shade = (view, share) => charts.mix(view.isDark ? "#1d2a33" : "#eaf2f7", view.isDark ? "#8fd3ee" : "#0b4f6c", share);
  const rankOf = (values) => {
    const known = values.filter((value) => typeof value === "number").sort((a, b) => a - b);
    // One outlying value must not wash out the rest.
    const [low, high] = [known[Math.floor(known.length * 0.01)], known[Math.ceil(known.length * 0.99) - 1]];
    return (value) => (high > low ? Math.max(0, Math.min(1, (value - low) / (high - low))) : 0.5);
  };

  // Rows of the grid: each name once, with the sum of its values to order by.
  const namesDown = (view, rows) => {
    const { encoding: e, settings: s } = view.spec;
    const value = e.n || e.color;
    const sums = new Map();
    for (const row of rows) sums.set(row[e.y], (sums.get(row[e.y]) || 0) + (typeof row[value] === "number" ? row[value] : 0));
    const names = [...sums].map(([name, sum]) => ({ [e.y]: name, group: e.y === "group" ? name : undefined, sum }));
    return s.fixed ? names : charts.ordered(view, names, "sum");
  };

  charts.kinds.grid = (view, width) => {
    const { encoding: e, settings: s } = view.spec;
    const rows = view.rows;
    const down = s.square ? namesDown(view, rows) : charts.fold(view, namesDown(view, rows), FEW);
    const names = down.map((row) => (row ? row[e.y] : null));
    let across = [...new Set(rows.map((row) => row[e.x]))];
    if (s.square) across = names;
    else if (e.x === "group" && view.spec.settings.groups) across = view.spec.settings.groups;
    const label = (name) => (name === null ? "⋮" : brief(view.write(e.y, name)));
    const left = Math.min(width * 0.42, Math.max(...names.map((name) => wide(label(name)))) + 10);
    const heads = across.map((name) => brief(view.write(e.x, name)));
    const HEAD = ["group", "other"].includes(e.x) ? 92 : 150;
    const longest = Math.max(...heads.map(wide));
    const most = s.square ? 44 : 90;
    let cell = Math.min(most, (width - left - 4) / across.length);
    const upright = longest + 6 > cell;
    // Leaning heads need room on the right.
    if (upright && cell >= 34) cell = Math.min(most, (width - left - 4 - Math.min(longest, HEAD) * 0.7) / (across.length - 0.5));
    const steep = cell < 34; // too close for leaning heads
    const tall = cell < 10 ? 6 : upright ? Math.min(longest, HEAD) * (steep ? 1 : 0.75) + 14 : 22;
    const row = s.square ? Math.max(LEAST, Math.min(ROW, cell, TALL / names.length)) : ROW;
    const at = new Map(names.map((name, i) => [name, i]));
    const drawn = rows.filter((one) => at.has(one[e.y]) && typeof one[e.color === "group" ? e.n : e.color] === "number" && !(s.square && one[e.x] === one[e.y]));
    const marks = [];
    const y = (one) => String(at.get(one[e.y]));
    const inner = left + cell * across.length;
    const bubbles = e.color === "group";
    const share = bubbles ? null : s.apart ? new Map(charts.groupBy(rows, e.x).map(([name, of]) => [name, rankOf(of.map((one) => one[e.color]))])) : rankOf(drawn.map((one) => one[e.color]));
    const shareOf = (one) => { const share_ = (s.apart ? share.get(one[e.x]) : share)(one[e.color]); return s.reverse ? 1 - share_ : share_; };
    if (bubbles) {
      marks.push(Plot.ruleY(names.map((_, i) => String(i)), { stroke: view.ink("line") }));
      marks.push(Plot.dot(drawn, { x: e.x, y, r: (one) => Math.min(7 + Math.sqrt(one[e.n]), row / 2), fill: (one) => view.color(one), className: "hit" }));
    } else marks.push(Plot.cell(drawn, { x: e.x, y, fill: (one) => charts.shade(view, shareOf(one)), inset: row > 10 ? 0.5 : 0, className: "hit" }));
    const shown = (one) => view.write(s.label || e.n || e.color, one[s.label || e.n || e.color]);
    const room = bubbles || (row >= 14 && drawn.every((one) => wide(shown(one)) * 0.875 + 4 < cell));
    if (room) marks.push(Plot.text(drawn, { x: e.x, y, text: shown, fontSize: 10.5, fill: (one) => ink(bubbles ? view.color(one) : charts.shade(view, shareOf(one))), pointerEvents: "none" }));
    if (row >= 10) marks.push(Plot.axisY(names.map((_, i) => String(i)), { tickSize: 0, tickPadding: 6, label: null, tickFormat: (i) => cut(label(names[i]), left - 8) }));
    if (cell >= 10) marks.push(Plot.axisX(across, { anchor: "top", tickSize: 0, tickPadding: 4, label: null, tickFormat: (name) => cut(brief(view.write(e.x, name)), upright ? HEAD : cell), tickRotate: upright ? (steep ? -90 : -45) : 0, textAnchor: upright ? "start" : "middle", ...(upright && !steep ? { dx: -2 } : {}) }));
    const lean = upright && !steep ? Math.max(0, Math.min(longest, HEAD) * 0.7 - cell / 2) : 0;
    return [{
      hits: drawn,
      options: {
        width: Math.min(width, inner + 4 + lean), height: names.length * row + tall + 4, marginLeft: left, marginRight: Math.min(4 + lean, width - inner + 4 > 0 ? 4 + lean : 4), marginTop: tall, marginBottom: 4,
        x: { type: "band", domain: across, padding: 0, axis: null, range: [left, Math.min(inner, width - 4)] }, y: { type: "band", domain: names.map((_, i) => String(i)), padding: 0, axis: null }, r: { type: "identity" },
        marks,
      },
    }];
  };

  // Black or white, whichever can be read on a colour.
  const ink = (charts.inkOn = (hex) => {
    const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05) > 3.5 ? "#ffffff" : "#22292f";
  });
})();
