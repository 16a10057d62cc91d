//! From what expressions say to what they mean: against the calendar, the date of publication, and the time that the text
//! is telling of.

use chrono::{Datelike, FixedOffset, NaiveDate, NaiveTime, Weekday};

use super::Reference;
use super::calendar;
use super::grammar::{Amount, Base, Clock, Found, MonthDay, On, Shape, Year};
use super::holiday;
use super::tense::{self, Tense};
use super::token::{DayPart, Part, Tokens, Unit, Which, Word, Zone};
use crate::{DayRange, Granularity, PartOfDay, Recurrence, Span, TimeAnchor, TimeExpression, TimeKind, TimeLength, TimeReading};

/// What the text has told of so far.
struct Teller<'a, 't> {
    t: &'a Tokens<'t>,
    reference: &'a Reference,
    /// The day on which the text is told: that of publication, until the text says "it is Monday, May 3".
    today: Option<NaiveDate>,
    /// The last stretch that was spoken of.
    spoken: Option<DayRange>,
    /// The last single day that was spoken of.
    spoken_day: Option<NaiveDate>,
    /// The year that is being told, the day or month in it as far as known, and the token that said so.
    told: Option<Told>,
    /// Whether the text as a whole tells of years other than that of its publication.
    narrative: bool,
}

#[derive(Clone, Copy)]
struct Told {
    from: NaiveDate,
    /// Whether only the year is known.
    year_only: bool,
    token: usize,
}

/// The readings of all expressions, in their order.
pub(super) fn all(t: &Tokens<'_>, found: &[Found], reference: &Reference) -> Vec<TimeExpression> {
    let mut teller =
        Teller { t, reference, today: reference.published, spoken: None, spoken_day: None, told: None, narrative: is_narrative(found, reference) };
    let mut list: Vec<TimeExpression> = Vec::with_capacity(found.len());
    for (index, one) in found.iter().enumerate() {
        let next = found.get(index + 1).filter(|next| next.first == one.end);
        let mut reading = teller.read(one, next);
        if reading.start.is_none() != reading.end.is_none() {
            (reading.start, reading.end) = (None, None);
        }
        teller.remember(one, &reading);
        let span = Span::between(t.get(one.first).start, t.before(one.end, 1).end);
        list.push(TimeExpression::new(span, reading));
        if let Some(before) = index.checked_sub(1).and_then(|before| found.get(before))
            && joins(t, before, one)
        {
            join(&mut list);
        }
    }
    list
}

/// Whether a text tells of other years than that of its publication: it names years, most of them before the one before
/// publication, and hardly speaks of "yesterday" or "Thursday".
fn is_narrative(found: &[Found], reference: &Reference) -> bool {
    let recent = reference.published.map_or(i32::MAX, |published| published.year() - 1);
    let (mut years, mut deictic, mut today) = (0, 0, 0);
    for one in found {
        match one.shape {
            Shape::Years { first: year, .. }
            | Shape::Year { year, aside: false }
            | Shape::Days { year: Some(Year::Said(year)), .. }
            | Shape::Months { year: Some(Year::Said(year)), .. }
                if year < recent =>
            {
                years += 1;
            }
            Shape::Today { days: 0 } => today += 1,
            Shape::Weekday { .. } | Shape::Today { .. } | Shape::Relative { which: Which::This | Which::Last | Which::Next, .. } => {
                deictic += 1;
            }
            _ => {}
        }
    }
    years >= 3 && years > 3 * deictic && years >= today
}

/// Whether two expressions that follow each other are the ends of one stretch: "from 2014 to 2016", "1887 – 1888".
fn joins(t: &Tokens<'_>, one: &Found, other: &Found) -> bool {
    let gap = other.first.saturating_sub(one.end);
    let mark = t.word(one.end);
    let lead = t.before(one.first, 1).word;
    match gap {
        1 => match mark {
            Word::Dash => true,
            Word::To => lead == Word::From || t.is(one.end, "through"),
            Word::And => t.is(one.first.wrapping_sub(1), "between"),
            _ => t.is(one.end, "until") && lead == Word::From,
        },
        2 => mark == Word::To && lead == Word::From && t.word(one.end + 1) == Word::About,
        _ => false,
    }
}

/// Tells the last two expressions of the stretch that they bound.
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

