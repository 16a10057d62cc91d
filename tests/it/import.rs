//! What comes back from other programs: the way there and back, what a person corrected, and what is wrong with a file.

use ascribe::export::brat;
use ascribe::export::web_annotation::{self, Annotation, AnnotationPage, Body, Selector, Target};
use ascribe::{
    Actor, ActorKind, Article, Attribution, Claim, ClaimId, Confidence, Difference, Force, Level, Quotation,
    Relay, Report, Source, SourceId, SourceMention, Span,
};
use proptest::prelude::*;
use serde_json::json;

/// With a byte order mark, line ends of DOS within a content, an emoji of several code points, and combining characters.
const TEXT: &str = "\u{feff}“We have 👩‍👧 to te\u{301}te\u{301}.\r\n\r\n“It is over,” an aide told Reuters. \
    A guard said no. The guard said yes. A guard left.\r\nNobody, said Ann Lee, was hurt. Lee said so.";

fn article() -> Article {
    Article::new(TEXT)
}

/// Where the words stand, from the first place at or after `from`.
fn after(from: &str, words: &str) -> Span {
    let from = TEXT.find(from).unwrap();
    let start = from + TEXT[from..].find(words).unwrap();
    Span::new(start, start + words.len()).unwrap()
}

fn span(words: &str) -> Span {
    after(words, words)
}

/// Six claims by four sources, one through a relay, one within another.
fn report() -> Report {
    let mut report = Report::new(&article());
    let mut source = |actor: Actor, level: Level| {
        let actor = report.add_actor(actor);
        report.add_source(Source::new(actor, level))
    };
    let aide = source(Actor::new(ActorKind::Person).with_description("an aide"), Level::Vague);
    let reuters = source(Actor::new(ActorKind::Outlet).with_name("Reuters"), Level::Institutional);
    let guard = source(Actor::new(ActorKind::Person).with_description("a guard"), Level::Vague);
    let lee = source(Actor::new(ActorKind::Person).with_name("Ann Lee"), Level::Named);
    report.sources[2].mentions.push(SourceMention::new(span("The guard"), Level::Bare));
    let by = |source: SourceId, words: Span, cue: Span| {
        Attribution::new(source).with_source_span(words).with_cue(cue)
    };
    let told = by(aide, span("an aide"), span("told")).with_relay(Relay::new(reuters, span("Reuters")));
    let mut claim =
        Claim::new(span("We have 👩‍👧 to te\u{301}te\u{301}.\r\n\r\n“It is over,"), Quotation::Direct, told);
    claim.verbatim.push(claim.content[0]);
    claim.force = Force::Prediction;
    claim.force_evidence.push(span("over"));
    claim.confidence = Confidence::new(0.7).unwrap();
    let outer = report.add_claim(claim);
    let mut inner = Claim::new(span("over"), Quotation::Indirect, Attribution::unattributed());
    inner = inner.relayed_by(report.claims[0].attributions[0].clone());
    inner.within = Some(outer);
    report.add_claim(inner);
    report.add_claim(Claim::new(
        span("no."),
        Quotation::Indirect,
        by(guard, span("A guard"), after("A guard", "said")),
    ));
    let yes = by(guard, span("The guard"), after("The guard", "said"));
    report.add_claim(Claim::new(span("yes."), Quotation::Indirect, yes));
    let mut split =
        Claim::new(span("Nobody"), Quotation::Indirect, by(lee, span("Ann Lee"), after("Nobody", "said")));
    split.content.push(span("was hurt."));
    report.add_claim(split);
    report.add_claim(Claim::new(
        span("so."),
        Quotation::Indirect,
        by(lee, after("hurt.", "Lee"), after("hurt.", "said")),
    ));
    report.validate_text(TEXT).unwrap();
    report
}

fn standoff() -> String {
    brat::to_string(&report(), TEXT)
}

fn page() -> AnnotationPage {
    let written = serde_json::to_string(&web_annotation::to_value(&report(), TEXT)).unwrap();
    serde_json::from_str(&written).unwrap()
}

/// What was corrected, in words.
fn found(corrected: &Report) -> Vec<String> {
    report().differences(corrected, TEXT).iter().map(ToString::to_string).collect()
}

