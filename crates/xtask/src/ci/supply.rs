//! Every feature alone compiles, and the library for wasm32. What is depended on is named in DESIGN.md, and comes from crates.io,
//! once each, under a licence that asks for no more than to be named.

use serde_json::Value;

use crate::third_party;

use super::Done;
use super::command::tool;
use super::files::{Work, read};

/// Licences that ask for no more than to be named.
const FREE: [&str; 10] = [
    "MIT",
    "Apache-2.0",
    "Unlicense",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "Unicode-3.0",
    "Zlib",
    "ISC",
    "CC0-1.0",
];

const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

pub(super) const WASM: &str = "wasm32-unknown-unknown";

pub(super) fn run(_: &Work) -> Done {
    let metadata = tool("cargo metadata --format-version 1 --all-features").printed()?;
    let metadata: Value =
        serde_json::from_str(&metadata).map_err(|error| format!("cargo metadata: {error}"))?;
    let packages: Vec<Package<'_>> = items(&metadata, "packages").filter_map(Package::of).collect();
    for feature in features(&metadata)? {
        tool("cargo check -p ascribe --quiet --no-default-features --features").arg(feature).run()?;
    }
    tool("cargo check -p ascribe --quiet --all-features").run()?;
    wasm()?;
    third_party::run(&["--check".to_owned(), "THIRD-PARTY.md".to_owned()])?;
    for package in &packages {
        package.may_be()?;
    }
    named(&metadata, &packages, &read("DESIGN.md")?)?;
    let twice =
        tool("cargo tree -p ascribe --edges normal,no-proc-macro --all-features --duplicates --quiet")
            .printed()?;
    if !twice.is_empty() {
        return Err(format!("two versions of one crate:\n{twice}"));
    }
    deny()?;
    if tool("cargo hack --version").works() {
        tool("cargo hack -p ascribe --feature-powerset --lib clippy --quiet -- -D warnings").run()?;
    } else {
        println!("no cargo-hack: each feature was checked, not every set of them");
    }
    Ok(())
}

/// The library compiles for browsers, where rustup has that target or can fetch it.
fn wasm() -> Done {
    if has_wasm() {
        return tool("cargo check -p ascribe --quiet --lib --all-features --target").arg(WASM).run();
    }
    println!("rustup brings no {WASM}: not checked");
    Ok(())
}

/// Whether the target is there, or rustup can fetch it.
pub(super) fn has_wasm() -> bool {
    let installed = tool("rustup target list --installed").printed().unwrap_or_default();
    installed.lines().any(|target| target == WASM) || tool("rustup target add").arg(WASM).run().is_ok()
}

/// cargo-deny, which takes minutes to install, is run where it is.
fn deny() -> Done {
    if !tool("cargo deny --version").works() {
        println!(
            "no cargo-deny: licences, origins and duplicates are checked above, advisories are not looked up"
        );
        return Ok(());
    }
    for folder in [".", "bindings/python", "bindings/web", "crates/mcp", "integrations/spark", "fuzz"] {
        tool("cargo deny --manifest-path")
            .arg(format!("{folder}/Cargo.toml"))
            .args("--config deny.toml --locked check licenses sources".split(' '))
            .run()?;
    }
    tool("cargo deny --locked check bans").run()?;
    if tool("cargo deny --locked fetch db").works() {
        tool("cargo deny --locked check advisories").run()
    } else {
        println!("the database of advisories cannot be reached: not looked up");
        Ok(())
    }
}

fn items<'a>(of: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    of.get(name).and_then(Value::as_array).into_iter().flatten()
}

fn text<'a>(of: &'a Value, name: &str) -> Option<&'a str> {
    of.get(name).and_then(Value::as_str)
}

/// The features of the library, but the defaults.
fn features(metadata: &Value) -> Result<Vec<&str>, String> {
    let library = items(metadata, "packages").find(|package| text(package, "name") == Some("ascribe"));
    let features = library.and_then(|library| library.get("features")).and_then(Value::as_object);
    let features = features.ok_or("cargo metadata names no package ascribe with features")?;
    Ok(features.keys().map(String::as_str).filter(|name| *name != "default").collect())
}

struct Package<'a> {
    name: &'a str,
    licence: String,
    /// None: it is in this repository.
    source: Option<&'a str>,
}

