//! The analyzer: calls the stages in order, and fills the tables of the report.

use std::collections::BTreeMap;
use std::mem::take;
use std::sync::{Arc, OnceLock};

use crate::attribution;
use crate::event;
use crate::lexicon::Lexicon;
use crate::mention;
use crate::resolve::actors::Cluster;
use crate::resolve::learned::Learned;
use crate::resolve::meaning::Meanings;
use crate::resolve::{self, Resolved, naming};
use crate::text::header::{Header, header};
use crate::text::reading::Reading;
use crate::text::syntax::LanguageModel;
use crate::text::{Document, Paragraph};
use crate::time::{self, Reference};
use crate::watch::Watch;
use crate::{
    ActorId, Article, Attribution, AttributionModel, Claim, ClaimId, Confidence, Diagnostic, DiagnosticCode,
    Event, Given, Maker, Report, Shared, Source, SourceId, Span,
};

/// Returns a [`Report`] of who said what in an article.
///
/// Build one analyzer and use it for many articles. It has no state between articles, and threads can share it. The same article
/// always gives the same report. Analysis never fails and never panics; the report's diagnostics say what could not be
/// analyzed. The analyzer reads no clock and no network. Time and memory are linear in the length of the text.
///
/// It owns what it needs, and can live in a struct or a `static`. A clone shares weights and words with the original.
///
/// ```
/// use ascribe::{Analyzer, Article, Level};
///
/// let article = Article::new("The plan will fail, a senior White House official said. “Nobody wants it,” she added.");
/// let report = Analyzer::new().analyze(&article);
/// assert_eq!(report.claims.len(), 2);
/// let source = report.claims[0].source();
/// assert_eq!(source.and_then(|id| report.source(id)).map(|source| source.level), Some(Level::Described));
/// assert_eq!(report.claims[1].source(), source);
/// ```
#[derive(Clone, Debug)]
pub struct Analyzer {
    model: Shared<LanguageModel>,
    engine: Option<Shared<AttributionModel>>,
    lexicon: Shared<Lexicon>,
    options: Options,
    without: Option<&'static str>,
    /// Which side of words people are on, by the engine and the lexicon; found for the first article.
    people: Arc<OnceLock<event::Side>>,
}

/// Analyzer options.
///
/// ```
/// use ascribe::Options;
///
/// let options = Options::default().with_events(false).with_max_bytes(1 << 20);
/// assert!(options.least_confidence.get() < 0.5);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Options {
    /// Minimum confidence of a claim. Claims with a lower one are left out; 0 keeps all. The default of 0.25 leaves out
    /// what is wrong three times in four.
    pub least_confidence: Confidence,
    /// Whether attitudes without a statement are claims as well: wishes, beliefs and feelings, as `PolNeAR` marks them. Disabled by
    /// default. Needs a trained engine.
    pub attitudes: bool,
    /// Added to the log-odds of each cue: above 0 more claims are found, and fewer of them are right. Default 0. Needs a trained
    /// engine.
    pub recall: f32,
    /// Minimum probability with which a phrase means somebody who is named, where a reading that names nobody rivals it. Below it the
    /// source stays unnamed, with a relation `maybe` to the named one: to name somebody who did not speak is the worst fault. 0 names
    /// the most. Default 0.6. An office of which nothing shows that the named one has it asks for 0.9 at least. Needs a trained engine.
    pub least_identity: Confidence,
    /// Whether the report has events. Enabled by default.
    pub events: bool,
    /// Whether headline and byline lines at the start of the text are metadata, and not claims. Enabled by default.
    pub header: bool,
    /// Maximum number of bytes that are analyzed. A longer text is cut at the last line break before, or else at the last white space
    /// or character, and the report has a diagnostic `text_cut` with what was left out. Default 8 MiB; `None`: [`Span::MAX`].
    pub max_bytes: Option<usize>,
    /// Maximum number of claims. Those further down the text are left out, and the report has a diagnostic `claims_cut` at the first
    /// of them. Given attributions are not limited. Default 32,768; `None`: no limit.
    pub max_claims: Option<usize>,
}

