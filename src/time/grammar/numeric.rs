//! Expressions that start with digits: years and numeric dates.

use super::super::calendar;
use super::super::reference::DateOrder;
use super::super::token::Tokens;
use super::super::word::{Unit, Word, Zone};
use super::{Found, Shape, Year, clock, date, length, period};
use crate::DayRange;

/// The expression that starts with a plain number.
pub(super) fn number(
    t: &Tokens<'_>,
    at: usize,
    order: Option<DateOrder>,
    last: Option<&Found>,
) -> Option<Found> {
    let token = t.get(at);
    if token.glued && is_part(t, at) {
        return None;
    }
    numeric(t, at, order)
        .or_else(|| spelt(t, at))
        .or_else(|| led_numeric(t, at, last))
        .or_else(|| clock::at(t, at))
        .or_else(|| clock::past_hour(t, at))
        .or_else(|| date::day_first(t, at))
        .or_else(|| length::length(t, at, at))
        .or_else(|| short_second(t, at, last))
        .or_else(|| period::short_named(t, at))
        .or_else(|| period::year_first(t, at))
        .or_else(|| year(t, at, last))
}

/// Whether a number is part of a token that is not a time: "$40", "B2016", "/2016", "1.2.3".
fn is_part(t: &Tokens<'_>, at: usize) -> bool {
    let before = t.before(at, 1);
    let name = t.written_before(at, 1);
    if name.ends_with(char::is_alphanumeric) {
        return !(name.eq_ignore_ascii_case("q") || name == "H" || name.eq_ignore_ascii_case("fy"));
    }
    match before.word {
        Word::Sign | Word::Colon | Word::Stop | Word::Figure | Word::Number(..) | Word::Mark => {
            !matches!(name, "“" | "\"" | "„" | "«" | "…" | "~" | "*" | "|")
        }
        // A slash between two years makes a range. Otherwise it is part of a path or a fraction.
        Word::Slash => !matches!(t.before(at, 2).word, Word::Number(1000..3000, 4)),
        // "COVID-19", "555-2014": a dash after a word or a number that is not a year.
        Word::Dash if before.glued => match t.before(at, 2).word {
            Word::Plain => !t.was(at, 2, "post") && !t.was(at, 2, "pre"),
            before => {
                matches!(before, Word::Number(_, 1..=2) | Word::Figure) && !clock::has_half_of_day(t, at)
            }
        },
        _ => false,
    }
}

/// A date of digits: "2021-12-30", "12/7/2021", "2021/12/07", "9/11".
fn numeric(t: &Tokens<'_>, at: usize, order: Option<DateOrder>) -> Option<Found> {
    let Word::Number(first, digits) = t.word(at) else { return None };
    let mark = t.get(at + 1);
    if !mark.glued || !t.get(at + 2).glued || !matches!(mark.word, Word::Dash | Word::Slash) {
        return None;
    }
    let Word::Number(second, second_digits) = t.word(at + 2) else { return None };
    let third = t.get(at + 3);
    let three = third.glued && third.word == mark.word && t.get(at + 4).glued;
    if let (true, Word::Number(third, third_digits)) = (three, t.word(at + 4)) {
        if t.get(at + 5).glued
            && matches!(t.word(at + 5), Word::Slash | Word::Dash)
            && matches!(t.word(at + 6), Word::Number(..))
        {
            return None;
        }
        let shape = match (digits, third_digits) {
            (4, 1..=2) => dated(i32::try_from(first).ok()?, second, third),
            (1..=2, 4) => ordered(i32::try_from(third).ok()?, first, second, order),
            (1..=2, 2) if mark.word == Word::Slash => ordered(long_year(third)?, first, second, order),
            _ => return None,
        };
        let mut found = Found::new(at, at + 5, shape);
        // "2021-12-30T09:15".
        if t.is(at + 5, "t")
            && t.get(at + 5).glued
            && let Some(time) = clock::at(t, at + 6)
        {
            found.clock = time.clock;
            found.end = time.end;
        }
        return Some(clock::with_clock(t, found));
    }
    let day = calendar::day(2001, 9, 11)?;
    let named = (first, second, mark.word) == (9, 11, Word::Slash)
        && second_digits == 2
        && !(third.glued && third.word == Word::Slash);
    named.then(|| Found::new(at, at + 3, Shape::Fixed { range: DayRange::new(day, day) }))
}

