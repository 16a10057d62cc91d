//! A report as stand-off annotation.

use std::fmt::Write as _;

use super::file::LINE_ENDS;
use crate::{Claim, ClaimId, Report, Span, TextIndex};

/// Options of [`to_string_with`].
///
/// ```
/// use ascribe::export::brat::WriteOptions;
///
/// assert!(WriteOptions::default().with_flat(true).flat);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct WriteOptions {
    /// Leaves out attributions that stand in the content of another. Disabled by default.
    pub flat: bool,
}

impl WriteOptions {
    /// The same options with [`WriteOptions::flat`] enabled or disabled.
    #[must_use]
    pub fn with_flat(mut self, flat: bool) -> Self {
        self.flat = flat;
        self
    }
}

/// The claims of a report as brat stand-off annotation of `text`, with default options: see [`to_string_with`].
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
/// let standoff = brat::to_string(&report, &article.text);
/// let lines: Vec<&str> = standoff.lines().collect();
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
pub fn to_string(report: &Report, text: &str) -> String {
    to_string_with(report, text, WriteOptions::default())
}

/// The claims of a report as brat stand-off annotation of `text`.
///
/// Each claim becomes an event, in the order of the claims:
///
/// - Its arguments are the words of the speaker (`Source`), the cue (`Cue`) and the content (`Content`).
/// - Its anchor is a text-bound annotation of the type `Attribution`, as brat requires. It covers the cue, or the content if
///   there is no cue.
/// - Its attributes are `Level`, `Quotation` and `Force`; `SourceId` (`s` and the dense id) if the claim has a source; `Via`
///   (the same of the relay) if it has a relay.
///
/// A span that contains a line break is written as one fragment a line, since brat cannot draw it otherwise. A span that
/// does not fit `text` is left out, and so is a claim without a content that fits.
///
/// Time complexity: linear in the lengths of text, report and output.
#[must_use]
pub fn to_string_with(report: &Report, text: &str, options: WriteOptions) -> String {
    let mut writer = Writer {
        text,
        points: TextIndex::new(text),
        out: String::new(),
        bounds: 0,
        events: 0,
        attributes: 0,
    };
    for (id, claim) in report.iter_claims() {
        if !(options.flat && claim.within.is_some()) {
            writer.claim(report, id, claim);
        }
    }
    writer.out
}

struct Writer<'a> {
    text: &'a str,
    points: TextIndex<'a>,
    out: String,
    /// Numbers of lines written so far, by kind. Ids start at 1.
    bounds: usize,
    events: usize,
    attributes: usize,
}

impl Writer<'_> {
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
        self.attribute("Level", report.level_of(source).as_str());
        let axes = source.and_then(|source| report.source(source)).map(|source| &source.axes);
        if let Some(standing) = axes.and_then(|axes| axes.standing.as_ref()) {
            self.attribute("Standing", standing.kind.as_str());
        }
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
        // Values of open vocabularies may hold anything. White space would end them.
        let value = value.replace(|c: char| c.is_whitespace() || c.is_control(), "_");
        if value.is_empty() {
            return;
        }
        self.attributes += 1;
        let _ = writeln!(self.out, "A{}\t{name} E{} {value}", self.attributes, self.events);
    }

    /// Writes a text-bound annotation and returns its number, or `None` if no span fits the text.
    fn bound(&mut self, kind: &str, spans: &[Span]) -> Option<usize> {
        let fragments = fragments(self.text, spans);
        if fragments.is_empty() {
            return None;
        }
        self.bounds += 1;
        let offsets: Vec<String> = fragments
            .iter()
            .map(|(span, _)| {
                format!(
                    "{} {}",
                    self.points.code_point_of(span.start()),
                    self.points.code_point_of(span.end())
                )
            })
            .collect();
        let words: Vec<&str> = fragments.iter().map(|(_, words)| *words).collect();
        let _ = writeln!(self.out, "T{}\t{kind} {}\t{}", self.bounds, offsets.join(";"), words.join(" "));
        Some(self.bounds)
    }
}

/// The spans cut at line breaks, each part with its words.
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
        let written = to_string(&report, text);
        assert_eq!(
            written,
            "T1\tContent 1 5;9 14\tOne. “Two.\nT2\tAttribution 1 5;9 14\tOne. “Two.\n\
             E1\tAttribution:T2 Content:T1\nA1\tLevel E1 unattributed\nA2\tQuotation E1 direct\n\
             A3\tForce E1 statement\n"
        );
    }
}
