// The npm package in Node: node --test, with PACKAGE (its index.js) and HOST (what the host makes of articles, a line
// each) in the environment.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

const { HOST } = process.env;
const PACKAGE = pathToFileURL(process.env.PACKAGE).href;
const { grade, houses, load, version } = await import(PACKAGE);

test("the module's answers are those of the host, bit for bit", async () => {
  const ascribe = await load();
  const lines = readFileSync(HOST, "utf8").trim().split("\n").map((line) => JSON.parse(line));
  let claims = 0;
  for (const { article, report, findings } of lines) {
    const reading = ascribe.read(article);
    assert.deepEqual(reading.report(), report);
    assert.deepEqual(reading.audit(), findings);
    for (const row of reading.rows()) {
      const [first] = report.claims[row.claim].content;
      assert.equal(row.start_utf16, first.start);
      assert.ok(row.words.startsWith(article.text.slice(first.start, first.end).split(/\s/)[0]));
    }
    claims += report.claims.length;
    reading.free();
  }
  assert.ok(lines.length > 30 && claims > 300, `${lines.length} articles, ${claims} claims`);
});

test("offsets count UTF-16 code units", async () => {
  const ascribe = await load();
  const text = "👩‍👧 “𝔑o,” Ann Lee said.";
  const report = ascribe.analyze({ text });
  const { content, attributions } = report.claims[0];
  assert.equal(content.map((span) => text.slice(span.start, span.end)).join(), "𝔑o,");
  const [named] = attributions[0].source_spans;
  assert.equal(text.slice(named.start, named.end), "Ann Lee");
  const [verdict] = ascribe.read({ text }).verify([{ speaker: "Lee", words: "𝔑o" }]);
  assert.deepEqual([verdict.supported, verdict.explained], [true, []]);
  assert.deepEqual(ascribe.read({ text }).rows()[0].end_utf16, content[0].end);
});

test("any string is a text", async () => {
  const ascribe = await load();
  for (const text of ["", "\0", "\ud83d", "“\udc69 no,” Ann \ud83d Lee said. “Yes.”", "“".repeat(1e5), "a\r\n\u2028\u202e".repeat(1e4)]) {
    const report = ascribe.analyze({ text });
    for (const { content } of report.claims ?? []) {
      for (const { start, end } of content) assert.ok(start < end && end <= text.length);
    }
  }
  // Half of a pair is as long as what takes its place.
  const text = "\ud83d “No,” Ann Lee said.";
  const { start, end } = ascribe.analyze({ text }).claims[0].content[0];
  assert.equal(text.slice(start, end), "No,");
});

test("what is wrong is thrown, in the words of the library", async () => {
  const ascribe = await load();
  assert.throws(() => ascribe.analyze({ text: "It rained.", published: "today" }), /invalid date of publication `today`/);
  assert.throws(() => ascribe.analyze({}), /missing field `text`/);
  const reading = ascribe.read({ text: "It rained." });
  assert.throws(() => reading.audit("herald"), /unknown house `herald`/);
  assert.throws(() => reading.verify([{}]), /missing field `words`/);
  assert.throws(() => reading.csv("actors"), /unknown table `actors`/);
  await assert.rejects(load({ maxClaim: 1 }), /unknown field `maxClaim`/);
  // And nothing is broken by that.
  assert.deepEqual(reading.verify([{ words: "snow" }])[0].because, ["absent"]);
  assert.equal(grade("a senior official").level, "vague");
  assert.ok(houses().some(({ id }) => id === "ap"));
  assert.equal(version(), JSON.parse(readFileSync(new URL("package.json", PACKAGE), "utf8")).version);
});

test("the module is small enough to be loaded", () => {
  const module = readFileSync(new URL("pkg/ascribe_bg.wasm", PACKAGE));
  const params = { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: module.length };
  const packed = brotliCompressSync(module, { params }).length;
  console.log(`the module: ${(module.length / 1e6).toFixed(2)} MB, ${(packed / 1e6).toFixed(2)} MB packed with brotli`);
  assert.ok(packed < 6.5e6, `${packed}`);
});
