//! The language layer: training and measuring.

use std::fmt::Write as _;
use std::time::Instant;

use ascribe::Span;
use ascribe::text::Document;
use ascribe::text::syntax::LanguageModel;
use ascribe::training::conllu::{self, Tree};
use ascribe::training::language::{Parts, Settings, base, train as train_model};
use sha2::{Digest, Sha256};

fn read(paths: &[&String]) -> Result<Vec<Tree>, String> {
    let mut sentences = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
        sentences.extend(conllu::from_str(&text));
    }
    Ok(sentences)
}

pub(super) fn option<'a>(arguments: &'a [String], name: &str) -> (Option<&'a String>, Vec<&'a String>) {
    let mut value = None;
    let mut rest = Vec::new();
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        if argument == name { value = arguments.next() } else { rest.push(argument) }
    }
    (value, rest)
}

pub(crate) fn train(arguments: &[String]) -> Result<(), String> {
    let started = Instant::now();
    let (out, rest) = option(arguments, "--out");
    let rest: Vec<String> = rest.into_iter().cloned().collect();
    let (parts, rest) = option(&rest, "--parts");
    let rest: Vec<String> = rest.into_iter().cloned().collect();
    let (epochs, paths) = option(&rest, "--parser-epochs");
    let mut settings = Settings::default();
    if let Some(epochs) = epochs {
        settings.parser_epochs =
            epochs.parse().map_err(|_| format!("--parser-epochs {epochs} is no number"))?;
    }
    let out = out.ok_or("--out FILE is missing")?;
    let parts = parts.map_or(Some(Parts::ALL), |list| Parts::read(list));
    let parts = parts.ok_or("--parts takes tagger, lemmatiser and parser, with commas between them")?;
    let kept = parts != Parts::ALL && std::path::Path::new(out).exists();
    let base = if kept { load_with(out, |bytes| base(bytes, parts))? } else { LanguageModel::default() };
    let sentences = read(&paths)?;
    eprintln!("{} sentences", sentences.len());
    let mut progress = |line: &str| eprintln!("{:6.1} s  {line}", started.elapsed().as_secs_f64());
    let model = train_model(&sentences, parts, &base, settings, &mut progress);
    let model = model.map_err(|error| error.to_string())?;
    for (part, size) in model.sizes() {
        eprintln!("{part}: {size} bytes");
    }
    std::fs::write(out, model.to_bytes()).map_err(|error| format!("{out}: {error}"))
}

fn load(path: &str) -> Result<LanguageModel, String> {
    load_with(path, LanguageModel::from_bytes)
}

fn load_with(
    path: &str,
    read: impl Fn(&[u8]) -> Result<LanguageModel, ascribe::Error>,
) -> Result<LanguageModel, String> {
    let bytes = std::fs::read(path).map_err(|error| format!("{path}: {error}"))?;
    read(&bytes).map_err(|error| format!("{path}: {error}"))
}

/// Where the weights lie that are part of the library. They are read from here rather than taken as embedded, so that
/// what is wrong with them is said.
const WEIGHTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../model-en/language.bin");

/// The weights of `--model FILE`, or those of the library, and the arguments that are left.
fn model(arguments: &[String]) -> Result<(LanguageModel, Vec<&String>), String> {
    let (path, rest) = option(arguments, "--model");
    let model = load(path.map_or(WEIGHTS, String::as_str))?;
    Ok((model, rest))
}

/// Least scores for a corpus: part of speech, lemma, heads, heads with labels; tokens and sentences of raw news.
type Floors = ([f64; 4], [f64; 2]);

/// The floors by file name.
const FLOORS: [(&str, Floors); 2] = [
    ("gum-test.conllu", ([95.0, 96.5, 86.0, 83.0], [99.0, 93.0])),
    ("en_ewt-test.conllu", ([94.0, 96.5, 85.0, 82.0], [0.0, 0.0])),
];

