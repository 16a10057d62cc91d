//! The measures of attribution: what is paired with what, and the shares of it that are right.

use std::collections::{BTreeMap, BTreeSet};

use ascribe::Span;

use crate::evaluate::tokens::{Token, is_word, tokens};

/// An attribution in bytes of the text, as it was marked or found.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Attributed {
    pub(crate) source: Vec<(usize, usize)>,
    pub(crate) cue: Vec<(usize, usize)>,
    pub(crate) content: Vec<(usize, usize)>,
    pub(crate) confidence: f32,
}

impl Attributed {
    /// From the spans of source, cue and content.
    pub(crate) fn new(spans: [&[Span]; 3], confidence: f32) -> Self {
        let [source, cue, content] =
            spans.map(|spans| spans.iter().map(|span| (span.start(), span.end())).collect());
        Attributed { source, cue, content, confidence }
    }
}

const FUNCTION: &str =
    "a an the of in on at by to for from with and or who that which , . ; : ' ’ “ ” \" ( ) - – — 's ’s";

/// An attribution in words.
#[derive(Clone, Debug)]
pub(crate) struct Words {
    content: BTreeSet<usize>,
    source: BTreeSet<usize>,
    /// The source without function words, unless nothing else is there.
    lean: BTreeSet<usize>,
    /// The source without articles.
    bare: BTreeSet<usize>,
    cue: BTreeSet<usize>,
    pub(crate) kinds: Vec<&'static str>,
    direct: bool,
    pub(crate) confidence: f32,
}

/// Whether a text holds a quotation of two words or more, which may end without a mark.
fn quoted(text: &str) -> bool {
    text.match_indices(['“', '"']).any(|(at, mark)| {
        let inner = text[at + mark.len()..].split(['”', '"']).next().unwrap_or_default();
        let mut seen = false;
        let mut blank = false;
        let mut before = ' ';
        for c in inner.chars() {
            if is_word(c) && seen && blank && before.is_whitespace() {
                return true;
            }
            if c.is_whitespace() {
                blank = is_word(before) || (blank && before.is_whitespace());
            }
            seen |= is_word(c);
            before = c;
        }
        false
    })
}

pub(crate) struct Scored<'t> {
    text: &'t str,
    tokens: Vec<Token>,
}

