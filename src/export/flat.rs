//! Claims as flat rows, for notebooks and web pages: one row a claim, with everything in words and nothing to look up.
//!
//! [`to_value`] returns [`Row`]s, which any serde format writes; a line of JSON each is JSON Lines. [`to_rows`] has the same
//! columns as a [`Table`] of text, for CSV. `ascribe export --format flat` and `flat-csv` write them for many articles.
//!
//! ```
//! use ascribe::export::flat;
//! use ascribe::{Actor, ActorKind, Article, Attribution, Claim, Level, Quotation, Report, Source, Span};
//!
//! let article = Article::new("“Rates will rise,” Ann Lee said.");
//! let mut report = Report::new(&article);
//! let lee = report.add_actor(Actor::new(ActorKind::Person).with_name("Ann Lee"));
//! let source = report.add_source(Source::new(lee, Level::Named));
//! let link = Attribution::new(source).with_source_span(Span::new(23, 30)?).with_cue(Span::new(31, 35)?);
//! report.add_claim(Claim::new(Span::new(3, 19)?, Quotation::Direct, link));
//!
//! let rows = report.flat(&article.text);
//! assert_eq!((rows[0].words.as_str(), rows[0].speaker.as_deref()), ("Rates will rise,", Some("Ann Lee")));
//! assert_eq!((rows[0].start, rows[0].start_code_point), (3, 1));
//! assert_eq!(serde_json::to_value(&rows[0])?["level"], "named");
//! let table = flat::to_rows(&report, &article.text);
//! assert_eq!((table.header[1], table.rows[0][1].as_str()), ("words", "Rates will rise,"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Columns
//!
//! Names, order and meaning of the columns stay. Later versions may add some at the end. In JSON every column is there, `null` where
//! there is nothing. In a table an empty cell is nothing, and several names are separated by `; `.

use serde::{Deserialize, Serialize};

use super::table::Table;
use crate::{
    ActorKind, Certainty, Claim, ClaimId, Force, Level, Polarity, Quotation, Report, Span, StandingKind,
    TextIndex,
};

