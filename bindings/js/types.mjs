// Writes src/types.ts: the types of the report and of the options, made of their schemas.
import { readFileSync, writeFileSync } from "node:fs";
import { compile } from "json-schema-to-typescript";

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
const camel = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());

/** The options as JavaScript writes them; the units of places are always those of its strings. */
function options() {
  const { properties, ...schema } = read("../../schema/options.schema.json");
  const { positions, ...others } = properties;
  const named = Object.entries(others).map(([name, option]) => [camel(name), option]);
  return { ...schema, title: "Options", properties: Object.fromEntries(named) };
}

/** The report with the members that this package always asks for. */
function report() {
  const schema = read("../../schema/report.schema.json");
  const ask = (part) => {
    if (part.properties?.range) part.required.push("range");
    for (const inner of Object.values(part.properties ?? {})) ask(inner.items ?? inner);
  };
  Object.values(schema.$defs).forEach(ask);
  schema.required.push("positions");
  schema.properties.positions = { const: "utf-16", description: "What `range` counts." };
  schema.title = "Report";
  const fix = schema.$defs.fix.properties;
  schema.$defs.edit = fix.edits.items;
  fix.edits.items = { $ref: "#/$defs/edit" };
  delete fix.edits.minItems;
  schema.$defs.summary = schema.properties.summary;
  schema.properties.summary = { $ref: "#/$defs/summary" };
  return schema;
}

const rest = `
/** How grave a finding is. */
export type Severity = Diagnostic["severity"];
/** Where a rule's fact comes from. */
export type Evidence = Diagnostic["evidence"];
/** Whether a fix may be applied unseen. */
export type Applicability = Fix["applicability"];
/** A version of the API. */
export type ApiVersion = NonNullable<Options["apiVersion"]>;

/** A body after its fixes. */
export interface Fixed {
  /** The whole text; null for bytes that are not UTF-8, which are left alone. */
  text: string | null;
  /** How many fixes were applied. */
  count: number;
  /** What is left. */
  report: Report;
}

/** What is declared about a rule. */
export interface Rule {
  code: string;
  name: string;
  /** The usual one. */
  severity: Severity;
  evidence: Evidence;
  /** Its group. */
  category: string;
  /** Which fixes it offers. */
  fix: "none" | "safe" | "unsafe" | "both";
  /** The version of the linter that brought it. */
  since: string;
  summary: string;
  url: string | null;
}

/** A rule with its documentation. */
export interface RulePage extends Rule {
  /** Markdown. */
  docs: string;
}
`;

/** Writes the types. */
export async function writeTypes() {
  const settings = { bannerComment: "", additionalProperties: false };
  const parts = [
    await compile(options(), "Options", settings),
    await compile(report(), "Report", settings),
    rest,
  ];
  const note = "// Written by types.mjs from the schemas.\n\n";
  writeFileSync(new URL("src/types.ts", import.meta.url), note + parts.join("\n"));
}
