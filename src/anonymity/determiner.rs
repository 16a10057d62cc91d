//! The start of a noun phrase: determiners, numbers and partitives ("one of", "46 percent of").

use std::ops::Range;

use super::noun::{Fact, Noun, Who};
use super::reader::Reader;
use super::words::Shape;
use crate::lexicon::function_words::read_number as small_number;
use crate::lexicon::{Lexicon, WordClass};
use crate::{Number, Span};

impl Reader<'_> {
    /// Reads determiners, numbers and quantifiers. Returns the index of the first other word.
    pub(super) fn determiners(&self, range: Range<usize>, noun: &mut Noun) -> usize {
        let mut at = range.start;
        while at < range.end {
            let last = at + 1 >= range.end || self.ends_region(at + 1);
            let of = at + 1 < range.end && self.key(at + 1) == "of";
            if last || of {
                // "many of the lawyers" is a partitive. "many" alone is the head.
                if !last || !matches!(self.key(at), "the" | "a" | "an" | "according" | "to" | "by" | "at") {
                    break;
                }
            } else if let Some(span) = self.span(at)
                && let Some(number) = self.quantity(at)
            {
                noun.axes.number = number;
                noun.axes.number_span = Some(span);
                // "three to five officials"
                if self.key(at + 1) == "to"
                    && at + 3 < range.end
                    && let Some(last) = self.span(at + 2).filter(|_| self.quantity(at + 2).is_some())
                {
                    noun.axes.number = Number::Several;
                    noun.axes.number_span = Some(span.cover(last));
                    at += 2;
                }
            } else if !self.determiner(at, noun) {
                break;
            }
            at += 1;
        }
        at
    }

    /// A range without the determiners and numbers at its start.
    pub(super) fn skip_determiner(&self, range: Range<usize>) -> Range<usize> {
        let mut start = range.start;
        let counts = |at: usize| read_number(self.key(at)).is_some();
        let determines =
            |at: usize| matches!(self.key(at), "the" | "a" | "an" | "both" | "their" | "this" | "that");
        while start + 1 < range.end && (determines(start) || counts(start)) {
            start += 1;
        }
        start..range.end
    }

    fn determiner(&self, at: usize, noun: &mut Noun) -> bool {
        match self.key(at) {
            "the" | "this" | "that" | "these" | "those" => noun.note(Fact::Definite),
            "a" | "an" => {
                if noun.axes.number == Number::Unstated {
                    noun.axes.number = Number::One;
                }
            }
            "my" | "our" | "his" | "her" | "its" | "their" | "your" | "whose" => {
                noun.note(Fact::Definite);
                noun.note(Fact::Affiliated);
                noun.axes.affiliation = self.span(at);
            }
            "at" | "least" | "about" | "around" | "nearly" | "almost" | "over" | "than" | "roughly"
            | "only" | "just" | "not" | "according" | "to" | "by" | "as" | "even" | "also" | "from"
            | "other" | "quite" | "such" | "per" | "so" | "up" | "too" | "very" | "well" => {}
            _ => return false,
        }
        true
    }

    /// The number that a word before a noun tells.
    fn quantity(&self, at: usize) -> Option<Number> {
        let word = self.word(at)?;
        let key = word.key.as_str();
        Some(match key {
            "one" | "another" | "any" | "every" | "each" | "either" | "neither" => Number::One,
            "both" => Number::Exactly(2),
            "some" | "many" | "several" | "few" | "most" | "all" | "more" | "various" | "numerous"
            | "countless" | "multiple" | "dozens" => Number::Several,
            _ => match read_number(&key.replace(',', "")) {
                Some(1) => Number::One,
                // A year is not a number of people.
                Some(1900..2100) if !key.contains(',') => return None,
                Some(many) => Number::Exactly(many),
                None if word.shape == Shape::Number
                    && key.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.')) =>
                {
                    Number::Several
                }
                None => return None,
            },
        })
    }

    pub(super) fn is_percent(&self, at: usize) -> bool {
        matches!(self.key(at), "percent" | "%" | "pct")
            || (self.key(at) == "per" && self.key(at + 1) == "cent")
    }

    /// Reads a share of respondents: "46 percent", "eight in 10". Returns its end.
    pub(super) fn share(&self, range: Range<usize>, noun: &mut Noun) -> Option<usize> {
        let number = self
            .word(range.start)
            .filter(|word| word.shape == Shape::Number || read_number(&word.key).is_some())?;
        let percent = self.is_percent(range.start + 1);
        let ratio = matches!(self.key(range.start + 1), "in" | "of")
            && self
                .word(range.start + 2)
                .is_some_and(|word| word.shape == Shape::Number || read_number(&word.key).is_some());
        let end = match (percent, self.key(range.start + 1)) {
            (true, "per") => range.start + 3,
            (true, _) => range.start + 2,
            (false, _) if ratio => range.start + 3,
            _ => return None,
        };
        if end > range.end {
            return None;
        }
        let last = self.span(end - 1).unwrap_or(number.span);
        noun.who = Who::Public;
        noun.axes.number = Number::Several;
        noun.axes.number_span = Some(number.span.cover(last));
        Some(end)
    }

    /// Whether a quantifier precedes a definite noun: "half the senators", "all the experts".
    fn is_half_the(&self, at: usize) -> bool {
        matches!(self.key(at), "half" | "all" | "both")
            && matches!(self.key(at + 1), "the" | "his" | "her" | "their")
    }

    /// Reads a partitive. Returns the start of the noun phrase after "of".
    pub(super) fn partitive(&self, range: Range<usize>, noun: &mut Noun) -> Option<usize> {
        // "a small group of", "a strong majority of", "more than half the"
        let counter = (range.start..range.end.min(range.start + 4)).find(|at| {
            is_counter(self.key(*at), self.lexicon) && (self.key(at + 1) == "of" || self.is_half_the(*at))
        });
        let plain =
            |at: usize| self.word(at).is_some_and(|word| word.shape == Shape::Lower && !self.ends_region(at));
        let at = counter.filter(|counter| (range.start..*counter).all(plain)).unwrap_or(range.start);
        let number = self.word(at).and_then(|word| read_number(&word.key));
        let counts = number.is_some()
            || is_counter(self.key(at), self.lexicon)
            || self.word(at)?.shape == Shape::Number;
        let of = if self.key(at + 1) == "out" { at + 2 } else { at + 1 };
        let of = if self.is_half_the(at) { at } else { of };
        if !counts || (self.key(of) != "of" && of != at) || of + 1 >= range.end {
            return None;
        }
        let span: Span = self.span(at)?;
        noun.axes.number_span = Some(span);
        noun.axes.number = match (number, self.key(at)) {
            (Some(1), _) | (_, "none" | "neither" | "each" | "another" | "either" | "any") => Number::One,
            (Some(many), _) => Number::Exactly(many),
            (_, "pair" | "couple" | "both" | "duo") => Number::Exactly(2),
            (_, "trio") => Number::Exactly(3),
            _ => Number::Several,
        };
        let share =
            ["majority", "minority", "plurality", "half", "thirds", "third", "quarter", "quarters", "most"];
        if share.iter().any(|word| self.key(at).ends_with(word)) {
            noun.who = Who::Public;
        }
        Some(of + 1)
    }
}

/// Whether a word is the noun of a partitive: "dozens of", "two-thirds of".
fn is_counter(key: &str, lexicon: &Lexicon) -> bool {
    let fraction = key.ends_with("-thirds") || key.ends_with("-quarters") || key.ends_with("-fifths");
    fraction || lexicon.classes(key).is(WordClass::CountingNoun)
}

/// Reads a number in digits, or in words up to ninety-nine.
pub(super) fn read_number(key: &str) -> Option<u32> {
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    const TEENS: [&str; 7] =
        ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"];
    let place = |list: &[&str], word: &str| list.iter().position(|entry| *entry == word);
    if let Some(teen) = place(&TEENS, key) {
        return u32::try_from(teen + 13).ok();
    }
    let (tens, units) = key.split_once('-').unwrap_or((key, ""));
    match place(&TENS, tens).and_then(|tens| u32::try_from((tens + 2) * 10).ok()) {
        Some(tens) if units.is_empty() => Some(tens),
        Some(tens) => small_number(units).filter(|units| *units < 10).map(|units| tens + units),
        None => small_number(key),
    }
}
