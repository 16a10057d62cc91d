// The page of an article, and the table of articles, as a person meets them: node --test, in a folder with PAGE, LONG, TABLE
// and HOSTILE in the environment. `bash .ci/run browser` prepares all of it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";

import { contrast, launch, point, press, violations, visit } from "./support.mjs";

const { PAGE, PAGE_TEXT, LONG, LONG_TEXT, TABLE, HOSTILE, HOSTILE_TEXT } = process.env;

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
    const group = page.locator(".by", { has: page.getByRole("heading", { name: "A senior administration official" }) });
    const claim = (await group.locator("li", { hasText: /told[^]*through[^]*Fox News/ }).first().getAttribute("id")).slice(1);
    const panel = page.locator("#panel");
    assert.equal(await panel.isVisible(), false);
    await point(page, page.locator(`#t${claim}`));
    assert.equal(await page.locator("#panel-title").textContent(), `Claim ${claim}`);
    const told = await panel.innerText();
    assert.match(told, /A senior administration official[^]*told[^]*through I\d+ Fox News/);
    assert.ok(await panel.locator(".why", { hasText: "affiliation" }).isVisible());
    assert.ok((await page.locator("#text .on").count()) >= 3, "content, source and cue stand out");
    await page.keyboard.press("Escape");
    assert.equal(await panel.isVisible(), false);
    assert.equal(await page.locator("#text .on").count(), 0);
  }));

  test("keeps a claim that was clicked, until the panel is closed", on(PAGE, {}, async (page) => {
    const contents = page.locator("#text u");
    await press(page, contents.nth(0));
    const title = await page.locator("#panel-title").textContent();
    await point(page, contents.nth(8));
    assert.equal(await page.locator("#panel-title").textContent(), title);
    await page.locator("#dismiss").click();
    assert.equal(await page.locator("#panel").isVisible(), false);
  }));

  test("dims all that is not the chosen source's", on(PAGE, {}, async (page) => {
    const claims = page.locator(".by li");
    const all = await claims.count();
    for (const pick of await page.locator(".pick").all()) {
      const source = await pick.getAttribute("data-s");
      await pick.click();
      assert.equal(await pick.getAttribute("aria-pressed"), "true");
      assert.equal(await page.locator(".pick[aria-pressed=true]").count(), 1);
      const own = await claims.evaluateAll(
        (nodes, source) =>
          nodes
            .filter((n) => [n.closest(".by").id.slice(1), ...(n.dataset.s ?? "").split(" ")].includes(source))
            .map((n) => n.id.slice(1)),
        source,
      );
      assert.ok(own.length > 0 && own.length < all);
      const seen = await claims.evaluateAll((nodes) => nodes.filter((n) => n.checkVisibility()).map((n) => n.id.slice(1)));
      assert.deepEqual(seen, own);
      const wrong = await page.locator("#text u").evaluateAll(
        (nodes, own) => nodes.filter((n) => n.classList.contains("off") === own.includes(n.dataset.c ?? n.id.slice(1))).length,
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
      // Statements, the first force, have no class of their own.
      const [gone, rest] = await page.locator(".by li").evaluateAll(
        (nodes, id) => {
          const has = (n) => (id === "f0" ? !/ f/.test(n.className) : n.matches(`.${id}, .by.${id} li`));
          const seen = (of) => nodes.filter((n) => has(n) === of).map((n) => n.checkVisibility());
          return [seen(true), seen(false)];
        },
        id,
      );
      assert.ok(gone.every((seen) => !seen), id);
      assert.ok(rest.every((seen) => seen), id);
      const markers = await page.locator("#text a").evaluateAll((nodes) => nodes.filter((n) => n.checkVisibility()).length);
      assert.equal(markers, rest.length, id);
      await box.check();
    }
    await page.locator("#N").uncheck();
    await page.locator("#d").uncheck();
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
      for (const what of ["#switches input", "#switches button", "#text a", ".pick", "summary", ".by a"]) {
        if (await focused(what)) reached.add(what);
      }
      if (await focused("#text a")) {
        claims += 1;
        const number = await page.evaluate(() => document.activeElement.hash.slice(2));
        assert.equal(await page.locator("#panel-title").textContent(), `Claim ${number}`);
        const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
        assert.notEqual(outline, "none");
      }
    }
    assert.equal(claims, await page.locator("#text a").count());
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
    assert.equal(await page.locator(".by li").count(), await page.locator("#text a").count());
    // A label is the same in the text, in the list of sources and with the claims.
    const labels = await page.evaluate(() =>
      [...document.querySelectorAll("#text a")].map((a) => {
        const group = document.querySelector(a.hash).closest(".by");
        const listed = document.querySelector(`.sources :is(button + p, ol + p) a[href="#${group.id}"]`).closest("li, ol + p").querySelector(".chip");
        return [a.getAttribute("aria-label"), group.querySelector(".chip").textContent, listed.textContent];
      }),
    );
    assert.ok(labels.every(([mark, group, listed]) => mark === group && mark === listed), JSON.stringify(labels));
  }));

  test("works without script", on(PAGE, { javaScriptEnabled: false }, async (page) => {
    await page.locator("#text a").first().click();
    assert.match(page.url(), /#c\d+$/);
    const claim = page.locator(`#c${page.url().split("#c")[1]}`);
    assert.ok(await claim.isVisible());
    assert.match(await claim.textContent(), /c\d+, (direct|indirect|mixed)/);
    assert.ok(await page.locator(".why").first().isVisible());
    const named = page.locator("#text u.N > a");
    assert.ok((await named.count()) > 0);
    await page.locator("#N").uncheck();
    assert.equal(await page.locator("#text u.N > a:visible, .by.N:visible").count(), 0);
    assert.ok((await page.locator("#text a:visible").count()) > 0);
    await page.locator("#i").uncheck();
    assert.equal(await page.locator("#text u.i > a:visible, .by li.i:visible").count(), 0);
    await page.locator(".forces summary").click();
    await page.locator("#f0").uncheck();
    assert.ok((await page.locator(".by li:visible").evaluateAll((nodes) => nodes.every((n) => / f/.test(n.className)))));
    assert.equal(await page.locator(".scripted:visible").count(), 0);
  }));

  test("shows every event that has a date", on(PAGE, {}, async (page) => {
    const days = await page.locator(".dated li > p").allTextContents();
    assert.ok(days.includes("7 Dec 2021") && days.includes("2014"), days.join());
    const places = await page.locator(".dated :is(circle, rect)").evaluateAll((nodes) => nodes.map((n) => n.getBoundingClientRect().left));
    assert.equal(places.length, days.length);
    assert.deepEqual(places, [...places].sort((a, b) => a - b));
  }));

  test("has all sources, the unnamed first, and the start of the article on one screen", on(PAGE, { viewport: { width: 1400, height: 1080 } }, async (page) => {
    const end = async (what) => (await page.locator(what).evaluateAll((nodes) => nodes.map((n) => n.getBoundingClientRect().bottom))).at(-1);
    assert.ok((await end(".sources li")) <= 1080, "the last source");
    assert.ok((await end(".sources > p:last-child")) <= 1080, "what is nobody's");
    assert.ok((await page.locator("#text u").first().boundingBox()).y < 700, "the first claim");
    const levels = await page.locator(".sources li").evaluateAll((nodes) => nodes.map((n) => "PDVB".includes(n.className)));
    assert.deepEqual(levels, [...levels].sort((a, b) => b - a));
    assert.ok(levels[0]);
    const maybe = page.locator(".sources li p", { hasText: "May be the same as" });
    assert.ok((await maybe.count()) > 0);
    for (const note of await maybe.all()) assert.ok(await note.isVisible());
    const headline = await page.locator("h1").textContent();
    assert.equal((await page.locator("body").innerText()).split(headline).length - 1, 1, "the headline stands once");
  }));

  for (const width of [1280, 800, 390, 360]) {
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
    assert.equal(await page.locator("#switches :is(input, button):visible").count(), 0);
    assert.equal(await page.locator("#legend .scale").isVisible(), true);
    assert.equal(await page.locator(".by .why:visible").count(), await page.locator(".by .why").count());
    assert.equal(await page.locator(".by li:visible").count(), await page.locator(".by li").count());
    assert.deepEqual((await contrast(page)).poor, []);
  }));

  for (const colorScheme of schemes) {
    test(`has enough contrast in ${colorScheme}`, on(PAGE, { colorScheme, reducedMotion: "reduce" }, async (page) => {
      const states = [
        () => {},
        () => press(page, page.locator("#text u").nth(3)),
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
      await press(page, page.locator("#text u").nth(3));
      await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
      assert.deepEqual(await violations(page), []);
      await page.locator(".pick").nth(1).click();
      assert.deepEqual(await violations(page), []);
    }));
  }
});

