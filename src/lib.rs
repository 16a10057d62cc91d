//! Who said it, through whom it reached us, how identifiable the source is, and what happened when.

mod error;
mod model;
mod span;
#[cfg(feature = "analyzer")]
pub mod text;

pub use error::Error;
pub use model::anonymity::{
    Axes, Basis, BasisKind, Descriptors, Grade, Level, Number, Reason, ReasonKind, Terms,
};
pub use span::Span;
