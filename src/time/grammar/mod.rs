//! The grammar: from tokens to expressions, which are not resolved yet.

mod clock;
mod cut;
mod date;
mod length;
mod numeric;
mod period;
mod picked;
mod title;

use chrono::{NaiveTime, Weekday};

use super::reference::DateOrder;
use super::token::Tokens;
use super::word::{DayPart, Part, Unit, Which, Word, Zone};
use crate::DayRange;

/// An expression.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// The first token.
    pub(super) first: usize,
    /// The token after the last.
    pub(super) end: usize,
    pub(super) shape: Shape,
    /// What is taken of the shape, or measured from it.
    pub(super) cut: Option<Cut>,
    pub(super) clock: Option<Clock>,
    pub(super) day_part: Option<DayPart>,
}

impl Found {
    fn new(first: usize, end: usize, shape: Shape) -> Self {
        Found { first, end, shape, cut: None, clock: None, day_part: None }
    }

    fn from(mut self, first: usize) -> Self {
        self.first = first;
        self
    }
}

/// A time of day.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clock {
    pub(super) time: NaiveTime,
    pub(super) zone: Option<Zone>,
    /// The first token of the zone, and the token after its last.
    pub(super) zone_tokens: (usize, usize),
    /// Whether "a.m.", "p.m." or the 24-hour clock makes it certain.
    pub(super) certain: bool,
}

/// A number of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Amount {
    pub(super) count: Option<u32>,
    /// Whether it is "a few" or "several".
    pub(super) few: bool,
    /// Whether half a unit is added.
    pub(super) half: bool,
}

impl Amount {
    pub(super) const FEW: Amount = Amount { count: None, few: true, half: false };
    pub(super) const UNKNOWN: Amount = Amount { count: None, few: false, half: false };

    pub(super) const fn of(count: u32) -> Amount {
        Amount { count: Some(count), few: false, half: false }
    }
}

/// What an expression takes of the period that its shape names, or measures from it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Cut {
    /// "early", "the end of".
    Part(Part),
    /// "the rest of".
    Rest,
    /// "year to date".
    ToDate,
    /// "Labor Day weekend": the weekend beside a day, with the days between them.
    Weekend,
    /// "the first Tuesday of", "the last six months of".
    Nth { nth: Nth, count: u32, of: Piece },
    /// "the week ending", "the three months to".
    Ending { amount: Amount, unit: Unit },
    /// "the week beginning".
    Starting { amount: Amount, unit: Unit },
    /// "the week of".
    Around { unit: Unit },
}

/// A place in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nth {
    /// From 1.
    First(u32),
    Last,
}

/// What a period is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Weekday(Weekday),
    Unit(Unit),
}

/// The base of an offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    /// The date of publication: "ago".
    Published,
    /// The date before it in the text: "later".
    Spoken,
    /// The words after it: "two days after the vote".
    Next,
}

/// The day on which an offset ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum On {
    /// Any day.
    Any,
    /// "two weeks ago Monday", "a week from Monday".
    Weekday(Weekday),
    /// "Monday of last week".
    OfWeek(Weekday),
    /// "a year ago tomorrow", "three weeks from tomorrow".
    Today(i8),
    /// "the week after next": the whole unit, whose distance is not told.
    Whole,
}

/// The year of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Year {
    /// In figures.
    Said(i32),
    /// A number of years after that of publication: "of last year".
    Away(i32),
    /// The year before it in the text: "of that year".
    Spoken,
}

/// A month and a day, both from 1.
pub(super) type MonthDay = (u32, u32);

