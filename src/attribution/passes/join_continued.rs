//! Joins the paragraphs of one quotation in front of its cue: each opens with a mark, and the last alone has one that closes it. So one says
//! them all, and nothing else tells who.

use super::clause::made_in;
use super::context::Context;
use crate::Span;
use crate::attribution::found::{self, Found};
use crate::text::Quoted;

/// How far from its quotation a cue is looked for, in bytes.
const AROUND: usize = 200;

pub(super) fn run(context: &Context<'_>, mut found: Vec<Found>) -> Vec<Found> {
    found::sort(&mut found);
    let outermost: Vec<&Quoted> =
        context.document.quotations().iter().filter(|quoted| quoted.depth == 0).collect();
    let mut joined = vec![false; found.len()];
    // A curly mark does not go on with what a straight one opened.
    let mark =
        |quoted: &Quoted| quoted.outer.slice(context.document.text()).and_then(|text| text.chars().next());
    let goes_on = |one: &&Quoted, next: &&Quoted| next.continued && mark(one) == mark(next);
    for paragraphs in outermost.chunk_by(goes_on).filter(|paragraphs| paragraphs.len() > 1) {
        join(context, &mut found, paragraphs, &mut joined);
    }
    let mut joined = joined.into_iter();
    found.retain(|_| !joined.next().unwrap_or_default());
    found
}

/// Gives what is said in some paragraphs to the attribution that has its cue among them or behind them.
fn join(context: &Context<'_>, found: &mut [Found], paragraphs: &[&Quoted], joined: &mut [bool]) {
    let (Some(first), Some(last)) = (paragraphs.first(), paragraphs.last()) else { return };
    // A cue in front of the first mark counts as well, since then there are two.
    let around = Span::between(first.outer.start().saturating_sub(AROUND), last.outer.end() + AROUND);
    let near = made_in(found, around);
    let has = |one: &Found, inner: Span| {
        one.content.iter().any(|part| inner.contains(*part) || part.contains(inner))
    };
    let is_outside = |one: &Found| {
        one.cue.iter().all(|cue| paragraphs.iter().all(|quoted| !quoted.inner.intersects(*cue)))
    };
    let speaks = |one: &Found| is_outside(one) && paragraphs.iter().any(|quoted| has(one, quoted.inner));
    let (with_cue, without): (Vec<usize>, Vec<usize>) = near
        .filter(|at| found.get(*at).is_some_and(speaks))
        .partition(|at| found.get(*at).is_some_and(|one| !one.cue.is_empty()));
    // Two cues are two speakers, or the marks are not what they seem. Without one each paragraph is a claim of its own.
    let [teller] = with_cue.as_slice() else { return };
    // What follows the cue is found by itself: who spoke goes on.
    let cue = found.get(*teller).and_then(|one| one.cue.first()).map_or(0, |cue| cue.start());
    let paragraphs: Vec<&Quoted> =
        paragraphs.iter().copied().filter(|quoted| quoted.outer.start() < cue).collect();
    if paragraphs.len() < 2 {
        return;
    }
    let is_part = |one: &Found| {
        let inside = |part: &Span| paragraphs.iter().any(|quoted| quoted.outer.contains(*part));
        one.source.is_empty() && one.content.iter().all(inside)
    };
    for at in without {
        if let (Some(one), Some(slot)) = (found.get(at), joined.get_mut(at)) {
            *slot = is_part(one);
        }
    }
    if let Some(teller) = found.get_mut(*teller) {
        let said = paragraphs.iter().map(|quoted| quoted.inner);
        let said = said.filter(|inner| !inner.is_empty() && context.body.contains(*inner));
        let rest: Vec<Span> =
            said.filter(|inner| teller.content.iter().all(|part| !part.intersects(*inner))).collect();
        teller.content.extend(rest);
    }
}
