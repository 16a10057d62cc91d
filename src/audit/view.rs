//! The input of the rules: a report and its text, and what both together say of each source.

use std::collections::HashMap;

use super::words::{Head, head, is_crowd, singular, tokens};
use crate::lexicon::{Classes, Lexicon, WordClass};
use crate::{
    Actor, ActorKind, Attribution, BasisKind, Claim, ClaimId, Force, Level, MentionKind, Number,
    RelationKind, Report, Source, SourceId, Span, StandingKind,
};

/// How a standards desk would see a source, judging by its standing and its words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kept {
    /// Not kept unnamed: named, an institution, a spokesperson, a crowd, the holder of an office.
    #[default]
    Open,
    /// Named in part, on purpose.
    Withheld,
    /// Officials, aides and the like in the plural, without a sign that they are kept unnamed.
    Loose,
    /// One or several unnamed people who are cited for what they know.
    Anonymous,
}

/// What the rules know of one source.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    pub(super) kept: Kept,
    pub(super) head: Head,
    /// The claims whose speaker it is, without those that only another source cites.
    pub(super) claims: Vec<ClaimId>,
    /// Its first mention; if possible, one that is not a pronoun.
    pub(super) first: Option<Span>,
}

/// The input of the rules.
pub(super) struct View<'a> {
    pub(super) report: &'a Report,
    pub(super) text: &'a str,
    pub(super) lexicon: &'static Lexicon,
    pub(super) known: Vec<Known>,
    /// The verbatim parts of all claims, in text order and without overlaps.
    verbatim: Vec<Span>,
    /// The claims directly within each claim.
    within: HashMap<ClaimId, Vec<ClaimId>>,
    /// The words of the text about confirming.
    confirming: Vec<Span>,
    /// The claims that confirm something, by the starts of their contents.
    confirmations: Vec<(usize, ClaimId)>,
    /// The starts of the contents that have an outlet or a document in their chain.
    outlets: Vec<usize>,
    /// The end of the headline: see [`headline`].
    headline: usize,
    /// By the noun of sources: where the first of them stands.
    earliest: HashMap<String, usize>,
}

/// Nouns that tell how a source is kept unnamed.
const TELLING: Classes = Classes::of(&[WordClass::SourceNoun, WordClass::OfficialNoun, WordClass::HumanNoun]);

impl<'a> View<'a> {
    /// Linear in the sizes of report and text.
    pub(super) fn new(report: &'a Report, text: &'a str) -> Self {
        let lexicon = Lexicon::standard();
        let mut within: HashMap<ClaimId, Vec<ClaimId>> = HashMap::new();
        for (id, claim) in report.iter_claims() {
            if let Some(outer) = claim.within {
                within.entry(outer).or_default().push(id);
            }
        }
        let mut view = View {
            report,
            text,
            lexicon,
            known: Vec::new(),
            verbatim: verbatim(report),
            within,
            confirming: Vec::new(),
            confirmations: Vec::new(),
            outlets: Vec::new(),
            headline: headline(report, text),
            earliest: HashMap::new(),
        };
        view.confirming = view.words_of_confirming();
        let confirms = |(id, claim): (ClaimId, &Claim)| {
            (claim.force == Force::Confirmation
                && cue_words(&view, claim).iter().any(|word| word.starts_with("confirm")))
            .then(|| (claim.extent().start(), id))
        };
        let mut confirmations: Vec<_> = report.iter_claims().filter_map(confirms).collect();
        confirmations.sort_unstable();
        view.confirmations = confirmations;
        let from_outlet = |(id, claim): (ClaimId, &Claim)| {
            let speaker = claim.source();
            let passed = report.relay(id).is_some() || speaker.is_some_and(|source| view.passes_on(source));
            passed.then(|| claim.extent().start())
        };
        let mut outlets: Vec<usize> = report.iter_claims().filter_map(from_outlet).collect();
        outlets.sort_unstable();
        view.outlets = outlets;
        view.known = report.sources.iter().map(|source| view.examine(source)).collect();
        for known in &view.known {
            if let Some(first) = known.first {
                let start = view.earliest.entry(known.head.noun.clone()).or_insert(first.start());
                *start = first.start().min(*start);
            }
        }
        for (id, claim) in report.iter_claims() {
            let speaker = claim.source().filter(|_| view.is_own(claim));
            if let Some(known) = speaker.and_then(|source| view.known.get_mut(source.index())) {
                known.claims.push(id);
            }
        }
        view.known = view
            .known
            .iter()
            .zip(&report.sources)
            .map(|(known, source)| view.reconsider(known, source))
            .collect();
        for index in 0..view.known.len() {
            let staff = view.known.get(index).is_some_and(|known| view.is_speaking_staff(known));
            if let Some(known) = view.known.get_mut(index).filter(|_| staff) {
                known.kept = Kept::Anonymous;
            }
        }
        view
    }

