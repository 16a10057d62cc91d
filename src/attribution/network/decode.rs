//! From a document to attributions and names.

use std::ops::Range;

use super::chain::{CONTENT, CUE, Labelling, RELAY, SOURCE};
use super::functions::{exp, ln};
use super::heads::{Anchor, Guideline, Scratch, TAGS, UnitFacts};
use super::input::{self, Features};
use super::names::{NameScores, Row};
use super::weights::{AttributionModel, Encoders};
use crate::attribution::Given;
use crate::attribution::content;
use crate::attribution::engine::{Engine, Read, Search};
use crate::attribution::found::Found;
use crate::attribution::name::FoundName;
use crate::encoder::{Encode, Token};
use crate::text::{Document, Upos};
use crate::watch::Watch;
use crate::{Confidence, Span};

/// Added to the log-odds of each cue, besides what the options add. On articles that the weights did not see whole F1 is the same
/// with 0.2, which finds half a statement in a hundred more; PolNeAR loses 0.2 of strict F1.
const LEANING: f32 = 0.2;

/// Minimum number of tokens that are read at once, where there are as many.
const STRETCH: usize = 1024;

/// Two attributions of which the contents share more than this are one.
const SAME: f32 = 0.8;

const FURTHER_SOURCE: u8 = SOURCE + 1;
const FURTHER_RELAY: u8 = RELAY + 1;

/// An attribution in tokens.
#[derive(Clone, Debug, PartialEq)]
struct Candidate {
    anchor: Anchor,
    labelling: Labelling,
    confidence: f32,
}

impl Candidate {
    /// Whether a token of the unit is a part of the content.
    fn tells(&self, at: usize) -> bool {
        self.has(at, CONTENT) || self.has(at, CONTENT + 1)
    }

    fn has(&self, at: usize, role: u8) -> bool {
        self.labelling.roles.get(at) == Some(&role)
    }
}

/// One analysis: a network reads a document.
struct Reading<'r> {
    network: &'r AttributionModel,
    document: &'r Document<'r>,
    /// The quotation state of each token.
    quotations: Vec<u8>,
    guideline: Guideline,
    /// Added to the log-odds of each cue.
    bias: f32,
    scratch: Scratch,
}

impl<'r> Reading<'r> {
    fn new(
        network: &'r AttributionModel,
        document: &'r Document<'r>,
        guideline: Guideline,
        bias: f32,
    ) -> Self {
        let (quotations, scratch) = (input::quotations(document), Scratch::default());
        Reading { network, document, quotations, guideline, bias, scratch }
    }

    /// The attributions with a confidence of at least `least`, in text order of their cues, none without one, and none of a unit that
    /// comes after `most` of them; and the scores of names.
    fn read(mut self, least: Option<f32>, most: usize, watch: &Watch<'_>) -> (Vec<Found>, NameScores) {
        let mut units = input::units(self.document);
        units.shrink_to_fit();
        let (mut found, mut names) = (Vec::new(), NameScores::with_capacity(self.document.tokens().len()));
        let mut first = 0;
        while first < units.len() && !watch.stops() {
            // A stretch of whole units.
            let mut end = first;
            let mut tokens = 0;
            while let Some(unit) = units.get(end).filter(|_| tokens < STRETCH) {
                tokens += unit.len() + 1;
                end += 1;
            }
            let mut start = self.encode(&units, first..end);
            self.read_names(units.get(first..end).unwrap_or_default(), start, &mut names);
            for unit in units.get(first..end).unwrap_or_default() {
                let Some(least) = least.filter(|_| found.len() < most) else { break };
                start += 1;
                let candidates = self.read_unit(unit, start);
                // By an eighth and not by twice, since the list may be a good part of all memory.
                if found.len() + candidates.len() > found.capacity() {
                    found.reserve_exact(candidates.len().max(found.len() / 8));
                }
                let sure = candidates.iter().filter(|one| one.confidence >= least);
                found.extend(sure.filter_map(|one| finish(self.document, unit, one)));
                start += unit.len();
            }
            first = end;
        }
        (found, names.of_units(units))
    }

    /// Adds the scores of names of some units; the boundary before the first is at a row of the states.
    fn read_names(&mut self, units: &[Range<usize>], row: usize, names: &mut NameScores) {
        let width = self.network.encoder.width();
        let count: usize = units.iter().map(|unit| unit.len() + 1).sum();
        let states = self.scratch.encoder.states.get(row * width..(row + count) * width).unwrap_or_default();
        let width = self.network.heads.names(states, &mut self.scratch.heads);
        let mut rows = self.scratch.heads.out.chunks_exact(width);
        for unit in units {
            names.add(unit, rows.by_ref().skip(1).take(unit.len()).map(Row::new));
        }
    }

