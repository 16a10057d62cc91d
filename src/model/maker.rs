//! Who made a report: the program, its weights and words, and its options.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The program that made a report, with what its answers depend on.
///
/// Two reports of equal texts by equal makers are equal. [`Analyzer::maker`](crate::Analyzer::maker) tells what an analyzer writes.
///
/// ```
/// use ascribe::Maker;
///
/// let mut old = Maker::new("ascribe", "0.1.0");
/// old.parts.insert("lexicon".to_owned(), "5fe1a0c2b7d94e36".to_owned());
/// old.options.insert("attitudes".to_owned(), "false".to_owned());
/// let mut new = old.clone();
/// new.version = "0.2.0".to_owned();
/// new.options.insert("attitudes".to_owned(), "true".to_owned());
/// assert_eq!(old.differences(&new), ["version", "options.attitudes"]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
#[non_exhaustive]
pub struct Maker {
    /// The name of the program: `"ascribe"`.
    pub name: String,
    /// The version of the program.
    pub version: String,
    /// A hash of each thing that was loaded, by its name: `"language"` and `"attribution"` are weights, `"lexicon"` is the words.
    /// A hash is that of the content, as 16 hexadecimal digits. It tells versions apart, and is no protection against forgery.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub parts: BTreeMap<String, String>,
    /// The options, by name, each as it is written in Rust.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub options: BTreeMap<String, String>,
}

impl Maker {
    /// A maker without parts and options.
    #[must_use]
    pub fn new(name: impl Into<String>, version: impl Into<String>) -> Self {
        Maker { name: name.into(), version: version.into(), ..Maker::default() }
    }

    /// The fields in which the two differ: `name`, `version`, `parts.lexicon`, `options.recall`. Empty for equal makers.
    #[must_use]
    pub fn differences(&self, other: &Maker) -> Vec<String> {
        let whole = [("name", self.name != other.name), ("version", self.version != other.version)];
        let mut found: Vec<String> =
            whole.into_iter().filter(|(_, differ)| *differ).map(|(field, _)| field.to_owned()).collect();
        for (field, one, two) in
            [("parts", &self.parts, &other.parts), ("options", &self.options, &other.options)]
        {
            let mut names: Vec<&String> = one.keys().chain(two.keys()).collect();
            names.sort_unstable();
            names.dedup();
            let differ = names.into_iter().filter(|name| one.get(*name) != two.get(*name));
            found.extend(differ.map(|name| format!("{field}.{name}")));
        }
        found
    }
}
