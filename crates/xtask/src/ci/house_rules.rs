//! Articles held against house rules: exit codes, SARIF against its published schema and against the text, whose code points its
//! regions must count, a baseline, and the table of findings that the documentation shows.

use std::fs;

use serde_json::Value;

use super::command::{Tool, ascribe, build_ascribe, program};
use super::files::{Work, at, write};
use super::{ARTICLE, Done, python, table};

pub(super) fn run(work: &Work) -> Done {
    build_ascribe()?;
    codes(work)?;
    baseline(work)?;
    sarif(work)?;
    let counts = ascribe("audit --count --fail-on never corpus/learn").printed()?;
    table::check("audit counts", &counts, std::env::var_os("BLESS").is_some_and(|bless| !bless.is_empty()))
}

/// That a command ends with an exit code.
fn ends(what: &str, command: Tool, expected: i32) -> Done {
    match command.code()? {
        code if code == expected => Ok(()),
        code => Err(format!("{what} gives exit code {code}, not {expected}")),
    }
}

fn codes(work: &Work) -> Done {
    ends("an article with findings", ascribe("audit --house strict").arg(ARTICLE), 1)?;
    let clean = work.file("clean.txt", "Mayor Ann Lee said the bridge is safe.\n")?;
    ends("a clean article", ascribe("audit --house ap").arg(&clean), 0)?;
    ends("a missing house file", ascribe("audit --house nowhere.toml").arg(ARTICLE), 3)?;
    let house = work.file("house.toml", "version = 2\n")?;
    let output = ascribe("audit --house").arg(&house).arg(ARTICLE).output()?;
    if output.status.success() || !String::from_utf8_lossy(&output.stderr).contains("invalid house rules") {
        return Err("a bad house file is not reported".to_owned());
    }
    let json = ascribe("audit --house strict --format json --fail-on never").arg(ARTICLE).printed()?;
    serde_json::from_str::<Value>(&json).map(drop).map_err(|error| format!("audit --format json: {error}"))
}

/// What is in a baseline is not found again, wherever an edit moves it, and what is new is found.
fn baseline(work: &Work) -> Done {
    let known = work.path("baseline.json");
    let article = work.path("article.txt");
    fs::copy(ARTICLE, &article).map_err(|error| at(ARTICLE, error))?;
    ends("writing a baseline", ascribe("audit --write-baseline").arg(&known).arg(&article), 0)?;
    let again = || ascribe("audit --baseline").arg(&known).arg(&article);
    ends("an article as its baseline has it", again(), 0)?;
    let text = fs::read_to_string(&article).map_err(|error| at(&article, error))?;
    let (before, last) =
        text.trim_end().rsplit_once("\n\n").ok_or_else(|| at(ARTICLE, "has one paragraph alone"))?;
    write(&article, format!("{before}\n\nIt rained.\n\n{last}\n\nIt rained again.\n"))?;
    ends("an article with an edit elsewhere", again(), 0)?;
    write(&article, format!("{text}\nThe mayor will resign, a source said.\n"))?;
    ends("an article with a new finding", again(), 1)
}

fn sarif(work: &Work) -> Done {
    let spaced = work.path("a text (1) é.txt");
    fs::copy(ARTICLE, &spaced).map_err(|error| at(ARTICLE, error))?;
    let log = work.path("audit.sarif");
    ascribe("audit --house strict --format sarif --fail-on never --out")
        .arg(&log)
        .arg(ARTICLE)
        .arg(&spaced)
        .run()?;
    let python = python::environment(work, ".ci/sarif.txt")?;
    program(&python).arg(".ci/sarif.py").arg(&log).arg(ARTICLE).run()
}
