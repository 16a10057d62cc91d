//! The scores of a corpus, for a person and for programs.

use serde_json::json;

use super::score::{Count, MEASURES, Table};
use crate::fault::Failure;
use crate::output::Sink;

/// The counts and the measures, each with precision, recall and F1 in percent.
pub(crate) fn json(sink: &mut Sink, table: &Table) -> Result<(), Failure> {
    let rounded = |share: f64| json!((share * 10.0).round() / 10.0);
    let scores = MEASURES.iter().zip(&table.counts).map(|(name, count)| {
        let (p, r, f) = count.shares();
        // Of sources there is one share.
        let value = if *name == "source|content" { rounded(p) } else { json!([p, r, f].map(rounded)) };
        ((*name).to_owned(), value)
    });
    let scores: serde_json::Map<_, _> = scores.collect();
    let (articles, marked, printed) = (table.articles, table.gold, table.predicted);
    put!(sink, "{}", json!({ "articles": articles, "marked": marked, "printed": printed, "scores": scores }));
    Ok(())
}

pub(crate) fn print(sink: &mut Sink, table: &Table) -> Result<(), Failure> {
    put!(
        sink,
        "{} articles, {} gold attributions, {} predicted",
        table.articles,
        table.gold,
        table.predicted
    );
    put!(sink, "{:28}{:>7}{:>7}{:>7}", "", "P", "R", "F1");
    for (name, count) in MEASURES.iter().zip(&table.counts) {
        let (p, r, f) = count.shares();
        if *name == "source|content" {
            put!(sink, "{name:28}{:14}{p:7.1}", "");
        } else {
            put!(sink, "{name:28}{p:7.1}{r:7.1}{f:7.1}");
        }
    }
    put!(sink, "\nattribution by kind (marked {:>5}, found)", "");
    for (kind, count) in &table.kinds {
        let (p, r, f) = count.shares();
        put!(sink, "{kind:28}{p:7.1}{r:7.1}{f:7.1}  {:6}{:6}", count.gold, count.predicted);
    }
    let mut judged = table.judged.clone();
    judged.sort_by(|a, b| b.0.total_cmp(&a.0));
    put!(sink, "\nby threshold of confidence");
    for least in [0.0_f32, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] {
        let kept = judged.partition_point(|(confidence, _)| *confidence >= least);
        let right = judged[..kept].iter().filter(|(_, right)| *right).count();
        let count = Count { hit: right, hit_predicted: right, predicted: kept, gold: table.gold };
        let (p, r, f) = count.shares();
        put!(sink, "at least {least:.1}                {p:7.1}{r:7.1}{f:7.1}");
    }
    put!(sink, "\nhow sure, and how often right");
    for step in 0..10_u8 {
        let (from, to) = (f32::from(step) / 10.0, f32::from(step + 1) / 10.0);
        let inside = |(confidence, _): &&(f32, bool)| {
            *confidence >= from && (*confidence < to || (step == 9 && *confidence <= 1.0))
        };
        let all = judged.iter().filter(inside).count();
        let right = judged.iter().filter(inside).filter(|(_, right)| *right).count();
        let share = 100.0 * right as f64 / all.max(1) as f64;
        put!(sink, "{from:.1} to {to:.1}    {share:7.1} of {all}");
    }
    Ok(())
}
