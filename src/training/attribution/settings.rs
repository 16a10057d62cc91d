//! Data and settings of training.

use crate::Given;
use crate::attribution::engine::features::FeatureGroup;

/// An annotated article.
///
/// ```
/// use ascribe::export::brat;
/// use ascribe::training::attribution::AnnotatedArticle;
///
/// let text = "Rain, she said.";
/// let article = AnnotatedArticle::new(text, brat::given_from_str("", text));
/// assert!(article.attributions.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct AnnotatedArticle {
    /// The text.
    pub text: String,
    /// The attributions that annotators marked in it.
    pub attributions: Vec<Given>,
}

impl AnnotatedArticle {
    /// An article with its attributions.
    #[must_use]
    pub fn new(text: impl Into<String>, attributions: Vec<Given>) -> Self {
        AnnotatedArticle { text: text.into(), attributions }
    }
}

/// Training settings of the attribution engine.
///
/// ```
/// use ascribe::training::attribution::{FeatureGroup, Settings};
///
/// let mut settings = Settings::default();
/// settings.without = Some(FeatureGroup::Parse);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Settings {
    /// Number of epochs of each stage.
    pub epochs: usize,
    /// Learning rate.
    pub rate: f32,
    /// Damping of the step of a weight that was seldom used.
    pub damp: f32,
    /// L1 regularization of the first stage.
    pub first_l1: f32,
    /// L1 regularization of the second stage.
    pub second_l1: f32,
    /// Minimum number of occurrences of a feature with a weight.
    pub seen: u8,
    /// Share of a token's features that a step ignores. On PolNeAR dev the default is worth 0.6 of attribution F1 and 4 of
    /// strict F1.
    pub dropout: f32,
    /// Binary logarithm of the number of rows of each table of weights.
    pub bits: (u32, u32),
    /// Biases of decoding: to cues in the first stage, to tokens outside in the second, and to a source if none was found.
    pub bias: (f32, f32, f32),
    /// The features to leave out, if any.
    pub without: Option<FeatureGroup>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            epochs: 8,
            rate: 0.15,
            damp: 0.5,
            first_l1: 2e-5,
            second_l1: 2e-5,
            seen: 2,
            dropout: 0.5,
            bits: (17, 17),
            bias: (0.8, -0.4, 4.0),
            without: None,
        }
    }
}
