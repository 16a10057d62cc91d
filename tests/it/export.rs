//! What is written for other programs: golden files, and what must hold for every report.
//!
//! `BLESS=1 cargo test --all-features --test it -- export::` writes the files in `tests/data/export/` and the schema anew.

use std::fs;
use std::path::{Path, PathBuf};

use ascribe::export::table::Table;
use ascribe::export::{brat, flat, json_ld, prov, schema_org, table, web_annotation};
use ascribe::{
    Actor, ActorId, ActorKind, Article, Attribution, Claim, ClaimId, Event, EventStatus, EventTime, Force,
    Level, Mention, MentionKind, Metadata, Number, Participant, Quotation, Reason, ReasonKind, Relay, Report,
    Source, SourceId, SourceMention, Span, TimeReading,
};
use proptest::prelude::*;
use serde_json::Value;

/// Hostile in what it quotes: markup, a formula, line ends of DOS, characters of several code points.
const TEXT: &str = "\u{feff}“It’s over 👩‍👧,” an aide told Reuters.\r\n\r\n=SUM(A1) </script><script>alert(1)</script>, \
    she said on Dec. 7 at 3 p.m. e\u{301}te\u{301} in Oslo, according to the <b>report</b>.";

fn span(words: &str) -> Span {
    let start = TEXT.find(words).unwrap();
    Span::new(start, start + words.len()).unwrap()
}

/// A report on [`TEXT`] in which every kind of thing that is written has a place.
fn sample() -> (Report, Article) {
    let mut about = Metadata::default();
    about.published = Some("2021-12-30T09:15:00-05:00".parse().unwrap());
    about.outlet = Some("The </script> Example".to_owned());
    about.byline.push("Jo Reporter".to_owned());
    about.headline = Some("Over & <i>out</i>".to_owned());
    about.url = Some("https://example.org/over#top".to_owned());
    let article = Article::new(TEXT).with_metadata(about);
    let mut report = Report::new(&article);
    report.sentences =
        vec![span("“It’s over 👩‍👧,” an aide told Reuters."), span(&TEXT[TEXT.find("=SUM").unwrap()..])];
    let mut aide = Actor::new(ActorKind::Person).with_description("an aide");
    aide.mentions.push(Mention::new(span("an aide"), MentionKind::Description));
    aide.role = Some("aide".to_owned());
    let aide = report.add_actor(aide);
    let mut reuters = Actor::new(ActorKind::Outlet).with_name("Reuters");
    reuters.external.insert("wikidata".to_owned(), "Q130879".to_owned());
    let reuters = report.add_actor(reuters);
    let document = report.add_actor(Actor::new(ActorKind::Document).with_name("the <b>report</b>"));

    let mut source = Source::new(aide, Level::Vague);
    source.mentions.push(SourceMention::new(span("an aide"), Level::Vague));
    source.mentions.push(SourceMention::new(span("she"), Level::Bare));
    source.axes.descriptors.number = Number::One;
    source.axes.descriptors.role = Some(span("aide"));
    source.axes.terms.reason = Some(Reason::new(ReasonKind::Substantive, span("over")));
    let aide_source = report.add_source(source);
    let relay = report.add_source(Source::new(reuters, Level::Institutional));
    let document = report.add_source(Source::new(document, Level::Institutional));

    let told = Attribution::new(aide_source)
        .with_source_span(span("an aide"))
        .with_cue(span("told"))
        .with_relay(Relay::new(relay, span("Reuters")));
    let mut claim = Claim::new(span("It’s over 👩‍👧,"), Quotation::Direct, told);
    claim.verbatim.push(span("It’s over 👩‍👧,"));
    report.add_claim(claim);
    let whole = span(&TEXT[TEXT.find("=SUM").unwrap()..TEXT.find(", according").unwrap()]);
    let according =
        Attribution::new(document).with_source_span(span("the <b>report</b>")).with_cue(span("according to"));
    let outer = report.add_claim(Claim::new(whole, Quotation::Indirect, according.clone()));
    let said = Attribution::new(aide_source).with_source_span(span("she")).with_cue(span("said"));
    let mut inner =
        Claim::new(span("=SUM(A1) </script><script>alert(1)</script>"), Quotation::Indirect, said);
    inner = inner.relayed_by(according);
    inner.content.push(span("on Dec. 7 at 3 p.m. e\u{301}te\u{301} in Oslo"));
    inner.within = Some(outer);
    inner.force = Force::Denial;
    inner.force_evidence.push(span("said"));
    let inner = report.add_claim(inner);
    report.add_claim(Claim::new(span("over 👩‍👧"), Quotation::Indirect, Attribution::unattributed()));

    let mut event = Event::new(span("alert"), EventStatus::Scheduled);
    event.mentions.push(span("alert(1)"));
    let mut reading = TimeReading::day("2021-12-07".parse().unwrap());
    reading.clock = Some("15:00:00".parse().unwrap());
    event.time = Some(EventTime::new(reading, span("Dec. 7")));
    event.place = Some(span("Oslo"));
    event.participants.push(Participant::new(aide, span("she")));
    event.claims.push(inner);
    report.add_event(event);
    report.validate_text(TEXT).unwrap();
    (report, article)
}

