//! Times of day.

use chrono::NaiveTime;

use super::super::token::Tokens;
use super::super::word::{DayPart, Unit, Which, Word, Zone};
use super::{Clock, Found, Shape, date, numeric, picked};

/// A time of day with the day after it: "3:30 p.m. EST", "1500 GMT", "8 p.m. on Tuesday".
pub(super) fn at(t: &Tokens<'_>, at: usize) -> Option<Found> {
    let (clock, end) = clock(t, at)?;
    let mut found = Found::new(at, end, Shape::Clock);
    found.clock = Some(clock);
    Some(with_day(t, found))
}

/// A time of day in words: "two o'clock", "seven p.m.", "at one in the morning".
pub(super) fn alone(t: &Tokens<'_>, at: usize) -> Option<Found> {
    let Word::Count(hour @ 1..=12) = t.word(at) else { return None };
    let told = told(t, at + 1)?;
    // "One in the morning, one in the evening."
    let is_led = matches!(t.before(at, 1).word, Word::On | Word::About | Word::Shift(..) | Word::In);
    let is_sure = told.is_clock || is_led;
    is_sure.then(|| of_day(t, at, hour % 12 * 60, told))?
}

/// A time of day that starts at `first`, by its minutes after midnight or noon, with the zone and the day after it.
fn of_day(t: &Tokens<'_>, first: usize, minutes: u32, told: Told) -> Option<Found> {
    let minutes = minutes + if told.afternoon == Some(true) { 12 * 60 } else { 0 };
    let (clock, end) = with_zone(t, minutes / 60 % 24, minutes % 60, told.end, told.afternoon.is_some())?;
    let mut found = Found::new(first, end, Shape::Clock);
    found.clock = Some(clock);
    Some(with_day(t, found))
}

/// What follows an hour and makes it a time of day.
#[derive(Clone, Copy)]
struct Told {
    afternoon: Option<bool>,
    /// Whether "o'clock", "a.m." or "p.m." is among it.
    is_clock: bool,
    end: usize,
}

/// The words after an hour that make it a time of day: "o'clock", "p.m.", "in the evening".
fn told(t: &Tokens<'_>, at: usize) -> Option<Told> {
    if t.get(at).line {
        return None;
    }
    if let Word::Meridiem(afternoon) = t.word(at) {
        return (!is_verb(t, at)).then_some(Told { afternoon: Some(afternoon), is_clock: true, end: at + 1 });
    }
    let clock = o_clock(t, at);
    let end = clock.unwrap_or(at);
    match in_the(t, end) {
        Some((afternoon, end)) => Some(Told { afternoon: Some(afternoon), is_clock: clock.is_some(), end }),
        None => clock.map(|end| Told { afternoon: None, is_clock: true, end }),
    }
}

/// A time of day by the minutes past or to an hour: "half past seven", "20 minutes past eight", "a quarter to nine".
pub(super) fn past_hour(t: &Tokens<'_>, at: usize) -> Option<Found> {
    let (minutes, next) = match t.word(at) {
        Word::Half => (30, at + 1),
        Word::Unit(Unit::Quarter, false) => (15, at + 1),
        Word::A if t.word(at + 1) == Word::Unit(Unit::Quarter, false) => (15, at + 2),
        Word::Number(minutes @ 1..=59, 1..=2) | Word::Count(minutes @ 1..=59) => {
            (minutes, at + 1 + usize::from(matches!(t.word(at + 1), Word::Unit(Unit::Minute, _))))
        }
        _ => return None,
    };
    let (is_past, is_to) = (t.is(next, "past"), t.is(next, "to") && minutes != 30);
    let (Word::Number(hour @ 1..=12, 1..=2) | Word::Count(hour @ 1..=12)) = t.word(next + 1) else {
        return None;
    };
    if !(is_past || is_to) || (at + 1..=next + 1).any(|at| t.get(at).line) {
        return None;
    }
    let end = next + 2;
    let counts = matches!(
        t.word(end),
        Word::Unit(..) | Word::CountedNoun | Word::Sign | Word::Plain | Word::Number(..) | Word::Count(_)
    );
    // "a rise of a quarter to 8" and "from 20 to 10" are no times of day.
    let alone = (is_past && !counts).then_some(Told { afternoon: None, is_clock: false, end });
    let told = told(t, end).or(alone)?;
    let hour = hour % 12 * 60;
    of_day(t, at, if is_past { hour + minutes } else { (hour + 12 * 60 - minutes) % (12 * 60) }, told)
}

