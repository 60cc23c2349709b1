//! A survey as people read it on paper: how each question is answered, and what goes with it, in words.

mod plain;

use std::borrow::Cow;

pub use self::plain::{leads_somewhere, plain};
use crate::{
    condition::{self, Condition},
    definition::{Check, Choice, Derived, Formula, Kind, Level, Otherwise, Question, Survey, When},
    language::{Direction, Language, isolated},
    scoring::Scored,
    spoken::{Spoken, SpokenOption, spoken},
    value::Missing,
};

/// How a question is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// In a line.
    pub said: String,
    /// Options or rows, each by its code or key.
    pub lines: Vec<(String, String)>,
}

/// How a question of this kind is answered.
#[must_use]
pub fn way(kind: &Kind, survey: &Survey) -> Way {
    let line = |said: String| Way { said, lines: Vec::new() };
    match kind {
        Kind::Single { options } => of_options("One of:", options, survey),
        Kind::Multiple { options } => of_options("Any of:", options, survey),
        Kind::Number { least, most, most_fact, places, unit, .. } => {
            let whole = if *places == 0 { "A whole number" } else { "A number" };
            let unit = unit.as_ref().map_or_else(String::new, |unit| format!(" {unit}"));
            let lowered = most_fact
                .as_ref()
                .map(|fact| format!(", or {} where that is less", condition::named(fact, survey)));
            line(format!("{whole} from {least} to {most}{unit}{}", lowered.unwrap_or_default()))
        }
        Kind::Scale { low, high } => line(format!("0 ({low}) to 10 ({high})")),
        Kind::Date { age: Some((least, most)) } => {
            line(format!("A date of birth, for an age from {least} to {most}"))
        }
        Kind::Date { age: None } => line("A date that is past".to_owned()),
        Kind::Month { youngest: Some(age) } => {
            line(format!("A month and year, from the age of {age}"))
        }
        Kind::Month { youngest: None } => line("A month and year".to_owned()),
        Kind::Text { most } => line(format!("Words, at most {most} characters")),
        Kind::Grid { low, high, rows } => Way {
            said: format!("Each from 0 ({}) to 10 ({}):", isolated(low), isolated(high)),
            lines: rows.iter().map(|row| (row.key.clone(), row.text.clone())).collect(),
        },
        Kind::Amount { most, period, periods } => {
            let said = format!("Pounds, at most {most}; {period} takes the period, for:");
            of_options(&said, periods, survey)
        }
        Kind::Contact => {
            line("Telephone, email, address and postcode, each as they like".to_owned())
        }
    }
}

fn of_options(said: &str, options: &[Choice], survey: &Survey) -> Way {
    let lines = options.iter().map(|choice| {
        let alone = if choice.exclusive { " (alone)" } else { "" };
        let words =
            choice.other.map(|most| format!(" (asks for words, at most {most} characters)"));
        let offered = (choice.offered_if != Condition::Always).then(|| {
            format!(" (offered when {})", condition::in_words(&choice.offered_if, survey))
        });
        let (words, offered) = (words.unwrap_or_default(), offered.unwrap_or_default());
        let more = format!("{alone}{words}{offered}");
        let text = match isolated(&choice.text) {
            _ if more.is_empty() => choice.text.clone(),
            Cow::Borrowed(text) => format!("{text}{more}"),
            // Its brackets would turn among words from the right.
            Cow::Owned(text) => format!("{text} \u{2066}{}\u{2069}", more.trim_start()),
        };
        (choice.code.to_string(), text)
    });
    Way { said: said.to_owned(), lines: lines.collect() }
}

/// What else holds of a question.
#[must_use]
pub fn marks(question: &Question) -> Vec<&'static str> {
    let marks = [
        (question.sensitive, "offers “prefer not to say” from the start"),
        (question.optional, "may be passed by"),
        (question.vault, "kept with names and addresses, never with the answers"),
    ];
    marks.into_iter().filter_map(|(is, mark)| is.then_some(mark)).collect()
}

/// A question as it stands on paper, line by line: its words with its key, the hint, who is asked, how it is answered,
/// and what is said of an answer that a check finds odd or wrong.
#[must_use]
pub fn on_paper(question: &Question, survey: &Survey) -> String {
    let mut lines = vec![format!("{}  [{}]", question.text, question.key)];
    lines.extend(question.hint.as_deref().map(plain));
    if question.asked_if != Condition::Always {
        lines.push(format!("Asked when {}.", condition::in_words(&question.asked_if, survey)));
    }
    let Way { said, lines: options } = way(&question.kind, survey);
    lines.push(said);
    lines.extend(options.into_iter().map(|(key, text)| format!("  {key}  {text}")));
    lines.extend(marks(question).into_iter().map(|mark| format!("({mark})")));
    lines.extend(said_beside(question, survey));
    lines.join("\n")
}

