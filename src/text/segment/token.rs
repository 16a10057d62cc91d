//! From characters to tokens.

use super::abbreviation;
use crate::Span;

/// Prefixes that stay with their word over a hyphen: in UD's English training corpora "non-" 57 times of 58, "e-" 43 of
/// 44, "re-", "anti-", "co-", "pre-", "mid-", "pro-", "cross-" always, where "well-", "self-", "long-" always split.
const PREFIXES: &[&str] = &[
    "non", "e", "re", "anti", "co", "pre", "mid", "pro", "cross", "post", "semi", "over", "sub", "counter",
    "multi", "mini", "ex", "neo", "inter", "intra", "micro", "socio", "psycho", "un", "vice", "de", "ultra",
    "extra", "trans", "arch", "uh", "hm",
];

/// Adds the tokens of one paragraph.
pub(super) fn tokens(text: &str, paragraph: Span, found: &mut Vec<Span>) {
    let Some(body) = paragraph.slice(text) else { return };
    let mut at = 0;
    let mut before: Option<char> = None;
    while let Some(rest) = body.get(at..) {
        let Some(c) = rest.chars().next() else { break };
        if is_blank(c) {
            at += c.len_utf8();
            before = None;
            continue;
        }
        let length = token_length(rest, c, before).max(c.len_utf8());
        found.push(Span::between(paragraph.start() + at, paragraph.start() + at + length));
        before = rest.get(..length).and_then(|token| token.chars().next_back());
        at += length;
    }
}

/// Blanks and what no reader sees: marks of direction, byte-order marks, soft hyphens are no words.
pub(super) fn is_blank(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_whitespace() || c.is_ascii_control();
    }
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

/// How many bytes the token at the start of `rest` has. `c` is its first character, `before` the one before it where no
/// blank stands between.
fn token_length(rest: &str, c: char, before: Option<char>) -> usize {
    let after = || rest.get(c.len_utf8()..).unwrap_or_default();
    let attached = before.is_some_and(char::is_alphanumeric);
    if c.is_alphanumeric() {
        let word = word(rest, before);
        return if attached { word } else { address(rest, word).unwrap_or(word) };
    }
    match c {
        '\'' | '’' | '‘' | '`' => {
            // A clitic stands right behind its word; "n't" is found by the word before it.
            let letters = letters(after());
            if attached && is_clitic(letters) {
                return c.len_utf8() + letters.len();
            }
            if matches!(before, Some('n' | 'N')) && letters.eq_ignore_ascii_case("t") {
                return c.len_utf8() + 1;
            }
            // '90s
            let decade = after().bytes().take_while(u8::is_ascii_digit).count() == 2;
            if decade && !attached && c != '`' {
                return c.len_utf8() + word(after(), Some(c));
            }
            run(rest, c)
        }
        // A decimal fraction without its zero, as batting averages and calibres are written.
        '.' if !attached && after().starts_with(|c: char| c.is_ascii_digit()) => 1 + word(after(), Some(c)),
        '.' => {
            let dots = run(rest, c);
            // ".?" and ".!" are one mark of the web's.
            match rest.get(dots..).and_then(|rest| rest.chars().next()) {
                Some('?' | '!') if dots == 1 => 1 + marks(after()),
                _ => dots,
            }
        }
        '+' if before.is_none() && after().starts_with(|c: char| c.is_ascii_digit()) => {
            1 + telephone(after())
        }
        '<' => tag(rest).unwrap_or_else(|| run(rest, c)),
        '!' | '?' => marks(rest),
        '&' => entity(rest).unwrap_or(1),
        ':' | ';' | '=' if !attached && face(rest).is_some() => face(rest).unwrap_or(1),
        '-' | '*' | '_' | '=' | '~' | '>' | '+' => run(rest, c),
        '@' | '#' if before.is_none() && after().starts_with(char::is_alphabetic) => {
            1 + after().find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(after().len())
        }
        _ => c.len_utf8(),
    }
}

