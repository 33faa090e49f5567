"use strict";
// Points on a plane, named where the names cover nothing.
(() => {
  const { charts } = koujing;
  const SVG = "http://www.w3.org/2000/svg";

  const meet = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

  // Write the names of points, first ones first, each beside its point unless it would cover a point or a name.
  const named = (charts.named = (svg, points, size, ink, least = 0, words = []) => {
    const [width, height] = [Number(svg.getAttribute("width")), Number(svg.getAttribute("height"))];
    const taken = [...points.map(({ x, y, r }) => [x - r, y - r, x + r, y + r]), ...words];
    let left = 0;
    points.forEach(({ x, y, r, name, color, first }, at) => {
      const long = charts.wide(name) * (size / 12) + 2;
      const places = [[x + r + 3, y, "start"], [x - r - 3, y, "end"], [x, y - r - size * 0.7, "middle"], [x, y + r + size * 0.8, "middle"]];
      const box = (to, middle, anchor) => { const from = { start: to, end: to - long, middle: to - long / 2 }[anchor]; return [from, middle - size * 0.6, from + long, middle + size * 0.6]; };
      const free = places.find(([to, middle, anchor]) => {
        const own = box(to, middle, anchor);
        return own[0] >= least && own[2] <= width && own[1] >= 0 && own[3] <= height && !taken.some((other, i) => i !== at && meet(own, other));
      });
      if (!free && !first) { left += 1; return; }
      const [to, middle, anchor] = free || places[0];
      taken.push(box(to, middle, anchor));
      const text = document.createElementNS(SVG, "text");
      for (const [key, value] of Object.entries({ x: to, y: middle, dy: "0.35em", "text-anchor": anchor, fill: color || ink, "font-size": size, "pointer-events": "none", "paint-order": "stroke" })) text.setAttribute(key, value);
      text.textContent = name;
      svg.append(text);
    });
    return left;
  });

  charts.kinds.points = (view, width) => {
    const { encoding: e, settings: s } = view.spec;
    const rows = view.rows.filter((row) => typeof row[e.x] === "number" && typeof row[e.y] === "number");
    const most = Math.max(...rows.map((row) => row[e.size] || 0), 0);
    const radius = (row) => (e.size && most ? 4 + 16 * Math.sqrt((row[e.size] || 0) / most) : view.filter && row.group === view.filter ? 7 : 5);
    const span = (column) => { const values = rows.map((row) => row[column]); return [Math.min(...values), Math.max(...values)]; };
    let [[x1, x2], [y1, y2]] = [span(e.x), span(e.y)];
    const wide = Math.min(width, 760);
    const margin = 40;
    let height = Math.max(220, Math.min(wide * 0.75, 560));
    if (s.equal) { // one scale for both directions
      const [dx, dy] = [x2 - x1 || 1, y2 - y1 || 1];
      height = Math.max(180, Math.min(height, (dy / dx) * (wide - 2 * margin) + 2 * margin));
      const unit = Math.max(dx / (wide - 2 * margin), dy / (height - 2 * margin));
      const [cx, cy] = [(x1 + x2) / 2, (y1 + y2) / 2];
      [x1, x2, y1, y2] = [cx - (unit * (wide - 2 * margin)) / 2, cx + (unit * (wide - 2 * margin)) / 2, cy - (unit * (height - 2 * margin)) / 2, cy + (unit * (height - 2 * margin)) / 2];
    }
    const tint = (row) => view.color(row);
    return [{
      hits: rows,
      options: {
        width: wide, height, margin, x: { domain: [x1, x2], axis: null }, y: { domain: [y1, y2], axis: null }, r: { type: "identity" },
        marks: [Plot.dot(rows, { x: e.x, y: e.y, r: radius, fill: tint, fillOpacity: e.size ? 0.55 : 0.9, stroke: tint, className: "hit" })],
      },
      after: (svg) => {
        const [x, y] = [svg.scale ? svg.scale("x") : null, null];
        const at = [...svg.querySelectorAll("g.hit > *")].map((node) => ({ node, row: rows[node.__data__] }));
        const points = at.map(({ node, row }) => ({ x: Number(node.getAttribute("cx")), y: Number(node.getAttribute("cy")), r: Number(node.getAttribute("r")), name: view.write(e.text, row[e.text]), first: view.filter && row.group === view.filter }));
        points.sort((a, b) => (b.first ? 1 : 0) - (a.first ? 1 : 0) || b.r - a.r);
        named(svg, points, rows.length > 40 ? 11 : 12, view.ink("text"));
      },
    }];
  };
})();
