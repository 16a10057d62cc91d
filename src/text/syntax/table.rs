//! Tables of weights by hashed feature, and a reader of their bytes.

/// Hashes two numbers.
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
    // Zero is reserved for empty slots.
    (folded & 0xffff_ffff) as u32 | 1
}

/// Number of slots of an index that are searched for a key.
const PROBES: usize = 32;

#[allow(clippy::cast_possible_truncation)]
const fn check(key: u64) -> u16 {
    (key as u16) | 1
}

/// The check of a word. It has more bits than that of a weight, since a word must not be mistaken for a frequent one.
#[allow(clippy::cast_possible_truncation)]
const fn wide_check(key: u64) -> u32 {
    (key as u32) | 1
}

const fn place(key: u64) -> usize {
    (key >> 24) as usize
}

/// Number of slots in a bucket.
const BUCKET: usize = 8;

/// The slots of a bucket that hold a check, as bits. All slots are compared without branches, which could not be predicted.
#[inline]
fn hits(checks: &[u16; BUCKET], wanted: u16) -> u32 {
    let mut hits = 0;
    for (slot, check) in checks.iter().enumerate() {
        hits |= u32::from(*check == wanted) << slot;
    }
    hits
}

/// Numbers by hashed key: a table with open addressing and checks of 32 bits.
#[derive(Clone, Debug)]
pub(crate) struct Index {
    checks: Vec<u32>,
    values: Vec<u16>,
}

impl Default for Index {
    fn default() -> Self {
        Index::new(&[])
    }
}

impl Index {
    /// An index with these entries and a load of at most four fifths. Of two keys with the same check the first is stored.
    pub(crate) fn new(entries: &[(u64, u16)]) -> Self {
        let mut size = 16_usize;
        while size * 4 < entries.len() * 5 {
            size *= 2;
        }
        loop {
            let mut index = Index { checks: vec![0; size], values: vec![0; size] };
            if entries.iter().all(|(key, value)| index.insert(*key, *value)) {
                return index;
            }
            size *= 2;
        }
    }

    /// Stores an entry. `false` if there is no free slot near the place of the key.
    fn insert(&mut self, key: u64, value: u16) -> bool {
        let mask = self.checks.len() - 1;
        for probe in 0..PROBES {
            let at = (place(key) + probe) & mask;
            let (Some(found), Some(slot)) = (self.checks.get_mut(at), self.values.get_mut(at)) else { break };
            if *found == wide_check(key) {
                return true;
            }
            if *found == 0 {
                *found = wide_check(key);
                *slot = value;
                return true;
            }
        }
        false
    }

    /// The value of a key.
    pub(crate) fn get(&self, key: u64) -> Option<u16> {
        let mask = self.checks.len().wrapping_sub(1);
        for probe in 0..PROBES {
            let at = (place(key) + probe) & mask;
            match *self.checks.get(at)? {
                0 => return None,
                found if found == wide_check(key) => return self.values.get(at).copied(),
                _ => {}
            }
        }
        None
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        out.push(u8::try_from(self.checks.len().trailing_zeros()).unwrap_or(0));
        out.extend(self.checks.iter().flat_map(|check| check.to_le_bytes()));
        out.extend(self.values.iter().flat_map(|value| value.to_le_bytes()));
    }

    /// Reads an index. `None` for too few bytes.
    pub(crate) fn read(bytes: &mut Reader<'_>) -> Option<Self> {
        let size = bytes.size()?;
        Some(Index { checks: bytes.wide_numbers(size)?, values: bytes.numbers(size)? })
    }
}

/// Weights of labels by hashed feature. Each feature has a run of pairs of label and weight.
#[derive(Clone, Debug)]
pub(crate) struct Sparse {
    buckets: Vec<Bucket>,
    /// Pairs of label and weight. The highest bit of the label is set in the last pair of a run.
    pairs: Vec<[u8; 2]>,
}

/// The places of the runs of a few features, together, so that the memory fetches them at once.
#[derive(Clone, Debug, Default)]
struct Bucket {
    /// Checks of 16 bits, with zero for an empty slot.
    checks: [u16; BUCKET],
    /// The offset of each run from the start of those of the bucket.
    offsets: [u16; BUCKET],
    /// The start in `pairs` of the runs of the bucket.
    start: u32,
}

