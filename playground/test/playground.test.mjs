// The playground as people use it: in Chromium, from the folder that is published.
//
// CHROMIUM is the browser; PICTURES a folder for pictures, if they are wanted.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import test, { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const TYPES = {
  ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm",
};

let browser;
let server;
let address;

before(async () => {
  server = createServer((request, response) => {
    const name = new URL(request.url, "http://host").pathname.slice("/playground/".length) || "index.html";
    try {
      const text = readFileSync(path.join(here("../dist"), name));
      response.writeHead(200, { "content-type": TYPES[path.extname(name)] }).end(text);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  // Below a folder, as static pages are.
  address = `http://127.0.0.1:${server.address().port}/playground/`;
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox"],
  });
});

after(async () => {
  await browser?.close();
  server?.close();
});

/** A page with the playground, once it has said something about the body. */
async function open(context, { fragment = "", ...settings } = {}) {
  const own = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...settings });
  await own.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await own.newPage();
  const complaints = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  context.after(() => own.close());
  await page.goto(address + fragment);
  await says(page, /^(?!Loading)/);
  return { page, complaints };
}

const editor = (page) => page.locator(".cm-content");
const text = (page) => page.evaluate(() =>
  [...document.querySelector("#editor").shadowRoot.querySelectorAll(".cm-line")]
    .map((line) => line.textContent).join("\n"));

/** Waits until the summary is this. */
const says = (page, wanted) => page.locator("#summary", { hasText: wanted }).waitFor();
const CLEAN = /^Nothing is wrong\.$/;

/** Writes a text into the editor, as typing it at once would. */
async function write(page, body) {
  await editor(page).click();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await page.keyboard.insertText(body);
}

/** Waits until something is underlined, and gives the whole of what is. */
async function underlined(page, severity, part) {
  const found = page.locator(`.cm-lintRange-${severity}`, { hasText: part });
  await found.first().waitFor();
  return found.first().textContent();
}

const BODY = `{
  "name": "Köln 🦀",
  "mode": "create",
  "fields": [
    {
      "source": { "model_id": "a2f4c8d1-5e3b-4976-8d0c-7b1e9f6a4c25", "field": "email" },
      "target": "Email"
    }
  ],
  "target": { "connection_id": "5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35", "object": "Account" },
  "schedule": { "frequency": "manual" }
}`;

test("a mistake that is typed is underlined at its characters, and a key fixes it", async (context) => {
  const { page, complaints } = await open(context);
  await write(page, BODY);
  await says(page, CLEAN);

  // On the line of the name, after it: places after characters of two units are right too.
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  await page.keyboard.type(" 'active': true,");
  assert.equal(await underlined(page, "error", "active"), "'active'");
  await says(page, /^1 error$/);

  for (let step = 0; step < 10; step += 1) await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Control+.");
  await says(page, CLEAN);
  assert.equal(await page.locator(".cm-lintRange-error").count(), 0);
  assert.match(await text(page), /"Köln 🦀", "active": true,/);
  assert.deepEqual(complaints, []);
});

test("a click fixes it too, in the editor and beside it", async (context) => {
  const { page } = await open(context);
  await write(page, BODY.replace('"manual"', "'manual'").replace('"create"', "'create'"));
  await says(page, /^2 errors$/);
  await page.locator(".finding").first().click();
  await page.locator(".fixes button").first().click();
  await says(page, /^1 error$/);

  await page.locator(".cm-lintRange-error", { hasText: "manual" }).first().hover();
  await page.locator(".cm-tooltip-lint .cm-diagnosticAction").first().click();
  await says(page, CLEAN);
  assert.equal(await text(page), BODY);
  await page.keyboard.press("Control+z");
  await says(page, /^1 error$/);
});

test("every example is a lesson, and fixing all of Python's leaves nothing", async (context) => {
  const { page, complaints } = await open(context);
  for (const [name, count] of [
    ["Many mistakes", /^1[0-9]$/], ["Printed by Python", /^[1-9]/], ["Filter logic", /^[1-9]/],
    ["Not filled in yet", /^[1-9]/], ["Nothing wrong", /^0$/],
  ]) {
    await page.locator("#sample").selectOption({ label: name });
    await page.waitForFunction(
      ([pattern]) => new RegExp(pattern).test(String(document.querySelectorAll(".finding").length)),
      [count.source],
    );
    assert.notEqual(await page.locator("#lesson").textContent(), "");
  }
  await page.locator("#sample").selectOption({ label: "Printed by Python" });
  await page.locator("#fix-all:enabled").click();
  await says(page, CLEAN);
  assert.equal(JSON.parse(await text(page)).active, true);
  assert.ok(await page.locator("#fix-all").isDisabled());
  assert.deepEqual(complaints, []);
});

test("the explanation of what is chosen stands beside the list", async (context) => {
  const { page } = await open(context);
  const finding = page.locator(".finding").nth(2);
  await finding.click();
  assert.equal(await finding.getAttribute("aria-current"), "true");
  const code = await finding.locator(".code").textContent();
  await page.locator("#explanation", { hasText: code }).locator("pre").first().waitFor();
  const said = await page.locator("#explanation").textContent();
  assert.ok(said.includes("Bad") && said.includes("Good"), said);
});