#[test]
fn stand_off_comes_back() {
    let back = brat::from_str(&standoff(), &article()).unwrap();
    assert_eq!(back.validate_text(TEXT), Ok(()));
    assert_eq!(back.diagnostics, []);
    assert_eq!(found(&back), Vec::<String>::new());
    // All but the relay's words, verbatim parts, evidence and confidence is in the file.
    let mut expected = report().claims;
    for claim in &mut expected {
        claim.verbatim.clear();
        claim.force_evidence.clear();
        claim.confidence = Confidence::CERTAIN;
        claim
            .attributions
            .iter_mut()
            .filter_map(|link| link.relay.as_mut())
            .for_each(|relay| relay.spans.clear());
    }
    // The file says through whom the inner claim came, and not in which link that is said.
    expected[1].attributions[0].relay = back.claims[1].attributions[0].relay.clone();
    assert_eq!(back.claims, expected);
    assert_eq!(
        back.sources.iter().map(|source| source.level).collect::<Vec<_>>(),
        [Level::Vague, Level::Bare, Level::Vague, Level::Named]
    );
    assert_eq!(back.actors[3].names, ["Ann Lee"]);
    assert_eq!(brat::to_string(&back, TEXT), standoff());
}

#[test]
fn words_that_cite_nobody_come_back_as_such() {
    let text = "Until added, rates had to rise, rates had to fall.";
    let words = |words: &str| {
        let start = text.find(words).unwrap();
        Span::new(start, start + words.len()).unwrap()
    };
    let link = Attribution::unattributed().with_source_span(words("Until")).with_cue(words("added"));
    let mut report = Report::new(&Article::new(text));
    report.add_claim(Claim::new(words("rates had to rise"), Quotation::Indirect, link.clone()));
    report.add_claim(Claim::new(words("rates had to fall"), Quotation::Indirect, link));
    let written = brat::to_string(&report, text);
    let back = brat::from_str(&written, &Article::new(text)).unwrap();
    assert_eq!((back.claims, back.sources, back.actors), (report.claims, vec![], vec![]));
    // A `SourceId` says that there is one all the same, and so does another level.
    for change in [written.clone() + "A9\tSourceId E1 s0\n", written.replacen("unattributed", "bare", 1)] {
        let back = brat::from_str(&change, &Article::new(text)).unwrap();
        assert_eq!(back.claims[0].attributions[0].source, Some(SourceId::new(0)));
        assert_eq!(back.claims[1].attributions[0].source, None);
    }
}

#[test]
fn stand_off_with_line_ends_of_dos_is_the_same() {
    let dos = "\u{feff}".to_owned() + &standoff().replace('\n', "\r\n");
    assert_eq!(brat::from_str(&dos, &article()), brat::from_str(&standoff(), &article()));
}

#[test]
fn web_annotations_come_back_whole() {
    let report = report();
    let back = web_annotation::from_value(&page(), &article()).unwrap();
    assert_eq!(back, report);
}

/// The corrected file, each change a line or a part of one, replaced by another.
fn correct(changes: &[(&str, &str)]) -> Vec<String> {
    let mut file = standoff();
    for (old, new) in changes {
        assert_eq!(file.matches(old).count(), 1, "{old} in\n{file}");
        file = file.replace(old, new);
    }
    found(&brat::from_str(&file, &article()).unwrap())
}

