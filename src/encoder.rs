//! Encoders of one's own: what makes a vector of each token, which the heads of the attribution engine read.
//!
//! The engine in the library has a small network for that. A larger one implements [`Encode`], and
//! [`AttributionModel::with_encoder`](crate::AttributionModel::with_encoder) puts heads on it that have learned from its vectors.
//! [`Layer`] and [`widest`] are what such a network is built of.

use std::fmt::Debug;

pub use crate::attribution::network::Layer;
pub use crate::attribution::network::vectors::widest;

/// A token, as an encoder reads it.
///
/// ```
/// use ascribe::encoder::Token;
///
/// let token = Token { word: "Said", features: [3, 41, 1, 2] };
/// assert!(token.features.iter().zip(Token::FEATURES).all(|(feature, count)| usize::from(*feature) < count));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'t> {
    /// Its form, as the text has it.
    pub word: &'t str,
    /// Its shape (capitals, small letters, digits), part of speech, quotation state and cue class, each counted from 1.
    pub features: [u16; 4],
}

impl Token<'_> {
    /// Bounds of the features: each is less than its bound.
    pub const FEATURES: [usize; 4] = [256, 50, 8, 8];
}

/// An encoder: units of text in, a vector of each token out.
///
/// A unit is a paragraph, or a few that belong together. The vectors must depend on nothing but the arguments, and memory should
/// not grow faster than the number of tokens.
///
/// ```
/// use ascribe::encoder::{Encode, Token};
///
/// /// Knows how long words are.
/// #[derive(Debug)]
/// struct Lengths;
///
/// impl Encode for Lengths {
///     fn width(&self) -> usize {
///         1
///     }
///
///     fn hash(&self) -> u64 {
///         7
///     }
///
///     fn encode(&self, units: &[Vec<Token<'_>>], states: &mut Vec<f32>) {
///         states.extend(units.iter().flatten().map(|token| token.word.len() as f32));
///     }
/// }
///
/// let mut states = Vec::new();
/// Lengths.encode(&[vec![Token { word: "said", features: [0; 4] }]], &mut states);
/// assert_eq!(states, [4.0]);
/// ```
pub trait Encode: Debug + Send + Sync {
    /// The length of a vector.
    fn width(&self) -> usize;

    /// A hash of the weights.
    fn hash(&self) -> u64;

    /// Appends the vector of each token, in the order of the units.
    fn encode(&self, units: &[Vec<Token<'_>>], states: &mut Vec<f32>);

    /// Appends the vector of a word by itself, in lower case, if there is one: words that are near in meaning have vectors of nearly
    /// one direction. By them "the linguist" is found to be a professor of languages. The default knows no words.
    fn meaning(&self, word: &str, vector: &mut Vec<i8>) {
        let _ = (word, vector);
    }
}

/// The hash of weights that files of the library have: that of Fowler, Noll and Vo, over eight bytes at a time, rotated.
///
/// ```
/// assert_ne!(ascribe::encoder::checksum(b"one"), ascribe::encoder::checksum(b"two"));
/// ```
#[must_use]
pub fn checksum(bytes: &[u8]) -> u64 {
    crate::checksum::checksum(bytes)
}
