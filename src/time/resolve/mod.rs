//! Resolution: from expressions to readings, by the calendar, the date of publication and the dates before in the text.

mod counted;
mod cut;
mod dated;
mod named;
mod reading;

use chrono::{Datelike, FixedOffset, NaiveDate, NaiveTime};

use super::calendar;
use super::grammar::{Base, Clock, Found, Shape, Year};
use super::reference::Reference;
use super::tense::Tense;
use super::token::Tokens;
use super::word::{DayPart, Unit, Which, Word, Zone};
use crate::{DayRange, Granularity, Recurrence, TimeAnchor, TimeExpression, TimeKind, TimeReading};
use reading::{absolute, one_day, open, placed};

/// The state of resolution after the expressions so far.
struct Resolver<'a, 't> {
    t: &'a Tokens<'t>,
    reference: &'a Reference,
    /// The day of "today": that of publication, until the text says "it is Monday, May 3".
    today: Option<NaiveDate>,
    /// The last range of days.
    spoken: Option<DayRange>,
    /// The last single day.
    spoken_day: Option<NaiveDate>,
    /// The date from which a narrative continues.
    narrated: Option<Narrated>,
    /// Whether the text is a narrative of other years than that of publication.
    narrative: bool,
}

/// A date in a narrative.
#[derive(Clone, Copy)]
struct Narrated {
    from: NaiveDate,
    /// Whether only the year is known.
    year_only: bool,
    /// The first token of its expression.
    token: usize,
}

/// The readings of all expressions, in order.
pub(super) fn all(t: &Tokens<'_>, found: &[Found], reference: &Reference) -> Vec<TimeExpression> {
    let mut resolver = Resolver {
        t,
        reference,
        today: reference.published,
        spoken: None,
        spoken_day: None,
        narrated: None,
        narrative: is_narrative(found, reference),
    };
    let mut list: Vec<TimeExpression> = Vec::with_capacity(found.len());
    for (index, one) in found.iter().enumerate() {
        let next = found.get(index + 1).filter(|next| next.first == one.end);
        let mut reading = resolver.read(one, next);
        if reading.start.is_none() != reading.end.is_none() {
            (reading.start, reading.end) = (None, None);
        }
        resolver.remember(one, &reading);
        let span = t.span(one.first, one.end);
        list.push(TimeExpression::new(span, reading));
        if let Some(before) = index.checked_sub(1).and_then(|before| found.get(before))
            && joins(t, before, one)
        {
            order(&mut list, before, one);
            join(&mut list);
        } else if let Some(before) = index.checked_sub(1).and_then(|before| found.get(before))
            && follows(t, before, one)
        {
            order(&mut list, before, one);
        }
    }
    list
}

/// Whether a text is a narrative of other years than that of publication: it has years from before the last year, and few
/// expressions such as "yesterday" or "Thursday".
fn is_narrative(found: &[Found], reference: &Reference) -> bool {
    let recent = reference.published.map_or(i32::MAX, |published| published.year() - 1);
    let (mut years, mut deictic, mut today) = (0, 0, 0);
    for one in found {
        match one.shape {
            Shape::Years { first: year, .. }
            | Shape::Year { year, in_brackets: false }
            | Shape::Days { year: Some(Year::Said(year)), .. }
            | Shape::Months { year: Some(Year::Said(year)), .. }
                if year < recent =>
            {
                years += 1;
            }
            Shape::Today { days: 0 } => today += 1,
            Shape::Offset { from: Base::Published, .. }
            | Shape::Extent { spoken: false, .. }
            | Shape::Weekday { .. }
            | Shape::Today { .. }
            | Shape::Relative { which: Which::This | Which::Last | Which::Next, .. } => {
                deictic += 1;
            }
            _ => {}
        }
    }
    years >= 3 && years > 3 * deictic && years >= today
}

