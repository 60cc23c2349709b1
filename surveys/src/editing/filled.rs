//! A form that somebody filled in while others saved. Each box is for itself: what was left as it was seen stays as it
//! is saved now, and only where two wrote different things into one box does somebody have to choose.

use std::{
    fmt::Debug,
    hash::{DefaultHasher, Hash, Hasher},
};

use super::Shape;
use crate::typed::Typed;

/// What was typed, with what stood in each box when the page was drawn: under `seen:` and the name of the box. Under
/// `keep:` and that name somebody says that it is to stay as it is saved.
#[derive(Clone, Copy, Debug)]
pub struct Filled<'t> {
    typed: &'t Typed,
    /// Nobody has saved since it was drawn.
    is_newest: bool,
}

/// What becomes of a box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Became {
    /// It stays as it is saved: it was left as it was seen, or what is saved is the same, or the form has no such box.
    Left,
    /// This was written, and nobody else wrote there.
    Written(String),
    /// This was written, and somebody else wrote something else.
    Both(String),
}

impl<'t> Filled<'t> {
    /// A form that says for which revision of the draft it was drawn, which has this one now.
    #[must_use]
    pub fn of(typed: &'t Typed, revision: u32) -> Self {
        Self { typed, is_newest: typed.one("revision") == revision.to_string() }
    }

    pub(super) fn typed(&self) -> &'t Typed {
        self.typed
    }

    /// Whether nobody has saved since the page was drawn.
    #[must_use]
    pub fn is_newest(&self) -> bool {
        self.is_newest
    }

    /// What stood in a box when the page was drawn. None where the form does not say.
    #[must_use]
    pub fn seen(&self, name: &str) -> Option<&'t str> {
        let seen = format!("seen:{name}");
        self.typed.is_sent(&seen).then(|| self.typed.raw(&seen))
    }

    /// What becomes of a box for words, a number, or one of several.
    #[must_use]
    pub fn became(&self, name: &str, saved: &str) -> Became {
        if !self.typed.is_sent(name) || self.typed.has(&format!("keep:{name}"), "yes") {
            return Became::Left;
        }
        let own = as_lines(self.typed.raw(name));
        let seen = self.seen(name).map(as_lines);
        if own == as_lines(saved) || seen.as_ref() == Some(&own) {
            return Became::Left;
        }
        match seen {
            Some(seen) if seen == as_lines(saved) => Became::Written(own),
            None if self.is_newest => Became::Written(own),
            Some(_) | None => Became::Both(own),
        }
    }

    /// Whether a switch is to be on. Of two who turn it both turn it the same way.
    #[must_use]
    pub fn is_on(&self, name: &str, saved: bool) -> bool {
        let own = self.typed.has(name, "yes");
        match self.seen(name) {
            Some(seen) if own != seen.trim().is_empty() => saved,
            Some(_) => own,
            // A form without the box says nothing of it.
            None => saved || own,
        }
    }

    /// Which codes are to be ticked: each is a switch for itself.
    #[must_use]
    pub fn ticks(&self, name: &str, saved: &[i64]) -> Vec<i64> {
        let own: Vec<i64> = self.typed.all(name).filter_map(|code| code.parse().ok()).collect();
        let Some(seen) = self.seen(name) else {
            return if self.is_newest { own } else { saved.to_vec() };
        };
        let seen: Vec<i64> = seen.split(',').filter_map(|code| code.trim().parse().ok()).collect();
        let stays = |code: &&i64| !seen.contains(code) || own.contains(code);
        let kept = saved.iter().filter(stays).copied();
        let new = own.iter().filter(|code| !seen.contains(code) && !saved.contains(code));
        kept.chain(new.copied()).collect()
    }

    /// What a field is to say, where that is something else than it says.
    #[must_use]
    pub fn change(&self, name: &str, shape: Shape, saved: &str) -> Option<String> {
        if shape != Shape::Switch {
            return match self.became(name, saved) {
                Became::Written(own) => Some(own),
                Became::Left | Became::Both(_) => None,
            };
        }
        let (was, is) = (!saved.is_empty(), self.is_on(name, !saved.is_empty()));
        (is != was).then(|| if is { "yes".to_owned() } else { String::new() })
    }

    /// Whether something is as it was seen, by its words or its [`mark`]; where the form does not tell, whether everything
    /// is.
    #[must_use]
    pub fn is_as_seen(&self, name: &str, now: &str) -> bool {
        self.seen(name).map_or(self.is_newest, |seen| as_lines(seen) == as_lines(now))
    }

    /// What was written into boxes that the page no longer has: their names, and what is in them.
    #[must_use]
    pub fn homeless(&self, has_box: impl Fn(&str) -> bool) -> Vec<(&'t str, String)> {
        let drawn = self.typed.iter().filter_map(|(name, _)| name.strip_prefix("seen:"));
        let gone = drawn.filter(|name| !has_box(name));
        let written = gone.filter_map(|name| {
            let own = as_lines(&self.typed.all(name).collect::<Vec<_>>().join(", "));
            let is_left = Some(&own) == self.seen(name).map(as_lines).as_ref();
            (!is_left && !own.is_empty()).then_some((name, own))
        });
        written.collect()
    }
}

