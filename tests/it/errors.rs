//! The texts of errors are a part of the interface: programs show them to people.

use ascribe::{
    Actor, ActorId, ActorKind, Article, Attribution, Claim, ClaimId, Confidence, Diagnostic, DiagnosticCode,
    Error, Event, EventStatus, EventTime, Factuality, Level, Mention, MentionKind, Participant, Published,
    Quotation, Relation, RelationKind, Relay, Report, Source, SourceId, Span, Stance, TimeExpression,
    TimeReading,
};

fn span(start: usize, end: usize) -> Span {
    Span::new(start, end).unwrap()
}

#[test]
fn errors_can_cross_threads_and_be_boxed() {
    fn check<E: std::error::Error + Send + Sync + Clone + PartialEq + 'static>() {}
    check::<Error>();
}

#[test]
fn constructors_and_parsers_say_what_is_wrong() {
    let texts = [
        Span::new(7, 3).unwrap_err().to_string(),
        Confidence::new(-0.5).unwrap_err().to_string(),
        Confidence::new(f32::NAN).unwrap_err().to_string(),
        "Named".parse::<Level>().unwrap_err().to_string(),
        "".parse::<Level>().unwrap_err().to_string(),
        "yesterday".parse::<Published>().unwrap_err().to_string(),
        "2021-02-30".parse::<Published>().unwrap_err().to_string(),
    ];
    assert_eq!(
        texts,
        [
            "span start 7 after end 3",
            "confidence -0.5 out of range (0 to 1)",
            "confidence NaN out of range (0 to 1)",
            "unknown anonymity level `Named`",
            "unknown anonymity level ``",
            "invalid date of publication `yesterday` (expected 2021-12-30 or 2021-12-30T09:15:00-05:00)",
            "invalid date of publication `2021-02-30` (expected 2021-12-30 or 2021-12-30T09:15:00-05:00)",
        ]
    );
}

