//! Weights of the network: reading them.

use std::collections::HashMap;

use super::encoder::Encoder;
use super::heads::Heads;
use crate::Error;
use crate::text::syntax::file::checksum;
use crate::text::syntax::table::Reader;

/// A trained network.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    /// The row of each word, by the word's hash.
    pub(super) words: HashMap<u32, u16>,
    pub(super) encoder: Encoder,
    pub(super) heads: Heads,
}

const MAGIC: &[u8; 8] = b"ASCRNETW";
/// The version of the format.
const VERSION: u32 = 1;

impl Network {
    /// Reads weights.
    ///
    /// # Errors
    ///
    /// [`Error::Model`] for bytes that are not weights of this version, or that are damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Network, Error> {
        let wrong = |why: &str| Error::Model { what: "the attribution engine", why: why.to_owned() };
        let mut reader = Reader::new(bytes);
        if reader.take(8) != Some(MAGIC) {
            return Err(wrong("unknown file format"));
        }
        match reader.u32() {
            Some(VERSION) => {}
            Some(version) => return Err(wrong(&format!("unsupported version {version} (expected {VERSION})"))),
            None => return Err(wrong("unexpected end")),
        }
        let sum = reader.u64().ok_or_else(|| wrong("unexpected end"))?;
        if sum != checksum(reader.rest()) {
            return Err(wrong("checksum mismatch"));
        }
        read(&mut reader).ok_or_else(|| wrong("invalid data"))
    }
}

fn read(reader: &mut Reader<'_>) -> Option<Network> {
    let count = usize::try_from(reader.u32()?).ok()?;
    let (entries, _) = reader.take(count.checked_mul(6)?)?.as_chunks::<6>();
    let mut words = HashMap::with_capacity(entries.len());
    for [a, b, c, d, e, f] in entries {
        words.insert(u32::from_le_bytes([*a, *b, *c, *d]), u16::from_le_bytes([*e, *f]));
    }
    let encoder = Encoder::read(reader)?;
    let heads = Heads::read(reader, encoder.width)?;
    Some(Network { words, encoder, heads })
}
