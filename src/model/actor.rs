//! Actors, and the phrases that refer to them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::vocabulary::open_vocabulary;
use crate::Span;

open_vocabulary! {
    /// The kind of an actor. `"other"` if none fits.
    ActorKind {
        /// One person.
        Person = "person",
        /// Several people without an organization of their own: "senators", "the West".
        Group = "group",
        /// A company, party, campaign, union or agency.
        Organization = "organization",
        /// A state, its government or one of its branches: "Moscow", "the White House".
        Government = "government",
        /// A news organization.
        Outlet = "outlet",
        /// A report, poll, law, letter or web page.
        Document = "document",
        /// A place, not as its government.
        Place = "place",
    }
}

open_vocabulary! {
    /// How a mention refers to its actor.
    MentionKind {
        /// By name: "Emily Horne", "Horne", "the European Union".
        Name = "name",
        /// By an acronym: "NATO".
        Acronym = "acronym",
        /// By a description: "the official".
        Description = "description",
        /// By a pronoun: "she", "who".
        Pronoun = "pronoun",
        /// By a possessive: "his" in "his warning".
        Possessive = "possessive",
        /// By a place that stands for its government: "Moscow", "the Kremlin".
        Place = "place",
    }
}

/// A phrase that refers to an actor.
///
/// ```
/// use ascribe::{Mention, MentionKind, Span};
///
/// let mention = Mention::new(Span::new(0, 3)?, MentionKind::Pronoun);
/// assert_eq!(mention.span.len(), 3);
/// # Ok::<(), ascribe::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Mention {
    /// The phrase.
    pub span: Span,
    /// How it refers.
    pub kind: MentionKind,
}

impl Mention {
    /// A mention at `span`.
    #[must_use]
    pub fn new(span: Span, kind: MentionKind) -> Self {
        Mention { span, kind }
    }
}

/// A person, group, organization, government, outlet, document or place.
///
/// ```
/// use ascribe::{Actor, ActorKind};
///
/// let mut actor = Actor::new(ActorKind::Person).with_name("Emily Horne");
/// actor.role = Some("spokesperson".to_owned());
/// actor.external.insert("wikidata".to_owned(), "Q0".to_owned());
/// assert_eq!(actor.label(), "Emily Horne");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Actor {
    /// Its kind.
    pub kind: ActorKind,
    /// Its names, the fullest first. Empty if the text does not name it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<String>,
    /// Titles before the name: "President", "Sen.".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub titles: Vec<String>,
    /// Its role: "spokesperson", "intelligence officer".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The organization it belongs to: "White House National Security Council".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub affiliation: Option<String>,
    /// Whether the role is a former one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub former: bool,
    /// A description of an actor without a name: "a senior administration official".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The phrases that refer to it, in text order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<Mention>,
    /// Its identifiers in other catalogues, by the name of the catalogue: `"wikidata"`, `"lei"`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub external: BTreeMap<String, String>,
}

impl Actor {
    /// An actor of a kind, without name or description.
    #[must_use]
    pub fn new(kind: ActorKind) -> Self {
        Actor {
            kind,
            names: Vec::new(),
            titles: Vec::new(),
            role: None,
            affiliation: None,
            former: false,
            description: None,
            mentions: Vec::new(),
            external: BTreeMap::new(),
        }
    }

    /// The same actor with one more name. Add the fullest first.
    #[must_use]
    pub fn with_name(mut self, name: impl Into<String>) -> Self {
        self.names.push(name.into());
        self
    }

    /// The same actor with a description.
    #[must_use]
    pub fn with_description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// The same actor with one more mention.
    #[must_use]
    pub fn with_mention(mut self, mention: Mention) -> Self {
        self.mentions.push(mention);
        self
    }

    /// Whether it has this name in the text. Case does not count.
    ///
    /// Any name of a person is found by a part of it ("Koffler", "Rebekah"), with or without the titles that the text gives: the words
    /// must stand in the name, in their order, with its first or its last word among them. The name of anything else must be whole.
    /// Descriptions and pronouns are no names.
    ///
    /// Time complexity: linear in the length of the names.
    ///
    /// ```
    /// use ascribe::{Actor, ActorKind};
    ///
    /// let mut actor = Actor::new(ActorKind::Person).with_name("Rebekah Anne Koffler");
    /// actor.titles.push("Dr.".to_owned());
    /// assert!(actor.is_called("Koffler") && actor.is_called("Dr Rebekah KOFFLER"));
    /// assert!(!actor.is_called("Anne") && !actor.is_called("Koff") && !actor.is_called(""));
    /// let bank = Actor::new(ActorKind::Organization).with_name("Bank of America");
    /// assert!(!bank.is_called("Bank"));
    /// ```
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        let words = |name: &str| -> Vec<String> {
            let words = name.split(|c: char| c.is_whitespace() || c == ',');
            let bare = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
            bare.filter(|word| !word.is_empty()).collect()
        };
        let titles: Vec<String> = self.titles.iter().flat_map(|title| words(title)).collect();
        let asked = words(name);
        let named = asked.iter().position(|word| !titles.contains(word)).unwrap_or(asked.len());
        let Some(asked @ [first, ..]) = asked.get(named..) else { return false };
        self.names.iter().map(|name| words(name)).any(|name| {
            if self.kind != ActorKind::Person {
                return name == asked;
            }
            let mut rest = name.iter();
            asked.iter().all(|word| rest.any(|other| other == word))
                && (name.first() == Some(first) || name.last() == asked.last())
        })
    }

    /// The first of these that it has: its fullest name, its description, its kind.
    #[must_use]
    pub fn label(&self) -> &str {
        self.names.first().or(self.description.as_ref()).map_or(self.kind.as_str(), String::as_str)
    }
}
