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
use ascribe::{Grade, Number, Span};
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
                other => return Err(format!("--format takes text or json, not {}", other.unwrap_or("nothing")).into()),
            },
            "--help" | "-h" => {
                println!("usage: grade [--format text|json] [PHRASE...]\nWithout phrases, reads one a line from standard input.");
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
        writeln!(out, "{phrase}\t{}\t{}", grade.level, axes(phrase, &grade).join("\t"))?;
    }
    Ok(())
}

/// Each axis that the words tell of, with the words.
fn axes(phrase: &str, grade: &Grade) -> Vec<String> {
    let words = |span: Span| span.slice(phrase).unwrap_or_default().to_owned();
    let shown = &grade.axes.descriptors;
    let mut axes: Vec<String> = [
        ("role", shown.role),
        ("seniority", shown.seniority),
        ("former", shown.former),
        ("affiliation", shown.affiliation),
        ("place", shown.place),
        ("voice", shown.authorised_voice),
        ("pseudonym", shown.pseudonym),
        ("explicit", grade.axes.terms.explicit),
    ]
    .into_iter()
    .filter_map(|(axis, span)| Some(format!("{axis}={}", words(span?))))
    .collect();
    match shown.number {
        Number::One => axes.push("number=one".to_owned()),
        Number::Exactly(many) => axes.push(format!("number={many}")),
        Number::Several => axes.push("number=several".to_owned()),
        Number::Unstated => {}
    }
    if let Some(basis) = &grade.axes.basis {
        axes.push(format!("basis={} ({})", basis.kind.as_str(), words(basis.span)));
    }
    if let Some(reason) = &grade.axes.terms.reason {
        axes.push(format!("reason={} ({})", reason.kind.as_str(), words(reason.span)));
    }
    axes
}