impl Teller<'_, '_> {
    fn read(&self, found: &Found, next: Option<&Found>) -> TimeReading {
        let mut reading = self.shape(found, next);
        if let Some(part) = found.part {
            narrow(&mut reading, part);
        }
        if let Some(part) = found.day_part {
            reading.part_of_day = Some(part_of_day(part));
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
        let span = Span::between(self.t.get(first).start, self.t.before(end, 1).end);
        reading.zone = span.slice(self.t.text()).map(Into::into);
        let minutes = match zone {
            Zone::Fixed(minutes) => Some(minutes),
            // The day decides, and a time without a day is taken to lie near its publication.
            Zone::Summer(winter) => reading.start.or(self.today).and_then(summer_time).map(|summer| winter + summer),
            Zone::Ambiguous => None,
        };
        reading.offset = minutes.and_then(|minutes| FixedOffset::east_opt(i32::from(minutes) * 60));
    }

    /// The reading of a shape; `next` is what stands right after it.
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
            Shape::Impossible => TimeReading { impossible: true, ..open(Granularity::Day, TimeAnchor::Absolute) },
            // Both readings lie in the year, and that much is said.
            Shape::Unordered { year } => placed(calendar::year(year), Granularity::Day, TimeAnchor::Absolute, false),
            Shape::Weekday { weekday, which } => self.weekday(found, weekday, which),
            Shape::Today { days: 0 } if self.is_nowadays(found) => TimeReading::new(TimeKind::Vague),
            Shape::Today { days } => self.published(Granularity::Day, true, |published| Some(one_day(calendar::shift(published, days.into())?))),
            Shape::Relative { which, unit } => self.relative(found, which, unit),
            Shape::Season { season, year, which } => self.season(found, season, year, which),
            Shape::Offset { amount, unit, back, from, on } => self.offset(found, amount, unit, back, from, on, next),
            Shape::Extent { amount, unit, back, spoken } => self.extent(amount, unit, back, spoken),
            Shape::Duration { amount, unit } => self.duration(found, amount, unit),
            Shape::Holiday { row, year, which } => self.holiday(found, row, year, which),
            Shape::Quarter { quarter, year, which, fiscal } => self.quarter(quarter, year, which, fiscal),
            Shape::Half { half, year } => match year {
                Some(year) => absolute(calendar::months(year, 6 * half - 5, 6), Granularity::Half),
                None => open(Granularity::Half, TimeAnchor::Published),
            },
            Shape::FiscalYear { year, which } => self.fiscal_year(year, which),
            Shape::PartOfDay { which } => self.part_of_day(which),
            Shape::Recurring { amount, unit, weekday, month } => {
                let mut every = Recurrence::new(length_of(amount, unit));
                every.weekday = weekday;
                every.month = month;
                TimeReading { recurrence: Some(every), certain: true, ..TimeReading::new(TimeKind::Recurring) }
            }
            Shape::Vague => TimeReading::new(TimeKind::Vague),
            Shape::Clock => TimeReading { certain: true, ..TimeReading::new(TimeKind::Clock) },
        }
    }

    /// What only the date of publication places.
    fn published(&self, granularity: Granularity, certain: bool, place: impl FnOnce(NaiveDate) -> Option<DayRange>) -> TimeReading {
        let range = self.today.and_then(place);
        placed(range, granularity, TimeAnchor::Published, certain)
    }

    /// "Dec. 7": in the year that is said, or that is told, or the one that the tense asks for.
    fn days(&self, found: &Found, year: Option<Year>, from: MonthDay, to: MonthDay) -> TimeReading {
        let place = |year: i32| {
            let end_year = if to < from { year.checked_add(1)? } else { year };
            Some(DayRange::new(calendar::day(year, from.0, from.1)?, calendar::day(end_year, to.0, to.1)?))
        };
        match year {
            Some(Year::Said(year)) => absolute(place(if to < from { year - 1 } else { year }), Granularity::Day),
            Some(Year::Away(years)) => self.years_away(Granularity::Day, years, place),
            None => self.yearless(found, Granularity::Day, place),
        }
    }

    /// What "of last year" places.
    fn years_away(&self, granularity: Granularity, years: i32, place: impl Fn(i32) -> Option<DayRange>) -> TimeReading {
        self.published(granularity, true, |published| place(published.year().checked_add(years)?))
    }

    fn months(&self, found: &Found, year: Option<Year>, from: u32, to: u32, which: Option<Which>) -> TimeReading {
        let place = |year: i32| {
            let count = (to + 12 - from) % 12 + 1;
            calendar::months(year, from, count)
        };
        match (year, which) {
            (Some(Year::Said(year)), _) => absolute(place(if to < from { year - 1 } else { year }), Granularity::Month),
            (Some(Year::Away(years)), _) => self.years_away(Granularity::Month, years, place),
            (None, None) => self.yearless(found, Granularity::Month, place),
            (None, Some(which)) => self.picked(found, Granularity::Month, which, place),
        }
    }

    /// A month, season or holiday that "last", "this" or "next" picks.
    fn picked(&self, found: &Found, granularity: Granularity, which: Which, place: impl Fn(i32) -> Option<DayRange>) -> TimeReading {
        let base = match which {
            Which::Following | Which::That | Which::Previous => self.spoken.map(|range| range.start),
            _ => None,
        };
        let (from, anchor) = match (base, self.today) {
            (Some(base), _) => (base, TimeAnchor::Spoken),
            (None, Some(published)) => (published, TimeAnchor::Published),
            (None, None) => return open(granularity, if which == Which::That { TimeAnchor::Spoken } else { TimeAnchor::Published }),
        };
        let near = (from.year().saturating_sub(2)..=from.year().saturating_add(2)).filter_map(place);
        let range = match which {
            Which::Last | Which::Previous => near.filter(|range| range.end < from).max_by_key(|range| range.start),
            Which::Next | Which::Coming | Which::Following => near.into_iter().find(|range| range.start > from),
            Which::That => near.into_iter().find(|range| range.end >= from),
            _ => return Self::nearest(near, from, tense::around(self.t, found), granularity),
        };
        placed(range, granularity, anchor, true)
    }

    /// The candidate that lies nearest to publication on the side that the tense asks for.
    fn nearest(
        candidates: impl Iterator<Item = DayRange>,
        published: NaiveDate,
        (tense, before): (Tense, bool),
        granularity: Granularity,
    ) -> TimeReading {
        let range = candidates.min_by_key(|range| {
            let ahead = (range.start - published).num_days();
            let behind = (published - range.end).num_days();
            let far = ahead.max(behind).max(0);
            let wrong = (tense == Tense::Past && ahead > 0) || (tense == Tense::Future && behind > 0);
            let wrong = i64::from(wrong) * if before { AGAINST_TENSE } else { AGAINST_LATER_TENSE };
            (far + wrong, range.start)
        });
        placed(range, granularity, TimeAnchor::Published, false)
    }

    /// A date without a year.
    fn yearless(&self, found: &Found, granularity: Granularity, place: impl Fn(i32) -> Option<DayRange>) -> TimeReading {
        let (tense, before) = tense::around(self.t, found);
        if let Some(told) = self.told_year(found, tense) {
            let year = told.from.year();
            let candidates = (year.saturating_sub(1)..=year.saturating_add(1)).filter_map(&place);
            let range = if told.year_only {
                place(year)
            } else {
                // Tales go on rather than back: from four months before the last date to eight after it.
                let earliest = calendar::shift_months(told.from, -TOLD_BACK);
                candidates.into_iter().find(|range| earliest.is_none_or(|earliest| range.start >= earliest))
            };
            return placed(range, granularity, TimeAnchor::Spoken, false);
        }
        let Some(published) = self.today else { return open(granularity, TimeAnchor::Published) };
        // Eight years, so that a 29 February has a candidate on either side.
        let years = published.year().saturating_sub(8)..=published.year().saturating_add(8);
        Self::nearest(years.filter_map(&place), published, (tense, before), granularity)
    }

    /// The year that is told, where it is the one to resolve against.
    fn told_year(&self, found: &Found, tense: Tense) -> Option<Told> {
        let told = self.told?;
        if tense == Tense::Future && !self.narrative {
            return None;
        }
        let same = || !(told.token + 1..=found.first).any(|at| self.t.opens_sentence(at));
        let close = found.first - told.token <= SAME_SENTENCE && same();
        (self.narrative || close || self.today.is_none()).then_some(told)
    }

    fn short_decade(&self, first: i32) -> TimeReading {
        let told = self.told.map(|told| told.from).or(self.today);
        // Of the two centuries the later one that has begun by then: "the 20s" of 1950 are the 1920s.
        let latest = told.map_or(1999, |day| day.year());
        let range = calendar::decade(if first + 2000 <= latest - 5 { 2000 + first } else { 1900 + first });
        placed(range, Granularity::Decade, TimeAnchor::Absolute, false)
    }

    fn weekday(&self, found: &Found, weekday: Weekday, which: Option<Which>) -> TimeReading {
        let spoken = match which {
            Some(Which::That | Which::Following | Which::Previous) => self.spoken_day,
            _ => None,
        };
        if let (Some(day), Some(which)) = (spoken, which) {
            let range = match which {
                Which::Following => calendar::shift(day, 1).and_then(|day| calendar::weekday_from(day, weekday)),
                Which::Previous => day.pred_opt().and_then(|day| calendar::weekday_until(day, weekday)),
                _ => calendar::week(day).and_then(|week| calendar::weekday_from(week.start, weekday)),
            };
            return placed(range.map(one_day), Granularity::Day, TimeAnchor::Spoken, true);
        }
        // "It is Tuesday", after Monday was told of, is the day after.
        let tense = if self.says_today(found) { Tense::Future } else { tense::around(self.t, found).0 };
        // "until Friday" looks ahead where nothing else shows, "since Friday" back.
        let bound = ["until", "till", "through", "by"].iter().any(|bound| self.t.is(found.first.wrapping_sub(1), bound));
        let tense = if tense == Tense::Open && bound && which.is_none() { Tense::Future } else { tense };
        let certain = tense != Tense::Open || which.is_some();
        self.published(Granularity::Day, certain && which != Some(Which::Next), |published| {
            let day = match which {
                Some(Which::Last | Which::Previous) => calendar::weekday_until(published.pred_opt()?, weekday),
                // "Next Friday" is the Friday of next week in most newsrooms, the coming one in some.
                Some(Which::Next) => calendar::weekday_from(calendar::shift(calendar::week(published)?.end, 1)?, weekday),
                Some(Which::Coming | Which::Following) => calendar::weekday_from(published.succ_opt()?, weekday),
                Some(Which::This) if tense != Tense::Past => calendar::weekday_from(published, weekday),
                None if tense == Tense::Future => calendar::weekday_from(published, weekday),
                _ => calendar::weekday_until(published, weekday),
            };
            Some(one_day(day?))
        })
    }

    /// "last week", "this year", "the following month".
    fn relative(&self, found: &Found, which: Which, unit: Unit) -> TimeReading {
        let (grain, times) = grain(unit);
        let (far, spoken) = match which {
            Which::Last => (-times, false),
            Which::This | Which::These | Which::Recent => (0, false),
            Which::Next | Which::Coming => (times, false),
            Which::Previous => (-times, true),
            Which::That => (0, true),
            Which::Following => (times, true),
        };
        let step = |from: NaiveDate| calendar::unit_of(calendar::shift_units(from, &grain, far)?, &grain);
        if spoken {
            let base = match grain {
                Granularity::Day => self.spoken_day,
                // A month that follows needs a month to follow.
                Granularity::Week | Granularity::Month => {
                    self.spoken.filter(|range| (range.end - range.start).num_days() <= 31).map(|range| range.start)
                }
                _ => self.spoken.map(|range| range.start),
            };
            return match base {
                Some(base) => placed(step(base), grain, TimeAnchor::Spoken, true),
                None => open(grain, TimeAnchor::Spoken),
            };
        }
        if unit == Unit::Weekend {
            let tense = tense::around(self.t, found).0;
            let over = self.t.before(found.first, 1).word == Word::For;
            let tense = if tense == Tense::Open && over { Tense::Past } else { tense };
            if which == Which::This && tense == Tense::Open && self.t.word(found.first) == Word::The {
                return open(grain, TimeAnchor::Published);
            }
            return self.published(grain, which != Which::This || tense != Tense::Open, |published| {
                let weekend = calendar::unit_of(published, &Granularity::Weekend)?;
                let past = which == Which::This && tense == Tense::Past && published < weekend.start;
                // Said on a weekend, "last weekend" is the one before, and "this weekend" this one.
                let weeks = if past { -7 } else { 7 * far };
                Some(DayRange::new(calendar::shift(weekend.start, weeks)?, calendar::shift(weekend.end, weeks)?))
            });
        }
        self.published(grain.clone(), true, step)
    }

    fn season(&self, found: &Found, season: u8, year: Option<Year>, which: Option<Which>) -> TimeReading {
        let place = |year: i32| calendar::season(year, season.into());
        match (year, which) {
            (Some(Year::Said(year)), _) => absolute(place(year), Granularity::Season),
            (Some(Year::Away(years)), _) => self.years_away(Granularity::Season, years, place),
            (None, Some(which)) => self.picked(found, Granularity::Season, which, place),
            // "It is hot in summer" is told of every year.
            (None, None) if tense::around(self.t, found).0 == Tense::Open && self.told_year(found, Tense::Open).is_none() => TimeReading {
                recurrence: Some(Recurrence::new(TimeLength::new(1, Granularity::Year))),
                ..TimeReading::new(TimeKind::Recurring)
            },
            (None, None) => self.yearless(found, Granularity::Season, place),
        }
    }

    /// "two weeks ago", "six months later", "two days after Christmas".
    #[allow(clippy::too_many_arguments)]
    fn offset(&self, found: &Found, amount: Amount, unit: Unit, back: bool, from: Base, on: On, next: Option<&Found>) -> TimeReading {
        let few = amount.few;
        let (amount, grain, times) = whole(amount, unit);
        let anchor = if from == Base::Published { TimeAnchor::Published } else { TimeAnchor::Spoken };
        let length = Some(TimeLength { count: amount, unit: grain.clone() });
        let base = match from {
            Base::Published => self.today,
            Base::Spoken => self.spoken_base(&grain),
            // Of "two days after the vote" the text may never say when the vote was.
            Base::Next => next.filter(|next| !matches!(next.shape, Shape::Offset { .. })).and_then(|next| self.read(next, None).start),
        };
        let _ = found;
        let Some(base) = base else { return TimeReading { length, ..open(grain, anchor) } };
        let sign = if back { -1 } else { 1 };
        let Some(count) = amount else {
            return if few { TimeReading { length, ..some_units(base, grain, anchor, 2 * sign, 9 * sign) } } else { vague(length, anchor) };
        };
        let count = i64::from(count) * times;
        let fine = matches!(grain, Granularity::Second | Granularity::Minute | Granularity::Hour);
        if fine && from != Base::Published && (count < 24 || grain != Granularity::Hour) {
            return TimeReading { length, ..open(grain, anchor) };
        }
        let pinned = match on {
            On::Today(days) => calendar::shift(base, days.into()),
            _ => Some(base),
        };
        let shifted = pinned.and_then(|base| calendar::shift_units(base, &grain, sign * count));
        let grain = if fine || on != On::Any { Granularity::Day } else { grain };
        let range = match on {
            On::Weekday(weekday) => shifted.and_then(|day| calendar::weekday_until(day, weekday)).map(one_day),
            _ => shifted.and_then(|day| calendar::unit_of(day, &grain)),
        };
        let certain = grain == Granularity::Day;
        TimeReading { length, ..placed(range, grain, anchor, certain) }
    }

    /// The day from which an offset in a unit counts, if what was spoken of is fine enough for it.
    fn spoken_base(&self, grain: &Granularity) -> Option<NaiveDate> {
        match grain {
            Granularity::Day | Granularity::Hour | Granularity::Minute | Granularity::Second => self.spoken_day,
            Granularity::Week | Granularity::Month => {
                self.spoken.filter(|range| (range.end - range.start).num_days() <= 31).map(|range| range.start)
            }
            _ => self.spoken.map(|range| range.start),
        }
    }

    /// "over the past two months": from that long ago to publication. In a tale "the next five years" count from what was
    /// spoken of.
    fn extent(&self, amount: Amount, unit: Unit, back: bool, spoken: bool) -> TimeReading {
        let few = amount.few;
        let (amount, grain, times) = whole(amount, unit);
        let length = Some(TimeLength { count: amount, unit: grain.clone() });
        let told = self.spoken.filter(|_| spoken && (self.narrative || self.today.is_none()));
        let (base, anchor) = match told {
            Some(range) => (Some(range), TimeAnchor::Spoken),
            None => (self.today.map(one_day), TimeAnchor::Published),
        };
        let Some(base) = base else { return TimeReading { length, ..open(grain, anchor) } };
        let sign = if back { -1 } else { 1 };
        let Some(count) = amount else {
            return if few { TimeReading { length, ..some_units(base.start, grain, anchor, 0, 9 * sign) } } else { vague(length, anchor) };
        };
        let count = i64::from(count) * times;
        let range = if back {
            calendar::shift_units(base.start, &grain, -count).map(|start| DayRange::new(start, base.end))
        } else {
            calendar::shift_units(base.end, &grain, count).map(|end| DayRange::new(base.start, end))
        };
        TimeReading { length, ..placed(range, grain, anchor, true) }
    }

    /// Whether "today" says nowadays: in a tale of other years, and after "still".
    fn is_nowadays(&self, found: &Found) -> bool {
        let still = (1..=8).map_while(|back| found.first.checked_sub(back)).take_while(|at| !self.t.opens_sentence(at + 1));
        let day = found.day_part.is_some() || found.clock.is_some() || !matches!(self.t.word(found.first), Word::Today(_));
        !day && (self.narrative || still.into_iter().any(|at| self.t.is(at, "still")))
    }

    /// "two years"; "in two weeks" of what is to come is a point.
    fn duration(&self, found: &Found, amount: Amount, unit: Unit) -> TimeReading {
        if self.t.is(found.first.wrapping_sub(1), "in") && !matches!(unit, Unit::Hour | Unit::Minute | Unit::Second) && tense::around(self.t, found) == (Tense::Future, true) {
            return self.offset(found, amount, unit, false, Base::Published, On::Any, None);
        }
        let (amount, unit, times) = whole(amount, unit);
        let count = amount.map(|count| count.saturating_mul(u32::try_from(times).unwrap_or(1)));
        TimeReading {
            certain: amount.is_some(),
            granularity: Some(unit.clone()),
            length: Some(TimeLength { count, unit }),
            ..TimeReading::new(TimeKind::Duration)
        }
    }

    fn holiday(&self, found: &Found, row: usize, year: Option<i32>, which: Option<Which>) -> TimeReading {
        let place = |year: i32| Some(one_day(holiday::day(row, year)?));
        match (year, which) {
            (Some(year), _) => absolute(place(year), Granularity::Day),
            (None, Some(which)) => self.picked(found, Granularity::Day, which, place),
            (None, None) => self.yearless(found, Granularity::Day, place),
        }
    }

    /// A quarter of a year that is said or picked; else the last that was over, of which firms report.
    fn quarter(&self, quarter: u32, year: Option<i32>, which: Option<Which>, fiscal: bool) -> TimeReading {
        let place = |year: i32| {
            if fiscal {
                let year = calendar::fiscal_year(year, self.fiscal_start())?;
                let start = calendar::shift_months(year.start, 3 * i64::from(quarter) - 3)?;
                return calendar::months(start.year(), start.month(), 3);
            }
            calendar::months(year, 3 * quarter - 2, 3)
        };
        if let Some(year) = year {
            let range = place(year);
            return placed(range, Granularity::Quarter, TimeAnchor::Absolute, !fiscal || self.reference.fiscal_year_start.is_some());
        }
        self.published(Granularity::Quarter, which.is_some(), |published| {
            let year = published.year();
            match which {
                Some(Which::Last) => place(year - 1),
                Some(Which::Next) => place(year + 1),
                Some(_) => place(year),
                None => (year - 1..=year).rev().filter_map(place).find(|range| range.end < published),
            }
        })
    }

    fn fiscal_start(&self) -> u32 {
        self.reference.fiscal_year_start.filter(|month| (1..=12).contains(month)).unwrap_or(FISCAL_START)
    }

    fn fiscal_year(&self, year: Option<i32>, which: Option<Which>) -> TimeReading {
        let start = self.fiscal_start();
        let certain = self.reference.fiscal_year_start.is_some();
        if let Some(year) = year {
            return placed(calendar::fiscal_year(year, start), Granularity::FiscalYear, TimeAnchor::Absolute, certain);
        }
        self.published(Granularity::FiscalYear, certain, |published| {
            let current = published.year() + i32::from(start > 1 && published.month() >= start);
            let far = match which {
                Some(Which::Last | Which::Previous) => -1,
                Some(Which::Next | Which::Coming | Which::Following) => 1,
                _ => 0,
            };
            calendar::fiscal_year(current + far, start)
        })
    }

    /// "this morning", "last night", "that night", "the next morning"; a part of no day is a time of day.
    fn part_of_day(&self, which: Option<Which>) -> TimeReading {
        let (days, spoken) = match which {
            None => return TimeReading { certain: true, ..TimeReading::new(TimeKind::Clock) },
            Some(Which::Last) => (-1, false),
            Some(Which::Next | Which::Coming) => (1, false),
            Some(Which::That) => (0, true),
            Some(Which::Following) => (1, true),
            Some(Which::Previous) => (-1, true),
            Some(_) => (0, false),
        };
        if spoken {
            let day = self.spoken_day.and_then(|day| calendar::shift(day, days)).map(one_day);
            return placed(day, Granularity::Day, TimeAnchor::Spoken, true);
        }
        self.published(Granularity::Day, true, |published| Some(one_day(calendar::shift(published, days)?)))
    }

    /// Whether a day is said to be the one on which the text is told: "it is Monday, May 3", "today is Friday".
    fn says_today(&self, found: &Found) -> bool {
        let at = |back: usize| self.t.written(found.first.wrapping_sub(back));
        let is = |back: usize| match (at(back), at(back + 1)) {
            ("s", "'" | "’") => Some(back + 2),
            ("is", _) => Some(back + 1),
            _ => None,
        };
        let subject = is(1).map(at);
        let named = matches!(found.shape, Shape::Days { .. } | Shape::Weekday { which: None, .. });
        named && subject.is_some_and(|subject| subject.eq_ignore_ascii_case("it") || subject.eq_ignore_ascii_case("today"))
    }

    /// Notes what an expression has told of.
    fn remember(&mut self, found: &Found, reading: &TimeReading) {
        let (Some(start), Some(end)) = (reading.start, reading.end) else { return };
        if reading.kind != TimeKind::Date {
            return;
        }
        let told = |year_only| Some(Told { from: start, year_only, token: found.first });
        match found.shape {
            // The year of a citation is not what the text tells of.
            Shape::Year { aside: true, .. } | Shape::Years { .. } | Shape::ShortDecade { .. } | Shape::Extent { .. } | Shape::Fixed { .. } => return,
            Shape::Year { .. } => self.told = told(true),
            Shape::Days { .. } | Shape::Months { .. } if reading.anchor != Some(TimeAnchor::Published) => self.told = told(false),
            Shape::Offset { from: Base::Spoken, .. } | Shape::Relative { .. } if reading.anchor == Some(TimeAnchor::Spoken) && self.told.is_some() => {
                self.told = told((end - start).num_days() > 31);
            }
            Shape::Season { .. } if reading.anchor != Some(TimeAnchor::Published) => self.told = told(true),
            _ if reading.anchor == Some(TimeAnchor::Published) => self.told = None,
            _ => {}
        }
        if start == end {
            self.spoken_day = Some(start);
            if self.today.is_some() && self.says_today(found) {
                self.today = Some(start);
            }
        }
        self.spoken = Some(DayRange::new(start, end));
    }
}