impl<'t> Scored<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Scored { text, tokens: tokens(text) }
    }

    fn set(&self, spans: &[(usize, usize)]) -> BTreeSet<usize> {
        let mut set = BTreeSet::new();
        for (start, end) in spans {
            let first = self.tokens.partition_point(|token| token.end <= *start);
            for (index, token) in self.tokens.iter().enumerate().skip(first) {
                if token.start >= *end {
                    break;
                }
                if token.word {
                    set.insert(index);
                }
            }
        }
        set
    }

    fn lower(&self, index: usize) -> String {
        self.tokens
            .get(index)
            .map(|token| self.text[token.start..token.end].to_lowercase())
            .unwrap_or_default()
    }

    /// `None` for an attribution without a word of content.
    pub(crate) fn words(&self, one: &Attributed) -> Option<Words> {
        let content = self.set(&one.content);
        if content.is_empty() {
            return None;
        }
        let source = self.set(&one.source);
        let without = |words: &[&str]| -> BTreeSet<usize> {
            source.iter().copied().filter(|index| !words.contains(&self.lower(*index).as_str())).collect()
        };
        let lean = without(&FUNCTION.split(' ').collect::<Vec<_>>());
        let bare = without(&["the", "a", "an"]);
        let lean = if lean.is_empty() { source.clone() } else { lean };
        let mut spans = one.content.clone();
        spans.sort_unstable();
        let slice = |span: &(usize, usize)| &self.text[span.0..span.1];
        let surface = spans.iter().map(slice).collect::<Vec<_>>().join(" ");
        let direct = quoted(&surface) || quoted(&self.wide(&one.content, &surface));
        let all_quoted = direct && spans.iter().all(|span| self.is_quoted(*span));
        let quotation = if all_quoted {
            "direct"
        } else if direct {
            "mixed"
        } else {
            "indirect"
        };
        let pronoun = |index: usize| {
            let word = self.lower(index);
            let word = word.trim_end_matches("'s").trim_end_matches("’s");
            "i we you he she it they who this that these those his her their my our many some others one all"
                .split(' ')
                .any(|known| known == word)
        };
        let name = |index: usize| {
            self.tokens
                .get(index)
                .is_some_and(|token| self.text[token.start..token.end].starts_with(char::is_uppercase))
        };
        let source_kind = match () {
            () if source.is_empty() => "source left out",
            () if source.iter().all(|index| pronoun(*index)) => "source a pronoun",
            () if source.iter().skip(1).any(|index| name(*index))
                || source.iter().all(|index| name(*index)) =>
            {
                "source with a name"
            }
            () => "source described",
        };
        let cue = self.set(&one.cue);
        let cue_kind = match cue.len() {
            0 => "cue of no word",
            1 if cue.iter().all(|index| self.lower(*index) == "said") => "cue “said”",
            1 => "cue of one word",
            2 => "cue of two words",
            _ => "cue of three words and more",
        };
        let parts = if one.content.len() > 1 { "content in parts" } else { "content in one part" };
        Some(Words {
            kinds: vec![quotation, source_kind, cue_kind, parts],
            cue,
            content,
            source,
            lean,
            bare,
            direct,
            confidence: one.confidence,
        })
    }

    /// The surface, with the marks around the last part that has one before it.
    fn wide(&self, spans: &[(usize, usize)], surface: &str) -> String {
        let mut wide = surface.to_owned();
        for (start, end) in spans {
            let before = self.text[..*start].chars().next_back();
            if let Some(mark) = before.filter(|c| matches!(c, '“' | '"')) {
                let after = self.text[*end..].chars().next().map_or(0, char::len_utf8);
                self.text[start - mark.len_utf8()..end + after].clone_into(&mut wide);
            }
        }
        wide
    }

    fn is_quoted(&self, (start, end): (usize, usize)) -> bool {
        let mark = |c: Option<char>| matches!(c, Some('“' | '"' | '”'));
        let before = self.text[..start].chars().next_back();
        let after = self.text[end..].trim_start_matches([',', '.']).chars().next();
        let inner = &self.text[start..end];
        (mark(before) || mark(inner.chars().next())) && (mark(after) || mark(inner.chars().next_back()))
    }
}

#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Count {
    pub(crate) hit: usize,
    /// Hits among the predicted, where they are counted apart.
    pub(crate) hit_predicted: usize,
    pub(crate) predicted: usize,
    pub(crate) gold: usize,
}

impl Count {
    fn add(&mut self, hit: usize, predicted: usize, gold: usize) {
        self.hit += hit;
        self.hit_predicted += hit;
        self.predicted += predicted;
        self.gold += gold;
    }

    /// Precision, recall and F1 in percent.
    pub(crate) fn shares(&self) -> (f64, f64, f64) {
        #[allow(clippy::cast_precision_loss)]
        let share = |part: usize, all: usize| if all == 0 { 0.0 } else { 100.0 * part as f64 / all as f64 };
        let (p, r) = (share(self.hit_predicted, self.predicted), share(self.hit, self.gold));
        (p, r, if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 })
    }
}

/// Pairs one to one, largest overlap first.
fn pair(gold: &[&BTreeSet<usize>], found: &[&BTreeSet<usize>], floor: f64) -> Vec<(usize, usize)> {
    let mut scored = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, p) in found.iter().enumerate() {
            let common = g.intersection(p).count();
            let union = g.len() + p.len() - common;
            #[allow(clippy::cast_precision_loss)]
            let overlap = common as f64 / union.max(1) as f64;
            if common > 0 && overlap >= floor {
                scored.push((overlap, i, j));
            }
        }
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let (mut used_gold, mut used_found) = (BTreeSet::new(), BTreeSet::new());
    let mut pairs = Vec::new();
    for (_, i, j) in scored {
        if !used_gold.contains(&i) && !used_found.contains(&j) {
            used_gold.insert(i);
            used_found.insert(j);
            pairs.push((i, j));
        }
    }
    pairs
}

fn agree(gold: &Words, found: &Words) -> bool {
    (gold.source.is_empty() && found.source.is_empty()) || !gold.lean.is_disjoint(&found.lean)
}