/// The length of a run of one and the same mark.
fn run(rest: &str, mark: char) -> usize {
    rest.chars().take_while(|c| *c == mark).count() * mark.len_utf8()
}

/// The length of a run of question and exclamation marks.
fn marks(rest: &str) -> usize {
    rest.bytes().take_while(|byte| matches!(byte, b'!' | b'?')).count()
}

/// The letters at the start, as far as a clitic needs them.
fn letters(rest: &str) -> &str {
    const ENOUGH: usize = 9;
    let end = rest.char_indices().take(ENOUGH).find(|(_, c)| !c.is_alphabetic()).map(|(at, _)| at);
    let end = end.or_else(|| rest.char_indices().nth(ENOUGH).map(|(at, _)| at)).unwrap_or(rest.len());
    rest.get(..end).unwrap_or_default()
}

fn is_clitic(letters: &str) -> bool {
    ["s", "m", "d", "ll", "re", "ve"].iter().any(|clitic| letters.eq_ignore_ascii_case(clitic))
}

/// An address of the web or of mail takes its whole chunk, but for the marks at its end. `word` is the length of the
/// chunk's first word.
fn address(rest: &str, word: usize) -> Option<usize> {
    // No address is longer than this; the bound keeps text without blanks linear.
    const LONGEST: usize = 300;
    let after = rest.get(word..)?;
    let host = rest.get(..word)?;
    let mut next = after.chars();
    let is_address = match (next.next(), next.next()) {
        (Some(':'), Some('/')) => after.starts_with("://"),
        (Some('@'), Some(c)) => c.is_alphanumeric(),
        (Some('/'), _) => ends_as_host(host),
        // "jean-luc@example.org", "Ann.Lee@example.org"
        (Some('-' | '.'), Some(c)) if c.is_alphanumeric() => {
            let name = after
                .chars()
                .take(60)
                .take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | '_' | '@'));
            let mut before = '-';
            let mut found = false;
            for c in name {
                found |= before == '@' && c.is_alphanumeric();
                before = c;
            }
            found
        }
        _ => false,
    };
    if !is_address {
        return None;
    }
    let chunk = rest
        .char_indices()
        .take(LONGEST)
        .take_while(|(_, c)| !is_blank(*c) && !matches!(c, '<' | '>' | '"' | '“' | '”' | '|' | '—' | '–'))
        .last()
        .map_or(0, |(at, c)| at + c.len_utf8());
    let chunk = rest.get(..chunk)?.trim_end_matches(['.', ',', ';', ':', '!', '?', '’', '\'']);
    let chunk = if chunk.contains('(') { chunk } else { chunk.trim_end_matches([')', ']', '.', ',']) };
    (chunk.len() > word).then_some(chunk.len())
}

/// "example.com": the last part is short and in small letters.
fn ends_as_host(word: &str) -> bool {
    word.rsplit_once('.').is_some_and(|(name, last)| {
        !name.is_empty()
            && (2..=4).contains(&last.len())
            && last.bytes().all(|byte| byte.is_ascii_lowercase())
    })
}

