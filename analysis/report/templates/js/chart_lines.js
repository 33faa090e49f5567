"use strict";
// Values over years or another number, with their intervals; and the years in which something is used.
(() => {
  const { charts } = koujing;
  const NARROW = 250, GAP = 24, ROW = 20, YEAR = 38;

  // The years that are named on an axis: those of the data, the last first, as far as they fit.
  const namedYears = (xs, width) => {
    const sorted = [...new Set(xs)].sort((a, b) => b - a);
    const scale = width / Math.max(sorted[0] - sorted[sorted.length - 1], 1);
    return sorted.filter((() => { let last = Infinity; return (x) => (last - x) * scale >= YEAR && ((last = x), true); })()).reverse();
  };

  // Which run of years each row is in: where several have no text, nothing is drawn between them.
  const runsOf = (ordered, x) => {
    const steps = ordered.slice(1).map((row, at) => x(row) - x(ordered[at]));
    const usual = [...steps].sort((a, b) => a - b)[Math.floor((steps.length - 1) / 2)];
    let run = 0;
    return new Map(ordered.map((row, at) => [row, at && steps[at - 1] > 2 * usual ? ++run : run]));
  };

  charts.kinds.lines = (view, width) => {
    const { encoding: e, settings: s } = view.spec;
    const chosen = e.choose ? view.rows.filter((row) => row[e.choose] === view.choice) : view.rows;
    const number = (row, column) => (row[column] === null || row[column] === "" ? NaN : Number(row[column]));
    const known = chosen.filter((row) => Number.isFinite(number(row, e.x)) && typeof row[e.y] === "number");
    const panels = e.panel ? charts.groupBy(known, e.panel) : [["", known]];
    const across = panels.length > 1 ? Math.max(1, Math.min(panels.length, Math.floor((width + GAP) / (NARROW + GAP)))) : 1;
    view.box.style.setProperty("--across", across);
    const panelWidth = Math.floor((width - GAP * (across - 1)) / across);
    const xs = known.map((row) => number(row, e.x));
    const [first, last] = [Math.min(...xs), Math.max(...xs)];
    const top = (rows) => Math.max(...rows.flatMap((row) => [row[e.y], typeof row[e.high] === "number" ? row[e.high] : row[e.y]]));
    const low = (rows) => Math.min(...rows.flatMap((row) => [row[e.y], typeof row[e.low] === "number" ? row[e.low] : row[e.y]]));
    return panels.map(([name, rows]) => {
      const ordered = [...rows].sort((a, b) => number(a, e.x) - number(b, e.x));
      const of = s.shared === false ? rows : known;
      const domain = [s.zero === false ? low(of) : Math.min(0, low(of)), top(of)];
      const tint = s.grey?.map(String).includes(String(name)) ? view.ink("soft") : view.isDark ? "#8fbfe0" : "#33658A";
      const x = (row) => number(row, e.x);
      const bounded = ordered.filter((row) => typeof row[e.low] === "number");
      const few = new Set(xs).size <= 8;
      const runs = ["year", "group"].includes(e.x) && !s.steps ? runsOf(ordered, x) : new Map();
      const z = (row) => runs.get(row) ?? 0;
      const curve = s.steps ? "step-after" : "linear";
      // The ends and the extremes are named.
      const values = ordered.map((row) => row[e.y]);
      const named = new Set(ordered.length > 1 ? [values.indexOf(Math.max(...values)), values.indexOf(Math.min(...values))] : [0]);
      return {
        title: e.panel ? view.write(e.panel, name) : "",
        hits: ordered,
        options: {
          width: panelWidth, height: panels.length > 1 ? 150 : Math.min(280, Math.max(200, panelWidth * 0.35)), marginLeft: 46, marginRight: 30, marginTop: 24, marginBottom: 28,
          x: { inset: 18, domain: first === last ? [first - 1, last + 1] : [first, last], label: null, ticks: few ? namedYears(xs, panelWidth - 112) : Math.floor(panelWidth / 80), tickFormat: (value) => (Number.isInteger(value) ? String(value) : "") },
          y: { domain: domain[0] === domain[1] ? [domain[0], domain[0] + 1] : domain, nice: true, label: view.label(e.y), labelArrow: "none", grid: true, ticks: 4, tickFormat: (value, _, ticks) => charts.tick(view, e.y, value, ticks) },
          marks: [
            s.steps || bounded.length > 12 ? Plot.areaY(bounded, { x, z, y1: e.low, y2: e.high, fill: tint, fillOpacity: 0.18, curve }) : Plot.ruleX(bounded, { x, y1: e.low, y2: e.high, stroke: tint, strokeOpacity: 0.5, strokeWidth: 2 }),
            Plot.line(ordered, { x, y: e.y, z, stroke: tint, strokeWidth: 1.6, curve }),
            Plot.dot(ordered, { x, y: e.y, r: 4, fill: tint, className: "hit" }),
            // Beside its point, as the interval runs above and below it.
            Plot.text(ordered.filter((_, at) => named.has(at)), { x, y: e.y, text: (row) => view.write(e.y, row[e.y]), dx: 6, dy: -7, textAnchor: "start", fill: view.ink("text"), stroke: view.ink("paper"), strokeWidth: 3 }),
          ],
        },
      };
    });
  };

  charts.kinds.spans = (view, width) => {
    const { encoding: e } = view.spec;
    const xs = view.rows.map((row) => row[e.x]);
    const ends = [Math.min(...xs, ...view.rows.map((row) => row.first_year ?? Infinity)), Math.max(...xs, ...view.rows.map((row) => row.last_year ?? -Infinity))];
    view.box.style.setProperty("--across", 1);
    const all = [...new Set(view.rows.map((row) => row[e.y]))];
    const left = Math.min(width * 0.4, Math.max(...all.map(charts.wide)) + 10);
    return charts.groupBy(view.rows, e.panel).map(([name, rows]) => {
      const began = new Map();
      for (const row of rows) began.set(row[e.y], Math.min(began.get(row[e.y]) ?? Infinity, row[e.x]));
      const names = [...began.keys()].sort((a, b) => began.get(a) - began.get(b) || a.localeCompare(b, "zh"));
      const total = (one) => rows.filter((row) => row[e.y] === one).reduce((sum, row) => sum + row[e.size], 0);
      const reach = names.map((one) => { const of = rows.filter((row) => row[e.y] === one).map((row) => row[e.x]); return { name: one, from: Math.min(...of), to: Math.max(...of) }; });
      const tint = view.isDark ? "#8fbfe0" : "#33658A";
      return {
        title: view.write(e.panel, name),
        hits: rows,
        options: {
          width, height: names.length * ROW + 30, marginLeft: left, marginRight: 34, marginTop: 4, marginBottom: 24,
          x: { domain: [ends[0] - 0.5, ends[1] + 0.5], label: null, ticks: Math.max(2, Math.min(ends[1] - ends[0], Math.floor((width - left) / 70))), tickFormat: (value) => (Number.isInteger(value) ? String(value) : "") },
          y: { type: "band", domain: names, axis: null }, r: { type: "identity" },
          marks: [
            ...(rows[0].first_year === undefined ? [] : [Plot.rect([rows[0]], { x1: rows[0].first_year - 0.5, x2: rows[0].last_year + 0.5, fill: tint, fillOpacity: 0.08 })]),
            Plot.axisY(names, { tickSize: 0, tickPadding: 6, label: null, tickFormat: (one) => charts.cut(one, left - 8) }),
            Plot.ruleY(reach, { y: "name", x1: "from", x2: "to", stroke: tint, strokeOpacity: 0.45 }),
            Plot.dot(rows, { x: e.x, y: e.y, r: (row) => Math.min(3 + Math.sqrt(row[e.size]), 8), fill: tint, className: "hit" }),
            Plot.text(names, { y: (one) => one, text: (one) => String(total(one)), frameAnchor: "right", dx: 30, textAnchor: "end", fill: view.ink("soft") }),
          ],
        },
      };
    });
  };
})();
