//! Benches: that they compile, and those whose figures do not depend on the machine.

use super::Done;
use super::command::tool;
use super::figures::{after, at_most};
use super::files::Work;

pub(super) fn compile(_: &Work) -> Done {
    tool("cargo bench -p ascribe -p ascribe-transformer --no-run").run()
}

/// Finding times adds under a tenth to the whole analysis, and so do events and force.
pub(super) fn shares(_: &Work) -> Done {
    let printed = tool("cargo bench -p ascribe --bench times").shown()?;
    at_most("share of times, %", after(&printed, &["share of times"])?, 10.0)?;
    at_most("share of events, %", after(&printed, &["share of events"])?, 10.0)
}

/// How many instructions each stage takes: what must not creep, however busy the machine is.
pub(super) fn counts(_: &Work) -> Done {
    // Where there is no valgrind it says so; what fails is a count that has risen.
    tool("cargo bench -p ascribe --bench counts").run()
}

/// How many times its text an analysis and its exports take at the peak, on news and on texts made to take the most. It fails by
/// itself where one is above the limit.
pub(super) fn memory(_: &Work) -> Done {
    tool("cargo bench -p ascribe --bench memory").run()
}
