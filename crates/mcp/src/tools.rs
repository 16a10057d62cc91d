//! What the tools do: from the types that an assistant fills in to the types that it reads.

use std::collections::BTreeMap;

use ascribe::audit::{Citation, House, audit};
use ascribe::export::flat::Row;
use ascribe::export::table::{self, Table};
use ascribe::verify::{Statement, Verdict, check};
use ascribe::{
    Analyzer, AnonymousCount, Article, ClaimId, Diagnostic, DiagnosticCode, Level, Options, Report, SourceId,
    Span, anonymity,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Maximum length of a text in bytes. A longer one is cut, and a note says so.
const MAX_BYTES: usize = 1 << 20;

/// Maximum number of claims that `analyze` lists. Those further down are left out, and a note says so.
const MAX_CLAIMS: usize = 500;

/// Maximum number of statements, and of phrases. More are an error.
const MAX_ITEMS: usize = 1000;

/// Whether work should go on: false once the call is cancelled.
pub(crate) type GoesOn<'a> = &'a dyn Fn() -> bool;

/// The analyzers, which differ in their limits alone.
pub(crate) struct Ascribe {
    /// Of at most [`MAX_CLAIMS`].
    few: Analyzer,
    /// Of every claim: what is not listed can be asked about.
    all: Analyzer,
}

pub(crate) fn about_analyze() -> String {
    format!(
        "Tells of every statement in an English news article who said it, through whom it reached the article, how far the text \
         lets a reader know that source, with the words that show it; and what happened when. Give the date of publication if \
         you know it, since \"on Monday\" is resolved against it. At most {MAX_BYTES} bytes of text are read and {MAX_CLAIMS} \
         claims listed; `notes` says if something was left out."
    )
}

pub(crate) fn about_verify() -> String {
    format!(
        "Tells whether the people of an article said what somebody says they said. `supported` means: the words are in the text, \
         inside quotation marks if they are quoted, and the text has them from that speaker, who does not deny them. \
         `explained` says why a statement is not supported, or what to know where it is. A paraphrase (`quoted`: false) that is \
         not in the text gets claims that share its words, for you to judge. At most {MAX_BYTES} bytes of text are read; at \
         most {MAX_ITEMS} statements are allowed."
    )
}

pub(crate) fn about_audit() -> String {
    format!(
        "Holds an article against what a newsroom asks of sources. Each finding names the rule, the public document it comes \
         from, and what the article says and does not say; it is a question for an editor, not a verdict. Houses: {}. At most \
         {MAX_BYTES} bytes of text are read.",
        House::BUILT_IN.join(", ")
    )
}

pub(crate) fn about_grade() -> String {
    let levels: Vec<&str> = Level::ALL.iter().map(|level| level.as_str()).collect();
    format!(
        "Tells how far a bare phrase for a source, without an article, lets a reader know who that is. From most to least: {}. \
         At most {MAX_ITEMS} phrases.",
        levels.join(", ")
    )
}

/// An article to analyze.
#[derive(Deserialize, JsonSchema)]
pub(crate) struct ToAnalyze {
    #[serde(flatten)]
    article: Article,
    /// Whether the whole report comes as well: each answer with its places in the text, some ten times as long. False if left
    /// out.
    #[serde(default)]
    whole: bool,
}

/// Who said what.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Analysis {
    /// The claims, in the order of the text.
    claims: Vec<Row>,
    /// The sources, by `source`: name, kind, level, and what else the text says of it. What it does not say is left out.
    sources: Vec<Cells>,
    /// What happened, happens or is planned: words, days, place, participants, and the claims that tell of it.
    events: Vec<Cells>,
    /// How many distinct people are cited without their names.
    anonymous_sources: AnonymousCount,
    /// What to know of how the text was read.
    notes: Vec<Diagnostic>,
    /// The whole report, if asked for. Its schema is published as `report.schema.json`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Map<String, Value>")]
    report: Option<Report>,
}

/// The cells of a row that are not empty, by the name of their column.
type Cells = BTreeMap<&'static str, String>;

