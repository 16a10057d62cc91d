//! Words of a phrase, as the grader sees them: no parse, no weights.

use crate::Span;
use crate::lexicon::{Classes, LONGEST, Lexicon, WordClass, is_invisible, key_of};
use WordClass::{Office, Partisan, Role, Spokesperson, Thing};

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Lower,
    Capital,
    /// Two letters or more, all capitals.
    Upper,
    Number,
    Mark,
}

/// A word or mark of the text, or a phrase that the lexicon lists.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) span: Span,
    /// Lower case, plain apostrophes; the words of a listed phrase with one space between.
    pub(super) key: String,
    pub(super) shape: Shape,
    pub(super) classes: Classes,
    pub(super) plural: bool,
}

impl Word {
    pub(super) fn is(&self, class: WordClass) -> bool {
        self.classes.is(class)
    }

    /// Whether the word has one of the classes.
    pub(super) fn any(&self, classes: Classes) -> bool {
        self.classes.meets(classes)
    }

    pub(super) fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Upper)
    }

    pub(super) fn is_possessive_mark(&self) -> bool {
        self.key == "'s" || (self.key == "'" && self.shape == Shape::Mark)
    }

    pub(super) fn is_mark(&self) -> bool {
        self.shape == Shape::Mark
    }
}

/// Splits a text into words and marks. `at` is where it starts in the whole. Linear in its length.
pub(super) fn words(text: &str, at: usize, lexicon: &Lexicon) -> Vec<Word> {
    let mut found = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() || is_invisible(c) {
            continue;
        }
        let mut end = start + c.len_utf8();
        if is_word(c) || (c == '@' && chars.peek().is_some_and(|(_, next)| is_word(*next))) {
            let mut before = c;
            while let Some((offset, next)) = chars.peek().copied() {
                let after = || text.get(offset + next.len_utf8()..).and_then(|rest| rest.chars().next());
                let joins = is_word(next)
                    || is_invisible(next)
                    || (is_joint(next) && after().is_some_and(is_word) && !is_possessive(text.get(offset..)))
                    || (next == '.' && is_abbreviation(text.get(start..end), before, after(), lexicon));
                if !joins {
                    break;
                }
                before = next;
                end = offset + next.len_utf8();
                chars.next();
            }
            let written = text.get(start..end).unwrap_or_default();
            if let Some((first, second)) = prefixed(written, lexicon) {
                found.push(word(first, at + start));
                found.push(word(second, at + end - second.len()));
            } else if let Some(first) = based(written, lexicon) {
                found.push(word(first, at + start));
            } else {
                found.push(word(written, at + start));
            }
        } else if let Some(mark) = possessive(text.get(start..), found.last(), at + start) {
            for _ in 1..mark.chars().count() {
                chars.next();
            }
            found.push(word(mark, at + start));
        } else {
            found.push(word(text.get(start..end).unwrap_or_default(), at + start));
        }
    }
    found
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '\u{300}'..='\u{36f}')
}

fn is_joint(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '\'' | '’' | '&' | '.' | ',' | '/') || c == 'ʼ'
}

/// Whether a text starts with the possessive ending, so that the apostrophe does not join.
fn is_possessive(rest: Option<&str>) -> bool {
    let mut chars = rest.unwrap_or_default().chars();
    let mark = chars.next().is_some_and(|c| matches!(c, '\'' | '’' | 'ʼ'));
    let joint = rest.and_then(|rest| rest.chars().next());
    // A comma or full stop joins digits only, and a slash joins capitals ("Reuters/Ipsos"); see `joins_here`.
    if let Some(c) = joint
        && matches!(c, ',' | '.')
    {
        return !chars.next().is_some_and(|c| c.is_ascii_digit());
    }
    mark && chars.next().is_some_and(|c| matches!(c, 's' | 'S')) && !chars.next().is_some_and(is_word)
}

/// Whether a full stop belongs to the word before it: "U.S.", "J.", "Sen.", "Fla.".
fn is_abbreviation(word: Option<&str>, before: char, after: Option<char>, lexicon: &Lexicon) -> bool {
    let Some(word) = word else { return false };
    if word.len() > 24 {
        return false; // no abbreviation; and what is looked at stays bounded
    }
    let single = word.chars().count() == 1 && before.is_alphabetic();
    let dotted = word.contains('.') && before.is_alphabetic();
    if single || dotted {
        return before.is_uppercase() || (dotted && after.is_none_or(|c| !c.is_alphanumeric()));
    }
    if word.len() > 8 || after.is_some_and(char::is_alphanumeric) {
        return false;
    }
    let dotted = format!("{word}.");
    lexicon.is_title(&dotted)
        || matches!(word, "Jr" | "Sr" | "Inc" | "Corp" | "Co" | "Ltd" | "Bros")
        || lexicon.graded(&dotted.to_lowercase()).is_some()
}

/// "ex-minister", "then-senator": two words.
fn prefixed<'t>(written: &'t str, lexicon: &Lexicon) -> Option<(&'t str, &'t str)> {
    let (first, rest) = written.split_once(HYPHENS)?;
    // "ex-wife" is what she is, not what she was.
    let former = first.eq_ignore_ascii_case("ex") && !lexicon.knows(rest, WordClass::FormerRelative)
        || first.eq_ignore_ascii_case("then");
    (former && !rest.is_empty()).then_some((first, rest))
}

