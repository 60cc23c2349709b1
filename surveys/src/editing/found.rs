//! Where something is now that was seen in a place: others move what stands before it.

use std::fmt::{self, Display, Formatter};

use super::{Of, Outline, Page, Section};

/// As [`Of::named`] reads it.
impl Display for Of {
    fn fmt(&self, to: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Question(key) => write!(to, "question.{key}"),
            Self::Page(section, page) => write!(to, "page.{section}.{page}"),
            Self::Check(check) => write!(to, "check.{check}"),
            Self::Usable => write!(to, "survey"),
        }
    }
}

impl Page {
    /// What tells it from the others, whatever is said on it: its instrument, or its questions.
    #[must_use]
    pub fn name(&self) -> String {
        match &self.instrument {
            Some(instrument) => format!("instrument {instrument}"),
            None => {
                let keys = self.questions.iter().map(|asked| asked.key.as_str());
                keys.collect::<Vec<_>>().join(" ")
            }
        }
    }

    /// How many of the questions of a page that was so called it has, and how many others.
    fn likeness(&self, name: &str) -> (usize, usize) {
        let is_same = |key: &str| name.split(' ').any(|one| one == key);
        let same = self.questions.iter().filter(|asked| is_same(&asked.key)).count();
        (same, self.questions.len() - same)
    }
}

impl Outline {
    /// Where the page is that was seen in a place under a [name](Page::name). One whose questions were put elsewhere is
    /// where most of them are, and with the fewest others.
    #[must_use]
    pub fn page_seen(&self, at: (usize, usize), name: Option<&str>) -> Option<(usize, usize)> {
        let there = self.page(at.0, at.1);
        let Some(name) = name.filter(|name| there.is_none_or(|page| page.name() != *name)) else {
            return there.map(|_| at);
        };
        let all = self.sections.iter().enumerate().flat_map(|(section, row)| {
            row.pages.iter().enumerate().map(move |(place, page)| ((section, place), page))
        });
        let mut all: Vec<_> = all.collect();
        if let Some((found, _)) =
            all.iter().find(|(_, page)| !name.is_empty() && page.name() == name)
        {
            return Some(*found);
        }
        all.retain(|(_, page)| page.instrument.is_none() && page.likeness(name).0 > 0);
        let best = all.iter().min_by_key(|(_, page)| {
            let (same, others) = page.likeness(name);
            (usize::MAX - same, others)
        });
        best.map(|(found, _)| *found)
    }

    /// Where the check is that was seen in a place under a key, with a condition.
    #[must_use]
    pub fn check_seen(&self, at: usize, key: Option<&str>, when: Option<&str>) -> Option<usize> {
        let there = self.checks.get(at);
        let Some(key) = key.filter(|key| there.is_none_or(|check| check.key != *key)) else {
            return there.map(|_| at);
        };
        let found = self.checks.iter().position(|check| check.key == key);
        // One that was renamed says the same as before.
        let renamed = || there.filter(|check| Some(check.when.as_str()) == when).map(|_| at);
        found.or_else(renamed)
    }

    /// Where the section is that was seen in a place under a heading.
    #[must_use]
    pub fn section_seen(&self, at: usize, title: Option<&str>) -> Option<usize> {
        let there = self.sections.get(at);
        let is = |section: &Section, title: &str| section.title.trim() == title.trim();
        let Some(title) = title.filter(|title| there.is_none_or(|one| !is(one, title))) else {
            return there.map(|_| at);
        };
        let mut found = self.sections.iter().enumerate().filter(|(_, one)| is(one, title));
        let first = found.next().map(|(place, _)| place);
        first.filter(|_| found.next().is_none())
    }

    /// Where that is now which has a condition, by what was seen of it: what its page or check was called.
    #[must_use]
    pub fn of_seen(&self, of: Of, name: Option<&str>, when: Option<&str>) -> Option<Of> {
        match of {
            Of::Question(key) => {
                self.questions().any(|asked| asked.key == key).then_some(Of::Question(key))
            }
            Of::Page(section, page) => {
                let (section, page) = self.page_seen((section, page), name)?;
                Some(Of::Page(section, page))
            }
            Of::Check(check) => Some(Of::Check(self.check_seen(check, name, when)?)),
            Of::Usable => Some(Of::Usable),
        }
    }

    /// What that is called by which it is found again.
    #[must_use]
    pub fn called(&self, of: &Of) -> String {
        match of {
            Of::Page(section, page) => {
                self.page(*section, *page).map(Page::name).unwrap_or_default()
            }
            Of::Check(check) => {
                self.checks.get(*check).map(|check| check.key.clone()).unwrap_or_default()
            }
            Of::Question(_) | Of::Usable => String::new(),
        }
    }

    /// The condition of something; empty where it has none. None where it is not there.
    #[must_use]
    pub fn condition(&self, of: &Of) -> Option<&str> {
        match of {
            Of::Question(key) => {
                let asked = self.questions().find(|asked| asked.key == *key)?;
                Some(asked.asked_if.as_deref().unwrap_or_default())
            }
            Of::Page(section, page) => {
                Some(self.page(*section, *page)?.asked_if.as_deref().unwrap_or_default())
            }
            Of::Check(place) => Some(&self.checks.get(*place)?.when),
            Of::Usable => Some(&self.usable),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::editing::outline;

    /// Pages by their questions, and where the page is now that was seen there under that name.
    fn check(pages: &[&[&str]], at: usize, name: &str, found: Option<usize>) {
        let pages = pages.iter().map(|keys| format!("[[sections.pages]]\nquestions = {keys:?}\n"));
        let text = format!("[[sections]]\ntitle = \"A\"\n{}", pages.collect::<String>());
        let all = outline(&text).unwrap();
        let is = all.page_seen((0, at), Some(name));
        assert_eq!(is, found.map(|place| (0, place)), "{name}");
    }

    #[test]
    fn a_page_that_a_colleague_moved_is_found_by_its_questions() {
        check(&[&["a"], &["b", "c"]], 1, "b c", Some(1));
        check(&[&["b", "c"], &["a"]], 1, "b c", Some(0));
        check(&[&["new"], &["a"], &["b", "c"]], 1, "b c", Some(2));
    }

    #[test]
    fn a_page_is_where_its_questions_are_and_gone_when_they_are() {
        check(&[&["a", "b"], &["c"]], 1, "b c", Some(1));
        check(&[&["a", "b", "c"]], 1, "b c", Some(0));
        check(&[&["a"]], 0, "b c", None);
        check(&[&["a"], &[]], 1, "", Some(1));
        check(&[&["a"]], 0, "", None);
    }

    #[test]
    fn of_two_sections_with_one_heading_none_is_guessed() {
        let sections = ["A", "B", "B"].map(|title| format!("[[sections]]\ntitle = \"{title}\"\n"));
        let all = outline(&sections.concat()).unwrap();

        assert_eq!(all.section_seen(2, Some("A")), Some(0));
        assert_eq!(all.section_seen(1, Some("B")), Some(1));
        assert_eq!(all.section_seen(0, Some("B")), None);
        assert_eq!(all.section_seen(0, None), Some(0));
    }
}
