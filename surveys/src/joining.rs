//! Two people wrote in one text. What they changed in different lines goes together; of lines that both changed, somebody
//! chooses.
//!
//! Both are held against what both saw. Lines that only one of them left as they were are those of the other.

mod hunks;

use std::collections::BTreeMap;

use self::hunks::{Both, side_by_side};
use crate::editing::mark;

/// What became of a text in which two wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    pieces: Vec<Piece>,
}

/// Lines, in the order of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    /// As they are in the end, and how many lines of one's own stand in their place.
    Settled(String, usize),
    Clash(Clash),
}

/// Lines that both changed, each in another way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// What it is called in a form. The same lines have the same name, wherever they are moved to.
    pub name: String,
    /// At which line of one's own text they are, from 1.
    pub line: usize,
    /// As both saw them.
    pub before: String,
    /// As the other left them.
    pub theirs: String,
    /// As one left them oneself.
    pub mine: String,
}

/// Which of two is to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// One's own.
    Mine,
    /// The other's.
    Theirs,
    /// The other's, and one's own after it.
    Both,
}

impl Keep {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Mine, Self::Theirs, Self::Both];

    /// As a form has it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::Theirs => "theirs",
            Self::Both => "both",
        }
    }

    /// What a form says.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// What somebody chose of each clash, by its name.
pub type Choices = BTreeMap<String, Keep>;

/// Joins two texts that were made from what both saw.
#[must_use]
pub fn join(seen: &str, theirs: &str, mine: &str) -> Joined {
    let lines: Vec<_> = seen.split_inclusive('\n').collect();
    let (mut pieces, mut at, mut line) = (Vec::new(), 0, 1);
    let mut names = BTreeMap::new();
    for Both { from, to, theirs, mine } in side_by_side(seen, theirs, mine) {
        pieces.push(Piece::Settled(lines[at..from].concat(), from - at));
        line += from - at;
        let before = &lines[from..to];
        let own = mine.as_ref().map_or(to - from, |mine| mine.split_inclusive('\n').count());
        pieces.push(match (theirs, mine) {
            (Some(theirs), Some(mine)) if theirs != mine => {
                let before = before.concat();
                let name = named(&mut names, mark(&(&before, &theirs, &mine)));
                Piece::Clash(Clash { name, line, before, theirs, mine })
            }
            (theirs, mine) => Piece::Settled(mine.or(theirs).unwrap_or_default(), own),
        });
        (at, line) = (to, line + own);
    }
    pieces.push(Piece::Settled(lines[at..].concat(), lines.len() - at));
    Joined { pieces }
}

/// The second of the same lines has another name than the first.
fn named(names: &mut BTreeMap<String, usize>, name: String) -> String {
    let many = names.entry(name.clone()).or_default();
    *many += 1;
    if *many == 1 { name } else { format!("{name}-{many}") }
}

impl Joined {
    /// The lines of which somebody has to choose.
    pub fn clashes(&self) -> impl Iterator<Item = &Clash> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Clash(clash) => Some(clash),
            Piece::Settled(..) => None,
        })
    }

    /// The text, once all is chosen.
    #[must_use]
    pub fn text(&self, choices: &Choices) -> Option<String> {
        let pieces = self.pieces.iter().map(|piece| match piece {
            Piece::Settled(text, _) => Some(text.clone()),
            Piece::Clash(clash) => Some(clash.kept(*choices.get(&clash.name)?)),
        });
        pieces.collect()
    }

    /// Where a line of one's own text, from 1, stands in the joined one.
    #[must_use]
    pub fn line(&self, own: usize) -> usize {
        let (mut before, mut there) = (0, 0);
        for piece in &self.pieces {
            let (text, lines) = match piece {
                Piece::Settled(text, lines) => (text, *lines),
                Piece::Clash(clash) => (&clash.mine, clash.mine.split_inclusive('\n').count()),
            };
            let many = text.split_inclusive('\n').count();
            if own <= before + lines {
                return there + (own - before).min(many.max(1));
            }
            (before, there) = (before + lines, there + many);
        }
        // The last line may be an empty one.
        there + (own - before)
    }
}

impl Clash {
    fn kept(&self, keep: Keep) -> String {
        let Self { theirs, mine, .. } = self;
        match keep {
            Keep::Mine => mine.clone(),
            Keep::Theirs => theirs.clone(),
            Keep::Both if theirs.ends_with('\n') || theirs.is_empty() => format!("{theirs}{mine}"),
            Keep::Both => format!("{theirs}\n{mine}"),
        }
    }
}

