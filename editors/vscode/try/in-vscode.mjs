// Opens a broken body in a running VS Code and does what a person would: looks at the squiggles,
// hovers, asks for quick fixes, takes one; the same in bodies inside other files, with a completion.
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

/** The middle of a text in the editor, on the page. */
async function place(text) {
  const box = await page.evaluate((wanted) => {
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
  assert.ok(box, `${text} is on the screen`);
  return box;
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
  const hosts = ["page.md", "send.sh", "send.http"];
  for (const name of hosts) {
    await embedded(name);
  }
  console.log(`bodies inside ${hosts.join(", ")}: diagnostics, fix, hover, completion`);
  console.log(`squiggles: ${before}, after one quick fix: ${after}; quick fixes: ${actions.join(", ")}`);
} catch (error) {
  await picture("failed");
  throw error;
} finally {
  await browser.close();
}