/// Default of [`Options::least_confidence`].
const LEAST: f32 = 0.25;

/// Default of [`Options::least_identity`].
const LEAST_IDENTITY: f32 = 0.6;

/// Default of [`Options::max_bytes`].
const MAX_BYTES: usize = 8 << 20;

/// Default of [`Options::max_claims`].
const MAX_CLAIMS: usize = 1 << 15;

impl Default for Options {
    fn default() -> Self {
        let least_confidence = Confidence::new(LEAST).unwrap_or(Confidence::ZERO);
        let least_identity = Confidence::new(LEAST_IDENTITY).unwrap_or(Confidence::ZERO);
        Options {
            least_confidence,
            attitudes: false,
            recall: 0.0,
            least_identity,
            events: true,
            header: true,
            max_bytes: Some(MAX_BYTES),
            max_claims: Some(MAX_CLAIMS),
        }
    }
}

impl Options {
    /// The same options with another [`Options::least_confidence`].
    #[must_use]
    pub fn with_least_confidence(mut self, least: Confidence) -> Self {
        self.least_confidence = least;
        self
    }

    /// The same options with another [`Options::attitudes`].
    #[must_use]
    pub fn with_attitudes(mut self, attitudes: bool) -> Self {
        self.attitudes = attitudes;
        self
    }

    /// The same options with another [`Options::recall`].
    #[must_use]
    pub fn with_recall(mut self, recall: f32) -> Self {
        self.recall = recall;
        self
    }

    /// The same options with another [`Options::least_identity`].
    #[must_use]
    pub fn with_least_identity(mut self, least: Confidence) -> Self {
        self.least_identity = least;
        self
    }

    /// The same options with another [`Options::events`].
    #[must_use]
    pub fn with_events(mut self, events: bool) -> Self {
        self.events = events;
        self
    }

    /// The same options with another [`Options::header`].
    #[must_use]
    pub fn with_header(mut self, header: bool) -> Self {
        self.header = header;
        self
    }

    /// The same options with a limit: [`Options::max_bytes`].
    #[must_use]
    pub fn with_max_bytes(mut self, most: usize) -> Self {
        self.max_bytes = Some(most);
        self
    }

    /// The same options with a limit: [`Options::max_claims`].
    #[must_use]
    pub fn with_max_claims(mut self, most: usize) -> Self {
        self.max_claims = Some(most);
        self
    }

    /// The names and values of all options.
    fn written(&self) -> BTreeMap<String, String> {
        let Options {
            least_confidence,
            attitudes,
            recall,
            least_identity,
            events,
            header,
            max_bytes,
            max_claims,
        } = self;
        let limit = |most: &Option<usize>| most.map(|most| most.to_string());
        let all = [
            ("least_confidence", Some(least_confidence.get().to_string())),
            ("attitudes", Some(attitudes.to_string())),
            ("recall", Some(recall.to_string())),
            ("least_identity", Some(least_identity.get().to_string())),
            ("events", Some(events.to_string())),
            ("header", Some(header.to_string())),
            ("max_bytes", limit(max_bytes)),
            ("max_claims", limit(max_claims)),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
    }
}

#[cfg(feature = "embedded-model")]
impl Analyzer {
    /// Creates an analyzer with the embedded weights. The first call in a program loads them.
    #[must_use]
    pub fn new() -> Self {
        Analyzer::with_model(LanguageModel::embedded()).with_engine(AttributionModel::embedded())
    }
}

#[cfg(feature = "embedded-model")]
impl Default for Analyzer {
    fn default() -> Self {
        Analyzer::new()
    }
}

impl Analyzer {
    /// Creates an analyzer with a language model of your own. It finds attributions by rules alone; see
    /// [`Analyzer::with_engine`].
    #[must_use]
    pub fn with_model(model: impl Into<Shared<LanguageModel>>) -> Self {
        Analyzer {
            model: model.into(),
            engine: None,
            lexicon: Lexicon::standard().into(),
            options: Options::default(),
            without: None,
            people: Arc::default(),
        }
    }

