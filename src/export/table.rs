//! Claims, sources and events as tables, for spreadsheets, data frames and databases.
//!
//! A [`Table`] is a header and rows of text, which any writer of CSV takes:
//!
//! ```
//! use ascribe::export::table;
//! use ascribe::{Article, Report};
//!
//! let article = Article::new("Nobody spoke.");
//! let table = table::claims(&Report::new(&article), &article.text).guarded();
//! let mut csv = csv::Writer::from_writer(Vec::new());
//! csv.write_record(table.header)?;
//! for row in &table.rows {
//!     csv.write_record(row)?;
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Rows refer to each other by ids: `c0` is the first claim, `s0` the first source, `a0` the first actor, `e0` the first
//! event, each by its index in the report. Several values of one cell are parted by `; `, parts of a content by ` … `. A
//! span that does not fit the text gives no words; a reference to nothing keeps its id.
//!
//! # Formulas
//!
//! Spreadsheets take a cell that starts with `=`, `+`, `-`, `@` or a tab for a formula, and text of articles is anybody's.
//! Whoever writes for spreadsheets calls [`Table::guarded`], which puts an apostrophe in front of such a cell; programs that
//! read the table should be given it as it is.

use crate::export::json_ld::words;
use crate::{ActorId, Claim, Level, Number, RelationKind, Report, Source, SourceId, Span};

/// A header, and rows that each have as many cells.
///
/// ```
/// use ascribe::export::table::Table;
///
/// let table = Table { header: &["claim", "content"], rows: vec![vec!["c0".to_owned(), "=1+1".to_owned()]] };
/// assert_eq!(table.guarded().rows[0], ["c0", "'=1+1"]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The names of the columns.
    pub header: &'static [&'static str],
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// The same table with an apostrophe in front of every cell that a spreadsheet would take for a formula: one that
    /// starts with `=`, `+`, `-`, `@`, one of their full-width forms, a tab or a line's end, whatever blanks come before.
    #[must_use]
    pub fn guarded(mut self) -> Table {
        let starts = |cell: &str| {
            cell.starts_with(['\t', '\r', '\n'])
                || cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        };
        for cell in self.rows.iter_mut().flatten().filter(|cell| starts(cell)) {
            cell.insert(0, '\'');
        }
        self
    }
}

/// One row a claim.
///
/// `start` and `end` are the first byte of the content and the one after its last, in the text's UTF-8; `chain` names
/// everybody from the speaker outwards.
///
/// ```
/// use ascribe::export::table;
/// use ascribe::{Actor, ActorKind, Article, Attribution, Claim, Level, Quotation, Report, Source, Span};
///
/// let article = Article::new("Rates will rise, Ann Lee said.");
/// let mut report = Report::new(&article);
/// let lee = report.add_actor(Actor::new(ActorKind::Person).with_name("Ann Lee"));
/// let source = report.add_source(Source::new(lee, Level::Named));
/// let link = Attribution::new(source).with_source_span(Span::new(17, 24)?).with_cue(Span::new(25, 29)?);
/// report.add_claim(Claim::new(Span::new(0, 15)?, Quotation::Indirect, link));
/// let table = table::claims(&report, &article.text);
/// assert_eq!(table.header[..4], ["claim", "start", "end", "content"]);
/// assert_eq!(table.rows[0][..4], ["c0", "0", "15", "Rates will rise"]);
/// # Ok::<(), ascribe::Error>(())
/// ```
#[must_use]
pub fn claims(report: &Report, text: &str) -> Table {
    let rows = report.iter_claims().map(|(id, claim)| {
        let link = claim.speaker();
        let source = link.and_then(|link| link.source);
        let relay = report.relay(id);
        let level =
            source.and_then(|id| report.source(id)).map_or(Level::Unattributed, |source| source.level);
        vec![
            format!("c{}", id.index()),
            claim.extent().start().to_string(),
            claim.extent().end().to_string(),
            words(&claim.content, text),
            claim.quotation.as_str().to_owned(),
            claim.force.as_str().to_owned(),
            id_of(source),
            label(report, source),
            level.as_str().to_owned(),
            link.map_or(String::new(), |link| words(&link.source_spans, text)),
            link.map_or(String::new(), |link| words(&link.cue, text)),
            id_of(relay),
            label(report, relay),
            chain(report, claim),
            claim.within.map_or(String::new(), |outer| format!("c{}", outer.index())),
            claim.confidence.get().to_string(),
        ]
    });
    Table {
        header: &[
            "claim",
            "start",
            "end",
            "content",
            "quotation",
            "force",
            "source",
            "speaker",
            "level",
            "source_words",
            "cue",
            "relay",
            "relay_name",
            "chain",
            "within",
            "confidence",
        ],
        rows: rows.collect(),
    }
}

