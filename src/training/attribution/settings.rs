//! Settings of the training of the attribution engine.

use crate::attribution::engine::features::FeatureGroup;

/// Settings of the training.
///
/// ```
/// use ascribe::training::attribution::{FeatureGroup, Settings};
///
/// let settings = Settings { without: Some(FeatureGroup::Parse), ..Settings::default() };
/// assert_eq!(settings.epochs, Settings::default().epochs);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// Number of epochs of each stage.
    pub epochs: usize,
    /// Learning rate of AdaGrad.
    pub learning_rate: f32,
    /// Damping of the steps of a weight that was seldom updated.
    pub damping: f32,
    /// L1 regularisation of the first stage.
    pub first_l1: f32,
    /// L1 regularisation of the second stage.
    pub second_l1: f32,
    /// Minimum number of occurrences of a feature.
    pub min_count: u8,
    /// Share of a token's features that a step drops.
    pub dropout: f32,
    /// Binary logarithm of the number of rows of each table.
    pub bits: (u32, u32),
    /// Bias of decoding: towards cues in the first stage, towards tokens outside in the second, and towards a source if none is
    /// found.
    pub bias: (f32, f32, f32),
    /// A group of features to leave out.
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
