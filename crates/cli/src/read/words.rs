//! Parts of a report in words.

use std::fmt::Write as _;

use ascribe::{Actor, Certainty, Factuality, TimeReading};
use chrono::{Datelike, Days, Months, NaiveDate};

/// Whether words hold a name, capitals and small letters taken for the same.
pub(crate) fn holds(words: &str, name: &str) -> bool {
    words.to_lowercase().contains(&name.to_lowercase())
}

/// How sure somebody is, where it is neither certain nor left open.
pub(crate) fn hedged(factuality: &Factuality) -> Option<&'static str> {
    match factuality.certainty {
        Certainty::Possible | Certainty::Probable => Some(factuality.certainty.as_str()),
        _ => None,
    }
}

/// What an actor does and for whom.
pub(crate) fn position(actor: &Actor) -> String {
    let role = actor
        .role
        .as_deref()
        .map(|role| if actor.former { format!("former {role}") } else { role.to_owned() });
    let parts: Vec<String> = role.into_iter().chain(actor.affiliation.clone()).collect();
    if parts.is_empty() {
        actor.kind.as_str().to_owned()
    } else {
        format!("{}: {}", actor.kind, parts.join(", "))
    }
}

/// A day, a month, a year, or the first and the last day; then the time of day.
pub(crate) fn moment(reading: &TimeReading) -> String {
    let mut when = match (reading.start, reading.end) {
        (Some(start), Some(end)) => interval(start, end),
        (Some(start), None) => format!("from {start}"),
        (None, Some(end)) => format!("until {end}"),
        (None, None) => String::new(),
    };
    if let Some(clock) = reading.clock {
        let _ = write!(when, " {}", clock.format("%H:%M"));
    }
    if let Some(offset) = reading.offset {
        let _ = write!(when, " {offset}");
    }
    when
}

fn interval(start: NaiveDate, end: NaiveDate) -> String {
    let next = end.checked_add_days(Days::new(1));
    if start == end {
        start.to_string()
    } else if start.ordinal() == 1 && next == start.checked_add_months(Months::new(12)) {
        start.format("%Y").to_string()
    } else if start.day() == 1 && next == start.checked_add_months(Months::new(1)) {
        start.format("%Y-%m").to_string()
    } else {
        format!("{start}/{end}")
    }
}

pub(crate) fn plural(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

pub(crate) fn times(verb: &str, count: usize) -> String {
    match count {
        0 => format!("not {verb}"),
        1 => format!("{verb} once"),
        2 => format!("{verb} twice"),
        more => format!("{verb} {more} times"),
    }
}
