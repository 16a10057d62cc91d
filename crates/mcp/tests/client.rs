//! The server as a client sees it: the program that was built, over standard input and output, by the SDK's own client.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::path::{Path, PathBuf};

use ascribe::audit::{House, audit};
use ascribe::export::flat::Row;
use ascribe::verify::{Statement, Verdict, check};
use ascribe::{Analyzer, Article, Options, Report};
use rmcp::model::{CallToolRequestParams, CallToolResult};
use rmcp::service::{RoleClient, RunningService};
use rmcp::transport::TokioChildProcess;
use rmcp::{ServiceError, ServiceExt as _};
use serde_json::{Value, json};
use tokio::process::Command;

type Client = RunningService<RoleClient, ()>;

async fn client() -> Client {
    let server = Command::new(env!("CARGO_BIN_EXE_ascribe-mcp"));
    ().serve(TokioChildProcess::new(server).unwrap()).await.unwrap()
}

async fn call(client: &Client, tool: &'static str, arguments: Value) -> CallToolResult {
    let Value::Object(arguments) = arguments else { panic!("{arguments}") };
    client.call_tool(CallToolRequestParams::new(tool).with_arguments(arguments)).await.unwrap()
}

/// What a tool gave, which stands in its result twice: as data, and as text for clients that know no data.
async fn ask(client: &Client, tool: &'static str, arguments: Value) -> Value {
    let result = call(client, tool, arguments).await;
    assert_eq!(result.is_error, Some(false), "{result:?}");
    let data = result.structured_content.unwrap();
    let text = &result.content[0].as_text().unwrap().text;
    assert_eq!(serde_json::from_str::<Value>(text).unwrap(), data);
    data
}

/// The words of a tool's error.
async fn error(client: &Client, tool: &'static str, arguments: Value) -> String {
    let result = call(client, tool, arguments).await;
    assert_eq!((result.is_error, &result.structured_content), (Some(true), &None), "{result:?}");
    result.content[0].as_text().unwrap().text.clone()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The articles of a folder, each with a day that differs from the others'.
fn articles(folder: &str) -> Vec<Article> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "txt"));
    paths.sort();
    assert!(!paths.is_empty());
    let read = |(at, path): (usize, &PathBuf)| {
        let day = format!("20{:02}-03-{:02}", at % 30, 1 + at % 31);
        Article::new(fs::read_to_string(path).unwrap())
            .with_published(day.parse().unwrap())
            .with_outlet("The Example")
    };
    paths.iter().enumerate().map(read).collect()
}

fn arguments(article: &Article, more: Value) -> Value {
    let mut arguments = serde_json::to_value(article).unwrap();
    let Value::Object(more) = more else { panic!("{more}") };
    arguments.as_object_mut().unwrap().extend(more);
    arguments
}

#[tokio::test]
async fn tools_are_listed_with_schemas_and_as_read_only() {
    let client = client().await;
    let info = client.peer_info().unwrap();
    assert_eq!(info.server_info.as_ref().map(|of| of.name.as_str()), Some("ascribe-mcp"));
    let tools = client.list_all_tools().await.unwrap();
    let names: Vec<&str> = tools.iter().map(|tool| tool.name.as_ref()).collect();
    assert_eq!(names, ["analyze", "verify_quotes", "audit", "grade"]);
    for tool in &tools {
        let notes = tool.annotations.as_ref().unwrap();
        assert_eq!((notes.read_only_hint, notes.open_world_hint), (Some(true), Some(false)));
        assert_eq!(tool.input_schema["additionalProperties"], false);
        let described = tool.input_schema["properties"].as_object().unwrap();
        assert!(described.values().all(|of| of["description"].is_string()), "{described:?}");
        assert_eq!(tool.output_schema.as_ref().unwrap()["type"], "object");
    }
    // A list of tools stands in the context of every conversation.
    let inputs: usize =
        tools.iter().map(|tool| serde_json::to_string(&tool.input_schema).unwrap().len()).sum();
    assert!(inputs < 8000, "{inputs} bytes");
    client.cancel().await.unwrap();
}

