//! W3C Web Annotations, for annotation tools and their servers.
//!
//! A report becomes a page of annotations, in three kinds:
//!
//! | annotates | type of the body | motivation | the body holds |
//! | --- | --- | --- | --- |
//! | the content of a claim | `ascribe:Claim` | `describing` | quotation, force, confidence, claim around it, chain of sources |
//! | other words of a claim: source, cue, relay, verbatim parts, words that show the force | `ascribe:Phrase` | `classifying` | the claim, and the part of it |
//! | the mentions of a source | `ascribe:Source` | `identifying` | level and identity |
//!
//! Every annotation has a `TextualBody` besides, which any tool can show. The context of the page defines the terms of the
//! other bodies.
//!
//! An annotation has one target a span. Each target has two selectors for the same words: a `TextQuoteSelector` with the
//! words before and after, and a `TextPositionSelector`. Its unit is the Unicode code point of the text as it was given,
//! counted from 0, with an exclusive end: a byte order mark counts as one, and a DOS line ending as two. The format is
//! described at <https://www.w3.org/TR/annotation-model/>.
//!
//! [`to_value`] and [`from_value`] convert, serde writes and reads, and
//! [`Report::differences`](crate::Report::differences) lists what a person changed in between. A page does not hold events,
//! times, axes, relations between sources, and mentions that are no citations.

mod model;
mod read;
mod write;

pub use model::{
    Annotation, AnnotationPage, Body, ClaimBody, External, Foreign, LinkBody, PageStream, PhraseBody,
    Selector, SourceBody, SpecificResource, Target,
};
pub use read::from_value;
pub use write::{to_stream, to_value};
