//! Terms on which sources speak: whose they are, and sentences that look like terms and are none.

use ascribe::{Analyzer, Article, RelationKind, Report, Source, StandingKind};

/// Self-written sentences of many beats, one a line. None holds terms of anybody who speaks in it.
const NONE: &str = include_str!("../cases/no_terms.txt");

/// Share of them, in per cent, in which nothing may be taken for terms.
const PRECISION: usize = 97;

fn analyzed(text: &str) -> (Report, String) {
    let article = Article::new(text);
    (Analyzer::new().analyze(&article), article.text)
}

/// The first source that a phrase cites.
fn cited<'r>(report: &'r Report, text: &str, phrase: &str) -> &'r Source {
    let start = text.find(phrase).expect("the phrase stands in the text");
    let cites = |source: &&Source| {
        source.mentions.iter().any(|mention| (mention.span.start()..mention.span.end()).contains(&start))
    };
    report.sources.iter().find(cites).unwrap_or_else(|| panic!("nobody is cited as {phrase}"))
}

fn terms(text: &str, phrase: &str) -> Option<String> {
    let (report, text) = analyzed(text);
    let explicit = cited(&report, &text, phrase).axes.terms.explicit;
    explicit.and_then(|span| span.slice(&text)).map(str::to_owned)
}

#[test]
fn what_looks_like_terms_is_none() {
    let lines: Vec<&str> = NONE.lines().filter(|line| !line.trim().is_empty()).collect();
    let taken = |line: &&&str| {
        let (report, _) = analyzed(line);
        report
            .sources
            .iter()
            .any(|source| source.axes.terms.explicit.is_some() || source.axes.terms.reason.is_some())
    };
    let wrong: Vec<&&str> = lines.iter().filter(taken).collect();
    assert!(lines.len() >= 200, "{} sentences", lines.len());
    assert!((lines.len() - wrong.len()) * 100 >= PRECISION * lines.len(), "{wrong:#?}");
}

#[test]
fn terms_stand_in_sentences_of_their_own() {
    let nurse = "The ward was full, a nurse at Elm Hospital said. She asked not to be named because she fears for her job. \
                 A doctor at the hospital said it was quiet.";
    assert_eq!(terms(nurse, "a nurse at Elm Hospital").as_deref(), Some("asked not to be named"));
    assert_eq!(terms(nurse, "A doctor at the hospital"), None);
    let both = "The bid will fail, a banker said. A second banker said the price was too low. Both declined to be identified.";
    assert_eq!(terms(both, "a banker").as_deref(), Some("declined to be identified"));
    assert_eq!(terms(both, "A second banker").as_deref(), Some("declined to be identified"));
    let neither = "The figures were wrong, a trader in Leeds said. It is worse, a second trader said. Neither wished to be named. \
                   The bank was closed.";
    assert_eq!(terms(neither, "a trader in Leeds").as_deref(), Some("Neither wished to be named"));
    assert_eq!(terms(neither, "a second trader").as_deref(), Some("Neither wished to be named"));
    let delegates = "One of the delegates said the minister had received a phone call. Another delegate doubted that the call was \
                     decisive. The delegates spoke on condition of anonymity.";
    assert_eq!(terms(delegates, "One of the delegates").as_deref(), Some("on condition of anonymity"));
    assert_eq!(terms(delegates, "Another delegate").as_deref(), Some("on condition of anonymity"));
    let withheld = "A former policeman, who agreed to talk on condition that his name be withheld, said commanders ordered it.";
    assert_eq!(
        terms(withheld, "A former policeman").as_deref(),
        Some("on condition that his name be withheld")
    );
    let outlet = "The tap water was brown, a teacher said. The Herald is not naming the teacher.";
    assert_eq!(terms(outlet, "a teacher").as_deref(), Some("is not naming"));
    let first = "The Herald identified the woman only as Marta, a cook, because she feared for her job. “They counted the spoons,” she said.";
    assert_eq!(terms(first, "she said").as_deref(), Some("identified the woman only as"));
    let standing = |text| {
        let (report, text) = analyzed(text);
        cited(&report, &text, "she said").axes.standing.as_ref().map(|standing| standing.kind.clone())
    };
    // "I" of somebody known is not anybody.
    let thinks =
        "Marta, a cook at the school, lost her job in May. “I think they counted the spoons,” she said.";
    assert_ne!(standing(thinks), Some(StandingKind::Generic));
}

#[test]
fn members_speak_on_the_terms_of_their_group() {
    let text = "The ministry will delay the plan, three officials with knowledge of the talks said on Monday.\n\n\
                All of the officials spoke on condition of anonymity because the talks are private.\n\n\
                One of them said the cost had doubled.";
    let (report, text) = analyzed(text);
    let (group, one) = (cited(&report, &text, "three officials"), cited(&report, &text, "One of them"));
    assert!(group.axes.terms.explicit.is_some());
    assert_eq!(one.axes.terms.explicit, group.axes.terms.explicit);
    let of = one.relations.iter().find(|relation| relation.kind == RelationKind::PartOf);
    assert_eq!(of.map(|of| &report.sources[of.other.index()]), Some(group));
    let count = report.anonymous_sources();
    assert_eq!((count.at_least, count.at_most), (3, 3));
}

/// What no wording of the lexicon tells is learned.
#[test]
fn terms_are_known_by_the_words_around_names() {
    let text = "The canteen has served the same soup for a week, four nurses at Marsh Hill Hospital said. None of them wanted their \
                names in print.";
    let (report, text) = analyzed(text);
    let nurses = cited(&report, &text, "four nurses at Marsh Hill Hospital");
    assert_eq!(
        nurses.axes.terms.explicit.and_then(|span| span.slice(&text)),
        Some("None of them wanted their names in print")
    );
    // What somebody is called is no term.
    let text = "A porter at the hospital said the gunman shouted the name of his brother. He named the street as Mill Lane.";
    let (report, text) = analyzed(text);
    assert_eq!(cited(&report, &text, "A porter at the hospital").axes.terms.explicit, None);
}
