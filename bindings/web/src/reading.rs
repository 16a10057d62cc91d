//! Articles read, and what can be asked of them: JSON in, JSON out, offsets in UTF-16 code units.

use ascribe::audit::{House, audit};
use ascribe::export::table::{self, Table};
use ascribe::export::{flat, html};
use ascribe::verify::{Statement, check};
use ascribe::{Analyzer, Article, Confidence, Options, Report, TextIndex, anonymity};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// An analyzer.
pub struct Ascribe(Analyzer);

/// Options as they are written in JavaScript. Those that are left out are the library's.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct Chosen {
    least_confidence: Option<Confidence>,
    least_identity: Option<Confidence>,
    attitudes: Option<bool>,
    recall: Option<f32>,
    events: Option<bool>,
    header: Option<bool>,
    max_bytes: Option<usize>,
    max_claims: Option<usize>,
}

impl Chosen {
    fn options(self) -> Options {
        let mut options = Options::default();
        options.least_confidence = self.least_confidence.unwrap_or(options.least_confidence);
        options.least_identity = self.least_identity.unwrap_or(options.least_identity);
        options.attitudes = self.attitudes.unwrap_or(options.attitudes);
        options.recall = self.recall.unwrap_or(options.recall);
        options.events = self.events.unwrap_or(options.events);
        options.header = self.header.unwrap_or(options.header);
        options.max_bytes = self.max_bytes.or(options.max_bytes);
        options.max_claims = self.max_claims.or(options.max_claims);
        options
    }
}

impl Ascribe {
    /// An analyzer with the options of a JSON object.
    ///
    /// # Errors
    ///
    /// What is wrong with the options.
    pub fn new(options: &str) -> Result<Self, String> {
        let chosen: Chosen = read(options)?;
        Ok(Ascribe(Analyzer::new().with_options(chosen.options())))
    }

    /// Reads an article: a JSON object with `text` and what is known of it.
    ///
    /// # Errors
    ///
    /// What is wrong with the article.
    pub fn read(&self, article: &str) -> Result<Reading, String> {
        let article: Article = read(article)?;
        let report = self.0.analyze(&article);
        Ok(Reading { text: article.text, report })
    }
}

/// An article that was read.
pub struct Reading {
    text: String,
    report: Report,
}

impl Reading {
    /// The report.
    ///
    /// # Errors
    ///
    /// None of a report of this program.
    pub fn report(&self) -> Result<String, String> {
        self.write(&self.report)
    }

    /// The claims as flat rows. Each has its offsets in all units.
    ///
    /// # Errors
    ///
    /// None of a report of this program.
    pub fn rows(&self) -> Result<String, String> {
        serde_json::to_string(&self.report.flat(&self.text)).map_err(|error| error.to_string())
    }

    /// A table as CSV, with an apostrophe before what a spreadsheet would take for a formula: `rows`, `claims`, `sources`,
    /// `events`. Offsets in `claims` count bytes.
    ///
    /// # Errors
    ///
    /// An unknown table.
    pub fn csv(&self, name: &str) -> Result<String, String> {
        let tables = || table::to_rows(&self.report, &self.text);
        let table = match name {
            "rows" => flat::to_rows(&self.report, &self.text),
            "claims" => tables().claims,
            "sources" => tables().sources,
            "events" => tables().events,
            _ => return Err(format!("unknown table `{name}` (expected rows, claims, sources, events)")),
        };
        Ok(csv(&table.guarded()))
    }

    /// The page of the article, as HTML.
    #[must_use]
    pub fn page(&self) -> String {
        html::to_string(&self.report, &self.text)
    }

    /// Holds statements, a JSON array, against the article.
    ///
    /// # Errors
    ///
    /// What is wrong with the statements.
    pub fn verify(&self, statements: &str) -> Result<String, String> {
        let statements: Vec<Statement> = read(statements)?;
        let verdicts = check(&self.report, &self.text, &statements).into_iter().map(|verdict| Told {
            explained: verdict.because.iter().map(ToString::to_string).collect(),
            answer: verdict,
        });
        self.write(&verdicts.collect::<Vec<_>>())
    }

