//! The neural engine: one small network reads the article once.

mod arithmetic;
mod chain;
mod decode;
mod encoder;
pub(crate) mod functions;
mod heads;
pub(crate) mod input;
mod mend;
mod names;
mod spelling;
mod vectors;
mod weights;

pub use weights::AttributionModel;
