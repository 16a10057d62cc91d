//! The JSON form: what is written, what is read, and what a reader of today does with a report of tomorrow.
//!
//! Nothing here runs the analyzer, so all of it holds for the data model alone.

#![allow(clippy::too_many_lines)]

use ascribe::export::brat;
use ascribe::{
    Actor, ActorId, ActorKind, Article, Attribution, Basis, BasisKind, Certainty, Claim, ClaimId, Confidence,
    Diagnostic, DiagnosticCode, Event, EventStatus, EventTime, Factuality, Force, Level, Maker, Mention,
    MentionKind, Metadata, Number, Participant, Polarity, Published, Quotation, Reason, ReasonKind, Relation,
    RelationKind, Relay, Report, Source, SourceId, SourceMention, Span, Stance, TimeExpression, TimeReading,
};
use proptest::prelude::*;
use serde_json::{Value, json};

const TEXT: &str = "“It is over,” an aide told Reuters on Dec. 7 after the vote.";

fn span(words: &str) -> Span {
    let start = TEXT.find(words).unwrap();
    Span::new(start, start + words.len()).unwrap()
}

/// A report in which every table has a row and every optional field a value, made by hand.
fn full() -> Report {
    let mut metadata = Metadata::default();
    metadata.published = Some("2021-12-30T09:15:00-05:00".parse().unwrap());
    metadata.outlet = Some("The Example".to_owned());
    metadata.byline.push("Jo Reporter".to_owned());
    metadata.dateline = Some("KYIV".to_owned());
    metadata.headline = Some("It is over".to_owned());
    metadata.url = Some("https://example.org/over".to_owned());
    let mut report = Report::new(&Article::new(TEXT).with_metadata(metadata));
    report.header = Some(Span::default());
    report.sentences.push(Span::new(0, 64).unwrap());
    let mut maker = Maker::new("by hand", "1");
    maker.parts.insert("lexicon".to_owned(), "0123456789abcdef".to_owned());
    maker.options.insert("attitudes".to_owned(), "true".to_owned());
    report.made_by = Some(maker);

    let mut aide = Actor::new(ActorKind::Person)
        .with_description("an aide")
        .with_mention(Mention::new(span("an aide"), MentionKind::Description));
    aide.titles.push("Dr.".to_owned());
    aide.role = Some("aide".to_owned());
    aide.affiliation = Some("the ministry".to_owned());
    aide.former = true;
    aide.external.insert("desk".to_owned(), "17".to_owned());
    let aide = report.add_actor(aide);
    let reuters = report.add_actor(Actor::new(ActorKind::Outlet).with_name("Reuters"));

    let mut source = Source::new(aide, Level::Vague);
    source.mentions.push(SourceMention::new(span("an aide"), Level::Vague));
    let told = &mut source.axes.descriptors;
    told.role = Some(span("aide"));
    told.number = Number::Exactly(2);
    told.number_span = Some(span("an"));
    source.axes.basis = Some(Basis::new(BasisKind::Participant, span("the vote")));
    source.axes.terms.explicit = Some(span("told"));
    source.axes.terms.reason = Some(Reason::new(ReasonKind::Substantive, span("after")));
    let mut relation = Relation::new(SourceId::new(1), RelationKind::Different);
    relation.evidence.push(span("told"));
    source.relations.push(relation);
    source.level_confidence = Confidence::new(0.5).unwrap();
    let source = report.add_source(source);
    let relay = report.add_source(Source::new(reuters, Level::Institutional));

    let link = Attribution::new(source)
        .with_source_span(span("an aide"))
        .with_cue(span("told"))
        .with_relay(Relay::new(relay, span("Reuters")));
    let mut claim =
        Claim::new(span("It is over,"), Quotation::Direct, link).relayed_by(Attribution::new(relay));
    claim.verbatim.push(span("It is over,"));
    claim.force = Force::Prediction;
    claim.force_evidence.push(span("told"));
    claim.factuality = Factuality::new(Certainty::Probable, Polarity::Negative);
    claim.factuality.evidence.push(span("told"));
    claim.attributions[0].factuality = Factuality::plain();
    claim.attributions[0].identity = Confidence::new(0.25).unwrap();
    claim.confidence = Confidence::new(0.75).unwrap();
    let claim = report.add_claim(claim);
    let mut inner = Claim::new(span("over"), Quotation::Indirect, Attribution::unattributed());
    inner.within = Some(claim);
    report.add_claim(inner);

    let day = "2021-12-07".parse().unwrap();
    let mut event = Event::new(span("vote"), EventStatus::Past);
    event.mentions.push(span("the vote"));
    event.time = Some(EventTime::new(TimeReading::day(day), span("Dec. 7")));
    event.place = Some(span("over"));
    event.participants.push(Participant::new(aide, span("an aide")));
    event.claims.push(claim);
    event.stances.push(Stance::new(None, Factuality::plain()));
    event.stances.push(Stance::new(Some(claim), Factuality::new(Certainty::Possible, Polarity::Positive)));
    report.add_event(event);
    report.times.push(TimeExpression::new(span("Dec. 7"), TimeReading::day(day)));
    report.diagnostics.push(Diagnostic::new(DiagnosticCode::SentenceCut, "a note").at(span("after")));
    report
}

