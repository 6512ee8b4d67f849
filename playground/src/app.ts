/** The page: an editor, the findings, and what is to be judged by. */
import type { Diagnostic, Options, Report } from "polytomic-lint";
import { fromCurl } from "./curl.js";
import { byId, h } from "./dom.js";
import { Editor } from "./editor.js";
import { choose, showReport } from "./findings.js";
import { type Shared, fromFragment, toFragment } from "./link.js";
import { fix, lint } from "./linter.js";
import { SAMPLES } from "./samples.js";

const VERSIONS = ["2025-09-18", "2024-02-08", "2023-04-25", "2022-12-12"];

const sample = byId<HTMLSelectElement>("sample");
const version = byId<HTMLSelectElement>("version");
const endpoint = byId<HTMLSelectElement>("endpoint");
const strict = byId<HTMLInputElement>("strict");
const pedantic = byId<HTMLInputElement>("pedantic");

version.append(...VERSIONS.map((name) => h("option", { value: name }, name)));
sample.append(
  ...SAMPLES.map(({ name }, index) => h("option", { value: String(index) }, name)),
  h("option", { value: "", hidden: true }, "Your own"),
);

const options = (): Options => ({
  apiVersion: version.value as NonNullable<Options["apiVersion"]>,
  endpoint: endpoint.value as NonNullable<Options["endpoint"]>,
  strict: strict.checked,
  pedantic: pedantic.checked,
});

let quiet: ReturnType<typeof setTimeout> | undefined;

/** Says something to everybody, for a moment. */
function announce(message: string): void {
  byId("announcement").textContent = message;
  clearTimeout(quiet);
  quiet = setTimeout(() => { byId("announcement").textContent = ""; }, 4000);
}

let about = "";
const host = {
  show: (range: { start: number; end: number }) => editor.show(range),
  apply: (one: Diagnostic["fixes"][number]) => editor.apply(one, about),
};

const editor = new Editor(byId("editor"), {
  lint: (text) => lint(text, options()),
  reported(report: Report, text: string) {
    about = text;
    byId<HTMLButtonElement>("fix-all").disabled = report.summary.fixable === 0;
    const fixable = report.diagnostics.some((finding) => finding.fixes.length > 0);
    byId<HTMLButtonElement>("fix-guesses").disabled = !fixable;
    showReport(report, host);
    const current = SAMPLES[Number(sample.value)];
    if (sample.value !== "" && current?.text !== text) sample.value = "";
  },
  visited: (finding) => void choose(finding, host),
  pasted(text) {
    const request = fromCurl(text);
    if (request === undefined) return false;
    if (request.version !== undefined && VERSIONS.includes(request.version)) version.value = request.version;
    endpoint.value = request.update ? "update" : "create";
    open(request.body);
    announce("This is the body of the curl command.");
    return true;
  },
  announce,
});

function open(text: string, lesson = ""): void {
  byId("lesson").textContent = lesson;
  editor.replace(text);
}

function openSample(index: number): void {
  const chosen = SAMPLES[index];
  if (chosen === undefined) return;
  sample.value = String(index);
  open(chosen.text, chosen.lesson);
}

async function fixAll(unsafeFixes: boolean): Promise<void> {
  const text = editor.text;
  const fixed = await fix(text, { ...options(), unsafeFixes });
  if (editor.text !== text || fixed.text === null || fixed.count === 0) return announce("Nothing was fixed.");
  editor.replace(fixed.text);
  announce(fixed.count === 1 ? "1 problem fixed." : `${fixed.count} problems fixed.`);
}

async function share(): Promise<void> {
  const shared: Shared = {
    text: editor.text,
    version: version.value,
    endpoint: endpoint.value,
    strict: strict.checked,
    pedantic: pedantic.checked,
  };
  history.replaceState(null, "", await toFragment(shared));
  try {
    await navigator.clipboard.writeText(location.href);
    announce("The link is copied.");
  } catch {
    announce("The link is in the address bar.");
  }
}

/** Opens what the address carries; whether it carries something. */
async function restore(): Promise<boolean> {
  const shared = await fromFragment(location.hash);
  if (typeof shared?.text !== "string") return false;
  if (VERSIONS.includes(String(shared.version))) version.value = String(shared.version);
  endpoint.value = shared.endpoint === "update" ? "update" : "create";
  strict.checked = shared.strict === true;
  pedantic.checked = shared.pedantic === true;
  sample.value = "";
  open(shared.text);
  return true;
}

sample.addEventListener("change", () => openSample(Number(sample.value)));
for (const control of [version, endpoint, strict, pedantic]) {
  control.addEventListener("change", () => editor.lintNow());
}
byId("fix-all").addEventListener("click", () => void fixAll(false));
byId("fix-guesses").addEventListener("click", () => void fixAll(true));
byId("share").addEventListener("click", () => void share());
addEventListener("hashchange", () => void restore());
if (navigator.platform.startsWith("Mac")) byId("keys").querySelector("kbd")?.replaceChildren("Cmd");

if (!(await restore())) openSample(0);