/// Whether two consecutive expressions are the ends of a range: "from 2014 to 2016", "1887 – 1888".
fn joins(t: &Tokens<'_>, one: &Found, other: &Found) -> bool {
    let gap = other.first.saturating_sub(one.end);
    let mark = t.word(one.end);
    let lead = t.before(one.first, 1).word;
    match gap {
        1 => match mark {
            Word::Dash => true,
            Word::To => lead == Word::From || t.is(one.end, "through"),
            Word::And => t.was(one.first, 1, "between"),
            _ => t.is(one.end, "until") && lead == Word::From,
        },
        2 => mark == Word::To && lead == Word::From && t.word(one.end + 1) == Word::About,
        _ => false,
    }
}

/// Whether the second of two weekdays is the day after the first: "Monday and Tuesday".
fn follows(t: &Tokens<'_>, one: &Found, other: &Found) -> bool {
    let next_day = match (one.shape, other.shape) {
        (Shape::Weekday { weekday: first, which: None }, Shape::Weekday { weekday: second, which: None }) => {
            first.succ() == second
        }
        _ => false,
    };
    next_day && one.end + 1 == other.first && t.word(one.end) == Word::And
}

/// Moves the last of the expressions behind the one before it, if its own words do not place it: "Monday through Wednesday".
fn order(list: &mut [TimeExpression], earlier: &Found, later: &Found) {
    let [.., one, other] = list else { return };
    let (Some(first), Some(start), Some(end)) = (one.reading.start, other.reading.start, other.reading.end)
    else {
        return;
    };
    let free = |found: &Found| {
        matches!(
            found.shape,
            Shape::Weekday { which: None, .. }
                | Shape::Days { year: None, .. }
                | Shape::Months { year: None, which: None, .. }
        )
    };
    let is_weekday = |found: &Found| matches!(found.shape, Shape::Weekday { .. } | Shape::Today { .. });
    if start >= first || !free(later) || !(free(earlier) || is_weekday(earlier) && is_weekday(later)) {
        return;
    }
    let moved = |day: NaiveDate| match later.shape {
        Shape::Weekday { .. } => calendar::shift(day, 7),
        _ => calendar::shift_months(day, 12),
    };
    if let (Some(start), Some(end)) = (moved(start), moved(end))
        && first <= start
    {
        (other.reading.start, other.reading.end) = (Some(start), Some(end));
    }
}

/// Sets the range of the last two expressions.
fn join(list: &mut [TimeExpression]) {
    let [.., one, other] = list else { return };
    if let (Some(start), Some(end)) = (one.reading.start, other.reading.end)
        && start <= end
        && one.reading.range.is_none()
    {
        let range = Some(DayRange::new(start, end));
        one.reading.range = range;
        other.reading.range = range;
    }
}

impl Resolver<'_, '_> {
    fn read(&self, found: &Found, next: Option<&Found>) -> TimeReading {
        let mut reading = self.shape(found, next);
        if let Some(cut) = found.cut {
            self.cut(&mut reading, cut);
        }
        if let Some(part) = found.day_part {
            reading.part_of_day = Some(reading::part_of_day(part));
            match part {
                DayPart::Noon => reading.clock = NaiveTime::from_hms_opt(12, 0, 0),
                DayPart::Midnight => reading.clock = NaiveTime::from_hms_opt(0, 0, 0),
                _ => {}
            }
        }
        if let Some(clock) = &found.clock {
            self.set_clock(&mut reading, clock);
        }
        reading
    }

    fn set_clock(&self, reading: &mut TimeReading, clock: &Clock) {
        reading.clock = Some(clock.time);
        reading.certain &= clock.certain;
        let Some(zone) = clock.zone else { return };
        let (first, end) = clock.zone_tokens;
        let span = self.t.span(first, end);
        reading.zone = span.slice(self.t.text()).map(Into::into);
        let minutes = match zone {
            Zone::Fixed(minutes) => Some(minutes),
            // The day decides. A time without a day is near the day of publication.
            Zone::Summer(winter) => {
                reading.start.or(self.today).and_then(reading::summer_time).map(|summer| winter + summer)
            }
            Zone::Ambiguous => None,
        };
        reading.offset = minutes.and_then(|minutes| FixedOffset::east_opt(i32::from(minutes) * 60));
    }

