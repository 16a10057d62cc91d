//! What the features look at of each token, worked out once a document.
//!
//! Names enter by their shape only: a capitalised name is the same word as any other, so that no weight can be tied to a
//! person, a place or an outlet.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::OnceLock;

use crate::lexicon::{Frames, Lexicon, WordClass};
use crate::text::syntax::table::hash;
use crate::text::{Deprel, Document, Token, Upos, Xpos};

/// No token.
pub(crate) const NONE: u32 = u32::MAX;

/// How a mark, or a word that opens a clause, cuts the text before and behind it.
pub(crate) const MARKS: u16 = 14;

/// The number of classes of boundaries between two tokens.
pub(crate) const CLASSES: usize = (MARKS * MARKS) as usize;

/// One token.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Fact {
    /// Hashes of the word and of its lemma, of a name's shape where it is one.
    pub(crate) word: u32,
    pub(crate) lemma: u32,
    /// Hash of the last three letters; 0 for names.
    pub(crate) suffix: u32,
    pub(crate) shape: u8,
    pub(crate) xpos: u8,
    pub(crate) deprel: u8,
    /// The class of mark, below [`MARKS`].
    pub(crate) mark: u8,
    /// What contents the cue lexicon allows it, with its part of speech; 0 for a word that is none of its.
    pub(crate) frames: u8,
    /// Which relations its dependents have.
    pub(crate) dependents: u16,
    /// What its subject is, and on which side.
    pub(crate) subject: u8,
    /// Indexes of tokens: its head; the top of the clause that it stands in; the top of its phrase.
    pub(crate) head: u32,
    pub(crate) clause: u32,
    pub(crate) phrase: u32,
    /// Its subject, its object or the top of its complement clause, and its auxiliary or negation.
    pub(crate) subject_head: u32,
    pub(crate) object_head: u32,
    pub(crate) auxiliary: u32,
    /// Outside, at, or inside a quotation.
    pub(crate) quote: u8,
    /// How long that quotation is, in steps.
    pub(crate) quote_length: u8,
    /// How far the last quotation before and the next one behind are, in steps.
    pub(crate) since_quote: u8,
    pub(crate) until_quote: u8,
    /// Its sentence's index, and how far it stands from that sentence's start and end, in steps.
    pub(crate) sentence: u32,
    pub(crate) from_start: u8,
    pub(crate) from_end: u8,
    /// First, last, only or other sentence of its paragraph, and how the paragraph begins.
    pub(crate) place: u8,
    /// The nearest words of the cue lexicon before and behind in the sentence: lemma and distance in steps.
    pub(crate) cue_before: u32,
    pub(crate) cue_behind: u32,
    pub(crate) cue_before_steps: u8,
    pub(crate) cue_behind_steps: u8,
}

/// A distance in steps that grow: 0, 1, 2, 3, 4-5, 6-8, 9-13, 14-22, further.
pub(crate) const fn steps(distance: usize) -> u8 {
    match distance {
        0 => 0,
        1 => 1,
        2 => 2,
        3 => 3,
        4..=5 => 4,
        6..=8 => 5,
        9..=13 => 6,
        14..=22 => 7,
        _ => 8,
    }
}

/// The quotation states of a token.
pub(crate) mod quote {
    pub(crate) const OUTSIDE: u8 = 0;
    pub(crate) const OPENS: u8 = 1;
    pub(crate) const FIRST: u8 = 2;
    pub(crate) const INSIDE: u8 = 3;
    pub(crate) const LAST: u8 = 4;
    pub(crate) const CLOSES: u8 = 5;
}

/// The facts of all tokens of a document. Linear in their number.
pub(crate) fn facts(document: &Document<'_>) -> Vec<Fact> {
    let mut facts: Vec<Fact> = document.tokens().iter().map(|token| of_token(document, token)).collect();
    for (at, fact) in facts.iter_mut().enumerate() {
        words(document, at, fact);
    }
    quoted(document, &mut facts);
    for paragraph in document.paragraphs() {
        for (number, index) in paragraph.sentences.clone().enumerate() {
            let Some(sentence) = document.sentences().get(index) else { continue };
            let first = u8::from(number == 0);
            let last = u8::from(index + 1 == paragraph.sentences.end);
            let opens = facts.get(paragraph.tokens.start).is_some_and(|fact| fact.quote == quote::OPENS);
            let place = first + 2 * last + 4 * u8::from(opens);
            in_sentence(&mut facts, &sentence.tokens, index, place);
        }
    }
    openers(document, &mut facts);
    tree(document, &mut facts);
    facts
}

