//! Resolution of dates without a year, month or week: "Dec. 7", "in January", "Thursday", "last summer".

use chrono::{Datelike, NaiveDate, Weekday};

use super::super::grammar::{Cut, Found, MonthDay, Piece, Year};
use super::super::tense::{self, Tense, Weight};
use super::super::word::{Which, Word};
use super::super::{calendar, holiday};
use super::Resolver;
use super::reading::{absolute, one_day, open, placed};
use crate::{DayRange, Granularity, Recurrence, TimeAnchor, TimeKind, TimeLength, TimeReading};

impl Resolver<'_, '_> {
    /// "Dec. 7": in its own year, in that of the narrative, or in the one that the tense shows.
    pub(super) fn days(
        &self,
        found: &Found,
        year: Option<Year>,
        from: MonthDay,
        to: MonthDay,
    ) -> TimeReading {
        let place = |year: i32| {
            let end_year = if to < from { year.checked_add(1)? } else { year };
            Some(DayRange::new(calendar::day(year, from.0, from.1)?, calendar::day(end_year, to.0, to.1)?))
        };
        match year {
            Some(Year::Said(year)) => {
                absolute(place(if to < from { year - 1 } else { year }), Granularity::Day)
            }
            Some(Year::Away(years)) => self.years_away(Granularity::Day, years, place),
            Some(Year::Spoken) => self.spoken_year(Granularity::Day, place),
            None => self.yearless(found, Granularity::Day, place),
        }
    }

    pub(super) fn months(
        &self,
        found: &Found,
        year: Option<Year>,
        from: u32,
        to: u32,
        which: Option<Which>,
    ) -> TimeReading {
        let place = |year: i32| {
            let count = (to + 12 - from) % 12 + 1;
            calendar::months(year, from, count)
        };
        match (year, which) {
            (Some(Year::Said(year)), _) => {
                absolute(place(if to < from { year - 1 } else { year }), Granularity::Month)
            }
            (Some(Year::Away(years)), _) => self.years_away(Granularity::Month, years, place),
            (Some(Year::Spoken), _) => self.spoken_year(Granularity::Month, place),
            (None, None) => self.yearless(found, Granularity::Month, place),
            (None, Some(which)) => self.picked(found, Granularity::Month, which, place),
        }
    }

    pub(super) fn season(
        &self,
        found: &Found,
        season: u8,
        year: Option<Year>,
        which: Option<Which>,
    ) -> TimeReading {
        let place = |year: i32| calendar::season(year, season.into());
        match (year, which) {
            (Some(Year::Said(year)), _) => absolute(place(year), Granularity::Season),
            (Some(Year::Away(years)), _) => self.years_away(Granularity::Season, years, place),
            (Some(Year::Spoken), _) => self.spoken_year(Granularity::Season, place),
            (None, Some(which)) => self.picked(found, Granularity::Season, which, place),
            // "It is hot in summer" is about every year.
            (None, None)
                if tense::around(self.t, found).0 == Tense::Unknown && !self.is_narrated_nearby(found) =>
            {
                TimeReading {
                    recurrence: Some(Recurrence::new(TimeLength::new(1, Granularity::Year))),
                    ..TimeReading::new(TimeKind::Recurring)
                }
            }
            (None, None) => self.yearless(found, Granularity::Season, place),
        }
    }

    pub(super) fn holiday(
        &self,
        found: &Found,
        row: usize,
        year: Option<i32>,
        which: Option<Which>,
    ) -> TimeReading {
        let place = |year: i32| Some(one_day(holiday::day(row, year)?));
        match (year, which) {
            (Some(year), _) => absolute(place(year), Granularity::Day),
            (None, Some(which)) => self.picked(found, Granularity::Day, which, place),
            (None, None) => self.yearless(found, Granularity::Day, place),
        }
    }

    /// A date "of last year".
    fn years_away(
        &self,
        granularity: Granularity,
        years: i32,
        place: impl Fn(i32) -> Option<DayRange>,
    ) -> TimeReading {
        self.published(granularity, true, |published| place(published.year().checked_add(years)?))
    }

    /// A date "of that year".
    fn spoken_year(&self, granularity: Granularity, place: impl Fn(i32) -> Option<DayRange>) -> TimeReading {
        placed(self.spoken.and_then(|range| place(range.start.year())), granularity, TimeAnchor::Spoken, true)
    }

