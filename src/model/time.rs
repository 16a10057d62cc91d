//! Expressions of time, and the civil days that they mean.

use std::fmt;

use chrono::{FixedOffset, NaiveDate, NaiveTime, Weekday};
use serde::{Deserialize, Serialize};

use super::vocabulary::open_vocabulary;
use crate::Span;

open_vocabulary! {
    /// The kind of an expression of time.
    TimeKind {
        /// One or several days of the calendar: "Dec. 7", "last year", "over the past two months".
        Date = "date",
        /// A time of day without a day: "at 3:30 p.m."
        Clock = "clock",
        /// A length without a place on the calendar: "for two years".
        Duration = "duration",
        /// Recurring: "every Monday".
        Recurring = "recurring",
        /// A time without definite bounds: "recently".
        Vague = "vague",
    }
}

open_vocabulary! {
    /// The precision of an expression of time, and the unit of a length of time.
    Granularity {
        /// Seconds.
        Second = "second",
        /// Minutes.
        Minute = "minute",
        /// Hours.
        Hour = "hour",
        /// One civil day, or several named ones.
        Day = "day",
        /// Monday to Sunday.
        Week = "week",
        /// Saturday and Sunday.
        Weekend = "weekend",
        /// A month.
        Month = "month",
        /// A quarter of the calendar or fiscal year.
        Quarter = "quarter",
        /// Three months: March to May, June to August, September to November, December to February.
        Season = "season",
        /// Half a year.
        Half = "half",
        /// A calendar year.
        Year = "year",
        /// A fiscal year.
        FiscalYear = "fiscal_year",
        /// A decade: the 1990s are 1990 to 1999.
        Decade = "decade",
        /// A century: the 20th is 1900 to 1999, as in common usage.
        Century = "century",
    }
}

open_vocabulary! {
    /// What an expression of time is resolved against.
    TimeAnchor {
        /// Nothing: it has a year, or is a unique date ("9/11").
        Absolute = "absolute",
        /// The date of publication.
        Published = "published",
        /// A day, month or year that the text mentions before.
        Spoken = "spoken",
    }
}

open_vocabulary! {
    /// A part of the day.
    PartOfDay {
        /// Morning.
        Morning = "morning",
        /// Noon, midday.
        Noon = "noon",
        /// Afternoon.
        Afternoon = "afternoon",
        /// Evening.
        Evening = "evening",
        /// Night.
        Night = "night",
        /// Midnight.
        Midnight = "midnight",
    }
}

/// A length of time: "two months", "several years".
///
/// ```
/// use ascribe::{Granularity, TimeLength};
///
/// let length = TimeLength::new(2, Granularity::Month);
/// assert_eq!(serde_json::to_string(&length)?, r#"{"count":2,"unit":"month"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct TimeLength {
    /// The number of units. `None` if it is not stated ("several years"). Fractions are converted to smaller units: two and a
    /// half years are 30 months.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// The unit.
    pub unit: Granularity,
}

impl TimeLength {
    /// `count` units.
    #[must_use]
    pub fn new(count: u32, unit: Granularity) -> Self {
        TimeLength { count: Some(count), unit }
    }

    /// An unstated number of units.
    #[must_use]
    pub fn some(unit: Granularity) -> Self {
        TimeLength { count: None, unit }
    }
}

/// A recurrence: "every Monday" is every week, on Monday.
///
/// ```
/// use ascribe::{Granularity, Recurrence, TimeLength};
///
/// let mut mondays = Recurrence::new(TimeLength::new(1, Granularity::Week));
/// mondays.weekday = Some(chrono::Weekday::Mon);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Recurrence {
    /// The interval.
    pub every: TimeLength,
    /// The day of the week.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weekday: Option<Weekday>,
    /// The month of the year, 1 to 12.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub month: Option<u32>,
}

impl Recurrence {
    /// A recurrence with this interval.
    #[must_use]
    pub fn new(every: TimeLength) -> Self {
        Recurrence { every, weekday: None, month: None }
    }
}

/// A range of civil days, both ends included.
///
/// ```
/// use ascribe::DayRange;
///
/// let day = |day| chrono::NaiveDate::from_ymd_opt(2022, 1, day).ok_or("no such day");
/// assert_eq!(DayRange::new(day(12)?, day(10)?), DayRange::new(day(10)?, day(12)?)); // the earlier day is the start
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DayRange {
    /// The first day.
    pub start: NaiveDate,
    /// The last day.
    pub end: NaiveDate,
}

