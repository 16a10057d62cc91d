//! What the content security policy lets in. Written by `BLESS=1 cargo test --test html`, which also checks it.

pub(super) const STYLE: &str = "sha256-oDssZGtVXBn+6YZW22En9g3hxc0d3i4ChOhD9pVmT7U=";
pub(super) const SCRIPT: &str = "sha256-JarpPF2p3iTtfgiJMsd3RUPKdenZ5VV9HDzZvKEzbyM=";