    /// Sets the weights of the attribution engine.
    #[must_use]
    pub fn with_engine(mut self, engine: impl Into<Shared<AttributionModel>>) -> Self {
        self.engine = Some(engine.into());
        self.people = Arc::default();
        self
    }

    /// Sets the words of all stages: cues, names, grading, force and events. See [`Lexicon`] for an example.
    ///
    /// ```
    /// use ascribe::lexicon::{Lexicon, WordClass};
    /// use ascribe::{Analyzer, Article};
    ///
    /// struct Desk {
    ///     analyzer: Analyzer,
    /// }
    ///
    /// fn desk() -> Desk {
    ///     let mut lexicon = Lexicon::standard().clone();
    ///     lexicon.add(WordClass::Role, ["sommelier"]);
    ///     Desk { analyzer: Analyzer::new().with_lexicon(lexicon) }
    /// }
    ///
    /// let report = desk().analyzer.analyze(&Article::new("The wine is corked, a sommelier at Noma said."));
    /// assert_eq!(report.sources[0].level.as_str(), "described");
    /// ```
    #[must_use]
    pub fn with_lexicon(mut self, lexicon: impl Into<Shared<Lexicon>>) -> Self {
        self.lexicon = lexicon.into();
        self.people = Arc::default();
        self
    }

    /// Sets the options.
    #[must_use]
    pub fn with_options(mut self, options: Options) -> Self {
        self.options = options;
        self
    }

    /// Names of the passes over the attributions of a trained engine, in the order in which they run; for measuring.
    #[doc(hidden)]
    pub fn passes() -> impl Iterator<Item = &'static str> {
        attribution::passes::PASSES.iter().map(|pass| pass.name)
    }

    /// The same analyzer without the pass of this name; for measuring.
    #[doc(hidden)]
    #[must_use]
    pub fn without_pass(mut self, name: &'static str) -> Self {
        self.without = Some(name);
        self
    }

