//! Reports, house files and attributions that others made, or that were damaged on the way.

use std::sync::LazyLock;

use ascribe::audit::{House, audit};
use ascribe::export::html::{self, IndexRow};
use ascribe::export::{brat, json_ld, prov, schema_org, table, web_annotation};
use ascribe::{ActorId, Article, ClaimId, Confidence, EventId, Given, Report, SourceId, Span};
use serde_json::Value;

use crate::Bytes;
use crate::text::{ANALYZER, grown};

/// Something of everything that reports hold.
pub(crate) const ARTICLE: &str = "By Ann Lee\n\nKYIV (Reuters) - The bridge may stay closed until Jan. 12, Mayor Bo Kim told Fox News on Thursday, citing \
    two officials who asked not to be named for fear of retaliation.\n\n“We looked at every bolt,” she said. “None was ‘loose’.”\n\nAnother official, a \
    former aide, denied that troops had seized the port of Lvív. According to Reuters, they will hold talks every Monday.\n";

static BASE: LazyLock<(Article, Report, Value)> = LazyLock::new(|| {
    let article = Article::new(ARTICLE).with_published("2021-12-30".parse().unwrap()).with_outlet("Reuters");
    let report = ANALYZER.analyze(&article);
    assert!(report.claims.len() > 1 && !report.events.is_empty(), "an article that shows little");
    let value = serde_json::to_value(&report).unwrap();
    (article, report, value)
});

static HOUSES: LazyLock<Vec<House>> =
    LazyLock::new(|| ["strict", "reuters", "nyt"].iter().map(|id| House::built_in(id).unwrap()).collect());

/// Any report, whole or not, is looked up, exported, shown, compared and audited without a panic.
pub(crate) fn put_to_use(report: &Report, text: &str) {
    look_up(report);
    let whole = report.validate_text(text).is_ok();
    let flat = brat::to_string_with(report, text, brat::WriteOptions::default().with_flat(true));
    let nested = brat::to_string(report, text);
    assert!(flat.ends_with('\n') || flat.is_empty());
    let page = serde_json::to_string(&web_annotation::to_value(report, text)).unwrap();
    let mut graphs = String::new();
    for graph in [schema_org::to_value(report, text), prov::to_value(report, text)] {
        let json = serde_json::to_string(&graph).unwrap();
        let escaped = json_ld::escape_for_script(&json);
        assert!(!escaped.contains(['<', '>', '&']));
        graphs.push_str(&escaped);
    }
    let tables = table::to_rows(report, text);
    for table in [tables.claims, tables.sources, tables.events] {
        let width = table.header.len();
        assert!(table.rows.iter().all(|row| row.len() == width));
        let _ = table.guarded();
    }
    let shown = html::to_string(report, text);
    let _ = html::index_to_string(&[IndexRow::new("a", "b.html", report.summary(text))]);
    for house in HOUSES.iter() {
        for finding in audit(report, text, house) {
            assert!(!whole || finding.spans.iter().all(|span| span.slice(text).is_some()), "{finding:?}");
        }
    }
    let about = Article::new(text).with_metadata(report.article.clone());
    let own = report.differences(report, &about.text);
    assert!(!whole || own.is_empty(), "differs from itself: {}", own[0]);
    let empty = Report::new(&about);
    let _ = (report.differences(&empty, &about.text), empty.differences(report, &about.text));
    if whole {
        let read = brat::from_str(&nested, &about).unwrap_or_else(|error| panic!("{error}: {nested}"));
        assert_eq!(read.validate_text(text), Ok(()));
        let page: web_annotation::AnnotationPage = serde_json::from_str(&page).unwrap();
        let read = web_annotation::from_value(&page, &about).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(read.validate_text(text), Ok(()));
        assert!(shown.contains("id=\"text\""));
    }
}

fn look_up(report: &Report) {
    let ids = [0, 1, 2, 3, 5, 8, u32::MAX - 1, u32::MAX];
    for id in ids {
        let _ = (report.actor(ActorId::new(id)), report.source(SourceId::new(id)));
        let _ = (report.claim(ClaimId::new(id)), report.event(EventId::new(id)));
        let _ = (report.actor_of(SourceId::new(id)), report.speaker(ClaimId::new(id)));
        let _ = report.claims_by(SourceId::new(id)).count();
        let _ = report.claims_within(ClaimId::new(id)).count();
        let _ = report.claims_about(EventId::new(id)).count();
        let _ = report.events_of(ActorId::new(id)).count();
        let _ = report.relay(ClaimId::new(id));
    }
    let _ = (report.timeline(), report.claims_by_level());
    let people = report.anonymous_sources();
    assert!(people.at_least <= people.at_most, "{people:?}");
    for (_, claim) in report.iter_claims() {
        let _ = (claim.extent(), claim.speaker());
    }
    for (_, event) in report.iter_events() {
        let _ = event.article_stance();
    }
}