/// "A nurse said so. A second nurse agreed. The woman nodded." With whom each means in doubt or not.
#[test]
fn doubt_of_whom_words_mean_widens_the_range_of_people() {
    let count = |first: f32, second: f32, again: f32| {
        let mut report = Report::new(&Article::new("…"));
        let nurse = |report: &mut Report| {
            let actor = report.add_actor(Actor::new(ActorKind::Person).with_description("a nurse"));
            let mut source = Source::new(actor, Level::Vague);
            source.axes.descriptors.number = Number::One;
            report.add_source(source)
        };
        let sources = [nurse(&mut report), nurse(&mut report)];
        let said = [(sources[0], first), (sources[1], second), (sources[1], again)];
        for (at, (source, sure)) in said.into_iter().enumerate() {
            let words = Span::new(10 * at, 10 * at + 5).unwrap();
            let mut link = Attribution::new(source).with_source_span(words);
            link.identity = Confidence::new(sure).unwrap();
            report.add_claim(Claim::new(Span::default(), Quotation::Indirect, link));
        }
        let count = report.anonymous_sources();
        (count.at_least, count.at_most)
    };
    assert_eq!(count(1.0, 1.0, 1.0), (2, 2));
    // The second may be the first.
    assert_eq!(count(1.0, 0.5, 1.0), (1, 2));
    // The woman may be a third.
    assert_eq!(count(1.0, 1.0, 0.5), (2, 3));
}

#[test]
fn a_report_made_by_hand_is_valid_and_can_be_asked() {
    let report = full();
    assert_eq!(report.validate_text(TEXT), Ok(()));
    let claim = ClaimId::new(0);
    assert_eq!(report.speaker(claim).map(Actor::label), Some("an aide"));
    assert_eq!(report.relay(claim), Some(SourceId::new(1)));
    assert_eq!(report.claims_within(claim).count(), 1);
    assert_eq!(report.timeline().len(), 1);
    assert_eq!(report.events_of(ActorId::new(0)).count(), 1);
    assert_eq!(report.claims_by_level(), [0, 0, 0, 0, 1, 0, 1]);
    let count = report.anonymous_sources();
    // The aide speaks through Reuters alone.
    assert_eq!((count.at_least, count.at_most, count.relayed), (0, 0, vec![SourceId::new(0)]));
}

/// A report of a version that knew no certainty reads as one that says nothing of it, and is written as it was.
#[test]
fn a_report_without_certainty_and_polarity_is_read() {
    let mut old = serde_json::to_value(full()).unwrap();
    walk(&mut old, &mut |value| {
        if let Some(fields) = value.as_object_mut() {
            fields.remove("factuality");
            fields.remove("stances");
        }
    });
    let read: Report = serde_json::from_value(old.clone()).unwrap();
    assert!(read.claims[0].factuality.is_unknown());
    assert!(read.claims[0].attributions[0].factuality.is_unknown());
    assert_eq!(read.events[0].article_stance(), None);
    assert_eq!(serde_json::to_value(&read).unwrap(), old);
}

