//! From weights to attributions.

use std::ops::Range;

use super::crf::{Chain, Node};
use super::facts::{Fact, facts, quote};
use super::features::{Keys, Relation, Window, class, cue_head, own};
use super::weights::{AttributionModel, Bias, EVIDENCE, FIRST, SECOND};
use crate::Span;
use crate::attribution::content;
use crate::attribution::found::Found;
use crate::text::{Document, Upos, Xpos};

/// An attribution in tokens.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Candidate {
    pub(crate) cue: Range<usize>,
    pub(crate) source: Vec<Range<usize>>,
    pub(crate) content: Vec<Range<usize>>,
    pub(crate) evidence: [f32; EVIDENCE],
    pub(crate) confidence: f32,
    /// Where what it looked at starts, and how likely each token from there is content and source.
    start: usize,
    likely: Vec<(f32, f32)>,
    /// How likely its cue is one.
    strength: f32,
}

impl Candidate {
    fn likely(&self, at: usize) -> (f32, f32) {
        at.checked_sub(self.start).and_then(|at| self.likely.get(at)).copied().unwrap_or_default()
    }

    fn tells(&self, at: usize) -> bool {
        self.content.iter().any(|range| range.contains(&at))
    }

    /// Works out how sure it is.
    pub(crate) fn weigh(&mut self, weights: &[f32; EVIDENCE]) {
        let score: f32 = self.evidence.iter().zip(weights).map(|(value, weight)| value * weight).sum();
        self.confidence = 1.0 / (1.0 + (-score).exp());
    }
}

/// A paragraph with more tokens than this is labelled in parts.
const LONGEST: usize = 300;

/// By what steps, and how far, the second stage is pushed towards a content where it finds none: worth 0.5 of cue F1 and
/// 0.3 of attribution F1 on PolNeAR dev.
const URGE: f32 = 0.5;
const MOST_URGE: f32 = 2.0;

/// A cue looks this far.
const REACH: usize = 160;

/// The stretches that are labelled at once: paragraphs, long ones cut between sentences where that is possible. A
/// paragraph that ends with a colon goes together with the quotation that opens the next one, and so do paragraphs over
/// which a quotation goes on; 130 of the 19,832 attributions of PolNeAR train have contents beyond their cue's paragraph.
pub(crate) fn units(document: &Document<'_>, facts: &[Fact]) -> Vec<Range<usize>> {
    let mut units: Vec<Range<usize>> = Vec::new();
    for paragraph in document.paragraphs() {
        let mut start = paragraph.tokens.start;
        let fact = |at: usize| facts.get(at).copied().unwrap_or_default();
        let first = fact(start);
        let joins = first.quote == quote::OPENS
            && (first.quote_length & 16 != 0
                || start.checked_sub(1).is_some_and(|last| fact(last).mark == 3));
        if joins
            && let Some(last) = units.last().cloned()
            && last.end == start
            && paragraph.tokens.end - last.start <= LONGEST
        {
            units.pop();
            start = last.start;
        }
        for sentence in document.sentences().get(paragraph.sentences.clone()).unwrap_or_default() {
            if sentence.tokens.end - start > LONGEST && sentence.tokens.start > start {
                units.push(start..sentence.tokens.start);
                start = sentence.tokens.start;
            }
        }
        units.push(start..paragraph.tokens.end);
    }
    units
}

/// Buffers for one unit after another, with what was found out about the last one.
pub(crate) struct Labeller<'m> {
    model: &'m AttributionModel,
    keys: Keys,
    first: Vec<Node<FIRST>>,
    /// The own scores of each token for the second stage.
    second: Vec<[f32; SECOND]>,
    nodes: Vec<Node<SECOND>>,
    pub(crate) chain: Chain<FIRST>,
    inner: Chain<SECOND>,
    relation: Relation,
}

impl<'m> Labeller<'m> {
    pub(crate) fn new(model: &'m AttributionModel) -> Self {
        Labeller {
            model,
            keys: Keys::without(None),
            first: Vec::new(),
            second: Vec::new(),
            nodes: Vec::new(),
            chain: Chain::default(),
            inner: Chain::default(),
            relation: Relation::default(),
        }
    }