fn vague(length: Option<TimeLength>, anchor: TimeAnchor) -> TimeReading {
    TimeReading { length, anchor: Some(anchor), ..TimeReading::new(TimeKind::Vague) }
}

/// From a number of units away to another, as a stretch that holds what is meant: "a few months ago" lies between two
/// and nine months back, "the past few days" within nine days.
fn some_units(base: NaiveDate, grain: Granularity, anchor: TimeAnchor, near: i64, far: i64) -> TimeReading {
    let fine = matches!(grain, Granularity::Second | Granularity::Minute | Granularity::Hour);
    let grain = if fine { Granularity::Day } else { grain };
    let at = |count: i64| if fine || count == 0 { Some(one_day(base)) } else { calendar::unit_of(calendar::shift_units(base, &grain, count)?, &grain) };
    let range = at(near).zip(at(far)).map(|(near, far)| DayRange::new(near.start.min(far.start), near.end.max(far.end)));
    placed(range, grain, anchor, false)
}

/// How much nearer, in days, a date against the tense must be to be preferred: a date of nearly a year ago is said with
/// its year. The tense of a word after the date weighs less.
const AGAINST_TENSE: i64 = 300;
const AGAINST_LATER_TENSE: i64 = 150;

/// How many months a tale may step back from its last date.
const TOLD_BACK: i64 = 4;

