//! What is wrong with a survey as a whole: names used twice, names that nothing has, conditions that look
//! ahead, and what nobody can come to.

mod conditions;

mod ready;

mod unreachable;

use std::collections::{BTreeMap, BTreeSet};

use self::ready::Ready;
use super::{Fault, build::Places};
use crate::{
    definition::{Choice, Formula, Kind, Otherwise, Page, Question, Survey},
    derive::LONGEST_CHAIN,
    facts, fill,
};

/// Under what name [`Places`] has the condition for a usable response. No key can be the same.
pub(super) const USABLE: &str = "a usable response";

/// Every fault of the survey, in the order of its questions. `sound` says that it was put together without
/// one.
pub(super) fn review(survey: &Survey, places: &Places<'_>, sound: bool) -> Vec<Fault> {
    let facts: BTreeSet<_> = facts::NAMES.iter().map(|(name, ..)| (*name).to_owned()).collect();
    let taken = facts.iter().filter(|fact| *fact != "dob").cloned().collect();
    let scores = tell_scores(survey);
    let ready = Ready::of(survey, &facts);
    let (options, faults) = (options(survey), Vec::new());
    let mut review = Review { survey, places, faults, ready, options, taken, scores };
    review.pages();
    review.derived();
    review.checks();
    review.condition(USABLE, &survey.usable);
    if sound && review.faults.is_empty() {
        review.unreachable();
    }
    review.faults
}

struct Review<'a> {
    survey: &'a Survey,
    places: &'a Places<'a>,
    faults: Vec<Fault>,
    ready: Ready<'a>,
    /// The options behind a variable, where it has some.
    options: BTreeMap<&'a str, &'a [Choice]>,
    /// Every name that is already in use. The date of birth is a fact because it is asked.
    taken: BTreeSet<String>,
    /// Variables that no participant may see.
    scores: BTreeSet<&'a str>,
}

fn options(survey: &Survey) -> BTreeMap<&str, &[Choice]> {
    let mut all = BTreeMap::new();
    for question in survey.questions() {
        let own = match &question.kind {
            Kind::Single { options } | Kind::Multiple { options } => {
                (question.key.as_str(), options)
            }
            Kind::Amount { period, periods, .. } => (period.as_str(), periods),
            _ => continue,
        };
        all.entry(own.0).or_insert(own.1.as_slice());
    }
    all
}

/// The scores, and what is made of them: a band tells somebody as much as its score.
fn tell_scores(survey: &Survey) -> BTreeSet<&str> {
    let mut scores = BTreeSet::new();
    for derived in &survey.derived {
        let is_one = matches!(&derived.otherwise, Otherwise::Formula(Formula::Score(_)));
        if is_one || derived.names().iter().any(|name| scores.contains(name)) {
            scores.insert(derived.key.as_str());
        }
    }
    scores
}