/// Makes the type of a row and its columns from one list.
macro_rules! columns {
    ($($(#[doc = $doc:literal])* $name:ident: $type:ty,)+) => {
        /// A claim with everything that is known of it, in words: see [`Report::flat`].
        ///
        /// The fields are the columns, in this order.
        ///
        /// ```
        /// use ascribe::{Article, Attribution, Claim, Quotation, Report, Span};
        ///
        /// let mut report = Report::new(&Article::new("“Never.”"));
        /// report.add_claim(Claim::new(Span::new(3, 9)?, Quotation::Direct, Attribution::unattributed()));
        /// let row = &report.flat("“Never.”")[0];
        /// assert_eq!((row.words.as_str(), row.speaker.as_deref()), ("Never.", None));
        /// # Ok::<(), ascribe::Error>(())
        /// ```
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[non_exhaustive]
        pub struct Row {
            $($(#[doc = $doc])* pub $name: $type,)+
        }

        /// The columns.
        const COLUMNS: &[&str] = &[$(stringify!($name)),+];

        impl Row {
            fn cells(&self) -> Vec<String> {
                vec![$(self.$name.cell()),+]
            }
        }
    };
}

columns! {
    /// The index of the claim in the report.
    claim: ClaimId,
    /// The words of the content. Parts are separated by ` … `.
    words: String,
    /// The speaker's name, or else the words that describe it. `None` if the text has no source.
    speaker: Option<String>,
    /// The kind of the speaker: `person`, `organization` …
    kind: Option<ActorKind>,
    /// The anonymity level of the speaker; `unattributed` if the text has no source.
    level: Level,
    /// The source as this claim cites it: "she", "a senior official". `None` if the text leaves it out.
    source_words: Option<String>,
    /// The words that attribute: "said".
    cue: Option<String>,
    /// The name of the source through which the claim reached the article: [`Report::relay`].
    relay: Option<String>,
    /// The names of the sources in the chain, speaker first: [`Claim::chain`].
    chain: Vec<String>,
    /// Whether the words are those of the source: `direct`, `indirect`, `mixed`.
    quotation: Quotation,
    /// What the speaker does: `statement`, `denial` …
    force: Force,
    /// How sure the speaker is: `certain`, `probable`, `possible`, `underspecified`.
    certainty: Certainty,
    /// Whether the speaker says that it is so: `positive`, `negative`, `underspecified`.
    polarity: Polarity,
    /// The words on which terms the speaker talks: "on condition of anonymity".
    terms: Option<String>,
    /// The words of the reason for that: "because he was not authorized to speak".
    reason: Option<String>,
    /// The confidence that the claim stands in the text, 0 to 1.
    confidence: f32,
    /// The confidence that this is the speaker, 0 to 1.
    speaker_confidence: f32,
    /// The index of the claim whose content contains this one.
    within: Option<ClaimId>,
    /// The sentence in which the content starts. `None` in a report without sentences.
    sentence: Option<String>,
    /// The start of the content in bytes of UTF-8, as Rust counts.
    start: usize,
    /// Its end, exclusive.
    end: usize,
    /// The start of the content in code points, as Python counts.
    start_code_point: usize,
    /// Its end, exclusive.
    end_code_point: usize,
    /// The start of the content in UTF-16 code units, as JavaScript and Java count.
    start_utf16: usize,
    /// Its end, exclusive.
    end_utf16: usize,
    /// In what capacity an unnamed speaker speaks: `confidential`, `private` … `None` for others.
    standing: Option<StandingKind>,
}

/// The claims of a report on an article with this text, one row each, in the order of the report.
///
/// A span that does not fit the text gives no words.
///
/// Time complexity: linear in the lengths of text, report and output.
#[must_use]
pub fn to_value(report: &Report, text: &str) -> Vec<Row> {
    let index = TextIndex::new(text);
    report.iter_claims().map(|(id, claim)| row(report, (text, &index), id, claim)).collect()
}

/// The rows of [`to_value`] as a table.
///
/// Time complexity: linear in the lengths of text, report and output.
#[must_use]
pub fn to_rows(report: &Report, text: &str) -> Table {
    Table::new(COLUMNS, to_value(report, text).iter().map(Row::cells).collect())
}

impl Report {
    /// The claims as flat rows: words, speaker, level, relay and all else without ids to resolve. See [`flat`](crate::export::flat).
    ///
    /// Time complexity: linear in the lengths of text, report and output.
    #[must_use]
    pub fn flat(&self, text: &str) -> Vec<Row> {
        to_value(self, text)
    }
}

fn row(report: &Report, (text, index): (&str, &TextIndex<'_>), id: ClaimId, claim: &Claim) -> Row {
    let words = |spans: &[Span]| Some(Span::excerpt(spans, text)).filter(|words| !words.is_empty());
    let link = claim.speaker();
    let speaker = report.speaker(id);
    let axes = claim.source().and_then(|source| report.source(source)).map(|source| &source.axes);
    let terms = axes.map(|axes| &axes.terms);
    let extent = claim.extent();
    let (points, units) = (extent.code_points(index), extent.utf16(index));
    Row {
        claim: id,
        words: claim.words(text),
        speaker: speaker.map(|actor| actor.label().to_owned()),
        kind: speaker.map(|actor| actor.kind.clone()),
        level: report.level(id),
        source_words: link.and_then(|link| words(&link.source_spans)),
        cue: link.and_then(|link| words(&link.cue)),
        relay: report.relay(id).map(|source| report.name(source).to_owned()),
        chain: claim.chain().map(|source| report.name(source).to_owned()).collect(),
        quotation: claim.quotation,
        force: claim.force.clone(),
        certainty: claim.factuality.certainty,
        polarity: claim.factuality.polarity,
        terms: terms.and_then(|terms| words(terms.explicit.as_slice())),
        reason: terms.and_then(|terms| words(&[terms.reason.as_ref()?.span])),
        confidence: claim.confidence.get(),
        speaker_confidence: link.map_or(1.0, |link| link.identity.get()),
        within: claim.within,
        sentence: report.sentence_at(extent.start()).and_then(|sentence| words(&[sentence])),
        start: extent.start(),
        end: extent.end(),
        start_code_point: points.start,
        end_code_point: points.end,
        start_utf16: units.start,
        end_utf16: units.end,
        standing: axes.and_then(|axes| Some(axes.standing.as_ref()?.kind.clone())),
    }
}

/// A value as text in a table.
trait Cell {
    fn cell(&self) -> String;
}

impl<T: Cell> Cell for Option<T> {
    fn cell(&self) -> String {
        self.as_ref().map_or(String::new(), Cell::cell)
    }
}

impl Cell for Vec<String> {
    fn cell(&self) -> String {
        self.join("; ")
    }
}

impl Cell for ClaimId {
    fn cell(&self) -> String {
        self.index().to_string()
    }
}

macro_rules! displayed {
    ($($type:ty)+) => {
        $(impl Cell for $type {
            fn cell(&self) -> String {
                self.to_string()
            }
        })+
    };
}

displayed! { String usize f32 ActorKind Level Quotation Force Certainty Polarity StandingKind }
