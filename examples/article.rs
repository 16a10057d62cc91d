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
        let speaker = report.speaker(id).map_or("nobody named", |actor| actor.label());
        let relay = report.relay(id).and_then(|source| report.actor_of(source));
        let through = relay.map(|actor| format!(", through {}", actor.label())).unwrap_or_default();
        let words: Vec<&str> = claim.content.iter().filter_map(|span| span.slice(&article.text)).collect();
        println!("{speaker}{through}, {} {}: {}", claim.quotation, claim.force, words.join(" … "));
    }
    println!();
    for (id, source) in report.iter_sources() {
        let name = report.actor_of(id).map_or("nobody named", |actor| actor.label());
        println!("{:16} {name}", source.level.as_str());
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
