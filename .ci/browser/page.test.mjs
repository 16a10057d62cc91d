// The page of an article, and the table of articles, as a person meets them: node --test, in a folder with PAGE, TABLE and
// HOSTILE in the environment. `bash .ci/run browser` prepares all of it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";

import { contrast, launch, point, press, violations, visit } from "./support.mjs";

const { PAGE, PAGE_TEXT, TABLE, HOSTILE, HOSTILE_TEXT } = process.env;

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/// Runs a test on a fresh page, and sees to it that nothing left the page and nothing failed in it.
const on = (path, options, check) => async () => {
  const { page, noted, close } = await visit(browser, path, options);
  await check(page);
  assert.deepEqual(noted, []);
  await close();
};

const classes = (locator) => locator.evaluate((node) => [...node.classList]);
const schemes = ["light", "dark"];

describe("the page of an article", () => {
  test("shows the text verbatim", on(PAGE, {}, async (page) => {
    assert.equal(await page.locator("#text").evaluate((node) => node.textContent), readFileSync(PAGE_TEXT, "utf8"));
  }));

  test("shows the claim that is pointed at, with its chain and the words that show it", on(PAGE, {}, async (page) => {
    const speaker = page.locator(".cards .card", { hasText: /A senior administration official[^]*told[^]*Fox News/ }).first();
    const claim = await speaker.getAttribute("data-c");
    assert.equal(await page.locator("#focus .card").count(), 0);
    await point(page, page.locator(`#text .c[data-c="${claim}"]`).first());
    const panel = page.locator("#focus .card");
    assert.equal(await page.locator("#panel-title").textContent(), `Claim ${claim}`);
    const chain = await panel.locator(".chain").innerText();
    assert.match(chain, /senior administration official.*told.*Fox News.*this article/s);
    assert.ok(await panel.locator(".why", { hasText: "Affiliation" }).isVisible());
    assert.ok((await page.locator("#text .on").count()) >= 3, "content, source and cue stand out");
    assert.equal(await page.locator("#legend").isVisible(), false);
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("#focus .card").count(), 0);
    assert.ok(await page.locator("#legend").isVisible());
  }));

  test("keeps a claim that was clicked, until the panel is closed", on(PAGE, {}, async (page) => {
    const contents = page.locator("#text .c");
    await press(page, contents.nth(0));
    const title = await page.locator("#panel-title").textContent();
    await point(page, contents.nth(8));
    assert.equal(await page.locator("#panel-title").textContent(), title);
    await page.locator("#dismiss").click();
    assert.equal(await page.locator("#panel-title").textContent(), "How to read it");
  }));

  test("dims all that is not the chosen source's", on(PAGE, {}, async (page) => {
    const cards = page.locator(".cards .card");
    const all = await cards.count();
    for (const pick of await page.locator(".pick").all()) {
      const source = await pick.getAttribute("data-s");
      await pick.click();
      assert.equal(await pick.getAttribute("aria-pressed"), "true");
      assert.equal(await page.locator(".pick[aria-pressed=true]").count(), 1);
      const own = await cards.evaluateAll(
        (nodes, source) => nodes.filter((n) => n.dataset.s.split(" ").includes(source)).map((n) => n.dataset.c),
        source,
      );
      assert.ok(own.length > 0 && own.length < all);
      const seen = await cards.evaluateAll((nodes) => nodes.filter((n) => n.checkVisibility()).map((n) => n.dataset.c));
      assert.deepEqual(seen, own);
      const wrong = await page.locator("#text .c").evaluateAll(
        (nodes, own) => nodes.filter((n) => n.classList.contains("off") === own.includes(n.dataset.c)).length,
        own,
      );
      assert.equal(wrong, 0);
      assert.match(await page.locator("#status").textContent(), new RegExp(`^${own.length} of ${all} claims shown with `));
    }
    const last = page.locator(".pick[aria-pressed=true]");
    await last.click();
    assert.equal(await page.locator(".off").count(), 0);
    assert.equal(await page.locator("#status").textContent(), "");
  }));

  test("filters by level, wording and force", on(PAGE, {}, async (page) => {
    await page.locator(".forces summary").click();
    for (const box of await page.locator("#switches input").all()) {
      const id = await box.getAttribute("id");
      await box.uncheck();
      const left = await page.locator(`.cards .card.${id}`).evaluateAll((nodes) => nodes.filter((n) => n.checkVisibility()));
      assert.equal(left.length, 0, id);
      assert.equal(await page.locator(`#text .n.${id}:visible`).count(), 0, id);
      const rest = await page.locator(`.cards .card:not(.${id})`).evaluateAll((nodes) => nodes.every((n) => n.checkVisibility()));
      assert.ok(rest, id);
      await box.check();
    }
    await page.locator("#l-named").uncheck();
    await page.locator("#q-direct").uncheck();
    await page.getByRole("button", { name: "Show all" }).click();
    await page.waitForFunction(() => document.querySelectorAll(".off").length === 0);
    assert.equal(await page.locator("#switches input:not(:checked)").count(), 0);
  }));

  test("can be used by keyboard alone", on(PAGE, {}, async (page) => {
    const focused = (what) => page.evaluate((what) => document.activeElement.matches(what), what);
    await page.keyboard.press("Tab");
    assert.ok(await focused(".skip"));
    const reached = new Set();
    let claims = 0;
    for (let step = 0; step < 400; step += 1) {
      await page.keyboard.press("Tab");
      if (await focused("body")) break;
      for (const what of ["#switches input", "#switches button", "#text .n", ".pick", "summary", ".card a"]) {
        if (await focused(what)) reached.add(what);
      }
      if (await focused("#text .n")) {
        claims += 1;
        const number = await page.evaluate(() => document.activeElement.dataset.n);
        assert.equal(await page.locator("#panel-title").textContent(), `Claim ${number}`);
        const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
        assert.notEqual(outline, "none");
      }
    }
    assert.equal(claims, await page.locator("#text .n").count());
    assert.equal(reached.size, 6, [...reached].join());
    await page.locator(".pick").first().focus();
    await page.keyboard.press("Space");
    assert.equal(await page.locator(".pick").first().getAttribute("aria-pressed"), "true");
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".pick").first().getAttribute("aria-pressed"), "false");
  }));

  test("links each claim to its words and back", on(PAGE, {}, async (page) => {
    const broken = await page.evaluate(() =>
      [...document.querySelectorAll("a[href^='#']")].map((a) => a.getAttribute("href").slice(1)).filter((id) => !document.getElementById(id)),
    );
    assert.deepEqual(broken, []);
    assert.equal(await page.locator(".cards .card").count(), await page.locator("#text .n").count());
  }));

  test("works without script", on(PAGE, { javaScriptEnabled: false }, async (page) => {
    await page.locator("#text .n").first().click();
    assert.match(page.url(), /#c\d+$/);
    const claim = page.url().split("#c")[1];
    assert.ok(await page.locator(`#c${claim}`).isVisible());
    await page.locator(`#c${claim} summary`).click();
    assert.ok(await page.locator(`#c${claim} .why`).isVisible());
    const named = page.locator("#text .n.l-named");
    assert.ok((await named.count()) > 0);
    await page.locator("#l-named").uncheck();
    assert.equal(await page.locator("#text .n.l-named:visible, .card.l-named:visible").count(), 0);
    assert.ok((await page.locator("#text .n:visible").count()) > 0);
    assert.equal(await page.locator(".scripted:visible").count(), 0);
  }));

  test("shows every event that has a date", on(PAGE, {}, async (page) => {
    const days = await page.locator(".timeline > .events > li .when").allTextContents();
    assert.ok(days.includes("7 Dec 2021") && days.includes("2014"), days.join());
    const places = await page.locator(".events .strip .mark").evaluateAll((nodes) => nodes.map((n) => n.getBoundingClientRect().left));
    assert.equal(places.length, days.length);
    assert.deepEqual(places, [...places].sort((a, b) => a - b));
  }));

  for (const width of [1280, 800, 360]) {
    test(`fits ${width} pixels`, on(PAGE, { viewport: { width, height: 800 } }, async (page) => {
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
    }));
  }

  test("moves nothing for those who ask for that", on(PAGE, { reducedMotion: "reduce" }, async (page) => {
    const moving = await page.evaluate(() =>
      [...document.querySelectorAll("*")].filter((n) => {
        const style = getComputedStyle(n);
        return !/^0s(, 0s)*$/.test(style.transitionDuration) && style.transitionProperty !== "none";
      }).length + Number(getComputedStyle(document.documentElement).scrollBehavior !== "auto"),
    );
    assert.equal(moving, 0);
  }));

  test("prints without its controls, and with the words that show each claim", on(PAGE, {}, async (page) => {
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    assert.equal(await page.locator("#switches").isVisible(), false);
    assert.equal(await page.locator("#legend").isVisible(), true);
    assert.equal(await page.locator(".cards .why:visible").count(), await page.locator(".cards .card").count());
    assert.deepEqual((await contrast(page)).poor, []);
  }));

  for (const colorScheme of schemes) {
    test(`has enough contrast in ${colorScheme}`, on(PAGE, { colorScheme, reducedMotion: "reduce" }, async (page) => {
      const states = [
        () => {},
        () => press(page, page.locator("#text .c").nth(3)),
        () => page.locator(".pick").nth(1).click(),
        () => page.locator(".pick").nth(2).hover(),
        () => page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true))),
      ];
      for (const act of states) {
        await act();
        const { poor, checked } = await contrast(page);
        assert.deepEqual(poor, []);
        assert.ok(checked > 300, `${checked}`);
      }
    }));

    test(`passes axe-core in ${colorScheme}`, on(PAGE, { colorScheme, reducedMotion: "reduce" }, async (page) => {
      assert.deepEqual(await violations(page), []);
      await press(page, page.locator("#text .c").nth(3));
      await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
      assert.deepEqual(await violations(page), []);
      await page.locator(".pick").nth(1).click();
      assert.deepEqual(await violations(page), []);
    }));
  }
});

