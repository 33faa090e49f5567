"use strict";
// What the scripts of the page share: the words of its language, who listens to what, the group chosen.
const koujing = (() => {
  const heard = {};
  const read = (id) => {
    const element = document.getElementById(id);
    return element ? JSON.parse(element.textContent) : null;
  };
  // English has a plural, and 1 is none.
  const one = (text) => text.replace(/(^|[^\d.,])1 (occurrence|sentence|document)s\b(?!”)/g, (_, before, word) => `${before}1 ${word}`);
  return {
    filter: "", // the group chosen; "" is all of them
    read,
    words: read("words"),
    on: (event, act) => (heard[event] = heard[event] || []).push(act),
    tell: (event, ...told) => (heard[event] || []).forEach((act) => act(...told)),
    say: (text, values) => one(text.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? values[key] : whole))),
    make: (tag, text, parent) => {
      const element = document.createElement(tag);
      if (text) element.textContent = text;
      if (parent) parent.append(element);
      return element;
    },
  };
})();