/// A question as an interviewer has it, line by line: what is read out with its key, who is asked, what is not read
/// out, what may be asked again, what a word means, and what a check has them say.
#[must_use]
pub fn read_out(question: &Question, survey: &Survey) -> String {
    let Spoken { ask, ends, rows, options, never_read_out, probes, define } =
        spoken(question, &survey.words);
    let mut lines = vec![format!("{ask}  [{}]", question.key)];
    if question.asked_if != Condition::Always {
        lines.push(format!("Asked when {}.", condition::in_words(&question.asked_if, survey)));
    }
    lines.extend(ends);
    lines.extend(rows.into_iter().map(|(key, words)| format!("  {key}  {words}")));
    let (read_out, others): (Vec<_>, Vec<_>) =
        options.into_iter().partition(|option| option.is_read_out);
    let told = |option: SpokenOption| format!("  {}  {}", option.code, option.words);
    if !read_out.is_empty() {
        lines.push("Read out:".to_owned());
    }
    lines.extend(read_out.into_iter().map(told));
    lines.push("Do not read out:".to_owned());
    lines.extend(others.into_iter().map(told));
    let reasons = never_read_out
        .map(|why| format!("  {}  {}", below_zero(why, survey), survey.words.reason(why)));
    lines.extend(reasons);
    lines.extend(probes.into_iter().map(|probe| format!("Ask again: “{}”", isolated(&probe))));
    let meant =
        define.map(|meant| format!("When somebody asks what it means: {}", isolated(&meant)));
    lines.extend(meant);
    lines.extend(said_beside(question, survey));
    lines.join("\n")
}

/// The code, whose minus would come behind it among words from the right.
fn below_zero(why: Missing, survey: &Survey) -> String {
    let from_the_right = Language::new(&survey.language)
        .is_ok_and(|language| language.direction() == Direction::FromTheRight);
    let code = why.code();
    if from_the_right { format!("\u{2066}{code}\u{2069}") } else { code.to_string() }
}

/// What the checks at a question say, and when. Those that only mark the export say nothing to anybody.
fn said_beside(question: &Question, survey: &Survey) -> Vec<String> {
    let own = |check: &&Check| check.at == question.key && check.level != Level::Paradata;
    let told = survey.checks.iter().filter(own).map(|check| {
        let (when, level) = (condition::in_words(&check.when, survey), level(check.level));
        format!("Says when {when}, and {level}: “{}”", isolated(&check.say))
    });
    told.collect()
}

/// How much a check insists.
#[must_use]
pub fn level(level: Level) -> &'static str {
    match level {
        Level::Soft => "asks once",
        Level::Hard => "blocks",
        Level::Paradata => "says nothing, and is marked in the export",
    }
}

/// How a variable is worked out, case by case; what is otherwise comes last.
#[must_use]
pub fn cases(derived: &Derived, survey: &Survey) -> Vec<String> {
    let cases = derived
        .cases
        .iter()
        .map(|case| format!("{} when {}", case.gives, condition::in_words(&case.when, survey)));
    let otherwise = match &derived.otherwise {
        Otherwise::Code(code) => format!("otherwise {code}"),
        Otherwise::MissingOf(variable) => format!("otherwise the missing code of {variable}"),
        Otherwise::MissingOfFirst(of) => {
            format!("otherwise the missing code of the first of {}", of.join(", "))
        }
        Otherwise::Formula(formula) => worked_out(formula),
    };
    cases.chain([otherwise]).collect()
}

fn worked_out(formula: &Formula) -> String {
    match formula {
        Formula::Age { born } => format!("completed years since {born}"),
        Formula::WeeklyPay { amount, period, hours } => {
            format!("pounds a week, from {amount}, {period} and {hours}")
        }
        Formula::Mean { of, least } => {
            format!("the mean of {}, of which {least} are answered", of.join(", "))
        }
        Formula::Sum { of } => format!("the sum of {}", of.join(", ")),
        Formula::Same { of } => format!("the same as {of}"),
        Formula::Score(scored) => {
            let Scored { instrument, algorithm, of, .. } = scored.as_ref();
            format!("scored as {instrument}, by {algorithm}, from {}", of.join(", "))
        }
    }
}

/// Which answers raise an alert, each in words: `mood is 4 or 5: level 2`.
#[must_use]
pub fn alerts(survey: &Survey) -> Vec<String> {
    let told = survey.alerts.triggers.iter().map(|trigger| {
        let when = match &trigger.when {
            When::From(from) => format!("{from} or more"),
            When::OneOf(codes) => {
                codes.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ")
            }
        };
        let of = trigger.of.join(" + ");
        format!("{of} is {when}: level {}", u8::from(trigger.level))
    });
    told.collect()
}
