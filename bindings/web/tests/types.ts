// The types of the package, as a program uses them: it compiles, and never runs.

import { type Article, type Claim, type Finding, type Level, type Report, type Row, grade, houses, load, version } from "../npm/index.js";

const article: Article = { text: "“No,” Ann Lee said.", published: "2024-03-18", byline: ["Jo Reporter"] };
const ascribe = await load({ maxClaims: 10, events: false });
const report: Report = ascribe.analyze(article);
const claim: Claim | undefined = report.claims?.[0];
const words: string[] = claim?.content.map((span) => article.text.slice(span.start, span.end)) ?? [];
const level: Level | undefined = report.sources?.[0]?.level;

const reading = ascribe.read(article);
const rows: Row[] = reading.rows();
const start: number = rows[0]!.start_utf16;
const speaker: string | null | undefined = rows[0]!.speaker;
const findings: Finding[] = reading.audit("ap");
const verdicts = reading.verify([{ words: "No" }, { speaker: "Ann Lee", words: "No", quoted: false }]);
const supported: boolean = verdicts.every((verdict) => verdict.supported && verdict.explained.length === 0);
const table: string = reading.csv("sources") + reading.page();
reading.free();

// @ts-expect-error An article has a text.
ascribe.analyze({ outlet: "Reuters" });
// @ts-expect-error No such table.
reading.csv("actors");
// @ts-expect-error No such option.
await load({ maxClaim: 10 });

export { words, level, start, speaker, findings, supported, table };
export const graded: string = grade("critics").because + houses()[0]!.name + version();
