//! Features: what the weights are for.
//!
//! A feature is a 64-bit key that holds what it says, hashed. Each token's own features are worked out once and serve
//! both stages; those that relate a token to a cue are worked out for every cue.

use std::ops::Range;

use super::facts::{Fact, NONE, steps};
use crate::text::Document;
use crate::text::syntax::table::mix;

/// Sets of features, which training can leave out to see what each is worth.
///
/// ```
/// # #[cfg(feature = "training")] {
/// use ascribe::training::attribution::{FeatureGroup, Settings};
///
/// let mut settings = Settings::default();
/// settings.without = Some(FeatureGroup::Tags);
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "training"), allow(unreachable_pub, reason = "public in `training::attribution`"))]
#[non_exhaustive]
pub enum FeatureGroup {
    /// Words, lemmas, endings, and pairs of them.
    Words,
    /// Parts of speech.
    Tags,
    /// Relations and heads of the dependency tree.
    Parse,
    /// Quotation marks and what they enclose.
    Quotations,
    /// The lexicon of cues.
    Lexicon,
    /// Places in sentence and paragraph.
    Places,
    /// The first stage's labels, in the second.
    FirstStage,
}

/// The keys of one token's features.
#[derive(Clone, Debug)]
pub(crate) struct Keys {
    pub(crate) list: Vec<u64>,
    groups: u8,
}

impl Keys {
    /// Room for features of all groups but one.
    pub(crate) fn without(group: Option<FeatureGroup>) -> Self {
        Keys { list: Vec::new(), groups: group.map_or(u8::MAX, |group| !(1 << group as u8)) }
    }

    fn add(&mut self, group: FeatureGroup, template: u64, a: u64, b: u64) {
        if self.groups & (1 << group as u8) != 0 {
            self.list.push(mix(mix(template, a), b));
        }
    }
}

const EDGE: Fact = Fact {
    word: 3,
    lemma: 3,
    suffix: 0,
    shape: 0,
    xpos: 63,
    deprel: 63,
    mark: 0,
    frames: 0,
    dependents: 0,
    subject: 0,
    head: NONE,
    clause: NONE,
    phrase: NONE,
    subject_head: NONE,
    object_head: NONE,
    auxiliary: NONE,
    quote: 7,
    quote_length: 0,
    since_quote: 0,
    until_quote: 0,
    sentence: NONE,
    from_start: 0,
    from_end: 0,
    place: 0,
    cue_before: 0,
    cue_behind: 0,
    cue_before_steps: 0,
    cue_behind_steps: 0,
};

/// A stretch of tokens that is labelled at once.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Window<'f> {
    pub(crate) facts: &'f [Fact],
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Window<'_> {
    fn at(&self, index: usize, offset: isize) -> &Fact {
        let index = index.wrapping_add_signed(offset);
        if index < self.start || index >= self.end { &EDGE } else { self.facts.get(index).unwrap_or(&EDGE) }
    }

    fn token(&self, index: u32) -> &Fact {
        self.facts.get(index as usize).unwrap_or(&EDGE)
    }
}

fn wide(value: impl Into<u64>) -> u64 {
    value.into()
}

/// The boundary class before each token of a window.
pub(crate) fn class(window: Window<'_>, at: usize) -> u16 {
    let mark = |offset| u16::from(window.at(at, offset).mark);
    mark(-1) * super::facts::MARKS + mark(0)
}

