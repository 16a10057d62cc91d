//! What resolution has learned: log-linear models over hashed features.

use super::meaning::Meanings;
use crate::ActorKind;
use crate::attribution::network::functions::exp;
use crate::text::syntax::table::{Reader, Sparse, hash, mix};

/// The weights of all decisions that are learned. A decision without weights is taken by rules alone.
#[derive(Clone, Debug, Default)]
pub(crate) struct Resolution {
    /// The level of a source without a name.
    pub(crate) level: LogLinear,
    /// Whom a phrase means.
    pub(crate) identity: LogLinear,
    /// Whether a source is unnamed on purpose.
    pub(crate) terms: LogLinear,
}

impl Resolution {
    /// Reads the weights. `None` for too few bytes.
    pub(crate) fn read(bytes: &mut Reader<'_>) -> Option<Self> {
        let (level, identity) = (LogLinear::read(bytes)?, LogLinear::read(bytes)?);
        let terms = if bytes.rest().is_empty() { LogLinear::default() } else { LogLinear::read(bytes)? };
        Some(Resolution { level, identity, terms })
    }

    #[cfg(feature = "training")]
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.level.write(&mut out);
        self.identity.write(&mut out);
        self.terms.write(&mut out);
        out
    }
}

/// What one article's resolution is decided with, and what it is to note for training.
#[derive(Debug, Default)]
pub(crate) struct Learned<'w> {
    pub(crate) weights: Option<&'w Resolution>,
    /// Minimum probability of a named reading, where an unnamed one rivals it.
    pub(crate) least: f32,
    /// Vectors of words.
    pub(crate) meanings: Option<&'w dyn Meanings>,
    /// What the weights are asked, where that is to be kept.
    pub(crate) asked: Option<Asked>,
}

impl<'w> Learned<'w> {
    /// The weights of an engine.
    pub(crate) fn of(
        weights: Option<&'w Resolution>,
        least: f32,
        meanings: Option<&'w dyn Meanings>,
    ) -> Self {
        Learned { weights, least, meanings, asked: None }
    }

    /// The weights of one decision, if there are any.
    pub(super) fn weights(&self, of: fn(&Resolution) -> &LogLinear) -> Option<&'w LogLinear> {
        self.weights.map(of).filter(|weights| !weights.is_empty())
    }
}

/// What the weights were asked about one article.
#[derive(Debug, Default)]
pub(crate) struct Asked {
    /// Whom each phrase means, and what was asked of it.
    #[cfg(feature = "training")]
    pub(crate) tutor: super::tutor::Tutor,
    /// Sources, by index, whose level is learned; with the features of each.
    pub(crate) levels: Vec<(usize, Vec<u64>)>,
    /// What was asked of the terms of sources.
    pub(crate) terms: Vec<AskedTerms>,
}

/// What was asked of the terms of a source.
#[derive(Clone, Debug)]
#[cfg_attr(not(feature = "training"), expect(dead_code))]
pub(crate) struct AskedTerms {
    /// The source, by index.
    pub(crate) source: usize,
    /// Whether rules found its terms in these words.
    pub(crate) is_ruled: bool,
    pub(crate) features: Vec<u64>,
}

/// Facts about what is decided, as hashes.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Features {
    keys: Vec<u64>,
}

impl Features {
    /// Adds the fact of this kind with these words.
    pub(crate) fn add(&mut self, kind: &str, words: &[&str]) {
        self.keys.push(words.iter().fold(u64::from(hash(kind)), |key, word| mix(key, u64::from(hash(word)))));
    }

    /// Each fact once, in an order of its own.
    pub(crate) fn finish(mut self) -> Vec<u64> {
        self.keys.sort_unstable();
        self.keys.dedup();
        self.keys
    }
}

/// The kind of an actor in a word.
pub(crate) fn kind_word(kind: Option<&ActorKind>) -> &'static str {
    match kind {
        Some(ActorKind::Person) => "person",
        Some(ActorKind::Group) => "group",
        Some(ActorKind::Organization) => "organization",
        Some(ActorKind::Government) => "government",
        Some(ActorKind::Outlet) => "outlet",
        Some(ActorKind::Document) => "document",
        Some(ActorKind::Place) => "place",
        Some(_) => "other",
        None => "none",
    }
}

/// Maximum number of classes of a decision.
pub(crate) const MAX_CLASSES: usize = 128;

