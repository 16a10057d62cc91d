//! Pages, the terminal and JSON tell the same of an article.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::support::{code, folder, path, printed, root, run};

/// The article and the articles of the benches.
fn articles() -> Vec<PathBuf> {
    let mut articles = vec![root().join("examples/data/putin-biden-call.txt")];
    articles.extend(fs::read_dir(root().join("benches/data")).unwrap().map(|entry| entry.unwrap().path()));
    articles.sort();
    articles
}

/// For each source of a report the claims that it speaks in and those that it passes on, counted from the JSON.
fn counts(report: &Value) -> Vec<(usize, usize)> {
    let mut counts = vec![(0, 0); report["sources"].as_array().unwrap().len()];
    for claim in report["claims"].as_array().unwrap() {
        let links = claim["attributions"].as_array().unwrap();
        let speaker = links[0]["source"].as_u64();
        let relays = links.iter().filter_map(|link| link["relay"]["source"].as_u64());
        let mut passing: Vec<u64> =
            links[1..].iter().filter_map(|link| link["source"].as_u64()).chain(relays).collect();
        passing.retain(|source| Some(*source) != speaker);
        passing.sort_unstable();
        passing.dedup();
        if let Some(source) = speaker {
            counts[usize::try_from(source).unwrap()].0 += 1;
        }
        for source in passing {
            counts[usize::try_from(source).unwrap()].1 += 1;
        }
    }
    counts
}

fn told((speaks, passes): (usize, usize)) -> String {
    let cited = match speaks {
        0 => String::new(),
        1 => "cited once".to_owned(),
        2 => "cited twice".to_owned(),
        times => format!("cited {times} times"),
    };
    let others = match passes {
        0 => String::new(),
        1 => "passes on 1 claim".to_owned(),
        claims => format!("passes on {claims} claims"),
    };
    [cited, others].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Id, how often it is cited, and in how many words, of each source in the order of the page's list.
fn on_page(page: &str) -> Vec<(usize, String, String)> {
    let (_, list) = page.split_once("<section class=\"sources\"").unwrap();
    let (list, _) = list.split_once("</section>").unwrap();
    let entries = list.split("</button> <p><a href=#s").skip(1);
    entries
        .map(|entry| {
            let (id, rest) = entry.split_once('>').unwrap();
            let (cited, rest) = rest.split_once("</a>").unwrap();
            let (words, _) = rest.split_once("</p>").unwrap();
            (id.parse().unwrap(), cited.to_owned(), words.trim_start_matches(", ").to_owned())
        })
        .collect()
}

/// The same of the terminal's list.
fn on_terminal(shown: &str) -> Vec<(usize, String, String)> {
    let (_, list) = shown.split_once("\nSOURCES ").unwrap();
    let (_, list) = list.split_once("\n\n").unwrap();
    let (list, _) = list.split_once("\n\n").unwrap();
    let mut entries: Vec<String> = Vec::new();
    for line in list.lines() {
        match entries.last_mut() {
            Some(entry) if line.starts_with("     ") => entry.extend([" ", line.trim()]),
            _ => entries.push(line.to_owned()),
        }
    }
    entries
        .iter()
        .map(|entry| {
            let (id, rest) = entry[1..].split_once(' ').unwrap();
            let parts: Vec<&str> = rest.split(" · ").collect();
            let at = parts
                .iter()
                .position(|part| part.starts_with("cited ") || part.starts_with("passes on "))
                .unwrap();
            // What follows the last part of the head line is another line.
            let cut = |part: &str, words: usize| part.split(' ').take(words).collect::<Vec<_>>().join(" ");
            let speaks = parts[at].starts_with("cited");
            let words = if speaks { cut(parts[at + 1], 2) } else { String::new() };
            let length = if speaks { parts[at].split(' ').count() } else { 4 };
            (id.parse().unwrap(), cut(parts[at], length), words)
        })
        .collect()
}

#[test]
fn page_terminal_and_json_count_alike() {
    for article in articles() {
        let article = article.to_str().unwrap();
        let report: Value =
            serde_json::from_str(&printed(&run(&["read", "--format", "json", article]))).unwrap();
        let (page, shown) = (printed(&run(&["report", article])), printed(&run(&["read", article])));
        let counts = counts(&report);
        let sources = format!("{} sources", counts.len());
        assert!(page.contains(&format!("<strong>{sources}</strong>")), "{article}");
        assert!(page.contains(&format!("<h2 id=\"sources-title\">{sources}</h2>")), "{article}");
        let title = shown.lines().find(|line| line.starts_with("SOURCES ")).unwrap();
        assert!(title.ends_with(&format!(" {sources}")), "{article}: {title}");
        let listed = on_page(&page);
        assert_eq!(listed, on_terminal(&shown), "{article}");
        assert_eq!(listed.len(), counts.len(), "{article}");
        for (id, cited, _) in listed {
            assert_eq!(cited, told(counts[id]), "{article}: s{id}");
        }
    }
}

#[test]
fn the_index_and_its_table_count_as_the_pages_do() {
    let out = folder("index").join("pages");
    let out = out.to_str().unwrap();
    let articles = articles();
    let mut arguments = vec!["report", "--quiet", "--out-dir", out];
    arguments.extend(articles.iter().map(|article| article.to_str().unwrap()));
    code(&run(&arguments), 0);
    let index = fs::read_to_string(path(out.as_ref(), "index.html")).unwrap();
    assert!(index.contains("<a download href=\"index.csv\">"));
    let mut table = csv::Reader::from_path(path(out.as_ref(), "index.csv")).unwrap();
    let header = table.headers().unwrap().clone();
    let mut shares = Vec::new();
    for row in table.records() {
        let row = row.unwrap();
        let cell = |name: &str| &row[header.iter().position(|column| column == name).unwrap()];
        let page = fs::read_to_string(path(out.as_ref(), cell("page"))).unwrap();
        for count in [format!("{} claims", cell("claims")), format!("{} sources", cell("sources"))] {
            assert!(page.contains(&format!("<strong>{count}</strong>")), "{count}");
        }
        assert!(
            page.contains(&format!(
                "<strong>{} %</strong> of these come from people",
                cell("unnamed_percent")
            ))
        );
        let counted = format!("{} claims · {} sources", cell("claims"), cell("sources"));
        assert!(index.contains(&counted), "{counted}");
        shares.push(cell("unnamed_percent").parse::<f64>().unwrap());
    }
    assert_eq!(shares.len(), articles.len());
    assert!(shares.is_sorted_by(|a, b| a >= b), "{shares:?}");
    // What would be written over is asked for.
    code(&run(&arguments), 2);
}

/// Everything that a page has stands in it once, so that it is a few times as long as the text. The ratio falls as the text grows: the
/// frame of a page is a constant, and contents in the list of claims are shortened.
#[test]
fn a_long_article_makes_a_page_of_a_few_times_its_length() {
    let mut text = String::new();
    for article in articles().iter().cycle().skip(1) {
        text += fs::read_to_string(article).unwrap().trim();
        text += "\n\n";
        if text.len() > 400_000 {
            break;
        }
    }
    let folder = folder("long");
    fs::write(folder.join("long.txt"), &text).unwrap();
    let page = printed(&run(&["report", "--published", "2024-05-20", &path(&folder, "long.txt")]));
    assert!(page.len() <= 6 * text.len(), "{} for {} bytes", page.len(), text.len());
}
