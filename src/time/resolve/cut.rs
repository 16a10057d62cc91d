//! Resolution of parts of a period, and of periods that start or end on a day.

use chrono::Datelike;

use super::super::calendar;
use super::super::grammar::{Amount, Cut, Nth, Piece};
use super::super::word::Unit;
use super::Resolver;
use super::reading::{grain, narrow, whole};
use crate::{DayRange, Granularity, TimeReading};

impl Resolver<'_, '_> {
    /// Cuts the period of a reading.
    pub(super) fn cut(&self, reading: &mut TimeReading, cut: Cut) {
        let (Some(start), Some(end)) = (reading.start, reading.end) else { return };
        let period = DayRange::new(start, end);
        let cut = match cut {
            Cut::Part(part) => return narrow(reading, part),
            // The rest of a period that is over, or that has not begun, is not counted from today.
            Cut::Rest => {
                let today = self.today.filter(|today| (start..=end).contains(today));
                today.map(|today| (DayRange::new(today, end), None))
            }
            Cut::ToDate => {
                let today = self.today.filter(|today| (start..=end).contains(today));
                today.map(|today| (DayRange::new(start, today), None))
            }
            Cut::Weekend => beside(start).map(|range| (range, Some(Granularity::Weekend))),
            Cut::Around { unit: Unit::Weekend } => {
                beside(start).map(|range| (range, Some(Granularity::Weekend)))
            }
            Cut::Nth { nth, count, of } => piece(period, nth, count, of),
            Cut::Ending { amount, unit } => ending(end, amount, unit),
            Cut::Starting { amount, unit } => starting(start, amount, unit),
            Cut::Around { unit } => {
                let (grain, _) = grain(unit);
                calendar::unit_of(start, &grain).map(|range| (range, Some(grain)))
            }
        };
        let Some((range, grain)) = cut else { return };
        (reading.start, reading.end) = (Some(range.start), Some(range.end));
        reading.granularity = grain.or(reading.granularity.take());
    }
}

/// The weekend nearest to a day, with the day itself if it is a Thursday, Friday or Monday, and what lies between.
fn beside(day: chrono::NaiveDate) -> Option<DayRange> {
    let from_monday = i64::from(day.weekday().num_days_from_monday());
    // Up to Tuesday the last weekend is nearer.
    let saturday = calendar::shift(day, if from_monday <= 1 { -2 - from_monday } else { 5 - from_monday })?;
    let sunday = saturday.succ_opt()?;
    let is_joined = !matches!(from_monday, 1 | 2);
    Some(if is_joined {
        DayRange::new(saturday.min(day), sunday.max(day))
    } else {
        DayRange::new(saturday, sunday)
    })
}

/// The piece of a period at a place, and what it is counted in.
fn piece(period: DayRange, nth: Nth, count: u32, of: Piece) -> Option<(DayRange, Option<Granularity>)> {
    let (range, grain) = match of {
        Piece::Weekday(weekday) => {
            let day = match nth {
                Nth::First(nth) => {
                    calendar::shift(calendar::weekday_from(period.start, weekday)?, 7 * (i64::from(nth) - 1))?
                }
                Nth::Last => calendar::weekday_until(period.end, weekday)?,
            };
            (DayRange::new(day, day), Granularity::Day)
        }
        Piece::Unit(Unit::Weekend) => {
            let saturday = Piece::Weekday(chrono::Weekday::Sat);
            let (range, _) = piece(period, nth, count, saturday)?;
            (DayRange::new(range.start, range.start.succ_opt()?), Granularity::Weekend)
        }
        Piece::Unit(unit) => {
            let (grain, times) = grain(unit);
            let count = i64::from(count).checked_mul(times)?;
            let range = match nth {
                Nth::First(nth) => {
                    let start = calendar::shift_units(period.start, &grain, count * (i64::from(nth) - 1))?;
                    DayRange::new(start, calendar::shift_units(start, &grain, count)?.pred_opt()?)
                }
                Nth::Last => {
                    let after = calendar::shift_units(period.end.succ_opt()?, &grain, -count)?;
                    DayRange::new(after, period.end)
                }
            };
            (range, grain)
        }
    };
    // A fifth Monday that the month lacks.
    (range.start >= period.start && range.start <= period.end).then_some((range, Some(grain)))
}

fn ending(day: chrono::NaiveDate, amount: Amount, unit: Unit) -> Option<(DayRange, Option<Granularity>)> {
    let (count, grain, times) = whole(amount, unit);
    let start = calendar::shift_units(day.succ_opt()?, &grain, -i64::from(count?).checked_mul(times)?)?;
    (start <= day).then_some((DayRange::new(start, day), Some(grain)))
}

fn starting(day: chrono::NaiveDate, amount: Amount, unit: Unit) -> Option<(DayRange, Option<Granularity>)> {
    let (count, grain, times) = whole(amount, unit);
    let end = calendar::shift_units(day, &grain, i64::from(count?).checked_mul(times)?)?.pred_opt()?;
    (day <= end).then_some((DayRange::new(day, end), Some(grain)))
}
