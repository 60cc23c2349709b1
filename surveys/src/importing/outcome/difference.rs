//! How what is asked here differs from what was asked there.

use std::fmt;

use super::{Told, Unwritable};

/// How what is asked here differs from what was asked there.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Difference {
    /// It has another name.
    #[error("is called “{0}”")]
    Renamed(String),
    /// Two things there have one name.
    #[error(
        "shares its name with something else there, so no condition was converted that looks at it"
    )]
    NameOfTwo,
    /// Markup was taken out of its words.
    #[error("is written without markup")]
    WithoutMarkup,
    /// Its words fill in a field.
    #[error("has [a field] in its words: write {{its key}} for it")]
    Piped,
    /// Its words fill in what cannot be filled in.
    #[error("has “…” in its words, where “{}” was filled in", Told(.0))]
    Unfilled(String),
    /// Braces are for what is filled in.
    #[error("has round brackets for braces")]
    Braces,
    /// Its own words are missing.
    #[error("has its name for words, since it has none in the language of the survey")]
    Wordless,
    /// Its own words are missing in the language that was chosen.
    #[error("has its words in {}, since it has none in the language of the survey", Told(.0))]
    OtherLanguage(String),
    /// It had to be answered.
    #[error("can be passed by after it was asked once more")]
    CanBePassedBy,
    /// It had to be answered by some.
    #[error("is asked once more of everybody who passes it by, not only if “{}”", Told(.0))]
    AskedAgainOfAll(String),
    /// An annotation that nothing here does.
    #[error("is without {}", Told(.0))]
    WithoutAnnotation(String),
    /// A column, an element or an appearance that nothing here does.
    #[error("is without its {what} “{}”", Told(.value))]
    Without {
        /// What it is called there.
        what: &'static str,
        /// What it says there.
        value: String,
    },
    /// Codes that are no whole numbers from 0 on.
    #[error("{0}")]
    Recoded(Recoded),
    /// Options that nobody was offered.
    #[error("is without the option “{}”, which nobody is offered there", Told(.0))]
    NeverOffered(String),
    /// Options that were offered to some.
    #[error("offers {} to everybody, since “{}” was not converted: {why}", each(.options), Told(.logic))]
    OfferedToEverybody {
        /// The options there.
        options: Vec<String>,
        /// The condition there.
        logic: String,
        /// What is in the way.
        why: Unwritable,
    },
    /// Room for words that are no option.
    #[error("has an option “{words}” with room for {most} characters, by the code {code}")]
    Other {
        /// What it says.
        words: String,
        /// Characters.
        most: u16,
        /// Its code.
        code: i32,
    },
    /// A limit of characters.
    #[error("takes {0} characters at most")]
    Shortened(f64),
    /// The form of its words is not looked at.
    #[error("takes any words: that they are “{}” is not looked at", Told(.0))]
    Unchecked(String),
    /// A day in the future is refused.
    #[error("takes no day after the one on which it is given")]
    NotInTheFuture,
    /// The limits of a date.
    #[error("is without its earliest and latest day")]
    WithoutDays,
    /// A day and a time.
    #[error("asks for the day alone, not for the time of day")]
    WithoutTime,
    /// More decimal places.
    #[error("takes two decimal places at most")]
    TwoPlaces,
    /// A limit of a number that was open.
    #[error("has {0} for the limit that is missing")]
    Limited(f64),
    /// A unit that was chosen.
    #[error("asks for the number alone, not for its unit")]
    WithoutUnit,
    /// It could be answered several times.
    #[error("takes one answer, where several could be given")]
    OneAnswer,
    /// It is likely to name somebody.
    #[error(
        "may ask who somebody is: names, contact details and numbers are enrolled, or asked with “kind = \"contact\"”, \
         and never stand among the answers; take it out if it does"
    )]
    MayName,
    /// Words beside a question.
    #[error("is the hint of the question that it is in")]
    IsHint,
    /// A slider that became a scale.
    #[error("is chosen among eleven points")]
    Points,
    /// A slider that became a number.
    #[error("is typed as a number from {0} to {1}")]
    Typed(f64, f64),
    /// A rule about its answer.
    #[error("takes answers that “{}” refuses there, since that was not converted: {why}; write a check", Told(.rule))]
    WithoutRule {
        /// The rule there.
        rule: String,
        /// What is in the way.
        why: Unwritable,
    },
    /// What was said of a wrong answer.
    #[error("says in words of its own what is wrong, not “{}”", Told(.0))]
    OwnMessage(String),
    /// What each option counts.
    #[error("is without the scores of its options; score it from the export")]
    WithoutScores,
    /// Its condition looks at another event.
    #[error("looks at another event, which has to be a wave of that name")]
    OtherEvent,
    /// Several conditions, and no word on whether one is enough.
    #[error("is asked if any of its conditions holds, since it does not say whether all have to")]
    AnyAssumed,
    /// Its condition could not be converted.
    #[error(
        "is asked of everybody, since its condition “{}” was not converted: {why}; write an “asked_if”", Told(.logic)
    )]
    AskedOfEverybody {
        /// The condition there.
        logic: String,
        /// What is in the way.
        why: Unwritable,
    },
    /// The condition of what it is in could not be converted.
    #[error("is without the condition of “{}”, in which it is", Told(.0))]
    WithoutConditionOf(String),
    /// Words and what is worked out have no condition.
    #[error("has no condition any more: it is there for everybody")]
    WithoutCondition,
    /// Words between questions of one page.
    #[error("is read at the top of its page")]
    MovedUp,
    /// A heading within a page.
    #[error("is without its heading: its questions are on the page of the group around it")]
    WithoutHeading,
    /// It held a formula of the spreadsheet.
    #[error("has what the spreadsheet last worked out from the formula in “{0}”")]
    OfFormula(String),
    /// The platform has its own.
    #[error("is not asked: when a response is begun, saved and sent is kept with it by itself")]
    KeptAnyway,
    /// It is worked out in another way.
    #[error("counts from the day on which the response is begun")]
    DayOfBeginning,
    /// The survey's key comes from elsewhere.
    #[error("is the name of the new file")]
    NameOfFile,
    /// Versions count from 1.
    #[error("is version 1 here")]
    VersionOne,
    /// Nobody said what language it is.
    #[error("is taken to be in {0}; write another “language” where that is wrong")]
    LanguageAssumed(String),
    /// Words in another language.
    #[error("{} of {of} texts are in {file}; {}", .done, rest(*.done, *.of))]
    Beside {
        /// The file of translations.
        file: String,
        /// Texts with a translation.
        done: usize,
        /// Texts of the survey.
        of: usize,
    },
    /// It is a source.
    #[error("stands under [sources], and so in the codebook")]
    IsSource,
    /// It is of another release.
    #[error("is read as in R4, though only R5 has it")]
    OfR5,
}

