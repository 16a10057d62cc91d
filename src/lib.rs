//! Who said it, through whom it reached us, how identifiable the source is, and what happened when.

mod error;
mod span;
#[cfg(feature = "analyzer")]
pub mod text;

pub use error::Error;
pub use span::Span;
