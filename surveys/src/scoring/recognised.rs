//! The instruments that a survey asks, known by the keys of their items.

use super::{Instrument, ItemAnswer, Score, instruments, score};
use crate::{
    definition::{Kind, Survey},
    value::{Answers, Missing, Value},
};

/// The score of every instrument of which a survey asks all items under their keys, as far as these answers go.
#[must_use]
pub fn scores(survey: &Survey, answers: &Answers) -> Vec<(&'static Instrument, Score)> {
    let scored = instruments().iter().filter_map(|instrument| {
        let visual = instrument.visual_scale.as_ref();
        let visual = visual.map(|visual| format!("{}_{}", instrument.id, visual.key));
        let keys: Vec<_> = instrument.keys().into_iter().chain(visual).collect();
        if !keys.iter().all(|key| asks(survey, key)) {
            return None;
        }
        let given = (1..).zip(&keys).map(|(place, key)| item(instrument, place, answers.get(key)));
        let given: Vec<_> = given.collect();
        let any = given.iter().any(|answer| matches!(answer, ItemAnswer::Value(_)));
        let score = score(instrument, &given).ok().filter(|_| any)?;
        Some((instrument, score))
    });
    scored.collect()
}

fn asks(survey: &Survey, key: &str) -> bool {
    let scored = |kind: &Kind| {
        matches!(kind, Kind::Single { .. } | Kind::Scale { .. } | Kind::Number { .. })
    };
    survey.questions().any(|question| question.key.as_str() == key && scored(&question.kind))
}

/// A number off the scale is that of "does not apply".
fn item(instrument: &Instrument, place: usize, given: Option<&Value>) -> ItemAnswer {
    let number = given.and_then(Value::number).map(|number| number as i32);
    match (number, given.and_then(Value::missing)) {
        (Some(number), _) if instrument.scale(place).contains(&number) => ItemAnswer::Value(number),
        (Some(_), _) | (_, Some(Missing::NotApplicable)) => ItemAnswer::NotApplicable,
        _ => ItemAnswer::Missing,
    }
}
