//! Work on many things at once, taken up in their order.

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::ops::Deref;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread::Scope;

/// How far the first to be done may be ahead of the last to be taken, so that what waits stays
/// small.
const AHEAD: usize = 256;
/// How many may be done before all are known.
const EARLY: usize = 1024;
/// A thread takes up no more items at once. To hand over a small file costs as much as to lint it.
const TOGETHER: usize = 16;
/// As on the main thread.
const STACK: usize = 8 * 1024 * 1024;

/// An item, and what came of it, unless that has been taken.
#[derive(Debug)]
pub(super) struct Slot<T, R> {
    item: T,
    result: Mutex<Progress<R>>,
}

#[derive(Debug)]
enum Progress<R> {
    Open,
    Done(Box<R>),
    Taken,
}

impl<T, R> Slot<T, R> {
    pub(super) fn new(item: T) -> Self {
        Self { item, result: Mutex::new(Progress::Open) }
    }

    /// Does the work, unless it is done.
    fn prepare(&self, work: impl Fn(&T) -> R) {
        let mut result = locked(&self.result);
        if matches!(*result, Progress::Open) {
            *result = Progress::Done(Box::new(work(&self.item)));
        }
    }

    /// What came of it, if it is done and nobody is at it.
    fn done(&self) -> Option<R> {
        let mut result = self.result.try_lock().ok()?;
        if !matches!(*result, Progress::Done(_)) {
            return None;
        }
        match std::mem::replace(&mut *result, Progress::Taken) {
            Progress::Done(done) => Some(*done),
            _ => None,
        }
    }

    /// What comes of it: now, where nobody has begun.
    fn take(&self, work: impl Fn(&T) -> R) -> R {
        let mut result = locked(&self.result);
        match std::mem::replace(&mut *result, Progress::Taken) {
            Progress::Done(done) => *done,
            _ => work(&self.item),
        }
    }
}

impl<T, R> Deref for Slot<T, R> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.item
    }
}

/// The items of a run.
pub(super) type Slots<T, R> = Vec<Arc<Slot<T, R>>>;

/// Threads that begin to work as soon as the first items are known.
#[derive(Debug)]
pub(super) struct Pool<T, R> {
    jobs: Option<NonZeroUsize>,
    /// The most threads, once somebody asked.
    most: OnceLock<usize>,
    /// All items, once they are known, and how many of them are taken up at once.
    all: OnceLock<(Slots<T, R>, usize)>,
    /// The first of them that nobody has taken up.
    next: AtomicUsize,
    state: Mutex<State<T, R>>,
    changed: Condvar,
}

#[derive(Debug)]
struct State<T, R> {
    /// Items that are known before all are, and that nobody has taken up.
    early: VecDeque<Arc<Slot<T, R>>>,
    /// How many results were taken.
    taken: usize,
    /// Threads that wait for something to do.
    idle: usize,
    closed: bool,
}

/// What is needed to start threads.
pub(super) struct Crew<'scope, 'env, T, R, W> {
    pool: &'scope Pool<T, R>,
    work: &'scope W,
    scope: &'scope Scope<'scope, 'env>,
    /// Items that the threads were not told of yet.
    pending: Slots<T, R>,
    told: usize,
    /// How many threads were started.
    started: usize,
}

impl<T: Send + Sync, R: Send> Pool<T, R> {
    /// A pool of up to `jobs` threads, or of one for each CPU.
    pub(super) fn new(jobs: Option<NonZeroUsize>) -> Self {
        let state = State { early: VecDeque::new(), taken: 0, idle: 0, closed: false };
        Self {
            jobs,
            most: OnceLock::new(),
            all: OnceLock::new(),
            next: AtomicUsize::new(0),
            state: Mutex::new(state),
            changed: Condvar::new(),
        }
    }

    /// Runs `body` with threads at hand that do `work`.
    pub(super) fn with<W: Fn(&T) -> R + Sync, O>(
        &self,
        work: &W,
        body: impl FnOnce(&mut Crew<'_, '_, T, R, W>) -> O,
    ) -> O {
        std::thread::scope(|scope| {
            let (pending, told, started) = (Vec::new(), 0, 0);
            let mut crew = Crew { pool: self, work, scope, pending, told, started };
            // However it ends, nobody waits for more.
            let _end = Ending(self);
            body(&mut crew)
        })
    }

    /// How many threads are to work on so many items, this one among them.
    fn threads(&self, items: usize) -> usize {
        // Counting the CPUs takes more than a hundredth of a run over one file.
        let cpus = || std::thread::available_parallelism().ok();
        let most = || self.jobs.or_else(cpus).map_or(1, NonZeroUsize::get);
        match items {
            0 | 1 => 1,
            items => items.min(*self.most.get_or_init(most)),
        }
    }

    /// What a thread does.
    fn serve(&self, work: impl Fn(&T) -> R) {
        while self.all.get().is_none() {
            let mut state = locked(&self.state);
            let count = state.early.len().min(TOGETHER);
            let some: Slots<T, R> = state.early.drain(..count).collect();
            if some.is_empty() {
                if state.closed {
                    return;
                }
                if self.all.get().is_none() {
                    drop(self.wait(state));
                }
                continue;
            }
            drop(state);
            some.iter().for_each(|slot| slot.prepare(&work));
        }
        let Some((all, together)) = self.all.get() else { return };
        loop {
            let first = self.next.fetch_add(*together, Ordering::Relaxed);
            if first >= all.len() {
                return;
            }
            let mut state = locked(&self.state);
            while first >= state.taken.saturating_add(AHEAD) && !state.closed {
                state = self.wait(state);
            }
            if state.closed {
                return;
            }
            drop(state);
            all.iter().skip(first).take(*together).for_each(|slot| slot.prepare(&work));
        }
    }