/// The length of the word at the start, up to a clitic, a hyphen that splits, or a mark.
fn word(rest: &str, outside: Option<char>) -> usize {
    if let Some(length) = number_with_hyphens(rest) {
        return length;
    }
    let mut chars = rest.char_indices().peekable();
    let mut before = '\0';
    let mut digits_only = true;
    // Where the last piece between inner stops starts, and whether all pieces so far are single letters.
    let mut piece = 0;
    let mut letters_with_stops = true;
    while let Some((at, c)) = chars.next() {
        if c.is_alphanumeric() || is_joined(c) {
            // "3:30pm", "5k": a unit behind a number is a word of its own.
            if digits_only
                && before.is_ascii_digit()
                && c.is_alphabetic()
                && is_unit(letters(rest.get(at..).unwrap_or_default()))
            {
                return at;
            }
            digits_only &= !c.is_alphabetic();
            before = c;
            continue;
        }
        let next = chars.peek().map(|(_, next)| *next);
        let between = |test: fn(char) -> bool| test(before) && next.is_some_and(test);
        let so_far = rest.get(..at).unwrap_or_default();
        let after = rest.get(at + c.len_utf8()..).unwrap_or_default();
        match c {
            '.' => {
                let single = so_far.get(piece..).is_some_and(|piece| piece.chars().nth(1).is_none());
                letters_with_stops &= single && before.is_alphabetic();
                let goes_on = match next {
                    Some(next) if next.is_alphanumeric() => {
                        between(|c| c.is_ascii_digit())
                            || (letters_with_stops && !starts_word(after))
                            || (is_domain(so_far, piece, next) && !after.starts_with("http"))
                            || abbreviation::starts_degree(so_far, next)
                    }
                    _ => false,
                };
                if goes_on {
                    // The letters behind "Ph." are single again.
                    letters_with_stops |= abbreviation::starts_degree(so_far, next.unwrap_or(' '));
                    piece = at + 1;
                } else {
                    let keeps = if letters_with_stops {
                        piece > 0 || initial_keeps_stop(so_far, before, after, outside)
                    } else if piece == 0 {
                        abbreviation::keeps_stop(so_far, after)
                    } else {
                        abbreviation::is_degree(so_far)
                    };
                    return if keeps { at + 1 } else { fused(so_far) };
                }
            }
            ',' if digits_only && between(|c| c.is_ascii_digit()) && groups_digits(after) => {}
            ':' if digits_only && between(|c| c.is_ascii_digit()) => {}
            '/' if between(|c| c.is_ascii_digit()) => {}
            '/' if is_slashed(so_far, after) => {}
            '&' if between(char::is_uppercase) || is_initials(so_far, after) => {}
            '\'' | '’' | '`' if between(char::is_alphabetic) => {
                let letters = letters(after);
                if letters.eq_ignore_ascii_case("t") && matches!(before, 'n' | 'N') && at > 1 {
                    return at - 1;
                }
                if is_clitic(letters) {
                    return at;
                }
                if c == '`' {
                    return fused(so_far);
                }
            }
            '\'' | '’' if is_decade(so_far, after) => return at + c.len_utf8() + 1,
            '-' | '‐' | '‑' if next.is_some_and(char::is_alphanumeric) => {
                if !PREFIXES.iter().any(|prefix| so_far.eq_ignore_ascii_case(prefix)) {
                    return fused(so_far);
                }
            }
            '-' if is_broken_off(so_far, after) => return at + 1,
            _ => return fused(so_far),
        }
        before = c;
    }
    fused(rest)
}

/// Whether the stop behind a single letter belongs to it: "J. Lee", but not "plan B." at the end, nor "So do I."
fn initial_keeps_stop(letter: &str, c: char, after: &str, outside: Option<char>) -> bool {
    if !c.is_uppercase() {
        return abbreviation::is_small_letter(letter, after, outside);
    }
    let mut next = after.chars().skip_while(|c| is_blank(*c));
    match (next.next(), next.next()) {
        (None, _) => false,
        // "I. M. Pei" is a name, "So did I. But" is not.
        (Some(first), Some('.')) if letter == "I" => first.is_uppercase(),
        _ => letter != "I",
    }
}

/// Contractions without their apostrophe, as the web writes them and reporters quote it. "wont", "cant", "im" and
/// "ive" are so rare otherwise that EWT splits every one.
const NEGATED: &[&str] = &[
    "dont", "didnt", "doesnt", "isnt", "wasnt", "wouldnt", "couldnt", "shouldnt", "havent", "hasnt", "hadnt",
    "arent", "werent", "wont", "cant", "aint",
];
const JOINED: &[(&str, usize)] = &[
    ("im", 1),
    ("ive", 1),
    ("youre", 3),
    ("theyre", 4),
    ("youve", 3),
    ("theyve", 4),
    ("youll", 3),
    ("theyll", 4),
    ("thats", 4),
];