#[test]
fn corrections_in_brat_are_found() {
    // The ids of the lines that are changed below.
    for line in [
        "E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3",
        "E2\tAttribution:T6 Content:T5",
        "E3\tAttribution:T10 Source:T7 Cue:T8 Content:T9",
        "E4\tAttribution:T14 Source:T11 Cue:T12 Content:T13",
        "E5\tAttribution:T18 Source:T15 Cue:T16 Content:T17",
        "E6\tAttribution:T22 Source:T19 Cue:T20 Content:T21",
    ] {
        assert!(standoff().lines().any(|have| have == line), "{}", standoff());
    }
    assert_eq!(correct(&[(" E1 direct", " E1 mixed")]), ["c0 is mixed, not direct"]);
    assert_eq!(correct(&[("E1 prediction", "E1 belief")]), ["c0 has the force belief, not prediction"]);
    assert_eq!(correct(&[("Level E1 vague", "Level E1 described")]), ["s0 is described, not vague"]);
    assert_eq!(
        correct(&[("E5\tAttribution:T18 Source:T15", "E5\tAttribution:T18")]),
        ["c4 has other words for its source"]
    );
    assert_eq!(
        correct(&[(" Source:T15 Cue:T16", " Source:T16 Cue:T15")]),
        ["c4 has another cue", "c4 has other words for its source"]
    );
    assert_eq!(correct(&[(" Content:T17", " Content:T16")]), ["c4 has another content"]);
    assert_eq!(correct(&[(" Content:T21\n", " Content:T21 Content2:T17\n")]), ["c5 has another content"]);
    assert_eq!(correct(&[("SourceId E5 s3", "SourceId E5 s0")]), ["c4 is by s0′, not by s3"]);
    assert_eq!(correct(&[("Via E1 s1", "Via E1 s3")]), ["c0 came through s2′, not through s1"]);
    // A source of its own, of which the file knows only the id.
    assert_eq!(correct(&[("SourceId E4 s2", "SourceId E4 s9")]), ["s2 is several, s2′, s4′"]);
    assert_eq!(
        correct(&[("SourceId E5 s3", "SourceId E5 s2"), ("SourceId E6 s3", "SourceId E6 s2")])[0],
        "s2, s3 are one, s2′"
    );
    // The levels of the two disagree, and that of more attributions counts.
    let merged = standoff() + "R1\tSameSource Arg1:T1 Arg2:T7\n";
    let merged = brat::from_str(&merged, &article()).unwrap();
    assert_eq!(found(&merged), ["s0, s2 are one, s0′"]);
    let equal = standoff() + "*\tSameSource T15 T7\n";
    let equal = brat::from_str(&equal, &article()).unwrap();
    assert_eq!(found(&equal).last().unwrap(), "s2, s3 are one, s2′");
    assert!(
        equal.diagnostics[0].message.contains("the levels vague, named; vague was taken"),
        "{:?}",
        equal.diagnostics
    );
    // Gone, and new.
    let without: String =
        standoff().lines().filter(|line| !line.contains("E6")).map(|line| format!("{line}\n")).collect();
    assert_eq!(found(&brat::from_str(&without, &article()).unwrap()), ["c5 is gone"]);
    let points = |span: Span| (TEXT[..span.start()].chars().count(), TEXT[..span.end()].chars().count());
    let (start, end) = points(span("A guard left"));
    let with = standoff()
        + &format!(
            "T90\tContent {start} {end}\tA guard left\nT91\tAttribution {start} {end}\tA guard left\nE90\tAttribution:T91 Content:T90\n"
        );
    assert_eq!(found(&brat::from_str(&with, &article()).unwrap()), ["c6′ is new"]);
    // A content that was cut is still the same claim's.
    let (start, _) = points(span("We have"));
    let (cut, _) = points(span("It is over"));
    let line = standoff().lines().find(|line| line.starts_with("T3\t")).unwrap().to_owned();
    let words: &str = &TEXT[TEXT.find("We have").unwrap()..TEXT.find("It is over").unwrap()];
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut = standoff().replace(&line, &format!("T3\tContent {start} {cut}\t{words}"));
    let cut = cut.replace(" Cue:T2 ", " Cue:T8 ");
    let cut = found(&brat::from_str(&cut, &article()).unwrap());
    assert_eq!(cut, ["c0 has another content", "c0 has another cue"]);
}

#[test]
fn what_a_report_has_no_place_for_is_noted() {
    let file = standoff()
        + "#1\tAnnotatorNotes E1\tis this so?\nN1\tReference T15 Wikidata:Q1\tAnn Lee\nN2\tReference T2 Wikidata:Q2\tsay\n\
           A90\tNegated E1\nR1\tCauses Arg1:T1 Arg2:T7\nE91\tMeeting:T2 Who:T1\nA91\tLevel T1 named\n";
    let read = brat::from_str(&file, &article()).unwrap();
    let notes: Vec<&str> = read.diagnostics.iter().map(|note| note.message.as_str()).collect();
    assert_eq!(
        notes,
        [
            "N2 is no identifier of a source",
            "E91 is an event of type Meeting",
            "A90 says Negated  of E1",
            "A91 says Level named of T1",
            "R1 is a relation Causes",
            "#1 notes of E1: is this so?",
        ]
    );
    assert_eq!(read.diagnostics[5].span, Some(span("told")));
    assert_eq!(read.actors[3].external["Wikidata"], "Q1");
    assert_eq!(found(&read), Vec::<String>::new());
}

