//! Texts of any length: news, and the worst input of each stage.

use ascribe::Article;

/// A name for the table, and the text of about so many bytes.
pub(crate) type Kind = (&'static str, fn(&str, usize) -> String);

/// All kinds; the first argument of each is news text.
pub(crate) const KINDS: [Kind; 10] = [
    ("news", |news, size| fill(size, |_| news.to_owned())),
    ("all capitals", |news, size| fill(size, |_| news.to_uppercase())),
    ("all marks", |_, size| {
        fill(size, |n| ["“", "\"", "’", "(", "—", "...", "‘", "!?", "''", "”", " "][n % 11].to_owned())
    }),
    ("one sentence", |_, size| fill(size, |n| format!("and the {} of {} ", word(n), word(n / 3)))),
    ("one word", |_, size| fill(size, |n| letter(n).to_string())),
    ("quotations in one paragraph", |_, size| {
        fill(size, |n| format!("“We {} it,” said {} Lee. ", word(n), name(n)))
    }),
    ("open quotations", |_, size| fill(size, |n| format!("“{} is over.\n\n", name(n % 50)))),
    ("names", |_, size| fill(size, |n| format!("{} {}, ", name(n), name(n / 7)))),
    ("speakers", |_, size| fill(size, |n| format!("{} {} said it was over. ", name(n), name(n / 7)))),
    ("pronouns", |_, size| {
        fill(size, |n| {
            let pick = |of: [&'static str; 3], n: usize| of.into_iter().nth(n % 3).unwrap_or_default();
            format!("{} said {} saw them. ", pick(["He", "She", "They"], n), pick(["he", "she", "it"], n % 5))
        })
    }),
];

/// An article of a kind.
pub(crate) fn article(kind: Kind, news: &str, size: usize) -> Article {
    Article::new(kind.1(news, size))
}

fn fill(size: usize, piece: impl Fn(usize) -> String) -> String {
    let mut text = String::with_capacity(size);
    for number in 0.. {
        if text.len() >= size {
            break;
        }
        text += &piece(number);
    }
    let end = (size..=text.len()).find(|end| text.is_char_boundary(*end)).unwrap_or(size);
    text.truncate(end);
    text
}

fn letter(number: usize) -> char {
    char::from(b'a' + u8::try_from(number % 26).unwrap_or(0))
}

/// A word of letters that differs for each number.
fn word(mut number: usize) -> String {
    let mut word = String::from("ba");
    while number > 0 {
        word.push(letter(number));
        word.push('o');
        number /= 26;
    }
    word
}

fn name(number: usize) -> String {
    word(number).replacen('b', "B", 1)
}
