//! Expressions with "last", "this", "next" and other determiners.

use super::super::token::Tokens;
use super::super::word::{DayPart, Unit, Which, Word};
use super::{Amount, Found, Nth, Shape, clock, cut, date, length, period};

/// The expression with the determiner at `at`. `first` is its first token: the determiner, or "the" before it.
pub(super) fn which(t: &Tokens<'_>, first: usize, at: usize, word: Which) -> Option<Found> {
    read(t, first, at, word, Depth::Outer)
}

/// Like [`which`], for the period that a piece is taken of: it is no piece of another period itself. Without this bound, words such
/// as "the last week of the last week of …" would be read to any depth.
pub(super) fn whole(t: &Tokens<'_>, first: usize, at: usize, word: Which) -> Option<Found> {
    read(t, first, at, word, Depth::Inner)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    Outer,
    Inner,
}

fn read(t: &Tokens<'_>, first: usize, at: usize, word: Which, depth: Depth) -> Option<Found> {
    let (which, next) = determiner(t, at, word)?;
    if t.get(next).line || is_programme(t, at) || is_other_sense(t, first, at, next, which) {
        return None;
    }
    let the = first < at;
    // "the last Friday of the month", and not "last Friday".
    if which == Which::Last
        && depth == Depth::Outer
        && (the || t.before(first, 1).word == Word::In || t.word(next + 1) == Word::Of)
        && let Some(found) = cut::nth(t, first, next, Nth::Last)
    {
        return Some(found);
    }
    if which == Which::Last
        && is_verb(t, first)
        && (counted(t, next).is_some() || matches!(t.word(next), Word::Unit(_, true)))
    {
        return None;
    }
    if let Some((amount, unit, end)) = counted(t, next) {
        return extent(first, end, which, the, amount, unit);
    }
    match t.word(next) {
        Word::Unit(unit, true) => match which {
            Which::These if unit == Unit::Day => Some(Found::new(first, next + 1, Shape::Vague)),
            Which::Recent => Some(Found::new(first, next + 1, Shape::Vague)),
            // "the last months of the war".
            _ if t.word(next + 1) == Word::Of => None,
            _ => extent(first, next + 1, which, the, Amount::UNKNOWN, unit),
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
            Some(clock::with_clock(t, period::part_of(first, next + 1, part, Some(which))))
        }
        Word::Fiscal => period::fiscal(t, first, next, Some(which)),
        Word::Holiday => period::holiday(t, first, next, Some(which)),
        _ => None,
    }
}

/// A determiner of one or two words ("this past", "that same"), and the token after it.
fn determiner(t: &Tokens<'_>, at: usize, word: Which) -> Option<(Which, usize)> {
    let Word::Which(second) = t.word(at + 1) else {
        // "this calendar year", "the last working week"
        let adjective = (t.is(at + 1, "calendar") || t.is(at + 1, "working"))
            && matches!(
                t.word(at + 2),
                Word::Unit(Unit::Week | Unit::Month | Unit::Quarter | Unit::Year, false)
            );
        return Some((word, at + 1 + usize::from(adjective && !t.get(at + 1).line)));
    };
    match (word, second) {
        (Which::This, Which::Last | Which::Coming | Which::Next | Which::That)
        | (Which::These, Which::Last | Which::Coming)
        | (Which::That, Which::That) => Some((second, at + 2)),
        _ => None,
    }
}

