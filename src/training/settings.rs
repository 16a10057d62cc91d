//! Training settings of the language model.

use crate::text::syntax::table::mix;

/// Training settings of the language model.
///
/// ```
/// let mut settings = ascribe::training::language::Settings::default();
/// settings.parser_epochs = 3;
/// assert!(settings.tagger_epochs > 0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Settings {
    /// Number of epochs of the tagger.
    pub tagger_epochs: usize,
    /// Number of epochs of the parser.
    pub parser_epochs: usize,
    /// Number of occurrences from which on a word has no other tags than those of its occurrences.
    pub known: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { tagger_epochs: 8, parser_epochs: 16, known: 3 }
    }
}

/// Shuffles numbers. The order depends on the epoch only.
pub(super) fn shuffle(order: &mut [usize], epoch: usize) {
    let mut state = mix(epoch as u64, 77);
    for at in (1..order.len()).rev() {
        state = mix(state, at as u64);
        #[allow(clippy::cast_possible_truncation)]
        order.swap(at, (state % (at as u64 + 1)) as usize);
    }
}