/// One row a source.
///
/// `claims` counts those whose speaker it is; the columns from `number` on are the axes, in the article's words; `same`,
/// `different` and `maybe` list other sources.
///
/// ```
/// use ascribe::export::table;
/// use ascribe::{Actor, ActorKind, Article, Level, Report, Source};
///
/// let article = Article::new("An aide spoke.");
/// let mut report = Report::new(&article);
/// let aide = report.add_actor(Actor::new(ActorKind::Person).with_description("an aide"));
/// report.add_source(Source::new(aide, Level::Bare));
/// let table = table::sources(&report, &article.text);
/// assert_eq!(table.header[..5], ["source", "actor", "name", "kind", "level"]);
/// assert_eq!(table.rows[0][..5], ["s0", "a0", "an aide", "person", "bare"]);
/// ```
#[must_use]
pub fn sources(report: &Report, text: &str) -> Table {
    let mut claims = vec![0_usize; report.sources.len()];
    for source in report.claims.iter().filter_map(|claim| claim.speaker()?.source) {
        if let Some(count) = claims.get_mut(source.index()) {
            *count += 1;
        }
    }
    let rows = report.iter_sources().zip(claims).map(|((id, source), claims)| {
        let actor = report.actor(source.actor);
        let told = |told: fn(&crate::Actor) -> String| actor.map_or(String::new(), told);
        let axes = &source.axes;
        let one = |span: Option<Span>| span.map_or(String::new(), |span| words(&[span], text));
        let mentions: Vec<Span> = source.mentions.iter().map(|mention| mention.span).collect();
        vec![
            format!("s{}", id.index()),
            format!("a{}", source.actor.index()),
            told(|actor| actor.label().to_owned()),
            told(|actor| actor.kind.as_str().to_owned()),
            source.level.as_str().to_owned(),
            claims.to_string(),
            told(|actor| actor.role.clone().unwrap_or_default()),
            told(|actor| actor.affiliation.clone().unwrap_or_default()),
            told(|actor| actor.former.to_string()),
            words(&mentions, text),
            number(source),
            one(axes.descriptors.seniority),
            one(axes.descriptors.authorised_voice),
            one(axes.basis.as_ref().map(|basis| basis.span)),
            one(axes.terms.explicit),
            axes.terms.reason.as_ref().map_or(String::new(), |reason| reason.kind.as_str().to_owned()),
            one(axes.terms.reason.as_ref().map(|reason| reason.span)),
            related(source, &RelationKind::Same),
            related(source, &RelationKind::Different),
            related(source, &RelationKind::Maybe),
        ]
    });
    Table {
        header: &[
            "source",
            "actor",
            "name",
            "kind",
            "level",
            "claims",
            "role",
            "affiliation",
            "former",
            "mentions",
            "number",
            "seniority",
            "authorised_voice",
            "basis",
            "terms",
            "reason_kind",
            "reason",
            "same",
            "different",
            "maybe",
        ],
        rows: rows.collect(),
    }
}

