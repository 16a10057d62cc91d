//! The analyzer: calls the stages in order, and fills the tables of the report.

use crate::attribution;
use crate::event;
use crate::lexicon::Lexicon;
use crate::mention;
use crate::resolve::actors::Cluster;
use crate::resolve::learned::Learned;
use crate::resolve::{self, Resolved, naming};
use crate::text::header::{Header, header};
use crate::text::reading::Reading;
use crate::text::syntax::LanguageModel;
use crate::text::{Document, Paragraph};
use crate::time::{self, Reference};
use crate::{
    ActorId, Article, Attribution, AttributionModel, Claim, ClaimId, Confidence, Diagnostic, DiagnosticCode,
    Event, Given, Report, SourceId, Span,
};

/// Returns a [`Report`] of who said what in an article.
///
/// Build one analyzer and use it for many articles. It has no state between articles, and threads can share it. The same article
/// always gives the same report. Analysis never fails and never panics; the report's diagnostics say what could not be
/// analyzed. The analyzer reads no clock and no network. Time and memory are linear in the length of the text.
///
/// ```
/// use ascribe::{Analyzer, Article, Level};
///
/// let article = Article::new("The plan will fail, a senior White House official said. “Nobody wants it,” she added.");
/// let report = Analyzer::new().analyze(&article);
/// assert_eq!(report.claims.len(), 2);
/// let source = report.claims[0].speaker().and_then(|link| link.source);
/// assert_eq!(source.and_then(|id| report.source(id)).map(|source| source.level), Some(Level::Described));
/// assert_eq!(report.claims[1].speaker().and_then(|link| link.source), source);
/// ```
#[derive(Clone, Debug)]
pub struct Analyzer<'m> {
    model: &'m LanguageModel,
    engine: Option<&'m AttributionModel>,
    lexicon: &'m Lexicon,
    options: Options,
    without: Option<&'m str>,
}

/// Analyzer options.
///
/// ```
/// use ascribe::Options;
///
/// let mut options = Options::default();
/// options.events = false;
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
    /// the most. Default 0.5. Needs a trained engine.
    pub least_identity: Confidence,
    /// Whether the report has events. Enabled by default.
    pub events: bool,
    /// Whether headline and byline lines at the start of the text are metadata, and not claims. Enabled by default.
    pub header: bool,
}

/// Default of [`Options::least_confidence`].
const LEAST: f32 = 0.25;

/// Default of [`Options::least_identity`].
const LEAST_IDENTITY: f32 = 0.5;

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
        }
    }
}

#[cfg(feature = "embedded-model")]
impl Analyzer<'static> {
    /// Creates an analyzer with the embedded weights. The first call in a program loads them.
    #[must_use]
    pub fn new() -> Self {
        Analyzer::with_model(LanguageModel::embedded()).with_engine(AttributionModel::embedded())
    }
}

#[cfg(feature = "embedded-model")]
impl Default for Analyzer<'static> {
    fn default() -> Self {
        Analyzer::new()
    }
}

impl<'m> Analyzer<'m> {
    /// Creates an analyzer with a language model of your own. It finds attributions by rules alone; see
    /// [`Analyzer::with_engine`].
    #[must_use]
    pub fn with_model(model: &'m LanguageModel) -> Self {
        Analyzer {
            model,
            engine: None,
            lexicon: Lexicon::standard(),
            options: Options::default(),
            without: None,
        }
    }

    /// Sets the weights of the attribution engine.
    #[must_use]
    pub fn with_engine(mut self, engine: &'m AttributionModel) -> Self {
        self.engine = Some(engine);
        self
    }