describe("a hostile article", () => {
  test("shows as text and runs nothing", on(HOSTILE, {}, async (page) => {
    assert.equal(await page.locator("#text").evaluate((node) => node.textContent), readFileSync(HOSTILE_TEXT, "utf8"));
    assert.match(await page.title(), /<script>/);
    assert.match(await page.locator("h1").textContent(), /<script>window.ran = "title"/);
    assert.ok((await page.locator(".card").count()) > 2, "there are claims in it");
    for (const marker of await page.locator("#text .n").all()) await marker.click();
    for (const pick of await page.locator(".pick").all()) await pick.click();
    assert.equal(await page.evaluate(() => window.ran), undefined);
    assert.equal(await page.locator("img, iframe, object, embed, link, base").count(), 0);
    assert.equal(await page.locator("script").count(), 1);
    assert.equal(await page.locator("style").count(), 1);
    const handlers = await page.evaluate(() =>
      [...document.querySelectorAll("*")].flatMap((n) => [...n.attributes]).filter((a) => /^on|^style$|^src/.test(a.name)).length,
    );
    assert.equal(handlers, 0);
    const schemes = await page.locator("a").evaluateAll((nodes) => [...new Set(nodes.map((a) => a.protocol))]);
    assert.deepEqual(schemes, ["file:"]);
  }));

  test("could run nothing even if it broke out", async () => {
    const { page, close } = await visit(browser, HOSTILE);
    const ran = await page.evaluate(async () => {
      const script = document.createElement("script");
      script.textContent = "window.ran = 'script'";
      document.body.append(script);
      const holder = document.createElement("div");
      holder.innerHTML = "<img src=x onerror=\"window.ran = 'image'\"><a href=\"javascript:window.ran='link'\">x</a>";
      document.body.append(holder);
      holder.querySelector("a").click();
      await new Promise((resolve) => setTimeout(resolve, 200));
      return window.ran;
    });
    assert.equal(ran, undefined);
    await close();
  });

  test("passes axe-core", on(HOSTILE, { reducedMotion: "reduce" }, async (page) => {
    assert.deepEqual(await violations(page), []);
  }));
});

