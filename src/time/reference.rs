//! What times are resolved against.

use chrono::NaiveDate;

/// Against what times are resolved.
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
    /// The day of publication. Without it, absolute times resolve and relative ones stay open.
    pub published: Option<NaiveDate>,
    /// How dates in digits are written: whether 12/7/2021 is in December or in July. Without it, a date that has both
    /// readings stays open.
    pub date_order: Option<DateOrder>,
    /// The month, 1 to 12, in which fiscal years start. Without it they are taken to start in October, as those of the
    /// United States' government do, and their readings are not certain.
    pub fiscal_year_start: Option<u32>,
}

/// How dates in digits are written. "2021-12-07" and "31.12.2020" have one order everywhere.
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
