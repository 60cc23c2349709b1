//! What the boxes are called in which something was typed that could not be saved.

use surveys::{
    authoring::LONGEST_TITLE,
    editing::{Field, OptionField},
    language::isolated,
    stopping::Way,
};

use super::questions;
use crate::components::changes::capital;

/// What a box is called. None for what is chosen, or goes along unseen.
pub(crate) fn called(name: &str) -> Option<String> {
    let after = |start: &str| name.strip_prefix(start);
    if let Some(file) = after("file:") {
        return Some(file.to_owned());
    }
    if let Some(text) = after("to:") {
        return Some(format!("Translation of {text}"));
    }
    if let Some((code, field)) = after("option-").and_then(|rest| rest.split_once('-')) {
        let words = field.parse::<OptionField>().map_or("Words", questions::option);
        return Some(format!("Option {code}: {words}"));
    }
    if let Some(level) = after("alert-") {
        return Some(format!("Alert of level {level}"));
    }
    if let Some(source) = after("source-") {
        return Some(format!("Source {source}"));
    }
    if let Some((way, on, end)) = hours(name) {
        return Some(format!("{}s, {on}, {end}", capital(way.noun().to_owned())));
    }
    if let Some(called) = planned(name) {
        return Some(called);
    }
    if after("title-").is_some() {
        return Some("Heading of a section".to_owned());
    }
    plain(name).map(str::to_owned).or_else(|| {
        let words = questions::field(name.parse::<Field>().ok()?).0;
        Some(words.trim_end_matches(" (optional)").to_owned())
    })
}

/// Of a wave of a protocol, or a contact.
fn planned(name: &str) -> Option<String> {
    let plain = match name {
        "opens_after" => "Opens",
        "open_for" => "Stays open",
        "grace" => "Takes late answers",
        "day" => "Days",
        "at" => "Time",
        "message" => "What is said",
        "survey" => "Survey",
        _ if name.starts_with("cohort-") => "Opens for a cohort",
        _ => {
            let (part, field) = name.split_once('-')?;
            let (way, field) = field.split_once('-')?;
            let way = Way::ALL.into_iter().find(|own| own.as_str() == way)?.noun();
            let what = match field {
                "at" => "time",
                "message" => "what is said",
                "to_begun" => "what is said to who has begun",
                _ => return None,
            };
            return match part {
                "sends" => Some(format!("{}: {what}", capital(way.to_owned()))),
                "otherwise" => Some(format!(
                    "{} where nothing else can be sent: {what}",
                    capital(way.to_owned())
                )),
                _ => None,
            };
        }
    };
    Some(plain.to_owned())
}

/// Of the hours of a way: on which days, and whether it is their beginning or their end.
fn hours(name: &str) -> Option<(Way, &'static str, &'static str)> {
    let (way, rest) = name.split_once('-')?;
    let way = Way::ALL.into_iter().find(|own| own.as_str() == way)?;
    let (on, end) = match rest.split_once('-')? {
        ("weekdays", end) => ("Monday to Friday", end),
        ("saturday", end) => ("Saturday", end),
        ("sunday", end) => ("Sunday", end),
        _ => return None,
    };
    match end {
        "from" => Some((way, on, "from")),
        "to" => Some((way, on, "until")),
        _ => None,
    }
}

/// Why a box cannot be taken as it was filled in, and what to write.
pub(crate) fn cannot_be(name: &str, typed: &str) -> String {
    let field = name.strip_prefix("option-").and_then(|rest| rest.split_once('-'));
    let is_said = ["sends-", "otherwise-"].iter().any(|part| name.starts_with(part));
    let said = name.rsplit_once('-').filter(|_| is_said);
    let plain = match name {
        _ if name.starts_with("cohort-") => "opens_after",
        _ if hours(name).is_some() => "hours",
        _ => name,
    };
    match field.or(said).map_or(plain, |(_, field)| field) {
        "rows" => lines(typed),
        "title" if typed.is_empty() => "Write what staff call it".to_owned(),
        at if at == "title" || at.starts_with("title-") && !typed.is_empty() => long_title(typed),
        "new-source" if typed.is_empty() => {
            "Write a short name for the source, such as own: questions name it so".to_owned()
        }
        "new-source" => format!(
            "There is a source “{}” already: change that one, or give yours another name",
            isolated(typed)
        ),
        "source" => "Write what the source is".to_owned(),
        "message" | "to_begun" if typed.is_empty() => "Choose what is said".to_owned(),
        "way" if typed.is_empty() => "Choose a way".to_owned(),
        "survey" if typed.is_empty() => "Choose a survey".to_owned(),
        "anchor" if typed.is_empty() => "Choose from what its days are counted".to_owned(),
        "at" if typed.is_empty() => "Write a time, such as 10:00".to_owned(),
        "hours" if typed.is_empty() => {
            "Write both times, such as 9:00 and 20:00, or neither where nobody is contacted on these days".to_owned()
        }
        "key" => "Use 1 to 20 small letters, digits and hyphens, beginning with a letter, such as second-reminder".to_owned(),
        _ if typed.is_empty() => "This cannot be empty".to_owned(),
        name => format!("“{}” is {}", isolated(typed), is_no(name)),
    }
}

