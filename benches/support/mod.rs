//! What the benches compare by.

use std::time::{Duration, Instant};

/// The best time of each of two things, run in turn.
pub(crate) fn race(mut one: impl FnMut(), mut other: impl FnMut()) -> (Duration, Duration) {
    let mut best = (Duration::MAX, Duration::MAX);
    let started = Instant::now();
    let mut rounds = 0;
    while rounds < 7 || started.elapsed() < Duration::from_millis(700) {
        let start = Instant::now();
        one();
        best.0 = best.0.min(start.elapsed());
        let start = Instant::now();
        other();
        best.1 = best.1.min(start.elapsed());
        rounds += 1;
    }
    best
}

/// How many times as long the first of two takes.
pub(crate) fn ratio((one, other): (Duration, Duration)) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}

/// How many of one thing there are for each of another.
#[allow(dead_code, reason = "not every bench counts")]
pub(crate) fn per(count: usize, each: usize) -> f64 {
    // Exact for what a bench counts.
    let exact = |count: usize| f64::from(u32::try_from(count).expect("less than 4 billion"));
    exact(count) / exact(each)
}
