//! What expressions of time are marked to mean.

use chrono::{Days as Step, Months, NaiveDate};

/// The first and the last day.
pub(crate) type Days = (NaiveDate, NaiveDate);

/// The days of `2024-03-18`, `2024-03`, `2024` or `A/B`; none of anything else.
pub(crate) fn days(value: &str) -> Option<Days> {
    match value.split_once('/') {
        None => part(value),
        Some((first, last)) => Some((part(first)?.0, part(last)?.1)),
    }
}

/// The days of a year, a month or a day.
fn part(value: &str) -> Option<Days> {
    let digits = |part: &str, number: usize| part.len() == number && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = value.split('-').collect();
    let (written, months) = match parts.as_slice() {
        [year] => (digits(year, 4), Some(12)),
        [year, month] => (digits(year, 4) && digits(month, 2), Some(1)),
        [year, month, day] => (digits(year, 4) && digits(month, 2) && digits(day, 2), None),
        _ => return None,
    };
    let number = |at: usize| parts.get(at).map_or(Some(1), |part| part.parse().ok());
    let year = parts.first().filter(|_| written)?.parse().ok()?;
    let first = NaiveDate::from_ymd_opt(year, number(1)?, number(2)?)?;
    let last = match months {
        None => first,
        Some(months) => first.checked_add_months(Months::new(months))?.checked_sub_days(Step::new(1))?,
    };
    Some((first, last))
}

#[cfg(test)]
mod tests {
    use super::days;

    #[test]
    fn values_are_first_and_last_days() {
        for (value, expected) in [
            ("2024-03-18", "2024-03-18 2024-03-18"),
            ("2024-02", "2024-02-01 2024-02-29"),
            ("2023", "2023-01-01 2023-12-31"),
            ("2022-11/2023", "2022-11-01 2023-12-31"),
        ] {
            let found = days(value).map(|(first, last)| format!("{first} {last}"));
            assert_eq!(found.as_deref(), Some(expected), "{value}");
        }
        for value in ["", "24", "2024-3", "2024-13", "2024-02-30", "2024-03-18-01", "soon", "2024/", "+024"] {
            assert_eq!(days(value), None, "{value}");
        }
    }
}
