//! Tables of weights by hashed feature, and a reader of their bytes.
//!
//! A table is what its file has, byte for byte. So the weights inside are neither copied nor read as a whole when an analyzer is made,
//! and what no text asks for never comes into memory.

use std::borrow::Cow;

/// Bytes of a file of weights: a copy, or where the file is a part of the program, that part.
pub(crate) type Kept = Cow<'static, [u8]>;

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
fn hits(bucket: &Bucket, wanted: u16) -> u32 {
    let mut hits = 0;
    for (slot, check) in bucket.as_chunks().0.iter().take(BUCKET).enumerate() {
        hits |= u32::from(u16::from_le_bytes(*check) == wanted) << slot;
    }
    hits
}

/// The number at a place in a list of numbers of two bytes.
#[inline]
fn number(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.as_chunks().0.get(at).map(|two| u16::from_le_bytes(*two))
}

/// The number at a place in a list of numbers of four bytes.
#[inline]
fn wide_number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.as_chunks().0.get(at).map(|four| u32::from_le_bytes(*four))
}

/// Numbers by hashed key: a table with open addressing and checks of 32 bits.
#[derive(Clone, Debug)]
pub(crate) struct Index {
    /// A number of four bytes for each slot, and one of two.
    checks: Kept,
    values: Kept,
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
            let (mut checks, mut values) = (vec![0; size], vec![0; size]);
            if entries.iter().all(|(key, value)| insert(&mut checks, &mut values, *key, *value)) {
                return Index {
                    checks: checks.iter().flat_map(|check| check.to_le_bytes()).collect(),
                    values: values.iter().flat_map(|value| value.to_le_bytes()).collect(),
                };
            }
            size *= 2;
        }
    }

    /// The value of a key.
    pub(crate) fn get(&self, key: u64) -> Option<u16> {
        let checks: &[u8] = &self.checks;
        let mask = (checks.len() / size_of::<u32>()).wrapping_sub(1);
        for probe in 0..PROBES {
            let at = (place(key) + probe) & mask;
            match wide_number(checks, at)? {
                0 => return None,
                found if found == wide_check(key) => return number(&self.values, at),
                _ => {}
            }
        }
        None
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        let size = self.checks.len() / size_of::<u32>();
        out.push(u8::try_from(size.trailing_zeros()).unwrap_or(0));
        out.extend(self.checks.iter().chain(self.values.iter()));
    }

    /// Reads an index. `None` for too few bytes.
    pub(crate) fn read(bytes: &mut Reader<'_>) -> Option<Self> {
        let size = bytes.size()?;
        Some(Index { checks: bytes.keep(size.checked_mul(4)?)?, values: bytes.keep(size.checked_mul(2)?)? })
    }
}