/// The features of a token by itself.
#[allow(clippy::too_many_lines)] // a list
pub(crate) fn own(window: Window<'_>, at: usize, keys: &mut Keys) {
    use FeatureGroup::{Lexicon, Parse, Places, Quotations, Tags, Words};
    keys.list.clear();
    let here = window.at(at, 0);
    let [b2, b1, n1, n2] = [-2, -1, 1, 2].map(|offset| window.at(at, offset));
    let (word, lemma) = (wide(here.word), wide(here.lemma));
    let side = |other: u32| u64::from(other != NONE && (other as usize) < at);
    keys.add(Places, 1, 0, 0);

    keys.add(Words, 2, word, 0);
    keys.add(Words, 3, wide(b1.word), 0);
    keys.add(Words, 4, wide(n1.word), 0);
    keys.add(Words, 5, wide(b2.word), 0);
    keys.add(Words, 6, wide(n2.word), 0);
    keys.add(Words, 7, wide(b1.word), word);
    keys.add(Words, 8, word, wide(n1.word));
    keys.add(Words, 9, lemma, 0);
    keys.add(Words, 10, wide(b1.lemma), lemma);
    keys.add(Words, 11, lemma, wide(n1.lemma));
    keys.add(Words, 12, wide(b1.lemma), wide(n1.lemma));
    keys.add(Words, 13, mix(wide(b1.lemma), lemma), wide(n1.lemma));
    keys.add(Words, 14, wide(here.suffix), 0);
    keys.add(Words, 15, wide(b2.lemma), wide(b1.lemma));
    keys.add(Words, 16, wide(n1.lemma), wide(n2.lemma));
    keys.add(Words, 17, wide(here.shape), wide(b1.shape) * 16 + wide(n1.shape));

    let tag = |fact: &Fact| u64::from(fact.xpos);
    keys.add(Tags, 30, tag(here), 0);
    keys.add(Tags, 31, tag(b1), tag(here));
    keys.add(Tags, 32, tag(here), tag(n1));
    keys.add(Tags, 33, mix(tag(b1), tag(here)), tag(n1));
    keys.add(Tags, 34, mix(tag(b2), tag(b1)), tag(here));
    keys.add(Tags, 35, mix(tag(here), tag(n1)), tag(n2));
    keys.add(Tags, 36, lemma, tag(here));
    keys.add(Tags, 37, lemma, tag(n1));
    keys.add(Tags, 38, lemma, tag(b1));

    let head = window.token(here.head);
    let clause = window.token(here.clause);
    let clause_head = window.token(clause.head);
    let phrase = window.token(here.phrase);
    let phrase_head = window.token(phrase.head);
    let relation = wide(here.deprel);
    let up = relation * 2 + side(here.head);
    keys.add(Parse, 50, up, wide(head.lemma));
    keys.add(Parse, 51, up, tag(head));
    keys.add(Parse, 52, lemma, wide(here.dependents));
    keys.add(Parse, 53, tag(here), wide(here.dependents));
    keys.add(Parse, 54, lemma, relation);
    keys.add(Parse, 55, lemma, wide(here.subject) * 64 + relation);
    let clause_up = wide(clause.deprel) * 2 + side(clause.head);
    keys.add(Parse, 56, clause_up, wide(clause_head.lemma));
    keys.add(Parse, 57, mix(clause_up, wide(clause_head.lemma)), wide(clause_head.subject));
    let outer = window.token(clause_head.clause);
    keys.add(Parse, 58, mix(clause_up, wide(outer.deprel)), wide(window.token(outer.head).lemma));
    let phrase_up = wide(phrase.deprel) * 2 + side(phrase.head);
    keys.add(Parse, 59, phrase_up, wide(phrase_head.lemma));
    keys.add(Parse, 60, mix(phrase_up, wide(phrase_head.lemma)), wide(phrase_head.dependents));
    keys.add(Parse, 61, mix(phrase_up, tag(here)), wide(phrase_head.frames));
    keys.add(Parse, 62, clause_up, wide(clause_head.frames));
    keys.add(Parse, 63, relation, mix(wide(head.deprel), wide(head.lemma)));
    keys.add(Parse, 64, wide(b1.deprel), relation * 64 + wide(n1.deprel));
    keys.add(Parse, 65, mix(clause_up, wide(clause.dependents)), wide(clause_head.frames));
    // Whether the token before and the one behind belong to the same clause and phrase.
    let joins = u64::from(b1.clause == here.clause)
        + 2 * u64::from(n1.clause == here.clause)
        + 4 * u64::from(b1.phrase == here.phrase)
        + 8 * u64::from(n1.phrase == here.phrase);
    keys.add(Parse, 66, joins, mix(phrase_up, clause_up));
    keys.add(Parse, 67, mix(joins, clause_up), wide(clause_head.lemma));
    // What a verb says of what: the heads of its subject, object and clause, and its auxiliary.
    keys.add(Parse, 68, mix(lemma, relation), wide(head.lemma));
    keys.add(Parse, 69, lemma, wide(window.token(here.subject_head).lemma));
    keys.add(Parse, 70, lemma, wide(window.token(here.object_head).lemma));
    keys.add(Parse, 71, lemma, wide(window.token(here.auxiliary).lemma));
    keys.add(Parse, 72, mix(tag(here), wide(here.frames)), wide(window.token(here.auxiliary).lemma));
    keys.add(Parse, 73, tag(here), wide(window.token(here.object_head).lemma));
    keys.add(Parse, 74, mix(phrase_up, wide(phrase_head.lemma)), tag(here));

    let state = wide(here.quote) * 64 + wide(here.quote_length);
    let around = wide(b1.quote) * 8 + wide(n1.quote);
    keys.add(Quotations, 80, state, around);
    keys.add(Quotations, 81, state, wide(here.since_quote) * 16 + wide(here.until_quote));
    keys.add(Quotations, 82, mix(state, lemma), 0);
    keys.add(
        Quotations,
        83,
        mix(wide(here.quote), lemma),
        wide(here.since_quote) * 16 + wide(here.until_quote),
    );
    keys.add(Quotations, 84, mix(state, tag(here)), wide(here.since_quote) * 16 + wide(here.until_quote));
    keys.add(Quotations, 85, mix(wide(here.quote), tag(here)), around);
    keys.add(Quotations, 86, mix(state, clause_up), wide(clause_head.lemma));
    keys.add(Quotations, 87, state, wide(here.place) * 16 + wide(here.from_end));
    keys.add(Quotations, 88, mix(wide(here.quote), wide(b1.word)), wide(n1.word));

    keys.add(Lexicon, 100, wide(here.frames), wide(here.dependents));
    keys.add(Lexicon, 101, wide(here.frames), tag(here));
    keys.add(Lexicon, 102, wide(here.cue_before), wide(here.cue_before_steps));
    keys.add(Lexicon, 103, wide(here.cue_behind), wide(here.cue_behind_steps));
    keys.add(Lexicon, 104, wide(here.cue_before), wide(here.quote) * 64 + tag(here));
    keys.add(Lexicon, 105, wide(here.cue_behind), wide(here.quote) * 64 + tag(here));
    keys.add(Lexicon, 106, mix(wide(here.cue_before), wide(here.cue_behind)), wide(here.quote));
    keys.add(Lexicon, 107, wide(here.frames), wide(here.subject) * 64 + relation);
    keys.add(Lexicon, 108, wide(b1.frames), mix(tag(here), wide(n1.frames)));

    keys.add(Places, 120, wide(here.place), wide(here.from_start));
    keys.add(Places, 121, wide(here.place), wide(here.from_end));
    keys.add(Places, 122, mix(wide(here.place), lemma), wide(here.from_start));
    keys.add(Places, 123, mix(wide(here.from_end), lemma), wide(here.quote));
    keys.add(Places, 124, mix(wide(here.from_start), tag(here)), wide(here.quote));
}

