//! Weights of the network: reading them.

use std::sync::Arc;
#[cfg(feature = "embedded-model")]
use std::sync::OnceLock;

use super::arithmetic::vector;
use super::encoder::Encoder;
use super::heads::Heads;
use super::input::spelling;
use crate::Error;
use crate::checksum::checksum;
use crate::encoder::Encode;
use crate::resolve::learned::Resolution;
use crate::resolve::meaning::Meanings;
#[cfg(feature = "embedded-model")]
use crate::text::syntax::file::starts_with;
use crate::text::syntax::table::{Reader, Sorted, mix};

/// The weights of the attribution engine: a network that reads an article once, and what resolution has learned.
///
/// ```
/// # #[cfg(feature = "embedded-model")] {
/// use ascribe::text::{Document, syntax::LanguageModel};
/// use ascribe::{AttributionModel, Confidence};
///
/// let text = "The bridge will stay closed, the mayor said on Monday.";
/// let document = Document::parse(text, LanguageModel::embedded());
/// let found = AttributionModel::embedded().find(&document, Confidence::ZERO);
/// assert_eq!(found[0].cue[0].slice(text), Some("said"));
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct AttributionModel {
    /// The row of each word, by its hash.
    words: Sorted<6>,
    pub(super) encoder: Encoders,
    pub(super) heads: Heads,
    pub(super) confidence: [f32; CONFIDENCE],
    resolution: Resolution,
    /// The checksum of the file.
    checksum: u64,
}

/// What makes the vectors of tokens.
#[derive(Clone, Debug)]
pub(super) enum Encoders {
    /// The small network of this library.
    Network(Box<Encoder>),
    Given(Arc<dyn Encode>),
}

impl Encoders {
    /// The length of a vector.
    pub(super) fn width(&self) -> usize {
        match self {
            Encoders::Network(encoder) => encoder.width,
            Encoders::Given(encoder) => encoder.width(),
        }
    }
}

/// Facts that the confidence of an attribution is made of.
pub(super) const CONFIDENCE: usize = 5;

const MAGIC: &[u8; 8] = b"ASCRNETW";
/// Heads without an encoder.
const HEADS: &[u8; 8] = b"ASCRHEAD";
/// The version of the format.
const VERSION: u32 = 2;
/// Bytes before the weights: magic, version and checksum.
#[cfg(feature = "training")]
const HEAD: usize = 20;

impl AttributionModel {
    /// The row of a word, by its hash; 0 for an unknown one.
    pub(super) fn row(&self, word: u32) -> u16 {
        self.words.find(word).and_then(|at| self.words.value(at)).unwrap_or_default()
    }

    /// A hash of the weights. [`Report::made_by`](crate::Report::made_by) has it.
    ///
    /// Time complexity: constant.
    #[must_use]
    pub fn hash(&self) -> u64 {
        self.checksum
    }

    /// What resolution has learned. Empty for a file without it.
    pub(crate) fn resolution(&self) -> &Resolution {
        &self.resolution
    }

    /// The embedded weights. The first call reads them.
    #[cfg(feature = "embedded-model")]
    #[must_use]
    pub fn embedded() -> &'static AttributionModel {
        static MODEL: OnceLock<AttributionModel> = OnceLock::new();
        const BYTES: &[u8] = ascribe_model_en::ATTRIBUTION;
        const { assert!(starts_with(BYTES, *MAGIC, VERSION), "ascribe-model-en has another version") }
        MODEL.get_or_init(|| match AttributionModel::parse(Reader::embedded(BYTES), None) {
            Ok((model, _)) => model,
            Err(error) => unreachable!("a test reads the embedded weights: {error}"),
        })
    }

    /// Reads weights.
    ///
    /// # Errors
    ///
    /// [`Error::Model`] for bytes that are not weights of this version, or that are damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<AttributionModel, Error> {
        AttributionModel::parse(Reader::new(bytes), None).map(|(model, _)| model)
    }

    /// Reads heads that have learned from the vectors of an encoder. [`hash`](AttributionModel::hash) is that of both.
    ///
    /// # Errors
    ///
    /// [`Error::Model`] for bytes that are not heads of this version, that are damaged, or that are those of vectors of another length.
    pub fn with_encoder(bytes: &[u8], encoder: Arc<dyn Encode>) -> Result<AttributionModel, Error> {
        let hash = encoder.hash();
        let (model, _) = AttributionModel::parse(Reader::new(bytes), Some(encoder))?;
        Ok(AttributionModel { checksum: mix(model.checksum, hash), ..model })
    }

    /// Reads weights, and says where those of the network end.
    fn parse(
        mut reader: Reader<'_>,
        given: Option<Arc<dyn Encode>>,
    ) -> Result<(AttributionModel, usize), Error> {
        let wrong = |why: &str| Error::Model { what: "the attribution engine", why: why.to_owned() };
        let length = reader.rest().len();
        let magic = reader.take(8);
        match (magic == Some(MAGIC), magic == Some(HEADS), &given) {
            (true, _, None) | (_, true, Some(_)) => {}
            (_, true, None) => {
                return Err(wrong("they need an encoder, see `AttributionModel::with_encoder`"));
            }
            _ => return Err(wrong("unknown file format")),
        }
        match reader.u32() {
            Some(VERSION) => {}
            Some(version) => {
                return Err(wrong(&format!("unsupported version {version} (expected {VERSION})")));
            }
            None => return Err(wrong("unexpected end")),
        }
        let sum = reader.u64().ok_or_else(|| wrong("unexpected end"))?;
        if !reader.is_embedded() && sum != checksum(reader.rest()) {
            return Err(wrong("checksum mismatch"));
        }
        read(&mut reader, given)
            .map(|(model, rest)| (AttributionModel { checksum: sum, ..model }, length - rest))
            .ok_or_else(|| wrong("invalid data"))
    }

    /// The file with other weights of resolution.
    #[cfg(feature = "training")]
    pub(crate) fn with_resolution(
        bytes: &[u8],
        encoder: Option<Arc<dyn Encode>>,
        resolution: &Resolution,
    ) -> Result<Vec<u8>, Error> {
        let (_, end) = AttributionModel::parse(Reader::new(bytes), encoder)?;
        let mut body = bytes.get(HEAD..end).unwrap_or_default().to_vec();
        let section = resolution.to_bytes();
        body.extend(u32::try_from(section.len()).unwrap_or(u32::MAX).to_le_bytes());
        body.extend(section);
        let mut file = bytes.get(..MAGIC.len()).unwrap_or_default().to_vec();
        file.extend(VERSION.to_le_bytes());
        file.extend(checksum(&body).to_le_bytes());
        file.extend(body);
        Ok(file)
    }
}

