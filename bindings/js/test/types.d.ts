import type { Severity } from "../src/index.js";
declare const severity: Severity | undefined;
declare const start: number | undefined;
declare const text: string | null;
declare const fatal: Severity;
export { fatal, severity, start, text };