    /// Encodes a stretch of units with as much of those around as a state looks at, and returns where the stretch starts.
    fn encode(&mut self, units: &[Range<usize>], stretch: Range<usize>) -> usize {
        let encoder = match &self.network.encoder {
            Encoders::Network(encoder) => encoder,
            Encoders::Given(encoder) => {
                self.encode_with(encoder.as_ref(), units.get(stretch).unwrap_or_default());
                return 0;
            }
        };
        let reach = encoder.reach;
        let part = |range: Range<usize>| units.get(range).unwrap_or_default().iter();
        // Before each unit stands a boundary.
        let left = part(0..stretch.start).rev().flat_map(|unit| unit.clone().rev().map(Some).chain([None]));
        let mut tokens: Vec<Option<usize>> = left.take(reach).collect();
        tokens.reverse();
        let start = tokens.len();
        let right = |range| part(range).flat_map(|unit| [None].into_iter().chain(unit.clone().map(Some)));
        tokens.extend(right(stretch.clone()));
        tokens.extend(right(stretch.end..units.len()).take(reach));
        let features = |at: Option<usize>| at.map_or([0; input::FEATURES], |at| self.features(at));
        let features: Vec<Features> = tokens.into_iter().map(features).collect();
        encoder.encode(&features, &mut self.scratch.encoder);
        start
    }

    /// Encodes some units with an encoder that is not of this library. Boundaries have zeros.
    fn encode_with(&mut self, encoder: &dyn Encode, units: &[Range<usize>]) {
        let token = |at: usize| {
            let [_, _, _, features @ ..] = self.features(at);
            Token { word: self.document.word(at), features }
        };
        let read: Vec<Vec<Token<'_>>> = units.iter().map(|unit| unit.clone().map(token).collect()).collect();
        let (width, mut made) = (encoder.width(), Vec::new());
        encoder.encode(&read, &mut made);
        let states = &mut self.scratch.encoder.states;
        states.clear();
        let mut made = made.as_slice();
        for unit in units {
            states.resize(states.len() + width, 0.0);
            // An encoder that makes too few vectors has zeros for the rest.
            let (own, rest) = made.split_at(made.len().min(unit.len() * width));
            states.extend_from_slice(own);
            states.resize(states.len() + (unit.len() * width - own.len()), 0.0);
            made = rest;
        }
    }

    fn features(&self, at: usize) -> Features {
        let (word, [prefix, suffix, shape]) = input::spelling(self.document.word(at));
        let word = self.network.row(word);
        let xpos = self.document.xpos(at).map_or(0, |xpos| 1 + u16::from(xpos as u8));
        let quotation = 1 + u16::from(self.quotations.get(at).copied().unwrap_or_default());
        [word, prefix, suffix, shape, xpos, quotation, 1 + u16::from(input::cue_class(self.document, at))]
    }

    /// The attributions of a unit whose states start at a row.
    fn read_unit(&mut self, unit: &Range<usize>, row: usize) -> Vec<Candidate> {
        let Reading { network, document, quotations, guideline, bias, scratch } = self;
        let heads = &network.heads;
        let sentence = |at| document.sentence_of(at).and_then(|index| u32::try_from(index).ok());
        let sentences: Vec<u32> = unit.clone().map(|at| sentence(at).unwrap_or_default()).collect();
        let width = network.encoder.width();
        let facts = UnitFacts {
            states: scratch.encoder.states.get(row * width..(row + unit.len()) * width).unwrap_or_default(),
            sentences: &sentences,
            quotations: quotations.get(unit.clone()).unwrap_or_default(),
        };
        let buffers = &mut scratch.heads;
        let width = heads.tags(&facts, *guideline, buffers);
        let anchors = anchors(&buffers.out, width, *bias);
        if anchors.is_empty() {
            return Vec::new();
        }
        heads.prepare(buffers);
        let read = |anchor: Anchor| {
            let width = heads.roles(&facts, &anchor, *guideline, buffers);
            let labelling = heads.chain.label(&buffers.out, width);
            let confidence = network.confidence(&anchor, &labelling);
            Candidate { anchor, labelling, confidence }
        };
        let mut candidates: Vec<Candidate> = anchors.into_iter().map(read).collect();
        candidates.retain(|one| (0..unit.len()).any(|at| one.tells(at)));
        settle(&mut candidates, unit.len());
        candidates
    }
}