/// One row an event.
///
/// `first_day` and `last_day` are civil days; `clock` is the time of day, with `offset` from UTC where it is known.
///
/// ```
/// use ascribe::export::table;
/// use ascribe::{Article, Event, EventStatus, Report, Span};
///
/// let article = Article::new("They met in Oslo.");
/// let mut report = Report::new(&article);
/// report.add_event(Event::new(Span::new(5, 8)?, EventStatus::Past));
/// let table = table::events(&report, &article.text);
/// assert_eq!(table.header[..4], ["event", "trigger", "words", "status"]);
/// assert_eq!(table.rows[0][..4], ["e0", "met", "met", "past"]);
/// # Ok::<(), ascribe::Error>(())
/// ```
#[must_use]
pub fn events(report: &Report, text: &str) -> Table {
    let rows = report.iter_events().map(|(id, event)| {
        let reading = event.time.as_ref().map(|time| &time.reading);
        let days = |day: Option<chrono::NaiveDate>| day.map_or(String::new(), |day| day.to_string());
        let parts: Vec<String> = event.participants.iter().map(|part| actor(report, part.actor)).collect();
        let claims: Vec<String> = event.claims.iter().map(|claim| format!("c{}", claim.index())).collect();
        let granularity = reading.and_then(|reading| reading.granularity.as_ref());
        vec![
            format!("e{}", id.index()),
            words(&[event.trigger], text),
            words(&[*event.mentions.first().unwrap_or(&event.trigger)], text),
            event.status.as_str().to_owned(),
            days(reading.and_then(|reading| reading.start)),
            days(reading.and_then(|reading| reading.end)),
            granularity.map_or(String::new(), |granularity| granularity.as_str().to_owned()),
            reading
                .and_then(|reading| reading.clock)
                .map_or(String::new(), |clock| clock.format("%H:%M").to_string()),
            reading.and_then(|reading| reading.offset).map_or(String::new(), |offset| offset.to_string()),
            reading.map_or(String::new(), |reading| reading.certain.to_string()),
            event.time.as_ref().map_or(String::new(), |time| words(&time.spans, text)),
            event.place.map_or(String::new(), |span| words(&[span], text)),
            parts.join("; "),
            claims.join("; "),
        ]
    });
    Table {
        header: &[
            "event",
            "trigger",
            "words",
            "status",
            "first_day",
            "last_day",
            "granularity",
            "clock",
            "offset",
            "certain",
            "time_words",
            "place",
            "participants",
            "claims",
        ],
        rows: rows.collect(),
    }
}

fn id_of(source: Option<SourceId>) -> String {
    source.map_or(String::new(), |id| format!("s{}", id.index()))
}

fn label(report: &Report, source: Option<SourceId>) -> String {
    source.and_then(|id| report.actor_of(id)).map_or(String::new(), |actor| actor.label().to_owned())
}

fn actor(report: &Report, id: ActorId) -> String {
    report.actor(id).map_or_else(|| format!("a{}", id.index()), |actor| actor.label().to_owned())
}

fn chain(report: &Report, claim: &Claim) -> String {
    let mut names = Vec::new();
    for link in &claim.attributions {
        let passing = [link.source, link.relay.as_ref().map(|relay| relay.source)];
        names.extend(passing.into_iter().flatten().map(|id| label(report, Some(id))));
    }
    names.join("; ")
}

fn number(source: &Source) -> String {
    match source.axes.descriptors.number {
        Number::One => "1".to_owned(),
        Number::Exactly(people) => people.to_string(),
        Number::Several => "several".to_owned(),
        Number::Unstated => String::new(),
    }
}

fn related(source: &Source, kind: &RelationKind) -> String {
    let others = source.relations.iter().filter(|relation| relation.kind == *kind);
    others.map(|relation| id_of(Some(relation.other))).collect::<Vec<_>>().join("; ")
}
