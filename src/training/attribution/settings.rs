//! How to train the attribution engine.

use crate::attribution::engine::features::FeatureGroup;

/// How to train.
///
/// ```
/// use ascribe::training::attribution::{FeatureGroup, Settings};
///
/// let settings = Settings { without: Some(FeatureGroup::Parse), ..Settings::default() };
/// assert_eq!(settings.epochs, Settings::default().epochs);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// How often each stage goes through the data.
    pub epochs: usize,
    /// How far a step goes.
    pub learning_rate: f32,
    /// How much of a step is held back where a weight was seldom used.
    pub damping: f32,
    /// How strongly each step draws the first stage's weights to zero.
    pub first_l1: f32,
    /// How strongly each step draws the second stage's weights to zero.
    pub second_l1: f32,
    /// A feature that is seen less often gets no weight.
    pub min_count: u8,
    /// The share of a token's features that a step does not see, so that none leans on one other alone. On PolNeAR dev it
    /// is worth 0.6 of attribution F1 and 4 of strict F1.
    pub dropout: f32,
    /// The logarithm to base 2 of the number of rows of each table of weights.
    pub bits: (u32, u32),
    /// What decoding leans to: towards cues in the first stage; towards tokens outside in the second; how far it is
    /// pushed towards a source where it finds none.
    pub bias: (f32, f32, f32),
    /// Features to leave out.
    pub without: Option<FeatureGroup>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            epochs: 8,
            learning_rate: 0.15,
            damping: 0.5,
            first_l1: 2e-5,
            second_l1: 2e-5,
            min_count: 2,
            dropout: 0.5,
            bits: (17, 17),
            bias: (0.8, -0.4, 4.0),
            without: None,
        }
    }
}
