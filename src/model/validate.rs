//! Validation of foreign reports.

use std::fmt::Display;

use crate::{Attribution, Claim, Error, Report, Span};

/// Maximum number of problems in an error.
const MAX_PROBLEMS: usize = 100;

impl Report {
    /// Checks that the report is consistent:
    ///
    /// - this version reads its schema,
    /// - ids exist,
    /// - spans end within the text, whose length is known,
    /// - chains and contents are not empty, and contents and sentences are in text order,
    /// - claims are not nested in a circle,
    /// - times do not end before they start.
    ///
    /// Time complexity: linear in the size of the report.
    ///
    /// ```
    /// use ascribe::{Actor, ActorId, ActorKind, Article, Level, Report, Source};
    ///
    /// let mut report = Report::new(&Article::new("Nobody spoke."));
    /// report.add_source(Source::new(ActorId::new(7), Level::Named));
    /// assert_eq!(
    ///     report.validate().unwrap_err().to_string(),
    ///     "invalid report: sources[0].actor: actor index 7 out of range (length 0)",
    /// );
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::InvalidReport`] with the first hundred problems.
    pub fn validate(&self) -> Result<(), Error> {
        self.check(None)
    }

    /// Checks what [`Report::validate`] checks, and that the report fits `text`: the length is the same, and spans are on
    /// character boundaries.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidReport`] with the first hundred problems.
    pub fn validate_text(&self, text: &str) -> Result<(), Error> {
        self.check(Some(text))
    }

    fn check(&self, text: Option<&str>) -> Result<(), Error> {
        let mut check = Check { report: self, text, problems: Vec::new() };
        if self.schema == 0 || self.schema > Report::SCHEMA {
            check.problem(
                "schema",
                format_args!("version {} not supported (1 to {})", self.schema, Report::SCHEMA),
            );
        }
        if let Some(text) = text.filter(|text| text.len() != self.bytes) {
            check.problem(
                "bytes",
                format_args!("length {} differs from the text's {}", self.bytes, text.len()),
            );
        }
        check.spans("header", &self.header);
        check.spans("sentences", &self.sentences);
        if self.sentences.windows(2).any(|pair| matches!(pair, [a, b] if a.end() > b.start())) {
            check.problem("sentences", "spans overlap or are not in text order");
        }
        check.actors_and_sources();
        for (index, claim) in self.claims.iter().enumerate() {
            check.claim(index, claim);
        }
        check.nesting();
        check.events();
        for (index, time) in self.times.iter().enumerate() {
            check.spans(&format!("times[{index}].span"), [&time.span]);
            check.order(&format!("times[{index}]"), time.reading.start, time.reading.end);
        }
        for (index, diagnostic) in self.diagnostics.iter().enumerate() {
            check.spans(&format!("diagnostics[{index}].span"), &diagnostic.span);
        }
        if check.problems.is_empty() {
            Ok(())
        } else {
            Err(Error::InvalidReport { problems: check.problems })
        }
    }
}

/// A walk through a report that collects problems.
struct Check<'a> {
    report: &'a Report,
    text: Option<&'a str>,
    problems: Vec<String>,
}

