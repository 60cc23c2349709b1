//! Names in braces: those that have a value by then, may be told to whoever answers, and stand where they are filled in.

use super::Review;
use crate::fill;

impl Review<'_> {
    /// Of a text in which names are filled in.
    pub(super) fn fills(&mut self, at: &str, whose: &str, text: &str) {
        self.closes(at, whose, text);
        for name in fill::names(text) {
            if !self.ready.has(name, self.survey.derived.len()) {
                let (which, mend) = if self.survey.has(name) {
                    ("is not known yet", "ask what it needs first, or leave it out".to_owned())
                } else {
                    self.lacking(name, "name an earlier question or a fact")
                };
                self.fault(at, format!("{whose} fills in “{name}”, which {which}"), &mend);
            } else if self.scores.contains(name) {
                let problem = format!("{whose} would tell people “{name}”, their score");
                let mend = "nobody who answers is shown a score or a band: leave it out";
                self.fault(at, problem, mend);
            }
        }
    }

    fn closes(&mut self, at: &str, whose: &str, text: &str) {
        if let Some(open) = fill::unclosed(text) {
            let problem = format!("{whose} has a “{{” that is never closed, before “{open}”");
            self.fault(at, problem, "write “}” behind the name, or leave it out");
        }
    }

    /// Of a text that is shown as it is.
    pub(super) fn is_plain(&mut self, at: &str, whose: &str, (what, text): (&str, &str)) {
        let is_name = |name: &&str| {
            let is_part =
                |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_.".contains(c);
            name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(is_part)
        };
        if let Some(name) = fill::names(text).find(is_name) {
            let problem = format!(
                "the “{what}” of {whose} is shown with its “{{{name}}}”: nothing is filled in there"
            );
            self.fault(at, problem, "write it without a name in braces");
        }
    }
}