#[test]
fn errors_of_stand_off_say_where_and_why() {
    let article = Article::new("“Go,” he said.");
    for (written, error) in [
        ("T1 Cue 9 13 said", "line 1 (T1): missing tab after the id"),
        ("\n\nT1\tCue 9 130\tsaid", "line 3 (T1): span 9..130 past the end of the text (14 code points)"),
        ("T1\tCue 13 9\tsaid", "line 1 (T1): empty span 13..9"),
        ("T1\tCue 9 9\t", "line 1 (T1): empty span 9..9"),
        ("T1\tCue 9 -1\t", "line 1 (T1): invalid offsets `9 -1` (expected START END)"),
        ("T1\tCue nine\t", "line 1 (T1): invalid offsets `nine` (expected START END)"),
        ("T1\tCue\tsaid", "line 1 (T1): invalid offsets `` (expected START END)"),
        ("T1\tCue 9 13;\tsaid", "line 1 (T1): invalid offsets `` (expected START END)"),
        (
            "T1\tCue 9 99999999999999999999999\tsaid",
            "line 1 (T1): invalid offsets `9 99999999999999999999999` (expected START END)",
        ),
        // What counts bytes is found out.
        ("T1\tCue 10 14\tsaid", "line 1 (T1): quotes `said`, but the text has `aid.`"),
        ("T1\tCue 9 13\tsaid\nT1\tCue 9 13\tsaid", "line 2 (T1): duplicate id (first on line 1)"),
        ("E1\tAttribution:T1", "line 1 (E1): unknown id T1"),
        ("T1\tCue 9 13\tsaid\nE1\tAttribution:T1 Content:T2", "line 2 (E1): unknown id T2"),
        ("E1\tAttribution", "line 1 (E1): invalid argument `Attribution` (expected ROLE:ID)"),
        ("E1\t", "line 1 (E1): empty annotation"),
        ("A1\tLevel E1 named", "line 1 (A1): unknown id E1"),
        ("A1\tLevel", "line 1 (A1): missing target"),
        ("R1\tSameSource Arg1:T1 Arg2:T2", "line 1 (R1): unknown id T1"),
        ("X1\tWhat", "line 1 (X1): unknown kind of annotation (expected T, E, R, A, M, N, # or *)"),
        (
            "T1\tContent 1 4\tGo,\nE1\tAttribution:T1 Content:T1\nA1\tLevel E1 secret",
            "line 3 (A1): unknown anonymity level `secret`",
        ),
        (
            "T1\tContent 1 4\tGo,\nE1\tAttribution:T1 Content:T1\nA1\tQuotation E1",
            "line 3 (A1): unknown kind of quotation ``",
        ),
    ] {
        assert_eq!(brat::from_str(written, &article).unwrap_err().to_string(), error, "{written}");
    }
    let empty = brat::from_str("T1\tCue 9 13\tsaid\nE1\tAttribution:T1 Cue:T1", &article).unwrap();
    assert_eq!(empty.diagnostics[0].message, "E1 on line 2 has no content; it was left out");
    assert_eq!(brat::from_str("", &article), Ok(Report::new(&article)));
}

#[test]
fn corrections_in_web_annotations_are_found() {
    let corrected = |change: &dyn Fn(&mut AnnotationPage)| {
        let mut page = page();
        change(&mut page);
        found(&web_annotation::from_value(&page, &article()).unwrap())
    };
    let at =
        |page: &AnnotationPage, end: &str| page.items.iter().position(|item| item.id.ends_with(end)).unwrap();
    assert_eq!(corrected(&|page| page.items.reverse()).len(), 0, "the order of the items says nothing");
    assert_eq!(
        corrected(&|page| {
            let at = at(page, "#source-0");
            let Some(Body::Source(body)) = page.items[at].body.last_mut() else { panic!("no source") };
            body.level = "described".to_owned();
        }),
        ["s0 is described, not vague"]
    );
    assert_eq!(
        corrected(&|page| {
            let at = at(page, "#claim-4");
            page.items[at].target.pop();
        }),
        ["c4 has another content"]
    );
    assert_eq!(
        corrected(&|page| {
            let at = at(page, "#claim-2-cue-0");
            page.items.remove(at);
        }),
        ["c2 has another cue"]
    );
    assert_eq!(corrected(&|page| page.items.retain(|item| !item.id.contains("#claim-5"))), ["c5 is gone"]);
    assert_eq!(
        corrected(&|page| {
            let mut new = page.items[at(page, "#claim-3")].clone();
            "https://example.org/mine".clone_into(&mut new.id);
            let Some(Target::Part(part)) = new.target.first_mut() else { panic!("no part") };
            part.selector =
                vec![Selector::Quote { exact: "left".into(), prefix: String::new(), suffix: String::new() }];
            page.items.push(new);
        }),
        ["c6′ is new"]
    );
}

