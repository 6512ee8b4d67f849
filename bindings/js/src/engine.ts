/** Calls into the module, which are those of the C interface: bytes and JSON in, JSON out. */
import type { Options } from "./types.js";

type Pointer = number;

interface Exports {
  memory: WebAssembly.Memory;
  polytomic_lint_alloc(size: number): Pointer;
  polytomic_lint_dealloc(data: Pointer, size: number): void;
  polytomic_lint_free(text: Pointer): void;
  polytomic_lint_version(): Pointer;
  polytomic_lint_lint(
    body: Pointer, length: number, options: Pointer, out: Pointer, outLength: Pointer,
  ): number;
  polytomic_lint_fix(
    body: Pointer, length: number, options: Pointer, out: Pointer, outLength: Pointer,
  ): number;
  polytomic_lint_schema(version: Pointer, out: Pointer, outLength: Pointer): number;
  polytomic_lint_rules(out: Pointer, outLength: Pointer): number;
  polytomic_lint_explain(rule: Pointer, out: Pointer, outLength: Pointer): number;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** An instance of the module. */
export class Engine {
  private exports: Exports;

  constructor(private readonly module: WebAssembly.Module) {
    this.exports = this.fresh();
  }

  private fresh(): Exports {
    return new WebAssembly.Instance(this.module, {}).exports as unknown as Exports;
  }

  call(name: "lint" | "fix", body: string | Uint8Array, options: Options): unknown {
    const bytes = typeof body === "string" ? encoder.encode(body) : body;
    return this.run((api, lend) => {
      const [data, settings] = [lend(bytes), lend(text(asJson(options)))];
      return (...out) => api[`polytomic_lint_${name}`](data, bytes.length, settings, ...out);
    });
  }

  ask(name: "schema" | "explain" | "rules", about = ""): unknown {
    return this.run((api, lend) => {
      if (name === "rules") return (...out) => api.polytomic_lint_rules(...out);
      const argument = lend(text(about));
      return (...out) => api[`polytomic_lint_${name}`](argument, ...out);
    });
  }

  version(): string {
    const start = this.exports.polytomic_lint_version();
    const memory = new Uint8Array(this.exports.memory.buffer);
    return decoder.decode(memory.subarray(start, memory.indexOf(0, start)));
  }

  private run(
    prepare: (
      api: Exports, lend: (bytes: Uint8Array) => Pointer,
    ) => (out: Pointer, outLength: Pointer) => number,
  ): unknown {
    const api = this.exports;
    const lent: [Pointer, number][] = [];
    const lend = (bytes: Uint8Array): Pointer => {
      const at = api.polytomic_lint_alloc(bytes.length);
      if (at === 0) throw new RangeError("the body is too large");
      lent.push([at, bytes.length]);
      new Uint8Array(api.memory.buffer).set(bytes, at);
      return at;
    };
    let status: number;
    let answer: string;
    try {
      const out = lend(new Uint8Array(8));
      status = prepare(api, lend)(out, out + 4);
      const [start, length] = new Uint32Array(api.memory.buffer, out, 2) as unknown as [number, number];
      answer = decoder.decode(new Uint8Array(api.memory.buffer, start, length));
      api.polytomic_lint_free(start);
      for (const [at, length] of lent) api.polytomic_lint_dealloc(at, length);
    } catch (error) {
      if (!(error instanceof WebAssembly.RuntimeError)) throw error;
      // What an instance is left with after a trap is not to be used again.
      this.exports = this.fresh();
      throw new Error("polytomic-lint has a bug that this input triggers", { cause: error });
    }
    if (status !== 0) throw new TypeError(answer.replace(/^(unknown )?option `\w+`/, camel));
    return JSON.parse(answer);
  }
}

/** A text as C has it. */
const text = (value: string): Uint8Array => encoder.encode(`${value.replaceAll("\0", "\ufffd")}\0`);

const camel = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function asJson(options: Options): string {
  const named: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(options)) {
    if (name.includes("_")) throw new TypeError(`unknown option \`${name}\`; did you mean \`${camel(name)}\`?`);
    named[snake(name)] = value;
  }
  return JSON.stringify({ ...named, positions: "utf-16" });
}