/// How many tokens on in its sentence a year that was said holds for yearless dates of news. Newsrooms leave the year out
/// where it is the current one, so that in news a year said a sentence ago says nothing.
const SAME_SENTENCE: usize = 40;

/// The month in which fiscal years start where nothing else is said: that of the United States' government.
const FISCAL_START: u32 = 10;

fn one_day(day: NaiveDate) -> DayRange {
    DayRange::new(day, day)
}

fn absolute(range: Option<DayRange>, granularity: Granularity) -> TimeReading {
    placed(range, granularity, TimeAnchor::Absolute, true)
}

fn open(granularity: Granularity, anchor: TimeAnchor) -> TimeReading {
    TimeReading { granularity: Some(granularity), anchor: Some(anchor), ..TimeReading::new(TimeKind::Date) }
}

fn placed(range: Option<DayRange>, granularity: Granularity, anchor: TimeAnchor, certain: bool) -> TimeReading {
    let certain = certain && range.is_some();
    TimeReading { start: range.map(|range| range.start), end: range.map(|range| range.end), certain, ..open(granularity, anchor) }
}

/// A unit's grain, and how many of the grain it is.
fn grain(unit: Unit) -> (Granularity, i64) {
    let grain = match unit {
        Unit::Second => Granularity::Second,
        Unit::Minute => Granularity::Minute,
        Unit::Hour => Granularity::Hour,
        Unit::Day | Unit::Night => Granularity::Day,
        Unit::Week => Granularity::Week,
        Unit::Fortnight => return (Granularity::Week, 2),
        Unit::Weekend => Granularity::Weekend,
        Unit::Month => Granularity::Month,
        Unit::Quarter => Granularity::Quarter,
        Unit::Year => Granularity::Year,
        Unit::Decade => Granularity::Decade,
        Unit::Century => Granularity::Century,
    };
    (grain, 1)
}

