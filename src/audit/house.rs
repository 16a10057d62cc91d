//! Houses and their files.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::finding::{Citation, RuleId, Severity};
use crate::{Error, Level};

/// A house with its rules, each with wording, citation and severity.
///
/// Eight houses are [built in](House::BUILT_IN). Others are read from TOML with [`House::from_toml`], or from JSON and other
/// formats with serde. A house can extend a built-in one:
///
/// ```
/// use ascribe::audit::{House, RuleId, Severity};
///
/// let house = House::from_toml(
///     r#"
///     version = 1
///     id = "herald"
///     name = "The Example Herald"
///     extends = "ap"                     # all rules of AP
///     without = ["anonymous_opinion"]    # except this one
///
///     [[rules]]
///     id = "no_reason"                   # AP's rule, with another severity
///     severity = "note"
///
///     [[rules]]
///     id = "side_taking_verb"            # a rule that AP does not have
///     severity = "warning"
///     says = "Write “said”."
///     citation = { title = "Herald style book", url = "https://example.org/style", date = "2024" }
///     words = ["claim", "blast"]
///     "#,
/// )?;
/// assert_eq!(house.rule(&RuleId::NoReason).map(|rule| rule.severity), Some(Severity::Note));
/// assert!(house.rule(&RuleId::AnonymousOpinion).is_none());
/// # Ok::<(), ascribe::Error>(())
/// ```
///
/// Unknown rules, fields and versions, duplicate rules, and rules without wording or citation are errors with their place.
/// So a misspelt rule is not silently ignored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
#[non_exhaustive]
pub struct House {
    /// The id: "ap".
    pub id: String,
    /// The name.
    pub name: String,
    /// A description.
    pub about: Option<String>,
    /// The rules, each at most once.
    pub rules: Vec<Rule>,
}

/// A rule of a house.
///
/// ```
/// use ascribe::audit::{Citation, House, Rule, RuleId, Severity};
///
/// let citation = Citation::new("Our rules", "https://example.org/rules");
/// let mut house = House::new("ours", "Our house");
/// house.rules.push(Rule::new(RuleId::BareSource, Severity::Error, "Say more than “a source”.", citation));
/// assert!(house.rule(&RuleId::BareSource).is_some());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rule {
    /// What it looks for. An unknown rule finds nothing.
    pub id: RuleId,
    /// The severity.
    pub severity: Severity,
    /// What the house asks, in this crate's words.
    pub says: String,
    /// The document of the house.
    pub citation: Citation,
    /// The words of the house, in base form: bare nouns for `bare_source`, verbs for `side_taking_verb`, adverbs for
    /// `unattributed_hedge`. Default: those of the rule.
    pub words: Vec<String>,
    /// For `basis_not_stated`, the most identifiable level that needs a basis. Default: `vague`, since a role with an
    /// affiliation says something of what a source can know.
    pub from: Option<Level>,
    /// For `relay_unconfirmed`, whether to include statements of named speakers. Default: false.
    pub named: bool,
    /// For `unnamed_quoted_longest`, the minimum number of verbatim words. Default: 15.
    pub least_words: Option<u32>,
}

impl Rule {
    /// A rule without options.
    #[must_use]
    pub fn new(id: RuleId, severity: Severity, says: impl Into<String>, citation: Citation) -> Self {
        Rule {
            id,
            severity,
            says: says.into(),
            citation,
            words: Vec::new(),
            from: None,
            named: false,
            least_words: None,
        }
    }
}

/// Maximum size of a house file, in bytes. The largest built-in one has less than 10,000.
const MAX_BYTES: usize = 1 << 20;

impl House {
    /// The version of the file format.
    pub const VERSION: u32 = 1;

    /// The ids of the built-in houses.
    pub const BUILT_IN: [&'static str; 8] =
        ["ap", "bbc", "guardian", "npr", "nyt", "reuters", "strict", "washington_post"];

    /// A house without rules.
    #[must_use]
    pub fn new(id: impl Into<String>, name: impl Into<String>) -> Self {
        House { id: id.into(), name: name.into(), about: None, rules: Vec::new() }
    }

    /// The built-in house with this id.
    ///
    /// ```
    /// use ascribe::audit::House;
    ///
    /// let reuters = House::built_in("reuters").ok_or("no such house")?;
    /// assert!(reuters.rules.iter().all(|rule| rule.citation.url.starts_with("http")));
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn built_in(id: &str) -> Option<House> {
        let written = match id {
            "ap" => include_str!("../../data/houses/ap.toml"),
            "bbc" => include_str!("../../data/houses/bbc.toml"),
            "guardian" => include_str!("../../data/houses/guardian.toml"),
            "npr" => include_str!("../../data/houses/npr.toml"),
            "nyt" => include_str!("../../data/houses/nyt.toml"),
            "reuters" => include_str!("../../data/houses/reuters.toml"),
            "strict" => include_str!("../../data/houses/strict.toml"),
            "washington_post" => include_str!("../../data/houses/washington_post.toml"),
            _ => return None,
        };
        House::from_toml(written).ok()
    }

    /// Reads a house file.
    ///
    /// # Errors
    ///
    /// [`Error::House`], with line and column if they are known, for a file that is not TOML, is not a house, has another version,
    /// or is larger than 1 MiB.
    pub fn from_toml(written: &str) -> Result<House, Error> {
        if written.len() > MAX_BYTES {
            let why = format!("file of {} bytes too long (at most {MAX_BYTES})", written.len());
            return Err(Error::House { why });
        }
        toml::from_str(written).map_err(|error| Error::House { why: with_place(written, &error) })
    }

    /// The rule with this id, if the house has it.
    #[must_use]
    pub fn rule(&self, id: &RuleId) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == *id)
    }
}

