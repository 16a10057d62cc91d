//! From phrases to actors: who each source is, through whom it reached the article, and which sources may be one.

pub(crate) mod actors;
mod addressee;
mod background;
mod context;
mod decide;
mod describe;
mod described;
mod evidence;
mod ground_rules;
mod groups;
mod known_actor;
pub(crate) mod learned;
pub(crate) mod levels;
pub(crate) mod meaning;
mod membership;
mod mentioned;
mod named_source;
pub(crate) mod naming;
mod omitted;
pub(crate) mod option;
mod pronoun;
mod question;
mod referent;
mod relay;
mod resolver;
mod role;
mod sources;
mod speaker;
mod standing;
mod taken_up;
pub(crate) mod terms;
#[cfg(feature = "training")]
pub(crate) mod tutor;

use std::collections::{BTreeMap, HashMap};

use crate::attribution::Draft;
use crate::text::Document;
use crate::{Confidence, Diagnostic, Relay, Source, SourceId};
use addressee::addressee;
use context::{Context, Discourse, Names};
use ground_rules::ground_rules;
use learned::{Asked, Learned};
use meaning::Kinship;
use mentioned::Mentioned;
use naming::Named;
use omitted::LastSpeaker;
use resolver::Resolver;
use sources::SourceTable;

/// What resolution found: actors, the sources among them, and for each attribution its source and relay.
pub(crate) struct Resolved {
    pub(crate) names: Names,
    pub(crate) discourse: Discourse,
    pub(crate) sources: Vec<Source>,
    pub(crate) source_of: Vec<Option<SourceId>>,
    /// How sure each of these is.
    pub(crate) identity_of: Vec<Confidence>,
    pub(crate) relay_of: Vec<Option<Relay>>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// What the weights were asked, where that was to be kept.
    #[cfg_attr(not(feature = "training"), expect(dead_code))]
    pub(crate) asked: Option<Asked>,
}

impl Resolved {
    /// The known actor that the phrase around a head word means.
    pub(crate) fn actor_at(&self, document: &Document<'_>, head: usize) -> Option<usize> {
        let context = Context { document, names: &self.names, discourse: &self.discourse };
        known_actor::actor_at(context, head, &[])
    }
}

/// Resolves the sources of all attributions. `linked` holds the article's names.
pub(crate) fn resolve(
    document: &Document<'_>,
    linked: Named,
    drafts: &[Draft],
    learned: Learned<'_>,
) -> Resolved {
    let (names, discourse) = background::read(document, linked, drafts);
    let (different, maybe, diagnostics) = (Vec::new(), Vec::new(), Vec::new());
    let mut resolver = Resolver {
        document,
        names,
        discourse,
        different,
        maybe,
        parts: BTreeMap::new(),
        agreed: Vec::new(),
        diagnostics,
        kinship: Kinship::new(learned.meanings),
        learned,
        labels: HashMap::new(),
        spoke: Vec::new(),
        draft: None,
        addressee: None,
        rival: None,
        sure: None,
    };
    resolver.meet();
    let speakers = resolver.speakers(drafts);
    let relays = resolver.relays(drafts);
    let Resolver { names, mut discourse, different, maybe, parts, agreed, diagnostics, mut learned, .. } =
        resolver;
    // No more come up, and they live as long as the document does.
    discourse.clusters.shrink_to_fit();
    let mut table = SourceTable::new(document, &discourse.clusters, &agreed);
    let mut source_of = Vec::with_capacity(drafts.len());
    let mut relay_of = Vec::with_capacity(drafts.len());
    for (draft, (speaker, relay)) in drafts.iter().zip(speakers.iter().zip(&relays)) {
        source_of.push(speaker.as_ref().map(|speaker| table.cite(speaker, draft)));
        relay_of.push(relay.map(|(cluster, span)| Relay::new(table.source(cluster), span)));
    }
    table.agree();
    let context = Context { document, names: &names, discourse: &discourse };
    terms::decide(context, &mut table.sources, &mut learned);
    table.join(&parts);
    table.relate(&different, &maybe);
    drop((different, maybe));
    table.weigh(&speakers);
    let identity = |speaker: &Option<Mentioned>| {
        speaker.as_ref().map_or(Confidence::CERTAIN, |mentioned| mentioned.how.identity())
    };
    let identity_of = speakers.iter().map(identity).collect();
    drop((speakers, relays));
    levels::decide(context, drafts, &source_of, &mut table.sources, &mut learned);
    table.raise_parts();
    let mut sources = table.sources;
    standing::settle(&mut sources);
    let asked = learned.asked;
    Resolved { names, discourse, sources, source_of, identity_of, relay_of, diagnostics, asked }
}

impl Resolver<'_> {
    /// The speaker of each attribution.
    fn speakers(&mut self, drafts: &[Draft]) -> Vec<Option<Mentioned>> {
        let mut speakers: Vec<Option<Mentioned>> = vec![None; drafts.len()];
        // Outer attributions first: whoever speaks inside a content may be "I" or "she" of the outer one.
        let mut order: Vec<(usize, &Draft)> = drafts.iter().enumerate().collect();
        order.sort_by_key(|(_, draft)| outermost_start(drafts, draft));
        let mut last: Option<LastSpeaker> = None;
        let mut rules = ground_rules(self.document);
        for (index, draft) in order {
            (self.draft, self.sure, self.rival) = (None, None, None);
            let start = draft.found.spans().map(crate::Span::start).min().unwrap_or_default();
            self.agree_until(&mut rules, self.document.token_at(start));
            (self.draft, self.sure, self.rival) = (Some(index), None, None);
            self.addressee = addressee(self.context(), draft);
            let outer = draft.within.and_then(|outer| Some(speakers.get(outer)?.as_ref()?.cluster));
            let speaker = if draft.found.source.is_empty() {
                self.omitted_source(draft, last.as_ref(), outer)
            } else {
                self.source(draft, outer)
            };
            if let Some(mentioned) = speaker.as_ref().filter(|_| draft.within.is_none()).cloned() {
                let end = draft.found.content.iter().chain(&draft.found.cue).map(|span| span.end()).max();
                last = Some(LastSpeaker { mentioned, end: end.unwrap_or_default() });
            }
            if let Some(speaker) = &speaker {
                self.maybe.extend(self.rival.map(|rival| (speaker.cluster, rival)));
                self.heard(draft, speaker.cluster);
            }
            if let Some(slot) = speakers.get_mut(index) {
                *slot = speaker;
            }
        }
        (self.draft, self.addressee) = (None, None);
        self.agree_until(&mut rules, usize::MAX);
        speakers
    }
}

/// Where the outermost attribution around this one starts, then deeper ones later.
fn outermost_start(drafts: &[Draft], draft: &Draft) -> usize {
    let mut at = draft;
    let mut depth = 0;
    while let Some(outer) = at.within.and_then(|outer| drafts.get(outer)) {
        at = outer;
        depth += 1;
        if depth > drafts.len() {
            break; // nesting has no circles; the bound only makes that plain
        }
    }
    let spans = at.found.source.iter().chain(&at.found.cue).chain(&at.found.content);
    // Offsets are at most a text's length; the depth only breaks ties.
    spans.map(|span| span.start()).min().unwrap_or(0).saturating_mul(64).saturating_add(depth.min(63))
}
