//! Segmentation of a paragraph into tokens.

use super::abbreviation;
use super::sentence::is_starter;
use crate::Span;
use crate::lexicon::Lexicon;

/// Prefixes after which a hyphen does not split a word. In UD's English training corpora that holds of "non-" 57 times of
/// 58, of "e-" 43 of 44, and of "re-", "anti-", "co-", "pre-", "mid-", "pro-" and "cross-" always. "well-", "self-" and
/// "long-" are always split.
const PREFIXES: &[&str] = &[
    "non", "e", "re", "anti", "co", "pre", "mid", "pro", "cross", "post", "semi", "over", "sub", "counter",
    "multi", "mini", "ex", "neo", "inter", "intra", "micro", "socio", "psycho", "un", "vice", "de", "ultra",
    "extra", "trans", "arch", "uh", "hm",
];

/// Appends the tokens of a paragraph.
pub(super) fn tokens(text: &str, paragraph: Span, lexicon: &Lexicon, found: &mut Vec<Span>) {
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
        let mut length = token_length(rest, c, before, lexicon).max(c.len_utf8());
        if length == 1 && c == 'I' && is_middle_initial(body.get(..at).unwrap_or_default(), rest) {
            length += 1;
        }
        found.push(Span::between(paragraph.start() + at, paragraph.start() + at + length));
        before = rest.get(..length).and_then(|token| token.chars().next_back());
        at += length;
    }
}

/// Length in bytes that no name that is looked at reaches.
const MAX_NAME: usize = 40;

/// Whether "I." stands in a name: between two words with a capital, the second of which seldom starts a sentence.
fn is_middle_initial(before: &str, rest: &str) -> bool {
    let Some(after) = rest.strip_prefix("I. ") else { return false };
    let before = before.trim_end().as_bytes();
    let name = before.rsplit(u8::is_ascii_whitespace).next().unwrap_or_default();
    let name = name.len() > 2 && name.len() < MAX_NAME && name.first().is_some_and(u8::is_ascii_uppercase);
    let next = letters(after);
    name && next.len() > 1 && next.starts_with(char::is_uppercase) && !is_starter(next)
}

/// Whether a character is a blank or invisible: marks of direction, byte-order marks and soft hyphens.
pub(super) fn is_blank(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_whitespace() || c.is_ascii_control();
    }
    c.is_whitespace() || c.is_control() || is_invisible(c)
}

/// Whether a character shows nothing: marks of direction, byte-order marks and soft hyphens.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

/// The length in bytes of the token at the start of `rest`. `c` is its first character. `before` is the character before
/// it, if no blank is between them.
fn token_length(rest: &str, c: char, before: Option<char>, lexicon: &Lexicon) -> usize {
    let after = || rest.get(c.len_utf8()..).unwrap_or_default();
    let attached = before.is_some_and(char::is_alphanumeric);
    if c.is_alphanumeric() {
        let word = word(rest, before, lexicon);
        return if attached { word } else { address(rest, word).unwrap_or(word) };
    }
    match c {
        '\'' | '’' | '‘' | '`' => {
            // A clitic follows its word without a blank. "n't" is split off by `word`.
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
                return c.len_utf8() + word(after(), Some(c), lexicon);
            }
            run(rest, c)
        }
        // A decimal fraction without a zero, such as a batting average or a calibre.
        '.' if !attached && after().starts_with(|c: char| c.is_ascii_digit()) => {
            1 + word(after(), Some(c), lexicon)
        }
        '.' => {
            let dots = run(rest, c);
            // ".?" and ".!" are one token.
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
        ':' | ';' | '=' if !attached && emoticon(rest).is_some() => emoticon(rest).unwrap_or(1),
        '-' | '*' | '_' | '=' | '~' | '>' | '+' => run(rest, c),
        '@' | '#' if before.is_none() && after().starts_with(char::is_alphabetic) => {
            1 + after().find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(after().len())
        }
        _ => c.len_utf8(),
    }
}

/// The length in bytes of a run of one mark.
fn run(rest: &str, mark: char) -> usize {
    rest.chars().take_while(|c| *c == mark).count() * mark.len_utf8()
}

