// What the package promises besides the findings: ways to load it, and what calls do.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import test from "node:test";
import { Worker } from "node:worker_threads";
import * as linter from "polytomic-lint";

const require = createRequire(import.meta.url);
const wasm = require.resolve("polytomic-lint/polytomic_lint.wasm");

/** Runs JavaScript in a process of its own; gives what it printed. */
function run(kind, code) {
  const done = spawnSync(process.execPath, [`--input-type=${kind}`, "--eval", code]);
  assert.equal(done.status, 0, done.stderr.toString());
  return done.stdout.toString().trim();
}

const CODES = 'lint("{}").diagnostics.map((one) => one.code)';

test("it is loaded at once in Node, in both kinds of JavaScript", () => {
  const esm = run("module", `import { lint } from "polytomic-lint"; console.log(${CODES}[0])`);
  const cjs = run("commonjs", `const { lint } = require("polytomic-lint"); console.log(${CODES}[0])`);
  assert.deepEqual([esm, cjs], ["PT004", "PT004"]);
});

test("it is loaded from what is given", async () => {
  const bytes = readFileSync(wasm);
  for (const source of [bytes, new WebAssembly.Module(bytes), Promise.resolve(bytes),
    new Response(bytes), new Response(bytes, { headers: { "content-type": "application/wasm" } }),
    `data:application/wasm;base64,${bytes.toString("base64")}`]) {
    await linter.load(source);
    assert.ok(linter.lint("{}").summary.errors > 0);
  }
  await linter.load();
  linter.loadSync(bytes);
  linter.loadSync();
  await assert.rejects(linter.load(new Response("", { status: 404 })), /status 404/);
  await assert.rejects(linter.load(new Uint8Array(4)), WebAssembly.CompileError);
  assert.ok(linter.lint("{}").summary.errors > 0);
});

test("the example of the documentation runs", () => {
  const snippet = spawnSync(`${process.env.REPOSITORY}/scripts/snippet`, ["js"]).stdout.toString();
  const printed = run("module", snippet);
  assert.ok(printed.includes("PT024") && printed.includes('{"name": "Accounts", "mode": "upsert"}'), printed);
});

test("the module imports nothing", () => {
  assert.deepEqual(WebAssembly.Module.imports(new WebAssembly.Module(readFileSync(wasm))), []);
});

test("it works in a worker thread", async () => {
  const code = `
    const { parentPort } = require("node:worker_threads");
    const { lint } = require(${JSON.stringify(require.resolve("polytomic-lint"))});
    parentPort.postMessage(${CODES});`;
  const worker = new Worker(code, { eval: true });
  const [code0] = await new Promise((done, failed) => worker.once("message", done).once("error", failed));
  assert.equal(code0, "PT004");
});

test("fixing gives the text and what is left", () => {
  const fixed = linter.fix("{\"name\": 'Accounts', \"active\": True}", { filename: "a.json" });
  assert.equal(fixed.text, '{"name": "Accounts", "active": true}');
  assert.equal(fixed.count, 2);
  assert.deepEqual(fixed.report, linter.lint(fixed.text, { filename: "a.json" }));
  assert.equal(linter.fix('{"mode": "updat"}', { unsafeFixes: true }).text.includes('"update"'), true);
  assert.equal(linter.fix(Uint8Array.of(0x7b, 0xff, 0x7d)).text, null);
});

test("places count what strings are made of", () => {
  const text = '{"n\u{e4}me": "\u{1f980}", "mode": "upsert", "x": "\ud83d"}';
  const [mode] = linter.lint(text, { select: ["PT024"] }).diagnostics;
  assert.equal(text.slice(mode.range.start, mode.range.end), '"upsert"');
  assert.equal(mode.span.start, mode.range.start + 3);
});

test("any text and any bytes will do", () => {
  for (const body of ["", "\0", "\ufeff{", "{".repeat(100_000), new Uint8Array(3), Uint8Array.of(0xff, 0xfe, 0)]) {
    assert.ok(linter.lint(body).summary.errors > 0);
  }
});

test("memory does not grow with the number of calls", () => {
  const large = JSON.stringify({ name: "x".repeat(1 << 20), mode: "upsert" });
  const before = process.memoryUsage().arrayBuffers;
  for (let round = 0; round < 200; round += 1) linter.lint(large);
  assert.ok(process.memoryUsage().arrayBuffers - before < 100 << 20);
});

test("saved responses are checked against", () => {
  const model = "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25";
  const response = { data: { id: model, connection_id: null, fields: [{ name: "email", label: "E" }] } };
  const body = JSON.stringify({ fields: [{ target: "E", source: { model_id: model, field: "emial" } }] });
  const report = linter.lint(body, { metadata: { "model.json": response } });
  assert.ok(report.diagnostics.some((one) => one.code === "PT143"));
  assert.equal(report.notes, undefined);
  response.data.fields[0].name = 1;
  assert.equal(linter.lint(body, { metadata: { "model.json": response } }).notes[0].startsWith("model.json"), true);
});

test("wrong options are told in the words of JavaScript", () => {
  const lint = (options) => () => linter.lint("{}", options);
  assert.throws(lint({ stric: true }), /^TypeError: unknown option `stric`; did you mean `strict`\?/);
  assert.throws(lint({ api_version: "latest" }), /did you mean `apiVersion`\?/);
  assert.throws(lint({ apiVersion: "1999" }), /^TypeError: option `apiVersion` should be an API version/);
  assert.throws(lint({ select: ["PT999"] }), /PT999/);
  assert.throws(() => linter.schema("1999"), /1999/);
  assert.throws(() => linter.explain("nothing\0"), /rule/);
});
