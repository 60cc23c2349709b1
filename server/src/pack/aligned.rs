//! Which pieces of a text that changed belong together: each with the one that it was, where there is one.

use std::collections::BTreeMap;

/// How far two pieces are the same: 0 where one has nothing to do with the other, at most [`ALL`].
pub type Likeness = u32;

/// They are the same.
pub const ALL: Likeness = 100;

/// Words of which less than this is the same are other words.
const LEAST: Likeness = 40;

/// How far these say the same, by the words that both have.
pub fn likeness(one: &str, other: &str) -> Likeness {
    if one == other {
        return ALL;
    }
    let mut own: BTreeMap<&str, usize> = BTreeMap::new();
    for word in one.split_whitespace() {
        *own.entry(word).or_default() += 1;
    }
    let (mut shared, mut longest) = (0, one.split_whitespace().count());
    let mut others = 0;
    for word in other.split_whitespace() {
        others += 1;
        if let Some(left) = own.get_mut(word).filter(|left| **left > 0) {
            *left -= 1;
            shared += 1;
        }
    }
    longest = longest.max(others).max(1);
    let percent = Likeness::try_from(shared * 99 / longest).unwrap_or_default();
    if percent < LEAST { 0 } else { percent }
}

/// Each piece by its place in the old and in the new text, in the order in which they are told: what went stands before
/// what came in its place. As much as can be is the same.
pub fn aligned(
    (old, new): (usize, usize),
    likeness: impl Fn(usize, usize) -> Likeness,
) -> Vec<(Option<usize>, Option<usize>)> {
    // The most that is the same from here on, row by row.
    let width = new + 1;
    let mut most = vec![0_u32; (old + 1) * width];
    let mut alike = vec![0_u32; old * new];
    for was in (0..old).rev() {
        for is in (0..new).rev() {
            let own = likeness(was, is);
            alike[was * new + is] = own;
            let both = if own > 0 { own + most[(was + 1) * width + is + 1] } else { 0 };
            let one = most[(was + 1) * width + is].max(most[was * width + is + 1]);
            most[was * width + is] = both.max(one);
        }
    }
    let (mut told, mut was, mut is) = (Vec::new(), 0, 0);
    while was < old && is < new {
        let (here, own) = (most[was * width + is], alike[was * new + is]);
        if own > 0 && here == own + most[(was + 1) * width + is + 1] {
            told.push((Some(was), Some(is)));
            (was, is) = (was + 1, is + 1);
        } else if here == most[(was + 1) * width + is] {
            told.push((Some(was), None));
            was += 1;
        } else {
            told.push((None, Some(is)));
            is += 1;
        }
    }
    told.extend((was..old).map(|was| (Some(was), None)));
    told.extend((is..new).map(|is| (None, Some(is))));
    told
}

#[cfg(test)]
mod tests {
    use super::{aligned, likeness};

    fn of(old: &[&str], new: &[&str]) -> Vec<(Option<usize>, Option<usize>)> {
        aligned((old.len(), new.len()), |was, is| likeness(old[was], new[is]))
    }

    #[test]
    fn a_paragraph_that_was_reworded_behind_a_new_one_is_told_as_reworded() {
        let was = ["You may stop at any time.", "Nobody else reads it."];
        let is = [
            "We write to you twice.",
            "You may stop at any time you like.",
            "Nobody else reads it.",
        ];

        assert_eq!(of(&was, &is), [(None, Some(0)), (Some(0), Some(1)), (Some(1), Some(2))]);
    }

    #[test]
    fn what_has_nothing_to_do_with_the_other_goes_and_the_other_comes() {
        let told = of(&["Ask your doctor."], &["Letters keep no hours at all."]);

        assert_eq!(told, [(Some(0), None), (None, Some(0))]);
    }
}
