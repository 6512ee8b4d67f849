//! A panic over one file is reported, and the others are linted.

use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Keeps guarded panics from printing; their place is remembered instead.
pub(super) fn silence() {
    let others = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if !GUARDED.get() {
            return others(info);
        }
        let place =
            info.location().map(|at| format!("{}:{}:{}", at.file(), at.line(), at.column()));
        PLACE.with_borrow_mut(|last| *last = place);
    }));
}

/// What `work` gives, or where it failed.
pub(super) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    GUARDED.set(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(false);
    done.map_err(|_| PLACE.take().unwrap_or_else(|| "an unknown place".to_owned()))
}

/// What is said of a file that brought such a mistake out.
pub(super) fn message(name: &str, place: &str) -> String {
    let version = env!("CARGO_PKG_VERSION");
    format!(
        "{name}: this file triggers a bug in polytomic-lint {version} (at {place}) and was not linted"
    )
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_panic_is_reported_with_its_place_and_ends_nothing() {
        super::silence();
        let place = super::guarded(|| -> u32 { panic!("a bug") }).expect_err("a panic");
        let _ = std::panic::take_hook();
        assert!(place.starts_with(file!()), "{place}");
        assert_eq!(super::guarded(|| 1), Ok(1));
        assert!(super::message("a.sync.json", &place).contains(&place));
    }
}