/// Prints the scores of corpora; with `--floors`, fails where one is under its floor.
pub(crate) fn evaluate(arguments: &[String]) -> Result<(), String> {
    let (model, mut paths) = model(arguments)?;
    let given = paths.len();
    paths.retain(|path| *path != "--floors");
    let with_floors = paths.len() < given;
    let mut under = Vec::new();
    let mut met = 0;
    for path in paths {
        println!("{path}");
        let scores = scores(&model, path)?;
        for line in &scores.lines {
            println!("  {line}");
        }
        let name = path.rsplit('/').next().unwrap_or(path);
        for (_, (gold, raw)) in FLOORS.iter().filter(|(floor, _)| *floor == name) {
            met += 1;
            let names = ["UPOS", "lemma", "UAS", "LAS", "tokens of raw news", "sentences of raw news"];
            let floors = gold.iter().chain(raw);
            let found = scores.gold.iter().chain(&scores.raw);
            for ((what, floor), found) in
                names.iter().zip(floors).zip(found).filter(|((_, floor), found)| found < floor)
            {
                under.push(format!("{name}: {what} {found:.2} is under {floor}"));
            }
        }
    }
    if with_floors && met < FLOORS.len() {
        under.push("--floors needs gum-test.conllu and en_ewt-test.conllu".to_owned());
    }
    if with_floors && !under.is_empty() { Err(under.join("\n")) } else { Ok(()) }
}

/// The scores of a corpus, for a person and for the floors.
struct Scores {
    lines: Vec<String>,
    gold: [f64; 4],
    raw: [f64; 2],
}

fn scores(model: &LanguageModel, path: &String) -> Result<Scores, String> {
    let sentences = read(&[path])?;
    let all = gold_scores(model, &sentences);
    let mut lines = vec![format!("all             {}", all.line)];
    let mut raw = [0.0; 2];
    let news = of_genres(&sentences, "_news_|_interview_");
    if !news.is_empty() {
        lines.push(format!("news, interview {}", gold_scores(model, &news).line));
        raw = raw_scores(model, &of_genres(&sentences, "_news_|_interview_|_bio_|_speech_"));
        let [tokens, sentences] = raw;
        lines.push(format!(
            "raw text of news, interview, bio, speech: token F1 {tokens:.2} sentence F1 {sentences:.2}"
        ));
    }
    let [tokens, cut] = raw_scores(model, &sentences);
    lines.push(format!("raw text of all: token F1 {tokens:.2} sentence F1 {cut:.2}"));
    Ok(Scores { lines, gold: all.scores, raw })
}

/// The sentences of the documents in whose name one of these words stands.
fn of_genres(sentences: &[Tree], names: &str) -> Vec<Tree> {
    let mut inside = false;
    let keep = sentences.iter().filter(|sentence| {
        if let Some(document) = &sentence.document {
            inside = names.split('|').any(|part| document.contains(part));
        }
        inside
    });
    keep.cloned().collect()
}

const CARD_START: &str = "<!-- language figures: written by `xtask -- train language-card` -->";
const CARD_END: &str = "<!-- end of language figures -->";

/// Prints the figures of the model card, or writes them into it.
pub(crate) fn card(arguments: &[String]) -> Result<(), String> {
    let (card, rest) = option(arguments, "--write");
    let mut figures = String::from("| part | bytes |\n| --- | --- |\n");
    let model = load(WEIGHTS)?;
    for (part, size) in model.sizes() {
        writeln!(figures, "| {part} | {size} |").map_err(|error| error.to_string())?;
    }
    figures.push_str("\n```text\n");
    for path in rest {
        let name = path.rsplit('/').next().unwrap_or(path);
        figures.push_str(&format!("{name}\n"));
        for line in scores(&model, path)?.lines {
            figures.push_str(&format!("  {line}\n"));
        }
    }
    figures.push_str("```\n\n| file | bytes | SHA-256 |\n| --- | --- | --- |\n");
    let bytes = model.to_bytes();
    let sum: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    figures.push_str(&format!("| language.bin | {} | {sum} |\n", bytes.len()));
    let Some(card) = card else {
        print!("{figures}");
        return Ok(());
    };
    let wrong = |error: &dyn std::fmt::Display| format!("{card}: {error}");
    let text = std::fs::read_to_string(card).map_err(|error| wrong(&error))?;
    let (head, tail) =
        text.split_once(CARD_START).ok_or_else(|| wrong(&"the mark of the figures is missing"))?;
    let (_, tail) = tail.split_once(CARD_END).ok_or_else(|| wrong(&"the end of the figures is missing"))?;
    std::fs::write(card, format!("{head}{CARD_START}\n\n{figures}\n{CARD_END}{tail}"))
        .map_err(|error| wrong(&error))
}