impl DayRange {
    /// The days from one to the other, in either order.
    #[must_use]
    pub fn new(one: NaiveDate, other: NaiveDate) -> Self {
        DayRange { start: one.min(other), end: one.max(other) }
    }
}

/// What an expression of time means.
///
/// `start` and `end` are its first and last civil day: a year is from 1 January to 31 December. Both are `None` if the
/// expression has no place on the calendar, or if what it is resolved against is not known. Days are of the proleptic
/// Gregorian calendar, and year 0 is 1 BC.
///
/// ```
/// use ascribe::{Granularity, TimeReading};
///
/// let first = chrono::NaiveDate::from_ymd_opt(2014, 1, 1).ok_or("no such day")?;
/// let last = chrono::NaiveDate::from_ymd_opt(2014, 12, 31).ok_or("no such day")?;
/// let year = TimeReading::interval(first, last, Granularity::Year);
/// assert!(year.certain);
/// assert_eq!(TimeReading::day(first).granularity, Some(Granularity::Day));
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct TimeReading {
    /// Its kind. Default in JSON: [`TimeKind::Date`].
    #[serde(default = "date")]
    pub kind: TimeKind,
    /// The first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<NaiveDate>,
    /// The last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<NaiveDate>,
    /// Its precision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub granularity: Option<Granularity>,
    /// The time of day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<NaiveTime>,
    /// The zone as it is written: "EST", "local time".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<Box<str>>,
    /// The offset from UTC, as in "-05:00". `None` without a zone, and for abbreviations with several meanings ("CST", "IST",
    /// "BST").
    #[serde(default, with = "offset", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub offset: Option<FixedOffset>,
    /// The part of the day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_of_day: Option<PartOfDay>,
    /// The length, if the expression has one: two months in "over the past two months".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length: Option<TimeLength>,
    /// The recurrence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recurrence: Option<Recurrence>,
    /// The whole range, if another expression is its other end: that of "from 2014 to 2016", for "from 2014".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<DayRange>,
    /// What it was resolved against, or would have to be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anchor: Option<TimeAnchor>,
    /// Whether the words allow one meaning only. Dates without a year, and weekdays without a tense, are not certain.
    #[serde(default)]
    pub certain: bool,
    /// Whether it is a date that does not exist: "Feb. 30".
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub impossible: bool,
}

/// One line, for people and for tests:
///
/// - days as in ISO 8601: `2021-12-07`, `2021-10-30/2021-12-30`; or `vague`, `open` (not resolved), `impossible`,
/// - the time of day with its offset or its ambiguous zone: `2021-12-28T20:00-05:00`, `T15:00 CST?`,
/// - the part of the day,
/// - the length as in ISO 8601, with `X` for an unstated number: `P2M`, `PXY`,
/// - the recurrence: `every P1W Mon`,
/// - a `?` for a date that is not certain.
///
/// ```
/// use ascribe::{Granularity, TimeKind, TimeLength, TimeReading};
///
/// let mut reading = TimeReading::new(TimeKind::Duration);
/// reading.length = Some(TimeLength::new(3, Granularity::Hour));
/// assert_eq!(reading.to_string(), "PT3H");
/// ```
impl fmt::Display for TimeReading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut gap = "";
        match (self.start, self.end) {
            (Some(start), Some(end)) if start == end => write!(f, "{start}")?,
            (Some(start), Some(end)) => write!(f, "{start}/{end}")?,
            _ if self.impossible => f.write_str("impossible")?,
            _ if self.kind == TimeKind::Vague => f.write_str("vague")?,
            _ if self.kind == TimeKind::Date => f.write_str("open")?,
            _ => {}
        }
        if let Some(clock) = self.clock {
            write!(f, "T{}", clock.format("%H:%M"))?;
        }
        match (self.offset, &self.zone) {
            (Some(offset), _) => write!(f, "{offset}")?,
            (None, Some(zone)) => write!(f, " {zone}?")?,
            (None, None) => {}
        }
        let placed = self.start.is_some()
            || self.clock.is_some()
            || matches!(self.kind, TimeKind::Vague | TimeKind::Date);
        if placed {
            gap = " ";
        }
        if let Some(part) = &self.part_of_day {
            write!(f, "{gap}{part}")?;
            gap = " ";
        }
        if let Some(length) = &self.length {
            write!(f, "{gap}{length}")?;
            gap = " ";
        }
        if let Some(again) = &self.recurrence {
            write!(f, "{gap}every {}", again.every)?;
            if let Some(weekday) = again.weekday {
                write!(f, " {weekday}")?;
            }
            if let Some(month) = again.month {
                write!(f, " month {month}")?;
            }
        }
        f.write_str(if self.start.is_some() && !self.certain { "?" } else { "" })
    }
}

