//! What is wrong with a report that somebody else made.

use std::fmt::Display;

use crate::{Attribution, Claim, Error, Report, Span};

/// So many problems are listed at most; a report that has more is not worth reading on.
const MOST: usize = 100;

impl Report {
    /// Checks that the report is whole: a schema that this version reads, ids that exist, spans inside the text,
    /// chains that are not empty, nesting without circles, times that do not end before they start.
    ///
    /// Linear in the size of the report.
    ///
    /// ```
    /// use ascribe::{Actor, ActorId, ActorKind, Article, Level, Report, Source};
    ///
    /// let mut report = Report::new(&Article::new("Nobody spoke."));
    /// report.add_source(Source::new(ActorId::new(7), Level::Named));
    /// assert_eq!(
    ///     report.validate().unwrap_err().to_string(),
    ///     "the report is not valid: sources[0].actor: 7 is no index into 0 actors",
    /// );
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::InvalidReport`] with every problem that was found and its place, up to a hundred.
    pub fn validate(&self) -> Result<(), Error> {
        self.check(None)
    }

    /// Checks what [`Report::validate`] checks, and that the report fits `text`: the same length, and every span
    /// on character boundaries.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidReport`] with every problem that was found and its place, up to a hundred.
    pub fn validate_text(&self, text: &str) -> Result<(), Error> {
        self.check(Some(text))
    }

    fn check(&self, text: Option<&str>) -> Result<(), Error> {
        let mut check = Check { report: self, text, problems: Vec::new() };
        if self.schema == 0 || self.schema > Report::SCHEMA {
            check.problem("schema", format_args!("{} is not between 1 and {}", self.schema, Report::SCHEMA));
        }
        if let Some(text) = text.filter(|text| text.len() != self.bytes) {
            check.problem("bytes", format_args!("{}, but the text has {}", self.bytes, text.len()));
        }
        check.spans("header", &self.header);
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

/// A walk through a report that collects what is wrong.
struct Check<'a> {
    report: &'a Report,
    text: Option<&'a str>,
    problems: Vec<String>,
}

impl Check<'_> {
    fn problem(&mut self, place: &str, what: impl Display) {
        if self.problems.len() < MOST {
            self.problems.push(format!("{place}: {what}"));
        }
    }

    fn index(&mut self, place: &str, index: usize, rows: usize, table: &str) {
        if index >= rows {
            self.problem(place, format_args!("{index} is no index into {rows} {table}"));
        }
    }

    fn source(&mut self, place: &str, index: usize) {
        self.index(place, index, self.report.sources.len(), "sources");
    }

    fn spans<'s>(&mut self, place: &str, spans: impl IntoIterator<Item = &'s Span>) {
        for span in spans {
            let (start, end, bytes) = (span.start(), span.end(), self.report.bytes);
            if end > bytes {
                self.problem(place, format_args!("{start}..{end} reaches past the text's {bytes} bytes"));
            } else if self.text.is_some_and(|text| span.slice(text).is_none()) {
                self.problem(place, format_args!("{start}..{end} cuts a character"));
            }
        }
    }

    fn order<T: PartialOrd + Display>(&mut self, place: &str, start: Option<T>, end: Option<T>) {
        if let (Some(start), Some(end)) = (start, end)
            && start > end
        {
            self.problem(place, format_args!("starts on {start} and ends before, on {end}"));
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
            self.index(&format!("{place}.actor"), source.actor.index(), self.report.actors.len(), "actors");
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
            self.problem(&place, "has no content");
        }
        if claim.attributions.is_empty() {
            self.problem(&place, "has no attribution");
        }
        self.spans(&format!("{place}.content"), &claim.content);
        self.spans(&format!("{place}.verbatim"), &claim.verbatim);
        self.spans(&format!("{place}.force_evidence"), &claim.force_evidence);
        self.spans(&format!("{place}.factuality"), &claim.factuality.evidence);
        if claim.content.windows(2).any(|pair| matches!(pair, [a, b] if a.end() > b.start())) {
            self.problem(&format!("{place}.content"), "is not in text order, or overlaps");
        }
        let extent = claim.extent();
        if claim.verbatim.iter().any(|span| !extent.contains(*span)) {
            self.problem(&format!("{place}.verbatim"), "lies outside the content");
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

    /// Every claim is walked outwards once: what a walk has seen, later walks need not see again.
    fn nesting(&mut self) {
        let claims = &self.report.claims;
        let mut seen_by = vec![usize::MAX; claims.len()];
        for start in 0..claims.len() {
            let mut at = start;
            while let Some(seen) = seen_by.get_mut(at) {
                if *seen == start {
                    self.problem(&format!("claims[{at}].within"), "goes round in a circle");
                }
                if *seen != usize::MAX {
                    break;
                }
                *seen = start;
                let Some(outer) = claims.get(at).and_then(|claim| claim.within) else { break };
                self.index(&format!("claims[{at}].within"), outer.index(), claims.len(), "claims");
                at = outer.index();
            }
        }
    }

    fn events(&mut self) {
        for (index, event) in self.report.events.iter().enumerate() {
            let place = format!("events[{index}]");
            self.spans(&format!("{place}.trigger"), [&event.trigger]);
            self.spans(&format!("{place}.mentions"), &event.mentions);
            self.spans(&format!("{place}.place"), &event.place);
            for part in &event.participants {
                let rows = self.report.actors.len();
                self.index(&format!("{place}.participants"), part.actor.index(), rows, "actors");
                self.spans(&format!("{place}.participants"), [&part.span]);
            }
            for claim in &event.claims {
                self.index(&format!("{place}.claims"), claim.index(), self.report.claims.len(), "claims");
            }
            for stance in &event.stances {
                let rows = self.report.claims.len();
                if let Some(claim) = stance.claim {
                    self.index(&format!("{place}.stances"), claim.index(), rows, "claims");
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
