//! Lengths of time, offsets and recurrences.

use super::super::token::Tokens;
use super::super::word::{Unit, Word};
use super::{Amount, Base, Cut, Found, On, Shape, cut, date, period, picked};

const ONE: Amount = Amount::of(1);
const HALF: Amount = Amount { count: Some(0), few: false, half: true };

/// An amount, and the token after it: "two", "25", "2 1/2", "a few", "several", "half a", "six and a half".
pub(super) fn amount(t: &Tokens<'_>, at: usize) -> Option<(Amount, usize)> {
    let (amount, next) = match t.word(at) {
        Word::A if t.word(at + 1) == Word::Some => (some(t, at + 1), at + 2),
        Word::A if t.is(at + 1, "couple") => (Amount::FEW, at + 2 + usize::from(t.word(at + 2) == Word::Of)),
        Word::A if t.is(at + 1, "dozen") => (Amount::of(12), at + 2),
        Word::A => match t.word(at + 1) {
            Word::Count(large @ (100 | 1000)) => (Amount::of(large), at + 2),
            Word::Half => (HALF, at + 2 + usize::from(t.word(at + 2) == Word::Dash)),
            _ if t.is(at + 1, "½") => (HALF, at + 2),
            _ => (ONE, at + 1),
        },
        Word::Some => (some(t, at), at + 1 + usize::from(t.word(at + 1) == Word::Of)),
        Word::Half => {
            let next = at + 1 + usize::from(t.word(at + 1) == Word::Dash || t.word(at + 1) == Word::A);
            (HALF, next)
        }
        Word::Number(count, 1..=4) => (Amount::of(count), at + 1),
        Word::Mark | Word::Plain if t.is(at, "½") => (HALF, at + 1),
        Word::Figure => figure(t, at)?,
        Word::Count(_) => words(t, at)?,
        _ => return None,
    };
    if let Amount { count: Some(_), half: false, .. } = amount {
        if let Some(end) = and_half(t, next) {
            return Some((Amount { half: true, ..amount }, end));
        }
        let fraction = t.are(next, &["1", "/", "2"]);
        if fraction {
            return Some((Amount { half: true, ..amount }, next + 3));
        }
        if t.is(next, "½") {
            return Some((Amount { half: true, ..amount }, next + 1));
        }
    }
    Some((amount, next))
}

/// The token after "and a half", "and one half" or "and half".
fn and_half(t: &Tokens<'_>, at: usize) -> Option<usize> {
    let half = at + 1 + usize::from(t.is(at + 1, "a") || t.is(at + 1, "one"));
    (t.is(at, "and") && t.word(half) == Word::Half && !t.get(half).line).then_some(half + 1)
}

/// The amount of "few", "many" and the like.
fn some(t: &Tokens<'_>, at: usize) -> Amount {
    if t.is(at, "many") || t.is(at, "some") { Amount::UNKNOWN } else { Amount::FEW }
}

/// An amount in digits: "2,000", "1.5".
fn figure(t: &Tokens<'_>, at: usize) -> Option<(Amount, usize)> {
    let written = t.written(at);
    let (whole, half) = written.strip_suffix(".5").map_or((written, false), |whole| (whole, true));
    let count = whole.replace(',', "").parse().ok()?;
    Some((Amount { count: Some(count), few: false, half }, at + 1))
}

/// An amount in words: "twenty-five", "two hundred", "thousand".
fn words(t: &Tokens<'_>, at: usize) -> Option<(Amount, usize)> {
    let Word::Count(mut count) = t.word(at) else { return None };
    let mut next = at + 1;
    let dashed = if t.word(next) == Word::Dash && t.get(next).glued { next + 1 } else { next };
    if (20..100).contains(&count)
        && let Word::Count(one @ 1..=9) = t.word(dashed)
    {
        count += one;
        next = dashed + 1;
    }
    while let Word::Count(large @ (100 | 1000)) = t.word(next) {
        count = count.checked_mul(large)?;
        next += 1;
    }
    Some((Amount::of(count), next))
}