/// A report that was written before reports said who made them and what the sentences are.
#[test]
fn a_report_of_before_is_read_and_written_as_it_was() {
    let old = json!({
        "schema": 1,
        "article": {"outlet": "The Example"},
        "bytes": 64,
        "actors": [{"kind": "person", "description": "an aide"}],
        "sources": [{"actor": 0, "level": "vague", "axes": {"descriptors": {}, "terms": {}}}],
        "claims": [{
            "content": [{"start": 3, "end": 14}],
            "quotation": "direct",
            "attributions": [{"source": 0, "cue": [{"start": 26, "end": 30}]}],
            "force": "statement",
            "confidence": 0.5,
        }],
        "events": [],
        "times": [],
        "diagnostics": [],
    });
    let read: Report = serde_json::from_value(old.clone()).unwrap();
    assert_eq!(read.validate_text(TEXT), Ok(()));
    assert_eq!((read.made_by.as_ref(), read.sentence_at(3)), (None, None));
    assert_eq!(read.flat(TEXT)[0].sentence, None);
    let mut written = serde_json::to_value(&read).unwrap();
    for source in written["sources"].as_array_mut().unwrap() {
        source["axes"] = json!({"descriptors": {}, "terms": {}});
    }
    assert_eq!(written, old);
}

#[test]
fn look_ups_answer_for_claims_and_for_places() {
    let report = full();
    let [outer, inner] = [0, 1].map(ClaimId::new);
    assert_eq!((report.level(outer), report.level(inner)), (Level::Vague, Level::Unattributed));
    assert_eq!(report.level(ClaimId::new(7)), Level::Unattributed);
    assert_eq!((report.speaker_name(outer), report.speaker_name(inner)), ("an aide", "nobody named"));
    assert_eq!(report.name(SourceId::new(9)), "nobody named");
    let claims = |words| report.claims_at(span(words)).map(|(id, _)| id).collect::<Vec<_>>();
    assert_eq!(
        (claims("is over"), claims("It"), claims("Reuters")),
        (vec![outer, inner], vec![outer], vec![])
    );
    let sources = |words| report.sources_at(span(words)).map(|(id, _)| id.index()).collect::<Vec<_>>();
    assert_eq!((sources("an aide"), sources("It is"), sources("Dec. 7")), (vec![0], vec![0], vec![]));
    assert_eq!(report.sentence_at(63), Some(report.sentences[0]));
    assert_eq!(report.unnamed_speakers().map(|(id, _)| id.index()).collect::<Vec<_>>(), [0]);
    let claim = report.claim(outer).unwrap();
    assert_eq!(
        claim.chain().map(|source| report.name(source)).collect::<Vec<_>>(),
        ["an aide", "Reuters", "Reuters"]
    );
    assert_eq!((claim.words(TEXT), claim.source()), ("It is over,".to_owned(), Some(SourceId::new(0))));
}

