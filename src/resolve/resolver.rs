//! The state of resolution over one article.

use crate::text::Document;
use crate::{Diagnostic, Span};

use super::context::{Context, Discourse, Names};

/// What resolution reads, and what it adds to with each source.
pub(super) struct Resolver<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) names: Names,
    pub(super) discourse: Discourse,
    /// Actors that are certainly two, and the words that say so.
    pub(super) different: Vec<(usize, usize, Option<Span>)>,
    /// Actors that may be one.
    pub(super) maybe: Vec<(usize, usize)>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Resolver<'_> {
    pub(super) fn context(&self) -> Context<'_> {
        Context { document: self.document, names: &self.names, discourse: &self.discourse }
    }
}