/// "Washington-based", "Saudi-led": the first word tells where or whose.
fn based<'t>(written: &'t str, lexicon: &Lexicon) -> Option<&'t str> {
    let (first, last) = written.rsplit_once(HYPHENS)?;
    (!first.is_empty() && lexicon.knows(last, WordClass::LedParticiple)).then_some(first)
}

const HYPHENS: [char; 4] = ['-', '‐', '‑', '‒'];

/// The possessive ending at the start of `rest`, behind a word: "'s", or the apostrophe of "officers'".
fn possessive<'t>(rest: Option<&'t str>, before: Option<&Word>, at: usize) -> Option<&'t str> {
    let rest = rest?;
    let behind = before.filter(|word| !word.is_mark() && word.span.end() == at)?;
    let mark = rest.chars().next().filter(|c| matches!(c, '\'' | '’' | 'ʼ'))?;
    if is_possessive(Some(rest)) {
        return rest.get(..=mark.len_utf8());
    }
    behind.key.ends_with('s').then(|| rest.get(..mark.len_utf8())).flatten()
}

fn word(written: &str, at: usize) -> Word {
    let key = key_of(written).into_owned();
    let mut letters = written.chars().filter(|c| c.is_alphabetic());
    let first = letters.next();
    let shape = match first {
        _ if matches!(key.as_str(), "'s" | "'") => Shape::Mark,
        None if written.chars().any(char::is_numeric) => Shape::Number,
        None => Shape::Mark,
        Some(_) if written.chars().next().is_some_and(|c| c.is_ascii_digit()) => Shape::Number,
        Some(c) if c.is_lowercase() => Shape::Lower,
        Some(c) if c.is_uppercase() => {
            let (mut more, mut all) = (false, true);
            for letter in letters {
                more = true;
                all &= !letter.is_lowercase();
            }
            if more && all { Shape::Upper } else { Shape::Capital }
        }
        // Scripts without case.
        Some(_) => Shape::Capital,
    };
    Word {
        span: Span::between(at, at + written.len()),
        key,
        shape,
        classes: Classes::default(),
        plural: false,
    }
}

/// Joins the words of listed phrases, and looks every word up.
pub(super) fn look_up(words: Vec<Word>, lexicon: &Lexicon) -> Vec<Word> {
    let shouting = is_shouting(&words);
    let mut units: Vec<Word> = Vec::with_capacity(words.len());
    let mut words = words.into_iter();
    // The phrase that is looked up; one buffer for all.
    let mut key = String::new();
    while let Some(mut unit) = words.next() {
        if !unit.is_mark() {
            key.clone_from(&unit.key);
            // How many words follow in the longest phrase that is listed, and how long its key is.
            let mut longest = lexicon.graded(&key).map(|found| (0, found, key.len()));
            for (offset, next) in words.as_slice().iter().take(LONGEST - 1).enumerate() {
                if next.is_mark() {
                    break;
                }
                key.push(' ');
                key.push_str(&next.key);
                if let Some(found) = lexicon.graded(&key) {
                    longest = Some((offset + 1, found, key.len()));
                }
            }
            if let Some((more, (classes, plural), length)) = longest {
                (unit.classes, unit.plural) = (classes, plural);
                if let Some(last) = more.checked_sub(1).and_then(|before| words.nth(before)) {
                    unit.span = unit.span.cover(last.span);
                    key.truncate(length);
                    unit.key.clone_from(&key);
                }
            } else {
                (unit.classes, unit.plural) = by_form(&unit, lexicon);
            }
        }
        if shouting && unit.is_capital() && !unit.classes.is_empty() {
            unit.shape = Shape::Lower;
        }
        units.push(unit);
    }
    units
}

/// Whether all letters are capitals, so that capitals tell nothing: a headline.
fn is_shouting(words: &[Word]) -> bool {
    let letters = || words.iter().filter(|word| !word.is_mark() && word.shape != Shape::Number);
    letters().count() > 1 && letters().all(|word| word.shape == Shape::Upper || word.key.chars().count() == 1)
}

/// What the form of a word tells that no list holds.
fn by_form(word: &Word, lexicon: &Lexicon) -> (Classes, bool) {
    let key = word.key.as_str();
    if let Some((_, last)) = key.rsplit_once('-')
        && let Some((classes, plural)) = lexicon.graded(last)
        && classes.meets(Classes::of(&[Role, Office, Spokesperson, Partisan]))
    {
        return (classes, plural);
    }
    if word.shape != Shape::Lower {
        return (Classes::default(), false);
    }
    let singular = key.strip_suffix('s').filter(|stem| !stem.ends_with(['s', 'u', 'i'])).unwrap_or(key);
    let plural = singular.len() < key.len() || key.ends_with("men") || key.ends_with("women");
    let long = |ending: &str| singular.ends_with(ending) && singular.len() > ending.len() + 2;
    let role = ["ologist", "ographer", "ician", "woman", "man", "person", "men", "ist", "eer"];
    let thing =
        ["ness", "ism", "tion", "sion", "ity", "ment", "ance", "ence", "ship", "ure", "dom", "hood", "ing"];
    if role.iter().any(|ending| long(ending)) {
        return (Classes::of(&[Role]), plural);
    }
    if thing.iter().any(|ending| long(ending)) {
        return (Classes::of(&[Thing]), plural);
    }
    if ["er", "or"].iter().any(|ending| long(ending)) {
        return (Classes::of(&[Role]), plural);
    }
    (Classes::default(), plural)
}
