//! A survey as it is asked: sections of pages of questions, with what is derived and checked.
//!
//! This is the published form, in which nothing is left to be looked up. People write the shorter
//! form that `authoring` reads.

mod kind;

mod kind_name;

mod derived;

mod check;

mod alerts;

mod borrowed;

mod texts;

pub use alerts::{Alerts, Trigger, When};
pub use borrowed::Borrowed;
pub use check::{Check, Level};
pub use derived::{Case, Derived, Formula, Otherwise};
pub use kind::{Choice, Kind, Row};
pub use kind_name::KindName;
use serde::{Deserialize, Serialize};
pub use texts::{TextKey, Translation, Translations};

use crate::{
    condition::Condition,
    keys::{PageKey, QuestionKey, SurveyKey},
    phrases::Words,
};

/// One version of a survey. Once published it never changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Survey {
    /// The survey's key, the same in every version.
    pub key: SurveyKey,
    /// Counts up from 1.
    pub version: u32,
    /// What staff call it.
    pub title: String,
    /// The language of its texts, as a BCP 47 tag.
    pub language: String,
    /// How long it takes most people, in minutes, as told to them.
    pub minutes: u8,
    /// The parts that a participant sees named at the top of each page.
    pub sections: Vec<Section>,
    /// Variables worked out from answers, in an order in which each needs only earlier ones.
    pub derived: Vec<Derived>,
    /// Rules across questions.
    pub checks: Vec<Check>,
    /// What makes a response that was never sent worth keeping in an analysis.
    pub usable: Condition,
    /// Answers after which a person of the team has to act.
    #[serde(default, skip_serializing_if = "Alerts::is_empty")]
    pub alerts: Alerts,
    /// Instruments, in the order in which they are asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub borrowed: Vec<Borrowed>,
    /// Its texts in the other languages in which it is offered.
    #[serde(default, skip_serializing_if = "Translations::is_empty")]
    pub translations: Translations,
    /// The words around its questions, once it was taken in one language. Never published: they are in
    /// `translations`.
    #[serde(skip)]
    pub words: Words,
}

/// Pages under one heading.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// The heading, for example "Your work".
    pub title: String,
    /// In the order in which they are asked.
    pub pages: Vec<Page>,
}

/// What is asked at a time: one question, or one instrument.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// The page's name in addresses.
    pub key: PageKey,
    /// A heading above several questions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Words before the questions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intro: Option<String>,
    /// In the order in which they are asked. A question is asked only when its condition holds.
    pub questions: Vec<Question>,
}

/// Something that is asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// Names its variable in exports.
    pub key: QuestionKey,
    /// The words that are read; `{rand_date}` and the like are filled in from facts and answers.
    pub text: String,
    /// Help under the words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// The variable's label in labelled files, at most 80 characters (the limit in Stata).
    pub label: String,
    /// How it is answered.
    pub kind: Kind,
    /// Who is asked.
    #[serde(default)]
    pub asked_if: Condition,
    /// Offers "prefer not to say" from the start.
    #[serde(default)]
    pub sensitive: bool,
    /// May be passed by without a prompt.
    #[serde(default)]
    pub optional: bool,
    /// Its answer belongs to the identity vault: never in the answer store, its history or an export.
    #[serde(default)]
    pub vault: bool,
    /// Where the wording comes from, and under what licence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Its words may be shown to those who are asked and given to nobody else: files that leave have the label.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withheld: bool,
    /// What an interviewer reads instead of the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spoken: Option<String>,
    /// What an interviewer may ask when an answer is not clear, or not whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub probes: Vec<String>,
    /// What an interviewer tells whoever asks what a word means, or how it is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub define: Option<String>,
}

impl Survey {
    /// Every page with its section's place, in order.
    pub fn pages(&self) -> impl Iterator<Item = (usize, &Page)> {
        let places = self.sections.iter().enumerate();
        places.flat_map(|(place, section)| section.pages.iter().map(move |page| (place, page)))
    }

    /// The page by this key.
    #[must_use]
    pub fn page(&self, key: &PageKey) -> Option<&Page> {
        self.pages().map(|(_, page)| page).find(|page| page.key == *key)
    }

    /// Whether a question or a derived variable has this name.
    #[must_use]
    pub fn has(&self, variable: &str) -> bool {
        let asked = |question: &Question| question.variables().iter().any(|own| own == variable);
        let made = || self.derived.iter().any(|derived| derived.key.as_str() == variable);
        self.questions().any(asked) || made()
    }

    /// Every question in order.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.pages().flat_map(|(_, page)| &page.questions)
    }
}

impl Question {
    /// The names of the variables that hold its answer, in export order. "Other" words are not
    /// among them: see [`Question::words`].
    #[must_use]
    pub fn variables(&self) -> Vec<String> {
        let key = self.key.as_str();
        match &self.kind {
            Kind::Grid { rows, .. } => {
                rows.iter().map(|row| format!("{key}_{}", row.key)).collect()
            }
            Kind::Amount { period, .. } => vec![key.to_owned(), period.to_string()],
            _ => vec![key.to_owned()],
        }
    }

    /// The columns that say of each of several options whether it is ticked, with its code: `barrier_01`, with as many
    /// digits as the longest code has, two at least. None where one thing is answered.
    #[must_use]
    pub fn ticked(&self) -> Vec<(i32, String)> {
        let Kind::Multiple { options } = &self.kind else { return Vec::new() };
        let digits = options.iter().map(|option| option.code.to_string().len());
        let width = digits.max().unwrap_or_default().max(2);
        let codes = options.iter().map(|option| option.code);
        codes.map(|code| (code, format!("{}_{code:0width$}", self.key))).collect()
    }

    /// The options that ask for words, with the name of the variable that takes them.
    pub fn words(&self) -> impl Iterator<Item = (String, &Choice)> {
        let asks = self.options().iter().filter(|choice| choice.other.is_some());
        asks.map(|choice| (words_variable(&self.key, choice.code), choice))
    }

    /// What it looks at: in its condition, in those of its options, and in what it takes.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        let mut names = self.asked_if.names();
        names.extend(self.options().iter().flat_map(|choice| choice.offered_if.names()));
        match &self.kind {
            Kind::Number { most_fact: Some(fact), .. } => names.push(fact),
            Kind::Month { youngest: Some(_) } => names.push("dob"),
            _ => {}
        }
        names
    }

    /// Its texts into which facts and answers are filled. In all others words stand for themselves.
    #[must_use]
    pub fn filled(&self) -> Vec<&str> {
        let mut texts = vec![self.text.as_str()];
        texts.extend(self.hint.as_deref());
        texts.extend(self.spoken.as_deref());
        for choice in self.options() {
            texts.push(&choice.text);
            texts.extend(choice.spoken.as_deref());
        }
        texts
    }

    /// Its options, when it has any.
    #[must_use]
    pub fn options(&self) -> &[Choice] {
        match &self.kind {
            Kind::Single { options } | Kind::Multiple { options } => options,
            _ => &[],
        }
    }
}

/// The variable, and the field, for the words behind an option: `barrier_96t`.
#[must_use]
pub fn words_variable(key: &QuestionKey, code: i32) -> String {
    format!("{key}_{code:02}t")
}
