//! Places in a text as annotators write them: `P:words` or `P#N:words`.

use std::ops::Range;

/// The paragraphs of a text, by which places are counted.
pub(crate) struct Paragraphs<'t> {
    /// Where each starts, and its text.
    all: Vec<(usize, &'t str)>,
}

impl<'t> Paragraphs<'t> {
    /// Paragraphs are separated by an empty line, or by line ends where the text has no empty line. Blank ones do not count.
    pub(crate) fn of(text: &'t str) -> Self {
        let mark = if text.trim().contains("\n\n") { "\n\n" } else { "\n" };
        let mut all = Vec::new();
        let mut start = 0;
        for paragraph in text.split(mark) {
            if !paragraph.trim().is_empty() {
                all.push((start, paragraph));
            }
            start += paragraph.len() + mark.len();
        }
        Paragraphs { all }
    }

    /// Where `P:words` stands, in bytes of the text: the words in paragraph P, counted from 1. `P#N:words` is their N-th occurrence.
    ///
    /// # Errors
    ///
    /// What is wrong with the place, as words. An occurrence must be named where there are several.
    pub(crate) fn find(&self, place: &str) -> Result<Range<usize>, String> {
        let (number, words) = place.split_once(':').ok_or("not of the form P:words")?;
        let (paragraph, occurrence) = match number.split_once('#') {
            Some((paragraph, occurrence)) => (paragraph, Some(count(occurrence)?)),
            None => (number, None),
        };
        if words.is_empty() {
            return Err("no words after the colon".to_owned());
        }
        let paragraph = count(paragraph)?;
        let (start, text) = self
            .all
            .get(paragraph - 1)
            .ok_or_else(|| format!("paragraph {paragraph} of {}", self.all.len()))?;
        let mut hits = text
            .char_indices()
            .map(|(at, _)| at)
            .filter(|at| text.get(*at..).is_some_and(|rest| rest.starts_with(words)));
        let hit = hits.nth(occurrence.unwrap_or(1) - 1);
        let hit = hit.ok_or(match occurrence {
            Some(_) => "the paragraph has fewer of these words",
            None => "the paragraph does not have these words",
        })?;
        if occurrence.is_none() && hits.next().is_some() {
            return Err("the paragraph has these words more than once; write P#N:words".to_owned());
        }
        Ok(start + hit..start + hit + words.len())
    }
}

/// A number from 1.
fn count(written: &str) -> Result<usize, String> {
    written
        .parse()
        .ok()
        .filter(|number| *number > 0)
        .ok_or_else(|| format!("`{written}` is no number from 1"))
}

#[cfg(test)]
mod tests {
    use super::Paragraphs;

    const TEXT: &str = "Head\n\n  \n\nShe said it. “I said so,” she said.\n\nHe went.";

    fn find(place: &str) -> Result<&'static str, String> {
        let range = Paragraphs::of(TEXT).find(place)?;
        TEXT.get(range.clone())
            .map(|words| if range.start > 20 { "later" } else { words })
            .ok_or_else(String::new)
    }

    #[test]
    fn words_stand_where_paragraph_and_occurrence_say() {
        assert_eq!(find("1:Head"), Ok("Head"));
        assert_eq!(find("2#1:said"), Ok("said"));
        assert_eq!(find("2#2:said"), Ok("later"));
        assert_eq!(find("3:He went."), Ok("later"));
        let lines = Paragraphs::of("One.\nTwo.\n");
        assert_eq!(lines.find("2:Two"), Ok(5..8));
    }

    #[test]
    fn faults_are_named() {
        for (place, fault) in [
            ("said", "not of the form P:words"),
            ("0:Head", "`0` is no number from 1"),
            ("x:Head", "`x` is no number from 1"),
            ("4:Head", "paragraph 4 of 3"),
            ("1:", "no words after the colon"),
            ("1:Tail", "the paragraph does not have these words"),
            ("2:said", "the paragraph has these words more than once; write P#N:words"),
            ("2#4:said", "the paragraph has fewer of these words"),
        ] {
            assert_eq!(find(place), Err(fault.to_owned()), "{place}");
        }
    }
}
