"use strict";
(() => {
  const { charts } = koujing;
  // A chart is drawn when it comes near the window, or when the page has nothing else to do; anew when its width
  // changes, and all of them before printing.
  const views = new Map();
  const view = (figure) => views.get(figure) || (views.set(figure, new charts.View(figure)), charts.views.push(views.get(figure)), views.get(figure));
  const sized = new ResizeObserver((seen) => {
    for (const { target } of seen) if (views.get(target) && views.get(target).width !== Math.floor(views.get(target).box.clientWidth)) views.get(target).draw();
  });
  const waiting = new Set();
  const show = (figure) => {
    seen.unobserve(figure);
    waiting.delete(figure);
    view(figure).draw();
    sized.observe(figure);
  };
  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) if (isIntersecting) show(target);
  }, { rootMargin: "600px" });
  const idle = (act) => (window.requestIdleCallback ? requestIdleCallback(act, { timeout: 200 }) : setTimeout(act, 50));
  const rest = () => {
    const next = [...waiting].find((figure) => figure.offsetParent !== null); // those folded away wait to be opened
    if (!next) return;
    show(next);
    idle(rest);
  };
  charts.start = (root) => {
    for (const figure of root.querySelectorAll("figure.chart:not([data-live])")) {
      figure.dataset.live = "";
      view(figure).reserve();
      seen.observe(figure);
      waiting.add(figure);
    }
    idle(rest);
  };
  const redraw = () => { for (const one of charts.views) if (one.width) one.draw(); };
  charts.dark.addEventListener("change", redraw);
  addEventListener("beforeprint", () => {
    if (document.body.classList.contains("sheet")) return;
    charts.printing = true;
    document.documentElement.classList.add("paper"); // as wide as a sheet, so that the charts are drawn for it
    for (const figure of document.querySelectorAll("figure.chart")) view(figure).draw();
  });
  addEventListener("afterprint", () => {
    charts.printing = false;
    document.documentElement.classList.remove("paper");
    redraw();
  });
  charts.start(document);
})();