/// An amount in whole units: two and a half years are 30 months.
fn whole(amount: Amount, unit: Unit) -> (Option<u32>, Granularity, i64) {
    let (unit, per) = match unit {
        _ if !amount.half => {
            let (grain, times) = grain(unit);
            return (amount.count, grain, times);
        }
        Unit::Century => (Granularity::Year, 100),
        Unit::Decade => (Granularity::Year, 10),
        Unit::Year => (Granularity::Month, 12),
        Unit::Month => (Granularity::Week, 4),
        Unit::Hour => (Granularity::Minute, 60),
        Unit::Minute => (Granularity::Second, 60),
        Unit::Day => (Granularity::Hour, 24),
        other => {
            let (grain, times) = grain(other);
            return (amount.count, grain, times);
        }
    };
    (amount.count.map(|count| count.saturating_mul(per).saturating_add(per / 2)), unit, 1)
}

fn length_of(amount: Amount, unit: Unit) -> TimeLength {
    let (count, unit, times) = whole(amount, unit);
    TimeLength { count: count.map(|count| count.saturating_mul(u32::try_from(times).unwrap_or(1))), unit }
}

fn part_of_day(part: DayPart) -> PartOfDay {
    match part {
        DayPart::Morning => PartOfDay::Morning,
        DayPart::Noon => PartOfDay::Noon,
        DayPart::Afternoon => PartOfDay::Afternoon,
        DayPart::Evening => PartOfDay::Evening,
        DayPart::Night | DayPart::Tonight => PartOfDay::Night,
        DayPart::Midnight => PartOfDay::Midnight,
    }
}

