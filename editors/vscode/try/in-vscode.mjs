// Opens a broken body in a running VS Code and does what a person would: looks at the squiggles,
// hovers, asks for quick fixes, takes one; the same in bodies inside other files, with a completion.
// In a clean body on one line, uses what VS Code's own JSON support brings: the formatter, folding,
// and the outline.
// Ends non-zero when something of it does not happen.
//
//   node in-vscode.mjs URL FOLDER_WITH_PICTURES
import assert from "node:assert/strict";
import path from "node:path";
import puppeteer from "puppeteer-core";

const [url, pictures] = process.argv.slice(2);
const FILE = "broken.sync.json";
const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update"],
});
const page = await browser.newPage();
await page.setViewport({ width: 1180, height: 780 });

const picture = (name) => page.screenshot({ path: path.join(pictures, `${name}.png`) });
const squiggles = () => page.$$eval(".squiggly-error", (all) => all.length);

/** The middle of a text in the editor, on the page, as soon as it is there. */
async function place(text) {
  let box = null;
  await until(`${text} on the screen`, async () => (box = await find(text)) !== null);
  return box;
}

function find(text) {
  return page.evaluate((wanted) => {
    for (const line of document.querySelectorAll(".view-line")) {
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.data.indexOf(wanted);
        if (at >= 0) {
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + wanted.length);
          const { x, y, width, height } = range.getBoundingClientRect();
          return { x: x + width / 2, y: y + height / 2 };
        }
      }
    }
    return null;
  }, text);
}

async function openQuickFixes(text) {
  const { x, y } = await place(text);
  await page.mouse.click(x, y);
  await wait(500);
  await page.keyboard.down("Control");
  await page.keyboard.press("Period");
  await page.keyboard.up("Control");
  await page.waitForSelector(".action-widget .action", { timeout: 15_000 });
  await wait(700);
}

/** Opens a file of the workspace, which is then the only one on the screen. */
async function open(name) {
  const row = `.explorer-folders-view .monaco-list-row[aria-label^="${name}"]`;
  await (await page.waitForSelector(row, { timeout: 60_000 })).click({ clickCount: 2 });
  await page.waitForSelector(`.tab.active[aria-label^="${name}"]`, { timeout: 15_000 });
}

/** What the lines of the editor in use say, without blanks, since long lines are wrapped. */
const text = () =>
  page.$$eval(".editor-group-container.active .view-line", (all) => {
    const top = (line) => Number.parseFloat(line.style.top);
    const lines = all.toSorted((one, other) => top(one) - top(other));
    return lines.map((line) => line.textContent).join("").replaceAll(/\s/g, "");
  });

async function until(what, holds) {
  for (let tries = 0; tries < 60; tries += 1) {
    if (await holds()) {
      return;
    }
    await wait(250);
  }
  assert.fail(`waited in vain for ${what}`);
}

async function hovered(text) {
  const { x, y } = await place(text);
  await page.mouse.move(x, y, { steps: 5 });
  await page.waitForSelector(".monaco-hover .hover-row", { timeout: 15_000 });
  await wait(1_000);
  return page.$$eval(".monaco-hover", (all) => all.map((one) => one.innerText).join("\n"));
}

/** A body inside another file: diagnostics, a quick fix, a hover, a completion. */
async function embedded(name) {
  await open(name);
  await page.waitForSelector(".squiggly-error", { timeout: 30_000 });
  assert.match(await hovered("Create"), /PT024/, `${name}: the hover of a finding`);
  await openQuickFixes("Create");
  await page.keyboard.press("Enter");
  await until(`the fix in ${name}`, async () => (await text()).includes('"mode":"create"'));
  assert.match(await hovered("frequency"), /How often/, `${name}: the hover of a key`);
  const { x, y } = await place("manual");
  await page.mouse.click(x, y, { count: 2 });
  await page.keyboard.type("wee");
  await page.keyboard.down("Control");
  await page.keyboard.press("Space");
  await page.keyboard.up("Control");
  await page.waitForSelector(".suggest-widget.visible .monaco-list-row.focused", { timeout: 15_000 });
  await wait(1_000);
  await picture(`embedded-${name}`);
  await page.keyboard.press("Enter");
  await until(`the completion in ${name}`, async () =>
    (await text()).includes('"frequency":"weekly"}}'));
}

