//! Work on many things at once, taken up in their order.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, PoisonError, mpsc};

/// How far the first to finish may be ahead of the last, so that what waits stays small.
const AHEAD: usize = 256;
/// A thread takes up no more items at once. To hand over a small file costs as much as to lint it.
const TOGETHER: usize = 16;
/// As on the main thread.
const STACK: usize = 8 * 1024 * 1024;

/// Runs `work` on every item in up to `jobs` threads, or in one for each CPU, and hands the results
/// to `take`, in the order of the items, whichever is done first.
pub(super) fn each<T: Sync, R: Send>(
    items: &[T],
    jobs: Option<NonZeroUsize>,
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(R),
) {
    // Counting the CPUs takes more than a hundredth of a run over one file.
    let cpus = || std::thread::available_parallelism().ok();
    let jobs = match items.len() {
        0 | 1 => 1,
        count => jobs.or_else(cpus).map_or(1, NonZeroUsize::get).min(count),
    };
    if jobs == 1 {
        return items.iter().for_each(|item| take(work(item)));
    }
    // Of few items a thread takes one at a time, so that no other one is left without.
    let together = (items.len() / (jobs * TOGETHER)).clamp(1, TOGETHER);
    let runs: Vec<&[T]> = items.chunks(together).collect();
    let ahead = AHEAD / together;
    let next = AtomicUsize::new(0);
    let (taken, moved) = (Mutex::new(0_usize), Condvar::new());
    let (send, receive) = mpsc::channel();
    let worker = |send: mpsc::Sender<(usize, Vec<R>)>| {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(run) = runs.get(index) else { return };
            let guard = taken.lock().unwrap_or_else(PoisonError::into_inner);
            let waits = |taken: &mut usize| index >= taken.saturating_add(ahead);
            drop(moved.wait_while(guard, waits));
            if send.send((index, run.iter().map(&work).collect())).is_err() {
                return;
            }
        }
    };
    std::thread::scope(|scope| {
        let started = (0..jobs).filter(|_| {
            let send = send.clone();
            let thread = std::thread::Builder::new().stack_size(STACK);
            thread.spawn_scoped(scope, || worker(send)).is_ok()
        });
        // Where no thread can be had, this one does the work.
        if started.count() == 0 {
            return items.iter().for_each(|item| take(work(item)));
        }
        drop(send);
        let mut waiting = BTreeMap::new();
        let mut turn = 0;
        for (index, results) in receive {
            waiting.insert(index, results);
            while let Some(results) = waiting.remove(&turn) {
                results.into_iter().for_each(&mut take);
                turn += 1;
            }
            *taken.lock().unwrap_or_else(PoisonError::into_inner) = turn;
            moved.notify_all();
        }
    });
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..3000).collect();
        for jobs in [1, 2, 7, 64] {
            let mut out = Vec::new();
            let slow_first = |item: &usize| {
                if item.is_multiple_of(500) {
                    std::thread::yield_now();
                }
                item * 2
            };
            let jobs = NonZeroUsize::new(jobs).expect("not zero");
            super::each(&items, Some(jobs), slow_first, |result| out.push(result));
            assert!(out.iter().copied().eq(items.iter().map(|item| item * 2)), "{jobs} jobs");
        }
        super::each(&[], None, |item: &u8| *item, |_| unreachable!("nothing to do"));
    }
}