    /// What [`Report::made_by`] says of this analyzer: the version of the crate, hashes of weights and lexicon, the options.
    ///
    /// An archive compares it with that of an older report, and knows which articles would be read anew:
    ///
    /// ```
    /// use ascribe::{Analyzer, Article, Options};
    ///
    /// let article = Article::new("It rained, she said.");
    /// let report = Analyzer::new().analyze(&article);
    /// let now = Analyzer::new().with_options(Options::default().with_attitudes(true));
    /// let changed = report.made_by.map(|maker| maker.differences(&now.maker()));
    /// assert_eq!(changed, Some(vec!["options.attitudes".to_owned()]));
    /// ```
    ///
    /// Time complexity: constant.
    #[must_use]
    pub fn maker(&self) -> Maker {
        let mut maker = Maker::new(env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
        let engine = self.engine.as_ref().map(|engine| ("attribution", engine.hash()));
        let parts = [("language", self.model.hash()), ("lexicon", self.lexicon.hash())].into_iter();
        maker.parts =
            parts.chain(engine).map(|(name, hash)| (name.to_owned(), format!("{hash:016x}"))).collect();
        maker.options = self.options.written();
        maker.options.extend(self.without.map(|pass| ("without_pass".to_owned(), pass.to_owned())));
        maker
    }

    /// Analyzes an article. The report has a copy of its metadata, and none of its text.
    #[must_use]
    pub fn analyze(&self, article: &Article) -> Report {
        self.run(article, None, &Watch::never()).unwrap_or_else(|| Report::new(article))
    }

    /// Analyzes an article for as long as it may go on. It asks before each sentence, each few paragraphs and each stage, and gives up
    /// when the answer is no: for services that stop when nobody waits any more, or when a time has passed.
    ///
    /// `None` if it gave up.
    ///
    /// ```
    /// use std::sync::atomic::{AtomicBool, Ordering};
    ///
    /// use ascribe::{Analyzer, Article};
    ///
    /// let (analyzer, article) = (Analyzer::new(), Article::new("It rained, she said."));
    /// let cancelled = AtomicBool::new(false);
    /// let goes_on = || !cancelled.load(Ordering::Relaxed);
    /// assert_eq!(analyzer.analyze_while(&article, goes_on), Some(analyzer.analyze(&article)));
    /// cancelled.store(true, Ordering::Relaxed);
    /// assert_eq!(analyzer.analyze_while(&article, goes_on), None);
    /// ```
    #[must_use]
    pub fn analyze_while(&self, article: &Article, goes_on: impl Fn() -> bool) -> Option<Report> {
        self.run(article, None, &Watch::new(&goes_on))
    }

    /// Analyzes an article with given attributions: resolves and grades their sources, and does everything else as
    /// [`Analyzer::analyze`] does. Use it for the attributions of another extractor, a language model or a person, and to
    /// measure resolution alone. `ascribe annotate --attributions` reads them from files.
    ///
    /// The spans should be those that a reader would mark. A source is the whole phrase with its descriptions ("a senior
    /// official who was briefed on the call"). A cue is the verb with its auxiliaries. An empty source is looked for: "She
    /// left at noon, saying …".
    ///
    /// Each attribution becomes a claim with its own confidence, in the order of `given`. Spans that do not fit the text are left
    /// out, and so are attributions without any content; a diagnostic says so. Overlapping spans of one part are merged. Source
    /// and cue are swapped where the source ascribes and the cue names somebody ("said" and "Lee"), with a diagnostic.
    ///
    /// ```
    /// use ascribe::{Analyzer, Article, Given, Level, Span};
    ///
    /// let article = Article::new("The bridge is safe, a city engineer said.");
    /// let given = Given::new(Span::new(0, 18)?).with_source(Span::new(20, 35)?).with_cue(Span::new(36, 40)?);
    /// let report = Analyzer::new().resolve(&article, &[given]);
    /// assert_eq!(report.sources[0].level, Level::Described);
    /// # Ok::<(), ascribe::Error>(())
    /// ```
    #[must_use]
    pub fn resolve(&self, article: &Article, given: &[Given]) -> Report {
        self.run(article, Some(given), &Watch::never()).unwrap_or_else(|| Report::new(article))
    }

    /// The part of a text that is analyzed.
    fn within_limit<'t>(&self, text: &'t str) -> &'t str {
        let most = self.options.max_bytes.unwrap_or(Span::MAX).min(Span::MAX);
        if text.len() <= most {
            return text;
        }
        let end = text.char_indices().map(|(at, _)| at).take_while(|at| *at <= most).last().unwrap_or(0);
        let part = text.get(..end).unwrap_or_default();
        let at_break = |is_break: fn(char) -> bool| part.rfind(is_break).filter(|at| *at > 0);
        let end = at_break(|c| c == '\n').or_else(|| at_break(char::is_whitespace)).unwrap_or(end);
        text.get(..end).unwrap_or_default()
    }

    fn header(&self, document: &Document<'_>) -> Header {
        let paragraphs: Vec<Span> =
            document.paragraphs().iter().map(|paragraph: &Paragraph| paragraph.span).collect();
        if self.options.header { header(document.text(), &paragraphs) } else { Header::default() }
    }

    /// Resolves given attributions, and notes what the weights are asked.
    #[cfg(feature = "training")]
    pub(crate) fn ask<'l>(&'l self, article: &Article, given: &[Given], learned: Learned<'l>) -> Resolved {
        let reading = Reading::of(&article.text, &self.model, &self.lexicon);
        let document = Document::parse_with_lexicon(reading.text(), &self.model, &self.lexicon);
        let mut report = Report::new(article);
        take_header(&mut report, self.header(&document));
        let given = placed(&reading, given);
        let (found, _) = attribution::given::read(&document, &given);
        let drafts = attribution::draft::complete(&document, found);
        let names = self.engine.as_ref().map(|engine| engine.names(&document));
        let learned = Learned { meanings: self.meanings(), ..learned };
        resolved(&document, &report, &drafts, names.as_deref(), learned)
    }

    /// Vectors of words, if there is an engine.
    fn meanings(&self) -> Option<&dyn Meanings> {
        self.engine.as_deref().map(|engine| engine as &dyn Meanings)
    }

    /// `None` if it is told to stop.
    fn run(&self, article: &Article, given: Option<&[Given]>, watch: &Watch<'_>) -> Option<Report> {
        let given_text = self.within_limit(&article.text);
        let reading = Reading::of(given_text, &self.model, &self.lexicon);
        let text = reading.text();
        let published = article.metadata.published.map(crate::Published::date);
        // Before all else, since what they are found with is large, and what is found is small.
        let times = time::expressions(text, &Reference::new(published));
        let document = Document::parse_watched(text, &self.model, &self.lexicon, watch);
        let mut report = Report::new(article);
        report.made_by = Some(self.maker());
        report.sentences = document.sentences().iter().map(|sentence| sentence.span).collect();
        let header = self.header(&document);
        report.diagnostics = document.unpaired_marks().to_vec();
        report.diagnostics.extend(document.cut().iter().map(|span| {
            let message = "this stretch is too long for one sentence and was cut into several";
            Diagnostic::new(DiagnosticCode::SentenceCut, message).at(*span)
        }));
        let dateline = header.dateline_span;
        take_header(&mut report, header);
        let body_start = report.header.map_or(0, Span::end);
        let body = Span::between(body_start, text.len());

        let (mut drafts, found) = if let Some(given) = given {
            let (given, notes) = attribution::given::read(&document, &placed(&reading, given));
            report.diagnostics.extend(notes);
            let found = self.engine.as_ref().map(|engine| engine.names(&document));
            (attribution::draft::complete(&document, given), found)
        } else {
            let Options { least_confidence: least, attitudes, recall, max_claims: most, .. } = self.options;
            // Passes leave out some, and hardly ever a third.
            let enough = most.map_or(usize::MAX, |most| most.saturating_add(most / 2).saturating_add(64));
            let search = attribution::Search {
                body,
                least: least.get(),
                attitudes,
                bias: recall,
                most: enough,
                watch,
            };
            let limits = attribution::Limits { most, without: self.without };
            let read = attribution::read(&document, search, dateline, self.engine.as_deref(), limits);
            report.diagnostics.extend(read.left_out.map(|span| {
                let message = "there are more claims than the limit, and those from here on were left out";
                Diagnostic::new(DiagnosticCode::ClaimsCut, message).at(span)
            }));
            (read.drafts, read.names)
        };
        if watch.stops() {
            return None;
        }
        let learned = Learned::of(
            self.engine.as_deref().map(AttributionModel::resolution),
            self.options.least_identity.get(),
            self.meanings(),
        );
        let resolved = resolved(&document, &report, &drafts, found.as_deref(), learned);

        if watch.stops() {
            return None;
        }

        report.times = times;
        report.diagnostics.extend(time_diagnostics(&report, published.is_some()));
        let (events, extra) = if self.options.events {
            let people = event::People::new(self.meanings(), &self.people);
            event::events(&document, &resolved, &report.times, &drafts, body, published, people)
        } else {
            (Vec::new(), Vec::new())
        };
        // What was read is as large as the report, and not needed any more.
        let Resolved { discourse, sources, source_of, identity_of, relay_of, diagnostics, .. } = resolved;
        drop((document, found));
        report.diagnostics.extend(diagnostics);
        let clusters = discourse.clusters.into_iter().chain(extra).collect();
        let links = drafts.iter_mut().zip(source_of).zip(relay_of).zip(identity_of);
        let links =
            links.map(|(((draft, source), relay), identity)| link(draft, source, relay, identity)).collect();
        fill(&mut report, drafts, links, Table { clusters, sources }, events);
        if !reading.is_as_given() {
            report.relocate(|span| reading.origin(span));
        }
        report.diagnostics.extend(reading.notes());
        if given_text.len() < article.text.len() {
            let message = "the text is longer than the limit, and was analyzed up to here";
            let rest = Span::between(given_text.len(), article.text.len());
            report.diagnostics.push(Diagnostic::new(DiagnosticCode::TextCut, message).at(rest));
        }
        report.diagnostics.sort_by_key(|note| note.span);
        report.anonymous = Some(report.anonymous_sources());
        (!watch.stops()).then_some(report)
    }
}

