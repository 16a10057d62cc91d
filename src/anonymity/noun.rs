//! The content of a noun phrase, and the level that follows from it.

use crate::{Basis, Descriptors, Level};

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
}

impl Noun {
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

    /// The level that follows from the noun phrase alone.
    pub(super) fn level(&self) -> Level {
        let affiliated = self.is(Fact::Affiliated);
        let narrowed = self.is(Fact::Narrowed);
        let handful = self.is(Fact::Definite) && !self.is(Fact::Plural);
        match self.who {
            Who::Person => Level::Named,
            Who::Institution | Who::Place => Level::Institutional,
            Who::Partly => Level::Partial,
            Who::Role if affiliated || narrowed => Level::Described,
            Who::Unknown if affiliated => Level::Described,
            Who::Office if affiliated || narrowed || handful => Level::Described,
            // The members of a party in one chamber or committee are a handful.
            Who::Members if self.is(Fact::InBody) => Level::Described,
            Who::Body | Who::Role | Who::Unknown | Who::Office | Who::Public | Who::Members => Level::Vague,
            Who::Observer | Who::People if affiliated || narrowed => Level::Vague,
            Who::Observer | Who::People | Who::Pronoun if self.basis.is_some() => Level::Vague,
            Who::Observer | Who::People | Who::Pronoun => Level::Bare,
            Who::Nobody | Who::Thing => Level::Unattributed,
        }
    }

    /// Adds another description of the same person: "a man, a nurse at the clinic".
    pub(super) fn add_description(&mut self, other: &Noun) {
        if matches!(self.who, Who::People | Who::Observer | Who::Public | Who::Pronoun) {
            self.who = other.who;
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
