//! brat stand-off annotation, for annotators and scorers.
//!
//! An attribution is an event of type `Attribution`. Its arguments are text-bound `Source`, `Cue` and `Content`
//! annotations, as in the `PolNeAR` corpus. Offsets count Unicode code points of the text as it was given: a byte order
//! mark counts as one, and a DOS line ending as two. The format is described at
//! <https://brat.nlplab.org/standoff.html>.
//!
//! # Corrections
//!
//! 1. [`to_string`] writes `NAME.ann`, for a folder of a brat collection that has the text as `NAME.txt`. [`settings`]
//!    writes the three settings files of that folder.
//! 2. A person corrects the annotation. Two sources become one if their attributions get the same `SourceId`, or if a
//!    relation `SameSource` joins their words. One source becomes two if some of its attributions get another `SourceId`.
//! 3. [`from_str`] reads the corrected file as a [`Report`](crate::Report), and
//!    [`Report::differences`](crate::Report::differences) lists the changes.

mod file;
#[cfg(feature = "analyzer")]
mod given;
mod identity;
mod read;
mod settings;
mod write;

#[cfg(feature = "analyzer")]
pub use given::given_from_str;
pub use read::from_str;
pub use settings::settings;
pub use write::{WriteOptions, to_string, to_string_with};
