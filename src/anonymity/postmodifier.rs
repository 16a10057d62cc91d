//! Postmodifiers, the words after a head: "of the Treasury", "in Kyiv", "who works for the firm", "named Yusuf".

use std::ops::Range;

use super::closed::JOINTS;
use super::noun::{Fact, Noun, Who};
use super::reader::Reader;
use super::words::Word;
use crate::Span;
use crate::lexicon::WordClass;

impl Reader<'_> {
    /// Reads the postmodifiers of a head.
    pub(super) fn postmodifiers(&self, range: Range<usize>, noun: &mut Noun, depth: usize) {
        let mut at = range.start;
        let mut relative = false;
        while at < range.end {
            let key = self.key(at);
            let classes = self.lexicon.classes(key);
            let names = classes.is(WordClass::NamingParticiple);
            match key {
                "who" => relative = true,
                _ if (names || matches!(key, "only" | "as" | "by")) && self.precedes_name(at, &range) => {
                    let end = self.next_boundary(at + 1..range.end);
                    let name = self.coordinated(at + 1..end, depth + 1);
                    if matches!(name.who, Who::Person | Who::Partly) && noun.who.is_people() {
                        noun.who = name.who;
                    }
                    at = end;
                    continue;
                }
                _ if names || key == "only" || classes.is(WordClass::PostVerb) => {}
                // "a woman who is a nurse at the clinic"
                "is" | "was" | "are" | "were" | "as" if relative => {
                    let other = self.coordinated(at + 1..range.end, depth + 1);
                    if matches!(other.who, Who::Role | Who::Office) {
                        noun.add_description(&other);
                    }
                    return;
                }
                joint if is_joint(joint) => {
                    let end = self.before_participle(at + 1..self.next_boundary(at + 1..range.end));
                    let inner = self.coordinated(at + 1..end, depth + 1);
                    self.add_prepositional(joint, &inner, at + 1..end, noun);
                    at = end;
                    continue;
                }
                _ => return,
            }
            at += 1;
        }
    }

    /// The end of a noun phrase, before a participle that opens a clause: "the mosques damaged" by fire.
    fn before_participle(&self, range: Range<usize>) -> usize {
        let Some(last) = range.end.checked_sub(1) else { return range.end };
        let opens = |at: usize| {
            let key = self.key(at);
            key.len() > 4 && key.ends_with("ed") && self.word(at).is_some_and(|word| !word.is_capital())
        };
        // "the accused"
        let noun = last > range.start + 1
            && self
                .word(last - 1)
                .is_some_and(|word| !self.key(last - 1).ends_with("ly") && !word.is_capital());
        if noun && opens(last) { last } else { range.end }
    }

    /// Whether a name is the next word: "named Yusuf", "known as Abu Omar".
    fn precedes_name(&self, at: usize, range: &Range<usize>) -> bool {
        at + 1 < range.end
            && self.word(at + 1).is_some_and(Word::is_capital)
            && !(self.key(at) == "by" && at == range.start)
    }

    /// Adds what a prepositional phrase tells of a noun.
    fn add_prepositional(&self, joint: &str, inner: &Noun, range: Range<usize>, noun: &mut Noun) {
        let span = self.cover(self.skip_determiner(range.clone()));
        if noun.who == Who::Observer && matches!(joint, "of" | "on" | "about" | "for" | "to") {
            noun.note(Fact::Narrowed);
            return;
        }
        // "experts in infectious disease", but not "in other cities"
        if noun.who == Who::Observer
            && joint == "in"
            && matches!(inner.who, Who::Thing | Who::Unknown | Who::Nobody)
        {
            noun.note(Fact::Narrowed);
            return;
        }
        // "the author of the study", "the mother of the boy": one or a few people.
        let handful = noun.is(Fact::Definite) && !noun.is(Fact::Plural) && inner.is(Fact::Definite);
        if noun.who == Who::Role && joint == "of" && handful {
            noun.note(Fact::Narrowed);
        }
        if noun.is(Fact::Document) {
            // A document with a named author counts as that person.
            if joint == "by" && inner.who == Who::Person {
                noun.who = Who::Person;
            }
            return;
        }
        let by_place = matches!(joint, "in" | "near" | "outside" | "from" | "across" | "around");
        let place = inner.who == Who::Place && joint != "for"
            || inner.who == Who::Person && matches!(joint, "in" | "near");
        if place && (by_place || joint == "of" || joint == "at") {
            noun.note(Fact::Affiliated);
            noun.axes.place = noun.axes.place.or(span);
            return;
        }
        let definite = inner.is(Fact::Definite) || inner.is(Fact::Affiliated);
        let belongs = match inner.who {
            // "at the paper" refers to the newspaper, not to the document.
            Who::Institution => !inner.is(Fact::Document) || self.is_outlet(&range, inner),
            Who::Person | Who::Partly | Who::Place | Who::Members => true,
            Who::Body => noun.who != Who::People || definite,
            Who::Role | Who::Office => definite || matches!(joint, "to" | "for"),
            Who::Public | Who::People | Who::Observer => {
                inner.is(Fact::Narrowed) || (definite && noun.who == Who::Role)
            }
            Who::Unknown => definite && matches!(joint, "at" | "for" | "from" | "inside" | "with" | "to"),
            _ => false,
        };
        if !belongs || matches!(joint, "about" | "behind" | "across" | "around" | "outside") {
            return;
        }
        noun.note_if(Fact::InBody, inner.who == Who::Institution && joint != "from");
        noun.note(Fact::Affiliated);
        // "Director of Research at Acme": the first was the subject of the role.
        let subject = noun.axes.affiliation.filter(|_| matches!(joint, "at" | "for" | "with"));
        if subject.is_some_and(|subject| self.is_one_word_of(subject, range.start)) {
            noun.axes.affiliation = span;
        }
        noun.axes.affiliation = noun.axes.affiliation.or(span);
        noun.axes.place = noun.axes.place.or(inner.axes.place);
    }

    /// Whether a span is one word behind "of", before an index.
    fn is_one_word_of(&self, span: Span, before: usize) -> bool {
        let at = (1..before).rev().find(|at| self.span(*at) == Some(span));
        at.is_some_and(|at| self.key(at - 1) == "of")
    }

    /// Whether a phrase refers to an outlet rather than to a document: "the paper", "the magazine".
    fn is_outlet(&self, range: &Range<usize>, inner: &Noun) -> bool {
        let last = range.end.checked_sub(1).and_then(|last| self.word(last));
        inner.is(Fact::Definite) && last.is_some_and(|word| word.is(WordClass::OutletNoun) && !word.plural)
    }
}

fn is_joint(key: &str) -> bool {
    JOINTS.contains(&key)
}
