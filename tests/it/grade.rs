//! Grading of single phrases: the cases of `tests/cases/grades.txt`, and any text at all.

use ascribe::anonymity::{grade, grade_with};
use ascribe::lexicon::{Lexicon, WordClass};
use ascribe::{Error, Grade, Level, Number};
use proptest::prelude::*;

/// A case: the phrase, its level, and what its axes are to be.
struct Case<'t> {
    phrase: &'t str,
    level: Level,
    axes: Vec<(&'t str, &'t str)>,
}

fn cases(table: &str) -> Vec<Case<'_>> {
    let lines = table.lines().filter(|line| !line.starts_with('#') && line.contains("=>"));
    lines
        .map(|line| {
            let (phrase, rest) = line.split_once("=>").expect("a case has an arrow");
            let mut parts = rest.split(';').map(str::trim);
            let level =
                parts.next().expect("a level").parse().unwrap_or_else(|error| panic!("{line}: {error}"));
            let axes = parts.map(|part| part.split_once(':').unwrap_or_else(|| panic!("{line}: {part}")));
            Case {
                phrase: phrase.trim(),
                level,
                axes: axes.map(|(axis, value)| (axis.trim(), value.trim())).collect(),
            }
        })
        .collect()
}

/// An axis as the cases write it.
fn shown(grade: &Grade, phrase: &str, axis: &str) -> String {
    let axis = if axis == "voice" { "authorised_voice" } else { axis };
    let none = if axis == "number" { "unstated" } else { "none" };
    let axes = grade.axes.in_words(phrase);
    axes.into_iter().find(|(name, _)| *name == axis).map_or(none.to_owned(), |(_, words)| words)
}

