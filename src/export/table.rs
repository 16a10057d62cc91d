//! Claims, sources and events as tables of text, for spreadsheets, data frames and databases.
//!
//! A [`Table`] is a header and rows, which any CSV writer takes:
//!
//! ```
//! use ascribe::export::table;
//! use ascribe::{Article, Report};
//!
//! let article = Article::new("Nobody spoke.");
//! let tables = table::to_rows(&Report::new(&article), &article.text);
//! let claims = tables.claims.guarded();
//! let mut csv = csv::Writer::from_writer(Vec::new());
//! csv.write_record(claims.header)?;
//! for row in &claims.rows {
//!     csv.write_record(row)?;
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Rows refer to each other by ids: `c0` is the first claim, `s0` the first source, `a0` the first actor, `e0` the first
//! event. Several values in one cell are separated by `; `, the parts of a content by ` … `. A span that does not fit the
//! text gives no words. A reference to a row that does not exist keeps its id.
//!
//! # Formulas
//!
//! A spreadsheet reads a cell that starts with `=`, `+`, `-`, `@` or a tab as a formula, and the text of an article may start
//! so. [`Table::guarded`] puts an apostrophe before such cells. Use it for spreadsheets only.

use crate::{ActorId, Claim, Number, RelationKind, Report, Source, SourceId, Span};

/// The columns of [`Tables::claims`].
pub(super) const CLAIM_COLUMNS: [&str; 16] = [
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
];

/// The columns of [`Tables::sources`].
pub(super) const SOURCE_COLUMNS: [&str; 21] = [
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
    "standing",
    "basis",
    "terms",
    "reason_kind",
    "reason",
    "same",
    "different",
    "maybe",
];

/// The columns of [`Tables::events`].
pub(super) const EVENT_COLUMNS: [&str; 14] = [
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
];

/// A header and rows with as many cells.
///
/// ```
/// use ascribe::export::table::Table;
///
/// let table = Table::new(&["claim", "content"], vec![vec!["c0".to_owned(), "=1+1".to_owned()]]);
/// assert_eq!(table.guarded().rows[0], ["c0", "'=1+1"]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Table {
    /// The names of the columns.
    pub header: &'static [&'static str],
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with these columns and rows.
    #[must_use]
    pub fn new(header: &'static [&'static str], rows: Vec<Vec<String>>) -> Table {
        Table { header, rows }
    }

    /// The same table with an apostrophe before every cell that a spreadsheet would read as a formula.
    ///
    /// Such a cell starts with a tab or a line break; or, after any white space, with `=`, `+`, `-`, `@` or one of their
    /// full-width forms.
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

/// The tables of a report.
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
///
/// let tables = table::to_rows(&report, &article.text);
/// assert_eq!(tables.claims.header[..4], ["claim", "start", "end", "content"]);
/// assert_eq!(tables.claims.rows[0][..4], ["c0", "0", "15", "Rates will rise"]);
/// assert_eq!(tables.sources.header[..5], ["source", "actor", "name", "kind", "level"]);
/// assert_eq!(tables.sources.rows[0][..5], ["s0", "a0", "Ann Lee", "person", "named"]);
/// # Ok::<(), ascribe::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tables {
    /// One row a claim.
    ///
    /// `start` and `end` are the byte offsets of the content in UTF-8, `end` exclusive. `chain` has the sources of the chain,
    /// speaker first.
    pub claims: Table,
    /// One row a source.
    ///
    /// `claims` is the number of claims whose speaker it is. The columns from `number` to `reason` are the
    /// [axes](crate::Axes), in the words of the article but for the number and the standing. `same`, `different` and `maybe` are
    /// [relations](crate::Source::relations) to other sources.
    pub sources: Table,
    /// One row an event.
    ///
    /// `first_day` and `last_day` are civil days. `clock` is the time of day, `offset` its offset from UTC if known.
    pub events: Table,
}

/// The claims, sources and events of a report on an article with this text.
///
/// Time complexity: linear in the lengths of report and output.
#[must_use]
pub fn to_rows(report: &Report, text: &str) -> Tables {
    Tables { claims: claims(report, text), sources: sources(report, text), events: events(report, text) }
}