/// The number behind a mark without blanks, its number of digits, and the token after it.
fn marked(t: &Tokens<'_>, at: usize, mark: Word) -> Option<(u32, u8, usize)> {
    let Word::Number(number, digits) = t.word(at + 1) else { return None };
    let is_marked = t.word(at) == mark && t.get(at).glued && t.get(at + 1).glued;
    is_marked.then_some((number, digits, at + 2))
}

/// Whether a date of digits and marks ends at a token, and does not go on as another number or name.
fn ends(t: &Tokens<'_>, at: usize) -> bool {
    let next = t.get(at);
    let goes_on = matches!(next.word, Word::Slash | Word::Dash)
        && t.get(at + 1).glued
        && !matches!(t.word(at + 1), Word::Month(..) | Word::Number(_, 1..=2));
    !next.glued || !goes_on && !matches!(next.word, Word::Sign | Word::Number(..) | Word::Plain)
}

/// A date with a month in letters between its numbers: "05-Aug-2016", "8/Oct/2012", "2019-Aug-1".
fn spelt(t: &Tokens<'_>, at: usize) -> Option<Found> {
    let Word::Number(first, digits) = t.word(at) else { return None };
    let mark = t.get(at + 1);
    let Word::Month(month, _) = t.word(at + 2) else { return None };
    if !matches!(mark.word, Word::Dash | Word::Slash) || !mark.glued || !t.get(at + 2).glued {
        return None;
    }
    let (last, last_digits, end) = marked(t, at + 3, mark.word)?;
    let shape = match (digits, last_digits) {
        (1..=2, 4) => dated(i32::try_from(last).ok()?, month, first),
        (4, 1..=2) => dated(i32::try_from(first).ok()?, month, last),
        (1..=2, 2) => dated(long_year(last)?, month, first),
        _ => return None,
    };
    Some(clock::with_clock(t, Found::new(at, end, shape)))
}

/// A date that starts with a month in letters and has marks: "Dec-2018", "Sep-23-2020".
pub(super) fn month_first(t: &Tokens<'_>, at: usize, month: u32) -> Option<Found> {
    let mark = t.word(at + 1);
    if !matches!(mark, Word::Dash | Word::Slash) {
        return None;
    }
    let (second, digits, end) = marked(t, at + 1, mark)?;
    if digits == 4 {
        let year = Some(Year::Said(i32::try_from(second).ok()?));
        return Some(Found::new(at, end, Shape::Months { year, from: month, to: month, which: None }));
    }
    let (year, 4, end) = marked(t, end, mark)? else { return None };
    Some(clock::with_clock(t, Found::new(at, end, dated(i32::try_from(year).ok()?, month, second))))
}

/// A day and a month in digits, of which one can only be the day: "22/04", "11/20".
pub(super) fn day_and_month(t: &Tokens<'_>, at: usize) -> Option<Found> {
    let Word::Number(first, 1..=2) = t.word(at) else { return None };
    let (second, 1..=2, end) = marked(t, at + 1, Word::Slash)? else { return None };
    let day = match (first, second) {
        // "on 24/7 alert"
        (24, 7) => return None,
        (13..=31, 1..=12) => (second, first),
        (1..=12, 13..=31) => (first, second),
        _ => return None,
    };
    let counted = matches!(t.word(end), Word::CountedNoun | Word::Unit(..) | Word::Meridiem(_));
    (!counted && ends(t, end)).then(|| clock::with_clock(t, Found::new(at, end, date::days(None, day, day))))
}

/// A date of two numbers after a word or a date that shows it: "on 22/04", "from 11/20 to 11/25", "since 04/2016".
fn led_numeric(t: &Tokens<'_>, at: usize, last: Option<&Found>) -> Option<Found> {
    let before = t.before(at, 1);
    let follows = last.is_some_and(|last| {
        last.end + 1 == at
            && matches!(t.word(last.end), Word::Comma | Word::And | Word::To | Word::Dash)
            && matches!(last.shape, Shape::Days { .. } | Shape::Months { .. })
    });
    let is_on = before.word == Word::On && t.was(at, 1, "on");
    if (is_on || follows || matches!(before.word, Word::From | Word::Edge))
        && let Some(found) = day_and_month(t, at)
    {
        return Some(found);
    }
    // Laws and cases are numbered like this too: "Directive 12/2014".
    let Word::Number(month @ 1..=12, digits @ 1..=2) = t.word(at) else { return None };
    let (year @ 1900..=2100, 4, end) = marked(t, at + 1, Word::Slash)? else { return None };
    let is_led =
        follows || matches!(before.word, Word::In | Word::From | Word::Shift(..) | Word::Open | Word::Edge);
    let year = Some(Year::Said(i32::try_from(year).ok()?));
    let shape = Shape::Months { year, from: month, to: month, which: None };
    (is_led && digits <= 2 && ends(t, end)).then(|| Found::new(at, end, shape))
}

