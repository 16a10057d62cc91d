//! A report as stand-off annotation.

use std::fmt::Write as _;

use crate::points::CodePoints;
use crate::{Claim, ClaimId, Level, Report, Span};

/// What [`write()`] puts into the file.
///
/// ```
/// let options = ascribe::export::brat::WriteOptions { flat: true };
/// assert_ne!(options, ascribe::export::brat::WriteOptions::default());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WriteOptions {
    /// Leave out the attributions that stand in the content of another, and keep the outer one.
    pub flat: bool,
}

/// The claims of a report as brat stand-off annotation of `text`.
///
/// Each claim is an event with its speaker's source and cue, in the order of the claims; its anchor, which brat wants to
/// be a text-bound annotation of the event's type, lies on the cue, or on the content of what has no cue. Every event
/// carries the attributes `Level`, `Quotation` and `Force`; `SourceId` (`s` and the dense id) where it has a source; and
/// `Via` with the relay's id where there is one. A span that runs over a line break is written in fragments, one a line of the
/// text, since brat draws none that does. A span that does not fit `text` is left out, and so is a claim of whose
/// content nothing remains.
///
/// Linear in the lengths of the text, the report and the words that are quoted.
///
/// ```
/// use ascribe::export::brat;
/// use ascribe::{Actor, ActorKind, Article, Attribution, Claim, Level, Quotation, Report, Source, Span};
///
/// let article = Article::new("“Go,” he said.");
/// let mut report = Report::new(&article);
/// let actor = report.add_actor(Actor::new(ActorKind::Person).with_description("he"));
/// let source = report.add_source(Source::new(actor, Level::Bare));
/// let link = Attribution::new(source).with_source_span(Span::new(10, 12)?).with_cue(Span::new(13, 17)?);
/// report.add_claim(Claim::new(Span::new(3, 6)?, Quotation::Direct, link));
/// let written = brat::write(&report, &article.text, brat::WriteOptions::default());
/// let lines: Vec<&str> = written.lines().collect();
/// assert_eq!(lines, [
///     "T1\tSource 6 8\the",
///     "T2\tCue 9 13\tsaid",
///     "T3\tContent 1 4\tGo,",
///     "T4\tAttribution 9 13\tsaid",
///     "E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3",
///     "A1\tLevel E1 bare",
///     "A2\tQuotation E1 direct",
///     "A3\tForce E1 statement",
///     "A4\tSourceId E1 s0",
/// ]);
/// # Ok::<(), ascribe::Error>(())
/// ```
#[must_use]
pub fn write(report: &Report, text: &str, options: WriteOptions) -> String {
    let mut file =
        File { text, points: CodePoints::new(text), out: String::new(), bounds: 0, events: 0, attributes: 0 };
    for (id, claim) in report.iter_claims() {
        if !(options.flat && claim.within.is_some()) {
            file.claim(report, id, claim);
        }
    }
    file.out
}

struct File<'a> {
    text: &'a str,
    points: CodePoints<'a>,
    out: String,
    /// How many of each kind of line were written: their numbers start at 1.
    bounds: usize,
    events: usize,
    attributes: usize,
}

impl File<'_> {
    fn claim(&mut self, report: &Report, id: ClaimId, claim: &Claim) {
        if fragments(self.text, &claim.content).is_empty() {
            return;
        }
        let speaker = claim.speaker();
        let source = speaker.and_then(|link| self.bound("Source", &link.source_spans));
        let cue = speaker.and_then(|link| self.bound("Cue", &link.cue));
        let Some(content) = self.bound("Content", &claim.content) else { return };
        let spans = speaker.map_or(&[][..], |link| &link.cue);
        let anchor = self.bound("Attribution", spans).or_else(|| self.bound("Attribution", &claim.content));
        let Some(anchor) = anchor else { return };
        self.events += 1;
        let _ = write!(self.out, "E{}\tAttribution:T{anchor}", self.events);
        for (role, bound) in [("Source", source), ("Cue", cue), ("Content", Some(content))] {
            if let Some(bound) = bound {
                let _ = write!(self.out, " {role}:T{bound}");
            }
        }
        self.out.push('\n');
        let source = speaker.and_then(|link| link.source);
        let level = source.and_then(|source| report.source(source)).map_or(Level::Unattributed, |s| s.level);
        self.attribute("Level", level.as_str());
        self.attribute("Quotation", claim.quotation.as_str());
        self.attribute("Force", claim.force.as_str());
        if let Some(source) = source {
            self.attribute("SourceId", &format!("s{}", source.index()));
        }
        if let Some(relay) = report.relay(id) {
            self.attribute("Via", &format!("s{}", relay.index()));
        }
    }

    fn attribute(&mut self, name: &str, value: &str) {
        // The values of open vocabularies are anybody's, and a blank would end one here.
        let value = value.replace(|c: char| c.is_whitespace() || c.is_control(), "_");
        if value.is_empty() {
            return;
        }
        self.attributes += 1;
        let _ = writeln!(self.out, "A{}\t{name} E{} {value}", self.attributes, self.events);
    }

    /// Writes a text-bound annotation and gives its number, or `None` where no span fits the text.
    fn bound(&mut self, kind: &str, spans: &[Span]) -> Option<usize> {
        let fragments = fragments(self.text, spans);
        if fragments.is_empty() {
            return None;
        }
        self.bounds += 1;
        let offsets: Vec<String> = fragments
            .iter()
            .map(|(span, _)| format!("{} {}", self.points.at(span.start()), self.points.at(span.end())))
            .collect();
        let words: Vec<&str> = fragments.iter().map(|(_, words)| *words).collect();
        let _ = writeln!(self.out, "T{}\t{kind} {}\t{}", self.bounds, offsets.join(";"), words.join(" "));
        Some(self.bounds)
    }
}

/// What ends a line for one reader of stand-off files or another: brat knows the first two, Python's `splitlines` all.
pub(super) const LINE_ENDS: [char; 10] =
    ['\n', '\r', '\u{b}', '\u{c}', '\u{1c}', '\u{1d}', '\u{1e}', '\u{85}', '\u{2028}', '\u{2029}'];

/// The parts of the spans that lie on one line each, with their words.
fn fragments<'t>(text: &'t str, spans: &[Span]) -> Vec<(Span, &'t str)> {
    let mut fragments = Vec::new();
    for span in spans {
        let mut start = span.start();
        for line in span.slice(text).unwrap_or_default().split_inclusive(LINE_ENDS) {
            let words = line.trim();
            let from = start + (line.len() - line.trim_start().len());
            if !words.is_empty() {
                fragments.push((Span::between(from, from + words.len()), words));
            }
            start += line.len();
        }
    }
    fragments
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Article, Attribution, Quotation};

    #[test]
    fn a_content_over_two_lines_is_written_in_fragments_and_no_source_is_no_argument() {
        let text = "“One.\r\n\r\n“Two.";
        let mut report = Report::new(&Article::new(text));
        report.add_claim(Claim::new(
            Span::new(3, text.len()).unwrap(),
            Quotation::Direct,
            Attribution::unattributed(),
        ));
        let written = write(&report, text, WriteOptions::default());
        assert_eq!(
            written,
            "T1\tContent 1 5;9 14\tOne. “Two.\nT2\tAttribution 1 5;9 14\tOne. “Two.\n\
             E1\tAttribution:T2 Content:T1\nA1\tLevel E1 unattributed\nA2\tQuotation E1 direct\n\
             A3\tForce E1 statement\n"
        );
    }
}
