//! Weights by hashed feature: an open-addressed table with a check of 16 bits a row.

/// Spreads what two numbers hold over 64 bits.
pub(crate) const fn mix(a: u64, b: u64) -> u64 {
    let x = (a ^ b.wrapping_mul(0xff51_afd7_ed55_8ccd)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    x ^ (x >> 29)
}

/// The hash of a word.
pub(crate) fn hash(word: &str) -> u32 {
    let mut hash = 0x811c_9dc5_u64;
    for byte in word.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    let folded = hash ^ (hash >> 32);
    // Zero marks what is not there.
    (folded & 0xffff_ffff) as u32 | 1
}

/// So many rows are looked at before a key counts as absent.
const PROBES: usize = 8;

/// Rows of `W` small weights by 64-bit keys. A key that is absent weighs nothing. One absent key in several thousand is
/// mistaken for a present one, since only 16 bits of it are kept.
#[derive(Clone, Debug)]
pub(crate) struct Table<const W: usize> {
    checks: Vec<u16>,
    rows: Vec<[i8; W]>,
    mask: usize,
}

const fn check(key: u64) -> u16 {
    (key as u16) | 1
}

const fn place(key: u64) -> usize {
    (key >> 24) as usize
}

impl<const W: usize> Table<W> {
    /// A table with room for `2^bits` rows.
    pub(crate) fn new(bits: u32) -> Self {
        let size = 1_usize << bits;
        Table { checks: vec![0; size], rows: vec![[0; W]; size], mask: size - 1 }
    }

    /// The row of a key.
    pub(crate) fn get(&self, key: u64) -> Option<&[i8; W]> {
        let wanted = check(key);
        for probe in 0..PROBES {
            let at = (place(key) + probe) & self.mask;
            match self.checks.get(at) {
                Some(found) if *found == wanted => return self.rows.get(at),
                Some(0) | None => return None,
                _ => {}
            }
        }
        None
    }

    /// Stores a row; false where there is no room near its place. The first of two keys that look alike stays.
    pub(crate) fn insert(&mut self, key: u64, row: [i8; W]) -> bool {
        for probe in 0..PROBES {
            let at = (place(key) + probe) & self.mask;
            if self.checks.get(at) == Some(&check(key)) {
                return false;
            }
            if self.checks.get(at) == Some(&0) {
                if let (Some(check_slot), Some(slot)) = (self.checks.get_mut(at), self.rows.get_mut(at)) {
                    *check_slot = check(key);
                    *slot = row;
                }
                return true;
            }
        }
        false
    }

    /// How many rows are in use.
    pub(crate) fn filled(&self) -> usize {
        self.checks.iter().filter(|check| **check != 0).count()
    }

    /// Writes the table's bytes.
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        out.push(u8::try_from(self.checks.len().trailing_zeros()).unwrap_or(0));
        for check in &self.checks {
            out.extend(check.to_le_bytes());
        }
        for row in &self.rows {
            out.extend(row.iter().map(|weight| weight.to_le_bytes()[0]));
        }
    }

    /// Reads a table; `None` where the bytes end early.
    pub(crate) fn read(bytes: &mut Reader<'_>) -> Option<Self> {
        let bits = u32::from(bytes.byte()?);
        // No table of this crate comes near this; the bound keeps a forged size from asking for memory.
        if bits > 24 {
            return None;
        }
        let size = 1_usize << bits;
        let checks = bytes.take(size * 2)?.chunks_exact(2).map(|pair| {
            u16::from_le_bytes([pair.first().copied().unwrap_or(0), pair.get(1).copied().unwrap_or(0)])
        });
        let checks = checks.collect();
        let rows = bytes.take(size * W)?.chunks_exact(W).map(|chunk| {
            let mut row = [0; W];
            for (slot, byte) in row.iter_mut().zip(chunk) {
                *slot = i8::from_le_bytes([*byte]);
            }
            row
        });
        Some(Table { checks, rows: rows.collect(), mask: size - 1 })
    }
}

/// A cursor over bytes that never reads past their end.
#[derive(Clone, Debug)]
pub(crate) struct Reader<'b> {
    bytes: &'b [u8],
}

impl<'b> Reader<'b> {
    pub(crate) fn new(bytes: &'b [u8]) -> Self {
        Reader { bytes }
    }

    pub(crate) fn take(&mut self, count: usize) -> Option<&'b [u8]> {
        let (head, tail) = self.bytes.split_at_checked(count)?;
        self.bytes = tail;
        Some(head)
    }

    pub(crate) fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    pub(crate) fn u16(&mut self) -> Option<u16> {
        self.take(2)?.try_into().ok().map(u16::from_le_bytes)
    }

    pub(crate) fn u32(&mut self) -> Option<u32> {
        self.take(4)?.try_into().ok().map(u32::from_le_bytes)
    }

    pub(crate) fn u64(&mut self) -> Option<u64> {
        self.take(8)?.try_into().ok().map(u64::from_le_bytes)
    }

    pub(crate) fn rest(&self) -> &'b [u8] {
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_it_was_given() {
        let mut table: Table<3> = Table::new(12);
        let key = |n: u64| mix(n, 7);
        let kept: Vec<u64> = (0..2000).filter(|n| table.insert(key(*n), [(n % 100) as i8, 1, -1])).collect();
        assert!(kept.len() > 1900);
        for n in &kept {
            assert_eq!(table.get(key(*n)), Some(&[(n % 100) as i8, 1, -1]));
        }
        let mistaken = (10_000..20_000).filter(|n| table.get(key(*n)).is_some()).count();
        assert!(mistaken < 20, "{mistaken}");
        let mut bytes = Vec::new();
        table.write(&mut bytes);
        let read: Table<3> = Table::read(&mut Reader::new(&bytes)).unwrap();
        assert_eq!(read.get(key(kept[5])), table.get(key(kept[5])));
        assert!(Table::<3>::read(&mut Reader::new(&bytes[..bytes.len() - 1])).is_none());
    }
}
