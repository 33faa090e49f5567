"use strict";
// Slogans as a tree: families, variants, groups with their years, sentences; verdicts by button or key, saved as CSV.
(() => {
  const { make, number, say, words } = koujing;
  const place = document.querySelector(".slogan-tree");
  if (!place || !window.DecompressionStream) return;
  const FIRST = 100;
  place.hidden = false;
  const [tools, list] = [place.querySelector(".table-tools"), place.querySelector(".tree-list")];
  const verdicts = new Map();
  const id = (kind, variant) => JSON.stringify([kind, variant]);

  // Variants with their places, by family.
  const grow = (corpus) => {
    const { start, columns } = corpus.frame("slogans");
    const value = (column, i) => columns[column]?.words[columns[column].at[i]] ?? "";
    const found = new Map();
    for (let i = 0; i < start.length; i += 1) {
      const key = id(value("kind", i), value("variant", i));
      if (!found.has(key)) found.set(key, []);
      found.get(key).push(start[i]);
    }
    const families = new Map();
    for (const [verdict, kind, variant, family, text] of corpus.packed.verdicts) {
      const key = id(kind, variant);
      verdicts.set(key, { verdict, kind, variant, family, text, n: found.get(key)?.length ?? 0 });
      if (!found.has(key)) continue;
      const name = family || kind;
      if (!families.has(name)) families.set(name, { name, n: 0, variants: [] });
      families.get(name).n += found.get(key).length;
      families.get(name).variants.push({ key, kind, variant, text, places: found.get(key) });
    }
    return [...families.values()].sort((a, b) => b.n - a.n || a.name.localeCompare(b.name, "zh"));
  };
  const spread = (corpus, places, box, variant) => {
    const by = new Map();
    for (const at of places) {
      const document_ = corpus.documentOf(corpus.sentenceAt(at));
      const group = corpus.groupOf(document_);
      if (!by.has(group)) by.set(group, new Map());
      const year = corpus.documents.year[document_] ?? "";
      by.get(group).set(year, (by.get(group).get(year) || 0) + 1);
    }
    const all = make("ul", "", box);
    for (const [group, years] of [...by].sort((a, b) => a[0].localeCompare(b[0], "zh"))) {
      const one = make("li", "", all);
      opener(one, group || words.search_none, `${variant}|group=${group}`);
      const told = [...years].sort((a, b) => a[0] - b[0]).map(([year, n]) => (year === "" ? n : `${year}: ${n}`));
      make("span", ` ${told.join(" · ")}`, one).className = "count";
    }
  };
  const opener = (box, text, key) => {
    const button = make("button", text, box);
    button.type = "button";
    button.className = "ev";
    button.dataset.key = key;
  };
  const folded = (box, title, count, fill) => {
    const one = make("details", "", box);
    const summary = make("summary", title, one);
    make("span", ` ${count}`, summary).className = "count";
    one.addEventListener("toggle", () => { if (one.open && one.children.length === 1) fill(one); });
    return one;
  };

  const judge = (item, verdict) => {
    verdicts.get(item.dataset.variant).verdict = verdict;
    item.dataset.verdict = verdict;
    for (const button of item.querySelectorAll("button[data-verdict]")) button.setAttribute("aria-pressed", String(button.dataset.verdict === verdict && verdict !== ""));
    const n = [...verdicts.values()].filter((one) => one.verdict).length;
    save.textContent = say(words.tree_save, { n: number(n) });
  };
  const leaf = (corpus, { key, kind, variant, text, places }, box) => {
    const item = make("div", "", box);
    item.className = "variant";
    item.tabIndex = 0;
    item.dataset.variant = key;
    item.setAttribute("role", "group");
    item.setAttribute("aria-label", text || variant);
    opener(item, text || variant, `slogans:kind=${kind}|variant=${variant}`);
    make("span", ` ${number(places.length)} `, item).className = "count";
    for (const verdict of ["accept", "reject", ""]) {
      const button = make("button", words[`tree_${verdict || "undo"}`], item);
      button.type = "button";
      button.dataset.verdict = verdict;
      button.addEventListener("click", () => judge(item, verdict));
    }
    folded(item, words.tree_groups, "", (one) => spread(corpus, places, one, `slogans:kind=${kind}|variant=${variant}`));
    judge(item, verdicts.get(key).verdict);
  };
  place.addEventListener("keydown", (event) => {
    const item = event.target.closest(".variant");
    if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
    const verdict = { a: "accept", r: "reject", u: "" }[event.key.toLowerCase()];
    const all = [...place.querySelectorAll(".variant")].filter((one) => one.offsetParent !== null);
    const step = { j: 1, k: -1 }[event.key.toLowerCase()] ?? (verdict ? 1 : 0);
    if (verdict !== undefined) judge(item, verdict);
    if (step) all[all.indexOf(item) + step]?.focus();
    if (verdict !== undefined || step) event.preventDefault();
  });

  const save = make("button", "", tools);
  save.type = "button";
  save.className = "copy-table";
  save.addEventListener("click", () => {
    const quoted = (value) => `"${String(value).replace(/"/g, '""')}"`;
    const columns = ["verdict", "kind", "variant", "family", "text", "n"];
    const rows = [...verdicts.values()].map((one) => columns.map((column) => quoted(one[column])).join(","));
    const link = make("a");
    link.href = URL.createObjectURL(new Blob([`\ufeff${columns.join(",")}\r\n${rows.join("\r\n")}\r\n`], { type: "text/csv" }));
    link.download = "slogan_verdicts.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
  const build = async () => {
    const corpus = await koujing.corpus();
    const families = grow(corpus);
    save.textContent = say(words.tree_save, { n: number([...verdicts.values()].filter((one) => one.verdict).length) });
    const add = () => {
      for (const family of families.splice(0, FIRST)) {
        folded(list, words.families[family.name] || family.name, `${number(family.n)} · ${number(family.variants.length)}`, (one) => family.variants.forEach((variant) => leaf(corpus, variant, one)));
      }
      more.hidden = families.length === 0;
    };
    const more = make("button", words.tree_more, place);
    more.type = "button";
    more.className = "more";
    more.addEventListener("click", add);
    add();
  };
  const around = place.closest("details");
  if (!around || around.open) build();
  else around.addEventListener("toggle", build, { once: true });
})();
