//! Named passes over the attributions that an engine finds. They mend what it gets wrong and add what it cannot know.
//!
//! Worth of each pass, in points of F1: the score with all passes, less the score without it, for attributions (half of the
//! content, a word of the source) and for strict ones (every word), on articles that neither engine nor passes were made with.
//! Nested attributions count on news/check; `PolNeAR` marks none.
//!
//! | pass | news/check | strict | PolNeAR dev | strict |
//! | --- | --- | --- | --- | --- |
//! | `strip_dateline` | +0.00 | +0.00 | +0.00 | +0.00 |
//! | `drop_ground_rules` | +0.04 | +0.03 | +0.00 | +0.00 |
//! | `drop_deeds` | +0.00 | +0.00 | +0.00 | +0.00 |
//! | `end_at_quotation` | +0.00 | +0.00 | +0.12 | +0.22 |
//! | `drop_later_sentences` | +0.00 | +0.00 | +0.00 | +0.00 |
//! | `divide_quotations` | +0.00 | +0.00 | -0.06 | -0.06 |
//! | `rejoin_split_clause` | +0.00 | +0.00 | +0.00 | +0.05 |
//! | `trim_source` | +0.00 | +0.00 | -0.05 | -0.05 |
//! | `end_at_relative` | +0.00 | +0.00 | +0.00 | +0.00 |
//! | `supply_subject` | +0.00 | +0.00 | +0.23 | +0.19 |
//! | `cite` | +0.32 | -0.02 | -0.05 | -0.05 |
//! | `clear_hearing` | +0.00 | +0.00 | -0.12 | -0.08 |
//! | `nest_opening` | +0.00 | +0.00 | +0.00 | +0.00 |
//! | `nest_coordinated` | -0.09 | -0.18 | +0.00 | +0.00 |
//! | `supply_nested` | -0.19 | -0.18 | +0.00 | +0.00 |
//! | `join_continued` | +0.00 | +0.00 | -0.01 | -0.02 |
//! | `adopt_quotations` | +0.40 | +0.32 | -0.15 | -0.12 |
//! | `apply_layout` | -0.25 | -0.42 | +1.01 | +1.02 |
//! | `drop_furniture` | +0.00 | +0.00 | +0.00 | +0.00 |
//!
//! Those that are worth nothing there are kept for kinds of text that both lack: `strip_dateline`, `drop_furniture` and
//! `drop_ground_rules`, which the rules need as well; `nest_coordinated` and `rejoin_split_clause`, since the worst fault is to give one
//! the words of another (`tests/it/article.rs`, "The mayor, a source said, will resign"); and those that sentences in
//! `tests/cases/claims.txt` ask for. `supply_nested`, `clear_hearing` and, on news, `apply_layout`
//! cost a little, now that the network knows more, and are the first to doubt.
//!
//! `ascribe evaluate --passes TEXTS ATTRIBUTIONS` prints the figures, with `--nested` those of news.

mod adopt_quotations;
mod apply_layout;
mod cite;
mod clause;
mod clear_hearing;
pub(crate) mod context;
mod divide_quotations;
mod drop_deeds;
mod drop_furniture;
mod drop_ground_rules;
mod drop_later_sentences;
mod end_at_quotation;
mod end_at_relative;
mod join_continued;
mod nest_coordinated;
mod nest_opening;
mod quoted;
mod rejoin_split_clause;
mod strip_dateline;
mod supply_nested;
mod supply_subject;
#[cfg(test)]
mod tests;
mod trim_source;

use super::found::Found;
use super::spans::joined;
use crate::Span;
use context::Context;

/// A step from attributions to attributions.
pub(crate) struct Pass {
    pub(crate) name: &'static str,
    run: fn(&Context<'_>, Vec<Found>) -> Vec<Found>,
    /// Whether it applies to a trained engine alone, and not to the rules.
    trained_alone: bool,
}

/// The passes, in the order in which they run.
pub(crate) const PASSES: &[Pass] = &[
    Pass { name: "strip_dateline", run: strip_dateline::run, trained_alone: false },
    Pass { name: "drop_ground_rules", run: drop_ground_rules::run, trained_alone: false },
    Pass { name: "drop_deeds", run: drop_deeds::run, trained_alone: true },
    Pass { name: "end_at_quotation", run: end_at_quotation::run, trained_alone: true },
    Pass { name: "drop_later_sentences", run: drop_later_sentences::run, trained_alone: true },
    Pass { name: "divide_quotations", run: divide_quotations::run, trained_alone: true },
    Pass { name: "rejoin_split_clause", run: rejoin_split_clause::run, trained_alone: true },
    Pass { name: "trim_source", run: trim_source::run, trained_alone: true },
    Pass { name: "end_at_relative", run: end_at_relative::run, trained_alone: true },
    Pass { name: "supply_subject", run: supply_subject::run, trained_alone: true },
    Pass { name: "cite", run: cite::run, trained_alone: true },
    Pass { name: "clear_hearing", run: clear_hearing::run, trained_alone: true },
    Pass { name: "nest_opening", run: nest_opening::run, trained_alone: true },
    Pass { name: "nest_coordinated", run: nest_coordinated::run, trained_alone: true },
    Pass { name: "supply_nested", run: supply_nested::run, trained_alone: true },
    Pass { name: "join_continued", run: join_continued::run, trained_alone: true },
    Pass { name: "adopt_quotations", run: adopt_quotations::run, trained_alone: true },
    Pass { name: "apply_layout", run: apply_layout::run, trained_alone: true },
    Pass { name: "drop_furniture", run: drop_furniture::run, trained_alone: false },
];

/// Applies the passes for a trained engine, or those for the rules, except the one named `without`.
pub(crate) fn apply(
    context: &Context<'_>,
    found: Vec<Found>,
    trained: bool,
    without: Option<&str>,
) -> Vec<Found> {
    let applied = PASSES.iter().filter(|pass| trained || !pass.trained_alone);
    let applied = applied.filter(|pass| without != Some(pass.name));
    let mut found = applied.fold(found, |found, pass| (pass.run)(context, found));
    for one in &mut found {
        for spans in [&mut one.source, &mut one.cue, &mut one.content] {
            in_text_order(spans);
        }
    }
    found
}

/// Puts parts in text order and joins those that overlap: passes add parts without looking at the others.
fn in_text_order(spans: &mut Vec<Span>) {
    if spans.windows(2).any(|pair| matches!(pair, [a, b] if a.end() > b.start())) {
        *spans = joined(spans.iter().copied());
    }
}
