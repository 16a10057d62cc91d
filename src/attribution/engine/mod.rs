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

use super::found::Found;
use super::given::Given;
use crate::text::Document;
use crate::{Confidence, Span};

/// An engine of attribution: a document in; cue, source, contents and confidence of each attribution out.
pub(crate) trait Engine {
    /// The attributions inside `body` with a confidence of at least `least`, in text order of their cues.
    fn find(&self, document: &Document<'_>, body: Span, least: f32) -> Vec<Found>;

    /// Whether it learned from a corpus. All passes then apply to what it finds: corpora mark no attribution inside another.
    fn is_trained(&self) -> bool;
}

impl Engine for AttributionModel {
    fn find(&self, document: &Document<'_>, body: Span, least: f32) -> Vec<Found> {
        let mut found = decode::find(self, document, least);
        found.retain(|one| one.spans().all(|span| body.contains(span)));
        found
    }

    fn is_trained(&self) -> bool {
        true
    }
}

impl AttributionModel {
    /// The attributions of a document with a confidence of at least `least`, in text order of their cues. None lies inside
    /// another's content, and contents do not overlap.
    ///
    /// The confidence is the probability that an attribution is right: that it has half of the content's words and a word of
    /// the source. Linear in the number of tokens.
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
        decode::find(self, document, least.get()).into_iter().map(Given::from).collect()
    }
}
