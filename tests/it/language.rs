//! The language layer on what news does to text.

use ascribe::text::Document;
use ascribe::text::syntax::LanguageModel;
#[cfg(feature = "training")]
use ascribe::training::{
    conllu,
    language::{Parts, Settings, train},
};
#[cfg(feature = "training")]
use proptest::prelude::*;
use sha2::{Digest, Sha256};

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
    let cases = include_str!("../cases/language-segments.txt");
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

const WEIGHTS: &[u8] = include_bytes!("../../crates/model-en/language.bin");

fn refusal(bytes: &[u8]) -> String {
    LanguageModel::from_bytes(bytes).map(|_| ()).expect_err("a refusal").to_string()
}

#[test]
fn card_names_the_weights_that_are_there() {
    let card = include_str!("../../crates/model-en/README.md");
    let files: [(&str, &[u8]); 2] = [
        ("language.bin", WEIGHTS),
        ("attribution.bin", include_bytes!("../../crates/model-en/attribution.bin")),
    ];
    for (name, bytes) in files {
        let sum: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        let line = format!("| {name} | {} | {sum} |", bytes.len());
        assert!(card.lines().any(|found| found == line), "crates/model-en/README.md lacks the line\n{line}");
    }
}

#[test]
fn weights_are_small_and_come_back_as_they_were() {
    let model = LanguageModel::from_bytes(WEIGHTS).unwrap();
    assert!(model.to_bytes() == WEIGHTS);
    let [tagger, lemmatiser, _] = model.sizes();
    assert!(tagger.1 + lemmatiser.1 < 1_400_000);
}

#[test]
fn embedded_weights_are_the_file() {
    assert!(LanguageModel::embedded().to_bytes() == WEIGHTS);
}

/// The header: mark, version, and for each part features, length and checksum.
const HEADER: usize = 8 + 4 + 3 * 20;

#[test]
fn refuses_what_does_not_fit() {
    const WHAT: &str = "invalid weights of the language layer: ";
    let changed = |at: usize| {
        let mut bytes = WEIGHTS.to_vec();
        bytes[at] ^= 1;
        refusal(&bytes)
    };
    let said = |why: &str| format!("{WHAT}{why}");
    assert_eq!(refusal(b""), said("unknown file format"));
    assert_eq!(changed(0), said("unknown file format"));
    assert_eq!(changed(8), said("unsupported version 3 (expected 2)"));
    assert_eq!(refusal(&WEIGHTS[..10]), said("unexpected end"));
    assert_eq!(refusal(&WEIGHTS[..HEADER - 1]), said("unexpected end"));
    let body = WEIGHTS.len() - HEADER;
    let short = format!("length mismatch ({} bytes, expected {body})", body - 1);
    assert_eq!(refusal(&WEIGHTS[..WEIGHTS.len() - 1]), said(&short));
    let long = format!("length mismatch ({} bytes, expected {body})", body + 1);
    assert_eq!(refusal(&[WEIGHTS, b"x"].concat()), said(&long));
    assert_eq!(changed(12), said("tagger trained with other features"));
    assert_eq!(changed(32), said("lemmatiser trained with other features"));
    let other = "parser trained with other features or another tagger";
    assert_eq!(changed(52), said(other));
    let damaged = |part: &str| said(&format!("checksum mismatch in the {part}"));
    let [(_, tagger), (_, lemmatiser), _] = LanguageModel::from_bytes(WEIGHTS).unwrap().sizes();
    assert_eq!(changed(HEADER), damaged("tagger"));
    assert_eq!(changed(HEADER + tagger), damaged("lemmatiser"));
    assert_eq!(changed(HEADER + tagger + lemmatiser), damaged("parser"));
    assert_eq!(changed(WEIGHTS.len() - 1), damaged("parser"));
}

/// The checksum of a part.
#[cfg(feature = "training")]
fn checksum(bytes: &[u8]) -> u64 {
    bytes.chunks(8).fold(0xcbf2_9ce4_8422_2325, |sum: u64, chunk| {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        (sum ^ u64::from_le_bytes(word)).wrapping_mul(0x0100_0000_01b3).rotate_left(23)
    })
}

/// A tagger and a lemmatiser that learned from two sentences, and no parser.
#[cfg(feature = "training")]
fn small() -> LanguageModel {
    const CORPUS: &str = "1\tAides\taide\tNOUN\tNNS\t_\t2\tnsubj\t_\t_\n2\twarned\twarn\tVERB\tVBD\t_\t0\troot\t_\t_\n\n\
        1\tWarned\twarn\tVERB\tVBN\t_\t2\tamod\t_\t_\n2\taides\taide\tNOUN\tNNS\t_\t0\troot\t_\t_\n\n";
    let parts = Parts { parser: false, ..Parts::ALL };
    let sentences = conllu::from_str(&CORPUS.repeat(3));
    train(&sentences, parts, &LanguageModel::default(), Settings::default(), &mut |_| {}).unwrap()
}

