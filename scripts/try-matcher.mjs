// Holds the problem matcher against what `concise` prints: each finding of the JSON report is
// matched once, with its parts, and no other line is.
//
//   node scripts/try-matcher.mjs path/to/polytomic-lint

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const binary = resolve(process.argv[2]);
const here = fileURLToPath(new URL("../", import.meta.url));
const matchers = JSON.parse(
  readFileSync(join(here, ".github/polytomic-lint-matcher.json"), "utf8"),
).problemMatcher;

const folder = mkdtempSync(join(tmpdir(), "matcher-"));
try {
  mkdirSync(join(folder, "my syncs: new (1)"));
  const names = ["plain.sync.json", "my syncs: new (1)/größe [2].sync.json", "a 1:2 b.sync.json"];
  for (const name of names) {
    copyFileSync(join(here, "examples/broken.sync.json"), join(folder, name));
  }
  writeFileSync(join(folder, "odd.sync.json"), '{"name": "x:1:2: error[PT001]: y", "mode": "é:3:4"}');
  writeFileSync(join(folder, "warned.sync.json"), '{"mode": "enrich"}');

  const run = (format) => {
    const args = ["check", "--pedantic", "--format", format, ...names, "odd.sync.json", "warned.sync.json"];
    const { status, stdout } = spawnSync(binary, args, { cwd: folder, encoding: "utf8" });
    assert.equal(status, 1, `status of --format ${format}`);
    return stdout;
  };
  const findings = JSON.parse(run("json")).diagnostics;
  const lines = run("concise").split("\n").filter((line) => line !== "");

  // What the runner does: every matcher sees every line.
  const matched = lines.flatMap((line) =>
    matchers.flatMap(({ severity, pattern: [pattern] }) => {
      const match = new RegExp(pattern.regexp).exec(line);
      if (match === null) return [];
      const part = (name) => (pattern[name] === undefined ? undefined : match[pattern[name]]);
      return [
        {
          file: part("file"),
          line: Number(part("line")),
          column: Number(part("column")),
          severity: part("severity") ?? severity,
          code: part("code"),
          message: part("message"),
        },
      ];
    }),
  );

  assert.equal(matched.length, findings.length);
  assert.ok(findings.some((finding) => finding.help !== null));
  assert.deepEqual(new Set(matched.map(({ severity }) => severity)), new Set(["error", "warning", "notice"]));
  findings.forEach((finding, i) => {
    const { message, ...rest } = matched[i];
    assert.deepEqual(rest, {
      file: finding.file,
      line: finding.start.line,
      column: finding.start.column,
      severity: finding.severity === "advice" ? "notice" : finding.severity,
      code: finding.code,
    });
    const help = finding.help === null ? "" : ` (${finding.help})`;
    assert.equal(message, finding.message + help);
  });
  console.log(`${matched.length} findings matched`);
} finally {
  rmSync(folder, { recursive: true });
}
