//! Holidays and their dates.

use chrono::{NaiveDate, Weekday};

use super::calendar;
use super::token::Tokens;

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

/// Names of holidays in lower case and without apostrophes. A name precedes its own beginnings. Dates that differ between
/// countries ("Mother's Day") are those of the United States.
const HOLIDAYS: &[(&[&str], Rule)] = &[
    (&["christmas", "eve"], On(12, 24)),
    (&["christmas", "day"], On(12, 25)),
    (&["christmas"], On(12, 25)),
    (&["boxing", "day"], On(12, 26)),
    (&["new", "year", "s", "eve"], On(12, 31)),
    (&["new", "year", "s", "day"], On(1, 1)),
    (&["new", "years", "eve"], On(12, 31)),
    (&["new", "years", "day"], On(1, 1)),
    (&["thanksgiving", "day"], Thanksgiving(0)),
    (&["thanksgiving"], Thanksgiving(0)),
    (&["black", "friday"], Thanksgiving(1)),
    (&["cyber", "monday"], Thanksgiving(4)),
    (&["ash", "wednesday"], Easter(-46)),
    (&["palm", "sunday"], Easter(-7)),
    (&["good", "friday"], Easter(-2)),
    (&["easter", "monday"], Easter(1)),
    (&["easter", "sunday"], Easter(0)),
    (&["easter"], Easter(0)),
    (&["halloween"], On(10, 31)),
    (&["juneteenth"], On(6, 19)),
    (&["independence", "day"], On(7, 4)),
    (&["labor", "day"], Nth(9, Weekday::Mon, 1)),
    (&["memorial", "day"], Last(5, Weekday::Mon)),
    (&["veterans", "day"], On(11, 11)),
    (&["armistice", "day"], On(11, 11)),
    (&["remembrance", "day"], On(11, 11)),
    (&["columbus", "day"], Nth(10, Weekday::Mon, 2)),
    (&["presidents", "day"], Nth(2, Weekday::Mon, 3)),
    (&["martin", "luther", "king", "jr", "day"], Nth(1, Weekday::Mon, 3)),
    (&["martin", "luther", "king", "day"], Nth(1, Weekday::Mon, 3)),
    (&["mlk", "day"], Nth(1, Weekday::Mon, 3)),
    (&["valentine", "s", "day"], On(2, 14)),
    (&["valentines", "day"], On(2, 14)),
    (&["st", "patrick", "s", "day"], On(3, 17)),
    (&["saint", "patrick", "s", "day"], On(3, 17)),
    (&["groundhog", "day"], On(2, 2)),
    (&["earth", "day"], On(4, 22)),
    (&["mother", "s", "day"], Nth(5, Weekday::Sun, 2)),
    (&["father", "s", "day"], Nth(6, Weekday::Sun, 3)),
    (&["bastille", "day"], On(7, 14)),
    (&["guy", "fawkes", "night"], On(11, 5)),
    (&["cinco", "de", "mayo"], On(5, 5)),
    (&["election", "day"], Election),
    (&["election", "night"], Election),
    (&["inauguration", "day"], Inauguration),
];

/// The holiday whose name starts at a token: its row, and the token after the name. Points and apostrophes inside the name
/// are ignored.
pub(super) fn at(t: &Tokens<'_>, at: usize) -> Option<(usize, usize)> {
    if !t.get(at).capital {
        return None;
    }
    HOLIDAYS.iter().enumerate().find_map(|(row, (name, _))| {
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
    match HOLIDAYS.get(row)?.1 {
        On(month, day) => calendar::day(year, month, day),
        Nth(month, weekday, nth) => calendar::nth_weekday(year, month, weekday, nth),
        Last(month, weekday) => calendar::last_weekday(year, month, weekday),
        Easter(days) => calendar::shift(calendar::easter(year)?, days),
        Thanksgiving(days) => calendar::shift(calendar::nth_weekday(year, 11, Weekday::Thu, 4)?, days),
        Election => calendar::shift(calendar::nth_weekday(year, 11, Weekday::Mon, 1)?, 1),
        Inauguration => calendar::day(year, 1, 20).filter(|_| year.rem_euclid(4) == 1),
    }
}