/// A number that changes with the features: weights fit one set of them.
pub(crate) fn fingerprint() -> u64 {
    #[allow(clippy::cast_possible_truncation)]
    let probe = |number: u32| {
        let (small, place) = (number as u8, number % 5);
        Fact {
            word: number * 7 + 1,
            lemma: number * 5 + 2,
            suffix: number * 3,
            shape: small % 9,
            xpos: small * 3,
            deprel: small * 2,
            mark: small % 10,
            frames: 128 | small,
            dependents: u16::from(small) << 5,
            subject: small,
            head: place,
            clause: (place + 1) % 5,
            phrase: (place + 2) % 5,
            subject_head: (place + 3) % 5,
            object_head: (place + 4) % 5,
            auxiliary: place,
            quote: small % 6,
            quote_length: small,
            since_quote: small % 7,
            until_quote: small % 8,
            sentence: number / 3,
            from_start: small,
            from_end: small % 3,
            place: small % 4,
            cue_before: number * 11,
            cue_behind: number * 13,
            cue_before_steps: small,
            cue_behind_steps: small % 4,
        }
    };
    let facts: Vec<Fact> = (0..5).map(probe).collect();
    let window = Window { facts: &facts, start: 0, end: facts.len() };
    let branch = |level: u8| Branch { level, relation: level * 3, before: level > 2, start: 1, end: 4 };
    let relation = Relation {
        branches: (0..5).map(branch).collect(),
        between: vec![Between { cues: 1, sources: 2, contents: 3, commas: 4, quotes: 1, sentences: 2 }; 5],
        start: 0,
        cue: 2..3,
        cue_key: 17,
        cue_form: 19,
        cue_context: 23,
        cue_quotes: 29,
        risen: 31,
    };
    let mut keys = Keys::without(None);
    let mut sum = 0;
    for at in 0..facts.len() {
        own(window, at, &mut keys);
        sum = keys.list.iter().fold(mix(sum, u64::from(class(window, at))), |sum, key| mix(sum, *key));
        relation.features(window, at, &[0, 1, 3, 5, 6], &mut keys);
        sum = keys.list.iter().fold(sum, |sum, key| mix(sum, *key));
    }
    sum
}

