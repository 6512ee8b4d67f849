// Makes dist: a folder that any server of static files can serve.
//
//   node build.mjs      after `npm run build` in bindings/js, which makes the module
import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

rmSync(here("dist"), { recursive: true, force: true });
mkdirSync(here("dist"));
for (const name of ["index.html", "style.css"]) copyFileSync(here(`src/${name}`), here(`dist/${name}`));
copyFileSync(here("../bindings/js/dist/polytomic_lint.wasm"), here("dist/polytomic_lint.wasm"));
await build({
  entryPoints: [here("src/app.ts"), here("src/worker.ts")],
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  outdir: here("dist"),
  alias: { "polytomic-lint": here("../bindings/js/dist/index.js") },
  loader: { ".json": "text" },
  logLevel: "warning",
});
