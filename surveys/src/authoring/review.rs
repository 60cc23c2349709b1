//! What is wrong with a survey as a whole: names used twice, names that nothing has, conditions that look
//! ahead, and what nobody can come to.

mod columns;

mod conditions;

mod compared;

mod by_name;

mod derived;

mod checks;

mod fills;

mod ranges;

mod ready;

mod texts;

mod sizes;

mod unreachable;

mod in_vain;

use std::collections::{BTreeMap, BTreeSet};

pub(super) use self::conditions::among;
use self::ready::Ready;
pub use self::sizes::LONGEST_TITLE;
use super::{Fault, build::Builder, place, reading::MISSING};
use crate::{
    condition::Condition,
    definition::{Choice, Formula, Kind, Otherwise, Page, Question, Survey},
    facts,
    language::{Language, isolated},
};

/// Every fault of the survey, in the order of its questions.
pub(super) fn review(survey: &Survey, builder: &Builder<'_>) -> Vec<Fault> {
    let facts: BTreeSet<_> = facts::NAMES.iter().map(|(name, ..)| (*name).to_owned()).collect();
    let taken = facts.iter().filter(|fact| *fact != "dob").cloned().collect();
    let asked = survey.questions();
    let asked = asked.flat_map(|own| own.variables().into_iter().map(move |name| (name, own)));
    let mut review = Review {
        survey,
        builder,
        faults: Vec::new(),
        asked: asked.collect(),
        ready: Ready::of(survey, facts, &builder.doubtful),
        spoiled: builder.spoiled.clone(),
        uncoded: BTreeSet::new(),
        taken,
        scores: tell_scores(survey),
        beside: checks::by_question(survey),
        ahead: BTreeMap::new(),
        wrong: Vec::new(),
    };
    review.conditions_by_name();
    review.language();
    review.titles();
    review.has_an_end();
    review.pages();
    review.derived();
    review.checks();
    review.condition(place::USABLE, place::USABLE, &survey.usable);
    review.reserved();
    if !builder.is_lost {
        review.columns();
    }
    if !builder.is_lost {
        review.unreachable();
    }
    review.faults
}

