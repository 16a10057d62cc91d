//! brat stand-off files: what annotators draw and correct, and what scorers read.
//!
//! One attribution is an event of type `Attribution` whose arguments are text-bound `Source`, `Cue` and `Content`
//! annotations, as in the `PolNeAR` corpus. Offsets count Unicode code points of the text as it was given: a byte order
//! mark is one, and so are each of the two characters that end a line of DOS. See
//! <https://brat.nlplab.org/standoff.html> for the format.
//!
//! The way there and back:
//!
//! 1. [`write()`] makes `NAME.ann`, to lie beside `NAME.txt` in a folder of brat's collections; [`settings`] makes the
//!    three files that brat wants in the same folder.
//! 2. A person corrects: moves spans, adds and removes attributions, chooses other attributes. Two sources become one when
//!    their attributions get the same `SourceId`, or when a relation `SameSource` is drawn between their words; one becomes
//!    two when some of its attributions get another `SourceId`.
//! 3. [`read`] makes a [`Report`](crate::Report) of the corrected file, and [`differences`](crate::differences) lists what
//!    was changed.

mod assemble;
mod read;
mod settings;
mod write;

pub use read::read;
pub use settings::settings;
pub use write::{WriteOptions, write};
