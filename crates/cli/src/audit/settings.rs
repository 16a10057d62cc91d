//! What an audit looks for, by the command line and by `ascribe.toml`; the command line wins.

use std::fs;
use std::path::{Path, PathBuf};

use ascribe::audit::{House, RuleId};
use clap::Args;

use super::FailOn;
use super::config::{Config, known_rule};
use super::place::Ignored;
use crate::fault::{Failure, at};
use crate::output::has_ending;

/// Options that `ascribe.toml` has as well.
#[derive(Args)]
pub(crate) struct Choice {
    /// A built-in house (`ap`, `bbc`, `guardian`, `npr`, `nyt`, `reuters`, `strict`, `washington_post`), or a .toml or .json
    /// file of rules; `strict` if left out. Of several, each finding says which of them have it
    #[arg(long, value_name = "NAME|FILE")]
    house: Vec<String>,
    /// From which severity on a finding makes the exit code 1; `warning` if left out
    #[arg(long, value_enum)]
    fail_on: Option<FailOn>,
    /// A rule that is left out; may be given several times
    #[arg(long, value_name = "RULE")]
    ignore_rule: Vec<String>,
    /// Files or folders that are left out, as names or patterns such as "archive/2019*"; may be given several times
    #[arg(long, value_name = "PATTERN")]
    ignore: Vec<String>,
    /// Report only findings that are not in this file, which `--write-baseline` wrote
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// A file of settings; if left out, the `ascribe.toml` of the working folder or of the nearest folder above that has one. Under
    /// `[audit]` it may have `house`, `fail-on`, `ignore-rules`, `ignore`, `baseline` and `metadata`, with paths as seen from its folder.
    /// Options win
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Read no `ascribe.toml`
    #[arg(long, conflicts_with = "config")]
    no_config: bool,
}

/// What is settled.
pub(crate) struct Settings {
    houses: Vec<String>,
    ignored_rules: Vec<RuleId>,
    ignored: Option<Ignored>,
    pub(crate) baseline: Option<PathBuf>,
    pub(crate) fail_on: FailOn,
    pub(crate) metadata: Option<PathBuf>,
}

impl Choice {
    pub(crate) fn settle(&self) -> Result<Settings, Failure> {
        let file = match &self.config {
            Some(path) => Some(path.clone()),
            None if self.no_config => None,
            None => Config::find(),
        };
        let config = file.as_deref().map(Config::read).transpose()?.unwrap_or_default();
        let ignored_rules =
            self.ignore_rule.iter().map(|name| known_rule(name)).collect::<Result<Vec<_>, _>>();
        let ignored_rules = ignored_rules.map_err(|what| Failure::usage(format!("--ignore-rule: {what}")))?;
        let patterns = self.ignore.iter().map(String::as_str);
        let ignored = Ignored::new(Path::new("."), patterns)
            .map_err(|(_, what)| Failure::usage(format!("--ignore: {what}")))?;
        Ok(Settings {
            houses: if self.house.is_empty() {
                config.house.into_iter().collect()
            } else {
                self.house.clone()
            },
            ignored_rules: if ignored_rules.is_empty() { config.ignored_rules } else { ignored_rules },
            ignored: if self.ignore.is_empty() { config.ignored } else { Some(ignored) },
            baseline: self.baseline.clone().or(config.baseline),
            fail_on: self.fail_on.or(config.fail_on).unwrap_or(FailOn::Warning),
            metadata: config.metadata,
        })
    }
}

impl Settings {
    /// The houses, without the rules that are left out; `strict`, or for a count every built-in one, unless one is named.
    pub(crate) fn houses(&self, count: bool) -> Result<Vec<House>, Failure> {
        let mut houses: Vec<House> = match self.houses.as_slice() {
            [] if count => House::BUILT_IN.iter().filter_map(|id| House::built_in(id)).collect(),
            [] => vec![house("strict")?],
            names => names.iter().map(|name| house(name)).collect::<Result<_, _>>()?,
        };
        for (number, house) in houses.iter().enumerate() {
            if houses.iter().skip(number + 1).any(|other| other.id == house.id) {
                return Err(Failure::usage(format!("--house: `{}` stands twice", house.id)));
            }
        }
        for house in &mut houses {
            house.rules.retain(|rule| !self.ignored_rules.contains(&rule.id));
        }
        Ok(houses)
    }

    pub(crate) fn ignores(&self, file: &Path) -> bool {
        self.ignored.as_ref().is_some_and(|ignored| ignored.has(file))
    }
}

/// A built-in house by its name, or else one from a file.
fn house(name: &str) -> Result<House, Failure> {
    if let Some(house) = House::built_in(name) {
        return Ok(house);
    }
    let path = Path::new(name);
    if path.extension().is_none() && !path.exists() {
        return Err(Failure::usage(format!(
            "--house {name}: neither a file nor a built-in house; those are {}",
            House::BUILT_IN.join(", ")
        )));
    }
    let written = fs::read_to_string(path).map_err(|error| Failure::reading(path, &error))?;
    if has_ending(path, "json") {
        serde_json::from_str(&written)
            .map_err(|error| Failure::Unread(at(path, format_args!("invalid house rules: {error}"))))
    } else {
        House::from_toml(&written).map_err(|error| Failure::Unread(at(path, error)))
    }
}
