//! A response as it was left: a value or a missing code for every variable.

use crate::{
    condition::Look,
    definition::{Question, Survey},
    derive,
    facts::Facts,
    route::Route,
    sheet::Sheet,
    value::{Answers, Missing, Value},
};

/// The answers as they stand, a value or a missing code for every variable: -1 where the routing
/// passed by, -6 where nothing was given, -7 after the furthest page shown.
#[must_use]
pub fn as_left(survey: &Survey, sheet: &Sheet, facts: &Facts) -> Answers {
    let route = Route::walk(survey, &sheet.answers, facts);
    let reached = sheet
        .reached
        .as_ref()
        .and_then(|reached| survey.pages().position(|(_, page)| page.key == *reached));
    let mut all = Answers::default();
    for (here, (_, page)) in survey.pages().enumerate() {
        let reached = reached.is_some_and(|reached| here <= reached);
        for question in &page.questions {
            put(&mut all, question, &route, reached);
        }
    }
    for derived in &survey.derived {
        let value = derive::value(derived, &Left { all: &all, facts });
        all.set(derived.key.to_string(), value);
    }
    flag(&mut all, survey, &route, facts);
    all
}

/// Whether a response that was not sent is worth keeping in an analysis.
#[must_use]
pub fn usable(survey: &Survey, sheet: &Sheet, facts: &Facts) -> bool {
    survey.usable.holds(&Route::walk(survey, &sheet.answers, facts))
}

fn put(all: &mut Answers, question: &Question, route: &Route<'_>, reached: bool) {
    let (variables, words) = match (reached, route.asks(&question.key)) {
        (false, _) => (Missing::NotReached, Missing::NotReached),
        (true, false) => (Missing::NotApplicable, Missing::NotApplicable),
        // No words are asked for unless their option was chosen.
        (true, true) => (Missing::Blank, Missing::NotApplicable),
    };
    let mut put = |variable: String, otherwise| {
        let given = route.given(question, &variable).cloned();
        all.set(variable, given.unwrap_or(Value::Missing(otherwise)));
    };
    question.variables().into_iter().for_each(|variable| put(variable, variables));
    question.words().for_each(|(variable, _)| put(variable, words));
}

/// One flag for each check, 1 when any rule of that name was broken by what was asked.
fn flag(all: &mut Answers, survey: &Survey, route: &Route<'_>, facts: &Facts) {
    for check in &survey.checks {
        let broken = route.asks(&check.at) && check.when.holds(&Left { all, facts });
        let name = check.key.as_str();
        let before = all.get(name).is_some_and(|value| value.has(1));
        all.set(name.to_owned(), Value::Code(i32::from(before || broken)));
    }
}

/// Every variable has a value here, so that one that was not reached says so.
struct Left<'a> {
    all: &'a Answers,
    facts: &'a Facts,
}

impl Look for Left<'_> {
    fn look(&self, name: &str) -> Option<Value> {
        match self.all.get(name) {
            None | Some(Value::Vault) => self.facts.get(name).cloned(),
            value => value.cloned(),
        }
    }
}
