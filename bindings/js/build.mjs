// Makes dist: the module as small as it gets, both kinds of JavaScript, and their types.
//
//   node build.mjs [MODULE]     MODULE is what scripts/build-wasm prints; it is run, unless given
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { writeTypes } from "./types.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const root = (path) => here(`../../${path}`);
const run = (command, ...args) => execFileSync(command, args, { stdio: ["ignore", "pipe", "inherit"] });

const module = process.argv[2] ?? run(root("scripts/build-wasm")).toString().trim();
rmSync(here("dist"), { recursive: true, force: true });
mkdirSync(here("dist"));

const features = [
  "simd", "bulk-memory", "bulk-memory-opt", "sign-ext", "mutable-globals",
  "nontrapping-float-to-int", "multivalue", "reference-types",
];
const wasm = here("dist/polytomic_lint.wasm");
run(
  process.execPath, here("node_modules/binaryen/bin/wasm-opt"), "-Oz", "--strip-debug",
  "--strip-producers", ...features.map((name) => `--enable-${name}`), module, "-o", wasm,
);

await writeTypes();
run(process.execPath, here("node_modules/typescript/bin/tsc"), "--project", here("."),
  "--declaration", "--emitDeclarationOnly", "--outDir", here("dist/types"), "--rootDir", here("."));

const common = { entryPoints: [here("src/index.ts")], bundle: true, target: "es2022", logLevel: "warning" };
await build({ ...common, format: "esm", outfile: here("dist/index.js") });
await build({
  ...common,
  format: "cjs",
  platform: "node",
  outfile: here("dist/index.cjs"),
  define: { "import.meta.url": "url" },
  banner: { js: 'const url = require("node:url").pathToFileURL(__filename).href;' },
});

// One file of declarations for each kind of JavaScript, since they say which kind they are about.
const declarations = ["types", "index"]
  .map((name) => readFileSync(here(`dist/types/src/${name}.d.ts`), "utf8"))
  .join("\n")
  .replace(/^(import|export) type \{[^}]*\} from "\.\/types\.js";\n/gm, "")
  .replace(/^\/\/# sourceMappingURL.*\n?/gm, "");
for (const name of ["index.d.ts", "index.d.cts"]) writeFileSync(here(`dist/${name}`), declarations);
rmSync(here("dist/types"), { recursive: true });
for (const name of ["LICENSE-MIT", "LICENSE-APACHE"]) copyFileSync(root(name), here(name));

const size = (bytes) => `${(bytes / 1e6).toFixed(2)} MB`;
const gzipped = gzipSync(readFileSync(wasm), { level: 9 }).length;
console.log(`polytomic_lint.wasm: ${size(statSync(wasm).size)}, ${size(gzipped)} gzipped`);
