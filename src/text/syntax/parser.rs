//! Dependencies: a greedy arc-hybrid transition parser (Kuhlmann, Gómez-Rodríguez and Satta 2011; dynamic oracle by
//! Goldberg and Nivre 2013). One choice of three actions per step, and one choice of label per arc.

use super::table::{Reader, Table, mix};
use super::tagger::{Form, NO_FORM, PROBES, Tag, lower_form};
use crate::text::{Deprel, Upos};

/// What the parser does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    /// The next token goes on the stack.
    Shift,
    /// The top of the stack depends on the next token.
    Left,
    /// The top of the stack depends on the token below it.
    Right,
}

impl Action {
    pub(crate) const ALL: [Action; 3] = [Action::Shift, Action::Left, Action::Right];
}

/// A number that is no token: beyond the ends, or the root.
pub(crate) const NONE: u32 = u32::MAX;

/// What is known of a token's dependents so far.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    pub(crate) head: u32,
    pub(crate) label: u8,
    /// The outermost dependents on each side, and how many there are.
    left: u32,
    right: u32,
    lefts: u8,
    rights: u8,
    /// The dependents inside the outermost ones.
    second_left: u32,
    second_right: u32,
}

const FRESH: Node = Node {
    head: NONE,
    label: u8::MAX,
    left: NONE,
    right: NONE,
    lefts: 0,
    rights: 0,
    second_left: NONE,
    second_right: NONE,
};

/// The state of a parse: a stack, the next token, and the arcs so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct State {
    pub(crate) stack: Vec<u32>,
    pub(crate) next: u32,
    pub(crate) nodes: Vec<Node>,
}

impl State {
    /// Starts on a sentence of so many tokens.
    pub(crate) fn start(&mut self, tokens: usize) {
        self.stack.clear();
        self.next = 0;
        self.nodes.clear();
        self.nodes.resize(tokens, FRESH);
    }

    fn size(&self) -> u32 {
        u32::try_from(self.nodes.len()).unwrap_or(NONE)
    }

    /// Whether every token has its head.
    pub(crate) fn is_done(&self) -> bool {
        self.next >= self.size() && self.stack.is_empty()
    }

    pub(crate) fn below(&self, depth: usize) -> u32 {
        self.stack.len().checked_sub(depth + 1).and_then(|at| self.stack.get(at)).copied().unwrap_or(NONE)
    }

    /// Whether the action is possible. A sentence has one root: the last token on the stack when nothing else is left.
    pub(crate) fn allows(&self, action: Action) -> bool {
        let more = self.next < self.size();
        match action {
            Action::Shift => more,
            Action::Left => !self.stack.is_empty() && (more || self.stack.len() == 1),
            Action::Right => self.stack.len() >= 2,
        }
    }

    /// The arc that an action makes: head and dependent. The head of a root is [`NONE`].
    pub(crate) fn arc(&self, action: Action) -> Option<(u32, u32)> {
        match action {
            Action::Shift => None,
            Action::Left if self.next < self.size() => Some((self.next, self.below(0))),
            Action::Left => Some((NONE, self.below(0))),
            Action::Right => Some((self.below(1), self.below(0))),
        }
    }

    /// Does it.
    pub(crate) fn apply(&mut self, action: Action, label: u8) {
        let Some((head, dependent)) = self.arc(action) else {
            self.stack.push(self.next);
            self.next += 1;
            return;
        };
        self.stack.pop();
        if let Some(node) = self.nodes.get_mut(dependent as usize) {
            node.head = head;
            node.label = label;
        }
        if let Some(node) = self.nodes.get_mut(head as usize) {
            if dependent < head {
                node.second_left = node.left;
                node.left = dependent;
                node.lefts = node.lefts.saturating_add(1);
            } else {
                node.second_right = node.right;
                node.right = dependent;
                node.rights = node.rights.saturating_add(1);
            }
        }
    }

    fn node(&self, token: u32) -> Node {
        self.nodes.get(token as usize).copied().unwrap_or(FRESH)
    }
}

/// A sentence as the parser sees it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Input<'a> {
    pub(crate) forms: &'a [Form],
    pub(crate) tags: &'a [Tag],
}

impl Input<'_> {
    fn word(&self, token: u32) -> u64 {
        self.forms.get(token as usize).map_or(0, |form| u64::from(form.word))
    }

    fn tag(&self, token: u32) -> u64 {
        self.tags.get(token as usize).map_or(255, |tag| u64::from(*tag))
    }

    fn form(&self, token: u32) -> &Form {
        self.forms.get(token as usize).unwrap_or(&NO_FORM)
    }
}

