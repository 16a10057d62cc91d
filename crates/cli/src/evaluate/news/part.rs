//! One part of a corpus, such as that which weights did not learn from.

use std::str::FromStr;

/// The articles whose names leave a rest when their checksum is divided by a number. `training/train.py --without` leaves out the
/// same ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    rest: u32,
    parts: u32,
}

impl Part {
    pub(crate) fn has(self, name: &str) -> bool {
        crc32(name.as_bytes()) % self.parts == self.rest
    }
}

impl FromStr for Part {
    type Err = String;

    fn from_str(written: &str) -> Result<Part, String> {
        let numbers = written.split_once('/').and_then(|(k, n)| Some((k.parse().ok()?, n.parse().ok()?)));
        match numbers {
            Some((rest, parts)) if rest < parts => Ok(Part { rest, parts }),
            _ => Err("a part is K/N with K from 0 to N - 1, such as 0/4".to_owned()),
        }
    }
}

/// The checksum of PNG and zip files.
pub(super) fn crc32(bytes: &[u8]) -> u32 {
    let step = |sum: u32, byte: &u8| {
        (0..8).fold(
            sum ^ u32::from(*byte),
            |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 },
        )
    };
    !bytes.iter().fold(u32::MAX, step)
}

#[cfg(test)]
mod tests {
    use super::{Part, crc32};

    #[test]
    fn parts_are_disjoint_and_whole() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        let parts: Vec<Part> = ["0/3", "1/3", "2/3"].into_iter().map(|one| one.parse().unwrap()).collect();
        for name in ["dev1-01", "n-03", ""] {
            assert_eq!(parts.iter().filter(|part| part.has(name)).count(), 1);
        }
        for wrong in ["3/3", "1", "/", "0/0", "-1/2", "a/b"] {
            assert!(wrong.parse::<Part>().is_err(), "{wrong}");
        }
    }
}
