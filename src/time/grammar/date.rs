//! Dates with a month, and weekdays.

use chrono::Weekday;

use super::super::calendar;
use super::super::token::Tokens;
use super::super::word::{DayPart, Which, Word};
use super::{Amount, Base, Found, MonthDay, On, Shape, Year, clock, numeric};

pub(super) fn weekday_of(number: u8) -> Weekday {
    Weekday::try_from(number % 7).unwrap_or(Weekday::Mon)
}

/// A month with its point, and the token after it.
fn month_at(t: &Tokens<'_>, at: usize) -> Option<(u32, usize)> {
    let Word::Month(month, _) = t.word(at) else { return None };
    let short =
        t.get(at).end - t.get(at).start <= 4 && !["may", "june", "july"].iter().any(|whole| t.is(at, whole));
    let point = short && t.word(at + 1) == Word::Stop && t.get(at + 1).glued && t.written(at + 1) == ".";
    Some((month, at + 1 + usize::from(point)))
}

/// A day of the month, and the token after it. A number that continues as a time of day, a year or a count is not a day.
pub(super) fn day_at(t: &Tokens<'_>, at: usize) -> Option<(u32, usize)> {
    (!t.get(at).line).then(|| first_day(t, at))?
}

/// Like [`day_at`], also at the start of a line.
fn first_day(t: &Tokens<'_>, at: usize) -> Option<(u32, usize)> {
    let day = match t.word(at) {
        Word::Number(day, 1..=2) => day,
        Word::Ordinal(day) if is_in_digits(t, at) => day,
        _ => return None,
    };
    let goes_on = match t.word(at + 1) {
        Word::Colon => t.get(at + 1).glued && matches!(t.word(at + 2), Word::Number(_, 2)),
        Word::Meridiem(_) | Word::Sign | Word::Slash => {
            t.get(at + 1).glued || matches!(t.word(at + 1), Word::Meridiem(_))
        }
        _ => false,
    };
    (1..=31).contains(&day).then_some((day, at + 1)).filter(|_| !goes_on)
}

fn is_in_digits(t: &Tokens<'_>, at: usize) -> bool {
    t.written(at).starts_with(|first: char| first.is_ascii_digit())
}