/// The names of JSON's fields are a promise to whoever reads it. What changes here changes `Report::SCHEMA`.
#[test]
fn this_is_what_is_written() {
    let day = json!({
        "kind": "date", "start": "2021-12-07", "end": "2021-12-07", "granularity": "day", "certain": true,
    });
    let with = |mut object: Value, more: &Value| {
        object.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        object
    };
    let expected = json!({
        "schema": 1,
        "made_by": {
            "name": "by hand",
            "version": "1",
            "parts": {"lexicon": "0123456789abcdef"},
            "options": {"attitudes": "true"},
        },
        "article": {
            "published": "2021-12-30T09:15:00-05:00",
            "outlet": "The Example",
            "byline": ["Jo Reporter"],
            "dateline": "KYIV",
            "headline": "It is over",
            "url": "https://example.org/over",
        },
        "bytes": 64,
        "header": {"start": 0, "end": 0},
        "sentences": [{"start": 0, "end": 64}],
        "actors": [
            {
                "kind": "person",
                "titles": ["Dr."],
                "role": "aide",
                "affiliation": "the ministry",
                "former": true,
                "description": "an aide",
                "mentions": [{"span": {"start": 18, "end": 25}, "kind": "description"}],
                "external": {"desk": "17"},
            },
            {"kind": "outlet", "names": ["Reuters"]},
        ],
        "sources": [
            {
                "actor": 0,
                "level": "vague",
                "level_confidence": 0.5,
                "mentions": [{"span": {"start": 18, "end": 25}, "level": "vague"}],
                "axes": {
                    "descriptors": {
                        "role": {"start": 21, "end": 25},
                        "number": {"exactly": 2},
                        "number_span": {"start": 18, "end": 20},
                    },
                    "basis": {"kind": "participant", "span": {"start": 55, "end": 63}},
                    "terms": {
                        "explicit": {"start": 26, "end": 30},
                        "reason": {"kind": "substantive", "span": {"start": 49, "end": 54}},
                    },
                },
                "relations": [{"other": 1, "kind": "different", "evidence": [{"start": 26, "end": 30}]}],
            },
            {
                "actor": 1,
                "level": "institutional",
                "axes": {"descriptors": {"number": "unstated"}, "terms": {}},
            },
        ],
        "claims": [
            {
                "content": [{"start": 3, "end": 14}],
                "quotation": "direct",
                "verbatim": [{"start": 3, "end": 14}],
                "attributions": [
                    {
                        "source": 0,
                        "source_spans": [{"start": 18, "end": 25}],
                        "cue": [{"start": 26, "end": 30}],
                        "relay": {"source": 1, "spans": [{"start": 31, "end": 38}]},
                        "factuality": {"certainty": "certain", "polarity": "positive"},
                        "identity": 0.25,
                    },
                    {"source": 1},
                ],
                "force": "prediction",
                "force_evidence": [{"start": 26, "end": 30}],
                "factuality": {
                    "certainty": "probable",
                    "polarity": "negative",
                    "evidence": [{"start": 26, "end": 30}],
                },
                "confidence": 0.75,
            },
            {
                "content": [{"start": 9, "end": 13}],
                "quotation": "indirect",
                "attributions": [{}],
                "within": 0,
                "force": "statement",
                "confidence": 1.0,
            },
        ],
        "events": [{
            "trigger": {"start": 59, "end": 63},
            "mentions": [{"start": 55, "end": 63}],
            "status": "past",
            "time": with(json!({"spans": [{"start": 42, "end": 48}]}), &day),
            "place": {"start": 9, "end": 13},
            "participants": [{"actor": 0, "span": {"start": 18, "end": 25}}],
            "claims": [0],
            "stances": [
                {"factuality": {"certainty": "certain", "polarity": "positive"}},
                {"claim": 0, "factuality": {"certainty": "possible", "polarity": "positive"}},
            ],
        }],
        "times": [with(json!({"span": {"start": 42, "end": 48}}), &day)],
        "diagnostics": [{"code": "sentence_cut", "span": {"start": 49, "end": 54}, "message": "a note"}],
    });
    let written = serde_json::to_value(full()).unwrap();
    assert_eq!(written, expected, "{}", serde_json::to_string_pretty(&written).unwrap());
    assert_eq!(serde_json::from_value::<Report>(expected).unwrap(), full());
}

#[test]
fn an_article_is_its_text_and_metadata_side_by_side() {
    let article = Article::new("Yes.").with_published("2021-12-30".parse().unwrap());
    assert_eq!(serde_json::to_value(&article).unwrap(), json!({"text": "Yes.", "published": "2021-12-30"}));
    let read: Article =
        serde_json::from_value(json!({"text": "Yes.", "published": "2021-12-30", "section": "A1"})).unwrap();
    assert_eq!(read, article);
    assert!(serde_json::from_value::<Article>(json!({"headline": "No text"})).is_err());
}

/// Calls `change` on every value of a tree, the root last.
fn walk(value: &mut Value, change: &mut impl FnMut(&mut Value)) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| walk(item, change)),
        Value::Object(fields) => fields.values_mut().for_each(|field| walk(field, change)),
        _ => {}
    }
    change(value);
}

#[test]
fn fields_that_this_version_does_not_know_are_ignored() {
    let mut value = serde_json::to_value(full()).unwrap();
    let mut added = 0;
    walk(&mut value, &mut |value| {
        // Identifiers of catalogues, parts and options may have any name, and "exactly" is no field but the name of a variant.
        let open = |fields: &serde_json::Map<String, Value>| {
            ["exactly", "desk", "lexicon", "attitudes", "of_tomorrow"]
                .iter()
                .any(|name| fields.contains_key(*name))
        };
        if let Some(fields) = value.as_object_mut().filter(|fields| !open(fields)) {
            fields.insert("of_tomorrow".to_owned(), json!({"any": ["thing", 1, null, {"nested": true}]}));
            added += 1;
        }
    });
    assert!(added > 30);
    assert_eq!(serde_json::from_value::<Report>(value).unwrap(), full());
}

