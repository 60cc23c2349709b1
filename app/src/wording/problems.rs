//! What is wrong with an answer, and how to put it right.

use surveys::{
    answer::Problem,
    definition::{Kind, Question},
};

/// What is wrong with an answer, and how to put it right.
pub(crate) fn problem(problem: &Problem, question: &Question) -> String {
    match problem {
        Problem::Unanswered => unanswered(question).to_owned(),
        Problem::RowsUnanswered(rows) => rows_unanswered(rows),
        Problem::NotAnOption => "Choose one of the answers on this page".to_owned(),
        Problem::Exclusive(option) => {
            format!("You chose “{option}” and something else. Untick one of them")
        }
        Problem::AnswerAndReason => {
            "You gave an answer and also said you would rather not. Keep only one".to_owned()
        }
        Problem::NotChosen { option, .. } => format!(
            "You wrote something under “{option}” but did not choose it. Choose it, or clear the box"
        ),
        Problem::NotANumber
        | Problem::NotWhole
        | Problem::TooManyPlaces(_)
        | Problem::OutOfRange { .. }
        | Problem::PeriodMissing
        | Problem::AmountMissing => number(problem, question),
        Problem::DateIncomplete { day, month, year } => incomplete(*day, *month, *year),
        Problem::NotADate
        | Problem::InTheFuture
        | Problem::AgeOutside { .. }
        | Problem::TooYoungThen(_) => date(problem),
        Problem::TooLong { most, over, .. } => too_long(*most, *over),
        Problem::Unreadable => "Some of the letters did not reach us in a way we can read. They \
                                are shown as �. Write them again"
            .to_owned(),
        Problem::NotAPhone => "Write a phone number, for example 07700 900 982".to_owned(),
        Problem::NotAnEmail => "Write an email address, for example name@example.com".to_owned(),
        Problem::NotAPostcode => "Write a UK postcode, for example AB1 2CD".to_owned(),
        Problem::Check { say, .. } => say.clone(),
    }
}

fn number(problem: &Problem, question: &Question) -> String {
    match (problem, &question.kind) {
        (Problem::PeriodMissing, _) => "Say how often you are paid this amount".to_owned(),
        (Problem::NotWhole, _) => "Write a whole number, without a decimal point".to_owned(),
        (Problem::TooManyPlaces(1), _) => {
            "Use no more than 1 digit after the decimal point".to_owned()
        }
        (Problem::TooManyPlaces(places), _) => {
            format!("Use no more than {places} digits after the decimal point")
        }
        (Problem::OutOfRange { least, most }, _) => {
            format!("Write a number from {least} to {most}")
        }
        (_, Kind::Amount { .. }) => "Write the amount in pounds, for example 250".to_owned(),
        _ => "Write a number, for example 12".to_owned(),
    }
}

fn date(problem: &Problem) -> String {
    match problem {
        Problem::InTheFuture => "That date has not come yet. Check the date".to_owned(),
        Problem::AgeOutside { youngest, oldest } => format!(
            "This study is for people aged {youngest} to {oldest}. Check the year, or ask us for \
             help"
        ),
        Problem::TooYoungThen(age) => {
            format!("You were not yet {age} then. Check the month and the year")
        }
        _ => "That day is not in the calendar. Check the day, the month and the year, with four \
              digits for the year"
            .to_owned(),
    }
}

fn rows_unanswered(rows: &[String]) -> String {
    match rows {
        [row] => format!("Choose a number for “{row}”, or press Continue to leave it out"),
        rows => format!(
            "Choose a number for each line. {} are not answered yet. Press Continue to leave them \
             out",
            rows.len()
        ),
    }
}

fn unanswered(question: &Question) -> &'static str {
    match &question.kind {
        Kind::Multiple { .. } => {
            "Choose all that are true for you, or press Continue to leave it out"
        }
        Kind::Single { .. } => "Choose one answer, or press Continue to leave it out",
        Kind::Scale { .. } => "Choose a number, or press Continue to leave it out",
        Kind::Grid { .. } => "Choose a number for each line, or press Continue to leave them out",
        Kind::Date { .. } => "Write the date, or press Continue to leave it out",
        Kind::Month { .. } => "Write the month and the year, or press Continue to leave it out",
        Kind::Number { .. } | Kind::Amount { .. } => {
            "Write a number, or press Continue to leave it out"
        }
        Kind::Text { .. } | Kind::Contact => "Write an answer, or press Continue to leave it out",
    }
}

fn incomplete(day: bool, month: bool, year: bool) -> String {
    let parts = [(day, "day"), (month, "month"), (year, "year")];
    let missing: Vec<_> = parts.iter().filter(|(missing, _)| *missing).map(|(_, n)| *n).collect();
    format!("The date needs a {} as well", missing.join(" and a "))
}

fn too_long(most: u16, over: usize) -> String {
    let characters = if over == 1 { "character" } else { "characters" };
    format!(
        "Shorten this by {over} {characters}. The most we can take is {most}. All you wrote is \
         still here"
    )
}
