"use strict";
// What is asked in the search box: words and phrases, OR, AND, NEAR, a regular expression; and where it is found.
//   营商环境            every occurrence, also inside longer words
//   =港口               only where it is a word by itself
//   优化 环境           both in one sentence (also AND, &)
//   港口 | 航道         either (also OR, 或)
//   优化 NEAR/8 环境    both, with at most 8 characters between them (also ~8)
//   "a | b"             the very characters
//   /[一二三]个\d+/     a regular expression within a sentence
(() => {
  const NEAR = 10, SECONDS = 2;
  const WIDE = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g, DRAWN_ALIKE = /[\u2e80-\u2fdf\uf900-\ufaff]/g;
  const UNSEEN = /[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]/g;

  const narrow = (text) => text.replace(WIDE, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0));
  const lower = (text) => {
    const all = text.toLowerCase();
    return all.length === text.length ? all : Array.from(text, (one) => (one.toLowerCase().length === one.length ? one.toLowerCase() : one)).join("");
  };
  // A query as the cleaning would have it: no unseen characters, Simplified where the texts are.
  const cleaned = (corpus, text) => {
    if (!corpus.ofTraditional) {
      corpus.ofTraditional = new Map();
      for (let i = 0; i < corpus.simplified.length; i += 2) corpus.ofTraditional.set(corpus.simplified[i], corpus.simplified[i + 1]);
    }
    const plain = text.replace(UNSEEN, "").replace(DRAWN_ALIKE, (one) => one.normalize("NFKC")).replace(/\s+/g, " ");
    return Array.from(narrow(plain), (one) => corpus.ofTraditional.get(one) || one).join("");
  };

  // Parts of a text at an operator that stands outside quotation marks.
  const split = (text, operator) => {
    const quoted = [];
    const hidden = text.replace(/"[^"]*"/g, (one) => `\ue000${quoted.push(one) - 1}\ue001`);
    return hidden.split(operator).map((part) => (part || "").replace(/\ue000(\d+)\ue001/g, (_, i) => quoted[i]).trim());
  };
  const term = (text) => {
    const token = text.startsWith("=") && text.length > 1;
    const plain = (token ? text.slice(1) : text).replace(/^"([^"]*)"$/, "$1");
    return { text: lower(plain), token };
  };
  koujing.parse = (corpus, text) => {
    const asked = text.trim();
    const pattern = /^\/(.+)\/i?$/.exec(asked);
    if (pattern) return { pattern: cleaned(corpus, pattern[1]) };
    const units = split(cleaned(corpus, asked), /[|｜]|\sOR\s|\s或\s/).filter(Boolean).map((part) => {
      const near = /(?:\sNEAR(?:\/(\d+))?\s|\s~(\d*)\s)/;
      const found = near.exec(` ${part} `);
      const distance = found ? Number(found[1] || found[2] || NEAR) : null;
      const operator = found ? /\s(?:NEAR(?:\/\d+)?|~\d*)\s/ : /\s(?:AND|&|与)\s|\s+/;
      return { distance, terms: split(part, operator).filter((one) => one.replace(/^=|"/g, "")).map(term) };
    });
    return { units: units.filter((unit) => unit.terms.length) };
  };

  koujing.prepare = (corpus) => {
    corpus.folded = corpus.folded || lower(corpus.text);
    return corpus.borders;
  };
  const occurrences = (corpus, { text, token }) => {
    koujing.prepare(corpus);
    const found = [];
    if (!text) return found;
    for (let at = corpus.folded.indexOf(text); at >= 0; at = corpus.folded.indexOf(text, found.length && at === found[found.length - 1][0] ? at + text.length : at + 1)) {
      if (!token || corpus.isToken(at, at + text.length)) found.push([at, at + text.length]);
    }
    return found;
  };
  // By sentence, as sorted places come: sentence number to its places.
  const inSentences = (corpus, places) => {
    const found = new Map();
    let sentence = 0;
    for (const place of places) {
      if (place[0] >= corpus.starts[sentence + 1]) sentence = corpus.sentenceAt(place[0]);
      if (found.has(sentence)) found.get(sentence).push(place);
      else found.set(sentence, [place]);
    }
    return found;
  };
  const apart = (a, b) => Math.max(a[0], b[0]) - Math.min(a[1], b[1]);
  // One unit: `hits` are what is counted (where each begins), `marks` what is marked.
  const unitFound = (corpus, { terms, distance }) => {
    const each = terms.map((one) => occurrences(corpus, one));
    if (each.length === 1) return { hits: each[0].map(([start]) => start), marks: each[0] };
    const [first, ...others] = each.map((places) => inSentences(corpus, places));
    const [hits, marks] = [[], []];
    for (const [sentence, places] of first) {
      const rest = others.map((other) => other.get(sentence));
      if (rest.some((one) => !one)) continue;
      if (distance === null) {
        hits.push(Math.min(places[0][0], ...rest.map((one) => one[0][0])));
        marks.push(...places, ...rest.flat());
        continue;
      }
      for (const place of places) {
        const near = rest.map((one) => one.filter((other) => other[0] !== place[0] && apart(place, other) <= distance));
        if (near.some((one) => !one.length)) continue;
        hits.push(place[0]);
        marks.push(place, ...near.flat());
      }
    }
    return { hits, marks };
  };
  // Of places that overlap the leftmost counts, and of those the longest.
  const apartOnly = (places) => {
    let end = -1;
    return places.sort((a, b) => a[0] - b[0] || b[1] - a[1]).filter((place) => place[0] >= end && (end = place[1]) >= 0);
  };
  koujing.find = async (corpus, query) => {
    if (query.pattern !== undefined) {
      const marks = await matches(corpus, query.pattern);
      return { hits: marks.map(([start]) => start), marks };
    }
    const found = query.units.map((unit) => unitFound(corpus, unit));
    const marks = apartOnly(found.flatMap((one) => one.marks));
    if (query.units.every((unit) => unit.terms.length === 1)) return { hits: marks.map(([start]) => start), marks };
    return { hits: [...new Set(found.flatMap((one) => one.hits))].sort((a, b) => a - b), marks };
  };

  // A regular expression may take for ever, so it runs beside the page and is ended when it takes too long.
  const work = () => {
    let sentences = [];
    self.onmessage = ({ data }) => {
      if (data.text !== undefined) { sentences = data.text.split("\n"); return; }
      const pattern = new RegExp(data.pattern, "giu");
      const found = [];
      let at = 0;
      for (const sentence of sentences) {
        pattern.lastIndex = 0;
        for (let match = pattern.exec(sentence); match; match = pattern.exec(sentence)) {
          if (match[0]) found.push(at + match.index, match[0].length);
          else pattern.lastIndex += sentence.codePointAt(match.index) > 0xffff ? 2 : 1;
        }
        at += sentence.length + 1;
      }
      self.postMessage({ asked: data.asked, found: Int32Array.from(found) });
    };
  };
  let [worker, asked] = [null, 0];
  const matches = (corpus, pattern) => new Promise((resolve, reject) => {
    try { new RegExp(pattern, "giu"); } catch { reject(new Error("pattern")); return; }
    if (!worker) {
      const address = URL.createObjectURL(new Blob([`(${work})()`], { type: "text/javascript" }));
      worker = new Worker(address);
      worker.postMessage({ text: corpus.text });
    }
    const mine = (asked += 1);
    const late = setTimeout(() => { worker?.terminate(); worker = null; reject(new Error("slow")); }, SECONDS * 1000);
    worker.addEventListener("message", function heard({ data }) {
      if (data.asked !== mine) return;
      clearTimeout(late);
      worker.removeEventListener("message", heard);
      resolve(Array.from({ length: data.found.length / 2 }, (_, i) => [data.found[2 * i], data.found[2 * i] + data.found[2 * i + 1]]));
    });
    worker.postMessage({ pattern, asked: mine });
  });
})();
