"use strict";
// The sentences of the corpus, unpacked when first asked for, and the places that links stand for.
(() => {
  const unpack = async () => {
    const packed = document.getElementById("packed-sentences").textContent;
    const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Corpus(JSON.parse(await new Response(stream).text()));
  };
  let made = null;
  koujing.corpus = () => (made = made || unpack());

  const sums = (numbers) => {
    let sum = 0;
    return Int32Array.from(numbers, (number) => (sum += number));
  };
  // The last of the sorted numbers that is not above the one given.
  const floor = (sorted, number) => {
    let [low, high] = [0, sorted.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (sorted[middle] <= number) low = middle;
      else high = middle;
    }
    return low;
  };

  class Corpus {
    constructor(data) {
      Object.assign(this, { text: data.text, groups: data.groups, totals: data.totals, documents: data.documents });
      Object.assign(this, { all: data.all, nSentences: data.n_sentences, simplified: data.simplified, packed: data });
      this.lines = sums(data.lines);
      this.starts = new Int32Array(this.lines.length + 1);
      for (let i = 0, at = 0; i < this.lines.length; i += 1) this.starts[i + 1] = at = this.text.indexOf("\n", at) + 1;
      this.firsts = new Int32Array(data.documents.n.length + 1); // first sentence of each document
      data.documents.n.forEach((n, i) => (this.firsts[i + 1] = this.firsts[i] + n));
      this.frames = {};
    }
    sentenceAt(offset) { return floor(this.starts, offset); }
    documentOf(sentence) { return floor(this.firsts, sentence); }
    sentence(number) { return this.text.slice(this.starts[number], this.starts[number + 1] - 1); }
    groupOf(document_) { return this.groups[this.documents.group[document_]] ?? ""; }
    // Where tokens begin; the line break after a sentence begins one, too.
    get borders() {
      if (this.marked) return this.marked;
      this.marked = new Uint8Array(this.text.length + 1);
      const { words } = this.packed;
      let [at, more] = [0, 0];
      for (let i = 0; i < words.length; i += 1) {
        const digit = parseInt(words[i], 36);
        if (digit === 0) { more += 35; continue; }
        if (this.text[at] === "\n") this.marked[at++] = 1;
        this.marked[at] = 1;
        at += more + digit;
        more = 0;
      }
      this.marked[at] = 1;
      return this.marked;
    }
    isToken(start, end) {
      const { borders } = this;
      if (!borders[start] || !borders[end]) return false;
      for (let at = start + 1; at < end; at += 1) if (borders[at]) return false;
      return true;
    }
    // All places, as [start, end], where a term is a token.
    tokens(term) {
      const found = [];
      for (let at = this.text.indexOf(term); at >= 0 && term; at = this.text.indexOf(term, at + 1)) {
        if (this.isToken(at, at + term.length)) found.push([at, at + term.length]);
      }
      return found;
    }
    frame(kind) {
      const { start, length, columns } = this.packed.places[kind] || { start: [], length: [], columns: {} };
      return (this.frames[kind] = this.frames[kind] || { start: sums(start), length, columns });
    }
    // The places of a link: its key is kind:column=value|column=value.
    places(key) {
      const [kind, where] = [key.slice(0, key.indexOf(":")), {}];
      for (const part of key.slice(kind.length + 1).split("|")) where[part.slice(0, part.indexOf("="))] = part.slice(part.indexOf("=") + 1);
      const { group, ...wanted } = where;
      let found = kind === "terms" ? this.tokens(wanted.term) : this.rows(kind, wanted);
      if (group !== undefined) found = this.within(found, group);
      return found;
    }
    rows(kind, wanted) {
      const { start, length, columns } = this.frame(kind);
      const tests = Object.entries(wanted).map(([column, value]) => [columns[column]?.at, columns[column]?.words.indexOf(value)]);
      const found = [];
      for (let i = 0; i < start.length; i += 1) if (tests.every(([at, value]) => at && at[i] === value)) found.push([start[i], start[i] + length[i]]);
      return found;
    }
    within(places, group) {
      return places.filter(([start]) => this.groupOf(this.documentOf(this.sentenceAt(start))) === group);
    }
  }
})();
