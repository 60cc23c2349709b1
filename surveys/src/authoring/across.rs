//! What is wrong between the surveys of a study: names of an earlier wave's variable that it does not
//! have, and names that mean one thing here and another there. Such a condition would never hold, and nobody
//! would notice before the answers are in.

use super::{Drifted, drift, review::among};
use crate::{
    condition::{Comparison, Condition, Literal, options},
    definition::Survey,
    fill,
    study::Study,
    waves::Wave,
};

/// Every name with a dot that leads nowhere, every answer of an earlier wave that nobody can have given, and every name
/// that means two things, each in a sentence. `surveys` has one for each wave.
#[must_use]
pub fn across(study: &Study, surveys: &[Survey]) -> Vec<String> {
    let of = |wave: &Wave| surveys.iter().find(|survey| survey.key == wave.survey);
    let mut lost = Vec::new();
    for (place, wave) in study.waves.iter().enumerate() {
        let Some(survey) = of(wave) else { continue };
        let told = lost_in(survey, &|earlier| {
            let before = study.waves[..place].iter().find(|wave| wave.key.as_str() == earlier);
            let before = before
                .ok_or_else(|| format!("no wave before “{}” is called “{earlier}”", wave.key))?;
            Ok(of(before))
        });
        for (at, problem) in told {
            let sentence = format!("survey “{}”: “{at}” {problem}", survey.key);
            if !lost.contains(&sentence) {
                lost.push(sentence);
            }
        }
    }
    lost.extend(drift(surveys).iter().map(ToString::to_string));
    lost
}

/// The same of surveys that are looked at together without their study, as far as a wave is called like its survey.
#[must_use]
pub fn between(surveys: &[Survey]) -> Vec<Drifted> {
    let mut all = Vec::new();
    for (place, survey) in surveys.iter().enumerate() {
        let named = |name: &str| {
            let others = surveys.iter().filter(|other| other.key != survey.key);
            Ok(others.into_iter().find(|other| other.key.as_str() == name))
        };
        let told = lost_in(survey, &named).into_iter().map(|(at, problem)| Drifted {
            survey: place,
            problem: format!("“{at}” {problem}"),
            at,
            mend: "name a question that it asks, with one of its codes",
        });
        all.extend(told);
    }
    all.extend(drift(surveys));
    all
}

/// What a survey looks for in earlier waves in vain, after what looks. `earlier` gives the survey of a wave, none where
/// it is not at hand, or why there is no such wave.
fn lost_in<'s>(
    survey: &Survey,
    earlier: &dyn Fn(&str) -> Result<Option<&'s Survey>, String>,
) -> Vec<(String, String)> {
    let names = named(survey).into_iter().map(|(at, name)| (at, name, None));
    let codes = conditions(survey).into_iter().flat_map(|(at, condition)| {
        let looked = looked_for(condition).into_iter();
        looked.map(move |(name, code)| (at.to_owned(), name.to_owned(), Some(code)))
    });
    let mut lost = Vec::new();
    for (at, name, code) in names.chain(codes) {
        let Some((wave, variable)) = name.split_once('.') else { continue };
        let why = match (earlier(wave), code) {
            (Err(why), _) => format!("names “{name}”, but {why}"),
            (Ok(Some(survey)), None) if !survey.has(variable) => {
                format!("names “{name}”, but the survey “{}” has no “{variable}”", survey.key)
            }
            (Ok(Some(survey)), Some(code)) if !can_be(survey, variable, &code) => {
                format!("wants “{name}” to be {code}, which is none of its codes")
            }
            _ => continue,
        };
        if !lost.contains(&(at.clone(), why.clone())) {
            lost.push((at, why));
        }
    }
    lost
}

/// Whether a variable with codes has this one. Of others nothing is said.
fn can_be(survey: &Survey, variable: &str, literal: &Literal) -> bool {
    let codes = options(variable, survey);
    codes.is_empty() || among(literal, codes)
}

/// Each code that a condition looks for, with the name of which.
fn looked_for(condition: &Condition) -> Vec<(&str, Literal)> {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().flat_map(looked_for).collect()
        }
        Condition::Not(part) => looked_for(part),
        Condition::Test { name, is: Comparison::OneOf(literals) } => {
            literals.iter().map(|literal| (name.as_str(), literal.clone())).collect()
        }
        Condition::Always | Condition::Never | Condition::Test { .. } => Vec::new(),
    }
}

/// Every condition of a survey, after what is asked, offered, worked out or said by it.
fn conditions(survey: &Survey) -> Vec<(&str, &Condition)> {
    let mut all = vec![("usable", &survey.usable)];
    for question in survey.questions() {
        all.push((question.key.as_str(), &question.asked_if));
        let offered = question.options().iter().map(|option| &option.offered_if);
        all.extend(offered.map(|condition| (question.key.as_str(), condition)));
    }
    for derived in &survey.derived {
        all.extend(derived.cases.iter().map(|case| (derived.key.as_str(), &case.when)));
    }
    all.extend(survey.checks.iter().map(|check| (check.key.as_str(), &check.when)));
    all
}

/// Every name that a survey looks at, after what looks.
fn named(survey: &Survey) -> Vec<(String, String)> {
    let mut named = Vec::new();
    let mut note = |at: &str, names: Vec<&str>| {
        named.extend(names.into_iter().map(|name| (at.to_owned(), name.to_owned())));
    };
    for (at, condition) in conditions(survey) {
        note(at, condition.names().into_iter().collect());
    }
    for (_, page) in survey.pages() {
        note(page.key.as_str(), fill::names(page.intro.as_deref().unwrap_or_default()).collect());
    }
    for question in survey.questions() {
        let at = question.key.as_str();
        note(at, fill::names(&question.text).collect());
        note(at, fill::names(question.hint.as_deref().unwrap_or_default()).collect());
        note(at, fill::names(question.spoken.as_deref().unwrap_or_default()).collect());
        for option in question.options() {
            note(at, fill::names(&option.text).collect());
        }
    }
    for derived in &survey.derived {
        note(derived.key.as_str(), derived.names().into_iter().collect());
    }
    named
}
