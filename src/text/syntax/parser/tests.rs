//! What news does, with the embedded weights: each case is a sentence and arcs that must be found in it.

use crate::text::Document;
use crate::text::Upos;
use crate::text::syntax::LanguageModel;
use crate::text::syntax::parser::{Input, ParseScratch};
use crate::text::syntax::tagger::{Form, Scratch, lower_form};

/// The arcs that are missing, of those that are wanted: "dependent relation head", or "root word".
fn missing(text: &str, wanted: &[&str]) -> Vec<String> {
    let document = Document::parse(text, LanguageModel::embedded());
    let arcs: Vec<String> = document
        .tokens()
        .iter()
        .enumerate()
        .map(|(at, token)| match token.head {
            Some(head) => format!("{} {} {}", document.word(at), token.deprel, document.word(head)),
            None => format!("root {}", document.word(at)),
        })
        .collect();
    let absent = wanted.iter().filter(|arc| !arcs.iter().any(|found| found == *arc));
    absent.map(|arc| format!("{arc}, but found {arcs:?}")).collect()
}

macro_rules! cases {
    ($($name:ident: $($text:literal => [$($arc:literal),+ $(,)?]),+ $(,)?;)+) => {
        $(#[test]
        fn $name() {
            let mut wrong = Vec::new();
            $(wrong.extend(missing($text, &[$($arc),+]));)+
            assert!(wrong.is_empty(), "{wrong:#?}");
        })+
    };
}

cases! {
    speakers_after_their_verb:
        "\"The bridge is safe,\" said Maria Jones, a city engineer." =>
            ["Maria nsubj said", "Jones flat Maria", "engineer appos Maria"],
        "\"We will appeal,\" said the lawyer." => ["lawyer nsubj said", "will aux appeal", "We nsubj appeal"];
    // The clause around the speaker is taken for what is said, and its subject for one more subject of "said".
    speakers_in_the_middle:
        "\"The roads,\" the mayor said, \"are closed.\"" => ["mayor nsubj said", "are aux:pass closed"],
        "The minister, she said, would resign on Friday." => ["would aux resign", "she nsubj said"];
    reported_clauses:
        "The company said that it had sold two factories." =>
            ["company nsubj said", "that mark sold", "sold ccomp said", "it nsubj sold", "factories obj sold"],
        "Officials warned residents not to drink the water." =>
            ["residents iobj warned", "drink xcomp warned", "water obj drink"],
        "According to the police, nobody was hurt." => ["police obl hurt", "According case police"];
    long_subjects:
        "Elena Petrova, the chief economist of the central bank, said prices would rise." =>
            ["Elena nsubj said", "economist appos Elena", "rise ccomp said", "prices nsubj rise"],
        "The chairman of the committee that wrote the report declined to comment." =>
            ["chairman nsubj declined", "wrote acl:relcl committee", "comment xcomp declined", "root declined"];
    passives_and_agents:
        "The order was signed by the governor on Monday." =>
            ["order nsubj:pass signed", "was aux:pass signed", "governor obl:agent signed", "on case Monday"];
    fragments:
        "No comment from the ministry." => ["root comment", "No det comment", "ministry nmod comment"],
        "Three dead after flood in Bavaria" => ["Bavaria nmod flood"];
    lists:
        "They bought apples, pears and two loaves of bread." =>
            ["pears conj apples", "loaves conj apples", "and cc loaves", "bread nmod loaves"],
        "Leaders from France, Spain and Italy met in Rome." =>
            ["Spain conj France", "Italy conj France", "Leaders nsubj met"];
}

/// Hostile sentences: nothing is lost, and every sentence is a tree with one root.
#[test]
fn every_sentence_is_a_tree() {
    let texts =
        ["", "\"", "- - -", "((((", "said said said said", "A", "WHO SAID WHAT? NOBODY!", "“ ” ‘ ’ … — –"]
            .map(str::to_owned);
    for text in texts.into_iter().chain(["said ".repeat(1500), "(\"".repeat(700)]) {
        let document = Document::parse(&text, LanguageModel::embedded());
        for sentence in document.sentences() {
            let roots = sentence.tokens.clone().filter(|at| document.tokens()[*at].head.is_none());
            assert_eq!(roots.count(), 1);
            for start in sentence.tokens.clone() {
                let mut at = start;
                for _ in sentence.tokens.clone() {
                    at = document.tokens()[at].head.unwrap_or(at);
                }
                assert!(document.tokens()[at].head.is_none(), "a circle at {start} in {text:.60}");
            }
        }
    }
}

/// The widest vectors of the processor and those of every processor give the same bits, for words that are new as for
/// repeated ones.
#[test]
fn vectors_of_any_width_give_the_same_bits() {
    let model = LanguageModel::embedded();
    let (mut wide, mut narrow) = (ParseScratch::default(), ParseScratch::default());
    let long =
        "Officials said on Monday that the bridge , built in 1998 , would be closed for repairs until May . ";
    for text in [long, "Nobody was hurt , said Maria Jones .", &long.repeat(40), "“", "Closed !"] {
        let form = |word: &str| {
            let form = Form::new(word, &lower_form(word), false);
            Form { class: model.tagger.class(form.word), ..form }
        };
        let forms: Vec<Form> = text.split_whitespace().map(form).collect();
        let mut tags = Vec::new();
        model.tag(&forms, &mut tags, &mut Scratch::default());
        let upos =
            |token: u32| -> Option<Upos> { Some(model.tagger.tags[usize::from(tags[token as usize])].0) };
        let input = Input { forms: &forms, tags: &tags };
        model.parser.parse(input, upos, &mut wide);
        model.parser.parse_here(input, upos, &mut narrow);
        assert!(format!("{wide:?}") == format!("{narrow:?}"), "{text:.60}");
    }
}
