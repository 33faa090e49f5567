"use strict";
// Provinces as tiles in a grid that resembles the map; in each, its cities as dots, coloured by a rate.
(() => {
  const { charts } = koujing;
  const [DOWN, ACROSS, LARGEST, ROOMY] = [8, 9, 56, 44];

  // Dots at their places within a tile, moved apart until none covers another; the same every time.
  const apart = (dots, radius, size) => {
    for (let round = 0; round < 60; round += 1) {
      for (const [i, a] of dots.entries()) {
        for (const b of dots.slice(i + 1)) {
          const [dx, dy] = [b.x - a.x || 0.01 * (i + 1), b.y - a.y || 0.01];
          const far = Math.hypot(dx, dy);
          const push = (2 * radius + 1 - far) / 2;
          if (push <= 0) continue;
          const [px, py] = [(dx / far) * push, (dy / far) * push];
          a.x -= px; a.y -= py; b.x += px; b.y += py;
        }
      }
      for (const dot of dots) {
        dot.x = Math.max(radius + 1, Math.min(size - radius - 1, dot.x));
        dot.y = Math.max(radius + 14, Math.min(size - radius - 1, dot.y));
      }
    }
    return dots;
  };

  charts.kinds.tiles = (view, width) => {
    const { encoding: e, settings: s } = view.spec;
    const rows = view.rows.filter((row) => row[e.choose] === view.choice);
    const wide = width > 720;
    const size = Math.min(LARGEST, Math.floor(width / ACROSS));
    const values = rows.map((row) => row[e.color]).filter((value) => typeof value === "number").sort((a, b) => a - b);
    const [low, high] = [values[0] ?? 0, values[values.length - 1] ?? 1];
    const share = (value) => (high > low ? (value - low) / (high - low) : 0.5);
    const of = charts.groupBy(rows, "province");
    const most = Math.max(...of.map(([, cities]) => cities.length));
    const radius = Math.max(2.5, Math.min(8, size / (3.3 * Math.sqrt(most + 1))));
    const dots = of.flatMap(([province, cities]) => {
      const [, down, across] = s.grid[province];
      const [west, east, south, north] = s.spread[province];
      const inner = size - 4;
      const at = (value, from, to) => (to > from ? (value - from) / (to - from) : 0.5);
      const placed = cities.map((row) => ({ row, x: radius + at(row.lon, west, east) * (inner - 2 * radius), y: 14 + radius + (1 - at(row.lat, south, north)) * (inner - 14 - 2 * radius) }));
      return apart(placed, radius, inner).map(({ row, x, y }) => ({ row, x: across * size + 2 + x, y: down * size + 2 + y }));
    });
    const small = size < ROOMY ? 9 : 11;
    const tiles = Object.entries(s.grid).map(([province, [short, down, across]]) => ({ short, x: across * size, y: down * size, full: of.some(([name]) => name === province) }));
    const middle = (tile) => [tile.x + size / 2, tile.y + (tile.full ? Math.min(10, size * 0.26) : size / 2)];
    const around = (tile) => { const [[x, y], half] = [middle(tile), (charts.wide(tile.short) * small) / 24]; return [x - half, y - small * 0.6, x + half, y + small * 0.6]; };
    const empty = (dot) => typeof dot.row[e.color] !== "number";
    const bar = Math.min(180, width - 120);
    const steps = [...Array(24).keys()];
    const [top, total] = [DOWN * size + 14, ACROSS * size];
    // Beside it the same values in order, where there is room.
    view.box.classList.toggle("beside", wide);
    view.box.style.setProperty("--across", 1);
    const ordered = [...rows].filter((row) => typeof row[e.color] === "number").sort((a, b) => b[e.color] - a[e.color] || a.group.localeCompare(b.group, "zh"));
    const ranked = () => charts.panelOf(asRanks(view), ordered, width - total - 28, [Math.min(0, low), 1.3 * high || 1]);
    return [{
      hits: dots.map(({ row }) => row),
      options: {
        width: total, height: DOWN * size + 50, margin: 0, x: { domain: [0, total], range: [0, total], axis: null }, y: { domain: [0, DOWN * size + 50], range: [0, DOWN * size + 50], axis: null }, r: { type: "identity" },
        marks: [
          Plot.rect(tiles, { x1: (tile) => tile.x + 1.5, x2: (tile) => tile.x + size - 1.5, y1: (tile) => tile.y + 1.5, y2: (tile) => tile.y + size - 1.5, rx: 4, fill: view.isDark ? "#232c34" : "#f3f6f8", fillOpacity: (tile) => (tile.full ? 1 : 0.5), stroke: view.ink("line"), strokeOpacity: (tile) => (tile.full ? 1 : 0.45) }),
          Plot.text(tiles, { x: (tile) => middle(tile)[0], y: (tile) => middle(tile)[1], text: "short", fontSize: small, fill: view.ink("soft") }),
          Plot.dot(dots, { x: "x", y: "y", r: radius, fill: (dot) => (empty(dot) ? view.ink("paper") : charts.shade(view, 0.1 + 0.9 * share(dot.row[e.color]))), stroke: (dot) => (view.filter === dot.row.group ? "#D55E00" : view.isDark ? "#a9b5c0" : "#33658A"), strokeWidth: (dot) => (view.filter === dot.row.group ? 3 : 0.8), className: "hit" }),
          Plot.rect(steps, { x1: (step) => 50 + (step * bar) / 24, x2: (step) => 50.5 + ((step + 1) * bar) / 24, y1: top, y2: top + 10, fill: (step) => charts.shade(view, 0.1 + (0.9 * step) / 23) }),
          Plot.text([[low, 44, "end"]], { x: (one) => one[1], y: top + 5, text: (one) => view.write(e.color, one[0]), textAnchor: "end", fill: view.ink("soft") }),
          Plot.text([[high, 56 + bar]], { x: (one) => one[1], y: top + 5, text: (one) => view.write(e.color, one[0]), textAnchor: "start", fill: view.ink("soft") }),
          Plot.text([view.label(e.color)], { x: 50, y: top + 21, text: (text) => text, textAnchor: "start", fill: view.ink("soft") }),
        ],
      },
      after: (svg) => {
        if (size < ROOMY) return;
        const points = [...svg.querySelectorAll("g.hit > *")].map((node) => ({ x: Number(node.getAttribute("cx")), y: Number(node.getAttribute("cy")), r: radius, row: dots[node.__data__].row }));
        if (points.length <= 40) charts.named(svg, points.map((point) => ({ ...point, name: charts.brief(point.row.group).replace(/(市|地区|盟|州)$/, (end) => (charts.brief(point.row.group).length > 2 ? "" : end)) })), 10, view.ink("text"), 0, tiles.map(around));
      },
    }, ...(wide ? [ranked()] : [])];
  };
  // The view as ranks see it: the rate as a place, not a colour.
  const asRanks = (view) => Object.assign(Object.create(view), { orders: [], folded: 0, spec: { ...view.spec, settings: { ...view.spec.settings, open: true }, encoding: { ...view.spec.encoding, x: view.spec.encoding.color, color: "group" } } });
})();