/// The bit of the last label of a run.
const LAST: u8 = 0x80;

impl Default for Sparse {
    fn default() -> Self {
        Sparse::new(BUCKET.trailing_zeros(), &[])
    }
}

impl Sparse {
    /// A table of these rows in `2^bits` slots. A row whose bucket is full is left out.
    pub(crate) fn new(bits: u32, rows: &[(u64, Vec<(u8, i8)>)]) -> Self {
        let size = (1_usize << bits) / BUCKET;
        let mut owners: Vec<Vec<(u16, usize)>> = vec![Vec::new(); size];
        for (number, (key, row)) in rows.iter().enumerate() {
            if let Some(bucket) = owners.get_mut(place(*key) & (size - 1))
                && bucket.len() < BUCKET
                && !row.is_empty()
                && bucket.iter().all(|(other, _)| *other != check(*key))
            {
                bucket.push((check(*key), number));
            }
        }
        let mut table = Sparse { buckets: Vec::new(), pairs: Vec::new() };
        for owners in owners {
            let start = table.pairs.len();
            let mut bucket = Bucket { start: u32::try_from(start).unwrap_or(u32::MAX), ..Bucket::default() };
            let slots = bucket.checks.iter_mut().zip(&mut bucket.offsets);
            for ((check, offset), (wanted, owner)) in slots.zip(owners) {
                *check = wanted;
                *offset = u16::try_from(table.pairs.len() - start).unwrap_or(0);
                let row = rows.get(owner).map(|(_, row)| row.as_slice()).unwrap_or_default();
                table
                    .pairs
                    .extend(row.iter().map(|(label, weight)| [label & !LAST, weight.to_le_bytes()[0]]));
                if let Some([label, _]) = table.pairs.last_mut() {
                    *label |= LAST;
                }
            }
            table.buckets.push(bucket);
        }
        table
    }

    /// Whether it has no weights.
    pub(crate) fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// Adds the weights of features to the scores of their labels.
    ///
    /// The places of all runs are found before any run is read, and the first pairs of all runs are read before the others.
    /// The memory then fetches many at a time, and few branches depend on it.
    #[inline]
    pub(crate) fn add<const N: usize>(&self, keys: &[u64; N], scores: &mut [i32; 128]) {
        let (mut starts, mut known) = ([0; N], 0);
        for key in keys {
            let at = place(*key) & self.buckets.len().wrapping_sub(1);
            let Some(bucket) = self.buckets.get(at) else { return };
            let hits = hits(&bucket.checks, check(*key));
            let offset = bucket.offsets.get(hits.trailing_zeros() as usize % BUCKET).copied().unwrap_or(0);
            if let Some(slot) = starts.get_mut(known) {
                *slot = bucket.start as usize + usize::from(offset);
            }
            // The next feature overwrites an unknown one. A branch could not be predicted.
            known += usize::from(hits != 0);
        }
        let mut add = |[label, weight]: [u8; 2]| {
            if let Some(score) = scores.get_mut(usize::from(label & !LAST)) {
                *score += i32::from(i8::from_le_bytes([weight]));
            }
            label & LAST != 0
        };
        let (mut rests, mut open) = ([0; N], 0);
        for start in starts.get(..known).unwrap_or_default() {
            let first = self.pairs.get(*start).copied().unwrap_or([LAST, 0]);
            if let Some(slot) = rests.get_mut(open) {
                *slot = start + 1;
            }
            open += usize::from(!add(first));
        }
        for start in rests.get(..open).unwrap_or_default() {
            for pair in self.pairs.get(*start..).unwrap_or_default() {
                if add(*pair) {
                    break;
                }
            }
        }
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        out.push(u8::try_from(self.buckets.len().trailing_zeros()).unwrap_or(0));
        for bucket in &self.buckets {
            out.extend(bucket.checks.iter().chain(&bucket.offsets).flat_map(|value| value.to_le_bytes()));
        }
        out.extend(self.buckets.iter().flat_map(|bucket| bucket.start.to_le_bytes()));
        out.extend(u32::try_from(self.pairs.len()).unwrap_or(u32::MAX).to_le_bytes());
        out.extend(self.pairs.iter().flatten());
    }

