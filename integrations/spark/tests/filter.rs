//! The filter as engines use it: a child process with two pipes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::thread;

use ascribe::{Analyzer, Article, Report};
use serde_json::{Value, json};

fn start(arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_ascribe-filter"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// The lines out, for the bytes in.
fn filter(arguments: &[&str], input: &[u8]) -> Vec<Value> {
    let mut child = start(arguments);
    let mut pipe = child.stdin.take().unwrap();
    let input = input.to_owned();
    let feeder = thread::spawn(move || pipe.write_all(&input).unwrap());
    let output = child.wait_with_output().unwrap();
    feeder.join().unwrap();
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.is_empty() || text.ends_with('\n'));
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_line_has_its_answer_in_order() {
    let input: Vec<u8> = (0..300)
        .flat_map(|n| format!("{}\n", json!({"id": n, "text": format!("It is {n}, she said.")})).into_bytes())
        .collect();
    let answers = filter(&[], &input);
    assert_eq!(answers.len(), 300);
    for (n, answer) in answers.iter().enumerate() {
        assert_eq!(answer["id"], n);
        assert_eq!(answer["report"]["bytes"], format!("It is {n}, she said.").len());
    }
}

#[test]
fn a_report_is_that_of_the_library() {
    let text = "“We will close the bridge on Friday,” a city official said. Mayor Ann Lee denied it.";
    let article = Article::new(text).with_published("2024-03-18".parse().unwrap()).with_outlet("The Example");
    let line = json!({"id": "x", "text": text, "published": "2024-03-18", "outlet": "The Example", "byline": null, "more": 1});
    let answers = filter(&[], line.to_string().as_bytes());
    assert_eq!(answers.len(), 1);
    assert_eq!(answers[0]["id"], "x");
    let report: Report = serde_json::from_value(answers[0]["report"].clone()).unwrap();
    assert_eq!(report, Analyzer::new().analyze(&article));
}

#[test]
fn broken_lines_are_answered_and_the_next_one_is_read() {
    let broken: [(&[u8], Option<&str>, &str); 8] = [
        (b"", None, "no JSON object: EOF"),
        (b"{", None, "no JSON object: EOF"),
        (b"[1]", None, "no JSON object: invalid type"),
        (b"{\"id\":\"a\",\"text\":\"\xff\"}", None, "no JSON object: invalid unicode"),
        (b"{\"text\":\"It rained.\"}", None, "no id that is"),
        (b"{\"id\":1.5,\"text\":\"It rained.\"}", None, "no id that is"),
        (b"{\"id\":\"a\"}", Some("a"), "missing field `text`"),
        (b"{\"id\":\"b\",\"text\":\"\",\"published\":\"18.03.2024\"}", Some("b"), "18.03.2024"),
    ];
    let mut input = Vec::new();
    for (line, _, _) in broken {
        input.extend_from_slice(line);
        input.extend_from_slice(b"\n{\"id\":7,\"text\":\"It rained.\"}\r\n");
    }
    let answers = filter(&[], &input);
    assert_eq!(answers.len(), 2 * broken.len());
    for (pair, (_, id, error)) in answers.chunks(2).zip(broken) {
        assert_eq!(pair[0].get("id").and_then(Value::as_str), id);
        let said = pair[0]["error"].as_str().unwrap();
        assert!(said.contains(error), "{said}, and not {error}");
        assert!(pair[0].get("report").is_none());
        assert_eq!(pair[1]["id"], 7);
        assert!(pair[1].get("report").is_some());
    }
}

#[test]
fn a_line_beyond_the_longest_is_passed_over() {
    let fits = json!({"id": 1, "text": ""}).to_string();
    let most = fits.len().to_string();
    let long = json!({"id": 2, "text": "x".repeat(1 << 20)}).to_string();
    let input = [&fits, &long, &fits, &long].map(String::as_str).join("\n");
    let answers = filter(&["--longest", &most], input.as_bytes());
    assert_eq!(answers.len(), 4);
    for (n, answer) in answers.iter().enumerate() {
        assert_eq!(answer.get("report").is_some(), n % 2 == 0, "{answer}");
    }
    assert_eq!(answers[1], json!({"error": format!("the line is longer than {most} bytes")}));
}

#[test]
fn nothing_in_gives_nothing_out() {
    assert!(filter(&[], b"").is_empty());
}

/// A program that asks one article at a time is answered before it sends the next.
#[test]
fn an_answer_does_not_wait_for_the_next_line() {
    let mut child = start(&[]);
    let mut pipe = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap());
    for n in 0..3 {
        writeln!(pipe, "{}", json!({"id": n, "text": "It rained, she said."})).unwrap();
        let mut answer = String::new();
        answers.read_line(&mut answer).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&answer).unwrap()["id"], n);
    }
    drop(pipe);
    assert!(child.wait().unwrap().success());
}