impl<'a> Package<'a> {
    fn of(package: &'a Value) -> Option<Self> {
        let licence = text(package, "license").unwrap_or_default().to_owned();
        Some(Package { name: text(package, "name")?, licence, source: text(package, "source") })
    }

    fn may_be(&self) -> Done {
        if !is_free(&self.licence) {
            return Err(format!("{}: licence {}", self.name, self.licence));
        }
        match self.source {
            None | Some(REGISTRY) => Ok(()),
            Some(source) => Err(format!("{}: comes from {source}", self.name)),
        }
    }
}

/// All of what is joined by AND, one of what is joined by OR.
fn is_free(licence: &str) -> bool {
    let terms = licence.replace('/', " OR ");
    terms.split(" AND ").all(|part| {
        part.split(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '-'))
            .any(|term| FREE.contains(&term))
    })
}

/// Every dependency of library and command has a row in a table of DESIGN.md: name, licence, reason.
fn named(metadata: &Value, packages: &[Package<'_>], design: &str) -> Done {
    let ours = |package: &&Value| {
        matches!(text(package, "name"), Some("ascribe" | "ascribe-cli" | "ascribe-transformer"))
    };
    for needed in items(metadata, "packages").filter(ours).flat_map(|package| items(package, "dependencies"))
    {
        let Some(name) = text(needed, "name").filter(|_| needed.get("path").is_none_or(Value::is_null))
        else {
            continue;
        };
        let said = design.lines().filter_map(|line| row(line, name));
        let licences: Vec<&str> = packages
            .iter()
            .filter(|package| package.name == name)
            .map(|package| package.licence.as_str())
            .collect();
        if !said.into_iter().any(|licence| licences.contains(&licence)) {
            return Err(format!(
                "{name}: DESIGN.md does not say why, or not the licence {}",
                licences.join(", ")
            ));
        }
    }
    Ok(())
}

/// The licence in a row of a table, if the row is that of a crate.
fn row<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let cells: Vec<&str> = line.split(" | ").collect();
    let [first, licence, _] = cells.as_slice() else { return None };
    let rest = first.strip_prefix("| ")?.trim_start_matches('`').strip_prefix(name)?;
    (rest.is_empty() || rest.starts_with(['`', ' '])).then_some(*licence)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn licences_that_ask_for_more_fail() {
        for free in [
            "MIT",
            "MIT OR Apache-2.0",
            "Unlicense/MIT",
            "GPL-3.0 OR MIT",
            "(MIT OR Apache-2.0) AND Unicode-3.0",
        ] {
            assert!(is_free(free), "{free}");
        }
        for other in ["", "GPL-3.0", "MIT AND MPL-2.0", "MITX", "Apache-2.0-modified"] {
            assert!(!is_free(other), "{other}");
        }
    }

    #[test]
    fn origins_outside_the_registry_fail() {
        let package = |source| Package { name: "a", licence: "MIT".to_owned(), source };
        assert!(package(None).may_be().is_ok() && package(Some(REGISTRY)).may_be().is_ok());
        assert!(package(Some("git+https://example.org/a")).may_be().is_err());
    }

    #[test]
    fn a_dependency_without_a_row_fails() {
        let metadata = json!({ "packages": [
            { "name": "ascribe", "license": "MIT", "source": null, "features": { "default": [], "audit": [] }, "dependencies": [
                { "name": "toml" }, { "name": "own", "path": "crates/own" },
            ] },
            { "name": "toml", "license": "MIT OR Apache-2.0", "source": REGISTRY, "dependencies": [{ "name": "serde" }] },
        ] });
        assert_eq!(features(&metadata), Ok(vec!["audit"]));
        let packages: Vec<Package<'_>> = items(&metadata, "packages").filter_map(Package::of).collect();
        for design in
            ["| toml (feature `audit`) | MIT OR Apache-2.0 | why |", "| `toml` | MIT OR Apache-2.0 | why |"]
        {
            assert_eq!(named(&metadata, &packages, design), Ok(()), "{design}");
        }
        for design in [
            "",
            "| toml | MIT | why |",
            "| toml_edit | MIT OR Apache-2.0 | why |",
            "| toml | MIT OR Apache-2.0 |",
        ] {
            assert!(named(&metadata, &packages, design).is_err(), "{design}");
        }
    }
}
