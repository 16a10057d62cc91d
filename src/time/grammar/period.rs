//! Periods: decades, centuries, quarters, seasons, holidays, parts of the day, and their "early" and "late" parts.

use super::super::token::Tokens;
use super::super::word::{DayPart, Part, Unit, Which, Word};
use super::super::{calendar, holiday};
use super::{Amount, Base, Cut, Found, Nth, On, Shape, Year, clock, cut, date, length, picked};
use crate::DayRange;

/// "World War II" after a preposition, where it is a time.
pub(super) fn war(t: &Tokens<'_>, at: usize) -> Option<Found> {
    let before = if t.before(at, 1).word == Word::The { t.before(at, 2) } else { t.before(at, 1) };
    let timed = matches!(before.word, Word::In | Word::Shift(..) | Word::Of);
    let (second, end) = match t.written(at) {
        "WWI" => (false, at + 1),
        "WWII" => (true, at + 1),
        _ if t.is(at + 1, "war") => match t.written(at + 2) {
            "I" | "One" | "1" => (false, at + 3),
            "II" | "Two" | "2" => (true, at + 3),
            _ => return None,
        },
        _ => return None,
    };
    let range = if second {
        DayRange::new(calendar::day(1939, 9, 1)?, calendar::day(1945, 9, 2)?)
    } else {
        DayRange::new(calendar::day(1914, 7, 28)?, calendar::day(1918, 11, 11)?)
    };
    timed.then(|| Found::new(at, end, Shape::Fixed { range }))
}

pub(super) fn part_of(first: usize, end: usize, part: DayPart, which: Option<Which>) -> Found {
    let mut found = Found::new(first, end, Shape::PartOfDay { which });
    found.day_part = Some(part);
    found
}

/// A part of the day without a determiner: "tonight", "noon on Friday", "midnight EST".
pub(super) fn day_part(t: &Tokens<'_>, at: usize, part: DayPart) -> Option<Found> {
    match part {
        DayPart::Tonight => {
            let mut found = part_of(at, at + 1, DayPart::Night, Some(Which::This));
            found = clock::with_clock(t, found);
            Some(found)
        }
        DayPart::Noon | DayPart::Midnight => Some(clock::with_day(t, part_of(at, at + 1, part, None))),
        _ => None,
    }
}

/// A part of the day with "after" or "before": "the morning after", "the night before".
pub(super) fn the_day_part(t: &Tokens<'_>, first: usize, at: usize, part: DayPart) -> Option<Found> {
    let Word::Shift(back, true) = t.word(at + 1) else { return None };
    // "the night before they left" counts from a day that the text may not tell.
    if length::has_object(t, at + 2) {
        let offset = length::one_from_object(first, at + 2, Unit::Day, back);
        return Some(Found { day_part: Some(part), ..offset });
    }
    let which = if back { Which::Previous } else { Which::Following };
    Some(part_of(first, at + 2, part, Some(which)))
}

/// "the day before yesterday", "the year before", "the weekend", "the year 1066", "the end" has its own rule.
pub(super) fn the_unit(t: &Tokens<'_>, first: usize, at: usize, unit: Unit, plural: bool) -> Option<Found> {
    let next = at + 1;
    if !plural && let Some(found) = cut::by_day(t, first, next, Amount::of(1), unit) {
        return Some(found);
    }
    match t.word(next) {
        Word::Shift(back, true) if !plural => {
            // "the week after next", "the weekend before last"
            if t.word(next + 1) == Word::Which(if back { Which::Last } else { Which::Next })
                && !matches!(t.word(next + 2), Word::Unit(..) | Word::Weekday(..) | Word::Month(..))
            {
                let (amount, from) = (Amount::of(2), Base::Published);
                let shape = Shape::Offset { amount, unit, back, from, on: On::Whole };
                return Some(Found::new(first, next + 2, shape));
            }
            if unit == Unit::Day
                && let Word::Today(days) = t.word(next + 1)
                && days != 0
            {
                let days = if back { days - 1 } else { days + 1 };
                return Some(Found::new(first, next + 2, Shape::Today { days }));
            }
            if unit == Unit::Night {
                return the_day_part(t, first, at, DayPart::Night);
            }
            if length::has_object(t, next + 1) {
                return Some(length::one_from_object(first, next + 1, unit, back));
            }
            let which = if back { Which::Previous } else { Which::Following };
            Some(Found::new(first, next + 1, Shape::Relative { which, unit }))
        }
        // "the days ahead", "the months to come".
        _ if plural && (t.is(next, "ahead") || t.are(next, &["to", "come"])) => {
            let end = next + if t.is(next, "ahead") { 1 } else { 2 };
            let amount = Amount::UNKNOWN;
            Some(Found::new(first, end, Shape::Extent { amount, unit, back: false, spoken: false }))
        }
        // "earlier in the week", "later in the year"
        _ if matches!(unit, Unit::Week | Unit::Month | Unit::Year)
            && !plural
            && t.was(first, 1, "in")
            && matches!(t.before(first, 2).word, Word::Shift(_, false)) =>
        {
            Some(Found::new(first, next, Shape::Relative { which: Which::This, unit }))
        }
        _ if unit == Unit::Weekend && !plural => {
            Some(Found::new(first, next, Shape::Relative { which: Which::This, unit }))
        }
        _ if unit == Unit::Year => {
            let (year, end) = super::numeric::with_era(t, year_number(t, next)?, next + 1)?;
            Some(Found::new(first, end, Shape::Year { year, in_brackets: false }))
        }
        _ => None,
    }
}

