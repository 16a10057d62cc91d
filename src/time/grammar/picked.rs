//! What "last", "this", "next" and their like pick: a unit, a weekday, a month, a season, a part of the day.

use super::super::token::Tokens;
use super::super::word::{DayPart, Unit, Which, Word};
use super::{Amount, Found, Shape, clock, date, length, period};

const ONE: Amount = Amount { count: Some(1), few: false, half: false };
const SOME: Amount = Amount { count: None, few: false, half: false };

/// What the word at `at` picks, the expression starting with `first`: that token, or a "the" before it.
pub(super) fn which(t: &Tokens<'_>, first: usize, at: usize, word: Which) -> Option<Found> {
    let (which, next) = both(t, at, word)?;
    if t.get(next).line || is_programme(t, at) || is_other_sense(t, first, at, next, which) {
        return None;
    }
    let the = first < at;
    if let Some((amount, unit, end)) = counted(t, next) {
        return extent(first, end, which, the, amount, unit);
    }
    match t.word(next) {
        Word::Unit(unit, true) => match which {
            Which::These if unit == Unit::Day => Some(Found::new(first, next + 1, Shape::Vague)),
            Which::Recent => Some(Found::new(first, next + 1, Shape::Vague)),
            // "the last months of the war".
            _ if t.word(next + 1) == Word::Of => None,
            _ => extent(first, next + 1, which, the, SOME, unit),
        },
        Word::Unit(unit, false) => one_unit(t, first, next, which, unit),
        Word::Weekday(_, false) => date::weekday(t, first, next, Some(which)),
        Word::Month(from, _) if t.get(next).end - t.get(next).start > 3 || t.is(next, "may") => {
            let dated = date::month(t, next).filter(|found| {
                matches!(found.shape, Shape::Days { .. } | Shape::Months { year: Some(_), .. })
            });
            let months = Shape::Months { year: None, from, to: from, which: Some(which) };
            Some(dated.map_or_else(|| Found::new(first, next + 1, months), |found| found.from(first)))
        }
        Word::Season(number) => period::season(t, first, next, number, Some(which)),
        Word::DayPart(part) if part != DayPart::Tonight && !matches!(which, Which::These | Which::Recent) => {
            Some(clock::after(t, period::part_of(first, next + 1, part, Some(which))))
        }
        Word::Fiscal => period::fiscal(t, first, next, Some(which)),
        Word::Feast => period::holiday(t, first, next, Some(which)),
        _ => None,
    }
}

/// Two such words together, "this past", "that same", or one alone; and the token after.
fn both(t: &Tokens<'_>, at: usize, word: Which) -> Option<(Which, usize)> {
    let Word::Which(second) = t.word(at + 1) else { return Some((word, at + 1)) };
    match (word, second) {
        (Which::This, Which::Last | Which::Coming | Which::Next | Which::That)
        | (Which::These, Which::Last | Which::Coming)
        | (Which::That, Which::That) => Some((second, at + 2)),
        _ => None,
    }
}

/// "CBS This Morning", "ABC's This Week".
fn is_programme(t: &Tokens<'_>, at: usize) -> bool {
    let far = if t.was(at, 1, "s") { 3 } else { 1 };
    let network = t.written_before(at, far);
    let capitals = t.get(at).capital && t.get(at + 1).capital;
    capitals && network.len() == 3 && network.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// "our last day" is no day of the calendar, and "far past eighteen months" no stretch of it.
fn is_other_sense(t: &Tokens<'_>, first: usize, at: usize, next: usize, which: Which) -> bool {
    let before = t.before(first, 1).word;
    let led = first < at
        || next > at + 1
        || matches!(before, Word::In | Word::For | Word::From | Word::Counted | Word::Stop | Word::Comma);
    before == Word::Own && which == Which::Last || t.is(next - 1, "past") && !led
}

/// "two months", "few-week": how many of which unit, and the token after.
fn counted(t: &Tokens<'_>, at: usize) -> Option<(Amount, Unit, usize)> {
    let (amount, next) = length::amount(t, at).filter(|_| t.word(at) != Word::A)?;
    let next = next + usize::from(t.word(next) == Word::Dash);
    let Word::Unit(unit, plural) = t.word(next) else { return None };
    let counts = plural || amount.count == Some(1) || amount.half;
    // "the last two weeks of March".
    (counts && !t.get(next).line && t.word(next + 1) != Word::Of).then_some((amount, unit, next + 1))
}

/// A stretch back from some day or on from it.
fn extent(first: usize, end: usize, which: Which, the: bool, amount: Amount, unit: Unit) -> Option<Found> {
    let (back, spoken) = match which {
        Which::Last | Which::Previous => (true, false),
        Which::Next => (false, the),
        Which::Coming => (false, false),
        Which::Following => (false, true),
        _ => return None,
    };
    Some(Found::new(first, end, Shape::Extent { amount, unit, back, spoken }))
}

/// "last week", "the past year", "that night".
fn one_unit(t: &Tokens<'_>, first: usize, at: usize, which: Which, unit: Unit) -> Option<Found> {
    let the = t.word(first) == Word::The;
    let end = at + 1;
    match (which, unit) {
        (_, Unit::Second | Unit::Minute | Unit::Hour) => {
            extent(first, end, which, the, ONE, unit).filter(|_| the)
        }
        // "the last night" and "the last day" are the last of something.
        (Which::Last, Unit::Night) if the => None,
        (Which::Recent | Which::These, _) | (Which::Last, Unit::Day) => None,
        (_, Unit::Night) => Some(period::part_of(first, end, DayPart::Night, Some(which))),
        (Which::This, Unit::Day) if t.before(first, 1).word == Word::To => {
            Some(Found::new(first, end, Shape::Vague))
        }
        // "the past year" reaches back from today; "last year" is the calendar's, and so is "the past century".
        (Which::Last, _)
            if !matches!(unit, Unit::Century | Unit::Weekend) && (the || t.is(at - 1, "past")) =>
        {
            extent(first, end, which, the, ONE, unit)
        }
        // "the next day" is the one after that which was spoken of.
        (Which::Next, _) if the => {
            Some(Found::new(first, end, Shape::Relative { which: Which::Following, unit }))
        }
        _ => Some(Found::new(first, end, Shape::Relative { which, unit })),
    }
}
