/** The linter as the page calls it: in a worker, one answer for each call. */
import type { Fixed, Options, Report, RulePage } from "polytomic-lint";

export interface Call { id: number; name: "lint" | "fix" | "explain"; args: unknown[] }
export interface Answer { id: number; result?: unknown; error?: string }

const worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
const waiting = new Map<number, { done(value: unknown): void; failed(error: Error): void }>();
let last = 0;

worker.onmessage = ({ data: { id, result, error } }: MessageEvent<Answer>) => {
  const call = waiting.get(id);
  waiting.delete(id);
  if (error === undefined) call?.done(result);
  else call?.failed(new Error(error));
};

function call<Result>(name: Call["name"], ...args: unknown[]): Promise<Result> {
  last += 1;
  const id = last;
  return new Promise((done, failed) => {
    waiting.set(id, { done: done as (value: unknown) => void, failed });
    worker.postMessage({ id, name, args } satisfies Call);
  });
}

export const lint = (text: string, options: Options) => call<Report>("lint", text, options);
export const fix = (text: string, options: Options) => call<Fixed>("fix", text, options);
export const explain = (rule: string) => call<RulePage>("explain", rule);
