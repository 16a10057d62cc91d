//! Where names start and end, where the labels cut them.

use crate::attribution::name::{FoundName, NameKind};
use crate::lexicon::function_words::is_name_particle;
use crate::mention::is_suffix;
use crate::text::Document;

/// Maximum number of tokens of a name.
pub(super) const LONGEST: usize = 12;

/// Maximum number of particles of a name that follow each other.
const MAX_PARTICLES: usize = 3;

/// Joins what the labels cut: the parts of a person's name that follow each other, what a hyphen joins, and what an organization is
/// of: "Office for National Statistics". No name starts with a word in small letters or ends with a joint.
pub(super) fn mend(document: &Document<'_>, spans: Vec<FoundName>) -> Vec<FoundName> {
    let names = Names { document };
    let mut mended: Vec<FoundName> = Vec::with_capacity(spans.len());
    for mut span in spans {
        let floor = mended.last().map_or(0, |last| last.tokens.end);
        names.extend(&mut span, floor);
        match mended.last_mut().filter(|last| names.are_one(last, &span)) {
            Some(last) => last.tokens.end = span.tokens.end.max(last.tokens.end),
            None => mended.push(span),
        }
    }
    for span in &mut mended {
        names.trim(span);
    }
    mended
}

struct Names<'d> {
    document: &'d Document<'d>,
}

impl Names<'_> {
    fn is_capitalised(&self, at: usize) -> bool {
        self.document.word(at).starts_with(char::is_uppercase)
    }

    /// Whether a token is a hyphen with words right before and after it.
    fn is_hyphen(&self, at: usize) -> bool {
        let tight = |at: usize| {
            let before = at.checked_sub(1).and_then(|before| self.document.token(before));
            before.map(|before| before.span.end()) == self.document.token(at).map(|token| token.span.start())
        };
        self.document.lower(at) == "-" && tight(at) && tight(at + 1)
    }

    fn is_joint(&self, at: usize) -> bool {
        matches!(self.document.lower(at), "of" | "for" | "and" | "&" | "the" | "in" | "on" | "'s")
    }

    /// Extends a name over initials, given names and what hyphens join, but not before `floor`.
    fn extend(&self, span: &mut FoundName, floor: usize) {
        let document = self.document;
        let tokens = &mut span.tokens;
        if tokens.start > floor + 1
            && self.is_hyphen(tokens.start - 1)
            && self.is_capitalised(tokens.start - 2)
            && span.kind == NameKind::Person
        {
            tokens.start -= 2;
        }
        if tokens.start > floor && self.is_hyphen(tokens.start) && self.is_capitalised(tokens.start - 1) {
            tokens.start -= 1;
        }
        if self.is_hyphen(tokens.end - 1) && self.is_capitalised(tokens.end) {
            tokens.end += 1;
        }
        // "B. Appala Naidu"
        while span.kind == NameKind::Person
            && tokens.start > floor
            && is_initial(document.word(tokens.start - 1))
        {
            tokens.start -= 1;
        }
        if span.kind == NameKind::Person {
            tokens.end = self.behind_particles(tokens.end).unwrap_or(tokens.end);
        }
        if span.kind == NameKind::Person && is_suffix(document.word(tokens.end)) {
            tokens.end += 1;
        }
    }

    /// Where a person's name ends that the labels end at its particles or before them: "Pieter van den Bosch".
    fn behind_particles(&self, end: usize) -> Option<usize> {
        let document = self.document;
        let surname = (end..=end + MAX_PARTICLES).find(|at| !is_name_particle(document.word(*at)))?;
        let goes_on = surname > end || is_name_particle(document.word(end - 1));
        let one = document.sentence_of(surname) == document.sentence_of(end - 1);
        (goes_on && one && self.is_capitalised(surname)).then_some(surname + 1)
    }

    /// Whether a name is a part of the one before it.
    fn are_one(&self, last: &FoundName, span: &FoundName) -> bool {
        let (end, start) = (last.tokens.end, span.tokens.start);
        let both = |kind| last.kind == kind && span.kind == kind;
        let persons = both(NameKind::Person);
        let joins = match start.checked_sub(end) {
            None => true,
            Some(0) => persons || (self.is_joint(end - 1) && self.document.lower(end - 1) != "'s"),
            Some(1) if persons && self.document.lower(end) == "\"" => self.is_nickname(last, span),
            Some(1) if self.is_hyphen(end) => persons || both(NameKind::Organization),
            // "Office for National Statistics"
            Some(1) => {
                last.kind == NameKind::Organization && matches!(self.document.lower(end), "of" | "for")
            }
            Some(2) => {
                last.kind == NameKind::Organization
                    && matches!(self.document.lower(end), "of" | "for")
                    && self.document.lower(end + 1) == "the"
            }
            Some(_) => false,
        };
        let line = |at: usize| (self.document.sentence_of(at), self.document.paragraph_of(at));
        joins && line(end - 1) == line(start) && span.tokens.end - last.tokens.start <= LONGEST
    }

    /// Whether a quotation mark between two names opens or closes a nickname: 'Robert "Bobby" Lane'.
    fn is_nickname(&self, last: &FoundName, span: &FoundName) -> bool {
        let mark = |at: usize| self.document.lower(at) == "\"";
        let opened = last.tokens.clone().any(mark);
        opened || (mark(span.tokens.end) && self.is_capitalised(span.tokens.end + 1))
    }

    fn trim(&self, span: &mut FoundName) {
        let document = self.document;
        let tokens = &mut span.tokens;
        let is_edge =
            |at: usize| self.is_joint(at) || is_name_particle(document.word(at)) || document.lower(at) == "-";
        while tokens.len() > 1 && is_edge(tokens.end - 1) {
            tokens.end -= 1;
        }
        let small = |at: usize| {
            let word = document.word(at);
            word == "-" || (word.chars().all(char::is_lowercase) && !is_name_particle(word))
        };
        // "the union Shopmates"; but "amaZwi"
        if let Some(first) = tokens.clone().find(|at| !small(*at)) {
            tokens.start = first;
        }
    }
}

