//! Findings that are known: a house that starts with old articles sees only new ones.
//!
//! A finding is known again by its file, its rule, the level of its source and the words at its place. Its line does not count, so
//! that edits elsewhere leave it known. Where several have the same words, the words around them tell which are known.

use std::collections::BTreeMap;
use std::fs;
use std::ops::AddAssign;
use std::path::{Path, PathBuf};

use ascribe::audit::{Finding, House, RuleId};
use ascribe::{Report, Span};
use serde::{Deserialize, Serialize};

use super::place::below;
use crate::fault::{Failure, at};
use crate::run::Work;

const VERSION: u32 = 1;

/// How many words of a place count; more are hardly left as they are.
const WORDS: usize = 20;

/// How many words around a place are kept, on each side.
const AROUND: usize = 4;

/// A known finding.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// Seen from the folder of the baseline; `FILE#ID` for a line of JSON Lines.
    file: String,
    rule: String,
    /// Of the first source that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    level: Option<String>,
    words: String,
    around: String,
}

impl Entry {
    /// Whether another is the same finding, apart from what stands around it.
    fn is(&self, other: &Entry) -> bool {
        (&self.rule, &self.level, &self.words) == (&other.rule, &other.level, &other.words)
    }
}

/// The file, or what is to be one.
pub(crate) struct Baseline {
    path: PathBuf,
    /// By file.
    known: BTreeMap<String, Vec<Entry>>,
}

#[derive(Deserialize)]
struct Written {
    version: u32,
    findings: Vec<Entry>,
}

/// What of an article's findings is known.
#[derive(Clone, Copy, Default)]
pub(crate) struct Known {
    /// Findings that the baseline has.
    pub(crate) left_out: usize,
    /// Findings of the baseline that are no longer there.
    pub(crate) gone: usize,
}

impl AddAssign for Known {
    fn add_assign(&mut self, other: Known) {
        self.left_out += other.left_out;
        self.gone += other.gone;
    }
}

impl Baseline {
    /// One to write.
    pub(crate) fn new(path: &Path) -> Baseline {
        Baseline { path: path.to_owned(), known: BTreeMap::new() }
    }

    /// # Errors
    ///
    /// A file that is not there or no baseline, with a remedy.
    pub(crate) fn read(path: &Path) -> Result<Baseline, Failure> {
        let remedy = format!("`ascribe audit --write-baseline {} ...` writes one", path.display());
        let wrong = |what: String| Failure::Unread(at(path, format_args!("{what}; {remedy}")));
        let written = fs::read_to_string(path).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => wrong("no such baseline".to_owned()),
            _ => Failure::reading(path, &error),
        })?;
        let Written { version, findings } =
            serde_json::from_str(&written).map_err(|error| wrong(format!("no baseline: {error}")))?;
        if version != VERSION {
            return Err(wrong(format!("baseline of version {version}, and this command reads {VERSION}")));
        }
        let mut baseline = Baseline::new(path);
        for entry in findings {
            baseline.add(entry);
        }
        Ok(baseline)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn add(&mut self, entry: Entry) {
        self.known.entry(entry.file.clone()).or_default().push(entry);
    }

    pub(crate) fn len(&self) -> usize {
        self.known.values().map(Vec::len).sum()
    }

    /// What it is called in this file of findings.
    pub(crate) fn entry(&self, work: &Work, report: &Report, finding: &Finding) -> Entry {
        let span = finding.spans.first().copied();
        let source = finding.sources.first().and_then(|id| report.source(*id));
        let text = &work.article.text;
        Entry {
            file: self.name(work),
            rule: finding.rule.to_string(),
            level: source.map(|source| source.level.to_string()),
            words: span.and_then(|span| span.slice(text)).map(words).unwrap_or_default(),
            around: span.map(|span| around(text, span)).unwrap_or_default(),
        }
    }

    fn name(&self, work: &Work) -> String {
        let folder = self.path.parent().unwrap_or(Path::new(""));
        match work.place.rsplit_once(':') {
            Some((file, _)) if work.line => format!("{}#{}", below(folder, file.as_ref()), work.id),
            _ => below(folder, work.place.as_ref()),
        }
    }

    /// Takes out of the findings of one article those that are known.
    pub(crate) fn sift(
        &self,
        work: &Work,
        report: &Report,
        house: &House,
        findings: &mut Vec<Finding>,
    ) -> Known {
        let mut known: Vec<Entry> = self.known.get(&self.name(work)).cloned().unwrap_or_default();
        let mut entries: Vec<Option<Entry>> =
            findings.iter().map(|finding| Some(self.entry(work, report, finding))).collect();
        let same: [fn(&Entry, &Entry) -> bool; 2] = [|a, b| a.is(b) && a.around == b.around, Entry::is];
        for same in same {
            for entry in &mut entries {
                let at = entry.as_ref().and_then(|entry| known.iter().position(|known| same(known, entry)));
                if let Some(at) = at {
                    known.swap_remove(at);
                    *entry = None;
                }
            }
        }
        let before = findings.len();
        let mut entries = entries.iter();
        findings.retain(|_| entries.next().is_some_and(Option::is_some));
        // Another house's rules are not asked, and their findings not gone.
        let gone = known.iter().filter(|entry| house.rule(&RuleId::from(entry.rule.as_str())).is_some());
        Known { left_out: before - findings.len(), gone: gone.count() }
    }

    /// The file: a line a finding, in an order that does not depend on the run, so that it is easily compared and merged.
    pub(crate) fn to_json(&self) -> Result<String, serde_json::Error> {
        let mut entries: Vec<&Entry> = self.known.values().flatten().collect();
        entries.sort();
        let lines = entries.into_iter().map(serde_json::to_string).collect::<Result<Vec<_>, _>>()?;
        let findings = if lines.is_empty() { String::new() } else { format!("\n{}\n", lines.join(",\n")) };
        Ok(format!("{{\"version\":{VERSION},\"findings\":[{findings}]}}\n"))
    }
}

/// The first words of a place, whatever is between them.
fn words(text: &str) -> String {
    text.split_whitespace().take(WORDS).collect::<Vec<_>>().join(" ")
}

/// A few words before a place, and a few after it.
fn around(text: &str, span: Span) -> String {
    let before = text.get(..span.start()).unwrap_or_default().split_whitespace().rev().take(AROUND);
    let after = text.get(span.end()..).unwrap_or_default().split_whitespace().take(AROUND);
    let mut around: Vec<&str> = before.collect();
    around.reverse();
    around.push("…");
    around.extend(after);
    around.join(" ")
}
