//! A phone that sends forms, one page at a time, and a transcript of what came of each.

use std::{collections::BTreeMap, fmt::Write as _};

use chrono::NaiveDate;
use surveys::{
    answer::Problem,
    catalogue,
    definition::{Kind, Question, Survey},
    facts::{Allocation, Background, Earlier, Facts},
    journey::{self, Journey, Manner, Place},
    keys::{PageKey, WaveKey},
    route::Route,
    sheet::Sheet,
    shown,
    typed::Typed,
    value::{Answers, Value},
};

/// One person's phone on one survey.
pub struct Phone {
    survey: Survey,
    background: Background,
    pub sheet: Sheet,
    pub vault: Answers,
    log: String,
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn page_key(key: &str) -> PageKey {
    PageKey::new(key).unwrap()
}

/// Anna on the day she joins.
pub fn baseline() -> Phone {
    phone("baseline", Background { begun_on: day("2026-03-01"), ..Background::default() })
}

/// Anna four months later, in the arm that is offered support. She was out of work when she joined.
pub fn four_months() -> Phone {
    later("four-month", "2026-07-06", 1)
}

/// Anna a year later; she was in work when she joined.
pub fn exit_in_work() -> Phone {
    later("exit", "2027-03-05", 2)
}

fn later(survey: &str, begun_on: &str, cohort: i32) -> Phone {
    let mut answers = Answers::default();
    answers.set("empact".into(), Value::Codes(vec![if cohort == 1 { 6 } else { 1 }]));
    answers.set("llcond".into(), Value::Code(1));
    let wave = WaveKey::new("baseline").unwrap();
    let background = Background {
        programme: "Bridgeway Support".into(),
        begun_on: day(begun_on),
        dob: Some(day("1985-05-12")),
        allocation: Some(Allocation { arm: "T".into(), cohort, on: day("2026-03-02") }),
        horizon: Some(365),
        earlier: vec![Earlier { wave, begun_on: day("2026-03-01"), answers }],
        ..Background::default()
    };
    phone(survey, background)
}

fn phone(survey: &str, background: Background) -> Phone {
    of(catalogue::survey(survey).unwrap().clone(), background)
}

/// A phone on a survey that is not in the library.
pub fn of(survey: Survey, background: Background) -> Phone {
    let (sheet, vault) = (Sheet::default(), Answers::default());
    Phone { survey, background, sheet, vault, log: String::new() }
}

impl Phone {
    /// Ben telephones, and somebody else answers for Anna.
    pub fn by_proxy(mut self) -> Self {
        self.background.proxy = true;
        self
    }

    pub fn facts(&self) -> Facts {
        Facts::gather(&self.background, self.background.begun_on)
    }

    /// Follows a script, a step a line, and returns what came of the steps.
    ///
    /// `to PAGE a=1 b=2` answers every page before PAGE (`to end`: every page) with something that
    /// is allowed, and with these answers where they are asked; `PAGE: a=1&b=2` sends a form by
    /// Continue and `~PAGE: a=1` on the way; `? a b` tells how variables would be exported;
    /// `see PAGE a` tells what stands in a field; `read QUESTION` how it and its answer are read under
    /// "check your answers"; `open PAGE` whether the page may be visited.
    pub fn follow(&mut self, script: &str) -> String {
        for line in script.lines().map(str::trim_start).filter(|line| !line.is_empty()) {
            if let Some(rest) = line.strip_prefix("to ") {
                self.fill(rest);
            } else if let Some(rest) = line.strip_prefix("? ") {
                self.tell(rest);
            } else if let Some(rest) = line.strip_prefix("see ") {
                self.see(rest);
            } else if let Some(question) = line.strip_prefix("read ") {
                self.read(question);
            } else if let Some(page) = line.strip_prefix("open ") {
                let facts = self.facts();
                let open = self.journey(&facts).may_visit(&page_key(page));
                writeln!(self.log, "{page}: {}", if open { "open" } else { "closed" }).unwrap();
            } else if let Some((page, form)) =
                line.strip_prefix('~').and_then(|l| l.split_once(": "))
            {
                self.send(page, form, Manner::OnTheWay);
            } else {
                let (page, form) = line.split_once(':').unwrap();
                self.send(page, form.strip_prefix(' ').unwrap_or(form), Manner::Continue);
            }
        }
        std::mem::take(&mut self.log)
    }

    fn journey<'a>(&'a self, facts: &'a Facts) -> Journey<'a> {
        Journey::walk(&self.survey, &self.sheet, facts)
    }

    fn send(&mut self, page: &str, form: &str, manner: Manner) {
        let pairs = form.split('&').filter_map(|pair| pair.split_once('='));
        let typed = Typed::from_pairs(pairs.map(|(name, value)| (name.into(), value.into())));
        let saved = self.save(&page_key(page), typed, manner);
        let draft = self.sheet.draft(&page_key(page)).cloned().unwrap_or_default();
        for (question, problem) in &draft.problems {
            writeln!(self.log, "{page}: {question} {}", in_short(problem)).unwrap();
        }
        if draft.problems.is_empty() {
            writeln!(self.log, "{page} -> {}", place(&saved)).unwrap();
        }
    }

