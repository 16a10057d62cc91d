//! The source code itself: no import circles between files, and no word lists in analysis code.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fs;
use std::path::Path;

/// Files that may import each other in a circle, by the starts of their names below `src`, each with the reason.
const CIRCLES: &[(&[&str], &str)] = &[(
    &["time/grammar/"],
    "the grammar is recursive: a time of day takes in the day after it, a day the time after it",
)];

/// Folders of analysis code, below `src`.
const ANALYSIS: &[&str] =
    &["anonymity/", "attribution/", "audit/", "event/", "force/", "mention/", "resolve/", "text/", "time/"];

/// Maximum number of words that one list in analysis code may hold.
const MAX_WORDS: usize = 8;

/// Files that hold closed classes of words, by the starts of their names, each with the reason.
const CLOSED_CLASSES: &[(&str, &str)] = &[
    ("anonymity/closed.rs", "function words around and inside noun phrases"),
    ("anonymity/determiner.rs", "determiners, quantifiers and numbers"),
    ("anonymity/name.rs", "joints of names, endings of adjectives"),
    ("anonymity/phrase.rs", "conjunctions, pronouns, adverbs of degree"),
    ("anonymity/words.rs", "endings of nouns"),
    ("attribution/engine/", "features that the weights were trained with"),
    ("audit/rules/wording.rs", "auxiliaries and determiners"),
    ("audit/view.rs", "pronouns"),
    ("audit/words.rs", "determiners and quantifiers"),
    ("event/derivation.rs", "the endings that make nouns of verbs"),
    ("force/modality.rs", "the modal verbs"),
    ("text/reading/characters.rs", "elements of HTML that stand inside a line"),
    ("text/header.rs", "function words and particles inside names of people and outlets"),
    ("text/quotation.rs", "words whose first letters an apostrophe replaces"),
    ("mention/noun.rs", "endings of nouns for people"),
    ("mention/pronoun.rs", "pronouns"),
    ("text/segment/", "where tokens and sentences end is a convention over abbreviations, clitics and units"),
    ("time/lexicon.rs", "the words of the grammar of times: numbers, months, units, prepositions"),
];

/// Source files by their names below `src`.
type Files = BTreeMap<String, String>;