    /// The first stage: labels and their likelihoods, in `chain`.
    pub(crate) fn first(&mut self, window: Window<'_>) {
        self.first.clear();
        self.second.clear();
        let scales = self.model.scales;
        for at in window.start..window.end {
            own(window, at, &mut self.keys);
            let mut first = [0_i32; FIRST];
            let mut second = [0_i32; SECOND];
            for row in self.keys.list.iter().filter_map(|key| self.model.own.get(*key)) {
                let mut row = row.iter();
                for (slot, weight) in first.iter_mut().chain(&mut second).zip(&mut row) {
                    *slot += i32::from(*weight);
                }
            }
            #[allow(clippy::cast_precision_loss)]
            let scores = first.map(|score| score as f32 * scales.first);
            self.first.push(Node { scores, class: class(window, at) });
            #[allow(clippy::cast_precision_loss)]
            self.second.push(second.map(|score| score as f32 * scales.second));
        }
        self.chain.marginals(&self.first, &self.model.first);
        let mut bias = [0.0; FIRST];
        (bias[3], bias[4]) = (self.model.bias.cue, self.model.bias.cue);
        self.chain.best(&self.first, &self.model.first, &bias);
    }

    /// The cues that the first stage found.
    pub(crate) fn cues(&self, window: Window<'_>) -> Vec<Range<usize>> {
        pieces(&self.chain.labels, window.start, 3)
    }

    /// The second stage: what a cue's source and content are. `labels` are the first stage's. `None` where there is
    /// no content.
    pub(crate) fn second(
        &mut self,
        document: &Document<'_>,
        unit: Window<'_>,
        cue: &Range<usize>,
        labels: &[u8],
    ) -> Option<Candidate> {
        let window = reach(unit, cue);
        let skip = window.start - unit.start;
        let labels = labels.get(skip..window.end - unit.start)?;
        self.relation.look(document, window, cue, labels);
        self.nodes.clear();
        for at in window.start..window.end {
            self.relation.features(window, at, labels, &mut self.keys);
            let mut sums = [0_i32; SECOND];
            for row in self.keys.list.iter().filter_map(|key| self.model.relation.get(*key)) {
                for (slot, weight) in sums.iter_mut().zip(row) {
                    *slot += i32::from(*weight);
                }
            }
            let mut scores = self.second.get(at - unit.start).copied().unwrap_or_default();
            for (score, sum) in scores.iter_mut().zip(sums) {
                #[allow(clippy::cast_precision_loss)]
                {
                    *score += sum as f32 * self.model.scales.relation;
                }
            }
            if cue.contains(&at) {
                outside_only(&mut scores);
            }
            self.nodes.push(Node { scores, class: class(window, at) });
        }
        self.inner.marginals(&self.nodes, &self.model.second);
        let Bias { outside, source: most, .. } = self.model.bias;
        let mut bias = [0.0; SECOND];
        bias[0] = outside;
        self.inner.best(&self.nodes, &self.model.second, &bias);
        let mut content = pieces(&self.inner.labels, window.start, 3);
        // A cue has a content: where none is likely, the likeliest is looked for.
        let mut urge = 0.0;
        while content.is_empty() && urge < MOST_URGE {
            urge += URGE;
            bias[0] = outside - urge;
            self.inner.best(&self.nodes, &self.model.second, &bias);
            content = pieces(&self.inner.labels, window.start, 3);
        }
        if content.is_empty() {
            return None;
        }
        let mut source = pieces(&self.inner.labels, window.start, 1);
        // A cue without a source is rare (7 of 100 in PolNeAR train), but the labels of short sources are unsure.
        let mut push = 0.0;
        while source.is_empty() && push < most {
            push += 1.0;
            (bias[1], bias[2]) = (push, push);
            self.inner.best(&self.nodes, &self.model.second, &bias);
            source = pieces(&self.inner.labels, window.start, 1);
            source.truncate(1);
            source.retain(|range| !content.iter().any(|part| part.contains(&range.start)));
        }
        self.one_side(window, cue, &mut source);
        let evidence = self.evidence(unit, window, cue, (&source, push), (&content, urge));
        let likely = self.inner.marginals.iter().map(|row| (row[3] + row[4], row[1] + row[2])).collect();
        let strength = 1.0 / (1.0 + (-evidence[1]).exp());
        let (cue, start) = (cue.clone(), window.start);
        Some(Candidate { cue, source, content, evidence, confidence: 0.0, start, likely, strength })
    }

