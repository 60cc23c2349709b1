//! The words around the questions: what buttons say, what is wrong with an answer, the months. They are written in
//! English here; a survey that is offered in another language brings them in that language.

mod list;

mod interviewer;

use std::{collections::BTreeMap, fmt::Display, sync::Arc};

use chrono::{Datelike, NaiveDate};

pub use self::list::Phrase;
use crate::value::Missing;

/// The words around the questions in one language: those that were translated, the others in English.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words {
    translated: Option<Arc<BTreeMap<String, String>>>,
    to_interviewer: bool,
}

impl Words {
    /// From the translations, by the phrases' keys.
    #[must_use]
    pub fn of(translated: BTreeMap<String, String>) -> Self {
        let translated = (!translated.is_empty()).then(|| Arc::new(translated));
        Self { translated, to_interviewer: false }
    }

    /// The same words for an interviewer's page: what is to be put right there is said to them, in English as the rest of it.
    #[must_use]
    pub fn to_interviewer(&self) -> Self {
        Self { to_interviewer: true, ..self.clone() }
    }

    /// Whether nothing was translated.
    #[must_use]
    pub fn are_english(&self) -> bool {
        self.translated.is_none()
    }

    /// A phrase as it stands, with its names in braces.
    #[must_use]
    pub fn say(&self, phrase: Phrase) -> &str {
        if self.to_interviewer
            && let Some(own) = phrase.to_interviewer()
        {
            return own;
        }
        let translated = self.translated.as_ref().and_then(|words| words.get(phrase.key()));
        translated.map_or(phrase.english(), String::as_str)
    }

    /// A phrase with its names in braces filled in. What is filled in may hold braces of its own.
    #[must_use]
    pub fn fill(&self, phrase: Phrase, with: &[(&str, &dyn Display)]) -> String {
        let mut filled = String::new();
        let mut rest = self.say(phrase);
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            if let Some((_, value)) = with.iter().find(|(known, _)| *known == name) {
                filled.push_str(&value.to_string());
            }
            rest = after;
        }
        filled.push_str(rest);
        filled
    }

    /// Why there is no answer, as it is offered and said again.
    #[must_use]
    pub fn reason(&self, reason: Missing) -> &str {
        match reason {
            Missing::DontKnow => self.say(Phrase::DontKnow),
            Missing::Refused => self.say(Phrase::Refused),
            other => other.label(),
        }
    }

    /// Words that are known in English, such as "in work".
    #[must_use]
    pub fn of_english(&self, english: &str) -> Option<&str> {
        let phrase = Phrase::ALL.iter().find(|phrase| phrase.english() == english)?;
        Some(self.say(*phrase))
    }

    /// A date as people write it: 3 May 2026.
    #[must_use]
    pub fn date(&self, date: NaiveDate) -> String {
        let month = self.say(Phrase::MONTHS[date.month0() as usize]);
        let parts: [(&str, &dyn Display); 3] =
            [("day", &date.day()), ("month", &month), ("year", &date.year())];
        self.fill(Phrase::Date, &parts)
    }

    /// A month as people write it: May 2026.
    #[must_use]
    pub fn month(&self, date: NaiveDate) -> String {
        let month = self.say(Phrase::MONTHS[date.month0() as usize]);
        self.fill(Phrase::MonthOfYear, &[("month", &month), ("year", &date.year())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_translated_is_said_in_english() {
        let words = Words::of(BTreeMap::from([("continue".to_owned(), "Parhau".to_owned())]));

        assert_eq!(words.say(Phrase::Continue), "Parhau");
        assert_eq!(words.say(Phrase::Back), "Back");
        assert_eq!(Words::default().say(Phrase::Continue), "Continue");
    }

    #[test]
    fn an_interviewer_is_told_of_their_own_button_in_every_language() {
        let presses = |phrase: &&Phrase| phrase.english().to_lowercase().contains("press continue");
        let told: Vec<_> = Phrase::ALL.iter().filter(presses).collect();
        let welsh = told.iter().map(|phrase| (phrase.key().to_owned(), "Parhau".to_owned()));
        let words = Words::of(welsh.collect());

        assert!(told.len() > 10, "{told:?}");
        for phrase in told {
            assert_eq!(words.say(*phrase), "Parhau");
            let own = words.to_interviewer();
            assert!(own.say(*phrase).contains("“Save and next”"), "{}", own.say(*phrase));
        }
    }

    #[test]
    fn an_interviewer_reads_the_same_numbers_and_options_as_a_participant() {
        let names = |words: &str| {
            let names = words.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
            names.map(|(name, _)| name.to_owned()).collect::<Vec<_>>()
        };
        let own = Words::default().to_interviewer();

        for phrase in Phrase::ALL {
            assert_eq!(names(own.say(*phrase)), names(phrase.english()), "{phrase:?}");
        }
    }

    #[test]
    fn what_is_filled_in_is_not_filled_in_again() {
        let words = Words::default();

        let said = words.fill(Phrase::About, &[("question", &"{problem}?"), ("problem", &"No")]);

        assert_eq!(said, "“{problem}?”: No");
    }

    #[test]
    fn a_date_has_the_order_and_the_months_of_its_language() {
        let day = NaiveDate::from_ymd_opt(2026, 5, 3).unwrap();
        let words = [("may", "Mai"), ("date", "{day}. {month} {year}")];
        let words = words.map(|(key, to)| (key.to_owned(), to.to_owned()));

        assert_eq!(Words::default().date(day), "3 May 2026");
        assert_eq!(Words::of(BTreeMap::from(words)).date(day), "3. Mai 2026");
        assert_eq!(Words::default().month(day), "May 2026");
    }

    #[test]
    fn no_two_phrases_have_one_key() {
        let mut keys: Vec<_> = Phrase::ALL.iter().map(|phrase| phrase.key()).collect();
        keys.sort_unstable();
        keys.dedup();

        assert_eq!(keys.len(), Phrase::ALL.len());
    }
}