/// Where a token stands in the tree, as seen from a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Branch {
    /// How far up from the cue the branch leaves, and by which relation, on which side.
    level: u8,
    relation: u8,
    before: bool,
    start: u32,
    end: u32,
}

/// Far from the cue in the tree.
const FAR: Branch = Branch { level: 7, relation: 63, before: false, start: NONE, end: NONE };

/// What lies between the cue and a token.
#[derive(Clone, Copy, Debug, Default)]
struct Between {
    cues: u8,
    sources: u8,
    contents: u8,
    commas: u8,
    quotes: u8,
    sentences: u8,
}

/// A cue, seen from the tokens around it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Relation {
    branches: Vec<Branch>,
    between: Vec<Between>,
    start: usize,
    cue: Range<usize>,
    cue_key: u64,
    cue_form: u64,
    cue_context: u64,
    /// Whether the cue stands in a quotation, and how far the next ones are before and behind it.
    cue_quotes: u64,
    risen: u8,
}

/// The token of a cue that the others hang on.
pub(crate) fn cue_head(facts: &[Fact], cue: &Range<usize>) -> usize {
    let inside = |head: u32| head != NONE && cue.contains(&(head as usize));
    let tops = cue.clone().filter(|at| facts.get(*at).is_some_and(|fact| !inside(fact.head)));
    let mut best = cue.start;
    let mut rank = 0;
    for at in tops {
        let Some(fact) = facts.get(at) else { continue };
        let this = 1 + u8::from(fact.shape > 2) + 2 * u8::from(fact.frames != 0);
        if this > rank {
            (best, rank) = (at, this);
        }
    }
    best
}

impl Relation {
    /// Looks at a window from a cue; `labels` are the first stage's.
    pub(crate) fn look(
        &mut self,
        document: &Document<'_>,
        window: Window<'_>,
        cue: &Range<usize>,
        labels: &[u8],
    ) {
        let head = cue_head(window.facts, cue);
        let fact = window.at(head, 0);
        self.start = window.start;
        self.cue = cue.clone();
        self.cue_key = u64::from(fact.lemma);
        let length = cue.len().min(3) as u64;
        self.cue_form =
            mix(u64::from(fact.xpos) * 4 + length, u64::from(fact.dependents & 0b1000_0010_0000_0010));
        let (before, behind) = (window.at(cue.start, -1), window.at(cue.end, 0));
        self.cue_context = mix(
            u64::from(before.mark) * 64 + u64::from(before.xpos),
            u64::from(behind.mark) * 64 + u64::from(behind.xpos),
        );
        let last = window.at(cue.end, -1);
        self.cue_quotes = mix(
            u64::from(fact.quote),
            u64::from(window.at(cue.start, 0).since_quote) * 16 + u64::from(last.until_quote),
        );
        self.branches(document, window, head);
        self.between(window, labels);
    }