/// A log-linear model: the probability of a class, or of one candidate among several, grows with the sum of the weights of
/// its features. The sums are of whole numbers.
#[derive(Clone, Debug, Default)]
pub(crate) struct LogLinear {
    table: Sparse,
    /// What a step of the weights adds to the logarithm of the odds.
    step: f32,
}

impl LogLinear {
    #[cfg(feature = "training")]
    pub(crate) fn new(table: Sparse, step: f32) -> Self {
        LogLinear { table, step }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    /// The probability of each of the first `N` classes.
    pub(crate) fn classify<const N: usize>(&self, features: &[u64]) -> [f32; N] {
        const { assert!(N <= MAX_CLASSES) }
        let sums = self.sums(features);
        let mut all = [0.0; N];
        for (slot, value) in all.iter_mut().zip(self.softmax(sums.get(..N).unwrap_or_default())) {
            *slot = value;
        }
        all
    }

    /// The probability of each candidate to be the right one.
    pub(crate) fn rank<'f>(&self, candidates: impl Iterator<Item = &'f [u64]>) -> Vec<f32> {
        let sums = candidates.map(|features| self.sums(features).first().copied().unwrap_or(0));
        self.softmax(&sums.collect::<Vec<_>>())
    }

    fn sums(&self, features: &[u64]) -> [i32; MAX_CLASSES] {
        let mut sums = [0; MAX_CLASSES];
        for feature in features {
            self.table.add(&[*feature], &mut sums);
        }
        sums
    }

    fn softmax(&self, sums: &[i32]) -> Vec<f32> {
        let top = sums.iter().copied().max().unwrap_or(0);
        #[allow(clippy::cast_precision_loss)]
        let grown: Vec<f32> = sums.iter().map(|sum| exp((sum - top) as f32 * self.step)).collect();
        let whole: f32 = grown.iter().sum();
        grown.into_iter().map(|one| one / whole).collect()
    }

    #[cfg(feature = "training")]
    fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.step.to_le_bytes());
        self.table.write(out);
    }

    /// Reads a model. `None` for too few bytes, or a step that is no number above zero.
    fn read(bytes: &mut Reader<'_>) -> Option<Self> {
        let step = f32::from_bits(bytes.u32()?);
        let fits = step.is_finite() && step >= 0.0;
        fits.then_some(())?;
        Some(LogLinear { step, table: Sparse::read(bytes)? })
    }
}

#[cfg(test)]
mod tests {
    use super::{Features, LogLinear};
    use crate::text::syntax::table::{Reader, Sparse};

    fn features(words: &[&str]) -> Vec<u64> {
        let mut features = Features::default();
        for word in words {
            features.add("word", &[word]);
        }
        features.finish()
    }

    fn model() -> LogLinear {
        let row = |word: &str, row: &[(u8, i8)]| (features(&[word])[0], row.to_vec());
        let rows = [row("official", &[(0, 100), (1, -20)]), row("source", &[(1, 127)])];
        LogLinear { table: Sparse::new(4, &rows), step: 0.02 }
    }

    #[test]
    fn what_has_more_weight_is_likelier() {
        let [described, vague, bare] = model().classify::<3>(&features(&["official", "the"]));
        assert!(described > bare && bare > vague);
        assert!((described + vague + bare - 1.0).abs() < 1e-6);
        let ranked = [features(&["the"]), features(&["official"])];
        let ranked = model().rank(ranked.iter().map(Vec::as_slice));
        assert!((ranked[1] - 1.0 / (1.0 + (-2.0_f32).exp())).abs() < 1e-6);
    }

    #[test]
    fn what_was_written_is_read() {
        let mut bytes = model().step.to_le_bytes().to_vec();
        model().table.write(&mut bytes);
        let read = LogLinear::read(&mut Reader::new(&bytes)).unwrap();
        let asked = features(&["official", "source"]);
        assert_eq!(
            read.classify::<3>(&asked).map(f32::to_bits),
            model().classify::<3>(&asked).map(f32::to_bits)
        );
        assert!(LogLinear::read(&mut Reader::new(&bytes[..bytes.len() - 1])).is_none());
        bytes[..4].copy_from_slice(&f32::NAN.to_le_bytes());
        assert!(LogLinear::read(&mut Reader::new(&bytes)).is_none());
        assert!(LogLinear::default().is_empty() && !read.is_empty());
    }
}