/// Every open vocabulary, wherever it stands in a report.
#[test]
fn values_that_this_version_does_not_know_are_kept_and_written_back() {
    let mut value = serde_json::to_value(full()).unwrap();
    let mut replaced = 0;
    walk(&mut value, &mut |value| {
        if let Some(fields) = value.as_object_mut() {
            for name in ["kind", "code", "force", "status", "granularity"] {
                if let Some(field) = fields.get_mut(name) {
                    *field = json!(format!("{name} of tomorrow"));
                    replaced += 1;
                }
            }
        }
    });
    assert!(replaced >= 13, "{replaced}");
    let read: Report = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(read.validate_text(TEXT), Ok(()));
    assert_eq!(read.claims[0].force, Force::Other("force of tomorrow".into()));
    assert_eq!(serde_json::to_value(&read).unwrap(), value);
}

#[test]
fn a_known_value_in_other_is_the_known_value() {
    let odd = Force::Other("denial".into());
    assert_eq!(odd, Force::Denial);
    let read: Force = serde_json::from_value(serde_json::to_value(&odd).unwrap()).unwrap();
    assert_eq!(read, odd);
    assert!(matches!(read, Force::Denial));
}

/// What a small producer may leave out.
#[test]
fn tables_and_optional_fields_may_be_missing() {
    let report: Report = serde_json::from_value(json!({
        "schema": 1,
        "bytes": 20,
        "actors": [{"kind": "person"}],
        "sources": [{"actor": 0, "level": "bare"}],
        "claims": [{
            "content": [{"start": 0, "end": 4}],
            "quotation": "indirect",
            "attributions": [{"source": 0}],
            "force": "statement",
            "confidence": 1,
        }],
    }))
    .unwrap();
    assert_eq!(report.validate(), Ok(()));
    assert_eq!(report.claims_by(SourceId::new(0)).count(), 1);
}

#[test]
fn what_no_report_can_hold_is_refused_with_the_reason() {
    let refuse = |pointer: &str, bad: Value| {
        let mut value = serde_json::to_value(full()).unwrap();
        *value.pointer_mut(pointer).unwrap() = bad;
        serde_json::from_value::<Report>(value).unwrap_err().to_string()
    };
    assert_eq!(refuse("/claims/0/content/0/end", json!(1)), "span start 3 after end 1");
    assert_eq!(refuse("/claims/0/confidence", json!(1.25)), "confidence 1.25 out of range (0 to 1)");
    assert_eq!(
        refuse("/article/published", json!("30.12.2021")),
        "invalid date of publication `30.12.2021` (expected 2021-12-30 or 2021-12-30T09:15:00-05:00)"
    );
    assert!(
        refuse("/sources/0/level", json!("hidden")).starts_with("unknown variant `hidden`, expected one of")
    );
    assert!(refuse("/claims/1/within", json!(-1)).contains("invalid value"));
    assert!(refuse("/events/0/time/start", json!("2021-02-30")).contains("out of range"));
}

fn any_span() -> impl Strategy<Value = Span> {
    (any::<u32>(), any::<u32>()).prop_map(|(a, b)| Span::new(a.min(b) as usize, a.max(b) as usize).unwrap())
}

fn spans() -> impl Strategy<Value = Vec<Span>> {
    prop::collection::vec(any_span(), 0..3)
}

fn level() -> impl Strategy<Value = Level> {
    prop::sample::select(&Level::ALL[..])
}

fn number() -> impl Strategy<Value = Number> {
    prop_oneof![
        Just(Number::One),
        any::<u32>().prop_map(Number::Exactly),
        Just(Number::Several),
        Just(Number::Unstated)
    ]
}

prop_compose! {
    fn actor()(
        kind in any::<String>(), names in prop::collection::vec(any::<String>(), 0..3),
        role in any::<Option<String>>(), former in any::<bool>(),
        mentions in prop::collection::vec((any_span(), any::<String>()), 0..3),
        external in prop::collection::btree_map(any::<String>(), any::<String>(), 0..3),
    ) -> Actor {
        let mut actor = Actor::new(kind.as_str().into());
        actor.names = names;
        actor.role = role;
        actor.former = former;
        actor.mentions = mentions.into_iter().map(|(span, kind)| Mention::new(span, kind.as_str().into())).collect();
        actor.external = external;
        actor
    }
}

