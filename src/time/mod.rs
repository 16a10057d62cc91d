//! Expressions of time: their spans and their meaning.
//!
//! [`expressions`] finds them and gives each a reading: an interval of civil days, a time of day, a length, a recurrence, or
//! something vague. The analyzer calls the same function with the article's date of publication. It needs no weights. Time
//! and memory are linear in the length of the text.
//!
//! # Examples
//!
//! Phrases with the text form of their [`TimeReading`](crate::TimeReading), for an article of Thursday, 30 December 2021. Days
//! are in ISO 8601, and a `?` marks a reading that is not certain.
//!
//! ```
//! use ascribe::time::{Reference, expressions};
//!
//! let reference = Reference::new(chrono::NaiveDate::from_ymd_opt(2021, 12, 30));
//! for (phrase, reading) in [
//!     ("Jan. 12", "2022-01-12?"), ("on Nov. 3", "2021-11-03?"), ("7 December 2021", "2021-12-07"),
//!     ("the 4th of July, 1776", "1776-07-04"), ("December 7th", "2021-12-07?"),
//!     ("Tuesday, Dec. 7, 2021", "2021-12-07"), ("Friday, 28 May 2021", "2021-05-28"),
//!     ("2021-12-07", "2021-12-07"), ("13/7/2021", "2021-07-13"), ("12/7/2021", "2021-01-01/2021-12-31?"),
//!     ("31.12.2020", "2020-12-31"), ("Jan. 10-12", "2022-01-10/2022-01-12?"),
//!     ("5–6 September 2019", "2019-09-05/2019-09-06"), ("Jan. 30-Feb. 2, 2021", "2021-01-30/2021-02-02"),
//!     ("June 16 of last year", "2020-06-16"), ("Feb. 30", "impossible"), ("Feb. 29, 2021", "impossible"),
//!     ("the 9/11 attacks", "2001-09-11"), ("September 1975", "1975-09-01/1975-09-30"),
//!     ("in November", "2021-11-01/2021-11-30?"), ("January-June 2016", "2016-01-01/2016-06-30"),
//!     ("early October 2020", "2020-10-01/2020-10-15?"), ("2014", "2014-01-01/2014-12-31"),
//!     ("the year 71", "0071-01-01/0071-12-31"), ("430 B.C.", "-0429-01-01/-0429-12-31"),
//!     ("AD 122", "0122-01-01/0122-12-31"), ("the 1990s", "1990-01-01/1999-12-31"),
//!     ("the '80s", "1980-01-01/1989-12-31?"), ("the nineties", "1990-01-01/1999-12-31?"),
//!     ("the late 1970s", "1975-01-01/1979-12-31?"), ("the 19th century", "1800-01-01/1899-12-31"),
//!     ("the early 20th century", "1900-01-01/1924-12-31?"),
//!     ("the third quarter of 2020", "2020-07-01/2020-09-30"), ("Q4 2020", "2020-10-01/2020-12-31"),
//!     ("the first half of 2016", "2016-01-01/2016-06-30"), ("fiscal 2022", "2021-10-01/2022-09-30?"),
//!     ("summer 2012", "2012-06-01/2012-08-31"), ("the winter of 1946-47", "1946-12-01/1947-02-28"),
//!     ("last summer", "2021-06-01/2021-08-31"), ("this spring will", "2022-03-01/2022-05-31?"),
//!     ("said Wednesday", "2021-12-29"), ("will meet Thursday", "2021-12-30"),
//!     ("will meet Monday", "2022-01-03"), ("last Friday", "2021-12-24"), ("next Friday", "2022-01-07?"),
//!     ("this coming Friday", "2021-12-31"), ("ahead of Saturday's vote", "2022-01-01"),
//!     ("until Friday", "2021-12-31"), ("they met late Monday night", "2021-12-27 night"),
//!     ("yesterday afternoon", "2021-12-29 afternoon"), ("today", "2021-12-30"), ("tomorrow", "2021-12-31"),
//!     ("the day before yesterday", "2021-12-28"), ("tonight", "2021-12-30 night"),
//!     ("last night", "2021-12-29 night"), ("this morning", "2021-12-30 morning"),
//!     ("3:30 p.m. EST", "T15:30-05:00"), ("1500 GMT", "T15:00+00:00"), ("8 p.m. CST", "T20:00 CST?"),
//!     ("10 a.m. local time", "T10:00 local time?"), ("9 a.m. Eastern time", "T09:00-05:00"),
//!     ("opened at 8 p.m. on Tuesday", "2021-12-28T20:00"), ("at noon", "T12:00 noon"),
//!     ("2021-12-07T15:30", "2021-12-07T15:30"), ("two weeks ago", "2021-12-13/2021-12-19 P2W?"),
//!     ("three days ago", "2021-12-27 P3D"), ("two years ago", "2019-01-01/2019-12-31 P2Y?"),
//!     ("a year ago today", "2020-12-30 P1Y"), ("a week ago Monday", "2021-12-20 P1W"),
//!     ("a few months ago", "2021-03-01/2021-10-31 PXM?"), ("years ago", "vague PXY"),
//!     ("six weeks from now", "2022-02-07/2022-02-13 P6W?"), ("last week", "2021-12-20/2021-12-26"),
//!     ("this month", "2021-12-01/2021-12-31"), ("next year", "2022-01-01/2022-12-31"),
//!     ("last century", "1900-01-01/1999-12-31"), ("over the past two months", "2021-10-30/2021-12-30 P2M"),
//!     ("the next six months", "2021-12-30/2022-06-30 P6M"),
//!     ("the past 2 1/2 years", "2019-06-30/2021-12-30 P30M"), ("by the end of the year", "2021-12-31"),
//!     ("late last year", "2020-09-01/2020-12-31?"), ("last June", "2021-06-01/2021-06-30"),
//!     ("met over the weekend", "2021-12-25/2021-12-26"), ("next weekend", "2022-01-08/2022-01-09"),
//!     ("last fiscal year", "2020-10-01/2021-09-30?"), ("last quarter", "2021-07-01/2021-09-30"),
//!     ("New Year's Eve", "2021-12-31?"), ("last Thanksgiving", "2021-11-25"), ("Easter 2021", "2021-04-04"),
//!     ("since World War II", "1939-09-01/1945-09-02"), ("two and a half years", "P30M"),
//!     ("a 10-year term", "P10Y"), ("for several days", "PXD"), ("every Monday", "every P1W Mon"),
//!     ("every other week", "every P2W"), ("on Fridays", "every P1W Fri"), ("daily", "every P1D"),
//!     ("twice a month", "every P1M"), ("recently", "vague"), ("these days", "vague"),
//!     ("the following day", "open"), ("two days before the vote", "open P2D"),
//!     ("next week on Tuesday", "2022-01-04 P1W"), ("the week after next", "2022-01-10/2022-01-16"),
//!     ("three weeks from tomorrow", "2022-01-21 P3W"), ("05-Aug-2016", "2016-08-05"),
//!     ("on 22/04", "2022-04-22?"), ("since 04/2016", "2016-04-01/2016-04-30"),
//!     ("the past two quarters", "2021-04-01/2021-09-30 P6M"), ("the year to date", "2021-01-01/2021-12-30"),
//!     ("week 31 of last year", "2020-07-27/2020-08-02"), ("Labor Day weekend 2021", "2021-09-04/2021-09-06"),
//!     ("half past seven", "T07:30"), ("all day", "P1D"), ("right now", "vague"),
//! ] {
//!     let found = expressions(phrase, &reference);
//!     let readings: Vec<String> = found.iter().map(|time| time.reading.to_string()).collect();
//!     assert_eq!(readings, [reading], "{phrase}");
//! }
//! ```
//!
//! # References
//!
//! An expression is resolved against one of three references:
//!
//! - **None**: dates with a year, and unique dates.
//! - **The date of publication**: weekdays, "yesterday", "last month", and dates without a year. The tense of the clause tells
//!   whether the day is before or after publication. The nearest word before the expression that shows a tense decides, or else
//!   the first after it. A weekday without a tense is the last one, or the day of publication itself. A date without a year is
//!   the nearest one, with a preference for the year of publication.
//! - **The date before it in the text**: "the following day", "two years later", "that year". In a narrative a date without a
//!   year belongs here too: "on 30 May" in the life of a painter. A text is a narrative if it has at least three years from
//!   before the last year, and more than three times as many as it has expressions such as "yesterday" or "Thursday".
//!
//! "The next quarter" and "the previous year" without a date before them are those of publication, and not certain. Every other
//! expression without its reference stays open, and its [anchor](crate::TimeReading::anchor) tells which reference it needs.
//! An abbreviation of several zones ("CST", "IST", "BST") has no offset. "12/7/2021" is a day only if the [`Reference`] has an
//! order. "Two days before the vote" is open.
//!
//! # Conventions
//!
//! - A week is Monday to Sunday. A season is three whole months: summer is June to August. A century is 1900 to 1999.
//! - "Early" and "late" are halves of a month or a decade, thirds of a year, and quarters of a century.
//! - "A few" and "several" units are two to nine. The interval covers all of them.
//! - "From 2014 to 2016" is two expressions. Each has the whole [range](crate::TimeReading::range).
//! - A quarter is one of the calendar: "the past two quarters" end before the current one.
//! - "Earlier this month" and "later this week" are the whole month and week.
//! - Two numbers with a slash are a date if a word shows it and one number can only be the day: "on 22/04".
//! - A numbered week is that of ISO 8601: "week 31".
//! - A four-digit number is a year unless the words around it make it a count, a score, an address, a label or a time of day.
//!
//! # Accuracy
//!
//! Measured on the 849 dated expressions of 91 documents in the GUM corpus, which were seen during development. *Found* is the
//! F1 of overlapping expressions. *Value* is the share of those found that have the right first and last day; 43 of the 849 have
//! no year and cannot be right. HeidelTime is a widely used rule system.
//!
//! | | documents | found | value | F1 of both |
//! | --- | --- | --- | --- | --- |
//! | this module | all 91 | 94.4 | 87.4 | 78.2 |
//! | HeidelTime | all 91 | 87.3 | 85.9 | 71.4 |
//! | this module | the 11 of news | 97.5 | 92.2 | 89.9 |
//! | HeidelTime | the 11 of news | 86.4 | 91.4 | 79.0 |

