//! Training of the lemmatiser by counting.

use std::collections::BTreeMap;

use super::conllu::{SyntacticWord, Tree};
use crate::text::syntax::lemma::{
    Case, Edits, LONGEST_ENDING, Lemmatiser, base, capitals, case_keys, ending, ending_key, form_key,
    inflects, part,
};
use crate::text::syntax::table::Index;
use crate::text::syntax::tagger::lower_form;
use crate::text::{Upos, Xpos};

/// Numbers of occurrences.
type Counts<T> = BTreeMap<T, usize>;

/// The most frequent answer. The first one of several.
fn best<T: Ord + Copy>(counts: &Counts<T>) -> Option<T> {
    counts.iter().max_by_key(|(answer, n)| (**n, std::cmp::Reverse(**answer))).map(|(answer, _)| *answer)
}

/// Irregular verbs: the verb, its past tense, and its past participle if it differs. Treebanks lack half of them.
const IRREGULAR: &str = "arise arose arisen/awake awoke awoken/bear bore borne/beat beat beaten/befall befell befallen/\
    bid bid/bind bound/bite bit bitten/bleed bled/blow blew blown/breed bred/broadcast broadcast/burst burst/cast cast/\
    cling clung/creep crept/cut cut/deal dealt/dig dug/draw drew drawn/dwell dwelt/fall fell fallen/feed fed/fight fought/\
    flee fled/fling flung/fly flew flown/forbid forbade forbidden/forecast forecast/foresee foresaw foreseen/\
    forget forgot forgotten/forgive forgave forgiven/forgo forwent forgone/forsake forsook forsaken/freeze froze frozen/\
    grind ground/hang hung/hide hid hidden/hurt hurt/kneel knelt/lay laid/lead led/leap leapt/lend lent/light lit/\
    mislead misled/mistake mistook mistaken/misunderstand misunderstood/outdo outdid outdone/outgrow outgrew outgrown/\
    overcome overcame overcome/overdo overdid overdone/overhear overheard/override overrode overridden/oversee oversaw overseen/\
    overtake overtook overtaken/overthrow overthrew overthrown/partake partook partaken/plead pled/prove proved proven/\
    quit quit/rebuild rebuilt/redo redid redone/repay repaid/rethink rethought/retell retold/rewrite rewrote rewritten/\
    ride rode ridden/ring rang rung/rise rose risen/seek sought/shake shook shaken/shed shed/shine shone/shoot shot/\
    shrink shrank shrunk/sing sang sung/sink sank sunk/slay slew slain/slide slid/sling slung/slit slit/sow sowed sown/\
    speed sped/spin spun/spit spat/split split/spread spread/spring sprang sprung/steal stole stolen/stick stuck/sting stung/\
    stink stank stunk/stride strode stridden/strike struck/string strung/strive strove striven/swear swore sworn/sweep swept/\
    swell swelled swollen/swim swam swum/swing swung/teach taught/tear tore torn/throw threw thrown/thrust thrust/\
    tread trod trodden/undergo underwent undergone/undertake undertook undertaken/undo undid undone/uphold upheld/\
    upset upset/wake woke woken/wear wore worn/weave wove woven/weep wept/wind wound/withdraw withdrew withdrawn/\
    withhold withheld/withstand withstood/wring wrung";

/// The past tenses and participles of [`IRREGULAR`] as words.
pub(super) fn irregular() -> Vec<SyntacticWord> {
    let mut words = Vec::new();
    for line in IRREGULAR.split('/') {
        let mut forms = line.split_whitespace();
        let Some(verb) = forms.next() else { continue };
        let past = forms.next().unwrap_or(verb);
        let participle = forms.next().unwrap_or(past);
        for (form, xpos) in [(past, Xpos::Vbd), (participle, Xpos::Vbn)] {
            words.push(SyntacticWord::new(form, verb, Upos::Verb, xpos));
        }
    }
    words
}

/// Learns the lemmas of a corpus. Words with the lemma `_` are skipped.
pub(super) fn lemmatiser(sentences: &[Tree]) -> Lemmatiser {
    // Five copies outweigh errors: GUM has "flead" for "fled" three times.
    let irregular = vec![irregular(); 5].concat();
    let words = || {
        let seen = sentences.iter().flat_map(|sentence| &sentence.words).filter(|word| word.lemma != "_");
        seen.chain(&irregular)
    };
    let mut edits = Edits::default();
    let mut numbers: BTreeMap<(u8, String), u16> = BTreeMap::new();
    let mut whole: BTreeMap<(String, Xpos, u64), Counts<u16>> = BTreeMap::new();
    for word in words() {
        let lower = lower_form(&word.form);
        let form = base(&word.form, &lower).to_owned();
        let edit = edit(&form, &word.lemma.to_lowercase());
        let number = *numbers.entry(edit.clone()).or_insert_with(|| {
            edits.push(edit.0, &edit.1);
            u16::try_from(edits.cuts.len() - 1).unwrap_or(0)
        });
        *whole
            .entry((form, word.xpos, part(word.upos, word.xpos)))
            .or_default()
            .entry(number)
            .or_default() += 1;
    }
    let nothing = numbers.get(&(0, String::new())).copied().unwrap_or(0);
    let rules = rules(&whole, nothing);
    Lemmatiser { edits, rules, cases: cases(&words().collect::<Vec<_>>()) }
}

