//! Who said it, through whom it reached us, how identifiable the source is, and what happened when.
//!
//! Given the text of a news article, this crate answers for every statement in it who said it, who passed it on, how far
//! the text lets a reader know that source, and with what force it was said; and what happened when. Every answer
//! carries the spans of the words that justify it.
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
//!     let speaker = report.speaker(id).map_or("nobody named", |actor| actor.label());
//!     let words: Vec<_> = claim.content.iter().filter_map(|span| span.slice(&article.text)).collect();
//!     println!("{speaker}: {}", words.join(" … "));
//! }
//! let levels: Vec<Level> = report.sources.iter().map(|source| source.level).collect();
//! assert_eq!(levels, [Level::Named, Level::Described]);
//! # Ok::<(), ascribe::Error>(())
//! ```
//!
//! # Three ways to use it
//!
//! - **As an analyzer.** [`Analyzer::analyze`] turns an [`Article`] into a [`Report`]. Its weights are part of the
//!   library: nothing is downloaded, and nothing has to be set up.
//! - **As a data model.** Other programs build, check, store and exchange reports without ever running the analyzer:
//!   see [`Report`]. With `default-features = false` that is all there is.
//! - **As a grader.** [`anonymity::grade`] tells of a bare phrase, "a senior administration official", how far it lets
//!   a reader know who speaks.
//!
//! # What a report holds
//!
//! | table | rows | what a row is |
//! | --- | --- | --- |
//! | [`Report::actors`] | [`Actor`] | somebody or something in the world, with the phrases that refer to it |
//! | [`Report::sources`] | [`Source`] | an actor as this article cites it: [`Level`], [`Axes`], [`Relation`]s |
//! | [`Report::claims`] | [`Claim`] | a content with its chain of [`Attribution`]s, from the speaker outwards |
//! | [`Report::events`] | [`Event`] | what happened, is going on or is planned, and when |
//! | [`Report::times`] | [`TimeExpression`] | a phrase that says when, and the civil days that it means |
//! | [`Report::diagnostics`] | [`Diagnostic`] | what was noticed or given up on |
//!
//! [`export::html::page`] shows a report to a person, and [`export::brat::write`] to programs of annotators.
//!
//! Rows refer to each other by dense ids ([`ActorId`], [`SourceId`], [`ClaimId`], [`EventId`]), and to the text by
//! [`Span`]s, which count bytes.
//!
//! # How identifiable a source is
//!
//! [`Level`] orders sources from named to unattributed. It grades what the *text* tells. It is not the ground rule
//! between reporter and source (on the record, background, off the record), which software cannot know; not the source's
//! reliability; and not the analyzer's [`Confidence`]. What else the words say of a source stands beside the level, each
//! on its own axis: what the source does and for whom, how it comes to know, on what terms it speaks. Since the text
//! often leaves open whether two phrases mean one person, the number of unnamed people is a range:
//! [`Report::anonymous_sources`].
//!
//! # What can be relied on
//!
//! - Analysis never fails and never panics, whatever the text. It reads no clock, no network and no environment, and
//!   gives the same report for the same article every time.
//! - Time and memory grow linearly with the text, whatever the text. `cargo bench --bench analysis` prints the rate on
//!   your machine, beside a yardstick.
//! - Every span lies on character boundaries of the article's text, which is kept as it came.
//! - Reports that were written can be read, by later versions too; what a version does not know is passed on or ignored.
//!
//! # Formats
//!
//! Reports are JSON by serde, with a published [schema](export::json_schema). Besides there are [`brat`](export::brat) and [`web_annotation`](export::web_annotation), which people
//! correct and which are read back, with [`differences`] to list what they changed; [`schema_org`](export::schema_org) and [`prov`](export::prov) as linked
//! data ([`json_ld`](export::json_ld)); and [tables](export::table) for CSV, which the feature `arrow` has as columns of Apache Arrow too.
//!
//! The [`guide`] goes on from here; [`design`] says how it is built, and why so.
//!
//! # Features
//!
//! - `embedded-model` (on unless switched off): the weights inside the library, for [`Analyzer::new`].
//! - `audit` (on unless switched off): what a standards desk looks for, in [`audit`](mod@audit).
//! - `analyzer`: the analyzer and the grader without weights, for [`Analyzer::with_model`].
//! - `arrow`: record batches of Apache Arrow in and out, in the module `arrow`.
//! - `schema`: the types of the data model implement `schemars::JsonSchema`.

#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "analyzer")]
mod analyzer;
#[cfg(feature = "analyzer")]
pub mod anonymity;
#[cfg(feature = "analyzer")]
mod attribution;
#[cfg(feature = "audit")]
pub mod audit;
#[doc = include_str!("../DESIGN.md")]
pub mod design {}
mod difference;
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
mod span;
#[cfg(feature = "analyzer")]
pub mod text;
#[cfg(feature = "analyzer")]
pub mod time;
#[cfg(feature = "training")]
pub mod training;

#[cfg(feature = "analyzer")]
pub use analyzer::{Analyzer, Options};
#[cfg(feature = "analyzer")]
pub use attribution::{AttributionModel, Given};
pub use difference::Difference;
pub use error::Error;
pub use model::actor::{Actor, ActorKind, Mention, MentionKind};
pub use model::anonymity::{
    Axes, Basis, BasisKind, Descriptors, Grade, Level, Number, Reason, ReasonKind, Terms,
};
pub use model::article::{Article, Metadata, Published};
pub use model::claim::{Attribution, Claim, Confidence, Force, Quotation, Relay};
pub use model::event::{Event, EventStatus, EventTime, Participant};
pub use model::factuality::{Certainty, Factuality, Polarity, Stance};
pub use model::id::{ActorId, ClaimId, EventId, SourceId};
pub use model::report::{AnonymousCount, Diagnostic, DiagnosticCode, Report};
pub use model::source::{Relation, RelationKind, Source, SourceMention};
pub use model::time::{
    DayRange, Granularity, PartOfDay, Recurrence, TimeAnchor, TimeExpression, TimeKind, TimeLength,
    TimeReading,
};
pub use span::Span;

/// The code in the README runs.
#[cfg(all(doctest, feature = "embedded-model"))]
#[doc = include_str!("../README.md")]
pub struct Readme;
