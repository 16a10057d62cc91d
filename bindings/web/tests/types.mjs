// npm/report.d.ts, made from the types of the library: node types.mjs SCHEMA.json REPORT.d.ts. With CHECK in the environment it is
// compared instead of written.

import { readFileSync, writeFileSync } from "node:fs";
import { compile } from "json-schema-to-typescript";

const [, , from, to] = process.argv;
const { $defs } = JSON.parse(readFileSync(from, "utf8"));
// A reference with a description of its own would become a type of its own.
const named = (part) => {
  if (part === null || typeof part !== "object") return;
  // Links of Rust lead nowhere here.
  if (typeof part.description === "string") part.description = part.description.replace(/\[(`[^`]+`)\]/g, "$1");
  if (part.$ref && part.description) {
    part.tsType = part.$ref.split("/").pop();
    delete part.$ref;
  }
  Object.values(part).forEach(named);
};
named($defs);
const root = { $defs, type: "object", additionalProperties: false, properties: {} };
for (const name of Object.keys($defs)) root.properties[name] = { $ref: `#/$defs/${name}` };
const made = await compile(root, "All", {
  additionalProperties: false,
  bannerComment: "// Made from the types of the library: see tests/types.mjs. All offsets but those with another name count UTF-16 code units.",
  format: true,
});
// The root holds the definitions together, and is no type of its own.
const written = made.replace(/export interface All \{[^]*?\n\}\n/, "");
if (!process.env.CHECK) writeFileSync(to, written);
else if (readFileSync(to, "utf8") !== written) {
  console.error(`${to} is not what the types of the library give; the README says how to make it anew`);
  process.exit(1);
}
