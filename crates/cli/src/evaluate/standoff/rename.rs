//! Other names of the same shape, to see what an engine owes to the names of its training data.

use std::collections::{HashMap, HashSet};

/// Which words of a corpus are names: those that are capitalised in mid-sentence most of the time.
pub(crate) struct Names {
    names: HashSet<String>,
}

/// Capitalised words that are no names.
const KEPT: &str = "i mr mrs ms dr sen sens rep reps gov govs gen lt col sgt capt rev prof president vice senator \
                    governor secretary minister prime chairman chairwoman director judge justice mayor attorney \
                    general congressman congresswoman representative speaker professor ambassador king queen prince \
                    princess pope monday tuesday wednesday thursday friday saturday sunday january february march april \
                    may june july august september october november december jan feb mar apr jun jul aug sept sep oct \
                    nov dec mon tue tues wed thu thur thurs fri sat sun jr sr st";

/// The words of a text: runs of ASCII letters that no other letter touches.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        loop {
            let from = rest + text[rest..].find(char::is_alphanumeric)?;
            let length = text[from..].find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len() - from);
            rest = from + length;
            let word = &text[from..rest];
            if word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
                return Some((from, word));
            }
        }
    })
}

/// Whether a capital is due at this place in any case.
fn starts(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches([' ', '\u{a0}']);
    before.is_empty()
        || !before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '’' | '\'' | ')' | '-'))
}

impl Names {
    pub(crate) fn of<'t>(texts: impl Iterator<Item = &'t str>) -> Names {
        let mut seen: HashMap<String, (usize, usize)> = HashMap::new();
        for text in texts {
            for (at, word) in words(text) {
                if starts(text, at) {
                    continue;
                }
                let entry = seen.entry(word.to_lowercase()).or_default();
                entry.1 += 1;
                entry.0 += usize::from(word.starts_with(|c: char| c.is_ascii_uppercase()));
            }
        }
        let kept: HashSet<&str> = KEPT.split_whitespace().collect();
        let is_name = |(word, (capital, all)): (String, (usize, usize))| {
            (capital * 10 > all * 6 && word.len() > 1 && !kept.contains(word.as_str())).then_some(word)
        };
        Names { names: seen.into_iter().filter_map(is_name).collect() }
    }

    /// The text with every name replaced by letters that look like one; the same name always by the same. No offset
    /// changes.
    pub(crate) fn replace(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for (at, word) in words(text) {
            let lower = word.to_lowercase();
            if !word.starts_with(|c: char| c.is_ascii_uppercase()) || !self.names.contains(&lower) {
                continue;
            }
            out.push_str(&text[done..at]);
            let mut state = lower.bytes().fold(77_u64, |state, byte| mix(state, u64::from(byte)));
            for c in word.chars() {
                state = mix(state, 1);
                let set: &[u8] = if "aeiouyAEIOUY".contains(c) { b"aeiou" } else { b"bcdfghklmnprstvw" };
                let letter = char::from(set[usize::try_from(state >> 33).unwrap_or(0) % set.len()]);
                out.push(if c.is_ascii_uppercase() { letter.to_ascii_uppercase() } else { letter });
            }
            done = at + word.len();
        }
        out.push_str(&text[done..]);
        out
    }
}

fn mix(state: u64, value: u64) -> u64 {
    let mixed = (state ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 31)
}
