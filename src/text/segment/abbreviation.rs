//! Abbreviations: the words that include a stop, and those after which a sentence can start.

/// Abbreviations that include a stop. Single letters and letters with inner stops are not listed.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "mx", "dr", "prof", "st", "jr", "sr", "sen", "sens", "rep", "reps", "gov", "govs",
    "gen", "lt", "col", "maj", "capt", "cmdr", "sgt", "cpl", "pvt", "adm", "rev", "hon", "pres", "amb",
    "atty", "supt", "det", "insp", "brig", "vs", "etc", "inc", "corp", "co", "ltd", "llc", "bros", "dept",
    "dist", "est", "ft", "mt", "no", "nos", "vol", "pp", "ed", "eds", "al", "jan", "feb", "mar", "apr",
    "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "tues", "wed", "thu", "thur",
    "thurs", "fri", "sat", "sun", "ave", "blvd", "rd", "ala", "ariz", "ark", "cal", "calif", "colo", "conn",
    "del", "fla", "ga", "ill", "ind", "kan", "ky", "la", "md", "mich", "minn", "miss", "mo", "mont", "neb",
    "nev", "okla", "ore", "pa", "penn", "tenn", "tex", "va", "vt", "wash", "wis", "wyo", "mlle", "mme",
    "approx", "ca", "cf", "fig", "figs", "eq", "univ", "assn", "intl", "natl", "secy", "sec", "messrs",
    "attn", "arr", "op", "div", "art", "ext", "tel", "esq", "ret", "spc", "pfc", "cdr", "col", "rt", "sq",
];

/// Academic degrees with more than one letter before a stop.
const DEGREES: &[&str] =
    &["Ph", "M.Sc", "B.Sc", "M.Phil", "D.Phil", "Ed", "Psy", "Pharm", "LL", "Sc", "M.Ed", "B.Ed"];

/// Whether a word includes the stop after it. `word` has no inner stop, and `after` is the text after the stop.
pub(super) fn keeps_stop(word: &str, after: &str) -> bool {
    const MAX_LENGTH: usize = 6;
    if word.len() > MAX_LENGTH || !ABBREVIATIONS.iter().any(|known| word.eq_ignore_ascii_case(known)) {
        return false;
    }
    let next = after.trim_start().chars().next();
    let number = next.is_some_and(|c| c.is_ascii_digit());
    if BEFORE_NUMBERS.iter().any(|known| word.eq_ignore_ascii_case(known)) {
        return number;
    }
    if word.eq_ignore_ascii_case("al") {
        return word == "al";
    }
    // Before a capital, "etc." is split: the stop is that of the sentence, 27 times of 28 in EWT.
    if word.eq_ignore_ascii_case("etc") {
        return next.is_some_and(|c| !c.is_uppercase());
    }
    // "sat." and "pa." are words at the end of a sentence. "Sat." and "Pa." are Saturday and Pennsylvania.
    number || !WORDS_IN_LOWER_CASE.contains(&word)
}

/// Words that are abbreviations only before a number: "No. 5", "fig. 2".
const BEFORE_NUMBERS: &[&str] = &["no", "fig", "sec", "op", "art", "ext", "div", "mo", "ed", "ark", "arr"];

/// Abbreviations that are other words in lower case.
const WORDS_IN_LOWER_CASE: &[&str] = &[
    "mar", "sat", "sun", "mon", "wed", "miss", "ill", "ind", "ore", "la", "pa", "del", "est", "wash", "co",
    "ga", "cal", "col", "dec", "conn", "colo", "tex", "penn", "hon", "ca", "oct", "inc", "md", "va", "eq",
];

/// Whether the letters before the last stop of a word are a degree: "M.Sc.".
pub(super) fn is_degree(letters: &str) -> bool {
    letters.contains('.') && DEGREES.contains(&letters)
}

/// Whether the letters before an inner stop are the start of a degree: "Ph" of "Ph.D.".
pub(super) fn starts_degree(letters: &str, next: char) -> bool {
    next.is_uppercase() && DEGREES.contains(&letters)
}

/// Whether a lower-case letter includes the stop after it: "c. 1818", "p. 28", "Roe v. Wade", "(b. March 2009)".
pub(super) fn letter_keeps_stop(letter: &str, after: &str, before: Option<char>) -> bool {
    let next = after.trim_start().chars().next();
    let number = next.is_some_and(|c| c.is_ascii_digit());
    match letter {
        "v" => next.is_some_and(char::is_uppercase),
        "c" | "b" | "d" | "m" | "p" | "n" | "r" | "s" => {
            number || (matches!(before, Some('(' | ';')) && next.is_some_and(char::is_alphabetic))
        }
        _ => false,
    }
}

/// Whether an abbreviation precedes a name or number, so that a capital after it does not start a sentence.
pub(super) fn comes_before_name(token: &str) -> bool {
    const BEFORE_NAMES: &[&str] = &[
        "mr", "mrs", "ms", "mx", "dr", "prof", "st", "sen", "sens", "rep", "reps", "gov", "govs", "gen",
        "lt", "col", "maj", "capt", "cmdr", "sgt", "cpl", "pvt", "adm", "rev", "hon", "pres", "amb", "atty",
        "supt", "det", "insp", "brig", "vs", "no", "nos", "vol", "pp", "mt", "ft", "messrs", "mlle", "mme",
        "cf", "fig", "figs", "sec", "op", "div", "art", "ext", "spc", "pfc", "cdr", "attn", "eq", "ca",
        "approx",
    ];
    let word = token.strip_suffix('.').unwrap_or(token);
    let one_small_letter = word.len() == 1 && word.starts_with(|c: char| c.is_lowercase());
    one_small_letter
        || matches!(word, "e.g" | "i.e")
        || BEFORE_NAMES.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// Whether a word after "a.m." or "p.m." belongs to the time: a zone or a day.
pub(super) fn continues_hour(next: &str) -> bool {
    let zone = (2..=4).contains(&next.len()) && next.bytes().all(|byte| byte.is_ascii_uppercase());
    let word =
        matches!(next, "Eastern" | "Pacific" | "Central" | "Mountain" | "Greenwich" | "Local" | "Moscow")
            || is_weekday(next.trim_end_matches('.'))
            || is_month(next.trim_end_matches('.'));
    (zone && !matches!(next, "THE" | "IN" | "AT" | "HE" | "WE")) || word
}

pub(super) fn is_weekday(word: &str) -> bool {
    matches!(
        word,
        "Monday"
            | "Tuesday"
            | "Wednesday"
            | "Thursday"
            | "Friday"
            | "Saturday"
            | "Sunday"
            | "Mon"
            | "Tue"
            | "Tues"
            | "Wed"
            | "Thu"
            | "Thur"
            | "Thurs"
            | "Fri"
            | "Sat"
            | "Sun"
    )
}

pub(super) fn is_month(word: &str) -> bool {
    matches!(
        word,
        "January"
            | "February"
            | "March"
            | "April"
            | "May"
            | "June"
            | "July"
            | "August"
            | "September"
            | "October"
            | "November"
            | "December"
            | "Jan"
            | "Feb"
            | "Mar"
            | "Apr"
            | "Jun"
            | "Jul"
            | "Aug"
            | "Sept"
            | "Sep"
            | "Oct"
            | "Nov"
            | "Dec"
    )
}
