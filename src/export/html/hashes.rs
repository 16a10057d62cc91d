//! What the content security policy lets in. Written by `BLESS=1 cargo test --test it -- html::`, which also checks it.

pub(super) const STYLE: &str = "sha256-Jat+DT7ieuPaCmClWqjLU2h7Qyaxc5pmT/dHpmvk1Vk=";
pub(super) const SCRIPT: &str = "sha256-EghipXRKVQAAdNxZSfXW/ZN47W89eYxPl/zjpi7J2w8=";
