//! Decides whom a phrase means, by what speaks for each option.

use super::option::{Choice, Spoke, Weighed};
use super::question::{Question, options};
use super::resolver::Resolver;
use crate::Confidence;
use crate::attribution::Draft;

/// Minimum probability of an option that counts as a rival.
const RIVAL: f32 = 0.05;

/// Minimum probability that an office means somebody named of whom nothing shows it.
const UNSHOWN: f32 = 0.9;

impl Resolver<'_> {
    /// Whom a question means: the likeliest option by the weights, or, without weights, what the rules answer.
    pub(super) fn decide(&mut self, question: &Question<'_>) -> Choice {
        self.choose(question.ruled, |resolver| {
            options(resolver.context(), &resolver.kinship, &resolver.spoke, question)
        })
    }

    /// The likeliest of some options. They are made only where something weighs them.
    pub(super) fn choose(&mut self, ruled: Choice, options: impl Fn(&Self) -> Vec<Weighed>) -> Choice {
        let weights = self.learned.weights(|weights| &weights.identity);
        #[cfg(feature = "training")]
        if self.learned.asked.is_some() {
            let found = options(self);
            let shares = weights.map(|weights| weights.rank(found.iter().map(|one| one.features.as_slice())));
            let likeliest = shares.map(|shares| self.likeliest(&found, &shares).0);
            return self.taught(ruled, found, likeliest);
        }
        let Some(weights) = weights else { return ruled };
        let found = options(self);
        let shares = weights.rank(found.iter().map(|one| one.features.as_slice()));
        let (choice, share) = self.likeliest(&found, &shares);
        self.sure = Confidence::new(share).ok();
        choice
    }

    /// The likeliest option with its probability. Nobody is named on less than `least` where an unnamed reading rivals; whom it may
    /// have been is kept.
    fn likeliest(&mut self, found: &[Weighed], shares: &[f32]) -> (Choice, f32) {
        let mut best = (Choice::Nobody, 0.0);
        let mut least = self.learned.least;
        let mut unnamed = (Choice::Nobody, 0.0);
        for (option, share) in found.iter().zip(shares) {
            if *share > best.1 {
                best = (option.choice, *share);
                least = if option.unshown { self.learned.least.max(UNSHOWN) } else { self.learned.least };
            }
            if *share > unnamed.1 && !self.is_named(option.choice) {
                unnamed = (option.choice, *share);
            }
        }
        let doubtful = self.is_named(best.0) && best.1 < least && unnamed.1 > RIVAL;
        self.rival = None;
        if let (true, Choice::Actor(rival)) = (doubtful, best.0) {
            self.rival = Some(rival);
            return unnamed;
        }
        best
    }

    fn is_named(&self, choice: Choice) -> bool {
        let Choice::Actor(actor) = choice else { return false };
        self.discourse.actor(actor).is_some_and(|actor| !actor.names.is_empty() || !actor.members.is_empty())
    }

    /// Records who speaks in the attribution at hand.
    pub(super) fn heard(&mut self, draft: &Draft, cluster: usize) {
        let spans = draft.found.cue.iter().chain(&draft.found.content);
        let token = self.document.token_at(spans.map(|span| span.start()).min().unwrap_or_default());
        let paragraph = self.document.paragraph_of(token).unwrap_or(0);
        self.spoke.push(Spoke { cluster, token, paragraph, nested: draft.within.is_some() });
        #[cfg(feature = "training")]
        if let (Some(asked), Some(draft)) = (&mut self.learned.asked, self.draft) {
            asked.tutor.heard(draft, cluster);
        }
    }

    /// Makes the names known to whoever teaches.
    #[cfg_attr(not(feature = "training"), expect(clippy::unused_self, clippy::needless_pass_by_ref_mut))]
    pub(super) fn meet(&mut self) {
        #[cfg(feature = "training")]
        if let Some(asked) = &mut self.learned.asked {
            for (cluster, actor) in self.discourse.clusters.iter().enumerate() {
                asked.tutor.meet(cluster, &actor.names);
            }
        }
    }

    /// What a question means by the annotation, noted down.
    #[cfg(feature = "training")]
    fn taught(&mut self, ruled: Choice, found: Vec<Weighed>, likeliest: Option<Choice>) -> Choice {
        let document = self.document;
        let lemma = |option: &Weighed| match option.choice {
            Choice::Noun(noun) => Some(document.lemma(noun).to_lowercase()),
            _ => None,
        };
        let lemmas = found.iter().map(lemma).collect::<Vec<_>>();
        let decided = likeliest.unwrap_or(ruled);
        match (&mut self.learned.asked, self.draft) {
            (Some(asked), Some(draft)) => asked.tutor.answer(draft, decided, ruled, found, &lemmas),
            _ => decided,
        }
    }
}
