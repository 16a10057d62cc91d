//! Quotations around a span.

use crate::Span;
use crate::text::{Document, Quoted};

/// The first quotation that ends at the start of a span or after it.
pub(super) fn quotation_near<'d>(document: &'d Document<'_>, span: Span) -> Option<&'d Quoted> {
    let at = document.quotations().partition_point(|quoted| quoted.outer.end() < span.start());
    document.quotations().get(at)
}

/// Whether a span overlaps or touches a quotation.
pub(super) fn is_quoted(document: &Document<'_>, span: Span) -> bool {
    quotation_near(document, span).is_some_and(|quoted| quoted.outer.start() <= span.end())
}