fn dated(year: i32, month: u32, day: u32) -> Shape {
    date::days(Some(Year::Said(year)), (month, day), (month, day))
}

/// Two numbers before a year, in the given order, or in the only order that is a date.
fn ordered(year: i32, first: u32, second: u32, order: Option<DateOrder>) -> Shape {
    match order {
        Some(DateOrder::MonthFirst) => dated(year, first, second),
        Some(DateOrder::DayFirst) => dated(year, second, first),
        None if first > 12 || first == second => dated(year, second, first),
        None if second > 12 => dated(year, first, second),
        None => Shape::Unordered { year },
    }
}

/// The expression that starts with a number with a point: "31.12.2021", "10.30 a.m."
pub(super) fn pointed(t: &Tokens<'_>, at: usize) -> Option<Found> {
    let Word::Pointed(first, second) = t.word(at) else { return None };
    let point = t.get(at + 1);
    if point.glued
        && point.word == Word::Stop
        && t.get(at + 2).glued
        && let Word::Number(year @ 1000..3000, 4) = t.word(at + 2)
    {
        return Some(Found::new(at, at + 3, dated(i32::try_from(year).ok()?, second, first)));
    }
    clock::at(t, at).or_else(|| length::length(t, at, at))
}

/// The year of two digits. As in POSIX, years up to 68 are of this century.
pub(super) fn long_year(short: u32) -> Option<i32> {
    let short = i32::try_from(short).ok()?;
    Some(if short < 69 { 2000 + short } else { 1900 + short })
}

/// A year with "BC" or "AD" after it, and the token after both. Year 0 is 1 BC.
pub(super) fn with_era(t: &Tokens<'_>, year: u32, next: usize) -> Option<(i32, usize)> {
    let year = i32::try_from(year).ok()?;
    match t.word(next) {
        Word::Era(true) => Some((1 - year, next + 1)),
        Word::Era(false) => Some((year, next + 1)),
        _ => Some((year, next)),
    }
}

/// The second year of a range in two digits: "17" in "2013-17", "21" in "1920 – 21".
fn short_second(t: &Tokens<'_>, at: usize, last: Option<&Found>) -> Option<Found> {
    let Word::Number(short, 2) = t.word(at) else { return None };
    let last = last.filter(|last| {
        last.end + 1 == at
            && !t.get(at).line
            && !t.get(last.end).line
            && matches!(t.word(last.end), Word::Dash | Word::Slash)
    })?;
    let Shape::Year { year: first, in_brackets } = last.shape else { return None };
    let year = first.div_euclid(100) * 100 + i32::try_from(short).ok()?;
    (first >= 1000 && year > first && year - first < 60)
        .then(|| Found::new(at, at + 1, Shape::Year { year, in_brackets }))
}

/// A year in words: "nineteen eighty-four", "twenty sixteen".
pub(super) fn spoken_year(t: &Tokens<'_>, at: usize) -> Option<Found> {
    if let Some(found) = two_thousand(t, at) {
        return Some(found);
    }
    let Word::Count(century @ 13..=20) = t.word(at) else { return None };
    let Word::Count(rest @ 10..=90) = t.word(at + 1) else { return None };
    let mut end = at + 2;
    let mut year = century * 100 + rest;
    let ones = if t.word(end) == Word::Dash && t.get(end).glued { end + 1 } else { end };
    if rest % 10 == 0
        && rest > 10
        && let Word::Count(one @ 1..=9) = t.word(ones)
    {
        year += one;
        end = ones + 1;
    }
    let counted = matches!(t.word(end), Word::CountedNoun | Word::Unit(..) | Word::Count(_));
    (!counted && year < 2100).then_some(())?;
    Some(Found::new(at, end, Shape::Year { year: i32::try_from(year).ok()?, in_brackets: false }))
}

