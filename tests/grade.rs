//! Grading of single phrases: the cases of `tests/cases/grades.txt`, and any text at all.

use ascribe::anonymity::{Lexicon, WordClass, grade, grade_with};
use ascribe::{Grade, Level, Number};
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
            let level = parts.next().expect("a level").parse().unwrap_or_else(|error| panic!("{line}: {error}"));
            let axes = parts.map(|part| part.split_once(':').unwrap_or_else(|| panic!("{line}: {part}")));
            Case { phrase: phrase.trim(), level, axes: axes.map(|(axis, value)| (axis.trim(), value.trim())).collect() }
        })
        .collect()
}

/// An axis as the cases write it.
fn shown(grade: &Grade, phrase: &str, axis: &str) -> String {
    let descriptors = &grade.axes.descriptors;
    let words = |span: ascribe::Span| span.slice(phrase).expect("a span inside the phrase").to_owned();
    let span = match axis {
        "role" => descriptors.role,
        "seniority" => descriptors.seniority,
        "former" => descriptors.former,
        "affiliation" => descriptors.affiliation,
        "place" => descriptors.place,
        "voice" => descriptors.authorised_voice,
        "pseudonym" => descriptors.pseudonym,
        "explicit" => grade.axes.terms.explicit,
        "number" => {
            return match descriptors.number {
                Number::One => "one".to_owned(),
                Number::Exactly(many) => many.to_string(),
                Number::Several => "several".to_owned(),
                Number::Unstated => "unstated".to_owned(),
            };
        }
        "basis" => {
            let basis = grade.axes.basis.as_ref();
            return basis.map_or("none".to_owned(), |basis| format!("{} = {}", basis.kind.as_str(), words(basis.span)));
        }
        "reason" => {
            let reason = grade.axes.terms.reason.as_ref();
            return reason.map_or("none".to_owned(), |reason| format!("{} = {}", reason.kind.as_str(), words(reason.span)));
        }
        other => panic!("there is no axis {other}"),
    };
    span.map_or("none".to_owned(), words)
}

#[test]
fn cases_hold() {
    let table = include_str!("cases/grades.txt");
    let cases = cases(table);
    assert!(cases.len() >= 120, "{} cases", cases.len());
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