struct Review<'a> {
    survey: &'a Survey,
    builder: &'a Builder<'a>,
    faults: Vec<Fault>,
    /// Every question, by its variables.
    asked: BTreeMap<String, &'a Question>,
    ready: Ready<'a>,
    /// Names, and places of checks, that something is wrong with.
    spoiled: BTreeSet<String>,
    /// Derived variables that give a code which was told to be none of theirs: they may be anything, and their cases
    /// are looked at all the same.
    uncoded: BTreeSet<String>,
    /// Every name that is already in use. The date of birth is a fact because it is asked.
    taken: BTreeSet<String>,
    /// Variables that no participant may see.
    scores: BTreeSet<&'a str>,
    /// The checks that speak beside each question which was not gone through yet.
    beside: BTreeMap<&'a str, Vec<usize>>,
    /// Of each check, what is not known when it speaks.
    ahead: BTreeMap<usize, BTreeSet<String>>,
    /// What names stand for that was told to be wrong.
    wrong: Vec<Condition>,
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
    /// Told at a place that the files are known to have, or at the survey's title.
    fn fault(&mut self, at: &str, problem: String, mend: &str) {
        let places = &self.builder.places;
        self.spoil(at);
        if let Some((file, span)) = places.get(at).or_else(|| places.get(place::TITLE)) {
            let fault = file.fault(span.clone(), problem, mend);
            // A name that is wrong is told once for each condition, however often it stands there.
            if self.faults.last() != Some(&fault) {
                self.faults.push(fault);
            }
        }
    }

    /// What has something wrong with it may be anything to whoever asks whether it can be reached; with words and
    /// conditions that are wrong it can still be answered with what it can.
    fn spoil(&mut self, at: &str) {
        self.spoiled.insert(at.to_owned());
        if let Some((of, field)) = at.split_once(": ") {
            let field = field.rsplit(": ").next().unwrap_or(field);
            self.spoiled.extend((!place::SAID.contains(&field)).then(|| of.to_owned()));
        }
    }

    /// Where a part of a question stands; a part that came with an instrument stands where that is named.
    fn place_of(&self, part: String, question: &str) -> String {
        if self.builder.places.contains_key(&part) { part } else { question.to_owned() }
    }

    /// Where a field of a question or of a derived variable stands, or its key.
    fn field_of(&self, key: &str, name: &str) -> String {
        self.place_of(place::field(key, name), key)
    }

    /// Where a field of a page stands, or its first question.
    fn place_on(&self, number: usize, page: &Page, field: &str) -> String {
        let first = page.questions.first().map_or(place::TITLE, |question| question.key.as_str());
        self.place_of(place::field(&place::page(number), field), first)
    }

    fn language(&mut self) {
        let language = &self.survey.language;
        if Language::new(language).is_err() && language != MISSING {
            let mend = match Language::called(language) {
                Some(tag) => format!("did you mean “{tag}”?"),
                None => "write its tag, such as en-GB, cy for Welsh, pl for Polish".to_owned(),
            };
            self.fault(place::LANGUAGE, format!("“{language}” is no language's tag"), &mend);
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
        let (mut pages, mut stands) = (BTreeSet::new(), BTreeMap::new());
        for (number, (_, page)) in survey.pages().enumerate() {
            let first = page.questions.first().map(|question| question.key.as_str());
            // Named after a question that stands on the page before, which is told.
            let is_again =
                first == Some(page.key.as_str()) && stands.contains_key(page.key.as_str());
            self.page(number, page, pages.insert(page.key.as_str()) || is_again);
            for question in &page.questions {
                match stands.insert(question.key.as_str(), (number, page.key.as_str())) {
                    Some(before) => self.twice((number, page), question, before),
                    None => self.question(question),
                }
            }
            self.checks_on(page);
        }
    }

    fn page(&mut self, number: usize, page: &Page, new: bool) {
        if !new {
            let problem = format!("there are two pages “{}”", page.key);
            let at = self.place_on(number, page, "questions");
            self.fault(&at, problem, "give one of them another “key”");
        }
        let at = self.place_on(number, page, "intro");
        let whose = format!("the “intro” of the page “{}”", page.key);
        self.fills(&at, &whose, page.intro.as_deref().unwrap_or_default());
    }

    fn twice(
        &mut self,
        (number, page): (usize, &Page),
        question: &Question,
        (first, before): (usize, &str),
    ) {
        let (key, here) = (&question.key, page.key.as_str());
        let problem = if first == number {
            format!("“{key}” stands on the page “{here}” twice")
        } else if before == here {
            format!("“{key}” stands on two pages, number {} and number {}", first + 1, number + 1)
        } else {
            format!("“{key}” stands on two pages, “{before}” and “{here}”")
        };
        let at = self.place_on(number, page, "questions");
        self.fault(&at, problem, "ask it once");
        self.spoiled.insert(key.to_string());
    }

    fn question(&mut self, question: &Question) {
        let key = question.key.as_str();
        let at = self.place_of(place::asked_if(key), key);
        self.condition(&at, key, &question.asked_if);
        self.words(question);
        for (number, choice) in question.options().iter().enumerate() {
            let option = place::option(key, number);
            let field = |name| place::field(&option, name);
            let at = self.place_of(field("offered_if"), key);
            self.condition(&at, key, &choice.offered_if);
            let whose = format!("the text of “{key}”");
            for (what, text) in [("text", Some(&choice.text)), ("spoken", choice.spoken.as_ref())] {
                let at = self.place_of(field(what), key);
                self.fills(&at, &whose, text.map_or("", String::as_str));
            }
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

    fn codes(&mut self, key: &str, choices: &[Choice]) {
        let mut seen = BTreeMap::new();
        for (number, Choice { code, text, .. }) in choices.iter().enumerate() {
            if let Some(first) = seen.insert(*code, text) {
                let (first, text) = (isolated(first), isolated(text));
                let problem = format!("the code {code} stands for “{first}” and for “{text}”");
                let at = self.place_of(place::option(key, number), key);
                self.fault(&at, problem, "give each option a code of its own");
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
            let at = self.place_of(place::field(key, "kind"), key);
            self.fault(&at, problem, "call the question “contact” and give it “vault = true”");
        } else if question.vault && !kept {
            let problem = format!("the identity vault has no place for “{key}”");
            let at = self.place_of(place::field(key, "vault"), key);
            self.fault(&at, problem, "leave “vault” to the date of birth, “dob”, and to “contact”");
        } else if key == "dob" && !kept {
            let problem = "“dob” is the date of birth, and is asked as another kind".to_owned();
            let at = self.place_of(place::field(key, "kind"), key);
            self.fault(&at, problem, "give it kind = \"date\" and vault = true, or another key");
        } else if kept && !question.vault {
            let problem = "the date of birth would stand among the answers".to_owned();
            // Where it says that it is not; a line that is missing stands nowhere.
            let at = self.place_of(place::field(key, "vault"), key);
            self.fault(&at, problem, "give “dob” the line vault = true");
        }
    }
}