/// The content of an expression.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    /// "Dec. 7", with or without a year. `from` and `to` are the same for a single day.
    Days { year: Option<Year>, from: MonthDay, to: MonthDay },
    /// "January-June 2016". `from` and `to` are the same for a single month.
    Months { year: Option<Year>, from: u32, to: u32, which: Option<Which> },
    /// A year, and whether it is in brackets.
    Year { year: i32, in_brackets: bool },
    /// "the 1990s", "the 19th century".
    Years { first: i32, unit: Unit },
    /// "the '20s", without a century.
    ShortDecade { first: i32 },
    /// A unique date: "9/11", "World War II".
    Fixed { range: DayRange },
    /// "Feb. 30", "13/13/2020".
    Impossible,
    /// "12/7/2021" without an order, so only the year is certain.
    Unordered { year: i32 },
    /// "Thursday", "next Friday".
    Weekday { weekday: Weekday, which: Option<Which> },
    /// "tomorrow".
    Today { days: i8 },
    /// "last week", "the following year".
    Relative { which: Which, unit: Unit },
    /// "last summer", "the winter of 1776-77".
    Season { season: u8, year: Option<Year>, which: Option<Which> },
    /// "two weeks ago", "six months later".
    Offset { amount: Amount, unit: Unit, back: bool, from: Base, on: On },
    /// "over the past two months".
    Extent { amount: Amount, unit: Unit, back: bool, spoken: bool },
    /// "two years".
    Duration { amount: Amount, unit: Unit },
    /// "Christmas": a row of the table of holidays.
    Holiday { row: usize, year: Option<i32>, which: Option<Which> },
    /// "the third quarter of 2016".
    Quarter { quarter: u32, year: Option<i32>, which: Option<Which>, fiscal: bool },
    /// "the first half of 2016", "the second half of the year".
    Half { half: u32, year: Option<i32>, which: Option<Which> },
    /// "the 21st", "Thursday the 21st".
    DayOfMonth { day: u32, weekday: Option<Weekday> },
    /// "week 31", "week 27 of last year".
    Week { week: u32, year: Option<Year> },
    /// "fiscal 2016", "the last fiscal year".
    FiscalYear { year: Option<i32>, which: Option<Which> },
    /// "this morning", "that night", "midnight".
    PartOfDay { which: Option<Which> },
    /// "every Monday", "daily".
    Recurring { amount: Amount, unit: Unit, weekday: Option<Weekday>, month: Option<u32> },
    /// "recently".
    Vague,
    /// "at 3 p.m."
    Clock,
}

/// The expressions of a text, in order and without overlaps. Linear, since the look-ahead of every rule is bounded.
pub(super) fn all(tokens: &Tokens<'_>, order: Option<DateOrder>) -> Vec<Found> {
    let mut list: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let free = list.last().map_or(0, |found| found.end);
        match one(tokens, at, order, list.last()) {
            Some(found) if found.end > at && found.first >= free && !title::holds(tokens, &found) => {
                at = found.end;
                list.push(found);
            }
            _ => at += 1,
        }
    }
    list
}

/// The expression that starts at a token.
fn one(t: &Tokens<'_>, at: usize, order: Option<DateOrder>, last: Option<&Found>) -> Option<Found> {
    match t.word(at) {
        Word::Number(..) => numeric::number(t, at, order, last),
        Word::Pointed(..) => numeric::pointed(t, at),
        Word::Ordinal(_) => date::ordinal(t, at).or_else(|| period::ordinal(t, at, at)),
        Word::Count(_) => date::ordinal(t, at)
            .or_else(|| period::ordinal(t, at, at))
            .or_else(|| length::length(t, at, at))
            .or_else(|| numeric::spoken_year(t, at))
            .or_else(|| clock::alone(t, at))
            .or_else(|| clock::past_hour(t, at)),
        Word::Month(..) => date::month(t, at),
        Word::Weekday(..) => date::weekday(t, at, at, None),
        Word::Weekdays(day) => Some(Found::new(at, at + 1, length::on_weekdays(day))),
        Word::Today(days) => date::today(t, at, days),
        Word::DayPart(part) => period::day_part(t, at, part),
        Word::Season(season) => period::season(t, at, at, season, None),
        Word::Decade(..) => period::decade(t, at, at),
        Word::Apostrophe => period::short_decade(t, at).or_else(|| period::short_year(t, at)),
        Word::Which(which) => picked::which(t, at, at, which),
        Word::The => the(t, at),
        Word::Figure | Word::Some => length::length(t, at, at),
        Word::A | Word::Half => clock::past_hour(t, at).or_else(|| length::length(t, at, at)),
        Word::Unit(unit, plural) => clock::past_hour(t, at).or_else(|| length::units(t, at, unit, plural)),
        Word::Part(part) => period::part(t, at, at, part),
        Word::Every => length::every(t, at),
        Word::Periodic(unit) => Some(Found::new(at, at + 1, length::each(unit))),
        Word::Vague => Some(Found::new(at, at + 1, Shape::Vague)),
        Word::On if t.is(at, "at") => at_present(t, at),
        Word::Holiday => period::holiday(t, at, at, None),
        Word::War => period::war(t, at),
        // "2013 – present".
        Word::Present
            if matches!(t.before(at, 1).word, Word::Dash | Word::To)
                && matches!(t.before(at, 2).word, Word::Number(..)) =>
        {
            Some(Found::new(at, at + 1, Shape::Today { days: 0 }))
        }
        Word::Fiscal => period::fiscal(t, at, at, None),
        Word::All => length::all(t, at),
        Word::Now => now(t, at, last),
        // "the upcoming weekend"
        Word::Future if t.is(at, "upcoming") => {
            let first = if t.before(at, 1).word == Word::The { at - 1 } else { at };
            picked::which(t, first, at, Which::Coming)
        }
        Word::In => clock::in_the_morning(t, at),
        // "from March to date"
        Word::To if t.is(at + 1, "date") && !t.get(at + 1).line => last
            .filter(|last| last.end == at && t.before(last.first, 1).word == Word::From)
            .map(|_| Found::new(at + 1, at + 2, Shape::Today { days: 0 })),
        _ => None,
    }
}

