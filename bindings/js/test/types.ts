// What the types allow, and what they do not; compiled, never run.
import { fix, lint, load, loadSync, rules, schema } from "../src/index.js";
import type { Diagnostic, Fixed, Options, Report, Severity } from "../src/index.js";

const options: Options = { apiVersion: "2024-02-08", select: ["logic"], rules: { PT007: "off" } };
const report: Report = lint("{}", options);
const first: Diagnostic | undefined = report.diagnostics[0];
const severity: Severity | undefined = first?.severity;
const start: number | undefined = first?.range.start;
const fixed: Fixed = fix(new Uint8Array(), { unsafeFixes: true });
const text: string | null = fixed.text;
await load(new URL("https://example.com/polytomic_lint.wasm"));
await load(fetch("polytomic_lint.wasm"));
loadSync(new Uint8Array());
rules().map((rule) => rule.url?.length);
schema("latest")["properties"];

// @ts-expect-error one string is not a list of strings
lint("{}", { select: "PT071" });
// @ts-expect-error no such option
lint("{}", { stric: true });
// @ts-expect-error options are in camel case
lint("{}", { api_version: "latest" });
// @ts-expect-error a body is a text
lint({});
// @ts-expect-error no such severity
const fatal: Severity = "fatal";

export { fatal, severity, start, text };
