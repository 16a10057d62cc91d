//! The program for many articles: order, broken lines, packed lines, runs that were killed.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use ascribe::{Analyzer, Article, Options, Report};
use serde_json::{Value, json};

use crate::support::{ascribe, code, folder, path, run as command};

fn annotate() -> Command {
    let mut command = ascribe();
    command.arg("annotate");
    command
}

fn run(arguments: &[&str]) -> Output {
    command(&[&["annotate"], arguments].concat())
}

/// Texts of very different lengths, so that threads finish in another order than they began.
fn text(number: usize) -> String {
    let said = format!("The bridge will close in {number} days, Mayor Ann Lee said. An aide denied it.\n\n");
    said.repeat(if number.is_multiple_of(7) { 24 } else { 1 + number % 3 })
}

fn articles(count: usize) -> String {
    let line = |number: usize| {
        json!({"id": format!("a{number}"), "text": text(number), "published": "2024-03-18"}).to_string()
            + "\n"
    };
    (0..count).map(line).collect()
}

fn parse(lines: &[u8]) -> Vec<Value> {
    lines.split_inclusive(|byte| *byte == b'\n').map(|line| serde_json::from_slice(line).unwrap()).collect()
}

#[test]
fn lines_come_in_the_order_of_the_input_and_hold_what_the_library_says() {
    let folder = folder("annotate-order");
    let input = path(&folder, "in.jsonl");
    fs::write(&input, articles(120)).unwrap();
    let many = run(&["--threads", "16", "--out", "-", &input]);
    code(&many, 0);
    let one = run(&["--threads", "1", "--out", "-", &input]);
    assert!(many.stdout == one.stdout, "threads change the output");
    let lines = parse(&many.stdout);
    assert_eq!(lines.len(), 120);
    // The command has a limit of its own, and a report says with which options it was made.
    let mut options = Options::default();
    options.max_bytes = None;
    let analyzer = Analyzer::new().with_options(options);
    for (number, line) in lines.into_iter().enumerate() {
        assert_eq!(line["id"], format!("a{number}"));
        let report: Report = serde_json::from_value(line["report"].clone()).unwrap();
        let article = Article::new(text(number)).with_published("2024-03-18".parse().unwrap());
        assert!(report == analyzer.analyze(&article), "article {number}");
    }
}