    /// Corrects the standing of two kinds of sources: those that only the headline cites, and "an aide" of the opening whom the
    /// article names soon after.
    fn reconsider(&self, known: &Known, source: &Source) -> Known {
        /// Length of the opening, in bytes.
        const OPENING: usize = 1000;
        /// Maximum distance of the name after the phrase, in bytes.
        const DIRECTLY: usize = 1500;
        let mut known = known.clone();
        let told =
            is_explicit(self, source) || source.axes.basis.is_some() || source.axes.terms.reason.is_some();
        if known.kept != Kept::Anonymous || told {
            return known;
        }
        if !source.mentions.is_empty() && source.mentions.iter().all(|mention| self.is_headline(mention.span))
        {
            known.kept = Kept::Open;
            return known;
        }
        let Some(first) = known.first.filter(|first| first.start() < self.headline.saturating_add(OPENING))
        else {
            return known;
        };
        let named_behind = self.report.actors.iter().filter(|actor| !actor.names.is_empty()).any(|actor| {
            let role = actor
                .role
                .iter()
                .flat_map(|role| tokens(role))
                .any(|word| singular(&word) == known.head.noun);
            let place = actor.mentions.first().map(|mention| mention.span.start());
            role && place
                .is_some_and(|place| (first.end()..first.end().saturating_add(DIRECTLY)).contains(&place))
        });
        if named_behind && !self.has_class(&known.head.noun, WordClass::SourceNoun) {
            known.kept = Kept::Open;
        }
        known
    }

    /// Whether the source is somebody's staff in the plural that says something: "his aides say". Officials may be the public
    /// voice of an institution; aides who are not named are not.
    fn is_speaking_staff(&self, known: &Known) -> bool {
        let says = |id: &ClaimId| {
            let cue = self.report.claim(*id).map(|claim| cue_words(self, claim)).unwrap_or_default();
            cue.iter()
                .any(|word| matches!(word.as_str(), "said" | "say" | "says" | "told" | "tell" | "according"))
        };
        known.kept == Kept::Loose
            && self.has_class(&known.head.noun, WordClass::StaffNoun)
            && known.claims.iter().any(says)
    }

    /// Whether a place is in the headline: see [`headline`].
    pub(super) fn is_headline(&self, place: Span) -> bool {
        place.start() < self.headline
    }

    /// The start of the body.
    pub(super) fn body(&self) -> usize {
        self.headline
    }

    /// Whether any claim has an outlet or a document in its chain.
    pub(super) fn has_outlets(&self) -> bool {
        !self.outlets.is_empty()
    }

    /// Whether a claim within 500 bytes has an outlet or a document in its chain.
    pub(super) fn outlet_near(&self, place: Span) -> bool {
        const NEAR: usize = 500;
        let first = self.outlets.partition_point(|start| start.saturating_add(NEAR) < place.start());
        self.outlets.get(first).is_some_and(|start| *start <= place.end().saturating_add(NEAR))
    }

    pub(super) fn known(&self, source: SourceId) -> Option<&Known> {
        self.known.get(source.index())
    }

    pub(super) fn kept(&self, source: SourceId) -> Kept {
        self.known(source).map_or(Kept::Open, |known| known.kept)
    }

    /// The sources that have [claims](Known::claims).
    pub(super) fn cited(&self) -> impl Iterator<Item = (SourceId, &'a Source, &Known)> {
        self.report
            .iter_sources()
            .zip(&self.known)
            .map(|((id, source), known)| (id, source, known))
            .filter(|(_, _, known)| !known.claims.is_empty())
    }

    /// Whether a source is "the official" and the like, and an earlier one with the same noun may be meant.
    pub(super) fn refers_back(&self, known: &Known) -> bool {
        let start = known.first.map_or(0, Span::start);
        known.head.definite && self.earliest.get(&known.head.noun).is_some_and(|first| *first < start)
    }

    /// Whether a word in lower case is of a class.
    pub(super) fn has_class(&self, word: &str, class: WordClass) -> bool {
        self.lexicon.classes(word).is(class)
    }