/// Whether the words are the name of a programme: "CBS This Morning", "ABC's This Week".
fn is_programme(t: &Tokens<'_>, at: usize) -> bool {
    let far = if t.was(at, 1, "s") { 3 } else { 1 };
    let network = t.written_before(at, far);
    let capitals = t.get(at).capital && t.get(at + 1).capital;
    capitals && network.len() == 3 && network.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether the determiner has another sense: "our last day", "far past eighteen months".
fn is_other_sense(t: &Tokens<'_>, first: usize, at: usize, next: usize, which: Which) -> bool {
    let before = t.before(first, 1).word;
    let led = first < at
        || next > at + 1
        || matches!(
            before,
            Word::In | Word::For | Word::From | Word::CountFollows | Word::Stop | Word::Comma | Word::Edge
        );
    // "overrode her last Thursday"
    let is_object = t.was(first, 1, "her") && matches!(t.word(next), Word::Weekday(..));
    before == Word::Possessive && which == Which::Last && !is_object || t.is(next - 1, "past") && !led
}

/// Whether "last" is a verb: "the strike could last two weeks".
fn is_verb(t: &Tokens<'_>, first: usize) -> bool {
    let before = t.before(first, 1).word;
    t.is(first, "last")
        && (matches!(before, Word::Future | Word::Modal)
            || ["to", "not", "t", "typically", "usually"].iter().any(|word| t.was(first, 1, word)))
}

/// An expression with the determiner behind the number: "the 5 past years", "two upcoming months". `at` is the token after the
/// number.
pub(super) fn counted_behind(t: &Tokens<'_>, first: usize, at: usize, amount: Amount) -> Option<Found> {
    let which = match t.word(at) {
        Word::Which(which) => which,
        _ if t.is(at, "upcoming") => Which::Coming,
        _ => return None,
    };
    let Word::Unit(unit, true) = t.word(at + 1) else { return None };
    // "the two last days of May"
    let whole = !t.get(at).line && !t.get(at + 1).line && t.word(at + 2) != Word::Of;
    whole.then(|| extent(first, at + 2, which, false, amount, unit))?
}

/// An amount and a unit, and the token after them: "two months", "few-week", "couple of weeks".
fn counted(t: &Tokens<'_>, at: usize) -> Option<(Amount, Unit, usize)> {
    let couple =
        || t.is(at, "couple").then(|| (Amount::FEW, at + 1 + usize::from(t.word(at + 1) == Word::Of)));
    let (amount, next) = length::amount(t, at).filter(|_| t.word(at) != Word::A).or_else(couple)?;
    let next = next + usize::from(t.word(next) == Word::Dash);
    let Word::Unit(unit, plural) = t.word(next) else { return None };
    let counts = plural || amount.count == Some(1) || amount.half;
    // "the last two weeks of March".
    (counts && !t.get(next).line && t.word(next + 1) != Word::Of).then_some((amount, unit, next + 1))
}

/// The days before or after a day.
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

/// An expression with a determiner and one unit: "last week", "the past year", "that night".
fn one_unit(t: &Tokens<'_>, first: usize, at: usize, which: Which, unit: Unit) -> Option<Found> {
    let the = t.word(first) == Word::The;
    let end = at + 1;
    match (which, unit) {
        // "at the last minute"
        (Which::Last, Unit::Second | Unit::Minute) if t.was(first, 1, "at") => None,
        (_, Unit::Second | Unit::Minute | Unit::Hour) => {
            extent(first, end, which, the, Amount::of(1), unit).filter(|_| the)
        }
        // "the last night" and "the last day" are those of something.
        (Which::Last, Unit::Night) if the => None,
        (Which::Recent | Which::These, _) | (Which::Last, Unit::Day) => None,
        (_, Unit::Night) => Some(period::part_of(first, end, DayPart::Night, Some(which))),
        (Which::This, Unit::Day) if t.before(first, 1).word == Word::To => {
            Some(Found::new(first, end, Shape::Vague))
        }
        // "the past year" ends today. "last year" and "the past quarter" are those of the calendar.
        (Which::Last, _)
            if !matches!(unit, Unit::Century | Unit::Quarter | Unit::Weekend)
                && !t.is(at - 1, "calendar")
                && (the || t.is(at - 1, "past")) =>
        {
            extent(first, end, which, the, Amount::of(1), unit)
        }
        // "the next day" follows a date in the text.
        (Which::Next, _) if the => {
            Some(Found::new(first, end, Shape::Relative { which: Which::Following, unit }))
        }
        (_, Unit::Week) => day_behind(t, end)
            .and_then(|(weekday, end)| {
                Some(date::with_day_part(t, Found::new(first, end, date::day_of_week(which, weekday)?)))
            })
            .map(|found| clock::with_clock(t, found))
            .or_else(|| Some(Found::new(first, end, Shape::Relative { which, unit }))),
        _ => Some(Found::new(first, end, Shape::Relative { which, unit })),
    }
}

/// The weekday behind a week, and the token after it: "next week Wednesday", "last week on Tuesday", "this week - Monday".
fn day_behind(t: &Tokens<'_>, at: usize) -> Option<(chrono::Weekday, usize)> {
    let day = at + usize::from(matches!(t.word(at), Word::Comma | Word::Dash));
    let day = day + usize::from(t.is(day, "on"));
    let Word::Weekday(number, _) = t.word(day) else { return None };
    // "next week, Friday's vote" and "this week, Monday to Friday" are both of that week.
    let same_line = (at..=day).all(|at| !t.get(at).line);
    let dated =
        date::weekday(t, day, day, None).is_some_and(|found| !matches!(found.shape, Shape::Weekday { .. }));
    (same_line && !dated).then(|| (date::weekday_of(number), day + 1))
}
