//! Attributions that the caller brings.

use serde::{Deserialize, Serialize};

use super::found::Found;
use super::spans::joined;
use crate::text::{Document, Upos};
use crate::{Confidence, Diagnostic, DiagnosticCode, Span};

/// An attribution that another program or a person found: the spans of its source, cue and content.
///
/// ```
/// use ascribe::{Given, Span};
///
/// // "Nothing," she said, "has changed."
/// let given = Given::new(Span::new(1, 9)?).with_content(Span::new(21, 33)?).with_source(Span::new(11, 14)?);
/// assert_eq!(given.content.len(), 2);
/// assert!(given.cue.is_empty());
/// let read: Given = serde_json::from_str(r#"{"source": [{"start": 11, "end": 14}], "content": [{"start": 1, "end": 9}]}"#)?;
/// assert_eq!(read.source, given.source);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Given {
    /// The words that name the source; empty where the text leaves it out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub source: Vec<Span>,
    /// The words that ascribe; empty where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cue: Vec<Span>,
    /// What is ascribed.
    pub content: Vec<Span>,
    /// Confidence of its finder; 1 by default.
    #[serde(default, skip_serializing_if = "Confidence::is_certain")]
    pub confidence: Confidence,
}

impl Given {
    /// An attribution of `content`, without a source or a cue.
    #[must_use]
    pub fn new(content: Span) -> Self {
        Given { source: Vec::new(), cue: Vec::new(), content: vec![content], confidence: Confidence::CERTAIN }
    }

    /// Adds a span of the source.
    #[must_use]
    pub fn with_source(mut self, span: Span) -> Self {
        self.source.push(span);
        self
    }

    /// Adds a span of the cue.
    #[must_use]
    pub fn with_cue(mut self, span: Span) -> Self {
        self.cue.push(span);
        self
    }

    /// Adds a span of the content.
    #[must_use]
    pub fn with_content(mut self, span: Span) -> Self {
        self.content.push(span);
        self
    }
}

impl From<Found> for Given {
    fn from(found: Found) -> Self {
        let Found { source, cue, content, confidence, .. } = found;
        let confidence = Confidence::new(confidence.clamp(0.0, 1.0)).unwrap_or(Confidence::ZERO);
        Given { source, cue, content, confidence }
    }
}

/// The given attributions that fit the text, and a note of each span that does not fit and of each swap of source and cue.
pub(crate) fn read(document: &Document<'_>, given: &[Given]) -> (Vec<Found>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let mut unfit = Vec::new();
    let fits = |span: &Span| !span.is_empty() && span.slice(document.text()).is_some();
    for (index, one) in given.iter().enumerate() {
        let mut fitting = |spans: &[Span]| {
            if spans.iter().any(|span| !fits(span)) {
                let message =
                    format!("a span of given attribution {index} is empty or does not fit the text");
                unfit.push(Diagnostic::new(DiagnosticCode::UnfitSpan, message));
            }
            joined(spans.iter().copied().filter(fits))
        };
        let (source, cue, content) = (fitting(&one.source), fitting(&one.cue), fitting(&one.content));
        if !content.is_empty() {
            found.push(Found {
                source,
                cue,
                content,
                relay: Vec::new(),
                verbatim: false,
                confidence: one.confidence.get(),
            });
        }
    }
    let mut notes: Vec<Diagnostic> =
        found.iter_mut().filter_map(|one| swap_source_and_cue(document, one)).collect();
    notes.append(&mut unfit);
    (found, notes)
}

/// Swaps source and cue where the source ascribes ("said", "according to") and the cue names somebody. Of 24,821
/// attributions in PolNeAR train and dev 19 are marked so, all by mistake.
fn swap_source_and_cue(document: &Document<'_>, found: &mut Found) -> Option<Diagnostic> {
    let ([source], [cue, ..]) = (found.source.as_slice(), found.cue.as_slice()) else { return None };
    let (source, mut cue) = (document.tokens_in(*source), document.tokens_in(*cue));
    let upos = |at: usize| document.upos(at);
    let ascribes = match source.len() {
        1 => {
            upos(source.start) == Some(Upos::Verb)
                && document.lexicon().cue(Upos::Verb, document.lemma(source.start)).is_some()
        }
        _ => source.map(|at| document.lower(at)).eq(["according", "to"]),
    };
    // "said Lee" is a cue with a name in it.
    let verb_first = upos(cue.start) == Some(Upos::Verb);
    let names = cue.any(|at| matches!(upos(at), Some(Upos::Noun | Upos::Propn | Upos::Pron)));
    if !ascribes || verb_first || !names {
        return None;
    }
    std::mem::swap(&mut found.source, &mut found.cue);
    let note = Diagnostic::new(
        DiagnosticCode::SwappedSpans,
        "the cue of this attribution was marked as its source and the source as its cue",
    );
    Some(match found.source.first() {
        Some(span) => note.at(*span),
        None => note,
    })
}
