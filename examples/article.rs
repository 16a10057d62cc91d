//! Who said what in an article, through whom, and how identifiable each source is.
//!
//! `cargo run --release --example article -- FILE.txt 2024-03-18`; the sample article if nothing is named.

use ascribe::{Analyzer, Article};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/putin-biden-call.txt");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().unwrap_or_else(|| SAMPLE.to_owned());
    let published = arguments.next().unwrap_or_else(|| "2021-12-30".to_owned());
    let article = Article::new(std::fs::read_to_string(path)?).with_published(published.parse()?);
    let report = Analyzer::new().analyze(&article);

    for (id, claim) in report.iter_claims() {
        let speaker = report.speaker_name(id);
        let through = report.relay(id).map(|relay| format!(", through {}", report.name(relay)));
        let (through, words) = (through.unwrap_or_default(), claim.words(&article.text));
        println!("{speaker}{through}, {} {}: {words}", claim.quotation, claim.force);
    }
    println!();
    for (id, source) in report.iter_sources() {
        println!("{:16} {}", source.level, report.name(id));
    }
    let people = report.anonymous_sources();
    println!("\nunnamed people: {} to {}\n", people.at_least, people.at_most);
    for (_, event) in report.timeline() {
        let when = event.time.as_ref().and_then(|time| time.reading.start);
        let what = event.trigger.slice(&article.text).unwrap_or_default();
        println!("{} {what}, {}", when.map(|day| day.to_string()).unwrap_or_default(), event.status);
    }
    Ok(())
}
