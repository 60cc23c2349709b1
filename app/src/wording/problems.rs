//! What is wrong with an answer, and how to put it right.

use surveys::{
    answer::Problem,
    definition::Kind,
    phrases::{Phrase, Words},
    shown::ShownQuestion,
};

/// What is wrong with an answer, and how to put it right, in the language of the question.
pub(crate) fn problem(problem: &Problem, shown: &ShownQuestion) -> String {
    let (kind, words) = (&shown.question.kind, &shown.words);
    let say = |phrase| words.say(phrase).to_owned();
    match problem {
        Problem::Unanswered => say(unanswered(kind)),
        Problem::RowsUnanswered(rows) => rows_unanswered(rows, words),
        Problem::NotAnOption => say(Phrase::NotAnOption),
        Problem::Exclusive(option) => words.fill(Phrase::Exclusive, &[("option", option)]),
        Problem::AnswerAndReason => say(Phrase::AnswerAndReason),
        Problem::NotChosen { option, .. } => words.fill(Phrase::NotChosen, &[("option", option)]),
        Problem::NotANumber
        | Problem::NotWhole
        | Problem::TooManyPlaces(_)
        | Problem::OutOfRange { .. }
        | Problem::PeriodMissing
        | Problem::AmountMissing => number(problem, kind, words),
        Problem::DateIncomplete { day, month, year } => say(incomplete((*day, *month, *year))),
        Problem::NotADate
        | Problem::InTheFuture
        | Problem::AgeOutside { .. }
        | Problem::TooYoungThen(_) => date(problem, words),
        Problem::TooLong { most, over: 1, .. } => words.fill(Phrase::OneTooMany, &[("most", most)]),
        Problem::TooLong { most, over, .. } => {
            words.fill(Phrase::TooMany, &[("most", most), ("over", over)])
        }
        Problem::Unreadable => say(Phrase::Unreadable),
        Problem::NotAPhone => say(Phrase::NotAPhone),
        Problem::NoTexts => say(Phrase::NoTexts),
        Problem::NotAnEmail => say(Phrase::NotAnEmail),
        Problem::NotAPostcode => say(Phrase::NotAPostcode),
        Problem::Check { say, .. } => say.clone(),
    }
}

fn number(problem: &Problem, kind: &Kind, words: &Words) -> String {
    let phrase = match (problem, kind) {
        (Problem::PeriodMissing, _) => Phrase::PeriodMissing,
        (Problem::NotWhole, _) => Phrase::NotWhole,
        (Problem::TooManyPlaces(1), _) => Phrase::OnePlace,
        (Problem::TooManyPlaces(places), _) => {
            return words.fill(Phrase::Places, &[("places", places)]);
        }
        (Problem::OutOfRange { least, most }, _) => {
            return words.fill(Phrase::OutOfRange, &[("least", least), ("most", most)]);
        }
        (_, Kind::Amount { .. }) => Phrase::NotAnAmount,
        _ => Phrase::NotANumber,
    };
    words.say(phrase).to_owned()
}

fn date(problem: &Problem, words: &Words) -> String {
    match problem {
        Problem::InTheFuture => words.say(Phrase::InTheFuture).to_owned(),
        Problem::AgeOutside { youngest, oldest } => {
            words.fill(Phrase::AgeOutside, &[("youngest", youngest), ("oldest", oldest)])
        }
        Problem::TooYoungThen(age) => words.fill(Phrase::TooYoungThen, &[("age", age)]),
        _ => words.say(Phrase::NotADate).to_owned(),
    }
}

fn rows_unanswered(rows: &[String], words: &Words) -> String {
    match rows {
        [row] => words.fill(Phrase::OneRowLeftOut, &[("row", row)]),
        rows => words.fill(Phrase::RowsLeftOut, &[("rows", &rows.len())]),
    }
}

fn unanswered(kind: &Kind) -> Phrase {
    match kind {
        Kind::Multiple { .. } => Phrase::LeftOutSeveral,
        Kind::Single { .. } => Phrase::LeftOutOne,
        Kind::Scale { .. } => Phrase::LeftOutScale,
        Kind::Grid { .. } => Phrase::LeftOutGrid,
        Kind::Date { .. } => Phrase::LeftOutDate,
        Kind::Month { .. } => Phrase::LeftOutMonth,
        Kind::Number { .. } | Kind::Amount { .. } => Phrase::LeftOutNumber,
        Kind::Text { .. } | Kind::Contact => Phrase::LeftOutWords,
    }
}

/// Which of day, month and year are missing. A whole sentence for each: other languages join them in other ways.
fn incomplete(missing: (bool, bool, bool)) -> Phrase {
    match missing {
        (true, true, _) => Phrase::DayAndMonthMissing,
        (true, false, true) => Phrase::DayAndYearMissing,
        (true, false, false) => Phrase::DayMissing,
        (false, true, true) => Phrase::MonthAndYearMissing,
        (false, true, false) => Phrase::MonthMissing,
        (false, false, _) => Phrase::YearMissing,
    }
}