/// An expression that starts with an amount: "two weeks ago", "a year later", "21-year", "ten years".
pub(super) fn length(t: &Tokens<'_>, first: usize, at: usize) -> Option<Found> {
    let (amount, next) = amount(t, at)?;
    if t.get(next).line {
        return None;
    }
    let dashed = t.word(next) == Word::Dash;
    let next = next + usize::from(dashed);
    let vague = t.word(next) == Word::Some && t.word(at) != Word::Some;
    let amount = if vague { some(t, next) } else { amount };
    let next = next + usize::from(vague);
    if let Some(found) = picked::counted_behind(t, first, next, amount) {
        return Some(found);
    }
    let Word::Unit(unit, plural) = t.word(next) else { return None };
    if t.get(next).line || unit == Unit::Night && !plural && t.word(at) == Word::A {
        return None;
    }
    let (amount, unit, end) = more(t, next + 1, amount, unit).unwrap_or((amount, unit, next + 1));
    // "aged 25 years", "25 years old" and "a year-old" are ages.
    let old = if t.word(end) == Word::Dash { end + 1 } else { end };
    let aged = t.was(first, 1, "aged") || t.was(first, 1, "age");
    if aged || matches!(t.written(old), "old" | "olds") || t.are(end, &["of", "age"]) {
        return None;
    }
    // "twice a week".
    let times = ["once", "twice", "times"].iter().any(|times| t.was(first, 1, times));
    if times && t.word(at) == Word::A && !plural && !t.get(at).line {
        return Some(Found::new(first, end, each(unit)));
    }
    if dashed && !plural {
        return Some(Found::new(first, end, Shape::Duration { amount, unit }));
    }
    if let Some(found) = cut::by_day(t, first, end, amount, unit) {
        return Some(found);
    }
    if let Some(found) = offset(t, first, end, amount, unit) {
        return Some(found);
    }
    // "a minute" and "a day" are lengths only after "for" and the like.
    let lone = t.word(at) == Word::A && amount == ONE;
    let asked = matches!(t.before(first, 1).word, Word::For | Word::About | Word::CountFollows | Word::In)
        && unit != Unit::Second;
    let rate =
        lone && matches!(t.before(first, 1).word, Word::CountedNoun | Word::Plain | Word::Unit(..)) && !asked;
    // "a 15 minute call"
    let is_adjective = t.before(first, 1).word == Word::A
        && matches!(t.word(end), Word::Plain)
        && !t.get(end).capital
        && !t.get(end).line
        && amount.count.is_some_and(|count| count < 100);
    // "the 2018 day", "two second".
    let part = unit == Unit::Quarter && t.word(end) == Word::Of;
    let is_split = amount.half || end > next + 1;
    let is_many = amount.count.is_some_and(|count| count > 1);
    let odd = part || !plural && is_many && !is_split && !is_adjective;
    let lone = lone && end == next + 1;
    (!rate && (!lone || asked) && !odd && (plural || unit != Unit::Second))
        .then(|| Found::new(first, end, Shape::Duration { amount, unit }))
}

/// A length with what is added to it in the next smaller unit, and the token after both: "a year and a half", "two years and
/// three months". `at` is the token after the first unit.
fn more(t: &Tokens<'_>, at: usize, first: Amount, unit: Unit) -> Option<(Amount, Unit, usize)> {
    let count = first.count.filter(|_| !first.half && !t.get(at).line)?;
    // "an hour and half the crew" counts no half hour.
    if let Some(end) = and_half(t, at)
        .filter(|end| *end == at + 3 || !matches!(t.word(*end), Word::The | Word::A | Word::Of))
    {
        return Some((Amount { half: true, ..first }, unit, end));
    }
    let next = at + usize::from(matches!(t.word(at), Word::And | Word::Comma));
    let (second, end) = amount(t, next).filter(|_| next > at && t.word(next) != Word::A)?;
    let Word::Unit(smaller, _) = t.word(end) else { return None };
    let per = match (unit, smaller) {
        (Unit::Year, Unit::Month) => 12,
        (Unit::Week, Unit::Day) => 7,
        (Unit::Day, Unit::Hour) => 24,
        (Unit::Hour, Unit::Minute) | (Unit::Minute, Unit::Second) => 60,
        _ => return None,
    };
    let rest = second.count.filter(|_| !second.half)?;
    Some((Amount::of(count.checked_mul(per)?.checked_add(rest)?), smaller, end + 1))
}

/// An offset by the word after a length: "ago", "later", "before", "from now", and the weekday after "ago".
fn offset(t: &Tokens<'_>, first: usize, end: usize, amount: Amount, unit: Unit) -> Option<Found> {
    if t.get(end).line {
        return None;
    }
    let found =
        |back, from, end, on| Some(Found::new(first, end, Shape::Offset { amount, unit, back, from, on }));
    let next = t.get(end + 1);
    // "two weeks before today", "three weeks from tomorrow"; "closed for two weeks from today" is a length.
    if let Word::Today(days) = next.word
        && !next.line
        && !t.was(first, 1, "for")
    {
        let back = match t.word(end) {
            Word::Shift(back, true) => Some(back),
            Word::From if t.is(end, "from") => Some(false),
            _ => None,
        };
        if let Some(back) = back {
            return found(back, Base::Published, end + 2, On::Today(days));
        }
    }
    match t.word(end) {
        Word::Ago => match next.word {
            Word::Weekday(day, false) if !next.line => {
                found(true, Base::Published, end + 2, On::Weekday(date::weekday_of(day)))
            }
            Word::Today(days) if !next.line => found(true, Base::Published, end + 2, On::Today(days))
                .map(|found| date::with_day_part(t, found)),
            _ => found(true, Base::Published, end + 1, On::Any),
        },
        // "two days before" counts from a date in the text, "two days before the vote" from the vote.
        Word::Shift(_, true) if t.was(first, 1, "for") => None,
        Word::Shift(back, true) if has_object(t, end + 1) => found(back, Base::Next, end + 1, On::Any),
        Word::Shift(back, _) => found(back, Base::Spoken, end + 1, On::Any),
        Word::From if matches!(next.word, Word::Weekday(_, false)) && t.is(end, "from") => match next.word {
            Word::Weekday(day, _) => {
                found(false, Base::Published, end + 2, On::Weekday(date::weekday_of(day)))
            }
            _ => None,
        },
        Word::From if t.are(end, &["from", "now"]) => found(false, Base::Published, end + 2, On::Any),
        _ => None,
    }
}

