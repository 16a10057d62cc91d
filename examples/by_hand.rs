//! A report made by hand, and its page: what another program or a person found, shown and stored.

use ascribe::export::html;
use ascribe::{Actor, ActorKind, Article, Attribution, Claim, Level, Quotation, Report, Source, Span};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let article = Article::new("“The dam is sound,” an engineer said.").with_headline("The dam");
    let place = |words| Span::find(&article.text, words).ok_or("not in the text");
    let mut report = Report::new(&article);
    let engineer = report.add_actor(Actor::new(ActorKind::Person).with_description("an engineer"));
    let source = report.add_source(Source::new(engineer, Level::Described));
    let said = Attribution::new(source).with_source_span(place("an engineer")?).with_cue(place("said")?);
    report.add_claim(Claim::new(place("The dam is sound,")?, Quotation::Direct, said));
    report.validate_text(&article.text)?;
    println!("{}", html::to_string(&report, &article.text));
    eprintln!("{}", serde_json::to_string(&report)?);
    Ok(())
}
