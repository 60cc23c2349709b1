//! More than anybody reads on a page: words, options and pages. No survey that is meant comes near it.

use super::{Review, place};

/// Characters of the title of a survey, a section or a page, at most.
pub const LONGEST_TITLE: usize = 200;

/// Characters before the questions of a page.
const INTRO: usize = 20_000;

/// Characters of anything else that is read.
const WORDS: usize = 5_000;

/// Options of a question.
const OPTIONS: usize = 2_000;

/// Pages of a survey; as many items are brought from elsewhere.
const PAGES: usize = 20_000;

impl Review<'_> {
    pub(super) fn is_short(&mut self, at: &str, text: &str, whose: &str, what: &str) {
        let most = match what {
            "title" => LONGEST_TITLE,
            "intro" => INTRO,
            _ => WORDS,
        };
        // Letters are one byte or more.
        if text.len() <= most {
            return;
        }
        let length = text.chars().count();
        if length > most {
            let problem =
                format!("the “{what}” of {whose} has {length} characters; {most} is the most");
            self.fault(at, problem, "write it shorter, or divide it");
        }
    }

    pub(super) fn are_few(&mut self, key: &str, options: usize) {
        if options > OPTIONS {
            let problem = format!("“{key}” has {options} options; {OPTIONS} is the most");
            self.fault(key, problem, "ask in two steps, or for words with kind = \"text\"");
        }
    }

    pub(super) fn has_an_end(&mut self) {
        let pages = self.survey.pages().count();
        if pages > PAGES {
            let problem = format!("the survey has {pages} pages; {PAGES} is the most");
            self.fault(place::TITLE, problem, "divide it");
        }
    }
}
