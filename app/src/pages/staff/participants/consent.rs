//! What somebody said to each statement of the consent form, on paper or by telephone.

use chrono::NaiveDate;
use leptos::prelude::*;
use records::consent::{NoteProblem, Recorded};
use surveys::{
    consent::{Form, Mode},
    typed::Typed,
};

use super::{back, of_one};
use crate::{
    api::staff::{Wrong, participants::Consenting},
    components::{
        staff::{
            field::{Asked, StaffField},
            frame::StaffFramed,
            radios::{Radio, StaffRadios},
            select::Wrong as Beside,
        },
        statement::{StatementBox, first_control},
        summary::{Summary, ToPutRight},
    },
    pages::{consent::filled, staff::coming_in::framed},
    wording::{self, desk},
};

const WITNESS: Asked = Asked {
    name: "witness",
    label: "Who was there",
    kind: "text",
    autocomplete: "off",
    hint: Some("You, or whoever heard it or saw them sign: initials or a staff number"),
};

/// What is open, each beside its field.
struct Open {
    problems: Vec<NoteProblem>,
    wrong: Option<Wrong>,
}

pub(crate) fn consent(consenting: Consenting) -> StaffFramed {
    let Consenting { study, id, number, today, said } = consenting;
    let form = &study.study().consent;
    let typed = said.typed;
    let problems = match said.wrong {
        Some(_) => Recorded::parse(&number, form, &typed, today).err().unwrap_or_default(),
        None => Vec::new(),
    };
    let open = Open { problems, wrong: said.wrong };
    let mode = typed.one("mode").to_owned();
    let radios = vec![
        Radio::new(Mode::Phone.name(), "By telephone, or in person"),
        Radio::new(Mode::Paper.name(), "On paper, or in another writing"),
    ];
    let statements = statements(form, &typed, &open);
    let here = of_one(&study, id, "/consent");
    let version = form.version;
    let middle = view! {
        {back(of_one(&study, id, ""), "Back to the participant")}
        <Summary wrong=open.summary(form) />
        <h1>"Record consent of participant "{number}</h1>
        <p>"Read each line to them, or copy what they ticked. This is form version "{version}"."</p>
        <form class="page" method="post" action=here novalidate>
            <StaffRadios
                name="mode" legend="How did they give it?" radios chosen=mode wrong=open.at("mode")
            />
            {day(&typed, today, open.at("day"))}
            <StaffField asked=WITNESS value=typed.raw("witness") wrong=open.at("witness") />
            <h2>"What they said"</h2>
            <div class="statements">{statements}</div>
            <div class="actions"><button class="button">"Record consent"</button></div>
        </form>
    };
    framed("Record consent", said.wrong, middle)
}

impl Open {
    fn at(&self, field: &str) -> Option<String> {
        let own = self.problems.iter().filter_map(desk::note_problem);
        let own = own.into_iter().find(|(at, _)| *at == field).map(|(_, words)| words.to_owned());
        own.or_else(|| wording::staff::at(field, self.wrong))
    }

    fn summary(&self, form: &Form) -> Vec<ToPutRight> {
        let mut all: Vec<_> =
            self.problems.iter().filter_map(|problem| told(problem, form)).collect();
        if let Some(wrong) = self.wrong.filter(|_| all.is_empty()) {
            let at = wording::staff::place(wrong).to_owned();
            all.push(ToPutRight { at, words: wording::staff::wrong(wrong) });
        }
        all
    }
}

fn told(problem: &NoteProblem, form: &Form) -> Option<ToPutRight> {
    if let NoteProblem::Statement(code, open) = problem {
        let statement = form.statements.iter().find(|one| one.code == *code)?;
        let words = desk::statement_problem(*open);
        let words = wording::about(words, &filled(&statement.text, form));
        return Some(ToPutRight { at: first_control(statement), words });
    }
    let (field, words) = desk::note_problem(problem)?;
    let at = field.to_owned();
    Some(ToPutRight { at, words: words.to_owned() })
}

fn statements(form: &Form, typed: &Typed, open: &Open) -> impl IntoView + use<> {
    let boxes = form.statements.iter().map(|statement| {
        let problem = open.problems.iter().find_map(|problem| match problem {
            NoteProblem::Statement(code, open) if *code == statement.code => {
                Some(desk::statement_problem(*open))
            }
            _ => None,
        });
        let mut statement = statement.clone();
        statement.text = filled(&statement.text, form);
        if statement.telephone_only {
            statement.text = format!("{} (Only by telephone.)", statement.text);
        }
        view! { <StatementBox statement typed=typed.clone() problem /> }
    });
    boxes.collect_view()
}

/// The day, which is today unless something else was typed.
fn day(typed: &Typed, today: NaiveDate, wrong: Option<String>) -> impl IntoView + use<> {
    let class = if wrong.is_some() { "question question--problem" } else { "question" };
    let invalid = wrong.is_some().then_some("true");
    let untouched = typed.is_blank();
    let part = |name: &'static str, label: &'static str, class: &'static str, of_today: &str| {
        let value =
            if untouched { today.format(of_today).to_string() } else { typed.raw(name).to_owned() };
        view! {
            <div class="date__part">
                <label for=name>{label}</label>
                <input
                    class=class type="text" inputmode="numeric" id=name name=name value=value
                    autocomplete="off" aria-describedby="day-hint" aria-invalid=invalid
                />
            </div>
        }
    };
    let parts = [
        part("day", "Day", "input--2", "%-d"),
        part("month", "Month", "input--2", "%-m"),
        part("year", "Year", "input--4", "%Y"),
    ];
    view! {
        <div class=class>
            <fieldset>
                <legend>"When did they give it?"</legend>
                <p class="hint" id="day-hint">"The day on which they said it, or signed."</p>
                <Beside name="day" wrong />
                <div class="date">{parts.collect_view()}</div>
            </fieldset>
        </div>
    }
}