/// Of 64 bits or of 32: an offset from elsewhere that no span can hold is an error, and not another offset.
#[test]
fn offsets_above_the_greatest_are_refused() {
    let read = |end: u64| serde_json::from_str::<Span>(&format!(r#"{{"start":0,"end":{end}}}"#));
    assert_eq!(read(u64::from(u32::MAX)).unwrap().end(), Span::MAX);
    let error = read(1 << 32).unwrap_err().to_string();
    let says = if usize::BITS > 32 { "span offset 4294967296 above 4294967295" } else { "invalid value" };
    assert!(error.contains(says), "{error}");
}

/// The problems that are found in a report on "“Go,” he said." after `spoil` has been at it.
fn problems(spoil: impl FnOnce(&mut Report)) -> Vec<String> {
    const TEXT: &str = "“Go,” he said.";
    let mut report = Report::new(&Article::new(TEXT));
    let actor = report.add_actor(Actor::new(ActorKind::Person));
    let source = report.add_source(Source::new(actor, Level::Bare));
    let link = Attribution::new(source).with_source_span(span(10, 12)).with_cue(span(13, 17));
    report.add_claim(Claim::new(span(3, 6), Quotation::Direct, link));
    report.add_event(Event::new(span(3, 5), EventStatus::Possible));
    assert_eq!(report.validate_text(TEXT), Ok(()));
    spoil(&mut report);
    match report.validate_text(TEXT) {
        Err(Error::InvalidReport { problems }) => problems,
        other => panic!("{other:?}"),
    }
}

#[test]
fn validation_names_the_place_of_each_problem() {
    assert_eq!(problems(|report| report.schema = 2), ["schema: version 2 not supported (1 to 1)"]);
    assert_eq!(problems(|report| report.schema = 0), ["schema: version 0 not supported (1 to 1)"]);
    assert_eq!(problems(|report| report.bytes = 40), ["bytes: length 40 differs from the text's 18"]);
    assert_eq!(
        problems(|report| report.header = Some(span(0, 19))),
        ["header: span 0..19 past the end of the text (18 bytes)"]
    );
    assert_eq!(
        problems(|report| report.actors[0].mentions.push(Mention::new(span(1, 3), MentionKind::Name))),
        ["actors[0].mentions: span 1..3 not on character boundaries"]
    );
    assert_eq!(
        problems(|report| report.sources[0].actor = ActorId::new(1)),
        ["sources[0].actor: actor index 1 out of range (length 1)"]
    );
    assert_eq!(
        problems(|report| report.sources[0].axes.descriptors.role = Some(span(3, 99))),
        ["sources[0].axes: span 3..99 past the end of the text (18 bytes)"]
    );
    let relation = Relation::new(SourceId::new(4), RelationKind::Same);
    assert_eq!(
        problems(|report| report.sources[0].relations.push(relation)),
        ["sources[0].relations: source index 4 out of range (length 1)"]
    );
}

#[test]
fn validation_knows_what_a_claim_and_an_event_must_hold() {
    assert_eq!(problems(|report| report.claims[0].content.clear()), ["claims[0]: empty content"]);
    assert_eq!(problems(|report| report.claims[0].attributions.clear()), ["claims[0]: empty chain"]);
    assert_eq!(
        problems(|report| report.claims[0].content.push(span(5, 8))),
        [
            "claims[0].content: span 5..8 not on character boundaries",
            "claims[0].content: spans overlap or are not in text order"
        ]
    );
    assert_eq!(
        problems(|report| report.claims[0].verbatim.push(span(10, 12))),
        ["claims[0].verbatim: span outside the content"]
    );
    assert_eq!(
        problems(|report| report.claims[0].within = Some(ClaimId::new(0))),
        ["claims[0].within: circular nesting"]
    );
    assert_eq!(
        problems(|report| report.claims[0].within = Some(ClaimId::new(8))),
        ["claims[0].within: claim index 8 out of range (length 1)"]
    );
    assert_eq!(
        problems(
            |report| report.claims[0].attributions[0].relay = Some(Relay::new(SourceId::new(9), span(0, 0)))
        ),
        ["claims[0].attributions[0].relay: source index 9 out of range (length 1)"]
    );
    assert_eq!(
        problems(|report| report.events[0].participants.push(Participant::new(ActorId::new(3), span(0, 3)))),
        ["events[0].participants: actor index 3 out of range (length 1)"]
    );
    assert_eq!(
        problems(|report| report.events[0].claims.push(ClaimId::new(5))),
        ["events[0].claims: claim index 5 out of range (length 1)"]
    );
    let mut torn = Factuality::plain();
    torn.evidence.push(span(1, 3));
    let stance = Stance::new(Some(ClaimId::new(5)), torn.clone());
    assert_eq!(
        problems(|report| report.events[0].stances.push(stance)),
        [
            "events[0].stances: claim index 5 out of range (length 1)",
            "events[0].stances: span 1..3 not on character boundaries"
        ]
    );
    assert_eq!(
        problems(|report| {
            report.claims[0].factuality = torn.clone();
            report.claims[0].attributions[0].factuality = torn.clone();
        }),
        [
            "claims[0].factuality: span 1..3 not on character boundaries",
            "claims[0].attributions[0].factuality: span 1..3 not on character boundaries",
        ]
    );
}

#[test]
fn validation_finds_times_that_end_before_they_start() {
    let mut reading = TimeReading::day("2022-01-12".parse().unwrap());
    reading.end = Some("2022-01-10".parse().unwrap());
    let event_time = EventTime::new(reading.clone(), span(3, 5));
    assert_eq!(
        problems(|report| report.events[0].time = Some(event_time)),
        ["events[0].time: start 2022-01-12 after end 2022-01-10"]
    );
    assert_eq!(
        problems(|report| report.times.push(TimeExpression::new(span(3, 50), reading))),
        [
            "times[0].span: span 3..50 past the end of the text (18 bytes)",
            "times[0]: start 2022-01-12 after end 2022-01-10",
        ]
    );
    let note = Diagnostic::new(DiagnosticCode::SentenceCut, "").at(span(7, 8));
    assert_eq!(
        problems(|report| report.diagnostics.push(note)),
        ["diagnostics[0].span: span 7..8 not on character boundaries"]
    );
}

#[test]
fn a_report_of_many_problems_names_the_first_and_stops_at_a_hundred() {
    let mut report = Report::new(&Article::new(""));
    for _ in 0..3 {
        report.add_source(Source::new(ActorId::new(0), Level::Bare));
    }
    let error = report.validate().unwrap_err();
    assert_eq!(
        error.to_string(),
        "invalid report: sources[0].actor: actor index 0 out of range (length 0) (and 2 more)"
    );
    for _ in 0..1000 {
        report.add_source(Source::new(ActorId::new(0), Level::Bare));
    }
    assert!(matches!(report.validate(), Err(Error::InvalidReport { problems }) if problems.len() == 100));
}

#[cfg(feature = "analyzer")]
#[test]
fn weights_that_are_none_are_refused() {
    use ascribe::text::syntax::LanguageModel;

    let error = LanguageModel::from_bytes(b"no weights").unwrap_err();
    assert!(matches!(error, Error::Model { .. }));
    assert!(error.to_string().starts_with("invalid weights of "), "{error}");
}
