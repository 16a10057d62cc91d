//! The reference that times are resolved against.

use chrono::NaiveDate;

/// The reference that times are resolved against.
///
/// ```
/// use ascribe::time::{DateOrder, Reference, expressions};
///
/// let published = chrono::NaiveDate::from_ymd_opt(2021, 12, 30);
/// let british = Reference::new(published).with_date_order(DateOrder::DayFirst).with_fiscal_year_start(4);
/// let times = expressions("the memo of 12/7/2021 on fiscal 2022", &british);
/// assert_eq!(times[0].reading.to_string(), "2021-07-12");
/// assert_eq!(times[1].reading.to_string(), "2021-04-01/2022-03-31");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reference {
    /// The day of publication. Without it, relative times stay open.
    pub published: Option<NaiveDate>,
    /// The order of day and month in dates of digits. Without it, a date such as 12/7/2021 stays open.
    pub date_order: Option<DateOrder>,
    /// The first month of fiscal years, 1 to 12. Without it, it is October, as for the government of the United States, and
    /// readings are not certain.
    pub fiscal_year_start: Option<u32>,
}

/// The order of day and month in dates of digits. "2021-12-07" and "31.12.2020" have the same order everywhere.
///
/// ```
/// use ascribe::time::{DateOrder, Reference, expressions};
///
/// let reference = Reference::new(None).with_date_order(DateOrder::DayFirst);
/// let found = expressions("It opened on 12/7/2021.", &reference);
/// let start = found[0].reading.start.map(|day| day.to_string());
/// assert_eq!(start.as_deref(), Some("2021-07-12"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateOrder {
    /// 12/7/2021 is 7 December.
    MonthFirst,
    /// 12/7/2021 is 12 July.
    DayFirst,
}

impl Reference {
    /// A reference with a day of publication, or without one.
    #[must_use]
    pub fn new(published: Option<NaiveDate>) -> Self {
        Reference { published, ..Reference::default() }
    }

    /// Sets the order of dates in digits.
    #[must_use]
    pub fn with_date_order(mut self, order: DateOrder) -> Self {
        self.date_order = Some(order);
        self
    }

    /// Sets the first month of fiscal years, 1 to 12.
    #[must_use]
    pub fn with_fiscal_year_start(mut self, month: u32) -> Self {
        self.fiscal_year_start = Some(month);
        self
    }
}
