//! Statements of any kind held against texts of any kind.

use ascribe::verify::{self, Match, Occurrence, Statement, Words};
use ascribe::{Article, Report, Span};

use crate::setting::Setting;
use crate::text::{ANALYZER, grown};
use crate::{Bytes, grammar, words};

/// What is called verbatim is there, spans fit, and nothing is supported that is not there. Statements are pieces of the text, changed or
/// not, and any bytes; the report is that of the text, of another text, or empty.
pub(crate) fn verify(data: &[u8]) {
    let mut bytes = Bytes(data);
    let (kind, count) = (bytes.byte(), bytes.byte() % 6);
    let cuts: Vec<[u8; 5]> = (0..count).map(|_| std::array::from_fn(|_| bytes.byte())).collect();
    let raw = String::from_utf8_lossy(bytes.0).into_owned();
    let text = match kind & 0x19 {
        0x10 | 0x18 => Setting::default().set(&grammar::article(&mut bytes)).plain,
        0x11 | 0x19 => Setting::any(&mut bytes).set(&grammar::article(&mut bytes)).text,
        0 | 8 => grown(&mut bytes),
        _ => raw.clone(),
    };
    let article = Article::new(text.as_str());
    let report = match kind >> 1 & 3 {
        0 => Report::new(&article),
        1 => ANALYZER.analyze(&Article::new(
            "“Never,” said Ann Lee of Oslo, and “now,” she said. Bo Berg denied that.",
        )),
        _ => ANALYZER.analyze(&article),
    };
    let mut statements = vec![Statement::new("Ann Lee", raw.as_str())];
    statements.extend(cuts.into_iter().map(|cut| statement(&text, cut)));
    let verdicts = verify::check(&report, &text, &statements);
    assert_eq!(verdicts.len(), statements.len());
    for (statement, verdict) in statements.iter().zip(&verdicts) {
        let places = verdict.others.iter().map(|Occurrence { words, .. }| words).chain([&verdict.words]);
        places.for_each(|place| check(statement, place, &report, &text));
        assert!(!verdict.supported || verdict.words.are_there());
    }
    let written = serde_json::to_string(&verdicts).unwrap();
    assert!(
        serde_json::from_str::<Vec<verify::Verdict>>(&written).unwrap() == verdicts,
        "JSON changes {written}"
    );
}

/// A piece of a text as somebody may repeat it: by characters or by words, as it is or with a change.
fn statement(text: &str, [start, length, change, place, speaker]: [u8; 5]) -> Statement {
    let other = words::NEWS[usize::from(place) % words::NEWS.len()];
    let speaker = words::NEWS[usize::from(speaker) % words::NEWS.len()];
    let words = if change & 128 == 0 {
        let at = text.chars().count() * usize::from(start) / 256;
        let piece: String = text.chars().skip(at).take(usize::from(length)).collect();
        match change % 6 {
            0 => piece,
            1 => piece.replacen(' ', &format!(" {other} "), 1),
            2 => piece.replacen(' ', " … ", 1),
            3 => format!("[{other}] {piece}"),
            4 => piece.replace('“', "\"").replace('’', "'"),
            _ => piece.replacen(" not", "", 1),
        }
    } else {
        let at = text.split_whitespace().count() * usize::from(start) / 256;
        let mut piece: Vec<&str> =
            text.split_whitespace().skip(at).take(1 + usize::from(length) % 24).collect();
        let place = usize::from(place) % piece.len().max(1);
        match change % 8 {
            _ if piece.is_empty() => {}
            0 => {}
            1 => piece.insert(place, "not"),
            2 => piece.insert(place, other),
            3 => piece[place] = other,
            4 => drop(piece.remove(place)),
            5 => piece.swap(0, place),
            6 => piece.retain(|word| !matches!(*word, "not" | "no" | "never")),
            _ => piece.truncate(place.max(1)),
        }
        piece.join(" ")
    };
    let statement = Statement::new(speaker, words);
    if change & 64 == 0 { statement } else { statement.paraphrased() }
}

/// Whether the words of a statement are at a place as its verdict says.
fn check(statement: &Statement, place: &Words, report: &Report, text: &str) {
    let is_edge = |c: char| c.is_whitespace() || "\"“”„‟«»‹›‚'’‘ʼ＇´`".contains(c);
    let words = statement.words.trim_matches(is_edge);
    let slices: Option<Vec<&str>> = place.spans.iter().map(|span| span.slice(text)).collect();
    let Some(slices) = slices else { panic!("{place:?} in {text:?}") };
    assert!(place.matched == Match::Absent || !place.spans.is_empty(), "{place:?}");
    if place.matched == Match::Verbatim {
        assert!(text.contains(words), "{words:?} is not in {text:?}");
        assert!(slices.len() == 1 && words.contains(slices[0]), "{words:?} is not {slices:?}");
    }
    // Whose brackets the words of an editor are in is another question, and an ellipsis leaves out what it likes.
    if !place.are_there() || words.contains('[') {
        return;
    }
    assert_eq!(folded(words), folded(&slices.join(" ")), "{place:?} of {words:?} in {text:?}");
    if words.contains('…') || words.contains("..") || words.contains(". .") {
        return;
    }
    // What is left out in silence says who speaks, or is an editor's.
    for pair in place.spans.windows(2) {
        let gap =
            Span::new(pair[0].end(), pair[1].start()).unwrap_or_else(|error| panic!("{error}: {place:?}"));
        let mut links = report.claims.iter().flat_map(|claim| &claim.attributions);
        let attributes =
            links.any(|link| link.cue.iter().chain(&link.source_spans).any(|span| gap.contains(*span)));
        let between = gap.slice(text).unwrap_or_default().trim();
        let bracketed = between.starts_with('[') && between.ends_with(']');
        assert!(attributes || bracketed, "{words:?} leaves out {between:?} of {text:?}");
    }
}

/// The letters and digits of some words, in small letters, parted where something else stands.
fn folded(words: &str) -> String {
    let seen =
        |c: &char| !matches!(c, '[' | ']' | '\'' | '’' | '‘' | 'ʼ' | '＇' | '´' | '`') && !is_unseen(*c);
    let plain: String = words.chars().filter(seen).flat_map(char::to_lowercase).collect();
    plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}
