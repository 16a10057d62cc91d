//! Arithmetic on days, weeks, months, seasons and years.

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

/// `count` whole months from `month` of `year`.
pub(super) fn months(year: i32, month: u32, count: u32) -> Option<DayRange> {
    let first = day(year, month, 1)?;
    Some(DayRange::new(first, first.checked_add_months(Months::new(count))?.pred_opt()?))
}

/// The week of a day, Monday to Sunday.
pub(super) fn week(of: NaiveDate) -> Option<DayRange> {
    let monday = shift(of, -i64::from(of.weekday().num_days_from_monday()))?;
    Some(DayRange::new(monday, shift(monday, 6)?))
}

/// A season by its number, 0 for spring. Winter begins in December of `year`.
pub(super) fn season(year: i32, season: u32) -> Option<DayRange> {
    months(year, 3 + 3 * season, 3)
}

/// A day shifted by a number of days.
pub(super) fn shift(from: NaiveDate, days: i64) -> Option<NaiveDate> {
    let distance = Days::new(days.unsigned_abs());
    if days < 0 { from.checked_sub_days(distance) } else { from.checked_add_days(distance) }
}

/// A day shifted by a number of months.
pub(super) fn shift_months(from: NaiveDate, months: i64) -> Option<NaiveDate> {
    let distance = Months::new(u32::try_from(months.unsigned_abs()).ok()?);
    if months < 0 { from.checked_sub_months(distance) } else { from.checked_add_months(distance) }
}

/// A day shifted by a number of units. Minutes and seconds do not shift it.
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

/// The week, month, year or other unit of a day.
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

/// The whole quarters before a day (`count` is negative) or after it, without the quarter of the day.
pub(super) fn quarters_beside(of: NaiveDate, count: i64) -> Option<DayRange> {
    let current = unit_of(of, &Granularity::Quarter)?;
    let (first, last) = if count < 0 { (count, -1) } else { (1, count) };
    let start = shift_months(current.start, first.checked_mul(3)?)?;
    let end = shift_months(current.start, last.checked_add(1)?.checked_mul(3)?)?.pred_opt()?;
    Some(DayRange::new(start, end))
}

pub(super) fn decade(first: i32) -> Option<DayRange> {
    years(first, first.checked_add(9)?)
}

pub(super) fn century(first: i32) -> Option<DayRange> {
    years(first, first.checked_add(99)?)
}

/// The fiscal year `year`, which starts with `first_month`. Its number is that of the calendar year in which it ends.
pub(super) fn fiscal_year(year: i32, first_month: u32) -> Option<DayRange> {
    months(if first_month == 1 { year } else { year.checked_sub(1)? }, first_month, 12)
}

/// The last day with a weekday, up to a day.
pub(super) fn weekday_until(day: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    shift(day, -i64::from(day.weekday().days_since(weekday)))
}

/// The first day with a weekday, from a day on.
pub(super) fn weekday_from(day: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    shift(day, i64::from(weekday.days_since(day.weekday())))
}

/// The `nth` day with a weekday in a month, from 1.
pub(super) fn nth_weekday(year: i32, month: u32, weekday: Weekday, nth: u32) -> Option<NaiveDate> {
    shift(weekday_from(day(year, month, 1)?, weekday)?, 7 * (i64::from(nth) - 1))
}

/// The last day with a weekday in a month.
pub(super) fn last_weekday(year: i32, of: u32, weekday: Weekday) -> Option<NaiveDate> {
    weekday_until(month(year, of)?.end, weekday)
}

/// Easter Sunday in the Gregorian calendar, by the algorithm of Meeus, Jones and Butcher.
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
