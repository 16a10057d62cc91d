//! What stays the same when texts are changed: counted article by article, and printed change by change.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::{Map, Value};

use super::corpus::{names, open};
use crate::fault::Failure;
use crate::output::Sink;
use crate::pipeline;

/// Claims as keys, each with how often it occurs.
pub(super) type Keys = BTreeMap<String, usize>;

/// The number of claims of a text, and how many of them stay after each change.
pub(super) type Counted = (usize, Vec<usize>);

/// Counts claims before, and those that are there after each change as well.
pub(super) fn counted(before: &Keys, after: impl Iterator<Item = Keys>) -> Counted {
    let stay = |left: Keys| {
        before.iter().map(|(key, count)| (*count).min(left.get(key).copied().unwrap_or(0))).sum()
    };
    (before.values().sum(), after.map(stay).collect())
}

/// Prints, of all texts of the folders that `count` counts, the share of claims that stays after each change. `about` says which
/// articles these are.
pub(super) fn run(
    sink: &mut Sink,
    folders: &[PathBuf],
    json: bool,
    about: &str,
    changes: &[&str],
    count: impl Fn(String) -> Option<Counted> + Sync,
) -> Result<(), Failure> {
    let mut files = Vec::new();
    for folder in folders {
        files.extend(names(folder, ".txt")?.into_iter().map(|name| folder.join(name + ".txt")));
    }
    let texts: Vec<String> = files.iter().map(|file| open(file)).collect::<Result<_, _>>()?;
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let (mut articles, mut claims, mut stay) = (0, 0, vec![0; changes.len()]);
    pipeline::in_order(texts.into_iter().map(Ok), threads, count, |counted| {
        if let Some((all, after)) = counted {
            articles += 1;
            claims += all;
            stay.iter_mut().zip(after).for_each(|(sum, count)| *sum += count);
        }
        Ok(())
    })?;
    let share = |count: usize| {
        let tenths = (count * 2000 + claims) / (2 * claims).max(1);
        format!("{}.{}", tenths / 10, tenths % 10)
    };
    if json {
        let shares = changes.iter().zip(stay).map(|(change, count)| {
            let value = share(count).parse().map_or(Value::Null, |share: f64| share.into());
            ((*change).to_owned(), value)
        });
        let shares: Map<String, Value> = shares.collect();
        put!(sink, "{}", serde_json::json!({ "articles": articles, "claims": claims, "same": shares }));
        return Ok(());
    }
    put!(sink, "{articles} articles{about}, {claims} claims; percent that stay the same");
    for (change, count) in changes.iter().zip(stay) {
        put!(sink, "{change:22}{:>6}", share(count));
    }
    Ok(())
}