impl AttributionModel {
    /// The probability that an attribution is right. `training/calibrate.py` fits the weights.
    fn confidence(&self, anchor: &Anchor, labelling: &Labelling) -> f32 {
        let sourceless = !labelling.roles.contains(&SOURCE);
        let facts = [
            1.0,
            anchor.odds.clamp(-8.0, 8.0),
            labelling.likelihood.max(-8.0),
            f32::from(u8::from(anchor.bare)),
            f32::from(u8::from(sourceless)),
        ];
        let score: f32 = facts.iter().zip(&self.confidence).map(|(fact, weight)| fact * weight).sum();
        1.0 / (1.0 + exp(-score))
    }
}

/// Cues, and first words of contents without one, by the tags of a unit's tokens.
fn anchors(scores: &[f32], width: usize, bias: f32) -> Vec<Anchor> {
    let mut anchors: Vec<Anchor> = Vec::new();
    let mut last = 0;
    for (at, row) in scores.chunks_exact(width).enumerate() {
        let mut row: [f32; TAGS] = row.get(..TAGS).and_then(|row| row.try_into().ok()).unwrap_or_default();
        let odds = |row: &[f32; TAGS]| {
            let any = row[1].max(row[2]).max(row[3]);
            let sum: f32 = row.iter().skip(1).map(|score| exp(score - any)).sum();
            any + ln(sum) - row[0]
        };
        let odds = odds(&row);
        row[0] -= bias;
        let tag = (0..TAGS).zip(row).fold((0, f32::MIN), |a, b| if b.1 > a.1 { b } else { a }).0;
        match (tag, anchors.last_mut()) {
            (2, Some(anchor)) if last == 1 && anchor.tokens.end == at => {
                anchor.tokens.end = at + 1;
                anchor.odds = anchor.odds.max(odds);
            }
            (1 | 2, _) => anchors.push(Anchor { tokens: at..at + 1, bare: false, odds }),
            (3, _) => anchors.push(Anchor { tokens: at..at + 1, bare: true, odds }),
            _ => {}
        }
        last = usize::from(matches!(tag, 1 | 2));
    }
    anchors
}

/// Leaves out cues that are a part of a surer one's, and attributions with the content of a surer one.
fn settle(candidates: &mut Vec<Candidate>, len: usize) {
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    order.sort_by(|a, b| {
        let odds = |at: &usize| candidates.get(*at).map_or(f32::MIN, |one| one.anchor.odds);
        odds(b).total_cmp(&odds(a)).then(a.cmp(b))
    });
    let mut kept = vec![false; candidates.len()];
    let mut strong: Vec<usize> = Vec::new();
    for at in order {
        let Some(one) = candidates.get(at) else { continue };
        let is_same = |other: &Candidate| {
            if !one.anchor.bare && one.anchor.tokens.clone().any(|at| other.has(at, CUE)) {
                return true;
            }
            let (mut both, mut any) = (0_usize, 0_usize);
            for at in 0..len {
                let (a, b) = (one.tells(at), other.tells(at));
                both += usize::from(a && b);
                any += usize::from(a || b);
            }
            #[allow(clippy::cast_precision_loss)]
            {
                both as f32 > SAME * any as f32
            }
        };
        if strong.iter().filter_map(|other| candidates.get(*other)).any(is_same) {
            continue;
        }
        strong.push(at);
        if let Some(slot) = kept.get_mut(at) {
            *slot = true;
        }
    }
    let mut kept = kept.into_iter();
    candidates.retain(|_| kept.next() == Some(true));
}

/// The ranges of a role's pieces. `begin` is the label of a piece's first word; further words have the next one.
fn pieces(roles: &[u8], start: usize, begin: u8) -> Vec<Range<usize>> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    for (at, role) in (start..).zip(roles) {
        match pieces.last_mut() {
            Some(last) if *role == begin + 1 && last.end == at => last.end = at + 1,
            _ if *role == begin || *role == begin + 1 => pieces.push(at..at + 1),
            _ => {}
        }
    }
    pieces
}

/// The roles with the relays that directly follow words of the source as a part of it: "drafts seen by the Sentinel".
fn with_relays_in_sources(roles: &[u8]) -> Vec<u8> {
    let mut joined: Vec<u8> = Vec::with_capacity(roles.len());
    for role in roles {
        let after_source = joined.last().is_some_and(|last| matches!(*last, SOURCE | FURTHER_SOURCE));
        let relay = matches!(*role, RELAY | FURTHER_RELAY);
        joined.push(if relay && after_source { FURTHER_SOURCE } else { *role });
    }
    joined
}

