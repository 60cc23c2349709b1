//! What somebody may have meant: the name that there is and that is most like the one they wrote.

/// The most similar of these names, if one is similar at all: two letters may be other, missing, added or
/// exchanged in a longer name, and one in a short one; or the name goes on where they stopped.
#[must_use]
pub fn near<'n>(written: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let most = if written.chars().count() < 5 { 1 } else { 2 };
    let far = known.into_iter().filter(|name| *name != written).map(|name| {
        let goes_on = || name.strip_prefix(written).is_some_and(|rest| rest.starts_with('_'));
        let plain = written.eq_ignore_ascii_case(name) || goes_on();
        (if plain { 0 } else { apart(written, name, most) }, name)
    });
    far.filter(|(far, _)| *far <= most).min_by_key(|(far, _)| *far).map(|(_, name)| name)
}

/// `did you mean “mood”?`, or what to do where nothing is similar.
pub(super) fn meant<'n>(
    written: &str,
    known: impl IntoIterator<Item = &'n str>,
    otherwise: impl FnOnce() -> String,
) -> String {
    near(written, known).map_or_else(otherwise, |name| format!("did you mean “{name}”?"))
}

/// How many letters are other, missing, added or exchanged; more than `most` where that is certain.
fn apart(one: &str, other: &str, most: usize) -> usize {
    let (one, other): (Vec<_>, Vec<_>) = (one.chars().collect(), other.chars().collect());
    if one.len().abs_diff(other.len()) > most {
        return most + 1;
    }
    let mut before_last = vec![0; other.len() + 1];
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in one.iter().enumerate() {
        let mut line = vec![row + 1];
        for (column, there) in other.iter().enumerate() {
            let changed = last[column] + usize::from(letter != there);
            let mut least = changed.min(last[column + 1] + 1).min(line[column] + 1);
            let exchanged =
                row > 0 && column > 0 && *letter == other[column - 1] && one[row - 1] == *there;
            if exchanged {
                least = least.min(before_last[column - 1] + 1);
            }
            line.push(least);
        }
        before_last = std::mem::replace(&mut last, line);
    }
    last[other.len()]
}