/// A word that is written together but counts as two: the length of its first part.
fn fused(word: &str) -> usize {
    let whole = word.len();
    if !(2..=8).contains(&whole) {
        return whole;
    }
    let is = |known: &&str| word.eq_ignore_ascii_case(known);
    // In capitals, what looks like a contraction is an abbreviation of something else.
    let small = || word.chars().nth(1).is_some_and(char::is_lowercase);
    match word.as_bytes().last() {
        Some(b'a' | b'A') if ["gonna", "gotta", "wanna"].iter().any(is) => 3,
        Some(b't' | b'T') if is(&"cannot") => 3,
        Some(b't') if NEGATED.iter().any(is) && small() => whole - 2,
        Some(b'm' | b'e' | b'l' | b's') => {
            let joined = JOINED.iter().find(|(known, _)| is(known) && small());
            joined.map_or(whole, |(_, length)| *length)
        }
        _ => whole,
    }
}

/// Marks that combine with the letter before them.
fn is_joined(c: char) -> bool {
    c == '_'
        || !c.is_ascii()
            && matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{200d}')
}

fn is_unit(letters: &str) -> bool {
    [
        "am", "pm", "k", "m", "b", "bn", "mm", "cm", "km", "kg", "lb", "lbs", "ft", "mph", "gb", "mb", "mg",
        "hrs", "mn", "tn", "million", "billion", "trillion", "percent",
    ]
    .iter()
    .any(|unit| letters.eq_ignore_ascii_case(unit))
}

/// Whether a stop inside a word is one of a name on the web: "example.com", but not "end.Next".
fn is_domain(so_far: &str, piece: usize, next: char) -> bool {
    (next.is_lowercase() || next.is_ascii_digit())
        && so_far.get(piece..).is_some_and(|piece| piece.chars().nth(1).is_some())
}

/// Whether a word in small letters with a capital follows: "in the U.S.One thing" lacks a blank.
fn starts_word(after: &str) -> bool {
    let letters = letters(after);
    let mut chars = letters.chars();
    chars.next().is_some_and(char::is_uppercase)
        && chars.next().is_some_and(char::is_lowercase)
        && chars.next().is_some()
}

/// Whether three digits follow, or two and a comma as in Indian numbers: "100,000" is one word, "[8,9]" are several.
fn groups_digits(after: &str) -> bool {
    let digits = after.bytes().take(4).take_while(u8::is_ascii_digit).count();
    digits == 3 || (digits == 2 && after.as_bytes().get(2) == Some(&b','))
}

/// "w/o", "s/he", "n/a": slashes that UD leaves alone.
fn is_slashed(so_far: &str, after: &str) -> bool {
    let next = letters(after);
    [("w", "o"), ("w", "out"), ("s", "he"), ("n", "a"), ("l", "c")]
        .iter()
        .any(|(first, last)| so_far.eq_ignore_ascii_case(first) && next.eq_ignore_ascii_case(last))
}

/// "p&l": a letter on either side.
fn is_initials(so_far: &str, after: &str) -> bool {
    so_far.len() == 1 && so_far.starts_with(char::is_alphabetic) && letters(after).len() == 1
}

/// "80's", "1930's": a decade keeps its ending.
fn is_decade(so_far: &str, after: &str) -> bool {
    matches!(so_far.len(), 2 | 4)
        && so_far.ends_with('0')
        && so_far.bytes().all(|byte| byte.is_ascii_digit())
        && letters(after) == "s"
}

/// "w- what": speech that breaks off keeps its dash, "pre- and post-war" does not.
fn is_broken_off(so_far: &str, after: &str) -> bool {
    let short = so_far.len() <= 2 && so_far.bytes().all(|byte| byte.is_ascii_alphabetic());
    let next = letters(after.trim_start_matches(' '));
    short && after.starts_with(' ') && !matches!(next, "and" | "or" | "to" | "nor" | "but")
}