fn source_files() -> Files {
    fn add(folder: &Path, prefix: &str, files: &mut Files) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = format!("{prefix}{}", path.file_name().unwrap().to_str().unwrap());
            if path.is_dir() {
                add(&path, &format!("{name}/"), files);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                files.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    let mut files = Files::new();
    add(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "", &mut files);
    files
}

/// The length in bytes of the first token: a name, a literal, a lifetime, a comment, a blank or a mark. `::` is one mark.
fn token_length(code: &str) -> usize {
    let through =
        |end: &str, from: usize| code[from..].find(end).map_or(code.len(), |at| from + at + end.len());
    let name = code.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(code.len());
    let hashes = code[name..].len() - code[name..].trim_start_matches('#').len();
    let mut chars = code.chars();
    match (chars.next().unwrap(), chars.next(), chars.next()) {
        ('/', Some('/'), _) => through("\n", 2),
        ('/', Some('*'), _) => through("*/", 2),
        (':', Some(':'), _) => 2,
        ('r' | 'b', ..) if matches!(&code[..name], "r" | "br") && code[name + hashes..].starts_with('"') => {
            through(&format!("\"{}", "#".repeat(hashes)), name + hashes + 1)
        }
        ('\'', Some(second), third) if second != '\\' && third != Some('\'') => 1 + token_length(&code[1..]),
        (quote @ ('"' | '\''), ..) => {
            let mut escaped = false;
            let end = code.char_indices().skip(1).find(|(_, c)| {
                let is_end = *c == quote && !escaped;
                escaped = *c == '\\' && !escaped;
                is_end
            });
            end.map_or(code.len(), |(at, _)| at + 1)
        }
        (first, ..) => name.max(first.len_utf8()),
    }
}

/// The index after the item or statement that starts at a token.
fn item_end(tokens: &[&str], start: usize) -> usize {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(start) {
        match *token {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
        if depth == 0 && matches!(*token, ";" | "}") {
            return at + 1;
        }
    }
    tokens.len()
}

/// The tokens of a file, without blanks, comments and test code.
fn tokens(mut code: &str) -> Vec<&str> {
    let mut all = Vec::new();
    while !code.is_empty() {
        let (token, rest) = code.split_at(token_length(code));
        if !(token.trim().is_empty() || token.starts_with("//") || token.starts_with("/*")) {
            all.push(token);
        }
        code = rest;
    }
    let (mut kept, mut at) = (Vec::new(), 0);
    while at < all.len() {
        let of_tests =
            [["#", "[", "cfg", "(", "test"].as_slice(), &["#", "[", "cfg", "(", "all", "(", "test"]];
        if of_tests.iter().any(|start| all[at..].starts_with(start)) {
            at = item_end(&all, at);
        } else {
            kept.push(all[at]);
            at += 1;
        }
    }
    kept
}

/// A path: `crate::text::Document`.
type Names<'a> = Vec<&'a str>;

/// The names in the code of a file.
#[derive(Default)]
struct Module<'a> {
    file: &'a str,
    children: BTreeSet<&'a str>,
    items: BTreeSet<&'a str>,
    /// The name that a `use` brings in (`*`: all names), its path, and whether it is a re-export.
    imports: Vec<(&'a str, Names<'a>, bool)>,
    /// All other paths.
    paths: Vec<Names<'a>>,
}

type Modules<'a> = BTreeMap<Names<'a>, Module<'a>>;

/// Reads a module and those below it.
fn read_modules<'a>(files: &'a Files, at: Names<'a>, modules: &mut Modules<'a>) {
    let is_name = |token: &str| token.starts_with(|c: char| c.is_alphabetic() || c == '_');
    let name = if at.is_empty() { "lib".to_owned() } else { at.join("/") };
    let names = [format!("{name}.rs"), format!("{name}/mod.rs")];
    let (file, code) = names.iter().find_map(|name| files.get_key_value(name)).unwrap();
    let tokens = tokens(code);
    let token = |at: usize| tokens.get(at).copied().unwrap_or_default();
    let mut module = Module { file, ..Module::default() };
    let (mut depth, mut next) = (0, 0);
    while next < tokens.len() {
        match tokens[next] {
            "{" => depth += 1,
            "}" => depth -= 1,
            "mod" if token(next + 2) == ";" => {
                module.children.insert(token(next + 1));
                read_modules(files, [&at[..], &[token(next + 1)]].concat(), modules);
            }
            "use" => {
                let is_public = next > 0 && matches!(tokens[next - 1], "pub" | ")");
                let end = item_end(&tokens, next);
                let imports = imports(&tokens[next..end]);
                module.imports.extend(imports.into_iter().map(|(name, path)| (name, path, is_public)));
                next = end - 1;
            }
            "fn" | "struct" | "enum" | "union" | "trait" | "type" | "const" | "static" if depth == 0 => {
                module.items.insert(token(next + 1));
            }
            name if is_name(name) && (next == 0 || !matches!(tokens[next - 1], "." | "::")) => {
                let mut names = vec![name];
                while token(next + 1) == "::" && is_name(token(next + 2)) {
                    names.push(token(next + 2));
                    next += 2;
                }
                module.paths.push(names);
            }
            _ => {}
        }
        next += 1;
    }
    modules.insert(at, module);
}

/// The names of a `use` and their paths.
fn imports<'a>(tokens: &[&'a str]) -> Vec<(&'a str, Names<'a>)> {
    let (mut found, mut path, mut groups, mut name) = (Vec::new(), Names::new(), vec![0], None);
    for pair in tokens.windows(2) {
        match pair[1] {
            "{" => {
                groups.push(path.len());
                name = None;
            }
            "," | "}" | ";" => {
                found.extend(name.take().map(|name| (name, path.clone())));
                if pair[1] == "}" {
                    groups.pop();
                }
                path.truncate(*groups.last().unwrap());
            }
            "::" | "as" => {}
            "self" if !path.is_empty() => name = path.last().copied(),
            word => {
                name = Some(word);
                path.extend(name.filter(|_| pair[0] != "as"));
            }
        }
    }
    found
}