#[test]
fn cases_hold() {
    let table = include_str!("../cases/grades.txt");
    let cases = cases(table);
    assert!(cases.len() >= 120, "{} cases", cases.len());
    let levels: std::collections::BTreeSet<Level> = cases.iter().map(|case| case.level).collect();
    assert_eq!(levels.len(), Level::ALL.len());
    let mut wrong = Vec::new();
    for case in &cases {
        let grade = grade(case.phrase);
        if grade.level != case.level {
            wrong.push(format!("{}: {} and not {}", case.phrase, grade.level, case.level));
        }
        for (axis, value) in &case.axes {
            let got = shown(&grade, case.phrase, axis);
            if got != *value {
                wrong.push(format!("{}: {axis} is {got} and not {value}", case.phrase));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// The phrases of all beats: those that were mended all hold, and of those that were held back most do.
#[test]
fn beats_hold() {
    let table = include_str!("../cases/grades-beats.txt");
    let (mended, held_back) = table.split_once("## Held back").expect("a part that was held back");
    let (mended, held_back) = (cases(mended), cases(held_back));
    assert!(mended.len() + held_back.len() >= 200 && held_back.len() * 4 >= mended.len());
    let wrong = |cases: &[Case<'_>]| -> Vec<String> {
        let graded = cases.iter().map(|case| (case, grade(case.phrase).level));
        let wrong = graded.filter(|(case, level)| *level != case.level);
        wrong.map(|(case, level)| format!("{}: {level} and not {}", case.phrase, case.level)).collect()
    };
    let missed = wrong(&mended);
    assert!(missed.is_empty(), "{} wrong:\n{}", missed.len(), missed.join("\n"));
    let missed = wrong(&held_back);
    assert!(missed.len() * 8 <= held_back.len(), "{} wrong:\n{}", missed.len(), missed.join("\n"));
}

/// Level, standing and basis: those that were mended all hold, and of those that were held back 95 % do.
#[test]
fn standings_hold() {
    let table = include_str!("../cases/grades-standing.txt");
    let (mended, held_back) = table.split_once("## Held back").expect("a part that was held back");
    let (mended, held_back) = (cases(mended), cases(held_back));
    assert!(mended.len() + held_back.len() >= 190 && held_back.len() * 2 >= mended.len());
    let wrong = |cases: &[Case<'_>]| -> Vec<String> {
        let mut wrong = Vec::new();
        for case in cases {
            let grade = grade(case.phrase);
            let mut told = vec![("level", grade.level.to_string(), case.level.to_string())];
            for (axis, value) in &case.axes {
                let got = shown(&grade, case.phrase, axis);
                let kind = got.split(' ').next().unwrap_or_default().to_owned();
                told.push((axis, kind, (*value).to_owned()));
            }
            let faults: Vec<String> = told
                .into_iter()
                .filter(|(_, got, wanted)| got != wanted)
                .map(|(axis, got, wanted)| format!("{axis} {got} and not {wanted}"))
                .collect();
            if !faults.is_empty() {
                wrong.push(format!("{}: {}", case.phrase, faults.join(", ")));
            }
        }
        wrong
    };
    let missed = wrong(&mended);
    assert!(missed.is_empty(), "{} wrong:\n{}", missed.len(), missed.join("\n"));
    let missed = wrong(&held_back);
    assert!(missed.len() * 20 <= held_back.len(), "{} wrong:\n{}", missed.len(), missed.join("\n"));
}

#[test]
fn case_marks_and_spaces_do_not_matter() {
    let plain = grade("the minister's aide, who asked not to be identified");
    for other in [
        "the minister’s aide, who asked not to be identified",
        "the\u{a0}minister’s\u{a0}aide, who asked\u{202f}not to be identified",
        "THE MINISTER'S AIDE, WHO ASKED NOT TO BE IDENTIFIED",
        "  “the minister’s aide”,\r\n who asked not to be identified ",
        "\u{feff}the min\u{ad}ister’s aide, who asked not to be identified",
    ] {
        let grade = grade(other);
        assert_eq!(grade.level, plain.level, "{other}");
        assert_eq!(
            shown(&grade, other, "explicit").to_lowercase().replace('\u{202f}', " "),
            "who asked not to be identified"
        );
        assert!(
            grade.axes.descriptors.role.is_some() && grade.axes.descriptors.affiliation.is_some(),
            "{other}"
        );
    }
}

#[test]
fn a_lexicon_takes_words_and_wordings() {
    let mut lexicon = Lexicon::standard().clone();
    assert_eq!(grade("a zymurgist at Wilde Brewing Company").level, Level::Described);
    assert_eq!(grade("Zeitlupe").level, Level::Named);
    lexicon.add(WordClass::Outlet, ["Zeitlupe"]);
    lexicon
        .extend_from_table(
            "# ours\nrole: dike reeve\nexplicit: under lobby terms\nboilerplate: $because .. purdah >\n",
        )
        .expect("a table");
    assert_eq!(grade_with(&lexicon, "Zeitlupe").level, Level::Institutional);
    let phrase = "Dutch dike reeves under lobby terms because of purdah";
    let grade = grade_with(&lexicon, phrase);
    assert_eq!(grade.level, Level::Described);
    assert_eq!(shown(&grade, phrase, "role"), "dike reeves");
    assert_eq!(shown(&grade, phrase, "explicit"), "under lobby terms");
    assert_eq!(shown(&grade, phrase, "reason"), "boilerplate (because of purdah)");
    assert!(
        lexicon.knows("Dike Reeves", WordClass::Role)
            && !Lexicon::standard().knows("dike reeve", WordClass::Role)
    );
    assert_eq!(grade_with(&Lexicon::empty(), "sources").level, Level::Vague);
}

#[test]
fn a_bad_table_says_where() {
    let mut lexicon = Lexicon::empty();
    let message = |error: Result<(), Error>| error.expect_err("a bad table").to_string();
    let said = message(lexicon.extend_from_table("role: smith\nrolle: smith"));
    assert_eq!(said, "word table, line 2: unknown label `rolle`");
    let said = message(lexicon.extend_from_table("smith"));
    assert_eq!(said, "word table, line 1: no `:` behind a label");
    let said = message(lexicon.extend_from_table("explicit: .. [anonymous] >"));
    assert_eq!(said, "word table, line 1: a pattern needs a word that is not optional");
    let said = message(lexicon.extend_from_table("explicit: $asked anonymity"));
    assert_eq!(said, "word table, line 1: unknown set `asked`");
    assert!(lexicon.knows("smiths", WordClass::Role));
}

/// Time grows with the length, whatever the text: a quadratic step would not end on these.
#[test]
fn long_texts_are_read() {
    let length = 1 << 18;
    for piece in [
        "a",
        "a.",
        "A.b",
        "and ",
        "officials of the ",
        "on condition of anonymity ",
        "because ",
        "'",
        "(",
        "the Bank of ",
        "who ",
        "'s ",
        ", ",
    ] {
        let text = piece.repeat(length / piece.len());
        let grade = grade(&text);
        assert!(grade.axes.spans().all(|span| span.slice(&text).is_some()), "{piece}");
    }
}

/// Words and marks that the grader knows, in any order, and any text at all.
fn phrases() -> impl Strategy<Value = String> {
    let words = [
        "the",
        "a",
        "senior",
        "official",
        "officials",
        "of",
        "White House",
        "U.S.",
        "’s",
        "and",
        ",",
        "who",
        "not",
        "to",
        "be",
        "identified",
        "on condition of anonymity",
        "because",
        "she",
        "Emily",
        "Horne",
        "46",
        "percent",
        "one",
        "(",
        ")",
        "“",
        "sources",
        "familiar with",
        "in",
        "Kyiv",
        "former",
        "it is believed",
        "by",
        "Ahmed",
        "é",
        "\u{a0}",
        "--",
        "ex-",
        "D.",
        "including",
        "Bank of",
        "report",
        "@x",
        "\u{202e}",
        "said",
        "İ",
        "ß",
    ];
    prop_oneof![
        any::<String>(),
        prop::collection::vec(prop::sample::select(words.to_vec()), 0..24).prop_map(|words| words.join(" ")),
        prop::collection::vec(prop::sample::select(words.to_vec()), 0..12).prop_map(|words| words.concat()),
    ]
}

proptest! {
    #[test]
    fn any_phrase_is_graded_within_itself(phrase in phrases()) {
        let first = grade(&phrase);
        for span in first.axes.spans() {
            prop_assert!(span.slice(&phrase).is_some_and(|words| !words.is_empty()), "{:?} in {:?}", span, phrase);
        }
        prop_assert_eq!(&grade(&phrase), &first);
        if first.level == Level::Unattributed {
            prop_assert_eq!(first.axes.descriptors.number, Number::Unstated);
        }
    }

    #[test]
    fn space_around_a_phrase_changes_nothing(phrase in phrases()) {
        let padded = format!(" \u{a0}{phrase}\n");
        prop_assert_eq!(grade(&padded).level, grade(&phrase).level);
    }
}
