//! What a comparison found, in words for whoever decides about publishing.

use super::{Changes, Windows};

impl Changes {
    /// `31 messages move, 2 are dropped`; of those that move or are added, how many go at once.
    #[must_use]
    pub fn in_words(self) -> String {
        let Self { moved, dropped, added, other_message, at_once } = self;
        let told = [
            (moved, one(moved, "moves", "move")),
            (dropped, one(dropped, "is dropped", "are dropped")),
            (added, one(added, "is added", "are added")),
            (other_message, one(other_message, "says something else", "say something else")),
        ];
        let told = told.into_iter().filter(|(number, _)| *number > 0);
        let told = told.enumerate().map(|(nth, (number, words))| {
            // What they are is said of the first.
            let what = if nth == 0 { one(number, " message", " messages") } else { "" };
            format!("{number}{what} {words}")
        });
        let told: Vec<_> = told.collect();
        let goes = one(at_once, "goes", "go");
        let at_once = (at_once > 0).then(|| format!(" ({at_once} of them {goes} at once)"));
        told.join(", ") + &at_once.unwrap_or_default()
    }
}

impl Windows {
    /// `It closes at once for 6 people, of whom 2 have begun it and could not go on.`
    #[must_use]
    pub fn in_words(self) -> String {
        let Self { closes, closes_on_begun, opens, other_end, told_before } = self;
        let begun = (closes_on_begun > 0).then(|| {
            let have = one(closes_on_begun, "has", "have");
            format!(", of whom {closes_on_begun} {have} begun it and could not go on")
        });
        let closes = (closes > 0).then(|| {
            format!("It closes at once for {}{}.", people(closes), begun.unwrap_or_default())
        });
        let opens = (opens > 0).then(|| format!("It opens at once for {}.", people(opens)));
        let ends = (other_end > 0).then(|| {
            format!("It ends on another day for {} who can answer now.", people(other_end))
        });
        let told = (told_before > 0).then(|| {
            let were = one(told_before, "was", "were");
            format!(
                "Of those for whom it closes or ends otherwise, {told_before} {were} written to about it, and may \
                 have been told the day that was."
            )
        });
        [closes, opens, ends, told].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

fn people(number: usize) -> String {
    format!("{number} {}", one(number, "person", "people"))
}

const fn one(number: usize, of_one: &'static str, of_many: &'static str) -> &'static str {
    if number == 1 { of_one } else { of_many }
}
