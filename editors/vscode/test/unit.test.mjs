import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import test, { before } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { buildSync } from "esbuild";

const folder = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const manifest = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8"));
const source = fs.readFileSync(path.join(folder, "src/extension.ts"), "utf8");

const modules = {};
before(async () => {
  const out = fs.mkdtempSync(path.join(os.tmpdir(), "polytomic-lint-"));
  for (const name of ["server", "documents"]) {
    const file = path.join(out, `${name}.mjs`);
    buildSync({
      entryPoints: [path.join(folder, `src/${name}.ts`)],
      outfile: file,
      platform: "node",
      format: "esm",
    });
    modules[name] = await import(pathToFileURL(file).href);
  }
});

test("a configured program is taken, and nothing else is tried", () => {
  const found = modules.server.findServer(" /opt/lint ", "/ext", "/usr/bin", () => true);
  assert.deepEqual(found, { program: "/opt/lint", tried: ["/opt/lint"] });
  const missing = modules.server.findServer("/opt/lint", "/ext", "/usr/bin", () => false);
  assert.equal(missing.program, undefined);
});

test("the bundled program comes before the PATH, in its order", () => {
  const there = (names) => (file) => names.includes(file);
  const search = ["/a", "", "/b"].join(path.delimiter);
  const bundled = path.join("/ext", "server", "polytomic-lint");
  const find = (names) => modules.server.findServer("", "/ext", search, there(names)).program;
  assert.equal(find([bundled, "/a/polytomic-lint"]), bundled);
  assert.equal(find(["/b/polytomic-lint", "/a/polytomic-lint"]), "/a/polytomic-lint");
  assert.equal(find([]), undefined);
});

test("a folder or a file that cannot be run is no program", () => {
  const out = fs.mkdtempSync(path.join(os.tmpdir(), "polytomic-lint-"));
  const file = path.join(out, "polytomic-lint");
  fs.mkdirSync(file);
  assert.equal(modules.server.findServer("", "/ext", out).program, undefined);
  fs.rmdirSync(file);
  fs.writeFileSync(file, "#!/bin/sh\n", { mode: 0o755 });
  assert.equal(modules.server.findServer("", "/ext", out).program, file);
});

test("other JSON is looked at only when wanted", () => {
  const languages = (other) =>
    new Set(modules.documents.documentSelector(other).flatMap((filter) => filter.language ?? []));
  assert.deepEqual([...languages(false)], ["polytomic-sync", "polytomic-sync-jsonc"]);
  assert.ok(languages(true).has("json"));
});

test("every command of the manifest is registered, and no other", () => {
  const declared = manifest.contributes.commands.map((entry) => entry.command).sort();
  const registered = [...source.matchAll(/registerCommand\("([^"]+)"/g)].map((m) => m[1]).sort();
  assert.deepEqual(registered, declared);
});

test("every setting that is read is declared", () => {
  const declared = Object.keys(manifest.contributes.configuration.properties);
  for (const [, key] of source.matchAll(/settings\.get<\w+>\("([^"]+)"/g)) {
    assert.ok(declared.includes(`polytomic-lint.${key}`), key);
  }
});

test("the files that the manifest names exist", () => {
  const { languages, grammars } = manifest.contributes;
  for (const file of [...languages.map((l) => l.configuration), ...grammars.map((g) => g.path)]) {
    JSON.parse(fs.readFileSync(path.join(folder, file), "utf8"));
  }
});

test("the version is the program's", () => {
  const cargo = fs.readFileSync(path.join(folder, "../../Cargo.toml"), "utf8");
  assert.equal(manifest.version, /^version = "([^"]+)"/m.exec(cargo)?.[1]);
});

test("the package holds what it needs and nothing else", () => {
  execFileSync("npm", ["run", "build"], { cwd: folder, stdio: "ignore" });
  const list = execFileSync("npx", ["vsce", "ls", "--no-dependencies"], { cwd: folder, encoding: "utf8" });
  const files = list.trim().split("\n").filter((file) => !file.startsWith("server/")).sort();
  assert.deepEqual(files, [
    "LICENSE",
    "README.md",
    "dist/extension.js",
    "language-configuration.json",
    "language-configuration.jsonc.json",
    "package.json",
    "syntaxes/polytomic-sync-jsonc.tmLanguage.json",
    "syntaxes/polytomic-sync.tmLanguage.json",
  ]);
});