    /// Leaves of a source in several pieces those on the likelier side of the cue: "Moscow, accusing the West of “re-arming”
    /// Ukraine" has no second half of its source behind it.
    fn one_side(&self, window: Window<'_>, cue: &Range<usize>, source: &mut Vec<Range<usize>>) {
        let before = |range: &Range<usize>| range.start < cue.start;
        if source.iter().all(before) || !source.iter().any(before) {
            return;
        }
        let likely =
            |at: usize| self.inner.marginals.get(at - window.start).map_or(0.0, |row| row[1] + row[2]);
        let most = |side: bool| {
            let tokens = source.iter().filter(|range| before(range) == side).cloned().flatten();
            tokens.map(likely).fold(0.0, f32::max)
        };
        let side = most(true) >= most(false);
        source.retain(|range| before(range) == side);
    }

    fn evidence(
        &self,
        unit: Window<'_>,
        window: Window<'_>,
        cue: &Range<usize>,
        (source, push): (&[Range<usize>], f32),
        (content, urge): (&[Range<usize>], f32),
    ) -> [f32; EVIDENCE] {
        let first = |at: usize| self.chain.marginals.get(at - unit.start).copied().unwrap_or_default();
        let second = |at: usize| self.inner.marginals.get(at - window.start).copied().unwrap_or_default();
        #[allow(clippy::cast_precision_loss)]
        let mean = |ranges: &[Range<usize>], likely: &dyn Fn(usize) -> f32| {
            let all: usize = ranges.iter().map(ExactSizeIterator::len).sum();
            let sum: f32 = ranges.iter().cloned().flatten().map(likely).sum();
            sum / all.max(1) as f32
        };
        let is_cue = |at: usize| first(at).iter().skip(3).take(2).sum();
        let flat_content = |at: usize| first(at).iter().skip(5).sum();
        let is_content = |at: usize| second(at).iter().skip(3).sum();
        let is_source = |at: usize| second(at).iter().skip(1).take(2).sum();
        let begins = content.iter().map(|range| second(range.start)[3]).fold(1.0, f32::min);
        let ends = |range: &Range<usize>| {
            if range.end < window.end { 1.0 - second(range.end)[4] } else { 1.0 }
        };
        let ends = content.iter().map(ends).fold(1.0, f32::min);
        let quoted = content.iter().any(|range| {
            range.clone().any(|at| window.facts.get(at).is_some_and(|fact| fact.quote != quote::OUTSIDE))
        });
        let length: usize = content.iter().map(ExactSizeIterator::len).sum();
        #[allow(clippy::cast_precision_loss)]
        let length = (length as f32).ln();
        let flag = |yes: bool| f32::from(u8::from(yes));
        let fact = |at: usize| window.facts.get(at).copied().unwrap_or_default();
        let is_a = |at: usize, tags: &[Xpos]| tags.iter().any(|tag| *tag as u8 == fact(at).xpos);
        let cue_head = cue_head(window.facts, cue);
        let told = content.first().map_or(cue.end, |range| range.start);
        let teller = source.first().map_or(cue.start, |range| range.end.saturating_sub(1));
        #[allow(clippy::cast_precision_loss)]
        let gap = if told < cue.start { 0.0 } else { (1.0 + (told - cue.end.min(told)) as f32).ln() };
        [
            1.0,
            logit(mean(std::slice::from_ref(cue), &is_cue)),
            logit(mean(content, &is_content)),
            logit(mean(content, &flat_content)),
            logit(begins),
            logit(ends),
            if source.is_empty() { 0.0 } else { logit(mean(source, &is_source)) },
            flag(source.is_empty()),
            push,
            flag(quoted),
            length,
            flag(content.len() > 1),
            urge,
            flag(fact(cue_head).frames != 0),
            flag(is_a(cue_head, &[Xpos::Nn, Xpos::Nns])),
            flag(cue.len() == 2),
            flag(cue.len() > 2),
            flag(told < cue.start),
            gap,
            flag(fact(told).mark == 8),
            flag(is_a(told, &[Xpos::To])),
            flag(!source.is_empty() && is_a(teller, &[Xpos::Prp, Xpos::PrpPoss, Xpos::Wdt, Xpos::Wp])),
            flag(!source.is_empty() && is_a(teller, &[Xpos::Nnp, Xpos::Nnps])),
            0.0,
        ]
    }
}

