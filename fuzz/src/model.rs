//! Weights that were damaged, also where their checksums were made to fit.

use std::sync::LazyLock;

use ascribe::text::syntax::LanguageModel;
use ascribe::{Analyzer, Article, AttributionModel, Error};

use crate::Bytes;
use crate::foreign::ARTICLE;

const LANGUAGE: &[u8] = include_bytes!("../../crates/model-en/language.bin");
const ATTRIBUTION: &[u8] = include_bytes!("../../crates/model-en/attribution.bin");

/// A few edits to real bytes, given by position: near the start, near a border, or anywhere.
fn edited(whole: &[u8], borders: &[usize], bytes: &mut Bytes<'_>) -> Vec<u8> {
    let mut weights = whole.to_vec();
    for _ in 0..8 {
        if bytes.is_empty() || weights.is_empty() {
            break;
        }
        let kind = bytes.byte();
        let at = match kind % 4 {
            0 => bytes.below(64),
            1 => {
                let border = borders[bytes.below(borders.len())];
                (border + usize::from(bytes.byte())).saturating_sub(32)
            }
            _ => bytes.below(weights.len()),
        };
        let at = at.min(weights.len() - 1);
        match kind / 4 % 6 {
            0 => weights.truncate(at),
            1 => weights[at] = bytes.byte(),
            2 => weights[at] ^= 1 << (bytes.byte() % 8),
            3 => {
                let end = (at + bytes.number() % 4096).min(weights.len());
                let fill = bytes.byte();
                weights[at..end].fill(fill);
            }
            4 => {
                let end = (at + bytes.number()).min(weights.len());
                weights.drain(at..end);
            }
            _ => {
                let fill = vec![bytes.byte(); bytes.number() % 4096];
                weights.splice(at..at, fill);
            }
        }
    }
    weights
}

/// The sum that the formats keep: Fowler, Noll and Vo's, eight bytes at a time.
fn checksum(bytes: &[u8]) -> u64 {
    bytes.chunks(8).fold(0xcbf2_9ce4_8422_2325, |sum, chunk| {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        (sum ^ u64::from_le_bytes(word)).wrapping_mul(0x0100_0000_01b3).rotate_left(23)
    })
}

fn refused(error: Error) {
    assert!(matches!(error, Error::Model { .. }), "{error}");
}

pub(crate) fn attribution(data: &[u8]) {
    let mut bytes = Bytes(data);
    let mend = bytes.byte() % 4 != 0;
    let mut weights = edited(ATTRIBUTION, &[20, ATTRIBUTION.len() - 512, ATTRIBUTION.len() - 64], &mut bytes);
    if mend && weights.len() > 20 {
        weights[..12].copy_from_slice(&ATTRIBUTION[..12]);
        let sum = checksum(&weights[20..]);
        weights[12..20].copy_from_slice(&sum.to_le_bytes());
    }
    match AttributionModel::from_bytes(&weights) {
        Err(error) => refused(error),
        Ok(model) => {
            let analyzer = Analyzer::with_model(LanguageModel::embedded()).with_engine(model);
            let report = analyzer.analyze(&Article::new(ARTICLE));
            assert_eq!(report.validate_text(ARTICLE), Ok(()));
        }
    }
}

/// Where the parts' entries stand in the file, and how long one is: features, length, checksum.
const ENTRIES: usize = 12;
const ENTRY: usize = 20;
const BODIES: usize = ENTRIES + 3 * ENTRY;

fn lengths() -> [usize; 3] {
    [0, 1, 2].map(|part| {
        let at = ENTRIES + part * ENTRY + 8;
        u32::from_le_bytes(LANGUAGE[at..at + 4].try_into().unwrap()) as usize
    })
}

pub(crate) fn language(data: &[u8]) {
    static BORDERS: LazyLock<[usize; 3]> = LazyLock::new(|| {
        let [tagger, lemmatiser, _] = lengths();
        [BODIES, BODIES + tagger, BODIES + tagger + lemmatiser]
    });
    let mut bytes = Bytes(data);
    let mend = bytes.byte() % 4 != 0;
    let mut weights = edited(LANGUAGE, &*BORDERS, &mut bytes);
    if mend && weights.len() > BODIES {
        weights[..BODIES].copy_from_slice(&LANGUAGE[..BODIES]);
        // What was put in or taken out is the last part's.
        let mut at = BODIES;
        for (part, length) in lengths().into_iter().enumerate() {
            let end = if part == 2 { weights.len() } else { (at + length).min(weights.len()) };
            let entry = ENTRIES + part * ENTRY;
            let sum = checksum(&weights[at..end]);
            weights[entry + 8..entry + 12].copy_from_slice(&u32::try_from(end - at).unwrap().to_le_bytes());
            weights[entry + 12..entry + 20].copy_from_slice(&sum.to_le_bytes());
            at = end;
        }
    }
    match LanguageModel::from_bytes(&weights) {
        Err(error) => refused(error),
        Ok(model) => {
            let analyzer = Analyzer::with_model(model).with_engine(AttributionModel::embedded());
            let report = analyzer.analyze(&Article::new(ARTICLE));
            assert_eq!(report.validate_text(ARTICLE), Ok(()));
        }
    }
}
