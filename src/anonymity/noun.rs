//! The content of a noun phrase, and the level that follows from it.

use crate::lexicon::Classes;
use crate::{Basis, Descriptors, Level, Span};

/// The kind of the head of a noun phrase.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Who {
    /// No head.
    #[default]
    Nobody,
    /// The name of a person.
    Person,
    /// A given name, initials or a handle alone.
    Partly,
    /// A named or known institution, or a document.
    Institution,
    /// A country or town, which can stand for its government or be a place.
    Place,
    /// An organization without a name.
    Body,
    Role,
    /// A role that one person holds at a time and place.
    Office,
    /// A noun without a role that a subject narrows: "expert".
    Observer,
    /// A noun without a role that only an affiliation narrows: "man".
    People,
    /// A capacity that anybody can have: "voter".
    Public,
    /// People named by their party, nation or group: "Democrats", "Germans".
    Members,
    Pronoun,
    /// A thing, which cannot speak.
    Thing,
    /// An unknown noun. Most unknown nouns for sources are roles.
    Unknown,
}

impl Who {
    /// What the head is, in words.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Who::Nobody => "none",
            Who::Person => "name of a person",
            Who::Partly => "part of a name",
            Who::Institution => "institution or document",
            Who::Place => "place",
            Who::Body => "organization",
            Who::Role => "role",
            Who::Office => "office",
            Who::Observer => "observer",
            Who::People => "people",
            Who::Public => "public",
            Who::Members => "members of a group",
            Who::Pronoun => "pronoun",
            Who::Thing => "thing",
            Who::Unknown => "unknown noun",
        }
    }

    /// Whether the head refers to people.
    pub(super) const fn is_people(self) -> bool {
        !matches!(self, Who::Nobody | Who::Institution | Who::Place | Who::Thing | Who::Body)
    }
}

/// A fact that a noun phrase tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fact {
    /// An organization, place, party or person to which the source belongs.
    Affiliated = 1,
    /// A subject ("tax") or a group of people ("black").
    Narrowed = 2,
    /// A definite article or a possessor.
    Definite = 4,
    /// An affiliation with an organization that has members, not with a place or party.
    InBody = 8,
    Plural = 16,
    Document = 32,
    /// Several noun phrases with "and".
    Several = 64,
    /// Members as examples.
    Exemplified = 128,
}

/// A set of facts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Facts(u8);

/// The content of a noun phrase.
#[derive(Clone, Debug, Default)]
pub(super) struct Noun {
    pub(super) who: Who,
    pub(super) axes: Descriptors,
    pub(super) basis: Option<Basis>,
    pub(super) facts: Facts,
    /// The head.
    pub(super) head: Option<Span>,
    /// The classes of the head.
    pub(super) head_classes: Classes,
}

impl Noun {
    /// The facts that hold, by name.
    pub(super) fn facts(&self) -> impl Iterator<Item = &'static str> + '_ {
        const NAMES: [(Fact, &str); 8] = [
            (Fact::Affiliated, "affiliated"),
            (Fact::Narrowed, "narrowed by a subject or group"),
            (Fact::Definite, "definite"),
            (Fact::InBody, "in a body with members"),
            (Fact::Plural, "plural"),
            (Fact::Document, "document"),
            (Fact::Several, "several joined by \"and\""),
            (Fact::Exemplified, "with examples"),
        ];
        NAMES.into_iter().filter(|(fact, _)| self.is(*fact)).map(|(_, name)| name)
    }

    pub(super) const fn is(&self, fact: Fact) -> bool {
        self.facts.0 & fact as u8 != 0
    }

    pub(super) fn note(&mut self, fact: Fact) {
        self.facts.0 |= fact as u8;
    }

    pub(super) fn note_if(&mut self, fact: Fact, holds: bool) {
        if holds {
            self.note(fact);
        }
    }

    pub(super) fn forget(&mut self, fact: Fact) {
        self.facts.0 &= !(fact as u8);
    }

    /// The level that follows from the noun phrase alone, and the rule that gives it.
    pub(super) fn level(&self) -> (Level, &'static str) {
        let affiliated = self.is(Fact::Affiliated);
        let narrowed = self.is(Fact::Narrowed);
        let handful = self.is(Fact::Definite) && !self.is(Fact::Plural);
        match self.who {
            Who::Person => (Level::Named, "the name of a person"),
            Who::Institution => (Level::Institutional, "the name of an institution, or a document"),
            Who::Place => (Level::Institutional, "a place that stands for its government"),
            Who::Partly => (Level::Partial, "a part of a name, or a name that is not the person's own"),
            Who::Role if affiliated => (Level::Described, "a role with an affiliation"),
            Who::Role if narrowed => (Level::Described, "a role that a subject or group narrows"),
            Who::Unknown if affiliated => (Level::Described, "an unknown noun with an affiliation"),
            Who::Office if affiliated || narrowed => {
                (Level::Described, "an office with an affiliation or subject")
            }
            Who::Office if handful => {
                (Level::Described, "an office of one holder, definite and in the singular")
            }
            Who::Members if self.is(Fact::InBody) => (Level::Described, "members of a party in one body"),
            Who::Body => (Level::Vague, "an organization without a name"),
            Who::Role | Who::Office => (Level::Vague, "a role without an affiliation"),
            Who::Public => (Level::Vague, "a capacity that anybody may have"),
            Who::Members => (Level::Vague, "members of a party, nation or group"),
            Who::Unknown => (Level::Vague, "an unknown noun without an affiliation"),
            Who::Observer | Who::People if affiliated || narrowed => {
                (Level::Vague, "a noun without a role, with an affiliation or subject")
            }
            Who::Observer | Who::People | Who::Pronoun if self.basis.is_some() => {
                (Level::Vague, "a noun without a role, with a basis of knowledge")
            }
            Who::Observer | Who::People => (Level::Bare, "a noun that tells nothing"),
            Who::Pronoun => (Level::Bare, "a pronoun"),
            Who::Nobody => (Level::Unattributed, "no noun that could speak"),
            Who::Thing => (Level::Unattributed, "a thing that cannot speak"),
        }
    }

    /// Adds another description of the same person: "a man, a nurse at the clinic".
    pub(super) fn add_description(&mut self, other: &Noun) {
        if matches!(self.who, Who::People | Who::Observer | Who::Public | Who::Pronoun) {
            self.who = other.who;
            (self.head, self.head_classes) = (other.head, other.head_classes);
        }
        for fact in [Fact::Affiliated, Fact::Narrowed, Fact::InBody] {
            self.note_if(fact, other.is(fact));
        }
        self.fill(other);
    }

    /// Fills the axes that are empty from another noun phrase.
    pub(super) fn fill(&mut self, other: &Noun) {
        let (old, new) = (&mut self.axes, &other.axes);
        for (slot, value) in [
            (&mut old.role, new.role),
            (&mut old.seniority, new.seniority),
            (&mut old.former, new.former),
            (&mut old.affiliation, new.affiliation),
            (&mut old.place, new.place),
            (&mut old.authorised_voice, new.authorised_voice),
        ] {
            if slot.is_none() {
                *slot = value;
            }
        }
        if self.basis.is_none() {
            self.basis.clone_from(&other.basis);
        }
    }
}
