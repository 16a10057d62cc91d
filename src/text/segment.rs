//! Paragraphs, sentences and tokens, as Universal Dependencies' English corpora draw them.
//!
//! Clitics are words of their own ("do|n't", "Lee|'s"), hyphens split compounds ("long|-|term") but not prefixes
//! ("re-arming"), abbreviations keep their stop, numbers keep their points and commas. One pass over the text.

use super::{Paragraph, Sentence};
use crate::Span;

/// The text in pieces.
#[derive(Clone, Debug, Default)]
pub(crate) struct Segmentation {
    pub(crate) paragraphs: Vec<Paragraph>,
    pub(crate) sentences: Vec<Sentence>,
    pub(crate) tokens: Vec<Span>,
}

/// A sentence with more tokens than this is cut: what is longer is a table or junk, and the layers above need an
/// upper bound.
pub(crate) const LONGEST_SENTENCE: usize = 400;

/// Cuts a text into paragraphs, sentences and tokens. Never fails; linear in the length of the text.
pub(crate) fn segment(text: &str) -> Segmentation {
    let mut pieces = Segmentation::default();
    for span in paragraphs(text) {
        let first = pieces.tokens.len();
        tokens(text, span, &mut pieces.tokens);
        let range = first..pieces.tokens.len();
        let (Some(start), Some(end)) = (pieces.tokens.get(first), pieces.tokens.last()) else { continue };
        if range.is_empty() {
            continue;
        }
        let span = Span::between(start.start(), end.end());
        let sentences = pieces.sentences.len();
        sentences_of(text, &pieces.tokens, range.clone(), &mut pieces.sentences);
        pieces.paragraphs.push(Paragraph {
            span,
            sentences: sentences..pieces.sentences.len(),
            tokens: range,
        });
    }
    pieces
}

/// A line break ends a paragraph, but for a wrapped line: a long one that does not end as a sentence does, before one
/// that starts in lower case. In PolNeAR every paragraph is one line.
fn paragraphs(text: &str) -> Vec<Span> {
    const LONG: usize = 50;
    let mut found: Vec<Span> = Vec::new();
    let mut wrapped = false;
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}']) {
        let end = start + line.len();
        let body = line.trim();
        if body.is_empty() {
            // A carriage return and a line feed are one break; an empty line is a paragraph's end.
            wrapped &= line == "\n" && text.get(..start).is_some_and(|before| before.ends_with('\r'));
        } else {
            let from = start + (line.len() - line.trim_start().len());
            let span = Span::between(from, from + body.len());
            match found.last_mut() {
                Some(last) if wrapped && body.starts_with(char::is_lowercase) => *last = last.cover(span),
                _ => found.push(span),
            }
            wrapped = body.len() >= LONG && !body.ends_with(['.', '!', '?', '”', '"', '’', ':', ';']);
        }
        start = end;
    }
    found
}

/// Prefixes that stay with their word over a hyphen: in UD's English training corpora "non-" 57 times of 58, "e-" 43 of
/// 46, "re-", "anti-", "co-", "pre-", "mid-", "pro-", "cross-" always, where "well-", "self-", "long-" always split.
const PREFIXES: &[&str] = &[
    "non", "e", "re", "anti", "co", "pre", "mid", "pro", "cross", "post", "semi", "over", "sub", "counter",
    "multi", "mini", "ex", "neo", "inter", "intra", "micro", "socio", "psycho", "un", "vice", "de", "ultra",
    "extra", "trans",
];

/// Abbreviations that keep their stop. Single letters and letters with stops between them need no list.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "mx", "dr", "prof", "st", "jr", "sr", "sen", "sens", "rep", "reps", "gov", "govs",
    "gen", "lt", "col", "maj", "capt", "cmdr", "sgt", "cpl", "pvt", "adm", "rev", "hon", "pres", "amb",
    "atty", "supt", "det", "insp", "brig", "vs", "etc", "inc", "corp", "co", "ltd", "llc", "bros", "dept",
    "dist", "est", "ft", "mt", "no", "nos", "vol", "pp", "ed", "eds", "al", "jan", "feb", "mar", "apr",
    "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "tues", "wed", "thu", "thur",
    "thurs", "fri", "sat", "sun", "ave", "blvd", "rd", "ala", "ariz", "ark", "calif", "colo", "conn", "del",
    "fla", "ga", "ill", "ind", "kan", "ky", "la", "md", "mich", "minn", "miss", "mo", "mont", "neb", "nev",
    "okla", "ore", "pa", "tenn", "tex", "va", "vt", "wash", "wis", "wyo", "mlle", "mme", "approx", "ca",
    "cf", "fig", "figs", "eq", "univ", "assn", "intl", "natl", "secy", "sec", "messrs",
];