    /// The reading of a shape. `next` is the expression directly after it.
    fn shape(&self, found: &Found, next: Option<&Found>) -> TimeReading {
        match found.shape {
            Shape::Days { year, from, to } => self.days(found, year, from, to),
            Shape::Months { year, from, to, which } => self.months(found, year, from, to, which),
            Shape::Year { year, .. } => absolute(calendar::year(year), Granularity::Year),
            Shape::Years { first, unit } => match unit {
                Unit::Century => absolute(calendar::century(first), Granularity::Century),
                _ => absolute(calendar::decade(first), Granularity::Decade),
            },
            Shape::ShortDecade { first } => self.short_decade(first),
            Shape::Fixed { range } => absolute(Some(range), Granularity::Day),
            Shape::Impossible => {
                TimeReading { impossible: true, ..open(Granularity::Day, TimeAnchor::Absolute) }
            }
            // Both readings are in the year.
            Shape::Unordered { year } => {
                placed(calendar::year(year), Granularity::Day, TimeAnchor::Absolute, false)
            }
            Shape::Weekday { weekday, which } => self.weekday(found, weekday, which),
            Shape::Today { days: 0 } if self.is_nowadays(found) => TimeReading::new(TimeKind::Vague),
            Shape::Today { days } => self.published(Granularity::Day, true, |published| {
                Some(one_day(calendar::shift(published, days.into())?))
            }),
            Shape::Relative { which, unit } => self.relative(found, which, unit),
            Shape::Season { season, year, which } => self.season(found, season, year, which),
            Shape::Offset { amount, unit, back, from, on } => {
                self.offset((amount, unit, back), from, on, next)
            }
            Shape::Extent { amount, unit, back, spoken } => self.extent(amount, unit, back, spoken),
            Shape::Duration { amount, unit } => self.duration(found, amount, unit),
            Shape::Holiday { row, year, which } => self.holiday(found, row, year, which),
            Shape::Quarter { quarter, year, which, fiscal } => self.quarter(quarter, year, which, fiscal),
            Shape::Half { half, year, which } => {
                let place = |year: i32| calendar::months(year, 6 * half - 5, 6);
                let far = match which {
                    Some(Which::Last) => -1,
                    Some(Which::Next) => 1,
                    _ => 0,
                };
                match year {
                    Some(year) => absolute(place(year), Granularity::Half),
                    None => {
                        self.published(Granularity::Half, true, |published| place(published.year() + far))
                    }
                }
            }
            Shape::DayOfMonth { day, weekday } => self.day_of_month(found, day, weekday),
            Shape::Week { week, year } => self.numbered_week(week, year),
            Shape::FiscalYear { year, which } => self.fiscal_year(year, which),
            Shape::PartOfDay { which } => self.part_of_day(which),
            Shape::Recurring { amount, unit, weekday, month } => {
                let mut every = Recurrence::new(reading::length_of(amount, unit));
                every.weekday = weekday;
                every.month = month;
                TimeReading {
                    recurrence: Some(every),
                    certain: true,
                    ..TimeReading::new(TimeKind::Recurring)
                }
            }
            Shape::Vague => TimeReading::new(TimeKind::Vague),
            Shape::Clock => TimeReading { certain: true, ..TimeReading::new(TimeKind::Clock) },
        }
    }

    /// A reading that depends on the date of publication.
    pub(super) fn published(
        &self,
        granularity: Granularity,
        certain: bool,
        place: impl FnOnce(NaiveDate) -> Option<DayRange>,
    ) -> TimeReading {
        let range = self.today.and_then(place);
        placed(range, granularity, TimeAnchor::Published, certain)
    }

