//! What an analyzer holds for as long as it lives.

use std::ops::Deref;
use std::sync::Arc;

/// Weights or words that an [`Analyzer`](crate::Analyzer) holds: its own, shared by an [`Arc`], or part of the program.
///
/// Nothing is copied but what is given by value, which moves. Functions take `impl Into<Shared<T>>`, so that a value, an `Arc` and a
/// `&'static` reference can be handed to them as they are. A clone is as cheap as that of an `Arc`.
///
/// ```
/// use std::sync::Arc;
///
/// use ascribe::Shared;
/// use ascribe::lexicon::Lexicon;
///
/// let embedded: Shared<Lexicon> = Lexicon::standard().into();
/// let own: Shared<Lexicon> = Lexicon::empty().into();
/// let shared: Shared<Lexicon> = Arc::new(Lexicon::empty()).into();
/// assert_ne!(embedded.hash(), own.hash());
/// assert_eq!(own.hash(), shared.hash());
/// ```
#[derive(Debug)]
pub struct Shared<T: 'static>(Held<T>);

#[derive(Debug)]
enum Held<T: 'static> {
    Program(&'static T),
    Counted(Arc<T>),
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Shared(match &self.0 {
            Held::Program(held) => Held::Program(held),
            Held::Counted(held) => Held::Counted(Arc::clone(held)),
        })
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        match &self.0 {
            Held::Program(held) => held,
            Held::Counted(held) => held,
        }
    }
}

impl<T> From<&'static T> for Shared<T> {
    fn from(held: &'static T) -> Self {
        Shared(Held::Program(held))
    }
}

impl<T> From<Arc<T>> for Shared<T> {
    fn from(held: Arc<T>) -> Self {
        Shared(Held::Counted(held))
    }
}

impl<T> From<T> for Shared<T> {
    fn from(held: T) -> Self {
        Shared(Held::Counted(Arc::new(held)))
    }
}
