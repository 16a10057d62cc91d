//! Analysis, without the interpreter's lock.

use std::cell::{Cell, RefCell};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

use ascribe::lexicon::Lexicon;
use ascribe::time::{DateOrder, Reference};
use ascribe::{Confidence, Options, Published, TextIndex, TimeExpression};
use pyo3::prelude::*;

use crate::convert::{Text, beside, to_python, value};
use crate::fault;
use crate::report::Report;

/// Text, published, outlet, byline, dateline, headline, URL.
type Given = (Text, Option<Text>, Option<Text>, Vec<Text>, Option<Text>, Option<Text>, Option<Text>);

fn article((text, published, outlet, byline, dateline, headline, url): Given) -> PyResult<ascribe::Article> {
    let mut article = ascribe::Article::new(text.0);
    let about = &mut article.metadata;
    about.published = published.map(|written| written.0.parse().map_err(fault)).transpose()?;
    about.outlet = outlet.map(|outlet| outlet.0);
    about.byline = byline.into_iter().map(|author| author.0).collect();
    about.dateline = dateline.map(|place| place.0);
    about.headline = headline.map(|headline| headline.0);
    about.url = url.map(|url| url.0);
    Ok(article)
}

/// A date of publication as the library writes it.
#[pyfunction]
pub(crate) fn published(written: Text) -> PyResult<String> {
    written.0.parse::<Published>().map(|published| published.to_string()).map_err(fault)
}

/// How often Python is asked whether somebody pressed Ctrl-C.
const PATIENCE: Duration = Duration::from_millis(50);

/// Asks Python now and then whether a signal came, and holds what it raised.
struct Signals {
    asked: Cell<Instant>,
    raised: RefCell<Option<PyErr>>,
}

impl Signals {
    fn new() -> Self {
        Signals { asked: Cell::new(Instant::now()), raised: RefCell::new(None) }
    }

    fn goes_on(&self) -> bool {
        if self.asked.get().elapsed() < PATIENCE {
            return true;
        }
        self.asked.set(Instant::now());
        #[allow(clippy::redundant_closure_for_method_calls)] // The method alone is not general enough.
        match Python::attach(|py| py.check_signals()) {
            Ok(()) => true,
            Err(error) => {
                self.raised.replace(Some(error));
                false
            }
        }
    }

    fn raise(self) -> PyResult<()> {
        self.raised.into_inner().map_or(Ok(()), Err)
    }
}

#[pyclass(frozen, module = "ascribe_news._native")]
pub(crate) struct Analyzer {
    analyzer: ascribe::Analyzer,
    lexicon: Arc<Lexicon>,
}

#[pymethods]
impl Analyzer {
    #[new]
    #[pyo3(signature = (*, least_confidence, attitudes, recall, least_identity, events, header, max_bytes, max_claims, words, model))]
    #[allow(clippy::too_many_arguments, clippy::fn_params_excessive_bools)] // By keyword alone.
    fn new(
        least_confidence: Option<f32>,
        attitudes: bool,
        recall: f32,
        least_identity: Option<f32>,
        events: bool,
        header: bool,
        max_bytes: Option<usize>,
        max_claims: Option<usize>,
        words: Option<Text>,
        model: Option<&[u8]>,
    ) -> PyResult<Self> {
        let mut options = Options::default();
        if let Some(least) = least_confidence {
            options.least_confidence = Confidence::new(least).map_err(fault)?;
        }
        if let Some(least) = least_identity {
            options.least_identity = Confidence::new(least).map_err(fault)?;
        }
        options.attitudes = attitudes;
        options.recall = recall;
        options.events = events;
        options.header = header;
        options.max_bytes = max_bytes.or(options.max_bytes);
        options.max_claims = max_claims.or(options.max_claims);
        let mut lexicon = Lexicon::standard().clone();
        if let Some(words) = words {
            lexicon.extend_from_table(&words.0).map_err(fault)?;
        }
        let lexicon = Arc::new(lexicon);
        let mut analyzer = ascribe::Analyzer::new().with_options(options).with_lexicon(Arc::clone(&lexicon));
        if let Some(weights) = model {
            analyzer = analyzer.with_engine(ascribe_transformer::from_bytes(weights).map_err(fault)?);
        }
        Ok(Analyzer { analyzer, lexicon })
    }