fn year_number(t: &Tokens<'_>, at: usize) -> Option<u32> {
    match t.word(at) {
        Word::Number(year, 2..=4) if !t.get(at).line => Some(year),
        _ => None,
    }
}

/// A part of a period: "early October", "the late 1970s", "mid-1980s", "late last year", "the end of the year".
pub(super) fn part(t: &Tokens<'_>, first: usize, at: usize, part: Part) -> Option<Found> {
    let mut next = at + 1;
    if t.get(next).line {
        return None;
    }
    if t.word(next) == Word::Dash && t.get(next).glued {
        next += 1;
    }
    if t.word(next) == Word::Of && matches!(part, Part::Start | Part::End | Part::Mid) {
        // The end of a named year is vague: "at the end of 1990".
        if let Word::Unit(unit @ (Unit::Week | Unit::Month | Unit::Quarter | Unit::Year), false) =
            t.word(next + 1)
            && !t.get(next + 1).line
        {
            let shape = Shape::Relative { which: Which::This, unit };
            return Some(Found { cut: Some(Cut::Part(part)), ..Found::new(first, next + 2, shape) });
        }
        let inner = cut::period(t, next + 1).filter(|found| {
            matches!(found.shape, Shape::Relative { .. } | Shape::Months { .. } | Shape::Quarter { .. })
        })?;
        return Some(Found { cut: Some(Cut::Part(part)), ..inner.from(first) });
    }
    if matches!(part, Part::Start | Part::End) {
        return None;
    }
    let the = first;
    let inner = match t.word(next) {
        Word::Decade(..) => decade(t, the, next),
        Word::Apostrophe => short_decade(t, next),
        Word::Ordinal(_) => ordinal(t, the, next).filter(|found| matches!(found.shape, Shape::Years { .. })),
        Word::Month(..) => date::month(t, next).filter(|found| matches!(found.shape, Shape::Months { .. })),
        Word::Number(year, 4)
            if (1000..=2100).contains(&year)
                && !matches!(t.word(next + 1), Word::CountedNoun | Word::Unit(..)) =>
        {
            Some(Found::new(
                first,
                next + 1,
                Shape::Year { year: i32::try_from(year).ok()?, in_brackets: false },
            ))
        }
        Word::Season(number) => season(t, the, next, number, None),
        Word::Which(which @ (Which::This | Which::Next | Which::Last)) if part != Part::Mid => {
            picked::which(t, next, next, which).filter(|found| {
                matches!(
                    found.shape,
                    Shape::Relative { unit: Unit::Year | Unit::Month, .. } | Shape::Months { .. }
                )
            })
        }
        Word::Weekday(_, false) => {
            let mut found = date::weekday(t, first, next, None)?;
            let day_part = if part == Part::Early { DayPart::Morning } else { DayPart::Evening };
            found.day_part = found.day_part.or(Some(day_part)).filter(|_| part != Part::Mid);
            return Some(found.from(first));
        }
        _ => None,
    }?;
    Some(Found { cut: Some(Cut::Part(part)), ..inner.from(first) })
}

