//! Attributions by layout: the signature after a quotation, and the speakers of a transcript.

use std::collections::HashMap;
use std::ops::Range;

use super::content;
use super::found::Found;
use crate::Span;
use crate::text::{Document, Paragraph, Quoted, Upos};

/// Maximum number of tokens of a signature, and twice that of a speaker's name.
const LONGEST_NAME: usize = 12;

/// Confidence of these attributions.
const CONFIDENCE: f32 = 0.9;

/// Maximum number of further paragraphs of a speaker's turn.
const LONGEST_TURN: usize = 6;

/// The attributions of signatures and transcripts, in text order. Linear in the length of the text.
pub(crate) fn find(document: &Document<'_>, body: Span) -> Vec<Found> {
    let layout = Layout { document };
    let paragraphs: Vec<&Paragraph> =
        document.paragraphs().iter().filter(|paragraph| body.contains(paragraph.span)).collect();
    let mut found = layout.signatures(&paragraphs);
    found.extend(layout.turns(&paragraphs));
    found.sort_by_key(|one| one.content.first().map(|span| span.start()));
    found
}

struct Layout<'a> {
    document: &'a Document<'a>,
}

impl Layout<'_> {
    /// "“...” — Name", in one line or two.
    fn signatures(&self, paragraphs: &[&Paragraph]) -> Vec<Found> {
        let mut found = Vec::new();
        for (at, paragraph) in paragraphs.iter().enumerate() {
            let Some(quoted) = self.leading(paragraph.span) else { continue };
            let tokens = self.document.tokens();
            let next = tokens.partition_point(|token| token.span.start() < quoted.outer.end());
            let signature = if next < paragraph.tokens.end {
                self.signature(next..paragraph.tokens.end)
            } else {
                paragraphs.get(at + 1).and_then(|next| self.signature(next.tokens.clone()))
            };
            let Some((dash, name)) = signature else { continue };
            let Some(source) = self.document.phrase_span(&name) else { continue };
            found.push(Found {
                source: vec![source],
                cue: self.document.token(dash).map(|token| token.span).into_iter().collect(),
                content: vec![quoted.inner],
                relay: Vec::new(),
                confidence: CONFIDENCE,
            });
        }
        found
    }

    /// The quotation that opens a paragraph, if it is closed and longer than 10 bytes.
    fn leading(&self, paragraph: Span) -> Option<Quoted> {
        let at =
            self.document.quotations().partition_point(|quoted| quoted.outer.start() < paragraph.start());
        let quoted = self.document.quotations().get(at)?;
        (quoted.closed && quoted.outer.start() == paragraph.start() && quoted.inner.len() > 10)
            .then_some(*quoted)
    }

    /// A dash, and what can be a name after it.
    fn signature(&self, range: Range<usize>) -> Option<(usize, Range<usize>)> {
        let first = range.start;
        let dash = matches!(self.document.lower(first), "-" | "--" | "---");
        let name = first + 1..range.end;
        let starts = self.document.word(name.start).starts_with(char::is_uppercase);
        let nameless = |token: usize| matches!(self.document.upos(token), Some(Upos::Verb | Upos::Aux));
        (dash && starts && name.len() <= LONGEST_NAME && !name.clone().any(nameless)).then_some((first, name))
    }

    /// "NAME: ..." at the start of paragraphs, where three do so and one of them twice, or two full names in capitals.
    fn turns(&self, paragraphs: &[&Paragraph]) -> Vec<Found> {
        let speakers: Vec<Option<Range<usize>>> =
            paragraphs.iter().map(|paragraph| self.speaker(paragraph)).collect();
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for speaker in speakers.iter().flatten() {
            *counts.entry(self.document.lower(speaker.end - 1)).or_default() += 1;
        }
        let turns: usize = counts.values().sum();
        let shouted = |name: &Range<usize>| {
            let capitals = |at: usize| !self.document.word(at).contains(char::is_lowercase);
            name.len() > 1 && name.clone().all(capitals)
        };
        let several = turns >= 3 && counts.values().any(|count| *count > 1);
        if !several && speakers.iter().flatten().filter(|name| shouted(name)).count() < 2 {
            return Vec::new();
        }
        let mut found: Vec<Found> = Vec::new();
        for (at, (paragraph, speaker)) in paragraphs.iter().zip(&speakers).enumerate() {
            let Some(name) = speaker else { continue };
            let Some(source) = self.document.phrase_span(name) else { continue };
            let mut content: Vec<Span> = Vec::new();
            content.extend(content::tidy(self.document, &(name.end + 1..paragraph.tokens.end)));
            // The turn continues until another speaks, if that is soon.
            let next = speakers.iter().skip(at + 1).take(LONGEST_TURN).position(Option::is_some).unwrap_or(0);
            for paragraph in paragraphs.iter().skip(at + 1).take(next) {
                content.extend(content::tidy(self.document, &paragraph.tokens));
            }
            if content.is_empty() {
                continue;
            }
            let cue = self.document.token(name.end).map(|token| token.span);
            found.push(Found {
                source: vec![source],
                cue: cue.into_iter().collect(),
                content,
                relay: Vec::new(),
                confidence: CONFIDENCE,
            });
        }
        found
    }

    /// A name that a colon follows, at the start of a paragraph.
    fn speaker(&self, paragraph: &Paragraph) -> Option<Range<usize>> {
        let start = paragraph.tokens.start;
        let end = paragraph.tokens.end.min(start + LONGEST_NAME / 2);
        let colon = (start + 1..end).find(|at| self.document.lower(*at) == ":")?;
        let name = |at: usize| {
            let word = self.document.word(at);
            word.starts_with(char::is_uppercase) || matches!(word, "." | "-" | "'" | "’")
        };
        let said = paragraph.tokens.end - colon > 2;
        (said && (start..colon).all(name)).then_some(start..colon)
    }
}

#[cfg(test)]
#[cfg(feature = "embedded-model")]
mod tests {
    use super::*;
    use crate::text::syntax::LanguageModel;

    /// "source: content", one a line.
    fn show(text: &str) -> String {
        let document = Document::parse(text, LanguageModel::embedded());
        let slice = |span: &Span| span.slice(text).unwrap();
        let line = |one: &Found| {
            let content: Vec<&str> = one.content.iter().map(slice).collect();
            format!("{}: {}", slice(&one.source[0]), content.join(" | "))
        };
        let found = find(&document, Span::between(0, text.len()));
        found.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn signatures() {
        assert_eq!(
            show("“We want our street back.” ― Dana Whitlock"),
            "Dana Whitlock: We want our street back."
        );
        assert_eq!(
            show("“We want our street back.”\n— Dana Whitlock, baker\n\nMore."),
            "Dana Whitlock, baker: We want our street back."
        );
        assert_eq!(show("“We want our street back,” she said — and left."), "");
        assert_eq!(show("The street — Dana Whitlock"), "");
    }

    #[test]
    fn transcripts() {
        let text =
            "HARLOW: Is the bridge safe?\n\nDURAND: It is.\n\nWe looked at every bolt.\n\nHARLOW: Thank you.";
        assert_eq!(
            show(text),
            "HARLOW: Is the bridge safe?\nDURAND: It is | We looked at every bolt\nHARLOW: Thank you"
        );
        assert_eq!(show("Update: The bridge is open.\n\nIt was closed on Monday."), "");
        assert_eq!(
            show("ANNA LEE: Nobody asked us.\n\nTOM RAY: That is not so. You were asked twice."),
            "ANNA LEE: Nobody asked us\nTOM RAY: That is not so. You were asked twice"
        );
    }
}