/// A time of day behind its half of the day: "in the morning at 7". `at` is "in".
pub(super) fn in_the_morning(t: &Tokens<'_>, at: usize) -> Option<Found> {
    let Word::DayPart(part) = t.word(at + 2) else { return None };
    let (afternoon, next) = in_the(t, at)?;
    let hour = next + usize::from(t.is(next, "at"));
    let (Word::Number(number @ 1..=12, 1..=2) | Word::Count(number @ 1..=12)) = t.word(hour) else {
        return None;
    };
    let end = o_clock(t, hour + 1).or_else(|| (hour > next && is_end(t, hour + 1)).then_some(hour + 1))?;
    let same_line = (at + 1..end).all(|at| !t.get(at).line);
    let told = Told { afternoon: Some(afternoon), is_clock: true, end };
    (same_line && part != DayPart::Tonight).then(|| of_day(t, at, number % 12 * 60, told))?
}

/// Whether a sentence, a clause or a line ends before a token.
fn is_end(t: &Tokens<'_>, at: usize) -> bool {
    matches!(t.word(at), Word::Stop | Word::Comma | Word::Edge | Word::Close) || t.get(at).line
}

fn o_clock(t: &Tokens<'_>, at: usize) -> Option<usize> {
    let whole = t.is(at, "oclock").then_some(at + 1);
    whole.or_else(|| {
        (t.is(at, "o") && t.word(at + 1) == Word::Apostrophe && t.is(at + 2, "clock")).then_some(at + 3)
    })
}

/// A time of day in digits, and the token after it.
fn clock(t: &Tokens<'_>, at: usize) -> Option<(Clock, usize)> {
    if let Some((hour, minute, next)) = numeric::military(t, at) {
        return with_zone(t, hour, minute, next, true);
    }
    let (hour, minute, next, pointed) = match t.word(at) {
        Word::Pointed(hour, minute) => (hour, minute, at + 1, true),
        Word::Number(hour, 1..=2) => {
            let colon = t.get(at + 1);
            match t.word(at + 2) {
                Word::Number(minute, 2)
                    if colon.word == Word::Colon && colon.glued && t.get(at + 2).glued =>
                {
                    let seconds = t.word(at + 3) == Word::Colon
                        && t.get(at + 3).glued
                        && matches!(t.word(at + 4), Word::Number(_, 2));
                    (hour, minute, if seconds { at + 5 } else { at + 3 }, false)
                }
                _ => (hour, 0, at + 1, true),
            }
        }
        _ => return None,
    };
    if minute > 59 || hour > 24 {
        return None;
    }
    if let Word::Meridiem(afternoon) = t.word(next)
        && !t.get(next).line
        && (1..=12).contains(&hour)
        && !is_verb(t, next)
    {
        return with_zone(t, hour % 12 + if afternoon { 12 } else { 0 }, minute, next + 1, true);
    }
    // "8-11 p.m.", "between 3 and 5 p.m.": both have the half of the day that the second one names.
    let ranged = pointed || matches!(t.word(next), Word::To | Word::Dash);
    if ranged
        && (1..=12).contains(&hour)
        && matches!(t.word(next), Word::To | Word::Dash | Word::And)
        && !t.get(next).line
        && let Some((second, end)) = hour_at(t, next + 1)
        && let Word::Meridiem(afternoon) = t.word(end)
        && (t.word(next) == Word::Dash || matches!(t.before(at, 1).word, Word::From))
    {
        // "11-3 p.m." starts before noon.
        let afternoon = afternoon == (hour % 12 <= second % 12);
        return with_zone(t, hour % 12 + if afternoon { 12 } else { 0 }, minute, next, true);
    }
    if (1..=12).contains(&hour)
        && let Some((afternoon, end)) = in_the(t, next)
    {
        return with_zone(t, hour % 12 + if afternoon { 12 } else { 0 }, minute, end, true);
    }
    if minute == 0
        && let Some(next) = o_clock(t, next)
    {
        return with_zone(t, hour % 12, 0, next, false);
    }
    // "10:00 - 21:45"
    let joined = matches!(t.word(next), Word::Dash | Word::To) || t.is(next, "until");
    let opens_range =
        joined && matches!((t.word(next + 1), t.word(next + 2)), (Word::Number(_, 2), Word::Colon));
    if pointed {
        return None;
    }
    // Without "a.m." or "p.m." it is a time on the 24-hour clock, after "at" or the like, or before a zone.
    let shown = hour > 12 || t.written(at).len() == 2 && t.written(at).starts_with('0');
    let led = matches!(
        t.before(at, 1).word,
        Word::On | Word::In | Word::From | Word::To | Word::About | Word::Shift(..)
    );
    let zoned = matches!(t.word(next), Word::Zone(_)) || t.are(next, &["local", "time"]);
    (shown || led || zoned || opens_range).then_some(())?;
    with_zone(t, hour, minute, next, shown || zoned)
}