/// A claim whose content has these selectors, in this text.
fn selected(text: &str, selectors: &serde_json::Value) -> Result<Report, ascribe::Error> {
    let items: Vec<Annotation> = serde_json::from_value(json!({
        "id": "urn:x:1", "type": "Annotation",
        "body": {"type": "ascribe:Claim", "quotation": "direct", "chain": [{}]},
        "target": {"source": "urn:x-ascribe:article", "selector": selectors},
    }))
    .map(|item| vec![item])
    .unwrap();
    web_annotation::from_value(&items.into(), &Article::new(text))
}

#[test]
fn targets_are_found_again_by_their_words() {
    let quote = |exact: &str, prefix: &str, suffix: &str| json!({"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix});
    let position =
        |start: usize, end: usize| json!({"type": "TextPositionSelector", "start": start, "end": end});
    let text = "No, no, “é” no.";
    let place = |selectors| {
        selected(text, &selectors).map(|report| {
            let moved = report.diagnostics.iter().any(|note| note.code.as_str() == "moved_annotation");
            (
                report.claims[0].content[0].slice(text).unwrap().to_owned(),
                report.claims[0].content[0].start(),
                moved,
            )
        })
    };
    let is = |words: &str, start: usize, moved: bool| Ok((words.to_owned(), start, moved));
    assert_eq!(place(position(9, 10)), is("é", 11, false));
    assert_eq!(place(json!([quote("é", "", ""), position(9, 10)])), is("é", 11, false));
    assert_eq!(place(json!([quote("é", "", ""), position(0, 1)])), is("é", 11, true));
    assert_eq!(place(json!([quote("é", "", ""), position(90, 91)])), is("é", 11, true));
    assert_eq!(place(quote("no", "” ", ".")), is("no", 17, false));
    // One of other ways stands aside.
    assert_eq!(
        place(json!([{"type": "XPathSelector", "value": "/p"}, quote("No", "", "")])),
        is("No", 0, false)
    );
    for (selectors, error) in [
        (
            quote("no", "", ""),
            "urn:x:1: `no` found several times in the text, with the same prefix and suffix",
        ),
        (
            quote("no", "x", ""),
            "urn:x:1: `no` found several times in the text, but not with this prefix and suffix",
        ),
        (quote("yes", "", ""), "urn:x:1: `yes` not found in the text"),
        (json!([quote("yes", "", ""), position(0, 2)]), "urn:x:1: `yes` not found in the text"),
        (position(3, 99), "urn:x:1: span 3..99 past the end of the text (15 code points)"),
        (position(3, 3), "urn:x:1: empty span 3..3"),
        (position(5, 3), "urn:x:1: empty span 5..3"),
        (json!([]), "urn:x:1: target with neither a quote nor a position"),
        (
            json!({"type": "XPathSelector", "value": "/p"}),
            "urn:x:1: target with neither a quote nor a position",
        ),
    ] {
        assert_eq!(place(selectors).unwrap_err().to_string(), error);
    }
}

#[test]
fn errors_of_web_annotations_say_where_and_why() {
    let read = |items: serde_json::Value| {
        let items: Vec<Annotation> = serde_json::from_value(items).unwrap();
        web_annotation::from_value(&items.into(), &Article::new("“Go,” he said."))
    };
    let target =
        json!({"source": "urn:x-ascribe:article", "selector": {"type": "TextQuoteSelector", "exact": "Go,"}});
    let claim = |more: serde_json::Value| {
        let mut body = json!({"type": "ascribe:Claim", "quotation": "direct"});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({"id": "urn:x:1", "body": body, "target": target})
    };
    let circular = |id: &str, within: &str| {
        let within = format!("urn:x:{within}");
        let body = json!({"type": "ascribe:Claim", "quotation": "direct", "within": within});
        json!({"id": format!("urn:x:{id}"), "body": body, "target": target})
    };
    let phrase = |more: serde_json::Value| {
        let mut body = json!({"type": "ascribe:Phrase", "claim": "urn:x:1", "part": "cue"});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!([claim(json!({})), {"id": "urn:x:2", "body": body, "target": target}])
    };
    for (items, error) in [
        (json!([claim(json!({})), claim(json!({}))]), "urn:x:1: duplicate id"),
        (json!([claim(json!({"quotation": "sideways"}))]), "urn:x:1: unknown kind of quotation `sideways`"),
        (json!([claim(json!({"confidence": 2}))]), "urn:x:1: confidence 2 out of range (0 to 1)"),
        (json!([claim(json!({"within": "urn:x:9"}))]), "urn:x:1: unknown claim urn:x:9"),
        (json!([claim(json!({"within": "urn:x:1"}))]), "urn:x:1: claim within itself"),
        (json!([circular("1", "2"), circular("2", "3"), circular("3", "2")]), "urn:x:2: claim within itself"),
        (json!([claim(json!({"chain": [{"by": "urn:x:9"}]}))]), "urn:x:1: unknown source urn:x:9"),
        (json!([{"body": {"type": "ascribe:Claim"}, "target": target}]), "an annotation: missing id"),
        (
            json!([{"id": "urn:x:1", "body": {"type": "ascribe:Claim", "quotation": "direct"}, "target": "urn:x-ascribe:article"}]),
            "urn:x:1: claim without a target in the text",
        ),
        (
            json!([{"id": "urn:x:1", "body": {"type": "ascribe:Source", "level": "secret"}, "target": target}]),
            "urn:x:1: unknown anonymity level `secret`",
        ),
        (phrase(json!({"claim": "urn:x:9"})), "urn:x:2: unknown claim urn:x:9"),
        (phrase(json!({"part": "mood"})), "urn:x:2: unknown part of a claim `mood`"),
        (phrase(json!({"link": 3})), "urn:x:2: unknown link 3 of urn:x:1"),
        (phrase(json!({"part": "relay"})), "urn:x:2: link 0 of urn:x:1 has no relay"),
    ] {
        assert_eq!(read(items).unwrap_err().to_string(), error);
    }
    let others = read(json!([
        {"id": "urn:x:3", "type": "Annotation", "bodyValue": "x", "body": {"type": "TextualBody", "value": "Nice!"}, "target": target},
        {"id": "urn:x:4", "body": "https://example.org/note", "target": ["https://example.org/over", {"id": "urn:x"}]},
        {"target": null},
    ]))
    .unwrap();
    let notes: Vec<&str> = others.diagnostics.iter().map(|note| note.message.as_str()).collect();
    assert_eq!(
        notes,
        [
            "urn:x:3 has no body of a claim or source: Nice!",
            "urn:x:4 has no body of a claim or source",
            "an annotation has no body of a claim or source",
        ]
    );
}

#[test]
fn annotations_of_other_articles_are_left_out() {
    let mut elsewhere = article();
    elsewhere.metadata.url = Some("https://example.org/over".to_owned());
    let mut report = report();
    report.article = elsewhere.metadata.clone();
    let mut both = web_annotation::to_value(&report, TEXT);
    let mine = web_annotation::from_value(&both, &elsewhere).unwrap();
    assert_eq!((mine.claims.len(), mine.diagnostics.len()), (6, 0));
    report.article.url = Some("https://example.org/else".to_owned());
    let others = web_annotation::to_value(&report, TEXT).items;
    let count = others.len();
    both.items.extend(others);
    let mine = web_annotation::from_value(&both, &elsewhere).unwrap();
    assert_eq!((mine.claims.len(), mine.diagnostics.len()), (6, count));
    // Those of an article that had no address when they were made belong to whatever text is given.
    assert_eq!(web_annotation::from_value(&page(), &elsewhere).unwrap().claims.len(), 6);
}

#[test]
fn differences_of_a_report_to_itself_are_none_and_to_nothing_are_all() {
    let (report, article) = (report(), article());
    assert_eq!(report.differences(&report, &article.text), []);
    let empty = Report::new(&article);
    let gone: Vec<Difference> =
        (0..6).map(|id| Difference::ClaimRemoved { before: ClaimId::new(id) }).collect();
    assert_eq!(report.differences(&empty, &article.text), gone);
    let new: Vec<Difference> = (0..6).map(|id| Difference::ClaimAdded { after: ClaimId::new(id) }).collect();
    assert_eq!(empty.differences(&report, &article.text), new);
}

#[test]
fn many_changes_at_once_take_no_longer_than_few() {
    // Long chains of nested contents, and thousands of claims of which none is as it was: what is quadratic would show.
    let text = "ab".repeat(20_000);
    let article = Article::new(text.as_str());
    let (mut one, mut other) = (Report::new(&article), Report::new(&article));
    for index in 0..10_000 {
        let claim = |from: usize, to: usize| {
            Claim::new(Span::new(from, to).unwrap(), Quotation::Indirect, Attribution::unattributed())
        };
        one.add_claim(claim(index, 40_000 - index));
        other.add_claim(claim(index + 2, 39_999 - index));
    }
    let found = one.differences(&other, &article.text);
    assert!(found.len() >= 10_000);
    // What is written quotes each content, so these are fewer.
    one.claims.truncate(500);
    let back = brat::from_str(&brat::to_string(&one, &text), &article).unwrap();
    assert_eq!(back.validate_text(&text), Ok(()));
    assert!(back.claims.iter().all(|claim| claim.attributions.len() <= 16));
}

/// Lines that are nearly right.
fn nearly_standoff() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        (0..6_u8, "Source|Cue|Content|Attribution", 0..20_usize, 0..20_usize)
            .prop_map(|(id, kind, a, b)| format!("T{id}\t{kind} {a} {b}")),
        (0..6_u8, 0..6_u8, 0..6_u8, 0..6_u8).prop_map(|(id, a, b, c)| format!(
            "E{id}\tAttribution:T{a} Source:T{b} Content:T{c} Content2:E{a}"
        )),
        (0..9_u8, "Level|Quotation|Force|SourceId|Via", 0..6_u8, "named|direct|s[0-9]|x")
            .prop_map(|(id, name, to, value)| format!("A{id}\t{name} E{to} {value}")),
        (0..9_u8, 0..6_u8, 0..6_u8)
            .prop_map(|(id, a, b)| format!("R{id}\tSameSource Arg1:T{a} Arg2:T{b}\n*\tSameSource T{a} T{b}")),
        "\\PC{0,12}",
        "[TERAMN#*][0-9]?\t\\PC{0,12}\t?\\PC{0,4}",
    ];
    proptest::collection::vec(line, 0..24).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #[test]
    fn whatever_a_stand_off_file_holds_it_is_read_or_refused(written in nearly_standoff(), text in "[\\PC\r\n]{0,20}") {
        let article = Article::new(text.as_str());
        if let Ok(report) = brat::from_str(&written, &article) {
            prop_assert_eq!(report.validate_text(&text), Ok(()));
            let again = brat::to_string(&report, &text);
            let again = brat::from_str(&again, &article).unwrap();
            let all = report.differences(&again, &article.text);
            let whole = report.claims.iter().filter(|claim| {
                claim.content.iter().any(|span| !span.slice(&text).unwrap().trim().is_empty())
            }).count();
            prop_assert_eq!(again.claims.len(), whole, "{:?}", all);
        }
    }

    #[test]
    fn whatever_web_annotations_hold_they_are_read_or_refused(
        targets in proptest::collection::vec((0..24_usize, 0..24_usize, "[\\PC]{0,2}", any::<bool>()), 0..8),
        text in "[\\PC\r\n]{0,20}",
    ) {
        let items: Vec<serde_json::Value> = targets.iter().enumerate().map(|(index, (start, end, exact, by_place))| {
            let place = json!({"type": "TextPositionSelector", "start": start, "end": end});
            let quote = json!({"type": "TextQuoteSelector", "exact": exact, "prefix": "a"});
            let selector = if *by_place { json!([place, quote]) } else { quote };
            json!({
                "id": format!("urn:x:{index}"),
                "body": {"type": "ascribe:Claim", "quotation": "mixed"},
                "target": {"source": "urn:x-ascribe:article", "selector": selector},
            })
        }).collect();
        for item in items {
            let item: Annotation = serde_json::from_value(item).unwrap();
            if let Ok(report) = web_annotation::from_value(&vec![item].into(), &Article::new(text.as_str())) {
                prop_assert_eq!(report.validate_text(&text), Ok(()));
            }
        }
    }
}
