//! What the content security policy lets in. Written by `BLESS=1 cargo test --test it -- html::`, which also checks it.

pub(super) const STYLE: &str = "sha256-f+UdCgORRlU9Qmm6peO7uO/vmPvdpHO03lnthtsmxGU=";
pub(super) const SCRIPT: &str = "sha256-EghipXRKVQAAdNxZSfXW/ZN47W89eYxPl/zjpi7J2w8=";