fn golden(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/export").join(name)
}

/// Whether a golden file is what is written now; with `BLESS` it is made to be.
fn check(path: &Path, written: &str) {
    if std::env::var_os("BLESS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, written).unwrap();
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    assert!(expected == written, "{} is no longer what is written:\n{written}", path.display());
}

fn pretty(value: &impl serde::Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap() + "\n"
}

fn csv(table: &Table) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(table.header).unwrap();
    table.rows.iter().for_each(|row| writer.write_record(row).unwrap());
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

#[test]
fn brat_is_written_as_before() {
    let (report, article) = sample();
    check(&golden("sample.ann"), &brat::to_string(&report, &article.text));
    for (name, settings) in brat::settings(4) {
        check(&golden(name), &settings);
    }
}

#[test]
fn web_annotations_are_written_as_before() {
    let (report, article) = sample();
    check(&golden("sample.annotations.json"), &pretty(&web_annotation::to_value(&report, &article.text)));
}

#[test]
fn schema_org_is_written_as_before() {
    let (report, article) = sample();
    check(&golden("sample.jsonld"), &pretty(&schema_org::to_value(&report, &article.text)));
}

#[test]
fn provenance_is_written_as_before() {
    let (report, article) = sample();
    check(&golden("sample.prov.jsonld"), &pretty(&prov::to_value(&report, &article.text)));
}

#[test]
fn tables_are_written_as_before() {
    let (report, article) = sample();
    let tables = table::to_rows(&report, &article.text);
    for (name, table) in [
        ("sample.claims.csv", tables.claims),
        ("sample.sources.csv", tables.sources),
        ("sample.events.csv", tables.events),
    ] {
        check(&golden(name), &csv(&table));
    }
}

#[test]
fn flat_rows_are_written_as_before() {
    let (report, article) = sample();
    check(&golden("sample.flat.csv"), &csv(&flat::to_rows(&report, &article.text)));
    let rows = report.flat(&article.text);
    let lines: String = rows.iter().map(|row| serde_json::to_string(row).unwrap() + "\n").collect();
    check(&golden("sample.flat.jsonl"), &lines);
    let read: Vec<flat::Row> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(read, rows);
    for (row, claim) in read.iter().zip(&report.claims) {
        let units: Vec<u16> = article.text.encode_utf16().collect();
        let words = claim.extent().slice(&article.text).unwrap();
        assert_eq!(String::from_utf16(&units[row.start_utf16..row.end_utf16]).unwrap(), words);
        let points =
            article.text.chars().skip(row.start_code_point).take(row.end_code_point - row.start_code_point);
        assert_eq!(points.collect::<String>(), words);
    }
}

#[cfg(feature = "schema")]
#[test]
fn the_published_schema_is_that_of_the_types() {
    use ascribe::export::json_schema;
    let path = |name: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("data/{name}.schema.json"));
    check(&path("report"), &pretty(&json_schema::to_value()));
    #[cfg(feature = "analyzer")]
    {
        check(&path("given"), &pretty(&json_schema::given()));
        check(&path("statements"), &pretty(&json_schema::statements()));
        check(&path("verdicts"), &pretty(&json_schema::verdicts()));
    }
}

