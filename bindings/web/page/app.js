import { statements } from "./verify.js";

const byId = (id) => document.getElementById(id);
const text = byId("text");
const published = byId("published");
const outlet = byId("outlet");
const house = byId("house");
const asked = byId("statements");
const FIELDS = [text, published, outlet, house, asked];
// From how many UTF-16 code units on a text is long.
const LONG = 50_000;
const VIEWS = ["article", "audit", "verify", "export"];

/// An element with text in it: never markup.
function make(name, words = "", properties = {}) {
  const node = Object.assign(document.createElement(name), properties);
  node.textContent = words;
  return node;
}

// The worker, and who waits for its answers.
let worker, houses;
let waiting = new Map();
let number = 0;

function ask(kind, about = {}) {
  return new Promise((resolve, reject) => {
    number += 1;
    waiting.set(number, { resolve, reject });
    worker.postMessage({ id: number, kind, ...about });
  });
}

async function start() {
  worker = new Worker("worker.js", { type: "module" });
  worker.addEventListener("message", ({ data: { id, answer, error, broken } }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) return resolve(answer);
    reject(Object.assign(new Error(error), { broken }));
  });
  worker.addEventListener("error", (event) => giveUp(event.message || "the worker could not be loaded"));
  return ask("start");
}

/// Nobody waits for an answer that will not come.
function giveUp(why) {
  for (const { reject } of waiting.values()) reject(new Error(why));
  waiting.clear();
}

// What the results show: the state of the fields that was read last.
let read = null;
let pages = 0;
let running = false;
let again = false;
let timer;

const article = () => ({
  text: text.value,
  published: published.value || undefined,
  outlet: outlet.value.trim() || undefined,
});

/// Reads the article as it is now. What is typed meanwhile is read afterwards, at once.
async function refresh() {
  if (running) {
    again = true;
    return;
  }
  running = true;
  do {
    again = false;
    await one();
  } while (again);
  running = false;
}

async function one() {
  const given = article();
  byId("trouble").textContent = "";
  if (given.text.trim() === "") {
    read = null;
    show(null);
    byId("status").textContent = "Ready.";
  } else {
    byId("status").textContent = "Reading …";
    try {
      const { page, milliseconds } = await ask("read", { article: given });
      read = { ...given, page, shown: false };
      byId("status").textContent = `Read in ${Math.max(1, Math.round(milliseconds))} ms.`;
      performance.measure("read", { start: performance.now() - milliseconds, duration: milliseconds });
    } catch (error) {
      await trouble(error);
    }
  }
  await update();
}

async function trouble(error) {
  byId("status").textContent = "";
  byId("trouble").textContent = error.message;
  if (error.broken) {
    worker.terminate();
    giveUp(error.message);
    read = null;
    await start();
  }
}

const view = () => VIEWS.find((name) => location.hash === `#${name}`) ?? "article";

/// Fills the view that is seen.
async function update() {
  for (const button of document.querySelectorAll("[data-file]")) button.disabled = read === null;
  const seen = view();
  try {
    if (seen === "article") show(read);
    if (seen === "audit") await audit();
    if (seen === "verify") await verify();
  } catch (error) {
    await trouble(error);
  }
}

/// The library's page, in a frame of its own: its words cannot be taken for this page's. A frame that takes the place of another
/// leaves no entry in the history.
function show(reading) {
  const holder = byId("view-article");
  if (reading === null) {
    holder.replaceChildren(make("p", "The marked article stands here, as soon as there is one.", { className: "empty" }));
    return;
  }
  if (reading.shown) return;
  reading.shown = true;
  pages += 1;
  const mine = pages;
  const old = holder.querySelector("iframe.now");
  const next = make("iframe", "", { title: "The marked article, with its sources and a timeline" });
  next.addEventListener("load", () => {
    if (mine !== pages) return next.remove();
    next.contentWindow.scrollTo({ top: old?.contentWindow?.scrollY ?? 0, behavior: "instant" });
    takesDrops(next.contentWindow);
    next.className = "now";
    for (const node of [...holder.children]) if (node !== next) node.remove();
    holder.dataset.pages = String(mine);
  });
  next.srcdoc = reading.page;
  holder.append(next);
}

/// Buttons that lead to places of the text.
function places(spans) {
  return spans.map((span) => {
    const button = make("button", shortened(read.text.slice(span.start, span.end)), { type: "button", className: "place" });
    button.addEventListener("click", () => select(span));
    return button;
  });
}

const shortened = (words) => {
  const line = words.split(/\s+/).join(" ").trim();
  return line.length > 120 ? `${line.slice(0, 119).toWellFormed()}…` : line;
};

function select({ start, end }) {
  // The text may have been changed since; the places are those of what was read.
  if (read === null || text.value !== read.text) return;
  text.focus();
  text.setSelectionRange(start, end);
  text.scrollTop = (text.scrollHeight * start) / text.value.length - text.clientHeight / 3;
}

async function audit() {
  const list = byId("findings");
  byId("about").textContent = houses.find((one) => one.id === house.value)?.about ?? "";
  if (read === null) {
    list.replaceChildren();
    byId("found").textContent = "There is no article yet.";
    return;
  }
  const findings = await ask("audit", { house: house.value });
  byId("found").textContent = findings.length === 1 ? "1 finding" : `${findings.length} findings`;
  list.replaceChildren(
    ...findings.map((finding) => {
      const item = make("li", "", { className: finding.severity });
      const head = make("p");
      head.append(make("strong", finding.severity), " ", finding.says);
      const source = make("p", "By ", { className: "hint" });
      const link = make("a", finding.citation.title, { href: finding.citation.url, target: "_blank", rel: "noreferrer noopener" });
      source.append(link, finding.citation.date ? `, ${finding.citation.date}` : "");
      const where = make("p", "", { className: "row" });
      where.append(...places(finding.spans));
      item.append(head, make("p", finding.why), where, source);
      return item;
    }),
  );
}

