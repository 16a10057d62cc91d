//! What the content security policy lets in. Written by `BLESS=1 cargo test --test it -- html::`, which also checks it.

pub(super) const STYLE: &str = "sha256-aP1H759G0Yck4a4QpOq22lGx62tUBiWCX/CtBquAkiY=";
pub(super) const SCRIPT: &str = "sha256-JarpPF2p3iTtfgiJMsd3RUPKdenZ5VV9HDzZvKEzbyM=";