test("options are heard", async (context) => {
  const { page } = await open(context);
  await write(page, BODY.replace('"create"', '"enrich"'));
  await says(page, /^1 warning$/);
  await page.locator("#strict").check();
  await says(page, /^1 error$/);
  await page.locator("#endpoint").selectOption("update");
  await page.locator("#pedantic").check();
  await page.locator(".finding .code", { hasText: "PT120" }).waitFor();
  await page.locator("#endpoint").selectOption("create");
  await page.locator(".finding .code", { hasText: "PT120" }).waitFor({ state: "detached" });
});

test("a link restores the text and the options, and nothing is sent for it", async (context) => {
  const { page } = await open(context);
  const body = BODY.replace('"create"', '"enrich"');
  await write(page, body);
  await page.locator("#strict").check();
  await page.locator("#version").selectOption("2024-02-08");
  await says(page, /^1 error$/);
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.locator("#share").click();
  await page.locator("#announcement", { hasText: "link" }).waitFor();
  const link = page.url();
  assert.ok(link.startsWith(`${address}#body=`), link);
  assert.deepEqual(requests, []);

  const { page: other } = await open(context, { fragment: link.slice(address.length) });
  await says(other, /^1 error$/);
  assert.equal(await text(other), body);
  assert.equal(await other.locator("#version").inputValue(), "2024-02-08");
  assert.ok(await other.locator("#strict").isChecked());
  const { page: spoilt } = await open(context, { fragment: "#body=AAAA" });
  assert.ok(await spoilt.locator(".finding").count() >= 10);
});

test("a curl command that is pasted gives its body", async (context) => {
  const { page } = await open(context);
  const body = BODY.replace('"create"', '"enrich"');
  const command = [
    "curl --request PUT https://app.polytomic.com/api/syncs/1 \\",
    "  -H 'X-Polytomic-Version: 2024-02-08' -H \"Authorization: Bearer $KEY\" \\",
    `  --data '${body}'`,
  ].join("\n");
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), command);
  await editor(page).click();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+v");
  await underlined(page, "warning", "enrich");
  assert.equal(await text(page), body);
  assert.equal(await page.locator("#version").inputValue(), "2024-02-08");
  assert.equal(await page.locator("#endpoint").inputValue(), "update");
});

test("it works without a network once it is loaded", async (context) => {
  const { page } = await open(context);
  await page.context().setOffline(true);
  await write(page, "{");
  await page.locator("#summary", { hasText: /^\d errors?/ }).waitFor();
  await page.locator("#explanation pre").first().waitFor();
});

test("the policy lets nothing else in", async (context) => {
  const { page } = await open(context);
  const refused = await page.evaluate(async () => {
    const violations = [];
    addEventListener("securitypolicyviolation", (event) => violations.push(event.effectiveDirective));
    document.body.append(Object.assign(document.createElement("script"), { textContent: "window.bad = 1" }));
    document.body.append(Object.assign(document.createElement("style"), { textContent: "body { color: red }" }));
    await fetch("https://example.com/").catch(() => {});
    await new Promise((done) => setTimeout(done, 100));
    return [...violations, String(window.bad)];
  });
  assert.deepEqual(refused.sort(), ["connect-src", "script-src-elem", "style-src-elem", "undefined"]);
});

test("the keyboard is enough", async (context) => {
  const { page } = await open(context);
  const focused = () => page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element?.id || element?.className || "";
  });
  const seen = [];
  await page.locator("#sample").focus();
  for (let step = 0; step < 40 && seen.at(-1) !== "explanation"; step += 1) {
    seen.push(await focused());
    if (seen.at(-1).includes("cm-content")) await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
  }
  for (const wanted of
    ["sample", "version", "strict", "pedantic", "fix-all", "share", "cm-content", "finding", "explanation"]) {
    assert.ok(seen.some((name) => name.includes(wanted)), `${wanted} in ${seen.join(", ")}`);
  }
  await page.locator(".finding").nth(1).focus();
  await page.keyboard.press("Enter");
  assert.match(await focused(), /cm-content/);
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing, ${colorScheme}`, async (context) => {
    const { page } = await open(context, { colorScheme });
    await page.locator("#explanation pre").first().waitFor();
    await page.locator(".cm-lintRange-error").first().waitFor();
    const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.equal(background, colorScheme === "dark" ? "rgb(20, 23, 29)" : "rgb(246, 247, 249)");
    if (process.env.PICTURES) {
      await page.setViewportSize({ width: 1440, height: 860 });
      await page.locator(".finding", { hasText: "PT071" }).click();
      await page.locator("#explanation", { hasText: "PT071" }).locator("pre").first().waitFor();
      await page.screenshot({ path: path.join(process.env.PICTURES, `playground-${colorScheme}.png`) });
    }
    await page.evaluate(readFileSync(here("../node_modules/axe-core/axe.min.js"), "utf8"));
    const { violations } = await page.evaluate(() => window.axe.run());
    const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
    assert.deepEqual(told, []);
  });
}

test("it fits a narrow screen", async (context) => {
  const { page } = await open(context, { viewport: { width: 390, height: 800 } });
  const wider = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  assert.equal(wider, false);
});