async function verify() {
  const list = byId("verdicts");
  const told = byId("verified");
  list.replaceChildren();
  told.textContent = "";
  if (asked.value.trim() === "") return;
  if (read === null) {
    told.textContent = "There is no article yet.";
    return;
  }
  let given, verdicts;
  try {
    given = statements(asked.value);
    verdicts = await ask("verify", { statements: given });
  } catch (error) {
    if (error.broken) throw error;
    told.textContent = `This list cannot be read: ${error.message}`;
    return;
  }
  const supported = verdicts.filter((verdict) => verdict.supported).length;
  told.textContent = `${supported} of ${verdicts.length} supported`;
  list.replaceChildren(
    ...verdicts.map((verdict, at) => {
      const item = make("li", "", { className: verdict.supported ? "supported" : "unsupported" });
      const { speaker = "", words } = given[at];
      const head = make("p");
      head.append(make("strong", verdict.supported ? "supported" : "not supported"), ` ${speaker}${speaker && ": "}${words}`);
      item.append(head);
      if (verdict.speaker.label) item.append(make("p", `By the text: ${verdict.speaker.label}`));
      for (const sentence of verdict.explained) item.append(make("p", sentence));
      for (const change of verdict.words.changes ?? []) {
        const there = read.text.slice(change.span.start, change.span.end);
        item.append(make("p", `${change.kind}: “${change.said}” for “${there}”`));
      }
      const where = make("p", "", { className: "row" });
      where.append(...places(verdict.words.spans));
      item.append(where);
      return item;
    }),
  );
}

async function save(name) {
  try {
    const written = await ask("file", { name });
    const type = { json: "application/json", csv: "text/csv", html: "text/html" }[name.split(".").pop()];
    const address = URL.createObjectURL(new Blob([written], { type: `${type};charset=utf-8` }));
    make("a", "", { href: address, download: `ascribe-${name}` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
  } catch (error) {
    await trouble(error);
  }
}

async function take(file) {
  const bytes = await file.arrayBuffer();
  let words;
  try {
    words = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    words = new TextDecoder("windows-1252").decode(bytes);
  }
  put(words);
}

function put(words) {
  text.value = words;
  text.focus();
  keep();
  refresh();
}

// A reload, and a way back from elsewhere, find the fields as they were. A browser may forbid it, and a text may be too long for it:
// then nothing is kept.
function keep() {
  try {
    for (const field of FIELDS) sessionStorage.setItem(field.id, field.value);
  } catch {
    try {
      sessionStorage.clear();
    } catch {}
  }
}

function kept(field) {
  try {
    return sessionStorage.getItem(field.id) ?? "";
  } catch {
    return "";
  }
}

function turn() {
  const seen = view();
  for (const name of VIEWS) byId(`view-${name}`).hidden = name !== seen;
  for (const link of document.querySelectorAll("nav a")) {
    if (link.hash === `#${seen}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  if (houses) update();
}

function changed() {
  clearTimeout(timer);
  // A long text makes a long page, which takes a browser a while to lay out.
  timer = setTimeout(() => {
    keep();
    refresh();
  }, text.value.length < LONG ? 60 : 600);
}

for (const field of FIELDS) field.value = kept(field);
turn();
for (const field of [text, published, outlet]) field.addEventListener("input", changed);
// So that it can be undone, a browser inserts what is pasted line by line: 1 MB took Chromium more than 20 seconds.
text.addEventListener("paste", (event) => {
  const words = event.clipboardData.getData("text/plain");
  if (words.length < LONG) return;
  event.preventDefault();
  text.setRangeText(words, text.selectionStart, text.selectionEnd, "end");
  changed();
});
house.addEventListener("change", () => (keep(), update()));
let pause;
asked.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(() => (keep(), update()), 150);
});
addEventListener("hashchange", turn);
addEventListener("pagehide", keep);
byId("clear").addEventListener("click", () => put(""));
byId("open").addEventListener("click", () => byId("file").click());
byId("file").addEventListener("change", ({ target }) => {
  if (target.files[0]) take(target.files[0]);
  target.value = "";
});
for (const button of document.querySelectorAll("[data-file]")) {
  button.addEventListener("click", () => save(button.dataset.file));
}
/// Takes files that are dropped on a window. Text that is dropped into a field goes there by itself; a link would lead away.
function takesDrops(target) {
  target.addEventListener("dragover", (event) => event.preventDefault());
  target.addEventListener("drop", (event) => {
    const [file] = event.dataTransfer.files;
    if (file || !event.target.closest?.("textarea, input")) event.preventDefault();
    if (file) take(file);
  });
}
takesDrops(window);

try {
  const about = await start();
  houses = about.houses;
  house.replaceChildren(...houses.map((one) => make("option", one.name, { value: one.id })));
  house.value = kept(house) || "strict";
  byId("version").textContent = `ascribe ${about.version}`;
  performance.mark("ready");
  await refresh();
} catch (error) {
  byId("status").textContent = "";
  byId("trouble").textContent = `The program cannot be loaded: ${error.message}`;
}
// For the next time, without a network.
navigator.serviceWorker?.register("service-worker.js").catch(() => {});
