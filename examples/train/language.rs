//! The language layer: training and measuring.

use ascribe::Span;
use ascribe::text::Document;
use ascribe::text::syntax::LanguageModel;
use ascribe::training::conllu::{self, Sentence};
use ascribe::training::language::{Settings, train as train_model};

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
    let (out, paths) = option(arguments, "--out");
    let out = out.ok_or("--out FILE is missing")?;
    let sentences = read(&paths)?;
    eprintln!("{} sentences", sentences.len());
    let model = train_model(&sentences, Settings::default(), &mut |line| eprintln!("{line}"));
    let bytes = model.to_bytes();
    eprintln!("{} bytes", bytes.len());
    std::fs::write(out, bytes).map_err(|error| format!("{out}: {error}"))
}

pub(crate) fn evaluate(arguments: &[String]) -> Result<(), String> {
    let (model, paths) = option(arguments, "--model");
    let loaded;
    let model = match model {
        Some(path) => {
            let bytes = std::fs::read(path).map_err(|error| format!("{path}: {error}"))?;
            loaded = LanguageModel::from_bytes(&bytes).map_err(|error| error.to_string())?;
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
        let words: Vec<&str> = sentence.words.iter().map(|word| word.form.as_str()).collect();
        let text = words.join(" ");
        let mut start = 0;
        let spans = words.iter().map(|word| {
            let span = Span::new(start, start + word.len());
            start += word.len() + 1;
            span.unwrap_or_default()
        });
        let document = Document::parse_tokens(&text, &[spans.collect()], model);
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

fn raw_scores(model: &LanguageModel, sentences: &[Sentence]) -> String {
    let mut text = String::new();
    let (mut gold_tokens, mut gold_sentences) = (Vec::new(), Vec::new());
    for sentence in sentences {
        if sentence.paragraph && !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = text.len();
        let mut end = start;
        for word in &sentence.words {
            let from = text.len();
            text.push_str(&word.form);
            end = text.len();
            gold_tokens.push((from, end));
            if word.space_after {
                text.push(' ');
            }
        }
        gold_sentences.push((start, end));
    }
    let document = Document::parse(&text, model);
    let tokens: Vec<_> =
        document.tokens().iter().map(|token| (token.span.start(), token.span.end())).collect();
    let found: Vec<_> =
        document.sentences().iter().map(|sentence| (sentence.span.start(), sentence.span.end())).collect();
    format!("token F1 {:.2} sentence F1 {:.2}", f1(&gold_tokens, &tokens), f1(&gold_sentences, &found))
}

fn f1(gold: &[(usize, usize)], found: &[(usize, usize)]) -> f64 {
    let wanted: std::collections::HashSet<_> = gold.iter().collect();
    let right = found.iter().filter(|span| wanted.contains(span)).count();
    percent(2 * right, gold.len() + found.len())
}
