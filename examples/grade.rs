//! Grades phrases by how far they let a reader know the source.
//!
//! ```sh
//! cargo run --release --example grade -- "a senior administration official" "critics"
//! cargo run --release --example grade -- --format json < phrases.txt
//! ```
//!
//! Phrases come from the arguments, or one a line from standard input. Each is printed with its level and its axes,
//! separated by tabs.

use std::error::Error;
use std::io::{self, BufRead, Write};

use ascribe::anonymity::grade;
use serde_json::json;

fn main() -> Result<(), Box<dyn Error>> {
    let mut json = false;
    let mut phrases = Vec::new();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--format" => match arguments.next().as_deref() {
                Some("json") => json = true,
                Some("text") => json = false,
                other => {
                    return Err(
                        format!("--format takes text or json, not {}", other.unwrap_or("nothing")).into()
                    );
                }
            },
            "--help" | "-h" => {
                println!(
                    "usage: grade [--format text|json] [PHRASE...]\nWithout phrases, reads one a line from standard input."
                );
                return Ok(());
            }
            option if option.starts_with("--") => return Err(format!("there is no option {option}").into()),
            _ => phrases.push(argument),
        }
    }
    let mut out = io::BufWriter::new(io::stdout().lock());
    if phrases.is_empty() {
        for line in io::stdin().lock().lines() {
            print(&mut out, &line?, json)?;
        }
    }
    for phrase in &phrases {
        print(&mut out, phrase, json)?;
    }
    Ok(out.flush()?)
}

fn print(out: &mut impl Write, phrase: &str, json: bool) -> Result<(), Box<dyn Error>> {
    let grade = grade(phrase);
    if json {
        writeln!(out, "{}", json!({ "phrase": phrase, "level": grade.level, "axes": grade.axes }))?;
    } else {
        let axes = grade.axes.in_words(phrase).into_iter().map(|(axis, words)| format!("\t{axis}={words}"));
        writeln!(out, "{phrase}\t{}{}", grade.level, axes.collect::<String>())?;
    }
    Ok(())
}