    fn analyze(&self, py: Python<'_>, given: Given) -> PyResult<Report> {
        let article = article(given)?;
        py.detach(|| {
            let signals = Signals::new();
            let report = self.analyzer.analyze_while(&article, || signals.goes_on());
            signals.raise()?;
            report.map(|report| Report::new(report, article.text)).ok_or_else(gave_up)
        })
    }

    /// Analyzes on so many threads, of which the calling one is the first.
    fn analyze_batch(&self, py: Python<'_>, given: Vec<Given>, threads: usize) -> PyResult<Vec<Report>> {
        let articles = given.into_iter().map(article).collect::<PyResult<Vec<_>>>()?;
        py.detach(|| {
            let found: Vec<OnceLock<ascribe::Report>> = articles.iter().map(|_| OnceLock::new()).collect();
            let (next, stopped) = (AtomicUsize::new(0), AtomicBool::new(false));
            let work = |goes_on: &dyn Fn() -> bool| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let (Some(article), Some(place)) = (articles.get(at), found.get(at)) else { return };
                    let Some(report) = self.analyzer.analyze_while(article, goes_on) else { return };
                    // Each place is taken once.
                    let _ = place.set(report);
                }
            };
            let running = || !stopped.load(Ordering::Relaxed);
            thread::scope(|scope| {
                for _ in 1..threads.min(articles.len()) {
                    // Where no thread can be had, the others do its work.
                    let _ = thread::Builder::new().spawn_scoped(scope, || work(&running));
                }
                let signals = Signals::new();
                work(&|| signals.goes_on());
                let raised = signals.raise();
                stopped.store(raised.is_err(), Ordering::Relaxed);
                raised
            })?;
            let found = found.into_iter().zip(articles);
            found
                .map(|(report, article)| {
                    let report = report.into_inner().ok_or_else(gave_up)?;
                    Ok(Report::new(report, article.text))
                })
                .collect()
        })
    }

    /// The grade of a phrase.
    fn grade<'py>(&self, py: Python<'py>, phrase: Text) -> PyResult<Bound<'py, PyAny>> {
        let grade = ascribe::anonymity::grade_with(&self.lexicon, &phrase.0);
        to_python(py, &value(&grade)?, &TextIndex::new(&phrase.0))
    }

    /// What `made_by` says of its reports.
    fn maker<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, &value(&self.analyzer.maker())?, &TextIndex::new(""))
    }
}

/// It gives up for a signal alone, and that is raised before.
fn gave_up() -> PyErr {
    pyo3::exceptions::PyKeyboardInterrupt::new_err(())
}

/// The expressions of time in a text.
#[pyfunction]
pub(crate) fn times(
    py: Python<'_>,
    text: Text,
    published: Option<Text>,
    day_first: Option<bool>,
    fiscal_year_start: Option<u32>,
) -> PyResult<Bound<'_, PyAny>> {
    let published = published.map(|written| written.0.parse::<Published>().map_err(fault)).transpose()?;
    let mut reference = Reference::new(published.map(Published::date));
    reference.date_order =
        day_first.map(|first| if first { DateOrder::DayFirst } else { DateOrder::MonthFirst });
    if fiscal_year_start.is_some_and(|month| !(1..=12).contains(&month)) {
        return Err(fault("fiscal_year_start is not a month (1 to 12)"));
    }
    reference.fiscal_year_start = fiscal_year_start;
    let found = py.detach(|| ascribe::time::expressions(&text.0, &reference));
    expressions(py, &found, &text.0)
}

/// Expressions of time with their words and the text form of their readings.
pub(crate) fn expressions<'py>(
    py: Python<'py>,
    found: &[TimeExpression],
    text: &str,
) -> PyResult<Bound<'py, PyAny>> {
    let mut rows = value(&found)?;
    for (row, time) in rows.as_array_mut().into_iter().flatten().zip(found) {
        let words = time.span.slice(text).unwrap_or_default();
        beside(row, [("words", words.into()), ("reading", time.reading.to_string().into())]);
    }
    to_python(py, &rows, &TextIndex::new(text))
}
