//! How columns share the width of a page.

/// A column narrower than this, in cells, is no column any more.
const NARROWEST: u32 = 8;
/// A word of no more cells than this is not to be broken; longer ones are addresses and names of
/// programs.
const WHOLE: u32 = 16;

/// What a column would like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Wish {
    /// Cells of its widest cell when nothing wraps.
    pub(super) natural: u32,
    /// Cells of its longest word.
    pub(super) word: u32,
}

/// The widths of columns that have `room` together; nothing when some would be too narrow to
/// read, or words would have to be broken.
///
/// Columns that need no more than a fair share of the room get what they need. The others get
/// room for their longest word, if that can be, and what is left in proportion to what they hold
/// beyond it.
pub(super) fn share(wishes: &[Wish], room: u32) -> Option<Vec<u32>> {
    let naturals = wishes.iter().map(|wish| wish.natural.max(1));
    let mut widths: Vec<u32> = naturals.collect();
    let mut open: Vec<usize> = (0..wishes.len()).collect();
    let mut room = room;
    if widths.iter().sum::<u32>() <= room {
        return Some(widths);
    }
    loop {
        let fair = room / open.len().max(1) as u32;
        let (modest, wanting): (Vec<usize>, Vec<usize>) = open
            .iter()
            .partition(|&&column| widths.get(column).is_some_and(|&natural| natural <= fair));
        open = wanting;
        if modest.is_empty() {
            if fair < NARROWEST {
                return None;
            }
            divide(wishes, &open, room, &mut widths);
            let mut columns = wishes.iter().zip(&widths);
            let has_words = columns.all(|(wish, &width)| wish.word.min(WHOLE) <= width);
            return has_words.then_some(widths);
        }
        let taken: u32 = modest.iter().filter_map(|&column| widths.get(column)).sum();
        room = room.saturating_sub(taken);
    }
}

/// Divides `room` among the columns of `open`, each of which wants more than its fair share.
fn divide(wishes: &[Wish], open: &[usize], room: u32, widths: &mut [u32]) {
    let fair = room / open.len().max(1) as u32;
    let wishes = || open.iter().filter_map(|&column| wishes.get(column));
    let claims =
        |most: u32| wishes().map(move |wish| wish.word.max(NARROWEST).min(wish.natural).min(most));
    // A word may claim more than a fair share only if every other word has its room.
    let all_fit = |most: &u32| claims(*most).map(u64::from).sum::<u64>() <= u64::from(room);
    let most = [u32::MAX, WHOLE].into_iter().find(all_fit).unwrap_or(fair);
    let mut left = room.saturating_sub(claims(most).sum());
    let needs = || {
        claims(most)
            .zip(wishes())
            .map(|(claim, wish)| u64::from(wish.natural - claim))
    };
    let mut need: u64 = needs().sum();
    for ((&column, claim), wants) in open.iter().zip(claims(most)).zip(needs()) {
        // Shares are cut from what is left, so that rounding leaves nothing over.
        let extra = (u64::from(left) * wants)
            .checked_div(need)
            .unwrap_or(0)
            .min(wants) as u32;
        need -= wants;
        left -= extra;
        if let Some(width) = widths.get_mut(column) {
            *width = claim + extra;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shared(columns: &[(u32, u32)], room: u32) -> Option<Vec<u32>> {
        let wishes = columns
            .iter()
            .map(|&(natural, word)| Wish { natural, word });
        share(&wishes.collect::<Vec<_>>(), room)
    }

    #[test]
    fn columns_take_what_they_need_while_there_is_room() {
        assert_eq!(
            shared(&[(5, 5), (10, 4), (20, 9)], 40),
            Some(vec![5, 10, 20])
        );
    }

    #[test]
    fn modest_columns_stay_whole_and_words_do_too() {
        assert_eq!(
            shared(&[(5, 5), (24, 14), (100, 9)], 50),
            Some(vec![5, 16, 29])
        );
        assert_eq!(shared(&[(10, 10), (100, 9)], 50), Some(vec![10, 40]));
    }

    #[test]
    fn words_that_cannot_all_be_whole_share_fairly() {
        assert_eq!(shared(&[(60, 60), (80, 80)], 40), Some(vec![19, 21]));
    }

    #[test]
    fn a_table_whose_words_would_be_broken_is_none() {
        assert_eq!(shared(&[(20, 10), (5, 5), (8, 8), (9, 9)], 31), None);
        assert_eq!(
            shared(&[(20, 10), (5, 5), (8, 8), (9, 9)], 32),
            Some(vec![10, 5, 8, 9])
        );
        assert_eq!(shared(&[(40, 34), (20, 10)], 26), Some(vec![16, 10]));
    }

    #[test]
    fn too_little_room_is_no_room() {
        assert_eq!(shared(&[(5, 5), (40, 12), (60, 12)], 20), None);
        assert_eq!(shared(&[(1, 1); 30], 20), None);
        assert_eq!(shared(&[], 0), Some(vec![]));
    }

    proptest! {
        #[test]
        fn the_shares_fill_the_room_and_nobody_gets_more_than_they_need(
            columns in prop::collection::vec((1..200_u32, 1..40_u32), 1..12),
            room in 0..240_u32,
        ) {
            let columns: Vec<_> = columns.into_iter().map(|(natural, word)| (natural, word.min(natural))).collect();
            if let Some(widths) = shared(&columns, room) {
                let naturals: u32 = columns.iter().map(|&(natural, _)| natural).sum();
                prop_assert_eq!(widths.iter().sum::<u32>(), room.min(naturals));
                for (width, (natural, _)) in widths.iter().zip(&columns) {
                    prop_assert!(width <= natural && *width >= NARROWEST.min(*natural));
                }
            }
        }
    }
}
