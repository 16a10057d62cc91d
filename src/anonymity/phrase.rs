//! A whole phrase: noun phrases with appositions, relative clauses and coordination.

use std::ops::Range;

use super::closed::BOUNDARIES;
use super::noun::{Fact, Noun, Who};
use super::reader::Reader;
use super::words::{Shape, Word};
use crate::Number;
use crate::lexicon::{Classes, WordClass};
use WordClass::{
    Branch, Country, Field, Former, Hedge, Identity, Institution, Named, Nationality, Observer, Office,
    Organization, Outlet, Partisan, Party, Person, Place, Plain, Public, Role, Seniority, Spokesperson,
    Thing,
};

/// Maximum depth of noun phrases in noun phrases.
const MAX_DEPTH: usize = 4;

impl Reader<'_> {
    /// Reads the whole phrase.
    pub(super) fn whole(&self) -> Noun {
        let all = 0..self.words.len();
        if let Some(noun) = self.impersonal(all.clone()) {
            return noun;
        }
        let mut segments = self.segments(all).into_iter();
        let Some(first) = segments.next() else { return Noun::default() };
        let mut noun = self.coordinated(first, 0);
        for segment in segments {
            self.join(&mut noun, segment);
        }
        noun
    }

    /// Reads an impersonal phrase: "it is believed", "reportedly". Its source is the agent after "by", or nobody.
    fn impersonal(&self, all: Range<usize>) -> Option<Noun> {
        let first = self.word(all.start)?;
        let impersonal =
            matches!(first.key.as_str(), "it" | "is" | "was" | "are" | "were" | "has" | "have" | "as");
        let passive = impersonal
            && all.clone().skip(1).take(5).any(|at| {
                let key = self.key(at);
                key.ends_with("ed") || self.lexicon.classes(key).is(WordClass::OpinionParticiple)
            });
        if !passive && !first.is(Hedge) {
            return None;
        }
        let by = all.clone().find(|at| self.key(*at) == "by").filter(|by| by + 1 < all.end);
        Some(by.map_or_else(Noun::default, |by| self.coordinated(by + 1..all.end, 0)))
    }

    /// The ranges between commas, dashes and the like.
    fn segments(&self, all: Range<usize>) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut start = all.start;
        for at in all.clone() {
            if self.word(at).is_some_and(is_break) {
                if at > start {
                    found.push(start..at);
                }
                start = at + 1;
            }
        }
        if all.end > start {
            found.push(start..all.end);
        }
        found
    }

    /// Adds a later segment: more members, an apposition or a clause.
    fn join(&self, noun: &mut Noun, segment: Range<usize>) {
        let key = self.key(segment.start);
        // Examples do not change the level of a group.
        if matches!(key, "like" | "especially" | "notably" | "particularly")
            || (key == "such" && self.key(segment.start + 1) == "as")
        {
            noun.note(Fact::Exemplified);
            return;
        }
        // Members that are included are sources too.
        let example = matches!(key, "namely" | "including" | "among");
        let also = matches!(key, "and" | "or" | "&" | "plus");
        let clause = matches!(
            key,
            "who"
                | "which"
                | "whose"
                | "whom"
                | "that"
                | "where"
                | "when"
                | "while"
                | "because"
                | "as"
                | "now"
                | "on"
                | "by"
                | "to"
                | "also"
                | "once"
                | "if"
                | "but"
                | "not"
                | "in"
                | "at"
                | "of"
                | "for"
                | "from"
                | "with"
                | "identified"
                | "known"
                | "named"
        ) || key.ends_with("ing");
        if clause && !example {
            if matches!(
                key,
                "in" | "at" | "of" | "for" | "from" | "with" | "who" | "identified" | "known" | "named"
            ) {
                self.postmodifiers(segment, noun, 1);
            }
            return;
        }
        let start = segment.start + usize::from(example || also);
        if start >= segment.end {
            return;
        }
        // The segment continues a list of examples.
        if noun.is(Fact::Exemplified) {
            return;
        }
        let other = self.coordinated(start..segment.end, 0);
        // "leaders of the United States, Canada and Mexico"
        let placed = noun.axes.place.is_some() || noun.axes.affiliation.is_some();
        if other.who == Who::Place && noun.who.is_people() && placed && !example {
            noun.note(Fact::Affiliated);
            return;
        }
        if also || example || (other.is(Fact::Several) && noun.who != Who::Institution) {
            merge(noun, other);
            return;
        }
        match (noun.who, other.who) {
            (Who::Nobody | Who::Thing, _) => *noun = other,
            (Who::Body, Who::Institution) => noun.who = other.who,
            // "a lawyer for the outlets, David Schulz"
            (Who::Person | Who::Partly, Who::Person | Who::Partly) => {}
            (who, Who::Person | Who::Partly)
                if who.is_people() && (!noun.is(Fact::Plural) || other.who == Who::Partly) =>
            {
                noun.who = other.who;
            }
            // "Jane Roe, a lawyer for the firm"; "a man, a nurse at the clinic"
            (who, Who::Role | Who::Office | Who::Unknown) if who.is_people() => noun.add_description(&other),
            _ => {}
        }
    }

    /// Reads noun phrases with coordination.
    pub(super) fn coordinated(&self, range: Range<usize>, depth: usize) -> Noun {
        if depth > MAX_DEPTH || range.is_empty() {
            return Noun::default();
        }
        let mut joined: Option<Noun> = None;
        let (mut start, mut at) = (range.start, range.start);
        while at < range.end {
            if let Some(end) = self.name_at(at, range.end) {
                at = end;
                continue;
            }
            let width = self.joint_width(at);
            let next = at + width;
            if width > 0 && at > start && next < range.end && self.joins_phrases(start, at, next, range.end) {
                if matches!(self.key(at), "like" | "such") {
                    // Examples do not change the level. See `join`.
                    let mut noun = self.noun(start..at, depth);
                    noun.note(Fact::Exemplified);
                    return match joined {
                        Some(mut whole) => {
                            merge(&mut whole, noun);
                            whole
                        }
                        None => noun,
                    };
                }
                let member = self.noun(start..at, depth);
                match &mut joined {
                    Some(noun) => merge(noun, member),
                    None => joined = Some(member),
                }
                start = next;
            }
            at = next.max(at + 1);
        }
        let last = self.noun(start..range.end, depth);
        match joined {
            Some(mut noun) => {
                merge(&mut noun, last);
                noun
            }
            None => last,
        }
    }

    /// The number of words of a conjunction. 0 for another word.
    fn joint_width(&self, at: usize) -> usize {
        match self.key(at) {
            "and" | "or" | "&" | "plus" | "alongside" | "including" | "like" => 1,
            "as" if self.key(at + 1) == "well" && self.key(at + 2) == "as" => 3,
            "along" | "together" if self.key(at + 1) == "with" => 2,
            "such" if self.key(at + 1) == "as" => 2,
            _ => 0,
        }
    }

    /// Reads one noun phrase.
    fn noun(&self, range: Range<usize>, depth: usize) -> Noun {
        let mut noun = Noun::default();
        let mut at = range.start;
        let past = self.past_adverbs(range.clone());
        if self.share(past..range.end, &mut noun).is_some() {
            return noun;
        }
        at = self.determiners(at..range.end, &mut noun);
        // "one of", "dozens of", "a group of": the number is that of the noun phrase after it.
        if let Some(next) = self.partitive(at..range.end, &mut noun) {
            let mut inner = self.coordinated(next..range.end, depth + 1);
            inner.axes.number = noun.axes.number;
            inner.axes.number_span = noun.axes.number_span;
            if matches!(inner.who, Who::Nobody | Who::Thing) {
                inner.who = Who::People;
            }
            if noun.who == Who::Public
                && matches!(inner.who, Who::Observer | Who::People | Who::Pronoun | Who::Place)
            {
                inner.who = Who::Public;
            }
            // "one of the governors" is not "the governor".
            inner.forget(Fact::Definite);
            return inner;
        }
        at = self.head(at..range.end, &mut noun);
        self.postmodifiers(at..range.end, &mut noun, depth);
        self.set_number(&mut noun, range);
        noun
    }

    /// The index after adverbs and the like.
    fn past_adverbs(&self, range: Range<usize>) -> usize {
        let adverb = |at: &usize| {
            matches!(
                self.key(*at),
                "only"
                    | "just"
                    | "about"
                    | "nearly"
                    | "almost"
                    | "some"
                    | "another"
                    | "roughly"
                    | "the"
                    | "more"
                    | "than"
                    | "fewer"
                    | "less"
                    | "over"
                    | "under"
            )
        };
        range.clone().find(|at| !adverb(at)).unwrap_or(range.end)
    }

    /// Sets the number of a noun without a number word.
    fn set_number(&self, noun: &mut Noun, range: Range<usize>) {
        if !noun.who.is_people() {
            noun.axes.number = Number::Unstated;
            noun.axes.number_span = None;
        } else if noun.who == Who::Pronoun {
            noun.axes.number = match self.key(range.start) {
                "i" | "me" | "he" | "him" | "his" | "she" | "her" | "one" | "himself" | "herself" => {
                    Number::One
                }
                "who" | "whom" | "whose" | "which" | "that" | "it" | "its" | "you" | "your" => {
                    Number::Unstated
                }
                _ => Number::Several,
            };
        } else if noun.axes.number == Number::Unstated {
            noun.axes.number = if noun.is(Fact::Plural) { Number::Several } else { Number::One };
        }
    }

    /// Whether a conjunction joins two noun phrases, and not parts of a name, adjectives of a noun, or objects of a preposition.
    fn joins_phrases(&self, start: usize, joint: usize, next: usize, end: usize) -> bool {
        let right_start = self.skip_determiner(next..end).start;
        let (Some(left), Some(right)) =
            (joint.checked_sub(1).and_then(|at| self.word(at)), self.word(right_start))
        else {
            return false;
        };
        if matches!(self.key(joint), "including" | "like" | "such") {
            return true;
        }
        let modifier = |word: &Word| {
            let adjectives =
                Classes::of(&[Nationality, Party, Identity, Branch, Field, Plain, Seniority, Former]);
            word.any(adjectives) && !word.any(Classes::of(&[Role, Public]))
        };
        let after = right_start + 1;
        let modifiers = modifier(left) && modifier(right);
        // "current and former Treasury officials"
        let is_lower = modifiers && left.shape == Shape::Lower && right.shape == Shape::Lower;
        let noun_follows = after < end
            && self
                .word(after)
                .is_some_and(|word| (word.shape == Shape::Lower || is_lower) && !word.is_mark())
            && !self.ends_region(after);
        let bare = right_start == next;
        let single = joint == start + 1 || modifier(left);
        if bare && noun_follows && single && (modifiers || alike(left, right)) {
            return false;
        }
        // "lawyers for both Donald and Ivana Trump", "officials in China and Russia": one preposition has two objects,
        // unless the second is people of its own.
        let people = Classes::of(&[Role, Office, Spokesperson, Person, Public, Observer, Partisan]);
        let preposition = (start + 1..joint).any(|at| {
            matches!(
                self.key(at),
                "of" | "for" | "in" | "at" | "from" | "to" | "with" | "on" | "between" | "by" | "both"
            )
        });
        let own = (right_start..end).take_while(|at| *at == right_start || !self.ends_region(*at)).take(5);
        let own = own.into_iter().any(|at| self.word(at).is_some_and(|word| word.any(people)));
        !(preposition && bare) || own
    }

    /// Whether a conjunction joins two premodifiers of a noun.
    pub(super) fn joins_words(&self, start: usize, at: usize, end: usize) -> bool {
        matches!(self.key(at), "and" | "or") && at + 1 < end && !self.joins_phrases(start, at, at + 1, end)
    }

    /// The index of the next word that ends a noun phrase.
    pub(super) fn next_boundary(&self, range: Range<usize>) -> usize {
        let mut at = range.start;
        while at < range.end {
            if let Some(end) = self.name_at(at, range.end) {
                at = end;
            } else if at > range.start && self.ends_region(at) && self.joint_width(at) == 0 {
                return at;
            } else {
                at += 1;
            }
        }
        range.end
    }

    /// Whether a word cannot be before the head of a noun phrase.
    pub(super) fn ends_region(&self, at: usize) -> bool {
        let Some(word) = self.word(at) else { return true };
        if word.is_mark() {
            return is_break(word);
        }
        BOUNDARIES.contains(&word.key.as_str())
            && (word.shape == Shape::Lower || !word.any(Classes::of(&[Named, Outlet])))
    }
}

/// Whether a mark separates segments.
fn is_break(word: &Word) -> bool {
    word.is_mark() && !word.is_possessive_mark() && !matches!(word.key.as_str(), "%" | "&" | "$" | "/")
}

/// Whether two capitalised words before a noun are of one kind: "Trump and Clinton aides".
fn alike(left: &Word, right: &Word) -> bool {
    let bodies = Classes::of(&[Country, Named, Place, Outlet]);
    left.is_capital()
        && right.is_capital()
        && left.any(bodies)
            == right.any(bodies.union(Classes::of(&[Nationality, Institution, Organization, Thing])))
        && !right.any(Classes::of(&[Role, Office, Partisan]))
}

/// Adds a member. A source with several members has the level of the most identifiable one.
fn merge(noun: &mut Noun, other: Noun) {
    let better = noun.who == Who::Nobody || other.level().0 < noun.level().0;
    let left = if better { std::mem::replace(noun, other) } else { other };
    if noun.who.is_people() || left.who.is_people() {
        noun.axes.number = Number::Several;
        noun.axes.number_span = None;
    }
    noun.note(Fact::Plural);
    noun.note(Fact::Several);
    // The role of an aide is not that of the named senator.
    if noun.who != Who::Person {
        noun.fill(&left);
    }
}
