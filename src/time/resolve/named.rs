//! Resolution of quarters, fiscal years, decades of two digits and parts of the day.

use chrono::{Datelike, NaiveDate, Weekday};

use super::super::calendar;
use super::super::grammar::Year;
use super::super::word::Which;
use super::Resolver;
use super::reading::{one_day, placed};
use crate::{Granularity, TimeAnchor, TimeKind, TimeReading};

impl Resolver<'_, '_> {
    pub(super) fn short_decade(&self, first: i32) -> TimeReading {
        let narrated = self.narrated.map(|narrated| narrated.from).or(self.today);
        // The later of two decades that has begun: in 1950, "the 20s" are the 1920s.
        let latest = narrated.map_or(1999, |day| day.year());
        let range = calendar::decade(if first + 2000 <= latest - 5 { 2000 + first } else { 1900 + first });
        placed(range, Granularity::Decade, TimeAnchor::Absolute, false)
    }

    /// A quarter of a year. Without a year it is the last one that is over, on which firms report.
    pub(super) fn quarter(
        &self,
        quarter: u32,
        year: Option<i32>,
        which: Option<Which>,
        fiscal: bool,
    ) -> TimeReading {
        let place = |year: i32| {
            if fiscal {
                let year = calendar::fiscal_year(year, self.fiscal_start())?;
                let start = calendar::shift_months(year.start, 3 * i64::from(quarter) - 3)?;
                return calendar::months(start.year(), start.month(), 3);
            }
            calendar::months(year, 3 * quarter - 2, 3)
        };
        if let Some(year) = year {
            let range = place(year);
            return placed(
                range,
                Granularity::Quarter,
                TimeAnchor::Absolute,
                !fiscal || self.reference.fiscal_year_start.is_some(),
            );
        }
        self.published(Granularity::Quarter, which.is_some(), |published| {
            let year = published.year();
            match which {
                Some(Which::Last) => place(year - 1),
                Some(Which::Next) => place(year + 1),
                Some(_) => place(year),
                None => (year - 1..=year).rev().filter_map(place).find(|range| range.end < published),
            }
        })
    }

    /// A week by its number, as in ISO 8601. Without a year it is that of the year of publication.
    pub(super) fn numbered_week(&self, week: u32, year: Option<Year>) -> TimeReading {
        let place = |year: i32| calendar::week(NaiveDate::from_isoywd_opt(year, week, Weekday::Mon)?);
        match year {
            Some(Year::Said(year)) => placed(place(year), Granularity::Week, TimeAnchor::Absolute, true),
            Some(Year::Away(years)) => self
                .published(Granularity::Week, true, |published| place(published.year().checked_add(years)?)),
            _ => self.published(Granularity::Week, false, |published| place(published.year())),
        }
    }

    pub(super) fn fiscal_year(&self, year: Option<i32>, which: Option<Which>) -> TimeReading {
        let start = self.fiscal_start();
        let certain = self.reference.fiscal_year_start.is_some();
        if let Some(year) = year {
            return placed(
                calendar::fiscal_year(year, start),
                Granularity::FiscalYear,
                TimeAnchor::Absolute,
                certain,
            );
        }
        self.published(Granularity::FiscalYear, certain, |published| {
            let current = published.year() + i32::from(start > 1 && published.month() >= start);
            let far = match which {
                Some(Which::Last | Which::Previous) => -1,
                Some(Which::Next | Which::Coming | Which::Following) => 1,
                _ => 0,
            };
            calendar::fiscal_year(current + far, start)
        })
    }

    fn fiscal_start(&self) -> u32 {
        self.reference
            .fiscal_year_start
            .filter(|month| (1..=12).contains(month))
            .unwrap_or(DEFAULT_FISCAL_START)
    }

    /// A part of the day: "this morning", "last night", "the next morning". Without a determiner it is a time of day.
    pub(super) fn part_of_day(&self, which: Option<Which>) -> TimeReading {
        let (days, spoken) = match which {
            None => return TimeReading { certain: true, ..TimeReading::new(TimeKind::Clock) },
            Some(Which::Last) => (-1, false),
            Some(Which::Next | Which::Coming) => (1, false),
            Some(Which::That) => (0, true),
            Some(Which::Following) => (1, true),
            Some(Which::Previous) => (-1, true),
            Some(_) => (0, false),
        };
        if spoken {
            let day = self.spoken_day.and_then(|day| calendar::shift(day, days)).map(one_day);
            return placed(day, Granularity::Day, TimeAnchor::Spoken, true);
        }
        self.published(Granularity::Day, true, |published| Some(one_day(calendar::shift(published, days)?)))
    }
}

/// The default first month of fiscal years: that of the government of the United States.
const DEFAULT_FISCAL_START: u32 = 10;
