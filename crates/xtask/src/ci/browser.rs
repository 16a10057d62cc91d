//! Pages in a real browser, with an accessibility checker that others wrote: the tests of `.ci/browser`.

use std::fs;
use std::path::{Path, PathBuf};

use super::command::{ascribe, build_ascribe, tool};
use super::figures::{at_most, bytes};
use super::files::{Work, at, copy, ending, says, size, write};
use super::{ARTICLE, Done};

const PICTURE: &str = "docs/page.png";

/// The tests in a folder of their own, with what they stand on.
fn folder(work: &Work) -> Result<PathBuf, String> {
    let folder = work.folder("browser")?;
    copy(".ci/browser", "", &folder)?;
    tool("npm ci --ignore-scripts --no-audit --no-fund").within(&folder).run()?;
    Ok(folder)
}

pub(super) fn pages(work: &Work) -> Done {
    let browser = folder(work)?;
    build_ascribe()?;
    let (pages, articles) = (work.folder("pages")?, work.folder("articles")?);
    let (sample, hostile) = (pages.join("sample.html"), pages.join("hostile.html"));
    ascribe("report --published 2021-12-30 --out").arg(&sample).arg(ARTICLE).run()?;
    ascribe("report --metadata .ci/browser/hostile.tsv --out")
        .arg(&hostile)
        .arg(".ci/browser/hostile.txt")
        .run()?;
    let (long, long_page) = (work.path("long.txt"), pages.join("long.html"));
    let texts = ending(Path::new("benches/data"), ".txt")?;
    let texts: Result<String, String> =
        texts.iter().map(|path| fs::read_to_string(path).map_err(|error| at(path, error))).collect();
    write(&long, texts?.repeat(20))?;
    ascribe("report --published 2024-05-20 --out").arg(&long_page).arg(&long).run()?;
    for from in ["benches/data", "examples/data"] {
        copy(from, ".txt", &articles)?;
    }
    write(
        articles.join("one source & 100%.txt"),
        "The bridge will close, Ann Lee said.\n\nIt is old, she added.\n",
    )?;
    write(articles.join("nobody.txt"), "It rained.\n")?;
    let known = articles.join("known.tsv");
    write(&known, "filename\tpublication_date\toutlet\nchips\t2024-03-18\tThe Example\nnobody\t\tA Paper\n")?;
    ascribe("report --metadata").arg(&known).arg("--out-dir").arg(&pages).arg(&articles).run()?;
    tool("node --test --test-reporter=spec")
        .arg(browser.join("page.test.mjs"))
        .env("PAGE", &sample)
        .env("PAGE_TEXT", whole(ARTICLE)?)
        .env("TABLE", pages.join("index.html"))
        .env("LONG", &long_page)
        .env("LONG_TEXT", &long)
        .env("HOSTILE", &hostile)
        .env("HOSTILE_TEXT", whole(".ci/browser/hostile.txt")?)
        .run()?;
    says("README.md", &format!("]({PICTURE})"), false)?;
    at_most(&format!("{PICTURE}, kB"), bytes(size(PICTURE)?, 1e3), 250.0)
}

fn whole(path: &str) -> Result<PathBuf, String> {
    std::path::absolute(path).map_err(|error| at(path, error))
}

/// Makes the picture anew. Fonts differ between machines, so this is no test.
pub(super) fn picture(work: &Work) -> Done {
    let browser = folder(work)?;
    build_ascribe()?;
    let (sample, page) = (work.path("sample.html"), work.path("page.png"));
    ascribe("report --published 2021-12-30 --out").arg(&sample).arg(ARTICLE).run()?;
    if let Some(docs) = Path::new(PICTURE).parent() {
        fs::create_dir_all(docs).map_err(|error| at(docs, error))?;
    }
    tool("node").arg(browser.join("picture.mjs")).arg(&sample).arg(&page).run()?;
    tool("pngquant --force --strip --speed 1 --output").arg(PICTURE).arg("128").arg(&page).run()
}
