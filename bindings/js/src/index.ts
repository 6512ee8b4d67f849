/**
 * Tells what is wrong with the body of a Create Sync request to Polytomic before it is sent.
 *
 * In Node the functions work at once. In browsers and workers the module is loaded first, with
 * `await load()`.
 */
import { Engine } from "./engine.js";
import type { Fixed, Options, Report, Rule, RulePage } from "./types.js";

export type {
  ApiVersion, Applicability, Diagnostic, Edit, Evidence, Fix, Fixed, Label, Options, Position,
  Report, Rule, RulePage, Severity, Span, Summary,
} from "./types.js";

/** What the module can be loaded from. */
export type ModuleSource =
  | BufferSource | WebAssembly.Module | Response | PromiseLike<Response> | URL | string;

let engine: Engine | undefined;

const MODULE = new URL("./polytomic_lint.wasm", import.meta.url);

interface Files { readFileSync(path: URL): Uint8Array<ArrayBuffer> }
interface Process { getBuiltinModule?(name: string): unknown }

/** Node's files, without an import that bundlers for browsers would stumble over. */
function files(): Files | undefined {
  const { process } = globalThis as { process?: Process };
  return process?.getBuiltinModule?.("node:fs") as Files | undefined;
}

/**
 * Loads the module, once: from beside this file, unless a source is given.
 *
 * @param source Its bytes, a compiled module, a response, or an address to fetch.
 */
export async function load(source?: ModuleSource | PromiseLike<ModuleSource>): Promise<void> {
  if (engine !== undefined && source === undefined) return;
  engine = new Engine(await compiled(await source));
}

async function compiled(source: ModuleSource | undefined): Promise<WebAssembly.Module> {
  if (source instanceof WebAssembly.Module) return source;
  if (source === undefined) {
    const node = files();
    if (node !== undefined && MODULE.protocol === "file:") {
      return WebAssembly.compile(node.readFileSync(MODULE));
    }
    source = MODULE;
  }
  if (typeof source === "string" || source instanceof URL) source = await fetch(source);
  if ("arrayBuffer" in source) {
    const response = source;
    if (!response.ok) throw new Error(`${response.url}: status ${response.status}`);
    // Servers that do not know the type get by with a copy.
    return response.headers.get("content-type") === "application/wasm"
      ? WebAssembly.compileStreaming(response)
      : WebAssembly.compile(await response.arrayBuffer());
  }
  return WebAssembly.compile(source as BufferSource);
}

/**
 * Loads the module at once: from beside this file in Node, from what is given elsewhere. The main
 * thread of a browser may refuse to; workers do not.
 */
export function loadSync(source?: BufferSource | WebAssembly.Module): void {
  if (engine !== undefined && source === undefined) return;
  if (source === undefined) {
    const node = files();
    if (node === undefined || MODULE.protocol !== "file:") {
      throw new Error("polytomic-lint is not loaded; await load() first");
    }
    source = node.readFileSync(MODULE);
  }
  engine = new Engine(
    source instanceof WebAssembly.Module ? source : new WebAssembly.Module(source),
  );
}

function loaded(): Engine {
  if (engine === undefined) loadSync();
  return engine as Engine;
}

/**
 * Says what is wrong with a body. A `range` counts UTF-16 units, as strings do: the text that a
 * finding is about is `body.slice(range.start, range.end)`. A `span` counts bytes.
 *
 * @throws {TypeError} When an option is not right.
 */
export function lint(body: string | Uint8Array, options: Options = {}): Report {
  return loaded().call("lint", body, options) as Report;
}

/**
 * Applies safe fixes, with `unsafeFixes` good guesses too, until there is nothing left to apply.
 *
 * @throws {TypeError} When an option is not right.
 */
export function fix(body: string | Uint8Array, options: Options = {}): Fixed {
  return loaded().call("fix", body, options) as Fixed;
}

/** The JSON Schema (draft 2020-12) of the body under an API version. */
export function schema(version = "latest"): Record<string, unknown> {
  return loaded().ask("schema", version) as Record<string, unknown>;
}

/** Every rule. */
export function rules(): Rule[] {
  return loaded().ask("rules") as Rule[];
}

/** One rule, by code or name, with its documentation in Markdown. */
export function explain(rule: string): RulePage {
  return loaded().ask("explain", rule) as RulePage;
}

/** The version of the linter. */
export function version(): string {
  return loaded().version();
}