    /// The words at a span.
    pub(super) fn at(&self, span: Span) -> &'a str {
        span.slice(self.text).unwrap_or_default()
    }

    /// The words at a span in quotation marks, on one line and shortened.
    pub(super) fn quote(&self, span: Span) -> String {
        let line = self.at(span).split_whitespace().collect::<Vec<_>>().join(" ");
        let line =
            line.trim_matches(|c: char| matches!(c, ',' | ';' | ':' | '“' | '”' | '"') || c.is_whitespace());
        match line.char_indices().nth(MAX_QUOTED) {
            Some((cut, _)) => format!("“{}…”", line.get(..cut).unwrap_or(line).trim_end()),
            None => format!("“{line}”"),
        }
    }

    /// A name for a source, for the text of a finding.
    pub(super) fn name(&self, source: SourceId) -> String {
        let known = self.known(source);
        let telling = known.filter(|known| !PRONOUNS.contains(&known.head.noun.as_str()));
        match (telling.and_then(|known| known.first), self.report.actor_of(source)) {
            (Some(span), _) if !self.at(span).trim().is_empty() => self.quote(self.without_clause(span)),
            (_, Some(actor)) => format!("“{}”", actor.label()),
            _ => "a source".to_owned(),
        }
    }

    /// A phrase without its relative clause: "an official, who did not wish to be named".
    fn without_clause(&self, span: Span) -> Span {
        let words = self.at(span);
        let cut = [" who", ", speaking", ", whose"].iter().filter_map(|clause| words.find(clause)).min();
        let kept = cut.and_then(|cut| words.get(..cut)).unwrap_or(words).trim_end_matches([',', ' ']);
        let kept = if kept.is_empty() { words } else { kept };
        Span::between(span.start(), span.start() + kept.len())
    }

    /// The claims directly within this one.
    pub(super) fn inside(&self, outer: ClaimId) -> &[ClaimId] {
        self.within.get(&outer).map_or(&[], Vec::as_slice)
    }

    /// Whether a place is in the verbatim part of a claim.
    pub(super) fn is_quoted(&self, span: Span) -> bool {
        let next = self.verbatim.partition_point(|quoted| quoted.end() <= span.start());
        self.verbatim.get(next).is_some_and(|quoted| quoted.contains(span))
    }

    /// Whether the article itself cites the speaker: the outer links are outlets and documents only, and the cue is not in
    /// somebody's verbatim words.
    pub(super) fn is_own(&self, claim: &Claim) -> bool {
        let cue = claim.speaker().and_then(|link| link.cue.first());
        cue.is_none_or(|cue| !self.is_quoted(*cue))
            && claim
                .attributions
                .iter()
                .skip(1)
                .all(|link| link.source.is_none_or(|outer| self.passes_on(outer)))
    }

    /// Whether a source is an outlet or a document.
    pub(super) fn passes_on(&self, source: SourceId) -> bool {
        let kind = self.report.actor_of(source).map(|actor| &actor.kind);
        matches!(kind, Some(ActorKind::Outlet | ActorKind::Document))
    }

    /// Whether all claims of a source came through another outlet.
    pub(super) fn is_relayed(&self, known: &Known) -> bool {
        known.claims.iter().all(|id| self.report.foreign_relay(*id).is_some())
    }

    /// Whether two sources are certainly different.
    pub(super) fn are_apart(&self, one: SourceId, other: SourceId) -> bool {
        let relation = |a: SourceId, b: SourceId| {
            self.report
                .source(a)
                .and_then(|source| source.relation_to(b))
                .map(|relation| relation.kind.clone())
        };
        one != other
            && [relation(one, other), relation(other, one)]
                .iter()
                .flatten()
                .all(|kind| !matches!(kind, RelationKind::Same | RelationKind::Maybe))
    }

    /// Whether the text has a word about confirming, from 300 bytes before a place on.
    pub(super) fn says_whether_confirmed(&self, from: usize) -> bool {
        self.confirming.last().is_some_and(|last| last.end() + 300 >= from)
    }

    /// Whether a claim of a source is corroborated: another source confirms something shortly after it, or speaks of all the same
    /// events.
    pub(super) fn is_corroborated(&self, source: SourceId, id: ClaimId, events: &EventClaims) -> bool {
        const SHORTLY: usize = 600;
        let Some(claim) = self.report.claim(id) else { return false };
        let end = claim.extent().end();
        // A claim in the source's own chain does not corroborate it.
        let other = |claim: &Claim| {
            let informs = matches!(
                claim.force,
                Force::Statement | Force::Confirmation | Force::Accusation | Force::Warning
            );
            informs
                && claim.attributions.iter().all(|link| {
                    link.source.is_some_and(|other| {
                        self.are_apart(source, other) && !matches!(self.kept(other), Kept::Anonymous)
                    })
                })
        };
        let first = self.confirmations.partition_point(|(start, _)| *start < end);
        let confirmed = self
            .confirmations
            .iter()
            .skip(first)
            .take_while(|(start, _)| *start < end.saturating_add(SHORTLY))
            .any(|(_, later)| self.report.claim(*later).is_some_and(other));
        confirmed
            || events.get(&id).is_some_and(|events| {
                !events.is_empty()
                    && events
                        .iter()
                        .all(|claims| claims.iter().any(|also| self.report.claim(*also).is_some_and(other)))
            })
    }

    /// For each claim, the claims about each of its events.
    pub(super) fn event_claims(&self) -> EventClaims<'a> {
        let mut claims: EventClaims = HashMap::new();
        for event in self.report.events.iter().filter(|event| event.claims.len() <= MAX_CLAIMS) {
            for id in &event.claims {
                claims.entry(*id).or_default().push(&event.claims);
            }
        }
        claims
    }

    fn words_of_confirming(&self) -> Vec<Span> {
        let stems: Vec<&str> = self.lexicon.words_of(WordClass::ConfirmingStem).collect();
        let mut found = Vec::new();
        let mut at = 0;
        for piece in self.text.split_inclusive(|c: char| !c.is_alphabetic()) {
            let word = piece.trim_end_matches(|c: char| !c.is_alphabetic()).to_lowercase();
            if stems.iter().any(|stem| word.starts_with(stem)) {
                found.push(Span::between(at, at + piece.len()));
            }
            at += piece.len();
        }
        found
    }

    fn examine(&self, source: &Source) -> Known {
        let actor = self.report.actor(source.actor);
        let (head, first) = self.called(source, actor);
        let kept = self.kept_of(source, actor, &head);
        Known { kept, head, claims: Vec::new(), first }
    }

    /// The most informative noun, and the first mention that is not a pronoun.
    fn called(&self, source: &Source, actor: Option<&Actor>) -> (Head, Option<Span>) {
        let others = actor.into_iter().flat_map(|actor| &actor.mentions);
        let others = others.filter(|mention| {
            !matches!(mention.kind, MentionKind::Pronoun | MentionKind::Possessive | MentionKind::Name)
        });
        let mut spans: Vec<Span> = source.mentions.iter().map(|mention| mention.span).collect();
        spans.extend(others.map(|mention| mention.span).take(MAX_MENTIONS));
        spans.sort_unstable();
        spans.truncate(MAX_MENTIONS);
        let heads: Vec<(Head, Span)> = spans.iter().map(|span| (head(self.at(*span)), *span)).collect();
        let telling = |head: &Head| {
            let noun = head.noun.as_str();
            self.lexicon.classes(noun).meets(TELLING)
        };
        let noun = |head: &Head| !PRONOUNS.contains(&head.noun.as_str());
        let best = heads.iter().find(|(head, _)| telling(head) && noun(head));
        let described =
            || actor.and_then(|actor| actor.description.as_deref()).map(|words| (head(words), None));
        let first = heads.iter().find(|(head, _)| noun(head)).or(heads.first());
        best.map(|(head, span)| (head.clone(), Some(*span)))
            .or_else(|| {
                described().filter(|(head, _)| telling(head)).map(|(head, _)| (head, spans.first().copied()))
            })
            .or_else(|| first.map(|(head, span)| (head.clone(), Some(*span))))
            .or_else(described)
            .unwrap_or_default()
    }

    fn kept_of(&self, source: &Source, actor: Option<&Actor>, head: &Head) -> Kept {
        let told = &source.axes.descriptors;
        let explicit = is_explicit(self, source);
        let human = actor.is_none_or(|actor| {
            !matches!(
                actor.kind,
                ActorKind::Organization
                    | ActorKind::Government
                    | ActorKind::Outlet
                    | ActorKind::Document
                    | ActorKind::Place
            )
        });
        if !source.level.is_unnamed() || !human {
            return Kept::Open;
        }
        if source.level == Level::Partial {
            return if explicit || told.pseudonym.is_some() { Kept::Withheld } else { Kept::Open };
        }
        if explicit {
            return Kept::Anonymous;
        }
        if told.authorised_voice.is_some() {
            return Kept::Open;
        }
        // Without a standing, as in reports of other programs, the words alone tell.
        match source.axes.standing.as_ref().map(|standing| &standing.kind) {
            None | Some(StandingKind::Confidential | StandingKind::Other(_)) => {}
            Some(StandingKind::Crowd) => return Kept::Loose,
            Some(_) => return Kept::Open,
        }
        let noun = head.noun.as_str();
        let phrase = source.mentions.first().map(|mention| self.at(mention.span)).unwrap_or_default();
        // "The aides, led by" and a name, "officials such as": one of them is named.
        if noun.is_empty()
            || [" led by ", " including ", " such as "].iter().any(|some| phrase.contains(some))
        {
            return Kept::Open;
        }
        let is = |class: WordClass| self.has_class(noun, class);
        let basis = source
            .axes
            .basis
            .as_ref()
            .is_some_and(|basis| !matches!(basis.kind, BasisKind::Participant | BasisKind::Eyewitness));
        if head.plural && is_crowd(phrase) {
            return Kept::Loose;
        }
        let confidential = source.axes.standing.is_some();
        let human = confidential || is(WordClass::HumanNoun) || is(WordClass::OfficialNoun);
        if is(WordClass::SourceNoun) || basis && human {
            return Kept::Anonymous;
        }
        if !is(WordClass::OfficialNoun) {
            return Kept::Open;
        }
        let singled_out = told.number_span.is_some();
        let counted = match told.number {
            Number::One => singled_out || !is(WordClass::HolderNoun),
            Number::Exactly(_) => true,
            Number::Several | Number::Unstated => false,
        };
        match (counted, head.definite) {
            (true, false) => Kept::Anonymous,
            (true, true) => Kept::Open,
            (false, _) => Kept::Loose,
        }
    }
}

