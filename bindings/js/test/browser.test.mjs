// The package in a real browser: on the page and in a worker, without a bundler.
//
// REPOSITORY is the folder with the bodies; CHROMIUM the browser.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import test from "node:test";
import { chromium } from "playwright-core";
import { lint } from "polytomic-lint";

const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm", ".html": "text/html" };
const folder = path.resolve("node_modules/polytomic-lint/dist");
const WORKER = `
  import { lint, loadSync } from "/index.js";
  onmessage = async ({ data }) => {
    loadSync(await (await fetch("/polytomic_lint.wasm")).arrayBuffer());
    postMessage(lint(data));
  };`;

const server = createServer((request, response) => {
  const name = request.url === "/" ? "index.html" : request.url.slice(1);
  try {
    const own = { "index.html": "<!doctype html><title>a page</title>", "worker.js": WORKER };
    const text = own[name] ?? readFileSync(path.join(folder, name));
    response.writeHead(200, { "content-type": TYPES[path.extname(name)] ?? "text/plain" }).end(text);
  } catch {
    response.writeHead(404).end();
  }
});

test("a page and a worker find what Node finds", async (context) => {
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox"],
  });
  context.after(async () => {
    await browser.close();
    server.close();
  });
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  const broken = readFileSync(path.join(process.env.REPOSITORY, "examples/broken.sync.json"), "utf8");
  const text = broken.replace('"name"', '"n\u{e4}\u{1f980}"');
  const wanted = lint(text);
  assert.ok(wanted.diagnostics.length >= 10);

  const onPage = await page.evaluate(async (body) => {
    const linter = await import("/index.js");
    let refused = "";
    try {
      linter.lint(body);
    } catch (error) {
      refused = error.message;
    }
    await linter.load();
    return { refused, report: linter.lint(body), count: linter.rules().length };
  }, text);
  assert.match(onPage.refused, /await load\(\)/);
  assert.deepEqual(onPage.report, wanted);
  assert.ok(onPage.count > 80);

  const inWorker = await page.evaluate(async (body) => {
    const worker = new Worker("/worker.js", { type: "module" });
    worker.postMessage(body);
    return new Promise((done, failed) => {
      worker.onmessage = ({ data }) => done(data);
      worker.onerror = failed;
    });
  }, text);
  assert.deepEqual(inWorker, wanted);
});