fn rules(whole: &BTreeMap<(String, Xpos, u64), Counts<u16>>, nothing: u16) -> Index {
    let mut endings: BTreeMap<(usize, u64), Counts<u16>> = BTreeMap::new();
    let mut longer: BTreeMap<u64, Vec<u64>> = BTreeMap::new();
    // Every form counts once for its endings, however often it was seen: "was" teaches nothing of other words in "s".
    for ((form, _, part), counts) in whole.iter().filter(|((_, xpos, _), _)| inflects(*xpos)) {
        let Some(edit) = best(counts) else { continue };
        let mut shorter = Vec::new();
        for length in 1..=LONGEST_ENDING {
            let Some(ending) = ending(form, length) else { break };
            let key = ending_key(ending, *part);
            *endings.entry((length, key)).or_default().entry(edit).or_default() += 1;
            longer.entry(key).or_insert_with(|| shorter.clone());
            shorter.push(key);
        }
    }
    let mut rules: BTreeMap<u64, u16> = BTreeMap::new();
    // Short endings first, so that a longer one is kept only where it says something else.
    for ((length, key), counts) in &endings {
        let Some(edit) = best(counts) else { continue };
        let shorter = longer.get(key).into_iter().flatten().rev().find_map(|shorter| rules.get(shorter));
        let often = counts.values().sum::<usize>() >= 2;
        if *length == 1 || (often && shorter != Some(&edit)) {
            rules.insert(*key, edit);
        }
    }
    for ((form, xpos, part), counts) in whole {
        let Some(edit) = best(counts) else { continue };
        let longest = if inflects(*xpos) { LONGEST_ENDING } else { 0 };
        let by_ending = (1..=longest)
            .rev()
            .filter_map(|length| ending(form, length))
            .find_map(|ending| rules.get(&ending_key(ending, *part)));
        if by_ending.copied().unwrap_or(nothing) != edit {
            rules.insert(form_key(form, *part), edit);
        }
    }
    Index::new(&rules.into_iter().collect::<Vec<_>>())
}

/// The cases of lemmas: by part of speech, by ending where it differs, and by form where it differs.
fn cases(words: &[&SyntacticWord]) -> Index {
    let mut levels: [BTreeMap<u64, Counts<Case>>; 3] = [BTreeMap::new(), BTreeMap::new(), BTreeMap::new()];
    // The more general keys of each key.
    let mut general: BTreeMap<u64, [u64; 2]> = BTreeMap::new();
    for word in words {
        let lower = lower_form(&word.form);
        let form = base(&word.form, &lower);
        let Some(case) = case(&word.form, form, &word.lemma) else { continue };
        let capitals = capitals(&word.form);
        let [whole, ending, any] = case_keys(form, word.upos, word.xpos, capitals);
        general.insert(whole, [ending, any]);
        general.insert(ending, [any, 0]);
        // The lemma of a lower-case word is in lower case, unless its form is known to differ.
        let levels = if capitals == 0 { levels.get_mut(..1) } else { levels.get_mut(..) };
        for (level, key) in levels.into_iter().flatten().zip([whole, ending, any]) {
            *level.entry(key).or_default().entry(case).or_default() += 1;
        }
    }
    let mut found: BTreeMap<u64, u16> = BTreeMap::new();
    for (level, counts) in levels.iter().enumerate().rev() {
        for (key, counts) in counts {
            let Some(case) = best(counts) else { continue };
            let above = general.get(key).into_iter().flatten().find_map(|key| found.get(key));
            let least = if level == 1 { 3 } else { 1 };
            if above.copied().unwrap_or(0) != case as u16 && counts.values().sum::<usize>() >= least {
                found.insert(*key, case as u16);
            }
        }
    }
    Index::new(&found.into_iter().collect::<Vec<_>>())
}

/// The shortest edit of the end of a form that makes its lemma.
fn edit(base: &str, lemma: &str) -> (u8, String) {
    let same = base.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).count();
    let cut = u8::try_from(base.chars().count() - same).unwrap_or(u8::MAX);
    (cut, lemma.chars().skip(same).collect())
}

/// The case of a lemma. `None` for a case that is not one of [`Case`].
fn case(written: &str, lower: &str, lemma: &str) -> Option<Case> {
    let small = lemma.to_lowercase();
    if lemma == small {
        return Some(Case::Lower);
    }
    let same = lower.chars().zip(small.chars()).take_while(|(a, b)| a == b).count();
    let first: String =
        small.chars().take(1).flat_map(char::to_uppercase).chain(small.chars().skip(1)).collect();
    let as_written: String = written.chars().take(same).chain(small.chars().skip(same)).collect();
    if lemma == as_written {
        Some(Case::AsWritten)
    } else if lemma == first {
        Some(Case::Capitalised)
    } else {
        (lemma == small.to_uppercase()).then_some(Case::Upper)
    }
}
