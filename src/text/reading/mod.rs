//! A text as it is read: what a reader sees of it, with a way back to the bytes that were given.
//!
//! Texts come with entities and tags, lines that a program wrapped, runs of blanks, marks of other styles, words in capitals. The stages of the
//! analyzer read them as a reader does, in the form that most news has. Each kind of change is a layer over the text before it, and
//! every span of a report is taken back through the layers, so that offsets count in what was given.

mod blanks;
mod case;
mod characters;
mod layer;
mod lines;
mod marks;

use std::borrow::Cow;

use super::syntax::LanguageModel;
use crate::lexicon::Lexicon;
use crate::{Diagnostic, DiagnosticCode, Span};
use layer::{Change, Layer};

/// A text as it is read.
pub(crate) struct Reading<'t> {
    given: &'t str,
    text: Cow<'t, str>,
    /// From the text that was given to the one that is read.
    layers: Vec<Layer>,
    notes: Vec<Diagnostic>,
}

impl<'t> Reading<'t> {
    /// Reads a text. Never fails. Time is linear in the length of the text.
    pub(crate) fn of(given: &'t str, model: &LanguageModel, lexicon: &Lexicon) -> Reading<'t> {
        let mut reading =
            Reading { given, text: Cow::Borrowed(given), layers: Vec::new(), notes: Vec::new() };
        let (changes, markup) = characters::changes(&reading.text);
        if let Some(first) = markup {
            let message = "markup was read as what it stands for";
            reading.note(DiagnosticCode::MarkupRead, message, first);
        }
        reading.apply(&changes);
        let (changes, joined) = lines::changes(&reading.text);
        if let Some(first) = joined {
            reading.note(DiagnosticCode::LinesJoined, "wrapped lines were read as one paragraph", first);
        }
        reading.apply(&changes);
        // Behind the lines, whose width tells which of them were wrapped.
        let changes = blanks::changes(&reading.text);
        reading.apply(&changes);
        let changes = marks::changes(&reading.text);
        reading.apply(&changes);
        if let Some(recased) = case::recased(&reading.text, model, lexicon) {
            let message = "words in odd case were read as usual";
            reading.note(DiagnosticCode::CaseRestored, message, recased.first);
            // Each character takes as many bytes as before, so offsets stay.
            reading.text = Cow::Owned(recased.text);
        }
        reading
    }

    /// The text as it is read.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// What was read otherwise than it is written.
    pub(crate) fn notes(&self) -> impl Iterator<Item = Diagnostic> {
        self.notes.iter().cloned()
    }

    /// Whether spans are those of the text that was given.
    pub(crate) fn is_as_given(&self) -> bool {
        self.layers.is_empty()
    }

    /// Where a span of this text stands in the one that was given. Logarithmic in the number of changes.
    pub(crate) fn origin(&self, span: Span) -> Span {
        self.layers.iter().rev().fold(span, |span, layer| layer.back(span))
    }

    /// Where a span of the given text stands in this one. Empty for a span that does not fit.
    pub(crate) fn place(&self, span: Span) -> Span {
        if self.layers.is_empty() {
            return span;
        }
        match span.slice(self.given) {
            Some(_) => self.layers.iter().fold(span, |span, layer| layer.forth(span)),
            None => Span::default(),
        }
    }

    fn apply(&mut self, changes: &[Change]) {
        if let Some((text, layer)) = layer::apply(&self.text, changes) {
            self.text = Cow::Owned(text);
            self.layers.push(layer);
        }
    }

    /// Notes a change, where the first of its kind stands in the text so far.
    fn note(&mut self, code: DiagnosticCode, message: &str, first: Span) {
        let place = self.origin(first);
        self.notes.push(Diagnostic::new(code, message).at(place));
    }
}

#[cfg(test)]
#[cfg(feature = "embedded-model")]
mod tests;