describe("the page of a long article", () => {
  test("is at most six times as long as its text", () => {
    const [page, text] = [LONG, LONG_TEXT].map((path) => readFileSync(path).length);
    assert.ok(page <= 6 * text, `${page} for ${text} bytes`);
  });

  test("shows the whole words of a claim, and labels on one line", on(LONG, {}, async (page) => {
    const shortened = page.locator(".by li").filter({ hasText: /…c\d/ }).first();
    const claim = (await shortened.getAttribute("id")).slice(1);
    await page.locator(`#t${claim} > a`).focus();
    const words = await page.locator(`#text u:is(#t${claim}, [data-c="${claim}"])`).allTextContents();
    assert.ok((await page.locator("#focus li").textContent()).startsWith(words.join(" ")));
    const heights = await page.locator(".sources .chip").evaluateAll((nodes) =>
      nodes.filter((n) => n.getBoundingClientRect().top < window.innerHeight).map((n) => n.getBoundingClientRect().height),
    );
    assert.ok(heights.length > 5 && Math.max(...heights) < 24, `${Math.max(...heights)}`);
  }));
});

describe("a hostile article", () => {
  test("shows as text and runs nothing", on(HOSTILE, {}, async (page) => {
    assert.equal(await page.locator("#text").evaluate((node) => node.textContent), readFileSync(HOSTILE_TEXT, "utf8"));
    assert.match(await page.title(), /<script>/);
    assert.match(await page.locator("h1").textContent(), /<script>window.ran = "title"/);
    assert.ok((await page.locator(".by li").count()) > 2, "there are claims in it");
    for (const marker of await page.locator("#text a").all()) await marker.click();
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
    const column = (at) => page.locator(`#articles tbody :is(td, th):nth-child(${at})`).evaluateAll((nodes) => nodes.map((n) => n.dataset.v));
    assert.deepEqual(await column(2), [...(await column(2))].sort((a, b) => (b === "" ? -1 : b) - (a === "" ? -1 : a)), "by risk at first");
    const heads = await page.locator("#articles thead th").all();
    assert.ok((await column(1)).length > 2);
    for (const [at, head] of heads.entries()) {
      const numeric = (await classes(head)).some((name) => name === "figure" || name === "share");
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
        assert.equal(await page.locator("#articles th[aria-sort]").count(), 1);
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
    const seen = await page.locator("#articles tbody tr").evaluateAll((rows) => rows.filter((r) => r.checkVisibility()).map((r) => r.cells[6].dataset.v));
    assert.ok(seen.length > 0 && seen.every((single) => single === "yes"), seen.join());
  }));

  test("has bars that line up, and names the unnamed sources of each story", on(TABLE, {}, async (page) => {
    for (const table of ["#articles", "#outlets"]) {
      const bars = await page.locator(`${table} .groove`).evaluateAll((nodes) =>
        nodes.map((n) => n.getBoundingClientRect()).map(({ left, right }) => `${left} ${right}`),
      );
      assert.ok(bars.length > 1);
      assert.equal(new Set(bars).size, 1, bars.join());
    }
    const stories = await page.locator("#articles tbody tr").evaluateAll((rows) =>
      rows.filter((row) => Number(row.cells[1].dataset.v) > 0).map((row) => row.querySelectorAll(".unnamed li").length),
    );
    assert.ok(stories.length > 2 && stories.every((count) => count > 0), stories.join());
  }));

  test("leads to its rows as CSV", on(TABLE, {}, async (page) => {
    const address = await page.getByRole("link", { name: /CSV/ }).evaluate((a) => a.href);
    const lines = readFileSync(decodeURIComponent(new URL(address).pathname), "utf8").trim().split("\n");
    assert.equal(lines.length, 1 + (await page.locator("#articles tbody tr").count()));
  }));

  test("has totals of each outlet", on(TABLE, {}, async (page) => {
    const sums = (table, at) =>
      page.locator(`${table} tbody tr`).evaluateAll((rows, at) => rows.reduce((sum, row) => sum + Number(row.cells[at].dataset.v), 0), at);
    assert.equal(await sums("#outlets", 3), await sums("#articles", 4), "claims");
    assert.equal(await sums("#outlets", 4), await sums("#articles", 5), "sources");
    assert.equal(await sums("#outlets", 2), await page.locator("#articles tbody tr").count());
  }));

  for (const width of [1280, 390]) {
    test(`fits ${width} pixels`, on(TABLE, { viewport: { width, height: 844 } }, async (page) => {
      const wide = await page.locator("html, .scroll").evaluateAll((nodes) => nodes.filter((n) => n.scrollWidth > n.clientWidth).length);
      assert.equal(wide, 0);
      const told = await page.locator("#articles tbody tr").first().innerText();
      assert.match(told, /\d+ claims? · \d+ sources?|\d+\t\d+/);
    }));
  }

  for (const colorScheme of schemes) {
    test(`passes axe-core and has enough contrast in ${colorScheme}`, on(TABLE, { colorScheme }, async (page) => {
      assert.deepEqual(await violations(page), []);
      await page.locator("thead button").nth(3).click();
      assert.deepEqual(await violations(page), []);
      assert.deepEqual((await contrast(page)).poor, []);
    }));
  }
});