/// Stores an entry of an index. `false` if there is no free slot near the place of the key.
fn insert(checks: &mut [u32], values: &mut [u16], key: u64, value: u16) -> bool {
    let mask = checks.len() - 1;
    for probe in 0..PROBES {
        let at = (place(key) + probe) & mask;
        let (Some(found), Some(slot)) = (checks.get_mut(at), values.get_mut(at)) else { break };
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

/// Entries of `SIZE` bytes that start with a key of 32 bits and are sorted by it. Keys are hashes, so that their high bits tell near to
/// where one lies.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sorted<const SIZE: usize> {
    entries: Kept,
    /// Where the keys of each value of the high bits start, and the number of entries.
    starts: Vec<u16>,
    /// How far a key is shifted to its high bits.
    shift: u32,
}

impl<const SIZE: usize> Sorted<SIZE> {
    /// `None` for entries whose keys do not rise, or more than 65,535. Linear in their number.
    pub(crate) fn new(entries: Kept) -> Option<Self> {
        let (rows, rest) = entries.as_chunks::<SIZE>();
        let count = u16::try_from(rows.len()).ok().filter(|_| rest.is_empty())?;
        // A few keys in each part.
        let bits = count.checked_ilog2().unwrap_or(0).saturating_sub(1).max(1);
        let shift = u32::BITS - bits;
        let mut starts = Vec::with_capacity((1 << bits) + 1);
        let mut last = None;
        for (at, row) in (0..count).zip(rows) {
            let key = wide_number(row, 0)?;
            if last.replace(key).is_some_and(|last| last >= key) {
                return None;
            }
            let part = (key >> shift) as usize;
            while starts.len() <= part {
                starts.push(at);
            }
        }
        starts.resize((1 << bits) + 1, count);
        Some(Sorted { entries, starts, shift })
    }

    /// The place of a key among the entries.
    #[inline]
    pub(crate) fn find(&self, key: u32) -> Option<usize> {
        let part = (key >> self.shift) as usize;
        let (start, end) = (usize::from(*self.starts.get(part)?), usize::from(*self.starts.get(part + 1)?));
        let rows = self.entries.as_chunks::<SIZE>().0.get(start..end)?;
        rows.iter().position(|row| wide_number(row, 0) == Some(key)).map(|at| start + at)
    }

    /// The two bytes behind the key of an entry, as a number.
    #[inline]
    pub(crate) fn value(&self, at: usize) -> Option<u16> {
        number(self.entries.as_chunks::<SIZE>().0.get(at)?.get(4..)?, 0)
    }

    pub(crate) fn len(&self) -> usize {
        self.entries.len() / SIZE
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.entries
    }
}

/// Weights of labels by hashed feature. Each feature has a run of pairs of label and weight.
#[derive(Clone, Debug)]
pub(crate) struct Sparse {
    /// A [`Bucket`] for each few features.
    buckets: Kept,
    /// The start in `pairs` of the runs of each bucket, a number of four bytes.
    starts: Kept,
    /// Pairs of label and weight. The highest bit of the label is set in the last pair of a run.
    pairs: Kept,
}

/// The places of the runs of a few features, together, so that the memory fetches them at once: [`BUCKET`] checks of two bytes, zero
/// for an empty slot, and as many offsets of runs from the start of those of the bucket.
type Bucket = [u8; 4 * BUCKET];

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
        let (mut buckets, mut starts, mut pairs) = (Vec::new(), Vec::new(), Vec::<[u8; 2]>::new());
        for owners in owners {
            let start = pairs.len();
            let (mut checks, mut offsets) = ([0; BUCKET], [0; BUCKET]);
            for ((check, offset), (wanted, owner)) in checks.iter_mut().zip(&mut offsets).zip(owners) {
                *check = wanted;
                *offset = u16::try_from(pairs.len() - start).unwrap_or(0);
                let row = rows.get(owner).map(|(_, row)| row.as_slice()).unwrap_or_default();
                pairs.extend(row.iter().map(|(label, weight)| [label & !LAST, weight.to_le_bytes()[0]]));
                if let Some([label, _]) = pairs.last_mut() {
                    *label |= LAST;
                }
            }
            buckets.extend(checks.iter().chain(&offsets).flat_map(|value| value.to_le_bytes()));
            starts.extend(u32::try_from(start).unwrap_or(u32::MAX).to_le_bytes());
        }
        Sparse { buckets: buckets.into(), starts: starts.into(), pairs: pairs.into_flattened().into() }
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
        let (buckets, pairs) =
            (self.buckets.as_chunks::<{ size_of::<Bucket>() }>().0, self.pairs.as_chunks::<2>().0);
        let starts_of: &[u8] = &self.starts;
        let (mut starts, mut known) = ([0; N], 0);
        for key in keys {
            let at = place(*key) & buckets.len().wrapping_sub(1);
            let (Some(bucket), Some(start)) = (buckets.get(at), wide_number(starts_of, at)) else { return };
            let hits = hits(bucket, check(*key));
            let offset = number(bucket, BUCKET + hits.trailing_zeros() as usize % BUCKET).unwrap_or(0);
            if let Some(slot) = starts.get_mut(known) {
                *slot = start as usize + usize::from(offset);
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
            let first = pairs.get(*start).copied().unwrap_or([LAST, 0]);
            if let Some(slot) = rests.get_mut(open) {
                *slot = start + 1;
            }
            open += usize::from(!add(first));
        }
        for start in rests.get(..open).unwrap_or_default() {
            for pair in pairs.get(*start..).unwrap_or_default() {
                if add(*pair) {
                    break;
                }
            }
        }
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        let size = self.buckets.len() / size_of::<Bucket>();
        out.push(u8::try_from(size.trailing_zeros()).unwrap_or(0));
        out.extend(self.buckets.iter().chain(self.starts.iter()));
        out.extend(u32::try_from(self.pairs.len() / 2).unwrap_or(u32::MAX).to_le_bytes());
        out.extend(self.pairs.iter());
    }

    /// Reads a table. `None` for too few bytes.
    pub(crate) fn read(bytes: &mut Reader<'_>) -> Option<Self> {
        let size = bytes.size()?;
        let buckets = bytes.keep(size.checked_mul(size_of::<Bucket>())?)?;
        let starts = bytes.keep(size.checked_mul(4)?)?;
        let pairs = bytes.u32()? as usize;
        Some(Sparse { buckets, starts, pairs: bytes.keep(pairs.checked_mul(2)?)? })
    }
}

/// A cursor over bytes that never reads past their end.
#[derive(Clone, Debug)]
pub(crate) struct Reader<'b> {
    bytes: &'b [u8],
    /// The same bytes, where they are a part of the program.
    embedded: Option<&'static [u8]>,
}

impl<'b> Reader<'b> {
    pub(crate) fn new(bytes: &'b [u8]) -> Self {
        Reader { bytes, embedded: None }
    }

    /// Of bytes that are a part of the program: nothing is copied.
    #[cfg(feature = "embedded-model")]
    pub(crate) fn embedded(bytes: &'static [u8]) -> Self {
        Reader { bytes, embedded: Some(bytes) }
    }

    /// Whether the bytes are a part of the program, so that a test of the program has read them.
    pub(crate) fn is_embedded(&self) -> bool {
        self.embedded.is_some()
    }

    pub(crate) fn take(&mut self, count: usize) -> Option<&'b [u8]> {
        self.part(count).map(|part| part.bytes)
    }

    /// A reader of the next bytes.
    pub(crate) fn part(&mut self, count: usize) -> Option<Reader<'b>> {
        let (head, tail) = self.bytes.split_at_checked(count)?;
        let (embedded, rest) = self.embedded.and_then(|bytes| bytes.split_at_checked(count)).unzip();
        (self.bytes, self.embedded) = (tail, rest);
        Some(Reader { bytes: head, embedded })
    }

    /// The next bytes, to be kept.
    pub(crate) fn keep(&mut self, count: usize) -> Option<Kept> {
        let part = self.part(count)?;
        Some(part.embedded.map_or_else(|| Kept::Owned(part.bytes.to_vec()), Kept::Borrowed))
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