/// An article, and statements to hold against it.
#[derive(Deserialize, JsonSchema)]
pub(crate) struct ToVerify {
    #[serde(flatten)]
    article: Article,
    /// The statements. Verdicts come in their order.
    statements: Vec<Statement>,
}

/// What the article supports.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Verification {
    /// A verdict for each statement, in their order.
    verdicts: Vec<Checked>,
    /// The claims that the verdicts name by their number, in the order of the text.
    claims: Vec<Row>,
    /// What was left out of the text.
    notes: Vec<Diagnostic>,
}

/// A statement with its verdict.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Checked {
    /// What was asked.
    statement: Statement,
    #[serde(flatten)]
    verdict: Verdict,
    /// The words of the article where they stand, or that come closest. Empty if they are absent.
    found: Vec<String>,
    /// The reasons of `because`, each as a sentence.
    explained: Vec<String>,
}

/// An article, and whose rules to hold it against.
#[derive(Deserialize, JsonSchema)]
pub(crate) struct ToAudit {
    #[serde(flatten)]
    article: Article,
    /// A built-in house. `strict` if left out.
    #[serde(default)]
    #[schemars(extend("enum" = House::BUILT_IN))]
    house: Option<String>,
    /// A house file of your own, as TOML, in place of a built-in house.
    #[serde(default)]
    house_toml: Option<String>,
}

/// What a house asks of the article.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Audit {
    /// The name of the house.
    house: String,
    /// The findings, in the order of the text.
    findings: Vec<Found>,
    /// What was left out of the text.
    notes: Vec<Diagnostic>,
}

/// A question of the house.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Found {
    /// The rule.
    rule: String,
    /// `error`: the house states the rule without exception. `warning`: settle it before publication. `note`: consider it.
    severity: &'static str,
    /// What the house asks, in this program's words.
    says: String,
    /// What the article says and does not say.
    why: String,
    /// The public document that the rule comes from.
    #[schemars(with = "Map<String, Value>")]
    citation: Citation,
    /// The words that it is about: first those of the finding, then related ones.
    words: Vec<String>,
    /// Their places, in bytes.
    spans: Vec<Span>,
    /// The claims, by their number in the order of the text.
    claims: Vec<ClaimId>,
    /// The sources, by their number in `analyze`.
    sources: Vec<SourceId>,
}

/// Phrases to grade.
#[derive(Deserialize, JsonSchema)]
pub(crate) struct ToGrade {
    /// The phrases: `["a senior administration official", "critics"]`.
    phrases: Vec<String>,
}

/// How far phrases let a reader know a source.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Grades {
    /// A grade for each phrase, in their order.
    grades: Vec<Graded>,
}

/// A phrase with its grade.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Graded {
    /// What was asked.
    phrase: String,
    /// The level.
    level: Level,
    /// The rule that gave the level.
    because: &'static str,
    /// What else the phrase says, with the words that say so: role, affiliation, number, terms …
    axes: Cells,
}

impl Ascribe {
    pub(crate) fn new() -> Self {
        let options = Options::default().with_max_bytes(MAX_BYTES);
        let all = Analyzer::new().with_options(options);
        Ascribe { few: all.clone().with_options(options.with_max_claims(MAX_CLAIMS)), all }
    }

    pub(crate) fn analyze(&self, asked: ToAnalyze, goes_on: GoesOn<'_>) -> Result<Analysis, String> {
        let ToAnalyze { article, whole } = asked;
        let report = read(&self.few, &article, goes_on)?;
        let tables = table::to_rows(&report, &article.text);
        Ok(Analysis {
            claims: report.flat(&article.text),
            sources: cells(&tables.sources),
            events: cells(&tables.events),
            anonymous_sources: report.anonymous_sources(),
            notes: report.diagnostics.clone(),
            report: whole.then_some(report),
        })
    }

