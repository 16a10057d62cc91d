//! Where an analysis ends before the text does, and what a report says of who made it.

use std::cell::Cell;

use ascribe::lexicon::{Lexicon, WordClass};
use ascribe::text::syntax::LanguageModel;
use ascribe::{Analyzer, Article, AttributionModel, DiagnosticCode, Options, Published, Report, Span};

use crate::ANALYZER;

const LINE: &str = "The dam is sound, Mayor Ann Lee said. “It leaks,” an engineer told the Evening Post.\n\n";

fn note<'r>(report: &'r Report, code: &DiagnosticCode) -> Option<&'r ascribe::Diagnostic> {
    report.diagnostics.iter().find(|note| note.code == *code)
}

#[test]
fn a_long_text_is_read_up_to_the_limit() {
    let article = Article::new(LINE.repeat(4));
    let whole = ANALYZER.analyze(&article);
    assert_eq!(whole.claims.len(), 8);
    assert_eq!(note(&whole, &DiagnosticCode::TextCut), None);
    for (most, claims, end) in [
        (LINE.len() * 2 + 9, 4, LINE.len() * 2 - 1),
        (LINE.len() * 4, 8, LINE.len() * 4),
        (10, 0, 7),
        (5, 0, 3),
        (2, 0, 2),
        (0, 0, 0),
    ] {
        let analyzer = Analyzer::new().with_options(Options::default().with_max_bytes(most));
        let report = analyzer.analyze(&article);
        assert_eq!(report.validate_text(&article.text), Ok(()));
        assert_eq!(report.claims.len(), claims, "{most}");
        let cut = note(&report, &DiagnosticCode::TextCut).and_then(|note| note.span);
        let rest = (end < article.text.len()).then_some(end..article.text.len());
        assert_eq!(cut.map(ascribe::Span::range), rest, "{most}");
    }
    // No white space, and no place between two letters.
    let report =
        Analyzer::new().with_options(Options::default().with_max_bytes(7)).analyze(&Article::new("ééééé"));
    assert_eq!(note(&report, &DiagnosticCode::TextCut).unwrap().span.unwrap().range(), 6..10);
}

#[test]
fn claims_over_the_limit_are_left_out_from_the_end() {
    let article = Article::new(LINE.repeat(4));
    let whole = ANALYZER.analyze(&article);
    for most in [0, 1, 3, 7] {
        let report = Analyzer::new().with_options(Options::default().with_max_claims(most)).analyze(&article);
        assert_eq!(report.validate_text(&article.text), Ok(()));
        let words = |report: &Report| -> Vec<String> {
            report.claims.iter().map(|one| one.words(&article.text)).collect()
        };
        assert_eq!(words(&report), words(&whole)[..most]);
        let from = whole.claims[most].attributions[0].cue[0];
        assert_eq!(note(&report, &DiagnosticCode::ClaimsCut).unwrap().span, Some(from));
    }
    let report = Analyzer::new().with_options(Options::default().with_max_claims(8)).analyze(&article);
    assert_eq!((report.claims, note(&whole, &DiagnosticCode::ClaimsCut)), (whole.claims.clone(), None));
}

/// The defaults, since a service that sets no limits is to be bounded.
#[test]
fn limits_hold_by_default() {
    let options = Options::default();
    assert_eq!((options.max_bytes, options.max_claims), (Some(8 << 20), Some(1 << 15)));
    let maker = ANALYZER.maker();
    assert_eq!(maker.options.get("max_bytes").map(String::as_str), Some("8388608"));
    // One word, which takes least time.
    let report = ANALYZER.analyze(&Article::new("a".repeat((8 << 20) + 3)));
    let cut = note(&report, &DiagnosticCode::TextCut).and_then(|note| note.span).map(Span::range);
    assert_eq!(cut, Some(8 << 20..(8 << 20) + 3));
}

