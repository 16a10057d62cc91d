//! Who said it, through whom it reached us, how identifiable the source is, and what happened when.

#[cfg(feature = "analyzer")]
mod analyzer;
#[cfg(feature = "analyzer")]
pub mod anonymity;
#[cfg(feature = "analyzer")]
mod attribution;
pub mod brat;
mod error;
#[cfg(feature = "analyzer")]
mod event;
#[cfg(feature = "analyzer")]
mod mention;
mod model;
#[cfg(feature = "analyzer")]
mod resolve;
mod span;
#[cfg(feature = "analyzer")]
pub mod text;
#[cfg(feature = "analyzer")]
pub mod time;
#[cfg(feature = "analyzer")]
pub mod training;

#[cfg(feature = "analyzer")]
pub use analyzer::{Analyzer, Given, Options};
pub use error::Error;
pub use model::actor::{Actor, ActorKind, Mention, MentionKind};
pub use model::anonymity::{
    Axes, Basis, BasisKind, Descriptors, Grade, Level, Number, Reason, ReasonKind, Terms,
};
pub use model::article::{Article, Metadata, Published};
pub use model::claim::{Attribution, Claim, Confidence, Force, Quotation, Relay};
pub use model::event::{Event, EventStatus, EventTime, Participant};
pub use model::id::{ActorId, ClaimId, EventId, SourceId};
pub use model::report::{AnonymousCount, Diagnostic, DiagnosticCode, Report};
pub use model::source::{Relation, RelationKind, Source, SourceMention};
pub use model::time::{TimeExpression, TimeReading};
pub use span::Span;
