//! Counts in tests how many bytes are looked at, so that what is not linear shows without a clock.

#[cfg(test)]
thread_local! {
    static BYTES: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// Notes that so many bytes are looked at.
#[inline]
pub(super) fn note(bytes: usize) {
    #[cfg(test)]
    BYTES.set(BYTES.get() + bytes);
    let _ = bytes;
}

/// How many bytes are looked at in this thread while something runs.
#[cfg(test)]
pub(super) fn of(run: impl FnOnce()) -> usize {
    BYTES.set(0);
    run();
    BYTES.get()
}