/// Given attributions, with their spans in the text as it is read.
fn placed(reading: &Reading<'_>, given: &[Given]) -> Vec<Given> {
    let place = |spans: &[Span]| spans.iter().map(|span| reading.place(*span)).collect();
    let placed = given.iter().map(|one| Given {
        source: place(&one.source),
        cue: place(&one.cue),
        content: place(&one.content),
        confidence: one.confidence,
    });
    placed.collect()
}

/// Links the names of an article and resolves its sources. Outlet and byline are those of the report.
fn resolved(
    document: &Document<'_>,
    report: &Report,
    drafts: &[attribution::Draft],
    names: Option<&[attribution::FoundName]>,
    learned: Learned<'_>,
) -> Resolved {
    let relays: Vec<Span> = drafts.iter().flat_map(|draft| draft.found.relay.iter().copied()).collect();
    let metadata = &report.article;
    let names = mention::names(document, names, &relays);
    let linked = naming::link(document, names, metadata.outlet.as_deref(), &metadata.byline);
    resolve::resolve(document, linked, drafts, learned)
}

fn take_header(report: &mut Report, header: Header) {
    let metadata = &mut report.article;
    if metadata.headline.is_none() {
        metadata.headline = header.headline;
    }
    if metadata.byline.is_empty() {
        metadata.byline = header.byline;
    }
    if metadata.outlet.is_none() {
        metadata.outlet = header.outlet;
    }
    if metadata.dateline.is_none() {
        metadata.dateline = header.dateline;
    }
    report.header = header.span;
}

