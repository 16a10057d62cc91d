//! An article held against a newsroom's rules on sources.
//!
//! `cargo run --release --example audit -- ap FILE.txt`; the strict rules and the sample article if nothing is named.

use ascribe::audit::{House, audit};
use ascribe::{Analyzer, Article, Span};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/putin-biden-call.txt");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let house = arguments.next().unwrap_or_else(|| "strict".to_owned());
    let house = House::built_in(&house).ok_or_else(|| format!("houses: {}", House::BUILT_IN.join(", ")))?;
    let path = arguments.next().unwrap_or_else(|| SAMPLE.to_owned());
    let text = std::fs::read_to_string(path)?;
    let report = Analyzer::new().analyze(&Article::new(text.as_str()));

    for finding in audit(&report, &text, &house) {
        let words = Span::excerpt(&finding.spans, &text);
        println!("{} ({}): {}", finding.rule, finding.severity, finding.why);
        println!("    {words}");
        println!("    {}, {}", finding.citation.title, finding.citation.url);
    }
    Ok(())
}
