//! The rules of a house, as data.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Citation, RuleId, Severity};
use crate::{Error, Level};

/// A house and its rules: which of them it has, in which words, from which document, and how much it minds.
///
/// Eight houses are [built in](House::BUILT_IN). One's own is read from a TOML file with [`House::from_toml`], or from JSON and
/// whatever else serde reads, since `House` is `Deserialize`. It may start from a built-in one:
///
/// ```
/// use ascribe::audit::{House, RuleId, Severity};
///
/// let house = House::from_toml(
///     r#"
///     version = 1
///     id = "herald"
///     name = "The Example Herald"
///     extends = "ap"                     # all rules of AP,
///     without = ["anonymous_opinion"]    # but this one
///
///     [[rules]]
///     id = "no_reason"                   # AP's words and citation, but only a note
///     severity = "note"
///
///     [[rules]]
///     id = "side_taking_verb"            # one that AP's file does not have
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
/// An unknown rule, field or version, a rule given twice, and a rule without words or citation are errors that name the
/// place, so that a misspelt rule is not silently one that never fires.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
#[non_exhaustive]
pub struct House {
    /// A short name for programs: "ap".
    pub id: String,
    /// The name for people.
    pub name: String,
    /// What a reader of the file should know of it.
    pub about: Option<String>,
    /// Its rules, each at most once.
    pub rules: Vec<Rule>,
}

/// One rule of a house.
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
    /// What it looks for. One that this version does not know finds nothing.
    pub id: RuleId,
    /// How much the house minds.
    pub severity: Severity,
    /// What the house asks, in other words than its own.
    pub says: String,
    /// Where the house published it.
    pub citation: Citation,
    /// Words of the house's own, in base form, instead of the rule's: nouns that count as bare for `bare_source`, verbs
    /// for `side_taking_verb`, adverbs for `unattributed_hedge`. Empty for the rule's own list.
    pub words: Vec<String>,
    /// For `basis_not_stated`: the most identifiable level that is asked for a basis. `vague` unless set otherwise,
    /// since a role and an affiliation together say something of what a source can know.
    pub from: Option<Level>,
    /// For `relay_unconfirmed`: also where what was passed on has a named speaker.
    pub named: bool,
    /// For `unnamed_quoted_longest`: how many verbatim words are long. 15 unless set otherwise.
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

/// The longest house file that is read, in bytes. The longest built-in one has less than ten thousand.
const MAX_BYTES: usize = 1 << 20;

impl House {
    /// The version of the file format.
    pub const VERSION: u32 = 1;

    /// The ids of the houses that come with the crate.
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
    /// [`Error::House`], with line and column where the file itself is at fault, for what is no TOML or no house, has another
    /// version, or is longer than a mebibyte.
    pub fn from_toml(written: &str) -> Result<House, Error> {
        if written.len() > MAX_BYTES {
            let why = format!("file of {} bytes too long (at most {MAX_BYTES})", written.len());
            return Err(Error::House { why });
        }
        toml::from_str(written).map_err(|error| Error::House { why: with_place(written, &error) })
    }

    /// The rule with this id, where the house has it.
    #[must_use]
    pub fn rule(&self, id: &RuleId) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == *id)
    }
}

/// What is wrong, and in which line and column, both from 1. TOML's own text shows the whole line, however long it is.
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

/// A house as it stands in a file.
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
    /// Documents that several rules come from, by a name of the file's own.
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

/// A rule's id, which a house file must not misspell.
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
    /// The rule, with what the file leaves out from the house that it extends.
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
