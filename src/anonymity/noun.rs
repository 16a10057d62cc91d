//! One noun phrase: who it is about, and what its words tell.

use std::ops::Range;

use super::lexicon::{Classes, WordClass};
use super::phrase::Reader;
use super::words::{Shape, Word};
use crate::mention::phrase::read_number;
use crate::{Basis, BasisKind, Descriptors, Level, Number};

/// What the head of a phrase is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Who {
    /// Nothing was found.
    #[default]
    Nobody,
    /// A person's name.
    Person,
    /// A given name, initials or a handle alone.
    Partly,
    /// An institution or a document.
    Institution,
    /// An organization without a name.
    Body,
    /// A place that stands for nobody yet.
    Place,
    Role,
    Office,
    /// Nouns that a subject narrows.
    Observer,
    /// Nouns that nothing but an affiliation narrows.
    People,
    /// A capacity that anybody may have.
    Public,
    Partisan,
    Pronoun,
    Thing,
    /// A noun that no list holds.
    Unknown,
}

/// A noun phrase that was read.
#[derive(Clone, Debug, Default)]
pub(super) struct Noun {
    pub(super) who: Who,
    pub(super) axes: Descriptors,
    pub(super) basis: Option<Basis>,
    /// Whether an organization, a place, a party or a person is named to which the source belongs.
    pub(super) affiliated: bool,
    /// Whether a group of people ("black") or a subject ("tax") narrows it.
    pub(super) narrowed: bool,
    pub(super) definite: bool,
    pub(super) body: bool,
    pub(super) plural: bool,
    pub(super) document: bool,
}

impl Noun {
    pub(super) fn level(&self) -> Level {
        match self.who {
            Who::Person => Level::Named,
            Who::Institution | Who::Place => Level::Institutional,
            Who::Partly => Level::Partial,
            Who::Role | Who::Unknown if self.affiliated || self.narrowed_role() => Level::Described,
            Who::Office if self.affiliated || (self.definite && !self.plural) => Level::Described,
            Who::Partisan if self.body => Level::Described,
            Who::Body | Who::Role | Who::Unknown | Who::Office | Who::Public | Who::Partisan => Level::Vague,
            Who::Observer | Who::People if self.affiliated || self.narrowed || self.basis.is_some() => Level::Vague,
            Who::Observer | Who::People | Who::Pronoun if self.basis.is_some() => Level::Vague,
            Who::Observer | Who::People | Who::Pronoun => Level::Bare,
            Who::Nobody | Who::Thing => Level::Unattributed,
        }
    }

    fn narrowed_role(&self) -> bool {
        self.narrowed && self.who == Who::Role
    }
}

const PEOPLE: [WordClass; 11] = [
    WordClass::Spokesperson,
    WordClass::Office,
    WordClass::Role,
    WordClass::Observer,
    WordClass::Witness,
    WordClass::Public,
    WordClass::Person,
    WordClass::Partisan,
    WordClass::IdentityNoun,
    WordClass::Document,
    WordClass::Thing,
];
const ROLES: [WordClass; 3] = [WordClass::Spokesperson, WordClass::Office, WordClass::Role];
const NAMES: [WordClass; 8] = [
    WordClass::Named,
    WordClass::Outlet,
    WordClass::Country,
    WordClass::Nationality,
    WordClass::Party,
    WordClass::Place,
    WordClass::GivenName,
    WordClass::Surname,
];
const BODIES: [WordClass; 4] =
    [WordClass::Institution, WordClass::Organization, WordClass::Branch, WordClass::OutletNoun];
const NOUNS: [WordClass; 14] = [
    WordClass::Spokesperson,
    WordClass::Office,
    WordClass::Role,
    WordClass::Observer,
    WordClass::Witness,
    WordClass::Public,
    WordClass::Person,
    WordClass::Partisan,
    WordClass::IdentityNoun,
    WordClass::Document,
    WordClass::Institution,
    WordClass::Organization,
    WordClass::OutletNoun,
    WordClass::Thing,
];

/// A part of the region before the end of the head.
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

/// What a stretch of capitalised words names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NameKind {
    Person,
    Given,
    Institution,
    Country,
    Nationality,
    Party,
    Place,
    /// One capitalised word that nothing is known of.
    Single,
}

