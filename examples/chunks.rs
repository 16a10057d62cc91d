//! Sourced chunks for retrieval: each sentence with who says it, through whom, and how sure that is.

use ascribe::{Analyzer, Article};
use serde_json::json;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/putin-biden-call.txt");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let article = Article::new(std::fs::read_to_string(SAMPLE)?).with_published("2021-12-30".parse()?);
    let report = Analyzer::new().analyze(&article);
    for sentence in &report.sentences {
        let claims = report.claims_at(*sentence).map(|(id, claim)| {
            json!({
                "speaker": report.speaker_name(id),
                "level": report.level(id),
                "relay": report.relay(id).map(|source| report.name(source)),
                "quotation": claim.quotation,
                "force": claim.force,
                "confidence": claim.confidence,
            })
        });
        println!("{}", json!({"text": sentence.slice(&article.text), "claims": claims.collect::<Vec<_>>()}));
    }
    Ok(())
}