impl Check<'_> {
    fn problem(&mut self, place: &str, what: impl Display) {
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(format!("{place}: {what}"));
        }
    }

    fn index(&mut self, place: &str, index: usize, length: usize, row: &str) {
        if index >= length {
            self.problem(place, format_args!("{row} index {index} out of range (length {length})"));
        }
    }

    fn source(&mut self, place: &str, index: usize) {
        self.index(place, index, self.report.sources.len(), "source");
    }

    fn spans<'s>(&mut self, place: &str, spans: impl IntoIterator<Item = &'s Span>) {
        for span in spans {
            let (start, end, bytes) = (span.start(), span.end(), self.report.bytes);
            if end > bytes {
                self.problem(
                    place,
                    format_args!("span {start}..{end} past the end of the text ({bytes} bytes)"),
                );
            } else if self.text.is_some_and(|text| span.slice(text).is_none()) {
                self.problem(place, format_args!("span {start}..{end} not on character boundaries"));
            }
        }
    }

    fn order<T: PartialOrd + Display>(&mut self, place: &str, start: Option<T>, end: Option<T>) {
        if let (Some(start), Some(end)) = (start, end)
            && start > end
        {
            self.problem(place, format_args!("start {start} after end {end}"));
        }
    }

    fn actors_and_sources(&mut self) {
        for (index, actor) in self.report.actors.iter().enumerate() {
            self.spans(
                &format!("actors[{index}].mentions"),
                actor.mentions.iter().map(|mention| &mention.span),
            );
        }
        for (index, source) in self.report.sources.iter().enumerate() {
            let place = format!("sources[{index}]");
            self.index(&format!("{place}.actor"), source.actor.index(), self.report.actors.len(), "actor");
            self.spans(&format!("{place}.mentions"), source.mentions.iter().map(|mention| &mention.span));
            for span in source.axes.spans() {
                self.spans(&format!("{place}.axes"), [&span]);
            }
            for relation in &source.relations {
                self.source(&format!("{place}.relations"), relation.other.index());
                self.spans(&format!("{place}.relations"), &relation.evidence);
            }
        }
    }

    fn claim(&mut self, index: usize, claim: &Claim) {
        let place = format!("claims[{index}]");
        if claim.content.is_empty() {
            self.problem(&place, "empty content");
        }
        if claim.attributions.is_empty() {
            self.problem(&place, "empty chain");
        }
        self.spans(&format!("{place}.content"), &claim.content);
        self.spans(&format!("{place}.verbatim"), &claim.verbatim);
        self.spans(&format!("{place}.force_evidence"), &claim.force_evidence);
        self.spans(&format!("{place}.factuality"), &claim.factuality.evidence);
        if claim.content.windows(2).any(|pair| matches!(pair, [a, b] if a.end() > b.start())) {
            self.problem(&format!("{place}.content"), "spans overlap or are not in text order");
        }
        let extent = claim.extent();
        if claim.verbatim.iter().any(|span| !extent.contains(*span)) {
            self.problem(&format!("{place}.verbatim"), "span outside the content");
        }
        for (link, attribution) in claim.attributions.iter().enumerate() {
            self.attribution(&format!("{place}.attributions[{link}]"), attribution);
        }
    }

    fn attribution(&mut self, place: &str, attribution: &Attribution) {
        self.spans(&format!("{place}.source_spans"), &attribution.source_spans);
        self.spans(&format!("{place}.cue"), &attribution.cue);
        self.spans(&format!("{place}.factuality"), &attribution.factuality.evidence);
        if let Some(source) = attribution.source {
            self.source(&format!("{place}.source"), source.index());
        }
        if let Some(relay) = &attribution.relay {
            self.source(&format!("{place}.relay"), relay.source.index());
            self.spans(&format!("{place}.relay"), &relay.spans);
        }
    }

    fn nesting(&mut self) {
        let claims = &self.report.claims;
        for (at, claim) in claims.iter().enumerate() {
            if let Some(outer) = claim.within {
                self.index(&format!("claims[{at}].within"), outer.index(), claims.len(), "claim");
            }
        }
        for at in circles(claims) {
            self.problem(&format!("claims[{at}].within"), "circular nesting");
        }
    }

    fn events(&mut self) {
        for (index, event) in self.report.events.iter().enumerate() {
            let place = format!("events[{index}]");
            self.spans(&format!("{place}.trigger"), [&event.trigger]);
            self.spans(&format!("{place}.mentions"), &event.mentions);
            self.spans(&format!("{place}.place"), &event.place);
            for part in &event.participants {
                let length = self.report.actors.len();
                self.index(&format!("{place}.participants"), part.actor.index(), length, "actor");
                self.spans(&format!("{place}.participants"), [&part.span]);
            }
            for claim in &event.claims {
                self.index(&format!("{place}.claims"), claim.index(), self.report.claims.len(), "claim");
            }
            for stance in &event.stances {
                let length = self.report.claims.len();
                if let Some(claim) = stance.claim {
                    self.index(&format!("{place}.stances"), claim.index(), length, "claim");
                }
                self.spans(&format!("{place}.stances"), &stance.factuality.evidence);
            }
            if let Some(time) = &event.time {
                self.spans(&format!("{place}.time"), &time.spans);
                self.order(&format!("{place}.time"), time.reading.start, time.reading.end);
            }
        }
    }
}

/// The index of a claim of each circle of claims within each other.
///
/// Walks outwards from every claim. A walk stops at a claim of an earlier walk, so all take linear time.
pub(crate) fn circles(claims: &[Claim]) -> Vec<usize> {
    let mut circles = Vec::new();
    let mut seen_by = vec![usize::MAX; claims.len()];
    for start in 0..claims.len() {
        let mut at = start;
        while let Some(seen) = seen_by.get_mut(at) {
            if *seen == start {
                circles.push(at);
            }
            if *seen != usize::MAX {
                break;
            }
            *seen = start;
            let Some(outer) = claims.get(at).and_then(|claim| claim.within) else { break };
            at = outer.index();
        }
    }
    circles
}