impl Review<'_> {
    fn fault(&mut self, key: &str, problem: String, mend: &str) {
        if let Some((file, span)) = self.places.get(key) {
            let fault = file.fault(span.clone(), problem, mend);
            // A name that is wrong is told once for each condition, however often it stands there.
            if self.faults.last() != Some(&fault) {
                self.faults.push(fault);
            }
        }
    }

    fn take(&mut self, key: &str, name: String) {
        if !self.taken.insert(name.clone()) {
            let problem = format!("“{name}” is the name of two things");
            self.fault(key, problem, "give one of them another key");
        }
    }

    fn pages(&mut self) {
        let survey = self.survey;
        let mut pages = BTreeSet::new();
        for (_, page) in survey.pages() {
            self.page(page, pages.insert(page.key.as_str()));
            for question in &page.questions {
                self.question(question);
            }
        }
    }

    fn page(&mut self, page: &Page, new: bool) {
        let first = page.questions.first().map_or("", |question| question.key.as_str());
        if !new {
            let problem = format!("there are two pages “{}”", page.key);
            self.fault(first, problem, "give one of them another “key”");
        }
        self.fills(first, page.intro.as_deref().unwrap_or_default());
    }

    fn question(&mut self, question: &Question) {
        let key = question.key.as_str();
        self.condition(key, &question.asked_if);
        self.fills(key, &question.text);
        self.fills(key, question.hint.as_deref().unwrap_or_default());
        self.fills(key, question.spoken.as_deref().unwrap_or_default());
        for choice in question.options() {
            self.condition(key, &choice.offered_if);
            self.fills(key, &choice.text);
            self.fills(key, choice.spoken.as_deref().unwrap_or_default());
        }
        self.codes(key, question.options());
        if let Kind::Amount { periods, .. } = &question.kind {
            self.codes(key, periods);
        }
        self.range(question);
        self.vault(question);
        for variable in question.variables() {
            self.take(key, variable.clone());
            self.ready.learn(variable);
        }
    }

    fn fills(&mut self, key: &str, text: &str) {
        for name in fill::names(text) {
            if !self.ready.has(name, self.survey.derived.len()) {
                let problem = format!("the text of “{key}” fills in “{name}”, which nothing has");
                self.fault(key, problem, "name an earlier question or a fact");
            } else if self.scores.contains(name) {
                let problem =
                    format!("the text of “{key}” would tell people “{name}”, their score");
                self.fault(
                    key,
                    problem,
                    "nobody who answers is shown a score or a band: leave it out",
                );
            }
        }
    }

    fn codes(&mut self, key: &str, choices: &[Choice]) {
        let mut seen = BTreeMap::new();
        for Choice { code, text, .. } in choices {
            if let Some(first) = seen.insert(*code, text) {
                let problem = format!("the code {code} stands for “{first}” and for “{text}”");
                self.fault(key, problem, "give each option a code of its own");
            }
        }
    }

    /// The vault has columns for a date of birth and for contact details, and for nothing else.
    fn vault(&mut self, question: &Question) {
        let key = question.key.as_str();
        let contact = matches!(question.kind, Kind::Contact);
        let kept = match question.kind {
            Kind::Contact => key == "contact",
            Kind::Date { .. } => key == "dob",
            _ => false,
        };
        if contact && !(kept && question.vault) {
            let problem = format!("the contact details of “{key}” would stand among the answers");
            self.fault(key, problem, "call the question “contact” and give it “vault = true”");
        } else if question.vault && !kept {
            let problem = format!("the identity vault has no place for “{key}”");
            self.fault(key, problem, "leave “vault” to the date of birth, “dob”, and to “contact”");
        }
    }

    fn range(&mut self, question: &Question) {
        let Kind::Number { least, most, most_fact, places, .. } = &question.kind else { return };
        let key = question.key.as_str();
        if least > most {
            let problem = format!("“{key}” takes nothing: {least} is more than {most}");
            self.fault(key, problem, "“least” is the smaller number");
        }
        if *places > 2 {
            let problem = format!("“{key}” has {places} decimal places");
            self.fault(key, problem, "two is the most");
        }
        if let Some(fact) = most_fact.as_ref().filter(|fact| !self.ready.knows(fact)) {
            let problem = format!("“{key}” takes at most “{fact}”, which nothing has");
            self.fault(key, problem, "name a fact or an earlier question");
        }
    }

    fn derived(&mut self) {
        let survey = self.survey;
        for (place, derived) in survey.derived.iter().enumerate() {
            let key = derived.key.as_str();
            self.take(key, derived.key.to_string());
            for case in &derived.cases {
                self.literals(key, &case.when);
            }
            for name in derived.names() {
                if self.ready.has(name, place) {
                    continue;
                }
                let later = survey.derived[place..].iter().any(|other| other.key.as_str() == name);
                let (which, mend) = if later {
                    ("stands after it", "list it earlier under “derive”")
                } else {
                    ("nothing has", "name a question, an earlier derived variable or a fact")
                };
                let problem = format!("“{key}” is made from “{name}”, which {which}");
                self.fault(key, problem, mend);
            }
        }
        let chains = self.ready.chains();
        if let Some(place) = chains.iter().position(|chain| *chain > LONGEST_CHAIN) {
            let key = survey.derived[place].key.as_str();
            let problem =
                format!("“{key}” is derived from what is derived, {LONGEST_CHAIN} times over");
            self.fault(key, problem, "make it from the questions themselves");
        }
    }

    fn checks(&mut self) {
        let survey = self.survey;
        for check in &survey.checks {
            self.condition(check.key.as_str(), &check.when);
            if !survey.questions().any(|question| question.key == check.at) {
                let problem = format!("the check is said at “{}”, which is not asked", check.at);
                self.fault(check.key.as_str(), problem, "name a question of this survey");
            }
        }
    }
}