/// The hour of a time of day in digits, and the token after it.
fn hour_at(t: &Tokens<'_>, at: usize) -> Option<(u32, usize)> {
    match t.word(at) {
        Word::Number(hour @ 1..=12, 1..=2) => {
            let has_minutes = t.word(at + 1) == Word::Colon && matches!(t.word(at + 2), Word::Number(_, 2));
            Some((hour, if has_minutes { at + 3 } else { at + 1 }))
        }
        Word::Pointed(hour @ 1..=12, 0..=59) => Some((hour, at + 1)),
        _ => None,
    }
}

/// Whether a number is an hour with "a.m." or "p.m.".
pub(super) fn has_half_of_day(t: &Tokens<'_>, at: usize) -> bool {
    hour_at(t, at).is_some_and(|(_, end)| matches!(t.word(end), Word::Meridiem(_)))
}

/// "in the morning" and the like after an hour: whether it is after noon, and the token after it.
fn in_the(t: &Tokens<'_>, at: usize) -> Option<(bool, usize)> {
    if t.get(at).line {
        return None;
    }
    if t.are(at, &["at", "night"]) {
        // "1 at night" is after midnight.
        let is_late = !matches!(t.before(at, 1).word, Word::Number(1..=5 | 12, _));
        return Some((is_late, at + 2));
    }
    match t.word(at + 2) {
        Word::DayPart(DayPart::Morning) if t.are(at, &["in", "the"]) => Some((false, at + 3)),
        Word::DayPart(DayPart::Afternoon | DayPart::Evening) if t.are(at, &["in", "the"]) => {
            Some((true, at + 3))
        }
        _ => None,
    }
}

/// Whether "am" is a verb.
fn is_verb(t: &Tokens<'_>, at: usize) -> bool {
    t.written(at) == "am" && !t.get(at).glued && matches!(t.written(at + 1), "I" | "not" | "a" | "the")
}

/// A time of day with the zone after it, and the token after both.
fn with_zone(t: &Tokens<'_>, hour: u32, minute: u32, next: usize, certain: bool) -> Option<(Clock, usize)> {
    let (hour, minute) = if hour == 24 { (0, 0) } else { (hour, minute) };
    let time = NaiveTime::from_hms_opt(hour, minute, 0)?;
    let (zone, end) = zone(t, next).map_or((None, next), |(zone, end)| (Some(zone), end));
    Some((Clock { time, zone, zone_tokens: (next, end), certain }, end))
}