fn near(token: u32, by: i32) -> u32 {
    if token == NONE { NONE } else { token.checked_add_signed(by).unwrap_or(NONE) }
}

fn distance(a: u32, b: u32) -> u64 {
    match a.abs_diff(b) {
        gap @ 0..=4 => u64::from(gap),
        5..=6 => 5,
        7..=10 => 6,
        11..=20 => 7,
        _ => 8,
    }
}

/// The keys of the features of a state, for the choice of an action. Templates after Zhang and Nivre (2011), fitted to
/// arc-hybrid.
pub(crate) fn action_features(input: Input<'_>, state: &State, keys: &mut Vec<u64>) {
    keys.clear();
    let (s0, s1, s2, b0) = (state.below(0), state.below(1), state.below(2), state.next);
    let (b1, b2) = (near(b0, 1), near(b0, 2));
    let (n0, n1, nb) = (state.node(s0), state.node(s1), state.node(b0));
    let (w, t) = (|token| input.word(token), |token| input.tag(token));
    let (s0w, s1w, b0w, b1w) = (w(s0), w(s1), w(b0), w(b1));
    let (s0t, s1t, s2t, b0t, b1t, b2t) = (t(s0), t(s1), t(s2), t(b0), t(b1), t(b2));
    let label = |token: u32| u64::from(state.node(token).label);
    let mut add = |template: u64, key: u64| keys.push(mix(template, key));
    let two = |a: u64, b: u64| mix(a, b);
    let three = |a: u64, b: u64, c: u64| mix(mix(a, b), c);
    let gap = distance(s0, b0);
    let gap1 = distance(s1, s0);
    let (s0wt, s1wt, b0wt, b1wt) = (two(s0w, s0t), two(s1w, s1t), two(b0w, b0t), two(b1w, b1t));
    // single words
    add(1, s0wt);
    add(2, s0w);
    add(3, s0t);
    add(4, b0wt);
    add(5, b0w);
    add(6, b0t);
    add(7, b1wt);
    add(8, b1t);
    add(9, two(b1t, b2t));
    add(10, s1wt);
    add(11, s1t);
    // pairs
    add(12, two(s0wt, b0wt));
    add(13, two(s0wt, b0t));
    add(14, two(s0t, b0wt));
    add(15, two(s0w, b0w));
    add(16, three(s0t, b0t, gap));
    add(17, two(s1wt, s0wt));
    add(18, two(s1wt, s0t));
    add(19, two(s1t, s0wt));
    add(20, three(s1t, s0t, gap1));
    add(21, two(s1t, b0t));
    add(22, two(s1wt, b0t));
    add(23, two(s1t, b0wt));
    add(24, two(s1w, s0w));
    // triples
    add(25, three(s0t, b0t, b1t));
    add(26, three(s1t, s0t, b0t));
    add(27, three(s0wt, b0t, b1t));
    add(28, three(s0t, b0wt, b1t));
    add(29, three(s2t, s1t, s0t));
    add(30, three(b0t, b1t, b2t));
    add(31, three(s1wt, s0t, b0t));
    add(32, three(s1t, s0wt, b0t));
    add(33, three(s1t, s0t, b0wt));
    add(34, two(three(s0t, b0t, b1t), b2t));
    add(35, two(three(s1t, s0t, b0t), b1t));
    // dependents
    let (s0l, s0r, s1l, s1r, b0l) = (n0.left, n0.right, n1.left, n1.right, nb.left);
    add(36, three(s0t, t(s0l), b0t));
    add(37, three(s0t, t(s0r), b0t));
    add(38, three(s0t, b0t, t(b0l)));
    add(39, three(s1t, s0t, t(s0l)));
    add(40, three(s1t, s0t, t(s0r)));
    add(41, three(s1t, t(s1r), s0t));
    add(42, three(s1t, t(s1l), s0t));
    add(43, two(s0wt, label(s0l)));
    add(44, two(s0wt, label(s0r)));
    add(45, two(b0wt, label(b0l)));
    add(46, two(s1wt, label(s1r)));
    add(47, two(s1wt, label(s1l)));
    add(48, three(s0t, label(s0l), label(s0r)));
    add(49, three(s1t, label(s1l), label(s1r)));
    add(50, three(s0t, b0t, label(b0l)));
    add(51, three(s1t, s0t, label(s0l)));
    add(52, three(s1t, s0t, label(s1r)));
    add(53, two(s0wt, u64::from(n0.lefts.min(4)) * 8 + u64::from(n0.rights.min(4))));
    add(54, two(s1wt, u64::from(n1.lefts.min(4)) * 8 + u64::from(n1.rights.min(4))));
    add(55, two(b0wt, u64::from(nb.lefts.min(4))));
    add(56, three(s0t, w(s0l), b0t));
    add(57, three(s1t, s0t, w(s0l)));
    add(58, three(s1w, s0t, w(s0l)));
    add(59, three(s0w, b0w, gap));
    add(60, three(label(n0.second_left), label(s0l), s0t));
    add(61, three(label(n0.second_right), label(s0r), s0t));
    add(62, three(label(n1.second_right), label(s1r), s1t));
    add(63, two(s0t, two(gap, b0w)));
    add(64, three(s1w, w(s0l), gap1));
    add(65, three(u64::from(input.form(s0).shape), u64::from(input.form(b0).shape), s0t));
    add(66, three(t(near(s0, 1)), t(near(b0, -1)), two(s0t, b0t)));
    add(67, three(t(near(s1, 1)), s1t, s0t));
    add(68, two(s0w, two(b0t, b1w)));
    add(69, three(w(s2), s0t, b0t));
    add(70, b1wt ^ two(s0t, b0t));
}

