//! A report as a page for a person: who said what, the sources, what happened when.

use std::collections::HashSet;
use std::fmt::Write as _;

use ascribe::{
    Actor, ActorId, Attribution, Citation, Claim, ClaimId, Event, EventId, Level, RelationKind, Report,
    Source, SourceId, Span,
};

use super::ink::{Ink, Style, WIDTH, Words};
use super::words::{hedged, holds, moment, plural, position, times};

/// The whole page. Claims, sources and events carry the ids that they have in JSON: `c4` is `claims[4]`.
pub(crate) fn page(report: &Report, text: &str, ink: Ink) -> String {
    let mut page =
        Page { report, text, ink, within: vec![Vec::new(); report.claims.len()], out: String::new() };
    for (id, claim) in report.iter_claims() {
        if let Some(inner) = claim.within.and_then(|outer| page.within.get_mut(outer.index())) {
            inner.push(id);
        }
    }
    page.head();
    page.claims();
    page.sources();
    page.events();
    page.notes();
    page.out
}

struct Page<'a> {
    report: &'a Report,
    text: &'a str,
    ink: Ink,
    /// For each claim those that stand in its content.
    within: Vec<Vec<ClaimId>>,
    out: String,
}

impl<'a> Page<'a> {
    fn words(&self, span: Span) -> &'a str {
        span.slice(self.text).unwrap_or_default()
    }

    /// The words of several spans, with a gap between those that stand apart.
    fn all(&self, spans: &[Span]) -> String {
        let mut all = String::new();
        let mut end = None;
        for span in spans {
            if let Some(end) = end {
                let between = self.text.get(end..span.start()).unwrap_or("…");
                all.push_str(if between.trim().is_empty() { " " } else { " … " });
            }
            all.push_str(self.words(*span));
            end = Some(span.end());
        }
        all
    }

    fn line(&mut self, first: &str, rest: &str, words: &Words) {
        let mut out = std::mem::take(&mut self.out);
        self.ink.set(&mut out, first, rest, words);
        self.out = out;
    }

    fn head(&mut self) {
        let about = &self.report.article;
        let mut title = Words::default();
        title.add(Style::Bold, about.headline.as_deref().unwrap_or("An article without a headline"));
        let mut credit = Words::default();
        credit.part(Style::Plain, about.outlet.as_deref().unwrap_or_default());
        credit.part(Style::Plain, &about.byline.join(", "));
        credit.part(Style::Plain, about.dateline.as_deref().unwrap_or_default());
        match about.published {
            Some(published) => {
                credit.part(Style::Plain, &format!("{}, {published}", published.date().format("%A")))
            }
            None => credit.part(Style::Plain, "date of publication not known"),
        };
        self.line("", "", &title);
        self.line("", "", &credit);
    }

    fn section(&mut self, title: &str, about: &str) {
        let rule = "─".repeat(WIDTH.saturating_sub(title.chars().count() + about.chars().count() + 4));
        let _ = write!(self.out, "\n{} ", self.ink.paint(Style::Bold, title));
        let _ = write!(self.out, "{} {}\n\n", self.ink.paint(Style::Dim, &format!("─{rule}")), about);
    }

    fn claims(&mut self) {
        let count = self.report.claims.len();
        self.section("WHO SAID WHAT", &plural(count, "claim"));
        // A circle in a foreign report has no claim to start from, and so cannot trap the walk.
        let outermost = self.report.iter_claims().filter(|(_, claim)| claim.within.is_none());
        let mut waiting: Vec<(ClaimId, usize)> = outermost.map(|(id, _)| (id, 0)).collect();
        waiting.reverse();
        let mut first = true;
        while let Some((id, depth)) = waiting.pop() {
            if depth == 0 && !std::mem::take(&mut first) {
                self.out.push('\n');
            }
            if let Some(claim) = self.report.claim(id) {
                self.claim(id, claim, depth);
            }
            let inner = self.within.get(id.index()).into_iter().flatten().rev();
            waiting.extend(inner.map(|inner| (*inner, depth + 1)));
        }
    }

    fn claim(&mut self, id: ClaimId, claim: &Claim, depth: usize) {
        let indent = "    ".repeat(depth.min(8));
        let mark = if depth == 0 { "" } else { "└ " };
        let lead = format!("{indent}{mark}{:<5}", format!("c{}", id.index()));
        let rest = format!("{indent}{}", " ".repeat(lead.chars().count() - indent.len()));
        let mut head = Words::default();
        let none = Attribution::unattributed();
        let speaker = claim.speaker().unwrap_or(&none);
        self.speaker(&mut head, speaker);
        let force = claim.force.as_str().replace('_', " ");
        head.part(Style::Plain, &format!("{} {force}", claim.quotation));
        if let Some(sure) = hedged(&claim.factuality) {
            head.join(Style::Plain, ",").add(Style::Plain, sure);
        }
        if !speaker.cue.is_empty() {
            head.part(Style::Plain, &format!("“{}”", self.all(&speaker.cue)));
        }
        if let Some(relay) = self.report.relay(id) {
            head.part(Style::Plain, "through").add(Style::Bold, &self.name(relay));
            head.with(Style::Dim, &format!("[s{}]", relay.index()));
        }
        if let Some(sure) = hedged(&speaker.factuality) {
            head.part(Style::Plain, "told as").add(Style::Plain, sure);
        }
        self.line(&lead, &rest, &head);
        let mut words = Words::default();
        words.add(Style::Plain, &self.all(&claim.content));
        let bar = format!("{rest}│ ");
        self.line(&bar, &bar, &words);
    }

    /// The speaker as resolved, the words that stand for it where they are others, and the level.
    fn speaker(&self, head: &mut Words, link: &Attribution) {
        let Some((id, source)) = link.source.and_then(|id| Some((id, self.report.source(id)?))) else {
            head.add(Style::Bold, "nobody named").part(Style::Level(Level::Unattributed), "unattributed");
            return;
        };
        let name = self.name(id);
        let phrase = self.all(&link.source_spans);
        head.add(Style::Bold, &name).with(Style::Dim, &format!("[s{}]", id.index()));
        // "She" tells more beside "Emily Horne" than "spokesperson Emily Horne" does.
        if !phrase.is_empty() && !holds(&phrase, &name) {
            head.add(Style::Plain, &format!("(“{phrase}”)"));
        }
        head.part(Style::Level(source.level), source.level.as_str());
    }

    fn name(&self, source: SourceId) -> String {
        self.report.name(source).to_owned()
    }

    fn sources(&mut self) {
        let report = self.report;
        let citations = report.citations(self.text);
        self.section("SOURCES", &plural(citations.by_source.len(), "source"));
        for id in citations.unnamed_first(report) {
            if let (Some(source), Some(citation)) = (report.source(id), citations.of(id)) {
                self.source(id, source, citation);
            }
        }
        let levels = Level::ALL.iter().zip(report.claims_by_level()).filter(|(_, count)| *count > 0);
        let mut summary = Words::default();
        summary.add(Style::Plain, "Claims by the level of their source:");
        for (number, (level, count)) in levels.enumerate() {
            if number > 0 {
                summary.join(Style::Plain, ",");
            }
            summary.add(Style::Plain, &count.to_string()).with(Style::Level(*level), level.as_str());
        }
        if !report.claims.is_empty() {
            summary.join(Style::Plain, ".");
            self.out.push('\n');
            self.line("", "", &summary);
        }
        self.anonymous();
    }

    fn source(&mut self, id: SourceId, source: &Source, citation: &Citation) {
        let lead = format!("{:<5}", format!("s{}", id.index()));
        let rest = " ".repeat(lead.len());
        let report = self.report;
        let mut head = Words::default();
        head.add(Style::Bold, &self.name(id)).part(Style::Level(source.level), source.level.as_str());
        if let Some(actor) = report.actor_of(id) {
            head.part(Style::Plain, &position(actor));
        }
        head.part(Style::Plain, &citation.to_string());
        if !citation.speaks.is_empty() {
            head.part(Style::Plain, &plural(citation.words, "word"));
        }
        self.line(&lead, &rest, &head);
        let name = self.name(id);
        let mut others: Vec<&str> = Vec::new();
        for mention in &source.mentions {
            let words = self.words(mention.span);
            if words.to_lowercase() != name.to_lowercase() && !others.contains(&words) {
                others.push(words);
            }
        }
        let quoted =
            |words: &[&str]| words.iter().map(|words| format!("“{words}”")).collect::<Vec<_>>().join(", ");
        for (title, told) in [
            ("cited as", quoted(&others)),
            ("the text says", self.descriptors(source)),
            ("terms", self.terms(source)),
        ] {
            if !told.is_empty() {
                let mut line = Words::default();
                line.add(Style::Dim, &format!("{title}:")).add(Style::Plain, &told);
                self.line(&rest, &format!("{rest}  "), &line);
            }
        }
        let related = self.relations(source);
        if !related.is_empty() {
            self.line(&rest, &format!("{rest}  "), &related);
        }
    }

    /// What the words say of a source, each with the words that say it.
    fn descriptors(&self, source: &Source) -> String {
        let words = |span| format!(" “{}”", self.words(span));
        let told = source.told().map(|(what, span)| what + &span.map(words).unwrap_or_default());
        told.collect::<Vec<_>>().join(", ")
    }

    fn terms(&self, source: &Source) -> String {
        let terms = &source.axes.terms;
        let mut told: Vec<String> = Vec::new();
        told.extend(terms.explicit.map(|span| format!("unnamed on purpose, “{}”", self.words(span))));
        let reason = terms.reason.as_ref();
        told.extend(reason.map(|reason| format!("{} reason “{}”", reason.kind, self.words(reason.span))));
        if told.len() == 1 && terms.reason.is_none() {
            told.push("no reason given".to_owned());
        }
        told.join(", ")
    }

    fn relations(&self, source: &Source) -> Words {
        let mut line = Words::default();
        for relation in &source.relations {
            let how = match &relation.kind {
                RelationKind::Same => "the same as",
                RelationKind::Different => "certainly not",
                RelationKind::Maybe => "may be the same as",
                other => other.as_str(),
            };
            line.part(Style::Dim, how).add(Style::Plain, &format!("s{}", relation.other.index()));
            if !relation.evidence.is_empty() {
                line.add(Style::Plain, &format!("“{}”", self.all(&relation.evidence)));
            }
        }
        line
    }

    fn anonymous(&mut self) {
        let count = self.report.anonymous_sources();
        let mut line = Words::default();
        line.add(Style::Plain, "Distinct anonymous people:");
        let people = if count.at_least == count.at_most {
            format!("{}.", count.at_most)
        } else {
            format!("at least {}, at most {}.", count.at_least, count.at_most)
        };
        line.add(Style::Bold, &people);
        for (what, sources) in [
            ("Besides, of unstated number:", &count.groups),
            ("Not counted are spokespeople, office holders and crowds:", &count.others),
            ("Not counted are sources of other outlets:", &count.relayed),
        ] {
            if !sources.is_empty() {
                let sources: Vec<String> =
                    sources.iter().map(|id| format!("{} (s{})", self.name(*id), id.index())).collect();
                line.add(Style::Plain, what);
                line.add(Style::Bold, &sources.join("; ")).join(Style::Plain, ".");
            }
        }
        self.line("", "", &line);
    }

    fn events(&mut self) {
        let report = self.report;
        self.section("WHAT HAPPENED WHEN", &plural(report.events.len(), "event"));
        let dated = report.timeline();
        for (id, event) in &dated {
            let when = event.time.as_ref().map(|time| moment(&time.reading)).unwrap_or_default();
            self.event(&when, *id, event);
        }
        let dated: HashSet<EventId> = dated.into_iter().map(|(id, _)| id).collect();
        for (id, event) in report.iter_events().filter(|(id, _)| !dated.contains(id)) {
            self.event("no date", id, event);
        }
    }

    fn event(&mut self, when: &str, id: EventId, event: &Event) {
        const WHEN: usize = 25;
        let lead = format!("{when:<WHEN$}{:<5}", format!("e{}", id.index()));
        let rest = " ".repeat(lead.chars().count());
        let mut head = Words::default();
        let trigger = self.words(event.trigger);
        let fullest = event.mentions.first().map_or(trigger, |span| self.words(*span));
        head.add(Style::Bold, fullest).part(Style::Plain, event.status.as_str());
        if let Some(place) = event.place {
            head.part(Style::Plain, "where").add(Style::Plain, &format!("“{}”", self.words(place)));
        }
        let who: Vec<ActorId> = event.participants.iter().fold(Vec::new(), |mut seen, part| {
            if !seen.contains(&part.actor) {
                seen.push(part.actor);
            }
            seen
        });
        let who: Vec<&str> = who.iter().filter_map(|id| self.report.actor(*id)).map(Actor::label).collect();
        if !who.is_empty() {
            head.part(Style::Plain, &format!("with {}", who.join(", ")));
        }
        if let Some(time) = &event.time {
            head.part(Style::Plain, &format!("“{}”", self.all(&time.spans)));
        }
        if event.mentions.len() > 1 {
            head.part(Style::Plain, &times("spoken of", event.mentions.len()));
        }
        if !event.claims.is_empty() {
            let claims: Vec<String> = event.claims.iter().map(|id| format!("c{}", id.index())).collect();
            let only = if event.article_stance().is_none() { "only " } else { "" };
            head.part(Style::Dim, &format!("{only}in {}", claims.join(", ")));
        }
        self.line(&lead, &rest, &head);
    }

    fn notes(&mut self) {
        if self.report.diagnostics.is_empty() {
            return;
        }
        self.section("NOTES", &plural(self.report.diagnostics.len(), "note"));
        let report = self.report;
        for note in &report.diagnostics {
            let mut line = Words::default();
            line.add(Style::Bold, &note.code.as_str().replace('_', " ")).part(Style::Plain, &note.message);
            if let Some(span) = note.span {
                let before = self.text.get(..span.start()).unwrap_or_default();
                line.part(Style::Dim, &format!("line {}", before.matches('\n').count() + 1));
                line.part(Style::Plain, self.words(span));
            }
            self.line("", "     ", &line);
        }
    }
}
