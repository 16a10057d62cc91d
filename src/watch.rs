//! Giving up: what an analysis asks between paragraphs.

use std::cell::Cell;

/// Asks whether an analysis is to go on. Once told to stop, it stays so.
pub(crate) struct Watch<'w> {
    goes_on: &'w dyn Fn() -> bool,
    stopped: Cell<bool>,
}

impl<'w> Watch<'w> {
    /// One that never stops.
    pub(crate) fn never() -> Watch<'static> {
        Watch::new(&|| true)
    }

    pub(crate) fn new(goes_on: &'w dyn Fn() -> bool) -> Self {
        Watch { goes_on, stopped: Cell::new(false) }
    }

    /// Whether to stop.
    pub(crate) fn stops(&self) -> bool {
        if !self.stopped.get() && !(self.goes_on)() {
            self.stopped.set(true);
        }
        self.stopped.get()
    }
}
