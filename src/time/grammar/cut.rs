//! Parts of a period, and periods that start or end on a day: "the rest of the year", "the first Tuesday of November", "the week
//! ending March 9".

use super::super::token::Tokens;
use super::super::word::{Unit, Which, Word};
use super::{Amount, Cut, Found, Nth, Piece, Shape, date, period, picked};

/// The rest of a period. `at` is the token after "of".
pub(super) fn rest(t: &Tokens<'_>, first: usize, at: usize) -> Option<Found> {
    let inner = if t.word(at) == Word::The && t.word(at + 1) == Word::Unit(Unit::Day, false) {
        Found::new(at, at + 2, Shape::Relative { which: Which::This, unit: Unit::Day })
    } else {
        period(t, at)?
    };
    Some(Found { cut: Some(Cut::Rest), ..inner.from(first) })
}

/// The part of a year, month or week until publication: "year to date", "the year-to-date total". `at` is the token after the
/// unit.
pub(super) fn to_date(t: &Tokens<'_>, first: usize, at: usize, unit: Unit) -> Option<Found> {
    let to = at + usize::from(t.word(at) == Word::Dash);
    let date = to + 1 + usize::from(t.word(to + 1) == Word::Dash);
    let is_to_date = t.is(to, "to") && t.is(date, "date") && !t.get(to).line && !t.get(date).line;
    let fits = matches!(unit, Unit::Week | Unit::Month | Unit::Quarter | Unit::Year);
    let found = Found::new(first, date + 1, Shape::Relative { which: Which::This, unit });
    (is_to_date && fits).then_some(Found { cut: Some(Cut::ToDate), ..found })
}

/// A piece of a period by its place: "first Tuesday of November", "last two weeks of March". `at` is the token after the word
/// that tells the place.
pub(super) fn nth(t: &Tokens<'_>, first: usize, at: usize, nth: Nth) -> Option<Found> {
    let (count, at) = match t.word(at) {
        Word::Count(count @ 2..=20) | Word::Number(count @ 2..=20, _) => (count, at + 1),
        _ => (1, at),
    };
    let of = match t.word(at) {
        Word::Weekday(day, false) if count == 1 => Piece::Weekday(date::weekday_of(day)),
        Word::Unit(
            unit @ (Unit::Day | Unit::Week | Unit::Weekend | Unit::Month | Unit::Year | Unit::Decade),
            plural,
        ) if plural == (count > 1) => Piece::Unit(unit),
        _ => return None,
    };
    let joined = t.word(at + 1) == Word::Of || t.is(at + 1, "in");
    if !joined || t.get(at).line || t.get(at + 1).line {
        return None;
    }
    let inner = period(t, at + 2)?;
    Some(Found { cut: Some(Cut::Nth { nth, count, of }), ..inner.from(first) })
}

/// A day by its number in a period: "21st of next month". `at` is the token after the number.
pub(super) fn day_of(t: &Tokens<'_>, first: usize, at: usize, day: u32) -> Option<Found> {
    // "the 21st of next month", "the 21st this month"
    let picked = matches!(t.word(at), Word::Which(Which::This | Which::Next | Which::Last));
    let fits = (t.word(at) == Word::Of || picked) && !t.get(at).line && (1..=31).contains(&day);
    let inner = fits.then(|| period(t, at + usize::from(!picked))).flatten()?;
    let is_month = matches!(inner.shape, Shape::Relative { unit: Unit::Month, .. });
    let cut = Some(Cut::Nth { nth: Nth::First(day), count: 1, of: Piece::Unit(Unit::Day) });
    is_month.then(|| Found { cut, ..inner.from(first) })
}

