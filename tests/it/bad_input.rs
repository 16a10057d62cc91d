//! Text as it comes: empty, broken, huge, pasted from anywhere. No panic, no hang, spans that fit, and a diagnostic
//! where something was given up.

use ascribe::{Article, Diagnostic, DiagnosticCode, Report, Span};

use crate::ANALYZER;

/// So much is "1 MB".
const MEGABYTE: usize = 1 << 20;

/// The stack, in bytes, of the threads that analyze long texts.
const STACK: usize = 1 << 18;

/// The report on a text without any metadata; it has been checked that it fits.
fn report(text: &str) -> Report {
    let report = ANALYZER.analyze(&Article::new(text));
    assert_eq!(report.validate_text(text), Ok(()), "on {:?}", text.chars().take(60).collect::<String>());
    report
}

/// `piece` over and over, up to a megabyte.
fn megabyte(piece: &str) -> String {
    piece.repeat(MEGABYTE / piece.len())
}

/// The report on `piece` over and over, up to a thirty-second of a megabyte: thousands of tokens, each of which is parsed. The
/// stack is small, so that recursion over tokens or paragraphs overflows here as it would on a megabyte.
fn long(piece: &str) -> Report {
    let text = piece.repeat(MEGABYTE / 32 / piece.len());
    let small = std::thread::Builder::new().stack_size(STACK);
    small.spawn(move || report(&text)).unwrap().join().unwrap()
}

fn noted(report: &Report, code: &DiagnosticCode) -> Vec<Span> {
    let notes = report.diagnostics.iter().filter(|note| note.code == *code);
    notes.filter_map(|note: &Diagnostic| note.span).collect()
}

/// The words of each claim's source, cue and content, with white space evened out.
fn claims(text: &str) -> Vec<[String; 3]> {
    let report = report(text);
    let words = |spans: &[Span]| {
        let words = spans.iter().flat_map(|span| span.slice(text).unwrap().split_whitespace());
        words.collect::<Vec<_>>().join(" ")
    };
    let one = |claim: &ascribe::Claim| {
        let link = claim.speaker().unwrap();
        [words(&link.source_spans), words(&link.cue), words(&claim.content)]
    };
    report.claims.iter().map(one).collect()
}

/// A short article that nothing is wrong with.
const SOUND: &str = "The bridge will stay closed until spring, Mayor Ann Lee said on Monday.\n\n\
    “We looked at every bolt, and a third of them must go,” she said.\n\n\
    According to a senior city official, the work may cost more than planned.\n";

#[test]
fn the_sound_article_has_claims_or_else_the_comparisons_below_compare_nothing() {
    let found = claims(SOUND);
    assert!(found.len() >= 3, "{found:?}");
    assert!(found.iter().any(|[source, cue, _]| source == "she" && cue == "said"), "{found:?}");
}

#[test]
fn empty_text_and_one_character() {
    assert!(report("").claims.is_empty());
    for c in [
        'a', 'A', ' ', '\n', '\r', '\0', '.', '“', '”', '"', '\'', '’', '(', '—', '\u{feff}', 'é', '人',
        '👩', '\u{301}',
    ] {
        let report = report(&c.to_string());
        assert!(report.claims.is_empty() && report.actors.is_empty(), "on {c:?}");
    }
}

#[test]
fn only_marks() {
    for marks in [
        "....",
        "?!?!",
        "“”“”",
        "\"\"\"\"",
        "'''''",
        "— — —",
        "(([[{{",
        "...“.”...",
        "’’’’’",
        ", , ; ; : :",
        "«»‹›„‟",
    ] {
        assert!(report(marks).claims.is_empty(), "on {marks:?}");
    }
}

#[test]
fn only_capitals() {
    report(&SOUND.to_uppercase());
    report("MAYOR SAYS BRIDGE SAFE; CRITICS DISAGREE");
    report("NATO EU UN WHO IMF U.S. U.K. DIA CIA FBI");
}

/// Whatever is broken in one paragraph, the next is read as if nothing had been.
#[test]
fn unclosed_and_mismatched_marks_are_noted_and_do_no_harm_beyond_their_paragraph() {
    let whole = claims(SOUND);
    for broken in
        ["“The road is wet and narrow.", "‘The road is wet and narrow.", "«The road is wet and narrow."]
    {
        let text = format!("{broken}\n\n{SOUND}");
        let marks = noted(&report(&text), &DiagnosticCode::UnclosedQuotation);
        assert_eq!(marks.len(), 1, "on {broken:?}");
        assert_eq!(marks[0].slice(&text), broken.chars().next().map(|c| c.to_string()).as_deref());
        assert!(claims(&text).ends_with(&whole), "on {broken:?}: {:?}", claims(&text));
    }
    let text = format!("The road is wet” and narrow.\n\n{SOUND}");
    let marks = noted(&report(&text), &DiagnosticCode::UnopenedQuotation);
    assert_eq!(marks.iter().filter_map(|span| span.slice(&text)).collect::<Vec<_>>(), ["”"]);
    assert!(claims(&text).ends_with(&whole));
    for mismatched in
        ["“The road is wet« and narrow.", "‘The road” is wet’ and “narrow.", "»The road« is “wet", "((“[‘”’"]
    {
        assert!(claims(&format!("{mismatched}\n\n{SOUND}")).ends_with(&whole), "on {mismatched:?}");
    }
}