/// Words that cut the text as marks do, as far as no mark has a class of its own there: a participle of the cue lexicon
/// behind a comma (", adding"), "and" and its like, "which" and its like, and what opens an adverbial clause.
fn openers(document: &Document<'_>, facts: &mut [Fact]) {
    let mut before = 0;
    for (at, (fact, token)) in facts.iter_mut().zip(document.tokens()).enumerate() {
        if fact.mark == 0 {
            fact.mark = match token.xpos {
                Xpos::Vbg if fact.frames != 0 && matches!(before, 1 | 5 | 7) => 10,
                Xpos::Cc => 11,
                Xpos::Wdt | Xpos::Wp | Xpos::WpPoss | Xpos::Wrb => 12,
                Xpos::In if opens_adverbial(document.lower(at)) => 13,
                _ => 0,
            };
        }
        before = fact.mark;
    }
}

fn opens_adverbial(lower: &str) -> bool {
    matches!(
        lower,
        "as" | "after"
            | "while"
            | "before"
            | "if"
            | "because"
            | "although"
            | "though"
            | "since"
            | "until"
            | "unless"
    )
}

fn of_token(document: &Document<'_>, token: &Token) -> Fact {
    let written = token.span.slice(document.text()).unwrap_or_default();
    Fact {
        shape: shape(written),
        xpos: token.xpos as u8,
        deprel: token.deprel as u8,
        head: token.head.and_then(|head| u32::try_from(head).ok()).unwrap_or(NONE),
        clause: NONE,
        phrase: NONE,
        subject_head: NONE,
        object_head: NONE,
        auxiliary: NONE,
        ..Fact::default()
    }
}

/// What a word looks like, coarsely.
fn shape(written: &str) -> u8 {
    let mut chars = written.chars();
    let first = chars.next().unwrap_or(' ');
    if first.is_ascii_digit() {
        return 1;
    }
    if !first.is_alphabetic() {
        return 2;
    }
    let (mut lower, mut upper, mut other) = (false, false, false);
    for c in chars {
        lower |= c.is_lowercase();
        upper |= c.is_uppercase();
        other |= !c.is_alphabetic();
    }
    match (first.is_uppercase(), lower, upper) {
        (true, false, false) if other => 3,
        (true, false, false) => 4,
        (true, false, true) => 5,
        (true, true, _) => 6,
        (false, _, true) => 7,
        (false, _, false) => 8,
    }
}

/// Words with a capital that are no names: titles, and the names of days and months.
fn kept_capitals() -> &'static HashSet<String> {
    static WORDS: OnceLock<HashSet<String>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let titles = Lexicon::standard().words_of(WordClass::Title);
        let calendar = "monday tuesday wednesday thursday friday saturday sunday january february march april may june \
                        july august september october november december jan. feb. aug. sept. oct. nov. dec. mon. tue. \
                        wed. thu. fri. sat. sun. i";
        titles.chain([calendar]).flat_map(str::split_whitespace).map(str::to_lowercase).collect()
    })
}

/// Whether a token is a name, or a part of one, of which only the shape may count.
fn is_name(document: &Document<'_>, at: usize, fact: &Fact) -> bool {
    let Some(token) = document.tokens().get(at) else { return false };
    if !matches!(fact.shape, 3..=7) && token.upos != Upos::Propn {
        return false;
    }
    if kept_capitals().contains(document.lower(at)) {
        return false;
    }
    if token.upos == Upos::Propn {
        return true;
    }
    // A capital in mid-sentence; headlines capitalise their verbs and adverbs as well.
    let open = matches!(token.upos, Upos::Noun | Upos::Adj | Upos::X | Upos::Num | Upos::Sym | Upos::Intj);
    open && !starts(document, at)
}

/// Whether a capital is due at this place in any case.
fn starts(document: &Document<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return true };
    let mark = document.tokens().get(before).is_some_and(|token| token.upos == Upos::Punct);
    let sentence = document.sentence_of(at);
    sentence != document.sentence_of(before)
        || (mark && !matches!(document.lower(before), "," | "-" | "'" | ";" | "/" | "%" | "&"))
}

