//! Foreign data, damaged at every place: an error or a value that is checked, never a panic, and no memory that a number in the
//! data asks for.

use ascribe::export::{brat, html, prov, schema_org, table, web_annotation};
use ascribe::text::syntax::LanguageModel;
use ascribe::{
    ActorId, Analyzer, Article, AttributionModel, ClaimId, Error, EventId, Given, Report, SourceId, Span,
};

const TEXT: &str = "“Go,” an aide told Reuters on Jan. 3. Troops seized the port, he said.";

fn written() -> Vec<u8> {
    let article = Article::new(TEXT).with_published("2021-12-30".parse().unwrap());
    let report = Analyzer::new().analyze(&article);
    assert!(!report.claims.is_empty() && !report.times.is_empty());
    serde_json::to_vec(&report).unwrap()
}

/// Looks everything up and writes every format, whether the report is whole or not.
fn put_to_use(report: &Report) {
    let _ = report.validate_text(TEXT);
    for id in [0, 1, 7, u32::MAX] {
        let _ = (
            report.actor(ActorId::new(id)),
            report.speaker(ClaimId::new(id)),
            report.relay(ClaimId::new(id)),
        );
        let _ = (report.claims_by(SourceId::new(id)).count(), report.claims_about(EventId::new(id)).count());
    }
    let _ = (report.anonymous_sources(), report.timeline(), report.claims_by_level());
    let _ = brat::to_string(report, TEXT);
    let _ = (
        web_annotation::to_value(report, TEXT),
        schema_org::to_value(report, TEXT),
        prov::to_value(report, TEXT),
    );
    let _ = table::to_rows(report, TEXT);
    let _ = html::to_string(report, TEXT);
}

#[test]
fn a_report_cut_off_anywhere_is_an_error() {
    let whole = written();
    for end in 0..whole.len() {
        assert!(serde_json::from_slice::<Report>(&whole[..end]).is_err(), "cut at {end}");
    }
}

#[test]
fn a_report_with_any_bit_flipped_is_an_error_or_a_report() {
    let whole = written();
    let mut read = 0;
    for at in 0..whole.len() {
        for bit in 0..8 {
            let mut damaged = whole.clone();
            damaged[at] ^= 1 << bit;
            if let Ok(report) = serde_json::from_slice::<Report>(&damaged) {
                read += 1;
                put_to_use(&report);
            }
        }
    }
    assert!(read > 100, "only {read} could be read, so that little was tried");
}

/// Numbers as large as there are, in the place of every number.
#[test]
fn a_report_with_huge_numbers_is_an_error_or_a_report() {
    let whole = String::from_utf8(written()).unwrap();
    let starts: Vec<usize> = (1..whole.len())
        .filter(|at| whole.as_bytes()[*at].is_ascii_digit() && whole.as_bytes()[*at - 1] == b':')
        .collect();
    assert!(starts.len() > 20);
    for start in starts {
        let digits = whole[start..].bytes().take_while(u8::is_ascii_digit).count();
        for number in
            ["4294967295", "4294967296", "18446744073709551615", "18446744073709551616", "1e999", "-1"]
        {
            let damaged = format!("{}{number}{}", &whole[..start], &whole[start + digits..]);
            if let Ok(report) = serde_json::from_str::<Report>(&damaged) {
                put_to_use(&report);
            }
        }
    }
}

/// The nesting of JSON is bounded by its reader, that of claims by the number of claims.
#[test]
fn deep_nesting_is_refused_or_walked_without_a_stack() {
    let deep = format!("{{\"schema\":1,\"x\":{}", "[".repeat(100_000));
    assert!(serde_json::from_str::<Report>(&deep).is_err());
    let mut report: Report = serde_json::from_slice(&written()).unwrap();
    let claim = report.claims[0].clone();
    report.claims = vec![claim; 5000];
    for index in 1..5000_u32 {
        report.claims[index as usize].within = Some(ClaimId::new(index - 1));
    }
    put_to_use(&report);
    report.claims[0].within = Some(ClaimId::new(4999));
    assert!(report.validate().is_err());
    put_to_use(&report);
}

/// The head of a file byte for byte, and the rest at forty places: reading takes a while for each.
fn places(length: usize) -> impl Iterator<Item = usize> {
    (0..96).chain((96..length).step_by(length / 40))
}

#[test]
fn damaged_weights_are_refused() {
    let language = LanguageModel::embedded().to_bytes();
    let attribution = ascribe_model_en::ATTRIBUTION;
    let refused = |error: Option<Error>| matches!(error, Some(Error::Model { .. }));
    for at in places(language.len()) {
        assert!(refused(LanguageModel::from_bytes(&language[..at]).err()), "cut at {at}");
        let mut damaged = language.clone();
        damaged[at] ^= 0x40;
        assert!(refused(LanguageModel::from_bytes(&damaged).err()), "changed at {at}");
    }
    for at in places(attribution.len()) {
        assert!(refused(AttributionModel::from_bytes(&attribution[..at]).err()), "cut at {at}");
        let mut damaged = attribution.to_vec();
        damaged[at] ^= 0x40;
        assert!(refused(AttributionModel::from_bytes(&damaged).err()), "changed at {at}");
    }
    assert!(
        LanguageModel::from_bytes(&language).is_ok() && AttributionModel::from_bytes(attribution).is_ok()
    );
}

#[test]
fn stand_off_cut_off_or_changed_anywhere_is_an_error_or_a_report() {
    let article = Article::new(TEXT);
    let whole = brat::to_string(&Analyzer::new().analyze(&article), TEXT);
    for at in (0..whole.len()).filter(|at| whole.is_char_boundary(*at)) {
        let changes =
            [whole[..at].to_owned(), format!("{}9999999999999999999999{}", &whole[..at], &whole[at..])];
        for damaged in changes {
            match brat::from_str(&damaged, &article) {
                Ok(report) => assert_eq!(report.validate_text(TEXT), Ok(())),
                Err(error) => assert!(matches!(error, Error::Annotation { .. }), "{error}"),
            }
        }
    }
}

/// Found by the target `given`: spans that overlap made a report that is not whole.
#[test]
fn given_spans_that_overlap_become_one() {
    let span = |start, end| Span::new(start, end).unwrap();
    let given =
        Given::new(span(3, 5)).with_content(span(4, 6)).with_content(span(3, 5)).with_cue(span(18, 22));
    let report = Analyzer::new().resolve(&Article::new(TEXT), &[given]);
    assert_eq!(report.validate_text(TEXT), Ok(()));
    assert_eq!(report.claims[0].content, [span(3, 6)]);
}
