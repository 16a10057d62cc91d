//! Attribution for news text: who said what, through whom, how identifiable the source is, and what happened when.
//!
//! An [`Analyzer`] turns an [`Article`] into a [`Report`], and every answer in a report has the [`Span`]s of the words that
//! justify it:
//!
#![cfg_attr(feature = "embedded-model", doc = "```")]
#![cfg_attr(not(feature = "embedded-model"), doc = "```ignore")]
//! use ascribe::{Analyzer, Article, Level};
//!
//! let article = Article::new(
//!     "The bridge will close on Friday, Mayor Ann Lee said. According to a senior city official, it may never reopen.",
//! )
//! .with_published("2024-03-18".parse()?);
//! let report = Analyzer::new().analyze(&article);
//!
//! for (id, claim) in report.iter_claims() {
//!     println!("{}: {}", report.speaker_name(id), claim.words(&article.text));
//! }
//! let levels: Vec<Level> = report.sources.iter().map(|source| source.level).collect();
//! assert_eq!(levels, [Level::Named, Level::Described]);
//! # Ok::<(), ascribe::Error>(())
//! ```
//!
//! The weights are part of the library: nothing is downloaded, and nothing has to be set up.
//!
//! # Where to start
//!
//! 1. The README shows what a report looks like, and how accurate and fast it is.
//! 2. The [`guide`] has a page for each use, with code: one article, many articles, the answers of a language model, attributions of another extractor, grading,
//!    word lists, exports and corrections, house rules, training. [`guide::design`] describes the architecture.
//! 3. The types below are the data model. Start with [`Report`].
//!
//! # Modules
//!
//! | module | what it has |
//! | --- | --- |
//! | this one | the analyzer and the data model |
//! | [`export`] | reports in other formats: HTML, brat, Web Annotation, JSON-LD, CSV, Arrow; and the ones that can be read back |
//! | [`anonymity`] | the grader: how far a phrase identifies a source |
//! | [`audit`](mod@audit) | house rules of newsrooms |
//! | [`time`] | expressions of time |
//! | [`text`] | the language layer: tokens, tags, lemmas, dependencies, quotations |
//! | [`verify`] | whether somebody said what a program says they said |
//! | [`encoder`] | larger networks in the place of the small one |
//! | `training` | training weights |
//! | [`guide`] | the guide |
//!
//! # The report
//!
//! | table | row | what it is |
//! | --- | --- | --- |
//! | [`Report::actors`] | [`Actor`] | a person, organization, document or place, with its mentions |
//! | [`Report::sources`] | [`Source`] | an actor that the article cites, with [`Level`], [`Axes`] and [`Relation`]s |
//! | [`Report::claims`] | [`Claim`] | a content with its chain of [`Attribution`]s, speaker first |
//! | [`Report::events`] | [`Event`] | what happened, happens or is planned, and when |
//! | [`Report::times`] | [`TimeExpression`] | a phrase that says when, and the days that it means |
//! | [`Report::diagnostics`] | [`Diagnostic`] | what the analyzer noticed |
//!
//! Rows refer to each other by dense ids ([`ActorId`], [`SourceId`], [`ClaimId`], [`EventId`]), and to the text by spans, which
//! count bytes.
//!
//! A report is plain data. Other programs can build, check, store and exchange reports without the analyzer: disable the
//! default features for the data model alone.
//!
//! # Anonymity levels
//!
//! [`Level`] is a scale from named to unattributed. It grades what the *text* tells of a source. It is not the ground rule
//! between reporter and source (on the record, background, off the record), which the text does not show. It is not the
//! reliability of the source. It is not the [`Confidence`] of the analyzer.
//!
//! The [`Axes`] have what else the text tells of a source: role, affiliation, basis of knowledge, terms. Since it is often open
//! whether two phrases mean the same person, the number of unnamed people is a range: [`Report::anonymous_sources`].
//!
//! # Guarantees
//!
//! - Analysis never fails and never panics, on any text. It uses no clock, network or environment, and is deterministic.
//! - Time and memory are linear in the length of the text. `cargo bench --bench analysis` measures both.
//! - Spans are on character boundaries of the text as it was given.
//! - Later versions read the reports of this one. Unknown fields are ignored, and unknown values of open vocabularies are kept.
//!
//! # Features
//!
//! - `embedded-model` (enabled by default): the weights, for [`Analyzer::new`].
//! - `audit` (enabled by default): house rules. Depends on `toml`.
//! - `analyzer`: the analyzer without weights, for [`Analyzer::with_model`]; the grader; the modules `time`, `text` and `verify`.
//! - `training`: the module `training`.
//! - `arrow`: the module `export::arrow`. Depends on `arrow-array` and `arrow-schema`.
//! - `schema`: the types of the data model implement `schemars::JsonSchema`. Depends on `schemars`.
//!
//! Without features the crate is the data model with [`export`].

