//! The trained engine: two linear chains over words, parse and quotation marks.
//!
//! The first labels every token of a paragraph as source, cue, content or none of them. For each cue that it finds, the
//! second labels the paragraph's tokens again: this cue's source, this cue's content. What both hold likely tells how
//! likely the attribution is right.

pub(crate) mod crf;
pub(crate) mod decode;
pub(crate) mod facts;
pub(crate) mod features;
pub(crate) mod weights;

pub use weights::AttributionModel;

use crate::text::Document;
use crate::{Confidence, Given};

impl AttributionModel {
    /// The attributions of a document, in the order of their cues; none lies inside another's content, and no content
    /// is told twice. Those that are less sure than `least` are left out; a confidence is the probability that an
    /// attribution is right, as `ascribe` measures it: half of the content's words, and a word of the source.
    ///
    /// Linear in the number of tokens.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// use ascribe::text::{Document, syntax::LanguageModel};
    /// use ascribe::{AttributionModel, Confidence};
    ///
    /// let text = "The bridge will stay closed, the mayor said on Monday.";
    /// let document = Document::parse(text, LanguageModel::embedded());
    /// let found = AttributionModel::embedded().find(&document, Confidence::ZERO);
    /// assert_eq!(found[0].cue[0].slice(text), Some("said"));
    /// # }
    /// ```
    #[must_use]
    pub fn find(&self, document: &Document<'_>, least: Confidence) -> Vec<Given> {
        let found = decode::find(self, document, least.get());
        let given = |one: super::Found| Given {
            confidence: Confidence::new(one.confidence.clamp(0.0, 1.0)).unwrap_or(Confidence::ZERO),
            source: one.source,
            cue: one.cue,
            content: one.content,
        };
        found.into_iter().map(given).collect()
    }
}
