// The picture of the README: node picture.mjs PAGE.html PICTURE.png

import { launch, press, visit } from "./support.mjs";

const [, , path, picture] = process.argv;
const browser = await launch();
const { page } = await visit(browser, path, { viewport: { width: 1240, height: 990 }, reducedMotion: "reduce" });
await press(page, page.locator("#text u", { hasText: "has had discussions" }).last());
await page.evaluate(() => window.scrollTo({ top: document.querySelector(".filters").getBoundingClientRect().top + window.scrollY - 20 }));
await page.screenshot({ path: picture });
await browser.close();
