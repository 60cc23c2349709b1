//! The instruments that a survey asks, known by the keys of their items.

use super::{Instrument, ItemAnswer, Score, instruments, score};
use crate::{
    definition::{Kind, Survey},
    value::{Answers, Missing, Value},
};

/// The score of every instrument of which a survey asks all items, as far as these answers go. An instrument
/// whose words a study brings itself is not known here.
#[must_use]
pub fn scores(survey: &Survey, answers: &Answers) -> Vec<(&'static Instrument, Score)> {
    let scored = instruments().iter().filter_map(|instrument| {
        let keys = instrument.text.as_ref()?.items.iter().map(|item| item.key.as_str());
        let keys: Vec<_> = keys.collect();
        if keys.len() != instrument.places() || !keys.iter().all(|key| asks(survey, key)) {
            return None;
        }
        let given: Vec<_> = keys.iter().map(|key| item(answers.get(key))).collect();
        let any = given.iter().any(|answer| matches!(answer, ItemAnswer::Value(_)));
        let score = score(instrument, &given).ok().filter(|_| any)?;
        Some((instrument, score))
    });
    scored.collect()
}

fn asks(survey: &Survey, key: &str) -> bool {
    let scored = |kind: &Kind| matches!(kind, Kind::Single { .. } | Kind::Scale { .. });
    survey.questions().any(|question| question.key.as_str() == key && scored(&question.kind))
}

fn item(given: Option<&Value>) -> ItemAnswer {
    match given {
        Some(Value::Code(code)) => ItemAnswer::Value(*code),
        Some(Value::Missing(Missing::NotApplicable)) => ItemAnswer::NotApplicable,
        _ => ItemAnswer::Missing,
    }
}
