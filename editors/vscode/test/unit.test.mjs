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

test("variables and the home folder in the configured program are replaced", () => {
  const found = (configured, workspaceFolder) =>
    modules.server.findServer(configured, "/ext", "", () => true, workspaceFolder).program;
  assert.equal(found("${workspaceFolder}/bin/lint", "/work"), "/work/bin/lint");
  assert.equal(found("${workspaceFolder}/bin/lint"), `${process.cwd()}/bin/lint`);
  assert.equal(found("~/bin/lint"), `${os.homedir()}/bin/lint`);
  assert.equal(found("~"), os.homedir());
  assert.equal(found("${userHome}/bin/lint"), `${os.homedir()}/bin/lint`);
  assert.equal(found("${env:PATH}/lint"), `${process.env.PATH}/lint`);
  assert.equal(found("${env:POLYTOMIC_LINT_UNSET}/lint"), "/lint");
  // Only a leading `~` is the home folder, and what is put in is not read again.
  assert.equal(found("/a~b/lint"), "/a~b/lint");
  assert.equal(found("~somebody/lint"), "~somebody/lint");
  assert.equal(found("${workspaceFolder}/lint", "/a/$&"), "/a/$&/lint");
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
    new Set(modules.documents.documentSelector(other, false).flatMap((filter) => filter.language ?? []));
  assert.deepEqual([...languages(false)], ["polytomic-sync", "polytomic-sync-jsonc"]);
  assert.ok(languages(true).has("json"));
});

test("bodies in other files are looked at only when wanted", () => {
  const select = (embedded) => modules.documents.documentSelector(true, embedded);
  const languages = (embedded) => new Set(select(embedded).flatMap((filter) => filter.language ?? []));
  for (const language of ["markdown", "shellscript", "http", "rest"]) {
    assert.ok(!languages(false).has(language), language);
    assert.ok(languages(true).has(language), language);
    assert.ok(manifest.activationEvents.includes(`onLanguage:${language}`), language);
  }
  const setting = manifest.contributes.configuration.properties["polytomic-lint.embedded"];
  assert.equal(setting.default, false);
});

/** Speaks to the server as the extension does; the hover on the second line of a document. */
function hovered(initializationOptions, uri, languageId, text) {
  const document = { uri, languageId, version: 1, text };
  const messages = [
    {
      id: 1,
      method: "initialize",
      params: { processId: null, rootUri: null, capabilities: {}, initializationOptions },
    },
    { method: "initialized", params: {} },
    { method: "textDocument/didOpen", params: { textDocument: document } },
    {
      id: 2,
      method: "textDocument/hover",
      params: { textDocument: { uri }, position: { line: 1, character: 3 } },
    },
    { id: 3, method: "shutdown" },
    { method: "exit" },
  ];
  const input = messages
    .map((message) => JSON.stringify({ jsonrpc: "2.0", ...message }))
    .map((body) => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
    .join("");
  const output = execFileSync(program, ["lsp"], { input, encoding: "utf8" });
  const answers = output.split(/Content-Length: \d+\r\n\r\n/).slice(1).map((body) => JSON.parse(body));
  return answers.find((answer) => answer.id === 2).result;
}

const program =
  process.env.POLYTOMIC_LINT ?? path.join(folder, "../../target/debug/polytomic-lint");

test(
  "the server explains bodies in Markdown with the option that the extension sends",
  { skip: !fs.existsSync(program) && "the program is not built" },
  () => {
    const [, name] = /initializationOptions: \{ showsPages: true, (\w+) \}/.exec(source);
    const text = '```json\n{"name": "x", "mode": "upsert", "fields": []}\n```\n';
    const hover = (wanted) =>
      hovered({ showsPages: true, [name]: wanted }, "file:///a.md", "markdown", text);
    assert.match(JSON.stringify(hover(true)), /name/);
    assert.equal(hover(false), null);
  },
);

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
  const configurations = languages.flatMap((language) => language.configuration ?? []);
  for (const file of [...configurations, ...grammars.map((g) => g.path)]) {
    JSON.parse(fs.readFileSync(path.join(folder, file), "utf8"));
  }
});

test("VS Code's own JSON support formats copies of bodies, and takes no part in bodies themselves", () => {
  const { languages, jsonLanguageParticipants } = manifest.contributes;
  const declared = languages.map((language) => language.id);
  const copies = jsonLanguageParticipants.map((participant) => participant.languageId);
  assert.deepEqual(declared, [...modules.documents.BODIES, ...copies]);
  const formatting = fs.readFileSync(path.join(folder, "src/formatting.ts"), "utf8");
  assert.deepEqual(copies, [/LANGUAGE = "([^"]+)"/.exec(formatting)?.[1]]);
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
