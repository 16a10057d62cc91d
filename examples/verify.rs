//! Holds the answer of a language model against an article.

use ascribe::verify::Statement;
use ascribe::{Analyzer, Article};

/// What a model answered that was asked for quotations of the article.
const ANSWER: &str = r#"[
    {"speaker": "the former intelligence officer", "words": "He's convinced the U.S.'s long-term goal is to fracture Russia"},
    {"speaker": "Rebekah Koffler", "words": "Putin is readying for war, and he will strike Ukraine soon."},
    {"speaker": "Emily Horne", "words": "we are prepared for diplomacy"}
]"#;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let article = Article::new(include_str!("data/putin-biden-call.txt"));
    let statements: Vec<Statement> = serde_json::from_str(ANSWER)?;
    for (statement, verdict) in statements.iter().zip(Analyzer::new().verify(&article, &statements)) {
        let because: Vec<String> = verdict.because.iter().map(ToString::to_string).collect();
        println!("{}: {}", statement.speaker, statement.words);
        println!("    {}, {}: {}", verdict.words.matched, verdict.speaker.verdict, because.join("; "));
    }
    Ok(())
}
