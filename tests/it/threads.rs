//! One analyzer for many threads.

use ascribe::{Analyzer, Article, AttributionModel, Report};

const fn shared<T: Send + Sync>() {}
const _: () = shared::<Analyzer>();
const _: () = shared::<AttributionModel>();
const _: () = shared::<ascribe::text::syntax::LanguageModel>();
const _: () = shared::<ascribe::lexicon::Lexicon>();
const _: () = shared::<Report>();

const THREADS: usize = 32;

/// Sentences that differ in who, what and when, and paragraphs that are too short, unclosed or empty.
fn texts() -> Vec<String> {
    let speakers =
        ["Mayor Ann Lee", "a senior bank official", "two people familiar with the matter", "she", "Reuters"];
    let contents = [
        "the bridge will close on Monday",
        "rates may rise",
        "no deal was reached",
        "troops seized the port",
    ];
    let mut texts = vec![String::new(), "“".repeat(50)];
    for (at, speaker) in speakers.iter().enumerate() {
        for content in contents {
            texts.push(format!(
                "The talks went on for {at} days, {speaker} said.\n\n“It is over,” she added, and {content}.\n\n\
                 According to {speaker}, {content}. He denied it."
            ));
        }
    }
    texts
}

/// All threads start at once, each at another text, and each analyzes all of them.
#[test]
fn threads_that_share_an_analyzer_get_what_one_thread_gets() {
    let analyzer = Analyzer::new();
    let analyze = |text: &String| {
        let article = Article::new(text.as_str()).with_published("2021-12-30".parse().unwrap());
        serde_json::to_string(&analyzer.analyze(&article)).unwrap()
    };
    let texts = texts();
    let alone: Vec<String> = texts.iter().map(analyze).collect();
    let start = std::sync::Barrier::new(THREADS);
    std::thread::scope(|scope| {
        for thread in 0..THREADS {
            let (analyze, texts, alone, start) = (&analyze, &texts, &alone, &start);
            scope.spawn(move || {
                start.wait();
                for step in 0..texts.len() {
                    let at = (thread + step) % texts.len();
                    assert_eq!(analyze(&texts[at]), alone[at], "thread {thread} on {:?}", texts[at]);
                }
            });
        }
    });
}