/// Whether "before" or "after" has an object: "two days before the vote".
pub(super) fn has_object(t: &Tokens<'_>, at: usize) -> bool {
    let next = t.get(at);
    let ends = matches!(
        next.word,
        Word::Comma | Word::Stop | Word::Close | Word::Mark | Word::And | Word::Dash | Word::Edge
    );
    !next.line && !ends
}

/// A unit before or after an object: "the day before the vote".
pub(super) fn one_from_object(first: usize, end: usize, unit: Unit, back: bool) -> Found {
    Found::new(first, end, Shape::Offset { amount: ONE, unit, back, from: Base::Next, on: On::Any })
}

/// An expression that starts with a unit: "years ago", "year end", "weeks later".
pub(super) fn units(t: &Tokens<'_>, at: usize, unit: Unit, plural: bool) -> Option<Found> {
    if plural {
        let before =
            matches!(t.before(at, 1).word, Word::Count(_) | Word::Number(..) | Word::Figure | Word::Plain)
                && matches!(t.written_before(at, 1), "million" | "billion");
        // "The pool opens at weekends."
        let each = || (unit == Unit::Weekend).then(|| Found::new(at, at + 1, each(unit)));
        return offset(t, at, at + 1, Amount::UNKNOWN, unit).filter(|_| !before).or_else(each);
    }
    if let Some(found) = cut::to_date(t, at, at + 1, unit) {
        return Some(found);
    }
    if let Some(found) = period::numbered_week(t, at, at) {
        return Some(found);
    }
    if unit == Unit::Week
        && let Some(found) = cut::by_day(t, at, at + 1, ONE, unit)
    {
        return Some(found);
    }
    let next = if t.word(at + 1) == Word::Dash { at + 2 } else { at + 1 };
    let next = if t.word(next) == Word::Apostrophe && t.is(next + 1, "s") { next + 2 } else { next };
    if unit == Unit::Year && t.is(next, "end") && !t.get(next).line {
        let mut found = Found::new(at, next + 1, Shape::Relative { which: super::Which::This, unit });
        found.cut = Some(Cut::Part(super::Part::End));
        return Some(found);
    }
    None
}

/// A recurrence: "every Monday", "each year", "every two weeks", "every other day".
pub(super) fn every(t: &Tokens<'_>, at: usize) -> Option<Found> {
    let mut next = at + 1;
    if t.is(at, "everyday") {
        // "everyday life", "an everyday routine"
        let is_adverb = matches!(
            t.word(next),
            Word::Stop
                | Word::Comma
                | Word::Edge
                | Word::Close
                | Word::Mark
                | Word::And
                | Word::On
                | Word::In
        ) || matches!(t.word(next), Word::Number(..) | Word::For)
            || t.get(next).line;
        return is_adverb.then(|| Found::new(at, next, each(Unit::Day)));
    }
    let mut amount = ONE;
    if t.is(next, "other") {
        amount = Amount::of(2);
        next += 1;
    } else if let Some((said, end)) = self::amount(t, next).filter(|_| t.word(at + 1) != Word::A) {
        (amount, next) = (said, end);
    }
    let shape = match t.word(next) {
        Word::Unit(unit, _) => Shape::Recurring { amount, unit, weekday: None, month: None },
        Word::Weekday(day, false) => {
            Shape::Recurring { amount, unit: Unit::Week, weekday: Some(date::weekday_of(day)), month: None }
        }
        Word::Month(month, _) => {
            Shape::Recurring { amount, unit: Unit::Year, weekday: None, month: Some(month) }
        }
        Word::Season(_) => Shape::Recurring { amount, unit: Unit::Year, weekday: None, month: None },
        Word::DayPart(_) => each(Unit::Day),
        _ => return None,
    };
    (!t.get(next).line).then(|| date::with_day_part(t, Found::new(at, next + 1, shape)))
}

/// A whole unit: "all day", "all year".
pub(super) fn all(t: &Tokens<'_>, at: usize) -> Option<Found> {
    let Word::Unit(unit, false) = t.word(at + 1) else { return None };
    let is_long = !matches!(unit, Unit::Second | Unit::Minute | Unit::Hour | Unit::Fortnight | Unit::Century);
    (is_long && !t.get(at + 1).line).then(|| Found::new(at, at + 2, Shape::Duration { amount: ONE, unit }))
}

/// "daily".
pub(super) fn each(unit: Unit) -> Shape {
    Shape::Recurring { amount: ONE, unit, weekday: None, month: None }
}

/// "Mondays".
pub(super) fn on_weekdays(day: u8) -> Shape {
    Shape::Recurring { amount: ONE, unit: Unit::Week, weekday: Some(date::weekday_of(day)), month: None }
}
