//! Reading files of weights: small ones made here, with numbers of a simple generator.

#![allow(clippy::unwrap_used)]

use ascribe::encoder::{Encode, Token, checksum};
use ascribe_transformer::Transformer;

const WIDTH: usize = 16;
const INNER: usize = 32;
const PIECES: [&str; 8] = ["the", "bridge", "clos", "##ed", "##s", "said", ",", "."];
const FIRST: usize = 104;

/// A file, piece by piece.
struct File {
    bytes: Vec<u8>,
    state: u32,
}

impl File {
    fn number(&mut self) -> u8 {
        self.state = self.state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        self.state.to_be_bytes()[0]
    }

    fn sizes(&mut self, sizes: &[usize]) {
        for size in sizes {
            self.bytes.extend(u32::try_from(*size).unwrap().to_le_bytes());
        }
    }

    fn vector(&mut self, count: usize, value: f32) {
        self.sizes(&[count]);
        self.bytes.extend(std::iter::repeat_n(value.to_le_bytes(), count).flatten());
    }

    fn rows(&mut self, rows: usize) {
        self.sizes(&[rows, WIDTH]);
        self.vector(rows, 0.01);
        for _ in 0..rows * WIDTH {
            let number = self.number();
            self.bytes.push(number);
        }
    }

    fn layer(&mut self, inputs: usize, outputs: usize) {
        self.sizes(&[outputs, inputs]);
        self.vector(outputs, 0.01);
        self.vector(outputs, 0.1);
        for _ in 0..outputs * inputs {
            let number = self.number();
            self.bytes.push(number);
        }
    }

    fn norm(&mut self) {
        self.vector(WIDTH, 1.0);
        self.vector(WIDTH, 0.0);
    }
}

/// A model of one layer.
fn model() -> Vec<u8> {
    let mut file = File { bytes: Vec::new(), state: 7 };
    file.sizes(&[FIRST + PIECES.len()]);
    let special = (0..FIRST).map(|row| format!("[{row}]"));
    for piece in special.chain(PIECES.map(str::to_owned)) {
        file.bytes.push(u8::try_from(piece.len()).unwrap());
        file.bytes.extend(piece.as_bytes());
    }
    file.sizes(&[WIDTH, 2, INNER, 1]);
    file.rows(FIRST + PIECES.len());
    file.rows(512);
    for count in Token::FEATURES {
        file.rows(count);
    }
    file.norm();
    file.layer(WIDTH, 3 * WIDTH);
    file.layer(WIDTH, WIDTH);
    file.norm();
    file.layer(WIDTH, INNER);
    file.layer(INNER, WIDTH);
    file.norm();
    with_head(&file.bytes)
}

/// A file of this network, with a checksum that fits.
fn with_head(network: &[u8]) -> Vec<u8> {
    let mut out = b"ASCRTRFM".to_vec();
    out.extend(1_u32.to_le_bytes());
    out.extend(checksum(network).to_le_bytes());
    out.extend(u32::try_from(network.len()).unwrap().to_le_bytes());
    out.extend(network);
    out
}

fn unit(words: &[&'static str]) -> Vec<Token<'static>> {
    words.iter().map(|word| Token { word, features: [1, 2, 1, 1] }).collect()
}

fn states(units: &[Vec<Token<'_>>]) -> Vec<f32> {
    let bytes = model();
    let (transformer, heads) = Transformer::split(&bytes).unwrap();
    assert!(heads.is_empty() && transformer.width() == WIDTH);
    let mut states = vec![9.0];
    transformer.encode(units, &mut states);
    assert_eq!(states.remove(0).to_bits(), 9.0_f32.to_bits(), "what was there stays");
    states
}

#[test]
fn each_token_has_a_vector() {
    let units = [unit(&["The", "bridge", "closed", "."]), unit(&[]), unit(&["said", "zzz", "", "…"])];
    let found = states(&units);
    assert_eq!(found.len(), 8 * WIDTH);
    assert!(found.iter().all(|value| value.is_finite()));
    assert!(found.chunks_exact(WIDTH).all(|vector| vector.iter().any(|value| value.abs() > 0.01)));
    assert_eq!(found, states(&units));
    // Capitals are a matter of the features alone, and so are accents.
    let plain =
        states(&[unit(&["the", "bridge", "closéd", "."]), unit(&[]), unit(&["said", "zzz", "", "…"])]);
    assert_eq!(found, plain);
    // What stands around a word counts.
    let other = states(&[unit(&["The", "bridge", "closes", "."])]);
    assert_ne!(found[..WIDTH], other[..WIDTH]);
    assert!(states(&[]).is_empty());
}

#[test]
fn threads_change_nothing() {
    let units: Vec<Vec<Token<'_>>> = (0..300).map(|_| unit(&["the", "bridge", "closes", "."])).collect();
    let one = states(&units);
    let bytes = model();
    for threads in [0, 2, 7, 100] {
        let transformer = Transformer::split(&bytes).unwrap().0.with_threads(threads);
        let mut found = Vec::new();
        transformer.encode(&units, &mut found);
        assert!(found.iter().zip(&one).all(|(a, b)| a.to_bits() == b.to_bits()), "{threads} threads");
        assert_eq!(found.len(), one.len());
    }
}

#[test]
fn long_units_and_words_are_read_to_their_end() {
    let long: Vec<&str> = std::iter::repeat_n("closed", 2_000).collect();
    let found = states(&[unit(&long), unit(&["said"])]);
    assert_eq!(found.len(), 2_001 * WIDTH);
    assert!(found.chunks_exact(WIDTH).all(|vector| vector.iter().any(|value| value.abs() > 0.01)));
    let word: &'static str = "closed".repeat(9_000).leak();
    assert_eq!(states(&[unit(&[word])]).len(), WIDTH);
    // Units beyond a window do not change those before.
    let few: Vec<Vec<Token<'_>>> = (0..3).map(|_| unit(&["the", "bridge", "closes", "."])).collect();
    let many: Vec<Vec<Token<'_>>> = (0..300).map(|_| unit(&["the", "bridge", "closes", "."])).collect();
    assert_eq!(states(&many).len(), 300 * 4 * WIDTH);
    assert_eq!(states(&few).len(), 3 * 4 * WIDTH);
}

#[test]
fn damaged_files_are_refused() {
    let bytes = model();
    let message = |bytes: &[u8]| Transformer::split(bytes).map(|_| ()).unwrap_err().to_string();
    for at in (0..bytes.len()).step_by(997) {
        assert!(Transformer::split(&bytes[..at]).is_err(), "cut at {at}");
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x40;
        assert!(Transformer::split(&damaged).is_err(), "changed at {at}");
    }
    let network = &bytes[24..];
    // With a checksum that fits as well.
    assert!(message(&with_head(&network[..network.len() - 1])).ends_with("invalid data"));
    assert!(message(&with_head(&[network, &[0]].concat())).ends_with("invalid data"));
    let mut huge = network.to_vec();
    huge[..4].copy_from_slice(&u32::MAX.to_le_bytes());
    assert!(message(&with_head(&huge)).ends_with("invalid data"));
    let mut version = bytes.clone();
    version[8] = 9;
    assert!(message(&version).ends_with("unsupported version 9 (expected 1)"));
    // The heads are missing.
    let error = ascribe_transformer::from_bytes(&bytes).unwrap_err().to_string();
    assert_eq!(error, "invalid weights of the attribution engine: unknown file format");
}
