//! The language layer on what news does to text.

use ascribe::text::Document;
use ascribe::text::syntax::LanguageModel;

/// Turns the escapes of a case file into what they stand for.
fn unescape(written: &str) -> String {
    let mut text = String::new();
    let mut rest = written;
    while let Some(at) = rest.find('\\') {
        text.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(code) = rest.strip_prefix("u{") {
            let (code, after) = code.split_once('}').expect("a closing brace");
            text.push(u32::from_str_radix(code, 16).ok().and_then(char::from_u32).expect("a character"));
            rest = after;
        } else {
            text.push(match rest.chars().next() {
                Some('n') => '\n',
                Some('r') => '\r',
                Some('t') => '\t',
                other => panic!("unknown escape {other:?}"),
            });
            rest = &rest[1..];
        }
    }
    text + rest
}

#[test]
fn segments_as_the_cases_say() {
    let cases = include_str!("cases/language-segments.txt");
    let mut wrong = Vec::new();
    let mut count = 0;
    let mut lines = cases.lines().peekable();
    while let Some(line) = lines.next() {
        let Some(text) = line.strip_prefix("> ") else { continue };
        let text = unescape(text);
        let mut wanted = Vec::new();
        while let Some(sentence) = lines.next_if(|line| line.starts_with('=')) {
            wanted.push(sentence);
        }
        let document = Document::segment(&text);
        let mut found = Vec::new();
        for (number, paragraph) in document.paragraphs().iter().enumerate() {
            for sentence in paragraph.sentences.clone() {
                let mark = if number > 0 && sentence == paragraph.sentences.start { "==" } else { "=" };
                let tokens = document.sentences()[sentence].tokens.clone();
                let words: Vec<&str> = tokens.map(|token| document.word(token)).collect();
                found.push(format!("{mark} {}", words.join(" ")));
            }
        }
        count += 1;
        if found != wanted {
            wrong.push(format!("{line}\nwanted\n{}\nfound\n{}\n", wanted.join("\n"), found.join("\n")));
        }
    }
    assert!(count > 30);
    assert!(wrong.is_empty(), "{} of {count} cases:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn embedded_weights_are_whole() {
    let document = Document::parse("Officials denied the report.", LanguageModel::embedded());
    assert_eq!(document.lemma(1), "deny");
}
