// From what a person writes to statements.

const OPEN = "“\"„«‘'‹";
const CLOSE = "”\"“»’'›";

/// A line: `speaker: “words”`, `“words”`, or `speaker: words`, which is a paraphrase.
function statement(line) {
  const at = line.indexOf(":");
  // A colon within the quotation is a part of it.
  const mark = line.search(/[“"„«]/);
  const named = at > 0 && (mark < 0 || at < mark);
  const speaker = named ? line.slice(0, at).trim() : "";
  const words = (named ? line.slice(at + 1) : line).trim();
  const quoted = words.length > 1 && OPEN.includes(words[0]) && CLOSE.includes(words.at(-1));
  return { speaker, words, quoted };
}

/// The statements of a text: of its lines, or of a JSON list.
export function statements(written) {
  const trimmed = written.trim();
  if (trimmed.startsWith("[")) {
    const list = JSON.parse(trimmed);
    return list.map((one) => (typeof one === "string" ? { words: one } : one));
  }
  return trimmed.split("\n").map((line) => line.trim()).filter((line) => line !== "").map(statement);
}
