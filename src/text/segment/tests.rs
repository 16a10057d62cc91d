use proptest::prelude::*;

use super::*;
use crate::lexicon::Lexicon;

/// Tokens lie in order, hold no blanks but inside tags, and leave nothing out; sentences and paragraphs divide them.
fn check(text: &str) -> Segmentation {
    let pieces = segment(text, Lexicon::standard());
    let mut end = 0;
    for token in &pieces.tokens {
        assert!(token.start() >= end && token.end() > token.start(), "{text:?}: {:?}", pieces.tokens);
        let gap = text.get(end..token.start()).unwrap();
        assert!(gap.chars().all(token::is_blank), "{text:?}: {gap:?} is in no token");
        assert!(token.slice(text).is_some());
        end = token.end();
    }
    assert!(text.get(end..).unwrap().chars().all(token::is_blank), "{text:?}");
    let mut next = 0;
    for sentence in &pieces.sentences {
        assert_eq!(sentence.tokens.start, next);
        assert!(!sentence.tokens.is_empty() && sentence.tokens.len() <= sentence::MAX_SENTENCE + 40);
        next = sentence.tokens.end;
    }
    assert_eq!(next, pieces.tokens.len());
    let mut next = 0;
    for paragraph in &pieces.paragraphs {
        assert_eq!(paragraph.sentences.start, next);
        assert_eq!(pieces.sentences[next].tokens.start, paragraph.tokens.start);
        next = paragraph.sentences.end;
        assert_eq!(pieces.sentences[next - 1].tokens.end, paragraph.tokens.end);
    }
    assert_eq!(next, pieces.sentences.len());
    pieces
}

proptest! {
    #[test]
    fn loses_nothing_of_any_text(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn loses_nothing_of_marks_and_words(
        text in "([a-zA-Z0-9]{0,3}[.,:;'’\"“”()\\[\\]<>&@#$%/+*_=~!?…–—-]{0,3}(don't|U\\.S\\.|http://|www\\.|n't|[ \n\r\u{a0}])?){0,40}"
    ) {
        check(&text);
    }
}

#[test]
fn takes_junk_of_any_length() {
    /// A million bytes of the worst, and enough of the rest to show a square.
    const SIZES: [usize; 2] = [1_000_000, 200_000];
    let junk = [
        "a",
        "A",
        "7",
        ".",
        "-",
        "'",
        "’",
        "\"",
        "(",
        "<",
        "&",
        "@",
        ":",
        "/",
        "?",
        "_",
        "\u{301}",
        "\u{202e}",
        "\u{0}",
        "\u{feff}",
        "é",
        "漢",
        "👍",
        "a-",
        "a.",
        "A.",
        "1-",
        "1,",
        "n't",
        "a@",
        "http://",
        "a/",
        "a&",
        "<p ",
        "<a",
        "&a",
        "don't",
        "...a",
        "[1]",
        ".[1]",
        ".\"",
        "a. ",
        ". ",
        "A. ",
        "1. ",
        "\n",
        "\r\n",
        "a\n",
        "\n\n",
        ":)",
        "p.m. ",
        "Image: ",
        "Monday, May 7, 2015 ",
        "e\u{301}",
    ];
    for (number, piece) in junk.into_iter().enumerate() {
        let text = piece.repeat(SIZES[usize::from(number > 4)] / piece.len());
        check(&text);
    }
}

#[test]
fn says_which_sentences_were_cut() {
    let long = "word ".repeat(1000);
    let text = format!("Before it. {long}. After it.");
    let pieces = check(&text);
    assert_eq!(pieces.sentences.len(), 5);
    let [cut] = pieces.cut.as_slice() else { panic!("{:?}", pieces.cut) };
    assert_eq!(cut.slice(&text).map(str::len), Some(long.len() + 1));
    let whole = "word ".repeat(sentence::MAX_SENTENCE);
    assert!(check(&whole).cut.is_empty());
}
