"use strict";
// Live charts: each figure holds its data; this draws it, answers pointer, keyboard, filter and lists.
(() => {
  const charts = (koujing.charts = { kinds: {}, views: [] });
  const words = (charts.words = JSON.parse(document.querySelector("script.chart-words").textContent));
  const say = (text, values) => text.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? values[key] : whole));
  const make = (charts.make = (tag, name, parent, text) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    if (text) element.textContent = text;
    if (parent) parent.append(element);
    return element;
  });
  // A formatter or a collator is slow to make and quick to use.
  const formatters = {};
  charts.number = (value, decimals) => {
    const text = (formatters[decimals] ||= new Intl.NumberFormat("en-US", { minimumFractionDigits: decimals, maximumFractionDigits: decimals })).format(value);
    return /[1-9∞N]/.test(text) ? text : text.replace("-", "");
  };
  charts.byName = new Intl.Collator(document.documentElement.lang || "zh").compare;
  const dark = (charts.dark = matchMedia("(prefers-color-scheme: dark)"));

  // A name such as "constructor" is found only where it was given.
  const plain = (_, value) => (value && typeof value === "object" && !Array.isArray(value) ? Object.assign(Object.create(null), value) : value);

  // Columns to rows; a column of words has each word once.
  const FAR = { inf: Infinity, "-inf": -Infinity };
  const rowsOf = (columns) => {
    const names = Object.keys(columns);
    const read = names.map((name) => (columns[name].words ? columns[name].at.map((at) => columns[name].words[at]) : columns[name].map((value) => FAR[value] ?? value)));
    return (read[0] || []).map((_, i) => ({ index: i, ...Object.fromEntries(names.map((name, j) => [name, read[j][i]])) }));
  };

  charts.View = class {
    constructor(figure) {
      this.figure = figure;
      this.spec = JSON.parse(figure.querySelector("script.chart-data").textContent, plain);
      this.rows = rowsOf(this.spec.columns);
      this.all = this.light = false;
      const { encoding, provinces } = this.spec;
      this.choices = encoding.choose ? [...new Set(this.rows.map((row) => row[encoding.choose]))] : [];
      this.choice = this.choices[0];
      this.orders = encoding.y === "group" && !this.spec.settings.fixed ? ["value", "name", ...(Object.keys(provinces).length ? ["province"] : [])] : [];
      this.order = this.spec.settings.order || this.orders[0];
      this.alt = figure.querySelector(".chart-alt");
      this.tools = make("div", "chart-tools");
      this.box = make("div", "chart-box");
      this.tip = make("div", "chart-tip");
      this.tip.hidden = true;
      this.alt.before(this.tools, this.box, this.tip);
      this.alt.classList.add("heard");
      this.listen();
    }
    get filter() { return koujing.filter || ""; }
    get isDark() { return dark.matches && !this.light && !charts.printing; }
    ink(part) { return this.isDark ? { text: "#e4e9ee", soft: "#a9b5c0", line: "#3a4650", paper: "#161b20" }[part] : { text: "#1f2933", soft: "#52606d", line: "#d9e0e6", paper: "#ffffff" }[part]; }
    label(column) { return this.spec.labels[column]; }
    write(column, value, further = 0) {
      if (value === null || value === undefined || value === "") return "";
      if (typeof value === "string") return this.spec.names[column]?.[value] ?? value;
      if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
      const named = this.spec.names[column]?.[String(value)];
      if (named !== undefined) return named;
      const { percent, decimals, plain } = this.spec.formats[column];
      if (plain) return String(value);
      const text = charts.number(percent ? 100 * value : value, decimals + further);
      return (percent ? `${text}%` : text).replace("-", "−");
    }
    color(row) {
      const { encoding, colors, settings } = this.spec;
      const doubted = row[encoding.text || encoding.panel || encoding.choose];
      if (settings.grey?.some((one) => String(one) === String(doubted))) return "#8b97a3";
      const value = row[encoding.color];
      const color = settings.palette?.[value] ?? colors[value] ?? (encoding.color === "group" && value === this.filter ? "#D55E00" : "#33658A");
      return this.isDark ? charts.mix(color, "#ffffff", 0.35) : color;
    }
    // What a mark says: whose it is, then each number with its name.
    told(row) {
      if (row.told) return row.told;
      const { encoding: e, settings, tips } = this.spec;
      const channels = ["y", "x", "panel", "choose", "text", "color", "size", "n"].filter((channel) => channel in e);
      const columns = [...new Set([...channels.map((channel) => e[channel]), ...tips])].filter((column) => !(settings.untold || []).includes(column));
      const isNumber = (column) => typeof row[column] === "number" && this.spec.names[column]?.[String(row[column])] === undefined;
      const title = columns.filter((column) => !isNumber(column) && row[column] !== null && row[column] !== "").map((column) => this.write(column, row[column]));
      const lines = columns.filter(isNumber).map((column) => {
        const between = column === e[settings.interval || "x"] && typeof row[e.low] === "number" ? ` (${this.write(column, row[e.low])} – ${this.write(column, row[e.high])})` : "";
        return `${this.label(column)} ${this.write(column, row[column])}${between}`;
      });
      return { title: [...new Set(title)].join(" · "), lines };
    }
    reference(row) {
      const { also, encoding } = this.spec;
      const opens = also[row[encoding.choose]] ?? this.spec.opens;
      if (!opens || !koujing.open || (encoding.n && !row[encoding.n])) return "";
      return `${opens[0]}:${opens[1].filter(([, column]) => row[column] !== undefined).map(([name, column]) => `${name}=${row[column]}`).join("|")}`;
    }

    draw() {
      const width = Math.floor(this.box.clientWidth);
      if (!width) return;
      this.width = width;
      this.folded = 0;
      this.follow();
      const panels = charts.kinds[this.spec.kind](this, width);
      const held = this.marks?.findIndex((mark) => mark.node === document.activeElement);
      this.marks = [];
      this.box.replaceChildren();
      for (const { title, options, hits, after, element, wide } of panels) {
        const panel = make("div", wide ? "chart-panel wide" : "chart-panel", this.box);
        if (element) { panel.append(element); continue; }
        if (title) make("p", "chart-panel-title", panel, title);
        const svg = Plot.plot({ ...options, style: { color: this.ink("text"), background: "transparent", fontFamily: "inherit", fontSize: "12px" } });
        svg.querySelector("style")?.remove(); // the page has these rules; its policy allows no other
        for (const part of svg.querySelectorAll("g[aria-label]")) { // a label needs a role, and only marks have one
          part.dataset.part = part.getAttribute("aria-label");
          part.removeAttribute("aria-label");
        }
        panel.append(svg);
        for (const node of svg.querySelectorAll("g.hit > *")) this.mark(node, hits[node.__data__]);
        after?.(svg);
      }
      this.box.style.minHeight = "";
      this.place = null;
      if (this.marks.length) this.marks[0].node.tabIndex = 0;
      if (held > -1) this.marks[Math.min(held, this.marks.length - 1)]?.node.focus();
      this.dim();
      this.furnish();
    }
    // A list of groups to choose from follows the filter of the page.
    follow() {
      if (this.followed === this.filter) return;
      this.followed = this.filter;
      if (this.spec.encoding.choose !== "group" || !this.choices.includes(this.filter)) return;
      this.choice = this.filter;
      if (this.chosen) this.chosen.value = this.filter;
    }
    // Keep the room that the chart will take, so that nothing moves when it is drawn.
    reserve() {
      const width = Math.floor(this.box.clientWidth);
      if (!width || this.width) return;
      this.furnish();
      const heights = charts.kinds[this.spec.kind](this, width).map(({ options, title, element }) => (element ? 340 : options.height + (title ? 19 : 0)));
      const across = this.box.classList.contains("beside") ? heights.length : Number(this.box.style.getPropertyValue("--across")) || 1;
      let height = -13;
      for (let at = 0; at < heights.length; at += across) height += Math.max(...heights.slice(at, at + across)) + 13;
      this.box.style.minHeight = `${height}px`;
    }
    mark(node, row) {
      const { title, lines } = this.told(row);
      const reference = this.reference(row);
      node.setAttribute("role", reference ? "button" : "img");
      node.setAttribute("aria-label", [title, ...lines].join("; "));
      node.setAttribute("class", reference ? "mark opens" : "mark");
      node.tabIndex = -1;
      this.marks.push({ node, row, reference });
    }
    dim() {
      const of = (row) => row.group ?? "";
      const known = this.filter && this.spec.encoding.choose !== "group" && this.marks.some(({ row }) => of(row) === this.filter);
      const topic = this.spec.encoding.choose === "topic" ? "" : charts.topic ?? "";
      for (const { node, row } of this.marks) {
        const other = known && of(row) !== this.filter && row.other !== this.filter;
        node.classList.toggle("dim", Boolean(other || (topic && row.topic !== undefined && String(row.topic) !== topic)));
      }
    }

    // Lists and buttons above a chart.
    furnish() {
      if (!this.furnished) {
        this.furnished = true;
        const { choose } = this.spec.encoding;
        if (this.choices.length > 1) this.chosen = this.list(this.label(choose), this.choices.map((value) => [value, this.write(choose, value)]), () => this.choice, (value) => {
          this.choice = this.choices.find((one) => String(one) === value);
          if (choose === "topic" && charts.topic) charts.choose(value);
        });
        if (this.orders.length > 1) this.list(words.order, this.orders.map((order) => [order, words[`order_${order}`]]), () => this.order, (order) => { this.order = order; });
        charts.kinds[this.spec.kind].controls?.(this);
        this.more = make("button", "chart-more", this.tools);
        this.more.type = "button";
        this.more.addEventListener("click", () => { this.all = !this.all; this.draw(); });
        this.legend();
        charts.saving(this);
      }
      this.more.hidden = !this.folded && !this.all;
      this.more.textContent = this.all ? words.fewer : say(words.all, { n: this.folded });
    }
    legend() {
      const { settings, encoding, names } = this.spec;
      if (!settings.palette) return;
      const shown = new Set(this.rows.map((row) => row[encoding.color]));
      const box = make("span", "chart-legend", this.tools);
      for (const [value, color] of Object.entries(settings.palette)) {
        if (!shown.has(value)) continue;
        const item = make("span", "", box, names[encoding.color]?.[value] ?? value);
        item.prepend(make("i"));
        item.firstChild.style.background = color;
      }
    }
    list(name, options, get, set) {
      const label = make("label", "", this.tools, `${name} `);
      const select = make("select", "", label);
      for (const [value, text] of options) make("option", "", select, text).value = value;
      select.value = get();
      select.addEventListener("change", () => { set(select.value); this.draw(); });
      return select;
    }

    listen() {
      const tell = (mark) => this.tell(mark);
      this.box.addEventListener("pointermove", (event) => tell(this.near(event)));
      this.box.addEventListener("pointerleave", () => tell(null));
      this.box.addEventListener("focusin", (event) => tell(this.marks.find((mark) => mark.node === event.target)));
      this.box.addEventListener("focusout", () => tell(null));
      this.box.addEventListener("click", (event) => this.open(this.near(event)));
      this.box.addEventListener("keydown", (event) => {
        const at = this.marks.findIndex((mark) => mark.node === document.activeElement);
        if (at < 0) return;
        const last = this.marks.length - 1;
        const to = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: last }[event.key];
        if (to !== undefined) {
          const next = this.marks[Math.max(0, Math.min(last, to))].node;
          this.marks[at].node.tabIndex = -1;
          next.tabIndex = 0;
          next.focus();
        } else if (event.key === "Enter" || event.key === " ") this.open(this.marks[at]);
        else if (event.key === "Escape") this.tell(null);
        else return;
        event.preventDefault();
      });
      koujing.on?.("filter", () => this.width && this.draw());
    }
    near(event) {
      const mark = this.marks?.find(({ node }) => node === event.target);
      if (mark || !this.marks?.length) return mark;
      const box = this.box.getBoundingClientRect();
      this.place ||= this.marks.map(({ node }) => {
        const at = node.getBoundingClientRect();
        return [at.left + at.width / 2 - box.left, at.top + at.height / 2 - box.top];
      });
      const [x, y] = [event.clientX - box.left, event.clientY - box.top];
      const far = this.place.map(([a, b]) => Math.hypot(a - x, b - y));
      const at = far.indexOf(Math.min(...far));
      return far[at] < 24 ? this.marks[at] : null;
    }
    tell(mark) {
      this.told_?.classList.remove("told");
      this.told_ = mark?.node;
      this.tip.hidden = !mark;
      this.box.classList.toggle("over", Boolean(mark?.reference));
      if (!mark) return;
      mark.node.classList.add("told");
      const { title, lines } = this.told(mark.row);
      this.tip.replaceChildren();
      make("strong", "", this.tip, title);
      for (const line of lines) make("span", "", this.tip, line);
      if (mark.reference) make("em", "", this.tip, words.open);
      const at = mark.node.getBoundingClientRect();
      const outer = this.figure.getBoundingClientRect();
      const left = Math.max(4, Math.min(at.left + at.width / 2 - outer.left + 12, outer.width - this.tip.offsetWidth - 4));
      const above = at.top - outer.top - this.tip.offsetHeight - 8;
      this.tip.style.left = `${left}px`;
      this.tip.style.top = `${above > 0 ? above : at.bottom - outer.top + 8}px`;
    }
    open(mark) {
      if (!mark) return;
      if (this.spec.encoding.text === "topic") return charts.choose(charts.topic === String(mark.row.topic) ? "" : mark.row.topic);
      if (mark.reference) koujing.open(mark.reference, this.told(mark.row).title);
    }
  };

  const channelsOf = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  charts.mix = (one, other, share) => {
    const [a, b] = [channelsOf(one), channelsOf(other)];
    return `#${a.map((value, i) => Math.round(value + (b[i] - value) * share).toString(16).padStart(2, "0")).join("")}`;
  };
})();
