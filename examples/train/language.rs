//! The language layer: training and measuring.

use std::time::Instant;

use ascribe::Span;
use ascribe::text::Document;
use ascribe::text::syntax::LanguageModel;
use ascribe::training::conllu::{self, Sentence};
use ascribe::training::language::{Parts, Settings, train as train_model};

fn read(paths: &[&String]) -> Result<Vec<Sentence>, String> {
    let mut sentences = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
        sentences.extend(conllu::read(&text));
    }
    Ok(sentences)
}

fn option<'a>(arguments: &'a [String], name: &str) -> (Option<&'a String>, Vec<&'a String>) {
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
    let (parts, paths) = option(&rest, "--parts");
    let out = out.ok_or("--out FILE is missing")?;
    let parts = parts.map_or(Some(Parts::ALL), |list| Parts::read(list));
    let parts = parts.ok_or("--parts takes tagger, lemmatiser and parser, with commas between them")?;
    let kept = parts != Parts::ALL && std::path::Path::new(out).exists();
    let base = if kept { load(out)? } else { LanguageModel::default() };
    let sentences = read(&paths)?;
    eprintln!("{} sentences", sentences.len());
    let mut progress = |line: &str| eprintln!("{:6.1} s  {line}", started.elapsed().as_secs_f64());
    let model = train_model(&sentences, parts, base, Settings::default(), &mut progress);
    let model = model.map_err(|error| error.to_string())?;
    for (part, size) in model.sizes() {
        eprintln!("{part}: {size} bytes");
    }
    std::fs::write(out, model.to_bytes()).map_err(|error| format!("{out}: {error}"))
}

fn load(path: &str) -> Result<LanguageModel, String> {
    let bytes = std::fs::read(path).map_err(|error| format!("{path}: {error}"))?;
    LanguageModel::from_bytes(&bytes).map_err(|error| format!("{path}: {error}"))
}

pub(crate) fn evaluate(arguments: &[String]) -> Result<(), String> {
    let (model, paths) = option(arguments, "--model");
    let loaded;
    let model = match model {
        Some(path) => {
            loaded = load(path)?;
            &loaded
        }
        None => LanguageModel::embedded(),
    };
    for path in paths {
        let sentences = read(&[path])?;
        let genre = |name: &str| {
            let mut inside = false;
            let keep = sentences.iter().filter(move |sentence| {
                if let Some(document) = &sentence.document {
                    inside = name.split('|').any(|part| document.contains(part));
                }
                inside
            });
            keep.cloned().collect::<Vec<_>>()
        };
        println!("{path}");
        println!("  all             {}", gold_scores(model, &sentences));
        let news = genre("_news_|_interview_");
        if !news.is_empty() {
            println!("  news, interview {}", gold_scores(model, &news));
            println!(
                "  raw text of news, interview, bio, speech: {}",
                raw_scores(model, &genre("_news_|_interview_|_bio_|_speech_"))
            );
        }
        println!("  raw text of all: {}", raw_scores(model, &sentences));
    }
    Ok(())
}

fn percent(right: usize, all: usize) -> f64 {
    100.0 * right as f64 / all.max(1) as f64
}

fn gold_scores(model: &LanguageModel, sentences: &[Sentence]) -> String {
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
    format!("{all} tokens: UPOS {upos:.2} XPOS {xpos:.2} lemma {lemma:.2} UAS {heads:.2} LAS {labels:.2}")
}

/// Prints the words whose tag or lemma differs from the gold: part of speech and lemma as they should be and as they are.
pub(crate) fn tag_errors(arguments: &[String]) -> Result<(), String> {
    let (model, paths) = option(arguments, "--model");
    let loaded;
    let model = match model {
        Some(path) => {
            loaded = load(path)?;
            &loaded
        }
        None => LanguageModel::embedded(),
    };
    for path in paths {
        for sentence in read(&[path])? {
            let (text, spans) = joined(&sentence);
            let document = Document::parse_tokens(&text, &[spans], model);
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
fn joined(sentence: &Sentence) -> (String, Vec<Span>) {
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

fn raw(sentences: &[Sentence]) -> Raw {
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

fn raw_scores(model: &LanguageModel, sentences: &[Sentence]) -> String {
    let raw = raw(sentences);
    let document = Document::parse(&raw.text, model);
    let (tokens, found) = places(&document);
    format!("token F1 {:.2} sentence F1 {:.2}", f1(&raw.tokens, &tokens), f1(&raw.sentences, &found))
}

fn places(document: &Document<'_>) -> (Vec<(usize, usize)>, Vec<(usize, usize)>) {
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
            let mut inside = false;
            sentences.retain(|sentence| {
                if let Some(document) = &sentence.document {
                    inside = genres.split('|').any(|part| document.contains(part));
                }
                inside
            });
        }
        let raw = raw(&sentences);
        let document = Document::parse(&raw.text, LanguageModel::embedded());
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