fn percent(right: usize, all: usize) -> f64 {
    100.0 * right as f64 / all.max(1) as f64
}

/// The scores on gold tokens: a line for a person, and the part of speech, lemma, heads, heads with labels.
struct Gold {
    line: String,
    scores: [f64; 4],
}

fn gold_scores(model: &LanguageModel, sentences: &[Tree]) -> Gold {
    let (mut all, mut upos, mut xpos, mut lemma, mut heads, mut labels) = (0, 0, 0, 0, 0, 0);
    for sentence in sentences {
        let (text, spans) = joined(sentence);
        let document = Document::parse_tokens(&text, &[spans], model);
        for (at, word) in sentence.words.iter().enumerate() {
            let token = document.tokens()[at];
            all += 1;
            upos += usize::from(token.upos == word.upos);
            xpos += usize::from(token.xpos == word.xpos);
            lemma += usize::from(document.lemma(at) == word.lemma || word.lemma == "_");
            heads += usize::from(token.head == word.head);
            labels += usize::from(token.head == word.head && token.deprel == word.deprel);
        }
    }
    let [upos, xpos, lemma, heads, labels] =
        [upos, xpos, lemma, heads, labels].map(|right| percent(right, all));
    let line = format!(
        "{all} tokens: UPOS {upos:.2} XPOS {xpos:.2} lemma {lemma:.2} UAS {heads:.2} LAS {labels:.2}"
    );
    Gold { line, scores: [upos, lemma, heads, labels] }
}

/// Prints the words whose tag or lemma differs from the gold: part of speech and lemma as they should be and as they are.
pub(crate) fn tag_errors(arguments: &[String]) -> Result<(), String> {
    let (model, paths) = model(arguments)?;
    for path in paths {
        for sentence in read(&[path])? {
            let (text, spans) = joined(&sentence);
            let document = Document::parse_tokens(&text, &[spans], &model);
            for (at, word) in sentence.words.iter().enumerate() {
                let token = document.tokens()[at];
                let lemma = document.lemma(at);
                if token.upos != word.upos || (lemma != word.lemma && word.lemma != "_") {
                    let near = |range: std::ops::Range<usize>| {
                        range
                            .filter_map(|at| sentence.words.get(at))
                            .map(|word| word.form.as_str())
                            .collect::<Vec<_>>()
                            .join(" ")
                    };
                    println!(
                        "{}\t{}/{}\t{}/{}\t{} [{}] {}",
                        word.form,
                        word.upos,
                        word.lemma,
                        token.upos,
                        lemma,
                        near(at.saturating_sub(3)..at),
                        word.form,
                        near(at + 1..at + 4),
                    );
                }
            }
        }
    }
    Ok(())
}

/// The words of a sentence with blanks between them, and their places.
fn joined(sentence: &Tree) -> (String, Vec<Span>) {
    let words: Vec<&str> = sentence.words.iter().map(|word| word.form.as_str()).collect();
    let mut start = 0;
    let spans = words.iter().map(|word| {
        let span = Span::new(start, start + word.len());
        start += word.len() + 1;
        span.unwrap_or_default()
    });
    let spans = spans.collect();
    (words.join(" "), spans)
}

/// Running text with the places of its gold tokens and sentences.
struct Raw {
    text: String,
    tokens: Vec<(usize, usize)>,
    sentences: Vec<(usize, usize)>,
}