/// What the library gives of a report that it read, it takes.
fn check(report: &Report) {
    let (article, base, _) = &*BASE;
    put_to_use(report, &article.text);
    let _ = report.differences(base, &article.text);
    let _ = base.differences(report, &article.text);
    let written = serde_json::to_string(report).unwrap();
    let read: Report = serde_json::from_str(&written).unwrap_or_else(|error| panic!("{error}: {written}"));
    assert!(read == *report, "JSON changes {written}");
}

/// Any bytes as a report in JSON.
pub(crate) fn report(data: &[u8]) {
    if let Ok(report) = serde_json::from_slice::<Report>(data) {
        check(&report);
    }
}

/// A real report, edited: numbers, words and parts of it changed, doubled, exchanged and taken out.
pub(crate) fn report_edited(data: &[u8]) {
    let mut bytes = Bytes(data);
    let mut value = BASE.2.clone();
    for _ in 0..12 {
        if bytes.is_empty() {
            break;
        }
        let mut count = 0;
        walk(&mut value, &mut |_| count += 1);
        let (at, other) = (bytes.below(count), bytes.below(count));
        let mut there = Value::Null;
        let mut index = 0;
        walk(&mut value, &mut |node| {
            if index == other {
                there = node.clone();
            }
            index += 1;
        });
        let mut index = 0;
        walk(&mut value, &mut |node| {
            if index == at {
                edit(node, &there, &mut bytes);
            }
            index += 1;
        });
    }
    if let Ok(report) = serde_json::from_value::<Report>(value) {
        check(&report);
    }
}

/// Every value of a document, the outer before the inner.
fn walk(value: &mut Value, see: &mut impl FnMut(&mut Value)) {
    see(value);
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| walk(item, see)),
        Value::Object(fields) => fields.values_mut().for_each(|field| walk(field, see)),
        _ => {}
    }
}

fn edit(node: &mut Value, other: &Value, bytes: &mut Bytes<'_>) {
    let choice = bytes.byte();
    match node {
        Value::Number(number) => {
            let old = number.as_u64().unwrap_or(1);
            *node = match choice % 8 {
                0 => 0.into(),
                1 => old.wrapping_add(1).into(),
                2 => old.saturating_sub(1).into(),
                3 => u64::from(u32::MAX).into(),
                4 => u64::MAX.into(),
                5 => (bytes.number() % 700).into(),
                6 => (bytes.number() % 8).into(),
                _ => other.clone(),
            };
        }
        Value::Array(items) => match choice % 4 {
            0 => items.push(other.clone()),
            1 if !items.is_empty() => {
                let at = bytes.below(items.len());
                items.remove(at);
            }
            2 if !items.is_empty() => {
                let at = bytes.below(items.len());
                items.push(items[at].clone());
            }
            _ => items.reverse(),
        },
        Value::String(words) => match choice % 5 {
            0 => words.clear(),
            1 => words.push_str("<script>\u{0}\u{202e}é"),
            2 => *words = "-262143-01-01".to_owned(),
            3 => *words = "9999-12-31".to_owned(),
            _ => *node = other.clone(),
        },
        _ if choice.is_multiple_of(4) => *node = Value::Null,
        _ => *node = other.clone(),
    }
}

/// Any bytes as a house file, in TOML and in JSON; one that can be read audits.
pub(crate) fn house(data: &[u8]) {
    let written = String::from_utf8_lossy(data);
    let (article, base, _) = &*BASE;
    let read = [House::from_toml(&written).ok(), serde_json::from_str(&written).ok()];
    for house in read.into_iter().flatten() {
        for finding in audit(base, &article.text, &house) {
            assert!(finding.spans.iter().all(|span| span.slice(&article.text).is_some()), "{finding:?}");
        }
    }
}

/// Attributions of another extractor, with spans that may fit.
pub(crate) fn given(data: &[u8]) {
    let mut bytes = Bytes(data);
    let mut given = Vec::new();
    for _ in 0..bytes.byte() % 8 {
        let mut spans = |count: usize| {
            let span = |bytes: &mut Bytes<'_>| {
                let (start, length) = (usize::from(bytes.byte()) * 2, usize::from(bytes.byte()));
                let length = if length == 255 { Span::MAX - start } else { length };
                Span::new(start, start + length).unwrap()
            };
            (0..count).map(|_| span(&mut bytes)).collect::<Vec<_>>()
        };
        let mut one = Given::new(spans(1)[0]);
        one.content.extend(spans(1));
        (one.source, one.cue) = (spans(1), spans(2));
        one.confidence = Confidence::new(0.5).unwrap();
        given.push(one);
    }
    let text = grown(&mut bytes);
    let report = ANALYZER.resolve(&Article::new(text.as_str()), &given);
    assert_eq!(report.validate_text(&text), Ok(()));
}