fn words(document: &Document<'_>, at: usize, fact: &mut Fact) {
    let lower = document.lower(at);
    let lemma = document.lemma(at);
    if is_name(document, at, fact) {
        let token = 2 * u32::from(fact.shape) + 1;
        (fact.word, fact.lemma, fact.suffix) = (token, token, 0);
    } else if fact.shape == 1 {
        let digits = lower.bytes().filter(u8::is_ascii_digit).count().min(6);
        let mixed = u32::from(lower.bytes().any(|byte| !byte.is_ascii_digit()));
        let token = 101 + 4 * u32::try_from(digits).unwrap_or(0) + 2 * mixed;
        (fact.word, fact.lemma, fact.suffix) = (token, token, 0);
    } else {
        let start = lower.char_indices().rev().nth(2).map_or(0, |(start, _)| start);
        (fact.word, fact.suffix) = (hash(lower), hash(lower.get(start..).unwrap_or_default()));
        fact.lemma = if lemma.bytes().any(|byte| byte.is_ascii_uppercase()) {
            hash(&lemma.to_lowercase())
        } else {
            hash(lemma)
        };
    }
    let token = document.tokens().get(at);
    let upos = token.map_or(Upos::X, |token| if token.upos == Upos::Aux { Upos::Verb } else { token.upos });
    if matches!(upos, Upos::Verb | Upos::Noun | Upos::Adj | Upos::Adv) {
        fact.frames = document.lexicon().cue(upos, lemma).map_or(0, |entry| {
            let frames = [
                Frames::CLAUSE,
                Frames::MARKED_CLAUSE,
                Frames::QUOTATION,
                Frames::OBJECT,
                Frames::INFINITIVE,
                Frames::OBJECT_AND_MORE,
            ];
            let bits =
                frames.iter().enumerate().map(|(bit, frame)| u8::from(entry.frames.has(*frame)) << bit);
            128 | bits.sum::<u8>()
        });
    }
    fact.mark = match lower {
        "," => 1,
        "." | "!" | "?" | "…" | "..." => 2,
        ":" => 3,
        ";" => 4,
        "-" | "--" | "---" | "(" | ")" | "[" | "]" => 5,
        // 6 and 7 are quotation marks, which only their pairing tells.
        "that" | "whether" => 8,
        _ => 0,
    };
}

fn quoted(document: &Document<'_>, facts: &mut [Fact]) {
    let tokens = document.tokens();
    let at = |offset: usize| tokens.partition_point(|token| token.span.start() < offset);
    for quoted in document.quotations().iter().filter(|quoted| quoted.depth == 0) {
        let outer = at(quoted.outer.start())..at(quoted.outer.end());
        let inner = at(quoted.inner.start())..at(quoted.inner.end());
        let length = match inner.len() {
            0 | 1 => 1,
            2 | 3 => 2,
            4..=7 => 3,
            8..=15 => 4,
            _ => 5,
        } + 8 * u8::from(!quoted.closed)
            + 16 * u8::from(quoted.continued);
        for index in outer {
            let Some(fact) = facts.get_mut(index) else { continue };
            fact.quote = if index < inner.start {
                fact.mark = 6;
                quote::OPENS
            } else if index >= inner.end {
                fact.mark = 7;
                quote::CLOSES
            } else if index == inner.start {
                quote::FIRST
            } else if index + 1 == inner.end {
                quote::LAST
            } else {
                quote::INSIDE
            };
            fact.quote_length = length;
        }
    }
    for paragraph in document.paragraphs() {
        let mut since = usize::MAX;
        for fact in facts.get_mut(paragraph.tokens.clone()).unwrap_or_default() {
            since = if fact.quote == quote::OUTSIDE { since.saturating_add(1) } else { 0 };
            fact.since_quote = steps(since);
        }
        let mut until = usize::MAX;
        for fact in facts.get_mut(paragraph.tokens.clone()).unwrap_or_default().iter_mut().rev() {
            until = if fact.quote == quote::OUTSIDE { until.saturating_add(1) } else { 0 };
            fact.until_quote = steps(until);
        }
    }
}