/// The length in bytes of a run of question and exclamation marks.
fn marks(rest: &str) -> usize {
    rest.bytes().take_while(|byte| matches!(byte, b'!' | b'?')).count()
}

/// The letters at the start of `rest`, up to a maximum length that is enough for clitics and units.
fn letters(rest: &str) -> &str {
    const MAX_LETTERS: usize = 9;
    let end = rest.char_indices().take(MAX_LETTERS).find(|(_, c)| !c.is_alphabetic()).map(|(at, _)| at);
    let end = end.or_else(|| rest.char_indices().nth(MAX_LETTERS).map(|(at, _)| at)).unwrap_or(rest.len());
    rest.get(..end).unwrap_or_default()
}

fn is_clitic(letters: &str) -> bool {
    ["s", "m", "d", "ll", "re", "ve"].iter().any(|clitic| letters.eq_ignore_ascii_case(clitic))
}

/// The length in bytes of a web or mail address at the start of `rest`, without the punctuation after it. `word` is the
/// length of the first word.
fn address(rest: &str, word: usize) -> Option<usize> {
    // Maximum number of characters in an address. The bound keeps text without blanks linear.
    const MAX_LENGTH: usize = 300;
    let after = rest.get(word..)?;
    let host = rest.get(..word)?;
    let mut next = after.chars();
    let is_address = match (next.next(), next.next()) {
        (Some(':'), Some('/')) => after.starts_with("://"),
        (Some('@'), Some(c)) => c.is_alphanumeric(),
        (Some('/'), _) => is_host(host),
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
        .take(MAX_LENGTH)
        .take_while(|(_, c)| !is_blank(*c) && !matches!(c, '<' | '>' | '"' | '“' | '”' | '|' | '—' | '–'))
        .last()
        .map_or(0, |(at, c)| at + c.len_utf8());
    let chunk = rest.get(..chunk)?.trim_end_matches(['.', ',', ';', ':', '!', '?', '’', '\'']);
    let chunk = if chunk.contains('(') { chunk } else { chunk.trim_end_matches([')', ']', '.', ',']) };
    (chunk.len() > word).then_some(chunk.len())
}

/// Whether a word ends in a short lower-case part after a stop: "example.com".
fn is_host(word: &str) -> bool {
    word.rsplit_once('.').is_some_and(|(name, last)| {
        !name.is_empty()
            && (2..=4).contains(&last.len())
            && last.bytes().all(|byte| byte.is_ascii_lowercase())
    })
}

/// The length in bytes of the word at the start of `rest`, up to a clitic, a splitting hyphen or a mark.
fn word(rest: &str, outside: Option<char>, lexicon: &Lexicon) -> usize {
    if let Some(length) = number_with_hyphens(rest) {
        return length;
    }
    let mut chars = rest.char_indices().peekable();
    let mut before = '\0';
    let mut digits_only = true;
    // The start of the part after the last inner stop, and whether all parts so far are single letters.
    let mut piece = 0;
    let mut letters_with_stops = true;
    while let Some((at, c)) = chars.next() {
        if c.is_alphanumeric() || is_combining(c) {
            // A unit after a number is a token: "3:30pm", "5k".
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
                            || abbreviation::starts_degree(so_far, next, lexicon)
                    }
                    _ => false,
                };
                if goes_on {
                    // The letters after "Ph." are single letters.
                    letters_with_stops |= abbreviation::starts_degree(so_far, next.unwrap_or(' '), lexicon);
                    piece = at + 1;
                } else {
                    let keeps = if letters_with_stops {
                        piece > 0 || initial_keeps_stop(so_far, before, after, outside)
                    } else if piece == 0 {
                        abbreviation::keeps_stop(so_far, after, lexicon)
                    } else {
                        abbreviation::is_degree(so_far, lexicon)
                    };
                    return if keeps { at + 1 } else { first_of_contraction(so_far) };
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
                    return first_of_contraction(so_far);
                }
            }
            '\'' | '’' if is_decade(so_far, after) => return at + c.len_utf8() + 1,
            '-' | '‐' | '‑' if next.is_some_and(char::is_alphanumeric) => {
                if !PREFIXES.iter().any(|prefix| so_far.eq_ignore_ascii_case(prefix)) {
                    return first_of_contraction(so_far);
                }
            }
            '-' if is_broken_off(so_far, after) => return at + 1,
            _ => return first_of_contraction(so_far),
        }
        before = c;
    }
    first_of_contraction(rest)
}

