//! What each pass over found attributions is worth: the scores with all passes, less those without it.

use ascribe::{Analyzer, Options};

use super::corpus::{Marked, attributed};
use super::score::{Attributed, Count, MEASURES, Scored, Table, Words};
use crate::fault::Failure;
use crate::output::Sink;

/// Prints a line for each pass.
pub(crate) fn run(
    sink: &mut Sink,
    analyzer: &Analyzer,
    mut options: Options,
    articles: &[Marked],
    nested: bool,
) -> Result<(), Failure> {
    options.events = false;
    let analyzer = analyzer.clone().with_options(options);
    let scored: Vec<(Scored<'_>, Vec<Words>)> = articles
        .iter()
        .map(|article| {
            let scored = Scored::new(&article.text);
            let gold = article.gold.iter().filter_map(|one| scored.words(one)).collect();
            (scored, gold)
        })
        .collect();
    let measure = |analyzer: &Analyzer| -> (Table, Vec<Vec<Attributed>>) {
        let mut table = Table::default();
        let found = articles.iter().zip(&scored).map(|(article, (scored, gold))| {
            let found = attributed(&analyzer.analyze(&article.article()), nested);
            let words: Vec<Words> = found.iter().filter_map(|one| scored.words(one)).collect();
            table.add(gold, &words);
            found
        });
        let found = found.collect();
        (table, found)
    };
    let (whole, usual) = measure(&analyzer);
    put!(
        sink,
        "{} articles, {} gold attributions, {} predicted",
        whole.articles,
        whole.gold,
        whole.predicted
    );
    put!(sink, "{:24}{:>22}{:>24}{:>10}", "", "attribution", "strict", "articles");
    put!(sink, "{:24}{:>8}{:>8}{:>8}{:>8}{:>8}{:>8}{:>8}", "", "P", "R", "F1", "P", "R", "F1", "changed");
    let all = shares(&whole);
    put!(sink, "{:24}{}", "all passes", all.map(|score| format!("{score:8.2}")).concat());
    for name in Analyzer::passes() {
        let (table, found) = measure(&analyzer.clone().without_pass(name));
        let changed = usual.iter().zip(&found).filter(|(usual, found)| usual != found).count();
        let worth = all.iter().zip(shares(&table)).map(|(with, without)| format!("{:+8.2}", with - without));
        put!(sink, "{name:24}{}{changed:8}", worth.collect::<String>());
        sink.flush()?;
    }
    Ok(())
}

/// Precision, recall and F1 of attributions, and of those that are right to the word.
fn shares(table: &Table) -> [f64; 6] {
    let shares = |name: &str| {
        let counts = MEASURES.iter().zip(&table.counts);
        let count = counts.filter(|(measure, _)| **measure == name).map(|(_, count)| count).next();
        count.map(Count::shares).unwrap_or_default()
    };
    let ((p, r, f), (strict_p, strict_r, strict_f)) = (shares("attribution"), shares("strict"));
    [p, r, f, strict_p, strict_r, strict_f]
}
