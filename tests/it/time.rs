//! The literate cases of times, and what holds for every text.

use ascribe::time::{self, DateOrder, Reference};
use ascribe::{TimeExpression, TimeKind};
use chrono::NaiveDate;
use proptest::prelude::*;

use crate::case_file::indented;

fn day(written: &str) -> NaiveDate {
    written.parse().unwrap_or_else(|_| panic!("`{written}` is no date"))
}

/// Every case of the file finds the expressions that stand under it, with their readings, and no others.
#[test]
fn cases() {
    let mut reference = Reference::default();
    let (mut count, mut failures) = (0, Vec::new());
    for (text, wanted) in indented(include_str!("../cases/times.txt")) {
        if wanted.is_empty() {
            for setting in text {
                match setting.split_once(' ') {
                    Some(("published", "unknown")) => reference.published = None,
                    Some(("published", date)) => reference.published = Some(day(date)),
                    Some(("order", "month-first")) => reference.date_order = Some(DateOrder::MonthFirst),
                    Some(("order", "day-first")) => reference.date_order = Some(DateOrder::DayFirst),
                    Some(("order", "none")) => reference.date_order = None,
                    Some(("fiscal", month)) => reference.fiscal_year_start = month.parse().ok(),
                    _ => panic!("no setting: {setting}"),
                }
            }
            continue;
        }
        let text = text.join("\n").replace('¶', "\n\n");
        let found: Vec<String> = time::expressions(&text, &reference)
            .iter()
            .map(|time| format!("  {} = {}", time.span.slice(&text).unwrap(), time.reading))
            .collect();
        let wanted: Vec<String> =
            wanted.into_iter().filter(|line| *line != "  -").map(str::to_owned).collect();
        count += 1;
        if found != wanted {
            failures.push(format!("{text}\nfound:\n{}\nwanted:\n{}", found.join("\n"), wanted.join("\n")));
        }
    }
    assert!(count >= 80, "only {count} cases were read");
    assert!(failures.is_empty(), "{} of {count} cases fail\n\n{}", failures.len(), failures.join("\n\n"));
}

/// What every list of expressions obeys, whatever the text.
fn check(text: &str, reference: &Reference) -> Vec<TimeExpression> {
    let times = time::expressions(text, reference);
    let mut end = 0;
    for time in &times {
        let span = time.span;
        assert!(span.slice(text).is_some_and(|words| !words.is_empty()), "{span:?} does not fit {text:?}");
        assert!(span.start() >= end, "{span:?} lies over the expression before it");
        end = span.end();
        let reading = &time.reading;
        assert_eq!(reading.start.is_some(), reading.end.is_some(), "{reading:?}");
        assert!(reading.start <= reading.end, "{reading:?}");
        assert!(!(reading.impossible && reading.start.is_some()), "{reading:?}");
        assert!(reading.range.is_none_or(|range| range.start <= range.end), "{reading:?}");
        assert!(!time.needs_reference() || reading.kind == TimeKind::Date || reading.kind == TimeKind::Vague);
    }
    times
}

/// Words, numbers and marks that times are made of, so that random texts meet the rules in every order.
fn piece() -> impl Strategy<Value = String> {
    let words = "the a last next this that past few several two twenty-one hundred half early late mid end of in on at by from to \
                 until before after ago later earlier and or every each day days week months year years decade century hour \
                 quarter weekend night Monday Tuesday Sun. March May Jan. September Sept. summer fall winter morning noon \
                 midnight tonight today yesterday tomorrow a.m. p.m. EST GMT CST AD BC B.C. BCE ET Eastern local time fiscal \
                 Christmas Easter New Year's Eve World War II first 3rd 21st 30th 1990s '80s 80s nineties 9/11 12/7/2021 \
                 2021-12-07 2014 1914-18 0 1 7 29 30 31 32 99 366 1500 9999 99999 4294967295 99999999999 3:30 24:00 25:61 10.30 \
                 2,014 1/2 Q3 FY2017 will said is to be it , . - – — ( ) “ ” ' ’ : / $ % \u{a0} \n \n\n \u{301} é 漢";
    let words: Vec<String> = words.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
    (prop::sample::select(words), prop::sample::select(vec![" ", " ", " ", "", "-", ", ", "\n"]))
        .prop_map(|(word, gap)| word + gap)
}

