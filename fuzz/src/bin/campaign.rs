//! Runs targets for a while on inputs made from the corpus, on any toolchain.
//!
//! ```text
//! cargo run --release --bin campaign -- [--seconds N] [--seed N] [TARGET]...
//! ```
//!
//! Each target gets as many seconds; without a name all run. An input that fails is written to `artifacts/TARGET-fail` and so is
//! one that takes longer than a minute; then the program ends with an error. `campaign --replay TARGET FILE` runs one input.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use std::{env, fs, process, thread};

use ascribe_fuzz::{TARGETS, Target, target};
use fastrand::Rng;

/// No input grows longer than this: many short ones find more than few long ones.
const LONGEST: usize = 2048;
/// An input that takes longer has hung.
const PATIENCE: u64 = 60;

static STARTED: AtomicU64 = AtomicU64::new(0);

thread_local! {
    static INPUT: RefCell<(&'static str, Vec<u8>)> = const { RefCell::new(("", Vec::new())) };
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn keep(name: &str, input: &[u8]) {
    let path = folder("artifacts").join(format!("{name}-fail"));
    fs::create_dir_all(folder("artifacts"))
        .and_then(|()| fs::write(&path, input))
        .expect("artifacts cannot be written");
    eprintln!("the input is in {}", path.display());
}

fn main() {
    let mut arguments = env::args().skip(1);
    let (mut seconds, mut seed, mut chosen) = (5, 1, Vec::new());
    while let Some(argument) = arguments.next() {
        let mut number =
            || arguments.next().and_then(|number| number.parse().ok()).expect("a number is missing");
        match argument.as_str() {
            "--seconds" => seconds = number(),
            "--seed" => seed = number(),
            "--replay" => {
                let (name, path) = (arguments.next().expect("a target"), arguments.next().expect("a file"));
                (target(&name).expect("no such target").run)(&fs::read(path).expect("an unreadable file"));
                return;
            }
            name => chosen.push(target(name).unwrap_or_else(|| panic!("no target {name}"))),
        }
    }
    if chosen.is_empty() {
        chosen = TARGETS.iter().collect();
    }
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        before(info);
        INPUT.with_borrow(|(name, input)| keep(name, input));
        process::exit(1);
    }));
    let start = Instant::now();
    thread::spawn(move || {
        loop {
            thread::sleep(Duration::from_secs(1));
            let started = STARTED.load(Ordering::Relaxed);
            if started != 0 && start.elapsed().as_secs() > started + PATIENCE {
                eprintln!("an input takes longer than {PATIENCE} s");
                process::exit(2);
            }
        }
    });
    for target in chosen {
        let executions = campaign(target, Duration::from_secs(seconds), Rng::with_seed(seed), start);
        println!("{:<20} {executions:>10} executions in {seconds} s, nothing found", target.name);
    }
}

fn campaign(target: &'static Target, time: Duration, mut rng: Rng, start: Instant) -> u64 {
    let files = fs::read_dir(folder("corpus").join(target.name)).expect("the target has no corpus");
    let mut paths: Vec<PathBuf> = files.map(|file| file.expect("an unreadable folder").path()).collect();
    paths.sort();
    let corpus: Vec<Vec<u8>> = paths.iter().map(|path| fs::read(path).expect("an unreadable file")).collect();
    let begin = Instant::now();
    let mut executions = 0;
    let mut run = |input: Vec<u8>| {
        // For whoever finds that it hangs: the file of the last input would slow down everything, a second's number does not.
        STARTED.store(start.elapsed().as_secs().max(1), Ordering::Relaxed);
        INPUT.set((target.name, input.clone()));
        (target.run)(&input);
        executions += 1;
    };
    corpus.iter().for_each(|input| run(input.clone()));
    while begin.elapsed() < time {
        run(mutated(&corpus, target.words, &mut rng));
    }
    STARTED.store(0, Ordering::Relaxed);
    executions
}

/// An input of the corpus, or none, with a few changes.
fn mutated(corpus: &[Vec<u8>], words: &[&str], rng: &mut Rng) -> Vec<u8> {
    let mut input = match rng.choice(corpus) {
        Some(input) if rng.u8(..) >= 16 => input.clone(),
        _ => Vec::new(),
    };
    let changes = 1 << rng.u32(0..6);
    for _ in 0..changes {
        let at = rng.usize(..=input.len());
        let end = rng.usize(at..=(at + 64).min(input.len()));
        match rng.u8(0..8) {
            0 if at < input.len() => input[at] ^= 1 << rng.u8(0..8),
            1 if at < input.len() => input[at] = rng.u8(..),
            2 => drop(input.drain(at..end)),
            3 => {
                let piece = input[at..end].to_vec();
                let to = rng.usize(..=input.len());
                input.splice(to..to, piece);
            }
            4 => {
                let other = rng.choice(corpus).map(Vec::as_slice).unwrap_or_default();
                let from = rng.usize(..=other.len());
                let to = rng.usize(from..=(from + 200).min(other.len()));
                input.splice(at..end, other[from..to].iter().copied());
            }
            5 if words.is_empty() => input.insert(at, rng.u8(..)),
            5 | 6 => {
                let word = rng.choice(words).copied().unwrap_or_default();
                input.splice(at..end.min(at + usize::from(rng.u8(0..8))), word.bytes());
                if rng.bool() && input.len() > at + word.len() {
                    input.insert(at + word.len(), b' ');
                }
            }
            _ => input.insert(at, rng.u8(..)),
        }
    }
    input.truncate(LONGEST);
    input
}
