"use strict";
// Lists of sentences with their places marked; those of a number in a dialog: `koujing.open(key, title)`.
(() => {
  const { make, say, words } = koujing;
  const PAGE = 50;
  const number = new Intl.NumberFormat("en-US").format;

  // Places in the order of the text, by sentence, or by the sentences that a longer passage runs over:
  // { sentence, last, places: [[start, end], …] }.
  const bySentence = (corpus, places) => {
    const found = [];
    let one = null;
    for (const place of places) {
      if (!one || place[0] >= corpus.starts[one.last + 1]) {
        const sentence = corpus.sentenceAt(place[0]);
        found.push((one = { sentence, last: sentence, places: [] }));
      }
      one.places.push(place);
      while (place[1] > corpus.starts[one.last + 1]) one.last += 1;
    }
    return found;
  };
  const size = (all) => all.reduce((sum, one) => sum + one.last - one.sentence + 1, 0);
  const item = (corpus, { sentence, last, places }, list) => {
    const { documents } = corpus;
    const said = (from, to) => corpus.text.slice(from, to).replaceAll("\n", "");
    const document_ = corpus.documentOf(sentence);
    const one = make("li", "", list);
    const quote = make("q", "", one);
    let at = corpus.starts[sentence];
    for (const [start, end] of places) {
      if (start < at) continue;
      quote.append(said(at, start));
      make("mark", said(start, end), quote);
      at = end;
    }
    quote.append(said(at, corpus.starts[last + 1]));
    const line = corpus.lines[sentence];
    const source = documents.source[document_];
    const place = line < 0 ? source : `${source}, ${say(words.line, { line })}`;
    const city = documents.city[document_] || corpus.groupOf(document_);
    make("cite", [city, documents.when[document_], documents.title[document_], place].filter(Boolean).join(" · "), one);
  };
  // Show sentences in a list, some at a time.
  koujing.list = (corpus, places, list) => {
    const found = bySentence(corpus, places);
    let shown = 0;
    const more = list.nextElementSibling?.matches("button.more") ? list.nextElementSibling : make("button", "");
    if (!more.isConnected) {
      more.type = "button";
      more.className = "more";
      list.after(more);
    }
    const add = () => {
      for (const one of found.slice(shown, shown + PAGE)) item(corpus, one, list);
      shown = Math.min(found.length, shown + PAGE);
      more.hidden = shown === found.length;
      more.textContent = say(words.more_sentences, { n: number(size(found.slice(shown))) });
    };
    list.replaceChildren();
    more.onclick = () => {
      const next = list.children.length;
      add();
      list.children[next]?.setAttribute("tabindex", "-1");
      list.children[next]?.focus();
    };
    add();
    return size(found);
  };
  koujing.number = number;

  const dialog = document.getElementById("sentences");
  const count = document.getElementById("sentences-count");
  const list = document.getElementById("sentences-list");
  koujing.open = async (key, title) => {
    document.getElementById("sentences-title").textContent = title || key;
    count.textContent = "";
    list.replaceChildren();
    if (!dialog.open) dialog.showModal();
    const corpus = await koujing.corpus();
    const all = corpus.places(key);
    if (!all.length) {
      // Of a sample of the texts a number may have no sentence; a chart, no number.
      count.textContent = words.evidence_none;
      if (!words.evidence_none) dialog.close();
      return;
    }
    const places = koujing.filter ? corpus.within(all, koujing.filter) : all;
    const sentences = koujing.list(corpus, places, list);
    const n = corpus.totals[key] ?? all.length;
    const told = n > places.length ? words.evidence_shown : words.evidence_all;
    count.textContent = say(told, { n: number(n), shown: number(places.length), sentences: number(sentences) }) + words.evidence_sample;
    dialog.scrollTop = 0;
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.ev");
    if (button) koujing.open(button.dataset.key, button.getAttribute("aria-label") || button.dataset.title || button.textContent);
    else if (event.target === dialog) dialog.close();
  });
})();
