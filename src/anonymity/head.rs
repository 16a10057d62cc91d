//! Premodifiers and the head of a noun phrase.

use std::ops::Range;

use super::class_sets::{BODIES, NOUNS, PEOPLE, ROLES};
use super::determiner::read_number;
use super::name::NameKind;
use super::noun::{Fact, Noun, Who};
use super::reader::Reader;
use super::words::{Shape, Word};
use crate::lexicon::{Classes, WordClass};
use crate::{Basis, BasisKind, Number};
use WordClass::{
    Document, Field, Former, Hedge, Identity, IdentityNoun, Institution, Observer, Office, Organization,
    OutletNoun, Partisan, Person, Plain, Pronoun, Public, Seniority, Spokesperson, Thing, Witness,
};

/// A name or a word of a noun phrase.
#[derive(Clone, Debug)]
enum Part {
    Name(Range<usize>, NameKind),
    Word(usize),
}

impl Part {
    fn range(&self) -> Range<usize> {
        match self {
            Part::Name(range, _) => range.clone(),
            Part::Word(at) => *at..*at + 1,
        }
    }
}

impl Reader<'_> {
    /// Reads the premodifiers and the head. Returns the index after the head.
    pub(super) fn head(&self, range: Range<usize>, noun: &mut Noun) -> usize {
        let end = self.region_end(range.clone());
        let mut parts = self.parts(range.start..end, noun);
        // "Clinton's": the possessor is the head. "Article 21", "Chamber 3": the number is not the head.
        let aside = |word: &Word| word.is_possessive_mark() || word.shape == Shape::Number;
        while parts.len() > 1
            && matches!(parts.last(), Some(Part::Word(at)) if self.word(*at).is_some_and(aside))
        {
            parts.pop();
        }
        let possessed = self.modifiers(&parts, noun);
        noun.head = parts.last().and_then(|last| self.cover(last.range()));
        let word = parts.last().and_then(|last| self.word(last.range().end.checked_sub(1)?));
        noun.head_classes = word.map(|word| word.classes).unwrap_or_default();
        match parts.last() {
            Some(Part::Name(range, kind)) => self.name_head(range.clone(), *kind, &parts, noun),
            Some(Part::Word(at)) => self.word_head(*at, &parts, possessed, noun),
            None => {}
        }
        end
    }

    /// The index after the head: that of a preposition, a relative pronoun, a finite verb or a participle.
    fn region_end(&self, range: Range<usize>) -> usize {
        let (mut people, mut seen) = (false, false);
        let mut at = range.start;
        while at < range.end {
            let Some(word) = self.word(at) else { break };
            if seen && self.is_time(at, range.end) {
                return at;
            }
            if at > range.start && self.joins_words(range.start, at, range.end) {
                at += 1; // "U.S. and Russian officials"
                continue;
            }
            if let Some(end) = self.name_at(at, range.end) {
                seen = true;
                at = end;
                continue;
            }
            // A second determiner starts another phrase.
            let determiner = matches!(word.key.as_str(), "a" | "an" | "the");
            if at > range.start && (determiner || self.ends_region(at)) {
                return at;
            }
            let lower = word.shape == Shape::Lower;
            if seen && lower && !word.is(Field) && self.is_participle(at, range.end, people) {
                return at;
            }
            people |= word.any(PEOPLE);
            seen |= word.any(NOUNS) || (lower && word.classes.is_empty() && !word.key.ends_with("ly"));
            at += 1;
        }
        range.end
    }

    /// Whether a word starts a time after the head: "a poll last week", "a statement Tuesday".
    fn is_time(&self, at: usize, end: usize) -> bool {
        let lower_before = at
            .checked_sub(1)
            .and_then(|before| self.word(before))
            .is_some_and(|word| word.shape == Shape::Lower);
        let last = |at: usize| at + 1 >= end || self.ends_region(at + 1);
        let relative = matches!(self.key(at), "last" | "this" | "next" | "earlier" | "late" | "early");
        let unit = self.lexicon.classes(self.key(at + 1)).is(WordClass::TimeUnit);
        (relative && unit || relative && at + 1 < end && self.is_day_or_month(at + 1))
            || lower_before
                && last(at)
                && self.is_day_or_month(at)
                && self.word(at).is_some_and(Word::is_capital)
    }

    fn is_day_or_month(&self, at: usize) -> bool {
        self.lexicon.classes(self.key(at)).is(WordClass::DayOrMonth)
    }

    /// Whether a word after a noun starts a postmodifier: "officials working on", "sources close to".
    fn is_participle(&self, at: usize, end: usize, people: bool) -> bool {
        let key = self.key(at);
        let classes = self.word(at).map(|word| word.classes).unwrap_or_default();
        if self.lexicon.classes(key).is(WordClass::Postposed) {
            return true;
        }
        let before_people = at + 1 < end && self.word(at + 1).is_some_and(|word| word.any(PEOPLE));
        if before_people || key.contains('-') {
            return false;
        }
        if key.ends_with("ing") && key.len() > 5 {
            // "voters filing into", but not "a polling firm" or "a court filing".
            let unlisted = classes.is_empty() || classes == Classes::of(&[Thing]);
            return people && !is_noun(classes) || unlisted && at + 1 < end;
        }
        key.ends_with("ed") && key.len() > 4 && classes.is_empty()
    }

    /// The names and words of a range, in order, without adverbs and conjunctions.
    fn parts(&self, range: Range<usize>, noun: &Noun) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut at = range.start;
        while at < range.end {
            if let Some(end) = self.name_at(at, range.end) {
                let titled =
                    at > 0 && matches!(parts.last(), Some(Part::Word(before)) if self.is_title(*before));
                let the =
                    noun.is(Fact::Definite) && parts.is_empty() && self.key(at.saturating_sub(1)) == "the";
                parts.push(Part::Name(at..end, self.name_kind(at..end, the, titled)));
                at = end;
                continue;
            }
            let adverb =
                self.key(at).ends_with("ly") && self.word(at).is_some_and(|word| word.classes.is_empty());
            if !adverb && !matches!(self.key(at), "and" | "or" | "&") {
                parts.push(Part::Word(at));
            }
            at += 1;
        }
        parts
    }

    /// Whether a role is a title, so that a single name after it is a surname: "President Lee", "Prince Harry", but not "nurse
    /// Maria".
    fn is_title(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| word.is(Office) || (word.any(ROLES) && word.is_capital()))
    }

    fn is_role(&self, part: Option<&Part>) -> bool {
        matches!(part, Some(Part::Word(at)) if self.word(*at).is_some_and(|word| word.any(ROLES)))
    }

    /// Reads the premodifiers. Returns whether one of them is a possessor.
    fn modifiers(&self, parts: &[Part], noun: &mut Noun) -> bool {
        let Some((head, before)) = parts.split_last() else { return false };
        let observer = matches!(head, Part::Word(at) if self.word(*at).is_some_and(|word| word.is(Observer)));
        let (mut possessed, mut owner_start) = (false, 0);
        for (index, part) in before.iter().enumerate() {
            let span = self.cover(part.range());
            let at = match part {
                Part::Word(at) => *at,
                Part::Name(_, kind) => {
                    noun.note(Fact::Affiliated);
                    noun.note_if(Fact::InBody, *kind == NameKind::Institution);
                    if *kind == NameKind::Place {
                        noun.axes.place = noun.axes.place.or(span);
                    } else if noun.axes.affiliation.is_none() {
                        noun.axes.affiliation = span;
                    } else if self.touches(before, index) {
                        noun.axes.affiliation =
                            noun.axes.affiliation.zip(span).map(|(old, new)| old.cover(new));
                    }
                    continue;
                }
            };
            let Some(word) = self.word(at) else { continue };
            if word.is_possessive_mark() {
                possessed = true;
                noun.note(Fact::Definite);
                noun.note(Fact::Affiliated);
                self.owner(before.get(owner_start..index).unwrap_or_default(), noun);
                owner_start = index + 1;
            } else if word.is(Former) {
                noun.axes.former = noun.axes.former.or(span);
            } else if word.is(Seniority) {
                noun.axes.seniority = noun.axes.seniority.or(span);
            } else if word.any(BODIES) {
                body(word, self.touches(before, index), observer, noun);
            } else if word.any(ROLES) {
                // "student leaders", "spokesman John Lee": the head tells the role.
            } else if word.any(Classes::of(&[Identity, Partisan])) {
                noun.note(Fact::Narrowed);
                noun.note_if(Fact::Affiliated, word.is(Partisan));
                noun.axes.affiliation = noun.axes.affiliation.or(span);
            } else if observer && !word.is(Plain) && word.shape != Shape::Number {
                noun.note(Fact::Narrowed);
            }
        }
        possessed
    }

    /// Reads a possessor ("the senator's") as the affiliation.
    fn owner(&self, owner: &[Part], noun: &mut Noun) {
        let rank = |part: &&Part| {
            matches!(part, Part::Word(at) if self.word(*at).is_some_and(|word| {
                word.any(Classes::of(&[Former, Seniority])) && !word.any(ROLES) || word.shape == Shape::Number
            }))
        };
        let start = owner.iter().find(|part| !rank(part)).map(|part| part.range().start);
        let end = owner.last().map(|part| part.range().end);
        let span = start.zip(end).and_then(|(start, end)| self.cover(start..end));
        if span.is_some() && noun.axes.place != span {
            noun.axes.affiliation = span;
        }
    }

    /// Whether the part before is a name or an organization, so that both are one affiliation.
    fn touches(&self, parts: &[Part], index: usize) -> bool {
        match index.checked_sub(1).and_then(|before| parts.get(before)) {
            Some(Part::Name(_, kind)) => *kind != NameKind::Place,
            Some(Part::Word(at)) => self.word(*at).is_some_and(|word| word.any(BODIES)),
            None => false,
        }
    }

    fn name_head(&self, range: Range<usize>, kind: NameKind, parts: &[Part], noun: &mut Noun) {
        let counted = matches!(noun.axes.number, Number::Several | Number::Exactly(_));
        noun.who = match kind {
            // "31 Oromos"
            NameKind::Single if counted && self.key(range.start).ends_with('s') => Who::Members,
            NameKind::Person | NameKind::Single => Who::Person,
            NameKind::Given => Who::Partly,
            NameKind::Institution => Who::Institution,
            NameKind::Place | NameKind::Country => Who::Place,
            NameKind::Nationality if self.is_abbreviated(range.start) => Who::Institution,
            NameKind::Nationality | NameKind::Party => Who::Members,
        };
        noun.note_if(Fact::Plural, noun.who == Who::Members);
        if noun.who == Who::Members {
            noun.axes.affiliation = noun.axes.affiliation.or(self.cover(range));
        } else if noun.who.is_people()
            && let Some(before) = parts.len().checked_sub(2)
            && let Some(Part::Word(at)) = parts.get(before)
            && self.is_role(parts.get(before))
        {
            // "police spokesman Sergeant Tim Hale": a rank behind what somebody does.
            let speaks = |part: &Part| matches!(part, Part::Word(at) if self.word(*at).is_some_and(|word| word.is(Spokesperson)));
            let first = parts.get(..before).and_then(|before| before.iter().rposition(speaks));
            let at = match first.and_then(|first| parts.get(first)) {
                Some(Part::Word(at)) => *at,
                _ => *at,
            };
            self.role(at, parts.get(..first.unwrap_or(before)).unwrap_or_default(), noun);
        }
    }

    /// Whether a nationality is abbreviated: "the U.S." is a country, "the Swiss" are people.
    fn is_abbreviated(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| word.shape == Shape::Upper || word.key.contains('.'))
    }

    /// Reads a role with the subject before it: "intelligence officer".
    fn role(&self, at: usize, before: &[Part], noun: &mut Noun) {
        let Some(word) = self.word(at) else { return };
        let other = Classes::of(&[Plain, Seniority, Former, Identity, Partisan]);
        let subject = |word: &Word| {
            let outside = noun.axes.affiliation.is_none_or(|affiliation| !affiliation.contains(word.span));
            !word.is_mark() && word.shape != Shape::Number && (!word.any(other) || word.any(ROLES)) && outside
        };
        let mut span = word.span;
        for part in before.iter().rev() {
            let Part::Word(at) = part else { break };
            let Some(word) = self.word(*at).filter(|word| subject(word)) else { break };
            span = span.cover(word.span);
        }
        noun.axes.role = Some(span);
        noun.axes.authorised_voice = word.is(Spokesperson).then_some(word.span);
    }

    fn word_head(&self, at: usize, parts: &[Part], possessed: bool, noun: &mut Noun) {
        let Some(word) = self.word(at) else { return };
        let before = parts.get(..parts.len() - 1).unwrap_or_default();
        noun.note_if(Fact::Plural, word.plural);
        noun.who = if word.is(Pronoun) && before.is_empty() {
            Who::Pronoun
        } else if word.any(ROLES) {
            self.role(at, before, noun);
            if word.is(Office) { Who::Office } else { Who::Role }
        } else if word.is(Observer) {
            Who::Observer
        } else if word.is(Witness) {
            noun.basis = Some(Basis::new(BasisKind::Eyewitness, word.span));
            Who::Public
        } else if word.is(Public) {
            Who::Public
        } else if word.is(Person) {
            Who::People
        } else if word.any(Classes::of(&[Partisan, IdentityNoun])) {
            noun.axes.affiliation = noun.axes.affiliation.or(Some(word.span));
            Who::Members
        } else if word.is(Document) {
            noun.note(Fact::Document);
            if possessed && owner_is_person(before) { Who::Person } else { Who::Institution }
        } else if word.is(Institution) {
            let known = noun.axes.affiliation.is_some() || !word.plural || noun.is(Fact::Definite);
            if known { Who::Institution } else { Who::Body }
        } else if word.any(Classes::of(&[Organization, OutletNoun])) {
            let state = noun.axes.affiliation.is_some()
                && noun.is(Fact::InBody)
                && (word.is(OutletNoun) || !word.plural);
            let known = noun.is(Fact::Definite) && !word.plural;
            if known || state || holds_name(before) { Who::Institution } else { Who::Body }
        } else if word.is(Thing) {
            Who::Thing
        } else if word.any(Classes::of(&[Former, Plain, Identity, Seniority])) {
            noun.note_if(Fact::Narrowed, word.is(Identity));
            Who::People
        } else if word.any(BODIES) {
            Who::Institution
        } else if word.is_mark() {
            Who::Nobody
        } else if read_number(&word.key).is_some_and(|number| number > 1) {
            // "three from Lund and two from a rival"
            Who::People
        } else if word.shape == Shape::Number {
            // "12", "a 21-year-old", but not "an 800-page".
            let people = word.key.contains("old") || !word.key.contains('-');
            if people { Who::People } else { Who::Nobody }
        } else if word.any(Classes::of(&[Hedge, Field])) {
            Who::Thing
        } else {
            self.role(at, before, noun);
            Who::Unknown
        };
    }
}