    /// Sets the words of all stages: cues, names, grading, force and events. See [`Lexicon`] for an example.
    #[must_use]
    pub fn with_lexicon(mut self, lexicon: &'m Lexicon) -> Self {
        self.lexicon = lexicon;
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
    pub fn without_pass(mut self, name: &'m str) -> Self {
        self.without = Some(name);
        self
    }

    /// Analyzes an article.
    #[must_use]
    pub fn analyze(&self, article: &Article) -> Report {
        self.run(article, None)
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
        self.run(article, Some(given))
    }

    fn header(&self, document: &Document<'_>) -> Header {
        let paragraphs: Vec<Span> =
            document.paragraphs().iter().map(|paragraph: &Paragraph| paragraph.span).collect();
        if self.options.header { header(document.text(), &paragraphs) } else { Header::default() }
    }

    /// Resolves given attributions, and notes what the weights are asked.
    #[cfg(feature = "training")]
    pub(crate) fn ask(&self, article: &Article, given: &[Given], learned: Learned<'_>) -> Resolved {
        let reading = Reading::of(&article.text, self.model, self.lexicon);
        let document = Document::parse_with_lexicon(reading.text(), self.model, self.lexicon);
        let mut report = Report::new(article);
        take_header(&mut report, self.header(&document));
        let given = placed(&reading, given);
        let (found, _) = attribution::given::read(&document, &given);
        let drafts = attribution::draft::complete(&document, found);
        let names = self.engine.map(|engine| engine.names(&document));
        resolved(&document, &report, &drafts, names.as_deref(), learned)
    }

    fn run(&self, article: &Article, given: Option<&[Given]>) -> Report {
        let reading = Reading::of(&article.text, self.model, self.lexicon);
        let text = reading.text();
        let document = Document::parse_with_lexicon(text, self.model, self.lexicon);
        let mut report = Report::new(article);
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

        let (drafts, found) = if let Some(given) = given {
            let (given, notes) = attribution::given::read(&document, &placed(&reading, given));
            report.diagnostics.extend(notes);
            let found = self.engine.map(|engine| engine.names(&document));
            (attribution::draft::complete(&document, given), found)
        } else {
            let Options { least_confidence: least, attitudes, recall, .. } = self.options;
            let search = attribution::Search { body, least: least.get(), attitudes, bias: recall };
            attribution::read(&document, search, dateline, self.engine, self.without)
        };
        let learned =
            Learned::of(self.engine.map(AttributionModel::resolution), self.options.least_identity.get());
        let resolved = resolved(&document, &report, &drafts, found.as_deref(), learned);

        let published = article.metadata.published.map(crate::Published::date);
        report.times = time::expressions(text, &Reference::new(published));
        report.diagnostics.extend(time_diagnostics(&report, published.is_some()));
        let (events, extra) = if self.options.events {
            event::events(&document, &resolved, &report.times, &drafts, body, published)
        } else {
            (Vec::new(), Vec::new())
        };
        fill(&mut report, &drafts, resolved, events, extra);
        if !reading.is_as_given() {
            report.relocate(|span| reading.origin(span));
        }
        report.diagnostics.extend(reading.notes());
        report.diagnostics.sort_by_key(|note| note.span);
        report.anonymous = Some(report.anonymous_sources());
        report
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

/// Fills the tables of the report: actors, sources, claims with their chains, events.
fn fill(
    report: &mut Report,
    drafts: &[attribution::Draft],
    resolved: Resolved,
    events: Vec<Event>,
    extra: Vec<Cluster>,
) {
    let links = drafts.iter().zip(&resolved.source_of).zip(&resolved.relay_of).zip(&resolved.identity_of);
    let links: Vec<Attribution> = links
        .map(|(((draft, source), relay), identity)| Attribution {
            identity: *identity,
            ..link(draft, *source, relay.clone())
        })
        .collect();
    let (clusters, sources) = (resolved.discourse.clusters, resolved.sources);
    report.diagnostics.extend(resolved.diagnostics);
    let mut keep = vec![false; clusters.len() + extra.len()];
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
    for ((actor, keep), number) in clusters.into_iter().chain(extra).zip(keep).zip(&mut numbers) {
        if keep || (actor.kind.is_some() && !actor.mentions.is_empty()) {
            *number = report.add_actor(actor.finish());
        }
    }
    let renumber = |actor: ActorId| numbers.get(actor.index()).copied().unwrap_or(actor);
    for mut source in sources {
        source.actor = renumber(source.actor);
        source.mentions.sort_by_key(|mention| mention.span);
        report.add_source(source);
    }
    for (index, draft) in drafts.iter().enumerate() {
        let mut chain = Vec::new();
        let mut at = Some(index);
        while let Some(index) = at {
            chain.extend(links.get(index).cloned());
            // Nesting has no circles. The bound makes that plain.
            at = drafts.get(index).and_then(|draft| draft.within).filter(|_| chain.len() < DEEPEST_CHAIN);
        }
        let content = draft.found.content.first().copied().unwrap_or_default();
        let mut claim = Claim::new(content, draft.quotation, Attribution::unattributed());
        claim.content.clone_from(&draft.found.content);
        claim.verbatim.clone_from(&draft.verbatim);
        claim.attributions = chain;
        claim.within = draft.within.map(ClaimId::at);
        claim.force = draft.act.force.clone();
        claim.force_evidence.clone_from(&draft.act.evidence);
        claim.factuality = draft.act.speaker.clone();
        claim.confidence =
            Confidence::new(draft.found.confidence.clamp(0.0, 1.0)).unwrap_or(Confidence::ZERO);
        report.add_claim(claim);
    }
    for mut event in events {
        for part in &mut event.participants {
            part.actor = renumber(part.actor);
        }
        report.add_event(event);
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

fn link(draft: &attribution::Draft, source: Option<SourceId>, relay: Option<crate::Relay>) -> Attribution {
    let mut link = source.map_or_else(Attribution::unattributed, Attribution::new);
    link.source_spans.clone_from(&draft.found.source);
    link.cue.clone_from(&draft.found.cue);
    link.relay = relay;
    link.factuality = draft.act.teller.clone();
    link
}
