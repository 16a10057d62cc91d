//! Builds all that is published: `npm/pkg`, which the npm package holds, and `target/page`, the page as a folder of static files.
//!
//! `cargo run -p ascribe-pack` in `bindings/web`.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use sha2::{Digest as _, Sha256};
use wasm_bindgen_cli_support::Bindgen;

const TARGET: &str = "wasm32-unknown-unknown";

/// What licences ask to hand on with the module, from the root of the repository.
const TERMS: [&str; 4] = ["LICENSE-APACHE", "LICENSE-MIT", "THIRD-PARTY.md", "crates/model-en/NOTICE"];

/// The files of the page, as they stand in `page/`.
const PAGE: [&str; 4] = ["app.js", "style.css", "verify.js", "worker.js"];

fn main() -> Result<()> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("no folder above pack")?;
    let module = build(here)?;
    let package = here.join("npm/pkg");
    if package.exists() {
        fs::remove_dir_all(&package)?;
    }
    Bindgen::new()
        .input_path(module)
        .out_name("ascribe")
        .web(true)?
        .typescript(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(&package)?;
    page(here, &package)?;
    for folder in [here.join("npm"), here.join("target/page")] {
        for path in TERMS {
            let from = here.join("../..").join(path);
            let name = from.file_name().context("no name")?;
            fs::copy(&from, folder.join(name)).with_context(|| path.to_owned())?;
        }
    }
    Ok(())
}

/// The module as rustc makes it.
fn build(here: &Path) -> Result<PathBuf> {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| here.join("target"), PathBuf::from);
    let status = Command::new(env!("CARGO"))
        .args(["build", "--locked", "--release", "--lib", "--package", "ascribe-web", "--target", TARGET])
        .arg("--target-dir")
        .arg(&target)
        .current_dir(here)
        // It would stand in the way of .cargo/config.toml.
        .env_remove("RUSTFLAGS")
        // It does not go with optimization over all crates.
        .env("CARGO_INCREMENTAL", "0")
        .status()?;
    ensure!(status.success(), "cargo build --target {TARGET}: {status}");
    Ok(target.join(TARGET).join("release/ascribe_web.wasm"))
}

/// The page, and the list of its files that it keeps for use without a network.
fn page(here: &Path, package: &Path) -> Result<()> {
    let (script, style) = hashes(here)?;
    let out = here.join("target/page");
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    fs::create_dir_all(out.join("pkg"))?;
    for name in PAGE {
        fs::copy(here.join("page").join(name), out.join(name)).with_context(|| name.to_owned())?;
    }
    fs::copy(here.join("npm/index.js"), out.join("index.js"))?;
    for name in ["ascribe.js", "ascribe_bg.wasm"] {
        fs::copy(package.join(name), out.join("pkg").join(name))?;
    }
    let index = fs::read_to_string(here.join("page/index.html"))?;
    fs::write(out.join("index.html"), index.replace("{SCRIPT}", &script).replace("{STYLE}", &style))?;

    let mut files = vec!["index.html", "index.js", "pkg/ascribe.js", "pkg/ascribe_bg.wasm"];
    files.extend(PAGE);
    files.sort_unstable();
    let mut sum = Sha256::new();
    for name in &files {
        sum.update(name);
        sum.update(fs::read(out.join(name))?);
    }
    let sum = sum
        .finalize()
        .iter()
        .take(8)
        .try_fold(String::new(), |mut text, byte| write!(text, "{byte:02x}").map(|()| text))?;
    let worker = fs::read_to_string(here.join("page/service-worker.js"))?;
    let worker = worker.replace("{SUM}", &sum).replace("\"{FILES}\"", &serde_json::to_string(&files)?);
    fs::write(out.join("service-worker.js"), worker)?;
    println!("{} and {}", package.display(), out.display());
    Ok(())
}

/// What the policy of the library's pages lets in. The frame that shows such a page stands under the policy of the page around
/// it as well.
fn hashes(here: &Path) -> Result<(String, String)> {
    let printed = Command::new(env!("CARGO"))
        .args(["run", "--locked", "--quiet", "--package", "ascribe-web", "--example", "about", "page"])
        .current_dir(here)
        .output()?;
    ensure!(printed.status.success(), "{}", String::from_utf8_lossy(&printed.stderr));
    let page = String::from_utf8(printed.stdout)?;
    let hash = |before: &str| -> Result<String> {
        let (_, rest) = page.split_once(before).context("the library's page has another policy")?;
        let (hash, _) = rest.split_once('\'').context("the library's page has another policy")?;
        ensure!(hash.starts_with("sha256-"), "the library's page has another policy: {hash}");
        Ok(hash.to_owned())
    };
    Ok((hash("script-src '")?, hash("style-src '")?))
}
