//! What is wrong between the surveys of a study: names of an earlier wave's variable that it does not
//! have, and names that mean one thing here and another there. Such a condition would never hold, and nobody
//! would notice before the answers are in.

use super::drift;
use crate::{definition::Survey, fill, study::Study, waves::Wave};

/// Every name with a dot that leads nowhere and every name that means two things, each in a sentence. `surveys`
/// has one for each wave.
#[must_use]
pub fn across(study: &Study, surveys: &[Survey]) -> Vec<String> {
    let of = |wave: &Wave| surveys.iter().find(|survey| survey.key == wave.survey);
    let mut lost = Vec::new();
    for (place, wave) in study.waves.iter().enumerate() {
        let Some(survey) = of(wave) else { continue };
        for (at, name) in named(survey) {
            let Some((earlier, variable)) = name.split_once('.') else { continue };
            let why = match study.waves[..place].iter().find(|wave| wave.key.as_str() == earlier) {
                None => format!("no wave before “{}” is called “{earlier}”", wave.key),
                Some(earlier) => match of(earlier) {
                    Some(survey) if !survey.has(variable) => {
                        format!("the survey “{}” has no “{variable}”", survey.key)
                    }
                    _ => continue,
                },
            };
            let sentence = format!("survey “{}”: “{at}” names “{name}”, but {why}", survey.key);
            if !lost.contains(&sentence) {
                lost.push(sentence);
            }
        }
    }
    lost.extend(drift(surveys).iter().map(ToString::to_string));
    lost
}

/// Every name that a survey looks at, after what looks.
fn named(survey: &Survey) -> Vec<(String, String)> {
    let mut named = Vec::new();
    let mut note = |at: &str, names: Vec<&str>| {
        named.extend(names.into_iter().map(|name| (at.to_owned(), name.to_owned())));
    };
    note("usable", survey.usable.names().into_iter().collect());
    for (_, page) in survey.pages() {
        note(page.key.as_str(), fill::names(page.intro.as_deref().unwrap_or_default()).collect());
    }
    for question in survey.questions() {
        let at = question.key.as_str();
        note(at, question.asked_if.names().into_iter().collect());
        note(at, fill::names(&question.text).collect());
        note(at, fill::names(question.hint.as_deref().unwrap_or_default()).collect());
        note(at, fill::names(question.spoken.as_deref().unwrap_or_default()).collect());
        for option in question.options() {
            note(at, option.offered_if.names().into_iter().collect());
            note(at, fill::names(&option.text).collect());
        }
    }
    for derived in &survey.derived {
        note(derived.key.as_str(), derived.names().into_iter().collect());
    }
    for check in &survey.checks {
        note(check.key.as_str(), check.when.names().into_iter().collect());
    }
    named
}