fn reference() -> impl Strategy<Value = Reference> {
    let days = prop::option::of((-262_000..262_000, 1_u32..=366));
    let orders = prop::option::of(prop::sample::select(vec![DateOrder::MonthFirst, DateOrder::DayFirst]));
    (days, orders, prop::option::of(any::<u32>())).prop_map(|(days, order, month)| {
        let mut reference = Reference::new(days.and_then(|(year, day)| NaiveDate::from_yo_opt(year, day)));
        reference.date_order = order;
        reference.fiscal_year_start = month;
        reference
    })
}

proptest! {
    #[test]
    fn any_text(text in any::<String>(), reference in reference()) {
        check(&text, &reference);
    }

    #[test]
    fn texts_of_times(pieces in prop::collection::vec(piece(), 0..60), reference in reference()) {
        let text = pieces.concat();
        let times = check(&text, &reference);
        prop_assert_eq!(times, time::expressions(&text, &reference));
    }

    #[test]
    fn json_round_trip(pieces in prop::collection::vec(piece(), 0..30), reference in reference()) {
        for time in time::expressions(&pieces.concat(), &reference) {
            let json = serde_json::to_string(&time).unwrap();
            prop_assert_eq!(serde_json::from_str::<TimeExpression>(&json).unwrap(), time, "{}", json);
        }
    }

    /// A paragraph without times moves what follows and changes nothing else.
    #[test]
    fn a_paragraph_in_front(pieces in prop::collection::vec(piece(), 0..40)) {
        let reference = Reference::new(NaiveDate::from_ymd_opt(2021, 12, 30));
        let text = pieces.concat();
        let front = "Grass grows.\n\n";
        let moved = time::expressions(&format!("{front}{text}"), &reference);
        let plain = time::expressions(&text, &reference);
        prop_assert_eq!(moved.len(), plain.len());
        for (moved, plain) in moved.iter().zip(&plain) {
            prop_assert_eq!(moved.span.start(), plain.span.start() + front.len());
            prop_assert_eq!(&moved.reading, &plain.reading);
        }
    }
}

/// A megabyte of one thing is read as well; that the time is linear shows where these are run with larger sizes.
#[test]
fn monotonous_texts() {
    let reference = Reference::new(NaiveDate::from_ymd_opt(2021, 12, 30));
    let million = |piece: &str| piece.repeat(1_000_000 / piece.len());
    let pieces = [
        "1",
        "12/",
        "/",
        "12:",
        "May ",
        "Jan. 7 ",
        "Monday ",
        "the last ",
        "2014-",
        "two days before ",
        "'90s",
        "a.",
        "1,000",
        "( ",
        "é",
    ];
    for piece in pieces {
        check(&million(piece), &reference);
    }
    assert_eq!(check(&million("Jan. 7 "), &reference).len(), 1_000_000 / 7);
}

#[test]
fn foreign_values_are_kept() {
    let json = r#"{"span":{"start":0,"end":4},"kind":"lunar","granularity":"moon","anchor":"tide","offset":"+05:30","certain":true}"#;
    let time: TimeExpression = serde_json::from_str(json).unwrap();
    assert_eq!(time.reading.kind.as_str(), "lunar");
    assert_eq!(time.reading.offset.map(|offset| offset.local_minus_utc()), Some(19_800));
    assert_eq!(
        serde_json::to_string(&time).unwrap(),
        r#"{"span":{"start":0,"end":4},"kind":"lunar","granularity":"moon","offset":"+05:30","anchor":"tide","certain":true}"#
    );
}

/// Words that nest periods in periods, or that go on as they began, are read to no depth: a text of them alone is read like any other.
#[test]
fn periods_within_periods_end() {
    let reference = Reference::new(Some(day("2024-03-20")));
    for piece in [
        "the last week of ",
        "the first day of the second week of ",
        "the week of the last Monday of ",
        "the rest of the end of the ",
        "next week on Tuesday next week ",
        "half past seven to ten ",
        "22/04/Dec-2018-",
        "between the ninth and the ",
        "in the morning at 7 in ",
    ] {
        check(&piece.repeat(300_000 / piece.len()), &reference);
    }
}