/// The keys of the features of an arc, for the choice of its label. The dependent has all its own dependents by then.
pub(crate) fn label_features(
    input: Input<'_>,
    state: &State,
    head: u32,
    dependent: u32,
    keys: &mut Vec<u64>,
) {
    keys.clear();
    let (node, over) = (state.node(dependent), state.node(head));
    let (w, t) = (|token| input.word(token), |token| input.tag(token));
    let (hw, ht, dw, dt) = (w(head), t(head), w(dependent), t(dependent));
    let label = |token: u32| u64::from(state.node(token).label);
    let side = u64::from(head < dependent) + 2 * u64::from(head == NONE);
    let mut add = |template: u64, key: u64| keys.push(mix(template + 100, mix(key, side)));
    let two = |a: u64, b: u64| mix(a, b);
    let three = |a: u64, b: u64, c: u64| mix(mix(a, b), c);
    let gap = if head == NONE { 9 } else { distance(head, dependent) };
    add(1, two(ht, dt));
    add(2, two(hw, dt));
    add(3, two(ht, dw));
    add(4, two(hw, dw));
    add(5, three(dt, dw, 0));
    add(6, hw);
    add(7, three(ht, dt, gap));
    add(8, three(ht, dt, w(node.left)));
    add(9, three(ht, dt, t(node.left)));
    add(10, three(hw, dt, w(node.left)));
    add(11, three(dw, w(node.left), ht));
    add(12, three(ht, dt, label(node.left)));
    add(13, three(ht, dt, label(node.right)));
    add(14, three(label(node.left), label(node.second_left), dt));
    add(15, three(ht, dt, label(over.left)));
    add(16, three(ht, dt, label(over.right)));
    add(17, three(hw, dt, label(over.right)));
    add(18, three(hw, dt, label(over.left)));
    add(19, three(dt, t(near(dependent, 1)), t(near(dependent, -1))));
    add(20, three(ht, t(near(head, 1)), t(near(head, -1))));
    add(21, three(ht, dt, t(near(dependent, 1))));
    add(22, three(ht, dt, w(near(dependent, -1))));
    add(23, three(ht, dt, u64::from(node.lefts.min(4)) * 8 + u64::from(node.rights.min(4))));
    add(24, three(ht, dt, u64::from(over.lefts.min(4)) * 8 + u64::from(over.rights.min(4))));
    add(25, three(dt, u64::from(input.form(dependent).suffixes.get(2).copied().unwrap_or(0)), ht));
    add(26, three(ht, u64::from(input.form(head).suffixes.get(2).copied().unwrap_or(0)), dt));
    add(27, three(u64::from(input.form(head).shape), u64::from(input.form(dependent).shape), two(ht, dt)));
    add(28, three(ht, dt, w(near(dependent, 1))));
    add(29, three(dw, gap, ht));
    add(30, three(w(node.left), w(node.second_left), dt));
}

/// The parser's part of a model.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parser {
    pub(crate) actions: Table<3>,
    pub(crate) labels: Table<1>,
    /// The labels seen between two universal parts of speech in a direction: three times 18 times 18 lists, the last of
    /// each 18 for the root.
    pub(crate) allowed: Vec<Vec<u8>>,
}

/// The place of a pair of parts of speech in [`Parser::allowed`].
pub(crate) fn pair(head: Option<Upos>, dependent: Upos, rightward: bool) -> usize {
    let head = head.map_or(17, |head| head as usize);
    (usize::from(rightward) * 18 + head) * 18 + dependent as usize
}

/// Buffers that are used again for every sentence.
#[derive(Debug, Default)]
pub(crate) struct ParseScratch {
    pub(crate) state: State,
    pub(crate) keys: Vec<u64>,
}

