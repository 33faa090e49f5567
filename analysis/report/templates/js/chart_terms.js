"use strict";
// Terms of two groups against each other, or of one and all the others; beside it the terms of each by keyness.
(() => {
  const { charts } = koujing;
  const { make, words } = charts;
  const REST = "", LISTED = 12, DRAWN = 260, LOWEST = 0.5;

  // Four-cell G², and the log ratio with 0.5 for a count of zero: as in the tables.
  charts.g2 = (a, b, sizeA, sizeB) => {
    const cells = [[a, sizeA], [b, sizeB], [sizeA - a, sizeA], [sizeB - b, sizeB]];
    const [all, with_] = [sizeA + sizeB, a + b];
    return 2 * cells.reduce((sum, [n, size], i) => {
      const expected = (size * (i < 2 ? with_ : all - with_)) / all;
      return n > 0 ? sum + n * Math.log(n / expected) : sum;
    }, 0);
  };
  charts.logRatio = (a, b, sizeA, sizeB) => Math.log2((a || 0.5) / sizeA / ((b || 0.5) / sizeB));

  const compared = (view) => {
    const { sizes } = view.spec.settings;
    view.counts ||= view.rows.reduce((found, { term, group, n }) => {
      if (!found.has(term)) found.set(term, new Map());
      found.get(term).set(group, n);
      return found;
    }, new Map());
    const all = Object.values(sizes).reduce((sum, size) => sum + size, 0);
    const [one, other] = [view.one, view.other];
    const [sizeA, sizeB] = [sizes[one], other === REST ? all - sizes[one] : sizes[other]];
    const rows = [];
    for (const [term, of] of view.counts) {
      const a = of.get(one) || 0;
      const b = other === REST ? [...of.values()].reduce((sum, n) => sum + n, 0) - a : of.get(other) || 0;
      if (a + b < 3) continue;
      const row = { term, a, b, rateA: (a / sizeA) * 1e4, rateB: (b / sizeB) * 1e4, g2: charts.g2(a, b, sizeA, sizeB), ratio: charts.logRatio(a, b, sizeA, sizeB) };
      row.side = row.rateA >= row.rateB ? "a" : "b";
      if (row.side === "a") row.group = one;
      else if (other !== REST) row.group = other;
      else row.other = one; // a word of all the others opens wherever it stands
      const name = (group) => (group === REST ? words.rest : group);
      const shown = (n, rate) => `${n.toLocaleString("en-US")} (${rate.toFixed(1)})`;
      row.told = { title: term, lines: [`${name(one)} ${shown(a, row.rateA)}`, `${name(other)} ${shown(b, row.rateB)}`, `G² ${row.g2.toFixed(1)}`, `log₂ ${charts.number(row.ratio, 2).replace("-", "−")}`] };
      row.n = row.side === "a" ? a : b;
      rows.push(row);
    }
    rows.sort((x, y) => y.g2 - x.g2 || (x.term < y.term ? -1 : 1));
    return rows;
  };

  const prepare = (view) => {
    const { sizes } = view.spec.settings;
    const groups = Object.keys(sizes).sort((x, y) => x.localeCompare(y, "zh"));
    if (view.filter && sizes[view.filter] && view.filter !== view.seen) {
      view.one = view.filter;
      if (view.other === view.one) view.other = REST;
      if (view.selects) [view.selects[0].value, view.selects[1].value] = [view.one, view.other];
    }
    view.seen = view.filter;
    view.one ??= groups[0];
    view.other ??= groups.length === 2 ? groups[1] : REST;
    return groups;
  };

  const draw = (view, width) => {
    prepare(view);
    const rows = compared(view);
    const wide = width > 640;
    const [w, h] = wide ? [Math.min(620, Math.floor(width * 0.64)), 460] : [width, Math.min(width, 400)];
    const drawn = rows.slice(0, DRAWN);
    const top = Math.max(...drawn.flatMap((row) => [row.rateA, row.rateB]), 1) * 1.15;
    const low = Math.min(...drawn.flatMap((row) => [row.rateA, row.rateB]).filter((rate) => rate > 0), 1) * LOWEST;
    const at = (rate) => Math.log10(rate > 0 ? rate : low * 1.15); // a rate of 0 stands at the edge
    const tint = (side) => { const color = view.spec.colors[side === "a" ? view.one : view.other] ?? (side === "a" ? "#0b5d7a" : view.other === REST ? "#7a828a" : "#D55E00"); return view.isDark ? charts.mix(color, "#ffffff", 0.35) : color; };
    const inked = (color) => (view.isDark ? color : charts.mix(color, "#000000", 0.3)); // as text it needs more contrast
    const strong = rows[Math.min(rows.length, 60) - 1]?.g2 ?? 0;
    const ticks = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].filter((rate) => rate > low * 1.6 && rate < top);
    const axis = { domain: [Math.log10(low), Math.log10(top)], grid: true, ticks: [at(0), ...ticks.map(Math.log10)], tickFormat: (_, i) => String(i ? ticks[i - 1] : 0) };
    const name = (group) => (group === REST ? words.rest : group);
    const scatter = {
      hits: drawn,
      options: {
        width: w, height: h, marginLeft: 44, marginBottom: 40, marginTop: 26, marginRight: 16,
        x: { ...axis, label: `${name(view.other)} · ${view.spec.settings.rate} →`, labelArrow: "none" }, y: { ...axis, label: `↑ ${name(view.one)} · ${view.spec.settings.rate}`, labelArrow: "none" },
        marks: [
          Plot.line([low, top].map((end) => [Math.log10(end), Math.log10(end)]), { stroke: view.ink("soft"), strokeDasharray: "3 4", strokeOpacity: 0.7 }),
          Plot.dot(drawn, { x: (row) => at(row.rateB), y: (row) => at(row.rateA), r: 3.6, fill: (row) => tint(row.side), fillOpacity: (row) => (row.g2 >= strong ? 0.85 : 0.3), className: "hit" }),
        ],
      },
      after: (svg) => {
        const points = [...svg.querySelectorAll("g.hit > *")].map((node) => ({ x: Number(node.getAttribute("cx")), y: Number(node.getAttribute("cy")), r: 3.6, row: drawn[node.__data__] }));
        points.sort((p, q) => q.row.g2 - p.row.g2);
        charts.named(svg, points.map((point) => ({ ...point, name: point.row.term, color: inked(tint(point.row.side)) })), 11, view.ink("text"), 46);
      },
    };
    view.box.style.setProperty("--across", 1);
    view.box.classList.toggle("beside", wide);
    return [scatter, { element: lists(view, rows, (side) => inked(tint(side)), name) }];
  };

  const lists = (view, rows, tint, name) => {
    const box = make("div", "chart-lists");
    for (const [side, group] of [["a", view.one], ["b", view.other]]) {
      const part = make("div", "", box);
      make("p", "chart-panel-title", part, name(group)).style.color = tint(side);
      const list = make("ol", "", part);
      for (const row of rows.filter((one) => one.side === side).slice(0, LISTED)) {
        const item = make("li", "", list);
        const button = make("button", "ev", item, row.term);
        button.type = "button";
        make("span", "count", item, ` ${row.a} : ${row.b}`);
        const mark = () => view.marks.find((one) => one.row === row);
        button.addEventListener("pointerenter", () => mark() && view.tell(mark()));
        button.addEventListener("pointerleave", () => view.tell(null));
        [button.dataset.key, button.dataset.title] = [view.reference(row), `${row.term} · ${name(group)}`];
      }
    }
    return box;
  };

  draw.controls = (view) => {
    const groups = prepare(view);
    const options = groups.map((group) => [group, group]);
    const others = groups.length > 2 ? [[REST, words.rest], ...options] : options;
    const set = (which) => (value) => {
      view[which] = value;
      if (view.one === view.other) view[which === "one" ? "other" : "one"] = groups.length > 2 && which === "one" ? REST : groups.find((group) => group !== value);
      [view.selects[0].value, view.selects[1].value] = [view.one, view.other];
    };
    view.selects = [view.list(words.compare, options, () => view.one, set("one")), view.list(words.against, others, () => view.other, set("other"))];
  };
  charts.kinds.terms = draw;
})();
