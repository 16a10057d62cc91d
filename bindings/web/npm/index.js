// The types and what each function does stand in index.d.ts.

import start, { Ascribe as Analyzer, grade as graded, houses as listed, version as versioned } from "./pkg/ascribe.js";

// Half a pair of surrogates is no character: it becomes U+FFFD, which is as long, so that offsets stay.
const write = (value) => JSON.stringify(value, (_, part) => (typeof part === "string" ? part.toWellFormed() : part));

let started;

async function resolve(source) {
  if (source !== undefined) return source;
  const address = new URL("./pkg/ascribe_bg.wasm", import.meta.url);
  if (address.protocol !== "file:") return address;
  // Node fetches no files.
  const { readFile } = await import(/* @vite-ignore */ /* webpackIgnore: true */ "node:fs/promises");
  return readFile(address);
}

export async function load({ source, ...options } = {}) {
  started ??= resolve(source).then((module) => start({ module_or_path: module }));
  try {
    await started;
  } catch (error) {
    started = undefined;
    throw error;
  }
  return new Ascribe(new Analyzer(write(options)));
}

class Ascribe {
  #inner;
  constructor(inner) {
    this.#inner = inner;
  }
  read(article) {
    return new Reading(this.#inner.read(write(article)));
  }
  analyze(article) {
    const reading = this.read(article);
    try {
      return reading.report();
    } finally {
      reading.free();
    }
  }
  free() {
    this.#inner.free();
  }
}

class Reading {
  #inner;
  constructor(inner) {
    this.#inner = inner;
  }
  report() {
    return JSON.parse(this.#inner.report());
  }
  rows() {
    return JSON.parse(this.#inner.rows());
  }
  csv(table = "rows") {
    return this.#inner.csv(table.toWellFormed());
  }
  page() {
    return this.#inner.page();
  }
  verify(statements) {
    return JSON.parse(this.#inner.verify(write(statements)));
  }
  audit(house = "strict") {
    return JSON.parse(this.#inner.audit(house.toWellFormed()));
  }
  free() {
    this.#inner.free();
  }
}

export const grade = (phrase) => JSON.parse(graded(phrase.toWellFormed()));
export const houses = () => JSON.parse(listed());
export const version = () => versioned();
