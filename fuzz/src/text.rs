//! Text of any kind through the analyzer, the grader and the finder of times.

use std::sync::LazyLock;

use ascribe::anonymity;
use ascribe::export::{brat, web_annotation};
use ascribe::lexicon::Lexicon;
use ascribe::time::{self, DateOrder, Reference};
use ascribe::{Analyzer, Article, Confidence, Grade, Options, Report, Span};

use crate::setting::Setting;
use crate::{Bytes, grammar, words};

pub(crate) static ANALYZER: LazyLock<Analyzer> = LazyLock::new(Analyzer::new);

/// Any bytes as text.
pub(crate) fn any(data: &[u8]) {
    let mut bytes = Bytes(data);
    let options = options(&mut bytes);
    analyze(&String::from_utf8_lossy(bytes.0), options);
}

/// Text grown from pieces of news: a byte a piece, and what stands in between.
pub(crate) fn news(data: &[u8]) {
    let mut bytes = Bytes(data);
    let options = options(&mut bytes);
    analyze(&grown(&mut bytes), options);
}

/// An article of the grammar, set in any way.
pub(crate) fn article(data: &[u8]) {
    let mut bytes = Bytes(data);
    let (options, setting) = (options(&mut bytes), Setting::any(&mut bytes));
    analyze(&setting.set(&grammar::article(&mut bytes)).text, options);
}

/// A report that is the same to the last bit on a processor without AVX2.
pub(crate) fn vectors(data: &[u8]) {
    let mut bytes = Bytes(data);
    let (options, setting) = (options(&mut bytes), Setting::any(&mut bytes));
    let article = Article::new(setting.set(&grammar::article(&mut bytes)).text);
    let analyzer = ANALYZER.clone().with_options(options);
    let wide = serde_json::to_string(&analyzer.analyze(&article)).unwrap();
    let narrow = ascribe::text::without_avx2(|| serde_json::to_string(&analyzer.analyze(&article)).unwrap());
    assert_eq!(wide, narrow);
}

pub(crate) fn grown(bytes: &mut Bytes<'_>) -> String {
    let mut text = String::new();
    while !bytes.is_empty() {
        let byte = bytes.byte();
        text.push_str(words::NEWS[usize::from(byte) % words::NEWS.len()]);
        text.push_str(match bytes.byte() % 8 {
            0 => "",
            1 => "\n\n",
            2 => ", ",
            _ => " ",
        });
    }
    text
}

pub(crate) fn options(bytes: &mut Bytes<'_>) -> Options {
    let mut options = Options::default();
    let (flags, least) = (bytes.byte(), bytes.byte());
    options.events = flags & 1 == 0;
    options.header = flags & 2 == 0;
    if flags & 4 != 0 {
        options.least_confidence = Confidence::new(f32::from(least) / 255.0).unwrap();
    }
    if flags & 0x48 == 0x48 {
        options.max_bytes = Some(usize::from(bytes.byte()) * 4);
    }
    if flags & 0x90 == 0x90 {
        options.max_claims = Some(usize::from(bytes.byte()));
    }
    options
}

/// A report that is whole, the same each time, comes back from every format, and keeps to its options.
fn analyze(text: &str, options: Options) {
    let article = Article::new(text).with_published("2021-12-30".parse().unwrap());
    let report = ANALYZER.clone().with_options(options).analyze(&article);
    assert_eq!(report.validate_text(text), Ok(()));
    assert!(options.events || report.events.is_empty());
    assert!(options.header || report.header.is_none());
    let least = options.least_confidence;
    assert!(report.claims.iter().all(|claim| claim.confidence >= least), "a claim surer than asked for");
    let header = report.header.unwrap_or_default();
    let outside = |span: &Span| !span.is_empty() && !span.intersects(header);
    assert!(report.claims.iter().all(|claim| claim.content.iter().all(outside)), "content in the header");
    let written = serde_json::to_string(&report).unwrap();
    let read: Report = serde_json::from_str(&written).unwrap();
    assert!(read == report, "a report that JSON changes");
    // Not for every input, since it takes as long as the rest.
    if text.len().is_multiple_of(4) {
        let again = Analyzer::new().with_options(options).analyze(&article);
        assert_eq!(serde_json::to_string(&again).unwrap(), written);
    }
    comes_back(&report, &article);
}