    /// Holds the article against the rules of a house: a built-in one by its id, or a house file, which has more than one line.
    ///
    /// # Errors
    ///
    /// An unknown house, or what is wrong with the file.
    pub fn audit(&self, house: &str) -> Result<String, String> {
        let house = match House::built_in(house) {
            Some(house) => house,
            None if house.contains('\n') => House::from_toml(house).map_err(|error| error.to_string())?,
            None => {
                let known = House::BUILT_IN.join(", ");
                return Err(format!("unknown house `{house}` (expected {known}, or a house file)"));
            }
        };
        self.write(&audit(&self.report, &self.text, &house))
    }

    /// JSON whose spans count UTF-16 code units.
    fn write(&self, value: &impl Serialize) -> Result<String, String> {
        let mut value = to_value(value)?;
        recount(&mut value, &TextIndex::new(&self.text));
        Ok(value.to_string())
    }
}

/// An answer, with its reasons as sentences.
#[derive(Serialize)]
struct Told<T> {
    #[serde(flatten)]
    answer: T,
    explained: Vec<String>,
}

/// The grade of a phrase, with the rule that gave the level.
///
/// # Errors
///
/// None of a grade of this program.
pub fn grade(phrase: &str) -> Result<String, String> {
    let explanation = anonymity::explain(phrase);
    let mut value = to_value(&explanation.grade)?;
    recount(&mut value, &TextIndex::new(phrase));
    if let Some(object) = value.as_object_mut() {
        object.insert("because".to_owned(), explanation.because.into());
    }
    Ok(value.to_string())
}

/// The built-in houses: id, name, and what is said about them.
///
/// # Errors
///
/// None of the houses of this program.
pub fn houses() -> Result<String, String> {
    let houses = House::BUILT_IN.iter().filter_map(|id| House::built_in(id));
    let houses = houses.map(|house| json!({ "id": house.id, "name": house.name, "about": house.about }));
    Ok(Value::Array(houses.collect()).to_string())
}

fn read<'a, T: Deserialize<'a>>(written: &'a str) -> Result<T, String> {
    serde_json::from_str(written).map_err(|error| error.to_string())
}

/// A value by its text, in which a number of 32 bits is as short as it can be: 0.87, not 0.8700000047683716.
fn to_value(value: &impl Serialize) -> Result<Value, String> {
    let written = serde_json::to_string(value).map_err(|error| error.to_string())?;
    serde_json::from_str(&written).map_err(|error| error.to_string())
}

/// Makes the spans in a value count UTF-16 code units. A span is an object of two numbers, `start` and `end`, and nothing else is.
fn recount(value: &mut Value, index: &TextIndex<'_>) {
    match value {
        Value::Object(object) => {
            let offset = |name: &str| object.get(name)?.as_u64()?.try_into().ok();
            let span: Option<(usize, usize)> =
                offset("start").zip(offset("end")).filter(|_| object.len() == 2);
            if let Some((start, end)) = span {
                object.insert("start".to_owned(), index.utf16_of(start).into());
                object.insert("end".to_owned(), index.utf16_of(end).into());
            } else {
                object.values_mut().for_each(|value| recount(value, index));
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| recount(value, index)),
        _ => {}
    }
}

/// CSV as RFC 4180 has it.
fn csv(table: &Table) -> String {
    let mut out = String::new();
    line(&mut out, table.header.iter().copied());
    for row in &table.rows {
        line(&mut out, row.iter().map(String::as_str));
    }
    out
}

fn line<'a>(out: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push(',');
        }
        if cell.contains([',', '"', '\n', '\r']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(cell);
        }
    }
    out.push_str("\r\n");
}