    fn branches(&mut self, document: &Document<'_>, window: Window<'_>, head: usize) {
        self.branches.clear();
        self.branches.resize(window.end - window.start, FAR);
        let (from, cue) = (window.start, self.cue.clone());
        let mut mark = |level: u8, relation: u8, before: bool, range: Range<usize>| {
            let range = range.start.max(from)..range.end.min(window.end);
            let number = |at: usize| u32::try_from(at).unwrap_or(NONE);
            let branch =
                Branch { level, relation, before, start: number(range.start), end: number(range.end) };
            if range.start < range.end
                && let Some(slots) = self.branches.get_mut(range.start - from..range.end - from)
            {
                slots.fill(branch);
            }
        };
        let relation = |at: usize| document.tokens().get(at).map_or(63, |token| token.deprel as u8);
        for at in cue.clone() {
            for child in document.children(at).filter(|child| !cue.contains(child)) {
                mark(0, relation(child), child < at, document.subtree(child));
            }
        }
        let mut below = head;
        self.risen = relation(head);
        for level in 1..=4 {
            let Some(above) = document.tokens().get(below).and_then(|token| token.head) else { break };
            mark(level, 62, above < head, above..above + 1);
            for child in document.children(above).filter(|child| *child != below && !cue.contains(child)) {
                // What hangs on a word of the cue was marked before.
                let range = document.subtree(child);
                if !range.contains(&head) {
                    mark(level, relation(child), child < head, range);
                }
            }
            below = above;
        }
    }

    fn between(&mut self, window: Window<'_>, labels: &[u8]) {
        self.between.clear();
        self.between.resize(window.end - window.start, Between::default());
        let label =
            |at: usize| at.checked_sub(window.start).and_then(|at| labels.get(at)).copied().unwrap_or(0);
        let count = |so_far: &mut Between, at: usize| {
            let fact = window.at(at, 0);
            match label(at) {
                1 => so_far.sources += 1,
                3 => so_far.cues += 1,
                5 => so_far.contents += 1,
                _ => {}
            }
            so_far.commas += u8::from(fact.mark == 1);
            so_far.quotes += u8::from(fact.mark == 6 || fact.mark == 7);
            so_far.sources = so_far.sources.min(3);
            so_far.cues = so_far.cues.min(3);
            so_far.contents = so_far.contents.min(3);
            so_far.commas = so_far.commas.min(4);
            so_far.quotes = so_far.quotes.min(4);
        };
        let sentence = window.at(self.cue.start, 0).sentence;
        let mut so_far = Between::default();
        for at in self.cue.end..window.end {
            count(&mut so_far, at);
            so_far.sentences = steps(window.at(at, 0).sentence.abs_diff(sentence) as usize).min(3);
            if let Some(slot) = self.between.get_mut(at - window.start) {
                *slot = so_far;
            }
        }
        let mut so_far = Between::default();
        for at in (window.start..self.cue.start).rev() {
            so_far.sentences = steps(window.at(at, 0).sentence.abs_diff(sentence) as usize).min(3);
            if let Some(slot) = self.between.get_mut(at - window.start) {
                *slot = so_far;
            }
            count(&mut so_far, at);
        }
    }