prop_compose! {
    fn source()(
        actor in any::<u32>(), level in level(), sure in 0.0_f32..=1.0, number in number(),
        mentions in prop::collection::vec((any_span(), level()), 0..3), role in prop::option::of(any_span()),
        basis in prop::option::of((any::<String>(), any_span())), explicit in prop::option::of(any_span()),
        relations in prop::collection::vec((0_u32..9, any::<String>(), spans()), 0..3),
        maybe in prop::collection::vec((0_u32..9, 0..3_usize), 0..3),
    ) -> Source {
        let mut source = Source::new(ActorId::new(actor), level);
        source.level_confidence = Confidence::new(sure).unwrap();
        source.mentions = mentions.into_iter().map(|(span, level)| SourceMention::new(span, level)).collect();
        source.axes.descriptors.number = number;
        source.axes.descriptors.role = role;
        source.axes.basis = basis.map(|(kind, span)| Basis::new(kind.as_str().into(), span));
        source.axes.terms.explicit = explicit;
        for (other, kind, evidence) in relations {
            let mut relation = Relation::new(SourceId::new(other), kind.as_str().into());
            relation.evidence = evidence;
            source.relations.push(relation);
        }
        for (other, kind) in maybe {
            source.relations.push(Relation::new(SourceId::new(other), RelationKind::KNOWN[kind].into()));
        }
        source
    }
}

fn factuality() -> impl Strategy<Value = Factuality> {
    use Certainty::{Certain, Possible, Probable, Underspecified};
    let certainty = prop::sample::select(&[Certain, Probable, Possible, Underspecified][..]);
    let polarities = [Polarity::Positive, Polarity::Negative, Polarity::Underspecified];
    (certainty, prop::sample::select(polarities.to_vec()), spans()).prop_map(
        |(certainty, polarity, evidence)| {
            let mut factuality = Factuality::new(certainty, polarity);
            factuality.evidence = evidence;
            factuality
        },
    )
}

prop_compose! {
    fn claim()(
        factuality in factuality(), teller in factuality(),
        content in spans(), verbatim in spans(), force in any::<String>(), confidence in 0.0_f32..=1.0, identity in 0.0_f32..=1.0,
        within in prop::option::of(0_u32..9), relay in prop::option::of((any::<u32>(), any_span())),
        links in prop::collection::vec((prop::option::of(0_u32..9), spans(), spans()), 0..4),
        quotation in prop::sample::select(&[Quotation::Direct, Quotation::Indirect, Quotation::Mixed][..]),
    ) -> Claim {
        let mut claim = Claim::new(Span::default(), quotation, Attribution::unattributed());
        claim.content = content;
        claim.verbatim = verbatim;
        claim.force = force.as_str().into();
        claim.factuality = factuality;
        claim.confidence = Confidence::new(confidence).unwrap();
        claim.within = within.map(ClaimId::new);
        claim.attributions = links.into_iter().map(|(source, source_spans, cue)| {
            let mut link = source.map_or_else(Attribution::unattributed, |id| Attribution::new(SourceId::new(id)));
            link.source_spans = source_spans;
            link.cue = cue;
            link.factuality = teller.clone();
            link.identity = Confidence::new(identity).unwrap();
            link.relay = relay.map(|(id, span)| Relay::new(SourceId::new(id), span));
            link
        }).collect();
        claim
    }
}

