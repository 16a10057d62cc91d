//! Reports, with the text of their articles.

use ascribe::audit;
use ascribe::export::html;
use ascribe::verify::{self, Statement};
use ascribe::{ActorId, ClaimId, EventId, SourceId, Span, TextIndex};
use pyo3::prelude::*;
use pyo3::types::PyType;
use serde_json::{Value, json};

use crate::analyzer::expressions;
use crate::convert::{Text, beside, to_python, value};
use crate::fault;
use crate::table;

#[pyclass(frozen, eq, module = "ascribe_news._native")]
#[derive(PartialEq)]
pub(crate) struct Report {
    pub(crate) report: ascribe::Report,
    #[pyo3(get)]
    pub(crate) text: String,
}

impl Report {
    pub(crate) fn new(report: ascribe::Report, text: String) -> Self {
        Report { report, text }
    }

    fn actors(&self) -> PyResult<Value> {
        let mut rows = value(&self.report.actors)?;
        for (row, (id, actor)) in each(&mut rows).zip(self.report.iter_actors()) {
            beside(row, [("id", id.index().into()), ("label", actor.label().into())]);
        }
        Ok(rows)
    }

    fn sources(&self) -> PyResult<Value> {
        let mut rows = value(&self.report.sources)?;
        let cited = self.report.citations(&self.text);
        for ((row, (id, _)), citation) in
            each(&mut rows).zip(self.report.iter_sources()).zip(&cited.by_source)
        {
            let kind = self.report.actor_of(id).map(|actor| actor.kind.as_str());
            beside(
                row,
                [
                    ("id", id.index().into()),
                    ("name", self.report.name(id).into()),
                    ("kind", kind.into()),
                    ("claims", indexes(&citation.speaks)),
                    ("passes_on", indexes(&citation.passes_on)),
                    ("words", citation.words.into()),
                ],
            );
        }
        Ok(rows)
    }

    fn claims(&self) -> PyResult<Value> {
        let mut rows = value(&self.report.claims)?;
        for (row, (id, claim)) in each(&mut rows).zip(self.report.iter_claims()) {
            let relay = self.report.relay(id);
            beside(
                row,
                [
                    ("id", id.index().into()),
                    ("words", claim.words(&self.text).into()),
                    ("span", span(claim.extent())),
                    ("source", claim.source().map(SourceId::index).into()),
                    ("speaker", self.report.speaker(id).map(ascribe::Actor::label).into()),
                    ("level", self.report.level(id).as_str().into()),
                    ("relay", relay.map(|relay| self.report.name(relay)).into()),
                    (
                        "chain",
                        claim.chain().map(|source| self.report.name(source)).collect::<Vec<_>>().into(),
                    ),
                ],
            );
        }
        Ok(rows)
    }

    fn events(&self) -> PyResult<Value> {
        let mut rows = value(&self.report.events)?;
        for (row, (id, event)) in each(&mut rows).zip(self.report.iter_events()) {
            let words = Span::excerpt(&[*event.mentions.first().unwrap_or(&event.trigger)], &self.text);
            let reading = event.time.as_ref().map(|time| time.reading.to_string());
            beside(row, [("id", id.index().into()), ("words", words.into())]);
            if let (Some(time), Some(reading)) = (row.get_mut("time"), reading) {
                beside(time, [("reading", reading.into())]);
            }
        }
        Ok(rows)
    }
}

fn indexes(claims: &[ClaimId]) -> Value {
    claims.iter().map(|claim| claim.index()).collect()
}

fn span(span: Span) -> Value {
    json!({"start": span.start(), "end": span.end()})
}

fn each(rows: &mut Value) -> impl Iterator<Item = &mut Value> {
    rows.as_array_mut().into_iter().flatten()
}

#[pymethods]
impl Report {
    /// Reads and checks a report on this text.
    #[classmethod]
    fn from_json(_: &Bound<'_, PyType>, py: Python<'_>, written: Text, text: Text) -> PyResult<Self> {
        py.detach(|| {
            let report: ascribe::Report = serde_json::from_str(&written.0)
                .map_err(|error| fault(format_args!("invalid report: {error}")))?;
            report.validate_text(&text.0).map_err(fault)?;
            Ok(Report::new(report, text.0))
        })
    }

    fn to_json(&self, py: Python<'_>, pretty: bool) -> PyResult<String> {
        py.detach(|| {
            if pretty {
                serde_json::to_string_pretty(&self.report)
            } else {
                serde_json::to_string(&self.report)
            }
        })
        .map_err(fault)
    }