    pub(crate) fn verify(&self, asked: ToVerify, goes_on: GoesOn<'_>) -> Result<Verification, String> {
        let ToVerify { article, statements } = asked;
        at_most(statements.len(), "statements")?;
        let report = read(&self.all, &article, goes_on)?;
        let text = &article.text;
        let verdicts = check(&report, text, &statements);
        let named: Vec<ClaimId> = verdicts.iter().flat_map(claims_of).collect();
        let mut claims = report.flat(text);
        claims.retain(|row| named.contains(&row.claim));
        let checked = statements.into_iter().zip(verdicts).map(|(statement, verdict)| Checked {
            statement,
            found: words(&verdict.words.spans, text),
            explained: verdict.because.iter().map(ToString::to_string).collect(),
            verdict,
        });
        Ok(Verification { verdicts: checked.collect(), claims, notes: left_out(&report) })
    }

    pub(crate) fn audit(&self, asked: ToAudit, goes_on: GoesOn<'_>) -> Result<Audit, String> {
        let ToAudit { article, house, house_toml } = asked;
        let house = match (house, house_toml) {
            (Some(_), Some(_)) => return Err("`house` and `house_toml` exclude each other".to_owned()),
            (None, Some(written)) => House::from_toml(&written).map_err(|error| error.to_string())?,
            (id, None) => {
                let id = id.as_deref().unwrap_or("strict");
                House::built_in(id).ok_or_else(|| {
                    format!("unknown house `{id}` (expected {})", House::BUILT_IN.join(", "))
                })?
            }
        };
        let report = read(&self.all, &article, goes_on)?;
        let found = audit(&report, &article.text, &house).into_iter().map(|finding| Found {
            rule: finding.rule.as_str().to_owned(),
            severity: finding.severity.as_str(),
            says: finding.says,
            why: finding.why,
            citation: finding.citation,
            words: words(&finding.spans, &article.text),
            spans: finding.spans,
            claims: finding.claims,
            sources: finding.sources,
        });
        Ok(Audit { house: house.name, findings: found.collect(), notes: left_out(&report) })
    }

    #[allow(clippy::unused_self)] // The signature of all tools.
    pub(crate) fn grade(&self, asked: ToGrade, _: GoesOn<'_>) -> Result<Grades, String> {
        at_most(asked.phrases.len(), "phrases")?;
        let grades = asked.phrases.into_iter().map(|phrase| {
            let explanation = anonymity::explain(&phrase);
            let axes = explanation.grade.axes.in_words(&phrase).into_iter().collect();
            Graded { level: explanation.grade.level, because: explanation.because, axes, phrase }
        });
        Ok(Grades { grades: grades.collect() })
    }
}

fn read(analyzer: &Analyzer, article: &Article, goes_on: GoesOn<'_>) -> Result<Report, String> {
    analyzer.analyze_while(article, goes_on).ok_or_else(|| "the call was cancelled".to_owned())
}

fn at_most(count: usize, what: &str) -> Result<(), String> {
    if count <= MAX_ITEMS {
        Ok(())
    } else {
        Err(format!("{count} {what} are too many (at most {MAX_ITEMS})"))
    }
}

fn cells(table: &Table) -> Vec<Cells> {
    let row = |row: &Vec<String>| {
        let cells = table.header.iter().copied().zip(row.iter().cloned());
        cells.filter(|(_, cell)| !cell.is_empty()).collect()
    };
    table.rows.iter().map(row).collect()
}

fn words(spans: &[Span], text: &str) -> Vec<String> {
    spans.iter().filter_map(|span| span.slice(text)).map(str::to_owned).collect()
}

/// The claims that a verdict names.
fn claims_of(verdict: &Verdict) -> Vec<ClaimId> {
    let held = verdict.claim.iter().chain(verdict.others.iter().filter_map(|other| other.claim.as_ref()));
    held.map(|held| held.claim).chain(verdict.candidates.iter().map(|candidate| candidate.claim)).collect()
}

/// The notes on what was not read.
fn left_out(report: &Report) -> Vec<Diagnostic> {
    report.diagnostics.iter().filter(|note| note.code == DiagnosticCode::TextCut).cloned().collect()
}