/// A decade: "1990s", "the nineties", "the 20s".
pub(super) fn decade(t: &Tokens<'_>, first: usize, at: usize) -> Option<Found> {
    let Word::Decade(start, digits) = t.word(at) else { return None };
    let before = t.before(at, 1).word;
    if t.word(at + 1) == Word::Sign {
        return None;
    }
    let first_year = i32::try_from(start).ok()?;
    // "1930’s" is a number, an apostrophe and a letter: see `short_named`.
    if digits == 4 {
        let unit = if start % 100 == 0 && start < 2000 { Unit::Century } else { Unit::Decade };
        return (1000..=2100)
            .contains(&start)
            .then(|| Found::new(first, at + 1, Shape::Years { first: first_year, unit }));
    }
    let is_heat = |at: usize| {
        ["temperature", "temperatures", "highs", "lows", "heat"].iter().any(|word| t.is(at, word))
    };
    if (1..=5).map_while(|back| first.checked_sub(back)).any(is_heat) {
        return None;
    }
    // "in her late 80s" is an age, and "the high 40s" a temperature.
    if matches!(before, Word::Part(_)) && t.before(at, 2).word == Word::Possessive {
        return None;
    }
    let led = before == Word::The
        || matches!(before, Word::Part(_) | Word::Apostrophe)
        || before == Word::Dash && matches!(t.before(at, 2).word, Word::Part(_))
        || before == Word::And && matches!(t.before(at, 2).word, Word::Decade(..));
    (led && start >= 20).then(|| Found::new(first, at + 1, Shape::ShortDecade { first: first_year }))
}

/// A year of two digits: "in '98".
pub(super) fn short_year(t: &Tokens<'_>, at: usize) -> Option<Found> {
    let Word::Number(short, 2) = t.word(at + 1) else { return None };
    let led = matches!(
        t.before(at, 1).word,
        Word::In | Word::From | Word::To | Word::The | Word::Part(_) | Word::Season(_)
    );
    let alone = !t.get(at + 2).glued || matches!(t.word(at + 2), Word::Comma | Word::Stop | Word::Close);
    (led && alone && t.get(at + 1).glued).then_some(())?;
    Some(Found::new(at, at + 2, Shape::Year { year: super::numeric::long_year(short)?, in_brackets: false }))
}

/// A decade of two digits: "'90s".
pub(super) fn short_decade(t: &Tokens<'_>, at: usize) -> Option<Found> {
    let Word::Decade(start, 2) = t.word(at + 1) else { return None };
    t.get(at + 1).glued.then_some(())?;
    Some(Found::new(at, at + 2, Shape::ShortDecade { first: i32::try_from(start).ok()? }))
}

/// A quarter or half behind its year: "2019 Q3", "2023 H2". `at` is the year.
pub(super) fn year_first(t: &Tokens<'_>, at: usize) -> Option<Found> {
    let Word::Number(year @ 1900..=2100, 4) = t.word(at) else { return None };
    let short = at + 1 + usize::from(t.word(at + 1) == Word::Dash && t.get(at + 1).glued);
    let Word::Number(number, 1) = t.word(short + 1) else { return None };
    if t.get(short).line || !t.get(short + 1).glued {
        return None;
    }
    let year = Some(i32::try_from(year).ok()?);
    let shape = match (t.written(short), number) {
        ("Q" | "q", 1..=4) => Shape::Quarter { quarter: number, year, which: None, fiscal: false },
        ("H", 1..=2) => Shape::Half { half: number, year, which: None },
        _ => return None,
    };
    Some(Found::new(at, short + 2, shape))
}

/// A week by its number, as calendars count them: "week 31", "the week 27 of last year". `first` is the first token.
pub(super) fn numbered_week(t: &Tokens<'_>, first: usize, at: usize) -> Option<Found> {
    let Word::Number(week @ 1..=53, 1..=2) = t.word(at + 1) else { return None };
    // "Week 10" with a capital is one of a season or a course.
    let is_week = t.is(at, "week") && !t.get(at).capital && !t.get(at + 1).line && !t.get(at + 1).glued;
    let (year, end) = date::any_year(t, at + 2);
    let shape = |year| Found::new(first, end, Shape::Week { week, year });
    if !is_week || year == Some(Year::Spoken) {
        return None;
    }
    let ends = matches!(t.word(end), Word::Stop | Word::Comma | Word::Edge | Word::Close | Word::Apostrophe)
        || matches!(t.word(end), Word::On | Word::From | Word::For)
        || t.get(end).line;
    (year.is_some() || ends).then(|| shape(year))
}

