//! The weights of the attribution engine: loading and checking.

#[cfg(feature = "embedded-model")]
use std::sync::OnceLock;

use super::crf::{Transitions, allowed};
use super::facts::CLASSES;
use super::features::fingerprint;
use crate::Error;
use crate::lexicon::Lexicon;
use crate::text::syntax::file::checksum;
#[cfg(feature = "embedded-model")]
use crate::text::syntax::file::starts_with;
use crate::text::syntax::table::{Reader, Table};

/// The labels of the first stage: outside; begin and inside of source, cue, content.
pub(crate) const FIRST: usize = 7;
/// The labels of the second stage: outside; begin and inside of this cue's source and content.
pub(crate) const SECOND: usize = 5;
/// A token's own features weigh for both stages in one row.
pub(crate) const BOTH: usize = FIRST + SECOND;

/// What the decoder leans to: where precision and recall are balanced.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Bias {
    /// Towards cues, in the first stage.
    pub(crate) cue: f32,
    /// Towards tokens outside, in the second stage.
    pub(crate) outside: f32,
    /// How far towards a source the second stage may be pushed where it finds none.
    pub(crate) source: f32,
}

impl Default for Bias {
    fn default() -> Self {
        Bias { cue: 1.0, outside: -1.0, source: 4.0 }
    }
}

/// How many numbers speak for and against an attribution.
pub(crate) const EVIDENCE: usize = 24;

/// The weights of the attribution engine.
///
/// They fit the language model that they were trained with; with another one they work, but less well.
///
/// ```
/// use ascribe::AttributionModel;
///
/// let error = AttributionModel::from_bytes(b"something else").unwrap_err();
/// assert_eq!(error.to_string(), "invalid weights of the attribution engine: unknown file format");
/// ```
#[derive(Clone, Debug)]
pub struct AttributionModel {
    pub(crate) own: Table<BOTH>,
    pub(crate) relation: Table<SECOND>,
    /// What one step of a weight of each table and stage is worth.
    pub(crate) scales: Scales,
    pub(crate) first: Transitions<FIRST>,
    pub(crate) second: Transitions<SECOND>,
    pub(crate) bias: Bias,
    /// Weights of what speaks for and against an attribution's being right; the constant first.
    pub(crate) evidence: [f32; EVIDENCE],
    /// The fingerprint of the words that ascribe, of which the features tell, at training.
    pub(crate) cues: u64,
}

/// What one step of a small weight is worth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Scales {
    pub(crate) first: f32,
    pub(crate) second: f32,
    pub(crate) relation: f32,
}

const MAGIC: &[u8; 8] = b"ASCRATTR";
/// The version of the format.
const VERSION: u32 = 3;

impl AttributionModel {
    /// The embedded weights. The first call reads them.
    #[cfg(feature = "embedded-model")]
    #[must_use]
    pub fn embedded() -> &'static AttributionModel {
        static MODEL: OnceLock<AttributionModel> = OnceLock::new();
        const BYTES: &[u8] = ascribe_model_en::ATTRIBUTION;
        const { assert!(starts_with(BYTES, *MAGIC, VERSION), "ascribe-model-en has another version") }
        MODEL.get_or_init(|| match AttributionModel::from_bytes(BYTES) {
            Ok(model) => model,
            Err(error) => unreachable!("a test reads the embedded weights: {error}"),
        })
    }

    /// Reads weights that [`AttributionModel::to_bytes`] wrote.
    ///
    /// # Errors
    ///
    /// [`Error::Model`] for bytes that are not weights of this version and its features, or that are damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<AttributionModel, Error> {
        let wrong = |why: &str| Error::Model { what: "the attribution engine", why: why.to_owned() };
        let mut reader = Reader::new(bytes);
        if reader.take(8) != Some(MAGIC) {
            return Err(wrong("unknown file format"));
        }
        match reader.u32() {
            Some(VERSION) => {}
            Some(version) => {
                return Err(wrong(&format!("unsupported version {version} (expected {VERSION})")));
            }
            None => return Err(wrong("unexpected end")),
        }
        let made_for = reader.u64().ok_or_else(|| wrong("unexpected end"))?;
        if made_for != fingerprint() {
            return Err(wrong("trained with other features"));
        }
        let sum = reader.u64().ok_or_else(|| wrong("unexpected end"))?;
        if sum != checksum(reader.rest()) {
            return Err(wrong("checksum mismatch"));
        }
        read(&mut reader).ok_or_else(|| wrong("invalid data"))
    }

    /// The bytes that [`AttributionModel::from_bytes`] reads.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut body = self.cues.to_le_bytes().to_vec();
        let Scales { first, second, relation } = self.scales;
        let Bias { cue, outside, source } = self.bias;
        let numbers = [first, second, relation, cue, outside, source];
        body.extend(numbers.iter().chain(&self.evidence).flat_map(|number| number.to_le_bytes()));
        write_transitions(&self.first, &mut body);
        write_transitions(&self.second, &mut body);
        self.own.write(&mut body);
        self.relation.write(&mut body);
        let mut bytes = MAGIC.to_vec();
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend(fingerprint().to_le_bytes());
        bytes.extend(checksum(&body).to_le_bytes());
        bytes.extend(body);
        bytes
    }

    /// Whether a lexicon has the words that ascribe with which the weights were trained.
    ///
    /// With other words the engine works on: of a word that was added it knows what the lexicon tells, and no more.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-model")] {
    /// use ascribe::AttributionModel;
    /// use ascribe::lexicon::Lexicon;
    ///
    /// let mut lexicon = Lexicon::standard().clone();
    /// assert!(AttributionModel::embedded().has_cues_of(&lexicon));
    /// lexicon.extend_from_table("cue verb cq statement: kvetch")?;
    /// assert!(!AttributionModel::embedded().has_cues_of(&lexicon));
    /// # }
    /// # Ok::<(), ascribe::Error>(())
    /// ```
    #[must_use]
    pub fn has_cues_of(&self, lexicon: &Lexicon) -> bool {
        self.cues == lexicon.cue_fingerprint()
    }

    /// The same weights, recorded as meant for the words that ascribe of this lexicon.
    #[cfg(feature = "training")]
    #[must_use]
    pub fn with_cues_of(self, lexicon: &Lexicon) -> Self {
        AttributionModel { cues: lexicon.cue_fingerprint(), ..self }
    }
}

