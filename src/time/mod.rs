//! Expressions of time: where they stand in a text, and what they mean.

mod calendar;
mod grammar;
mod holiday;
mod lexicon;
mod resolve;
mod tense;
mod token;

use chrono::NaiveDate;

use crate::TimeExpression;

/// Against what times are resolved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reference {
    /// The day of publication. Without it, absolute times resolve and relative ones stay open.
    pub published: Option<NaiveDate>,
    /// How dates in digits are written: whether 12/7/2021 is in December or in July. Without it, a date that has both
    /// readings stays open.
    pub date_order: Option<DateOrder>,
    /// The month, 1 to 12, in which fiscal years start. Without it they are taken to start in October, as those of the
    /// United States' government do, and their readings are not certain.
    pub fiscal_year_start: Option<u32>,
}

/// How dates in digits are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateOrder {
    /// 12/7/2021 is 7 December.
    MonthFirst,
    /// 12/7/2021 is 12 July.
    DayFirst,
}

impl Reference {
    /// A day of publication, or none.
    #[must_use]
    pub fn new(published: Option<NaiveDate>) -> Self {
        Reference { published, ..Reference::default() }
    }

    /// The same with the order of dates in digits.
    #[must_use]
    pub fn with_date_order(mut self, order: DateOrder) -> Self {
        self.date_order = Some(order);
        self
    }

    /// The same with the month, 1 to 12, in which fiscal years start.
    #[must_use]
    pub fn with_fiscal_year_start(mut self, month: u32) -> Self {
        self.fiscal_year_start = Some(month);
        self
    }
}

/// The expressions of time in a text.
#[must_use]
pub fn expressions(text: &str, reference: &Reference) -> Vec<TimeExpression> {
    let tokens = token::Tokens::of(text);
    let found = grammar::all(&tokens, reference.date_order);
    resolve::all(&tokens, &found, reference)
}