/// Weights with other bytes for a part, and a header that fits them.
#[cfg(feature = "training")]
fn forged(model: &LanguageModel, part: usize, body: &[u8]) -> Vec<u8> {
    let (bytes, sizes) = (model.to_bytes(), model.sizes());
    let start = HEADER + sizes[..part].iter().map(|(_, size)| size).sum::<usize>();
    let mut bytes = [&bytes[..start], body, &bytes[start + sizes[part].1..]].concat();
    let entry = 12 + 20 * part + 8;
    bytes[entry..entry + 4].copy_from_slice(&u32::try_from(body.len()).unwrap().to_le_bytes());
    bytes[entry + 4..entry + 12].copy_from_slice(&checksum(body).to_le_bytes());
    bytes
}

#[cfg(feature = "training")]
#[test]
fn training_gives_the_same_bytes_twice() {
    let bytes = small().to_bytes();
    assert!(small().to_bytes() == bytes);
    let model = LanguageModel::from_bytes(&bytes).unwrap();
    let document = Document::tag("warned Aides", &model);
    assert_eq!((document.lemma(0), document.lemma(1)), ("warn", "aide"));
}

#[cfg(feature = "training")]
#[test]
fn refuses_parts_that_hold_something_else() {
    let model = small();
    for (part, name) in ["tagger", "lemmatiser"].into_iter().enumerate() {
        let wanted = format!("invalid weights of the language layer: invalid data in the {name}");
        for body in [&[][..], &[0xff; 100], &[1, 0, 0xff, 0xff], &[1, 0, 0, 0, 0, 0, 0, 0, 24, 24, 24]] {
            assert_eq!(refusal(&forged(&model, part, body)), wanted, "{body:?}");
        }
    }
}

#[cfg(feature = "training")]
proptest! {
    /// Damage is found; a part whose sum was forged as well may be anything, and does no harm.
    #[test]
    fn survives_any_damage(
        part in 0..2_usize,
        flips in prop::collection::vec((any::<prop::sample::Index>(), 1..=255_u8), 1..4),
        cut in any::<prop::sample::Index>(),
    ) {
        let (model, text) = (small(), "“It wasn't us,” said the U.S. envoy's aide Ann Lee. YES!");
        let (bytes, sizes) = (model.to_bytes(), model.sizes());
        let start = HEADER + sizes[..part].iter().map(|(_, size)| size).sum::<usize>();
        let whole = &bytes[start..start + sizes[part].1];
        let mut body = whole.to_vec();
        for (at, change) in &flips {
            // Half of the damage goes to the first bytes, where the counts are.
            let reach = if change % 2 == 0 { body.len() } else { body.len().min(40) };
            body[at.index(reach)] ^= change;
        }
        let mut damaged = bytes.clone();
        damaged[start..start + body.len()].copy_from_slice(&body);
        prop_assert!(body == whole || LanguageModel::from_bytes(&damaged).is_err());
        prop_assert!(LanguageModel::from_bytes(&bytes[..cut.index(bytes.len())]).is_err());
        for body in [&body[..], &body[..cut.index(body.len())]] {
            if let Ok(model) = LanguageModel::from_bytes(&forged(&model, part, body)) {
                let tokens = Document::segment(text).tokens().len();
                prop_assert_eq!(Document::parse(text, &model).tokens().len(), tokens);
            }
        }
    }
}

#[test]
fn tags_as_the_cases_say() {
    let cases = include_str!("../cases/language-tags.txt");
    let mut wrong = Vec::new();
    let mut count = 0;
    let mut lines = cases.lines().peekable();
    while let Some(line) = lines.next() {
        let Some(text) = line.strip_prefix("> ") else { continue };
        let document = Document::parse(text, LanguageModel::embedded());
        while let Some(wanted) = lines.next_if(|line| line.starts_with("= ")) {
            for wanted in wanted.trim_start_matches("= ").split_whitespace() {
                let (word, tag) = wanted.split_once('/').expect("WORD/TAG/lemma");
                let (tag, lemma) = tag.split_once('/').expect("WORD/TAG/lemma");
                let at = (0..document.tokens().len()).find(|at| document.word(*at) == word).expect(word);
                let found = (document.tokens()[at].upos.as_str(), document.lemma(at));
                count += 1;
                if found != (tag, lemma) {
                    wrong.push(format!("{text}\n  wanted {wanted}, found {}/{}", found.0, found.1));
                }
            }
        }
    }
    assert!(count > 50);
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}
