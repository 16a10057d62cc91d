//! The neural engine: one small network reads the article once.

mod arithmetic;
mod chain;
pub(crate) mod decode;
mod encoder;
mod heads;
pub(crate) mod input;
mod weights;

pub(crate) use heads::Guideline;
pub use weights::Network;