/// Abbreviations that a name follows, so that a capital after them starts no sentence.
const BEFORE_NAMES: &[&str] = &[
    "mr.", "mrs.", "ms.", "mx.", "dr.", "prof.", "st.", "sen.", "sens.", "rep.", "reps.", "gov.", "govs.",
    "gen.", "lt.", "col.", "maj.", "capt.", "cmdr.", "sgt.", "cpl.", "pvt.", "adm.", "rev.", "hon.", "pres.",
    "amb.", "atty.", "supt.", "det.", "insp.", "brig.", "vs.", "no.", "nos.", "vol.", "pp.", "mt.", "ft.",
    "messrs.", "mlle.", "mme.", "cf.", "fig.", "sec.",
];

fn tokens(text: &str, paragraph: Span, found: &mut Vec<Span>) {
    let Some(body) = paragraph.slice(text) else { return };
    let mut at = 0;
    while let Some(rest) = body.get(at..) {
        let Some(c) = rest.chars().next() else { break };
        if is_blank(c) {
            at += c.len_utf8();
            continue;
        }
        let before = body.get(..at).and_then(|before| before.chars().next_back());
        let starts_chunk = before.is_none_or(is_blank);
        let length = token_length(rest, starts_chunk, found.last().copied(), paragraph.start() + at, text)
            .max(c.len_utf8());
        found.push(Span::between(paragraph.start() + at, paragraph.start() + at + length));
        at += length;
    }
}

/// Blanks and what no reader sees: marks of direction, byte-order marks, soft hyphens are no words.
fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

/// How many bytes the token at the start of `rest` has.
fn token_length(rest: &str, starts_chunk: bool, last: Option<Span>, at: usize, text: &str) -> usize {
    let Some(c) = rest.chars().next() else { return 0 };
    if c.is_alphanumeric() {
        if starts_chunk && let Some(length) = address(rest) {
            return length;
        }
        return word(rest);
    }
    match c {
        '\'' | '’' => {
            // A clitic stands right behind its word.
            let attached = last.is_some_and(|last| last.end() == at)
                && text.get(..at).is_some_and(|b| b.ends_with(char::is_alphanumeric));
            let letters = letters(rest.get(c.len_utf8()..).unwrap_or_default());
            if attached && is_clitic(letters) {
                return c.len_utf8() + letters.len();
            }
            // '90s, 'em
            let next = rest.get(c.len_utf8()..).unwrap_or_default();
            let decade = next.bytes().take(2).filter(u8::is_ascii_digit).count() == 2 && !attached;
            if decade {
                return c.len_utf8() + word(next);
            }
            run(rest, c)
        }
        '.' | '-' | '`' | '*' | '_' | '=' | '~' => run(rest, c),
        '!' | '?' => rest.bytes().take_while(|byte| matches!(byte, b'!' | b'?')).count(),
        '@' | '#' if starts_chunk && rest.chars().nth(1).is_some_and(char::is_alphabetic) => {
            let tail = rest.get(1..).unwrap_or_default();
            1 + tail.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(tail.len())
        }
        _ => c.len_utf8(),
    }
}

/// The length of a run of one and the same mark.
fn run(rest: &str, mark: char) -> usize {
    rest.chars().take_while(|c| *c == mark).count() * mark.len_utf8()
}

/// The letters at the start.
fn letters(rest: &str) -> &str {
    let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    rest.get(..end).unwrap_or_default()
}

fn is_clitic(letters: &str) -> bool {
    ["s", "m", "d", "ll", "re", "ve"].iter().any(|clitic| letters.eq_ignore_ascii_case(clitic))
}

/// A web or mail address takes its whole chunk, but for the marks at its end.
fn address(rest: &str) -> Option<usize> {
    let web = ["http://", "https://", "www."]
        .iter()
        .any(|start| rest.get(..start.len()).is_some_and(|s| s.eq_ignore_ascii_case(start)));
    // No address is longer than this; the bound keeps text without blanks linear.
    const LONGEST: usize = 300;
    let chunk_end = rest
        .char_indices()
        .take(LONGEST)
        .find(|(_, c)| is_blank(*c))
        .map_or_else(|| rest.len().min(LONGEST), |(at, _)| at);
    let chunk = rest.get(..chunk_end)?;
    let mail = || {
        chunk
            .split_once('@')
            .is_some_and(|(user, host)| !user.is_empty() && host.contains('.') && !user.contains(['“', '"']))
    };
    (web || mail())
        .then(|| chunk.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '”', '"', '’', '\'']).len())
}