/// How many minutes of summer time the United States have on a day, since 2007: from the second Sunday of March to the
/// first of November. Days before keep their offset open.
fn summer_time(day: NaiveDate) -> Option<i16> {
    let year = Some(day.year()).filter(|year| *year >= 2007)?;
    let from = calendar::nth_weekday(year, 3, Weekday::Sun, 2)?;
    let until = calendar::nth_weekday(year, 11, Weekday::Sun, 1)?;
    Some(if from <= day && day < until { 60 } else { 0 })
}

/// Narrows a stretch to its early, middle or late part: halves of a month and of a decade, thirds of a year, quarters of
/// a century, as the GUM corpus has them; "the end" of this or next week, month or year is its last day.
fn narrow(reading: &mut TimeReading, part: Part) {
    let (Some(start), Some(end)) = (reading.start, reading.end) else { return };
    let days = |from: u32, to: u32| Some((start.with_day(from)?, if to > 28 { end } else { start.with_day(to)? }));
    let years = |from: i32, to: i32| {
        let range = calendar::years(start.year().checked_add(from)?, start.year().checked_add(to)?)?;
        Some((range.start, range.end))
    };
    let months = |from: u32, count: u32| {
        let range = calendar::months(start.year(), from, count)?;
        Some((range.start, range.end))
    };
    reading.certain &= matches!(part, Part::Start | Part::End);
    let narrowed = match (&reading.granularity, part) {
        (_, Part::Start) => Some((start, start)),
        (_, Part::End) => Some((end, end)),
        (Some(Granularity::Month), Part::Early) => days(1, 15),
        (Some(Granularity::Month), Part::Mid) => days(11, 20),
        (Some(Granularity::Month), Part::Late) => days(15, 31),
        (Some(Granularity::Year), Part::Early) => months(1, 4),
        (Some(Granularity::Year), Part::Mid) => months(5, 4),
        (Some(Granularity::Year), Part::Late) => months(9, 4),
        (Some(Granularity::Decade), Part::Early) => years(0, 4),
        (Some(Granularity::Decade), Part::Mid) => years(3, 6),
        (Some(Granularity::Decade), Part::Late) => years(5, 9),
        (Some(Granularity::Century), Part::Early) => years(0, 24),
        (Some(Granularity::Century), Part::Mid) => years(25, 74),
        (Some(Granularity::Century), Part::Late) => years(75, 99),
        _ => None,
    };
    if let Some((start, end)) = narrowed {
        (reading.start, reading.end) = (Some(start), Some(end));
    }
}
