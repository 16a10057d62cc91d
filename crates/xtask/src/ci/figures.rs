//! Figures out of what programs print, and the floors and ceilings that they are held against.

use serde_json::Value;

use super::Done;

/// Prints a figure, and fails where it is below its floor.
pub(super) fn at_least(name: &str, value: f64, floor: f64) -> Done {
    println!("{name:<46} {value:7.2}  (at least {floor})");
    // Not `value < floor`: what is no number fails too.
    if value >= floor { Ok(()) } else { Err(format!("{name} is {value}, below {floor}")) }
}

/// Prints a figure, and fails where it is above its ceiling.
pub(super) fn at_most(name: &str, value: f64, ceiling: f64) -> Done {
    println!("{name:<46} {value:7.2}  (at most {ceiling})");
    if value <= ceiling { Ok(()) } else { Err(format!("{name} is {value}, above {ceiling}")) }
}

/// A number of bytes in thousands (`1e3`) or millions (`1e6`).
pub(super) fn bytes(bytes: u64, unit: f64) -> f64 {
    #[allow(clippy::cast_precision_loss)] // No file here holds so many bytes.
    let bytes = bytes as f64;
    bytes / unit
}

/// A figure that a scorer printed as JSON: `level accuracy`, or one of several such as the third of `cue`.
pub(super) fn scored(scores: &Value, name: &str, index: Option<usize>) -> Result<f64, String> {
    let scores = scores.get("scores").unwrap_or(scores);
    let value = scores.get(name).and_then(|value| index.map_or(Some(value), |index| value.get(index)));
    value.and_then(Value::as_f64).ok_or_else(|| format!("the scorer printed no figure `{name}`"))
}

/// The first number that follows some words, which stand in this order in one line; nothing but spaces is between the last word
/// and the number.
pub(super) fn after(text: &str, words: &[&str]) -> Result<f64, String> {
    text.lines()
        .find_map(|line| in_line(line, words))
        .ok_or_else(|| format!("no figure follows `{}`", words.join(" … ")))
}

fn in_line(line: &str, words: &[&str]) -> Option<f64> {
    let Some((word, rest)) = words.split_first() else {
        let number = line.trim_start();
        let end = number.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(number.len());
        return number.get(..end)?.parse().ok();
    };
    line.match_indices(word).find_map(|(start, _)| in_line(line.get(start + word.len()..)?, rest))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_floor_that_is_missed_fails() {
        assert_eq!(at_least("cue F1", 79.1, 79.1), Ok(()));
        assert_eq!(at_least("cue F1", 79.0, 79.1), Err("cue F1 is 79, below 79.1".to_owned()));
        assert!(at_least("cue F1", f64::NAN, 0.0).is_err());
        assert_eq!(at_most("size, MB", 9.5, 9.5), Ok(()));
        assert_eq!(at_most("size, MB", 9.6, 9.5), Err("size, MB is 9.6, above 9.5".to_owned()));
        assert!(at_most("size, MB", f64::NAN, 9.5).is_err());
    }

    #[test]
    fn figures_of_scorers() {
        let scores = json!({ "lines": 3, "scores": { "cue": [80.0, 78.5, 79.2], "level accuracy": 92.4, "of": "news" } });
        assert_eq!(scored(&scores, "cue", Some(2)), Ok(79.2));
        assert_eq!(scored(&scores, "level accuracy", None), Ok(92.4));
        assert_eq!(scored(&json!({ "cue": 7 }), "cue", None), Ok(7.0));
        for (name, index) in
            [("cue", None), ("cue", Some(3)), ("strict", None), ("of", None), ("lines", None)]
        {
            assert!(scored(&scores, name, index).is_err(), "{name}");
        }
    }

    #[test]
    fn figures_of_printed_lines() {
        let times = "77 documents, 10 gold\nfound P 93.0 R 92.5 F1 92.7; value 88.4; value F1 77.1\n";
        assert_eq!(after(times, &["found", "F1"]), Ok(92.7));
        assert_eq!(after(times, &["; value"]), Ok(88.4));
        assert_eq!(after(times, &["value F1"]), Ok(77.1));
        assert_eq!(after("share of times 7.4 % of the whole", &["share of times"]), Ok(7.4));
        assert_eq!(after("  all    UPOS  96.1  lemma 97.3", &["UPOS"]), Ok(96.1));
        assert!(
            after(times, &["found", "F2"]).is_err()
                && after("", &["F1"]).is_err()
                && after("F1 none", &["F1"]).is_err()
        );
    }
}