fn claims(report: &Report, text: &str) -> Table {
    let rows = report.iter_claims().map(|(id, claim)| {
        let link = claim.speaker();
        let source = link.and_then(|link| link.source);
        let relay = report.relay(id);
        vec![
            format!("c{}", id.index()),
            claim.extent().start().to_string(),
            claim.extent().end().to_string(),
            claim.words(text),
            claim.quotation.as_str().to_owned(),
            claim.force.as_str().to_owned(),
            id_of(source),
            label(report, source),
            report.level_of(source).as_str().to_owned(),
            link.map_or(String::new(), |link| Span::excerpt(&link.source_spans, text)),
            link.map_or(String::new(), |link| Span::excerpt(&link.cue, text)),
            id_of(relay),
            label(report, relay),
            chain(report, claim),
            claim.within.map_or(String::new(), |outer| format!("c{}", outer.index())),
            claim.confidence.get().to_string(),
        ]
    });
    Table::new(&CLAIM_COLUMNS, rows.collect())
}

fn sources(report: &Report, text: &str) -> Table {
    let citations = report.citations(text);
    let rows = report.iter_sources().zip(citations.by_source).map(|((id, source), citation)| {
        let actor = report.actor(source.actor);
        let told = |told: fn(&crate::Actor) -> String| actor.map_or(String::new(), told);
        let axes = &source.axes;
        let one = |span: Option<Span>| span.map_or(String::new(), |span| Span::excerpt(&[span], text));
        let mentions: Vec<Span> = source.mentions.iter().map(|mention| mention.span).collect();
        vec![
            format!("s{}", id.index()),
            format!("a{}", source.actor.index()),
            told(|actor| actor.label().to_owned()),
            told(|actor| actor.kind.as_str().to_owned()),
            source.level.as_str().to_owned(),
            citation.speaks.len().to_string(),
            told(|actor| actor.role.clone().unwrap_or_default()),
            told(|actor| actor.affiliation.clone().unwrap_or_default()),
            told(|actor| actor.former.to_string()),
            Span::excerpt(&mentions, text),
            number(source),
            one(axes.descriptors.seniority),
            one(axes.descriptors.authorised_voice),
            axes.standing.as_ref().map_or(String::new(), |standing| standing.kind.as_str().to_owned()),
            one(axes.basis.as_ref().map(|basis| basis.span)),
            one(axes.terms.explicit),
            axes.terms.reason.as_ref().map_or(String::new(), |reason| reason.kind.as_str().to_owned()),
            one(axes.terms.reason.as_ref().map(|reason| reason.span)),
            related(source, &RelationKind::Same),
            related(source, &RelationKind::Different),
            related(source, &RelationKind::Maybe),
        ]
    });
    Table::new(&SOURCE_COLUMNS, rows.collect())
}

fn events(report: &Report, text: &str) -> Table {
    let rows = report.iter_events().map(|(id, event)| {
        let reading = event.time.as_ref().map(|time| &time.reading);
        let days = |day: Option<chrono::NaiveDate>| day.map_or(String::new(), |day| day.to_string());
        let parts: Vec<String> = event.participants.iter().map(|part| actor(report, part.actor)).collect();
        let claims: Vec<String> = event.claims.iter().map(|claim| format!("c{}", claim.index())).collect();
        let granularity = reading.and_then(|reading| reading.granularity.as_ref());
        vec![
            format!("e{}", id.index()),
            Span::excerpt(&[event.trigger], text),
            Span::excerpt(&[*event.mentions.first().unwrap_or(&event.trigger)], text),
            event.status.as_str().to_owned(),
            days(reading.and_then(|reading| reading.start)),
            days(reading.and_then(|reading| reading.end)),
            granularity.map_or(String::new(), |granularity| granularity.as_str().to_owned()),
            reading
                .and_then(|reading| reading.clock)
                .map_or(String::new(), |clock| clock.format("%H:%M").to_string()),
            reading.and_then(|reading| reading.offset).map_or(String::new(), |offset| offset.to_string()),
            reading.map_or(String::new(), |reading| reading.certain.to_string()),
            event.time.as_ref().map_or(String::new(), |time| Span::excerpt(&time.spans, text)),
            event.place.map_or(String::new(), |span| Span::excerpt(&[span], text)),
            parts.join("; "),
            claims.join("; "),
        ]
    });
    Table::new(&EVENT_COLUMNS, rows.collect())
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
    claim.chain().map(|id| label(report, Some(id))).collect::<Vec<_>>().join("; ")
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
