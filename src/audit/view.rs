//! What the rules look at: a report, its text, and what the two say of each source together.

use std::collections::HashMap;

use super::words::{Head, head, is_crowd, singular, tokens};
use crate::lexicon::{Classes, Lexicon, WordClass};
use crate::{
    Actor, ActorKind, Attribution, BasisKind, Claim, ClaimId, Force, Level, MentionKind, Number,
    RelationKind, Report, Source, SourceId, Span,
};

/// How a standards desk would take a source, as far as the words tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Standing {
    /// Named, an institution, an authorised voice, a crowd, the holder of an office: nobody who is kept unnamed.
    #[default]
    Open,
    /// A name that is not whole on purpose.
    Withheld,
    /// Officials, aides and the like in the plural, without any sign that somebody is kept unnamed on purpose.
    Loose,
    /// One or more people who are cited for what they know and are not named.
    Anonymous,
}

/// What is known of one source of the report.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    pub(super) standing: Standing,
    pub(super) head: Head,
    /// The claims whose speaker it is, and that the article itself rests on it for.
    pub(super) claims: Vec<ClaimId>,
    /// Where it is first spoken of, by something that is no pronoun where there is one.
    pub(super) first: Option<Span>,
}

/// Everything that the rules look at.
pub(super) struct View<'a> {
    pub(super) report: &'a Report,
    pub(super) text: &'a str,
    pub(super) lexicon: &'static Lexicon,
    pub(super) known: Vec<Known>,
    /// What stands word for word in the article as somebody's own, in text order and without overlaps.
    verbatim: Vec<Span>,
    /// Claims by the outer claim that they stand in.
    within: HashMap<ClaimId, Vec<ClaimId>>,
    /// Where the text speaks of confirming.
    confirming: Vec<Span>,
    /// The claims that confirm something, by where their content starts.
    confirmations: Vec<(usize, ClaimId)>,
    /// Where the contents start that an outlet or a document is named for.
    outlets: Vec<usize>,
    /// Where the lines end that stand above the first sentence.
    headline: usize,
}

/// Nouns that tell how a source is kept unnamed.
const TELLING: Classes = Classes::of(&[WordClass::SourceNoun, WordClass::OfficialNoun, WordClass::HumanNoun]);

