//! Packages: what is in them, how large they are, and whether they could be published.

use super::Done;
use super::command::tool;
use super::figures::{at_most, bytes};
use super::files::{Work, ending, name, size};

/// Packages that are published, each after those that it depends on.
const ORDER: [&str; 4] = ["ascribe-model-en", "ascribe", "ascribe-transformer", "ascribe-cli"];

/// What cargo and the licences add to every package.
const EVERYWHERE: [&str; 6] =
    ["LICENSE-MIT", "LICENSE-APACHE", "Cargo.toml", "Cargo.toml.orig", "Cargo.lock", ".cargo_vcs_info.json"];

struct Holds {
    package: &'static str,
    /// Files that must be there.
    needed: &'static [&'static str],
    /// Files and folders, with their slash, that may be there.
    allowed: &'static [&'static str],
}

const HOLDS: [Holds; 4] = [
    Holds {
        package: "ascribe-model-en",
        needed: &["src/lib.rs", "language.bin", "attribution.bin", "NOTICE", "README.md"],
        allowed: &["src/lib.rs", "language.bin", "attribution.bin", "NOTICE", "README.md"],
    },
    Holds {
        package: "ascribe",
        needed: &["src/lib.rs", "data/lexicon/cues.txt", "DESIGN.md", "CHANGELOG.md", "README.md"],
        allowed: &["src/", "data/", "README.md", "DESIGN.md", "CHANGELOG.md"],
    },
    // Its weights are too large for the registry.
    Holds {
        package: "ascribe-transformer",
        needed: &["src/lib.rs", "README.md"],
        allowed: &["src/", "README.md"],
    },
    Holds { package: "ascribe-cli", needed: &["src/main.rs", "README.md"], allowed: &["src/", "README.md"] },
];

impl Holds {
    /// That a list of files is what the package should hold.
    fn check(&self, list: &str) -> Done {
        let files: Vec<&str> = list.lines().map(str::trim).filter(|file| !file.is_empty()).collect();
        let licences = ["LICENSE-MIT", "LICENSE-APACHE"];
        if let Some(missing) = self.needed.iter().chain(&licences).find(|file| !files.contains(file)) {
            return Err(format!("{} lacks {missing}", self.package));
        }
        let allowed = |file: &&&str| {
            EVERYWHERE.contains(*file)
                || self
                    .allowed
                    .iter()
                    .any(|may| if may.ends_with('/') { file.starts_with(may) } else { *file == may })
        };
        match files.iter().find(|file| !allowed(file)) {
            Some(file) => Err(format!("{} holds a file that nobody needs: {file}", self.package)),
            None => Ok(()),
        }
    }
}

pub(super) fn contents(work: &Work) -> Done {
    for holds in &HOLDS {
        let list = tool("cargo package --allow-dirty --list -p").arg(holds.package).printed()?;
        // Separators of Windows.
        holds.check(&list.replace('\\', "/"))?;
    }
    let target = work.path("package");
    tool("cargo package --workspace --exclude xtask --allow-dirty --no-verify --target-dir")
        .arg(&target)
        .run()?;
    let packed = ending(target.join("package"), ".crate")?;
    if packed.len() != HOLDS.len() {
        return Err(format!("{} packages were packed, not {}", packed.len(), HOLDS.len()));
    }
    for file in packed {
        // The registry takes ten megabytes a package, packed.
        at_most(&format!("size of {}, MB", name(&file)), bytes(size(&file)?, 1e6), 9.5)?;
    }
    Ok(())
}

/// Packs every package, compiles it from what was packed and from the others that were, and stops before the upload.
pub(super) fn publish(work: &Work) -> Done {
    let output = tool("cargo publish --workspace --exclude xtask --dry-run --allow-dirty --target-dir")
        .arg(work.path("publish"))
        .output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    print!("{said}");
    if !output.status.success() {
        return Err("a dry run of publishing fails".to_owned());
    }
    let order = uploads(&said);
    if order == ORDER {
        Ok(())
    } else {
        Err(format!("would be published in this order: {}", order.join(", ")))
    }
}

/// What cargo would upload, in order.
fn uploads(said: &str) -> Vec<&str> {
    said.lines().filter_map(|line| line.trim().strip_prefix("Uploading ")?.split(' ').next()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_hold_what_is_needed_and_nothing_else() {
        let [model, library, ..] = &HOLDS;
        let listed = "Cargo.lock\nCargo.toml\nCargo.toml.orig\n.cargo_vcs_info.json\nLICENSE-APACHE\nLICENSE-MIT\nNOTICE\nREADME.md\n\
            attribution.bin\nlanguage.bin\nsrc/lib.rs\n";
        assert_eq!(model.check(listed), Ok(()));
        let lacks = model.check(&listed.replace("NOTICE\n", ""));
        assert_eq!(lacks, Err("ascribe-model-en lacks NOTICE".to_owned()));
        assert_eq!(
            model.check(&listed.replace("LICENSE-MIT\n", "")),
            Err("ascribe-model-en lacks LICENSE-MIT".to_owned())
        );
        let more = model.check(&format!("{listed}src/lib.rs.orig\n"));
        assert!(more.is_err_and(|error| error.ends_with("src/lib.rs.orig")));
        let listed = "LICENSE-MIT\nLICENSE-APACHE\nsrc/lib.rs\nsrc/a/b.rs\ndata/lexicon/cues.txt\nDESIGN.md\nCHANGELOG.md\nREADME.md\n";
        assert_eq!(library.check(listed), Ok(()));
        assert!(library.check(&format!("{listed}docs/page.png\n")).is_err());
    }

    #[test]
    fn the_order_of_uploads() {
        let said = "   Packaging a v1.0.0 (/a)\n   Uploading ascribe-model-en v0.1.0 (/a)\nwarning: aborting upload due to dry run\n   \
            Uploading ascribe v0.1.0 (/b)\n";
        assert_eq!(uploads(said), ["ascribe-model-en", "ascribe"]);
    }
}