/// A span with the mark that closes a quotation which it opens: "a student called “Ahmed”".
fn with_closing_mark(document: &Document<'_>, span: Span) -> Span {
    let first = document.quotations().partition_point(|quoted| quoted.outer.end() <= span.end());
    let next = document.quotations().get(first).filter(|quoted| {
        quoted.closed && quoted.outer.start() > span.start() && quoted.inner.end() <= span.end() + 1
    });
    next.map_or(span, |quoted| span.cover(quoted.outer))
}

/// From tokens to spans.
fn finish(document: &Document<'_>, unit: &Range<usize>, one: &Candidate) -> Option<Found> {
    let roles = &one.labelling.roles;
    let trim = |range: &Range<usize>| document.phrase_span(range);
    // A quotation that goes on in the next paragraph has a part in each, without the marks that open it again.
    let by_paragraph = |range: Range<usize>| {
        let mut parts: Vec<Range<usize>> = Vec::new();
        for at in range {
            let own = document.paragraph_of(at);
            match parts.last_mut().filter(|last| document.paragraph_of(last.start) == own) {
                Some(last) => last.end = at + 1,
                None => parts.push(at..at + 1),
            }
        }
        parts
    };
    let parts = pieces(roles, unit.start, CONTENT).into_iter().flat_map(by_paragraph);
    let mut content: Vec<Span> = parts.filter_map(|range| content::tidy(document, &range)).collect();
    content.retain(|span| {
        let inside = document.tokens().get(document.tokens_in(*span)).unwrap_or_default();
        inside.iter().any(|token| token.upos != Upos::Punct)
    });
    if content.is_empty() {
        return None;
    }
    let anchor = &one.anchor.tokens;
    let cue = if one.anchor.bare {
        Vec::new()
    } else {
        let mut cues: Vec<Range<usize>> = Vec::new();
        cues.push(unit.start + anchor.start..unit.start + anchor.end);
        for (at, _) in roles.iter().enumerate().filter(|(_, role)| **role == CUE) {
            let at = unit.start + at;
            match cues
                .iter_mut()
                .find(|range| range.end == at || range.contains(&at) || range.start == at + 1)
            {
                Some(range) => *range = range.start.min(at)..range.end.max(at + 1),
                None => cues.push(at..at + 1),
            }
        }
        cues.sort_by_key(|range| range.start);
        cues.iter().filter_map(trim).collect()
    };
    let sources = pieces(&with_relays_in_sources(roles), unit.start, SOURCE);
    let source = sources.iter().filter_map(trim).map(|span| with_closing_mark(document, span)).collect();
    let relay = pieces(roles, unit.start, RELAY).iter().filter_map(trim).collect();
    Some(Found { source, cue, content, relay, verbatim: false, confidence: one.confidence })
}

impl Engine for AttributionModel {
    fn read(&self, document: &Document<'_>, search: Search<'_>) -> Read {
        let guideline = if search.attitudes { Guideline::Attitudes } else { Guideline::Claims };
        let reading = Reading::new(self, document, guideline, search.bias + LEANING);
        let (mut found, names) = reading.read(Some(search.least), search.most, search.watch);
        found.retain(|one| one.spans().all(|span| search.body.contains(span)));
        Read { found, names: Some(names.names(document)) }
    }

    fn is_trained(&self) -> bool {
        true
    }
}

impl AttributionModel {
    /// The attributions of a document with a confidence of at least `least`, in text order of their cues.
    ///
    /// The confidence is the probability that an attribution is right: that it has half of the content's words and a word of
    /// the source. Linear in the number of tokens.
    #[must_use]
    pub fn find(&self, document: &Document<'_>, least: Confidence) -> Vec<Given> {
        let (found, _) = Reading::new(self, document, Guideline::Claims, 0.0).read(
            Some(least.get()),
            usize::MAX,
            &Watch::never(),
        );
        found.into_iter().map(Given::from).collect()
    }

    /// The names of a document, in text order. Linear in the number of tokens.
    pub(crate) fn names(&self, document: &Document<'_>) -> Vec<FoundName> {
        let (_, names) = Reading::new(self, document, Guideline::Claims, 0.0).read(None, 0, &Watch::never());
        names.names(document)
    }
}
