"use strict";
// Values by name, as dots with intervals or as bars, in one panel or several.
(() => {
  const { charts } = koujing;
  const { words } = charts;
  const FEW = 24, TOP = 10, BOTTOM = 6, PANELS = 12, STEP = 21, NARROW = 205, GAP = 24, PIXELS = 12, BEYOND = 1.5;

  // The width of a text in pixels: a Chinese character is as wide as it is high.
  const wide = (charts.wide = (text) => [...text].reduce((sum, letter) => sum + (/[\u2014-\u2026\u2e80-\uffff]/.test(letter) ? 1 : 0.56), 0) * PIXELS);
  // 黔西南布依族苗族自治州 is 黔西南州 where room is scarce.
  const NATIONS = "布依|土家|哈尼|傈僳|景颇|柯尔克孜|哈萨克|蒙古|朝鲜|苗|藏|羌|彝|壮|傣|白|侗|回|黎";
  const AUTONOMOUS = new RegExp(`^(.{2,}?)(?:(?:${NATIONS})族?)+自治([州县])$`);
  charts.brief = (text) => text.replace(AUTONOMOUS, "$1$2");
  charts.cut = (whole, most) => {
    if (wide(whole) <= most) return whole;
    const text = charts.brief(whole);
    if (wide(text) <= most) return text;
    let kept = "";
    for (const letter of text) {
      if (wide(`${kept}${letter}…`) > most) break;
      kept += letter;
    }
    return `${kept}…`;
  };
  charts.groupBy = (rows, column) => {
    const found = new Map();
    for (const row of rows) found.has(row[column]) ? found.get(row[column]).push(row) : found.set(row[column], [row]);
    return [...found];
  };
  const { byName } = charts;
  charts.ordered = (view, rows, value) => {
    const { provinces, order, encoding } = view.spec;
    if (!view.orders.length) return rows;
    const name = (row) => String(row[encoding.y]);
    const place = (row) => (name(row) in provinces ? order.indexOf(provinces[name(row)]) : order.length);
    const number = (row) => (typeof row[value] === "number" ? row[value] : -Infinity);
    const orders = {
      value: (a, b) => number(b) - number(a) || byName(name(a), name(b)),
      name: (a, b) => byName(name(a), name(b)),
      province: (a, b) => place(a) - place(b) || number(b) - number(a),
    };
    return [...rows].sort(orders[view.order] || orders.value);
  };

  // Of many rows the first and the last, and the one chosen; `null` stands for those between.
  charts.fold = (view, rows, most = FEW) => {
    if (rows.length <= most || view.all) return rows;
    const kept = rows.filter((row, at) => at < TOP || at >= rows.length - BOTTOM || (view.filter && row.group === view.filter));
    view.folded = Math.max(view.folded, rows.length);
    const at = kept.findIndex((row, i) => i >= TOP - 1 && rows.indexOf(kept[i + 1]) !== rows.indexOf(row) + 1);
    return [...kept.slice(0, at + 1), null, ...kept.slice(at + 1)];
  };

  charts.kinds.ranks = (view, width) => {
    const { encoding: e, settings: s } = view.spec;
    const chosen = e.choose ? view.rows.filter((row) => row[e.choose] === view.choice) : view.rows;
    let panels = e.panel ? charts.groupBy(chosen, e.panel) : [["", chosen]];
    // A panel has room for its names, of two panels side by side on a phone as for short ones.
    const longest = Math.max(...chosen.map((row) => wide(view.write(e.y, row[e.y]))));
    const least = width < 420 && longest < 60 && !e.low ? 150 : Math.max(NARROW, Math.min(340, longest + 110));
    const fit = Math.max(1, Math.floor((width + GAP) / (least + GAP)));
    if (panels.length > PANELS && !view.all) {
      view.folded = panels.length;
      const rank = ([name]) => (view.filter && name === view.filter ? -1 : (s.first || []).indexOf(name) >>> 0); // those not among the first come last
      panels = [...panels].sort((a, b) => rank(a) - rank(b)).slice(0, fit > 2 ? fit : 4);
    }
    const across = Math.min(panels.length, fit);
    view.box.style.setProperty("--across", across);
    const panelWidth = Math.floor((width - GAP * (across - 1)) / across);
    const domain = domainOf(view, chosen);
    return panels.map(([name, rows], at) => ({
      title: e.panel ? view.write(e.panel, name) : "",
      ...panelOf(view, rows, panelWidth, s.shared === false ? domainOf(view, rows) : domain, at === 0),
    }));
  };

  const finite = (values) => values.filter((value) => typeof value === "number" && Number.isFinite(value));
  const domainOf = (view, rows) => {
    const { encoding: e, settings: s } = view.spec;
    const values = finite(rows.map((row) => row[e.x]));
    let [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
    // An interval that is open to a side, or much longer than the values are apart, ends at the edge.
    const room = s.open ? 2 : BEYOND * (high - low) || Infinity;
    const ends = e.low ? finite(rows.flatMap((row) => [row[e.low], row[e.high]])) : [];
    [low, high] = [Math.max(low - room, Math.min(low, ...ends)), s.open ? high + room : Math.min(high + room, Math.max(high, ...ends))];
    if (s.zero === false) {
      [low, high] = [Math.min(...values), Math.max(...values)];
      [low, high] = [low - 0.03 * (high - low), high]; // no dot on a name
    }
    return low === high ? [low, low + 1] : [low, high];
  };

  const panelOf = (charts.panelOf = (view, given, width, domain, labelled = true) => {
    const { encoding: e, settings: s } = view.spec;
    const rows = charts.fold(view, charts.ordered(view, given, e.x));
    const most = width * (width < 250 ? 0.45 : width < 420 ? 0.6 : 0.45);
    const name = (row) => (row ? view.write(e.y, row[e.y]) : say(words.between, given.length - rows.length + 1));
    const left = Math.min(most, Math.max(...rows.map((row) => wide(name(row)))) + 10);
    const shown = s.label || e.x;
    const finer = view.spec.formats[shown]?.percent && Math.max(...finite(view.rows.map((row) => row[shown])).map(Math.abs)) < 0.01; // 0.31% and 0.27% are not both 0.3%
    const label = (row) => view.write(shown, row[shown], finer ? 1 : 0);
    const drawn = rows.map((row, at) => ({ row, at })).filter(({ row }) => row && typeof row[e.x] === "number");
    const right = Math.max(...drawn.map(({ row }) => wide(label(row))), 12) + 12;
    const clip = (value) => Math.max(domain[0], Math.min(domain[1], value));
    const y = ({ at }) => String(at);
    const marks = [
      Plot.ruleX([0], { stroke: view.ink("soft"), strokeOpacity: 0.5 }),
      Plot.axisY(rows.map((_, at) => String(at)), { tickSize: 0, tickPadding: 6, label: null, tickFormat: (at) => charts.cut(name(rows[at]), left - 8) }),
    ];
    const tint = ({ row }) => view.color(row);
    if (s.mark === "bar") marks.push(Plot.barX(drawn, { y, x1: 0, x2: ({ row }) => row[e.x], fill: tint, inset: 2, className: "hit" }));
    else {
      const known = drawn.filter(({ row }) => typeof row[e.low] === "number");
      if (e.low) marks.push(Plot.ruleY(known, { y, x1: ({ row }) => clip(row[e.low]), x2: ({ row }) => clip(row[e.high]), stroke: tint, strokeOpacity: 0.55, strokeWidth: 2.2 }));
      for (const [side, arrow, at] of [["low", "‹", 0], ["high", "›", 1]]) if (e.low) marks.push(Plot.text(known.filter(({ row }) => clip(row[e[side]]) !== row[e[side]]), { y, x: domain[at], text: () => arrow, fill: tint, fontWeight: 700 }));
      const sure = ({ row }) => !s.sure || (typeof row[s.sure] === "number" && row[s.sure] < 0.05);
      marks.push(Plot.dot(drawn, { y, x: ({ row }) => row[e.x], r: 4.5, fill: (one) => (sure(one) ? tint(one) : view.ink("paper")), stroke: tint, strokeWidth: 1.5, className: "hit" }));
    }
    // Behind a bar stands its number; those of dots, whose intervals differ in length, stand in a column.
    const beside = s.mark === "bar" ? { x: ({ row }) => Math.max(0, row[e.x]), dx: 6, textAnchor: "start" } : { frameAnchor: "right", dx: right, textAnchor: "end" };
    marks.push(Plot.text(drawn, { y, text: ({ row }) => label(row), fill: view.ink("soft"), ...beside }));
    const [top, bottom] = [4, s.bare ? 4 : labelled ? 38 : 24];
    return {
      hits: drawn.map(({ row }) => row),
      options: {
        width, height: rows.length * STEP + top + bottom, marginLeft: left, marginRight: right, marginTop: top, marginBottom: bottom,
        x: { domain, label: s.bare || !labelled ? null : view.label(e.x), labelArrow: "none", axis: s.bare ? null : "bottom", ticks: Math.max(width - left - right < 90 ? 1 : 2, Math.floor((width - left - right) / 70)), tickFormat: (value, _, ticks) => charts.tick(view, e.x, value, ticks), grid: !s.bare },
        y: { type: "band", domain: rows.map((_, at) => String(at)), axis: null },
        marks,
      },
    };
  });
  const say = (text, n) => text.replace("{n}", n);
  // Ticks of one axis have the same decimal places.
  charts.tick = (view, column, value, ticks = [value]) => {
    const [factor, most, unit] = view.spec.formats[column]?.percent ? [100, 2, "%"] : [1, 3, ""];
    const places = Math.max(...[...ticks].map((one) => (String(+(factor * one).toFixed(most)).split(".")[1] ?? "").length));
    const written = (factor * value).toLocaleString("en-US", { minimumFractionDigits: places, maximumFractionDigits: places });
    return written.replace(/^-(?=[0.]+$)/, "").replace("-", "−") + unit;
  };
})();