/// More people than these are a crowd; and "a 911 caller" is no 911 people.
const CROWD: u32 = 50;

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
            let speaker = claim.speaker().and_then(|link| link.source);
            let passed = report.relay(id).is_some() || speaker.is_some_and(|source| view.passes_on(source));
            passed.then(|| claim.extent().start())
        };
        let mut outlets: Vec<usize> = report.iter_claims().filter_map(from_outlet).collect();
        outlets.sort_unstable();
        view.outlets = outlets;
        view.known = report.sources.iter().map(|source| view.know(source)).collect();
        for (id, claim) in report.iter_claims() {
            let speaker = claim.speaker().and_then(|link| link.source).filter(|_| view.is_own(claim));
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
                known.standing = Standing::Anonymous;
            }
        }
        view
    }

    /// Takes back what the phrase alone suggested: a source of the headline, whom only the body can name, and "an aide"
    /// of the first sentences whom the article names directly afterwards.
    fn reconsider(&self, known: &Known, source: &Source) -> Known {
        /// The opening, in bytes, and how far behind the phrase a name may stand.
        const OPENING: usize = 1000;
        const DIRECTLY: usize = 1500;
        let mut known = known.clone();
        let told =
            is_explicit(self, source) || source.axes.basis.is_some() || source.axes.terms.reason.is_some();
        if known.standing != Standing::Anonymous || told {
            return known;
        }
        if !source.mentions.is_empty() && source.mentions.iter().all(|mention| self.is_headline(mention.span))
        {
            known.standing = Standing::Open;
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
            known.standing = Standing::Open;
        }
        known
    }

    /// "His aides say": somebody's own people in the plural, who are cited for what they say. Institutions speak through
    /// their officials, and nobody speaks through aides without being unnamed.
    fn is_speaking_staff(&self, known: &Known) -> bool {
        let says = |id: &ClaimId| {
            let cue = self.report.claim(*id).map(|claim| cue_words(self, claim)).unwrap_or_default();
            cue.iter()
                .any(|word| matches!(word.as_str(), "said" | "say" | "says" | "told" | "tell" | "according"))
        };
        known.standing == Standing::Loose
            && self.has_class(&known.head.noun, WordClass::StaffNoun)
            && known.claims.iter().any(says)
    }

    /// Whether a place lies in the headline and what else stands above the first sentence, or in a pasted header.
    pub(super) fn is_headline(&self, place: Span) -> bool {
        place.start() < self.headline
    }

    /// Where the body starts.
    pub(super) fn body(&self) -> usize {
        self.headline
    }

    /// Whether the article names any outlet or document as the one that says something.
    pub(super) fn has_outlets(&self) -> bool {
        !self.outlets.is_empty()
    }

    /// Whether an outlet or a document is named as the one that says something, in the 500 bytes on either side.
    pub(super) fn outlet_near(&self, place: Span) -> bool {
        const NEAR: usize = 500;
        let first = self.outlets.partition_point(|start| start.saturating_add(NEAR) < place.start());
        self.outlets.get(first).is_some_and(|start| *start <= place.end().saturating_add(NEAR))
    }

    pub(super) fn known(&self, source: SourceId) -> Option<&Known> {
        self.known.get(source.index())
    }

    pub(super) fn standing(&self, source: SourceId) -> Standing {
        self.known(source).map_or(Standing::Open, |known| known.standing)
    }

    /// Sources with their ids, tables and what is known of them, those first that the article rests a claim on.
    pub(super) fn cited(&self) -> impl Iterator<Item = (SourceId, &'a Source, &Known)> {
        self.report
            .iter_sources()
            .zip(&self.known)
            .map(|((id, source), known)| (id, source, known))
            .filter(|(_, _, known)| !known.claims.is_empty())
    }

    /// Whether a word in lower case is of a class.
    pub(super) fn has_class(&self, word: &str, class: WordClass) -> bool {
        self.lexicon.classes(word).is(class)
    }

    /// The words at a span.
    pub(super) fn at(&self, span: Span) -> &'a str {
        span.slice(self.text).unwrap_or_default()
    }

    /// The words at a span for a sentence about them: on one line, and cut where they are many.
    pub(super) fn quote(&self, span: Span) -> String {
        let line = self.at(span).split_whitespace().collect::<Vec<_>>().join(" ");
        let line =
            line.trim_matches(|c: char| matches!(c, ',' | ';' | ':' | '“' | '”' | '"') || c.is_whitespace());
        match line.char_indices().nth(MOST_QUOTED) {
            Some((cut, _)) => format!("“{}…”", line.get(..cut).unwrap_or(line).trim_end()),
            None => format!("“{line}”"),
        }
    }

    /// What the text calls a source.
    pub(super) fn name(&self, source: SourceId) -> String {
        let known = self.known(source);
        let telling = known.filter(|known| !PRONOUNS.contains(&known.head.noun.as_str()));
        match (telling.and_then(|known| known.first), self.report.actor_of(source)) {
            (Some(span), _) if !self.at(span).trim().is_empty() => self.quote(self.without_clause(span)),
            (_, Some(actor)) => format!("“{}”", actor.label()),
            _ => "a source".to_owned(),
        }
    }

    /// A phrase without the clause that goes with its noun: "an official, who did not wish to be named".
    fn without_clause(&self, span: Span) -> Span {
        let words = self.at(span);
        let cut = [" who", ", speaking", ", whose"].iter().filter_map(|clause| words.find(clause)).min();
        let kept = cut.and_then(|cut| words.get(..cut)).unwrap_or(words).trim_end_matches([',', ' ']);
        let kept = if kept.is_empty() { words } else { kept };
        Span::between(span.start(), span.start() + kept.len())
    }

    /// The claims directly in this one's content.
    pub(super) fn inside(&self, outer: ClaimId) -> &[ClaimId] {
        self.within.get(&outer).map_or(&[], Vec::as_slice)
    }

    /// Whether a place lies in words that somebody is quoted with.
    pub(super) fn is_quoted(&self, span: Span) -> bool {
        let next = self.verbatim.partition_point(|quoted| quoted.end() <= span.start());
        self.verbatim.get(next).is_some_and(|quoted| quoted.contains(span))
    }

    /// Whether the article itself rests on the speaker: nobody but outlets and documents stands between, and the claim is
    /// no part of somebody's own words.
    pub(super) fn is_own(&self, claim: &Claim) -> bool {
        let cue = claim.speaker().and_then(|link| link.cue.first());
        cue.is_none_or(|cue| !self.is_quoted(*cue))
            && claim
                .attributions
                .iter()
                .skip(1)
                .all(|link| link.source.is_none_or(|outer| self.passes_on(outer)))
    }

    /// Whether a source is one that passes on what others said.
    pub(super) fn passes_on(&self, source: SourceId) -> bool {
        let kind = self.report.actor_of(source).map(|actor| &actor.kind);
        matches!(kind, Some(ActorKind::Outlet | ActorKind::Document))
    }

    /// Whether a source is the outlet that publishes the article.
    pub(super) fn is_own_outlet(&self, source: SourceId) -> bool {
        let Some(actor) = self.report.actor_of(source) else { return false };
        let about = &self.report.article;
        let known = about.outlet.iter().chain(&about.byline).chain(&about.url);
        let plain = |name: &str| name.to_lowercase().trim_start_matches("the ").replace(' ', "");
        let known: Vec<String> = known.map(|name| plain(name)).collect();
        actor.names.iter().map(|name| plain(name)).any(|name| {
            !name.is_empty()
                && known.iter().any(|known| known.contains(&name) || name.contains(known.as_str()))
        })
    }

    /// The outlet that a claim reached the article through, where that is another than the article's own.
    pub(super) fn foreign_relay(&self, id: ClaimId) -> Option<SourceId> {
        let outlet = |source: &SourceId| {
            self.report.actor_of(*source).is_some_and(|actor| actor.kind == ActorKind::Outlet)
                && !self.is_own_outlet(*source)
        };
        self.report.relay(id).filter(outlet)
    }

    /// Whether all that the article has from a source came through another outlet.
    pub(super) fn is_relayed(&self, known: &Known) -> bool {
        known.claims.iter().all(|id| self.foreign_relay(*id).is_some())
    }

    /// Whether two sources certainly are not one.
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

    /// Whether the text says, from 300 bytes before a place on, whether something was confirmed.
    pub(super) fn says_whether_confirmed(&self, from: usize) -> bool {
        self.confirming.last().is_some_and(|last| last.end() + 300 >= from)
    }

    /// Whether something that the article rests on a source for has another leg: somebody else confirms something shortly
    /// behind it, or speaks of all the same events.
    pub(super) fn is_corroborated(&self, source: SourceId, id: ClaimId, events: &EventClaims) -> bool {
        const SHORTLY: usize = 600;
        let Some(claim) = self.report.claim(id) else { return false };
        let end = claim.extent().end();
        // Whoever speaks inside the source's own statement is no second leg.
        let other = |claim: &Claim| {
            let informs = matches!(
                claim.force,
                Force::Statement | Force::Confirmation | Force::Accusation | Force::Warning
            );
            informs
                && claim.attributions.iter().all(|link| {
                    link.source.is_some_and(|other| {
                        self.are_apart(source, other) && !matches!(self.standing(other), Standing::Anonymous)
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
        for event in self.report.events.iter().filter(|event| event.claims.len() <= MOST_CLAIMS) {
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

    fn know(&self, source: &Source) -> Known {
        let actor = self.report.actor(source.actor);
        let (head, first) = self.called(source, actor);
        let standing = self.take(source, actor, &head);
        Known { standing, head, claims: Vec::new(), first }
    }

    /// The noun that tells most, and the first mention that is no pronoun.
    fn called(&self, source: &Source, actor: Option<&Actor>) -> (Head, Option<Span>) {
        let others = actor.into_iter().flat_map(|actor| &actor.mentions);
        let others = others.filter(|mention| {
            !matches!(mention.kind, MentionKind::Pronoun | MentionKind::Possessive | MentionKind::Name)
        });
        let mut spans: Vec<Span> = source.mentions.iter().map(|mention| mention.span).collect();
        spans.extend(others.map(|mention| mention.span).take(MOST_MENTIONS));
        spans.sort_unstable();
        spans.truncate(MOST_MENTIONS);
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

    fn take(&self, source: &Source, actor: Option<&Actor>, head: &Head) -> Standing {
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
            return Standing::Open;
        }
        if source.level == Level::Partial {
            return if explicit || told.pseudonym.is_some() { Standing::Withheld } else { Standing::Open };
        }
        if explicit {
            return Standing::Anonymous;
        }
        if told.authorised_voice.is_some() {
            return Standing::Open;
        }
        let noun = head.noun.as_str();
        let phrase = source.mentions.first().map(|mention| self.at(mention.span)).unwrap_or_default();
        // "The aides, led by" and a name; "officials such as": somebody of them is named.
        if noun.is_empty()
            || [" led by ", " including ", " such as "].iter().any(|some| phrase.contains(some))
        {
            return Standing::Open;
        }
        let is = |class: WordClass| self.has_class(noun, class);
        let basis = source.axes.basis.as_ref().is_some_and(|basis| {
            matches!(basis.kind, BasisKind::Familiar | BasisKind::Briefed | BasisKind::Document)
        });
        if head.plural && is_crowd(phrase) {
            return Standing::Loose;
        }
        if is(WordClass::SourceNoun) || basis && (is(WordClass::HumanNoun) || is(WordClass::OfficialNoun)) {
            return Standing::Anonymous;
        }
        if !is(WordClass::OfficialNoun) {
            return Standing::Open;
        }
        let singled_out = told.number_span.is_some();
        let counted = match told.number {
            Number::One => singled_out || !is(WordClass::HolderNoun),
            Number::Exactly(people) => people <= CROWD,
            Number::Several | Number::Unstated => false,
        };
        match (counted, head.definite) {
            (true, false) => Standing::Anonymous,
            (true, true) => Standing::Open,
            (false, _) => Standing::Loose,
        }
    }
}

/// Whether the words really say that a source is unnamed on purpose: they speak of names, anonymity or the record.
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

/// So many characters of the article are quoted at most in a finding's text.
const MOST_QUOTED: usize = 90;

/// So many mentions of a source are read for its noun.
const MOST_MENTIONS: usize = 64;

/// An event that more claims speak of says nothing of any of them.
const MOST_CLAIMS: usize = 64;

/// What stands for a source without saying anything of it.
const PRONOUNS: &[&str] =
    &["who", "he", "she", "it", "they", "we", "i", "you", "which", "that", "his", "her", "their", "this", ""];

/// The words of a claim's own cue, in small letters.
pub(super) fn cue_words(view: &View<'_>, claim: &Claim) -> Vec<String> {
    let cue = claim.speaker().map(|link: &Attribution| link.cue.as_slice()).unwrap_or_default();
    cue.iter().flat_map(|span| tokens(view.at(*span))).collect()
}

/// The end of the pasted header, or else of the first lines that do not end as sentences do: headline and standfirst. A
/// text of such lines alone has no headline.
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

/// The verbatim parts of all claims, in text order, those that touch or overlap joined.
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
