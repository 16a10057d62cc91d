//! Words that the lists lack.
//!
//! `cargo run --example own_words`

use ascribe::anonymity::grade_with;
use ascribe::lexicon::{Lexicon, WordClass};

fn main() {
    let phrases = ["Merrion Street", "zoomers"];
    let mut lexicon = Lexicon::standard().clone();
    for phrase in phrases {
        println!("{phrase}: {}", grade_with(&lexicon, phrase).level);
    }
    // The seat of a government, and people of whom the noun says nothing.
    lexicon.add(WordClass::Named, ["Merrion Street"]);
    lexicon.add(WordClass::Person, ["zoomers"]);
    for phrase in phrases {
        println!("{phrase}: {}, with words of one's own", grade_with(&lexicon, phrase).level);
    }
}