impl Reader<'_> {
    /// Reads the noun phrase in a range of words.
    pub(super) fn noun(&self, range: Range<usize>, depth: usize) -> Noun {
        let mut noun = Noun::default();
        let mut at = self.opening(range.clone(), &mut noun);
        // "one of", "dozens of", "a group of", "46 percent of": the number, then whom it counts.
        if let Some(next) = self.partitive(at..range.end, &mut noun)
            && depth < DEEPEST
        {
            let mut inner = self.noun(next..range.end, depth + 1);
            inner.axes.number = noun.axes.number;
            inner.axes.number_span = noun.axes.number_span;
            if matches!(inner.who, Who::Nobody | Who::Thing) {
                inner.who = Who::People;
            }
            if noun.who == Who::Public && matches!(inner.who, Who::Observer | Who::People | Who::Pronoun) {
                inner.who = Who::Public;
            }
            inner.definite = false;
            return inner;
        }
        if noun.who == Who::Public || noun.who == Who::Pronoun {
            return noun;
        }
        let end = self.region_end(at..range.end);
        let parts = self.parts(at..end, noun.definite);
        let possessed = self.modifiers(&parts, &mut noun);
        self.head(&parts, possessed, &mut noun);
        at = end;
        if depth < DEEPEST {
            self.behind(at..range.end, &mut noun, depth);
        }
        self.count(&mut noun);
        noun
    }

    /// Determiners, numbers and quantifiers at the start. Answers where the rest begins.
    fn opening(&self, range: Range<usize>, noun: &mut Noun) -> usize {
        let mut at = range.start;
        while at < range.end {
            let key = self.key(at);
            let last = at + 1 >= range.end || self.ends_region(at + 1);
            let of = self.key(at + 1) == "of" && at + 1 < range.end;
            let span = self.span(at);
            match key {
                "the" => noun.definite = true,
                "this" | "that" | "these" | "those" if !last => noun.definite = true,
                "a" | "an" if !last => {
                    if noun.axes.number == Number::Unstated {
                        noun.axes.number = Number::One;
                    }
                }
                "my" | "our" | "his" | "her" | "its" | "their" | "your" | "whose" if !last => {
                    noun.definite = true;
                    noun.affiliated = true;
                    noun.axes.affiliation = span;
                }
                "one" | "another" | "any" | "every" | "each" | "either" | "neither" if !of && !last => {
                    noun.axes.number = Number::One;
                    noun.axes.number_span = span;
                }
                "some" | "many" | "several" | "few" | "most" | "all" | "more" | "various" | "numerous" | "countless" | "certain"
                    if !of && !last =>
                {
                    noun.axes.number = Number::Several;
                    noun.axes.number_span = span;
                }
                "both" if !of && !last => {
                    noun.axes.number = Number::Exactly(2);
                    noun.axes.number_span = span;
                }
                "dozen" if !of && !last => {
                    noun.axes.number = Number::Exactly(12);
                    noun.axes.number_span = span;
                }
                "at" | "least" | "about" | "around" | "nearly" | "almost" | "over" | "than" | "roughly" | "only" | "just" | "not"
                | "according" | "to" | "by" | "as" | "even" | "also" | "from" | "other" | "quite" | "such" | "per" | "so" | "up"
                    if !last || key == "according" => {}
                _ if self.word(at).is_some_and(|word| word.shape == Shape::Number || read_number(&word.key).is_some())
                    && !of =>
                {
                    if self.is_percent(at + 1) {
                        noun.who = Who::Public;
                        noun.axes.number = Number::Several;
                        noun.axes.number_span = span.zip(self.span(at + 1)).map(|(a, b)| a.cover(b));
                        if self.key(at + 2) == "of" && at + 3 < range.end {
                            noun.who = Who::Nobody;
                            return at;
                        }
                        return range.end;
                    }
                    if last {
                        break;
                    }
                    noun.axes.number = match read_number(&key.replace(',', "")) {
                        Some(1) => Number::One,
                        Some(many) if many < 1_000_000 => Number::Exactly(many),
                        _ => Number::Several,
                    };
                    noun.axes.number_span = span;
                }
                _ => break,
            }
            at += 1;
        }
        at
    }

    fn is_percent(&self, at: usize) -> bool {
        matches!(self.key(at), "percent" | "%" | "pct" | "percentage") || (self.key(at) == "per" && self.key(at + 1) == "cent")
    }

    /// A word that counts, and "of". Answers where what is counted begins.
    fn partitive(&self, range: Range<usize>, noun: &mut Noun) -> Option<usize> {
        let mut at = range.start;
        // "a small group of", "a growing number of"
        while at < range.end && self.word(at).is_some_and(|word| word.is(WordClass::Plain)) && !is_counter(self.key(at)) {
            at += 1;
        }
        let percent = self.is_percent(at + 1);
        let of = if percent { at + 2 } else if self.key(at + 1) == "in" || self.key(at + 1) == "out" { at + 2 } else { at + 1 };
        let number = self.word(at).and_then(|word| read_number(&word.key));
        let counts = percent || number.is_some() || is_counter(self.key(at)) || self.word(at)?.shape == Shape::Number;
        if !counts || self.key(of) != "of" || of + 1 >= range.end {
            return None;
        }
        let span = self.span(at)?.cover(self.span(of - 1)?);
        noun.axes.number_span = Some(span);
        noun.axes.number = match (number, self.key(at)) {
            _ if percent => Number::Several,
            (Some(1), _) | (_, "none" | "neither" | "each" | "another") => Number::One,
            (Some(many), _) => Number::Exactly(many),
            (_, "pair" | "couple" | "both") => Number::Exactly(2),
            _ => Number::Several,
        };
        if percent || matches!(self.key(at), "majority" | "minority" | "plurality" | "half" | "thirds" | "third" | "quarter" | "most") {
            noun.who = Who::Public;
        }
        let mut next = of + 1;
        // "eight of 10 voters"
        while self.word(next).is_some_and(|word| word.shape == Shape::Number) && next + 1 < range.end {
            next += 1;
        }
        Some(next)
    }

    /// Where the words before and with the head end: at a preposition, a relative, a finite verb, a participle.
    fn region_end(&self, range: Range<usize>) -> usize {
        let mut seen = false;
        for at in range.clone() {
            let Some(word) = self.word(at) else { break };
            if at > range.start && self.joins_words(range.start, at, range.end) {
                continue; // "U.S. and Russian officials"
            }
            if self.ends_region(at) && at > range.start {
                // "Department of Justice" goes on; what a name takes along is seen to there.
                if self.name_end(range.start, at, range.end).is_some_and(|end| end > at) {
                    continue;
                }
                return at;
            }
            let lower = word.shape == Shape::Lower;
            if seen && lower && word.classes.any(&[WordClass::Field]) {
                // a subject, though it ends in -ing: "housing officials"
            } else if seen && lower && self.is_participle(at, range.end) {
                return at;
            }
            seen |= word.classes.any(&NOUNS) || word.is_capital() || (lower && word.classes.is_empty());
        }
        range.end
    }

    fn is_participle(&self, at: usize, end: usize) -> bool {
        let key = self.key(at);
        let next_noun = at + 1 < end && self.word(at + 1).is_some_and(|word| word.any(&PEOPLE) || word.any(&BODIES));
        let classes = self.word(at).map(|word| word.classes).unwrap_or_default();
        if key.ends_with("ing") && key.len() > 5 {
            return !next_noun && (classes.is_empty() || classes == Classes::of(WordClass::Thing));
        }
        (key.ends_with("ed") && key.len() > 4 && classes.is_empty() && !next_noun)
            || matches!(
                key,
                "close" | "familiar" | "aware" | "nearby" | "present" | "alike" | "here" | "there" | "today"
                    | "yesterday" | "loyal" | "responsible" | "likely" | "able" | "unable" | "alone" | "themselves"
                    | "himself" | "herself" | "abroad" | "elsewhere" | "too" | "also" | "privately" | "publicly" | "now"
                    | "then" | "led" | "run" | "held" | "made" | "sent" | "put" | "written" | "seen" | "known" | "born" | "based"
            ) && at + 1 <= end && !next_noun
    }

    /// Names and words of a region, in order.
    fn parts(&self, range: Range<usize>, definite: bool) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut at = range.start;
        while at < range.end {
            if let Some(end) = self.name_end(at, at, range.end).filter(|end| *end > at) {
                let titled = matches!(parts.last(), Some(Part::Word(before)) if self.word(*before).is_some_and(|word| word.any(&ROLES)));
                let kind = self.name_kind(at..end, definite && parts.is_empty(), titled);
                parts.push(Part::Name(at..end, kind));
                at = end;
                continue;
            }
            let adverb = self.key(at).ends_with("ly") && self.word(at).is_some_and(|word| word.classes.is_empty());
            if !adverb && !matches!(self.key(at), "and" | "or") {
                parts.push(Part::Word(at));
            }
            at += 1;
        }
        parts
    }

    /// What stands before the head. Answers whether a possessor stands there.
    fn modifiers(&self, parts: &[Part], noun: &mut Noun) -> bool {
        let mut possessed = false;
        let Some((_, before)) = parts.split_last() else { return false };
        let mut possessor_start = 0;
        for (index, part) in before.iter().enumerate() {
            match part {
                Part::Name(range, kind) => {
                    let span = self.cover(range.clone());
                    match kind {
                        NameKind::Place => noun.axes.place = noun.axes.place.or(span),
                        NameKind::Person | NameKind::Given | NameKind::Single if self.follows_role(before, index) => {}
                        _ => {
                            if noun.axes.affiliation.is_none() {
                                noun.axes.affiliation = span;
                            }
                            noun.body |= *kind == NameKind::Institution;
                        }
                    }
                    noun.affiliated = true;
                }
                Part::Word(at) => {
                    let Some(word) = self.word(*at) else { continue };
                    let span = Some(word.span);
                    if word.is_possessive_mark() {
                        possessed = true;
                        noun.definite = true;
                        noun.affiliated = true;
                        let owner = before.get(possessor_start..index).unwrap_or_default();
                        let start = owner.iter().find(|part| !self.is_rank(part)).map(|part| part.range().start);
                        let end = owner.last().map(|part| part.range().end);
                        if let (Some(start), Some(end)) = (start, end)
                            && noun.axes.place != self.cover(start..end)
                        {
                            noun.axes.affiliation = self.cover(start..end);
                        }
                        possessor_start = index + 1;
                    } else if word.is(WordClass::Former) {
                        noun.axes.former = noun.axes.former.or(span);
                    } else if word.is(WordClass::Seniority) {
                        noun.axes.seniority = noun.axes.seniority.or(span);
                    } else if word.any(&ROLES) {
                        // "union leaders", "spokesman John Lee"
                    } else if word.any(&BODIES) {
                        let subject = word.is(WordClass::Field) && noun.affiliated;
                        if !subject {
                            noun.affiliated = true;
                            noun.body |= word.any(&[WordClass::Institution]);
                            noun.axes.affiliation = match noun.axes.affiliation {
                                // "Biden administration"
                                Some(old) if self.touches(before, index) => Some(old.cover(word.span)),
                                Some(old) => Some(old),
                                None => span,
                            };
                        }
                        noun.narrowed |= word.is(WordClass::Field) && self.head_is(parts, WordClass::Observer);
                    } else if word.is(WordClass::Identity) {
                        noun.narrowed = true;
                        noun.axes.affiliation = noun.axes.affiliation.or(span);
                    } else if word.is(WordClass::Partisan) {
                        noun.affiliated = true;
                        noun.axes.affiliation = noun.axes.affiliation.or(span);
                    } else if word.is(WordClass::Plain) || word.shape == Shape::Number {
                    } else if self.head_is(parts, WordClass::Observer) {
                        noun.narrowed = true;
                    }
                }
            }
        }
        possessed
    }

    fn is_rank(&self, part: &Part) -> bool {
        matches!(part, Part::Word(at) if self.word(*at).is_some_and(|word| {
            word.any(&[WordClass::Former, WordClass::Seniority]) && !word.any(&ROLES)
        }))
    }

    fn follows_role(&self, parts: &[Part], index: usize) -> bool {
        index
            .checked_sub(1)
            .and_then(|before| parts.get(before))
            .is_some_and(|part| matches!(part, Part::Word(at) if self.word(*at).is_some_and(|word| word.any(&ROLES))))
    }

    /// Whether the part before is a name or a body, so that both are one affiliation.
    fn touches(&self, parts: &[Part], index: usize) -> bool {
        match index.checked_sub(1).and_then(|before| parts.get(before)) {
            Some(Part::Name(_, kind)) => *kind != NameKind::Place,
            Some(Part::Word(at)) => self.word(*at).is_some_and(|word| word.any(&BODIES)),
            None => false,
        }
    }

    fn head_is(&self, parts: &[Part], class: WordClass) -> bool {
        matches!(parts.last(), Some(Part::Word(at)) if self.word(*at).is_some_and(|word| word.is(class)))
    }

    /// What the last part makes of the phrase.
    fn head(&self, parts: &[Part], possessed: bool, noun: &mut Noun) {
        match parts.last() {
            Some(Part::Name(range, kind)) => self.name_head(range.clone(), *kind, parts, noun),
            Some(Part::Word(at)) => self.word_head(*at, parts, possessed, noun),
            None => {}
        }
    }

    fn name_head(&self, range: Range<usize>, kind: NameKind, parts: &[Part], noun: &mut Noun) {
        let role = parts.len().checked_sub(2).and_then(|before| match parts.get(before) {
            Some(Part::Word(at)) if self.word(*at).is_some_and(|word| word.any(&ROLES)) => Some(*at),
            _ => None,
        });
        noun.who = match kind {
            NameKind::Person => Who::Person,
            NameKind::Given => Who::Partly,
            NameKind::Single if self.word(range.start).is_some_and(is_partial) => Who::Partly,
            NameKind::Single => Who::Person,
            NameKind::Institution | NameKind::Country => Who::Institution,
            NameKind::Place => Who::Place,
            NameKind::Nationality if self.is_abbreviated(range.start) => Who::Institution,
            NameKind::Nationality | NameKind::Party => Who::Partisan,
        };
        if matches!(noun.who, Who::Person | Who::Partly)
            && let Some(at) = role
        {
            self.role(at, parts, parts.len() - 2, noun);
        }
        noun.plural = kind == NameKind::Nationality;
    }

    fn is_abbreviated(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| word.shape == Shape::Upper || word.key.contains('.'))
    }

    /// The span of a role: the noun and the subject before it ("intelligence officer").
    fn role(&self, at: usize, parts: &[Part], index: usize, noun: &mut Noun) {
        let Some(word) = self.word(at) else { return };
        let mut span = word.span;
        for part in parts.get(..index).unwrap_or_default().iter().rev() {
            let Part::Word(before) = part else { break };
            let Some(before) = self.word(*before) else { break };
            let subject = !before.is_mark()
                && before.shape != Shape::Number
                && !before.any(&[WordClass::Plain, WordClass::Seniority, WordClass::Former, WordClass::Identity, WordClass::Partisan])
                && noun.axes.affiliation.is_none_or(|affiliation| !affiliation.contains(before.span));
            if !subject {
                break;
            }
            span = span.cover(before.span);
        }
        noun.axes.role = Some(span);
        if word.is(WordClass::Spokesperson) {
            noun.axes.authorised_voice = Some(word.span);
        }
    }

    fn word_head(&self, at: usize, parts: &[Part], possessed: bool, noun: &mut Noun) {
        let Some(word) = self.word(at) else { return };
        noun.plural = word.plural;
        let index = parts.len() - 1;
        let is = |class| word.is(class);
        let named = noun.affiliated;
        if word.is_possessive_mark() {
            // "Clinton's": the words are all of the possessor.
            return self.head(parts.get(..index).unwrap_or_default(), false, noun);
        }
        noun.who = if is(WordClass::Pronoun) && parts.len() == 1 {
            Who::Pronoun
        } else if word.any(&ROLES) {
            self.role(at, parts, index, noun);
            if is(WordClass::Office) { Who::Office } else { Who::Role }
        } else if is(WordClass::Observer) {
            Who::Observer
        } else if is(WordClass::Witness) {
            noun.basis = Some(Basis::new(BasisKind::Participant, word.span));
            Who::Public
        } else if is(WordClass::Public) {
            Who::Public
        } else if is(WordClass::Person) {
            Who::People
        } else if word.any(&[WordClass::Partisan, WordClass::IdentityNoun]) {
            noun.axes.affiliation = noun.axes.affiliation.or(Some(word.span));
            Who::Partisan
        } else if is(WordClass::Document) {
            let author = possessed && self.possessor_is_person(parts);
            noun.document = true;
            if author { Who::Person } else { Who::Institution }
        } else if is(WordClass::Institution) {
            if named && noun.axes.affiliation.is_some() || !word.plural || noun.definite { Who::Institution } else { Who::Body }
        } else if is(WordClass::Organization) || is(WordClass::OutletNoun) {
            let known = noun.definite && !word.plural || (noun.axes.affiliation.is_some() && noun.body);
            if known || self.holds_name(parts) { Who::Institution } else { Who::Body }
        } else if is(WordClass::Thing) {
            Who::Thing
        } else if is(WordClass::Former) || is(WordClass::Plain) || is(WordClass::Identity) || is(WordClass::Seniority) {
            Who::People
        } else if word.any(&BODIES) {
            Who::Institution
        } else if word.shape == Shape::Number {
            Who::People
        } else if is(WordClass::Hedge) || is(WordClass::Field) {
            Who::Thing
        } else {
            Who::Unknown
        };
    }

    fn possessor_is_person(&self, parts: &[Part]) -> bool {
        parts.iter().any(|part| matches!(part, Part::Name(_, NameKind::Person | NameKind::Single | NameKind::Given)))
    }

    fn holds_name(&self, parts: &[Part]) -> bool {
        parts.iter().any(|part| matches!(part, Part::Name(_, kind) if *kind != NameKind::Nationality && *kind != NameKind::Place))
    }

    /// What stands behind the head: "of the Treasury", "in Kyiv", "who works for the firm".
    pub(super) fn behind(&self, range: Range<usize>, noun: &mut Noun, depth: usize) {
        let mut at = range.start;
        while at < range.end {
            let key = self.key(at);
            let works = matches!(
                key,
                "who" | "works" | "worked" | "working" | "serves" | "served" | "serving" | "based" | "living" | "lives" | "lived"
                    | "stationed" | "employed" | "born" | "affiliated" | "close" | "posted" | "assigned" | "associated"
            );
            if works {
                at += 1;
                continue;
            }
            let joins = matches!(
                key,
                "of" | "for" | "at" | "from" | "with" | "in" | "inside" | "within" | "to" | "on" | "near" | "by" | "representing"
                    | "advising" | "under" | "outside" | "about" | "behind" | "across" | "around"
            );
            if !joins {
                return;
            }
            let end = self.next_boundary(at + 1..range.end);
            let inner = self.coordinated(at + 1..end, depth + 1);
            self.take(key, &inner, at + 1..end, noun);
            at = end;
        }
    }

    /// What a prepositional phrase adds.
    fn take(&self, joint: &str, inner: &Noun, range: Range<usize>, noun: &mut Noun) {
        let span = self.cover(self.skip_determiner(range));
        let observer = matches!(noun.who, Who::Observer);
        if observer && matches!(joint, "of" | "on" | "about" | "for" | "to") {
            noun.narrowed = true;
            return;
        }
        if noun.who == Who::Institution && joint == "by" && inner.who == Who::Person {
            noun.who = Who::Person;
            return;
        }
        let belongs = match inner.who {
            Who::Institution | Who::Person | Who::Partly => true,
            Who::Place => true,
            Who::Body => noun.who != Who::People || inner.definite,
            Who::Role | Who::Office => inner.definite || inner.affiliated || joint == "to" || joint == "for",
            Who::Partisan => true,
            Who::Public | Who::People | Who::Observer => inner.definite && noun.who == Who::Role,
            _ => false,
        };
        let document = inner.who == Who::Institution && self.is_document(inner);
        if !belongs || document || matches!(joint, "about" | "behind" | "across" | "around") || noun.affiliated && noun.axes.affiliation.is_some() {
            return;
        }
        noun.affiliated = true;
        noun.body |= inner.who == Who::Institution;
        if inner.who == Who::Place {
            noun.axes.place = noun.axes.place.or(span);
        } else {
            noun.axes.affiliation = noun.axes.affiliation.or(span);
        }
    }

    fn is_document(&self, inner: &Noun) -> bool {
        inner.document
    }

    /// How many, where no word counts.
    fn count(&self, noun: &mut Noun) {
        let people = !matches!(noun.who, Who::Nobody | Who::Institution | Who::Place | Who::Thing | Who::Body);
        if !people {
            noun.axes.number = Number::Unstated;
            noun.axes.number_span = None;
        } else if noun.axes.number == Number::Unstated && noun.who != Who::Pronoun {
            noun.axes.number = if noun.plural { Number::Several } else { Number::One };
        }
    }
}

/// Phrases in phrases deeper than this are not read.
const DEEPEST: usize = 4;

fn is_counter(key: &str) -> bool {
    matches!(
        key,
        "number" | "group" | "groups" | "handful" | "pair" | "couple" | "majority" | "minority" | "plurality" | "half" | "thirds" | "third"
            | "quarter" | "dozens" | "scores" | "hundreds" | "thousands" | "millions" | "some" | "many" | "several" | "few"
            | "most" | "all" | "both" | "none" | "any" | "each" | "either" | "neither" | "another" | "others" | "one"
            | "chorus" | "host" | "range" | "array" | "series" | "string" | "crowd" | "team" | "trio" | "quartet" | "dozen" | "slew"
            | "lot" | "lots" | "plenty" | "score" | "list" | "everyone" | "kind" | "variety" | "flood" | "wave" | "sampling" | "cross-section"
    )
}

fn is_partial(word: &Word) -> bool {
    let letters: usize = word.key.chars().filter(|c| c.is_alphabetic()).count();
    word.key.starts_with('@') || (word.key.ends_with('.') && letters <= 2) || letters == 1
}

