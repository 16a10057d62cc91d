//! Where results go, what is overwritten, and what happens where nothing can be written.

use std::fs;
use std::io::Read;
use std::process::Stdio;

use crate::support::{ascribe, code, errors, folder, path, printed, run, texts};

#[test]
fn a_page_of_two_articles_is_refused_and_makes_no_folder() {
    let folder = texts("two");
    let (a, b, out) = (path(&folder, "a.txt"), path(&folder, "b.txt"), path(&folder, "two.html"));
    let output = run(&["report", &a, &b, "--out", &out]);
    code(&output, 2);
    assert!(errors(&output).contains("several articles need a folder"), "{}", errors(&output));
    assert!(!folder.join("two.html").exists());
    let lines = path(&folder, "in.jsonl");
    fs::write(&lines, "{\"text\": \"A.\"}\n{\"text\": \"B.\"}\n").unwrap();
    code(&run(&["report", &lines, "--out", &out]), 2);
    assert!(!folder.join("two.html").exists());
}

#[test]
fn files_and_folders_are_told_apart_by_a_rule() {
    let folder = texts("rule");
    let a = path(&folder, "a.txt");
    let guess = run(&["report", &a, "--out", &path(&folder, "pages")]);
    code(&guess, 2);
    assert!(errors(&guess).contains("file or folder?"), "{}", errors(&guess));
    code(&run(&["report", &a, "--out", &path(&folder, "pages/")]), 0);
    assert!(folder.join("pages/index.html").is_file() && folder.join("pages/pages/a.html").is_file());
    fs::create_dir(folder.join("there.html")).unwrap();
    code(&run(&["report", &a, "--out", &path(&folder, "there.html")]), 0);
    assert!(folder.join("there.html/index.html").is_file());
    code(&run(&["report", &a, "--out-dir", &path(&folder, "named.html")]), 0);
    assert!(folder.join("named.html/index.html").is_file());
    code(&run(&["report", &a, "--out", &path(&folder, "one.html")]), 0);
    assert!(folder.join("one.html").is_file());
    code(&run(&["report", &a, "--out", "-"]), 0);
    code(&run(&["audit", &a, "--out", &path(&folder, "pages/")]), 2);
    let help = printed(&run(&["report", "--help"])).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(help.contains("nothing is guessed") && help.contains("ends in /"), "{help}");
}