/// A decade, quarter or fiscal year in short form: "1930’s", "Q3 2016", "FY2016". `at` is the number.
pub(super) fn short_named(t: &Tokens<'_>, at: usize) -> Option<Found> {
    let Word::Number(number, digits) = t.word(at) else { return None };
    if digits == 4
        && number % 10 == 0
        && t.word(at + 1) == Word::Apostrophe
        && t.get(at + 1).glued
        && t.is(at + 2, "s")
        && t.get(at + 2).glued
    {
        let after = t.word(at + 3);
        let decade = matches!(t.before(at, 1).word, Word::The | Word::Part(_) | Word::Dash)
            && !matches!(after, Word::Plain)
            || matches!(t.before(at, 1).word, Word::The);
        let first = i32::try_from(number).ok()?;
        let unit = if number % 100 == 0 && number < 2000 { Unit::Century } else { Unit::Decade };
        return decade.then(|| Found::new(at, at + 3, Shape::Years { first, unit }));
    }
    let short = at.checked_sub(1)?;
    if t.is(short, "q") && (1..=4).contains(&number) && t.get(at).glued {
        let (year, end) = date::year_at(t, at + 1).map_or((None, at + 1), |(year, end)| (Some(year), end));
        return Some(Found::new(
            short,
            end,
            Shape::Quarter { quarter: number, year, which: None, fiscal: false },
        ));
    }
    if t.written(short) == "H"
        && (1..=2).contains(&number)
        && t.get(at).glued
        && let Some((year, end)) = date::year_at(t, at + 1)
    {
        return Some(Found::new(short, end, Shape::Half { half: number, year: Some(year), which: None }));
    }
    if t.is(short, "fy") && t.get(short).capital && !t.get(at).line {
        let year = if digits == 2 {
            super::numeric::long_year(number)?
        } else {
            i32::try_from(number).ok().filter(|_| digits == 4)?
        };
        return Some(Found::new(short, at + 1, Shape::FiscalYear { year: Some(year), which: None }));
    }
    None
}

/// A period that starts with an ordinal: "20th century", "third quarter of 2016", "first half of 2016". `first` is the first
/// token of the expression.
pub(super) fn ordinal(t: &Tokens<'_>, first: usize, at: usize) -> Option<Found> {
    let (number, next) = date::ordinal_at(t, at)?;
    cut::nth(t, first, next, Nth::First(number)).or_else(|| whole(t, first, at))
}

/// Like [`ordinal`], for the period that a piece is taken of: see [`picked::whole`].
pub(super) fn whole(t: &Tokens<'_>, first: usize, at: usize) -> Option<Found> {
    let (number, next) = date::ordinal_at(t, at)?;
    let dash = t.word(next) == Word::Dash && t.get(next).glued;
    let next = next + usize::from(dash);
    if t.get(next).line {
        return None;
    }
    let picked = |end: usize| date::year_at(t, end).map_or((None, end), |(year, end)| (Some(year), end));
    // "the 18th and 19th centuries".
    let other = match (t.word(next), t.word(next + 1), t.word(next + 2)) {
        (Word::And | Word::To | Word::Dash, Word::Ordinal(_), Word::Unit(Unit::Century, _)) => {
            Some(Unit::Century)
        }
        (Word::And | Word::To, Word::The, Word::Ordinal(_)) => match t.word(next + 3) {
            Word::Unit(Unit::Century, _) => Some(Unit::Century),
            _ => None,
        },
        _ => None,
    };
    if other.is_some() && (1..=30).contains(&number) {
        let century = 100 * (i32::try_from(number).ok()? - 1);
        return Some(Found::new(first, next, Shape::Years { first: century, unit: Unit::Century }));
    }
    match t.word(next) {
        Word::Unit(Unit::Century, _) => {
            let number = i32::try_from(number).ok().filter(|number| (1..=30).contains(number))?;
            let (century, end) = match t.word(next + 1) {
                Word::Era(true) => (-100 * number + 1, next + 2),
                Word::Era(false) => (100 * (number - 1), next + 2),
                _ => (100 * (number - 1), next + 1),
            };
            Some(Found::new(first, end, Shape::Years { first: century, unit: Unit::Century }))
        }
        Word::Unit(Unit::Quarter, false) if (1..=4).contains(&number) => {
            let fiscal = matches!(t.word(next + 1), Word::Fiscal)
                || t.word(next + 1) == Word::Of && t.word(next + 2) == Word::Fiscal;
            let from =
                if fiscal { next + 1 + usize::from(t.word(next + 1) == Word::Of) + 1 } else { next + 1 };
            let (year, end) = picked(from);
            let (which, end) = this_year(t, next + 1)
                .filter(|_| year.is_none())
                .map_or((None, end), |(which, end)| (Some(which), end));
            // Games have quarters too. Without a year, "third-quarter profit" and "in the third quarter" are periods.
            let told = year.is_some()
                || which.is_some()
                || dash
                || t.before(first, 1).word == Word::In
                || t.before(first, 1).word == Word::For;
            told.then(|| Found::new(first, end, Shape::Quarter { quarter: number, year, which, fiscal }))
        }
        Word::Half if (1..=2).contains(&number) => {
            let (year, end) = picked(next + 1);
            let (which, end) = this_year(t, next + 1)
                .filter(|_| year.is_none())
                .map_or((None, end), |(which, end)| (Some(which), end));
            // Games have halves too.
            (year.is_some() || which.is_some())
                .then(|| Found::new(first, end, Shape::Half { half: number, year, which }))
        }
        _ => None,
    }
}

