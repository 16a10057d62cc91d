//! Holidays and their dates.

use std::cmp::Reverse;
use std::str::FromStr;
use std::sync::OnceLock;

use chrono::{NaiveDate, Weekday};

use super::calendar;
use super::token::Tokens;
use crate::lexicon::{HOLIDAYS, table};

/// The rule for the date of a holiday.
enum Rule {
    /// A month and a day.
    On(u32, u32),
    /// The nth weekday of a month.
    Nth(u32, Weekday, u32),
    /// The last weekday of a month.
    Last(u32, Weekday),
    /// A number of days after Easter Sunday.
    Easter(i64),
    /// A number of days after Thanksgiving in the United States.
    Thanksgiving(i64),
    /// The Tuesday after the first Monday of November.
    Election,
    /// 20 January after the election of a president of the United States.
    Inauguration,
}

use Rule::{Easter, Election, Inauguration, Last, Nth, On, Thanksgiving};

/// A holiday: the words of its name, and its rule.
type Holiday = (Vec<&'static str>, Rule);

/// The holidays of `data/lexicon/holidays.txt`. A name precedes its own beginnings.
fn holidays() -> &'static [Holiday] {
    static READ: OnceLock<Vec<Holiday>> = OnceLock::new();
    READ.get_or_init(|| {
        let mut holidays: Vec<Holiday> = rows().flatten().collect();
        holidays.sort_by_key(|(name, _)| Reverse(name.len()));
        holidays
    })
}

/// The names of the table with their rules. `None` for an unknown rule, of which a test sees to it that there is none.
fn rows() -> impl Iterator<Item = Option<Holiday>> {
    table::lines(HOLIDAYS).flatten().flat_map(|line| {
        line.entries().map(move |name| Some((name.split(' ').collect(), Rule::read(line.argument)?)))
    })
}

impl Rule {
    fn read(written: &str) -> Option<Rule> {
        let mut words = written.split(' ');
        let rule = match words.next()? {
            "on" => On(next(&mut words)?, next(&mut words)?),
            "nth" => Nth(next(&mut words)?, next(&mut words)?, next(&mut words)?),
            "last" => Last(next(&mut words)?, next(&mut words)?),
            "easter" => Easter(next(&mut words)?),
            "thanksgiving" => Thanksgiving(next(&mut words)?),
            "election" => Election,
            "inauguration" => Inauguration,
            _ => return None,
        };
        words.next().is_none().then_some(rule)
    }
}

fn next<'w, T: FromStr>(words: &mut impl Iterator<Item = &'w str>) -> Option<T> {
    words.next()?.parse().ok()
}

/// The holiday whose name starts at a token: its row, and the token after the name. Points and apostrophes inside the name
/// are ignored.
pub(super) fn at(t: &Tokens<'_>, at: usize) -> Option<(usize, usize)> {
    // Some texts have no capitals. Then "his father's day" and "election day" are no holidays.
    let sure = ["christmas", "easter", "halloween", "thanksgiving", "labor", "black"];
    if !t.get(at).capital && !sure.iter().any(|word| t.is(at, word)) {
        return None;
    }
    holidays().iter().enumerate().find_map(|(row, (name, _))| {
        let mut next = at;
        for (far, word) in name.iter().enumerate() {
            while far > 0 && matches!(t.written(next), "." | "'" | "’") && t.get(next).glued {
                next += 1;
            }
            if !t.is(next, word) || far > 0 && t.get(next).line {
                return None;
            }
            next += 1;
        }
        Some((row, next))
    })
}

/// The date of a holiday in a year. `None` if there is none.
pub(super) fn day(row: usize, year: i32) -> Option<NaiveDate> {
    match holidays().get(row)?.1 {
        On(month, day) => calendar::day(year, month, day),
        Nth(month, weekday, nth) => calendar::nth_weekday(year, month, weekday, nth),
        Last(month, weekday) => calendar::last_weekday(year, month, weekday),
        Easter(days) => calendar::shift(calendar::easter(year)?, days),
        Thanksgiving(days) => calendar::shift(calendar::nth_weekday(year, 11, Weekday::Thu, 4)?, days),
        Election => calendar::shift(calendar::nth_weekday(year, 11, Weekday::Mon, 1)?, 1),
        Inauguration => calendar::day(year, 1, 20).filter(|_| year.rem_euclid(4) == 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_has_a_rule() {
        assert!(rows().count() > 40);
        assert!(rows().all(|row| row.is_some()));
    }
}