    fn save(&mut self, page: &PageKey, typed: Typed, manner: Manner) -> Place {
        let facts = self.facts();
        let saved = journey::save(&self.survey, &mut self.sheet, &facts, page, typed, manner);
        let saved = saved.unwrap();
        for (variable, value) in saved.vault {
            if variable == "dob" {
                self.background.dob = value.date();
            }
            self.vault.set(variable, value);
        }
        saved.next
    }

    fn fill(&mut self, rest: &str) {
        let (end, answers) = rest.split_once(' ').unwrap_or((rest, ""));
        let answers: BTreeMap<_, _> =
            answers.split(' ').filter_map(|pair| pair.split_once('=')).collect();
        // A page that comes to ask more as it is filled in is sent again.
        for _ in 0..2 * self.survey.pages().count() {
            let facts = self.facts();
            let journey = self.journey(&facts);
            let Place::Page(key) = journey.resume() else { break };
            if key.as_str() == end {
                return;
            }
            let mut typed = Typed::default();
            let route = &journey.route;
            for question in &route.legs[route.leg(&key).unwrap()].asked {
                something(question, route, &answers, &mut typed);
            }
            self.save(&key, typed, Manner::Continue);
        }
        let place = self.journey(&self.facts()).resume();
        assert_eq!((place, end), (Place::Review, "end"), "{:?}", self.sheet.drafts);
    }

    fn tell(&mut self, variables: &str) {
        let left = journey::as_left(&self.survey, &self.sheet, &self.facts());
        let told: Vec<_> = variables
            .split(' ')
            .map(|name| format!("{name}={}", left.get(name).map_or("nothing".into(), show)))
            .collect();
        writeln!(self.log, "{}", told.join(" ")).unwrap();
    }

    fn see(&mut self, rest: &str) {
        let (page, field) = rest.split_once(' ').unwrap();
        let facts = self.facts();
        let page = shown::page(&self.journey(&facts), &self.vault, &page_key(page)).unwrap();
        let field_of = |question: &shown::ShownQuestion| {
            question
                .typed
                .iter()
                .any(|(name, _)| name == field)
                .then(|| question.typed.raw(field).to_owned())
        };
        let text = page.questions.iter().find_map(field_of).unwrap_or_default();
        writeln!(self.log, "{field} stands as {text}").unwrap();
    }

    fn read(&mut self, question: &str) {
        let facts = self.facts();
        let lines = shown::review(&self.journey(&facts), &self.vault);
        let line = lines.iter().find(|line| line.question.as_str() == question).unwrap();
        writeln!(self.log, "{} {}", line.text, line.answers.join(" | ")).unwrap();
    }
}

fn something(
    question: &Question,
    route: &Route<'_>,
    answers: &BTreeMap<&str, &str>,
    typed: &mut Typed,
) {
    let key = question.key.as_str();
    if let Some(given) = answers.get(key) {
        let beside = given.starts_with('-') && question.options().is_empty();
        let beside = beside && !matches!(question.kind, Kind::Scale { .. });
        let field = if beside { format!("{key}_none") } else { key.to_owned() };
        given.split('+').for_each(|one| typed.add(field.clone(), one));
        return;
    }
    let mut add = |suffix: &str, value: &str| typed.add(format!("{key}{suffix}"), value);
    match &question.kind {
        Kind::Single { options } | Kind::Multiple { options } => {
            let offered = options.iter().find(|choice| choice.offered_if.holds(route)).unwrap();
            add("", &offered.code.to_string());
        }
        Kind::Number { .. } => add("", "10"),
        Kind::Scale { .. } => add("", "5"),
        Kind::Date { .. } => [("_day", "12"), ("_month", "5"), ("_year", "1985")]
            .map(|(s, v)| add(s, v))
            .into_iter()
            .collect(),
        Kind::Month { .. } => {
            [("_month", "4"), ("_year", "2026")].map(|(s, v)| add(s, v)).into_iter().collect()
        }
        Kind::Text { .. } => add("", "Nothing else"),
        Kind::Grid { rows, .. } => rows.iter().for_each(|row| add(&format!("_{}", row.key), "5")),
        Kind::Amount { period, .. } => {
            typed.add(key, "300");
            typed.add(period.as_str(), "2");
        }
        Kind::Contact => add("_mobile", "07700 900321"),
    }
}

fn place(place: &Place) -> String {
    match place {
        Place::Page(key) => key.to_string(),
        Place::Review => "review".into(),
    }
}

fn in_short(problem: &Problem) -> String {
    match problem {
        Problem::Check { key, .. } => format!("is asked about by {key}"),
        Problem::Exclusive(words) => format!("Exclusive({words})"),
        other => format!("{other:?}"),
    }
}

pub fn show(value: &Value) -> String {
    match value {
        Value::Code(code) => code.to_string(),
        Value::Codes(codes) => codes.iter().map(ToString::to_string).collect::<Vec<_>>().join("+"),
        Value::Number(number) => number.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Month(month) => month.format("%Y-%m").to_string(),
        Value::Text(text) => text.clone(),
        Value::Vault => "vault".into(),
        Value::Missing(reason) => reason.to_string(),
    }
}
