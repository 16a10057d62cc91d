//! The library in browsers: its own lints and tests on the host, the npm package in Node, and the page in a browser.

use std::path::Path;

use super::command::{Tool, tool};
use super::files::{Work, copy, ending, says, write};
use super::{ARTICLE, Done, supply};

const FOLDER: &str = "bindings/web";

/// Every eighth article of the corpus is read by both the module and the host.
const EVERY: usize = 8;

fn cargo(line: &str) -> Tool {
    tool("cargo").args(line.split(' ')).within(FOLDER)
}

pub(super) fn run(work: &Work) -> Done {
    for line in ["cd bindings/web && cargo run -p ascribe-pack", "bash .ci/run web"] {
        says("bindings/web/README.md", line, true)?;
    }
    cargo("fmt --all --check").run()?;
    cargo("clippy --locked --workspace --all-targets -- -D warnings").run()?;
    cargo("test --locked -p ascribe-web").run()?;
    let folder = work.folder("web")?;
    copy("bindings/web/tests", "", &folder)?;
    types(work, &folder)?;
    if !supply::has_wasm() {
        println!(
            "rustup brings no {}: no module is built. The module, the package in Node and the page in a browser are NOT TESTED; \
             the logic was, on the host, and so were the types.",
            supply::WASM
        );
        return Ok(());
    }
    cargo("run --locked -p ascribe-pack").run()?;
    package(work, &folder)?;
    page(work)
}

/// The types are those of the library, and programs that use them as they should compile.
fn types(work: &Work, folder: &Path) -> Done {
    tool("npm ci --ignore-scripts --no-audit --no-fund").within(folder).run()?;
    let schema = cargo("run --locked --quiet --example about schema").printed()?;
    let schema = work.file("schema.json", schema)?;
    let types = std::path::absolute("bindings/web/npm/report.d.ts").map_err(|error| error.to_string())?;
    tool("node").arg(folder.join("types.mjs")).arg(schema).arg(types).env("CHECK", "1").run()?;
    tool("node")
        .arg(folder.join("node_modules/typescript/bin/tsc"))
        .args(
            "--noEmit --strict --target es2022 --module nodenext --lib es2023,dom tests/types.ts".split(' '),
        )
        .within(FOLDER)
        .run()
}

fn package(work: &Work, folder: &Path) -> Done {
    let articles = ending("corpus/learn", ".txt")?;
    let articles =
        articles.iter().step_by(EVERY).map(|path| std::path::absolute(path).unwrap_or_else(|_| path.clone()));
    let host = cargo("run --locked --quiet --example about read").args(articles).printed()?;
    let host = work.file("host.jsonl", host)?;
    let package = std::path::absolute("bindings/web/npm/index.js").map_err(|error| error.to_string())?;
    tool("node --test --test-reporter=spec")
        .arg(folder.join("package.test.mjs"))
        .env("PACKAGE", package)
        .env("HOST", host)
        .run()
}

/// Beside the tests of the library's own page, whose tools they share.
fn page(work: &Work) -> Done {
    let folder = work.folder("browser")?;
    copy(".ci/browser", "", &folder)?;
    copy("bindings/web/tests", "page.test.mjs", &folder)?;
    tool("npm ci --ignore-scripts --no-audit --no-fund").within(&folder).run()?;
    let article = work.path("article.txt");
    write(&article, super::files::read(ARTICLE)?)?;
    tool("node --test --test-reporter=spec")
        .arg("page.test.mjs")
        .within(&folder)
        .env("SITE", std::path::absolute("bindings/web/target/page").map_err(|error| error.to_string())?)
        .env("ARTICLE", article)
        .env("HOSTILE", folder.join("hostile.txt"))
        .run()
}
