"use strict";
// What is asked in the search box, as analysis/lexicon/queries.py reads it too, and where it is found.
//   营商环境            every occurrence, also inside longer words
//   =港口               only where it is a word by itself
//   优化 环境           both in one sentence (also AND, &, 与)
//   港口 | 航道         either (also OR, 或)
//   港口 NOT 空港       the first, in sentences without the second (also 非)
//   优化 NEAR/8 环境    both, with at most 8 characters between them (also ~8)
//   (优化 | 改善) 环境  brackets, where there is an operator in them
//   "a | b"             the very characters
//   /[一二三]个\d+/     a regular expression within a sentence
(() => {
  const NEAR = 10, SECONDS = 2, LONGEST = 1000;
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

  const OPERATORS = new Map([["AND", "AND"], ["&", "AND"], ["与", "AND"], ["OR", "OR"], ["或", "OR"], ["NOT", "NOT"], ["非", "NOT"]]);
  // Beside a Chinese word operators may be in small letters.
  const SMALL = /(?<=[\u3400-\u9fff)）"])\s+(?:and|or|not|near(?:\/\d+)?)(?!\S)|(?<!\S)(?:and|or|not|near(?:\/\d+)?)(?=\s+[\u3400-\u9fff(（"])/gi;
  const inCapitals = (text) => {
    const unquoted = text.replace(/"[^"]*"/g, (one) => `"${"x".repeat(one.length - 2)}"`);
    for (const small of unquoted.matchAll(SMALL)) {
      text = text.slice(0, small.index) + small[0].toUpperCase() + text.slice(small.index + small[0].length);
    }
    return text;
  };
  const OPEN = "(（", CLOSE = ")）";
  const step = (sign) => OPEN.includes(sign) - CLOSE.includes(sign);
  // Whether the bracket at a place holds an operator, or is a character like others.
  const groups = (unquoted, at) => {
    for (let end = at, depth = 0; end < unquoted.length; end += 1) {
      depth += step(unquoted[end]);
      if (!depth) return /[|｜]|\s/.test(unquoted.slice(at + 1, end).trim());
    }
    return false;
  };
  const word = (text) => {
    const token = text.startsWith("=") && text.length > 1;
    return { kind: "word", text: lower((token ? text.slice(1) : text).replace(/^"([^"]*)"$/, "$1")), token };
  };
  const tokensOf = (text) => {
    const unquoted = text.replace(/"[^"]*"/g, (one) => "x".repeat(one.length));
    const tokens = [];
    let [at, depth] = [0, 0];
    while (at < text.length) {
      const quoted = /^=?"[^"]*"/.exec(text.slice(at));
      if (/\s/.test(text[at])) at += 1;
      else if ("|｜".includes(text[at])) { tokens.push({ kind: "OR" }); at += 1; }
      else if (quoted) { tokens.push(word(quoted[0])); at += quoted[0].length; }
      else if (OPEN.includes(text[at]) && groups(unquoted, at)) { tokens.push({ kind: "(" }); at += 1; depth += 1; }
      else if (CLOSE.includes(text[at]) && depth) { tokens.push({ kind: ")" }); at += 1; depth -= 1; }
      else {
        const begins = at;
        for (let inside = 0; at < text.length && !/[\s|｜]/.test(text[at]); at += 1) {
          inside += step(text[at]);
          if (inside < 0 && depth) break;
        }
        const plain = text.slice(begins, at);
        const near = /^(?:NEAR(?:\/(\d+))?|~(\d*))$/.exec(plain);
        if (near) tokens.push({ kind: "NEAR", distance: Number(near[1] || near[2] || NEAR) });
        else tokens.push(OPERATORS.has(plain) ? { kind: OPERATORS.get(plain) } : word(plain));
      }
    }
    return tokens.filter((one) => one.kind !== "word" || (one.text && one.text !== '"' && one.text !== "="));
  };
  // What lacks a side while it is being typed is left out.
  const join = (kind, one, other, distance) => (one && other ? { kind, one, other, distance } : one || (kind === "NOT" ? null : other));
  const read = (tokens) => {
    let at = 0;
    const next = (...kinds) => at < tokens.length && kinds.includes(tokens[at].kind);
    const single = () => {
      if (next("word")) return tokens[at++];
      if (!next("(")) return null;
      at += 1;
      const node = either();
      if (next(")")) at += 1;
      return node;
    };
    const near = () => {
      let node = single();
      while (next("NEAR")) { const { distance } = tokens[at++]; node = join("NEAR", node, single(), distance); }
      return node;
    };
    const together = () => {
      let node = near();
      while (next("AND", "NOT", "word", "(")) {
        const kind = next("NOT") ? "NOT" : "AND";
        if (next("AND", "NOT")) at += 1;
        node = join(kind, node, near());
      }
      return node;
    };
    const either = () => {
      let node = together();
      while (next("OR")) { at += 1; node = join("OR", node, together()); }
      return node;
    };
    return either();
  };
  koujing.parse = (corpus, text) => {
    const asked = text.trim().slice(0, LONGEST);
    const pattern = /^\/(.+)\/i?$/.exec(asked);
    return pattern ? { pattern: cleaned(corpus, pattern[1]) } : { root: read(tokensOf(inCapitals(cleaned(corpus, asked)))) };
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
  // Of places that overlap the leftmost counts, and of those the longest.
  const apartOnly = (places) => {
    let end = -1;
    return places.sort((a, b) => a[0] - b[0] || b[1] - a[1]).filter((place) => place[0] >= end && (end = place[1]) >= 0);
  };
  // By sentence: `hits` are what is counted, `marks` what is marked.
  const joined = {
    OR: (one, other) => ({ hits: apartOnly([...one.hits, ...other.hits]), marks: [...one.marks, ...other.marks] }),
    AND: (one, other) => ({ hits: [one.hits[0][0] <= other.hits[0][0] ? one.hits[0] : other.hits[0]], marks: [...one.marks, ...other.marks] }),
    NEAR: (one, other, distance) => {
      const [hits, marks] = [[], []];
      for (const place of one.hits) {
        const near = other.hits.filter((there) => apart(place, there) >= 0 && apart(place, there) <= distance);
        if (near.length) { hits.push(place); marks.push(place, ...near); }
      }
      return { hits, marks: [...marks, ...one.marks.filter((mark) => hits.length && !one.hits.includes(mark))] };
    },
  };
  const found = (corpus, node) => {
    if (node.kind === "word") {
      return new Map(Array.from(inSentences(corpus, occurrences(corpus, node)), ([at, places]) => [at, { hits: places, marks: places }]));
    }
    const [one, other] = [found(corpus, node.one), found(corpus, node.other)];
    if (node.kind === "OR") {
      for (const [at, there] of other) one.set(at, one.has(at) ? joined.OR(one.get(at), there) : there);
      return one;
    }
    for (const [at, here] of one) {
      const there = other.get(at);
      const both = node.kind === "NOT" ? !there && here : there && joined[node.kind](here, there, node.distance);
      if (both && both.hits.length) one.set(at, both);
      else one.delete(at);
    }
    return one;
  };
  koujing.find = async (corpus, query) => {
    if (query.pattern !== undefined) {
      const marks = await matches(corpus, query.pattern);
      return { hits: marks.map(([start]) => start), marks };
    }
    if (!query.root) return { hits: [], marks: [] };
    if (query.root.kind === "word") {
      const marks = occurrences(corpus, query.root);
      return { hits: marks.map(([start]) => start), marks };
    }
    const all = Array.from(found(corpus, query.root)).sort((a, b) => a[0] - b[0]).map(([, one]) => one);
    return { hits: all.flatMap((one) => one.hits.map(([start]) => start)), marks: all.flatMap((one) => apartOnly([...one.marks])) };
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