/// Diagnostics of times that need a date of publication, and of dates that do not exist.
fn time_diagnostics(report: &Report, dated: bool) -> Vec<Diagnostic> {
    let open = |time: &&crate::TimeExpression| !dated && time.needs_reference();
    let note = |time: &crate::TimeExpression| {
        Diagnostic::new(DiagnosticCode::UnresolvedTime, "this time needs the article's date of publication")
            .at(time.span)
    };
    let impossible = report.times.iter().filter(|time| time.reading.impossible).map(|time| {
        Diagnostic::new(DiagnosticCode::ImpossibleDate, "no calendar holds this date").at(time.span)
    });
    report.times.iter().filter(open).map(note).chain(impossible).collect()
}

/// The actors and sources of an article, those that no table of the report needs among them.
struct Table {
    clusters: Vec<Cluster>,
    sources: Vec<Source>,
}

/// Fills the tables of the report: actors, sources, claims with their chains, events.
fn fill(
    report: &mut Report,
    drafts: Vec<attribution::Draft>,
    mut links: Vec<Attribution>,
    Table { clusters, sources }: Table,
    events: Vec<Event>,
) {
    let mut keep = vec![false; clusters.len()];
    let mut mark = |actor: ActorId| {
        if let Some(slot) = keep.get_mut(actor.index()) {
            *slot = true;
        }
    };
    for source in &sources {
        mark(source.actor);
    }
    for part in events.iter().flat_map(|event| &event.participants) {
        mark(part.actor);
    }
    // Named actors have an entry, other names do not.
    let mut numbers = vec![ActorId::new(0); keep.len()];
    report.actors.reserve_exact(keep.iter().filter(|keep| **keep).count());
    for ((actor, keep), number) in clusters.into_iter().zip(keep).zip(&mut numbers) {
        if keep || (actor.kind.is_some() && !actor.mentions.is_empty()) {
            *number = report.add_actor(actor.finish());
        }
    }
    let renumber = |actor: ActorId| numbers.get(actor.index()).copied().unwrap_or(actor);
    report.sources = sources;
    for source in &mut report.sources {
        source.actor = renumber(source.actor);
        source.mentions.sort_by_key(|mention| mention.span);
    }
    let within: Vec<Option<usize>> = drafts.iter().map(|draft| draft.within).collect();
    let mut is_outer = vec![false; drafts.len()];
    for outer in within.iter().flatten() {
        if let Some(slot) = is_outer.get_mut(*outer) {
            *slot = true;
        }
    }
    report.claims.reserve_exact(drafts.len());
    for (index, draft) in drafts.into_iter().enumerate() {
        // The link of a claim that no other stands in is needed once.
        let own = links.get_mut(index);
        let own = own.map(|link| if is_outer.get(index) == Some(&true) { link.clone() } else { take(link) });
        let outer = std::iter::successors(draft.within, |at| within.get(*at).copied().flatten());
        // Nesting has no circles. The bound makes that plain.
        let outer = outer.map_while(|at| links.get(at)).take(DEEPEST_CHAIN - 1).cloned();
        let chain: Vec<Attribution> = own.into_iter().chain(outer).collect();
        let content = draft.found.content.first().copied().unwrap_or_default();
        let mut claim = Claim::new(content, draft.quotation, Attribution::unattributed());
        claim.content = draft.found.content;
        claim.verbatim = draft.verbatim;
        claim.content.shrink_to_fit();
        claim.verbatim.shrink_to_fit();
        claim.attributions = chain;
        claim.within = draft.within.map(ClaimId::at);
        claim.force = draft.act.force;
        claim.force_evidence = draft.act.evidence;
        claim.factuality = draft.act.speaker;
        claim.confidence =
            Confidence::new(draft.found.confidence.clamp(0.0, 1.0)).unwrap_or(Confidence::ZERO);
        report.add_claim(claim);
    }
    report.events = events;
    for part in report.events.iter_mut().flat_map(|event| &mut event.participants) {
        part.actor = renumber(part.actor);
    }
    link_claims(report);
}

