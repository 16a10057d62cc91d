//! Constructors and parts of readings.

use chrono::{Datelike, NaiveDate, Weekday};

use super::super::calendar;
use super::super::grammar::Amount;
use super::super::word::{DayPart, Part, Unit};
use crate::{DayRange, Granularity, PartOfDay, TimeAnchor, TimeKind, TimeLength, TimeReading};

pub(super) fn one_day(day: NaiveDate) -> DayRange {
    DayRange::new(day, day)
}

pub(super) fn absolute(range: Option<DayRange>, granularity: Granularity) -> TimeReading {
    placed(range, granularity, TimeAnchor::Absolute, true)
}

pub(super) fn open(granularity: Granularity, anchor: TimeAnchor) -> TimeReading {
    TimeReading { granularity: Some(granularity), anchor: Some(anchor), ..TimeReading::new(TimeKind::Date) }
}

pub(super) fn placed(
    range: Option<DayRange>,
    granularity: Granularity,
    anchor: TimeAnchor,
    certain: bool,
) -> TimeReading {
    let certain = certain && range.is_some();
    TimeReading {
        start: range.map(|range| range.start),
        end: range.map(|range| range.end),
        certain,
        ..open(granularity, anchor)
    }
}

pub(super) fn vague(length: Option<TimeLength>, anchor: TimeAnchor) -> TimeReading {
    TimeReading { length, anchor: Some(anchor), ..TimeReading::new(TimeKind::Vague) }
}

/// The days from `near` to `far` units away: "a few months ago" is two to nine months ago, "the past few days" are up to nine.
pub(super) fn some_units(
    base: NaiveDate,
    grain: Granularity,
    anchor: TimeAnchor,
    near: i64,
    far: i64,
) -> TimeReading {
    let fine = matches!(grain, Granularity::Second | Granularity::Minute | Granularity::Hour);
    let grain = if fine { Granularity::Day } else { grain };
    let at = |count: i64| {
        if fine || count == 0 {
            Some(one_day(base))
        } else {
            calendar::unit_of(calendar::shift_units(base, &grain, count)?, &grain)
        }
    };
    let range = at(near)
        .zip(at(far))
        .map(|(near, far)| DayRange::new(near.start.min(far.start), near.end.max(far.end)));
    placed(range, grain, anchor, false)
}

/// The granularity of a unit, and the unit as a number of it.
pub(super) fn grain(unit: Unit) -> (Granularity, i64) {
    let grain = match unit {
        Unit::Second => Granularity::Second,
        Unit::Minute => Granularity::Minute,
        Unit::Hour => Granularity::Hour,
        Unit::Day | Unit::Night => Granularity::Day,
        Unit::Week => Granularity::Week,
        Unit::Fortnight => return (Granularity::Week, 2),
        Unit::Weekend => Granularity::Weekend,
        Unit::Month => Granularity::Month,
        Unit::Quarter => Granularity::Quarter,
        Unit::Year => Granularity::Year,
        Unit::Decade => Granularity::Decade,
        Unit::Century => Granularity::Century,
    };
    (grain, 1)
}

/// An amount in whole units: two and a half years are 30 months. The count, the unit, and a factor for the count.
pub(super) fn whole(amount: Amount, unit: Unit) -> (Option<u32>, Granularity, i64) {
    let (unit, per) = match unit {
        _ if !amount.half => {
            let (grain, times) = grain(unit);
            return (amount.count, grain, times);
        }
        Unit::Century => (Granularity::Year, 100),
        Unit::Decade => (Granularity::Year, 10),
        Unit::Year => (Granularity::Month, 12),
        Unit::Month => (Granularity::Week, 4),
        Unit::Hour => (Granularity::Minute, 60),
        Unit::Minute => (Granularity::Second, 60),
        Unit::Day => (Granularity::Hour, 24),
        other => {
            let (grain, times) = grain(other);
            return (amount.count, grain, times);
        }
    };
    (amount.count.map(|count| count.saturating_mul(per).saturating_add(per / 2)), unit, 1)
}

pub(super) fn length_of(amount: Amount, unit: Unit) -> TimeLength {
    let (count, unit, times) = whole(amount, unit);
    TimeLength { count: count.map(|count| count.saturating_mul(u32::try_from(times).unwrap_or(1))), unit }
}

pub(super) fn part_of_day(part: DayPart) -> PartOfDay {
    match part {
        DayPart::Morning => PartOfDay::Morning,
        DayPart::Noon => PartOfDay::Noon,
        DayPart::Afternoon => PartOfDay::Afternoon,
        DayPart::Evening => PartOfDay::Evening,
        DayPart::Night | DayPart::Tonight => PartOfDay::Night,
        DayPart::Midnight => PartOfDay::Midnight,
    }
}

/// The minutes of summer time in the United States on a day, which is from the second Sunday of March to the first of
/// November. `None` for days before 2007.
pub(super) fn summer_time(day: NaiveDate) -> Option<i16> {
    let year = Some(day.year()).filter(|year| *year >= 2007)?;
    let from = calendar::nth_weekday(year, 3, Weekday::Sun, 2)?;
    let until = calendar::nth_weekday(year, 11, Weekday::Sun, 1)?;
    Some(if from <= day && day < until { 60 } else { 0 })
}

/// Narrows a reading to a part, as in the GUM corpus: halves of a month or a decade, thirds of a year, quarters of a century.
/// "The start" and "the end" are the first and the last day.
pub(super) fn narrow(reading: &mut TimeReading, part: Part) {
    let (Some(start), Some(end)) = (reading.start, reading.end) else { return };
    let days =
        |from: u32, to: u32| Some((start.with_day(from)?, if to > 28 { end } else { start.with_day(to)? }));
    let years = |from: i32, to: i32| {
        let range = calendar::years(start.year().checked_add(from)?, start.year().checked_add(to)?)?;
        Some((range.start, range.end))
    };
    let months = |from: u32, count: u32| {
        let range = calendar::months(start.year(), from, count)?;
        Some((range.start, range.end))
    };
    reading.certain &= matches!(part, Part::Start | Part::End);
    let narrowed = match (&reading.granularity, part) {
        (_, Part::Start) => Some((start, start)),
        (_, Part::End) => Some((end, end)),
        (Some(Granularity::Month), Part::Early) => days(1, 15),
        (Some(Granularity::Month), Part::Mid) => days(11, 20),
        (Some(Granularity::Month), Part::Late) => days(15, 31),
        (Some(Granularity::Year), Part::Early) => months(1, 4),
        (Some(Granularity::Year), Part::Mid) => months(5, 4),
        (Some(Granularity::Year), Part::Late) => months(9, 4),
        (Some(Granularity::Decade), Part::Early) => years(0, 4),
        (Some(Granularity::Decade), Part::Mid) => years(3, 6),
        (Some(Granularity::Decade), Part::Late) => years(5, 9),
        (Some(Granularity::Century), Part::Early) => years(0, 24),
        (Some(Granularity::Century), Part::Mid) => years(25, 74),
        (Some(Granularity::Century), Part::Late) => years(75, 99),
        _ => None,
    };
    if let Some((start, end)) = narrowed {
        (reading.start, reading.end) = (Some(start), Some(end));
    }
}
