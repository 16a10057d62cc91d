//! Nouns that are made from verbs.

use crate::lexicon::{Lexicon, Relation};

/// Whether a noun names what a verb tells: "closure" of "close", "attack" of "attack", "speech" of "speak".
pub(super) fn is_noun_of(noun: &str, verb: &str, lexicon: &Lexicon) -> bool {
    if lexicon.related(Relation::VerbOf, verb).any(|known| known == noun) {
        return true;
    }
    // "walkout" of "walk out"
    let particles = ["out", "up", "down", "off", "over", "away", "in"];
    if particles.iter().any(|particle| noun.strip_suffix(particle) == Some(verb)) {
        return true;
    }
    let Some(ending) = noun.strip_prefix(verb) else {
        // The verb without its last letters: "clos|ure", "inva|sion", "colli|sion".
        let stem = |cut: usize| verb.len().checked_sub(cut).and_then(|end| verb.get(..end));
        let has_ending = |cut: usize, endings: &[&str]| {
            stem(cut)
                .filter(|stem| stem.len() >= 4)
                .and_then(|stem| noun.strip_prefix(stem))
                .is_some_and(|ending| endings.contains(&ending))
        };
        return has_ending(1, &["ing", "ure", "al", "ation", "ion", "ution", "ment"])
            || has_ending(2, &["sion", "tion", "ssion"]);
    };
    let is_doubled = || ending.len() == 4 && verb.ends_with(ending.get(..1).unwrap_or_default());
    match ending {
        "" | "s" | "ing" | "ion" | "ation" | "ition" | "ment" | "al" | "ance" | "ence" | "ure" | "age" => {
            true
        }
        // "stabbing"
        ending => ending.ends_with("ing") && is_doubled(),
    }
}

#[cfg(test)]
mod tests {
    use super::is_noun_of;
    use crate::lexicon::Lexicon;

    #[test]
    fn nouns_are_known_by_their_verbs() {
        for (noun, verb) in [
            ("closure", "close"),
            ("attack", "attack"),
            ("sinking", "sink"),
            ("invasion", "invade"),
            ("collision", "collide"),
            ("explosion", "explode"),
            ("resignation", "resign"),
            ("stabbing", "stab"),
            ("seizure", "seize"),
            ("arrival", "arrive"),
            ("speech", "speak"),
            ("walkout", "walk"),
        ] {
            assert!(is_noun_of(noun, verb, Lexicon::standard()), "{noun} of {verb}");
        }
        for (noun, verb) in
            [("station", "stay"), ("closet", "close"), ("meeting", "met"), ("marching", "mark")]
        {
            assert!(!is_noun_of(noun, verb, Lexicon::standard()), "{noun} not of {verb}");
        }
    }
}
