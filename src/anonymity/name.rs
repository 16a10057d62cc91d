//! Names in a phrase, by capitals and word classes.

use std::ops::Range;

use super::class_sets::{BODIES, ROLES};
use super::closed::OPENERS;
use super::reader::Reader;
use super::words::{Shape, Word};
use crate::lexicon::function_words::is_name_particle;
use crate::lexicon::{Classes, WordClass};
use WordClass::{
    Country, Document, Field, Former, GivenName, Hedge, Identity, IdentityNoun, Institution, Named,
    Nationality, Observer, Organization, Outlet, Partisan, Party, Person, Place, Plain, Pronoun, Public,
    Seniority, Surname, Thing, Witness,
};

/// The kind of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NameKind {
    Person,
    /// A given name, initials or a handle alone.
    Given,
    Institution,
    Country,
    Nationality,
    Party,
    Place,
    /// An unknown capitalised word, most often a surname.
    Single,
}

/// Classes of words that are names by themselves.
const NAMES: Classes = Classes::of(&[Named, Outlet, Country, Nationality, Party, Place]);
/// Classes of words that are not part of a name, except as a surname or in the name of an organization.
const COMMON: Classes = ROLES.union(Classes::of(&[
    Observer,
    Public,
    Witness,
    Partisan,
    Identity,
    IdentityNoun,
    Former,
    Seniority,
    Hedge,
    Pronoun,
]));
/// Classes of words that are part of a name, or common words at the start of a phrase.
const EITHER: Classes = BODIES.union(Classes::of(&[Plain, Field, Person, Document, Thing]));