/// Whether so much is gone of a text that it was hardly meant: more than half of its lines, or of its questions.
#[must_use]
pub fn is_much_less(before: &str, after: &str) -> bool {
    let said = |text: &str| text.lines().filter(|line| !line.trim().is_empty()).count();
    let asked = |text: &str| text.lines().filter(|line| line.trim() == "[[questions]]").count();
    said(after) * 2 < said(before) || asked(after) * 2 < asked(before)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// One letter is a line.
    fn lines(letters: &str) -> String {
        letters.chars().map(|letter| format!("{letter}\n")).collect()
    }

    /// What comes of what Eve saved and Carys typed; what they have to choose of stands in brackets, hers first.
    fn check(seen: &str, eves: &str, caryss: &str, becomes: &str) {
        let joined = join(&lines(seen), &lines(eves), &lines(caryss));
        let each = joined.pieces.iter().map(|piece| match piece {
            Piece::Settled(text, _) => text.clone(),
            Piece::Clash(Clash { theirs, mine, .. }) => format!("[{theirs}|{mine}]"),
        });
        let told = each.collect::<String>().replace('\n', "");
        assert_eq!(told, becomes, "{seen}: {eves} and {caryss}");
    }

    #[test]
    fn what_eve_and_carys_changed_in_different_lines_goes_together() {
        check("abcd", "Abcd", "abcD", "AbcD");
        check("abcd", "Abcd", "aBcd", "ABcd");
        check("abcd", "abxcd", "abcDy", "abxcDy");
        check("abcd", "acd", "abcdy", "acdy");
        check("abcd", "abxcd", "abCd", "abxCd");
    }

    #[test]
    fn what_both_changed_alike_or_only_one_did_is_not_asked_about() {
        check("abcd", "abXd", "abXd", "abXd");
        check("abcd", "abcd", "axcd", "axcd");
        check("abcd", "axcd", "abcd", "axcd");
        check("abcd", "abcdx", "abcdx", "abcdx");
    }

    #[test]
    fn of_the_same_lines_only_those_are_asked_about() {
        check("abcde", "axcdE", "aycde", "a[x|y]cdE");
        check("abcd", "abcdx", "abcdy", "abcd[x|y]");
        check("abcd", "ad", "abCd", "a[|bC]d");
        check("", "ab", "xy", "[ab|xy]");
    }

    #[test]
    fn of_two_questions_in_one_place_both_may_stand() {
        let joined = join("a\n", "a\nx", "a\ny\n");
        let clash = joined.clashes().next().expect("both added something");
        assert_eq!((clash.line, clash.before.as_str()), (2, ""));
        let with = |keep| joined.text(&Choices::from([(clash.name.clone(), keep)]));
        assert_eq!(with(Keep::Mine).as_deref(), Some("a\ny\n"));
        assert_eq!(with(Keep::Theirs).as_deref(), Some("a\nx"));
        assert_eq!(with(Keep::Both).as_deref(), Some("a\nx\ny\n"));
        assert_eq!(joined.text(&Choices::new()), None, "nothing is chosen for them");
    }

    #[test]
    fn the_line_in_which_carys_writes_is_found_again() {
        let joined = join(&lines("abcd"), &lines("xyabcd"), &lines("abCd"));
        assert_eq!([1, 2, 3, 4, 5].map(|own| joined.line(own)), [3, 4, 5, 6, 7]);
        let shorter = join(&lines("abcd"), &lines("cd"), &lines("abcD"));
        assert_eq!([1, 3, 4].map(|own| shorter.line(own)), [1, 1, 2]);
    }

    #[test]
    fn half_of_a_survey_does_not_go_by_itself() {
        let question = "[[questions]]\nkey = \"a\"\n";
        let survey = format!("title = \"Sleep\"\n{}", question.repeat(4));
        assert!(is_much_less(&survey, "") && is_much_less(&survey, " \n"));
        assert!(is_much_less(&survey, &format!("{}{question}", "# words\n".repeat(9))));
        assert!(!is_much_less(&survey, &format!("title = \"Sleep\"\n{}", question.repeat(2))));
        assert!(!is_much_less("", "") && !is_much_less("", "a"));
    }

    proptest! {
        #[test]
        fn who_alone_changed_a_text_has_it_as_it_is(seen in "[a-c\n]{0,40}", now in "[a-c\n]{0,40}") {
            let none = Choices::new();
            prop_assert_eq!(join(&seen, &now, &seen).text(&none), Some(now.clone()));
            prop_assert_eq!(join(&seen, &seen, &now).text(&none), Some(now.clone()));
            prop_assert_eq!(join(&seen, &now, &now).text(&none), Some(now));
        }

        #[test]
        fn whoever_writes_first_the_same_comes_of_it(
            seen in "[a-c\n]{0,40}", one in "[a-c\n]{0,40}", other in "[a-c\n]{0,40}",
        ) {
            let none = Choices::new();
            prop_assert_eq!(join(&seen, &one, &other).text(&none), join(&seen, &other, &one).text(&none));
        }

        #[test]
        fn all_of_ones_own_may_be_kept_where_both_wrote(
            seen in "[a-c\n]{0,40}", theirs in "[a-c\n]{0,40}", mine in "[a-c\n]{0,40}",
        ) {
            let joined = join(&seen, &theirs, &mine);
            let names: Vec<_> = joined.clashes().map(|clash| clash.name.clone()).collect();
            let choices: Choices = names.iter().map(|name| (name.clone(), Keep::Mine)).collect();
            prop_assert_eq!(choices.len(), names.len(), "each has its own name");
            prop_assert!(joined.text(&choices).is_some());
        }
    }
}