#[tokio::test]
async fn the_version_is_that_of_the_library() {
    let client = client().await;
    let whole = ask(&client, "analyze", json!({ "text": "It rained.", "whole": true })).await;
    let report: Report = serde_json::from_value(whole["report"].clone()).unwrap();
    assert_eq!(report.made_by.unwrap().version, env!("CARGO_PKG_VERSION"));
    client.cancel().await.unwrap();
}

/// All tools on all articles of `corpus/learn`, against the library itself.
#[tokio::test]
async fn answers_are_those_of_the_library() {
    let client = client().await;
    let analyzer = Analyzer::new().with_options(Options::default().with_max_bytes(1 << 20));
    let listing =
        analyzer.clone().with_options(Options::default().with_max_bytes(1 << 20).with_max_claims(500));
    let (mut claims, mut supported, mut findings) = (0, 0, 0);
    for (at, article) in articles("corpus/learn").iter().enumerate() {
        let text = &article.text;
        let report = listing.analyze(article);
        let answer = ask(&client, "analyze", arguments(article, json!({ "whole": true }))).await;
        let rows: Vec<Row> = serde_json::from_value(answer["claims"].clone()).unwrap();
        assert_eq!(rows, report.flat(text));
        assert_eq!(serde_json::from_value::<Report>(answer["report"].clone()).unwrap(), report);
        assert_eq!(answer["sources"].as_array().unwrap().len(), report.sources.len());
        assert_eq!(answer["events"].as_array().unwrap().len(), report.events.len());
        claims += rows.len();

        // What the article has, and the same with a speaker who is not in it.
        let report = analyzer.analyze(article);
        let statements: Vec<Statement> = rows
            .iter()
            .flat_map(|row| {
                let speaker = row.speaker.clone().unwrap_or_default();
                [
                    Statement::new(speaker, &row.words),
                    Statement::new("Nob Odyatall", &row.words).paraphrased(),
                ]
            })
            .collect();
        let answer =
            ask(&client, "verify_quotes", arguments(article, json!({ "statements": statements }))).await;
        let verdicts: Vec<Verdict> = serde_json::from_value(answer["verdicts"].clone()).unwrap();
        assert_eq!(verdicts, check(&report, text, &statements));
        for (verdict, one) in verdicts.iter().zip(answer["verdicts"].as_array().unwrap()) {
            let found: Vec<&str> = verdict.words.spans.iter().filter_map(|span| span.slice(text)).collect();
            assert_eq!(one["found"], json!(found));
        }
        supported += verdicts.iter().filter(|verdict| verdict.supported).count();

        let house = House::BUILT_IN[at % House::BUILT_IN.len()];
        let answer = ask(&client, "audit", arguments(article, json!({ "house": house }))).await;
        let asked: Vec<(String, String, Vec<&str>)> = audit(&report, text, &House::built_in(house).unwrap())
            .into_iter()
            .map(|one| {
                let words = one.spans.iter().filter_map(|span| span.slice(text)).collect();
                (one.rule.as_str().to_owned(), one.why, words)
            })
            .collect();
        let given: Vec<(String, String, Vec<&str>)> = answer["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| {
                let words =
                    one["words"].as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect();
                (one["rule"].as_str().unwrap().to_owned(), one["why"].as_str().unwrap().to_owned(), words)
            })
            .collect();
        assert_eq!(given, asked);
        findings += given.len();
    }
    println!("{claims} claims, {supported} supported statements, {findings} findings");
    assert!(claims > 1000 && supported > 500 && findings > 100);
    client.cancel().await.unwrap();
}

#[tokio::test]
async fn phrases_are_graded() {
    let client = client().await;
    let phrases = ["a senior administration official", "critics", "", "”\u{0}\u{202e}"];
    let answer = ask(&client, "grade", json!({ "phrases": phrases })).await;
    let grades = answer["grades"].as_array().unwrap();
    assert_eq!(grades.len(), phrases.len());
    for (one, phrase) in grades.iter().zip(phrases) {
        let grade = ascribe::anonymity::grade(phrase);
        assert_eq!(one["level"], grade.level.as_str());
        assert_eq!(one["axes"].as_object().unwrap().len(), grade.axes.in_words(phrase).len());
    }
    assert_eq!(grades[0]["axes"]["seniority"], "senior");
    client.cancel().await.unwrap();
}