    /// The date from which the narrative continues, if an expression is to be resolved against it.
    pub(super) fn narrated_year(&self, found: &Found, tense: Tense) -> Option<Narrated> {
        let narrated = self.narrated?;
        if tense == Tense::Future && !self.narrative {
            return None;
        }
        (self.narrative || self.is_narrated_nearby(found) || self.today.is_none()).then_some(narrated)
    }

    /// Whether the date from which the narrative continues is in the same sentence.
    pub(super) fn is_narrated_nearby(&self, found: &Found) -> bool {
        let Some(narrated) = self.narrated else { return false };
        let same = || !(narrated.token + 1..=found.first).any(|at| self.t.opens_sentence(at));
        found.first - narrated.token <= MAX_TO_YEAR && same()
    }

    /// Whether "today" means nowadays: in a narrative, and after "still".
    fn is_nowadays(&self, found: &Found) -> bool {
        let still = (1..=8)
            .map_while(|back| found.first.checked_sub(back))
            .take_while(|at| !self.t.opens_sentence(at + 1));
        let day = found.day_part.is_some()
            || found.clock.is_some()
            || !matches!(self.t.word(found.first), Word::Today(_));
        !day && (self.narrative || still.into_iter().any(|at| self.t.is(at, "still")))
    }

    /// Whether the words before a day make it the day of "today": "it is Monday, May 3", "today is Friday".
    pub(super) fn is_today(&self, found: &Found) -> bool {
        let at = |back: usize| self.t.written_before(found.first, back);
        let is = |back: usize| match (at(back), at(back + 1)) {
            ("s", "'" | "’") => Some(back + 2),
            ("is", _) => Some(back + 1),
            _ => None,
        };
        let subject = is(1).map(at);
        let named = matches!(found.shape, Shape::Days { .. } | Shape::Weekday { which: None, .. });
        named
            && subject.is_some_and(|subject| {
                subject.eq_ignore_ascii_case("it") || subject.eq_ignore_ascii_case("today")
            })
    }

    /// Updates the state after an expression.
    fn remember(&mut self, found: &Found, reading: &TimeReading) {
        let (Some(start), Some(end)) = (reading.start, reading.end) else { return };
        if reading.kind != TimeKind::Date {
            return;
        }
        let narrated = |year_only| Some(Narrated { from: start, year_only, token: found.first });
        match found.shape {
            // The year of a citation is not part of the narrative.
            Shape::Year { in_brackets: true, .. }
            | Shape::Years { .. }
            | Shape::ShortDecade { .. }
            | Shape::Extent { .. }
            | Shape::Fixed { .. } => return,
            Shape::Year { .. } => self.narrated = narrated(true),
            Shape::Days { .. } | Shape::Months { .. } if reading.anchor != Some(TimeAnchor::Published) => {
                self.narrated = narrated(false);
            }
            Shape::Offset { from: Base::Spoken, .. } | Shape::Relative { .. }
                if reading.anchor == Some(TimeAnchor::Spoken) && self.narrated.is_some() =>
            {
                self.narrated = narrated((end - start).num_days() > 31);
            }
            Shape::Season { .. } if reading.anchor != Some(TimeAnchor::Published) => {
                self.narrated = narrated(true);
            }
            _ if reading.anchor == Some(TimeAnchor::Published) => self.narrated = None,
            _ => {}
        }
        if start == end {
            self.spoken_day = Some(start);
            if self.today.is_some() && self.is_today(found) {
                self.today = Some(start);
            }
        }
        self.spoken = Some(DayRange::new(start, end));
    }
}

/// Maximum number of tokens between a year and a date without a year for which it holds in news. News omits the current year,
/// so a year in another sentence does not hold.
const MAX_TO_YEAR: usize = 40;