/// A report that need not make sense: ids that are none, spans of nowhere, nesting in circles.
fn any_report() -> impl Strategy<Value = Report> {
    let tables = (
        prop::collection::vec(actor(), 0..5),
        prop::collection::vec(source(), 0..9),
        prop::collection::vec(claim(), 0..9),
        prop::collection::vec(
            (any_span(), any::<String>(), 1_i32..3000, spans(), any::<u32>(), factuality()),
            0..3,
        ),
        prop::collection::vec((any::<String>(), prop::option::of(any_span()), any::<String>()), 0..3),
    );
    (any::<String>(), any::<u32>(), tables).prop_map(
        |(text, schema, (actors, sources, claims, events, notes))| {
            let mut report = Report::new(&Article::new(text));
            report.schema = schema;
            report.actors = actors;
            report.sources = sources;
            report.claims = claims;
            for (trigger, status, year, spans, other, factuality) in events {
                let day = chrono::NaiveDate::from_yo_opt(year, 1).unwrap();
                let mut event = Event::new(trigger, status.as_str().into());
                event.time = Some(EventTime::new(TimeReading::day(day), trigger));
                event.mentions = spans;
                event.participants.push(Participant::new(ActorId::new(other), trigger));
                event.claims.push(ClaimId::new(other));
                event.stances.push(Stance::new((other % 2 == 0).then(|| ClaimId::new(other)), factuality));
                report.add_event(event);
                report.times.push(TimeExpression::new(trigger, TimeReading::day(day)));
            }
            for (code, place, message) in notes {
                let mut note = Diagnostic::new(code.as_str().into(), message);
                note.span = place;
                report.diagnostics.push(note);
            }
            report
        },
    )
}

proptest! {
    #[test]
    fn any_report_comes_back_from_json_as_it_was(report in any_report()) {
        let written = serde_json::to_string(&report).unwrap();
        let read: Report = serde_json::from_str(&written).unwrap();
        prop_assert_eq!(&read, &report);
        prop_assert_eq!(serde_json::to_string(&read).unwrap(), written);
    }

    /// However foreign a report is, it can be checked, asked and written.
    #[test]
    fn no_report_makes_a_look_up_panic(report in any_report(), text in any::<String>(), flat in any::<bool>()) {
        let checked = report.validate_text(&text);
        prop_assert!(checked.is_ok() || !checked.unwrap_err().to_string().is_empty());
        let _ = report.validate();
        let _ = brat::to_string_with(&report, &text, brat::WriteOptions::default().with_flat(flat));
        let count = report.anonymous_sources();
        prop_assert!(count.at_least <= count.at_most);
        prop_assert_eq!(report.claims_by_level().iter().sum::<usize>(), report.claims.len());
        prop_assert!(report.timeline().len() <= report.events.len());
        for id in (0..12).map(ClaimId::new) {
            let _ = (report.speaker(id), report.relay(id), report.claims_within(id).count());
        }
    }

    /// Only what was written as an ISO 8601 date is read as one, and it comes back as it was written.
    #[test]
    fn dates_of_publication_come_back(seconds in -60_000_000_000_i64..250_000_000_000, offset in prop_oneof![
        (-1439_i32..1440).prop_map(|minutes| minutes * 60),
        -86_399_i32..86_400,
    ]) {
        let utc = chrono::DateTime::from_timestamp(seconds, 0).unwrap();
        let zoned = utc.with_timezone(&chrono::FixedOffset::east_opt(offset).unwrap());
        for published in [
            Published::Zoned(zoned),
            Published::Local(zoned.naive_local()),
            Published::Date(zoned.date_naive()),
        ] {
            prop_assert_eq!(published.to_string().parse(), Ok(published));
        }
    }
}

#[test]
fn dates_at_the_ends_of_the_calendar_come_back() {
    let ends = [chrono::DateTime::<chrono::Utc>::MIN_UTC, chrono::DateTime::<chrono::Utc>::MAX_UTC];
    for (end, offset) in
        ends.into_iter().flat_map(|end| [-86_399, -3600, 0, 1, 3600, 86_399].map(|o| (end, o)))
    {
        let zoned = end.with_timezone(&chrono::FixedOffset::east_opt(offset).unwrap());
        let published = Published::Zoned(zoned);
        assert!(published.date() <= chrono::NaiveDate::MAX && published.date() >= chrono::NaiveDate::MIN);
        assert_eq!(published.to_string().parse(), Ok(published), "{published}");
    }
    let seconds: Published = "1890-05-01T12:00:00+00:19:32".parse().unwrap();
    assert_eq!(seconds.to_string(), "1890-05-01T12:00:00+00:19:32");
    assert_eq!(seconds, "1890-05-01T11:40:28Z".parse().unwrap());
    for wrong in ["1890-05-01T12:00:00+25:00:00", "1890-05-01T12:00:00~00:19:32", "+00:19:32", "é00:19:32"] {
        assert!(wrong.parse::<Published>().is_err(), "{wrong}");
    }
}
