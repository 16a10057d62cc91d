//! Who may be meant, who is spoken to, and who has spoken.

use crate::mention::pronoun::Pronoun;

/// Who may be meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Choice {
    /// An actor that is known.
    Actor(usize),
    /// The noun at a token, which nobody has taken up yet.
    Noun(usize),
    /// Somebody of whom the article has not spoken yet.
    New,
    /// Nobody: the statement has no source.
    Nobody,
    /// None of those whom a phrase names: it only describes who speaks.
    Unnamed,
}

/// An option with the hashes of what speaks for and against it.
#[derive(Clone, Debug)]
pub(crate) struct Weighed {
    pub(crate) choice: Choice,
    pub(crate) features: Vec<u64>,
    /// Whether nothing that the text has told of somebody named shows the office that a phrase names: "The judge", after "Tom Cole was jailed."
    pub(crate) unshown: bool,
}

/// Who is spoken to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Addressee {
    /// Whom the words mean.
    pub(super) cluster: usize,
    /// The pronoun, where they are one.
    pub(super) pronoun: Option<Pronoun>,
}

/// Who spoke where, in the order in which sources are resolved.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spoke {
    pub(super) cluster: usize,
    pub(super) token: usize,
    pub(super) paragraph: usize,
    pub(super) nested: bool,
}