/// What was typed into a box is none of those, with what would be one.
fn is_no(name: &str) -> &'static str {
    match name {
        "language" => "no language's tag. Write one, such as en-GB, cy or ur",
        "minutes" => "no number of minutes. Write a whole number up to 255, such as 5",
        "version" => "no version. Write a whole number, such as 2",
        "age" => {
            "not the youngest and the oldest. Write both with “to” between them, such as 18 to 80"
        }
        "opens_after" | "open_for" | "grace" => {
            "no number of days. Write a whole number from 0 to 3660, such as 7"
        }
        "day" => "no number of days. Write a whole number from -3660 to 3660, such as 7",
        "at" | "hours" => "no time. Write one such as 10:00",
        "wave-key" => {
            "no short name, or another wave has it. Use 1 to 32 small letters, digits and hyphens, such as six-month"
        }
        "prefix" => {
            "no beginning of columns, or another wave has it. Write a small letter and then up to two more or digits, such as w3"
        }
        "also" | "except" => {
            "no day that can be read. Write each on a line of its own, such as 7 June 2027"
        }
        "hours_between" | "hours_late" => "no number of hours. Write a whole number, such as 48",
        "most_contacts" => "no number of contacts. Write a whole number, such as 10",
        "message" | "to_begun" | "after" | "to" | "way" | "survey" | "region" | "anchor" => {
            "none of those to choose from"
        }
        "other" => "no number. Write how many characters people may write, such as 100",
        "alert-1" | "alert-2" | "alert-3" => {
            "no whole number. Write the smallest answer after which somebody has to act, such as 15"
        }
        _ => "no number. Write one such as 10 or 0.5",
    }
}

/// Lists and headings have no room for more.
fn long_title(typed: &str) -> String {
    let length = typed.chars().count();
    format!("This has {length} characters, and {LONGEST_TITLE} is the most. Write it shorter")
}

/// Which line of a grid has no name before it.
fn lines(typed: &str) -> String {
    let without = typed.lines().map(str::trim).find(|line| !line.is_empty() && !line.contains(':'));
    let line = without.unwrap_or_default();
    format!(
        "“{}” has no short name. Begin each line with one and a colon, such as a: Colleagues",
        isolated(&super::surveys::short(line))
    )
}

/// A further box that is to be looked at.
pub(crate) fn also(name: &str) -> String {
    match called(name) {
        Some(called) => format!("Look at this one as well: {called}"),
        None => "Look at this one as well".to_owned(),
    }
}

/// The ones that have one name everywhere.
fn plain(name: &str) -> Option<&'static str> {
    Some(match name {
        "title" => "Heading or title",
        "intro" => "Words before the questions",
        "option" => "Another option",
        "options" => "Options",
        "key" => "Short name",
        "say" => "What people are told",
        "when" => "Condition",
        "with" => "Compared with",
        "wave" => "Wave",
        "wave-key" => "Short name",
        "prefix" => "How its columns begin",
        "anchor" => "From what its days are counted",
        "hours_between" => "Hours between two contacts",
        "hours_late" => "Hours that a contact may be late",
        "most_contacts" => "Contacts of one wave",
        "region" => "Whose bank holidays are kept",
        "also" => "Further days on which nobody is contacted",
        "except" => "Bank holidays that are none this time",
        "question" => "Question",
        "missing" => "Made from",
        "minutes" => "Minutes",
        "language" => "Language",
        "version" => "Version",
        "reason" => "Why",
        "note" => "Anything else",
        "new-source" => "Short name of another source",
        _ => return None,
    })
}
