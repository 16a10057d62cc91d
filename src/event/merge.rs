//! Which mentions speak of one event.

use super::draft::{Draft, Weight, Word};
use super::when;
use crate::Event;

/// How far back an event may lie that a definite mention takes up, in events.
const RECENT: usize = 24;

/// How far back an event may lie that a noun takes up which is made from its verb, in sentences: "attacked ... The attack".
const NEAR: usize = 6;

/// More do not take part in an event that is told as one.
const MOST_PARTICIPANTS: usize = 32;

/// Adds an event, or its mention to the event that it speaks of again.
pub(super) fn add(draft: Draft, drafts: &mut Vec<Draft>) {
    let recent = drafts.len().saturating_sub(RECENT);
    let find = |alike: &dyn Fn(&Draft) -> bool| {
        let mut before = drafts.iter().enumerate().skip(recent).rev();
        before.find(|(_, before)| alike(before) && compatible(&draft.event, &before.event)).map(|(at, _)| at)
    };
    let definite = draft.word == Word::Definite;
    // The same word is the better sign: "the call" is the call before it is the conference that stands between.
    let named_alike = |before: &Draft| before.word != Word::Verb && before.lemma == draft.lemma && definite;
    let made_from = |before: &Draft| {
        before.word == Word::Verb
            && definite
            && draft.sentence - before.sentence <= NEAR
            && is_made_from(&draft.lemma, &before.lemma)
    };
    let both_meetings = |before: &Draft| {
        let near = before.word != Word::Verb || draft.sentence - before.sentence <= NEAR;
        before.meeting && draft.meeting && definite && before.dated && near
    };
    let same = find(&named_alike).or_else(|| find(&made_from)).or_else(|| find(&both_meetings));
    let Some(at) = same else {
        if draft.weight == Weight::Told {
            drafts.push(draft);
        }
        return;
    };
    let Some(before) = drafts.get_mut(at) else { return };
    before.event.mentions.extend(draft.event.mentions);
    if let Some(time) = draft.event.time {
        match &mut before.event.time {
            Some(known) => when::join(known, &time),
            none => *none = Some(time),
        }
        before.dated |= draft.dated;
    }
    for part in draft.event.participants {
        let known = before.event.participants.iter().any(|known| known.actor == part.actor);
        if !known && before.event.participants.len() < MOST_PARTICIPANTS {
            before.event.participants.push(part);
        }
    }
    for stance in draft.event.stances {
        // The first words of the article, or of a claim, say how sure it is.
        let told = if stance.claim.is_none() {
            std::mem::replace(&mut before.told_by_article, true)
        } else {
            before.event.stances.iter().rev().take(RECENT).any(|known| known.claim == stance.claim)
        };
        if !told {
            before.event.stances.push(stance);
        }
    }
    before.event.place = before.event.place.or(draft.event.place);
}

/// Whether two mentions can speak of one event: neither their days nor those who take part contradict each other.
fn compatible(a: &Event, b: &Event) -> bool {
    let takes_part = |event: &Event, actor| event.participants.iter().any(|part| part.actor == actor);
    let strangers = !a.participants.is_empty()
        && !b.participants.is_empty()
        && !a.participants.iter().any(|part| takes_part(b, part.actor));
    if strangers {
        return false;
    }
    let days =
        |event: &Event| event.time.as_ref().and_then(|time| Some((time.reading.start?, time.reading.end?)));
    match (days(a), days(b)) {
        (Some((a_start, a_end)), Some((b_start, b_end))) => a_start <= b_end && b_start <= a_end,
        _ => true,
    }
}

/// Whether a noun is made from a verb: "closure" from "close", "attack" from "attack", "sinking" from "sink".
fn is_made_from(noun: &str, verb: &str) -> bool {
    const IRREGULAR: &[(&str, &str)] = &[
        ("speak", "speech"),
        ("speak", "conversation"),
        ("sell", "sale"),
        ("lose", "loss"),
        ("fly", "flight"),
        ("die", "death"),
        ("kill", "murder"),
        ("marry", "wedding"),
        ("choose", "choice"),
        ("buy", "purchase"),
        ("acquire", "takeover"),
        ("buy", "takeover"),
        ("win", "victory"),
        ("defeat", "victory"),
        ("beat", "victory"),
    ];
    if IRREGULAR.contains(&(verb, noun)) {
        return true;
    }
    let Some(rest) = noun.strip_prefix(verb) else {
        // What is left of a verb without its last letters: "clos|e", "invad|e" and "inva|sion", "colli|de" and "colli|sion".
        let stem = |cut: usize| verb.len().checked_sub(cut).and_then(|end| verb.get(..end));
        let ending = |stem: &str, endings: &[&str]| {
            stem.len() >= 4 && noun.strip_prefix(stem).is_some_and(|rest| endings.contains(&rest))
        };
        return stem(1)
            .is_some_and(|stem| ending(stem, &["ing", "ure", "al", "ation", "ion", "ution", "ment"]))
            || stem(2).is_some_and(|stem| ending(stem, &["sion", "tion", "ssion"]));
    };
    matches!(rest, "" | "s" | "ing" | "ion" | "ation" | "ition" | "ment" | "al" | "ance" | "ence" | "ure" | "age")
        // "stab|bing"
        || (rest.len() == 4 && rest.ends_with("ing") && verb.ends_with(rest.get(..1).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::is_made_from;

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
        ] {
            assert!(is_made_from(noun, verb), "{noun} is made from {verb}");
        }
        for (noun, verb) in
            [("station", "stay"), ("closet", "close"), ("meeting", "met"), ("marching", "mark")]
        {
            assert!(!is_made_from(noun, verb), "{noun} is not made from {verb}");
        }
    }
}
