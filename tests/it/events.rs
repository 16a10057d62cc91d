//! Events, on the cases of `tests/cases/events.txt`.
//!
//! `cargo test --test it -- events:: --nocapture` prints the figures that `DESIGN.md` states, and the open cases that fail.

use std::collections::{BTreeMap, BTreeSet};

use ascribe::{Analyzer, Article, Event, Report};

use crate::case_file::indented;

/// What a line says of an event, by field; `what` is the trigger.
type Line = BTreeMap<&'static str, String>;

const FIELDS: [&str; 7] = ["status", "when", "with", "at", "by", "told", "as"];

/// How many events there are, how many were told, and how many of both are right in each field.
#[derive(Default)]
struct Tally {
    wanted: usize,
    told: usize,
    both: usize,
    fields: BTreeMap<&'static str, (usize, usize)>,
    cases: usize,
    right_cases: usize,
}

#[allow(clippy::cast_precision_loss)]
fn percent(right: usize, all: usize) -> f64 {
    100.0 * right as f64 / all.max(1) as f64
}

impl Tally {
    fn f1(&self) -> f64 {
        percent(2 * self.both, self.wanted + self.told)
    }

    fn print(&self, name: &str) {
        let fields: String = self
            .fields
            .iter()
            .map(|(field, (right, all))| format!(", {field} {:.1}", percent(*right, *all)))
            .collect();
        println!(
            "events, {name}: {} cases, right in everything {:.1}; {} events, found F1 {:.1}; of those found{fields}",
            self.cases,
            percent(self.right_cases, self.cases),
            self.wanted,
            self.f1(),
            fields = fields.replacen(',', ":", 1),
        );
    }
}

/// The case of letters, an article in front, the order of a list and the ending of a nationality do not count.
fn list(names: &[String]) -> String {
    let plain = |name: &String| {
        let mut name = name.trim().to_lowercase();
        if let Some(nationality) = name.strip_suffix(" government") {
            name = nationality.chars().take(5).chain(" government".chars()).collect();
        }
        let words: Vec<&str> = name.split_whitespace().collect();
        let skip = usize::from(matches!(
            words.first(),
            Some(&"the" | &"a" | &"an" | &"his" | &"her" | &"its" | &"their")
        ));
        words[skip..].join(" ")
    };
    names.iter().map(plain).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(", ")
}

fn wanted(line: &str) -> Line {
    let (what, rest) = line.trim().split_once(": ").expect("a colon behind the trigger");
    let mut fields = Line::from([("what", what.to_owned()), ("told", "1".to_owned())]);
    for field in rest.split("; ") {
        let names = |names: &str| list(&names.split(", ").map(str::to_owned).collect::<Vec<_>>());
        let (key, value) = match field.split_once(' ') {
            Some(("with", value)) => ("with", names(value)),
            Some(("by", value)) => ("by", names(value)),
            Some(("at", value)) => ("at", list(&[value.to_owned()])),
            Some(("told", value)) => ("told", value.to_owned()),
            Some(("as", value)) => ("as", value.to_owned()),
            _ if field.starts_with(|c: char| c.is_ascii_digit()) => ("when", field.to_owned()),
            _ => ("status", field.to_owned()),
        };
        fields.insert(key, value);
    }
    fields
}

fn got(report: &Report, text: &str, event: &Event) -> Line {
    let words = |span: ascribe::Span| span.slice(text).unwrap().to_owned();
    let mut fields = Line::from([("what", words(event.trigger)), ("told", event.mentions.len().to_string())]);
    fields.insert("status", event.status.to_string());
    let reading = event.time.as_ref().map(|time| &time.reading);
    if let Some((start, end)) = reading.and_then(|reading| Some((reading.start?, reading.end?))) {
        let day = if start == end { start.to_string() } else { format!("{start}/{end}") };
        let clock = reading.and_then(|reading| reading.clock).map(|clock| clock.format(" %H:%M").to_string());
        fields.insert("when", day + &clock.unwrap_or_default());
    }
    let label = |id| report.actor(id).unwrap().label().to_owned();
    let with: Vec<String> = event.participants.iter().map(|part| label(part.actor)).collect();
    if !with.is_empty() {
        fields.insert("with", list(&with));
    }
    if let Some(place) = event.place {
        fields.insert("at", list(&[words(place)]));
    }
    if event.article_stance().is_none() && !event.claims.is_empty() {
        let speaker = |id: &ascribe::ClaimId| {
            report.speaker(*id).map_or("-".to_owned(), |actor| actor.label().to_owned())
        };
        fields.insert("by", list(&event.claims.iter().map(speaker).collect::<Vec<_>>()));
    }
    if let Some(stance) = event.stances.first() {
        fields.insert("as", format!("{} {}", stance.factuality.certainty, stance.factuality.polarity));
    }
    fields
}

/// Counts what a case wants and what was found in it, and says whether all of it is right.
fn count(tally: &mut Tally, wanted: &[Line], got: &[Line]) -> bool {
    let mut free: Vec<&Line> = got.iter().collect();
    let mut right = wanted.len() == got.len();
    for line in wanted {
        let Some(at) = free.iter().position(|other| other["what"] == line["what"]) else {
            right = false;
            continue;
        };
        let other = free.remove(at);
        tally.both += 1;
        for field in FIELDS.iter().filter(|field| **field != "as" || line.contains_key("as")) {
            let same = line.get(field) == other.get(field);
            right &= same;
            let (count, all) = tally.fields.entry(*field).or_default();
            *count += usize::from(same);
            *all += 1;
        }
    }
    tally.wanted += wanted.len();
    tally.told += got.len();
    tally.cases += 1;
    tally.right_cases += usize::from(right);
    right
}

#[test]
fn events_are_told_as_the_cases_say() {
    let analyzer = Analyzer::new();
    let (mut open, mut held) = (Tally::default(), Tally::default());
    for (text, lines) in indented(include_str!("../cases/events.txt")) {
        if lines.is_empty() {
            continue;
        }
        let text = text.join("\n");
        let is_held = text.starts_with("held back: ");
        let text = text.trim_start_matches("held back: ").replace(" ¶ ", "\n\n");
        let article = Article::new(&*text).with_published("2024-05-16".parse().unwrap());
        let report = analyzer.analyze(&article);
        let wanted: Vec<Line> =
            lines.iter().filter(|line| line.trim() != "-").map(|line| wanted(line)).collect();
        let got: Vec<Line> = report.events.iter().map(|event| got(&report, &text, event)).collect();
        let right = count(if is_held { &mut held } else { &mut open }, &wanted, &got);
        // What is held back stays unseen, so that nobody mends it.
        if !right && !is_held {
            let show =
                |lines: &[Line]| lines.iter().map(|line| format!("\n    {line:?}")).collect::<String>();
            println!("{text}\n  wanted{}\n  got{}", show(&wanted), show(&got));
        }
    }
    open.print("open");
    held.print("held back");
    // Floors, some cases below what is measured: what ascribes is found by weights that are trained anew at times.
    assert!(open.f1() >= 95.0 && held.f1() >= 88.0);
    assert!(percent(open.right_cases, open.cases) >= 82.0 && percent(held.right_cases, held.cases) >= 62.0);
    assert!(open.cases + held.cases >= 80 && held.cases >= 26, "{} and {}", open.cases, held.cases);
}
