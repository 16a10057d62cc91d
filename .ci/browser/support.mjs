// A browser, pages, and what a reader can see of them.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });

/// Opens a file, and notes every request, dialog and error. Nothing of the kind may happen on any page.
export async function visit(browser, path, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10000);
  const address = pathToFileURL(path).href;
  const noted = [];
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== address) noted.push(`request ${request.url()}`);
  });
  page.on("dialog", (dialog) => {
    noted.push(`dialog ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("pageerror", (error) => noted.push(`error ${error.message}`));
  page.on("console", (message) => noted.push(`console ${message.text()}`));
  await page.goto(address);
  return { page, noted, close: () => context.close() };
}

/// Points at the first words of a mark, where nothing that lies in it is, as a person does.
export async function point(page, mark) {
  await mark.evaluate((node) => node.scrollIntoView({ block: "center", behavior: "instant" }));
  const place = await mark.evaluate((node) => {
    for (const { left, top, width, height } of node.getClientRects()) {
      for (let x = left + 1; x < left + width; x += 3) {
        const y = top + height / 2;
        if (document.elementFromPoint(x, y) === node) return { x, y };
      }
    }
    return null;
  });
  await page.mouse.move(place.x, place.y);
}

export async function press(page, mark) {
  await point(page, mark);
  await page.mouse.down();
  await page.mouse.up();
}

/// What axe-core, all of its rules, has against the page as it is now.
export async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.map((violation) => `${violation.id}: ${violation.nodes.map((n) => n.html).slice(0, 3).join(" | ")}`);
}

/// Text whose contrast is below what WCAG 2.2 asks for at level AA, by computed styles, and how many texts were looked at.
/// Boxes that the style sheet draws before an element count as its text.
export const contrast = (page) =>
  page.evaluate(() => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const known = new Map();
    function rgba(colour) {
      if (!known.has(colour)) {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        known.set(colour, [...canvas.getImageData(0, 0, 1, 1).data].map((part) => part / 255));
      }
      return known.get(colour);
    }
    const over = ([r, g, b, a], under) => [r, g, b].map((part, at) => part * a + under[at] * (1 - a));
    function ground(element, pseudo) {
      const layers = pseudo ? [rgba(getComputedStyle(element, pseudo).backgroundColor)] : [];
      for (let at = element; at; at = at.parentElement) layers.push(rgba(getComputedStyle(at).backgroundColor));
      return layers.reverse().reduce((under, layer) => over(layer, under), [1, 1, 1]);
    }
    const luminance = (colour) => {
      const [r, g, b] = colour.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const poor = [];
    let checked = 0;
    function check(text, style, under) {
      const ink = over(rgba(style.fill && text.svg ? style.fill : style.color), under);
      const [low, high] = [luminance(ink), luminance(under)].sort((a, b) => a - b);
      const ratio = (high + 0.05) / (low + 0.05);
      const size = parseFloat(style.fontSize);
      const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      checked += 1;
      if (ratio < (large ? 3 : 4.5)) poor.push(`${ratio.toFixed(2)} ${text.words.trim().slice(0, 40)}`);
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      if (!walker.currentNode.data.trim() || !element.checkVisibility({ visibilityProperty: true })) continue;
      if (element.closest(".unseen, .skip, script, style, title")) continue;
      const style = getComputedStyle(element);
      const part = element.closest(".part");
      const words = { words: walker.currentNode.data, svg: Boolean(element.closest("svg")) };
      check(words, style, part ? rgba(getComputedStyle(part.querySelector("rect")).fill).slice(0, 3) : ground(element));
    }
    for (const element of document.querySelectorAll("#text a")) {
      if (!element.checkVisibility()) continue;
      check({ words: element.getAttribute("aria-label") }, getComputedStyle(element, "::before"), ground(element, "::before"));
    }
    return { poor, checked };
  });
