//! The timeline of events.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, Months, NaiveDate};

use super::context::{Context, MAX_PHRASE};
use super::write::{Html, plural, shortened};
use crate::{Actor, ClaimId, Event, EventId, EventStatus, TimeReading};

/// Positions of the first and the last day, in percent of the width.
const LEFT: f64 = 3.0;
const RIGHT: f64 = 97.0;
/// Width of a label on the axis, in percent.
const LABEL_WIDTH: f64 = 21.0;
/// Maximum number of participants that are shown.
const MAX_PARTICIPANTS: usize = 6;

pub(super) fn timeline(html: &mut Html, context: &Context<'_>) {
    let dated = context.report.timeline();
    if context.report.events.is_empty() {
        return;
    }
    html.raw("<section class=\"timeline\" aria-labelledby=\"timeline-title\">\n<h2 id=\"timeline-title\">What happened when</h2>\n");
    let published = context.report.article.published.map(crate::Published::date);
    if !dated.is_empty() {
        let days = dated.iter().filter_map(|(_, event)| days(&event.time.as_ref()?.reading));
        let scale = Scale::new(days.flat_map(|(start, end)| [start, end]).chain(published));
        html.raw("<p class=\"hint\">Earlier is left. The longer a gap, the more it is compressed. A filled mark has happened or is going ");
        html.raw("on, a hollow one lies ahead or may be; the dashed line is the day of publication.</p>\n");
        axis(html, &scale, published, dated.iter().filter_map(|(_, event)| start(event)));
        let scale = &scale;
        html.raw("<div class=\"dated\">");
        if let Some(day) = published {
            today(html, scale.at(day));
        }
        html.raw("<ol class=\"events\">\n");
        for (id, event) in &dated {
            row(html, context, *id, event, Some(scale));
        }
        html.raw("</ol></div>\n");
    }
    let undated: Vec<_> = context.report.iter_events().filter(|(_, event)| start(event).is_none()).collect();
    if !undated.is_empty() {
        html.raw("<details class=\"undated\"><summary>Without a date: ").text(&plural(
            undated.len(),
            "event",
            "events",
        ));
        html.raw("</summary>\n<ol class=\"events\">\n");
        for (id, event) in undated {
            row(html, context, id, event, None);
        }
        html.raw("</ol></details>\n");
    }
    html.raw("</section>\n");
}

fn start(event: &Event) -> Option<NaiveDate> {
    event.time.as_ref()?.reading.start
}

/// The first and the last day of a reading, in order.
fn days(reading: &TimeReading) -> Option<(NaiveDate, NaiveDate)> {
    let start = reading.start?;
    Some((start, reading.end.map_or(start, |end| end.max(start))))
}

/// Positions of days, in percent of the width. The width of a gap grows with the logarithm of its length.
struct Scale(BTreeMap<NaiveDate, f64>);

impl Scale {
    fn new(days: impl Iterator<Item = NaiveDate>) -> Self {
        let mut places: BTreeMap<NaiveDate, f64> = days.map(|day| (day, 0.0)).collect();
        let (mut at, mut before): (f64, Option<NaiveDate>) = (0.0, None);
        for (day, place) in &mut places {
            if let Some(before) = before {
                let gap = i32::try_from((*day - before).num_days()).unwrap_or(i32::MAX);
                at += 0.6 + f64::from(gap).ln_1p();
            }
            *place = at;
            before = Some(*day);
        }
        for place in places.values_mut() {
            *place = if at > 0.0 { LEFT + (RIGHT - LEFT) * *place / at } else { 50.0 };
        }
        Scale(places)
    }

    fn at(&self, day: NaiveDate) -> f64 {
        self.0.get(&day).copied().unwrap_or(LEFT)
    }
}