    /// A month, season or holiday with "last", "this" or "next".
    fn picked(
        &self,
        found: &Found,
        granularity: Granularity,
        which: Which,
        place: impl Fn(i32) -> Option<DayRange>,
    ) -> TimeReading {
        let base = match which {
            Which::Following | Which::That | Which::Previous => self.spoken.map(|range| range.start),
            _ => None,
        };
        let (from, anchor) = match (base, self.today) {
            (Some(base), _) => (base, TimeAnchor::Spoken),
            (None, Some(published)) => (published, TimeAnchor::Published),
            (None, None) => {
                return open(
                    granularity,
                    if which == Which::That { TimeAnchor::Spoken } else { TimeAnchor::Published },
                );
            }
        };
        let near = (from.year().saturating_sub(2)..=from.year().saturating_add(2)).filter_map(place);
        let range = match which {
            Which::Last | Which::Previous => {
                near.filter(|range| range.end < from).max_by_key(|range| range.start)
            }
            Which::Next | Which::Coming | Which::Following => {
                near.into_iter().find(|range| range.start > from)
            }
            Which::That => near.into_iter().find(|range| range.end >= from),
            _ => {
                return Self::nearest(
                    near,
                    from,
                    tense::around(self.t, found),
                    AGAINST_TENSE_OF_THIS,
                    granularity,
                );
            }
        };
        placed(range, granularity, anchor, true)
    }

    /// A date without a year.
    fn yearless(
        &self,
        found: &Found,
        granularity: Granularity,
        place: impl Fn(i32) -> Option<DayRange>,
    ) -> TimeReading {
        let (tense, weight) = match (tense::around(self.t, found), found.cut) {
            // "The board meets on the first Tuesday of June": such days are named for what is to come.
            ((Tense::Unknown, _), Some(Cut::Nth { of: Piece::Weekday(_), .. })) => {
                (Tense::Future, Weight::Strong)
            }
            (told, _) => told,
        };
        if let Some(narrated) = self.narrated_year(found, tense) {
            let year = narrated.from.year();
            // In the year of the narrative, or in the next one if the date would be long before its last date.
            let far_back = |range: &DayRange| {
                !narrated.year_only && (narrated.from - range.start).num_days() > MAX_STEP_BACK
            };
            let range = place(year).filter(|range| !far_back(range)).or_else(|| place(year.checked_add(1)?));
            return placed(range, granularity, TimeAnchor::Spoken, false);
        }
        let Some(published) = self.today else { return open(granularity, TimeAnchor::Published) };
        // Within eight years there is a 29 February before and after.
        let years = published.year().saturating_sub(8)..=published.year().saturating_add(8);
        let against = if granularity == Granularity::Day { AGAINST_TENSE } else { AGAINST_TENSE_OF_MONTHS };
        Self::nearest(years.filter_map(&place), published, (tense, weight), against, granularity)
    }

    /// The candidate nearest to publication, with a preference for the side that the tense shows.
    fn nearest(
        candidates: impl Iterator<Item = DayRange>,
        published: NaiveDate,
        (tense, weight): (Tense, Weight),
        against: i64,
        granularity: Granularity,
    ) -> TimeReading {
        let against = match weight {
            Weight::Strong => AGAINST_VERB,
            Weight::Before => against,
            Weight::After => against / 2,
        };
        let range = candidates.min_by_key(|range| {
            let ahead = (range.start - published).num_days();
            let behind = (published - range.end).num_days();
            let wrong = (tense == Tense::Past && ahead > 0) || (tense == Tense::Future && behind > 0);
            let other_year = granularity == Granularity::Day && range.start.year() != published.year();
            let far =
                ahead.max(behind).max(0) + i64::from(wrong) * against + i64::from(other_year) * OTHER_YEAR;
            (far, range.start)
        });
        placed(range, granularity, TimeAnchor::Published, false)
    }

    /// Whether the clause before an expression denies something: "did not find him until Tuesday".
    fn is_negated(&self, found: &Found) -> bool {
        let back = (1..=MAX_NEGATION).map_while(|back| found.first.checked_sub(back));
        let mut clause = back.take_while(|at| !self.t.opens_sentence(at + 1));
        clause.any(|at| {
            matches!(self.t.written(at), "not" | "never" | "nobody" | "no")
                || self.t.is(at, "t") && self.t.get(at).glued
        })
    }

    /// Whether an expression is the day by which something is to be: "an answer by Friday"; but "By Friday the water was gone", "had come
    /// by Friday".
    fn is_deadline(&self, found: &Found) -> bool {
        let Some(by) = found.first.checked_sub(1).filter(|at| self.t.is(*at, "by")) else { return false };
        let back = (1..=MAX_NEGATION).map_while(|back| by.checked_sub(back));
        let mut clause = back.take_while(|at| !self.t.opens_sentence(at + 1));
        !self.t.opens_sentence(by) && !clause.any(|at| ["had", "was", "were"].contains(&self.t.written(at)))
    }