#[test]
fn a_megabyte_without_a_space() {
    for piece in ["a", "A", "é", "人", "1", ".", "a.", "said"] {
        report(&megabyte(piece));
    }
    long("a-");
}

#[test]
fn opening_marks_without_end() {
    assert_eq!(noted(&long("“"), &DiagnosticCode::UnclosedQuotation).len(), 1);
    for mark in ["‘", "«", "(", "“‘"] {
        let report = long(mark);
        assert!(report.claims.is_empty());
        let quoted = mark != "(";
        assert_eq!(quoted, !noted(&report, &DiagnosticCode::UnclosedQuotation).is_empty(), "on {mark}");
    }
    long("\"");
}

#[test]
fn a_megabyte_of_line_breaks_blanks_and_controls() {
    for piece in ["\n", "\r\n", " ", "\u{a0}", "\0", "\u{200d}", "\u{202e}"] {
        assert!(report(&megabyte(piece)).claims.is_empty(), "on {piece:?}");
    }
    for piece in ["\u{1b}[31m", "\u{301}"] {
        assert!(long(piece).claims.is_empty(), "on {piece:?}");
    }
}

/// Sentences in one paragraph, one sentence without an end, and many paragraphs.
#[test]
fn much_news_in_every_cut() {
    let sentence = "The bridge will close, Mayor Ann Lee said";
    for end in [" ", ". ", ".\n", ".\n\n"] {
        long(&format!("{sentence}{end}"));
    }
}

#[test]
fn control_characters() {
    for c in ('\0'..=' ').chain(['\u{7f}', '\u{85}', '\u{9b}', '\u{fffd}', '\u{2028}', '\u{2029}']) {
        report(&SOUND.replace(' ', &c.to_string()));
        report(&SOUND.replace('e', &c.to_string()));
    }
    // The null character says nothing, so what stands between two of them is read as ever.
    report(&SOUND.replace("said", "\0said\0"));
}

#[test]
fn bidirectional_and_combining_characters() {
    let mirrored = format!("\u{202e}{SOUND}\u{202c}");
    report(&mirrored);
    report(&SOUND.replace(' ', " \u{200f}"));
    // Every letter with three marks above it.
    report(&SOUND.chars().flat_map(|c| [c, '\u{301}', '\u{308}', '\u{30a}']).collect::<String>());
    report("\u{301}\u{301} said \u{301}“\u{301}Yes\u{301}”\u{301}");
    // Decomposed letters in a name cut no span.
    let text = "Jose\u{301} Pen\u{303}a said the bridge would close.";
    for mention in report(text).actors.iter().flat_map(|actor| &actor.mentions) {
        assert!(!text[mention.span.end()..].starts_with(['\u{301}', '\u{303}']));
    }
}

#[test]
fn line_ends_of_every_system_are_line_ends() {
    assert_eq!(claims(&SOUND.replace('\n', "\r\n")), claims(SOUND));
    assert_eq!(claims(&SOUND.replace('\n', "\r")), claims(SOUND));
    // A line break in the middle of a paragraph is white space, as in text that was wrapped.
    assert_eq!(claims(&SOUND.replace(" until", "\r\nuntil")), claims(&SOUND.replace(" until", "\nuntil")));
}

#[test]
fn a_byte_order_mark_says_nothing() {
    let marked = format!("\u{feff}{SOUND}");
    assert_eq!(claims(&marked), claims(SOUND));
    assert!(report("\u{feff}").claims.is_empty());
}

#[test]
fn non_breaking_spaces_are_spaces() {
    assert_eq!(claims(&SOUND.replace(' ', "\u{a0}")), claims(SOUND));
    assert_eq!(claims(&SOUND.replace(' ', "\u{202f}")), claims(SOUND));
}

/// Markup is text like any other: it is not taken out, since offsets count in what was given.
#[test]
fn html_pasted_in() {
    let html = "<div class=\"story\"><p>The bridge will close, Mayor Ann&nbsp;Lee said.</p>\n\
        <p>&ldquo;Every bolt,&rdquo; she said. <a href='https://example.org/?a=1&b=2'>Read more</a></p>\n\
        <script>if (a < b && c > \"d\") { alert('said'); }</script></div>";
    report(html);
    report(&html.repeat(50));
    report("<p>".repeat(1000).as_str());
    report("&quot;&quot;&#8220;&#x201d;&amp;&lt;&gt;");
}

#[test]
fn without_a_date_of_publication_times_stay_open_and_that_is_noted() {
    let text = "The bridge will close on Thursday, Mayor Ann Lee said. It was built in 1969.";
    let open = noted(&report(text), &DiagnosticCode::UnresolvedTime);
    assert_eq!(open.len(), 1, "{open:?}");
    assert!(open[0].slice(text).unwrap().contains("Thursday"));
    let dated = ANALYZER.analyze(&Article::new(text).with_published("2021-12-30".parse().unwrap()));
    assert_eq!(dated.validate_text(text), Ok(()));
    assert!(noted(&dated, &DiagnosticCode::UnresolvedTime).is_empty());
}

/// The analyzer has no state that bad text could spoil.
#[test]
fn after_bad_text_good_text_is_read_as_before() {
    let before = claims(SOUND);
    for bad in ["“", "\0\0\0", "((((", "said said said", "\u{202e}"] {
        report(&bad.repeat(1000));
    }
    assert_eq!(claims(SOUND), before);
}
