//! The target that `TARGET` names, under libFuzzer.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

static RUN: LazyLock<fn(&[u8])> = LazyLock::new(|| {
    let name = std::env::var("TARGET").expect("TARGET names a target");
    ascribe_fuzz::target(&name).expect("TARGET names no target").run
});

fuzz_target!(|data: &[u8]| RUN(data));
