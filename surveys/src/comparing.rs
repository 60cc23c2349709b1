//! What differs between two versions of a survey, part by part, and whether the answers to them can be put
//! side by side.
//!
//! Two surveys can be compared, too: those of two waves. Their numbers are no difference.

mod translated;

mod whole;

mod question;

mod options;

mod derivations;

mod comparability;

mod named;

mod bearing;

mod in_words;

mod passages;

mod waves;

pub use comparability::{Comparability, Variable, variables};
pub use passages::{Passage, lines, words};
use serde::Serialize;
pub use waves::shared;

use crate::{
    definition::{Page, Question, Survey, TextKey},
    keys::{PageKey, QuestionKey},
    language::Language,
};

/// Whether two versions ask the same in the same way, in the same languages: only their numbers differ, if anything.
#[must_use]
pub fn says_the_same(one: &Survey, other: &Survey) -> bool {
    *one == Survey { version: one.version, ..other.clone() }
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// Where.
    pub about: About,
    /// What.
    pub what: What,
}

/// What has changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// The survey as a whole.
    Survey,
    /// A page.
    Page(PageKey),
    /// A question.
    Question(QuestionKey),
    /// A variable that is worked out.
    Derived(QuestionKey),
    /// A rule across questions.
    Check(QuestionKey),
}

/// How it has changed. Conditions are told in words.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// It is new: its words.
    Added(String),
    /// It is gone: its words.
    Removed(String),
    /// A page stands in another section.
    Section(Turn),
    /// A question stands on another page.
    Page(Turn),
    /// It comes after another than before, of those that both have; nothing stands before the first.
    Order(Turn),
    /// A part of it says something else.
    Said(Part, Turn),
    /// People may answer in another language, too.
    LanguageAdded(Language),
    /// Nobody answers in this language any more: whoever did gets the survey's own.
    LanguageRemoved(Language, String),
    /// An end of its scale, low or high, stands for something else.
    EndReplaced(Part, Turn),
    /// It is answered in another way.
    Kind(Turn),
    /// An option is new.
    OptionAdded(i32, String),
    /// An option is gone.
    OptionRemoved(i32, String),
    /// A code has other words that say much the same.
    OptionReworded(i32, Turn),
    /// A code stands for something else.
    OptionReplaced(i32, Turn),
    /// The words stand by another code.
    OptionRecoded(String, i32, i32),
    /// The options stand in another order.
    OptionsReordered,
    /// A part of an option says something else.
    OptionSaid(i32, Part, Turn),
    /// A row is new.
    RowAdded(String, String),
    /// A row is gone.
    RowRemoved(String, String),
    /// A row has other words that say much the same.
    RowReworded(String, Turn),
    /// A row's key stands for something else.
    RowReplaced(String, Turn),
    /// The rows stand in another order.
    RowsReordered,
}

/// What it was, and what it is. Empty where there is nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Turn {
    /// In the earlier version.
    pub old: String,
    /// In the later one.
    pub new: String,
}

/// A part that says something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The survey's key: it is another survey.
    Key,
    /// What it is called: a survey, a page.
    Title,
    /// The language of the texts.
    Language,
    /// How long it takes.
    Minutes,
    /// The heading of a section.
    Section,
    /// What makes a response worth keeping.
    Usable,
    /// Words before the questions of a page.
    Intro,
    /// The words of a question.
    Wording,
    /// Help under them.
    Hint,
    /// The label in files.
    Label,
    /// Where the words come from.
    Source,
    /// Who is asked.
    AskedIf,
    /// Who is offered an option.
    OfferedIf,
    /// Whether "prefer not to say" is offered from the start.
    Sensitive,
    /// Whether it may be passed by.
    Optional,
    /// Whether it is kept with names.
    Vault,
    /// The numbers, characters or ages that are taken.
    Range,
    /// The unit.
    Unit,
    /// What the lower end of a scale means.
    Low,
    /// What the upper end means.
    High,
    /// The variable of an amount's period.
    Period,
    /// Whether an option stands alone.
    Exclusive,
    /// Whether an option asks for words.
    Other,
    /// An option in a sentence.
    InASentence,
    /// The answers after which somebody acts.
    Alerts,
    /// How a variable is worked out.
    Formula,
    /// When a check applies.
    When,
    /// What a check says.
    Say,
    /// How much a check insists.
    Level,
    /// Beside which question a check is said.
    At,
    /// The words that are read out instead.
    Spoken,
    /// What is asked further by whoever reads it out.
    Probes,
    /// What they say when somebody asks what it means.
    Define,
    /// A text in another language.
    Text(Language, TextKey),
    /// One of the words around the questions in another language, by its key.
    Phrase(Language, String),
    /// Where the words of a question in another language come from.
    SourceOf(Language, QuestionKey),
    /// Something that this list has no word for: its name in the published form.
    Named(String),
}

impl Turn {
    /// From one to the other.
    pub(crate) fn new(old: impl Into<String>, new: impl Into<String>) -> Self {
        Self { old: old.into(), new: new.into() }
    }
}

/// Every difference, in the order of the later version; what is gone comes last. None when both ask the same
/// in the same way.
#[must_use]
pub fn compare(old: &Survey, new: &Survey) -> Vec<Change> {
    let mut found = Found { old, new, changes: Vec::new() };
    found.whole();
    found.pages();
    for question in new.questions() {
        found.question(question);
    }
    found.order();
    found.derived();
    found.checks();
    found.gone();
    found.unnamed();
    found.changes
}

/// What was found so far.
struct Found<'a> {
    old: &'a Survey,
    new: &'a Survey,
    changes: Vec<Change>,
}

impl Found<'_> {
    fn note(&mut self, about: About, what: What) {
        self.changes.push(Change { about, what });
    }

    /// Says that a part changed, when it did.
    fn said(&mut self, about: &About, part: Part, old: impl Into<String>, new: impl Into<String>) {
        let turn = Turn::new(old, new);
        if turn.old != turn.new {
            self.note(about.clone(), What::Said(part, turn));
        }
    }
}

/// Every question with its page, by section.
fn placed(survey: &Survey) -> impl Iterator<Item = (&Page, &Question)> {
    survey.pages().flat_map(|(_, page)| page.questions.iter().map(move |question| (page, question)))
}

fn yes_or_no(is: bool) -> &'static str {
    if is { "yes" } else { "no" }
}