/// A period that a piece is taken of: "November", "2024", "the month", "next year", "the 20th century".
pub(super) fn period(t: &Tokens<'_>, at: usize) -> Option<Found> {
    if t.get(at).line {
        return None;
    }
    let found = match t.word(at) {
        Word::The => match t.word(at + 1) {
            Word::Unit(
                unit @ (Unit::Week
                | Unit::Weekend
                | Unit::Month
                | Unit::Quarter
                | Unit::Year
                | Unit::Decade
                | Unit::Century),
                false,
            ) => {
                let end = at + 2;
                period::the_unit(t, at, at + 1, unit, false)
                    .filter(|found| matches!(found.shape, Shape::Year { .. }))
                    .or_else(|| Some(Found::new(at, end, Shape::Relative { which: Which::This, unit })))
            }
            Word::Which(which) => picked::whole(t, at, at + 1, which),
            Word::Ordinal(_) => period::whole(t, at, at + 1),
            Word::Decade(..) => period::decade(t, at, at + 1),
            Word::Season(season) => period::season(t, at, at + 1, season, None),
            Word::Fiscal => period::fiscal(t, at, at + 1, None),
            _ => None,
        },
        Word::Which(which) => picked::whole(t, at, at, which),
        Word::Month(..) => date::whole_month(t, at),
        Word::Number(year @ 1000..=2100, 4) => {
            let year = i32::try_from(year).ok()?;
            Some(Found::new(at, at + 1, Shape::Year { year, in_brackets: false }))
        }
        Word::Season(season) => period::season(t, at, at, season, None),
        _ => None,
    };
    found.filter(|found| {
        found.cut.is_none()
            && matches!(
                found.shape,
                Shape::Months { .. }
                    | Shape::Year { .. }
                    | Shape::Years { .. }
                    | Shape::ShortDecade { .. }
                    | Shape::Relative { .. }
                    | Shape::Season { .. }
                    | Shape::Quarter { .. }
                    | Shape::Half { .. }
                    | Shape::FiscalYear { .. }
            )
    })
}

/// A period by the day on which it starts or ends: "week ending March 9", "three months to June 30", "week of July 4". `at` is
/// the token after the unit.
pub(super) fn by_day(t: &Tokens<'_>, first: usize, at: usize, amount: Amount, unit: Unit) -> Option<Found> {
    if t.get(at).line || t.get(at + 1).line || amount.count.is_none() {
        return None;
    }
    let counted = amount.count != Some(1);
    let led =
        matches!(t.before(first, 1).word, Word::In | Word::For | Word::Of) || t.word(first) == Word::The;
    let cut = match t.written(at) {
        "ending" | "ended" => Cut::Ending { amount, unit },
        "to" if counted && led => Cut::Ending { amount, unit },
        "beginning" | "starting" | "commencing" => Cut::Starting { amount, unit },
        "of" if !counted && matches!(unit, Unit::Week | Unit::Weekend) => Cut::Around { unit },
        _ => return None,
    };
    let day = at + 1 + usize::from(t.word(at + 1) == Word::On || t.is(at + 1, "from"));
    let day = day + usize::from(t.word(day) == Word::The);
    let inner = match t.word(day) {
        Word::Month(..) => date::month(t, day).or_else(|| date::whole_month(t, day)),
        Word::Number(..) | Word::Ordinal(_) => date::day_first(t, day)
            .or_else(|| date::ordinal(t, day))
            .or_else(|| date::day_of_month(t, day - 1, day)),
        Word::Weekday(..) => date::weekday(t, day, day, None),
        Word::Today(days) => date::today(t, day, days),
        Word::Which(which) => picked::whole(t, day, day, which),
        Word::Holiday => period::holiday(t, day, day, None),
        _ => None,
    }?;
    let is_day = matches!(
        inner.shape,
        Shape::Days { .. }
            | Shape::Weekday { .. }
            | Shape::Today { .. }
            | Shape::DayOfMonth { .. }
            | Shape::Holiday { .. }
    ) && inner.cut.is_none();
    let ends = matches!(inner.shape, Shape::Months { .. })
        && matches!(cut, Cut::Ending { .. })
        && unit != Unit::Week;
    (is_day || ends).then(|| Found { cut: Some(cut), ..inner.from(first) })
}
