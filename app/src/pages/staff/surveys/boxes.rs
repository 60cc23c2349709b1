//! What the pages on which a draft is changed by choosing have in common: their frame, and boxes with what is saved or
//! was typed.

use leptos::prelude::*;
use surveys::{
    editing::{Asked as Question, EditError, Field, Section, Shape, Spot},
    keys::SurveyKey,
    typed::Typed,
};

use super::{adding::short, of_survey};
use crate::{
    api::staff::{
        Wrong,
        arranging::{Arranging, QuestionWrong},
        door::Said,
        surveys::SurveyWrong,
    },
    components::staff::{
        field::{Asked, StaffField},
        frame::StaffFramed,
        said::Told,
        words::StaffWords,
    },
    pages::staff::{coming_in::framed, participants::back},
    wording::staff as wording,
};

/// What is in the boxes of a form: what was typed, where that was not saved.
#[derive(Clone)]
pub(super) struct Boxes {
    pub typed: Typed,
    pub wrong: Option<Wrong>,
}

impl Boxes {
    pub fn of(said: &Said) -> Self {
        Self { typed: said.typed.clone(), wrong: said.wrong }
    }

    pub fn value(&self, name: &str, saved: &str) -> String {
        if self.wrong.is_some() { self.typed.raw(name).to_owned() } else { saved.to_owned() }
    }

    pub fn ticked(&self, name: &str, value: &str, saved: bool) -> bool {
        if self.wrong.is_some() { self.typed.has(name, value) } else { saved }
    }

    pub fn at(&self, name: &str) -> Option<String> {
        wording::at(name, self.wrong)
    }

    /// A box for one line.
    pub fn line(
        &self,
        name: &'static str,
        (label, hint): (&'static str, &'static str),
        saved: &str,
    ) -> AnyView {
        let hint = (!hint.is_empty()).then_some(hint);
        let asked = Asked { name, label, kind: "text", autocomplete: "off", hint };
        let (value, wrong) = (self.value(name, saved), self.at(name));
        view! { <StaffField asked value wrong /> }.into_any()
    }

    /// A box for a field of a question.
    pub fn field(&self, field: Field, saved: &str) -> AnyView {
        let (name, (label, hint)) = (field.name(), wording::questions::field(field));
        match field.shape() {
            Shape::Switch => {
                let is = self.ticked(name, "yes", !saved.is_empty());
                tick(name.to_owned(), is, label.to_owned())
            }
            Shape::Words | Shape::List => {
                let (value, wrong) = (self.value(name, saved), self.at(name));
                view! { <StaffWords name label hint value wrong /> }.into_any()
            }
            Shape::Line | Shape::Number => self.line(name, (label, hint), saved),
        }
    }
}

pub(super) fn tick(name: String, is: bool, words: String) -> AnyView {
    view! {
        <label class="staff-sure">
            <input type="checkbox" name=name value="yes" checked=is />
            <span>{words}</span>
        </label>
    }
    .into_any()
}

/// What is pressed by the Enter key: the first button of a form, and never one that takes something out.
pub(super) fn by_enter(then: &'static str) -> AnyView {
    view! {
        <button class="hidden" name="then" value=then tabindex="-1" aria-hidden="true">"Save"</button>
    }
    .into_any()
}

