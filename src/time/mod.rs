//! Provisional.

use chrono::NaiveDate;

use crate::TimeExpression;

/// Against what times are resolved.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reference {
    /// The day of publication.
    pub published: Option<NaiveDate>,
}

impl Reference {
    /// A reference.
    #[must_use]
    pub fn new(published: Option<NaiveDate>) -> Self {
        Reference { published }
    }
}

/// The expressions of time.
#[must_use]
pub fn expressions(_text: &str, _reference: &Reference) -> Vec<TimeExpression> {
    Vec::new()
}