/// The target of a path.
enum Target<'a> {
    Module(Names<'a>),
    /// An item, by the file that defines it.
    Item(&'a str),
}

/// Resolves a path in a module, through re-exports. `None` for a path to another crate.
fn resolve<'a>(
    modules: &Modules<'a>,
    from: &[&'a str],
    path: &[&'a str],
    depth: usize,
) -> Option<Target<'a>> {
    let mut at = from.to_vec();
    for (number, name) in path.iter().enumerate() {
        let module = &modules[&at];
        match *name {
            "crate" => at.clear(),
            "super" => drop(at.pop()),
            "self" => {}
            name if module.children.contains(name) => at.push(name),
            name if module.items.contains(name) => return Some(Target::Item(module.file)),
            name => {
                let imports =
                    module.imports.iter().filter(|(own, ..)| depth < 8 && (*own == name || *own == "*"));
                let mut imported = imports.map(|(own, path, _)| match path.split_last() {
                    Some((_, parent)) if *own == "*" => [parent, &[name]].concat(),
                    _ => path.clone(),
                });
                let rest = &path[number + 1..];
                let target =
                    imported.find_map(|path| resolve(modules, &at, &[&path, rest].concat(), depth + 1));
                // A name that is not found in a module is that of an item that a macro defines there.
                return target.or((number > 0).then_some(Target::Item(module.file)));
            }
        }
    }
    Some(Target::Module(at))
}

/// The files that each file depends on, since they define items that it uses. A re-export alone is not a dependency.
type Edges<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

fn edges(files: &Files) -> Edges<'_> {
    let mut modules = Modules::new();
    read_modules(files, Vec::new(), &mut modules);
    let mut edges = Edges::new();
    for (at, module) in &modules {
        let imported = module.imports.iter().filter(|(.., is_public)| !is_public).map(|(_, path, _)| path);
        for path in imported.chain(&module.paths) {
            let all = path.strip_suffix(&["*"]);
            let file = match resolve(&modules, at, all.unwrap_or(path), 0) {
                Some(Target::Item(file)) => file,
                Some(Target::Module(whole)) if all.is_some() => modules[&whole].file,
                _ => continue,
            };
            if file != module.file {
                edges.entry(module.file).or_default().insert(file);
            }
        }
    }
    edges
}

/// The shortest circle through each edge, if there is one. A circle starts with the first of its files by name.
fn circles<'a>(edges: &Edges<'a>) -> BTreeSet<Names<'a>> {
    let mut circles = BTreeSet::new();
    for (start, first) in edges.iter().flat_map(|(start, needed)| needed.iter().map(|first| (*start, *first)))
    {
        let mut ways = VecDeque::from([vec![first]]);
        let mut seen = BTreeSet::from([first]);
        while let Some(mut way) = ways.pop_front() {
            let last = way[way.len() - 1];
            if last == start {
                let first = (0..way.len()).min_by_key(|at| way[*at]).unwrap();
                way.rotate_left(first);
                circles.insert(way);
                break;
            }
            let next = edges.get(last).into_iter().flatten().filter(|file| seen.insert(file));
            ways.extend(next.map(|file| [&way[..], &[*file]].concat()));
        }
    }
    circles
}

/// The circles that are not allowed, as `a → b → a`, and the rows of the table without a circle.
fn faults(files: &Files, allowed: &[(&[&str], &str)]) -> Vec<String> {
    let circles = circles(&edges(files));
    let allows = |starts: &[&str], circle: &[&str]| {
        circle.iter().all(|file| starts.iter().any(|start| file.starts_with(start)))
    };
    let new = circles.iter().filter(|circle| !allowed.iter().any(|(starts, _)| allows(starts, circle)));
    let unused = allowed.iter().filter(|(starts, _)| !circles.iter().any(|circle| allows(starts, circle)));
    new.map(|circle| format!("{} → {}", circle.join(" → "), circle[0]))
        .chain(unused.map(|(starts, _)| format!("there is no circle any more in {starts:?}")))
        .collect()
}

