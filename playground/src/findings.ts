/** The list of findings, and beside it what is to be said about the one that is chosen. */
import { marked } from "marked";
import type { Diagnostic, Fix, Report } from "polytomic-lint";
import { byId, h, inline } from "./dom.js";
import { explain } from "./linter.js";

/** What the list asks of the page. */
export interface Host {
  show(range: { start: number; end: number }): void;
  apply(fix: Fix): void;
}

const list = byId("list");
const explanation = byId("explanation");
let shown = "";

const key = (finding: Diagnostic): string => finding.fingerprint;

/** Shows a report; what was chosen stays chosen. */
export function showReport(report: Report, host: Host): void {
  const { errors, warnings, advice } = report.summary;
  const count = (number: number, one: string, more: string): string[] =>
    number === 0 ? [] : [`${number} ${number === 1 ? one : more}`];
  const numbers = [
    ...count(errors, "error", "errors"), ...count(warnings, "warning", "warnings"), ...count(advice, "advice", "advice"),
  ].join(", ");
  const summary = byId("summary");
  const said = numbers || "Nothing is wrong.";
  if (summary.textContent !== said) summary.textContent = said;

  list.replaceChildren(...report.diagnostics.map((finding) =>
    h("li", {}, h("button", {
      type: "button",
      class: `finding ${finding.severity}`,
      "data-key": key(finding),
      onclick: () => {
        choose(finding, host);
        host.show(finding.range);
      },
    },
    h("span", { class: "level" }, finding.severity),
    h("span", { class: "code" }, finding.code),
    h("span", { class: "place" }, `${finding.start.line}:${finding.start.column}`),
    h("span", { class: "message" }, ...inline(finding.message))))));
  const chosen = report.diagnostics.find((finding) => key(finding) === shown) ?? report.diagnostics[0];
  if (chosen === undefined) {
    shown = "";
    explanation.replaceChildren(h("p", { class: "quiet" }, "Choose a finding to see why it matters."));
  } else {
    choose(chosen, host);
  }
}

/** Marks a finding in the list, and explains it. */
export async function choose(finding: Diagnostic, host: Host): Promise<void> {
  shown = key(finding);
  for (const button of list.querySelectorAll<HTMLElement>(".finding")) {
    const current = button.dataset.key === shown;
    if (current) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
    if (current) button.scrollIntoView({ block: "nearest" });
  }
  const own = [
    h("h3", {}, ...inline(finding.message)),
    ...(finding.help === null ? [] : [h("p", {}, ...inline(finding.help))]),
    h("p", { class: "quiet" }, `${finding.code} ${finding.name}, ${finding.evidence}`,
      ...(finding.pointer ? [", at ", h("code", {}, finding.pointer)] : [])),
    h("div", { class: "fixes" }, ...finding.fixes.map((fix) =>
      h("button", { type: "button", onclick: () => host.apply(fix) },
        ...inline(fix.applicability === "safe" ? fix.title : `${fix.title} (a guess)`))),
    ...finding.labels.map(({ message, range, start }) =>
      h("button", { type: "button", onclick: () => host.show(range) }, `${start.line}:${start.column} `, ...inline(message)))),
  ];
  explanation.replaceChildren(...own);
  const page = await explain(finding.code);
  if (shown === key(finding)) explanation.replaceChildren(...own, documentation(page.docs));
}

/** A rule's documentation. It is the linter's own text; nothing of the body is in it. */
function documentation(docs: string): HTMLElement {
  const html = marked.parse(docs, { async: false });
  const parsed = new DOMParser().parseFromString(html, "text/html");
  for (const heading of parsed.querySelectorAll("h1, h2, h3")) {
    heading.replaceWith(h("h4", {}, heading.textContent ?? ""));
  }
  return h("div", {}, ...parsed.body.childNodes);
}
