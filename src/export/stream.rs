//! Sequences that are made part by part while serde writes them, so that a long report's document is never whole in memory.

use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};

/// A function that hands each part to another, in order.
type Each<'a, T> = dyn Fn(&mut dyn FnMut(T)) + 'a;

/// The parts of a document.
pub(super) struct Parts<'a, T>(Box<Each<'a, T>>);

impl<'a, T> Parts<'a, T> {
    pub(super) fn new(each: impl Fn(&mut dyn FnMut(T)) + 'a) -> Self {
        Parts(Box::new(each))
    }

    /// All of them at once.
    pub(super) fn collect(&self) -> Vec<T> {
        let mut parts = Vec::new();
        (self.0)(&mut |part| parts.push(part));
        parts
    }
}

impl<T: Serialize> Serialize for Parts<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut sequence = serializer.serialize_seq(None)?;
        let mut written = Ok(());
        (self.0)(&mut |part| {
            if written.is_ok() {
                written = sequence.serialize_element(&part);
            }
        });
        written?;
        sequence.end()
    }
}