/// Whether a token is a string that looks like a word or a phrase of English.
fn is_word(token: &str) -> bool {
    let word = token.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or_default();
    word.starts_with(|c: char| c.is_ascii_lowercase() || c == '\'')
        && word.chars().all(|c| c.is_ascii_lowercase() || " '’.-".contains(c))
}

/// The sizes of the word lists in a file: of arrays, of `matches!`, and of the patterns of a `match`, each with those
/// inside it; and of strings that hold a list themselves.
fn word_lists(code: &str) -> Vec<usize> {
    let tokens = tokens(code);
    let token = |at: usize| tokens.get(at).copied().unwrap_or_default();
    let before = |at: usize, back: usize| at.checked_sub(back).map_or("", token);
    let mut sizes = Vec::new();
    // The open brackets: which, and the list that each is, if it is one.
    let mut open: Vec<(&str, Option<usize>)> = Vec::new();
    let mut is_match = false;
    for (at, current) in tokens.iter().enumerate() {
        match *current {
            "match" => is_match = true,
            bracket @ ("(" | "[" | "{") => {
                let is_list = match bracket {
                    "[" => before(at, 1) != "#",
                    "(" => before(at, 1) == "!" && before(at, 2) == "matches",
                    _ => std::mem::take(&mut is_match),
                };
                open.push((bracket, is_list.then_some(sizes.len())));
                sizes.extend(is_list.then_some(0));
            }
            ")" | "]" | "}" => drop(open.pop()),
            word if is_word(word) => {
                // The argument of a call is a message.
                let argument = open.last().is_some_and(|(bracket, _)| *bracket == "(")
                    && open.iter().all(|(_, list)| list.is_none());
                sizes.extend((!argument).then(|| word.split(' ').count()));
                let inner = open.iter().rposition(|(bracket, _)| *bracket == "{").unwrap_or(0);
                let mut lists =
                    open[inner..].iter().filter(|(bracket, list)| *bracket != "{" && list.is_some());
                let arms = open.last().filter(|_| matches!(token(at + 1), "=" | "|" | "if"));
                if let Some((_, Some(list))) = lists.next().or(arms) {
                    sizes[*list] += 1;
                }
            }
            _ => {}
        }
    }
    sizes
}

