//! Answers that are chosen from what is offered: options, scales, grids.

use super::{Given, Problem, Setting, chosen_reason, missing_everywhere, unanswered, words};
use crate::{
    condition::Look,
    definition::{Choice, Question, Row},
    typed::Typed,
    value::{Missing, Value},
};

pub(super) fn single<L: Look>(
    question: &Question,
    options: &[Choice],
    typed: &Typed,
    setting: &Setting<'_, L>,
) -> Result<Vec<Given>, Vec<Problem>> {
    let sent = typed.one(question.key.as_str());
    chosen_with_words(question, &[sent], typed, setting)?;
    if sent.is_empty() {
        return unanswered(question, setting.prompted);
    }
    if let Some(reason) = chosen_reason(sent) {
        return Ok(missing_everywhere(question, reason));
    }
    let chosen = offered(options, sent, setting).ok_or_else(|| vec![Problem::NotAnOption])?;
    let mut given = vec![(question.key.to_string(), Some(Value::Code(chosen.code)))];
    given.extend(words::behind(question, &[chosen.code], typed)?);
    Ok(given)
}

pub(super) fn multiple<L: Look>(
    question: &Question,
    options: &[Choice],
    typed: &Typed,
    setting: &Setting<'_, L>,
) -> Result<Vec<Given>, Vec<Problem>> {
    let sent: Vec<_> = typed.all(question.key.as_str()).collect();
    chosen_with_words(question, &sent, typed, setting)?;
    let reasons: Vec<_> = sent.iter().filter_map(|sent| chosen_reason(sent)).collect();
    match (sent.len(), reasons.as_slice()) {
        (0, _) => return unanswered(question, setting.prompted),
        (1, [reason]) => return Ok(missing_everywhere(question, *reason)),
        (_, [_, ..]) => return Err(vec![Problem::AnswerAndReason]),
        (_, []) => {}
    }
    let mut codes = Vec::new();
    let mut alone = None;
    for sent in &sent {
        let choice = offered(options, sent, setting).ok_or_else(|| vec![Problem::NotAnOption])?;
        codes.push(choice.code);
        alone = alone.or(choice.exclusive.then_some(choice));
    }
    codes.sort_unstable();
    codes.dedup();
    if let Some(alone) = alone.filter(|_| codes.len() > 1) {
        return Err(vec![Problem::Exclusive(alone.text.clone())]);
    }
    let words = words::behind(question, &codes, typed)?;
    let mut given = vec![(question.key.to_string(), Some(Value::Codes(codes)))];
    given.extend(words);
    Ok(given)
}

pub(super) fn scale<L: Look>(
    question: &Question,
    typed: &Typed,
    setting: &Setting<'_, L>,
) -> Result<Vec<Given>, Vec<Problem>> {
    match point(typed.one(question.key.as_str()))? {
        Some(value) => Ok(vec![(question.key.to_string(), Some(value))]),
        None => unanswered(question, setting.prompted),
    }
}

pub(super) fn grid<L: Look>(
    question: &Question,
    rows: &[Row],
    typed: &Typed,
    setting: &Setting<'_, L>,
) -> Result<Vec<Given>, Vec<Problem>> {
    let mut given = Vec::new();
    let mut passed_by = Vec::new();
    for row in rows {
        let variable = format!("{}_{}", question.key, row.key);
        match point(typed.one(&variable))? {
            Some(value) => given.push((variable, Some(value))),
            None => {
                passed_by.push(row.text.clone());
                given.push((variable, Some(Value::Missing(Missing::Blank))));
            }
        }
    }
    if passed_by.is_empty() || setting.prompted || question.optional {
        return Ok(given);
    }
    let nothing = passed_by.len() == rows.len();
    Err(vec![if nothing { Problem::Unanswered } else { Problem::RowsUnanswered(passed_by) }])
}

/// Whoever writes behind an option means something by it, so the words are not dropped when the option
/// is not chosen.
fn chosen_with_words<L: Look>(
    question: &Question,
    sent: &[&str],
    typed: &Typed,
    setting: &Setting<'_, L>,
) -> Result<(), Vec<Problem>> {
    let lost = question.words().filter(|(field, choice)| {
        let chosen = sent.contains(&choice.code.to_string().as_str());
        !chosen && !typed.one(field).is_empty() && choice.offered_if.holds(setting.scope)
    });
    let lost =
        lost.map(|(field, choice)| Problem::NotChosen { field, option: choice.text.clone() });
    let lost: Vec<_> = lost.collect();
    if lost.is_empty() { Ok(()) } else { Err(lost) }
}

/// A point from 0 to 10, or a reason; none when nothing was chosen.
fn point(sent: &str) -> Result<Option<Value>, Vec<Problem>> {
    if sent.is_empty() {
        return Ok(None);
    }
    if let Some(reason) = chosen_reason(sent) {
        return Ok(Some(Value::Missing(reason)));
    }
    match sent.parse::<i32>() {
        Ok(point @ 0..=10) => Ok(Some(Value::Code(point))),
        Ok(_) => Err(vec![Problem::OutOfRange { least: 0.0, most: 10.0 }]),
        Err(_) => Err(vec![Problem::NotAnOption]),
    }
}

fn offered<'a, L: Look>(
    options: &'a [Choice],
    sent: &str,
    setting: &Setting<'_, L>,
) -> Option<&'a Choice> {
    let choice = options.iter().find(|choice| choice.code.to_string() == sent)?;
    choice.offered_if.holds(setting.scope).then_some(choice)
}
