"use strict";
// Terms of topics by relevance (λ between probability and lift); a topic that is chosen here is followed elsewhere.
(() => {
  const { charts } = koujing;
  const { make, words } = charts;
  const [FEW, MANY, NARROW, GAP] = [6, 20, 205, 24];
  charts.topic = "";

  charts.relevance = (row, weight) => weight * Math.log(row.probability) + (1 - weight) * Math.log(row.lift);

  const draw = (view, width) => {
    view.weight ??= 1;
    const all = charts.groupBy(view.rows, "topic").map(([topic, rows]) => [topic, [...rows].sort((a, b) => charts.relevance(b, view.weight) - charts.relevance(a, view.weight) || (a.term < b.term ? -1 : 1))]);
    const chosen = all.filter(([topic]) => charts.topic === "" || String(topic) === charts.topic);
    const shown = chosen.map(([topic, rows]) => [topic, rows.slice(0, chosen.length > 1 ? FEW : MANY)]);
    const least = width < 420 ? 150 : NARROW;
    const across = shown.length > 1 ? Math.max(1, Math.floor((width + GAP) / (least + GAP))) : 1;
    view.box.style.setProperty("--across", across);
    const panelWidth = Math.min(560, Math.floor((width - GAP * (across - 1)) / across));
    const domain = [0, Math.max(...shown.flatMap(([, rows]) => rows.map((row) => row.probability)))];
    return shown.map(([topic, rows]) => ({ title: view.write("topic", topic), ...charts.panelOf(view, rows, panelWidth, domain) }));
  };
  draw.controls = (view) => {
    view.weight ??= 1;
    const topics = [...new Set(view.rows.map((row) => row.topic))];
    view.chosen = view.list(view.label("topic"), [["", words.all_topics], ...topics.map((topic) => [topic, view.write("topic", topic)])], () => charts.topic, (topic) => charts.choose(topic));
    const label = make("label", "", view.tools, "λ ");
    const slider = make("input", "", label);
    Object.assign(slider, { type: "range", min: 0, max: 1, step: 0.1, value: view.weight });
    const told = make("output", "", label, "1");
    label.title = words.lambda;
    slider.setAttribute("aria-label", words.lambda);
    slider.addEventListener("input", () => {
      view.weight = Number(slider.value);
      told.textContent = slider.value;
      view.draw();
    });
  };
  charts.kinds.topics = draw;

  // Everything that shows topics follows the one chosen: lists, panels, the map, the rows of tables.
  charts.choose = (topic) => {
    charts.topic = String(topic);
    let name = "";
    for (const view of charts.views) {
      const { encoding: e } = view.spec;
      const column = [e.choose, e.panel, e.text].find((one) => one === "topic");
      if (!column) continue;
      if (topic !== "") name = view.write("topic", view.rows.find((row) => String(row.topic) === charts.topic)?.topic ?? topic) || name;
      if (e.choose === "topic" && topic !== "") view.choice = view.choices.find((one) => String(one) === charts.topic) ?? view.choice;
      if (view.chosen) view.chosen.value = e.choose === "topic" ? view.choice : charts.topic;
      if (view.width) view.draw();
    }
    for (const row of document.querySelectorAll('table[data-name="topic_paragraphs"] tbody tr, table[data-name="topic_prevalence"] tbody tr')) row.classList.toggle("other", name !== "" && row.cells[0].textContent.trim() !== name);
  };
})();