#[test]
fn a_table_reads_back_as_it_was_and_a_guarded_one_holds_no_formula() {
    let (report, article) = sample();
    let table = table::to_rows(&report, &article.text).claims;
    let written = csv(&table);
    let rows: Vec<csv::StringRecord> =
        csv::Reader::from_reader(written.as_bytes()).records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), table.rows.len());
    for (row, expected) in rows.iter().zip(&table.rows) {
        assert_eq!(row.iter().collect::<Vec<_>>(), *expected);
    }
    assert!(table.rows.iter().flatten().any(|cell| cell.starts_with('=')));
    for cell in table.guarded().rows.iter().flatten() {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t']), "{cell}");
    }
    let cells =
        ["-1", " =A", "\u{a0}＝A", "＠x", "\tx", "\n=x", "a=b", "", "x-y"].map(str::to_owned).to_vec();
    let guarded = Table::new(&[], vec![cells]).guarded().rows.remove(0);
    assert_eq!(guarded, ["'-1", "' =A", "'\u{a0}＝A", "'＠x", "'\tx", "'\n=x", "a=b", "", "x-y"]);
}

#[test]
fn linked_data_cannot_leave_its_script() {
    let (report, article) = sample();
    for document in [schema_org::to_value(&report, &article.text), prov::to_value(&report, &article.text)] {
        let json = serde_json::to_string(&document).unwrap();
        assert!(json.contains("</script>"));
        let safe = json_ld::escape_for_script(&json);
        assert!(!safe.contains(['<', '>', '&']));
        assert_eq!(
            serde_json::from_str::<Value>(&safe).unwrap(),
            serde_json::from_str::<Value>(&json).unwrap()
        );
    }
}

#[test]
fn nobody_reviewed_anything() {
    let (report, article) = sample();
    let json = serde_json::to_string(&schema_org::to_value(&report, &article.text)).unwrap();
    assert!(!json.contains("ClaimReview") && !json.contains("reviewRating"));
}

#[test]
fn only_addresses_that_name_and_run_nothing_become_names() {
    let name = |url: &str| {
        let mut about = Metadata::default();
        about.url = Some(url.to_owned());
        json_ld::article_iri(&about).to_owned()
    };
    for kept in [
        "https://example.org",
        "HTTP://example.org/a?b=c",
        "urn:newsml:example",
        "tag:x,2021:1",
        "https://münchen.de/ü",
    ] {
        assert_eq!(name(kept), kept);
    }
    for url in [
        "",
        "over",
        "/over",
        "https:",
        "https://",
        "https:// x",
        "https://x/<b>",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc",
        "urn:",
        "https://x/\u{0}",
    ] {
        assert_eq!(name(url), json_ld::ARTICLE, "{url}");
    }
}

/// Every `@id` that something refers to is told of somewhere.
fn references(value: &Value, told: &mut Vec<String>, referred: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            if let Some(id) = map.get("@id").and_then(Value::as_str) {
                if map.len() == 1 { referred.push(id.to_owned()) } else { told.push(id.to_owned()) }
            }
            map.values().for_each(|value| references(value, told, referred));
        }
        Value::Array(all) => all.iter().for_each(|value| references(value, told, referred)),
        _ => {}
    }
}

fn assert_whole(document: &json_ld::Graph) {
    let json = serde_json::to_value(document).unwrap();
    let (mut told, mut referred) = (Vec::new(), Vec::new());
    references(&json["@graph"], &mut told, &mut referred);
    for id in referred.iter().filter(|id| !id.starts_with("https://schema.org/")) {
        assert!(told.contains(id), "{id} is referred to, and nothing is said of it:\n{json:#}");
    }
}

#[test]
fn what_linked_data_refers_to_is_there() {
    let (report, article) = sample();
    assert_whole(&schema_org::to_value(&report, &article.text));
    assert_whole(&prov::to_value(&report, &article.text));
}

/// Any span near a short text, on character boundaries or not.
fn any_span() -> impl Strategy<Value = Span> {
    (0..30_usize, 0..30_usize).prop_map(|(a, b)| Span::new(a.min(b), a.max(b)).unwrap())
}

