//! A consent form as it was posted: the decisions on it, or what is still open.

use serde::{Deserialize, Serialize};

use super::{Answer, Decision, Form, Mode, State, Statement, Way};
use crate::typed::Typed;

/// What is missing on a consent form as it was posted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsentProblem {
    /// A mandatory statement was not agreed to.
    NotAgreed,
    /// No way of being contacted was ticked.
    NoWay,
    /// Neither yes nor no was chosen.
    Undecided,
}

impl Form {
    /// The statements that are asked on the web.
    pub fn on_the_web(&self) -> impl Iterator<Item = &Statement> {
        self.statements.iter().filter(|statement| !statement.telephone_only)
    }

    /// Reads a posted form: `C1=yes` for a mandatory statement, `C5=yes` or `C5=no` for another,
    /// `C4=contact_sms` once for each way that was ticked.
    ///
    /// # Errors
    /// Each statement on which something is missing, by its code.
    pub fn parse(&self, typed: &Typed) -> Result<Vec<Decision>, Vec<(String, ConsentProblem)>> {
        self.parse_said(typed, Mode::Web)
    }

    /// The same of what was said by telephone, where there is more to decide, or on paper.
    ///
    /// # Errors
    /// Each statement on which something is missing, by its code.
    pub fn parse_said(
        &self,
        typed: &Typed,
        mode: Mode,
    ) -> Result<Vec<Decision>, Vec<(String, ConsentProblem)>> {
        let mut decisions = Vec::new();
        let mut problems = Vec::new();
        let asked = |one: &&Statement| !one.telephone_only || mode == Mode::Phone;
        for statement in self.statements.iter().filter(asked) {
            match decide(statement, typed) {
                Ok(decided) => decisions.extend(decided),
                Err(problem) => problems.push((statement.code.clone(), problem)),
            }
        }
        if problems.is_empty() { Ok(decisions) } else { Err(problems) }
    }
}

impl Form {
    /// Reads a form on which somebody changes what they agreed to: as [`Form::parse`], but what is
    /// mandatory is not asked again, no way of contact has to be left, and only what is different
    /// from `before` is a decision.
    ///
    /// # Errors
    /// Each statement that is neither yes nor no, by its code.
    pub fn parse_change(
        &self,
        typed: &Typed,
        before: &State,
    ) -> Result<Vec<Decision>, Vec<(String, ConsentProblem)>> {
        let mut decisions = Vec::new();
        let mut problems = Vec::new();
        for statement in self.open_to_change() {
            let optional = Statement { mandatory: false, ..statement.clone() };
            match decide(&optional, typed) {
                Ok(decided) => decisions.extend(decided),
                Err(problem) => problems.push((statement.code.clone(), problem)),
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(decisions.into_iter().filter_map(|decision| before.changed_by(decision)).collect())
    }

    /// The statements on which somebody can change their mind and go on taking part.
    pub fn open_to_change(&self) -> impl Iterator<Item = &Statement> {
        self.on_the_web().filter(|statement| !statement.mandatory || !statement.ways.is_empty())
    }
}

fn decide(statement: &Statement, typed: &Typed) -> Result<Vec<Decision>, ConsentProblem> {
    let decision = |permission, yes: bool| Decision {
        statement: statement.code.clone(),
        permission,
        answer: if yes { Answer::Yes } else { Answer::No },
    };
    if !statement.ways.is_empty() {
        let ticked = |way: &Way| typed.has(&statement.code, way.permits.name());
        if statement.mandatory && !statement.ways.iter().any(ticked) {
            return Err(ConsentProblem::NoWay);
        }
        let ways = statement.ways.iter();
        return Ok(ways.map(|way| decision(Some(way.permits), ticked(way))).collect());
    }
    match (typed.one(&statement.code), statement.mandatory) {
        ("yes", _) => Ok(vec![decision(statement.permits, true)]),
        ("no", false) => Ok(vec![decision(statement.permits, false)]),
        (_, true) => Err(ConsentProblem::NotAgreed),
        (_, false) => Err(ConsentProblem::Undecided),
    }
}