/// A page about a draft, with what was said, what is wrong with the draft, and the way back.
pub(super) fn page(
    arranging: &Arranging,
    title: &str,
    (to, words): (&str, &'static str),
    below: AnyView,
) -> StaffFramed {
    let Arranging { draft, faults, said, .. } = arranging;
    let here = place(&draft.key, arranging);
    let (own, others) = (here_first(&draft.key, faults, &here), faults.len());
    let title = title.to_owned();
    let middle = view! {
        {back(of_survey(&draft.key, to), words)}
        <Told said=said.clone() />
        {reasons(said)}
        <h1>{title.clone()}</h1>
        {faulty(&draft.key, own, others)}
        {below}
    };
    framed(&title, said.wrong, middle)
}

/// Where the page is, to tell its own faults first.
fn place(key: &SurveyKey, arranging: &Arranging) -> String {
    let at = arranging.at.split('/').next().unwrap_or_default();
    of_survey(key, &format!("/arranging/{}", at.strip_prefix("question.").unwrap_or(at)))
}

type Told = (String, Option<String>);

fn here_first(
    key: &SurveyKey,
    faults: &[(surveys::authoring::Fault, Option<Spot>)],
    here: &str,
) -> Vec<Told> {
    let told = faults.iter().map(|(fault, spot)| {
        let words = format!("{}; {}", fault.problem, fault.mend);
        (words, spot.as_ref().map(|spot| address(key, spot)))
    });
    let mut told: Vec<Told> = told.collect();
    told.sort_by_key(|(_, to)| to.as_deref() != Some(here));
    told
}

/// The page on which something is changed.
pub(super) fn address(key: &SurveyKey, spot: &Spot) -> String {
    match spot {
        Spot::Question(question) => of_survey(key, &format!("/arranging/{question}")),
        Spot::Routing(question) => of_survey(key, &format!("/when/question.{question}")),
        Spot::Page(section, page) => of_survey(key, &format!("/pages/{section}.{page}")),
        Spot::Check(check) => of_survey(key, &format!("/checks/{check}")),
        Spot::Derived => of_survey(key, "/checks"),
        Spot::Settings => of_survey(key, "/settings"),
    }
}

/// What is wrong, each with the page on which it is mended.
fn faulty(key: &SurveyKey, told: Vec<Told>, many: usize) -> Option<AnyView> {
    let told = told.into_iter().map(|(words, to)| match to {
        Some(to) => view! { <li><a href=to>{words}</a></li> }.into_any(),
        None => view! { <li>{words}</li> }.into_any(),
    });
    (many > 0).then(|| {
        view! {
            <div class="summary-box" role="status">
                <h2>{wording::surveys::faults(many)}</h2>
                <ul>{told.collect_view()}</ul>
                <p><a href=of_survey(key, "/draft")>"See them in the text"</a></p>
            </div>
        }
        .into_any()
    })
}

/// Why something was not changed.
pub(super) fn reasons(said: &Said) -> Option<AnyView> {
    let reasons = said.reasons.iter().map(|reason| view! { <li>{reason.clone()}</li> });
    let reasons = reasons.collect::<Vec<_>>();
    (!reasons.is_empty()).then(|| view! { <ul class="reasons">{reasons}</ul> }.into_any())
}

/// Asked once more where others speak of what is to be taken out.
pub(super) fn all_the_same(arranging: &Arranging, to: &str) -> Option<AnyView> {
    let mentioned = Wrong::Survey(SurveyWrong::Question(QuestionWrong::Mentioned));
    let then = arranging.said.typed.one("then").to_owned();
    let what = then.split_once('/').map(|(_, what)| format!(": {what}")).unwrap_or_default();
    (arranging.said.wrong == Some(mentioned)).then(|| {
        view! {
            <form method="post" action=of_survey(&arranging.draft.key, to)>
                <input type="hidden" name="revision" value=arranging.draft.revision.to_string() />
                <input type="hidden" name="sure" value="yes" />
                <div class="actions">
                    <button class="button" name="then" value=then>
                        {format!("Take it out all the same{what}")}
                    </button>
                </div>
            </form>
        }
        .into_any()
    })
}

/// Instead of everything, where nothing can be found in the text.
pub(super) fn unreadable(key: &SurveyKey, error: &EditError) -> AnyView {
    view! {
        <p>
            "Nothing can be chosen yet: somewhere a sign is missing or too many, such as a quotation mark or \
             a bracket, and the text cannot be taken apart. Nothing is lost."
        </p>
        <p>{error.to_string()}"."</p>
        <p><a href=of_survey(key, "/draft")>"Mend the text first"</a></p>
    }
    .into_any()
}

/// Places for a question or a page: sections by their number, and after each question.
pub(super) fn places(sections: &[Section], beside: bool) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (number, section) in sections.iter().enumerate() {
        all.push((format!("in/{number}"), format!("At the end of “{}”", section.title)));
        for asked in section.pages.iter().flat_map(|page| &page.questions) {
            let called = called(asked);
            all.push((format!("after/{}", asked.key), format!("On a page after {called}")));
            if beside {
                all.push((format!("beside/{}", asked.key), format!("On the page of {called}")));
            }
        }
    }
    all
}

/// A question in a list: its key, and how it begins.
pub(super) fn called(asked: &Question) -> String {
    let words = asked.own.as_ref().map(|own| own.says(Field::Text)).filter(|text| !text.is_empty());
    let words = words.map_or_else(String::new, |text| format!(": {}", short(text)));
    format!("{}{words}", asked.key)
}