/// Whether the terms state anonymity: they are about names, anonymity or the record.
pub(super) fn is_explicit(view: &View<'_>, source: &Source) -> bool {
    let stems: Vec<&str> = view.lexicon.words_of(WordClass::TermsStem).collect();
    source
        .axes
        .terms
        .explicit
        .is_some_and(|span| tokens(view.at(span)).any(|word| stems.iter().any(|stem| word.starts_with(stem))))
}

/// For a claim, the claims about each of its events.
pub(super) type EventClaims<'a> = HashMap<ClaimId, Vec<&'a Vec<ClaimId>>>;

/// Maximum length of a quotation in the text of a finding, in characters.
const MAX_QUOTED: usize = 90;

/// Maximum number of mentions of a source that are searched for its noun.
const MAX_MENTIONS: usize = 64;

/// Maximum number of claims of an event that corroborate each other.
const MAX_CLAIMS: usize = 64;

/// Words that refer to a source without describing it.
const PRONOUNS: &[&str] =
    &["who", "he", "she", "it", "they", "we", "i", "you", "which", "that", "his", "her", "their", "this", ""];

/// The words of the speaker's cue, in lower case.
pub(super) fn cue_words(view: &View<'_>, claim: &Claim) -> Vec<String> {
    let cue = claim.speaker().map(|link: &Attribution| link.cue.as_slice()).unwrap_or_default();
    cue.iter().flat_map(|span| tokens(view.at(*span))).collect()
}

/// The end of the headline: of the pasted header, or of the first lines without a punctuation mark at their end, which are
/// headline and standfirst. A text that starts with four or more such lines has no headline.
fn headline(report: &Report, text: &str) -> usize {
    const LINES: usize = 4;
    let mut end = 0;
    let mut lines = 0;
    for line in text.split_inclusive('\n') {
        let told = line.trim();
        if told.ends_with(['.', '!', '?', '”', '"', '’', ':', ';']) || lines == LINES {
            return if lines == LINES { 0 } else { end }.max(report.header.map_or(0, Span::end));
        }
        end += line.len();
        lines += usize::from(!told.is_empty());
    }
    report.header.map_or(0, Span::end)
}

/// The verbatim parts of all claims, in text order, adjacent and overlapping ones joined.
fn verbatim(report: &Report) -> Vec<Span> {
    let mut spans: Vec<Span> =
        report.claims.iter().flat_map(|claim| claim.verbatim.iter().copied()).collect();
    spans.sort_unstable();
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start() <= last.end() => *last = last.cover(span),
            _ => joined.push(span),
        }
    }
    joined
}
