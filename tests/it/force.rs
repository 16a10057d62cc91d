//! The force of claims and how sure their speakers are, on the cases of `tests/cases/force.txt`.
//!
//! `cargo test --test it -- force:: --nocapture` prints the figures that `DESIGN.md` states, and the open cases that fail.

use std::collections::BTreeSet;

use ascribe::{Analyzer, Article, Claim, Factuality};

use crate::case_file::indented;

/// Claims of one kind of cases, and how many of them are read as the cases say.
#[derive(Default)]
struct Tally {
    lines: usize,
    found: usize,
    force: usize,
    factuality: usize,
    all: usize,
}

impl Tally {
    fn percent(&self, right: usize) -> f64 {
        #[allow(clippy::cast_precision_loss)]
        let share = 100.0 * right as f64 / self.lines.max(1) as f64;
        share
    }

    fn print(&self, name: &str) {
        println!(
            "force, {name}: {} claims; found {:.1}, force {:.1}, certainty and polarity {:.1}, all of it {:.1}",
            self.lines,
            self.percent(self.found),
            self.percent(self.force),
            self.percent(self.factuality),
            self.percent(self.all)
        );
    }
}

fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

fn overlap(text: &str, claim: &Claim, wanted: &str) -> usize {
    let own: String = claim.content.iter().map(|span| format!("{} ", span.slice(text).unwrap())).collect();
    let (own, wanted) = (words(&own), words(wanted));
    let both = own.intersection(&wanted).count();
    100 * both / (own.len() + wanted.len() - both).max(1)
}

fn written(factuality: &Factuality) -> String {
    format!("{} {}", factuality.certainty, factuality.polarity)
}

/// Where a wanted line and the claim that answers it differ; `None` where no claim does.
fn compare(text: &str, claims: &[Claim], line: &str) -> (Option<(bool, bool)>, String) {
    let (act, content) = line.split_once(": ").expect("a colon before the content");
    let (act, article) = act.split_once("; ").unwrap_or((act, "certain positive"));
    let (force, factuality) = act.split_once(", ").expect("a comma behind the force");
    let best = claims.iter().max_by_key(|claim| overlap(text, claim, content));
    let Some(claim) = best.filter(|claim| overlap(text, claim, content) >= 50) else {
        return (None, "no such claim".to_owned());
    };
    let outer = claim.attributions.last().map(|link| written(&link.factuality)).unwrap_or_default();
    let got = format!("{}, {}; {outer}", claim.force, written(&claim.factuality));
    (Some((claim.force.as_str() == force, written(&claim.factuality) == factuality && outer == article)), got)
}

#[test]
fn force_certainty_and_polarity_are_read_as_the_cases_say() {
    let analyzer = Analyzer::new();
    let (mut open, mut held) = (Tally::default(), Tally::default());
    for (text, wanted) in indented(include_str!("../cases/force.txt")) {
        let text = text.join("\n");
        let is_held = text.starts_with("held back: ");
        let text = text.trim_start_matches("held back: ");
        let report = analyzer.analyze(&Article::new(text));
        let tally = if is_held { &mut held } else { &mut open };
        for line in wanted {
            let (right, got) = compare(text, &report.claims, line.trim());
            let (force, factuality) = right.unwrap_or_default();
            tally.lines += 1;
            tally.found += usize::from(right.is_some());
            tally.force += usize::from(force);
            tally.factuality += usize::from(factuality);
            let wrong = !force || !factuality;
            tally.all += usize::from(!wrong);
            // What is held back stays unseen, so that nobody mends it.
            if wrong && !is_held {
                println!("{text}\n  wanted {}\n  got    {got}", line.trim());
            }
        }
    }
    open.print("open");
    held.print("held back");
    // Floors, some cases below what is measured: what ascribes is found by weights that are trained anew at times.
    assert!(open.percent(open.all) >= 80.0 && held.percent(held.all) >= 77.0);
    assert!(open.lines + held.lines >= 100 && held.lines >= 33, "{} and {}", open.lines, held.lines);
}
