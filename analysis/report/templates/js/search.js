"use strict";
// The search box over all sentences: count and rate of each group, where in its documents, years, the sentences.
(() => {
  const { make, number, say, words } = koujing;
  const part = document.getElementById("search");
  if (!part) return;
  const [box, other, said, results] = ["q", "q-other", "q-said", "q-results"].map((id) => document.getElementById(id));
  const [groups, years, list] = ["q-groups", "q-years", "q-list"].map((id) => document.getElementById(id));
  const SVG = "http://www.w3.org/2000/svg";
  const WIDE = 600, PER = 10000, SEEN = 40;
  part.hidden = false;
  if (!window.DecompressionStream) { said.textContent = words.search_old; return; }

  let turn = 0;
  const byName = new Intl.Collator("zh").compare;
  const rate = (n, han) => (han > 0 ? (n / han) * PER : NaN);
  const shownRate = (value) => (Number.isNaN(value) ? "" : value.toFixed(1));
  const cell = (row, text, name) => {
    const made = make("td", text, row);
    if (name) made.className = name;
    return made;
  };

  // Documents by group, oldest first, with where each begins on a line as long as the group.
  const shelves = (corpus) => {
    if (corpus.shelves) return corpus.shelves;
    const { documents } = corpus;
    const found = new Map();
    documents.n.forEach((n, i) => {
      const name = corpus.groupOf(i);
      if (!found.has(name)) found.set(name, { name, han: 0, size: 0, at: new Map() });
      found.get(name).at.set(i, 0);
    });
    for (const shelf of found.values()) {
      const ordered = [...shelf.at.keys()].sort((a, b) => (documents.year[a] ?? 9999) - (documents.year[b] ?? 9999) || a - b);
      for (const i of ordered) {
        shelf.at.set(i, shelf.size);
        shelf.size += corpus.starts[corpus.firsts[i + 1]] - corpus.starts[corpus.firsts[i]];
        shelf.han += documents.han[i];
      }
    }
    return (corpus.shelves = found);
  };
  // Hits by document: they are sorted, as the documents are.
  const perDocument = (corpus, hits) => {
    const found = new Map();
    let [document_, end] = [-1, -1];
    for (const hit of hits) {
      if (hit >= end) {
        document_ = corpus.documentOf(corpus.sentenceAt(hit));
        end = corpus.starts[corpus.firsts[document_ + 1]];
        found.set(document_, []);
      }
      found.get(document_).push(hit);
    }
    return found;
  };
  const tally = (corpus, hits) => {
    const by = new Map();
    for (const [document_, mine] of perDocument(corpus, hits)) {
      const name = corpus.groupOf(document_);
      const shelf = shelves(corpus).get(name);
      const one = by.get(name) || { n: 0, ticks: new Set() };
      one.n += mine.length;
      const begin = shelf.at.get(document_) - corpus.starts[corpus.firsts[document_]];
      for (const hit of mine) one.ticks.add(Math.floor(((begin + hit) / shelf.size) * WIDE));
      by.set(name, one);
    }
    return by;
  };
  const barcode = (shelf, tallies) => {
    const drawing = document.createElementNS(SVG, "svg");
    drawing.setAttribute("viewBox", `0 0 ${WIDE} ${10 * tallies.length}`);
    drawing.setAttribute("preserveAspectRatio", "none");
    drawing.setAttribute("aria-hidden", "true");
    const draw = (name, at, top, bottom) => {
      const path = document.createElementNS(SVG, "path");
      path.setAttribute("class", name);
      path.setAttribute("d", at.map((x) => `M${x + 0.5} ${top}V${bottom}`).join(""));
      drawing.append(path);
    };
    const seams = [...shelf.at.values()].filter((at) => at > 0).map((at) => Math.floor((at / shelf.size) * WIDE));
    if (seams.length < WIDE / 6) draw("seam", seams, 0, 10 * tallies.length);
    tallies.forEach((one, i) => draw(`ticks query-${i}`, [...(one?.ticks ?? [])], 10 * i + 1, 10 * i + 9));
    return drawing;
  };
  const bar = (row, value, most, name) => {
    const made = cell(row, shownRate(value), `num bar ${name}`);
    if (most > 0 && value > 0) made.style.setProperty("--share", `${(100 * value) / most}%`);
  };

  const numbersOf = (founds) => founds.flatMap((_, i) => [words.search_n, words.search_rate].map((text) => (founds.length > 1 ? `${text} ${"AB"[i]}` : text)));
  const showGroups = (corpus, founds) => {
    const tallies = founds.map((found) => tally(corpus, found.hits));
    const rows = [...shelves(corpus).values()].filter((shelf) => shelf.size).map((shelf) => ({
      shelf, ones: tallies.map((one) => one.get(shelf.name)), rates: tallies.map((one) => rate(one.get(shelf.name)?.n ?? 0, corpus.all ? shelf.han : 0)),
    }));
    const value = (row) => (corpus.all ? row.rates[0] : row.ones[0]?.n ?? 0);
    rows.sort((a, b) => value(b) - value(a) || byName(a.shelf.name, b.shelf.name));
    const most = Math.max(...rows.flatMap((row) => row.rates.filter((one) => !Number.isNaN(one))), 0);
    head(groups, [words.search_group, ...numbersOf(founds), words.search_where]);
    const body = make("tbody", "", groups);
    // Rows that are out of sight are drawn when those in sight are.
    const mine = turn;
    const add = (some) => some.forEach((one) => addGroup(body, one, most));
    add(rows.slice(0, SEEN));
    if (rows.length > SEEN) setTimeout(() => mine === turn && add(rows.slice(SEEN)));
  };
  const addGroup = (body, { shelf, ones, rates }, most) => {
    const row = make("tr", "", body);
    row.dataset.group = shelf.name;
    row.classList.toggle("other", koujing.filter !== "" && koujing.filter !== shelf.name);
    const name = make("th", shelf.name || words.search_none, row);
    name.scope = "row";
    ones.forEach((one, i) => {
      cell(row, number(one?.n ?? 0), "num");
      bar(row, rates[i], most, `query-${i}`);
    });
    cell(row, "", "barcode").append(barcode(shelf, ones));
  };
  const head = (table, labels, numbersLast = false) => {
    table.replaceChildren();
    const row = make("tr", "", make("thead", "", table));
    labels.forEach((label, i) => {
      const made = make("th", label, row);
      made.scope = "col";
      if (i > 0 && (numbersLast || i < labels.length - 1)) made.className = "num";
    });
  };
  const showYears = (corpus, founds) => {
    const { documents } = corpus;
    const han = new Map();
    const here = (i) => koujing.filter === "" || corpus.groupOf(i) === koujing.filter;
    documents.year.forEach((year, i) => year !== null && here(i) && han.set(year, (han.get(year) || 0) + documents.han[i]));
    const all = [...han.keys()].sort((a, b) => a - b);
    years.parentElement.hidden = all.length < 2;
    if (all.length < 2) return;
    const counts = founds.map((found) => {
      const by = new Map();
      for (const [i, mine] of perDocument(corpus, found.hits)) if (here(i)) by.set(documents.year[i], (by.get(documents.year[i]) || 0) + mine.length);
      return by;
    });
    const rates = all.map((year) => counts.map((by) => rate(by.get(year) || 0, corpus.all ? han.get(year) : 0)));
    const most = Math.max(...rates.flat().filter((one) => !Number.isNaN(one)), 0);
    head(years, [words.search_year, ...numbersOf(founds)], true);
    const body = make("tbody", "", years);
    all.forEach((year, at) => {
      const row = make("tr", "", body);
      make("th", String(year), row).scope = "row";
      counts.forEach((by, i) => {
        cell(row, number(by.get(year) || 0), "num");
        bar(row, rates[at][i], most, `query-${i}`);
      });
    });
  };
  const total = (corpus, found, id) => {
    const here = koujing.filter ? found.hits.filter((hit) => corpus.groupOf(corpus.documentOf(corpus.sentenceAt(hit))) === koujing.filter) : found.hits;
    const marked = koujing.filter ? corpus.within(found.marks, koujing.filter) : found.marks;
    const made = make("strong", number(here.length));
    made.id = id;
    return { made, marked, nDocuments: perDocument(corpus, here).size };
  };
  // A text of the catalogue with an element in place of {n}.
  const tell = (place, text, values, element) => {
    const [before, after] = text.split("{n}");
    place.append(say(before, values), element, say(`${element.textContent}${after}`, values).slice(element.textContent.length));
  };

  const run = async () => {
    const mine = (turn += 1);
    const asked = [box.value, other.value].map((text) => text.trim());
    koujing.note({ q: asked[0], q2: asked[0] && asked[1] });
    results.hidden = !asked[0];
    said.replaceChildren();
    if (!asked[0]) return;
    const corpus = await koujing.corpus();
    let founds;
    try {
      founds = await Promise.all(asked.filter(Boolean).map((text) => koujing.find(corpus, koujing.parse(corpus, text))));
    } catch (fault) {
      if (mine === turn) { said.textContent = fault.message === "slow" ? words.search_slow : words.search_pattern; results.hidden = true; }
      return;
    }
    if (mine !== turn) return;
    const [first, second] = founds.map((found, i) => total(corpus, found, i ? "q-other-total" : "q-total"));
    const sentences = koujing.list(corpus, first.marked, list);
    tell(said, words.search_said, { query: asked[0], sentences: number(sentences), documents: number(first.nDocuments) }, first.made);
    if (second) tell(said, words.search_against, { query: asked[1], documents: number(second.nDocuments) }, second.made);
    if (!corpus.all) said.append(say(words.search_part, { n: number(corpus.lines.length), all: number(corpus.nSentences) }));
    showGroups(corpus, founds);
    showYears(corpus, founds);
    said.dataset.asked = asked[0];
  };
  let composing = false;
  for (const input of [box, other]) {
    input.addEventListener("compositionstart", () => (composing = true));
    input.addEventListener("compositionend", () => { composing = false; run(); });
    input.addEventListener("input", () => composing || run());
  }
  part.querySelector("form").addEventListener("submit", (event) => { event.preventDefault(); run(); });
  koujing.on("filter", () => box.value && run());
  koujing.search = (text) => {
    box.value = text;
    part.scrollIntoView();
    return run();
  };
  const fromAddress = () => {
    const { q = "", q2 = "" } = koujing.address();
    if (q === box.value && q2 === other.value) return;
    [box.value, other.value] = [q, q2];
    run();
  };
  window.addEventListener("hashchange", fromAddress);
  document.addEventListener("DOMContentLoaded", fromAddress);
  window.addEventListener("load", () => (window.requestIdleCallback || setTimeout)(() => koujing.corpus().then(koujing.prepare)));
})();