fn logit(likely: f32) -> f32 {
    let likely = likely.clamp(0.001, 0.999);
    (likely / (1.0 - likely)).ln()
}

/// Forbids all labels but the one of tokens outside.
pub(crate) fn outside_only<const L: usize>(scores: &mut [f32; L]) {
    scores.iter_mut().skip(1).for_each(|score| *score = -1e4);
}

/// The part of a unit that a cue looks at.
pub(crate) fn reach<'f>(unit: Window<'f>, cue: &Range<usize>) -> Window<'f> {
    Window {
        facts: unit.facts,
        start: unit.start.max(cue.start.saturating_sub(REACH)),
        end: unit.end.min(cue.end + REACH),
    }
}

/// The ranges of the pieces whose first label is `begin`.
pub(crate) fn pieces(labels: &[u8], start: usize, begin: u8) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, label) in (start..).zip(labels) {
        if *label == begin {
            found.push(at..at + 1);
        } else if *label == begin + 1
            && let Some(last) = found.last_mut()
        {
            last.end = at + 1;
        }
    }
    found
}

/// All attributions that the weights hold possible, in the order of their cues.
pub(crate) fn candidates(
    model: &AttributionModel,
    document: &Document<'_>,
    facts: &[Fact],
) -> Vec<Candidate> {
    let mut labeller = Labeller::new(model);
    let mut found = Vec::new();
    let mut labels = Vec::new();
    for unit in units(document, facts) {
        let window = Window { facts, start: unit.start, end: unit.end };
        labeller.first(window);
        labels.clone_from(&labeller.chain.labels);
        let cues = labeller.cues(window);
        let several = cues.iter().filter_map(|cue| labeller.second(document, window, cue, &labels)).collect();
        found.extend(settle(several, unit));
    }
    for one in &mut found {
        one.weigh(&model.evidence);
    }
    found
}

