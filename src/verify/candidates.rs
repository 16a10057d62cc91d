//! Claims that a paraphrase may paraphrase, by the words that they share.

use std::collections::HashMap;

use super::indexed::Indexed;
use super::verdict::Candidate;
use super::words::{key, words};
use crate::{ActorId, ClaimId};

/// Maximum number of candidates.
const MOST: usize = 5;

/// The share of a statement's words that a candidate must have.
const LEAST: f32 = 0.25;

/// A word in more claims than this tells nothing.
const COMMON: usize = 200;

/// The claims of an article by the stems of their words.
pub(super) struct Shares {
    claims: HashMap<String, Vec<ClaimId>>,
    count: usize,
}

impl Shares {
    pub(super) fn new(text: &Indexed<'_>) -> Shares {
        let mut claims: HashMap<String, Vec<ClaimId>> = HashMap::new();
        for word in 0..text.words.len() {
            let around = text.claims_at(word);
            if around.is_empty() {
                continue;
            }
            let list = claims.entry(stem(&key(text.word(word)))).or_default();
            for claim in around {
                if !list.iter().rev().take(MOST_BACK).any(|known| known == claim) {
                    list.push(*claim);
                }
            }
        }
        Shares { claims, count: text.report.claims.len() }
    }

    /// The claims of these actors that share words with a paraphrase, the best first. Of no actors those of anybody.
    pub(super) fn candidates(&self, text: &Indexed<'_>, said: &str, actors: &[ActorId]) -> Vec<Candidate> {
        let mut stems: Vec<String> =
            words(said).into_iter().map(|span| stem(&key(span.slice(said).unwrap_or_default()))).collect();
        stems.sort_unstable();
        stems.dedup();
        let mut shared: HashMap<ClaimId, f32> = HashMap::new();
        let mut all = 0.0;
        for stem in &stems {
            let list = self.claims.get(stem).map_or(&[][..], Vec::as_slice);
            let weight = self.weight(list.len());
            all += weight;
            for claim in list.iter().take(COMMON) {
                *shared.entry(*claim).or_default() += weight;
            }
        }
        let is_theirs = |id: ClaimId| {
            let speaker = text.report.claim(id).and_then(|claim| claim.speaker()?.source);
            let actor = speaker.and_then(|source| text.report.source(source)).map(|source| source.actor);
            actors.is_empty() || actor.is_some_and(|actor| actors.contains(&actor))
        };
        let mut found: Vec<Candidate> = shared
            .into_iter()
            .map(|(claim, weight)| {
                Candidate::new(claim, if all > 0.0 { (weight / all).min(1.0) } else { 0.0 })
            })
            .filter(|candidate| candidate.shared >= LEAST && is_theirs(candidate.claim))
            .collect();
        found.sort_by(|a, b| b.shared.total_cmp(&a.shared).then(a.claim.cmp(&b.claim)));
        found.truncate(MOST);
        found
    }

    /// What a word tells: the more, the fewer claims have it. Words of half of the claims tell nothing.
    #[allow(clippy::cast_precision_loss, reason = "numbers of claims are small")]
    fn weight(&self, claims: usize) -> f32 {
        let (all, have) = (self.count as f32 + 1.0, claims as f32 + 1.0);
        (all / have).ln().max(0.0) + if claims * 2 > self.count.max(2) { 0.0 } else { 0.5 }
    }
}

/// Claims that are looked at to tell whether one is listed: those around the same words.
const MOST_BACK: usize = 16;

/// A word without the endings of plurals and of regular verbs.
fn stem(word: &str) -> String {
    let word = word.strip_suffix("'s").unwrap_or(word);
    let endings = ["ing", "ed", "es", "s"];
    let stem =
        endings.iter().find_map(|ending| word.strip_suffix(ending).filter(|stem| stem.chars().count() > 2));
    stem.unwrap_or(word).trim_end_matches('e').to_owned()
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn forms_of_one_word_have_one_stem() {
        for (a, b) in [("closes", "closed"), ("closing", "close"), ("bridges", "bridge"), ("plan", "plan's")]
        {
            assert_eq!(stem(a), stem(b), "{a} {b}");
        }
        assert_eq!(stem("his"), "his");
    }
}