/// Transitions are stored in steps of this size.
const STEP: f32 = 1.0 / 1024.0;

fn write_transitions<const L: usize>(transitions: &Transitions<L>, out: &mut Vec<u8>) {
    for scores in transitions.scores() {
        for (from, row) in scores.iter().enumerate() {
            for (to, score) in row.iter().enumerate() {
                if allowed(from, to) {
                    #[allow(clippy::cast_possible_truncation)]
                    let steps = (score / STEP).round().clamp(-32000.0, 32000.0) as i16;
                    out.extend(steps.to_le_bytes());
                }
            }
        }
    }
}

fn read_transitions<const L: usize>(reader: &mut Reader<'_>) -> Option<Transitions<L>> {
    let mut transitions = Transitions::new(CLASSES);
    for class in 0..CLASSES {
        for (from, row) in transitions.class_mut(class)?.iter_mut().enumerate() {
            for (to, score) in row.iter_mut().enumerate() {
                if allowed(from, to) {
                    let steps = i16::from_le_bytes(reader.take(2)?.try_into().ok()?);
                    *score = f32::from(steps) * STEP;
                }
            }
        }
        transitions.refresh(class);
    }
    Some(transitions)
}

fn number(reader: &mut Reader<'_>) -> Option<f32> {
    let number = f32::from_le_bytes(reader.take(4)?.try_into().ok()?);
    number.is_finite().then_some(number)
}

fn read(reader: &mut Reader<'_>) -> Option<AttributionModel> {
    let cues = reader.u64()?;
    let scales = Scales { first: number(reader)?, second: number(reader)?, relation: number(reader)? };
    let bias = Bias { cue: number(reader)?, outside: number(reader)?, source: number(reader)? };
    let mut evidence = [0.0; EVIDENCE];
    for slot in &mut evidence {
        *slot = number(reader)?;
    }
    let first = read_transitions(reader)?;
    let second = read_transitions(reader)?;
    let own = Table::read(reader)?;
    let relation = Table::read(reader)?;
    Some(AttributionModel { own, relation, scales, first, second, bias, evidence, cues })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "embedded-model")]
    #[test]
    fn embedded_weights_are_meant_for_the_words_that_ascribe() {
        assert!(
            AttributionModel::embedded().has_cues_of(Lexicon::standard()),
            "data/lexicon/cues.txt has changed: train anew, or run `cargo run -p xtask --features training -- train accept-cues crates/model-en/attribution.bin`"
        );
    }

    #[test]
    fn refuses_what_it_cannot_use() {
        let why = |bytes: &[u8]| AttributionModel::from_bytes(bytes).unwrap_err().to_string();
        let start = "invalid weights of the attribution engine: ";
        let model = AttributionModel {
            own: Table::new(0),
            relation: Table::new(0),
            scales: Scales { first: 0.0, second: 0.0, relation: 0.0 },
            first: Transitions::new(CLASSES),
            second: Transitions::new(CLASSES),
            bias: Bias::default(),
            evidence: [0.0; EVIDENCE],
            cues: 0,
        };
        let mut bytes = model.to_bytes();
        assert!(AttributionModel::from_bytes(&bytes).is_ok());
        assert_eq!(why(b""), format!("{start}unknown file format"));
        assert_eq!(why(&bytes[..10]), format!("{start}unexpected end"));
        assert_eq!(why(&bytes[..14]), format!("{start}unexpected end"));
        let mut other = bytes.clone();
        other[13] ^= 1;
        assert_eq!(why(&other), format!("{start}trained with other features"));
        assert_eq!(why(&bytes[..22]), format!("{start}unexpected end"));
        let mut damaged = bytes.clone();
        damaged[48] ^= 1;
        assert_eq!(why(&damaged), format!("{start}checksum mismatch"));
        assert!(AttributionModel::from_bytes(&bytes[..bytes.len() - 1]).is_err());
        bytes[8] += 1;
        assert_eq!(why(&bytes), format!("{start}unsupported version {} (expected {VERSION})", VERSION + 1));
        // A right checksum over too little, and over a number that is none.
        let forged = |body: &[u8]| {
            let mut bytes = MAGIC.to_vec();
            bytes.extend(VERSION.to_le_bytes());
            bytes.extend(fingerprint().to_le_bytes());
            bytes.extend(checksum(body).to_le_bytes());
            bytes.extend(body);
            bytes
        };
        let short = format!("{start}invalid data");
        assert_eq!(why(&forged(b"1234")), short);
        assert_eq!(why(&forged(&f32::NAN.to_le_bytes().repeat(50_000))), short);
    }

    #[cfg(feature = "embedded-model")]
    #[test]
    fn the_embedded_weights_are_whole() {
        let bytes = ascribe_model_en::ATTRIBUTION;
        assert!(bytes.len() < 3_000_000);
        let model = AttributionModel::from_bytes(bytes).unwrap();
        assert!(model.own.filled() > 10_000);
        assert_eq!(model.to_bytes(), bytes);
    }
}