#[test]
fn it_is_a_filter() {
    let mut child = annotate()
        .args(["--jsonl", "--out", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let writer = thread::spawn(move || input.write_all(articles(40).as_bytes()).unwrap());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert!(output.status.success());
    assert_eq!(parse(&output.stdout).len(), 40);
}

#[test]
fn broken_lines_are_reported_with_their_number_and_keep_their_place() {
    let folder = folder("annotate-broken");
    let input = path(&folder, "in.jsonl");
    let mut bytes = Vec::new();
    for line in [
        b"\xef\xbb\xbf{\"id\": 1, \"text\": \"It is safe, he said.\", \"byline\": \"Jo Doe\", \"more\": [1]}\r\n".as_slice(),
        b"\n",
        b"not JSON\n",
        b"{\"id\": \"no text\"}\n",
        b"{\"id\": \"number\", \"text\": 7}\n",
        b"{\"id\": \"date\", \"text\": \"x\", \"published\": \"yesterday\"}\n",
        b"{\"id\": \"bytes\", \"text\": \"\xff\"}\n",
        b"{\"id\": \"half\", \"text\": \"\\ud800\"}\n",
        b"{\"text\": \"Nobody is hurt, Ann Lee said.\", \"byline\": [\"A\", \"B\"], \"outlet\": null}\n",
    ] {
        bytes.extend_from_slice(line);
    }
    bytes.extend(format!("{{\"id\": \"long\", \"text\": \"{}\"}}\n", "a".repeat(2000)).into_bytes());
    bytes.extend(b"{\"id\": \"last\", \"text\": \"So it is.\"}");
    fs::write(&input, bytes).unwrap();
    let output = run(&["--longest", "1000", "--out", "-", &input]);
    code(&output, 3);
    let lines = parse(&output.stdout);
    let ids: Vec<&str> = lines.iter().map(|line| line["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["1", "in:3", "no text", "number", "date", "bytes", "half", "in:9", "in:10", "last"]);
    let failed: Vec<bool> = lines.iter().map(|line| line.get("error").is_some()).collect();
    assert_eq!(failed, [false, true, true, true, true, true, true, false, true, false]);
    assert!(lines.iter().all(|line| line.get("error").is_some() != line.get("report").is_some()));
    assert_eq!(lines[0]["report"]["article"]["byline"], json!(["Jo Doe"]));
    assert_eq!(lines[7]["report"]["article"]["byline"], json!(["A", "B"]));
    let errors = String::from_utf8(output.stderr).unwrap();
    for number in [3, 4, 5, 6, 7, 8, 10] {
        assert!(errors.contains(&format!("in.jsonl:{number}: ")), "line {number}: {errors}");
    }
    assert!(errors.contains("3 articles written") && errors.contains("7 could not be read"), "{errors}");
}

#[test]
fn packed_lines_say_the_same_as_plain_ones() {
    let folder = folder("annotate-zstd");
    let (plain, packed) = (path(&folder, "in.jsonl"), path(&folder, "in.jsonl.zst"));
    fs::write(&plain, articles(60)).unwrap();
    // Two frames, as programs that append to a file leave it.
    let (text, half) = (articles(60), articles(30).len());
    let frames = [&text.as_bytes()[..half], &text.as_bytes()[half..]];
    fs::write(&packed, frames.map(|frame| zstd::encode_all(frame, 3).unwrap()).concat()).unwrap();
    let expected = run(&["--out", "-", &plain]).stdout;
    assert!(run(&["--out", "-", &packed]).stdout == expected);
    let out = path(&folder, "out.jsonl.zst");
    code(&run(&["--out", &out, &packed]), 0);
    assert!(zstd::decode_all(fs::File::open(&out).unwrap()).unwrap() == expected);
    // A download that broke off is no short input, and what was whole in it is not lost.
    let bytes = fs::read(&packed).unwrap();
    fs::write(&packed, &bytes[..bytes.len() - 10]).unwrap();
    let short = run(&["--out", "-", &packed]);
    code(&short, 3);
    assert!(expected.starts_with(&short.stdout) && short.stdout.len() < expected.len());
}

/// Kills runs at several moments and goes on, until one is done.
fn kill_and_resume(out: &str, arguments: &[&str]) -> usize {
    let mut killed = 0;
    // Twice as long each time, so that it ends soon on a busy machine as well.
    let mut pause = Duration::from_millis(20);
    loop {
        let mut child = annotate()
            .args(["--resume", "--threads", "3", "--out", out])
            .args(arguments)
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(pause);
        child.kill().unwrap();
        if let Some(code) = child.wait().unwrap().code() {
            assert!(code == 0 || code == 3, "{code}");
            return killed;
        }
        killed += 1;
        pause *= 2;
    }
}

#[test]
fn killed_runs_go_on_where_they_stopped() {
    let folder = folder("annotate-killed");
    let input = path(&folder, "in.jsonl");
    let broken = articles(20) + "broken\n" + &articles(80).replace("\"a", "\"b");
    fs::write(&input, broken).unwrap();
    for name in ["out.jsonl", "out.jsonl.zst"] {
        let (calm, out) = (path(&folder, &format!("calm-{name}")), path(&folder, name));
        code(&run(&["--out", &calm, &input]), 3);
        let killed = kill_and_resume(&out, &[&input]);
        assert!(killed > 0, "no run was killed");
        let calm = fs::read(&calm).unwrap();
        assert!(calm == fs::read(&out).unwrap(), "{name}: another output after {killed} kills");
        // Once more does nothing, and still tells of the broken line.
        code(&run(&["--resume", "--out", &out, &input]), 3);
        assert!(calm == fs::read(&out).unwrap());
        // A run can be broken off at every byte.
        for cut in [5, calm.len() / 2, calm.len() - 1] {
            fs::write(&out, &calm[..cut]).unwrap();
            code(&run(&["--resume", "--out", &out, &input]), 3);
            assert!(calm == fs::read(&out).unwrap(), "{name}: cut at byte {cut}");
        }
    }
}

#[test]
fn killed_runs_over_folders_leave_whole_files() {
    let folder = folder("annotate-folders");
    let texts = folder.join("texts");
    fs::create_dir(&texts).unwrap();
    for number in 0..120 {
        fs::write(texts.join(format!("t{number}.txt")), text(number)).unwrap();
    }
    let texts = texts.to_str().unwrap();
    let (calm, out) = (path(&folder, "calm/"), path(&folder, "out/"));
    code(&run(&["--format", "json", "--out", &calm, texts]), 0);
    let killed = kill_and_resume(&out, &["--format", "json", texts]);
    assert!(killed > 0, "no run was killed");
    for number in 0..120 {
        let name = format!("t{number}.json");
        let files = [&calm, &out].map(|folder| fs::read(Path::new(folder).join(&name)).unwrap());
        assert!(files[0] == files[1], "{name} differs");
    }
    // Folders of texts become lines as well.
    let lines = run(&["--out", "-", texts]);
    code(&lines, 0);
    assert_eq!(parse(&lines.stdout).len(), 120);
}

#[test]
fn files_of_others_are_left_alone() {
    let folder = folder("annotate-others");
    let (input, other) = (path(&folder, "in.jsonl"), path(&folder, "other.jsonl"));
    fs::write(&input, articles(3)).unwrap();
    fs::write(&other, articles(3).replace("\"a", "\"b")).unwrap();
    let cases = [
        ("notes.jsonl", "a shopping list", "not written by this program"),
        ("data.jsonl", "{\"id\": \"a0\"}\n", "line 1 was not written by this program"),
        ("plain.jsonl.zst", "no zstd at all", "cannot go on"),
    ];
    for (name, content, message) in cases {
        let out = path(&folder, name);
        fs::write(&out, content).unwrap();
        let overwrite = run(&["--out", &out, &input]);
        code(&overwrite, 2);
        assert!(String::from_utf8_lossy(&overwrite.stderr).contains("is there already"));
        let resumed = run(&["--resume", "--out", &out, &input]);
        assert!(matches!(resumed.status.code(), Some(2 | 3)));
        let errors = String::from_utf8_lossy(&resumed.stderr).into_owned();
        assert!(errors.contains(message), "{name}: {errors}");
        assert_eq!(fs::read_to_string(&out).unwrap(), content);
    }
    let out = path(&folder, "out.jsonl");
    code(&run(&["--out", &out, &input]), 0);
    let before = fs::read(&out).unwrap();
    let resumed = run(&["--resume", "--out", &out, &other]);
    code(&resumed, 2);
    assert!(String::from_utf8_lossy(&resumed.stderr).contains("line 1 is of `a0`, and article 1 is `b0`"));
    assert_eq!(fs::read(&out).unwrap(), before);
}
