//! Time and memory by the length of the text.

use std::fs;
use std::hint::black_box;
use std::process::Command;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use ascribe::{Analyzer, Options};

use crate::worst::{KINDS, Kind, article};

const SIZES: [usize; 4] = [10_000, 100_000, 1_000_000, 10_000_000];

/// How long an article is analyzed again and again for a figure, at least.
const AT_LEAST: Duration = Duration::from_millis(500);

/// How long this thread has been at work: what others do on the machine counts less than on the clock. The clock, where
/// the system does not tell.
fn worked() -> Duration {
    static START: OnceLock<Instant> = OnceLock::new();
    let read = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = read.and_then(|read| read.split_whitespace().next()?.parse().ok());
    nanoseconds.map_or_else(|| START.get_or_init(Instant::now).elapsed(), Duration::from_nanos)
}

/// An analyzer without limits, of which some texts here are beyond.
fn analyzer() -> Analyzer {
    let mut options = Options::default();
    (options.max_bytes, options.max_claims) = (None, None);
    Analyzer::new().with_options(options)
}

/// Prints the time per byte of each kind of text, by length, and how many times that of 10 KB it is.
#[allow(clippy::cast_precision_loss)] // Sizes and times are far below the limit.
pub(crate) fn time(news: &str, only: &[String]) {
    let analyzer = analyzer();
    println!("\ntime per byte in microseconds; in brackets, how many times that of 10 KB");
    println!("{:<28} {:>9} {:>16} {:>16} {:>16}", "", "10 KB", "100 KB", "1 MB", "10 MB");
    for kind in chosen(only) {
        print!("{:<28}", kind.0);
        let mut first = None;
        for size in SIZES {
            let article = article(kind, news, size);
            // The system counts in ticks, so that one short analysis tells nothing.
            let (start, mut times, mut spent) = (worked(), 0_u32, Duration::ZERO);
            while spent < AT_LEAST {
                black_box(analyzer.analyze(black_box(&article)));
                times += 1;
                spent = worked().saturating_sub(start);
            }
            let per_byte = spent.as_secs_f64() * 1e6 / (f64::from(times) * article.text.len() as f64);
            match first {
                None => print!(" {per_byte:>9.3}"),
                Some(first) => print!(" {per_byte:>9.3} ({:.2})", per_byte / first),
            }
            first.get_or_insert(per_byte);
            let _ = std::io::Write::flush(&mut std::io::stdout());
        }
        println!();
    }
}

fn chosen(only: &[String]) -> impl Iterator<Item = Kind> {
    KINDS.into_iter().filter(move |kind| only.is_empty() || only.iter().any(|name| name == kind.0))
}

/// Prints how much memory an analyzer takes, and an analysis as a multiple of its text. Each figure comes from a process
/// of its own, whose peak the system has kept.
#[allow(clippy::cast_precision_loss)] // Sizes are far below the limit.
pub(crate) fn memory(only: &[String]) {
    let Ok(program) = std::env::current_exe() else { return };
    println!("\npeak memory of an analysis, in times the text");
    println!("{:<28} {:>9} {:>9}", "", "1 MB", "10 MB");
    let mut analyzer = 0.0;
    for kind in chosen(only) {
        print!("{:<28}", kind.0);
        for size in [1_000_000, 10_000_000] {
            let output = Command::new(&program).args(["--peak", kind.0, &size.to_string()]).output();
            let text =
                output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
            let figures: Vec<f64> =
                text.split_whitespace().filter_map(|figure| figure.parse().ok()).collect();
            let [loaded, analysis] = figures[..] else {
                print!(" {:>9}", "unknown");
                continue;
            };
            analyzer = loaded;
            print!(" {:>9.1}", analysis / size as f64);
            let _ = std::io::Write::flush(&mut std::io::stdout());
        }
        println!();
    }
    println!("of the analyzer, with the weights inside the program: {:.1} MB", analyzer / 1e6);
}

/// In a process of its own: prints how many bytes the analyzer took, and then the analysis of one text.
pub(crate) fn peak(news: &str, kind: &str, size: &str) {
    let (Some(kind), Ok(size)) = (KINDS.into_iter().find(|one| one.0 == kind), size.parse()) else { return };
    let article = article(kind, news, size);
    let start = high_water();
    let clock = Instant::now();
    let analyzer = analyzer();
    let load = clock.elapsed();
    // The first analysis builds the tables of words.
    black_box(analyzer.analyze(&ascribe::Article::new("It is over, she said Monday.")));
    let loaded = high_water();
    black_box(analyzer.analyze(black_box(&article)));
    let (Some(start), Some(loaded), Some(end)) = (start, loaded, high_water()) else { return };
    println!("{} {}", loaded - start, end - loaded);
    eprintln!("loaded in {load:?}");
}

/// The largest size that this process has had in memory, in bytes; none where the system does not tell.
fn high_water() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()? * 1024)
}