/// The two formats that people correct say of a report what it says, so that reading it again finds nothing corrected.
pub(crate) fn comes_back(report: &Report, article: &Article) {
    let text = article.text.as_str();
    let mut about = article.clone();
    about.metadata.clone_from(&report.article);
    let written = brat::to_string(report, text);
    let read = brat::from_str(&written, &about).unwrap_or_else(|error| panic!("{error}: {written}"));
    assert_eq!(read.validate_text(text), Ok(()));
    let corrected = report.differences(&read, &about.text);
    assert!(corrected.is_empty(), "brat: {} in {written}", corrected[0]);
    let written = serde_json::to_string(&web_annotation::to_value(report, text)).unwrap();
    let page: web_annotation::AnnotationPage = serde_json::from_str(&written).unwrap();
    let read = web_annotation::from_value(&page, &about).unwrap_or_else(|error| panic!("{error}: {written}"));
    assert_eq!(read.validate_text(text), Ok(()));
    let corrected = report.differences(&read, &about.text);
    assert!(corrected.is_empty(), "web annotation: {} in {written}", corrected[0]);
}

/// A phrase's grade points into the phrase, and is the same each time.
pub(crate) fn grade(data: &[u8]) {
    let phrase = String::from_utf8_lossy(data);
    assert_eq!(anonymity::grade(&phrase), check_grade(Lexicon::standard(), &phrase));
}

fn check_grade(lexicon: &Lexicon, phrase: &str) -> Grade {
    let grade = anonymity::grade_with(lexicon, phrase);
    for span in grade.axes.spans() {
        assert!(span.slice(phrase).is_some(), "{span:?} of {phrase:?}");
    }
    let _ = grade.axes.in_words(phrase);
    grade
}

/// A table of words that can be read grades phrases, and one that cannot says in which line.
pub(crate) fn lexicon(data: &[u8]) {
    let table = String::from_utf8_lossy(data);
    let mut lexicon = Lexicon::empty();
    if let Err(error) = lexicon.extend_from_table(&table) {
        assert!(error.to_string().starts_with("word table, line "), "{error}");
    }
    // Long phrases are for the target before: most of the time goes to tables here.
    let own = table.char_indices().nth(100).map_or(&*table, |(end, _)| &table[..end]);
    for phrase in
        ["a senior official who asked not to be named because it is embargoed", "a b a b a b a b c", own]
    {
        check_grade(&lexicon, phrase);
    }
}

/// Times stand in text order, beside one another, and end no sooner than they start.
pub(crate) fn time(data: &[u8]) {
    let mut bytes = Bytes(data);
    let flags = bytes.byte();
    let day = chrono_day(&mut bytes, flags);
    let order = if flags & 2 == 0 { DateOrder::MonthFirst } else { DateOrder::DayFirst };
    let reference = Reference::new(day).with_date_order(order).with_fiscal_year_start(u32::from(flags >> 2));
    let text = String::from_utf8_lossy(bytes.0);
    let times = time::expressions(&text, &reference);
    assert_eq!(times, time::expressions(&text, &reference));
    let mut end = 0;
    for time in &times {
        assert!(time.span.slice(&text).is_some_and(|words| !words.is_empty()), "{:?} in {text:?}", time.span);
        assert!(time.span.start() >= end, "{:?} overlaps in {text:?}", time.span);
        end = time.span.end();
    }
    let mut report = Report::new(&Article::new(&*text));
    report.times = times;
    assert_eq!(report.validate_text(&text), Ok(()));
    let written = serde_json::to_string(&report).unwrap();
    assert!(serde_json::from_str::<Report>(&written).unwrap() == report, "JSON changes {written}");
}

fn chrono_day(bytes: &mut Bytes<'_>, flags: u8) -> Option<chrono::NaiveDate> {
    let (high, low) = (bytes.byte(), bytes.byte());
    if flags & 1 != 0 {
        return None;
    }
    // Days of our time, and at times the first and the last that there are.
    match (high, low) {
        (255, 255) => Some(chrono::NaiveDate::MAX),
        (255, 254) => Some(chrono::NaiveDate::MIN),
        _ => chrono::NaiveDate::from_yo_opt(1900 + i32::from(high), u32::from(low) + 1),
    }
}
