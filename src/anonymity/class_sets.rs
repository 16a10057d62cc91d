//! Sets of word classes.

use crate::lexicon::Classes;
use crate::lexicon::WordClass::{
    Branch, Document, IdentityNoun, Institution, Observer, Office, Organization, OutletNoun, Partisan,
    Person, Public, Role, Spokesperson, Thing, Witness,
};

/// Nouns for roles.
pub(super) const ROLES: Classes = Classes::of(&[Role, Office, Spokesperson]);
/// Nouns for people.
pub(super) const PEOPLE: Classes =
    ROLES.union(Classes::of(&[Observer, Witness, Public, Person, Partisan, IdentityNoun]));
/// Nouns for organizations, which are affiliations before another noun.
pub(super) const BODIES: Classes = Classes::of(&[Institution, Organization, Branch, OutletNoun]);
/// Nouns of every kind.
pub(super) const NOUNS: Classes =
    PEOPLE.union(Classes::of(&[Document, Institution, Organization, OutletNoun, Thing]));