fn any_attribution() -> impl Strategy<Value = Attribution> {
    let id = || proptest::option::of((0..5_u32).prop_map(SourceId::new));
    let spans = || proptest::collection::vec(any_span(), 0..3);
    (id(), spans(), spans(), proptest::option::of((id(), any_span()))).prop_map(
        |(source, words, cue, relay)| {
            let mut link = source.map_or_else(Attribution::unattributed, Attribution::new);
            link.source_spans = words;
            link.cue = cue;
            link.relay = relay.and_then(|(id, span)| Some(Relay::new(id?, span)));
            link
        },
    )
}

prop_compose! {
    fn any_claim()(
        content in proptest::collection::vec(any_span(), 0..4),
        links in proptest::collection::vec(any_attribution(), 0..4),
        verbatim in proptest::collection::vec(any_span(), 0..2),
        within in proptest::option::of(0..5_u32),
        quotation in prop_oneof![Just(Quotation::Direct), Just(Quotation::Indirect), Just(Quotation::Mixed)],
        force in "(statement|[\\PC\t\n]{0,4})",
    ) -> Claim {
        let mut claim = Claim::new(Span::default(), quotation, Attribution::unattributed());
        claim.content = content;
        claim.attributions = links;
        claim.verbatim = verbatim;
        claim.within = within.map(ClaimId::new);
        claim.force = Force::from(force.as_str());
        claim
    }
}

prop_compose! {
    /// Reports that nobody checked: ids that lead nowhere, spans that cut characters, circles.
    fn foreign()(
        kinds in proptest::collection::vec(0..ActorKind::KNOWN.len(), 0..3),
        sources in proptest::collection::vec((0..4_u32, 0..7_usize, proptest::collection::vec(any_span(), 0..2)), 0..4),
        claims in proptest::collection::vec(any_claim(), 0..5),
        events in proptest::collection::vec((any_span(), 0..4_u32, 0..6_u32, any_span()), 0..3),
        url in proptest::option::of("\\PC{0,12}|https://x\\.y/\\PC{0,4}"),
    ) -> Report {
        let mut report = Report::new(&Article::default());
        report.article.url = url;
        for kind in kinds {
            report.add_actor(Actor::new(ActorKind::from(ActorKind::KNOWN[kind])));
        }
        for (actor, level, mentions) in sources {
            let mut source = Source::new(ActorId::new(actor), Level::ALL[level]);
            source.mentions.extend(mentions.into_iter().map(|span| SourceMention::new(span, Level::Bare)));
            report.add_source(source);
        }
        report.claims = claims;
        for (trigger, actor, claim, place) in events {
            let mut event = Event::new(trigger, EventStatus::Past);
            event.participants.push(Participant::new(ActorId::new(actor), trigger));
            event.claims.push(ClaimId::new(claim));
            event.place = Some(place);
            report.add_event(event);
        }
        report
    }
}

proptest! {
    /// Whatever the report and the text: everything is written, refers to nothing that is not there, and quotes the text.
    #[test]
    fn foreign_reports_are_written_as_far_as_they_fit(report in foreign(), text in "[\\PC\r\n]{0,24}") {
        let article = Article::new(text.as_str()).with_metadata(report.article.clone());
        let standoff = brat::to_string(&report, &text);
        let read = brat::from_str(&standoff, &article);
        prop_assert!(read.is_ok(), "{read:?}\n{standoff}");
        assert_whole(&schema_org::to_value(&report, &text));
        assert_whole(&prov::to_value(&report, &text));
        let tables = table::to_rows(&report, &text);
        for table in [tables.claims, tables.sources, tables.events] {
            prop_assert!(table.rows.iter().all(|row| row.len() == table.header.len()));
        }
        let page = web_annotation::to_value(&report, &text);
        let json = serde_json::to_string(&page).unwrap();
        let again: web_annotation::AnnotationPage = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(&again, &page);
        let read = web_annotation::from_value(&again, &article);
        prop_assert!(read.is_ok(), "{read:?}\n{json}");
    }
}