/** Runs a command of the palette by its title. */
async function run(command) {
  await page.keyboard.press("F1");
  await page.waitForSelector(".quick-input-widget .monaco-inputbox input", { visible: true });
  await page.keyboard.type(command);
  await page.waitForSelector(".quick-input-list .monaco-list-row.focused", { timeout: 15_000 });
  await wait(700);
  await page.keyboard.press("Enter");
}

/** Control with K, and then with another key: "0" folds everything, "J" unfolds it. */
async function chord(key) {
  await page.keyboard.down("Control");
  await page.keyboard.press("K");
  await page.keyboard.press(key);
  await page.keyboard.up("Control");
}

/** How many lines are shown, by their numbers, since long ones are wrapped. */
const lines = () =>
  page.$$eval(".editor-group-container.active .line-numbers", (all) =>
    all.filter((one) => one.textContent.trim() !== "").length);

/** How many errors and warnings there are in all files. */
async function problemCount() {
  const label = await page.$eval("#status\\.problems", (one) => one.getAttribute("aria-label"));
  assert.match(label, /\d|No Problems/);
  return label;
}

/** What this extension leaves to VS Code: it formats, folds, and outlines a body as other JSON. */
async function asJson(name) {
  await open(name);
  await wait(2_000);
  const problems = await problemCount();
  assert.ok((await lines()) <= 2, `${name} is on one line`);
  await page.click(".editor-group-container.active .view-line");
  await run("Format Document");
  await until(`the formatter in ${name}`, async () => (await lines()) > 10);
  await chord("0");
  await until(`folding in ${name}`, async () => (await lines()) < 5);
  await chord("J");
  await until(`unfolding in ${name}`, async () => (await lines()) > 10);
  await run("Go to Symbol in Editor...");
  await page.waitForSelector(".quick-input-list .monaco-list-row", { timeout: 15_000 });
  await wait(1_000);
  const symbols = await page.$$eval(".quick-input-list .monaco-list-row", (all) =>
    all.map((one) => one.getAttribute("aria-label")));
  await picture(`json-${name}`);
  await page.keyboard.press("Escape");
  for (const key of ["name", "fields", "schedule"]) {
    const times = symbols.filter((symbol) => symbol?.startsWith(key)).length;
    assert.equal(times, 1, `${name}: ${key} in the outline, which is ${symbols.join(", ")}`);
  }
  assert.equal(await problemCount(), problems, `${name}: problems`);
}

try {
  await page.goto(url, { waitUntil: "domcontentloaded" });
  await open(FILE);
  await page.waitForSelector(".squiggly-error", { timeout: 60_000 });
  await wait(2_000);
  const before = await squiggles();
  assert.ok(before >= 7, `${before} squiggles`);

  assert.match(await hovered("insert"), /PT024/);
  await picture("hover");

  await openQuickFixes("conection_id");
  const actions = await page.$$eval(".action-widget .action", (all) => all.map((one) => one.innerText));
  assert.ok(actions.some((title) => title.includes("connection_id")), actions.join(", "));
  await picture("fix");

  await page.keyboard.press("Enter");
  await wait(2_500);
  const after = await squiggles();
  assert.ok(after < before, `${before} squiggles before the fix, ${after} after it`);

  await openQuickFixes("filter_logic");
  for (const action of await page.$$(".action-widget .action")) {
    if ((await action.evaluate((element) => element.innerText)).startsWith("Explain")) {
      await action.click();
      break;
    }
  }
  await page.waitForSelector('.tab[aria-label*="Preview PT012"]', { timeout: 15_000 });
  await wait(2_500);
  await picture("explain");
  await asJson("line.sync.json");
  await asJson("line.sync.jsonc");
  const hosts = ["page.md", "send.sh", "send.http"];
  for (const name of hosts) {
    await embedded(name);
  }
  // The formatter looks at a copy, whose mistakes nobody wants to hear of.
  await open(FILE);
  const problems = await problemCount();
  await page.click(".editor-group-container.active .view-line");
  await run("Format Document");
  await until(`the formatter in ${FILE}`, () =>
    page.$$eval(".editor-group-container.active .view-line", (all) =>
      all.some((line) => line.textContent.trim().endsWith("{") && line.textContent.includes("source"))));
  await wait(3_000);
  assert.equal(await problemCount(), problems, `${FILE}: problems`);
  await picture("formatted");
  console.log(`bodies inside ${hosts.join(", ")}: diagnostics, fix, hover, completion`);
  console.log(`squiggles: ${before}, after one quick fix: ${after}; quick fixes: ${actions.join(", ")}`);
} catch (error) {
  await picture("failed");
  throw error;
} finally {
  await browser.close();
}
