//! Words that the lists lack.
//!
//! `cargo run --example own_words`

use ascribe::anonymity::grade_with;
use ascribe::lexicon::{Lexicon, WordClass};

fn main() {
    let phrases = ["Holyrood", "a senior parkrunner-in-chief"];
    let mut lexicon = Lexicon::standard().clone();
    for phrase in phrases {
        println!("{phrase}: {}", grade_with(&lexicon, phrase).level);
    }
    lexicon.add(WordClass::Named, ["Holyrood"]);
    lexicon.add(WordClass::Role, ["parkrunner-in-chief"]);
    for phrase in phrases {
        println!("{phrase}: {}, with words of one's own", grade_with(&lexicon, phrase).level);
    }
}