#[test]
fn nothing_is_overwritten_unless_asked_for() {
    let folder = texts("force");
    let (a, whole) = (path(&folder, "a.txt"), folder.to_str().unwrap());
    let cases: [&[&str]; 8] = [
        &["read", &a, "--out", "r.txt"],
        &["annotate", &a, "--out", "n.json"],
        &["annotate", whole, "--out", "n.jsonl"],
        &["annotate", whole, "--out", "n/"],
        &["report", whole, "--out", "r/"],
        &["audit", &a, "--out", "a.sarif", "--format", "sarif"],
        &["export", &a, "--format", "csv", "--out-dir", "c"],
        &["parse", &a, "--out", "p.conllu"],
    ];
    for arguments in cases {
        let within =
            |more: &[&str]| ascribe().args(arguments).args(more).current_dir(&folder).output().unwrap();
        let first = within(&[]);
        code(&first, 0);
        assert!(errors(&first).contains(" written to "), "silence: {arguments:?}: {}", errors(&first));
        let second = within(&[]);
        code(&second, 2);
        assert!(errors(&second).contains("--force overwrites"), "{arguments:?}: {}", errors(&second));
        let third = within(&["--force", "--quiet"]);
        code(&third, 0);
        assert_eq!(errors(&third), "", "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error_and_no_panic() {
    let folder = texts("full");
    let (a, ann) = (path(&folder, "a.txt"), path(&folder, "a.ann"));
    code(&run(&["annotate", "--out", &ann, &a]), 0);
    fs::write(&ann, fs::read_to_string(&ann).unwrap().lines().take(2).collect::<Vec<_>>().join("\n"))
        .unwrap();
    let cases: [&[&str]; 12] = [
        &["read", &a],
        &["read", "--inline", &a],
        &["annotate", &a],
        &["report", &a],
        &["audit", &a],
        &["export", "--format", "json", &a],
        &["export", "--format", "schema"],
        &["grade", "critics"],
        &["times", "--phrase", "on Monday"],
        &["parse", &a],
        &["completions", "bash"],
        &["man"],
    ];
    for arguments in cases {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let output = ascribe().args(arguments).stdout(full).stderr(Stdio::piped()).output().unwrap();
        code(&output, 3);
        assert!(errors(&output).contains("the disk is full"), "{arguments:?}: {}", errors(&output));
        // Where messages cannot be written either, the exit code still tells.
        let full = || fs::File::options().write(true).open("/dev/full").unwrap();
        let status = ascribe().args(arguments).stdout(full()).stderr(full()).status().unwrap();
        assert_eq!(status.code(), Some(3), "{arguments:?}");
    }
    let output = run(&["annotate", "--out", "/dev/full", &a]);
    code(&output, 3);
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_is_no_error_and_no_panic() {
    let folder = folder("closed");
    let long = path(&folder, "long.jsonl");
    let line =
        format!("{{\"text\": \"{}\"}}\n", "Sources said on Monday that an aide had resigned. ".repeat(40));
    fs::write(&long, line.repeat(60)).unwrap();
    let cases: [(&[&str], i32); 5] = [
        (&["annotate", &long], 0),
        (&["read", &long], 0),
        (&["parse", &long], 0),
        // What was found was found, whoever looks.
        (&["audit", &long], 1),
        (&["times", "--published", "2024-03-18", &long], 0),
    ];
    for (arguments, expected) in cases {
        let mut child =
            ascribe().args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut byte = [0];
        child.stdout.take().unwrap().read_exact(&mut byte).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(expected), "{arguments:?}: {}", errors(&output));
        assert!(!errors(&output).contains("panicked"), "{arguments:?}: {}", errors(&output));
    }
}

#[test]
fn what_is_not_whole_is_not_taken_for_done() {
    let folder = texts("whole");
    let (whole, out) = (folder.to_str().unwrap(), folder.join("out"));
    fs::create_dir_all(out.join("b.json")).unwrap();
    fs::write(out.join("a.json"), "").unwrap();
    let output = run(&["annotate", "--resume", "--out-dir", out.to_str().unwrap(), whole]);
    code(&output, 3);
    assert!(
        errors(&output).contains("b.json: cannot be written: a folder has this name"),
        "{}",
        errors(&output)
    );
    assert!(fs::metadata(out.join("a.json")).unwrap().len() > 100);
    fs::remove_dir(out.join("b.json")).unwrap();
    let before = fs::metadata(out.join("a.json")).unwrap().modified().unwrap();
    let output = run(&["annotate", "--resume", "--out-dir", out.to_str().unwrap(), whole]);
    code(&output, 0);
    assert!(errors(&output).contains("1 of them were there already"), "{}", errors(&output));
    assert_eq!(fs::metadata(out.join("a.json")).unwrap().modified().unwrap(), before);
}

#[test]
fn two_runs_into_one_folder_do_not_collide() {
    let folder = folder("runs");
    let texts = folder.join("texts");
    fs::create_dir(&texts).unwrap();
    for number in 0..30 {
        fs::write(texts.join(format!("t{number}.txt")), "It is safe, Ann Lee said.\n".repeat(20)).unwrap();
    }
    let out = path(&folder, "out/");
    let start = || {
        ascribe()
            .args(["annotate", "--force", "--quiet", "--out", &out, texts.to_str().unwrap()])
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    };
    let runs = [start(), start(), start()];
    for run in runs {
        let output = run.wait_with_output().unwrap();
        code(&output, 0);
    }
    let names: Vec<_> =
        fs::read_dir(folder.join("out")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 30, "files are left over: {names:?}");
    let first = fs::read(folder.join("out/t0.json")).unwrap();
    assert!((1..30).all(|number| fs::read(folder.join(format!("out/t{number}.json"))).unwrap() == first));
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_made_is_one_error() {
    let folder = texts("unmade");
    fs::write(folder.join("file"), "x").unwrap();
    let output = run(&["annotate", "--out", &path(&folder, "file/out/"), folder.to_str().unwrap()]);
    code(&output, 3);
    assert_eq!(errors(&output).lines().count(), 1, "{}", errors(&output));
    assert!(!errors(&output).contains("os error"), "{}", errors(&output));
}