/// The length of the word at the start, up to a clitic, a hyphen that splits, or a mark.
fn word(rest: &str) -> usize {
    let mut chars = rest.char_indices().peekable();
    let mut before = '\0';
    let mut digits_only = true;
    // Where the last piece between inner stops starts, and whether all pieces so far are single letters.
    let mut piece = 0;
    let mut letters_with_stops = true;
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        if c.is_alphanumeric() || is_joined(c) {
            // "3:30pm", "5k": a unit behind a number is a word of its own.
            if c.is_alphabetic()
                && before.is_ascii_digit()
                && digits_only
                && is_unit(letters(rest.get(at..).unwrap_or_default()))
            {
                return at;
            }
            digits_only &= !c.is_alphabetic();
            before = c;
            continue;
        }
        let between = |test: fn(char) -> bool| test(before) && next.is_some_and(test);
        let so_far = rest.get(..at).unwrap_or_default();
        match c {
            '.' => {
                let single = so_far.get(piece..).is_some_and(|piece| piece.chars().count() == 1);
                letters_with_stops &= single && before.is_alphabetic();
                let goes_on = next.is_some_and(char::is_alphanumeric);
                if goes_on
                    && (between(|c| c.is_ascii_digit())
                        || letters_with_stops
                        || is_domain(so_far, piece, next))
                {
                    piece = at + 1;
                    before = c;
                    continue;
                }
                let abbreviation = (letters_with_stops
                    && (piece > 0 || before.is_uppercase())
                    && !ends_text(rest, at, piece))
                    || ABBREVIATIONS.iter().any(|known| so_far.eq_ignore_ascii_case(known))
                        && is_abbreviation(so_far, rest, at);
                return if abbreviation { at + 1 } else { at };
            }
            ',' if between(|c| c.is_ascii_digit()) && digits_only => {}
            ':' if between(|c| c.is_ascii_digit()) && digits_only => {}
            '/' if between(|c| c.is_ascii_digit()) => {}
            '&' if between(char::is_uppercase) => {}
            '\'' | '’' if between(char::is_alphabetic) => {
                let letters = letters(rest.get(at + c.len_utf8()..).unwrap_or_default());
                if letters.eq_ignore_ascii_case("t") && matches!(before, 'n' | 'N') && at > 1 {
                    return at - 1;
                }
                if is_clitic(letters) {
                    return at;
                }
            }
            '-' | '‐' | '‑' if next.is_some_and(char::is_alphanumeric) => {
                let prefix = PREFIXES.iter().any(|prefix| so_far.eq_ignore_ascii_case(prefix));
                if !prefix {
                    return fused(so_far);
                }
            }
            _ => return fused(so_far),
        }
        before = c;
    }
    fused(rest)
}

/// The first part of a word that is written together but counts as two: "can|not", "gon|na".
fn fused(word: &str) -> usize {
    let lower = |whole: &str| word.eq_ignore_ascii_case(whole);
    if lower("cannot") || lower("gonna") || lower("gotta") || lower("wanna") { 3 } else { word.len() }
}

/// Marks that combine with the letter before them.
fn is_joined(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{200d}' | '_')
}

fn is_unit(letters: &str) -> bool {
    ["am", "pm", "k", "m", "b", "bn", "mm", "cm", "km", "kg", "lb", "ft", "mph"]
        .iter()
        .any(|unit| letters.eq_ignore_ascii_case(unit))
}

/// Whether a stop inside a word is one of a name on the web: "example.com", but not "end.Next".
fn is_domain(so_far: &str, piece: usize, next: Option<char>) -> bool {
    let lower = next.is_some_and(|c| c.is_lowercase() || c.is_ascii_digit());
    lower && so_far.get(piece..).is_some_and(|piece| piece.chars().count() > 1)
}

/// Whether a single letter's stop ends the text: "plan B." does, "J." before a name does not.
fn ends_text(rest: &str, at: usize, piece: usize) -> bool {
    piece == 0 && rest.get(at + 1..).is_none_or(|after| after.trim().is_empty())
}

/// Some abbreviations are words as well: "no.", "sat.", "co." count only where a capital or a digit follows or precedes.
fn is_abbreviation(so_far: &str, rest: &str, at: usize) -> bool {
    let after = rest.get(at + 1..).unwrap_or_default();
    let word = [
        "no", "mar", "sat", "sun", "mon", "wed", "miss", "ill", "ind", "mo", "ore", "la", "pa", "del", "ed",
        "est", "fig", "wash", "mass", "al", "sec", "co", "ga",
    ];
    if word.iter().any(|word| so_far == *word) {
        // In lower case only "no. 5", "et al.", "fig. 2" are abbreviations.
        let follows = after.trim_start();
        return (so_far == "al" && !follows.is_empty()) || follows.starts_with(|c: char| c.is_ascii_digit());
    }
    true
}