/// Whether a word is a capital with a full stop.
fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next() == Some('.') && chars.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::mend;
    use crate::attribution::name::{FoundName, NameKind};
    use crate::text::Document;

    /// What becomes of names of a kind, each given by its first and last word and their places.
    fn mended(text: &str, kind: NameKind, names: &[(usize, usize)]) -> Vec<String> {
        let document = Document::segment(text);
        let names = names.iter().map(|(start, end)| FoundName { tokens: *start..*end, kind }).collect();
        let written = |one: FoundName| document.token_span(one.tokens)?.slice(text).map(str::to_owned);
        mend(&document, names).into_iter().filter_map(written).collect()
    }

    #[test]
    fn parts_of_one_name_are_joined() {
        use NameKind::{Organization, Person};
        assert_eq!(mended("Dil Kumari Bista left.", Person, &[(0, 1), (1, 3)]), ["Dil Kumari Bista"]);
        assert_eq!(mended("Ann van den Berg left.", Person, &[(0, 2)]), ["Ann van den Berg"]);
        assert_eq!(mended("Ann de Wit left.", Person, &[(0, 1)]), ["Ann de Wit"]);
        assert_eq!(mended("Ann de facto left.", Person, &[(0, 2)]), ["Ann"]);
        assert_eq!(mended("So B. Appala Naidu left.", Person, &[(2, 4)]), ["B. Appala Naidu"]);
        assert_eq!(mended("Ann Rolle-Pinder left.", Person, &[(0, 3)]), ["Ann Rolle-Pinder"]);
        let office = "The Office for National Statistics counts.";
        assert_eq!(mended(office, Organization, &[(1, 2), (3, 5)]), ["Office for National Statistics"]);
        assert_eq!(mended(office, Organization, &[(1, 3)]), ["Office"]);
        let nickname = "Robert \"Bobby\" Lane Jr. left.";
        assert_eq!(mended(nickname, Person, &[(0, 1), (2, 3), (4, 5)]), ["Robert \"Bobby\" Lane Jr."]);
        assert_eq!(mended("Ann Lee and Bo Kim left.", Person, &[(0, 2), (3, 5)]), ["Ann Lee", "Bo Kim"]);
        assert_eq!(mended("the union Shopmates", Organization, &[(1, 3)]), ["Shopmates"]);
    }
}
