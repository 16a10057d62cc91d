//! The start that all files of weights share: a magic number and a version.

/// Whether a file starts with a magic number and a version.
#[cfg(feature = "embedded-model")]
pub(crate) const fn starts_with(bytes: &[u8], magic: [u8; 8], version: u32) -> bool {
    let Some((start, rest)) = bytes.split_first_chunk() else { return false };
    let Some((number, _)) = rest.split_first_chunk() else { return false };
    u64::from_le_bytes(*start) == u64::from_le_bytes(magic) && u32::from_le_bytes(*number) == version
}