/// "at the moment", "at present", "at this time". What they are of makes them another time.
fn at_present(t: &Tokens<'_>, at: usize) -> Option<Found> {
    let said: [&[&str]; 4] =
        [&["the", "moment"], &["present"], &["the", "present", "time"], &["this", "time"]];
    let words = said.into_iter().find(|words| t.are(at + 1, words))?;
    let end = at + 1 + words.len();
    // "at the moment of the blast", "at the moment Smith spoke"
    let is_other = t.word(end) == Word::Of
        || t.get(end).capital
        || ["when", "that", "last", "next"].iter().any(|word| t.is(end, word));
    let same_line = (at + 1..end).all(|at| !t.get(at).line);
    (same_line && !is_other).then(|| Found::new(at, end, Shape::Vague))
}

/// "now" as the end of a range, and in "right now".
fn now(t: &Tokens<'_>, at: usize, last: Option<&Found>) -> Option<Found> {
    let today = Shape::Today { days: 0 };
    // "between 2019 and now", "from March to now"
    let ends = last.is_some_and(|last| {
        let lead = t.before(last.first, 1).word;
        last.end + 1 == at && lead == Word::From && matches!(t.word(last.end), Word::And | Word::To)
    });
    // "between now and May 21"
    let starts = t.was(at, 1, "between") && t.word(at + 1) == Word::And;
    if ends || starts {
        return Some(Found::new(at, at + 1, today));
    }
    // "Right Now" is a title.
    (t.was(at, 1, "right") && t.is(at, "now") && !t.get(at).capital)
        .then(|| Found::new(at - 1, at + 1, Shape::Vague))
}

/// The expression that starts at "the".
fn the(t: &Tokens<'_>, at: usize) -> Option<Found> {
    let next = at + 1;
    if t.get(next).line {
        return None;
    }
    match t.word(next) {
        Word::Which(which) => picked::which(t, at, next, which),
        Word::Shift(back, false) if matches!(t.word(next + 1), Word::Decade(..) | Word::Ordinal(_)) => {
            period::part(t, at, next, if back { Part::Early } else { Part::Late })
        }
        Word::Decade(..) => period::decade(t, at, next),
        Word::Apostrophe => period::short_decade(t, next).map(|found| found.from(at)),
        Word::Ordinal(_) => {
            let found = date::ordinal(t, next).or_else(|| period::ordinal(t, at, next));
            found.map(|found| found.from(at)).or_else(|| date::day_of_month(t, at, next))
        }
        Word::Count(_) => {
            let by_day = || length::length(t, at, next).filter(|found| found.cut.is_some());
            date::ordinal(t, next)
                .map(|found| found.from(at))
                .or_else(|| period::ordinal(t, at, next))
                .or_else(by_day)
        }
        Word::Part(part) => period::part(t, at, next, part),
        Word::Season(season) => period::season(t, at, next, season, None),
        Word::Fiscal => period::fiscal(t, at, next, None),
        Word::Holiday => period::holiday(t, at, next, None),
        // "the Monday after Easter".
        Word::Weekday(day, false) => match t.word(next + 1) {
            Word::Shift(back, true) if length::has_object(t, next + 2) => Some(Found::new(
                at,
                next + 2,
                Shape::Offset {
                    amount: Amount::of(0),
                    unit: Unit::Day,
                    back,
                    from: Base::Next,
                    on: On::Weekday(date::weekday_of(day)),
                },
            )),
            _ => None,
        },
        Word::Unit(unit, plural) => cut::to_date(t, at, next + 1, unit)
            .or_else(|| period::numbered_week(t, at, next))
            .or_else(|| period::the_unit(t, at, next, unit, plural)),
        Word::DayPart(part) => period::the_day_part(t, at, next, part),
        _ if t.are(next, &["rest", "of"]) || t.are(next, &["remainder", "of"]) => cut::rest(t, at, next + 2),
        _ if t.are(next, &["time", "of", "writing"]) => {
            Some(Found::new(at, at + 4, Shape::Today { days: 0 }))
        }
        _ => None,
    }
}
