//! A corpus with marked sources, cues and contents, read and written.

use std::path::Path;

use ascribe::export::brat;
use ascribe::{Article, Published, Report};

use super::rename::Names;
use super::score::Attributed;
use crate::evaluate::corpus::{names, open};
use crate::fault::{Failure, at};
use crate::input::Table;

/// An article of the corpus.
pub(crate) struct Marked {
    pub(crate) name: String,
    pub(crate) text: String,
    /// The gold as it is written, and read.
    pub(crate) standoff: String,
    pub(crate) gold: Vec<Attributed>,
    pub(crate) date: Option<Published>,
}

impl Marked {
    pub(crate) fn article(&self) -> Article {
        let mut article = Article::new(self.text.as_str());
        article.metadata.published = self.date;
        article
    }
}

/// The articles of a folder that have attributions in another, `NAME_ANNOTATOR.ann`, of which the first annotator counts.
pub(crate) fn read(
    text: &Path,
    gold: &Path,
    metadata: Option<&Path>,
    rename: bool,
) -> Result<Vec<Marked>, Failure> {
    let table = metadata.map(Table::read).transpose()?.unwrap_or_default();
    let gold_names = names(gold, ".ann")?;
    let mut articles = Vec::new();
    for name in names(text, ".txt")? {
        let own = format!("{name}_");
        let Some(marked) = gold_names.iter().find(|gold| gold.starts_with(&own) || **gold == name) else {
            continue;
        };
        let date = table.get(&name).and_then(|about| about.published);
        let text = open(&text.join(format!("{name}.txt")))?;
        let standoff = open(&gold.join(format!("{marked}.ann")))?;
        articles.push(Marked { name, text, standoff, gold: Vec::new(), date });
    }
    if articles.is_empty() {
        let what = format!("no NAME.txt here has a NAME_ANNOTATOR.ann in {}", gold.display());
        return Err(Failure::Unread(at(text, what)));
    }
    if rename {
        let names = Names::of(articles.iter().map(|article| article.text.as_str()));
        for article in &mut articles {
            article.text = names.replace(&article.text);
        }
    }
    for article in &mut articles {
        let marked = brat::given_from_str(&article.standoff, &article.text);
        let attributed = marked.iter().map(|one| Attributed::new([&one.source, &one.cue, &one.content], 1.0));
        article.gold = attributed.collect();
    }
    Ok(articles)
}

/// The attributions of a report: the outermost, or all of them.
pub(crate) fn attributed(report: &Report, nested: bool) -> Vec<Attributed> {
    let claims = report.iter_claims().map(|(_, claim)| claim);
    claims
        .filter(|claim| nested || claim.within.is_none())
        .map(|claim| {
            let link = claim.speaker();
            let (source, cue) =
                link.map(|link| (link.source_spans.as_slice(), link.cue.as_slice())).unwrap_or_default();
            Attributed::new([source, cue, &claim.content], claim.confidence.get())
        })
        .collect()
}

/// What was found, as brat stand-off annotation.
pub(crate) fn standoff(found: &[Attributed], text: &str) -> String {
    let mut out = String::new();
    let mut bounds = 0;
    for (number, one) in found.iter().enumerate() {
        let mut event = String::new();
        for (role, spans) in [("Source", &one.source), ("Cue", &one.cue), ("Content", &one.content)] {
            if spans.is_empty() {
                continue;
            }
            bounds += 1;
            let points = |at: usize| text[..at].chars().count();
            let place = |span: &(usize, usize)| format!("{} {}", points(span.0), points(span.1));
            let places: Vec<String> = spans.iter().map(place).collect();
            let surface: Vec<&str> = spans.iter().map(|span| &text[span.0..span.1]).collect();
            out.push_str(&format!(
                "T{bounds}\t{role} {}\t{}\n",
                places.join(";"),
                surface.join(" ").replace('\n', " ")
            ));
            event.push_str(&format!(" {role}:T{bounds}"));
        }
        out.push_str(&format!("E{}\tAttribution:T{bounds}{event}\n", number + 1));
    }
    out
}