impl Parser {
    /// A number that changes with the features.
    pub(crate) fn features() -> u64 {
        let forms: Vec<Form> =
            PROBES.into_iter().map(|word| Form::new(word, &lower_form(word), false)).collect();
        let tags: Vec<Tag> = (0..).take(forms.len()).collect();
        let input = Input { forms: &forms, tags: &tags };
        let (mut state, mut keys, mut sum) = (State::default(), Vec::new(), 0);
        state.start(forms.len());
        for action in
            [Action::Shift, Action::Left, Action::Shift, Action::Shift, Action::Shift, Action::Right]
        {
            action_features(input, &state, &mut keys);
            sum = keys.iter().copied().fold(sum, mix);
            label_features(input, &state, 3, 2, &mut keys);
            sum = keys.iter().copied().fold(sum, mix);
            state.apply(action, 4);
        }
        sum
    }

    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        self.actions.write(out);
        self.labels.write(out);
        out.extend(u32::try_from(self.allowed.len()).unwrap_or(u32::MAX).to_le_bytes());
        for labels in &self.allowed {
            out.extend(u32::try_from(labels.len()).unwrap_or(u32::MAX).to_le_bytes());
            out.extend(labels);
        }
    }

    /// Reads what [`Parser::write`] wrote; `None` where it is something else.
    pub(crate) fn read(bytes: &mut Reader<'_>) -> Option<Self> {
        let (actions, labels) = (Table::read(bytes)?, Table::read(bytes)?);
        let lists = bytes.u32()?;
        let list = |bytes: &mut Reader<'_>| {
            let count = bytes.u32()? as usize;
            Some(bytes.take(count)?.to_vec())
        };
        let allowed: Option<Vec<Vec<u8>>> = (0..lists).map(|_| list(bytes)).collect();
        Some(Parser { actions, labels, allowed: allowed? })
    }

    /// Parses one sentence; the arcs are in the scratch's state.
    pub(crate) fn parse(
        &self,
        input: Input<'_>,
        upos: impl Fn(u32) -> Option<Upos>,
        scratch: &mut ParseScratch,
    ) {
        scratch.state.start(input.forms.len());
        while !scratch.state.is_done() {
            let action = self.action(input, scratch);
            let label = match scratch.state.arc(action) {
                Some((head, dependent)) => self.label(input, &upos, scratch, head, dependent),
                None => 0,
            };
            scratch.state.apply(action, label);
        }
    }

    fn action(&self, input: Input<'_>, scratch: &mut ParseScratch) -> Action {
        let mut allowed = Action::ALL.into_iter().filter(|action| scratch.state.allows(*action));
        if let (Some(only), None) = (allowed.next(), allowed.next()) {
            return only;
        }
        action_features(input, &scratch.state, &mut scratch.keys);
        let mut sums = [0_i32; 3];
        for key in &scratch.keys {
            if let Some(row) = self.actions.get(*key) {
                for (sum, weight) in sums.iter_mut().zip(row) {
                    *sum += i32::from(*weight);
                }
            }
        }
        best_action(&scratch.state, sums)
    }

    fn label(
        &self,
        input: Input<'_>,
        upos: &impl Fn(u32) -> Option<Upos>,
        scratch: &mut ParseScratch,
        head: u32,
        dependent: u32,
    ) -> u8 {
        let place = pair(upos(head), upos(dependent).unwrap_or(Upos::X), head < dependent);
        let allowed = self.allowed.get(place).map(Vec::as_slice).unwrap_or_default();
        match allowed {
            [] => return Deprel::Dep as u8,
            [only] => return *only,
            _ => {}
        }
        label_features(input, &scratch.state, head, dependent, &mut scratch.keys);
        let score = |label: u8| {
            let weights = scratch.keys.iter().filter_map(|key| self.labels.get(mix(*key, u64::from(label))));
            weights.map(|[weight]| i32::from(*weight)).sum::<i32>()
        };
        let mut best = (i32::MIN, 0);
        for label in allowed {
            let score = score(*label);
            if score > best.0 {
                best = (score, *label);
            }
        }
        best.1
    }
}

/// The possible action with the highest score; the first of equals.
pub(crate) fn best_action<T: PartialOrd + Copy>(state: &State, scores: [T; 3]) -> Action {
    let mut best: Option<(T, Action)> = None;
    for (action, score) in Action::ALL.into_iter().zip(scores) {
        if state.allows(action) && best.is_none_or(|(top, _)| score > top) {
            best = Some((score, action));
        }
    }
    best.map_or(Action::Shift, |(_, action)| action)
}