fn raw(sentences: &[Tree]) -> Raw {
    let mut raw = Raw { text: String::new(), tokens: Vec::new(), sentences: Vec::new() };
    for sentence in sentences {
        if sentence.paragraph && !raw.text.is_empty() {
            raw.text.push_str("\n\n");
        }
        let start = raw.text.len();
        let mut end = start;
        for word in &sentence.words {
            let from = raw.text.len();
            raw.text.push_str(&word.form);
            end = raw.text.len();
            raw.tokens.push((from, end));
            if word.space_after {
                raw.text.push(' ');
            }
        }
        raw.sentences.push((start, end));
    }
    raw
}

/// The F1 of tokens and of sentences.
fn raw_scores(model: &LanguageModel, sentences: &[Tree]) -> [f64; 2] {
    let raw = raw(sentences);
    let document = Document::tag(&raw.text, model);
    let (tokens, found) = places(&document);
    [f1(&raw.tokens, &tokens), f1(&raw.sentences, &found)]
}

/// Where tokens or sentences start and end, in bytes.
type Places = Vec<(usize, usize)>;

fn places(document: &Document<'_>) -> (Places, Places) {
    let tokens = document.tokens().iter().map(|token| (token.span.start(), token.span.end()));
    let sentences = document.sentences().iter().map(|sentence| (sentence.span.start(), sentence.span.end()));
    (tokens.collect(), sentences.collect())
}

/// Prints where segmentation differs from the gold: `-` lines for what was missed, `+` for what was put there.
pub(crate) fn raw_errors(arguments: &[String]) -> Result<(), String> {
    let (genres, paths) = option(arguments, "--genres");
    for path in paths {
        let mut sentences = read(&[path])?;
        if let Some(genres) = genres {
            sentences = of_genres(&sentences, genres);
        }
        let raw = raw(&sentences);
        let document = Document::segment(&raw.text);
        let (tokens, found) = places(&document);
        let around = |at: usize, before: usize, after: usize| {
            let head: String = raw.text[..at].chars().rev().take(before).collect();
            let tail: String = raw.text[at..].chars().take(after).collect();
            (head.chars().rev().collect::<String>().replace('\n', "⏎"), tail.replace('\n', "⏎"))
        };
        let gold: std::collections::HashSet<_> = raw.tokens.iter().copied().collect();
        let mut at = 0;
        for token in &tokens {
            if gold.contains(token) || token.0 < at {
                continue;
            }
            let (mut start, mut end) = *token;
            // Grow to where both agree.
            loop {
                let before = (start, end);
                for (s, e) in raw.tokens.iter().chain(&tokens) {
                    if *s < end && start < *e {
                        start = start.min(*s);
                        end = end.max(*e);
                    }
                }
                if before == (start, end) {
                    break;
                }
            }
            at = end;
            let list = |set: &[(usize, usize)]| {
                let inside = set.iter().filter(|(s, e)| *s >= start && *e <= end);
                inside.map(|(s, e)| raw.text[*s..*e].replace('\n', "⏎")).collect::<Vec<_>>().join(" | ")
            };
            println!(
                "T\t{}\t{}\t{}{}",
                list(&raw.tokens),
                list(&tokens),
                around(start, 20, 0).0,
                around(start, 0, 30).1
            );
        }

        let ends = |set: &[(usize, usize)]| {
            set.iter().map(|(_, end)| *end).collect::<std::collections::BTreeSet<_>>()
        };
        let (gold, mine) = (ends(&raw.sentences), ends(&found));
        for end in gold.symmetric_difference(&mine) {
            let (before, after) = around(*end, 60, 40);
            println!("{}\t{before} || {after}", if gold.contains(end) { "-S" } else { "+S" });
        }
    }
    Ok(())
}

fn f1(gold: &[(usize, usize)], found: &[(usize, usize)]) -> f64 {
    let wanted: std::collections::HashSet<_> = gold.iter().collect();
    let right = found.iter().filter(|span| wanted.contains(span)).count();
    percent(2 * right, gold.len() + found.len())
}
