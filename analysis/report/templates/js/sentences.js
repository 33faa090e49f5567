"use strict";
// The sentences behind a number, in a dialog: `koujing.open(key, title)`, or any button with the key.
(() => {
  const { make, say, words } = koujing;
  let evidence = null;
  const dialog = document.getElementById("sentences");
  koujing.open = (key, title) => {
    evidence = evidence || koujing.read("evidence");
    const found = evidence && evidence.keys[key];
    if (!found) return;
    const [n, all] = found;
    const only = koujing.filter;
    const hits = all.filter(([index]) => only === "" || evidence.documents[evidence.sentences[index][0]][0] === only);
    document.getElementById("sentences-title").textContent = title;
    const count = n > hits.length ? words.evidence_shown : words.evidence_all;
    document.getElementById("sentences-count").textContent = say(count, { n, shown: hits.length });
    const list = document.getElementById("sentences-list");
    list.replaceChildren();
    for (const [index, start, end] of hits) {
      const [document_, line, text] = evidence.sentences[index];
      const [group, title, when, source] = evidence.documents[document_];
      const item = make("li", "", list);
      const quote = make("q", text.slice(0, start), item);
      make("mark", text.slice(start, end), quote);
      quote.append(text.slice(end));
      const place = line === null ? source : `${source}, ${say(words.line, { line })}`;
      make("cite", [group, when, title, place].filter(Boolean).join(" · "), item);
    }
    dialog.showModal();
    dialog.scrollTop = 0;
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.ev");
    if (button) koujing.open(button.dataset.key, button.getAttribute("aria-label") || button.dataset.title || button.textContent);
    else if (event.target === dialog) dialog.close();
  });
})();