/// Reads an organization before the head: "administration officials". After a name it is part of the affiliation ("Biden
/// administration officials"), unless it is the subject of the role ("Pentagon intelligence officer").
fn body(word: &Word, touches: bool, observer: bool, noun: &mut Noun) {
    noun.note_if(Fact::Narrowed, word.is(Field) && observer);
    if word.is(Field) && noun.is(Fact::Affiliated) {
        if touches && word.is(Institution) {
            noun.axes.affiliation = noun.axes.affiliation.map(|old| old.cover(word.span));
        }
        return;
    }
    noun.note(Fact::Affiliated);
    noun.note_if(Fact::InBody, word.is(Institution));
    noun.axes.affiliation = match noun.axes.affiliation {
        Some(old) if touches => Some(old.cover(word.span)),
        Some(old) => Some(old),
        None => Some(word.span),
    };
}

fn owner_is_person(parts: &[Part]) -> bool {
    parts
        .iter()
        .any(|part| matches!(part, Part::Name(_, NameKind::Person | NameKind::Single | NameKind::Given)))
}

fn holds_name(parts: &[Part]) -> bool {
    parts.iter().any(|part| matches!(part, Part::Name(_, kind) if !matches!(kind, NameKind::Nationality | NameKind::Place)))
}

/// Whether a word in -ing is a noun for people or an organization, and so not a participle.
fn is_noun(classes: Classes) -> bool {
    classes.meets(PEOPLE.union(BODIES))
}