pub(crate) const MEASURES: [&str; 8] = [
    "content tokens",
    "content exact",
    "content",
    "cue",
    "attribution",
    "strict",
    "direct",
    "source|content",
];

#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    pub(crate) articles: usize,
    pub(crate) gold: usize,
    pub(crate) predicted: usize,
    pub(crate) counts: [Count; MEASURES.len()],
    /// By kind: right of found, and found of marked.
    pub(crate) kinds: BTreeMap<&'static str, Count>,
    /// The confidence of each found attribution, and whether it is right.
    pub(crate) judged: Vec<(f32, bool)>,
}

impl Table {
    /// Adds an article; gives the found ones that are wrong and the marked ones that were missed.
    pub(crate) fn add(&mut self, gold: &[Words], found: &[Words]) -> (Vec<usize>, Vec<usize>) {
        self.articles += 1;
        self.gold += gold.len();
        self.predicted += found.len();
        let [tokens, exact, content, cue, attribution, strict, direct, sources] = &mut self.counts;
        let union =
            |all: &[Words]| all.iter().flat_map(|one| one.content.iter().copied()).collect::<BTreeSet<_>>();
        let (gold_tokens, found_tokens) = (union(gold), union(found));
        tokens.add(gold_tokens.intersection(&found_tokens).count(), found_tokens.len(), gold_tokens.len());
        let contents = |all: &'_ [Words]| all.iter().map(|one| one.content.clone()).collect::<Vec<_>>();
        let (gold_contents, found_contents) = (contents(gold), contents(found));
        let pairs =
            pair(&gold_contents.iter().collect::<Vec<_>>(), &found_contents.iter().collect::<Vec<_>>(), 0.5);
        let equal = |(i, j): &&(usize, usize)| gold[*i].content == found[*j].content;
        exact.add(pairs.iter().filter(equal).count(), found.len(), gold.len());
        content.add(pairs.len(), found.len(), gold.len());
        let cues = |all: &'_ [Words]| {
            all.iter().map(|one| one.cue.clone()).filter(|cue| !cue.is_empty()).collect::<Vec<_>>()
        };
        let (gold_cues, found_cues) = (cues(gold), cues(found));
        let cue_pairs =
            pair(&gold_cues.iter().collect::<Vec<_>>(), &found_cues.iter().collect::<Vec<_>>(), 1e-9);
        cue.add(cue_pairs.len(), found_cues.len(), gold_cues.len());
        let right: Vec<(usize, usize)> =
            pairs.iter().copied().filter(|(i, j)| agree(&gold[*i], &found[*j])).collect();
        attribution.add(right.len(), found.len(), gold.len());
        sources.add(right.len(), pairs.len(), pairs.len());
        let whole = |(i, j): &&(usize, usize)| {
            gold[*i].content == found[*j].content && gold[*i].bare == found[*j].bare
        };
        strict.add(right.iter().filter(whole).count(), found.len(), gold.len());
        direct.hit += right.iter().filter(|(i, _)| gold[*i].direct).count();
        direct.hit_predicted += right.iter().filter(|(_, j)| found[*j].direct).count();
        direct.gold += gold.iter().filter(|one| one.direct).count();
        direct.predicted += found.iter().filter(|one| one.direct).count();
        for one in gold {
            one.kinds.iter().for_each(|kind| self.kinds.entry(kind).or_default().gold += 1);
        }
        for one in found {
            one.kinds.iter().for_each(|kind| self.kinds.entry(kind).or_default().predicted += 1);
        }
        for (i, j) in &right {
            gold[*i].kinds.iter().for_each(|kind| self.kinds.entry(kind).or_default().hit += 1);
            found[*j].kinds.iter().for_each(|kind| self.kinds.entry(kind).or_default().hit_predicted += 1);
        }
        let paired: BTreeSet<usize> = right.iter().map(|(_, j)| *j).collect();
        let met: BTreeSet<usize> = right.iter().map(|(i, _)| *i).collect();
        self.judged.extend(found.iter().enumerate().map(|(j, one)| (one.confidence, paired.contains(&j))));
        let wrong = (0..found.len()).filter(|j| !paired.contains(j)).collect();
        let missed = (0..gold.len()).filter(|i| !met.contains(i)).collect();
        (wrong, missed)
    }
}