describe("the table of articles", () => {
  test("sorts by each column, both ways, what is not known last", on(TABLE, {}, async (page) => {
    const column = (at) => page.locator(`tbody td:nth-child(${at}), tbody th:nth-child(${at})`).evaluateAll((nodes) => nodes.map((n) => n.dataset.v));
    const heads = await page.locator("thead th").all();
    assert.ok((await column(1)).length > 2);
    for (const [at, head] of heads.entries()) {
      const numeric = (await classes(head)).includes("figure");
      const seen = new Set();
      for (let click = 0; click < 2; click += 1) {
        await head.getByRole("button").click();
        const direction = await head.getAttribute("aria-sort");
        seen.add(direction);
        const values = await column(at + 1);
        const sorted = [...values].sort((a, b) => {
          if (a === "" || b === "") return (a === "") - (b === "");
          const order = numeric ? Number(a) - Number(b) : a.localeCompare(b, "en");
          return direction === "ascending" ? order : -order;
        });
        assert.deepEqual(values, sorted);
        assert.equal(await page.locator("th[aria-sort]").count(), 1);
      }
      assert.equal(seen.size, 2);
    }
  }));

  test("leads to each page, and each page back", on(TABLE, {}, async (page) => {
    const links = await page.locator("tbody a").evaluateAll((nodes) => nodes.map((a) => a.href));
    assert.ok(links.length > 2);
    for (const link of links) {
      const { page: article, close } = await visit(browser, decodeURIComponent(new URL(link).pathname));
      await article.locator(".back a").click();
      await article.waitForURL(/index\.html$/);
      await close();
    }
  }));

  test("can be reduced to single-source stories", on(TABLE, {}, async (page) => {
    await page.locator("#single").check();
    const seen = await page.locator("tbody tr").evaluateAll((rows) => rows.filter((r) => r.checkVisibility()).map((r) => r.cells[4].dataset.v));
    assert.ok(seen.length > 0 && seen.every((sources) => sources === "1"), seen.join());
  }));

  for (const colorScheme of schemes) {
    test(`passes axe-core and has enough contrast in ${colorScheme}`, on(TABLE, { colorScheme }, async (page) => {
      assert.deepEqual(await violations(page), []);
      await page.locator("thead button").nth(3).click();
      assert.deepEqual(await violations(page), []);
      assert.deepEqual((await contrast(page)).poor, []);
    }));
  }
});
