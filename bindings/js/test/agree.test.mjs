// The package and the command line agree on every body of the tests.
//
// POLYTOMIC_LINT is the command line, REPOSITORY the folder with the bodies.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import test from "node:test";
import * as linter from "polytomic-lint";

const root = process.env.REPOSITORY;
const read = (file) => readFileSync(path.join(root, file));
const command = (...args) => {
  const done = spawnSync(process.env.POLYTOMIC_LINT, args, { cwd: root, maxBuffer: 1 << 28 });
  assert.ok(done.status === 0 || done.status === 1, done.stderr.toString());
  return JSON.parse(done.stdout);
};

const bodies = ["tests/bodies", "examples"]
  .flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true }).map((file) => path.join(folder, file)))
  .filter((file) => /\.jsonc?$/.test(file))
  .sort();
assert.ok(bodies.length > 100);

/** A report without what the contract's does not have. */
function plain(value) {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).filter(([name]) => name !== "range" && name !== "positions");
  return Object.fromEntries(members.map(([name, member]) => [name, plain(member)]));
}

/** Every part of a finding that is a place. */
function places(found) {
  return [found, ...found.labels, ...found.fixes.flatMap((fix) => fix.edits)];
}

for (const [args, options] of [
  [[], {}],
  [["--pedantic", "--strict"], { pedantic: true, strict: true }],
  [
    ["--api-version", "2024-02-08", "--endpoint", "update", "--pedantic"],
    { apiVersion: "2024-02-08", endpoint: "update", pedantic: true },
  ],
  [["--select", "logic,PT020", "--ignore", "PT071"], { select: ["logic", "PT020"], ignore: ["PT071"] }],
]) {
  test(`findings are those of the command line: ${args.join(" ") || "no options"}`, () => {
    const report = command("check", "--no-config", "--quiet", "--format", "json", ...args, ...bodies);
    for (const file of bodies) {
      const bytes = read(file);
      const found = linter.lint(bytes, { ...options, filename: file });
      const wanted = report.diagnostics.filter((one) => one.file === file);
      assert.deepEqual(plain(found.diagnostics), wanted, file);
      const text = bytes.toString();
      if (!Buffer.from(text).equals(bytes)) continue;
      const byText = linter.lint(text, { ...options, filename: file });
      assert.deepEqual(byText, found, file);
      for (const place of found.diagnostics.flatMap(places)) {
        const named = bytes.subarray(place.span.start, place.span.end).toString();
        assert.equal(text.slice(place.range.start, place.range.end), named, file);
      }
    }
  });
}

test("the broken example has its findings", () => {
  const { summary } = command("check", "--no-config", "--format", "json", "examples/broken.sync.json");
  const found = linter.lint(read("examples/broken.sync.json"));
  assert.deepEqual(found.summary, summary);
  assert.ok(found.diagnostics.length >= 10);
});

test("the options are those of all bindings", () => {
  const { properties } = JSON.parse(read("schema/options.schema.json"));
  for (const name of Object.keys(properties)) {
    if (name === "positions") continue;
    const camel = name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
    const wrong = () => linter.lint("{}", { [camel]: 1.5 });
    assert.throws(wrong, new RegExp(`^TypeError: option \`${camel}\` should be`));
    linter.lint("{}", { [camel]: undefined });
  }
});

test("rules, pages, schemas, and the version are those of the command line", () => {
  assert.deepEqual(linter.rules(), command("rules", "--format", "json"));
  assert.deepEqual(linter.explain("PT071"), command("explain", "logic-unknown-label", "--format", "json"));
  assert.deepEqual(linter.schema(), command("schema"));
  assert.deepEqual(linter.schema("2024-02-08"), command("schema", "--api-version", "2024-02-08"));
  const { tool } = command("check", "--no-config", "--format", "json", "examples/clean.sync.json");
  assert.equal(linter.version(), tool.version);
  assert.equal(JSON.parse(readFileSync(path.join("node_modules/polytomic-lint/package.json"))).version, tool.version);
});

test("how long a call takes", (context) => {
  for (const file of ["examples/clean.sync.json", "examples/broken.sync.json"]) {
    const text = read(file).toString();
    const start = performance.now();
    for (let round = 0; round < 200; round += 1) linter.lint(text);
    context.diagnostic(`${file}: ${((performance.now() - start) / 200).toFixed(2)} ms a call`);
  }
});
