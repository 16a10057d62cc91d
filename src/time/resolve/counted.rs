//! Resolution of lengths and offsets: "two weeks ago", "last year", "over the past two months".

use chrono::NaiveDate;

use super::super::calendar;
use super::super::grammar::{Amount, Base, Found, On, Shape};
use super::super::tense::{self, Tense, Weight};
use super::super::word::{Unit, Which, Word};
use super::Resolver;
use super::reading::{grain, one_day, open, placed, some_units, vague, whole};
use crate::{DayRange, Granularity, TimeAnchor, TimeKind, TimeLength, TimeReading};

/// Maximum number of tokens from a rank to the time that it holds for: "the first rise in two years".
const MAX_TO_RANK: usize = 5;

impl Resolver<'_, '_> {
    /// A unit with a determiner: "last week", "this year", "the following month".
    pub(super) fn relative(&self, found: &Found, which: Which, unit: Unit) -> TimeReading {
        let (grain, times) = grain(unit);
        // In a narrative, "the end of the year" is that of the year before it in the text.
        let is_the = self.t.before(found.end.saturating_sub(1), 1).word == Word::The;
        let which = if self.narrative && is_the && which == Which::This && unit != Unit::Weekend {
            Which::That
        } else {
            which
        };
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
                // "The following month" needs a month before it.
                Granularity::Week | Granularity::Month => self
                    .spoken
                    .filter(|range| (range.end - range.start).num_days() <= 31)
                    .map(|range| range.start),
                _ => self.spoken.map(|range| range.start),
            };
            let Some(base) = base else {
                // "Over the next week" starts now.
                let before = self.t.before(found.first, 1).word;
                if self.t.is(found.first + 1, "next")
                    && matches!(before, Word::For | Word::In)
                    && matches!(unit, Unit::Week | Unit::Month | Unit::Year | Unit::Decade)
                {
                    return TimeReading { certain: false, ..self.extent(Amount::of(1), unit, false, false) };
                }
                // Without a date before it, "the next quarter" and "the previous year" are those of publication. "The next
                // day" is mostly that of something the text tells without a date.
                let is_long = !matches!(grain, Granularity::Day | Granularity::Weekend);
                let falls_back = is_long && which != Which::That && self.today.is_some();
                let anchor = if falls_back { TimeAnchor::Published } else { TimeAnchor::Spoken };
                let range = self.today.filter(|_| falls_back).and_then(step);
                return placed(range, grain, anchor, false);
            };
            return placed(step(base), grain, TimeAnchor::Spoken, true);
        }
        if unit == Unit::Weekend {
            let tense = tense::around(self.t, found).0;
            let over = self.t.before(found.first, 1).word == Word::For;
            let tense = if tense == Tense::Unknown && over { Tense::Past } else { tense };
            if which == Which::This && tense == Tense::Unknown && self.t.word(found.first) == Word::The {
                return open(grain, TimeAnchor::Published);
            }
            return self.published(grain, which != Which::This || tense != Tense::Unknown, |published| {
                let weekend = calendar::unit_of(published, &Granularity::Weekend)?;
                let past = which == Which::This && tense == Tense::Past && published < weekend.start;
                // On a weekend, "this weekend" is that one, and "last weekend" the one before.
                let weeks = if past { -7 } else { 7 * far };
                Some(DayRange::new(
                    calendar::shift(weekend.start, weeks)?,
                    calendar::shift(weekend.end, weeks)?,
                ))
            });
        }
        self.published(grain.clone(), true, step)
    }

    /// An offset: "two weeks ago", "six months later", "two days after Christmas".
    pub(super) fn offset(
        &self,
        (amount, unit, back): (Amount, Unit, bool),
        from: Base,
        on: On,
        next: Option<&Found>,
    ) -> TimeReading {
        let few = amount.few;
        let (amount, grain, times) = whole(amount, unit);
        let anchor = if from == Base::Published { TimeAnchor::Published } else { TimeAnchor::Spoken };
        // "the Monday after Easter" is an offset without a length.
        let length = Some(TimeLength { count: amount, unit: grain.clone() })
            .filter(|length| length.count != Some(0) && on != On::Whole);
        let is_of_week = matches!(on, On::OfWeek(_));
        let base = match from {
            Base::Published => self.today,
            Base::Spoken if is_of_week => self.spoken_base(&grain).or(self.today),
            Base::Spoken => self.spoken_base(&grain),
            // The text may not tell the day of the vote in "two days after the vote".
            Base::Next => next
                .filter(|next| !matches!(next.shape, Shape::Offset { .. }))
                .and_then(|next| self.read(next, None).start),
        };
        let Some(base) = base else { return TimeReading { length, ..open(grain, anchor) } };
        let sign = if back { -1 } else { 1 };
        let Some(count) = amount else {
            // "A few decades" stay vague.
            return if few && !matches!(grain, Granularity::Decade | Granularity::Century) {
                TimeReading { length, ..some_units(base, grain, anchor, 2 * sign, 9 * sign) }
            } else {
                vague(length, anchor)
            };
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
        let unit = grain.clone();
        let grain = if fine || !matches!(on, On::Any | On::Whole) { Granularity::Day } else { grain };
        let range = match on {
            On::Weekday(weekday) if from == Base::Next && !back => {
                shifted.and_then(|day| calendar::weekday_from(day.succ_opt()?, weekday)).map(one_day)
            }
            On::Weekday(weekday) if from == Base::Next => {
                shifted.and_then(|day| calendar::weekday_until(day.pred_opt()?, weekday)).map(one_day)
            }
            // "a week from Monday" counts from the coming Monday.
            On::Weekday(weekday) if !back => base
                .succ_opt()
                .and_then(|day| calendar::weekday_from(day, weekday))
                .and_then(|day| calendar::shift_units(day, &unit, count))
                .map(one_day),
            On::OfWeek(weekday) => shifted
                .and_then(calendar::week)
                .and_then(|week| calendar::weekday_from(week.start, weekday))
                .map(one_day),
            On::Weekday(weekday) => {
                shifted.and_then(|day| calendar::weekday_until(day, weekday)).map(one_day)
            }
            _ => shifted.and_then(|day| calendar::unit_of(day, &grain)),
        };
        let certain = grain == Granularity::Day || on == On::Whole;
        TimeReading { length, ..placed(range, grain, anchor, certain) }
    }

    /// The days before or after a day: "over the past two months". In a narrative, "the next five years" follow its last date.
    pub(super) fn extent(&self, amount: Amount, unit: Unit, back: bool, spoken: bool) -> TimeReading {
        let few = amount.few;
        let (amount, grain, times) = whole(amount, unit);
        let length = Some(TimeLength { count: amount, unit: grain.clone() });
        let narrated = self.spoken.filter(|_| spoken && (self.narrative || self.today.is_none()));
        let (base, anchor) = match narrated {
            Some(range) => (Some(range), TimeAnchor::Spoken),
            None => (self.today.map(one_day), TimeAnchor::Published),
        };
        let Some(base) = base else { return TimeReading { length, ..open(grain, anchor) } };
        let sign = if back { -1 } else { 1 };
        let Some(count) = amount else {
            return if few {
                TimeReading { length, ..some_units(base.start, grain, anchor, 0, 9 * sign) }
            } else {
                vague(length, anchor)
            };
        };
        let count = i64::from(count) * times;
        // Firms report by quarters of the calendar.
        if grain == Granularity::Quarter && anchor == TimeAnchor::Published {
            let range = calendar::quarters_beside(base.start, if back { -count } else { count });
            return TimeReading { length, ..placed(range, grain, anchor, true) };
        }
        let range = if back {
            calendar::shift_units(base.start, &grain, -count).map(|start| DayRange::new(start, base.end))
        } else {
            calendar::shift_units(base.end, &grain, count).map(|end| DayRange::new(base.start, end))
        };
        TimeReading { length, ..placed(range, grain, anchor, true) }
    }

    /// A length: "two years". "In two weeks" is an offset in a clause about the future.
    pub(super) fn duration(&self, found: &Found, amount: Amount, unit: Unit) -> TimeReading {
        if self.t.was(found.first, 1, "in") && !matches!(unit, Unit::Hour | Unit::Minute | Unit::Second) {
            let (tense, weight) = tense::around(self.t, found);
            // "The law takes effect in two weeks", and not "the third win in two weeks".
            let is_counted = (2..=MAX_TO_RANK).any(|back| {
                let word = self.t.before(found.first, back).word;
                matches!(word, Word::Ordinal(_) | Word::CountFollows)
                    || self.t.written_before(found.first, back).ends_with("est")
            });
            let is_present = tense == Tense::Unknown && !is_counted && (amount.count.is_some() || amount.few);
            if is_present || (tense == Tense::Future && weight > Weight::After) {
                return self.offset((amount, unit, false), Base::Published, On::Any, None);
            }
        }
        // "Within a month" from now on; "within a month of the vote" counts from the vote.
        if self.t.was(found.first, 1, "within")
            && !matches!(unit, Unit::Hour | Unit::Minute | Unit::Second)
            && self.t.word(found.end) != Word::Of
            && tense::around(self.t, found).0 != Tense::Past
        {
            return TimeReading { certain: false, ..self.extent(amount, unit, false, false) };
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

    /// The base of an offset in a unit: the last date in the text, if it is precise enough.
    fn spoken_base(&self, grain: &Granularity) -> Option<NaiveDate> {
        match grain {
            Granularity::Day | Granularity::Hour | Granularity::Minute | Granularity::Second => {
                self.spoken_day
            }
            Granularity::Week | Granularity::Month => self
                .spoken
                .filter(|range| (range.end - range.start).num_days() <= 31)
                .map(|range| range.start),
            _ => self.spoken.map(|range| range.start),
        }
    }
}
