//! Tells resolution, while it learns, whom the annotation means.

use std::collections::BTreeMap;

use super::option::{Choice, Weighed};

/// An actor of the annotation.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    pub(crate) name: Option<String>,
    /// Of whom has no name.
    pub(crate) role: Option<String>,
}

/// A decision, and which of its options are right.
#[derive(Clone, Debug)]
pub(crate) struct Decision {
    pub(crate) options: Vec<Vec<u64>>,
    pub(crate) right: usize,
}

/// What the annotation tells of an article.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tutor {
    /// The actors of the annotation.
    pub(crate) known: Vec<Known>,
    /// Who speaks in each attribution.
    pub(crate) speakers: Vec<Option<usize>>,
    /// Whether wrong decisions are set right, so that later ones build on right ones.
    pub(crate) corrects: bool,
    /// The actor of the annotation that each actor of the resolution is; `None` for another.
    pub(crate) met: BTreeMap<usize, Option<usize>>,
    pub(crate) decisions: Vec<Decision>,
}

impl Tutor {
    /// Matches an actor with a name.
    pub(super) fn meet(&mut self, cluster: usize, names: &[String]) {
        if names.is_empty() {
            return;
        }
        let fitting = |fits: fn(&str, &str) -> bool| {
            let known = self.known.iter().enumerate();
            let mut found = known.filter(|(_, known)| {
                known.name.as_ref().is_some_and(|full| {
                    let full = full.to_lowercase();
                    names.iter().any(|name| fits(&name.to_lowercase(), &full))
                })
            });
            found.next().filter(|_| found.next().is_none()).map(|(at, _)| at)
        };
        let found = fitting(|name, full| name == full || ends(full, name) || ends(name, full))
            .or_else(|| fitting(is_surname_or_same_given));
        self.met.insert(cluster, found);
    }

    /// Records who an attribution was given to.
    pub(super) fn heard(&mut self, draft: usize, cluster: usize) {
        if let Some(speaker @ Some(_)) = self.speakers.get(draft) {
            self.met.entry(cluster).or_insert(*speaker);
        }
    }

    /// What a decision means by the annotation; `decided` where that is not known.
    pub(super) fn answer(
        &mut self,
        draft: usize,
        decided: Choice,
        ruled: Choice,
        found: Vec<Weighed>,
        lemmas: &[Option<String>],
    ) -> Choice {
        let Some(speaker) = self.speakers.get(draft).copied() else { return decided };
        let mut right: Vec<bool> = found.iter().map(|option| self.is_right(option.choice, speaker)).collect();
        // Somebody who has not come up yet.
        let is_new = speaker.is_some_and(|_| !self.met.values().any(|met| *met == speaker));
        if !right.contains(&true) && is_new {
            let role = speaker
                .and_then(|speaker| self.known.get(speaker)?.role.as_ref())
                .map(|role| role.to_lowercase());
            let fits = |lemma: &Option<String>| {
                role.as_ref().zip(lemma.as_ref()).is_some_and(|(role, lemma)| {
                    role.split(|c: char| !c.is_alphanumeric()).any(|word| word == lemma)
                })
            };
            right = lemmas.iter().map(fits).collect();
            if !right.contains(&true) {
                let unmet =
                    |choice: Choice| matches!(choice, Choice::Actor(actor) if !self.met.contains_key(&actor));
                let open = unmet(ruled) || matches!(ruled, Choice::Noun(_));
                let answer = if open { ruled } else { Choice::New };
                right = found.iter().map(|option| option.choice == answer).collect();
            }
        }
        if !right.contains(&true) {
            right = found.iter().map(|option| option.choice == Choice::Unnamed).collect();
        }
        // Of several the one that the rules chose, or else the nearest.
        let of_rules = found.iter().zip(&right).position(|(option, right)| *right && option.choice == ruled);
        let Some(at) = of_rules.or_else(|| right.iter().position(|right| *right)) else { return decided };
        let is_right = found.iter().zip(&right).any(|(option, right)| *right && option.choice == decided);
        let answer = found.get(at).map_or(decided, |option| option.choice);
        let options = found.into_iter().map(|option| option.features).collect();
        self.decisions.push(Decision { options, right: at });
        if is_right || !self.corrects { decided } else { answer }
    }

    fn is_right(&self, choice: Choice, speaker: Option<usize>) -> bool {
        match choice {
            Choice::Actor(actor) => speaker.is_some() && self.met.get(&actor) == Some(&speaker),
            Choice::Nobody => speaker.is_none(),
            Choice::Noun(_) | Choice::New | Choice::Unnamed => false,
        }
    }
}

/// Whether a name ends in whole words of another.
fn ends(full: &str, name: &str) -> bool {
    full.strip_suffix(name).is_some_and(|rest| rest.ends_with(' '))
}

/// Whether two names have one last word, and the same first where both have several.
fn is_surname_or_same_given(name: &str, full: &str) -> bool {
    let last = |name: &str| name.rsplit(' ').next().map(str::to_owned);
    let first = |name: &str| name.split(' ').next().map(str::to_owned);
    last(name) == last(full) && (!name.contains(' ') || first(name) == first(full))
}