#[test]
fn files_do_not_import_each_other_in_circles() {
    let files = source_files();
    assert!(edges(&files).len() > 100);
    let faults = faults(&files, CIRCLES);
    assert!(faults.is_empty(), "{} import circles:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn circles_of_a_small_tree_are_found() {
    let found = |changed: &[(&str, &str)], allowed: &[(&[&str], &str)]| {
        let base = [
            ("lib.rs", "mod a; mod b; pub use b::deep::Deep; #[cfg(test)] mod tests;"),
            ("a.rs", "pub struct A;"),
            ("b/mod.rs", "pub(crate) mod deep; mod side; pub use side::*; use deep::Deep; fn f(_: Deep) {}"),
            ("b/side.rs", "pub struct Side; // use crate::a::A;"),
            (
                "b/deep.rs",
                "pub struct Deep; const T: &str = \"crate::a::A\"; #[cfg(test)] mod t { use crate::a::A; }",
            ),
        ];
        let own = |(name, code): &(&str, &str)| ((*name).to_owned(), (*code).to_owned());
        faults(&base.iter().chain(changed).map(own).collect(), allowed)
    };
    let none: [&str; 0] = [];
    assert_eq!(found(&[("a.rs", "use crate::{Deep, b::{self, Side as S}}; fn f() { b::f() }")], &[]), none);
    assert_eq!(
        found(&[("a.rs", "use crate::Deep;"), ("b/deep.rs", "pub struct Deep; use crate::a;")], &[]),
        none
    );
    let circle = ["a.rs → b/deep.rs → a.rs"];
    for (a, deep) in [
        ("use crate::Deep;", "use crate::a::A;"),
        ("fn f(_: crate::b::deep::Deep) {}", "fn f() { let c = '\"'; super::super::a::A }"),
        ("use crate::b::deep as d; fn f(_: &'static d::Deep) {}", "use crate::a::*;"),
    ] {
        let (a, deep) = (format!("pub struct A; {a}"), format!("pub struct Deep; {deep}"));
        assert_eq!(found(&[("a.rs", &a), ("b/deep.rs", &deep)], &[]), circle);
    }
    // A child needs what its parent defines, and the parent needs the child.
    let deep = "pub struct Deep; fn g() { super::f() }";
    assert_eq!(found(&[("b/deep.rs", deep)], &[]), ["b/deep.rs → b/mod.rs → b/deep.rs"]);
    let long = [
        ("a.rs", "use crate::b::f;"),
        ("b/side.rs", "pub struct Side; use crate::a::A;"),
        ("b/deep.rs", "pub struct Deep; use super::Side;"),
        ("b/mod.rs", "mod deep; mod side; pub use side::Side; use deep::Deep; fn f(_: Deep) {}"),
    ];
    let circle = "a.rs → b/mod.rs → b/deep.rs → b/side.rs → a.rs";
    assert_eq!(found(&long, &[]), [circle]);
    assert_eq!(found(&long, &[(&["b/"], "")]), [circle, "there is no circle any more in [\"b/\"]"]);
    assert_eq!(found(&long, &[(&["b/", "a."], "")]), none);
}

#[test]
fn analysis_code_holds_no_word_lists() {
    let mut faults = Vec::new();
    for (file, code) in source_files() {
        let is_closed = CLOSED_CLASSES.iter().any(|(start, _)| file.starts_with(start));
        if is_closed || !ANALYSIS.iter().any(|folder| file.starts_with(folder)) {
            continue;
        }
        let longest = word_lists(&code).into_iter().max().unwrap_or(0);
        if longest > MAX_WORDS {
            faults.push(format!("{file}: a list of {longest} words, more than {MAX_WORDS}"));
        }
    }
    assert!(faults.is_empty(), "words belong into data/lexicon:\n{}", faults.join("\n"));
}

#[test]
fn word_lists_are_counted() {
    let sizes =
        |code: &str| -> Vec<usize> { word_lists(code).into_iter().filter(|size| *size > 1).collect() };
    assert_eq!(sizes(r#"const A: &[(&str, u8)] = &[("a", 1), ("b", 2), ("two words", 3)];"#), [3, 2]);
    assert_eq!(
        sizes(r#"fn f() { matches!(x, "don't" | "semi-colon") && ["a", "B", "c"].contains(&x) }"#),
        [2, 2]
    );
    assert_eq!(
        sizes(r#"match x { "a" | "b" if y => g("d"), "c" => "d", _ => { h("e"); i("f", "g") } }"#),
        [3]
    );
    assert_eq!(sizes(r#"const A: &str = "a b c"; // ["a", "b"]"#), [3]);
    assert_eq!(sizes(r#"f(x, "a message of words")"#), [0_usize; 0]);
    assert_eq!(sizes(r#"#[cfg(test)] mod tests { const A: [&str; 2] = ["a", "b"]; }"#), [0_usize; 0]);
}

#[test]
fn every_table_of_words_is_embedded() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let embedded = fs::read_to_string(root.join("src/lexicon/tables.rs")).unwrap();
    let files = fs::read_dir(root.join("data/lexicon")).unwrap().map(|entry| entry.unwrap().path());
    let names: Vec<String> =
        files.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    assert!(names.len() > 20);
    for name in names {
        let embeds = [format!("\"{name}\""), format!("/{name}.txt\"")];
        assert!(embeds.iter().any(|form| embedded.contains(form)), "data/lexicon/{name}.txt is not embedded");
    }
}