fn in_sentence(facts: &mut [Fact], range: &Range<usize>, sentence: usize, place: u8) {
    let Some(facts) = facts.get_mut(range.clone()) else { return };
    let count = facts.len();
    let mut last = (0_u32, usize::MAX);
    for (at, fact) in facts.iter_mut().enumerate() {
        fact.sentence = u32::try_from(sentence).unwrap_or(NONE);
        fact.place = place;
        fact.from_start = steps(at);
        fact.from_end = steps(count - 1 - at);
        if at == 0 && fact.mark == 0 {
            fact.mark = 9;
        }
        (fact.cue_before, fact.cue_before_steps) = (last.0, steps(last.1));
        last = if fact.frames == 0 { (last.0, last.1.saturating_add(1)) } else { (fact.lemma, 0) };
    }
    let mut next = (0_u32, usize::MAX);
    for fact in facts.iter_mut().rev() {
        (fact.cue_behind, fact.cue_behind_steps) = (next.0, steps(next.1));
        next = if fact.frames == 0 { (next.0, next.1.saturating_add(1)) } else { (fact.lemma, 0) };
    }
}

/// Relations that make their dependent the top of a clause.
const CLAUSES: &[Deprel] = &[
    Deprel::Root,
    Deprel::Ccomp,
    Deprel::Xcomp,
    Deprel::Advcl,
    Deprel::AdvclRelcl,
    Deprel::Acl,
    Deprel::AclRelcl,
    Deprel::Parataxis,
    Deprel::Csubj,
    Deprel::CsubjPass,
];

/// Relations that make it the top of a phrase that a verb or noun governs.
const PHRASES: &[Deprel] = &[
    Deprel::Nsubj,
    Deprel::NsubjPass,
    Deprel::NsubjOuter,
    Deprel::Obj,
    Deprel::Iobj,
    Deprel::Obl,
    Deprel::OblAgent,
    Deprel::OblUnmarked,
    Deprel::Nmod,
    Deprel::NmodPoss,
    Deprel::Appos,
    Deprel::Conj,
    Deprel::Vocative,
    Deprel::Dislocated,
];

const fn bits(relations: &[Deprel]) -> u64 {
    let mut bits = 0;
    let mut rest = relations;
    while let [first, others @ ..] = rest {
        bits |= 1 << (*first as u64);
        rest = others;
    }
    bits
}

const CLAUSE_BITS: u64 = bits(CLAUSES);
const TOP_BITS: u64 = bits(CLAUSES) | bits(PHRASES);

/// Trees are not climbed higher than this, which keeps odd ones cheap.
const CLIMB: usize = 12;

fn tree(document: &Document<'_>, facts: &mut [Fact]) {
    let tokens = document.tokens();
    let climb = |at: usize, wanted: u64| {
        let mut here = at;
        for _ in 0..CLIMB {
            let token = tokens.get(here)?;
            if wanted & (1 << (token.deprel as u64)) != 0 {
                return u32::try_from(here).ok();
            }
            here = token.head?;
        }
        None
    };
    for (at, fact) in facts.iter_mut().enumerate() {
        fact.clause = climb(at, CLAUSE_BITS).unwrap_or(NONE);
        fact.phrase = climb(at, TOP_BITS).unwrap_or(NONE);
        let mut set = 0_u16;
        for child in document.children(at) {
            let Some(token) = tokens.get(child) else { continue };
            set |= match token.deprel {
                Deprel::Nsubj | Deprel::NsubjOuter => 1,
                Deprel::NsubjPass => 2,
                Deprel::Obj => 4,
                Deprel::Ccomp if child > at => 8,
                Deprel::Ccomp => 16,
                Deprel::Xcomp => 32,
                Deprel::Advcl => 64,
                Deprel::Obl => 128,
                Deprel::Mark => 256,
                Deprel::AuxPass => 512,
                Deprel::Parataxis => 1024,
                Deprel::Acl | Deprel::AclRelcl => 2048,
                Deprel::NmodPoss => 4096,
                Deprel::OblAgent => 8192,
                Deprel::Nmod => 16384,
                Deprel::Iobj => 32768,
                _ => 0,
            };
            let number = u32::try_from(child).unwrap_or(NONE);
            match token.deprel {
                Deprel::Nsubj | Deprel::NsubjPass => fact.subject_head = number,
                Deprel::Obj | Deprel::Ccomp | Deprel::Xcomp if fact.object_head == NONE => {
                    fact.object_head = number;
                }
                Deprel::Aux | Deprel::AuxPass | Deprel::Cop => fact.auxiliary = number,
                _ => {}
            }
            if matches!(token.deprel, Deprel::Nsubj | Deprel::NsubjPass) {
                let kind = match token.upos {
                    Upos::Pron => 1,
                    Upos::Propn => 2,
                    Upos::Noun => 3,
                    _ => 4,
                };
                fact.subject = kind + 8 * u8::from(child > at);
            }
        }
        fact.dependents = set;
    }
}
