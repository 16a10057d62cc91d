//! The neural engine: one small network reads the article once.

mod arithmetic;
mod chain;
mod decode;
mod encoder;
mod functions;
mod heads;
pub(crate) mod input;
mod vectors;
mod weights;

pub use weights::AttributionModel;
