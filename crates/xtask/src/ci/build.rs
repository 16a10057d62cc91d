//! What the compiler and the tests say.

use super::command::{program, tool};
use super::files::{Work, read_json};
use super::{Done, documented};

pub(super) fn style(_: &Work) -> Done {
    tool("cargo fmt --check").run()?;
    tool("cargo clippy --workspace --all-targets --all-features -- -D warnings").run()
}

pub(super) fn docs(_: &Work) -> Done {
    tool("cargo doc --workspace --no-deps --all-features").env("RUSTDOCFLAGS", "-D warnings").run()?;
    // Every public type has an example, which the tests run. What rustdoc says of that is for nightly alone.
    if !tool("cargo +nightly --version").works() {
        println!("no nightly toolchain: whether every public type has an example is not checked");
        return Ok(());
    }
    tool("cargo +nightly rustdoc -p ascribe --quiet --lib --all-features --target-dir target/nightly")
        .args(["--", "-Z", "unstable-options", "--output-format", "json"])
        .run()?;
    documented::every_type(&read_json("target/nightly/doc/ascribe.json")?)
}

/// The data model alone, and the analyzer for users who bring their own weights.
pub(super) fn features(_: &Work) -> Done {
    // -p: beside the command, which needs the defaults, they would be on all the same.
    for features in ["", "--features analyzer", "--features audit", "--features training"] {
        let line = format!("cargo clippy -p ascribe --no-default-features {features} --lib -- -D warnings");
        tool(&line).run()?;
    }
    tool("cargo test -p ascribe --no-default-features --tests").run()?;
    tool("cargo test -p ascribe --no-default-features --features schema --test it").run()?;
    let arrow = tool("cargo test -p ascribe --features arrow --test it -- arrow::").shown()?;
    if !ran(&arrow) {
        return Err("no test of arrow ran".to_owned());
    }
    tool("cargo test -p ascribe --features arrow --doc arrow").run()?;
    tool("cargo test -p ascribe --features training --lib --test it").run()?;
    tool("cargo test -p ascribe --features training --doc training").run()
}

/// Whether a test ran, by what cargo printed.
fn ran(printed: &str) -> bool {
    printed.lines().any(|line| {
        let passed = line.strip_prefix("test result: ok. ").and_then(|rest| rest.split(' ').next());
        passed.is_some_and(|passed| passed.parse().is_ok_and(|passed: u32| passed > 0))
    })
}

/// A second or two of each target. Longer: fuzz/README.md.
pub(super) fn fuzz(_: &Work) -> Done {
    tool("cargo build --locked --release --bin campaign").within("fuzz").run()?;
    // What asks for gigabytes fails, where the shell can set a limit.
    let limited = "ulimit -v 4000000 && exec target/release/campaign --seconds 1";
    program("bash".as_ref()).args(["-c", limited]).within("fuzz").run()
}

#[cfg(test)]
mod tests {
    use super::ran;

    #[test]
    fn tests_that_were_filtered_out_did_not_run() {
        assert!(ran("running 12 tests\ntest result: ok. 12 passed; 0 failed; 0 ignored\n"));
        assert!(!ran("test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 90 filtered out\n"));
        assert!(!ran("test result: FAILED. 3 passed; 1 failed\n") && !ran(""));
    }
}
