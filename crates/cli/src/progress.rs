//! How far a run is.

use std::time::{Duration, Instant};

use crate::console::say;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar on standard error where that is a terminal, and nothing elsewhere; and the rate at the end.
pub(crate) struct Progress {
    bar: ProgressBar,
    start: Instant,
    articles: u64,
}

impl Progress {
    /// Of an input of so many bytes, if that is known, of which an earlier run took `read`.
    pub(crate) fn start(bytes: Option<u64>, read: u64, shown: bool) -> Self {
        let target = if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(bytes, target);
        let template = if bytes.is_some() {
            "{bar:30} {percent}% of {total_bytes}, {msg}, {binary_bytes_per_sec}, {eta} left"
        } else {
            "{spinner} {bytes} read, {msg}, {binary_bytes_per_sec}, {elapsed}"
        };
        let style = ProgressStyle::with_template(template);
        let bar = bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.set_position(read);
        bar.reset_eta();
        Progress { bar, start: Instant::now(), articles: 0 }
    }

    /// One more article is done, and so much of the input with it.
    pub(crate) fn step(&mut self, read: u64) {
        self.articles += 1;
        self.bar.set_message(format!("{} articles, {:.1} a second", self.articles, self.rate()));
        self.bar.set_position(read);
    }

    /// Prints a message beside the bar.
    pub(crate) fn print(&self, message: &str) {
        self.bar.suspend(|| say(message));
    }

    /// Takes the bar away; what is returned goes after the number of articles: "in 12.3 s, 250.1 a second".
    pub(crate) fn finish(&self) -> String {
        self.bar.finish_and_clear();
        format!("in {:.1} s, {:.1} a second", self.elapsed().as_secs_f64(), self.rate())
    }

    fn elapsed(&self) -> Duration {
        self.start.elapsed().max(Duration::from_millis(1))
    }

    #[allow(clippy::cast_precision_loss)] // No run has so many articles that a rate would be wrong.
    fn rate(&self) -> f64 {
        self.articles as f64 / self.elapsed().as_secs_f64()
    }
}