impl Reader<'_> {
    /// The end of the name that starts at `at`.
    pub(super) fn name_at(&self, at: usize, end: usize) -> Option<usize> {
        self.starts_name(at, end).then(|| self.name_end(at, end))
    }

    fn has(&self, at: usize, classes: Classes) -> bool {
        self.word(at).is_some_and(|word| word.any(classes))
    }

    fn is_capital(&self, at: usize, end: usize) -> bool {
        at < end && self.word(at).is_some_and(Word::is_capital)
    }

    /// Whether a word is a given name, in any case.
    pub(super) fn is_given(&self, at: usize) -> bool {
        let Some(word) = self.word(at) else { return false };
        if word.is(GivenName) {
            return true;
        }
        let mut letters = word.key.chars();
        let capital = letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>());
        capital.is_some_and(|name| self.lexicon.is_given_name(&name))
    }

    /// Whether a word is one that names of organizations have.
    fn is_of_organization(&self, at: usize) -> bool {
        let capital = self.word(at).is_some_and(|word| {
            word.shape == Shape::Upper
                || word.shape == Shape::Capital && (word.key.len() > 3 || !word.is(Named))
        });
        let listed = self.has(at, Classes::of(&[Institution, Organization, Named]));
        capital
            && (listed
                || self
                    .written(at)
                    .split_whitespace()
                    .any(|word| self.lexicon.organization_word(word).is_some()))
    }

    /// Whether a noun for people starts the name of an organization: "Doctors Without Borders", "Citizens for Tax Justice".
    fn is_of_charity(&self, at: usize, end: usize) -> bool {
        let people = self.lexicon.classes(self.key(at)).is(WordClass::CharityPeople);
        let joint = matches!(self.key(at + 1), "without" | "against")
            || (self.key(at + 1) == "for" && self.is_capital(at + 3, end));
        people
            && joint
            && self.is_capital(at, end)
            && self.is_capital(at + 2, end)
            && self.key(at) != "lawyers"
    }

    /// Whether a word is the last one in names of documents: "the Clean Water Act".
    fn is_law(&self, at: usize) -> bool {
        self.lexicon.classes(self.key(at)).is(WordClass::LawNoun)
    }

    /// Whether a word is the only one of the phrase.
    fn is_alone(&self, at: usize, end: usize) -> bool {
        at == 0 && (at + 1 >= end || self.word(at + 1).is_some_and(Word::is_mark))
    }

    fn starts_name(&self, at: usize, end: usize) -> bool {
        let Some(word) = self.word(at) else { return false };
        let key = word.key.as_str();
        // "People", "Un" and "Cia" look like an outlet or an acronym, but are not.
        let word_too =
            word.is(Person) && at == 0 || word.shape == Shape::Capital && key.len() <= 3 && word.is(Named);
        let listed = word.any(NAMES) && !(word.is(Partisan) && word.plural) && !word_too;
        let written = word.is_capital() || key.contains(' ') || self.no_capitals();
        if listed && written && !(word.any(Classes::of(&[Person, Pronoun])) && word.shape == Shape::Lower) {
            return true;
        }
        if key.starts_with('@') {
            return true;
        }
        if !word.is_capital() {
            // "emily horne"
            let next = at + 1 < end
                && self.word(at + 1).is_some_and(|next| next.classes.is_empty() && !next.is_mark());
            return self.no_capitals()
                && word.shape == Shape::Lower
                && at == 0
                && end == 2
                && next
                && self.is_given(at);
        }
        let before_title = at > 0 && self.has(at - 1, ROLES) && self.is_capital(at - 1, end);
        if word.is(Surname) && (self.is_alone(at, end) || before_title) {
            return true;
        }
        let next_name = self.is_capital(at + 1, end) && !self.has(at + 1, COMMON);
        let next_organization = next_name && (self.is_of_organization(at + 1) || self.is_law(at + 1));
        if word.any(COMMON) {
            let body = next_organization
                && at + 2 >= end
                && !word.any(Classes::of(&[Former, Seniority, Partisan, Pronoun]));
            return self.is_of_charity(at, end)
                || (body && !self.has(at, Classes::of(&[WordClass::Office, WordClass::Spokesperson])));
        }
        if is_closed(key) {
            return false;
        }
        if word.any(EITHER) {
            let first = at == 0 || self.word(at - 1).is_some_and(Word::is_mark);
            let name = next_name
                && !self.has(at + 1, Classes::of(&[Document]))
                && word.any(BODIES)
                && !word.is(Plain);
            return !first || next_organization || name || (self.is_given(at) && !self.is_alone(at, end));
        }
        // An unknown adjective can start a phrase: "Frustrated parents".
        let adjective =
            at == 0 && self.words.len() > 1 && word.shape == Shape::Capital && is_adjective_by_ending(key);
        !adjective || next_name
    }

    /// The end of a name.
    fn name_end(&self, start: usize, end: usize) -> usize {
        if !self.is_capital(start, end) && self.no_capitals() {
            return if self.has(start, NAMES) { start + 1 } else { (start + 2).min(end) };
        }
        let charity = self.is_of_charity(start, end);
        let mut organization = self.is_of_organization(start) || charity;
        let mut joined = false;
        let mut at = start + 1;
        while at < end {
            if self.is_capital(at, end) && !is_closed(self.key(at)) {
                if !self.continues_name(start, at, end, organization, joined) {
                    break;
                }
                organization |= self.is_of_organization(at);
                at += 1;
            } else if let Some(step) = self.joint(start, at, end, organization, joined) {
                joined |= matches!(self.key(at), "of" | "for" | "on" | "without" | "against");
                at += step;
            } else {
                break;
            }
        }
        at
    }

    /// Whether a capitalised word continues a name.
    fn continues_name(&self, start: usize, at: usize, end: usize, organization: bool, joined: bool) -> bool {
        let second = at == start + 1;
        let last = at + 1 >= end || self.ends_region(at + 1);
        let given = self.is_given(start);
        let titled = self.is_short_title(start);
        let surname = (given || titled) && second && last;
        let next_organization = self.is_capital(at + 1, end)
            && self.is_of_organization(at + 1)
            && !self.has(at + 1, Classes::of(&[Named]));
        if self.has(at, COMMON) {
            // "The Charlotte Observer"
            let outlet = last && self.lexicon.organization_word(self.written(at)).is_some();
            return surname || next_organization || (joined && last) || outlet;
        }
        // A nationality, party or place ends before a title or a given name.
        let alone = self.has(start, Classes::of(&[Nationality, Party, Place, Country])) && !given;
        if alone
            && second
            && (self.is_given(at) || (self.lexicon.is_title(self.written(at)) && !organization))
        {
            return false;
        }
        let document = self.has(at, Classes::of(&[Document])) && !self.is_law(at);
        !document || organization || next_organization || surname || given
    }

    fn is_short_title(&self, at: usize) -> bool {
        let written = self.written(at);
        self.lexicon.is_title(written)
            && (written.ends_with('.')
                || matches!(written, "Mr" | "Mrs" | "Ms" | "Dr" | "Miss" | "Sir" | "Dame" | "Lord" | "Lady"))
    }

    /// The number of words of a particle inside a name and the word after it: "of Justice", "de la Cruz".
    fn joint(&self, start: usize, at: usize, end: usize, organization: bool, joined: bool) -> Option<usize> {
        let follows = |skip: usize| {
            self.is_capital(at + skip, end)
                && (!self.has(at + skip, COMMON) || self.is_of_organization(at + skip + 1))
        };
        let key = self.key(at);
        let particle = is_name_particle(key);
        match key {
            _ if particle && follows(1) => Some(2),
            "van" | "von" | "de"
                if matches!(self.key(at + 1), "der" | "den" | "la" | "los") && follows(2) =>
            {
                Some(3)
            }
            "&" if follows(1) => Some(2),
            "of" | "for" | "on" | "without" | "against" if organization && follows(1) => Some(2),
            "of" | "for" | "on" if organization && self.key(at + 1) == "the" && follows(2) => Some(3),
            "and" if organization && joined && follows(1) && self.is_of_list(at + 1) => Some(2),
            "in" if organization && joined && follows(1) && self.key(at.saturating_sub(2)) == "and" => {
                Some(2)
            }
            // "People's Party"
            "'s" | "'" if at == start + 1 && follows(1) && self.is_of_organization(at + 1) => {
                let owner = self.has(start, Classes::of(&[Named, Country])) || self.is_given(start);
                (!owner).then_some(2)
            }
            _ => None,
        }
    }

    /// Whether a word after "and" continues a name: "Health and Human Services", "Strategic and International Studies".
    fn is_of_list(&self, at: usize) -> bool {
        let person = self.is_given(at) || self.lexicon.is_title(self.written(at));
        !person && !self.has(at, Classes::of(&[Country, Named, Outlet, Nationality]))
    }

    /// The kind of a name. `the` tells whether the article precedes it, and `titled` whether a title does.
    pub(super) fn name_kind(&self, range: Range<usize>, the: bool, titled: bool) -> NameKind {
        if range.len() == 1 {
            self.single(range.start, the, titled)
        } else {
            self.several(range, the, titled)
        }
    }

    fn single(&self, at: usize, the: bool, titled: bool) -> NameKind {
        let Some(word) = self.word(at) else { return NameKind::Single };
        let given = self.is_given(at);
        let named = !(given && titled);
        if word.any(Classes::of(&[Outlet, Named])) && named {
            return NameKind::Institution;
        }
        for (class, kind) in [
            (Nationality, NameKind::Nationality),
            (Party, NameKind::Party),
            (Place, NameKind::Place),
            (Country, NameKind::Country),
        ] {
            if word.is(class) && named {
                return kind;
            }
        }
        let letters = word.key.chars().filter(|c| c.is_alphabetic()).count();
        let initials = letters == 1 || (word.key.contains('.') && letters == 2);
        if word.key.starts_with('@') || initials {
            return NameKind::Given;
        }
        if titled {
            return NameKind::Person;
        }
        if given && !the {
            return NameKind::Given;
        }
        let acronym =
            word.shape == Shape::Upper && (2..=6).contains(&letters) || word.key.contains('.') && letters > 2;
        let body =
            word.any(Classes::of(&[Institution, Organization, Document])) || self.is_of_organization(at);
        if acronym || body || the || self.is_mixed(at) { NameKind::Institution } else { NameKind::Single }
    }

    /// Whether a word has an inner capital that is not after a prefix of surnames ("Mc", "De", "O'").
    fn is_mixed(&self, at: usize) -> bool {
        let written = self.written(at);
        let capitals = written.char_indices().filter(|(_, c)| c.is_uppercase()).map(|(offset, _)| offset);
        let inner = capitals.skip(1).filter(|offset| *offset > 3).count();
        inner > 0 && !written.contains(['-', '’', '\'', '‑']) && written.chars().any(char::is_lowercase)
    }

    fn several(&self, range: Range<usize>, the: bool, titled: bool) -> NameKind {
        let names = self.lexicon;
        let first = range.start;
        let last = range.end - 1;
        let given = self.is_given(first) && !self.has(first, Classes::of(&[Named, Outlet]));
        let title =
            self.is_short_title(first) || (names.is_title(self.written(first)) && !self.has(first, BODIES));
        let lettered = range.len() == 2 && is_lettered(self.written(first), self.written(last));
        if lettered && !the && !title && !titled && !self.has(first, NAMES) {
            return NameKind::Given;
        }
        let initial = range.clone().skip(1).any(|at| self.word(at).is_some_and(is_initial));
        if initial && !the && !self.has(first, NAMES) {
            return NameKind::Person;
        }
        // A given name after the first word shows a person: "Cornell William Brooks".
        let middle = range.len() > 2
            && self.is_given(first + 1)
            && !self.has(first, Classes::of(&[Country, Place, Nationality]));
        let organization = range.clone().skip(usize::from(middle)).any(|at| self.is_of_organization(at));
        let organization = organization || self.is_of_charity(first, range.end);
        if organization && (the || !((given || title) && range.len() == 2)) && !titled {
            return NameKind::Institution;
        }
        // "Mr. K."
        if title
            && range.len() == 2
            && self.single(last, false, false) == NameKind::Given
            && !self.is_given(last)
        {
            return NameKind::Given;
        }
        if given || title || titled || middle || self.no_capitals() {
            return NameKind::Person;
        }
        let acronym = self
            .word(last)
            .is_some_and(|word| word.shape == Shape::Upper && word.key.len() > 3 && !self.is_shouting());
        let body = self.has(first, NAMES)
            || self.has(last, Classes::of(&[Document, Outlet, Named]))
            || self.is_law(last);
        if the || acronym || body { NameKind::Institution } else { NameKind::Person }
    }
}

/// Whether a name is a part of one and a letter: "Maria K.", "Girl C".
pub(crate) fn is_cut(name: &str) -> bool {
    name.split_once(' ').is_some_and(|(first, last)| is_lettered(first, last))
}

fn is_lettered(first: &str, last: &str) -> bool {
    let letters = |word: &str| word.trim_end_matches('.').chars().count();
    let capital = last.chars().next().is_some_and(char::is_uppercase);
    capital && letters(last) == 1 && letters(first) > 1 && !first.ends_with('.')
}

fn is_initial(word: &Word) -> bool {
    word.key.ends_with('.') && word.key.chars().count() <= 4
}

/// Whether a word is never part of a name, though it can have a capital.
fn is_closed(key: &str) -> bool {
    OPENERS.contains(&key)
}

/// Whether a word has the ending of an adjective or a participle.
fn is_adjective_by_ending(key: &str) -> bool {
    let endings = ["al", "ic", "ive", "ous", "ful", "less", "able", "ible", "ed", "ing", "ary", "ory"];
    key.len() > 5 && endings.iter().any(|ending| key.ends_with(ending))
}