/// The determiner of a year, and the token after the year: "of this year", "of last year".
fn this_year(t: &Tokens<'_>, at: usize) -> Option<(Which, usize)> {
    let at = if t.word(at) == Word::Of { at + 1 } else { at };
    match (t.word(at), t.word(at + 1)) {
        (Word::Which(which @ (Which::This | Which::Last | Which::Next)), Word::Unit(Unit::Year, false)) => {
            Some((which, at + 2))
        }
        (Word::The, Word::Unit(Unit::Year, false)) => Some((Which::This, at + 2)),
        _ => None,
    }
}

/// A season: "summer", "the winter of 1776-77", "last summer", "summer 2012".
pub(super) fn season(
    t: &Tokens<'_>,
    first: usize,
    at: usize,
    season: u8,
    which: Option<Which>,
) -> Option<Found> {
    let written = t.written(at);
    if written.ends_with('s') {
        let shape = Shape::Recurring { amount: Amount::of(1), unit: Unit::Year, weekday: None, month: None };
        return Some(Found::new(first, at + 1, shape));
    }
    let (year, mut end) = date::any_year(t, at + 1);
    if year.is_some()
        && matches!(t.word(end), Word::Dash | Word::Slash)
        && matches!(t.word(end + 1), Word::Number(_, 2..=4))
    {
        end += 2;
    }
    // "spring" has other senses, and "fall" is mostly a verb or as in "the fall of the city".
    let led = first < at
        || which.is_some()
        || year.is_some()
        || matches!(t.before(at, 1).word, Word::In | Word::Part(_) | Word::Of | Word::And | Word::For);
    let fall = t.is(at, "fall");
    let in_the = first < at && t.word(at + 1) != Word::Of && t.before(first, 1).word == Word::In;
    // "winter wheat", "summer school", "the 2014 Winter Games".
    let bare = first == at && which.is_none() && year.is_none();
    let told_in = t.before(at, 1).word == Word::In;
    let compound = bare && !told_in && matches!(t.word(end), Word::Plain) && !t.get(end).line;
    let told =
        if fall { which.is_some() || year.is_some() || in_the } else { (led || season != 0) && !compound };
    told.then(|| Found::new(first, end, Shape::Season { season, year, which }))
}

/// A fiscal year: "fiscal 2016", "fiscal year 2016", "the last fiscal year".
pub(super) fn fiscal(t: &Tokens<'_>, first: usize, at: usize, which: Option<Which>) -> Option<Found> {
    let year_word = matches!(t.word(at + 1), Word::Unit(Unit::Year, false));
    let next = at + 1 + usize::from(year_word);
    let year = match t.word(next) {
        Word::Number(year @ 1000..3000, 4) if !t.get(next).line => Some(i32::try_from(year).ok()?),
        _ => None,
    };
    // "financial crisis" is not a time.
    (year_word || year.is_some() && t.is(at, "fiscal")).then_some(())?;
    let end = next + usize::from(year.is_some());
    let which = which.or((first < at && year.is_none()).then_some(Which::This));
    (year.is_some() || which.is_some()).then(|| Found::new(first, end, Shape::FiscalYear { year, which }))
}

/// A holiday: "Christmas", "New Year's Eve 1999", "last Thanksgiving".
pub(super) fn holiday(t: &Tokens<'_>, first: usize, at: usize, which: Option<Which>) -> Option<Found> {
    let (row, next) = holiday::at(t, at)?;
    let year_at = |at: usize| date::year_at(t, at).map_or((None, at), |(year, end)| (Some(year), end));
    let is_weekend = |at: usize| t.word(at) == Word::Unit(Unit::Weekend, false) && !t.get(at).line;
    let (year, end) = year_at(next);
    if is_weekend(end) {
        // "Labor Day weekend", "Labor Day weekend 2021"
        let (year, end) = if year.is_some() { (year, end + 1) } else { year_at(end + 1) };
        let found = Found::new(first, end, Shape::Holiday { row, year, which });
        return Some(Found { cut: Some(Cut::Weekend), ..found });
    }
    Some(Found::new(first, end, Shape::Holiday { row, year, which }))
}
