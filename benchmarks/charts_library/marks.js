// What the charts of the page use of Observable Plot; esbuild leaves out the rest.
export { areaY, axisX, axisY, barX, cell, dot, gridX, gridY, line, link, plot, rect, ruleX, ruleY, text } from "@observablehq/plot";
