//! A larger model for [`ascribe`]: a small pretrained transformer reads the article, for those who can wait.
//!
//! The model finds more and is more often right than the small network inside the library, and is several times slower. Levels,
//! events, audit and verification are the same code. Its weights are one file, which this package does not hold; the README says where
//! it is. Nothing is downloaded.
//!
//! ```no_run
//! use ascribe::{Analyzer, Article};
//!
//! let model = ascribe_transformer::from_bytes(&std::fs::read("ascribe-large.bin")?)?;
//! let analyzer = Analyzer::new().with_engine(model);
//! let report = analyzer.analyze(&Article::new("The bridge will close in May, said a person familiar with the plan."));
//! println!("{} claims", report.claims.len());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Products are sums of whole numbers, and all else is computed in one order, so that all processors give the same bits.

mod functions;
mod network;
mod pieces;
mod reader;

use std::sync::Arc;

use ascribe::encoder::{Encode, Token, checksum};
use ascribe::{AttributionModel, Error};

use network::Network;
use reader::Reader;

const MAGIC: &[u8; 8] = b"ASCRTRFM";
const VERSION: u32 = 1;

/// The encoder of a larger model.
///
/// Time complexity: linear in the number of tokens. Memory: that of the vectors of the tokens, and about 30 MB.
///
/// ```
/// let error = ascribe_transformer::Transformer::split(b"no weights").unwrap_err();
/// assert_eq!(error.to_string(), "invalid weights of the transformer: unknown file format");
/// ```
#[derive(Debug)]
pub struct Transformer {
    network: Network,
    hash: u64,
    threads: usize,
}

/// The attribution engine of a file of weights: of a larger model, which has its encoder and heads that learned from its vectors, or of
/// the small network.
///
/// # Errors
///
/// [`Error::Model`] for bytes that are not weights of this version, or that are damaged.
///
/// ```
/// assert!(ascribe_transformer::from_bytes(b"no weights").is_err());
/// ```
pub fn from_bytes(bytes: &[u8]) -> Result<AttributionModel, Error> {
    from_bytes_with_threads(bytes, 1)
}

/// The same engine; that of a larger model reads the paragraphs of an article on several threads. The vectors, and so all decisions, are the same.
///
/// One thread is best where many articles are read at a time.
///
/// # Errors
///
/// Those of [`from_bytes`].
///
/// ```
/// assert!(ascribe_transformer::from_bytes_with_threads(b"no weights", 4).is_err());
/// ```
pub fn from_bytes_with_threads(bytes: &[u8], threads: usize) -> Result<AttributionModel, Error> {
    if !is_model(bytes) {
        return AttributionModel::from_bytes(bytes);
    }
    let (encoder, heads) = Transformer::split(bytes)?;
    AttributionModel::with_encoder(heads, Arc::new(encoder.with_threads(threads)))
}

/// Whether bytes are the start of a larger model's file.
///
/// ```
/// assert!(!ascribe_transformer::is_model(b"ASCRNETW"));
/// ```
#[must_use]
pub fn is_model(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

impl Transformer {
    /// The encoder of a file of weights, and the heads behind it.
    ///
    /// # Errors
    ///
    /// [`Error::Model`] for bytes that are not weights of this version, or that are damaged.
    pub fn split(bytes: &[u8]) -> Result<(Transformer, &[u8]), Error> {
        let wrong = |why: &str| Error::Model { what: "the transformer", why: why.to_owned() };
        let mut reader = Reader::new(bytes);
        if reader.take(MAGIC.len()) != Some(MAGIC) {
            return Err(wrong("unknown file format"));
        }
        match reader.u32() {
            Some(VERSION) => {}
            Some(version) => {
                return Err(wrong(&format!("unsupported version {version} (expected {VERSION})")));
            }
            None => return Err(wrong("unexpected end")),
        }
        let (sum, length) = (reader.u64(), reader.u32().and_then(|length| usize::try_from(length).ok()));
        let (Some(sum), Some(own)) = (sum, length.and_then(|length| reader.take(length))) else {
            return Err(wrong("unexpected end"));
        };
        if checksum(own) != sum {
            return Err(wrong("checksum mismatch"));
        }
        let mut of_network = Reader::new(own);
        let network = Network::read(&mut of_network).filter(|_| of_network.rest().is_empty());
        let network = network.ok_or_else(|| wrong("invalid data"))?;
        Ok((Transformer { network, hash: sum, threads: 1 }, reader.rest()))
    }

    /// Reads on so many threads; 0 counts as 1.
    #[must_use]
    pub fn with_threads(self, threads: usize) -> Transformer {
        Transformer { threads, ..self }
    }
}

impl Encode for Transformer {
    fn width(&self) -> usize {
        self.network.width
    }

    fn hash(&self) -> u64 {
        self.hash
    }

    fn encode(&self, units: &[Vec<Token<'_>>], states: &mut Vec<f32>) {
        self.network.encode(units, self.threads, states);
    }

    fn meaning(&self, word: &str, vector: &mut Vec<i8>) {
        self.network.meaning(word, vector);
    }
}
