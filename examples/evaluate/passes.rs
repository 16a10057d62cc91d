//! What each pass over found attributions is worth: the scores with all passes, less those without it.

use ascribe::{Analyzer, Options};

use crate::score::{Attributed, Count, MEASURES, Scored, Table, Words};
use crate::{Marked, attributed};

/// Prints a line for each pass.
pub(crate) fn run(analyzer: &Analyzer<'_>, mut options: Options, articles: &[Marked], nested: bool) {
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
    let measure = |analyzer: &Analyzer<'_>| -> (Table, Vec<Vec<Attributed>>) {
        let mut table = Table::default();
        let all = articles.iter().zip(&scored).map(|(article, (scored, gold))| {
            let found = attributed(&analyzer.analyze(&article.article()), nested);
            let words: Vec<Words> = found.iter().filter_map(|one| scored.words(one)).collect();
            table.add(gold, &words);
            found
        });
        let all = all.collect();
        (table, all)
    };
    let (whole, usual) = measure(&analyzer);
    println!("{} articles, {} gold attributions, {} predicted", whole.articles, whole.gold, whole.predicted);
    println!("{:24}{:>22}{:>24}{:>10}", "", "attribution", "strict", "articles");
    println!("{:24}{:>8}{:>8}{:>8}{:>8}{:>8}{:>8}{:>8}", "", "P", "R", "F1", "P", "R", "F1", "changed");
    let all = shares(&whole);
    print!("{:24}", "all passes");
    all.iter().for_each(|score| print!("{score:8.2}"));
    println!();
    for name in Analyzer::passes() {
        let (table, found) = measure(&analyzer.clone().without_pass(name));
        let changed = usual.iter().zip(&found).filter(|(usual, found)| usual != found).count();
        print!("{name:24}");
        all.iter().zip(shares(&table)).for_each(|(with, without)| print!("{:+8.2}", with - without));
        println!("{changed:8}");
    }
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