/// Telephone numbers, dates and codes: "713-555-0199", "555-0199", "2016-10-19". Ranges and scores are not among them.
fn number_with_hyphens(rest: &str) -> Option<usize> {
    const MOST: usize = 5;
    let first = digits(rest);
    if first == 0 || rest.as_bytes().get(first) != Some(&b'-') {
        return None;
    }
    let mut groups = [0; MOST];
    let (mut count, mut at) = (0, 0);
    loop {
        let length = digits(rest.get(at..)?);
        *groups.get_mut(count)? = length;
        count += 1;
        at += length;
        if length == 0 {
            return None;
        }
        if rest.as_bytes().get(at) != Some(&b'-') {
            break;
        }
        at += 1;
    }
    let ends = !rest.get(at..)?.starts_with(char::is_alphanumeric);
    let telephone = match groups.get(..count)? {
        [3, 4] | [1, 3, 3, 4] => true,
        [a, b, c] => *a <= 4 && *b <= 3 && *c <= 4 && a + b + c >= 6,
        _ => false,
    };
    (ends && telephone).then_some(at)
}

/// How many digits stand at the start. No number that this crate needs to know is longer.
fn digits(rest: &str) -> usize {
    rest.bytes().take(20).take_while(u8::is_ascii_digit).count()
}

/// Digits and hyphens behind a plus: "+44", "+1-202-555-0199".
fn telephone(rest: &str) -> usize {
    let length = rest.bytes().take(24).take_while(|byte| byte.is_ascii_digit() || *byte == b'-').count();
    rest.get(..length).map_or(0, |number| number.trim_end_matches('-').len())
}

/// ":)", ";-)", ":D": a face of marks, with a blank or nothing behind it.
fn face(rest: &str) -> Option<usize> {
    let mut chars = rest.char_indices().skip(1).peekable();
    chars.next_if(|(_, c)| *c == '-');
    let (at, _) = chars.next().filter(|(_, c)| matches!(c, ')' | '(' | 'D' | 'P' | 'p'))?;
    let end = rest.get(at + 1..)?;
    end.chars().next().is_none_or(is_blank).then_some(at + 1)
}

/// What is left of HTML: "&amp;", "&#8217;".
fn entity(rest: &str) -> Option<usize> {
    const LONGEST: usize = 10;
    let length =
        rest.bytes().skip(1).take(LONGEST).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#');
    let length = 1 + length.count();
    (length > 2 && rest.as_bytes().get(length) == Some(&b';')).then_some(length + 1)
}

/// What is left of HTML: "<p>", "</a>", "<br />", with attributes.
fn tag(rest: &str) -> Option<usize> {
    const LONGEST: usize = 300;
    const NAMES: &[&str] = &[
        "a",
        "p",
        "b",
        "i",
        "u",
        "br",
        "hr",
        "em",
        "ul",
        "ol",
        "li",
        "td",
        "tr",
        "th",
        "h1",
        "h2",
        "h3",
        "h4",
        "div",
        "img",
        "span",
        "strong",
        "table",
        "tbody",
        "figure",
        "iframe",
        "script",
        "section",
        "article",
        "blockquote",
        "figcaption",
    ];
    let inner = rest.get(1..)?;
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let name = inner.bytes().take(12).take_while(u8::is_ascii_alphanumeric).count();
    let name = inner.get(..name)?;
    if !NAMES.iter().any(|known| name.eq_ignore_ascii_case(known)) {
        return None;
    }
    let end = rest.bytes().take(LONGEST).position(|byte| byte == b'>')?;
    let attributes = inner.as_bytes().get(name.len())?;
    matches!(attributes, b'>' | b'/' | b' ').then_some(end + 1)
}