    /// Reads a table. `None` for too few bytes.
    pub(crate) fn read(bytes: &mut Reader<'_>) -> Option<Self> {
        const BYTES: usize = 4 * BUCKET;
        let size = bytes.size()?;
        let half = |half: &[u8]| {
            let mut numbers = [0; BUCKET];
            for (number, pair) in numbers.iter_mut().zip(half.chunks_exact(2)) {
                *number = u16::from_le_bytes(pair.try_into().unwrap_or_default());
            }
            numbers
        };
        let buckets = bytes.take(size.checked_mul(BYTES)?)?.chunks_exact(BYTES);
        let starts = bytes.wide_numbers(size)?;
        let buckets = buckets.zip(starts).map(|(bucket, start)| {
            let (checks, offsets) = bucket.split_at(BYTES / 2);
            Bucket { checks: half(checks), offsets: half(offsets), start }
        });
        let buckets = buckets.collect();
        let pairs = bytes.u32()? as usize;
        let pairs = bytes.take(pairs.checked_mul(2)?)?.chunks_exact(2);
        let pairs = pairs.map(|pair| pair.try_into().unwrap_or_default()).collect();
        Some(Sparse { buckets, pairs })
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

    /// Reads a number of slots, stored as its binary logarithm.
    pub(crate) fn size(&mut self) -> Option<usize> {
        // The bound keeps a forged size from allocating memory.
        let bits = u32::from(self.byte()?);
        (bits <= 24).then(|| 1 << bits)
    }

    /// Reads `count` numbers of two bytes.
    pub(crate) fn numbers(&mut self, count: usize) -> Option<Vec<u16>> {
        let bytes = self.take(count.checked_mul(2)?)?.chunks_exact(2);
        Some(bytes.map(|pair| u16::from_le_bytes(pair.try_into().unwrap_or_default())).collect())
    }

    /// Reads `count` numbers of four bytes.
    pub(crate) fn wide_numbers(&mut self, count: usize) -> Option<Vec<u32>> {
        let bytes = self.take(count.checked_mul(4)?)?.chunks_exact(4);
        Some(bytes.map(|four| u32::from_le_bytes(four.try_into().unwrap_or_default())).collect())
    }

    /// The bytes that were not read yet.
    pub(crate) fn rest(&self) -> &'b [u8] {
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn index_keeps_what_it_was_given() {
        let key = |n: u64| mix(n, 7);
        let entries: Vec<(u64, u16)> = (0..2000_u16).map(|n| (key(u64::from(n)), n)).collect();
        let index = Index::new(&entries);
        let mut bytes = Vec::new();
        index.write(&mut bytes);
        let read = Index::read(&mut Reader::new(&bytes)).unwrap();
        assert!(entries.iter().all(|(key, value)| read.get(*key) == Some(*value)));
        assert!((10_000..20_000).all(|n| read.get(key(n)).is_none()));
        assert!(Index::read(&mut Reader::new(&bytes[..bytes.len() - 1])).is_none());
    }

    #[test]
    fn sparse_rows_add_up() {
        let key = |n: u64| mix(n, 7);
        let row = |n: u64| vec![((n % 100) as u8, 5), ((n % 100) as u8 + 1, -3)];
        let rows: Vec<(u64, Vec<(u8, i8)>)> = (0..2000).map(|n| (key(n), row(n))).collect();
        let table = Sparse::new(13, &rows);
        let mut bytes = Vec::new();
        table.write(&mut bytes);
        let read = Sparse::read(&mut Reader::new(&bytes)).unwrap();
        let scores = |n: u64| {
            let mut scores = [0; 128];
            read.add(&[key(n)], &mut scores);
            scores
        };
        let right = (0..2000).filter(|n| {
            let at = (n % 100) as usize;
            scores(*n)[at..at + 2] == [5, -3]
        });
        assert!(right.count() > 1990);
        let mistaken = (10_000..20_000).filter(|n| scores(*n) != [0; 128]).count();
        assert!(mistaken < 20, "{mistaken}");
        assert!(Sparse::read(&mut Reader::new(&bytes[..bytes.len() - 1])).is_none());
    }
}
