//! Times: provisional until the finder lands.

use chrono::{FixedOffset, NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::Span;

/// A reading of a time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TimeReading {
    /// First day.
    pub start: Option<NaiveDate>,
    /// Last day.
    pub end: Option<NaiveDate>,
    /// Time of day.
    pub clock: Option<NaiveTime>,
    /// Zone.
    #[serde(skip)]
    pub offset: Option<FixedOffset>,
}

impl TimeReading {
    /// One day.
    #[must_use]
    pub fn day(day: NaiveDate) -> Self {
        TimeReading { start: Some(day), end: Some(day), ..TimeReading::default() }
    }
}

/// An expression of time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TimeExpression {
    /// Where.
    pub span: Span,
    /// What it means.
    #[serde(flatten)]
    pub reading: TimeReading,
}

impl TimeExpression {
    /// Whether it needs the date of publication.
    #[must_use]
    pub fn needs_reference(&self) -> bool {
        self.reading.start.is_none() && self.reading.clock.is_none()
    }
}
