//! Sets of word classes.

use crate::lexicon::Classes;
pub(super) use crate::lexicon::PEOPLE;
use crate::lexicon::WordClass::{
    Branch, Document, Institution, Office, Organization, OutletNoun, Role, Spokesperson, Thing,
};

/// Nouns for roles.
pub(super) const ROLES: Classes = Classes::of(&[Role, Office, Spokesperson]);
/// Nouns for organizations, which are affiliations before another noun.
pub(super) const BODIES: Classes = Classes::of(&[Institution, Organization, Branch, OutletNoun]);
/// Nouns of every kind.
pub(super) const NOUNS: Classes =
    PEOPLE.union(Classes::of(&[Document, Institution, Organization, OutletNoun, Thing]));