    /// The features of a token in relation to the cue.
    pub(crate) fn features(&self, window: Window<'_>, at: usize, labels: &[u8], keys: &mut Keys) {
        use FeatureGroup::{FirstStage, Parse, Places, Quotations, Words};
        keys.list.clear();
        let place = at - self.start;
        let here = window.at(at, 0);
        let branch = self.branches.get(place).copied().unwrap_or(FAR);
        let between = self.between.get(place).copied().unwrap_or_default();
        let label = |offset: isize| {
            u64::from(place.checked_add_signed(offset).and_then(|at| labels.get(at)).copied().unwrap_or(7))
        };
        let before = at < self.cue.start;
        // The words of the cue itself share the last step with those far away; their labels are given.
        let distance = if before {
            self.cue.start - at
        } else {
            (at + 1).checked_sub(self.cue.end).unwrap_or(usize::MAX)
        };
        let far = u64::from(steps(distance)) * 2 + u64::from(before);
        let side = u64::from(before) + 2 * u64::from(between.sentences);
        let cue = self.cue_key;
        let tag = u64::from(here.xpos);
        let place_in_branch =
            u64::from(branch.start as usize == at) + 2 * u64::from(branch.end as usize == at + 1);
        let way = u64::from(branch.level) * 256 + u64::from(branch.relation) * 2 + u64::from(branch.before);
        let last_way = place.checked_sub(1).and_then(|last| self.branches.get(last)).map_or(0, |last| {
            u64::from(last.level) * 256 + u64::from(last.relation) * 2 + u64::from(last.before)
        });
        let state = u64::from(here.quote) * 8 + u64::from(between.quotes);

        keys.add(Places, 200, far, u64::from(between.sentences));
        keys.add(Places, 201, mix(far, tag), u64::from(between.commas));
        keys.add(Words, 202, mix(cue, side), u64::from(here.quote));
        keys.add(Words, 203, mix(cue, far), self.cue_form);
        keys.add(Places, 204, mix(self.cue_context, side), u64::from(here.quote));
        keys.add(Places, 205, mix(self.cue_form, side), mix(u64::from(between.commas), u64::from(here.mark)));
        keys.add(Words, 206, mix(cue, u64::from(here.lemma)), u64::from(before));
        keys.add(Words, 207, u64::from(here.word), far);

        keys.add(Parse, 210, way, place_in_branch);
        keys.add(Parse, 211, mix(way, cue), 0);
        keys.add(Parse, 212, mix(way, self.cue_form), place_in_branch);
        keys.add(Parse, 213, mix(way, tag), place_in_branch);
        keys.add(Parse, 214, mix(way, u64::from(here.word)), u64::from(here.deprel));
        keys.add(Parse, 215, mix(way, last_way), u64::from(here.mark));
        keys.add(Parse, 216, mix(way, u64::from(self.risen)), u64::from(between.commas));
        keys.add(Parse, 217, mix(way, state), side);
        keys.add(Parse, 218, mix(way, u64::from(here.deprel)), place_in_branch);
        keys.add(Parse, 219, mix(mix(way, u64::from(self.risen)), cue), 0);

        keys.add(Quotations, 230, state, side);
        keys.add(Quotations, 231, mix(state, far), u64::from(here.quote_length));
        keys.add(Quotations, 232, mix(state, self.cue_context), u64::from(before));

        keys.add(Quotations, 233, mix(self.cue_quotes, side), u64::from(here.quote));
        keys.add(Quotations, 234, mix(self.cue_quotes, side), mix(state, label(0)));
        keys.add(Quotations, 235, mix(cue, side), state);

        let span = label(0) * 64 + label(-1) * 8 + label(1);
        let counts = u64::from(between.cues) * 64
            + u64::from(between.sources) * 8
            + u64::from(between.contents)
            + 512 * side;
        keys.add(FirstStage, 240, span, u64::from(before));
        keys.add(FirstStage, 241, label(0), counts);
        keys.add(FirstStage, 242, span, counts);
        keys.add(FirstStage, 243, mix(label(0), way), u64::from(between.cues));
        keys.add(FirstStage, 244, mix(label(0), cue), counts);
        keys.add(FirstStage, 245, mix(label(0), state), counts);
        keys.add(FirstStage, 246, mix(label(0), tag), far);
        keys.add(FirstStage, 247, mix(label(0), self.cue_form), mix(far, u64::from(between.cues)));
    }
}