/// The message with line and column, from 1. The error's own text would include the whole line, which may be long.
fn with_place(written: &str, error: &toml::de::Error) -> String {
    let message = error.message().trim_end();
    let before = error.span().filter(|span| span.end > 0).and_then(|span| written.get(..span.start));
    match before {
        None => message.to_owned(),
        Some(before) => {
            let line = 1 + before.matches('\n').count();
            let column = 1 + before.rsplit('\n').next().unwrap_or_default().chars().count();
            format!("line {line}, column {column}: {message}")
        }
    }
}

/// A house as in a file.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    version: u32,
    id: String,
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    about: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    extends: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    without: Vec<KnownRule>,
    /// Documents of several rules, by a name within the file.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    citations: BTreeMap<String, Citation>,
    #[serde(default)]
    rules: Vec<WrittenRule>,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenRule {
    id: KnownRule,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    severity: Option<Severity>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    says: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    citation: Option<WrittenCitation>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    words: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<Level>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    named: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    least_words: Option<u32>,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(untagged, expecting = "a name from [citations], or a table with title, url and perhaps date")]
enum WrittenCitation {
    Name(String),
    Whole(Citation),
}

/// The id of a known rule.
#[derive(Clone, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
struct KnownRule(RuleId);

impl TryFrom<String> for KnownRule {
    type Error = String;

    fn try_from(written: String) -> Result<Self, String> {
        match RuleId::from(written.as_str()) {
            RuleId::Other(_) => {
                let known = RuleId::KNOWN.join(", ");
                Err(format!("unknown rule `{written}` (known: {known})"))
            }
            known => Ok(KnownRule(known)),
        }
    }
}

impl From<KnownRule> for String {
    fn from(rule: KnownRule) -> String {
        rule.0.as_str().to_owned()
    }
}

impl TryFrom<Written> for House {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        if written.version != House::VERSION {
            let version = written.version;
            return Err(format!("version: {version} not supported (expected {})", House::VERSION));
        }
        let mut rules = match &written.extends {
            None => Vec::new(),
            Some(base) => {
                let known =
                    || format!("extends: unknown house `{base}` (known: {})", House::BUILT_IN.join(", "));
                House::built_in(base).ok_or_else(known)?.rules
            }
        };
        rules.retain(|rule| !written.without.iter().any(|without| without.0 == rule.id));
        let mut seen: Vec<RuleId> = Vec::new();
        for (index, rule) in written.rules.into_iter().enumerate() {
            let id = rule.id.0.clone();
            let place = format!("rules[{index}] ({id})");
            if seen.contains(&id) {
                return Err(format!("{place}: duplicate rule"));
            }
            let known = rules.iter().position(|base: &Rule| base.id == id);
            let base = known.map(|at| rules.remove(at));
            let at = known.unwrap_or(rules.len());
            let read = rule.read(base, &written.citations).map_err(|why| format!("{place}: {why}"))?;
            rules.insert(at.min(rules.len()), read);
            seen.push(id);
        }
        Ok(House { id: written.id, name: written.name, about: written.about, rules })
    }
}

impl WrittenRule {
    /// The rule. What the file leaves out is taken from the rule of the extended house.
    fn read(self, base: Option<Rule>, citations: &BTreeMap<String, Citation>) -> Result<Rule, String> {
        let missing = |what: &str| format!("missing {what}, which no extended house has either");
        let citation = match self.citation {
            None => None,
            Some(WrittenCitation::Whole(citation)) => Some(citation),
            Some(WrittenCitation::Name(name)) => {
                let known = citations.get(&name).cloned();
                Some(known.ok_or_else(|| format!("citation: unknown citation `{name}`"))?)
            }
        };
        let had = base.as_ref();
        let severity = self.severity.or(had.map(|rule| rule.severity)).ok_or_else(|| missing("severity"))?;
        let says = self.says.or(had.map(|rule| rule.says.clone())).ok_or_else(|| missing("says"))?;
        let citation =
            citation.or(had.map(|rule| rule.citation.clone())).ok_or_else(|| missing("citation"))?;
        let mut rule = base.unwrap_or_else(|| Rule::new(self.id.0, severity, "", citation.clone()));
        rule.severity = severity;
        rule.says = says;
        rule.citation = citation;
        if !self.words.is_empty() {
            rule.words = self.words;
        }
        rule.from = self.from.or(rule.from);
        rule.named = self.named.unwrap_or(rule.named);
        rule.least_words = self.least_words.or(rule.least_words);
        Ok(rule)
    }
}

impl From<House> for Written {
    fn from(house: House) -> Written {
        let rules = house.rules.into_iter().map(|rule| WrittenRule {
            id: KnownRule(rule.id),
            severity: Some(rule.severity),
            says: Some(rule.says),
            citation: Some(WrittenCitation::Whole(rule.citation)),
            words: rule.words,
            from: rule.from,
            named: rule.named.then_some(true),
            least_words: rule.least_words,
        });
        Written {
            version: House::VERSION,
            id: house.id,
            name: house.name,
            about: house.about,
            extends: None,
            without: Vec::new(),
            citations: BTreeMap::new(),
            rules: rules.collect(),
        }
    }
}
