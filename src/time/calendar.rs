//! Days, and the stretches of days that have names.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use crate::{DayRange, Granularity};

pub(super) fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

pub(super) fn year(year: i32) -> Option<DayRange> {
    years(year, year)
}

pub(super) fn years(first: i32, last: i32) -> Option<DayRange> {
    Some(DayRange::new(day(first, 1, 1)?, day(last, 12, 31)?))
}

pub(super) fn month(year: i32, month: u32) -> Option<DayRange> {
    months(year, month, 1)
}

/// `count` whole months from `month` of `year` on.
pub(super) fn months(year: i32, month: u32, count: u32) -> Option<DayRange> {
    let first = day(year, month, 1)?;
    Some(DayRange::new(first, first.checked_add_months(Months::new(count))?.pred_opt()?))
}

/// The days of the week, Monday to Sunday, in which a day lies.
pub(super) fn week(of: NaiveDate) -> Option<DayRange> {
    let monday = shift(of, -i64::from(of.weekday().num_days_from_monday()))?;
    Some(DayRange::new(monday, shift(monday, 6)?))
}

/// A season by its number, 0 for spring; winter begins in the December of `year`.
pub(super) fn season(year: i32, season: u32) -> Option<DayRange> {
    months(year, 3 + 3 * season, 3)
}

/// The first or second day, so to speak: a day moved by some days.
pub(super) fn shift(from: NaiveDate, days: i64) -> Option<NaiveDate> {
    let far = Days::new(days.unsigned_abs());
    if days < 0 { from.checked_sub_days(far) } else { from.checked_add_days(far) }
}

pub(super) fn shift_months(from: NaiveDate, months: i64) -> Option<NaiveDate> {
    let far = Months::new(u32::try_from(months.unsigned_abs()).ok()?);
    if months < 0 { from.checked_sub_months(far) } else { from.checked_add_months(far) }
}

/// A day moved by `count` units; hours and less do not move it.
pub(super) fn shift_units(from: NaiveDate, unit: &Granularity, count: i64) -> Option<NaiveDate> {
    match unit {
        Granularity::Second | Granularity::Minute => Some(from),
        Granularity::Hour => shift(from, count / 24),
        Granularity::Week | Granularity::Weekend => shift(from, count.checked_mul(7)?),
        Granularity::Month => shift_months(from, count),
        Granularity::Quarter | Granularity::Season => shift_months(from, count.checked_mul(3)?),
        Granularity::Half => shift_months(from, count.checked_mul(6)?),
        Granularity::Year | Granularity::FiscalYear => shift_months(from, count.checked_mul(12)?),
        Granularity::Decade => shift_months(from, count.checked_mul(120)?),
        Granularity::Century => shift_months(from, count.checked_mul(1200)?),
        _ => shift(from, count),
    }
}

/// The week, month, year or the like in which a day lies.
pub(super) fn unit_of(of: NaiveDate, unit: &Granularity) -> Option<DayRange> {
    match unit {
        Granularity::Week => week(of),
        Granularity::Weekend => {
            let week = week(of)?;
            Some(DayRange::new(shift(week.start, 5)?, week.end))
        }
        Granularity::Month => month(of.year(), of.month()),
        Granularity::Quarter => months(of.year(), 1 + of.month0() / 3 * 3, 3),
        Granularity::Season => {
            let start = shift_months(of, -i64::from(of.month() % 3))?;
            months(start.year(), start.month(), 3)
        }
        Granularity::Half => months(of.year(), 1 + of.month0() / 6 * 6, 6),
        Granularity::Year => year(of.year()),
        Granularity::Decade => decade(of.year().div_euclid(10) * 10),
        Granularity::Century => century(of.year().div_euclid(100) * 100),
        _ => Some(DayRange::new(of, of)),
    }
}

pub(super) fn decade(first: i32) -> Option<DayRange> {
    years(first, first.checked_add(9)?)
}

pub(super) fn century(first: i32) -> Option<DayRange> {
    years(first, first.checked_add(99)?)
}

/// The twelve months that are called the fiscal year `named`, which starts with `first_month`. A fiscal year bears the
/// name of the calendar year in which it ends.
pub(super) fn fiscal_year(named: i32, first_month: u32) -> Option<DayRange> {
    months(if first_month == 1 { named } else { named.checked_sub(1)? }, first_month, 12)
}

/// The weekday on or before a day.
pub(super) fn weekday_until(day: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    shift(day, -i64::from(day.weekday().days_since(weekday)))
}

/// The weekday on or after a day.
pub(super) fn weekday_from(day: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    shift(day, i64::from(weekday.days_since(day.weekday())))
}

/// The `nth` weekday of a month, counted from 1.
pub(super) fn nth_weekday(year: i32, month: u32, weekday: Weekday, nth: u32) -> Option<NaiveDate> {
    shift(weekday_from(day(year, month, 1)?, weekday)?, 7 * (i64::from(nth) - 1))
}

/// The last weekday of a month.
pub(super) fn last_weekday(year: i32, of: u32, weekday: Weekday) -> Option<NaiveDate> {
    weekday_until(month(year, of)?.end, weekday)
}

/// Easter Sunday of the Gregorian calendar, by the rule that Meeus, Jones and Butcher give.
pub(super) fn easter(year: i32) -> Option<NaiveDate> {
    if year < 1583 {
        return None;
    }
    let golden = year % 19;
    let (century, of_century) = (year / 100, year % 100);
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let moon = (19 * golden + century - century / 4 - correction + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - moon - of_century % 4) % 7;
    let late = (golden + 11 * moon + 22 * sunday) / 451;
    let days = moon + sunday - 7 * late + 114;
    day(year, u32::try_from(days / 31).ok()?, u32::try_from(days % 31 + 1).ok()?)
}
