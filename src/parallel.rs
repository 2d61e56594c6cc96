//! Work on many things at once, on as many threads as there are processors.

use std::thread;

/// Bytes of stack of each thread: documents are read on it, and their depth is capped; this is room
/// to spare.
const STACK: usize = 8 << 20;

/// What `work` makes of each share of `items`, in their order. Fewer than `few` items are one share,
/// as a second thread would cost more than it saves. What a thread cannot be had for, or breaks down
/// in, is done here.
pub fn in_shares<I: Sync, O: Send>(
    items: &[I],
    few: usize,
    work: impl Fn(&[I]) -> O + Sync,
) -> Vec<O> {
    let threads = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    if threads == 1 || items.len() < few.max(2) {
        return vec![work(items)];
    }
    let work = &work;
    thread::scope(|scope| {
        let shares: Vec<_> = items
            .chunks(items.len().div_ceil(threads))
            .map(|share| {
                let thread = thread::Builder::new().stack_size(STACK);
                (share, thread.spawn_scoped(scope, move || work(share)))
            })
            .collect();
        let done = shares.into_iter().map(|(share, thread)| {
            let done = thread.ok().and_then(|thread| thread.join().ok());
            done.unwrap_or_else(|| work(share))
        });
        done.collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_is_worked_on_once_and_in_order() {
        for count in [0, 1, 2, 3, 1000] {
            let items: Vec<usize> = (0..count).collect();
            for few in [0, 2, 10_000] {
                let doubled = in_shares(&items, few, |share| {
                    share.iter().map(|item| item * 2).collect::<Vec<_>>()
                });
                let expected: Vec<usize> = items.iter().map(|item| item * 2).collect();
                assert_eq!(doubled.concat(), expected, "{count} {few}");
            }
        }
    }

    #[test]
    fn a_share_that_broke_down_once_is_done_again() {
        let broken = std::sync::atomic::AtomicBool::new(false);
        let items: Vec<usize> = (0..100).collect();
        let counts = in_shares(&items, 0, |share| {
            let is_first = share.first() == Some(&0);
            if is_first && thread::available_parallelism().is_ok_and(|it| it.get() > 1) {
                let was_broken = broken.swap(true, std::sync::atomic::Ordering::SeqCst);
                assert!(was_broken, "once");
            }
            share.len()
        });
        assert_eq!(counts.iter().sum::<usize>(), 100);
    }
}