/// A year in words from 2001 to 2099: "two thousand and eight".
fn two_thousand(t: &Tokens<'_>, at: usize) -> Option<Found> {
    if !matches!((t.word(at), t.word(at + 1)), (Word::Count(2), Word::Count(1000))) {
        return None;
    }
    let rest = at + 2 + usize::from(t.is(at + 2, "and"));
    let (Word::Count(mut year @ 1..=99), mut end) = (t.word(rest), rest + 1) else { return None };
    let ones = end + usize::from(t.word(end) == Word::Dash);
    if year >= 20
        && let Word::Count(one @ 1..=9) = t.word(ones)
    {
        year += one;
        end = ones + 1;
    }
    let counted = matches!(t.word(end), Word::CountedNoun | Word::Unit(..) | Word::Count(_));
    let year = i32::try_from(year).ok()?;
    (!counted).then(|| Found::new(at, end, Shape::Year { year: 2000 + year, in_brackets: false }))
}

/// A year without other words. Four digits are a year unless the words around them make them a count, an address, a label or
/// a time of day.
fn year(t: &Tokens<'_>, at: usize, last: Option<&Found>) -> Option<Found> {
    // Whether a dash joins it to a year or to another word, but not to a number.
    let linked =
        last.is_some_and(|last| last.end + 1 == at) || !matches!(t.before(at, 2).word, Word::Number(_, 4));
    let Word::Number(value, digits) = t.word(at) else { return None };
    let before = t.before(at, 1);
    let next = t.get(at + 1);
    let in_brackets = before.word == Word::Open || is_in_brackets(t, at);
    let found = |year: i32, end: usize| Found::new(at, end, Shape::Year { year, in_brackets });
    if let Word::Era(_) = next.word
        && digits <= 5
    {
        return with_era(t, value, at + 1).map(|(year, end)| found(year, end));
    }
    if let Word::Era(false) = before.word
        && digits <= 4
    {
        return Some(found(i32::try_from(value).ok()?, at + 1).from(at - 1));
    }
    let year = i32::try_from(value).ok()?;
    // The first of two years with one era: "from about 1200 to about 400 BCE".
    if matches!(next.word, Word::To | Word::Dash) {
        let second = if t.word(at + 2) == Word::About { at + 3 } else { at + 2 };
        if matches!(t.word(second), Word::Number(..))
            && let Word::Era(bc) = t.word(second + 1)
        {
            return Some(found(if bc { 1 - year } else { year }, at + 1));
        }
    }
    let named = before.word == Word::Unit(Unit::Year, false)
        && !t.get(at).line
        && matches!(t.before(at, 2).word, Word::The | Word::In);
    if named && digits <= 4 {
        return Some(found(year, at + 1).from(at - 1));
    }
    if digits == 3 {
        return (is_old(t, at, last) && value >= 100).then(|| found(year, at + 1));
    }
    // "by 2150", which counts nothing.
    let is_far = (2101..2200).contains(&value) && (t.was(at, 1, "in") || t.was(at, 1, "by")) && !next.capital;
    let is_far = is_far && !matches!(next.word, Word::Plain | Word::Figure);
    if digits != 4 || !((1000..=2100).contains(&value) || is_far) || is_count(t, at, value, linked) {
        return None;
    }
    let likely = (1700..=2035).contains(&value) || follows_preposition(t, at) || in_brackets;
    likely.then(|| found(year, at + 1))
}

/// Whether a number is in brackets, like the year of a citation: "(Smith, 2010", "(m. 1949".
fn is_in_brackets(t: &Tokens<'_>, at: usize) -> bool {
    for back in 1..=12 {
        match t.before(at, back).word {
            Word::Open => return true,
            Word::Close | Word::Edge => return false,
            _ if t.before(at, back).line => return false,
            _ => {}
        }
    }
    false
}

/// Whether the word before a number makes a year likely.
fn follows_preposition(t: &Tokens<'_>, at: usize) -> bool {
    let before = t.before(at, 1);
    match before.word {
        Word::In | Word::From | Word::Shift(..) | Word::Part(_) | Word::Season(_) => true,
        Word::About => {
            matches!(t.before(at, 2).word, Word::In | Word::From | Word::Open) || t.was(at, 1, "circa")
        }
        Word::To | Word::Dash | Word::And => matches!(t.before(at, 2).word, Word::Number(1000..3000, 4)),
        _ => t.was(at, 1, "by"),
    }
}

