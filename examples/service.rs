//! A JSON service: an article in, its claims and figures out. Put any server round `answer`.

use ascribe::{Analyzer, Article, Options};
use serde_json::{Value, json};

/// Answers `{"text": …}`; `published`, `outlet` and other metadata may stand beside it.
fn answer(analyzer: &Analyzer, request: &str) -> Result<Value, serde_json::Error> {
    let article: Article = serde_json::from_str(request)?;
    let report = analyzer.analyze(&article);
    Ok(json!({
        "claims": report.flat(&article.text),
        "unnamed_people": report.anonymous,
        "unnamed_share": report.summary(&article.text).unnamed_share(),
        "notes": report.diagnostics,
        "made_by": report.made_by,
    }))
}

fn main() -> Result<(), serde_json::Error> {
    let analyzer = Analyzer::new().with_options(Options::default().with_max_bytes(1 << 20));
    let request = json!({"text": "The dam is sound, an engineer said.", "published": "2024-03-18"});
    println!("{:#}", answer(&analyzer, &request.to_string())?);
    Ok(())
}
