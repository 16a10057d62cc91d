// Reads articles, away from the page, so that typing stays smooth. Answers come in the order of the questions.

import { houses, load, version } from "./index.js";

let ascribe, reading;

const does = {
  async start() {
    ascribe = await load();
    return { houses: houses(), version: version() };
  },
  read({ article }) {
    const started = performance.now();
    const next = ascribe.read(article);
    reading?.free();
    reading = next;
    const page = reading.page();
    return { page, milliseconds: performance.now() - started };
  },
  audit: ({ house }) => reading.audit(house),
  verify: ({ statements }) => reading.verify(statements),
  file({ name }) {
    if (name === "report.json") return `${JSON.stringify(reading.report(), null, 1)}\n`;
    if (name === "page.html") return reading.page();
    // By the mark at its start spreadsheets know the encoding.
    return `\ufeff${reading.csv(name === "claims.csv" ? "rows" : name.replace(".csv", ""))}`;
  },
};

addEventListener("message", async ({ data: { id, kind, ...asked } }) => {
  try {
    postMessage({ id, answer: await does[kind](asked) });
  } catch (error) {
    // After a trap the module's memory cannot be trusted.
    const broken = error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
    postMessage({ id, error: error.message ?? String(error), broken });
  }
});