    fn wait<'s>(&self, mut state: MutexGuard<'s, State<T, R>>) -> MutexGuard<'s, State<T, R>> {
        state.idle += 1;
        let mut state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        state.idle -= 1;
        state
    }

    /// Changes what threads wait for.
    fn tell(&self, change: impl FnOnce(&mut State<T, R>)) {
        let mut state = locked(&self.state);
        change(&mut state);
        // To wake nobody would be a call to the system all the same.
        if state.idle > 0 {
            self.changed.notify_all();
        }
    }
}

impl<T: Send + Sync, R: Send, W: Fn(&T) -> R + Sync> Crew<'_, '_, T, R, W> {
    /// Lets threads begin with an item that is going to be among those of [`each`](Self::each).
    pub(super) fn begin(&mut self, slot: &Arc<Slot<T, R>>) {
        if self.told >= EARLY {
            return;
        }
        self.told += 1;
        self.pending.push(Arc::clone(slot));
        // Few items do not pay for a thread.
        if self.pending.len() == TOGETHER {
            self.start(self.told);
            let pending = std::mem::take(&mut self.pending);
            self.pool.tell(|state| state.early.extend(pending));
        }
    }

    /// Hands the results of all items to `take`, in the order of the items, whichever is done
    /// first. This thread works like the others while it has nothing to hand over.
    pub(super) fn each(&mut self, all: Slots<T, R>, mut take: impl FnMut(&T, R)) {
        let pool = self.pool;
        let threads = self.start(all.len());
        if threads == 1 && self.started == 0 {
            all.iter().for_each(|slot| take(slot, slot.take(self.work)));
            return;
        }
        // Of few items a thread takes one at a time, so that no other one is left without.
        let together = (all.len() / (threads * TOGETHER)).clamp(1, TOGETHER);
        let (all, _) = pool.all.get_or_init(|| (all, together));
        pool.tell(|_| {});
        for (turn, slot) in all.iter().enumerate() {
            if turn % together == 0 {
                pool.tell(|state| state.taken = turn);
            }
            let result = loop {
                if let Some(result) = slot.done() {
                    break result;
                }
                let next = pool.next.load(Ordering::Relaxed);
                if next >= all.len() || next >= turn + AHEAD {
                    break slot.take(self.work);
                }
                let first = pool.next.fetch_add(together, Ordering::Relaxed);
                all.iter().skip(first).take(together).for_each(|slot| slot.prepare(self.work));
            };
            take(slot, result);
        }
    }

    /// Starts what is missing of the threads for so many items; how many there are to be, this one
    /// among them.
    fn start(&mut self, items: usize) -> usize {
        let threads = self.pool.threads(items);
        let (pool, work) = (self.pool, self.work);
        while self.started + 1 < threads {
            let thread = std::thread::Builder::new().stack_size(STACK);
            // Where no thread can be had, this one does the work.
            let _ = thread.spawn_scoped(self.scope, move || pool.serve(work));
            self.started += 1;
        }
        threads
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The end of a run.
struct Ending<'p, T: Send + Sync, R: Send>(&'p Pool<T, R>);

impl<T: Send + Sync, R: Send> Drop for Ending<'_, T, R> {
    fn drop(&mut self) {
        self.0.tell(|state| state.closed = true);
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::{Pool, Slot, Slots};

    #[test]
    fn results_come_in_the_order_of_the_items() {
        for (jobs, early) in [(1, 0), (1, 3000), (2, 0), (2, 500), (7, 3000), (64, 40)] {
            let worked = AtomicUsize::new(0);
            let slow_first = |item: &usize| {
                worked.fetch_add(1, Ordering::Relaxed);
                if item.is_multiple_of(500) {
                    std::thread::yield_now();
                }
                item * 2
            };
            let items: Slots<usize, usize> =
                (0..3000).map(|item| Arc::new(Slot::new(item))).collect();
            let mut out = Vec::new();
            Pool::new(NonZeroUsize::new(jobs)).with(&slow_first, |crew| {
                items.iter().rev().take(early).for_each(|slot| crew.begin(slot));
                crew.each(items.clone(), |item, result| out.push((*item, result)));
            });
            let right = (0..3000).map(|item| (item, item * 2));
            assert!(out.into_iter().eq(right), "{jobs} jobs, {early} early");
            // Each once.
            assert_eq!(worked.into_inner(), 3000);
        }
    }

    #[test]
    fn what_is_begun_and_not_wanted_ends() {
        let items: Slots<u8, u8> = (0..100).map(|item| Arc::new(Slot::new(item))).collect();
        Pool::new(NonZeroUsize::new(3)).with(&|item: &u8| *item, |crew| {
            items.iter().for_each(|slot| crew.begin(slot));
        });
        Pool::new(None).with(&|item: &u8| *item, |crew| {
            crew.each(Vec::new(), |_, _| unreachable!("nothing to do"));
        });
    }
}