/// An ordinal, and the token after it: "21st", "first", "twenty-first".
pub(super) fn ordinal_at(t: &Tokens<'_>, at: usize) -> Option<(u32, usize)> {
    match t.word(at) {
        Word::Ordinal(number) => Some((number, at + 1)),
        Word::Count(tens @ (20 | 30)) => {
            let one = at + 1 + usize::from(t.word(at + 1) == Word::Dash);
            match t.word(one) {
                Word::Ordinal(number @ 1..=9) if !is_in_digits(t, one) => Some((tens + number, one + 1)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// An ordinal in words after a month: "July fourth", "May twenty-fourth". What follows must not be what it counts.
fn spoken_day(t: &Tokens<'_>, at: usize) -> Option<(u32, usize)> {
    let (day, end) = ordinal_at(t, at).filter(|_| !t.get(at).line)?;
    let counts =
        matches!(t.word(end), Word::Plain | Word::Unit(..) | Word::Half | Word::Dash | Word::CountedNoun);
    ((1..=31).contains(&day) && !counts).then_some((day, end))
}

/// An ordinal after a month with a word or a mark between them: "July the fourth", "October, 1st".
fn led_day(t: &Tokens<'_>, at: usize) -> Option<(u32, usize)> {
    let leads = match t.word(at) {
        Word::The => true,
        Word::Comma => t.get(at).glued && is_in_digits(t, at + 1),
        _ => false,
    };
    (leads && !t.get(at).line).then(|| spoken_day(t, at + 1))?
}

/// A month that is told by the words before it, with or without a year.
pub(super) fn whole_month(t: &Tokens<'_>, at: usize) -> Option<Found> {
    let (month, end) =
        month_at(t, at).filter(|_| t.get(at).capital || matches!(t.word(at), Word::Month(_, false)))?;
    if day_at(t, end).is_some() {
        return None;
    }
    let (year, end) = any_year(t, end);
    Some(Found::new(at, end, Shape::Months { year, from: month, to: month, which: None }))
}

/// The year after a month or a season: ", 2021", "of 1776", "'68", "420".
pub(super) fn year_at(t: &Tokens<'_>, at: usize) -> Option<(i32, usize)> {
    let at = match t.word(at) {
        Word::Comma if t.get(at).glued || matches!(t.word(at + 1), Word::Number(_, 4)) => at + 1,
        Word::Of if t.are(at + 1, &["the", "year"]) => at + 3,
        Word::Of => at + 1,
        _ => at,
    };
    if t.get(at).line {
        return None;
    }
    let next = t.get(at + 1);
    if next.glued
        && matches!(next.word, Word::Colon | Word::Sign)
        && matches!(t.word(at + 2), Word::Number(..))
    {
        return None;
    }
    match t.word(at) {
        Word::Number(year, 4)
            if (1000..3000).contains(&year) && !matches!(next.word, Word::Zone(_) | Word::CountedNoun) =>
        {
            numeric::with_era(t, year, at + 1)
        }
        // Three digits are a year unless a word after them makes them a count.
        Word::Number(year, 3)
            if !t.get(at).glued && !matches!(next.word, Word::CountedNoun | Word::Plain | Word::Unit(..)) =>
        {
            numeric::with_era(t, year, at + 1)
        }
        Word::Count(_) => numeric::spoken_year(t, at).and_then(|found| match found.shape {
            Shape::Year { year, .. } => Some((year, found.end)),
            _ => None,
        }),
        Word::Apostrophe => match t.word(at + 1) {
            Word::Number(short, 2) if next.glued => Some((numeric::long_year(short)?, at + 2)),
            _ => None,
        },
        _ => None,
    }
}

/// The year after a month, in figures or in words: "2021", "of last year", "this year", "in 2020".
pub(super) fn any_year(t: &Tokens<'_>, at: usize) -> (Option<Year>, usize) {
    let in_year =
        || year_at(t, at + 1).filter(|_| t.is(at, "in") && matches!(t.word(at + 1), Word::Number(_, 4)));
    if let Some((year, end)) = year_at(t, at).or_else(in_year) {
        return (Some(Year::Said(year)), end);
    }
    let which = at + usize::from(t.word(at) == Word::Of);
    let same = which + usize::from(t.word(which) == Word::The);
    if t.word(same) == Word::Which(Which::That)
        && t.word(same + 1) == Word::Unit(super::Unit::Year, false)
        && !t.get(which).line
    {
        return (Some(Year::Spoken), same + 2);
    }
    let far = match t.word(which) {
        Word::Which(Which::Last) => -1,
        Word::Which(Which::This) => 0,
        Word::Which(Which::Next) => 1,
        _ => return (None, at),
    };
    if t.word(which + 1) == Word::Unit(super::Unit::Year, false) && !t.get(which).line {
        return (Some(Year::Away(far)), which + 2);
    }
    (None, at)
}

/// The year after a day and its month: like [`any_year`], or two digits that can be neither a day nor a count, as in "3 Aug 96"
/// and "Aug 9, 82".
fn year_of_day(t: &Tokens<'_>, at: usize) -> (Option<Year>, usize) {
    let told = any_year(t, at);
    let short = at + usize::from(t.word(at) == Word::Comma);
    let Word::Number(year @ 69..=99, 2) = t.word(short) else { return told };
    let ends = matches!(
        t.word(short + 1),
        Word::Stop | Word::Comma | Word::Close | Word::Edge | Word::To | Word::And
    ) || t.get(short + 1).line;
    match numeric::long_year(year) {
        Some(year) if told.0.is_none() && ends && !t.get(short).line && !t.get(short).glued => {
            (Some(Year::Said(year)), short + 1)
        }
        _ => told,
    }
}

/// Whether a word is a month, without a day and a year to show it.
fn is_bare_month(t: &Tokens<'_>, at: usize, end: usize) -> bool {
    let Word::Month(_, other) = t.word(at) else { return false };
    let before = t.before(at, 1);
    let same_line = !t.get(at).line;
    let part = |back: usize| matches!(t.before(at, back).word, Word::Part(_));
    let of_part = matches!(before.word, Word::Of | Word::Dash) && part(2);
    let sure = (matches!(before.word, Word::In | Word::Which(_) | Word::Part(_)) || of_part) && same_line;
    let likely = matches!(
        before.word,
        Word::From | Word::To | Word::For | Word::Of | Word::On | Word::About | Word::Shift(..)
    ) && same_line;
    let joins = |word: Word| matches!(word, Word::And | Word::Dash | Word::To);
    let is_month = |at: usize| matches!(t.word(at), Word::Month(..)) && !t.get(at).line;
    let joined = joins(before.word) && same_line && matches!(t.before(at, 2).word, Word::Month(..));
    let joined_behind = joins(t.word(end)) && is_month(end + 1);
    let until_now = t.word(end) == Word::To && (t.word(end + 1) == Word::Now || t.is(end + 1, "date"));
    // "from Sep to Nov", "May to March" and "from March to now" are months.
    let ranged = joined && (before.word == Word::To || matches!(t.before(at, 3).word, Word::From))
        || until_now && before.word == Word::From
        || joined_behind && (t.word(end) == Word::To || matches!(before.word, Word::From | Word::In));
    if sure || joined || ranged {
        // "by Jan" can be a name. "in Jan" and "in May" are months.
        return !other
            || ["may", "march"].iter().any(|whole| t.is(at, whole))
            || end > at + 1
            || ranged
            || before.word == Word::In;
    }
    if likely {
        return !other || !["jan", "mar", "jun", "may", "march", "august"].iter().any(|name| t.is(at, name));
    }
    let next = t.get(end);
    let named = next.capital
        && next.word == Word::Plain
        && !next.line
        && !next.glued
        && t.word(end.wrapping_sub(1)) != Word::Stop;
    let surname = before.capital && before.word == Word::Plain && !t.opens_sentence(at);
    !other && !named && !surname
}

/// A date that starts with a month: "Dec. 7", "Dec. 7, 2021", "Jan. 10-12", "Jan. 30-Feb. 2", "September of 1976",
/// "January-June 2016", "October".
pub(super) fn month(t: &Tokens<'_>, at: usize) -> Option<Found> {
    let (first, next) = month_at(t, at)?;
    if let Some((day, next)) = day_at(t, next).or_else(|| spoken_day(t, next)).or_else(|| led_day(t, next)) {
        let from = (first, day);
        let (to, end) = range_end(t, next, first).unwrap_or((from, next));
        // "April 27 to the third" ends in May.
        let to = if to.0 == first && to.1 < day { (first % 12 + 1, to.1) } else { to };
        let (year, end) = year_of_day(t, end);
        let year = year.or_else(|| shared_year(t, end, from).map(Year::Said));
        let attacks = ["attack", "attacks", "terrorist", "terror", "hijackers", "hijackings", "commission"];
        let year = year.or((from == (9, 11) && to == from && attacks.iter().any(|word| t.is(end, word)))
            .then_some(Year::Said(2001)));
        return Some(clock::with_clock(t, Found::new(at, end, days(year, from, to))));
    }
    if let (Some(year), end) = any_year(t, next) {
        return Some(Found::new(
            at,
            end,
            Shape::Months { year: Some(year), from: first, to: first, which: None },
        ));
    }
    if let Some(found) = numeric::month_first(t, at, first) {
        return Some(found);
    }
    let dash = t.word(next) == Word::Dash && !t.get(next).line;
    if let Some((to, end)) = month_at(t, next + 1).filter(|_| dash)
        && let Some((year, end)) = year_at(t, end)
    {
        return Some(Found::new(
            at,
            end,
            Shape::Months { year: Some(Year::Said(year)), from: first, to, which: None },
        ));
    }
    let year = shared_year(t, next, (first, 1)).map(Year::Said);
    let shape = Shape::Months { year, from: first, to: first, which: None };
    (year.is_some() || is_bare_month(t, at, next)).then(|| Found::new(at, next, shape))
}

/// The last day of a range, after its first: "-12", "-Feb. 2", " to 12", " and 8".
fn range_end(t: &Tokens<'_>, at: usize, month: u32) -> Option<(MonthDay, usize)> {
    if t.get(at).line {
        return None;
    }
    let dash = t.word(at) == Word::Dash;
    if dash && let Some((month, next)) = month_at(t, at + 1) {
        return day_at(t, next).map(|(day, next)| ((month, day), next));
    }
    let spoken = || {
        let second = at + 1 + usize::from(t.word(at + 1) == Word::The);
        spoken_day(t, second).filter(|_| t.word(at) == Word::To)
    };
    let (day, next) = day_at(t, at + 1).or_else(spoken)?;
    let joins = match t.word(at) {
        Word::Dash => true,
        Word::To => t.word(next) != Word::Month(month, false),
        // Two days are a range if they are consecutive.
        Word::And => {
            day_at(t, at.checked_sub(1)?).is_some_and(|(first, _)| first + 1 == day)
                && !matches!(t.word(next), Word::Month(..))
        }
        _ => false,
    };
    (joins && !matches!(t.word(next), Word::CountedNoun | Word::Unit(..))).then_some(((month, day), next))
}

/// The year of the next date, which holds for this one too: "March to August 2011", "Nov. 20 and Dec. 11, 2015".
fn shared_year(t: &Tokens<'_>, at: usize, first: MonthDay) -> Option<i32> {
    if !matches!(t.word(at), Word::To | Word::And | Word::Dash) {
        return None;
    }
    let (month, next) = month_at(t, at + 1)?;
    let (day, next) = day_at(t, next).unwrap_or((31, next));
    let (year, _) = year_at(t, next)?;
    Some(if (month, day) < first { year - 1 } else { year })
}

/// Days of a year. [`Shape::Impossible`] if the year, or every year, lacks one of them.
pub(super) fn days(year: Option<Year>, from: MonthDay, to: MonthDay) -> Shape {
    let year_of = |year: Option<Year>| if let Some(Year::Said(year)) = year { year } else { 2000 };
    let exists = |(month, day): MonthDay| calendar::day(year_of(year), month, day).is_some();
    if exists(from) && exists(to) { Shape::Days { year, from, to } } else { Shape::Impossible }
}

/// A date that starts with a day: "7 December", "5–6 September 2019", "16th of December".
pub(super) fn day_first(t: &Tokens<'_>, at: usize) -> Option<Found> {
    let (day, mut next) = first_day(t, at)?;
    if t.get(at).glued && matches!(t.before(at, 1).word, Word::Dash | Word::Slash | Word::Colon | Word::Stop)
    {
        return None;
    }
    let mut last = day;
    if matches!(t.word(next), Word::Dash | Word::To | Word::And)
        && let Some((second, end)) = day_at(t, next + 1)
        && second > day
    {
        (last, next) = (second, end);
    }
    if t.are(next, &["day"]) && t.word(next + 1) == Word::Of {
        next += 1;
    }
    if t.word(next) == Word::Of {
        next += 1;
    }
    if t.get(next).line {
        return None;
    }
    let (month, end) = month_at(t, next)?;
    let from = (month, day);
    let (year, end) = year_of_day(t, end);
    let year = year.or_else(|| {
        let (last, next) =
            day_at(t, end + 1).filter(|_| matches!(t.word(end), Word::To | Word::And | Word::Dash))?;
        let (month, next) = month_at(t, next)?;
        let (year, _) = year_at(t, next)?;
        Some(Year::Said(if (month, last) < from { year - 1 } else { year }))
    });
    Some(clock::with_clock(t, Found::new(at, end, days(year, from, (month, last)))))
}

/// A date that starts with an ordinal: "16th of December", "the 4th of July", "first of May".
pub(super) fn ordinal(t: &Tokens<'_>, at: usize) -> Option<Found> {
    if let Some(found) = day_first(t, at) {
        return Some(found);
    }
    let (day, next) = ordinal_at(t, at)?;
    if let Some(found) = super::cut::day_of(t, at, next, day) {
        return Some(found);
    }
    let (last, next) = last_ordinal(t, at, next).unwrap_or((day, next));
    let next = if t.word(next) == Word::Of { next + 1 } else { return None };
    let (month, end) = month_at(t, next)?;
    let (year, end) = any_year(t, end);
    let from = if last < day { (if month == 1 { 12 } else { month - 1 }, day) } else { (month, day) };
    (day <= 31).then(|| Found::new(at, end, days(year, from, (month, last))))
}

/// The second of two days of one month, and the token after it: "between the ninth and the seventeenth of April". `first` is
/// the first day, and `at` the token after it.
fn last_ordinal(t: &Tokens<'_>, first: usize, at: usize) -> Option<(u32, usize)> {
    let the = usize::from(t.before(first, 1).word == Word::The);
    let joins = match t.word(at) {
        Word::To => true,
        Word::And => t.was(first, 1 + the, "between"),
        _ => false,
    };
    let (last, end) = ordinal_at(t, at + 1 + usize::from(t.word(at + 1) == Word::The))?;
    (joins && !t.get(at).line && (1..=31).contains(&last)).then_some((last, end))
}

/// A day without its month after a preposition: "on the 21st". `at` is the number.
pub(super) fn day_of_month(t: &Tokens<'_>, first: usize, at: usize) -> Option<Found> {
    let (day, end) = ordinal_at(t, at).filter(|(day, _)| (1..=31).contains(day) && is_in_digits(t, at))?;
    let led = t.before(first, 1).word == Word::Of && t.was(first, 2, "week")
        || matches!(
            t.before(first, 1).word,
            Word::On | Word::Shift(_, true) | Word::In | Word::From | Word::To
        ) && !t.was(first, 1, "at")
            && !t.was(first, 1, "in");
    let ends =
        matches!(t.word(end), Word::Stop | Word::Comma | Word::Edge | Word::Close | Word::On | Word::Mark)
            || t.get(end).line;
    (led && ends).then(|| Found::new(first, end, Shape::DayOfMonth { day, weekday: None }))
}

/// A date that starts with a weekday: "Thursday", "Friday, 28 February", "Monday May 3rd", "Sunday night".
pub(super) fn weekday(t: &Tokens<'_>, first: usize, at: usize, which: Option<Which>) -> Option<Found> {
    let Word::Weekday(number, short) = t.word(at) else { return None };
    let mut next = at + 1;
    if short && t.word(next) == Word::Stop && t.get(next).glued {
        next += 1;
    }
    let date = if t.word(next) == Word::Comma { next + 1 } else { next };
    let date = if t.word(date) == Word::The { date + 1 } else { date };
    if !t.get(date).line && which.is_none() {
        let dated = match t.word(date) {
            Word::Month(..) => {
                month(t, date).filter(|found| matches!(found.shape, Shape::Days { .. } | Shape::Impossible))
            }
            Word::Number(..) | Word::Ordinal(_) => {
                day_first(t, date).or_else(|| numeric::day_and_month(t, date))
            }
            _ => None,
        };
        if let Some(found) = dated {
            return Some(found.from(first));
        }
    }
    if let Some((day, end)) = day_of_weekday(t, next).filter(|_| which.is_none()) {
        let shape = Shape::DayOfMonth { day, weekday: Some(weekday_of(number)) };
        return Some(clock::with_clock(t, Found::new(first, end, shape)));
    }
    if is_named_day(t, at) {
        return None;
    }
    if t.word(next) == Word::DayParts && which.is_none() && !short {
        return Some(Found::new(first, next + 1, super::length::on_weekdays(number)));
    }
    let mut found = Found::new(first, next, Shape::Weekday { weekday: weekday_of(number), which });
    found = with_day_part(t, found);
    if let Some((week, end)) = of_week(t, found.end, weekday_of(number)).filter(|_| which.is_none()) {
        return Some(clock::with_clock(t, Found { shape: week, end, ..found }));
    }
    let found = clock::with_clock(t, found);
    // "Sat" and "Sun" are other words unless a time of day follows. "Mon-Fri 9 am - 5 pm" are the hours of every week.
    let is_hours = t.before(at, 1).word == Word::Dash || matches!(t.word(found.end), Word::Dash | Word::To);
    (!short || found.clock.is_some() && !is_hours).then_some(found)
}

/// The day of the month after a weekday, and the token after it: "Thursday the 21st", "Fri 14th", "Sunday 31".
fn day_of_weekday(t: &Tokens<'_>, at: usize) -> Option<(u32, usize)> {
    let day = at + usize::from(t.word(at) == Word::Comma);
    if t.get(day).line {
        return None;
    }
    let is_alone = |end: usize| {
        matches!(t.word(end), Word::Stop | Word::Comma | Word::Edge | Word::Close) || t.get(end).line
    };
    match t.word(day) {
        Word::The => ordinal_at(t, day + 1).filter(|(_, end)| {
            is_in_digits(t, day + 1) || !matches!(t.word(*end), Word::Plain | Word::Unit(..))
        }),
        Word::Ordinal(_) if day == at && is_in_digits(t, day) => ordinal_at(t, day)
            .filter(|(_, end)| is_alone(*end) || matches!(t.word(*end), Word::On | Word::To)),
        Word::Number(number @ 1..=31, 1..=2) if day == at && !t.get(day).glued => {
            Some((number, day + 1)).filter(|(_, end)| is_alone(*end))
        }
        _ => None,
    }
}

/// The week behind a weekday, and the token after it: "Monday of last week", "Thursday, next week". `at` is the token after the
/// weekday.
fn of_week(t: &Tokens<'_>, at: usize, weekday: Weekday) -> Option<(Shape, usize)> {
    let which = at + usize::from(matches!(t.word(at), Word::Of | Word::Comma));
    let the = which + usize::from(t.word(at) == Word::Of && t.word(which) == Word::The);
    let Word::Which(word) = t.word(the) else { return None };
    let is_week = t.word(the + 1) == Word::Unit(super::Unit::Week, false)
        && (at..=the + 1).all(|at| !t.get(at).line)
        // "On Tuesday, last week's deal collapsed."
        && !(t.word(at) == Word::Comma && t.word(the + 2) == Word::Apostrophe);
    is_week.then(|| Some((day_of_week(word, weekday)?, the + 2)))?
}

/// The day of a week with a determiner.
pub(super) fn day_of_week(which: Which, weekday: Weekday) -> Option<Shape> {
    let (count, back, from) = match which {
        Which::Last => (1, true, Base::Published),
        Which::This => (0, false, Base::Published),
        Which::Next | Which::Coming => (1, false, Base::Published),
        Which::Previous => (1, true, Base::Spoken),
        Which::That => (0, false, Base::Spoken),
        Which::Following => (1, false, Base::Spoken),
        Which::These | Which::Recent => return None,
    };
    let (amount, unit) = (Amount::of(count), super::Unit::Week);
    Some(Shape::Offset { amount, unit, back, from, on: On::OfWeek(weekday) })
}

/// Whether a weekday is part of a name: "Super Tuesday".
fn is_named_day(t: &Tokens<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|_| !t.get(at).line) else { return false };
    ["super", "bloody", "holy", "giving", "fat", "shrove", "maundy", "freaky"]
        .iter()
        .any(|name| t.is(before, name) && t.get(before).capital)
}

/// Extends a day by the part of the day after it: "Sunday night", "yesterday afternoon".
pub(super) fn with_day_part(t: &Tokens<'_>, mut found: Found) -> Found {
    let next = t.get(found.end);
    if next.line || next.glued {
        return found;
    }
    let part = match next.word {
        Word::DayPart(part) if part != DayPart::Tonight => part,
        Word::Unit(super::Unit::Night, false) => DayPart::Night,
        _ => return found,
    };
    found.day_part = Some(part);
    found.end += 1;
    found
}

/// A day that is relative to today: "today", "yesterday afternoon", "tomorrow at noon".
pub(super) fn today(t: &Tokens<'_>, at: usize, days: i8) -> Option<Found> {
    let before = t.before(at, 1);
    // "USA Today", "Russia Today", "the Today programme", "4's Today".
    let quoted =
        before.word == Word::Mark && t.get(at).glued && t.word(at + 1) == Word::Mark && t.get(at + 1).glued;
    let owned = t.was(at, 1, "s") && before.glued && t.before(at, 2).word == Word::Apostrophe;
    let named = before.capital && before.word == Word::Plain || before.word == Word::The || owned;
    let on_air = ["programme", "program", "show"].iter().any(|word| t.is(at + 1, word));
    let outlet = quoted || t.get(at).capital && (named && !t.opens_sentence(at) || on_air);
    let found = Found::new(at, at + 1, Shape::Today { days });
    (!outlet).then(|| clock::with_clock(t, with_day_part(t, found)))
}
