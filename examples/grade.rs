//! How far bare phrases let a reader know a source.
//!
//! `cargo run --example grade -- "a senior administration official" critics`

use ascribe::anonymity::grade;

fn main() {
    let phrases: Vec<String> = std::env::args().skip(1).collect();
    for phrase in &phrases {
        let grade = grade(phrase);
        println!("{phrase}: {}", grade.level);
        for (axis, words) in grade.axes.in_words(phrase) {
            println!("    {axis}: {words}");
        }
    }
}