/// Links each event to the claims whose contents mention it. One walk over contents and mentions in text order: linear
/// but for the depth of nesting.
fn link_claims(report: &mut Report) {
    let contents = |(id, claim): (ClaimId, &Claim)| {
        claim.content.iter().map(move |span| (*span, id)).collect::<Vec<_>>()
    };
    let mut contents: Vec<(Span, ClaimId)> = report.iter_claims().flat_map(contents).collect();
    contents.sort_unstable_by_key(|(span, _)| span.start());
    let mut contents = contents.into_iter().peekable();
    let mentions = report.events.iter().enumerate();
    let mut mentions: Vec<(Span, usize)> =
        mentions.flat_map(|(at, event)| event.mentions.iter().map(move |mention| (*mention, at))).collect();
    mentions.sort_unstable();
    let mut open: Vec<(Span, ClaimId)> = Vec::new();
    for (mention, event) in mentions {
        while let Some(content) = contents.next_if(|(span, _)| span.start() <= mention.start()) {
            open.push(content);
        }
        open.retain(|(span, _)| span.end() > mention.start());
        if let Some(event) = report.events.get_mut(event) {
            event.claims.extend(open.iter().filter(|(span, _)| span.contains(mention)).map(|(_, id)| *id));
        }
    }
    for event in &mut report.events {
        event.claims.sort_unstable();
        event.claims.dedup();
    }
}

/// Maximum chain length.
const DEEPEST_CHAIN: usize = 16;

/// The link of a draft, whose source and cue it takes.
fn link(
    draft: &mut attribution::Draft,
    source: Option<SourceId>,
    relay: Option<crate::Relay>,
    identity: Confidence,
) -> Attribution {
    let mut link = source.map_or_else(Attribution::unattributed, Attribution::new);
    link.source_spans = take(&mut draft.found.source);
    link.cue = take(&mut draft.found.cue);
    link.source_spans.shrink_to_fit();
    link.cue.shrink_to_fit();
    link.relay = relay;
    link.factuality = take(&mut draft.act.teller);
    link.identity = identity;
    link
}
