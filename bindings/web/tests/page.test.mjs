// The page as a person meets it: node --test, with SITE (the folder of the page), ARTICLE and HOSTILE in the environment.
// `bash .ci/run web` prepares all of it. It prints how long things take, and holds nobody to that.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { after, before, describe, test } from "node:test";

import { contrast, launch, violations } from "./support.mjs";

const { SITE, ARTICLE, HOSTILE } = process.env;
const article = readFileSync(ARTICLE, "utf8").slice(0, 5000);
const SHORT = "“We will close the bridge on Friday,” a city official said. Mayor Ann Lee denied it.";
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm" };

let browser, server, site;
before(async () => {
  server = createServer((request, response) => {
    const path = new URL(request.url, "http://localhost").pathname;
    const file = normalize(path.endsWith("/") ? `${path}index.html` : path);
    try {
      const bytes = readFileSync(join(SITE, file));
      response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  site = `http://127.0.0.1:${server.address().port}/`;
  browser = await launch();
});
after(async () => {
  await browser.close();
  server.close();
});

/// Opens the page, and notes what may never happen: requests to elsewhere, dialogs, errors, messages.
async function visit(options = {}, address = site) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(60000);
  const noted = [];
  context.on("request", (request) => {
    if (!/^(data:,|blob:)/.test(request.url()) && new URL(request.url()).origin !== new URL(site).origin) noted.push(`request ${request.url()}`);
  });
  page.on("dialog", (dialog) => {
    noted.push(`dialog ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("pageerror", (error) => noted.push(`error ${error.message}`));
  page.on("console", (message) => noted.push(`console ${message.text()}`));
  await page.goto(address);
  await page.waitForFunction(() => performance.getEntriesByName("ready").length > 0);
  return { context, page, noted, close: () => context.close() };
}

const on = (options, check) => async () => {
  const { context, page, noted, close } = await visit(options);
  await check(page, context);
  assert.deepEqual(noted, []);
  await close();
};

/// The frame of the marked article, once it shows this text.
async function marked(page, text) {
  await page.waitForFunction(
    (text) => document.querySelector("iframe.now")?.contentDocument.querySelector("#text")?.textContent === text,
    text,
  );
  return page.frameLocator("iframe.now");
}

const paste = (page, text) => page.locator("#text").fill(text);
const idle = (page) => page.waitForFunction(() => /^(Read in|Ready)/.test(document.querySelector("#status").textContent));

describe("the page", () => {
  test("marks what is typed, while it is typed", on({}, async (page) => {
    await page.locator("#text").pressSequentially(SHORT);
    assert.equal(await page.locator("#text").inputValue(), SHORT);
    const frame = await marked(page, SHORT);
    assert.equal(await frame.locator("#text u").count(), 2);
    assert.match(await frame.locator(".sources").innerText(), /Ann Lee/);
    assert.match(await page.locator("#status").textContent(), /^Read in \d+ ms\.$/);
    // No more than one frame is left, and none of them is in the history.
    await page.waitForFunction(() => document.querySelectorAll("iframe").length === 1);
    assert.equal(await page.evaluate(() => history.length), 2);
  }));

  test("takes the date and the outlet into account", on({}, async (page) => {
    await paste(page, SHORT);
    await page.locator("#published").fill("2024-03-18");
    await page.locator("#outlet").fill("The Example");
    await page.waitForFunction(() => /2024[^]*The Example|The Example[^]*2024/.test(document.querySelector("iframe.now")?.contentDocument.body.innerText));
    assert.match(await page.frameLocator("iframe.now").locator("body").innerText(), /22 Mar 2024/);
  }));

  test("opens files, also those that are dropped, whatever their encoding", on({}, async (page) => {
    const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.locator("#open").click()]);
    await chooser.setFiles({ name: "a.txt", mimeType: "text/plain", buffer: Buffer.from(article) });
    await marked(page, article);
    const data = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array([0x93, 0x4e, 0x6f, 0x2c, 0x94, 0x20, 0x4c, 0x65, 0x65, 0x20, 0x73, 0x61, 0x69, 0x64, 0x2e])], "b.txt"));
      return transfer;
    });
    await page.dispatchEvent("main", "drop", { dataTransfer: data });
    const frame = await marked(page, "“No,” Lee said.");
    assert.equal(await frame.locator("#text u").count(), 1);
  }));

  test("audits by house, and leads to the words", on({}, async (page) => {
    await paste(page, article);
    await page.getByRole("link", { name: "Audit" }).click();
    const found = page.locator("#findings li");
    await found.first().waitFor();
    const strict = await found.allInnerTexts();
    await page.locator("#house").selectOption({ label: "Associated Press" });
    await page.waitForFunction((before) => document.querySelectorAll("#findings li")[0]?.innerText !== before, strict[0]);
    assert.equal(await page.locator("#found").textContent(), `${await found.count()} findings`);
    const place = found.first().locator(".place").first();
    const words = await place.innerText();
    await place.click();
    const chosen = await page.locator("#text").evaluate((node) => node.value.slice(node.selectionStart, node.selectionEnd));
    assert.ok(chosen.length > 0 && chosen.split(/\s+/).join(" ").startsWith(words.replace(/…$/, "")), `${chosen} for ${words}`);
    assert.ok((await page.locator("#findings a").evaluateAll((nodes) => nodes.every((a) => /^https?:/.test(a.href)))));
  }));

  test("verifies quotations, as lines and as JSON", on({}, async (page) => {
    await paste(page, SHORT);
    await page.getByRole("link", { name: "Verify" }).click();
    await page.locator("#statements").fill("a city official: “We will close the bridge on Friday”\nAnn Lee: \"We will not close the bridge on Friday\"\n\n“Never: said nobody”");
    await page.getByText("1 of 3 supported").waitFor();
    const items = await page.locator("#verdicts li").allInnerTexts();
    assert.match(items[0], /^supported a city official/);
    assert.match(items[1], /^not supported Ann Lee[^]*a negation changed/);
    assert.match(items[2], /^not supported “Never: said nobody”[^]*the text does not have the words/);
    await page.locator("#statements").fill('[{ "speaker": "the official", "words": "We will close the bridge", "quoted": true }]');
    await page.getByText("1 of 1 supported").waitFor();
    for (const [wrong, words] of [["[", "JSON"], ['[{ "speaker": "x" }]', "missing field `words`"]]) {
      await page.locator("#statements").fill(wrong);
      await page.getByText(/This list cannot be read: /).filter({ hasText: words }).waitFor();
    }
  }));

  test("exports what it shows", on({}, async (page) => {
    await page.getByRole("link", { name: "Export" }).click();
    assert.equal(await page.locator("[data-file]:not(:disabled)").count(), 0, "nothing to export yet");
    await paste(page, article);
    await idle(page);
    const files = {};
    for (const button of await page.locator("[data-file]").all()) {
      const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
      files[download.suggestedFilename()] = readFileSync(await download.path(), "utf8");
    }
    const report = JSON.parse(files["ascribe-report.json"]);
    assert.ok(report.claims.length > 5);
    const rows = files["ascribe-claims.csv"].split("\r\n");
    assert.match(rows[0], /^\ufeffclaim,words,speaker/);
    const words = article.slice(report.claims[0].content[0].start, report.claims[0].content[0].end);
    assert.ok(rows[1].includes(words.replaceAll('"', '""')), rows[1]);
    assert.match(files["ascribe-sources.csv"], /^\ufeffsource,actor,name/);
    assert.match(files["ascribe-events.csv"], /^\ufeffevent,/);
    assert.match(files["ascribe-page.html"], /^<!DOCTYPE html>/);
  }));
});

describe("nothing leaves the machine", () => {
  test("a hostile article shows as text and runs nothing", on({}, async (page) => {
    // A text field has the line ends of the page.
    const hostile = readFileSync(HOSTILE, "utf8").replaceAll("\r\n", "\n");
    await page.locator("#outlet").fill('</p><script>window.ran = "outlet"</script>');
    await paste(page, hostile);
    const frame = await marked(page, hostile);
    assert.ok((await frame.locator("#text u").count()) > 2);
    for (const view of ["Audit", "Verify", "Export", "Article"]) {
      await page.getByRole("link", { name: view }).first().click();
      if (view === "Verify") {
        await page.locator("#statements").fill(hostile);
        await page.locator("#verdicts li").first().waitFor();
      }
    }
    const ran = await page.evaluate(() => [window.ran, document.querySelector("iframe.now").contentWindow.ran]);
    assert.deepEqual(ran, [undefined, undefined]);
    for (const of of [page, frame]) assert.equal(await of.locator("img, object, embed, base").count(), 0);
  }));

  test("the policy forbids other addresses, here and in the frame", async () => {
    const { page, close } = await visit();
    await paste(page, SHORT);
    await marked(page, SHORT);
    const tried = await page.evaluate(async () => {
      const frame = document.querySelector("iframe.now");
      const outcome = [];
      for (const window of [globalThis, frame.contentWindow]) {
        const blocked = new Promise((resolve) => window.document.addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective), { once: true }));
        outcome.push(await window.fetch("https://example.invalid/").then(() => "sent", () => blocked));
        const script = window.document.createElement("script");
        script.textContent = "window.ran = 1";
        window.document.body.append(script);
        outcome.push(window.ran);
      }
      return outcome;
    });
    assert.deepEqual(tried, ["connect-src", undefined, "connect-src", undefined]);
    await close();
  });

  test("it works with the network off, also when it is opened anew", on({}, async (page, context) => {
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    await context.setOffline(true);
    await paste(page, SHORT);
    await marked(page, SHORT);
    await page.reload();
    await marked(page, SHORT);
    const other = await context.newPage();
    await other.goto(site);
    await other.locator("#text").fill(article);
    await marked(other, article);
    assert.equal(await other.evaluate(() => navigator.onLine), false);
  }));
});

describe("under load", () => {
  test("1 MB can be pasted, and typing goes on", on({ permissions: ["clipboard-read", "clipboard-write"] }, async (page) => {
    const long = `${article}\n\n`.repeat(Math.ceil(1e6 / article.length));
    await page.evaluate((long) => navigator.clipboard.writeText(long), long);
    await page.locator("#text").focus();
    await page.keyboard.press("Control+V");
    assert.equal(await page.locator("#text").inputValue(), long);
    await page.waitForFunction(() => document.querySelector("#status").textContent === "Reading …");
    // While it is read, keys are taken.
    await page.locator("#text").evaluate((node) => node.setSelectionRange(0, 0));
    await page.keyboard.type("Now. ");
    assert.ok((await page.locator("#text").inputValue()).startsWith("Now. "));
    assert.equal(await page.locator("#status").textContent(), "Reading …");
    await marked(page, `Now. ${long}`);
    console.log(`1 MB: ${await page.locator("#status").textContent()}`);
    await page.locator("#clear").click();
    await page.locator(".empty").waitFor();
  }));

  test("an article of 5 KB, and the start: measured", on({}, async (page) => {
    const ready = await page.evaluate(() => {
      const { loadEventEnd } = performance.getEntriesByType("navigation")[0];
      return performance.getEntriesByName("ready")[0].startTime - loadEventEnd;
    });
    for (let round = 0; round < 30; round += 1) {
      const text = `${article.slice(0, 4990)} ${round}`;
      await paste(page, text);
      await marked(page, text);
    }
    const times = await page.evaluate(() => performance.getEntriesByName("read").map(({ duration }) => duration));
    const sorted = times.slice(-10).sort((a, b) => a - b);
    console.log(`ready ${ready.toFixed(0)} ms after load; 5 KB: first ${times[0].toFixed(0)} ms, then ${sorted[5].toFixed(0)} ms (median of the last ten)`);
    assert.equal(times.length, 30);
  }));
});

describe("back and forward", () => {
  test("lead through the views, and keep the text", on({}, async (page) => {
    await paste(page, SHORT);
    await marked(page, SHORT);
    await page.getByRole("link", { name: "Audit" }).click();
    await page.getByRole("link", { name: "Verify" }).click();
    await page.locator("#statements").fill("“We will close the bridge”");
    const seen = () => page.locator(".view:visible").getAttribute("id");
    assert.equal(await seen(), "view-verify");
    await page.goBack();
    assert.equal(await seen(), "view-audit");
    await page.goBack();
    assert.equal(await seen(), "view-article");
    assert.equal(await page.locator("[aria-current]").innerText(), "Article, sources, timeline");
    await page.goForward();
    assert.equal(await seen(), "view-audit");
    await page.goto("about:blank");
    await page.goBack();
    await page.waitForFunction(() => performance.getEntriesByName("ready").length > 0);
    assert.equal(await page.locator("#text").inputValue(), SHORT);
    assert.equal(await page.locator("#statements").inputValue(), "“We will close the bridge”");
    assert.equal(await seen(), "view-audit");
    await page.getByRole("link", { name: "Article" }).click();
    await marked(page, SHORT);
  }));
});

describe("for everybody", () => {
  test("all can be done by keyboard", on({}, async (page) => {
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
    const reached = new Set();
    for (let key = 0; key < 40; key += 1) {
      await page.keyboard.press("Tab");
      reached.add(await page.evaluate(() => document.activeElement.id || document.activeElement.hash));
    }
    for (const name of ["published", "outlet", "text", "open", "clear", "#article", "#audit", "#verify", "#export"]) {
      assert.ok(reached.has(name), `${name} in ${[...reached]}`);
    }
    await page.locator("#text").focus();
    await page.keyboard.insertText(SHORT);
    await marked(page, SHORT);
    await page.locator('nav a[href="#verify"]').focus();
    await page.keyboard.press("Enter");
    await page.locator("#statements").focus();
    await page.keyboard.insertText("Ann Lee: “No”");
    await page.getByText("0 of 1 supported").waitFor();
  }));

  for (const colorScheme of ["light", "dark"]) {
    for (const width of [1280, 390]) {
      test(`passes axe-core, has contrast and fits, ${colorScheme}, ${width} pixels`, on({ colorScheme, viewport: { width, height: 844 } }, async (page) => {
        const checks = async (view) => {
          assert.deepEqual(await violations(page), [], view);
          const { poor, checked } = await contrast(page);
          assert.deepEqual(poor, [], view);
          assert.ok(checked > 10);
          assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, view);
        };
        await checks("empty");
        await paste(page, article);
        await marked(page, article);
        await checks("article");
        await page.getByRole("link", { name: "Audit" }).click();
        await page.locator("#findings li").first().waitFor();
        await checks("audit");
        await page.getByRole("link", { name: "Verify" }).click();
        await page.locator("#statements").fill("Ann Lee: “No”\n“has had discussions”");
        await page.locator("#verdicts li").nth(1).waitFor();
        await checks("verify");
        await page.getByRole("link", { name: "Export" }).click();
        await checks("export");
      }));
    }
  }
});