impl Meanings for AttributionModel {
    fn meaning(&self, word: &str, vector: &mut Vec<i8>) {
        match &self.encoder {
            Encoders::Network(encoder) => {
                let row = self.row(spelling(word).0);
                // Row 0 is of every unknown word.
                let known = Some(row).filter(|row| *row > 0).and_then(|row| encoder.meaning(row));
                vector.extend(known.unwrap_or_default().iter().map(|byte| byte.cast_signed()));
            }
            Encoders::Given(encoder) => encoder.meaning(word, vector),
        }
    }
}

/// Reads the network and, where the file has them, the weights of resolution, with their length in front. Gives the number of
/// bytes after the network as well.
fn read(reader: &mut Reader<'_>, given: Option<Arc<dyn Encode>>) -> Option<(AttributionModel, usize)> {
    let (words, encoder) = match given {
        None => (words(reader)?, Encoders::Network(Box::new(Encoder::read(reader)?))),
        Some(encoder) => (Sorted::default(), Encoders::Given(encoder)),
    };
    let heads = Heads::read(reader, encoder.width())?;
    let confidence = vector(reader)?.try_into().ok()?;
    let rest = reader.rest().len();
    let resolution = if rest == 0 {
        Resolution::default()
    } else {
        let length = usize::try_from(reader.u32()?).ok()?;
        let mut section = reader.part(length)?;
        let resolution = Resolution::read(&mut section)?;
        section.rest().is_empty().then_some(resolution)?
    };
    reader.rest().is_empty().then_some(())?;
    Some((AttributionModel { words, encoder, heads, confidence, resolution, checksum: 0 }, rest))
}

/// The rows of words, by their hashes.
fn words(reader: &mut Reader<'_>) -> Option<Sorted<6>> {
    let count = usize::try_from(reader.u32()?).ok()?;
    Sorted::new(reader.keep(count.checked_mul(6)?)?)
}

#[cfg(all(test, feature = "embedded-model"))]
mod tests {
    use super::*;

    /// A file with this body, and a checksum that fits.
    fn file(body: &[u8]) -> Vec<u8> {
        let mut file = MAGIC.to_vec();
        file.extend(VERSION.to_le_bytes());
        file.extend(checksum(body).to_le_bytes());
        file.extend(body);
        file
    }

    #[test]
    fn the_embedded_weights_are_whole() {
        let read = AttributionModel::from_bytes(ascribe_model_en::ATTRIBUTION).unwrap();
        assert_eq!(read.hash(), AttributionModel::embedded().hash());
    }

    #[test]
    fn bytes_too_many_are_refused_with_the_right_checksum_too() {
        let whole = &ascribe_model_en::ATTRIBUTION[20..];
        assert!(AttributionModel::from_bytes(&file(whole)).is_ok());
        let end = AttributionModel::parse(Reader::new(&file(whole)), None).unwrap().1 - 20;
        let longer = [whole, &[0][..]].concat();
        // The length of the last section says one byte more.
        let mut stretched = longer.clone();
        let length = u32::try_from(longer.len() - end - 4).unwrap();
        stretched[end..end + 4].copy_from_slice(&length.to_le_bytes());
        for body in [longer, stretched] {
            let error = AttributionModel::from_bytes(&file(&body)).unwrap_err();
            assert_eq!(error.to_string(), "invalid weights of the attribution engine: invalid data");
        }
    }
}