mod calendar;
mod grammar;
mod holiday;
mod lexicon;
mod reference;
mod resolve;
mod tense;
mod token;
mod word;

pub use reference::{DateOrder, Reference};

use crate::TimeExpression;

/// Whether a word in lower case is a number: "seven", "third", "fifties".
pub(crate) fn is_number_word(lower: &str) -> bool {
    matches!(
        lexicon::word(lower.as_bytes()),
        word::Word::Count(_) | word::Word::Ordinal(_) | word::Word::Decade(..)
    )
}

/// Finds the expressions of time in a text, in text order and without overlaps.
///
/// Never fails. Time and memory are linear in the length of the text.
///
/// ```
/// use ascribe::time::{Reference, expressions};
///
/// let text = "The talks of Jan. 12 and the following day will be short.";
/// let times = expressions(text, &Reference::new(chrono::NaiveDate::from_ymd_opt(2021, 12, 30)));
/// let said: Vec<_> = times.iter().filter_map(|time| Some((time.span.slice(text)?, time.reading.start?.to_string()))).collect();
/// assert_eq!(said, [("Jan. 12", "2022-01-12".to_owned()), ("the following day", "2022-01-13".to_owned())]);
/// ```
#[must_use]
pub fn expressions(text: &str, reference: &Reference) -> Vec<TimeExpression> {
    let tokens = token::Tokens::of(text);
    let mut found = grammar::all(&tokens, reference.date_order);
    found.shrink_to_fit();
    resolve::all(&tokens, &found, reference)
}