/// Settles who tells what among the candidates of a unit: no cue stands in another's content, and no token is told by
/// two; it goes where it is likelier.
pub(crate) fn settle(mut candidates: Vec<Candidate>, unit: Range<usize>) -> Vec<Candidate> {
    // The weakest cues first: is one rather a part of what another tells?
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    let strength = |all: &[Candidate], at: usize| all.get(at).map_or(0.0, |one| one.strength);
    order.sort_by(|a, b| strength(&candidates, *a).total_cmp(&strength(&candidates, *b)).then(a.cmp(b)));
    let mut out = vec![false; candidates.len()];
    for weak in order {
        let Some(one) = candidates.get(weak) else { continue };
        let covers = |(at, other): (usize, &Candidate)| {
            if at == weak || out.get(at) == Some(&true) || !other.tells(one.cue.start) {
                return 0.0;
            }
            #[allow(clippy::cast_precision_loss)]
            let mean =
                one.cue.clone().map(|at| other.likely(at).0).sum::<f32>() / one.cue.len().max(1) as f32;
            mean * other.strength
        };
        let covered = candidates.iter().enumerate().map(covers).fold(0.0, f32::max);
        if let Some(slot) = out.get_mut(weak) {
            *slot = covered > one.strength;
        }
    }
    let mut out = out.into_iter();
    candidates.retain(|_| out.next() == Some(false));
    // The strongest claim to each token and whose it is, and the strongest of the others.
    let mut claims = vec![[(0.0_f32, usize::MAX); 2]; unit.len()];
    for (who, one) in candidates.iter().enumerate() {
        let mut claim = |range: &Range<usize>, how: &dyn Fn(usize) -> f32| {
            for at in range.clone() {
                let Some([first, second]) = at.checked_sub(unit.start).and_then(|at| claims.get_mut(at))
                else {
                    continue;
                };
                let new = how(at);
                if new > first.0 {
                    if first.1 != who {
                        *second = *first;
                    }
                    *first = (new, who);
                } else if first.1 != who && new > second.0 {
                    *second = (new, who);
                }
            }
        };
        one.content.iter().for_each(|range| claim(range, &|at| one.likely(at).0 * one.strength));
        one.source.iter().for_each(|range| claim(range, &|at| one.likely(at).1 * one.strength));
        claim(&one.cue, &|_| CUE);
    }
    for (who, one) in candidates.iter_mut().enumerate() {
        let other = |at: usize| {
            let [first, second] = at.checked_sub(unit.start).and_then(|at| claims.get(at)).copied()?;
            let (claim, _) = if first.1 == who { second } else { first };
            (claim > 0.0).then_some(claim)
        };
        let all: usize = one.content.iter().map(ExactSizeIterator::len).sum();
        let mut kept: Vec<Range<usize>> = Vec::new();
        for range in &one.content {
            let mut at = range.start;
            while at < range.end {
                // Tokens that others claim as well, all or none of them: a sentence is not told by turns.
                let contested = |at: &usize| other(*at).map(|claim| claim >= CUE);
                let kind = contested(&at);
                let end = (at..range.end).find(|next| contested(next) != kind).unwrap_or(range.end);
                let ours: f32 = (at..end).map(|at| one.likely(at).0 * one.strength).sum();
                let theirs: f32 = (at..end).filter_map(other).sum();
                if theirs <= ours {
                    match kept.last_mut() {
                        Some(last) if last.end == at => last.end = end,
                        _ => kept.push(at..end),
                    }
                }
                at = end;
            }
        }
        let left: usize = kept.iter().map(ExactSizeIterator::len).sum();
        #[allow(clippy::cast_precision_loss)]
        let lost = 1.0 - left as f32 / all.max(1) as f32;
        if let Some(slot) = one.evidence.last_mut() {
            *slot = lost;
        }
        one.content = kept;
    }
    candidates
        .retain(|one| !one.content.is_empty() && one.evidence.last().is_some_and(|lost| *lost < MOST_LOST));
    candidates
}

/// The claim of a cue to its own words, above any other.
const CUE: f32 = 2.0;

/// Whoever loses more of a content than this to others has none.
const MOST_LOST: f32 = 0.7;

/// The flat attributions of a document.
pub(crate) fn find(model: &AttributionModel, document: &Document<'_>, least: f32) -> Vec<Found> {
    let facts = facts(document);
    let mut found = candidates(model, document, &facts);
    found.retain(|one| one.confidence >= least);
    found.iter().filter_map(|one| finish(document, one)).collect()
}

/// From tokens to spans.
pub(crate) fn finish(document: &Document<'_>, one: &Candidate) -> Option<Found> {
    let trim = |range: &Range<usize>| document.phrase_span(range);
    // A quotation that goes on in the next paragraph has a part in each, without the marks that open it again.
    let by_paragraph = |range: &Range<usize>| {
        let mut parts: Vec<Range<usize>> = Vec::new();
        for at in range.clone() {
            let own = document.paragraph_of(at);
            match parts.last_mut().filter(|last| document.paragraph_of(last.start) == own) {
                Some(last) => last.end = at + 1,
                None => parts.push(at..at + 1),
            }
        }
        parts
    };
    let parts = one.content.iter().flat_map(by_paragraph);
    let mut content: Vec<Span> = parts.filter_map(|range| content::tidy(document, &range)).collect();
    let wordless = |span: &Span| {
        let inside = document.tokens().get(document.tokens_in(*span)).unwrap_or_default();
        inside.iter().all(|token| token.upos == Upos::Punct)
    };
    content.retain(|span| !wordless(span));
    if content.is_empty() {
        return None;
    }
    Some(Found {
        source: one.source.iter().filter_map(trim).collect(),
        cue: trim(&one.cue)
            .or_else(|| document.tokens().get(one.cue.start).map(|token| token.span))
            .into_iter()
            .collect(),
        content,
        relay: Vec::new(),
        confidence: one.confidence,
    })
}