#[tokio::test]
async fn wrong_arguments_are_errors_of_the_tool() {
    let client = client().await;
    let house =
        "version = 1\nid = \"x\"\nname = \"X\"\n\n[[rules]]\nid = \"no_such_rule\"\nseverity = \"note\"\n";
    let library = House::from_toml(house).unwrap_err().to_string();
    for (tool, given, words) in [
        (
            "analyze",
            json!({ "text": "It rained.", "published": "yesterday" }),
            "invalid date of publication `yesterday` (expected 2021-12-30 or 2021-12-30T09:15:00-05:00)",
        ),
        ("analyze", json!({}), "missing field `text`"),
        ("analyze", json!({ "text": 7 }), "expected a string"),
        (
            "analyze",
            json!({ "text": "It rained.", "date": "2024-01-01" }),
            "unknown argument `date` (expected byline, dateline,",
        ),
        ("verify_quotes", json!({ "text": "It rained." }), "missing field `statements`"),
        ("verify_quotes", json!({ "text": "", "statements": [{}] }), "missing field `words`"),
        (
            "verify_quotes",
            json!({ "text": "", "statements": vec![json!({ "words": "a" }); 1001] }),
            "1001 statements are too many (at most 1000)",
        ),
        (
            "audit",
            json!({ "text": "", "house": "herald" }),
            "unknown house `herald` (expected ap, bbc, guardian,",
        ),
        ("audit", json!({ "text": "", "house_toml": house }), library.as_str()),
        ("audit", json!({ "text": "", "house": "ap", "house_toml": house }), "exclude each other"),
        ("grade", json!({ "phrases": vec!["a"; 1001] }), "1001 phrases are too many (at most 1000)"),
    ] {
        let error = error(&client, tool, given).await;
        assert!(error.contains(words), "{tool}: {error}");
    }
    let unknown = client.call_tool(CallToolRequestParams::new("erase")).await;
    assert!(
        matches!(&unknown, Err(ServiceError::McpError(error)) if error.message.contains("erase")),
        "{unknown:?}"
    );
    // It still answers.
    assert_eq!(ask(&client, "analyze", json!({ "text": "" })).await["claims"], json!([]));
    client.cancel().await.unwrap();
}

#[tokio::test]
async fn limits_cut_and_say_so() {
    let client = client().await;
    let long = "“No,” Ann Lee said. “Yes,” Bo Berg said.\n\n".repeat(30_000);
    assert!(long.len() > 1 << 20);
    let answer = ask(&client, "analyze", json!({ "text": long })).await;
    assert_eq!(answer["claims"].as_array().unwrap().len(), 500);
    let codes: Vec<&Value> = answer["notes"].as_array().unwrap().iter().map(|note| &note["code"]).collect();
    assert!(codes.contains(&&json!("text_cut")) && codes.contains(&&json!("claims_cut")), "{codes:?}");
    client.cancel().await.unwrap();
}

/// A cancelled call ends, and others go on.
#[tokio::test]
async fn a_call_can_be_cancelled() {
    use rmcp::model::{CallToolRequest, ClientRequest};
    use rmcp::service::PeerRequestOptions;

    let client = client().await;
    let text = "“No,” Ann Lee said. “Yes,” Bo Berg said.\n\n".repeat(20_000);
    let Value::Object(given) = json!({ "text": text }) else { unreachable!() };
    let params = CallToolRequestParams::new("analyze").with_arguments(given);
    let request = ClientRequest::CallToolRequest(CallToolRequest::new(params));
    let running = client.send_cancellable_request(request, PeerRequestOptions::no_options()).await.unwrap();
    running.cancel(None).await.unwrap();
    assert!(
        ask(&client, "analyze", json!({ "text": "“No,” Ann Lee said." })).await["claims"][0]["words"]
            .is_string()
    );
    client.cancel().await.unwrap();
}
