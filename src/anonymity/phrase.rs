//! A whole phrase: its appositions, relative clauses and coordinations, each read as a noun phrase.

use std::ops::Range;

use super::lexicon::{Lexicon, WordClass};
use super::noun::{NameKind, Noun, Who};
use super::words::{Shape, Word};
use crate::mention::lexicon::NameLexicon;
use crate::{Number, Span};

/// The words of one phrase, and what they are looked up in.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) words: &'a [Word],
    pub(super) lexicon: &'a Lexicon,
}

impl<'a> Reader<'a> {
    pub(super) fn word(&self, at: usize) -> Option<&'a Word> {
        self.words.get(at)
    }

    pub(super) fn key(&self, at: usize) -> &'a str {
        self.words.get(at).map_or("", |word| word.key.as_str())
    }

    pub(super) fn span(&self, at: usize) -> Option<Span> {
        self.words.get(at).map(|word| word.span)
    }

    pub(super) fn cover(&self, range: Range<usize>) -> Option<Span> {
        let last = range.end.checked_sub(1)?;
        Some(self.span(range.start)?.cover(self.span(last)?))
    }

    fn written(&self, at: usize) -> &'a str {
        self.span(at).and_then(|span| span.slice(self.text)).unwrap_or_default()
    }

    pub(super) fn skip_determiner(&self, range: Range<usize>) -> Range<usize> {
        let mut start = range.start;
        while start + 1 < range.end && matches!(self.key(start), "the" | "a" | "an" | "both" | "their" | "this" | "that") {
            start += 1;
        }
        start..range.end
    }

    /// Reads the phrase.
    pub(super) fn whole(&self) -> Noun {
        let all = 0..self.words.len();
        if let Some(noun) = self.believed(all.clone()) {
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

    /// "it is believed", "reportedly": nobody, but for a "by" that follows.
    fn believed(&self, all: Range<usize>) -> Option<Noun> {
        let first = self.word(all.start)?;
        let passive = matches!(first.key.as_str(), "it" | "is" | "was" | "are" | "were" | "has" | "have" | "as")
            && all.clone().skip(1).take(5).any(|at| {
                let key = self.key(at);
                key.ends_with("ed") || matches!(key, "thought" | "understood" | "said" | "known" | "told" | "felt" | "held" | "hoped" | "set" | "due")
            });
        if !(passive || first.is(WordClass::Hedge)) {
            return None;
        }
        let by = all.clone().find(|at| self.key(*at) == "by").filter(|by| by + 1 < all.end);
        Some(by.map_or_else(Noun::default, |by| self.coordinated(by + 1..all.end, 0)))
    }

    /// The stretches between commas, dashes and the like. What stands in brackets is left out.
    fn segments(&self, all: Range<usize>) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut start = all.start;
        for at in all.clone() {
            if self.is_break(at) {
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

    fn is_break(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| word.is_mark() && !word.is_possessive_mark() && !matches!(word.key.as_str(), "%" | "&" | "$" | "/"))
    }

    /// What a later segment adds: more members, an apposition, a clause.
    fn join(&self, noun: &mut Noun, segment: Range<usize>) {
        let key = self.key(segment.start);
        let next = self.key(segment.start + 1);
        let example = matches!(key, "including" | "like" | "among" | "especially" | "notably" | "particularly" | "namely")
            || (key == "such" && next == "as");
        let also = matches!(key, "and" | "or" | "&" | "plus");
        let clause = matches!(
            key,
            "who" | "which" | "whose" | "whom" | "that" | "where" | "when" | "while" | "speaking" | "citing" | "because" | "as" | "now"
                | "in" | "at" | "on" | "for" | "with" | "from" | "of" | "by" | "to" | "also" | "once"
        ) || key.ends_with("ing");
        let mut start = segment.start;
        if example || also {
            start += if key == "such" { 2 } else { 1 };
        } else if clause {
            if matches!(key, "in" | "at" | "of" | "for" | "from" | "with") {
                self.behind_main(segment, noun);
            }
            return;
        }
        if start >= segment.end {
            return;
        }
        let other = self.coordinated(start..segment.end, 0);
        if also || example {
            return merge(noun, other);
        }
        match (noun.who, other.who) {
            // "a lawyer for the outlets, David Schulz"
            (Who::Role | Who::Office | Who::Observer | Who::People | Who::Public | Who::Partisan | Who::Unknown | Who::Pronoun, Who::Person | Who::Partly) => {
                let surely = other.who == Who::Partly || !noun.plural;
                if surely {
                    noun.who = other.who;
                }
            }
            // "Jane Roe, a lawyer for the firm"; "a man, a nurse at the clinic"
            (Who::Person | Who::Partly | Who::People | Who::Observer | Who::Public, Who::Role | Who::Office) => {
                if !matches!(noun.who, Who::Person | Who::Partly) {
                    noun.who = other.who;
                }
                noun.affiliated |= other.affiliated;
                noun.narrowed |= other.narrowed;
                fill(noun, &other);
            }
            (Who::Nobody | Who::Thing, _) => *noun = other,
            _ => {}
        }
    }

    fn behind_main(&self, segment: Range<usize>, noun: &mut Noun) {
        self.behind(segment, noun, 1);
    }

    /// Reads a range in which "and" or "or" may join several.
    pub(super) fn coordinated(&self, range: Range<usize>, depth: usize) -> Noun {
        if depth > 3 {
            return Noun::default();
        }
        let mut nouns: Vec<Noun> = Vec::new();
        let mut start = range.start;
        let mut at = range.start;
        while at < range.end {
            let joint = match self.key(at) {
                "and" | "or" | "&" | "plus" | "alongside" if at > start => 1,
                "as" if self.key(at + 1) == "well" && self.key(at + 2) == "as" => 3,
                "along" | "together" if self.key(at + 1) == "with" => 2,
                "including" | "like" if at > start => 1,
                "such" if self.key(at + 1) == "as" => 2,
                _ => 0,
            };
            if joint > 0 && at > start && at + joint < range.end && self.joins_phrases(start, at, at + joint, range.end) {
                nouns.push(self.noun(start..at, depth));
                start = at + joint;
            }
            at += joint.max(1);
        }
        let mut last = self.noun(start..range.end, depth);
        let mut noun = match nouns.len() {
            0 => return last,
            _ => nouns.remove(0),
        };
        for other in nouns {
            merge(&mut noun, other);
        }
        // "Republicans and Democrats on the committee": what stands behind the last belongs to all.
        if last.affiliated && !noun.affiliated {
            last.plural = true;
        }
        merge(&mut noun, last);
        noun
    }

    /// Whether a joint stands between two phrases, and not inside a name, between two adjectives of one noun, or
    /// between two objects of one preposition.
    fn joins_phrases(&self, start: usize, joint: usize, next: usize, end: usize) -> bool {
        if self.name_end(start, joint, end).is_some_and(|name| name > joint) {
            return false;
        }
        let left = self.word(joint - 1);
        let Some(left) = left else { return false };
        let right_start = self.skip_determiner(next..end).start;
        let Some(right) = self.word(right_start) else { return false };
        // "U.S. and Russian officials", "federal and state officials", "Trump and Clinton aides"
        let modifier = |word: &Word| {
            word.any(&[
                WordClass::Nationality,
                WordClass::Party,
                WordClass::Identity,
                WordClass::Branch,
                WordClass::Field,
                WordClass::Plain,
                WordClass::Seniority,
                WordClass::Former,
            ]) && !word.any(&[WordClass::Role, WordClass::Public])
        };
        let noun_follows = self
            .word(right_start + 1)
            .is_some_and(|word| right_start + 1 < end && word.shape == Shape::Lower && !self.ends_region(right_start + 1));
        let no_determiner = right_start == next;
        let single = joint - start == 1 || modifier(left);
        if no_determiner && noun_follows && single && (modifier(left) && modifier(right) || alike(left, right)) {
            return false;
        }
        // "lawyers for both Donald and Ivana Trump", "officials in China and Russia"
        let preposition = (start + 1..joint).rev().find(|at| {
            matches!(self.key(*at), "of" | "for" | "in" | "at" | "from" | "to" | "with" | "on" | "between" | "by" | "both")
        });
        if preposition.is_some() && no_determiner {
            let object = right.is_capital() || modifier(right) || right.any(&[WordClass::Organization, WordClass::Institution, WordClass::Thing]);
            let person = (right_start..end).take(4).any(|at| {
                self.word(at).is_some_and(|word| word.any(&[WordClass::Role, WordClass::Office, WordClass::Spokesperson, WordClass::Person]))
            });
            return !(object && !person) && !right.is(WordClass::Thing) && (person || right.any(&[WordClass::Public, WordClass::Observer, WordClass::Partisan]));
        }
        true
    }

    /// Whether a word joins two words before one noun.
    pub(super) fn joins_words(&self, start: usize, at: usize, end: usize) -> bool {
        matches!(self.key(at), "and" | "or") && at + 1 < end && !self.joins_phrases(start, at, at + 1, end)
    }

    /// The next word that ends a noun phrase, from the start of a range on.
    pub(super) fn next_boundary(&self, range: Range<usize>) -> usize {
        let mut at = range.start;
        while at < range.end {
            if at > range.start && self.ends_region(at) && !self.name_end(range.start, at, range.end).is_some_and(|end| end > at) {
                return at;
            }
            at += 1;
        }
        range.end
    }

    /// Whether a word cannot stand before the head of a noun phrase.
    pub(super) fn ends_region(&self, at: usize) -> bool {
        let Some(word) = self.word(at) else { return true };
        if word.is_mark() && !word.is_possessive_mark() {
            return !matches!(word.key.as_str(), "&" | "$" | "%" | "/");
        }
        matches!(
            word.key.as_str(),
            "of" | "for" | "from" | "at" | "in" | "inside" | "within" | "with" | "to" | "on" | "near" | "by" | "about" | "outside"
                | "across" | "around" | "over" | "behind" | "against" | "between" | "among" | "throughout" | "aboard" | "under" | "into"
                | "during" | "after" | "before" | "since" | "until" | "without" | "through" | "following" | "toward" | "towards" | "via"
                | "who" | "whom" | "whose" | "which" | "that" | "where" | "when" | "while" | "because" | "if" | "as" | "than" | "and" | "or"
                | "is" | "are" | "was" | "were" | "be" | "been" | "has" | "have" | "had" | "will" | "would" | "can" | "could" | "may"
                | "might" | "should" | "must" | "do" | "does" | "did" | "said" | "says" | "told" | "representing" | "advising"
                | "including" | "like" | "amid" | "per" | "despite" | "not" | "but" | "i" | "we" | "they" | "he" | "she"
        )
    }

    /// Where a name that starts at `start` ends, if `at` belongs to one: names are capitalised words, and joints
    /// between them where the words before name an office or an organization.
    pub(super) fn name_end(&self, start: usize, at: usize, end: usize) -> Option<usize> {
        let mut from = start;
        while from <= at {
            if !self.starts_name(from, start, end) {
                from += 1;
                continue;
            }
            let stop = self.stretch(from, end);
            if stop > at {
                return Some(stop);
            }
            from = stop.max(from + 1);
        }
        None
    }

    fn is_org_word(&self, at: usize) -> bool {
        let word = self.written(at);
        self.word(at).is_some_and(|unit| unit.is_capital() && unit.any(&[WordClass::Institution, WordClass::Organization, WordClass::Named]))
            || word.split(' ').any(|word| NameLexicon::standard().organization_word(word).is_some())
            || matches!(self.key(at), "citizens" | "physicians" | "doctors" | "mothers" | "americans" | "students" | "veterans" | "scientists" | "women" | "people" | "moms" | "parents")
    }

    /// Whether a name starts here.
    fn starts_name(&self, at: usize, start: usize, end: usize) -> bool {
        let Some(word) = self.word(at) else { return false };
        if word.any(&[WordClass::Named, WordClass::Outlet, WordClass::Country, WordClass::Nationality, WordClass::Party, WordClass::Place])
            && (word.is_capital() || word.key.contains(' ') || self.no_capitals())
            && !(word.any(&[WordClass::Person, WordClass::Pronoun]) && word.shape == Shape::Lower)
        {
            return true;
        }
        if word.key.starts_with('@') {
            return true;
        }
        if !word.is_capital() {
            return false;
        }
        let common = [
            WordClass::Role,
            WordClass::Office,
            WordClass::Spokesperson,
            WordClass::Observer,
            WordClass::Public,
            WordClass::Witness,
            WordClass::Partisan,
            WordClass::Identity,
            WordClass::IdentityNoun,
            WordClass::Former,
            WordClass::Seniority,
            WordClass::Hedge,
            WordClass::Pronoun,
        ];
        let next_capital = at + 1 < end && self.word(at + 1).is_some_and(|next| next.is_capital() && !next.any(&common));
        let next_organization = next_capital && self.is_org_word(at + 1);
        if word.any(&common) {
            let charity = self.is_org_word(at) && matches!(self.key(at + 1), "for" | "without" | "against") && self.word(at + 2).is_some_and(Word::is_capital);
            return charity && !word.is(WordClass::Pronoun) || (next_organization && !word.any(&[WordClass::Former, WordClass::Seniority, WordClass::Partisan]) && at + 2 >= end && !word.any(&[WordClass::Office, WordClass::Spokesperson]));
        }
        let opening = matches!(
            self.key(at),
            "the" | "a" | "an" | "some" | "many" | "several" | "most" | "all" | "both" | "few" | "one" | "two" | "three" | "four"
                | "five" | "six" | "seven" | "eight" | "nine" | "ten" | "no" | "not" | "other" | "others" | "another" | "this" | "that"
                | "these" | "those" | "at" | "in" | "on" | "of" | "for" | "and" | "or" | "any" | "every" | "each" | "more" | "according"
                | "by" | "to" | "from" | "with" | "as" | "only" | "nearly" | "almost" | "about" | "half"
        );
        if opening {
            return false;
        }
        let plain = [WordClass::Plain, WordClass::Field, WordClass::Person, WordClass::Document, WordClass::Thing];
        let bodies = [WordClass::Institution, WordClass::Organization, WordClass::Branch, WordClass::OutletNoun];
        if word.any(&plain) || word.any(&bodies) {
            let given = word.any(&[WordClass::GivenName, WordClass::Surname]) || NameLexicon::standard().is_given_name(self.written(at));
            if at == start || at == 0 {
                return next_organization || given || (next_capital && word.any(&bodies) && !word.is(WordClass::Plain));
            }
            return true;
        }
        if at == 0 && word.shape == Shape::Capital && self.words.len() > 1 && by_ending(word.key.as_str()) && !next_capital {
            return false;
        }
        true
    }

    pub(super) fn no_capitals(&self) -> bool {
        self.words.iter().all(|word| !word.is_capital())
    }

    /// How far a name goes that starts at `start`.
    fn stretch(&self, start: usize, end: usize) -> usize {
        let mut at = start + 1;
        let mut organization = self.is_org_word(start);
        let mut joined = false;
        let common = [
            WordClass::Role,
            WordClass::Office,
            WordClass::Spokesperson,
            WordClass::Former,
            WordClass::Seniority,
            WordClass::Partisan,
            WordClass::Observer,
        ];
        let first = self.word(start);
        let given = first.is_some_and(|word| word.is(WordClass::GivenName)) || NameLexicon::standard().is_given_name(self.written(start));
        // A nationality or party stays by itself before a title or a given name.
        let alone = first.is_some_and(|word| word.any(&[WordClass::Nationality, WordClass::Party, WordClass::Place, WordClass::Country])) && !given;
        while at < end {
            let Some(word) = self.word(at) else { break };
            let key = word.key.as_str();
            if word.is_capital() && !matches!(key, "and" | "or" | "the" | "of" | "who") {
                let name_given = NameLexicon::standard().is_given_name(self.written(at));
                let title = NameLexicon::standard().is_title(self.written(at)) && !organization;
                let last = at + 1 >= end || self.ends_region(at + 1) || self.is_break(at + 1);
                let surname = given && at == start + 1 && last;
                if word.any(&common) && !surname && !(self.next_is_org(at, end)) {
                    break;
                }
                if alone && at == start + 1 && (name_given || title) {
                    break;
                }
                if word.any(&[WordClass::Document, WordClass::Public]) && !organization && !self.next_is_org(at, end) && !(given && last) && !is_law(key) {
                    break;
                }
                organization |= self.is_org_word(at);
                at += 1;
                continue;
            }
            let follows = |skip: usize| at + skip < end && self.word(at + skip).is_some_and(|next| next.is_capital() && !next.any(&common));
            let particle = matches!(key, "al" | "bin" | "de" | "del" | "della" | "der" | "di" | "da" | "dos" | "du" | "la" | "le" | "van" | "von" | "el" | "ibn" | "ben" | "ter" | "ten" | "y" | "e");
            let step = match key {
                _ if particle && follows(1) => 2,
                "van" | "von" | "de" if matches!(self.key(at + 1), "der" | "den" | "la" | "los") && follows(2) => 3,
                "&" if follows(1) => 2,
                "of" | "for" | "on" | "without" | "against" if organization && follows(1) => 2,
                "of" | "for" | "on" if organization && self.key(at + 1) == "the" && follows(2) => 3,
                "and" if organization && joined && follows(1) && self.is_noun_of_name(at + 1, end) => 2,
                "in" if organization && joined && follows(1) && self.key(at.saturating_sub(2)) == "and" => 2,
                "'s" | "'" if follows(1) && self.is_org_word(at + 1) && at == start + 1 && !first.is_some_and(|word| word.any(&[WordClass::Named, WordClass::Country])) && !given => 2,
                _ => break,
            };
            joined |= matches!(key, "of" | "for" | "on");
            at += step;
        }
        at
    }

    /// "Health and Human Services", "Strategic and International Studies": the name goes on, not the list.
    fn is_noun_of_name(&self, at: usize, end: usize) -> bool {
        let person = NameLexicon::standard().is_given_name(self.written(at)) || NameLexicon::standard().is_title(self.written(at));
        let country = self.word(at).is_some_and(|word| word.any(&[WordClass::Country, WordClass::Named, WordClass::Outlet, WordClass::Nationality]));
        !person && !country && at < end
    }

    fn next_is_org(&self, at: usize, end: usize) -> bool {
        at + 1 < end && self.word(at + 1).is_some_and(Word::is_capital) && self.is_org_word(at + 1) && !self.word(at + 1).is_some_and(|word| word.any(&[WordClass::Named]))
    }

    /// What a stretch of name words names.
    pub(super) fn name_kind(&self, range: Range<usize>, the: bool, titled: bool) -> NameKind {
        let names = NameLexicon::standard();
        let Some(first) = self.word(range.start) else { return NameKind::Single };
        let given = first.is(WordClass::GivenName) || names.is_given_name(self.written(range.start));
        let count = range.len();
        if count == 1 {
            if first.is(WordClass::Outlet) || first.is(WordClass::Named) {
                return NameKind::Institution;
            }
            if first.is(WordClass::Nationality) {
                return NameKind::Nationality;
            }
            if first.is(WordClass::Party) {
                return NameKind::Party;
            }
            if first.is(WordClass::Place) && !(given && titled) {
                return NameKind::Place;
            }
            if first.is(WordClass::Country) && !(given && titled) {
                return NameKind::Country;
            }
            if titled {
                return NameKind::Person;
            }
            if given {
                return NameKind::Given;
            }
            let letters = first.key.chars().filter(|c| c.is_alphabetic()).count();
            let dotted = first.key.contains('.') && letters > 2;
            if first.shape == Shape::Upper && (2..=7).contains(&letters) && !first.key.ends_with('.') || dotted || the || first.any(&[WordClass::Institution, WordClass::Organization, WordClass::Document]) {
                return NameKind::Institution;
            }
            if self.is_org_word(range.start) {
                return NameKind::Institution;
            }
            return NameKind::Single;
        }
        let title = names.is_title(self.written(range.start)) && !first.any(&[WordClass::Institution]);
        let organization = range.clone().any(|at| self.is_org_word(at));
        if organization && !(given && count == 2) && !(title && count == 2) {
            return NameKind::Institution;
        }
        if given || title || titled {
            return NameKind::Person;
        }
        let initial = range.clone().skip(1).any(|at| self.word(at).is_some_and(is_initial));
        if initial && !the {
            return NameKind::Person;
        }
        let names_body = first.any(&[WordClass::Outlet, WordClass::Named, WordClass::Nationality, WordClass::Party, WordClass::Place, WordClass::Country]);
        let last = range.end - 1;
        let acronym = self.word(last).is_some_and(|word| word.shape == Shape::Upper && word.key.len() > 3 && !is_initial(word));
        let law = is_law(self.key(last));
        if the || names_body || acronym || law || self.word(last).is_some_and(|word| word.any(&[WordClass::Document, WordClass::Outlet, WordClass::Named])) {
            return NameKind::Institution;
        }
        NameKind::Person
    }
}

fn is_law(key: &str) -> bool {
    matches!(key, "act" | "bill" | "law" | "amendment" | "treaty" | "convention" | "charter" | "constitution" | "report" | "code" | "index" | "survey" | "poll")
}

fn is_initial(word: &Word) -> bool {
    word.key.ends_with('.') && word.key.chars().count() <= 4
}

/// Two capitalised words of one kind before a noun.
fn alike(left: &Word, right: &Word) -> bool {
    left.is_capital() && right.is_capital() && left.any(&[WordClass::Country, WordClass::Named, WordClass::Place, WordClass::Outlet]) == right.any(&[WordClass::Country, WordClass::Named, WordClass::Place, WordClass::Outlet, WordClass::Nationality]) && !right.any(&[WordClass::Role, WordClass::Office, WordClass::Partisan])
}

/// Adjectives at the start of a headline or sentence, which no list holds.
fn by_ending(key: &str) -> bool {
    ["al", "ic", "ive", "ous", "ful", "less", "able", "ible", "ed", "ing", "ary", "ory"].iter().any(|ending| key.ends_with(ending)) && key.len() > 5
}

/// A source of several members is as identifiable as the most identifiable of them.
fn merge(noun: &mut Noun, other: Noun) {
    let better = other.level() < noun.level() || noun.who == Who::Nobody;
    let (mut kept, left) = if better { (other, noun.clone()) } else { (noun.clone(), other) };
    let people = |noun: &Noun| !matches!(noun.who, Who::Nobody | Who::Institution | Who::Place | Who::Thing | Who::Body);
    if people(&kept) || people(&left) {
        kept.axes.number = Number::Several;
        kept.axes.number_span = None;
    }
    kept.plural = true;
    fill(&mut kept, &left);
    *noun = kept;
}

/// Takes over what is not known yet.
fn fill(noun: &mut Noun, other: &Noun) {
    let (old, new) = (&mut noun.axes, &other.axes);
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
    if noun.basis.is_none() {
        noun.basis.clone_from(&other.basis);
    }
}
