//! Where a stretch of words that are one name or several ends.

use crate::lexicon::WordClass;
use crate::lexicon::function_words::is_name_particle;
use crate::text::Document;

/// Where the stretch of name words that starts at `start` ends, before `limit`. "of", "for", "and" and the like join two
/// stretches where the first names an office or an organization: "Department of Justice", "University of Texas".
pub(super) fn stretch_end(document: &Document<'_>, words: &[bool], start: usize, limit: usize) -> usize {
    let mut stretch = Stretch { document, words, start, limit, organization: false };
    let mut end = start;
    while end < limit {
        if stretch.is_name(end) {
            stretch.organization |= document.lexicon().organization_word(document.word(end)).is_some();
            end += 1;
        } else if end == start {
            break;
        } else if is_suffix(document.word(end)) {
            end += 1;
        } else if stretch.is_nickname(end) {
            end += NICKNAME;
        } else if let Some(next) = stretch.joined(end) {
            end = next + 1;
        } else {
            break;
        }
    }
    end
}

/// Number of tokens from the opening mark of a nickname to the end of the name: 'Robert "Bobby" Lane'.
const NICKNAME: usize = 4;

/// Maximum number of words after "and" that may end in a word of organizations.
const MAX_TOPICS: usize = 4;

/// What sets two of one name apart: "Jr.", "III".
pub(crate) fn is_suffix(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    ["jr", "sr", "ii", "iii", "iv"].iter().any(|suffix| word.eq_ignore_ascii_case(suffix))
}

/// A stretch of name words while it is read.
struct Stretch<'s> {
    document: &'s Document<'s>,
    /// For each token whether it can be a word of a name.
    words: &'s [bool],
    start: usize,
    limit: usize,
    /// Whether it holds a word of organizations.
    organization: bool,
}

impl Stretch<'_> {
    fn is_name(&self, at: usize) -> bool {
        self.words.get(at).copied().unwrap_or(false)
    }

    /// Whether a nickname in quotation marks starts at a token.
    fn is_nickname(&self, at: usize) -> bool {
        let mark = |at: usize| self.document.lower(at) == "\"";
        mark(at) && self.is_name(at + 1) && mark(at + 2) && self.is_name(at + 3)
    }

    /// The word with which the name goes on after the joint at a token.
    fn joined(&self, at: usize) -> Option<usize> {
        let document = self.document;
        let lower = document.lower(at);
        let particle = is_name_particle(lower);
        let topics = lower == "and" && self.joins_topics(at);
        let connects = self.connects(at, topics);
        let next = match (connects, document.lower(at + 1)) {
            // "Alliance to Protect Our Shores"
            (true, "the" | "our" | "their") => at + 2,
            (_, next) if particle && is_name_particle(next) => at + 2,
            _ => at + 1,
        };
        // "and" joins two names as often as it joins the words of one: only inside "... for Security and Cooperation in
        // ..." does a later "in" or "of" show that the name goes on.
        let one_name = lower != "and"
            || topics
            || (self.is_name(next) && matches!(document.lower(next + 1), "in" | "of" | "for"));
        let in_name = lower != "in" || document.lower(at.saturating_sub(1)).len() > 2;
        let joins = lower == "-" || particle || (connects && one_name && in_name);
        (joins && next < self.limit && self.is_name(next)).then_some(next)
    }

    /// Whether a function word can join two parts of the name.
    fn connects(&self, at: usize, topics: bool) -> bool {
        let (document, lexicon, start) = (self.document, self.document.lexicon(), self.start);
        let lower = document.lower(at);
        // "Alliance to Protect Our Shores"
        let purpose = || self.organization && matches!(lower, "to" | "our" | "their") && self.is_name(at + 1);
        if !matches!(lower, "of" | "for" | "and" | "on" | "the" | "in" | "&" | "against") && !purpose() {
            return false;
        }
        // Of titles only the one right before it: "Secretary of State", but not "Rep. Ann Lee of Maine".
        let office = || lexicon.is_title(document.word(at - 1));
        // "Citizens for Safer Roads", "Doctors Without Borders": people in the plural, and what they stand for.
        let cause = || {
            let word = document.word(start);
            at == start + 1
                && matches!(lower, "for" | "against")
                && word.ends_with('s')
                && lexicon.organization_word(word).is_none()
                && !lexicon.is_people(document.lower(start))
                && !lexicon.is_title(word)
        };
        self.organization || topics || office() || cause()
    }

    /// Whether "and" joins two subjects of one organization: "Oversight and Government Reform Committee", "Citizenship and
    /// Immigration Services". The word before it is a subject and no name, and the words after it end in one of an
    /// organization.
    fn joins_topics(&self, and: usize) -> bool {
        let (document, lexicon) = (self.document, self.document.lexicon());
        let rest = (and + 1..self.limit).take_while(|at| self.is_name(*at)).take(MAX_TOPICS);
        let Some(last) = rest.last().filter(|last| *last > and + 1) else { return false };
        let word = document.word(last);
        lexicon.organization_word(word).is_some()
            && !lexicon.is_title(word)
            && lexicon.classes(document.lower(and - 1)).is(WordClass::Topic)
    }
}
