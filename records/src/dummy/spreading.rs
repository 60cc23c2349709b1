//! A mean that goes up by so much: who gets how many units of it.

/// Gives each of these people units, so that all together have `per` times as many as there are people, to the nearest. What
/// is no whole number goes to those who come first in `order`; what somebody has no room for goes to others. None where there
/// is not so much room.
pub(super) fn spread(room: &[u64], per: f64, order: &[usize]) -> Option<Vec<u64>> {
    let total = (per * room.len() as f64).round() as u64;
    let fits = room.iter().fold(0_u64, |sum, own| sum.saturating_add(*own)) >= total;
    if !fits || order.is_empty() {
        return fits.then(|| vec![0; room.len()]);
    }
    let mut given = vec![0; room.len()];
    let mut left = total;
    while left > 0 {
        let open: Vec<_> = order.iter().copied().filter(|one| given[*one] < room[*one]).collect();
        let (each, more) = (left / open.len() as u64, left % open.len() as u64);
        for (nth, one) in open.into_iter().enumerate() {
            let own = each + u64::from((nth as u64) < more);
            let own = own.min(room[one] - given[one]);
            given[one] += own;
            left -= own;
        }
    }
    Some(given)
}

#[cfg(test)]
mod tests {
    use super::spread;

    fn check(room: &[u64], per: f64, expected: Option<&[u64]>) {
        let order: Vec<_> = (0..room.len()).rev().collect();
        assert_eq!(spread(room, per, &order).as_deref(), expected, "{room:?} by {per}");
    }

    #[test]
    fn a_whole_number_is_added_for_everybody() {
        check(&[9, 9, 9], 2.0, Some(&[2, 2, 2]));
    }

    #[test]
    fn a_part_goes_to_some_so_that_the_mean_is_right() {
        check(&[9, 9, 9, 9], 1.5, Some(&[1, 1, 2, 2]));
    }

    #[test]
    fn what_one_has_no_room_for_goes_to_others() {
        check(&[0, 9, 1, 9], 2.0, Some(&[0, 3, 1, 4]));
        check(&[1, 0, 1, 0], 0.5, Some(&[1, 0, 1, 0]));
    }

    #[test]
    fn more_than_all_have_room_for_is_not_given() {
        check(&[1, 0], 1.0, None);
        check(&[], 1.0, Some(&[]));
    }
}
