//! The audit against house rules: its rules on small texts and on the article, its houses, their files.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use ascribe::audit::{Citation, Finding, House, Rule, RuleId, Severity, audit};
use ascribe::{
    Actor, ActorKind, Analyzer, Article, Attribution, Claim, Given, Level, Quotation, Report, Source,
    SourceId, Span,
};

use crate::case_file::titled;

const CASES: &str = include_str!("../cases/audit.txt");

struct Case<'a> {
    title: &'a str,
    rule: RuleId,
    outlet: Option<&'a str>,
    text: &'a str,
    wanted: Vec<&'a str>,
}

fn cases() -> Vec<Case<'static>> {
    let mut cases = Vec::new();
    for (title, text, wanted) in titled(CASES) {
        let (rule, _) = title.split_once(": ").expect("a rule in the title");
        let (rule, outlet) =
            rule.split_once(" @ ").map_or((rule, None), |(rule, outlet)| (rule, Some(outlet)));
        let rule = RuleId::from(rule);
        assert!(!matches!(rule, RuleId::Other(_)), "{title}");
        cases.push(Case { title, rule, outlet, text, wanted });
    }
    cases
}

fn strict() -> House {
    House::built_in("strict").unwrap()
}

fn words<'t>(text: &'t str, finding: &Finding) -> &'t str {
    finding.spans.first().and_then(|span| span.slice(text)).expect("a place in the text")
}

