"use strict";
(() => {
  const { charts } = koujing;
  // A chart is drawn when it comes near the window, anew when its width changes, and all of them before printing.
  const views = new Map();
  const view = (figure) => views.get(figure) || (views.set(figure, new charts.View(figure)), charts.views.push(views.get(figure)), views.get(figure));
  const sized = new ResizeObserver((seen) => {
    for (const { target } of seen) if (views.get(target) && views.get(target).width !== Math.floor(views.get(target).box.clientWidth)) views.get(target).draw();
  });
  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      view(target).draw();
      sized.observe(target);
    }
  }, { rootMargin: "600px" });
  charts.start = (root) => {
    for (const figure of root.querySelectorAll("figure.chart:not([data-live])")) {
      figure.dataset.live = "";
      view(figure).reserve();
      seen.observe(figure);
    }
  };
  const redraw = () => { for (const one of charts.views) if (one.width) one.draw(); };
  charts.dark.addEventListener("change", redraw);
  addEventListener("beforeprint", () => {
    if (document.body.classList.contains("sheet")) return;
    charts.printing = true;
    for (const figure of document.querySelectorAll("figure.chart")) view(figure).draw();
  });
  addEventListener("afterprint", () => { charts.printing = false; redraw(); });
  charts.start(document);
})();
