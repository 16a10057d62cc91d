//! The neural engine: one small network reads the article once.

mod arithmetic;
mod chain;
mod decode;
mod encoder;
pub(crate) mod functions;
mod heads;
pub(crate) mod input;
mod layer;
mod mend;
mod names;
mod spelling;
pub(crate) mod vectors;
mod weights;

pub use layer::Layer;
pub use weights::AttributionModel;
