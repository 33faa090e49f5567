// Makes analysis/report/vendor/: plot.min.js, the licences of what is in it, and VENDORED.toml with versions and hashes.
//
//   cd benchmarks/charts_library && npm install && npm run build
//
// The same versions give the same bytes, so that anybody can check the file. The whole of Plot and d3, unchanged,
// would be 490 KB and hold a call of `new Function`; what is used here is 266 KB and needs none.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, version } from "esbuild";

const out = new URL("../../analysis/report/vendor/", import.meta.url).pathname;
const { metafile, outputFiles } = await build({
  entryPoints: ["marks.js"], bundle: true, minify: true, format: "iife", globalName: "Plot", charset: "utf8",
  target: "es2022", legalComments: "none", metafile: true, write: false,
});
const code = outputFiles[0].contents;
writeFileSync(join(out, "plot.min.js"), code);

const used = Object.entries(Object.values(metafile.outputs)[0].inputs).filter(([, input]) => input.bytesInOutput > 0);
const names = new Set(used.map(([path]) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]).filter(Boolean));
const locked = JSON.parse(readFileSync("package-lock.json", "utf8")).packages;
const licences = [];
const tables = [];
for (const name of [...names].sort()) {
  const place = join("node_modules", name);
  const about = JSON.parse(readFileSync(join(place, "package.json"), "utf8"));
  const file = readdirSync(place).find((other) => /^licen[cs]e/i.test(other));
  licences.push(`${name} ${about.version} (${about.license})\n\n${readFileSync(join(place, file), "utf8").trim()}\n`);
  const { integrity } = locked[place];
  tables.push(`[[package]]\nname = "${name}"\nversion = "${about.version}"\nlicense = "${about.license}"\nintegrity = "${integrity}"\n`);
}
writeFileSync(join(out, "LICENSE"), licences.join(`\n${"-".repeat(80)}\n\n`));
const sha256 = createHash("sha256").update(code).digest("hex");
const head = `# Made by benchmarks/charts_library/build.mjs from these npm packages; "integrity" is that of the registry.
file = "plot.min.js"
sha256 = "${sha256}"
esbuild = "${version}"
`;
writeFileSync(join(out, "VENDORED.toml"), [head, ...tables].join("\n"));