#[test]
fn rules_find_what_the_cases_say() {
    let (analyzer, house) = (Analyzer::new(), strict());
    let mut wrong = String::new();
    for case in cases() {
        let mut article = Article::new(case.text);
        article.metadata.outlet = case.outlet.map(str::to_owned);
        let report = analyzer.analyze(&article);
        let findings = audit(&report, case.text, &house);
        let got: Vec<&str> =
            findings.iter().filter(|one| one.rule == case.rule).map(|one| words(case.text, one)).collect();
        if got != case.wanted {
            wrong += &format!("{}\n  wanted {:?}\n  got    {got:?}\n", case.title, case.wanted);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The least shares, in per cent, of findings that are right and of those wanted that are found, in articles that were held back.
const PRECISION: usize = 92;
const RECALL: usize = 85;

/// The findings of whole articles: all of those that were mended, and most of every third, which was held back.
#[test]
fn whole_articles_have_their_findings() {
    let table = include_str!("../cases/audit-articles.txt");
    let house = House::from_toml(
        "version = 1\nid = \"desk\"\nname = \"Desk\"\nextends = \"strict\"\nwithout = [\"single_unnamed_source\", \
         \"key_claim_unnamed\", \"unnamed_quoted_longest\", \"side_taking_verb\"]\n",
    )
    .unwrap();
    let analyzer = Analyzer::new();
    let mut faults = String::new();
    // Right, found and wanted: of the mended and of the held back.
    let mut sums = [[0; 3]; 2];
    for (title, text, wanted) in titled(table) {
        let number: usize = title.split_once(':').and_then(|(number, _)| number.parse().ok()).unwrap();
        let text = text.replace('\n', " ");
        let report = analyzer.analyze(&Article::new(text.as_str()));
        let findings = audit(&report, &text, &house);
        let mut open: Vec<(&str, &str)> = wanted.iter().filter_map(|line| line.split_once(": ")).collect();
        let sum = &mut sums[usize::from(number.is_multiple_of(3))];
        sum[1] += findings.len();
        sum[2] += open.len();
        for finding in &findings {
            let place = words(&text, finding);
            let fits = |(rule, wanted): &(&str, &str)| {
                *rule == finding.rule.as_str() && (place.contains(wanted) || wanted.contains(place))
            };
            match open.iter().position(fits) {
                Some(at) => {
                    open.remove(at);
                    sum[0] += 1;
                }
                None => faults += &format!("{title}: found {}: {place}\n", finding.rule),
            }
        }
        faults.extend(open.iter().map(|(rule, place)| format!("{title}: missed {rule}: {place}\n")));
    }
    let [mended, held_back] = sums;
    for [right, found, wanted] in [mended, held_back] {
        assert!(
            right * 100 >= found * PRECISION && right * 100 >= wanted * RECALL,
            "mended {mended:?}, held back {held_back:?} (right, found, wanted)\n{faults}"
        );
    }
}

#[test]
fn every_rule_has_cases_on_both_sides() {
    let mut sides: BTreeMap<RuleId, (usize, usize)> = BTreeMap::new();
    for case in cases() {
        let (fires, not) = sides.entry(case.rule).or_default();
        if case.wanted.is_empty() { *not += 1 } else { *fires += 1 }
    }
    for known in RuleId::KNOWN {
        // What the analyzer leaves without a source is tested below, with attributions that are given.
        if *known != "quotation_without_source" {
            let (fires, not) = sides.get(&RuleId::from(*known)).copied().unwrap_or_default();
            assert!(fires >= 2 && not >= 2, "{known}: {fires} and {not}");
        }
    }
}

/// What the rule on quotations of nobody finds where these words are given as a content without a source.
fn of_nobody(text: &str, quoted: &str) -> usize {
    let start = text.find(quoted).unwrap();
    let given = Given::new(Span::new(start, start + quoted.len()).unwrap());
    let report = Analyzer::new().resolve(&Article::new(text), &[given]);
    let findings = audit(&report, text, &strict());
    findings.iter().filter(|finding| finding.rule == RuleId::QuotationWithoutSource).count()
}

#[test]
fn a_quotation_of_nobody_is_found() {
    let long = "“This is the end of the road for all of us.”";
    assert_eq!(of_nobody(&format!("{long} The council meets on Friday."), long), 1);
    assert_eq!(of_nobody(&format!("The hall was silent. {long}"), long), 1);
    // Two words may be a title or a nickname, and a colon leads to whoever spoke before.
    assert_eq!(of_nobody("The “iron mayor” left the hall.", "“iron mayor”"), 0);
    assert_eq!(of_nobody(&format!("Then she turned round and spoke: {long}"), long), 0);
}

/// What the strict house finds in the article: rule, words of the first span, and why a desk would say so too.
const ARTICLE: &[(&str, &str, &str)] = &[
    (
        "key_claim_unnamed",
        "The call, purportedly requested by Putin",
        "the first thing that anybody is named for is the official's, and nobody else gives time and agenda of the call",
    ),
    ("unattributed_hedge", "purportedly", "the article does not say who says that Putin asked for the call"),
    (
        "basis_not_stated",
        "a senior Biden administration official",
        "role and institution are told, not how it is known",
    ),
    ("no_reason", "a senior Biden administration official", "unnamed, and not a word on why"),
    (
        "single_unnamed_source",
        "a senior Biden administration official",
        "nobody else gives time and agenda of the call",
    ),
    (
        "relay_unconfirmed",
        "Reuters",
        "Horne's words come by way of Reuters, and the article does not say that it asked her",
    ),
    (
        "basis_not_stated",
        "Another senior Biden administration official",
        "role and institution are told, not how it is known",
    ),
    (
        "no_reason",
        "Another senior Biden administration official",
        "says that the official did not wish to be identified, not why",
    ),
    (
        "single_unnamed_source",
        "Another senior Biden administration official",
        "nobody else says that concerns were not assuaged",
    ),
    (
        "unnamed_quoted_longest",
        "We are at a moment of crisis",
        "37 words in quotation marks, one more than Koffler, the most quoted of those who are named",
    ),
    (
        "single_unnamed_source",
        "A senior administration official",
        "nobody else says what Biden will tell Putin",
    ),
    (
        "relay_unconfirmed",
        "Fox News",
        "the official spoke to Fox, and the article does not say whether it asked as well",
    ),
    ("basis_not_stated", "sources inside the White House", "that they work there is told, not how they know"),
    ("no_reason", "sources inside the White House", "unnamed, and not a word on why"),
];

fn article() -> (Article, Report) {
    let article = Article::new(include_str!("../../examples/data/putin-biden-call.txt"))
        .with_published("2021-12-30".parse().unwrap());
    let report = Analyzer::new().analyze(&article);
    (article, report)
}

#[test]
fn the_findings_on_the_article_are_those_of_a_desk() {
    let (article, report) = article();
    let findings = audit(&report, &article.text, &strict());
    let got: Vec<(&str, &str)> =
        findings.iter().map(|finding| (finding.rule.as_str(), words(&article.text, finding))).collect();
    for (rule, start, why) in ARTICLE {
        assert!(
            got.iter().any(|(other, words)| other == rule && words.starts_with(start)),
            "missing: {rule} {start}: {why}"
        );
    }
    assert_eq!(got.len(), ARTICLE.len(), "{got:#?}");
}

#[test]
fn what_the_article_gives_no_cause_for_is_not_found() {
    let (article, report) = article();
    let findings = audit(&report, &article.text, &strict());
    let found = |rule: &RuleId| findings.iter().filter(|finding| finding.rule == *rule).count();
    // No source is bare: each official has an institution, and the sources are inside the White House.
    assert_eq!(found(&RuleId::BareSource), 0);
    // "sources inside the White House" is never followed by "the source".
    assert_eq!(found(&RuleId::PluralForOne), 0);
    // "denies", "demanded", "accusing": the verbs name what was done. None casts doubt.
    assert_eq!(found(&RuleId::SideTakingVerb), 0);
    // Moscow accuses, and Moscow is no unnamed source.
    assert_eq!(found(&RuleId::AnonymousAttack), 0);
    // Koffler believes, and is named.
    assert_eq!(found(&RuleId::AnonymousOpinion), 0);
    // The official who spoke to Fox News is Fox's source: why it is unnamed is for Fox to say.
    let reasons = findings.iter().filter(|finding| finding.rule == RuleId::NoReason);
    assert!(
        reasons
            .into_iter()
            .all(|finding| words(&article.text, finding) != "A senior administration official")
    );
    // "FISM previously reported": the outlet is the article's own, and nothing came from elsewhere.
    let relays = findings.iter().filter(|finding| finding.rule == RuleId::RelayUnconfirmed);
    assert!(relays.into_iter().all(|finding| !finding.why.contains("FISM")));
}

#[test]
fn findings_say_what_is_there_and_are_json() {
    let (article, report) = article();
    for id in House::BUILT_IN {
        let house = House::built_in(id).unwrap();
        let findings = audit(&report, &article.text, &house);
        for finding in &findings {
            assert!(!finding.spans.is_empty() && !finding.why.is_empty(), "{finding:?}");
            assert_eq!(finding.house, *id);
            let rule = house.rule(&finding.rule).unwrap();
            assert_eq!(
                (&finding.says, &finding.citation, finding.severity),
                (&rule.says, &rule.citation, rule.severity)
            );
            // A desk may know more than a text tells: no finding says that something is false, or that a rule is broken.
            for word in ["false", "lie", "unreliable", "violat", "breach", "broke"] {
                assert!(!finding.why.contains(word), "{}", finding.why);
            }
        }
        let json = serde_json::to_string(&findings).unwrap();
        assert_eq!(serde_json::from_str::<Vec<Finding>>(&json).unwrap(), findings);
    }
}

#[test]
fn built_in_houses_are_whole() {
    for id in House::BUILT_IN {
        let house = House::built_in(id).unwrap_or_else(|| panic!("{id} cannot be read"));
        assert_eq!(house.id, *id);
        assert!(house.rules.len() >= 5, "{id}");
        assert!(house.about.is_some());
        for rule in &house.rules {
            assert!(!matches!(rule.id, RuleId::Other(_)));
            assert!(rule.says.ends_with(['.', '”']) && rule.says.len() > 10, "{id} {}", rule.id);
            assert!(
                rule.citation.url.starts_with("http") && rule.citation.title.len() > 5,
                "{id} {}",
                rule.id
            );
        }
        // Written out, a house is the same house.
        let json = serde_json::to_string(&house).unwrap();
        assert_eq!(serde_json::from_str::<House>(&json).unwrap(), house);
    }
    assert_eq!(strict().rules.len(), RuleId::KNOWN.len());
    assert!(House::built_in("tass").is_none());
}

const HEAD: &str = "version = 1\nid = \"x\"\nname = \"X\"\n";
const REST: &str =
    "severity = \"note\"\nsays = \"Say.\"\ncitation = { title = \"T\", url = \"https://example.org\" }\n";

#[test]
fn bad_house_files_are_told_with_their_place() {
    let error = |written: &str| House::from_toml(written).unwrap_err().to_string();
    let says = |written: &str, wanted: &[&str]| {
        let error = error(written);
        assert!(error.starts_with("invalid house rules: "), "{error}");
        for part in wanted {
            assert!(error.contains(part), "{error}\nlacks: {part}");
        }
    };
    says("", &["missing field `version`"]);
    says(&HEAD.replace('1', "2"), &["version: 2 not supported (expected 1)"]);
    says(&HEAD[..HEAD.len() - 3], &["line 3"]);
    says(
        &format!("{HEAD}[[rules]]\nid = \"bare_sauce\"\n{REST}"),
        &["line 5", "unknown rule `bare_sauce`", "bare_source"],
    );
    says(&format!("{HEAD}[[rules]]\nid = \"no_reason\"\nseverty = \"note\"\n"), &["line 6", "severty"]);
    says(&format!("{HEAD}[[rules]]\nid = \"no_reason\"\nseverity = \"fatal\"\n"), &["line 6", "fatal"]);
    says(
        &format!("{HEAD}[[rules]]\nid = \"no_reason\"\nseverity = \"note\"\n"),
        &["rules[0] (no_reason): missing says"],
    );
    let named = "severity = \"note\"\nsays = \"Say.\"\ncitation = \"memo\"\n";
    says(
        &format!("{HEAD}[[rules]]\nid = \"no_reason\"\n{named}"),
        &["rules[0] (no_reason): citation: unknown citation `memo`"],
    );
    let rule = format!("[[rules]]\nid = \"no_reason\"\n{REST}");
    says(&format!("{HEAD}{rule}{rule}"), &["rules[1] (no_reason): duplicate rule"]);
    says(&format!("{HEAD}extends = \"tass\"\n"), &["extends: unknown house `tass` (known: ap, bbc"]);
    says(&"x".repeat(2 << 20), &["2097152 bytes"]);
    says(&format!("{HEAD}about = {}", "[".repeat(100_000)), &["line 4, column 89: cannot recurse further"]);
    // JSON goes the same way.
    let json = r#"{"version": 1, "id": "x", "name": "X", "rules": [{"id": "bare_sauce"}]}"#;
    let error = serde_json::from_str::<House>(json).unwrap_err().to_string();
    assert!(error.contains("unknown rule `bare_sauce`") && error.contains("line 1"), "{error}");
}

#[test]
fn a_house_can_start_from_another() {
    let house = House::from_toml(&format!(
        "{HEAD}extends = \"npr\"\nwithout = [\"pseudonym_used\"]\n[[rules]]\nid = \"unattributed_hedge\"\nseverity = \"error\"\n"
    ))
    .unwrap();
    let npr = House::built_in("npr").unwrap();
    assert_eq!(house.rules.len(), npr.rules.len() - 1);
    let (ours, theirs) = (house.rule(&RuleId::UnattributedHedge), npr.rule(&RuleId::UnattributedHedge));
    let (ours, theirs) = (ours.unwrap(), theirs.unwrap());
    assert_eq!(ours.severity, Severity::Error);
    assert_eq!((&ours.says, &ours.citation, &ours.words), (&theirs.says, &theirs.citation, &theirs.words));
}

#[test]
fn words_of_a_house_replace_the_rule_s_own() {
    let text =
        "The minister blasted that the figures were wrong. Tom Baker claimed that the road was closed.";
    let report = Analyzer::new().analyze(&Article::new(text));
    let mut house = House::new("x", "X");
    let mut rule =
        Rule::new(RuleId::SideTakingVerb, Severity::Note, "Say.", Citation::new("T", "https://example.org"));
    let found = |house: &House| {
        audit(&report, text, house).iter().map(|one| words(text, one).to_owned()).collect::<Vec<_>>()
    };
    house.rules.push(rule.clone());
    assert_eq!(found(&house), ["claimed"]);
    rule.words = vec!["concede".to_owned()];
    house.rules = vec![rule];
    assert!(found(&house).is_empty());
}

#[test]
fn a_rule_of_tomorrow_finds_nothing() {
    let mut house = House::new("x", "X");
    let citation = Citation::new("T", "https://example.org");
    house.rules.push(Rule::new(RuleId::from("of_tomorrow"), Severity::Error, "Say.", citation));
    let (article, report) = article();
    assert!(audit(&report, &article.text, &house).is_empty());
}

/// Reports that fit no text, and texts that fit no report.
#[test]
fn foreign_reports_do_no_harm() {
    let (article, report) = article();
    let house = strict();
    for text in ["", "é", "“”", &article.text[1..], &article.text.replace('’', "''")] {
        let _ = audit(&report, text, &house);
    }
    let mut odd = Report::new(&Article::new("x"));
    let actor = odd.add_actor(Actor::new(ActorKind::Person).with_description("an official"));
    odd.add_source(Source::new(actor, Level::Vague));
    let far = Span::new(7, Span::MAX).unwrap();
    let mut claim = Claim::new(far, Quotation::Direct, Attribution::new(SourceId::new(0)).with_cue(far));
    claim.verbatim.push(far);
    claim.within = Some(ascribe::ClaimId::new(0));
    odd.add_claim(claim.clone());
    claim.attributions = vec![Attribution::new(SourceId::new(99))];
    odd.add_claim(claim.clone());
    claim.attributions.clear();
    claim.content.clear();
    odd.add_claim(claim);
    for text in ["", "x", "é"] {
        let _ = audit(&odd, text, &house);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the text, nothing panics, every place fits, and the same text gives the same findings.
    #[test]
    fn every_text_can_be_audited(pieces in vec(select(PIECES.to_vec()), 0..24)) {
        let text = pieces.concat();
        let report = Analyzer::new().analyze(&Article::new(&text));
        let findings = audit(&report, &text, &strict());
        prop_assert!(findings.iter().flat_map(|finding| &finding.spans).all(|span| span.slice(&text).is_some()));
        prop_assert_eq!(&findings, &audit(&report, &text, &strict()));
    }
}

const PIECES: &[&str] = &[
    "A source said ",
    "Sources say ",
    "the source added ",
    "“",
    "”",
    "‘",
    "''",
    "\"",
    "he is a liar",
    ", ",
    ". ",
    "\n\n",
    "é",
    "\u{a0}",
    "😀",
    "declined to comment",
    " who asked not to be named ",
    "an official ",
    "told Reuters ",
    "reportedly ",
    "claimed that ",
    "Tom Baker ",
    "said ",
    "the road was closed",
    "It is believed that ",
    "according to ",
    "“Ahmed,” ",
    "LEE: ",
    "two aides ",
    "\u{feff}",
];

/// Growth is counted in findings, not in seconds: ten times the text has ten times the findings, and finishes.
#[test]
fn a_long_article_is_audited_as_a_short_one_is() {
    let piece = "The plant will close in May, a source said. Tom Baker claimed that the road was closed.\n\n";
    let count = |times: usize| {
        let text = piece.repeat(times);
        let report = Analyzer::new().analyze(&Article::new(&text));
        let findings = audit(&report, &text, &strict());
        findings.iter().filter(|finding| finding.rule == RuleId::SideTakingVerb).count()
    };
    assert_eq!((count(10), count(400)), (10, 400));
}
