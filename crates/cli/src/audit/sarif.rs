//! Findings as SARIF 2.1.0, the form in which analyzers of code report to CI.
//!
//! Offsets and columns count Unicode code points, which `columnKind` says, and lines end with a line feed, with or without a
//! carriage return. A region ends before `endColumn`. Positions of bytes are found by a table of lines and a count within one
//! line, so a long article costs no more than its length for each finding's line.

use std::fmt::Write as _;

use ascribe::Span;
use ascribe::audit::{Finding, House, Rule};
use serde_json::{Value, json};

use super::Audited;

/// Where the lines of a text start, in bytes and in code points.
pub(crate) struct Lines<'a> {
    text: &'a str,
    starts: Vec<(usize, usize)>,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let mut starts = vec![(0, 0)];
        let mut points = 0;
        for (at, c) in text.char_indices() {
            points += 1;
            if c == '\n' {
                starts.push((at + 1, points));
            }
        }
        Lines { text, starts }
    }

    /// Line and column, from 1, of a byte.
    pub(crate) fn position(&self, byte: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|(start, _)| *start <= byte);
        let (start, _) = self.starts.get(line.saturating_sub(1)).copied().unwrap_or_default();
        (line, 1 + self.count(start, byte))
    }

    /// How many code points stand before a byte.
    fn offset(&self, byte: usize) -> usize {
        let line = self.starts.partition_point(|(start, _)| *start <= byte);
        let (start, points) = self.starts.get(line.saturating_sub(1)).copied().unwrap_or_default();
        points + self.count(start, byte)
    }

    fn count(&self, start: usize, byte: usize) -> usize {
        self.text.get(start..byte).map_or(0, |text| text.chars().count())
    }
}

/// The whole log, with one run.
pub(crate) fn write(house: &House, audited: &[Audited]) -> Result<String, serde_json::Error> {
    let rules: Vec<Value> = house.rules.iter().map(rule).collect();
    let mut results = Vec::new();
    let mut artifacts = Vec::new();
    for (index, one) in audited.iter().enumerate() {
        let uri = uri(&one.place);
        let lines = Lines::new(&one.text);
        artifacts.push(json!({ "location": { "uri": uri }, "encoding": "UTF-8", "mimeType": "text/plain" }));
        results.extend(one.of(house).iter().map(|finding| result(house, finding, &uri, index, &lines)));
    }
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "ascribe-audit",
                "version": env!("CARGO_PKG_VERSION"),
                "shortDescription": { "text": format!("What the rules of {} ask about the sources of an article", house.name) },
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "artifacts": artifacts,
            "results": results,
            "properties": { "house": house.id },
        }],
    });
    serde_json::to_string_pretty(&log).map(|json| json + "\n")
}

fn rule(rule: &Rule) -> Value {
    let date = rule.citation.date.as_deref().map(|date| format!(" ({date})")).unwrap_or_default();
    json!({
        "id": rule.id.as_str(),
        "shortDescription": { "text": rule.says },
        "help": { "text": format!("{}{date}: {}", rule.citation.title, rule.citation.url) },
        "helpUri": uri(&rule.citation.url),
        "defaultConfiguration": { "level": rule.severity.as_str() },
    })
}

fn result(house: &House, finding: &Finding, uri: &str, artifact: usize, lines: &Lines<'_>) -> Value {
    let location = |span: &Span| {
        json!({ "physicalLocation": {
            "artifactLocation": { "uri": uri, "index": artifact },
            "region": region(*span, lines),
        } })
    };
    let mut locations = finding.spans.iter().map(location);
    let first: Vec<Value> = locations.by_ref().take(1).collect();
    let related: Vec<Value> = locations.collect();
    // -1 is SARIF's word for an index that is not known.
    let index = house.rules.iter().position(|rule| rule.id == finding.rule);
    let index = index.and_then(|index| i64::try_from(index).ok()).unwrap_or(-1);
    json!({
        "ruleId": finding.rule.as_str(),
        "ruleIndex": index,
        "level": finding.severity.as_str(),
        "message": { "text": finding.why },
        "locations": first,
        "relatedLocations": related,
    })
}

fn region(span: Span, lines: &Lines<'_>) -> Value {
    let (start, end) = (lines.offset(span.start()), lines.offset(span.end()));
    let ((start_line, start_column), (end_line, end_column)) =
        (lines.position(span.start()), lines.position(span.end()));
    json!({
        "charOffset": start,
        "charLength": end - start,
        "startLine": start_line,
        "startColumn": start_column,
        "endLine": end_line,
        "endColumn": end_column,
    })
}

/// A path or an address as a URI reference: what may not stand in one is percent-encoded.
fn uri(path: &str) -> String {
    let mut out = String::new();
    for byte in path.replace('\\', "/").bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => out.push(char::from(byte)),
            b'-' | b'.' | b'_' | b'~' | b'/' | b':' | b'?' | b'=' | b'&' | b'%' | b',' | b'(' | b')' => {
                out.push(char::from(byte));
            }
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}
