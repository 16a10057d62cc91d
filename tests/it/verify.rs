//! Statements held against articles, and what is said of each.

use ascribe::verify::{self, Agreement, ChangeKind, Folding, Marks, Match, Reason, Statement, Verdict};
use ascribe::{Article, Force, Report};
use proptest::prelude::*;

use crate::ANALYZER;

const TEXT: &str = "“We will not sell the bridge for $4,120,” Mayor Ann Lee told Reuters on Monday. “It’s the city’s – and \
it [the bridge] stays so.”\n\nBo Berg, a banker, denied that he had made an offer. “Nothing,” he said, “has changed since April.” \
The treasurer may resign in May, a senior city official said.\n\n“They tried. It was not easy. They won,” Lee said. Cara Diaz said \
Berg had told her the bridge was worth nothing. The river rose again.";

fn verdicts(statements: &[Statement]) -> Vec<Verdict> {
    ANALYZER.verify(&Article::new(TEXT), statements)
}

fn verdict(speaker: &str, words: &str) -> Verdict {
    verdicts(&[Statement::new(speaker, words)]).remove(0)
}

#[test]
fn words_are_verbatim_folded_or_joined() {
    use Folding::{Brackets, Capital, Dashes, Ellipses, Ends, Marks as Quotes};
    let cases: &[(&str, &str, Match, &[Folding])] = &[
        ("Ann Lee", "We will not sell the bridge", Match::Verbatim, &[]),
        ("Ann Lee", "“We will not sell the bridge for $4,120,”", Match::Verbatim, &[]),
        ("Ann Lee", "We will not sell the bridge for $4,120.", Match::Folded, &[Ends]),
        ("Ann Lee", "We will not sell the bridge …", Match::Folded, &[Ellipses]),
        ("Ann Lee", "[W]e will not sell the bridge", Match::Folded, &[Brackets]),
        ("Ann Lee", "It's the city's — and", Match::Folded, &[Quotes, Dashes]),
        ("Ann Lee", "It’s the city’s – and it stays so", Match::Folded, &[Brackets]),
        ("Ann Lee", "Will not sell the bridge", Match::Folded, &[Capital]),
        ("Bo Berg", "Nothing has changed since April", Match::Joined, &[]),
        ("Ann Lee", "They tried. … They won", Match::Joined, &[Ellipses]),
    ];
    for (speaker, words, matched, foldings) in cases {
        let verdict = verdict(speaker, words);
        assert_eq!(
            (verdict.words.matched, verdict.words.foldings.as_slice()),
            (*matched, *foldings),
            "{words}"
        );
        assert_eq!(verdict.words.marks, Some(Marks::Inside), "{words}");
        assert!(verdict.supported, "{words}: {:?}", verdict.because);
    }
}

#[test]
fn alterations_are_told() {
    let cases = [
        ("We will sell the bridge for $4,120", ChangeKind::Negation, Reason::NegationChanged),
        ("We will not sell the bridge for $4,121", ChangeKind::Number, Reason::NumberChanged),
        ("We would not sell the bridge", ChangeKind::Modal, Reason::ModalChanged),
        ("We will … sell the bridge", ChangeKind::Negation, Reason::NegationChanged),
        ("We will [never] not sell the bridge", ChangeKind::Negation, Reason::NegationChanged),
        ("Nothing has changed since May", ChangeKind::Name, Reason::NameChanged),
        ("We will not sell the bridge. Nothing has changed since April", ChangeKind::Splice, Reason::Spliced),
        ("We will not buy the bridge", ChangeKind::Wording, Reason::Altered),
    ];
    for (words, kind, reason) in cases {
        let verdict = verdict("Ann Lee", words);
        assert_eq!(verdict.words.matched, Match::Altered, "{words}");
        assert!(
            verdict.words.changes.iter().any(|change| change.kind == kind),
            "{words}: {:?}",
            verdict.words
        );
        assert!(verdict.because.contains(&reason) && !verdict.supported, "{words}: {:?}", verdict.because);
    }
    for words in ["The moon is made of cheese", "it 4", "", "…", "“”"] {
        let verdict = verdict("Ann Lee", words);
        assert_eq!(verdict.words.matched, Match::Absent, "{words}: {verdict:?}");
        assert!(!verdict.supported, "{words}");
    }
    let cut = verdict("Ann Lee", "sell the bridge");
    assert_eq!((cut.words.matched, cut.because), (Match::Verbatim, vec![Reason::NegationLeftOut]));
    assert!(!cut.supported);
}