/// Whether three digits are a year: "c. 347 –", "about 360 - 366", "after 211".
fn is_old(t: &Tokens<'_>, at: usize, last: Option<&Found>) -> bool {
    let before = t.before(at, 1);
    let next = t.word(at + 1);
    let closed = matches!(next, Word::Comma | Word::Stop | Word::Close | Word::Mark | Word::Dash)
        || matches!(next, Word::Past | Word::In | Word::And);
    let circa = t.was(at, 1, "circa")
        || t.was(at, 1, "ca")
        || (before.word == Word::Stop && before.glued && t.was(at, 2, "c"));
    let pair = before.word == Word::Dash
        && matches!(t.before(at, 2).word, Word::Number(_, 3))
        && t.before(at, 3).word == Word::About;
    // After a year of three digits another one is likely.
    let ancient = last.is_some_and(|last| {
        matches!(
            last.shape,
            Shape::Year { year: ..1000, .. }
                | Shape::Days { year: Some(Year::Said(..1000)), .. }
                | Shape::Months { year: Some(Year::Said(..1000)), .. }
        )
    });
    let led = matches!(before.word, Word::In | Word::Shift(..) | Word::About | Word::From);
    let pair = pair || ancient && led;
    (circa
        || pair
        || (before.word == Word::In && t.was(at, 1, "in") && matches!(next, Word::Comma | Word::Stop)))
        && closed
}

/// Whether the words around four digits make them a count, a label or a time of day.
fn is_count(t: &Tokens<'_>, at: usize, value: u32, linked: bool) -> bool {
    let before = t.before(at, 1);
    let next = t.get(at + 1);
    let dashed = next.word == Word::Dash && matches!(t.word(at + 2), Word::Number(1000..3000, 4));
    let glued_before = before.word == Word::Dash && before.glued && t.get(at).glued;
    let pages = glued_before && (!linked || matches!(t.before(at, 2).word, Word::Number(_, 3)));
    let decree = next.word == Word::Dash
        && next.glued
        && t.get(at + 2).glued
        && matches!(t.word(at + 2), Word::Number(_, 1 | 3 | 5..));
    let counts_before = pages
        || decree
        || match before.word {
            // "no later than 2025"
            Word::CountFollows if matches!(t.before(at, 2).word, Word::Shift(_, false)) => false,
            Word::CountFollows | Word::Label | Word::Sign | Word::Figure | Word::Count(_) | Word::Some => {
                true
            }
            Word::Number(..) => !t.get(at).line,
            Word::Stop => {
                before.glued
                    && t.before(at, 2).word == Word::Label
                    && t.before(at, 2).end - t.before(at, 2).start == 2
            }
            Word::For => t.was(at, 1, "over") && !dashed,
            Word::About => {
                matches!(next.word, Word::Plain | Word::Past)
                    && !dashed
                    && value.is_multiple_of(10)
                    && !follows_preposition(t, at)
            }
            _ => false,
        };
    let counts_after = match next.word {
        Word::CountedNoun | Word::Zone(_) | Word::Meridiem(_) | Word::Street => true,
        Word::Unit(_, plural) => plural && !next.line,
        Word::Sign | Word::Number(..) | Word::Figure => next.glued,
        Word::Plain if next.glued => true,
        Word::Plain if next.capital && !next.line => {
            (1..=4).any(|far| t.word(at + far) == Word::Street && t.get(at + far).capital)
        }
        // Round numbers before a plural are counts, unless a preposition makes a year likely.
        Word::Plain if !next.line => {
            value.is_multiple_of(100)
                && !follows_preposition(t, at)
                && t.written(at + 1).ends_with('s')
                && before.word != Word::The
                && before.word != Word::Of
        }
        _ => false,
    };
    counts_before || counts_after
}

/// The hour and minute of four digits before a zone, and the token after them: "1500 GMT".
pub(super) fn military(t: &Tokens<'_>, at: usize) -> Option<(u32, u32, usize)> {
    let Word::Number(value, 4) = t.word(at) else { return None };
    let zoned = matches!(t.word(at + 1), Word::Zone(Zone::Fixed(_) | Zone::Ambiguous | Zone::Summer(_)))
        || t.are(at + 1, &["local", "time"]);
    let hours = t.are(at + 1, &["hours"]) && t.was(at, 1, "at");
    ((zoned || hours) && value < 2400 && value % 100 < 60).then_some((
        value / 100,
        value % 100,
        at + 1 + usize::from(hours),
    ))
}
