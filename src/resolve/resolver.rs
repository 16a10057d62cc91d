//! The state of resolution over one article.

use std::collections::{BTreeMap, HashMap};

use crate::text::Document;
use crate::{Confidence, Diagnostic, Span, Terms};

use super::context::{Context, Discourse, Names};
use super::learned::Learned;
use super::meaning::Kinship;
use super::option::{Addressee, Spoke};

/// What resolution reads, and what it adds to with each source.
pub(super) struct Resolver<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) names: Names,
    pub(super) discourse: Discourse,
    /// Actors that are certainly two, and the words that say so.
    pub(super) different: Vec<(usize, usize, Option<Span>)>,
    /// Actors that may be one.
    pub(super) maybe: Vec<(usize, usize)>,
    /// Actors and the groups that they are of.
    pub(super) parts: BTreeMap<usize, usize>,
    /// Actors and the terms that sentences tell of them.
    pub(super) agreed: Vec<(usize, Terms)>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// How near words are in meaning.
    pub(super) kinship: Kinship<'a>,
    /// What decides who is meant.
    pub(super) learned: Learned<'a>,
    /// The actors that labels of turns mean, by their words in lower case.
    pub(super) labels: HashMap<String, usize>,
    /// Who has spoken so far.
    pub(super) spoke: Vec<Spoke>,
    /// The attribution whose source is looked for.
    pub(super) draft: Option<usize>,
    /// Whom its speaker speaks to.
    pub(super) addressee: Option<Addressee>,
    /// Somebody named whom the last phrase may mean as well.
    pub(super) rival: Option<usize>,
    /// How sure the last decision is.
    pub(super) sure: Option<Confidence>,
}

impl Resolver<'_> {
    pub(super) fn context(&self) -> Context<'_> {
        Context { document: self.document, names: &self.names, discourse: &self.discourse }
    }
}