/// Whether a single letter includes the stop after it: "J. Lee", but not "plan B." at the end, nor "So do I."
fn initial_keeps_stop(letter: &str, c: char, after: &str, outside: Option<char>) -> bool {
    if !c.is_uppercase() {
        return abbreviation::letter_keeps_stop(letter, after, outside);
    }
    let mut next = after.chars().skip_while(|c| is_blank(*c));
    match (next.next(), next.next()) {
        (None, _) => false,
        // "I. M. Pei" is a name. "So did I. But" is not.
        (Some(first), Some('.')) if letter == "I" => first.is_uppercase(),
        _ => letter != "I",
    }
}

/// Negated contractions without an apostrophe. EWT splits every "wont" and "cant", since the other words are rare.
const NEGATED: &[&str] = &[
    "dont", "didnt", "doesnt", "isnt", "wasnt", "wouldnt", "couldnt", "shouldnt", "havent", "hasnt", "hadnt",
    "arent", "werent", "wont", "cant", "aint",
];
/// Other contractions without an apostrophe, with the length of their first word.
const CONTRACTED: &[(&str, usize)] = &[
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

/// The length in bytes of the first word of a contraction, or of the whole word.
fn first_of_contraction(word: &str) -> usize {
    let whole = word.len();
    if !(2..=8).contains(&whole) {
        return whole;
    }
    let is = |known: &&str| word.eq_ignore_ascii_case(known);
    // In capitals it is an abbreviation of something else.
    let small = || word.chars().nth(1).is_some_and(char::is_lowercase);
    match word.as_bytes().last() {
        Some(b'a' | b'A') if ["gonna", "gotta", "wanna"].iter().any(is) => 3,
        Some(b't' | b'T') if is(&"cannot") => 3,
        Some(b't') if NEGATED.iter().any(is) && small() => whole - 2,
        Some(b'm' | b'e' | b'l' | b's') => {
            let joined = CONTRACTED.iter().find(|(known, _)| is(known) && small());
            joined.map_or(whole, |(_, length)| *length)
        }
        _ => whole,
    }
}

/// Whether a character combines with the letter before it.
fn is_combining(c: char) -> bool {
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

/// Whether a stop inside a word is part of a domain name: "example.com", but not "end.Next".
fn is_domain(so_far: &str, piece: usize, next: char) -> bool {
    (next.is_lowercase() || next.is_ascii_digit())
        && so_far.get(piece..).is_some_and(|piece| piece.chars().nth(1).is_some())
}

/// Whether a capitalised word follows. In "in the U.S.One thing" a blank is missing.
fn starts_word(after: &str) -> bool {
    let letters = letters(after);
    let mut chars = letters.chars();
    chars.next().is_some_and(char::is_uppercase)
        && chars.next().is_some_and(char::is_lowercase)
        && chars.next().is_some()
}

/// Whether three digits follow, or two and a comma as in Indian numbers: "100,000" is one token, "[8,9]" is not.
fn groups_digits(after: &str) -> bool {
    let digits = after.bytes().take(4).take_while(u8::is_ascii_digit).count();
    digits == 3 || (digits == 2 && after.as_bytes().get(2) == Some(&b','))
}

/// Whether a slash is part of a word: "w/o", "s/he", "n/a".
fn is_slashed(so_far: &str, after: &str) -> bool {
    let next = letters(after);
    [("w", "o"), ("w", "out"), ("s", "he"), ("n", "a"), ("l", "c")]
        .iter()
        .any(|(first, last)| so_far.eq_ignore_ascii_case(first) && next.eq_ignore_ascii_case(last))
}

/// Whether a single letter is on each side of an ampersand: "p&l".
fn is_initials(so_far: &str, after: &str) -> bool {
    so_far.len() == 1 && so_far.starts_with(char::is_alphabetic) && letters(after).len() == 1
}

/// Whether an apostrophe is part of a decade: "80's", "1930's".
fn is_decade(so_far: &str, after: &str) -> bool {
    matches!(so_far.len(), 2 | 4)
        && so_far.ends_with('0')
        && so_far.bytes().all(|byte| byte.is_ascii_digit())
        && letters(after) == "s"
}

/// Whether a dash is part of a word that is broken off: "w- what", but not "pre- and post-war".
fn is_broken_off(so_far: &str, after: &str) -> bool {
    let short = so_far.len() <= 2 && so_far.bytes().all(|byte| byte.is_ascii_alphabetic());
    let next = letters(after.trim_start_matches(' '));
    short && after.starts_with(' ') && !matches!(next, "and" | "or" | "to" | "nor" | "but")
}

/// The length in bytes of a telephone number, date or code: "713-555-0199", "555-0199", "2016-10-19". Ranges and scores are
/// not among them.
fn number_with_hyphens(rest: &str) -> Option<usize> {
    const MAX_GROUPS: usize = 5;
    let first = digits(rest);
    if first == 0 || rest.as_bytes().get(first) != Some(&b'-') {
        return None;
    }
    let mut groups = [0; MAX_GROUPS];
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

/// The number of digits at the start of `rest`, up to 20.
fn digits(rest: &str) -> usize {
    rest.bytes().take(20).take_while(u8::is_ascii_digit).count()
}

/// The length in bytes of the digits and hyphens after a plus: "+44", "+1-202-555-0199".
fn telephone(rest: &str) -> usize {
    let length = rest.bytes().take(24).take_while(|byte| byte.is_ascii_digit() || *byte == b'-').count();
    rest.get(..length).map_or(0, |number| number.trim_end_matches('-').len())
}

/// The length in bytes of an emoticon with a blank or nothing after it: ":)", ";-)", ":D".
fn emoticon(rest: &str) -> Option<usize> {
    let mut chars = rest.char_indices().skip(1).peekable();
    chars.next_if(|(_, c)| *c == '-');
    let (at, _) = chars.next().filter(|(_, c)| matches!(c, ')' | '(' | 'D' | 'P' | 'p'))?;
    let end = rest.get(at + 1..)?;
    end.chars().next().is_none_or(is_blank).then_some(at + 1)
}

/// The length in bytes of an HTML entity: "&amp;", "&#8217;".
pub(crate) fn entity(rest: &str) -> Option<usize> {
    const MAX_LENGTH: usize = 10;
    let length = rest
        .bytes()
        .skip(1)
        .take(MAX_LENGTH)
        .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#');
    let length = 1 + length.count();
    (length > 2 && rest.as_bytes().get(length) == Some(&b';')).then_some(length + 1)
}

/// The length in bytes of an HTML tag: "<p>", "</a>", "<br />", with attributes.
pub(crate) fn tag(rest: &str) -> Option<usize> {
    const MAX_LENGTH: usize = 300;
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
        "h5",
        "h6",
        "div",
        "img",
        "span",
        "strong",
        "style",
        "sup",
        "sub",
        "cite",
        "time",
        "header",
        "footer",
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
    let end = tag_end(rest.as_bytes().get(..rest.len().min(MAX_LENGTH))?)?;
    let attributes = inner.as_bytes().get(name.len())?;
    matches!(attributes, b'>' | b'/' | b' ').then_some(end + 1)
}

/// Where the bracket stands that closes a tag: behind the values of its attributes, which may hold one.
fn tag_end(tag: &[u8]) -> Option<usize> {
    let (mut value, mut before) = (None, b' ');
    for (at, byte) in tag.iter().copied().enumerate() {
        match value {
            Some(mark) if byte == mark => value = None,
            None if byte == b'>' => return Some(at),
            None if before == b'=' && matches!(byte, b'"' | b'\'') => value = Some(byte),
            _ => {}
        }
        before = byte;
    }
    // The mark of a value may be left open.
    tag.iter().position(|byte| *byte == b'>')
}
