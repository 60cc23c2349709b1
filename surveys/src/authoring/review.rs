//! What is wrong with a survey as a whole: names used twice, names that nothing has, conditions that look
//! ahead, and what nobody can come to.

mod columns;

mod conditions;

mod ranges;

mod ready;

mod texts;

mod unreachable;

mod in_vain;

use std::collections::{BTreeMap, BTreeSet};

pub(super) use self::conditions::among;
use self::ready::Ready;
use super::{Fault, build::Builder, near::meant, place, reading::MISSING};
use crate::{
    definition::{Choice, Formula, Kind, Otherwise, Page, Question, Survey},
    facts, fill,
    language::{Language, isolated},
};

/// So many derived variables may stand one on the other: whatever follows them has to come to an end.
const LONGEST_CHAIN: usize = 100;

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
        taken,
        scores: tell_scores(survey),
    };
    review.language();
    review.titles();
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
    /// Every name that is already in use. The date of birth is a fact because it is asked.
    taken: BTreeSet<String>,
    /// Variables that no participant may see.
    scores: BTreeSet<&'a str>,
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
        self.spoiled.insert(at.split(": ").next().unwrap_or(at).to_owned());
        if let Some((file, span)) = places.get(at).or_else(|| places.get(place::TITLE)) {
            let fault = file.fault(span.clone(), problem, mend);
            // A name that is wrong is told once for each condition, however often it stands there.
            if self.faults.last() != Some(&fault) {
                self.faults.push(fault);
            }
        }
    }

    /// Where a part of a question stands; a part that came with an instrument stands where that is named.
    fn place_of(&self, part: String, question: &str) -> String {
        if self.builder.places.contains_key(&part) { part } else { question.to_owned() }
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
        let at = self.place_of(place::asked_if(key), key);
        self.condition(&at, key, &question.asked_if);
        self.words(question);
        self.fills(key, &question.text);
        self.fills(key, question.hint.as_deref().unwrap_or_default());
        self.fills(key, question.spoken.as_deref().unwrap_or_default());
        for (number, choice) in question.options().iter().enumerate() {
            let at = self.place_of(place::option(key, number), key);
            self.condition(&at, key, &choice.offered_if);
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
                let mend = self.known_as(name, "name an earlier question or a fact");
                self.fault(key, problem, &mend);
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
            self.fault(key, problem, "call the question “contact” and give it “vault = true”");
        } else if question.vault && !kept {
            let problem = format!("the identity vault has no place for “{key}”");
            self.fault(key, problem, "leave “vault” to the date of birth, “dob”, and to “contact”");
        } else if key == "dob" && !kept {
            let problem = "“dob” is the date of birth, and is asked as another kind".to_owned();
            self.fault(key, problem, "give it kind = \"date\" and vault = true, or another key");
        } else if kept && !question.vault {
            let problem = "the date of birth would stand among the answers".to_owned();
            self.fault(key, problem, "give “dob” the line vault = true");
        }
    }

    fn derived(&mut self) {
        let survey = self.survey;
        for (number, derived) in survey.derived.iter().enumerate() {
            let key = derived.key.as_str();
            self.take(key, derived.key.to_string());
            self.words_of(derived);
            for (number, case) in derived.cases.iter().enumerate() {
                let at = self.place_of(place::case(key, number), key);
                self.literals(&at, key, &case.when);
            }
            for name in derived.names() {
                if self.ready.has(name, number) {
                    continue;
                }
                let later = survey.derived[number..].iter().any(|other| other.key.as_str() == name);
                let (which, mend) = if later {
                    ("stands after it", "list it earlier under “derive”".to_owned())
                } else {
                    self.lacking(name, "name a question, an earlier derived variable or a fact")
                };
                let problem = format!("“{key}” is made from “{name}”, which {which}");
                let at = derived.cases.iter().position(|case| case.when.names().contains(&name));
                let at =
                    at.map_or(key.to_owned(), |case| self.place_of(place::case(key, case), key));
                self.fault(&at, problem, &mend);
            }
        }
        self.chains();
    }

    fn chains(&mut self) {
        let derived = &self.survey.derived;
        let chains = self.ready.chains().into_iter().zip(derived);
        let mut too_long =
            chains.filter(|(chain, _)| *chain > LONGEST_CHAIN).map(|(_, own)| own.key.as_str());
        let Some(first) = too_long.next() else { return };
        let problem =
            format!("“{first}” is derived from what is derived, {LONGEST_CHAIN} times over");
        // Nothing follows them any further.
        self.spoiled.extend(too_long.map(str::to_owned));
        self.fault(first, problem, "make it from the questions themselves");
    }

    fn checks(&mut self) {
        let survey = self.survey;
        for (number, check) in survey.checks.iter().enumerate() {
            let (at, key) = (place::check(number), check.key.as_str());
            self.condition(&at, key, &check.when);
            if self.taken.contains(key) {
                let problem = format!("“{key}” is the name of a check and of something else");
                self.fault(&at, problem, "give one of them another key");
            }
            if !survey.questions().any(|question| question.key == check.at) {
                let problem = format!("the check is said at “{}”, which is not asked", check.at);
                let names: Vec<_> = survey.questions().map(|own| own.key.as_str()).collect();
                let otherwise = || "name a question of this survey".to_owned();
                let mend = meant(check.at.as_str(), names, otherwise);
                self.fault(&at, problem, &mend);
            }
        }
    }
}
