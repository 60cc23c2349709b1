//! How what is asked here differs from what was asked there.

use super::{InLanguage, LookAt, OtherCodes, Read, Recoded, Staying, Told, Unwritable, each};

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
    /// A link that is none any more.
    #[error(
        "has the address of its link to “{}” written out: only a hint and words before questions have links, to https \
         pages and telephones", Told(.0)
    )]
    AddressInWords(String),
    /// An instrument that is known by its words.
    #[error("{0}")]
    OtherCodes(OtherCodes),
    /// What else is other in it.
    #[error("{0}")]
    OfInstrument(String),
    /// Its words fill in a field.
    #[error("has [a field] in its words: write {{its key}} for it")]
    Piped,
    /// Its words fill in what cannot be filled in.
    #[error("has “…” in its words, where “{}” was filled in", Told(.0))]
    Unfilled(String),
    /// More of these.
    #[error("has “…” in its words for {0} more names")]
    UnfilledMore(usize),
    /// Braces are for what is filled in.
    #[error("has round brackets for braces")]
    Braces,
    /// Its own words are missing.
    #[error("has its name for words, since it has none in the language of the survey")]
    Wordless,
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
    /// An option that says why there is no answer.
    #[error(
        "has no option “{}”: “prefer not to say” is offered beside the options, and kept as -9, which is missing", Told(.0)
    )]
    PreferNotToSay(String),
    /// An option that says why there is no answer.
    #[error(
        "has no option “{}”: whoever passes it by is offered “don't know”, which is kept as -8 and is missing", Told(.0)
    )]
    DontKnow(String),
    /// An option that looks like a reason, and stays one.
    #[error("{0}")]
    StaysOption(Staying),
    /// Numbers that stood for no answer.
    #[error(
        "takes no {}, which stood for no answer there: whoever passes it by is offered “don't know” and “prefer not \
         to say”", Told(.0)
    )]
    NumbersForMissing(String),
    /// Options that nobody was offered.
    #[error("is without {}, which nobody is offered there", each(.0))]
    NeverOffered(Vec<String>),
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
    /// A number of characters that had to be just so.
    #[error("takes fewer than {0} characters, too")]
    ShorterToo(f64),
    /// It had to be less than another answer.
    #[error("takes as much as “{0}”, too, where it had to be less")]
    AsMuchAs(String),
    /// It was worked out so that it could be filled in.
    #[error("is no variable of its own: where it was filled in, the answer to “{0}” is")]
    FilledInAs(String),
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
    /// What is to be looked at.
    #[error("{0}")]
    LookAt(LookAt),
    /// Words beside a question.
    #[error("is the hint of the question that it is in")]
    IsHint,
    /// Words beside a slider.
    #[error("is an end of the scale of the question that it is in")]
    IsEnd,
    /// Words beside a number.
    #[error("is the unit of the question that it is in")]
    IsUnit,
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
    /// Its own condition could not be converted, and it lies in what has one.
    #[error(
        "is asked of all who are asked what is in “{}”, since its condition “{}” was not converted: {why}; write an \
         “asked_if”", Told(.group), Told(.logic)
    )]
    AskedOfAllIn {
        /// The group around it, which has a condition.
        group: String,
        /// The condition there.
        logic: String,
        /// What is in the way.
        why: Unwritable,
    },
    /// Words and what is worked out have no condition.
    #[error("has no condition any more: it is there for everybody")]
    WithoutCondition,
    /// Where words between questions are read.
    #[error("{0}")]
    Read(Read),
    /// A heading that is none.
    #[error("has its heading above its questions: a title has 200 characters at most")]
    LongHeading,
    /// Whoever gave a reason for no answer counted as having answered.
    #[error(
        "looks at “{0}”, of which an option is missing here that counted as an answer there: whoever chose it may come \
         another way"
    )]
    ReasonLookedAt(String),
    /// Fields stand within its words.
    #[error("has “…” in its words where {} stood, which is asked by itself", each(.0))]
    Embedded(Vec<String>),
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
    /// Whoever brought it gave another title.
    #[error("is overruled by the title that was given, “{}”", Told(.0))]
    Overruled(String),
    /// Versions count from 1.
    #[error("is version 1 here")]
    VersionOne,
    /// A sum that took blanks for nothing.
    #[error("has no value where one of them is missing; there the others are added up")]
    SumOfAll,
    /// The encoding of the file was guessed.
    #[error(
        "is read as Windows-1252, since it is not UTF-8: look whether “{}” is right; if not, save it as UTF-8", Told(.0)
    )]
    ReadAsWindows(String),
    /// A limit that no number stands for.
    #[error("is without its limit “{}”", Told(.0))]
    WithoutLimit(String),
    /// It was rounded.
    #[error("is not rounded")]
    NotRounded,
    /// Years and a fraction.
    #[error("is in completed years, on the day on which the response is begun")]
    CompletedYears,
    /// In which language its words are.
    #[error("{0}")]
    Language(InLanguage),
    /// Everything behind it is in it.
    #[error("has no end there, so all that follows is in it")]
    NeverEnded,
    /// It is a source.
    #[error("stands under [sources], and so in the codebook")]
    IsSource,
    /// It is of another release.
    #[error("is read as in R4, though only R5 has it")]
    OfR5,
    /// It is of an earlier release.
    #[error("is written as FHIR STU3, the release before R4, and read so")]
    OfStu3,
    /// The day of birth lies in the vault.
    #[error(
        "is kept with names, apart from the answers (“vault = true”), since it is a date of birth"
    )]
    KeptApart,
    /// Nobody is offered an option unless something else was answered.
    #[error("is asked of those who answered {}, since nobody else is offered an option", each(.0))]
    OfThoseOffered(Vec<String>),
}
