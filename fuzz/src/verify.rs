//! Statements of any kind held against texts of any kind.

use ascribe::verify::{self, Match, Statement};
use ascribe::{Article, Report};

use crate::text::{ANALYZER, grown};
use crate::{Bytes, words};

/// What is called verbatim is there, spans fit, and nothing is supported that is not there. Statements are pieces of the text, changed or
/// not, and any bytes; the report is that of the text, of another text, or empty.
pub(crate) fn verify(data: &[u8]) {
    let mut bytes = Bytes(data);
    let (kind, count) = (bytes.byte(), bytes.byte() % 6);
    let cuts: Vec<[u8; 4]> = (0..count).map(|_| [bytes.byte(), bytes.byte(), bytes.byte(), bytes.byte()]).collect();
    let raw = String::from_utf8_lossy(bytes.0).into_owned();
    let text = if kind & 1 == 0 { grown(&mut bytes) } else { raw.clone() };
    let article = Article::new(text.as_str());
    let report = match kind >> 1 & 3 {
        0 => Report::new(&article),
        1 => ANALYZER.analyze(&Article::new("“Never,” said Ann Lee of Oslo, and “now,” she said. Bo Berg denied that.")),
        _ => ANALYZER.analyze(&article),
    };
    let mut statements = vec![Statement::new("Ann Lee", raw.as_str())];
    for [start, length, change, speaker] in cuts {
        let at = text.len() * usize::from(start) / 256;
        let piece: String = text.chars().skip(at).take(usize::from(length)).collect();
        let other = words::NEWS[usize::from(change) % words::NEWS.len()];
        let words = match change % 6 {
            0 => piece,
            1 => piece.replacen(' ', &format!(" {other} "), 1),
            2 => piece.replacen(' ', " … ", 1),
            3 => format!("[{other}] {piece}"),
            4 => piece.replace('“', "\"").replace('’', "'"),
            _ => piece.replacen(" not", "", 1),
        };
        let speaker = words::NEWS[usize::from(speaker) % words::NEWS.len()];
        let statement = Statement::new(speaker, words);
        statements.push(if change & 64 == 0 { statement } else { statement.paraphrased() });
    }
    let verdicts = verify::check(&report, &text, &statements);
    assert_eq!(verdicts.len(), statements.len());
    for (statement, verdict) in statements.iter().zip(&verdicts) {
        let is_edge = |c: char| c.is_whitespace() || "\"“”„‟«»‹›‚'’‘ʼ＇´`".contains(c);
        let words = statement.words.trim_matches(is_edge);
        let places = verdict.others.iter().map(|other| &other.words).chain([&verdict.words]);
        for place in places {
            assert!(place.spans.iter().all(|span| span.slice(&text).is_some()), "{place:?} in {text:?}");
            assert!(place.matched != Match::Verbatim || text.contains(words), "{words:?} is not in {text:?}");
            assert!(place.matched == Match::Absent || !place.spans.is_empty(), "{place:?}");
        }
        assert!(!verdict.supported || verdict.words.are_there());
    }
    let written = serde_json::to_string(&verdicts).unwrap();
    assert!(serde_json::from_str::<Vec<verify::Verdict>>(&written).unwrap() == verdicts, "JSON changes {written}");
}
