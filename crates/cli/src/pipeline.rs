//! Many threads between one reader and one writer, with bounded queues between them.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::fault::Failure;

/// How many records may be on their way for each thread. One long article holds back what comes after it, since order
/// is kept; a few waiting results let the other threads go on meanwhile.
const WAITING: usize = 8;

/// Works on the records on several threads, and hands each result to `take` in the order of the records.
///
/// At most `8 * threads` records are on their way: whoever reads waits for whoever works, and both wait for whoever
/// writes. So memory depends on the longest records and not on their number.
///
/// # Errors
///
/// The first record that cannot be read, after all before it were taken, or the first result that cannot be taken. Then
/// nothing more is read.
pub(crate) fn in_order<T: Send, R: Send>(
    records: impl Iterator<Item = Result<T, Failure>> + Send,
    threads: usize,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let waiting = threads * WAITING;
    let (ask, asked) = sync_channel::<(T, SyncSender<R>)>(waiting);
    let (place, line) = sync_channel::<Receiver<R>>(waiting);
    // Held by the workers alone: when they are gone, the reader is told so instead of waiting for ever.
    let asked = Arc::new(Mutex::new(asked));
    thread::scope(|scope| {
        for _ in 0..threads {
            let (asked, work) = (Arc::clone(&asked), &work);
            scope.spawn(move || {
                while let Some((record, answer)) = next(&asked) {
                    // Nobody waits for the answer once the writer has given up.
                    let _ = answer.send(work(record));
                }
            });
        }
        drop(asked);
        let reader = scope.spawn(move || {
            for record in records {
                let (answer, answered) = sync_channel(1);
                if place.send(answered).is_err() || ask.send((record?, answer)).is_err() {
                    break;
                }
            }
            Ok(())
        });
        let mut taken = Ok(());
        for answered in line {
            // No answer comes for the place in line of a record that could not be read.
            taken = answered.recv().map_or(Ok(()), &mut take);
            if taken.is_err() {
                break;
            }
        }
        let read = reader
            .join()
            .unwrap_or_else(|_| Err(Failure::Unread("the thread that reads has stopped".to_owned())));
        taken.and(read)
    })
}

/// The next record that waits; none when all are worked on.
fn next<T>(asked: &Mutex<Receiver<T>>) -> Option<T> {
    asked.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}