#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "analyzer")]
mod analyzer;
#[cfg(feature = "analyzer")]
pub mod anonymity;
#[cfg(feature = "analyzer")]
mod attribution;
#[cfg(feature = "audit")]
pub mod audit;
#[cfg(any(feature = "analyzer", feature = "audit"))]
mod checksum;
mod difference;
#[cfg(feature = "analyzer")]
pub mod encoder;
mod error;
#[cfg(feature = "analyzer")]
mod event;
pub mod export;
#[cfg(feature = "analyzer")]
mod force;
#[cfg(feature = "embedded-model")]
pub mod guide;
#[cfg(any(feature = "analyzer", feature = "audit"))]
pub mod lexicon;
#[cfg(feature = "analyzer")]
mod mention;
mod model;
mod points;
#[cfg(feature = "analyzer")]
mod resolve;
#[cfg(feature = "analyzer")]
mod shared;
mod span;
#[cfg(feature = "analyzer")]
pub mod text;
#[cfg(feature = "analyzer")]
pub mod time;
#[cfg(feature = "training")]
pub mod training;
#[cfg(feature = "analyzer")]
pub mod verify;
#[cfg(feature = "analyzer")]
mod watch;

#[cfg(feature = "analyzer")]
pub use analyzer::{Analyzer, Options};
#[cfg(feature = "analyzer")]
pub use attribution::{AttributionModel, Given};
pub use difference::Difference;
pub use error::Error;
pub use model::actor::{Actor, ActorKind, Mention, MentionKind};
pub use model::anonymity::{
    Axes, Basis, BasisKind, Descriptors, Grade, Level, Number, Reason, ReasonKind, Standing, StandingKind,
    Terms,
};
pub use model::article::{Article, Metadata, Published};
pub use model::citations::{Citation, Citations};
pub use model::claim::{Attribution, Claim, Confidence, Force, Quotation, Relay};
pub use model::event::{Event, EventStatus, EventTime, Participant};
pub use model::factuality::{Certainty, Factuality, Polarity, Stance};
pub use model::id::{ActorId, ClaimId, EventId, SourceId};
pub use model::maker::Maker;
pub use model::report::{AnonymousCount, Diagnostic, DiagnosticCode, Report};
pub use model::source::{Relation, RelationKind, Source, SourceMention};
pub use model::summary::{Summary, UnnamedSource};
pub use model::time::{
    DayRange, Granularity, PartOfDay, Recurrence, TimeAnchor, TimeExpression, TimeKind, TimeLength,
    TimeReading,
};
pub use points::TextIndex;
#[cfg(feature = "analyzer")]
pub use shared::Shared;
pub use span::Span;

/// The crate of the dates in [`Published`] and [`TimeReading`], in the version that this one uses.
pub use chrono;

/// The code in the README runs.
#[cfg(all(doctest, feature = "embedded-model"))]
#[doc = include_str!("../README.md")]
pub struct Readme;