/// Which codes stand for theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recoded(pub Vec<(String, i32)>);

/// More are not told one by one.
const TOLD_EACH: usize = 30;

/// What to do about a language.
fn rest(done: usize, of: usize) -> String {
    match of.saturating_sub(done) {
        0 => "keep the file beside the survey, or elsewhere until it is asked in this language"
            .to_owned(),
        open => {
            format!("write the other {open} into it, or keep the file elsewhere until it is whole")
        }
    }
}

/// The first of them, and how many more there are.
fn each(options: &[String]) -> String {
    let named: Vec<_> =
        options.iter().take(TOLD_EACH).map(|option| format!("“{}”", Told(option))).collect();
    let named = named.join(", ");
    match options.len().saturating_sub(TOLD_EACH) {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}

impl fmt::Display for Recoded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let (Some((first, from)), Some((last, to))) = (self.0.first(), self.0.last())
            && self.0.len() > TOLD_EACH
        {
            let (first, last) = (Told(first), Told(last));
            return write!(
                f,
                "has the codes {from} to {to}, in their order, from “{first}” to “{last}”"
            );
        }
        let told =
            self.0.iter().map(|(theirs, ours)| format!("the code {ours} for “{}”", Told(theirs)));
        write!(f, "has {}", told.collect::<Vec<_>>().join(", "))
    }
}