    /// A field of the report.
    fn part<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
        let report = &self.report;
        let rows = match name {
            "actors" => self.actors()?,
            "sources" => self.sources()?,
            "claims" => self.claims()?,
            "events" => self.events()?,
            "times" => return expressions(py, &report.times, &self.text),
            "sentences" => value(&report.sentences)?,
            "diagnostics" => value(&report.diagnostics)?,
            "article" => value(&report.article)?,
            "made_by" => value(&report.made_by)?,
            "header" => value(&report.header)?,
            "anonymous" => value(&report.anonymous_sources())?,
            _ => return Err(fault(format_args!("a report has no `{name}`"))),
        };
        to_python(py, &rows, &TextIndex::new(&self.text))
    }

    /// Number of claims, sources and events.
    fn counts(&self) -> (usize, usize, usize) {
        (self.report.claims.len(), self.report.sources.len(), self.report.events.len())
    }

    fn flat<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        table::flat(py, self)
    }

    fn to_html(&self, py: Python<'_>) -> String {
        py.detach(|| html::to_string(&self.report, &self.text))
    }

    fn summary<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let summary = self.report.summary(&self.text);
        let levels = ascribe::Level::ALL.iter().map(|level| level.as_str().to_owned());
        let words: serde_json::Map<String, Value> =
            levels.zip(summary.words_by_level.map(Value::from)).collect();
        let unnamed: Vec<Value> = summary
            .unnamed
            .iter()
            .map(
                |source| json!({"name": source.label, "level": source.level.as_str(), "words": source.words}),
            )
            .collect();
        let row = json!({
            "claims": summary.claims,
            "sources": summary.sources,
            "speakers": summary.speakers,
            "words": summary.words,
            "attributed_words": summary.attributed_words(),
            "unnamed_words": summary.unnamed_words(),
            "unnamed_share": summary.unnamed_share(),
            "words_by_level": words,
            "is_single_source": summary.is_single_source(),
            "unnamed": unnamed,
        });
        to_python(py, &row, &TextIndex::new(""))
    }

    /// Verdicts on statements: speaker, words, whether quoted.
    fn verify<'py>(&self, py: Python<'py>, asked: Vec<(Text, Text, bool)>) -> PyResult<Bound<'py, PyAny>> {
        let asked = asked.into_iter().map(|(speaker, words, quoted)| {
            let statement = Statement::new(speaker.0, words.0);
            if quoted { statement } else { statement.paraphrased() }
        });
        let asked: Vec<Statement> = asked.collect();
        let verdicts = py.detach(|| verify::check(&self.report, &self.text, &asked));
        let mut rows = value(&verdicts)?;
        for (row, verdict) in each(&mut rows).zip(&verdicts) {
            let why: Vec<Value> = verdict.because.iter().map(|reason| reason.to_string().into()).collect();
            beside(row, [("why", why.into())]);
        }
        to_python(py, &rows, &TextIndex::new(&self.text))
    }

    fn audit<'py>(&self, py: Python<'py>, house: &Bound<'py, House>) -> PyResult<Bound<'py, PyAny>> {
        let house = &house.get().house;
        let findings = py.detach(|| audit::audit(&self.report, &self.text, house));
        to_python(py, &value(&findings)?, &TextIndex::new(&self.text))
    }

    /// The events that an actor takes part in.
    fn events_of(&self, actor: u32) -> Vec<usize> {
        self.report.events_of(ActorId::new(actor)).map(|(id, _)| id.index()).collect()
    }

    /// The dated events in the order of their days.
    fn timeline(&self) -> Vec<usize> {
        self.report.timeline().into_iter().map(|(id, _): (EventId, _)| id.index()).collect()
    }
}

/// House rules of a newsroom.
#[pyclass(frozen, eq, module = "ascribe_news")]
#[derive(PartialEq)]
pub(crate) struct House {
    house: audit::House,
}

#[pymethods]
impl House {
    /// A built-in house, by its id.
    #[new]
    fn new(id: &str) -> PyResult<Self> {
        let house = audit::House::built_in(id).ok_or_else(|| {
            let known = audit::House::BUILT_IN.join(", ");
            fault(format_args!("`{id}` is not a built-in house; those are {known}"))
        })?;
        Ok(House { house })
    }

    /// Reads house rules from TOML.
    #[classmethod]
    fn from_toml(_: &Bound<'_, PyType>, written: Text) -> PyResult<Self> {
        audit::House::from_toml(&written.0).map(|house| House { house }).map_err(fault)
    }

    /// Reads house rules from JSON.
    #[classmethod]
    fn from_json(_: &Bound<'_, PyType>, written: Text) -> PyResult<Self> {
        let house = serde_json::from_str(&written.0);
        house
            .map(|house| House { house })
            .map_err(|error| fault(format_args!("invalid house rules: {error}")))
    }

    /// The rules as JSON, which `from_json` reads.
    fn to_json(&self) -> PyResult<String> {
        serde_json::to_string(&self.house).map_err(fault)
    }

    #[getter]
    fn id(&self) -> &str {
        &self.house.id
    }

    #[getter]
    fn name(&self) -> &str {
        &self.house.name
    }

    #[getter]
    fn about(&self) -> Option<&str> {
        self.house.about.as_deref()
    }

    /// The ids of its rules.
    #[getter]
    fn rules(&self) -> Vec<&str> {
        self.house.rules.iter().map(|rule| rule.id.as_str()).collect()
    }

    fn __repr__(&self) -> String {
        format!("<House {}: {}, {} rules>", self.house.id, self.house.name, self.house.rules.len())
    }

    fn __reduce__(slf: &Bound<'_, Self>) -> PyResult<(Py<PyAny>, (String,))> {
        let read = slf.getattr("from_json")?.unbind();
        Ok((read, (slf.get().to_json()?,)))
    }
}
