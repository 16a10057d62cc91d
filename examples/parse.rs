//! Prints the tokens, tags and trees of a text in CoNLL-U.
//!
//! `cargo run --release --example parse -- FILE.txt`, or the text on standard input.

use std::io::Read;

use ascribe::text::Document;
use ascribe::text::syntax::LanguageModel;

fn main() -> std::io::Result<()> {
    let mut text = String::new();
    match std::env::args().nth(1) {
        Some(path) => text = std::fs::read_to_string(path)?,
        None => {
            std::io::stdin().read_to_string(&mut text)?;
        }
    }
    let document = Document::parse(&text, LanguageModel::embedded());
    for sentence in document.sentences() {
        println!("# text = {}", sentence.span.slice(&text).unwrap_or_default().replace(['\n', '\r'], " "));
        for (number, at) in (1..).zip(sentence.tokens.clone()) {
            let Some(token) = document.tokens().get(at).copied() else { continue };
            let head = token.head.map_or(0, |head| head - sentence.tokens.start + 1);
            let joined =
                document.tokens().get(at + 1).is_some_and(|next| next.span.start() == token.span.end());
            let misc = if joined { "SpaceAfter=No" } else { "_" };
            println!(
                "{number}\t{}\t{}\t{}\t{}\t_\t{head}\t{}\t_\t{misc}",
                document.word(at),
                document.lemma(at),
                token.upos,
                token.xpos,
                token.deprel,
            );
        }
        println!();
    }
    Ok(())
}