fn sentences_of(text: &str, tokens: &[Span], range: std::ops::Range<usize>, found: &mut Vec<Sentence>) {
    let word = |index: usize| tokens.get(index).and_then(|span| span.slice(text)).unwrap_or_default();
    let mut push = |from: usize, to: usize| {
        if let (Some(first), Some(last)) =
            (tokens.get(from), to.checked_sub(1).and_then(|last| tokens.get(last)))
            && from < to
        {
            found.push(Sentence { span: Span::between(first.start(), last.end()), tokens: from..to });
        }
    };
    let mut start = range.start;
    let mut at = range.start;
    while at < range.end {
        let mut end = at + 1;
        let token = word(at);
        let stops = matches!(token, "." | "…" | "?" | "!") || is_mark_run(token);
        let abbreviation =
            token.len() > 1 && token.ends_with('.') && token.starts_with(char::is_alphanumeric);
        if stops || abbreviation {
            // Closing marks belong to the sentence that they close, where no blank comes before them.
            while end < range.end && closes(word(end)) && adjoins(tokens, end) {
                end += 1;
            }
            let next = word(end);
            let boundary = if stops {
                starts_sentence(word(end), word(end + 1))
                    && !(token == "…" && next.starts_with(char::is_lowercase))
            } else {
                !BEFORE_NAMES.iter().any(|known| token.eq_ignore_ascii_case(known)) && is_starter(next)
            };
            if end < range.end && boundary {
                push(start, end);
                start = end;
            }
            at = end;
        } else {
            at = end;
        }
        if at - start >= LONGEST_SENTENCE {
            push(start, at);
            start = at;
        }
    }
    push(start, range.end);
}

/// "...", "?!", "!!".
fn is_mark_run(token: &str) -> bool {
    token.len() > 1 && token.bytes().all(|byte| matches!(byte, b'.' | b'!' | b'?'))
}

fn closes(token: &str) -> bool {
    matches!(token, "”" | "\"" | "’" | "'" | "''" | "’’" | ")" | "]" | "»" | "›" | "." | "?" | "!")
}

/// Whether no blank stands between a token and the one before it.
fn adjoins(tokens: &[Span], index: usize) -> bool {
    let before = index.checked_sub(1).and_then(|before| tokens.get(before));
    tokens.get(index).zip(before).is_some_and(|(token, before)| token.start() == before.end())
}

/// What follows a stop starts a sentence unless it goes on in lower case: "“Why?” he asked".
fn starts_sentence(next: &str, after: &str) -> bool {
    let first = |word: &str| word.chars().next();
    match first(next) {
        None => true,
        Some(c) if c.is_lowercase() => false,
        Some('“' | '"' | '‘' | '\'' | '(' | '[' | '«' | '`') => {
            first(after).is_none_or(|c| !c.is_lowercase())
        }
        Some(',' | ';' | ':') => false,
        Some(c) => {
            c.is_alphanumeric() || matches!(c, '$' | '#' | '@' | '–' | '—' | '-' | '•' | '*' | '…' | '.')
        }
    }
}

/// Words that start sentences far more often than they continue a name, so that they start one after "U.S." or "p.m.".
fn is_starter(next: &str) -> bool {
    const STARTERS: &[&str] = &[
        "The",
        "A",
        "An",
        "He",
        "She",
        "It",
        "They",
        "We",
        "I",
        "You",
        "But",
        "And",
        "In",
        "On",
        "At",
        "For",
        "If",
        "This",
        "That",
        "These",
        "Those",
        "There",
        "When",
        "While",
        "As",
        "After",
        "Before",
        "However",
        "His",
        "Her",
        "Its",
        "Their",
        "Our",
        "My",
        "So",
        "Yet",
        "Some",
        "Many",
        "Most",
        "No",
        "Not",
        "What",
        "Who",
        "How",
        "Why",
        "Where",
        "Then",
        "Now",
        "To",
        "From",
        "With",
        "By",
        "Since",
        "Although",
        "Though",
        "Because",
        "Both",
        "Other",
        "Others",
        "Another",
        "Also",
        "Still",
        "Last",
        "Earlier",
        "Later",
        "Meanwhile",
        "“",
        "\"",
    ];
    STARTERS.contains(&next)
}
