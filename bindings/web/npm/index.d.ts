/**
 * Attribution for news text: who said what, through whom, how identifiable the source is, and what happened when.
 *
 * All offsets count UTF-16 code units, as JavaScript does: `text.slice(span.start, span.end)` are the words of a span.
 */

import type { ClaimId, Grade, Report, Row, SourceId, Span, Statement, Verdict } from "./report.js";

export type * from "./report.js";

/** A news article. */
export interface Article {
  /** The text, verbatim. Any string is legal. */
  text: string;
  /** The date of publication, in ISO 8601: `2021-12-30`, with or without time and zone. "On Monday" is resolved against it. */
  published?: string;
  /** The outlet that published it. */
  outlet?: string;
  /** The authors, one name each. */
  byline?: string[];
  /** The place where it was written. */
  dateline?: string;
  headline?: string;
  url?: string;
}

/** Options of an analyzer. What is left out is the library's default. */
export interface Options {
  /** Minimum confidence of a claim, 0 to 1. Claims with a lower one are left out. */
  leastConfidence?: number;
  /** Minimum probability with which a phrase means somebody who is named, 0 to 1. */
  leastIdentity?: number;
  /** Whether wishes, beliefs and feelings without a statement are claims as well. */
  attitudes?: boolean;
  /** Added to the log-odds of each cue: above 0 more claims are found, and fewer of them are right. */
  recall?: number;
  /** Whether the report has events. */
  events?: boolean;
  /** Whether headline and byline lines at the start of the text are metadata, and not claims. */
  header?: boolean;
  /** Maximum number of bytes of UTF-8 that are read. */
  maxBytes?: number;
  /** Maximum number of claims. */
  maxClaims?: number;
}

/** Where the module comes from, if not from beside this file. */
export interface Source {
  source?: BufferSource | URL | string | Response | WebAssembly.Module | Promise<Response>;
}

/**
 * Loads the module, once, and gives an analyzer with these options.
 *
 * @throws if the module cannot be loaded, or an option is wrong.
 */
export function load(options?: Options & Source): Promise<Ascribe>;

/** An analyzer. Made by {@link load}. */
export interface Ascribe {
  /**
   * Reads an article, for everything that a {@link Reading} can do. Free it afterwards.
   *
   * @throws if the article has no text, or its date is none.
   */
  read(article: Article): Reading;
  /**
   * The report of an article.
   *
   * @throws if the article has no text, or its date is none.
   */
  analyze(article: Article): Report;
  /** Gives back its memory. */
  free(): void;
}

/** An article that was read. */
export interface Reading {
  /** The report. */
  report(): Report;
  /** The claims as flat rows, each with everything in words. Offsets stand in three units, each in a column of its own. */
  rows(): Row[];
  /** A table as CSV, with an apostrophe before what a spreadsheet would take for a formula. `rows` if left out. */
  csv(table?: "rows" | "claims" | "sources" | "events"): string;
  /** The page of the article: HTML in one piece, which runs under a policy that lets in nothing else. */
  page(): string;
  /**
   * Whether the article has the statements: words, marks and speaker.
   *
   * @throws if a statement has no words.
   */
  verify(statements: (Pick<Statement, "words"> & Partial<Statement>)[]): Explained[];
  /**
   * What a house asks of the article: a built-in one by its id (`strict` if left out), or a house file as TOML.
   *
   * @throws if there is no such house, or the file is wrong.
   */
  audit(house?: string): Finding[];
  /** Gives back its memory. */
  free(): void;
}

/** A verdict, with its reasons as sentences. */
export type Explained = Verdict & { explained: string[] };

/** A question of a house about the article. */
export interface Finding {
  /** The rule. */
  rule: string;
  /** The id of the house. */
  house: string;
  severity: "note" | "warning" | "error";
  /** What the house asks, in this program's words. */
  says: string;
  /** The public document that the rule comes from. */
  citation: { title: string; url: string; date?: string };
  /** The places: first the one that it is about, then related ones. */
  spans: Span[];
  claims?: ClaimId[];
  sources?: SourceId[];
  /** What the article says and does not say. */
  why: string;
}

/** How far a phrase lets a reader know a source, without an article. Needs {@link load} before. */
export function grade(phrase: string): Grade & { because: string };

/** The built-in houses. Needs {@link load} before. */
export function houses(): { id: string; name: string; about: string | null }[];

/** The version of the library. Needs {@link load} before. */
export function version(): string;
