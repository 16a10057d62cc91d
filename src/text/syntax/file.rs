//! The parts that all files of weights share: a magic number, a version and checksums.

/// Whether a file starts with a magic number and a version.
#[cfg(feature = "embedded-model")]
pub(crate) const fn starts_with(bytes: &[u8], magic: [u8; 8], version: u32) -> bool {
    let Some((start, rest)) = bytes.split_first_chunk() else { return false };
    let Some((number, _)) = rest.split_first_chunk() else { return false };
    u64::from_le_bytes(*start) == u64::from_le_bytes(magic) && u32::from_le_bytes(*number) == version
}

/// The hash of Fowler, Noll and Vo, over eight bytes at a time.
pub(crate) fn checksum(bytes: &[u8]) -> u64 {
    let mut sum = 0xcbf2_9ce4_8422_2325_u64;
    for chunk in bytes.chunks(8) {
        let mut word = [0; 8];
        for (slot, byte) in word.iter_mut().zip(chunk) {
            *slot = *byte;
        }
        sum = (sum ^ u64::from_le_bytes(word)).wrapping_mul(0x0100_0000_01b3).rotate_left(23);
    }
    sum
}