#[test]
fn a_part_of_a_word_or_number_is_another_word() {
    let text = "“I can't pay $4,120.50 for it,” Ann Lee said.";
    let report = ANALYZER.analyze(&Article::new(text));
    for words in ["I can", "pay $4", "4,120.50", "pay $4,120"] {
        let found = &verify::check(&report, text, &[Statement::new("Ann Lee", words)])[0];
        assert!(!found.words.are_there(), "{words}: {found:?}");
    }
}

#[test]
fn speakers_are_compared_by_identity() {
    use Agreement::{Agrees, Differs, Nobody, Unclear, Unnamed};
    let offer = "We will not sell the bridge";
    let resign = "The treasurer may resign in May";
    let cases = [
        ("Ann Lee", offer, true, Agrees),
        ("Ms Lee", offer, true, Agrees),
        ("the mayor", offer, true, Agrees),
        ("Mayor Ann Lee", offer, true, Agrees),
        ("Jane Lee", offer, true, Differs),
        ("Bo Berg", offer, true, Differs),
        ("Reuters", offer, true, Differs),
        ("", offer, true, Unclear),
        ("Ann Lee", resign, false, Unnamed),
        ("a senior city official", resign, false, Agrees),
        ("Ann Lee", "The river rose again", false, Nobody),
    ];
    for (speaker, words, quoted, verdict) in cases {
        let statement = Statement::new(speaker, words);
        let statement = if quoted { statement } else { statement.paraphrased() };
        let found = &verdicts(&[statement])[0];
        assert_eq!(found.speaker.verdict, verdict, "{speaker}, {words}: {:?}", found.because);
        assert_eq!(found.supported, verdict == Agrees, "{speaker}, {words}: {:?}", found.because);
    }
    let found = verdict("Ann Lee", offer);
    let held = found.claim.unwrap();
    assert_eq!((held.relay.as_deref(), held.force), (Some("Reuters"), Force::Statement));
    let found = &verdicts(&[Statement::new("Berg", "the bridge was worth nothing").paraphrased()])[0];
    assert_eq!(found.claim.as_ref().unwrap().told_by, ["Cara Diaz"]);
    assert!(found.because.contains(&Reason::ToldByAnother), "{found:?}");
}

#[test]
fn two_of_a_name_are_not_told_apart() {
    let text = "“It is over,” John Smith said. “It is not,” Mary Smith said.";
    let ask = |speaker: &str| {
        ANALYZER.verify(&Article::new(text), &[Statement::new(speaker, "It is over")]).remove(0)
    };
    assert!(ask("John Smith").supported);
    assert_eq!(ask("Mary Smith").speaker.verdict, Agreement::Differs);
    let smith = ask("Smith");
    assert_eq!((smith.speaker.verdict, smith.because), (Agreement::Unclear, vec![Reason::SpeakerAmbiguous]));
}

#[test]
fn what_is_denied_is_not_said() {
    for statement in [
        Statement::new("Bo Berg", "he had made an offer").paraphrased(),
        Statement::new("Bo Berg", "he had made an offer"),
    ] {
        let found = &verdicts(&[statement])[0];
        assert!(found.because.contains(&Reason::Denied) && !found.supported, "{found:?}");
        assert!(found.claim.as_ref().unwrap().denied);
    }
}

