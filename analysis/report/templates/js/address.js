"use strict";
// The state of the page in its address: #q=…&city=…; an address without "=" is the anchor of a section.
(() => {
  const read = () => {
    const text = location.hash.slice(1);
    const found = {};
    if (!text.includes("=")) return found;
    for (const part of text.split("&")) {
      const at = part.indexOf("=");
      try {
        if (at > 0) found[part.slice(0, at)] = decodeURIComponent(part.slice(at + 1));
      } catch { /* no text in UTF-8: as if it were not there */ }
    }
    return found;
  };
  koujing.address = read;
  koujing.note = (changes) => {
    const state = { ...read(), ...changes };
    const parts = Object.keys(state).filter((name) => state[name]).map((name) => `${name}=${encodeURIComponent(state[name])}`);
    history.replaceState(null, "", parts.length ? `#${parts.join("&")}` : location.pathname + location.search);
  };
  // Charts are drawn when they come near, which moves what is below: the section asked for is kept in view until
  // the reader moves the page.
  let wanted = null;
  const keep = () => wanted && wanted.scrollIntoView({ behavior: "instant" });
  const aim = () => {
    wanted = location.hash.length > 1 && !location.hash.includes("=") ? document.getElementById(location.hash.slice(1)) : null;
    for (let around = wanted; around; around = around.parentElement) if (around.tagName === "DETAILS") around.open = true;
    keep();
  };
  for (const moved of ["wheel", "touchmove", "keydown", "pointerdown"]) window.addEventListener(moved, () => (wanted = null), { passive: true });
  window.addEventListener("hashchange", aim);
  window.addEventListener("load", () => {
    aim();
    new ResizeObserver(keep).observe(document.getElementById("main"));
  });
})();