/// Many who may be one are told of those next to them, so that a report grows with its text alone.
#[test]
fn a_source_is_related_to_few_that_its_noun_describes_too() {
    let text = "Another official, who was not named, said the dam leaks. ".repeat(60);
    let report = ANALYZER.analyze(&Article::new(text));
    let most = report.sources.iter().map(|source| source.relations.len()).max();
    assert!(report.sources.len() > 20 && most <= Some(11), "{most:?} of {}", report.sources.len());
}

#[test]
fn an_analysis_gives_up_wherever_it_is_told_to() {
    let article = Article::new(LINE.repeat(40));
    let asked = Cell::new(0);
    let count = || {
        asked.set(asked.get() + 1);
        true
    };
    let whole = ANALYZER.analyze_while(&article, count);
    assert_eq!(whole, Some(ANALYZER.analyze(&article)));
    let all = asked.get();
    assert!(all > 80, "{all}");
    for stop in [1, 2, all / 2, all - 2, all - 1, all] {
        asked.set(0);
        let goes_on = || count() && asked.get() < stop;
        assert_eq!(ANALYZER.analyze_while(&article, goes_on), None, "{stop} of {all}");
        assert_eq!(asked.get(), stop, "asked again after it was told to stop");
    }
}

#[test]
fn a_date_at_the_ends_of_the_calendar_is_no_panic() {
    for (end, offset) in
        [(chrono::DateTime::<chrono::Utc>::MIN_UTC, -1), (chrono::DateTime::<chrono::Utc>::MAX_UTC, 1)]
    {
        let zoned = end.with_timezone(&chrono::FixedOffset::east_opt(offset).unwrap());
        let text = "It will rain tomorrow, Ann Lee said yesterday, two years ago and next week.";
        let article = Article::new(text).with_published(Published::Zoned(zoned));
        assert_eq!(ANALYZER.analyze(&article).validate_text(text), Ok(()));
    }
}

#[test]
fn a_report_says_who_made_it() {
    let article = Article::new(LINE);
    let maker = ANALYZER.analyze(&article).made_by.unwrap();
    assert_eq!((maker.name.as_str(), maker.version.as_str()), ("ascribe", env!("CARGO_PKG_VERSION")));
    assert_eq!(maker, ANALYZER.maker());
    let json = serde_json::to_string(&maker).unwrap();
    assert_eq!(serde_json::from_str::<ascribe::Maker>(&json).unwrap(), maker);

    let mut lexicon = Lexicon::standard().clone();
    lexicon.add(WordClass::Role, ["sommelier"]);
    let language = LanguageModel::from_bytes(&LanguageModel::embedded().to_bytes()).unwrap();
    assert_eq!(language.hash(), LanguageModel::embedded().hash());
    let others = [
        (Analyzer::new().with_lexicon(lexicon), vec!["parts.lexicon"]),
        (Analyzer::with_model(language), vec!["parts.attribution"]),
        (Analyzer::new().with_engine(AttributionModel::embedded()), vec![]),
        (
            Analyzer::new().with_options(Options::default().with_recall(0.5).with_max_claims(9)),
            vec!["options.max_claims", "options.recall"],
        ),
    ];
    for (other, differ) in others {
        assert_eq!(maker.differences(&other.maker()), differ);
    }
}

#[test]
fn a_lexicon_has_the_hash_of_its_entries() {
    let lexicon = |entries: &[(WordClass, &str)]| {
        let mut lexicon = Lexicon::empty();
        for (class, words) in entries {
            lexicon.add(*class, [words]);
        }
        lexicon.hash()
    };
    let (role, outlet) = (WordClass::Role, WordClass::Outlet);
    let one = lexicon(&[(role, "sommelier"), (outlet, "Blick")]);
    assert_eq!(one, lexicon(&[(role, "sommelier"), (outlet, "Blick")]));
    for other in
        [&[(role, "sommelier")][..], &[(outlet, "sommelier"), (role, "Blick")], &[(role, "sommelierBlick")]]
    {
        assert_ne!(one, lexicon(other));
    }
    let mut table = Lexicon::empty();
    table.extend_from_table("cue verb cq statement: opine").unwrap();
    assert_ne!(table.hash(), Lexicon::empty().hash());
}