#[test]
fn paraphrases_get_candidates_and_no_support() {
    let found =
        &verdicts(&[Statement::new("a senior city official", "The treasurer could resign").paraphrased()])[0];
    assert!(!found.supported && !found.candidates.is_empty(), "{found:?}");
    assert!(found.because.contains(&Reason::OnlyCandidates));
    assert!(found.candidates.windows(2).all(|pair| pair[0].shared >= pair[1].shared));
    let found =
        &verdicts(&[Statement::new("a senior city official", "An unrelated sentence").paraphrased()])[0];
    assert!(found.candidates.is_empty());
}

#[test]
fn every_place_is_found_and_the_best_one_chosen() {
    let text = "“Never,” said Ann Lee. “Never,” said Bo Berg. Never say never.";
    let report = ANALYZER.analyze(&Article::new(text));
    let found = verify::check(&report, text, &[Statement::new("Bo Berg", "Never")]).remove(0);
    assert!(found.supported, "{found:?}");
    assert_eq!(found.others.len(), 3);
    let spans = found.others.iter().chain([]).flat_map(|other| &other.words.spans).chain(&found.words.spans);
    assert!(
        spans.into_iter().all(|span| span.slice(text).is_some_and(|word| word.eq_ignore_ascii_case("never")))
    );
}

/// The words of the text stand at the start, in the midst and at the end of far more words, at the text's start and at its end.
#[test]
fn a_statement_longer_than_the_text_is_compared() {
    let text = "The river rose again. The bridge held.";
    let report = Report::new(&Article::new(text));
    for known in
        ["The river rose", "bridge held", "rose again. The bridge", "The river rose again. The bridge held"]
    {
        for other in ["and", "again", "The"] {
            for (before, behind) in [(0, 120), (60, 60), (120, 0), (24, 26), (26, 24)] {
                let side = |count| vec![other; count].join(" ");
                let statement =
                    Statement::new("Ann Lee", format!("{} {known} {}", side(before), side(behind)));
                let verdict = verify::check(&report, text, &[statement]).remove(0);
                assert!(!verdict.words.are_there() && !verdict.supported, "{verdict:?}");
            }
        }
    }
}

#[test]
fn what_repeats_without_end_takes_no_longer() {
    let text = "never ".repeat(150_000);
    let report = Report::new(&Article::new(text.as_str()));
    let statements: Vec<Statement> =
        (1..60).map(|count| Statement::new("Ann Lee", "never ".repeat(count * 50) + "again")).collect();
    let found = verify::check(&report, &text, &statements);
    assert!(found.iter().all(|verdict| !verdict.words.are_there()));
    let found = verify::check(&report, &text, &[Statement::new("Ann Lee", "never never")]).remove(0);
    assert!(found.more && found.others.len() == 999);
}

proptest! {
    #[test]
    fn nothing_that_is_not_there_is_verbatim(
        text in "([a-c]{1,2}|not|[0-9]|[“”‘’'\"\\[\\].,…?!-]|[ \n]){0,40}",
        words in "([a-c]{1,2}|not|[0-9]|[“”‘’'\"\\[\\].,…?!-]|[ \n]){0,12}",
    ) {
        let report = Report::new(&Article::new(text.as_str()));
        for found in verify::check(&report, &text, &[Statement::new("a", words.as_str())]) {
            let marks = |c: char| c.is_whitespace() || "“”‘’'\"".contains(c);
            prop_assert!(found.words.matched != Match::Verbatim || text.contains(words.trim_matches(marks)));
            prop_assert!(found.words.spans.iter().all(|span| span.slice(&text).is_some()));
            prop_assert!(!found.supported);
        }
    }

    #[test]
    fn what_is_cut_out_is_verbatim(start in 0..12_usize, count in 1..12_usize) {
        let words: Vec<&str> = TEXT.split(' ').collect();
        let piece = words[start..start + count].join(" ");
        let report = Report::new(&Article::new(TEXT));
        let found = verify::check(&report, TEXT, &[Statement::new("Ann Lee", piece.as_str())]).remove(0);
        prop_assert_eq!(found.words.matched, Match::Verbatim, "{}", piece);
    }
}
