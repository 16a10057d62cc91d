//! `ascribe.toml`: what a newsroom settles once, for everybody and for its CI.

use std::fs;
use std::path::{Path, PathBuf};

use ascribe::audit::{House, RuleId};
use serde::Deserialize;
use toml::Spanned;

use super::FailOn;
use super::place::Ignored;
use crate::fault::Failure;

const NAME: &str = "ascribe.toml";

/// What a file of settings says. Paths are seen from its folder.
#[derive(Default)]
pub(crate) struct Config {
    pub(crate) house: Option<String>,
    pub(crate) ignored_rules: Vec<RuleId>,
    pub(crate) ignored: Option<Ignored>,
    pub(crate) baseline: Option<PathBuf>,
    pub(crate) fail_on: Option<FailOn>,
    pub(crate) metadata: Option<PathBuf>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    audit: Audit,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Audit {
    house: Option<Spanned<String>>,
    ignore_rules: Vec<Spanned<String>>,
    ignore: Vec<Spanned<String>>,
    baseline: Option<PathBuf>,
    fail_on: Option<FailOn>,
    metadata: Option<PathBuf>,
}

impl Config {
    /// The file of this name in the working folder, or in the nearest one above that has it.
    pub(crate) fn find() -> Option<PathBuf> {
        let here = PathBuf::from(NAME);
        if here.is_file() {
            return Some(here);
        }
        let folder = std::env::current_dir().ok()?;
        folder.ancestors().skip(1).map(|folder| folder.join(NAME)).find(|path| path.is_file())
    }

    /// # Errors
    ///
    /// What is wrong with the file, with its line and a remedy.
    pub(crate) fn read(path: &Path) -> Result<Config, Failure> {
        let written = fs::read_to_string(path).map_err(|error| Failure::reading(path, &error))?;
        Config::parse(&written, path.parent().unwrap_or(Path::new("")))
            .map_err(|(line, what)| Failure::Unread(format!("{}:{line}: {what}", path.display())))
    }

    /// Or else the line, from 1, and what is wrong there.
    fn parse(written: &str, folder: &Path) -> Result<Config, (usize, String)> {
        let line = |at: usize| 1 + written.bytes().take(at).filter(|byte| *byte == b'\n').count();
        let Written { audit } = toml::from_str(written).map_err(|error| {
            let what = error.message().trim_end().replace("unknown field", "unknown key");
            (line(error.span().map_or(0, |span| span.start)), what)
        })?;
        let house = audit.house.map(|house| {
            let name = house.get_ref();
            let path = folder.join(name);
            if House::BUILT_IN.contains(&name.as_str()) {
                Ok(name.clone())
            } else if path.is_file() {
                Ok(path.to_string_lossy().into_owned())
            } else {
                Err((
                    line(house.span().start),
                    format!(
                        "house `{name}` is neither a file nor built in; built in are {}",
                        House::BUILT_IN.join(", ")
                    ),
                ))
            }
        });
        let ignored_rules = audit
            .ignore_rules
            .iter()
            .map(|rule| known_rule(rule.get_ref()).map_err(|what| (line(rule.span().start), what)));
        let patterns = audit.ignore.iter().map(|pattern| pattern.get_ref().as_str());
        let ignored = Ignored::new(folder, patterns).map_err(|(pattern, what)| {
            let place = audit.ignore.iter().find(|written| written.get_ref() == pattern);
            (line(place.map_or(0, |place| place.span().start)), what)
        })?;
        Ok(Config {
            house: house.transpose()?,
            ignored_rules: ignored_rules.collect::<Result<_, _>>()?,
            ignored: Some(ignored),
            baseline: audit.baseline.map(|path| folder.join(path)),
            fail_on: audit.fail_on,
            metadata: audit.metadata.map(|path| folder.join(path)),
        })
    }
}

/// A rule by its name.
///
/// # Errors
///
/// That there is none, and which there are.
pub(crate) fn known_rule(name: &str) -> Result<RuleId, String> {
    if RuleId::KNOWN.contains(&name) {
        return Ok(RuleId::from(name));
    }
    Err(format!("unknown rule `{name}`; rules are {}", RuleId::KNOWN.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(written: &str) -> Result<Config, (usize, String)> {
        Config::parse(written, Path::new("/the/desk"))
    }

    #[test]
    fn every_key_is_read() {
        let config = parse(
            "[audit]\nhouse = \"ap\"\nignore-rules = [\"side_taking_verb\"]\nignore = [\"archive\", \"*.draft.txt\"]\n\
             baseline = \"known.json\"\nfail-on = \"error\"\nmetadata = \"facts/all.tsv\"\n",
        )
        .map_err(|(_, what)| what)
        .unwrap();
        assert_eq!(config.house.as_deref(), Some("ap"));
        assert_eq!(config.ignored_rules, [RuleId::SideTakingVerb]);
        let ignored = config.ignored.unwrap();
        assert!(ignored.has("/the/desk/archive/a.txt".as_ref()) && !ignored.has("/the/desk/a.txt".as_ref()));
        assert_eq!(config.baseline, Some("/the/desk/known.json".into()));
        assert!(config.fail_on == Some(FailOn::Error));
        assert_eq!(config.metadata, Some("/the/desk/facts/all.tsv".into()));
        assert!(parse("").is_ok_and(|config| config.house.is_none() && config.ignored_rules.is_empty()));
    }

    #[test]
    fn errors_have_their_line_and_what_to_write_instead() {
        for (written, line, words) in [
            ("[audit]\nhouse = \"ap\"\nhuose = \"ap\"\n", 3, ["unknown key `huose`", "house"]),
            ("\n[audits]\n", 2, ["unknown key `audits`", "audit"]),
            ("[audit]\nfail-on = \"often\"\n", 2, ["`often`", "never"]),
            (
                "[audit]\nignore-rules = [\n  \"no_reason\",\n  \"no_raisin\",\n]\n",
                4,
                ["`no_raisin`", "no_reason"],
            ),
            ("[audit]\n\nignore = [\"a[\"]\n", 3, ["`a[`", "pattern"]),
            ("[audit]\nhouse = \"nobody\"\n", 2, ["`nobody`", "built in are ap"]),
            ("[audit]\nbaseline = 3\n", 2, ["integer", "string"]),
            ("[audit\n", 1, ["table", "]"]),
        ] {
            let Err((at, what)) = parse(written) else { panic!("{written}") };
            assert_eq!(at, line, "{written}{what}");
            assert!(words.iter().all(|word| what.contains(word)), "{written}{what}");
        }
    }
}
