//! An article with its claims and sources marked in place.

use std::fmt::Write as _;

use ascribe::{ClaimId, Report, SourceId, Span};

use super::ink::{Ink, Style, WIDTH, Words};

/// What starts or ends at a place in the text, in the order in which it is written there.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    CueEnd,
    SourceEnd(SourceId),
    ContentEnd(ClaimId),
    ContentStart(ClaimId),
    SourceStart(SourceId),
    CueStart,
}

/// The article as it is, with `[c4` and `]` around the content of claim 4, `s2` after words for source 2, and cues underlined; then
/// a list of the sources.
pub(crate) fn article(report: &Report, text: &str, ink: Ink) -> String {
    let marks = marks(report, text);
    let mut out = String::new();
    let mut open = Open { report, contents: Vec::new(), sources: 0, cues: 0 };
    let mut words = Words::default();
    let mut glued = false;
    let mut at = 0;
    for (place, mark) in
        marks.into_iter().map(Some).chain([None]).map(|mark| mark.unwrap_or((text.len(), Mark::CueEnd)))
    {
        let piece = text.get(at..place).unwrap_or_default();
        for (number, line) in piece.split('\n').enumerate() {
            if number > 0 {
                ink.set(&mut out, "", "", &words);
                words = Words::default();
                glued = false;
            }
            glued = add(&mut words, open.style(), line, glued);
        }
        at = at.max(place);
        if place < text.len() || mark != Mark::CueEnd {
            glued = open.apply(mark, &mut words, glued);
        }
    }
    ink.set(&mut out, "", "", &words);
    out.truncate(out.trim_end().len());
    out.push('\n');
    sources(report, ink, &mut out);
    out
}

/// Where marks stand, from the start of the text to its end.
fn marks(report: &Report, text: &str) -> Vec<(usize, Mark)> {
    let mut marks = Vec::new();
    let mut mark = |spans: &[Span], start: Mark, end: Mark| {
        for span in spans.iter().filter(|span| !span.is_empty() && span.slice(text).is_some()) {
            marks.push((span.start(), start));
            marks.push((span.end(), end));
        }
    };
    for (id, claim) in report.iter_claims() {
        mark(&claim.content, Mark::ContentStart(id), Mark::ContentEnd(id));
        let Some(link) = claim.speaker() else { continue };
        mark(&link.cue, Mark::CueStart, Mark::CueEnd);
        if let Some(source) = link.source {
            mark(&link.source_spans, Mark::SourceStart(source), Mark::SourceEnd(source));
        }
    }
    // One phrase may be the source of several claims; it is marked once. At one place what ends comes before what starts, the
    // outer content starts before the inner one, and ends after it.
    marks.sort_by_key(|(place, mark)| {
        let outer = |id: &ClaimId| {
            let spans = report.claim(*id).map(|claim| claim.content.as_slice()).unwrap_or_default();
            spans.iter().map(|span| span.end() - span.start()).sum::<usize>()
        };
        let order = match mark {
            Mark::CueEnd => (0, 0),
            Mark::SourceEnd(_) => (1, 0),
            Mark::ContentEnd(id) => (2, outer(id)),
            Mark::ContentStart(id) => (3, usize::MAX - outer(id)),
            Mark::SourceStart(_) => (4, 0),
            Mark::CueStart => (5, 0),
        };
        (*place, order, *mark)
    });
    marks.dedup();
    marks
}

/// What is open at a place.
struct Open<'a> {
    report: &'a Report,
    contents: Vec<ClaimId>,
    sources: usize,
    cues: usize,
}

impl Open<'_> {
    fn style(&self) -> Style {
        if self.sources > 0 {
            return Style::Bold;
        }
        if self.cues > 0 {
            return Style::Underlined;
        }
        self.contents.last().map_or(Style::Plain, |id| Style::Level(self.report.level(*id)))
    }

    /// Opens or closes a mark, and writes it; tells whether what follows joins it.
    fn apply(&mut self, mark: Mark, words: &mut Words, glued: bool) -> bool {
        match mark {
            Mark::ContentStart(id) => {
                self.contents.push(id);
                add(words, Style::Dim, &format!("[c{}", id.index()), glued);
                false
            }
            Mark::ContentEnd(id) => {
                self.contents.retain(|open| *open != id);
                words.join(Style::Dim, "]");
                true
            }
            Mark::SourceStart(_) => {
                self.sources += 1;
                glued
            }
            Mark::SourceEnd(id) => {
                self.sources = self.sources.saturating_sub(1);
                words.join(Style::Dim, &format!("[s{}]", id.index()));
                true
            }
            Mark::CueStart => {
                self.cues += 1;
                glued
            }
            Mark::CueEnd => {
                self.cues = self.cues.saturating_sub(1);
                glued
            }
        }
    }
}

/// Adds a piece of a line; tells whether what follows joins it.
fn add(words: &mut Words, style: Style, piece: &str, glued: bool) -> bool {
    if piece.trim().is_empty() {
        return glued && piece.is_empty();
    }
    if glued && !piece.starts_with(char::is_whitespace) {
        words.join(style, piece);
    } else {
        words.add(style, piece);
    }
    !piece.ends_with(char::is_whitespace)
}

fn sources(report: &Report, ink: Ink, out: &mut String) {
    let _ = write!(out, "\n{}\n", ink.paint(Style::Dim, &"─".repeat(WIDTH)));
    for (id, source) in report.iter_sources() {
        let mut line = Words::default();
        line.add(Style::Bold, report.name(id)).part(Style::Level(source.level), source.level.as_str());
        let said: Vec<String> =
            report.claims_by(id).map(|(claim, _)| format!("c{}", claim.index())).collect();
        line.part(Style::Plain, &said.join(", "));
        ink.set(out, &format!("{:<5}", format!("s{}", id.index())), "     ", &line);
    }
}