/// Writes the axis. Labels that do not fit are left out; the day of publication has priority, then the first and the last.
fn axis(
    html: &mut Html,
    scale: &Scale,
    published: Option<NaiveDate>,
    starts: impl Iterator<Item = NaiveDate>,
) {
    let starts: BTreeSet<NaiveDate> = starts.collect();
    let ends = starts.first().into_iter().chain(starts.last()).copied();
    let mut labelled: Vec<(f64, &'static str, NaiveDate)> = Vec::new();
    for day in published.into_iter().chain(ends).chain(starts.iter().copied()) {
        let at = scale.at(day);
        let (anchor, middle) = match at {
            at if at < LABEL_WIDTH / 2.0 => ("start", at + LABEL_WIDTH / 2.0),
            at if at > 100.0 - LABEL_WIDTH / 2.0 => ("end", at - LABEL_WIDTH / 2.0),
            at => ("middle", at),
        };
        // At most five labels fit, so this is linear in the number of days.
        if labelled.iter().all(|(other, ..)| (other - middle).abs() >= LABEL_WIDTH) {
            labelled.push((middle, anchor, day));
        }
    }
    html.raw("<div class=\"axis\" aria-hidden=\"true\"><svg width=\"100%\" height=\"30\">");
    html.raw("<line class=\"rail\" x1=\"0\" x2=\"100%\" y1=\"24\" y2=\"24\"/>");
    for at in starts.iter().map(|day| scale.at(*day)) {
        html.raw("<line class=\"tick\" x1=\"")
            .percent(at)
            .raw("%\" x2=\"")
            .percent(at)
            .raw("%\" y1=\"19\" y2=\"24\"/>");
    }
    for (_, anchor, day) in labelled {
        html.raw("<text y=\"13\" x=\"")
            .percent(scale.at(day))
            .raw("%\" text-anchor=\"")
            .raw(anchor)
            .raw("\">");
        html.text(&day.format("%-d %b %Y").to_string()).raw("</text>");
    }
    html.raw("</svg></div>\n");
}

fn row(html: &mut Html, context: &Context<'_>, id: EventId, event: &Event, scale: Option<&Scale>) {
    html.raw("<li id=e").number(id.index()).raw(">");
    let reading = event.time.as_ref().map(|time| &time.reading);
    html.raw("<p>");
    match reading.filter(|reading| reading.start.is_some()) {
        Some(reading) => html.text(&moment(reading)),
        None => html.raw("no date"),
    };
    html.raw("</p>");
    if let (Some(scale), Some((start, end))) = (scale, reading.and_then(days)) {
        strip(html, &event.status, scale.at(start), scale.at(end));
    }
    html.raw("<div><p>");
    let fullest = event.mentions.first().copied().unwrap_or(event.trigger);
    html.isolated(&context.phrases(&[fullest], context.excerpt.min(MAX_PHRASE)))
        .raw("</p><p>")
        .text(&event.status.as_str().replace('_', " "));
    people(html, context, event);
    if let Some(place) = event.place {
        html.raw(" · at ").isolated(&context.phrase(place));
    }
    let words = event.time.as_ref().map(|time| context.phrases(&time.spans, MAX_PHRASE)).unwrap_or_default();
    if !words.is_empty() {
        html.raw(" · ").quoted(&words);
    }
    let claims: Vec<ClaimId> =
        event.claims.iter().copied().filter(|id| context.report.claim(*id).is_some()).collect();
    if !claims.is_empty() {
        html.raw(" · in ");
        Context::links(html, &claims);
    }
    html.raw("</p></div></li>\n");
}

fn people(html: &mut Html, context: &Context<'_>, event: &Event) {
    let mut shown = Vec::new();
    for part in &event.participants {
        if shown.contains(&part.actor) {
            continue;
        }
        let Some(actor) = context.report.actor(part.actor) else { continue };
        if shown.len() == MAX_PARTICIPANTS {
            html.raw(" and others");
            break;
        }
        html.raw(if shown.is_empty() { " · with " } else { ", " })
            .isolated(&shortened(Actor::label(actor), 80));
        shown.push(part.actor);
    }
}

/// Writes the day of publication as a line over the strips of all events.
fn today(html: &mut Html, at: f64) {
    html.raw("<svg class=\"today\" aria-hidden=\"true\"><line x1=\"")
        .percent(at)
        .raw("%\" x2=\"")
        .percent(at);
    html.raw("%\" y1=\"0\" y2=\"100%\"/></svg>");
}

/// Writes one event on the scale: a dot for a day, a bar for a longer time.
fn strip(html: &mut Html, status: &EventStatus, from: f64, to: f64) {
    html.raw("<svg aria-hidden=true");
    html.raw(match status {
        EventStatus::Past | EventStatus::Ongoing => "",
        EventStatus::Denied => " class=denied",
        _ => " class=ahead",
    });
    html.raw(">");
    if to - from < 1.5 {
        html.raw("<circle cx=").percent(from).raw("% />");
    } else {
        html.raw("<rect x=").percent(from).raw("% width=").percent(to - from).raw("% />");
    }
    html.raw("</svg>");
}

/// "7 Dec 2021", "Feb 2014", "2014" or "30 Oct – 30 Dec 2021", then the time of day.
fn moment(reading: &TimeReading) -> String {
    let days = days(reading).map(|(start, end)| interval(start, end)).unwrap_or_default();
    let clock = reading.clock.map(|clock| clock.format(", %H:%M").to_string()).unwrap_or_default();
    let zone = match (reading.offset, &reading.zone) {
        // A minus sign, since a line may break after a hyphen.
        (Some(offset), _) => format!(" UTC{offset}").replace('-', "\u{2212}"),
        (None, Some(zone)) => format!(" {}", shortened(zone, 40)),
        (None, None) => String::new(),
    };
    [days, clock, zone].concat()
}

fn interval(start: NaiveDate, end: NaiveDate) -> String {
    let next = end.checked_add_days(Days::new(1));
    if start == end {
        start.format("%-d %b %Y").to_string()
    } else if start.ordinal() == 1 && next == start.checked_add_months(Months::new(12)) {
        start.format("%Y").to_string()
    } else if start.day() == 1 && next == start.checked_add_months(Months::new(1)) {
        start.format("%b %Y").to_string()
    } else if start.year() == end.year() {
        format!("{} – {}", start.format("%-d %b"), end.format("%-d %b %Y"))
    } else {
        format!("{} – {}", start.format("%-d %b %Y"), end.format("%-d %b %Y"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn stretches_are_written_as_people_do() {
        assert_eq!(interval(day(2014, 1, 1), day(2014, 12, 31)), "2014");
        assert_eq!(interval(day(2014, 2, 1), day(2014, 2, 28)), "Feb 2014");
        assert_eq!(interval(day(2021, 10, 30), day(2021, 12, 30)), "30 Oct – 30 Dec 2021");
        assert_eq!(interval(day(2021, 12, 30), day(2022, 1, 2)), "30 Dec 2021 – 2 Jan 2022");
        assert_eq!(interval(day(2021, 12, 7), day(2021, 12, 7)), "7 Dec 2021");
    }

    #[test]
    fn the_scale_keeps_the_order_of_days_and_compresses_gaps() {
        let days = [day(2021, 12, 7), day(2014, 1, 1), day(2021, 12, 30), day(2022, 1, 12)];
        let scale = Scale::new(days.into_iter());
        let mut sorted = days;
        sorted.sort_unstable();
        let places: Vec<f64> = sorted.iter().map(|day| scale.at(*day)).collect();
        assert!(places.windows(2).all(|pair| pair[0] + 10.0 < pair[1]), "{places:?}");
        assert!((places[0] - LEFT).abs() < 1e-9 && (places[3] - RIGHT).abs() < 1e-9);
        assert!((Scale::new([NaiveDate::MIN].into_iter()).at(NaiveDate::MIN) - 50.0).abs() < 1e-9);
        Scale::new([NaiveDate::MIN, NaiveDate::MAX].into_iter());
    }
}