/// Words without what browsers add to them: the ends of their lines, and space around them.
fn as_lines(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}

/// Tells whether anything was changed of something. It means nothing beyond that, and nothing once the program is
/// another: then it is looked at once more.
#[must_use]
pub fn mark(of: &impl Debug) -> String {
    let mut hasher = DefaultHasher::new();
    format!("{of:?}").hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What becomes of the title that Eve has, saved as this, after she sent that.
    fn check(sent: &str, saved: &str, became: Became) {
        let pairs = sent.split('&').filter_map(|pair| pair.split_once('='));
        let typed = Typed::from_pairs(pairs.map(|(name, to)| (name.to_owned(), to.to_owned())));
        assert_eq!(Filled::of(&typed, 2).became("title", saved), became, "{sent}");
    }

    fn codes(sent: &str, saved: &[i64]) -> Vec<i64> {
        let pairs = sent.split('&').filter_map(|pair| pair.split_once('='));
        let typed = Typed::from_pairs(pairs.map(|(name, to)| (name.to_owned(), to.to_owned())));
        Filled::of(&typed, 2).ticks("alert-2", saved)
    }

    #[test]
    fn what_was_left_as_it_was_seen_stays_as_a_colleague_saved_it() {
        check("title=Sleep&seen:title=Sleep", "Sleep well", Became::Left);
        check("title=Sleep\r\nwell &seen:title=Sleep\nwell", "Rest", Became::Left);
        check("revision=1", "Sleep well", Became::Left);
    }

    #[test]
    fn what_one_person_wrote_is_taken_and_the_same_twice_is_no_conflict() {
        check("title=Rest&seen:title=Sleep", "Sleep", Became::Written("Rest".to_owned()));
        check("title=&seen:title=Sleep", "Sleep", Became::Written(String::new()));
        check("title=Rest&seen:title=Sleep", "Rest", Became::Left);
        check("title=Rest&revision=2", "Sleep", Became::Written("Rest".to_owned()));
    }

    #[test]
    fn where_two_wrote_somebody_chooses() {
        check("title=Rest&seen:title=Sleep", "Doze", Became::Both("Rest".to_owned()));
        check("title=Rest&revision=1", "Doze", Became::Both("Rest".to_owned()));
        check("title=Rest&seen:title=Sleep&keep:title=yes", "Doze", Became::Left);
    }

    #[test]
    fn each_code_is_a_switch_so_that_two_who_tick_lose_nothing() {
        assert_eq!(codes("alert-2=1&alert-2=3&seen:alert-2=1", &[1, 2]), [1, 2, 3]);
        assert_eq!(codes("seen:alert-2=1", &[1, 2]), [2]);
        assert_eq!(codes("revision=1&alert-2=1", &[2]), [2], "it is not said what was seen");
    }

    #[test]
    fn what_was_written_where_no_box_is_any_more_is_told() {
        let pairs = [("seen:unit", "day"), ("unit", "days"), ("seen:low", ""), ("low", "")];
        let pairs = pairs.map(|(name, to)| (name.to_owned(), to.to_owned()));
        let typed = Typed::from_pairs(pairs);
        let filled = Filled::of(&typed, 2);

        assert_eq!(filled.homeless(|_| false), [("unit", "days".to_owned())]);
        assert_eq!(filled.homeless(|name| name == "unit"), []);
    }
}
