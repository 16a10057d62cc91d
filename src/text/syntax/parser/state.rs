//! The transition system: three arc-hybrid actions on a stack, the next token and the arcs so far.

/// An action of the parser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    /// Pushes the next token on the stack.
    Shift,
    /// Makes the top of the stack a dependent of the next token, and pops it.
    Left,
    /// Makes the top of the stack a dependent of the token below it, and pops it.
    Right,
}

impl Action {
    pub(crate) const ALL: [Action; 3] = [Action::Shift, Action::Left, Action::Right];
}

/// The index of an absent token, and of the head of a root.
pub(crate) const NONE: u32 = u32::MAX;

/// The head and dependents of a token so far.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    pub(crate) head: u32,
    pub(crate) label: u8,
    /// The outermost dependents on each side, and the number of dependents.
    pub(crate) left: u32,
    pub(crate) right: u32,
    pub(crate) lefts: u8,
    pub(crate) rights: u8,
    /// The dependents next to the outermost ones.
    pub(crate) second_left: u32,
    pub(crate) second_right: u32,
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
    /// Starts a sentence with a number of tokens.
    pub(crate) fn start(&mut self, tokens: usize) {
        self.stack.clear();
        self.next = 0;
        self.nodes.clear();
        self.nodes.resize(tokens, FRESH);
    }

    pub(crate) fn size(&self) -> u32 {
        u32::try_from(self.nodes.len()).unwrap_or(NONE)
    }

    /// Whether every token has a head.
    pub(crate) fn is_done(&self) -> bool {
        self.next >= self.size() && self.stack.is_empty()
    }

    /// The token at a depth of the stack. 0 is the top.
    pub(crate) fn below(&self, depth: usize) -> u32 {
        self.stack.len().checked_sub(depth + 1).and_then(|at| self.stack.get(at)).copied().unwrap_or(NONE)
    }

    /// Whether an action is possible. The root is the token that is alone on the stack at the end of the sentence.
    pub(crate) fn allows(&self, action: Action) -> bool {
        let more = self.next < self.size();
        match action {
            Action::Shift => more,
            Action::Left => !self.stack.is_empty() && (more || self.stack.len() == 1),
            Action::Right => self.stack.len() >= 2,
        }
    }

    /// The arc of an action: head and dependent. The head of a root is [`NONE`].
    pub(crate) fn arc(&self, action: Action) -> Option<(u32, u32)> {
        match action {
            Action::Shift => None,
            Action::Left if self.next < self.size() => Some((self.next, self.below(0))),
            Action::Left => Some((NONE, self.below(0))),
            Action::Right => Some((self.below(1), self.below(0))),
        }
    }

    /// Performs an action.
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

    pub(crate) fn node(&self, token: u32) -> Node {
        self.nodes.get(token as usize).copied().unwrap_or(FRESH)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn builds_the_arcs_of_its_actions() {
        // "Officials denied it": both hang on the verb.
        let mut state = State::default();
        state.start(3);
        assert!(!state.allows(Action::Left) && !state.allows(Action::Right));
        for (action, label) in [
            (Action::Shift, 0),
            (Action::Left, 7),
            (Action::Shift, 0),
            (Action::Shift, 0),
            (Action::Right, 8),
            (Action::Left, 9),
        ] {
            assert!(state.allows(action), "{action:?} in {state:?}");
            state.apply(action, label);
        }
        assert!(state.is_done());
        let arcs: Vec<(u32, u8)> = state.nodes.iter().map(|node| (node.head, node.label)).collect();
        assert_eq!(arcs, [(1, 7), (NONE, 9), (1, 8)]);
        let verb = state.node(1);
        assert_eq!((verb.left, verb.right, verb.lefts, verb.rights), (0, 2, 1, 1));
    }

    #[test]
    fn has_one_root_whatever_is_done() {
        let mut choice = 1_u32;
        for tokens in 0..30_usize {
            let mut state = State::default();
            state.start(tokens);
            let mut steps = 0;
            while !state.is_done() {
                choice = choice.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let possible: Vec<Action> =
                    Action::ALL.into_iter().filter(|action| state.allows(*action)).collect();
                state.apply(possible[(choice >> 16) as usize % possible.len()], 0);
                steps += 1;
            }
            assert_eq!(steps, 2 * tokens);
            let roots = state.nodes.iter().filter(|node| node.head == NONE).count();
            assert_eq!(roots, usize::from(tokens > 0));
        }
    }
}
