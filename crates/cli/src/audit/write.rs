//! Findings for people, as JSON, and counted.

use std::fmt::Write as _;

use ascribe::audit::{Finding, House, RuleId};
use serde_json::json;

use super::Audited;
use super::sarif::Lines;

/// `PATH:LINE:COLUMN: severity rule: why`, and below it what the house asks and where it says so.
pub(crate) fn text(house: &House, audited: &[Audited]) -> String {
    let mut out = String::new();
    let mut findings = 0;
    for one in audited {
        let lines = Lines::new(&one.text);
        for finding in one.of(house) {
            let start = finding.spans.first().map_or(0, |span| span.start());
            let (line, column) = lines.position(start);
            let path = &one.place;
            let _ = writeln!(
                out,
                "{path}:{line}:{column}: {} {}: {}",
                finding.severity, finding.rule, finding.why
            );
            let date = finding.citation.date.as_deref().map(|date| format!(", {date}")).unwrap_or_default();
            let _ = writeln!(
                out,
                "    {}: {} ({}{date}, {})",
                house.name, finding.says, finding.citation.title, finding.citation.url
            );
            findings += 1;
        }
    }
    let _ =
        writeln!(out, "{findings} findings in {} articles, by the rules of: {}", audited.len(), house.name);
    out
}

/// The findings of every article. Spans count bytes, as everywhere in this crate.
pub(crate) fn json(house: &House, audited: &[Audited]) -> Result<String, serde_json::Error> {
    let articles: Vec<_> =
        audited.iter().map(|one| json!({ "path": one.place, "findings": one.of(house) })).collect();
    let all = json!({ "house": house.id, "span_unit": "bytes", "articles": articles });
    serde_json::to_string_pretty(&all).map(|json| json + "\n")
}

/// A finding that one house or several have.
struct Shared<'a> {
    finding: &'a Finding,
    /// The houses that have it, in the order in which they were named.
    houses: Vec<&'a House>,
}

/// The findings of an article, each once, in the order of their places. Of the severities the highest counts.
fn shared<'a>(houses: &'a [House], one: &'a Audited) -> Vec<Shared<'a>> {
    let mut all: Vec<Shared<'a>> = Vec::new();
    for house in houses {
        for finding in one.of(house) {
            let same = |known: &&mut Shared<'_>| {
                (&known.finding.rule, &known.finding.spans, &known.finding.why)
                    == (&finding.rule, &finding.spans, &finding.why)
            };
            match all.iter_mut().find(same) {
                Some(known) => {
                    known.houses.push(house);
                    if finding.severity > known.finding.severity {
                        known.finding = finding;
                    }
                }
                None => all.push(Shared { finding, houses: vec![house] }),
            }
        }
    }
    all.sort_by_key(|one| (one.finding.spans.first().copied(), one.finding.rule.clone()));
    all
}

/// `PATH:LINE:COLUMN: severity rule: why`, and below it what each house that has the rule asks.
pub(crate) fn text_of_several(houses: &[House], audited: &[Audited]) -> String {
    let mut out = String::new();
    for one in audited {
        let lines = Lines::new(&one.text);
        for Shared { finding, houses } in shared(houses, one) {
            let (line, column) = lines.position(finding.spans.first().map_or(0, |span| span.start()));
            let path = &one.place;
            let _ = writeln!(
                out,
                "{path}:{line}:{column}: {} {}: {}",
                finding.severity, finding.rule, finding.why
            );
            for house in houses {
                let says = house.rule(&finding.rule).map(|rule| rule.says.as_str()).unwrap_or_default();
                let _ = writeln!(out, "    {}: {says}", house.name);
            }
        }
    }
    out += &counts(houses, audited);
    out
}

/// The findings of every article, each with the ids of the houses that have it.
pub(crate) fn json_of_several(houses: &[House], audited: &[Audited]) -> Result<String, serde_json::Error> {
    let ids = |houses: &[&House]| houses.iter().map(|house| house.id.clone()).collect::<Vec<_>>();
    let mut articles = Vec::new();
    for one in audited {
        let mut findings = Vec::new();
        for Shared { finding, houses } in shared(houses, one) {
            let mut written = serde_json::to_value(finding)?;
            if let Some(written) = written.as_object_mut() {
                written.remove("house");
                written.insert("houses".to_owned(), json!(ids(&houses)));
            }
            findings.push(written);
        }
        articles.push(json!({ "path": one.place, "findings": findings }));
    }
    let all: Vec<&House> = houses.iter().collect();
    let all = json!({ "houses": ids(&all), "span_unit": "bytes", "articles": articles });
    serde_json::to_string_pretty(&all).map(|json| json + "\n")
}

/// A table of how often each rule fires, and in how many articles, a column for a house.
pub(crate) fn counts(houses: &[House], audited: &[Audited]) -> String {
    let mut out = format!("findings (articles with one), of {} articles\n\n| rule |", audited.len());
    for house in houses {
        let _ = write!(out, " `{}` |", house.id);
    }
    out += "\n| --- |";
    out += &" ---: |".repeat(houses.len());
    out.push('\n');
    for rule in RuleId::KNOWN {
        let id = RuleId::from(*rule);
        if houses.iter().all(|house| house.rule(&id).is_none()) {
            continue;
        }
        let _ = write!(out, "| `{rule}` |");
        for house in houses {
            let of = |one: &Audited| one.of(house).iter().filter(|finding| finding.rule == id).count();
            let all: usize = audited.iter().map(of).sum();
            let with = audited.iter().filter(|one| of(one) > 0).count();
            let _ = match house.rule(&id) {
                Some(_) if all == 0 => write!(out, " 0 |"),
                Some(_) => write!(out, " {all} ({with}) |"),
                None => write!(out, " |"),
            };
        }
        out.push('\n');
    }
    out
}
