//! A monitor of unnamed sources over many articles: `cargo run --release --example monitor -- FILE.txt …`

use ascribe::{Analyzer, Article};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/putin-biden-call.txt");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let analyzer = Analyzer::new();
    let named: Vec<String> = std::env::args().skip(1).collect();
    let files = if named.is_empty() { vec![SAMPLE.to_owned()] } else { named };
    for file in files {
        let article = Article::new(std::fs::read_to_string(&file)?);
        let report = analyzer.analyze(&article);
        let (summary, people) = (report.summary(&article.text), report.anonymous_sources());
        let share = 100.0 * summary.unnamed_share().unwrap_or(0.0);
        println!(
            "{file}: {share:.0} % of what is ascribed, {} to {} people",
            people.at_least, people.at_most
        );
        for (id, source) in report.unnamed_speakers() {
            println!("    {} ({}), {} claims", report.name(id), source.level, report.claims_by(id).count());
        }
    }
    Ok(())
}
