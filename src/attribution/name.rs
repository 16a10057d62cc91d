//! A name as an engine finds it.

use std::ops::Range;

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameKind {
    Person,
    Organization,
    Outlet,
    Place,
    /// An event, a work, a law, a product.
    Other,
}

impl NameKind {
    /// All, in the order of the labels of the training.
    pub(crate) const ALL: [NameKind; 5] =
        [NameKind::Person, NameKind::Organization, NameKind::Outlet, NameKind::Place, NameKind::Other];
}

/// An occurrence of a name, without titles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FoundName {
    /// Never empty.
    pub(crate) tokens: Range<usize>,
    pub(crate) kind: NameKind,
}