/// As in ISO 8601, with `X` for an unstated number. Units that ISO 8601 lacks are converted: a decade is ten years, a quarter
/// three months.
impl fmt::Display for TimeLength {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (before, factor, letter) = match &self.unit {
            Granularity::Second => ("PT", 1, "S"),
            Granularity::Minute => ("PT", 1, "M"),
            Granularity::Hour => ("PT", 1, "H"),
            Granularity::Day => ("P", 1, "D"),
            Granularity::Week | Granularity::Weekend => ("P", 1, "W"),
            Granularity::Month => ("P", 1, "M"),
            Granularity::Quarter | Granularity::Season => ("P", 3, "M"),
            Granularity::Half => ("P", 6, "M"),
            Granularity::Year | Granularity::FiscalYear => ("P", 1, "Y"),
            Granularity::Decade => ("P", 10, "Y"),
            Granularity::Century => ("P", 100, "Y"),
            Granularity::Other(unit) => ("P", 1, &**unit),
        };
        match self.count {
            Some(count) => write!(f, "{before}{}{letter}", u64::from(count) * factor),
            None => write!(f, "{before}X{letter}"),
        }
    }
}

/// The default kind.
fn date() -> TimeKind {
    TimeKind::Date
}

impl TimeReading {
    /// A reading of a kind, without anything else.
    #[must_use]
    pub fn new(kind: TimeKind) -> Self {
        TimeReading {
            kind,
            start: None,
            end: None,
            granularity: None,
            clock: None,
            zone: None,
            offset: None,
            part_of_day: None,
            length: None,
            recurrence: None,
            range: None,
            anchor: None,
            certain: false,
            impossible: false,
        }
    }

    /// One civil day. It is certain.
    #[must_use]
    pub fn day(day: NaiveDate) -> Self {
        TimeReading::interval(day, day, Granularity::Day)
    }

    /// The days from one to the other, in either order. They are certain.
    #[must_use]
    pub fn interval(one: NaiveDate, other: NaiveDate, granularity: Granularity) -> Self {
        let DayRange { start, end } = DayRange::new(one, other);
        TimeReading {
            start: Some(start),
            end: Some(end),
            granularity: Some(granularity),
            certain: true,
            ..TimeReading::new(TimeKind::Date)
        }
    }
}

/// A phrase that says when, how long or how often, with its meaning.
///
/// ```
/// use ascribe::{Span, TimeExpression, TimeReading};
///
/// // "They met on 7 December 2021."
/// let day = chrono::NaiveDate::from_ymd_opt(2021, 12, 7).ok_or("no such day")?;
/// let time = TimeExpression::new(Span::new(12, 27)?, TimeReading::day(day));
/// assert!(!time.needs_reference());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct TimeExpression {
    /// The phrase.
    pub span: Span,
    /// Its meaning.
    #[serde(flatten)]
    pub reading: TimeReading,
}

impl TimeExpression {
    /// An expression at `span`.
    #[must_use]
    pub fn new(span: Span, reading: TimeReading) -> Self {
        TimeExpression { span, reading }
    }

    /// Whether it is not resolved because the date of publication is not known.
    #[must_use]
    pub fn needs_reference(&self) -> bool {
        self.reading.start.is_none() && self.reading.anchor == Some(TimeAnchor::Published)
    }
}

/// An offset from UTC as "-05:00", for serde.
mod offset {
    use chrono::FixedOffset;
    use serde::{Deserialize, Deserializer, Serializer};

    // `with` passes a reference to the field, whatever its type.
    #[allow(clippy::ref_option, clippy::trivially_copy_pass_by_ref)]
    pub(super) fn serialize<S: Serializer>(offset: &Option<FixedOffset>, to: S) -> Result<S::Ok, S::Error> {
        match offset {
            Some(offset) => to.collect_str(offset),
            None => to.serialize_none(),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<FixedOffset>, D::Error> {
        let written = Option::<String>::deserialize(from)?;
        written.map(|written| written.parse().map_err(serde::de::Error::custom)).transpose()
    }
}
