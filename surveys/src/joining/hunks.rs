//! What two people changed in the lines of one text, each for themselves, and then held against each other.

use crate::comparing::{self, Passage};

/// Lines that one of them changed or both did, from the first as far as before the second. Whoever left them as they were
/// has nothing to say of them.
pub(super) struct Both {
    pub from: usize,
    pub to: usize,
    pub theirs: Option<String>,
    pub mine: Option<String>,
}

/// Lines that one of them changed, and what they say now. None are where something was put between two lines.
struct Hunk {
    whose: Whose,
    from: usize,
    to: usize,
    text: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    Theirs,
    Mine,
}

/// In the order of the text that both saw.
pub(super) fn side_by_side(seen: &str, theirs: &str, mine: &str) -> Vec<Both> {
    let lines: Vec<_> = seen.split_inclusive('\n').collect();
    let mut all = hunks(Whose::Theirs, seen, theirs);
    all.extend(hunks(Whose::Mine, seen, mine));
    all.sort_by_key(|hunk| (hunk.from, hunk.to));
    let mut groups: Vec<(usize, usize, Vec<Hunk>)> = Vec::new();
    for hunk in all {
        match groups.last_mut() {
            Some((from, to, group)) if meet((*from, *to), (hunk.from, hunk.to)) => {
                *to = hunk.to.max(*to);
                group.push(hunk);
            }
            _ => groups.push((hunk.from, hunk.to, vec![hunk])),
        }
    }
    let both = groups.into_iter().map(|(from, to, group)| Both {
        from,
        to,
        theirs: applied(&lines, (from, to), &group, Whose::Theirs),
        mine: applied(&lines, (from, to), &group, Whose::Mine),
    });
    both.collect()
}

/// Whether two changed the same lines, or put something in the same place. One line after the other is not the same.
const fn meet(one: (usize, usize), other: (usize, usize)) -> bool {
    let same_place = one.0 == one.1 && other.0 == other.1 && one.0 == other.0;
    same_place || (one.0 < other.1 && other.0 < one.1)
}

/// The lines as one of them left them.
fn applied(
    lines: &[&str],
    (from, to): (usize, usize),
    group: &[Hunk],
    whose: Whose,
) -> Option<String> {
    let (mut text, mut at, mut any) = (String::new(), from, false);
    for hunk in group.iter().filter(|hunk| hunk.whose == whose) {
        text.push_str(&lines[at..hunk.from].concat());
        text.push_str(&hunk.text);
        (at, any) = (hunk.to, true);
    }
    text.push_str(&lines[at..to].concat());
    any.then_some(text)
}

fn hunks(whose: Whose, seen: &str, now: &str) -> Vec<Hunk> {
    let (mut hunks, mut at): (Vec<Hunk>, _) = (Vec::new(), 0);
    let mut is_open = false;
    for passage in comparing::lines(seen, now) {
        let (text, is_gone) = match passage {
            Passage::Kept(text) => {
                at += text.split_inclusive('\n').count();
                is_open = false;
                continue;
            }
            Passage::Gone(text) => (text, true),
            Passage::New(text) => (text, false),
        };
        if !is_open {
            hunks.push(Hunk { whose, from: at, to: at, text: String::new() });
            is_open = true;
        }
        let Some(hunk) = hunks.last_mut() else { continue };
        if is_gone {
            at += text.split_inclusive('\n').count();
            hunk.to = at;
        } else {
            hunk.text.push_str(&text);
        }
    }
    hunks
}
