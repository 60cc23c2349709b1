//! Whose leave there is to ask in somebody else's words: the licences that are on record, and what they cover.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::{definition::Survey, language::Language, scoring::Mode};

/// A licence for the words of an instrument.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Right {
    /// The instrument's id.
    pub instrument: String,
    /// By which the owner knows it.
    pub reference: String,
    /// Who may use the words.
    pub holder: String,
    /// The last day on which they may; it does not end without one.
    pub expires_on: Option<NaiveDate>,
    /// In which ways they may be asked.
    pub modes: Vec<Mode>,
    /// In which languages, as BCP 47 tags.
    pub languages: Vec<String>,
}

/// Why words may not be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unlicensed {
    /// Nothing is on record.
    #[error("{0} may be asked only by licence, and none is on record")]
    NotOnRecord(String),
    /// The last licence has ended.
    #[error("the licence {reference} for {name} ended on {on}; record the new one")]
    Expired {
        /// The instrument's name.
        name: String,
        /// Which licence.
        reference: String,
        /// Its last day.
        on: NaiveDate,
    },
    /// It does not cover this way of asking.
    #[error("the licence {reference} for {name} does not cover asking by {}", mode.name())]
    Mode {
        /// The instrument's name.
        name: String,
        /// Which licence.
        reference: String,
        /// The way.
        mode: Mode,
    },
    /// It does not cover this language.
    #[error("the licence {reference} for {name} does not cover “{language}”")]
    Language {
        /// The instrument's name.
        name: String,
        /// Which licence.
        reference: String,
        /// The language.
        language: String,
    },
}

/// What is wrong with a licence that is to be recorded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// It has no reference, or one that is too long.
    #[error(
        "the licence needs a reference of at most {LONGEST} characters, by which the owner knows it"
    )]
    Reference,
    /// It is not said, or too long, who holds it.
    #[error("the licence needs a holder of at most {LONGEST} characters, who may use the words")]
    Holder,
    /// It is over.
    #[error("the licence ended on {0}")]
    Over(NaiveDate),
    /// It is for no way of asking.
    #[error("the licence needs a way of asking that it is for")]
    Modes,
    /// It is for no language.
    #[error("the licence needs a language that it is for")]
    Languages,
    /// What is written is no language.
    #[error("“{0}” is no language's tag; one is written like en-GB or cy")]
    NotALanguage(String),
    /// It is not for the words that are brought.
    #[error("the words are in “{language}”, and the licence is for {}", languages.join(", "))]
    OtherLanguage {
        /// That of the words.
        language: String,
        /// Those of the licence.
        languages: Vec<String>,
    },
}

/// The longest reference and holder, in characters.
const LONGEST: usize = 200;

/// A licence that ends soon.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the licence {reference} for {name} ends on {on}: from the day after nobody begins, so renew it in time"
)]
pub struct Ending {
    /// The instrument's name.
    pub name: String,
    /// Which licence.
    pub reference: String,
    /// Its last day.
    pub on: NaiveDate,
}

/// How long before its end a licence is told: about as long as an owner takes to write a new one.
const SOON: Days = Days::new(90);

/// Licences that a survey needs, that hold on a day and will not 90 days later. A new one that is on record takes their
/// place.
#[must_use]
pub fn ending(survey: &Survey, mode: Mode, rights: &[Right], today: NaiveDate) -> Vec<Ending> {
    let Some(later) = today.checked_add_days(SOON) else { return Vec::new() };
    let lacking = unlicensed(survey, mode, rights, later).into_iter();
    let ending = lacking.filter_map(|why| match why {
        Unlicensed::Expired { name, reference, on } if on >= today => {
            Some(Ending { name, reference, on })
        }
        _ => None,
    });
    ending.collect()
}

/// What a survey asks without leave on a day, in any of the languages that it is offered in; nothing where every
/// licence that it needs is on record. Of several
/// licences for one instrument any may do, and the latest says why none does.
#[must_use]
pub fn unlicensed(
    survey: &Survey,
    mode: Mode,
    rights: &[Right],
    today: NaiveDate,
) -> Vec<Unlicensed> {
    let needed = survey.borrowed.iter().filter(|borrowed| borrowed.by_licence);
    let others = survey.translations.keys().map(ToString::to_string);
    let languages: Vec<_> = std::iter::once(survey.language.clone()).chain(others).collect();
    let lacking = needed.filter_map(|borrowed| {
        let own = rights.iter().filter(|right| right.instrument == borrowed.instrument);
        let own: Vec<_> = own.collect();
        languages.iter().find_map(|language| {
            let mut why = Some(Unlicensed::NotOnRecord(borrowed.name.clone()));
            for right in &own {
                why = Some(right.against(&borrowed.name, language, mode, today)?);
            }
            why
        })
    });
    lacking.collect()
}

impl Right {
    /// All that is wrong with it on the day on which it is recorded, for words in this language; none, where the words could
    /// not be read.
    #[must_use]
    pub fn unfit(&self, language: Option<&str>, today: NaiveDate) -> Vec<Unfit> {
        let is_whole = |text: &str| !text.trim().is_empty() && text.chars().count() <= LONGEST;
        let no_tag = self.languages.iter().filter(|own| Language::new(own).is_err());
        let no_tag: Vec<_> = no_tag.map(|own| Unfit::NotALanguage(own.clone())).collect();
        let is_for = |own: &str| self.languages.iter().any(|one| one.eq_ignore_ascii_case(own));
        let other = language.filter(|own| !self.languages.is_empty() && !is_for(own));
        let other = other.filter(|_| no_tag.is_empty()).map(|language| Unfit::OtherLanguage {
            language: language.to_owned(),
            languages: self.languages.clone(),
        });
        let over = self.expires_on.filter(|last| *last < today);
        [
            (!is_whole(&self.reference)).then_some(Unfit::Reference),
            (!is_whole(&self.holder)).then_some(Unfit::Holder),
            over.map(Unfit::Over),
            self.modes.is_empty().then_some(Unfit::Modes),
            self.languages.is_empty().then_some(Unfit::Languages),
            other,
        ]
        .into_iter()
        .flatten()
        .chain(no_tag)
        .collect()
    }

    /// Why it does not cover this; none where it does.
    fn against(
        &self,
        name: &str,
        language: &str,
        mode: Mode,
        today: NaiveDate,
    ) -> Option<Unlicensed> {
        let (name, reference) = (name.to_owned(), self.reference.clone());
        let speaks = |own: &String| own.eq_ignore_ascii_case(language);
        match self.expires_on.filter(|last| *last < today) {
            Some(on) => Some(Unlicensed::Expired { name, reference, on }),
            None if !self.modes.contains(&mode) => Some(Unlicensed::Mode { name, reference, mode }),
            None if !self.languages.iter().any(speaks) => {
                let language = language.to_owned();
                Some(Unlicensed::Language { name, reference, language })
            }
            None => None,
        }
    }
}