/// A zone, and the token after it: "EST", "Eastern", "Eastern Daylight Time", "local time".
fn zone(t: &Tokens<'_>, at: usize) -> Option<(Zone, usize)> {
    if t.get(at).line {
        return None;
    }
    if let Word::Zone(zone) = t.word(at) {
        return Some((zone, at + 1));
    }
    if t.are(at, &["local", "time"]) {
        return Some((Zone::Ambiguous, at + 2));
    }
    let winter = match t.written(at) {
        "Eastern" | "eastern" => -300,
        "Central" | "central" => -360,
        "Mountain" | "mountain" => -420,
        "Pacific" | "pacific" => -480,
        "Greenwich" if t.are(at + 1, &["mean", "time"]) => return Some((Zone::Fixed(0), at + 3)),
        _ => return None,
    };
    let kind = match t.written(at + 1) {
        "Standard" | "standard" => Some(Zone::Fixed(winter)),
        "Daylight" | "daylight" => Some(Zone::Fixed(winter + 60)),
        _ => None,
    };
    let next = at + 1 + usize::from(kind.is_some());
    let end = next + usize::from(t.is(next, "time"));
    // "Central European Time" is another zone, and "Pacific" alone is an ocean.
    (kind.is_some() || end > next || winter == -300).then_some((kind.unwrap_or(Zone::Summer(winter)), end))
}

/// Extends a time of day by the day after it: "8 p.m. Tuesday", "noon on Dec. 7".
pub(super) fn with_day(t: &Tokens<'_>, found: Found) -> Found {
    let mut next = found.end;
    if t.get(next).line {
        return found;
    }
    if t.is(next, "on") {
        next += 1;
    }
    let day = match t.word(next) {
        Word::Weekday(..) => date::weekday(t, next, next, None),
        Word::Today(days) => date::today(t, next, days),
        Word::Month(..) => date::month(t, next).filter(|found| matches!(found.shape, Shape::Days { .. })),
        Word::Which(which @ (Which::This | Which::Next | Which::Last)) => {
            picked::which(t, next, next, which).filter(|found| matches!(found.shape, Shape::Weekday { .. }))
        }
        _ => None,
    };
    match day {
        Some(day) if day.clock.is_none() && !t.get(next).line => {
            Found { first: found.first, clock: found.clock, day_part: found.day_part.or(day.day_part), ..day }
        }
        _ => found,
    }
}

/// Extends a day by the time of day after it: "Tuesday at 3 p.m.", "Monday, 9 a.m.".
pub(super) fn with_clock(t: &Tokens<'_>, mut found: Found) -> Found {
    let mut next = found.end;
    if found.clock.is_some() || t.get(next).line {
        return found;
    }
    if t.word(next) == Word::Comma {
        next += 1;
    }
    if t.is(next, "at") {
        next += 1;
    }
    if t.get(next).line {
        return found;
    }
    if let Word::DayPart(part @ (DayPart::Noon | DayPart::Midnight)) = t.word(next)
        && t.was(next, 1, "at")
    {
        found.day_part = Some(part);
        found.end = next + 1;
    } else if let Some((clock, end)) = clock(t, next).or_else(|| bare_hour(t, next, found.day_part)) {
        found.clock = Some(clock);
        found.end = end;
    }
    found
}

/// An hour without "a.m." or "p.m." after a day or a part of it: "Tuesday at 5", "tonight at 8".
fn bare_hour(t: &Tokens<'_>, at: usize, part: Option<DayPart>) -> Option<(Clock, usize)> {
    let Word::Number(hour @ 1..=12, 1..=2) = t.word(at) else { return None };
    let is_late = match part {
        Some(DayPart::Afternoon | DayPart::Evening) => hour < 12,
        // "Friday night at 1" is after midnight.
        Some(DayPart::Night) => (5..12).contains(&hour),
        _ => false,
    };
    let hour = if is_late { hour + 12 } else { hour };
    (t.was(at, 1, "at") && is_end(t, at + 1)).then(|| with_zone(t, hour, 0, at + 1, part.is_some()))?
}
