/** The linter, beside the page: it never waits for it. */
import { explain, fix, lint, load } from "polytomic-lint";
import type { Answer, Call } from "./linter.js";

const calls = { lint, fix, explain };
const ready = load();

onmessage = async ({ data: { id, name, args } }: MessageEvent<Call>) => {
  let answer: Answer;
  try {
    await ready;
    answer = { id, result: (calls[name] as (...args: unknown[]) => unknown)(...args) };
  } catch (error) {
    answer = { id, error: String(error instanceof Error ? error.message : error) };
  }
  postMessage(answer);
};