    /// A day without its month: the nearest one with this number, on the side that the tense shows.
    pub(super) fn day_of_month(&self, found: &Found, day: u32, weekday: Option<Weekday>) -> TimeReading {
        let Some(published) = self.today else { return open(Granularity::Day, TimeAnchor::Published) };
        let months = (-MAX_MONTHS..=MAX_MONTHS).filter_map(|months| {
            let month = calendar::shift_months(published, months)?;
            let date = calendar::day(month.year(), month.month(), day)?;
            weekday.is_none_or(|weekday| date.weekday() == weekday).then(|| one_day(date))
        });
        Self::nearest(months, published, tense::around(self.t, found), AGAINST_TENSE, Granularity::Day)
    }

    pub(super) fn weekday(&self, found: &Found, weekday: Weekday, which: Option<Which>) -> TimeReading {
        let spoken = match which {
            Some(Which::That | Which::Following | Which::Previous) => self.spoken_day,
            _ => None,
        };
        if let (Some(day), Some(which)) = (spoken, which) {
            let range = match which {
                Which::Following => {
                    calendar::shift(day, 1).and_then(|day| calendar::weekday_from(day, weekday))
                }
                Which::Previous => day.pred_opt().and_then(|day| calendar::weekday_until(day, weekday)),
                _ => calendar::week(day).and_then(|week| calendar::weekday_from(week.start, weekday)),
            };
            return placed(range.map(one_day), Granularity::Day, TimeAnchor::Spoken, true);
        }
        // "It is Tuesday" after a Monday is the next day.
        let tense = if self.is_today(found) { Tense::Future } else { tense::around(self.t, found).0 };
        // Without a tense, "until Friday" is in the future.
        let bound = ["until", "till", "through"].iter().any(|bound| self.t.was(found.first, 1, bound))
            && self.t.word(found.end) != Word::Apostrophe;
        let tense = if tense == Tense::Unknown && bound && which.is_none() { Tense::Future } else { tense };
        // "He promised an answer by Friday": a day by which something is to be is said of what had been only with "had", or in front.
        let tense = if which.is_none() && self.is_deadline(found) { Tense::Future } else { tense };
        let (tense, is_open) = if bound && tense == Tense::Past && which.is_none() && !self.is_negated(found)
        {
            // "The road was closed until Friday": whether it still is, the words do not say.
            (Tense::Future, true)
        } else {
            (tense, false)
        };
        let certain = (tense != Tense::Unknown && !is_open) || which.is_some();
        self.published(Granularity::Day, certain && which != Some(Which::Next), |published| {
            let day = match which {
                Some(Which::Last | Which::Previous) => {
                    calendar::weekday_until(published.pred_opt()?, weekday)
                }
                // In most newsrooms "next Friday" is that of next week; in some it is the coming one.
                Some(Which::Next) => {
                    calendar::weekday_from(calendar::shift(calendar::week(published)?.end, 1)?, weekday)
                }
                Some(Which::Coming | Which::Following) => {
                    calendar::weekday_from(published.succ_opt()?, weekday)
                }
                Some(Which::This) if tense != Tense::Past => calendar::weekday_from(published, weekday),
                None if tense == Tense::Future => calendar::weekday_from(published, weekday),
                _ => calendar::weekday_until(published, weekday),
            };
            Some(one_day(day?))
        })
    }
}

/// Maximum number of tokens from a negation to the "until" that it belongs to.
const MAX_NEGATION: usize = 12;

/// Maximum number of months from publication to a day without its month.
const MAX_MONTHS: i64 = 6;

/// Penalty in days of a day that contradicts the tense. It is halved if the word that shows the tense is after the date, where
/// it can belong to another clause.
const AGAINST_TENSE: i64 = 240;

/// Penalty in days of a date that contradicts the tense of the verb that it belongs to: more than a year.
const AGAINST_VERB: i64 = 400;

/// Penalty in days of a month that contradicts the tense. News says "last November" for one more than half a year ago.
const AGAINST_TENSE_OF_MONTHS: i64 = 120;

/// Penalty in days of "this summer" that contradicts the tense, which is weak evidence of its year.
const AGAINST_TENSE_OF_THIS: i64 = 60;

/// Penalty in days of a day in another year than that of publication. News omits the current year.
const OTHER_YEAR: i64 = 60;

/// Maximum number of days that a narrative goes back from its last date.
const MAX_STEP_BACK: i64 = 180;
