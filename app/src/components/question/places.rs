//! The controls of a question at which something is put right.

use surveys::{
    answer::Problem,
    definition::{Kind, Question, Row},
    shown::ShownQuestion,
};

use super::choice;
use crate::components::summary::is_soft;

/// The id of the control to which a problem leads.
pub(crate) fn place_of(question: &Question, problem: &Problem) -> String {
    places_of(question, problem).into_iter().next().unwrap_or_else(|| question.key.to_string())
}

/// For the `aria-invalid` of one control: only what is to be put right is marked.
pub(super) fn invalid(shown: &ShownQuestion, control: &str) -> Option<&'static str> {
    let mut blocking = shown.problems.iter().filter(|problem| !is_soft(problem));
    let here = |problem| places_of(&shown.question, problem).iter().any(|place| place == control);
    blocking.any(here).then_some("true")
}

/// The ids of all controls that a problem is about, as they stand on the page.
fn places_of(question: &Question, problem: &Problem) -> Vec<String> {
    let key = &question.key;
    let part = |part: &str| format!("{key}_{part}");
    if let Problem::TooLong { field, .. } | Problem::NotChosen { field, .. } = problem {
        return vec![field.clone()];
    }
    match &question.kind {
        Kind::Single { options } | Kind::Multiple { options } => {
            options.first().map(|option| button(key.as_str(), option.code)).into_iter().collect()
        }
        Kind::Scale { .. } => vec![button(key.as_str(), 0)],
        Kind::Grid { rows, .. } => {
            open_rows(rows, problem).map(|row| button(&part(&row.key), 0)).collect()
        }
        Kind::Date { .. } => dated(&["day", "month", "year"], problem).map(part).collect(),
        Kind::Month { .. } => dated(&["month", "year"], problem).map(part).collect(),
        Kind::Amount { period, .. } if *problem == Problem::PeriodMissing => {
            vec![period.to_string()]
        }
        Kind::Contact => vec![part(match problem {
            Problem::NotAnEmail => "email",
            Problem::NotAPostcode => "postcode",
            _ => "mobile",
        })],
        Kind::Number { .. } | Kind::Text { .. } | Kind::Amount { .. } => vec![key.to_string()],
    }
}

fn button(name: &str, code: i32) -> String {
    choice::id(name, &code.to_string())
}

/// The rows that were left out, or all.
fn open_rows<'a>(rows: &'a [Row], problem: &'a Problem) -> impl Iterator<Item = &'a Row> {
    rows.iter().filter(move |row| match problem {
        Problem::RowsUnanswered(open) => open.contains(&row.text),
        _ => true,
    })
}

/// The parts of a date that are missing, or all.
fn dated<'a>(parts: &'a [&'a str], problem: &'a Problem) -> impl Iterator<Item = &'a str> {
    parts.iter().copied().filter(move |part| match (problem, *part) {
        (Problem::DateIncomplete { day, .. }, "day") => *day,
        (Problem::DateIncomplete { month, .. }, "month") => *month,
        (Problem::DateIncomplete { year, .. }, "year") => *year,
        _ => true,
    })
}

#[cfg(test)]
mod tests {
    use surveys::{answer::Problem, catalogue, definition::Question};

    use super::places_of;

    fn question(key: &str) -> &'static Question {
        let survey = catalogue::survey("baseline").expect("the library has it");
        survey.questions().find(|question| question.key.as_str() == key).expect("it is asked")
    }

    #[test]
    fn only_the_missing_parts_of_a_date_are_marked() {
        let no_year = Problem::DateIncomplete { day: false, month: false, year: true };

        assert_eq!(places_of(question("dob"), &no_year), ["dob_year"]);
        assert_eq!(places_of(question("dob"), &Problem::NotADate).len(), 3);
    }

    #[test]
    fn words_that_are_too_long_lead_to_the_box_they_stand_in() {
        let long = Problem::TooLong { field: "ethdet_502t".to_owned(), most: 100, over: 1 };

        assert_eq!(places_of(question("ethdet"), &long), ["ethdet_502t"]);
    }
}
