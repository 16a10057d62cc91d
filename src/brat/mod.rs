//! brat stand-off files: what annotators draw, and what scorers read.
//!
//! One attribution is an event of type `Attribution` whose arguments are text-bound `Source`, `Cue` and `Content`
//! annotations, as in the PolNeAR corpus. Offsets count Unicode code points, not bytes. See
//! <https://brat.nlplab.org/standoff.html> for the format.

mod write;

pub use write::{WriteOptions, write};
