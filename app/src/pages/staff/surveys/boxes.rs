//! Boxes with what is saved of a draft or was typed, for the pages on which it is changed by choosing.

use leptos::prelude::*;
use surveys::{
    editing::{Asked as Question, Became, Field, Filled, Section, Shape},
    language::isolated,
    typed::Typed,
};

use super::adding::short;
use crate::{
    api::staff::{Wrong, arranging::Arranging, door::Said},
    components::staff::{
        field::{Asked, StaffField},
        select::StaffSelect,
        words::StaffWords,
    },
    wording::staff as wording,
};

/// What is in the boxes of a form: what was typed where that was not saved, and beside it what somebody else saved there.
#[derive(Clone)]
pub(in crate::pages::staff) struct Boxes {
    pub typed: Typed,
    pub wrong: Option<Wrong>,
    unfit: Vec<(String, String)>,
    faults: Vec<(String, String)>,
    revision: u32,
}

impl Boxes {
    pub fn of(arranging: &Arranging) -> Self {
        Self { revision: arranging.draft.revision, ..Self::with_seen(&arranging.said) }
    }

    /// Those of a form in which each box says what was seen in it.
    pub fn with_seen(said: &Said) -> Self {
        let Said { typed, wrong, unfit, .. } = said;
        let faults = Vec::new();
        Self { typed: typed.clone(), wrong: *wrong, unfit: unfit.clone(), faults, revision: 0 }
    }

    /// The same, with what is wrong with what is saved, by the box in which it stands.
    pub fn with_faults(self, faults: Vec<(String, String)>) -> Self {
        Self { faults, ..self }
    }

    /// What was typed and is not saved, where something is.
    pub fn filled(&self) -> Option<Filled<'_>> {
        self.wrong.map(|_| Filled::of(&self.typed, self.revision))
    }

    fn became(&self, name: &str, saved: &str) -> Became {
        self.filled().map_or(Became::Left, |filled| filled.became(name, saved))
    }

    pub fn value(&self, name: &str, saved: &str) -> String {
        match self.became(name, saved) {
            Became::Left => saved.to_owned(),
            Became::Written(own) | Became::Both(own) => own,
        }
    }

    /// Whether something was typed into a box that is not saved.
    pub fn is_written(&self, name: &str, saved: &str) -> bool {
        self.became(name, saved) != Became::Left
    }

    /// Whether one of several that are chosen anew each time is ticked.
    pub fn ticked(&self, name: &str, value: &str) -> bool {
        self.wrong.is_some() && self.typed.has(name, value)
    }

    pub fn at(&self, name: &str) -> Option<String> {
        let unfit = self.unfit.iter().find(|(at, _)| at == name);
        let unfit = unfit.map(|(at, typed)| wording::boxes::cannot_be(at, typed));
        unfit.or_else(|| wording::at(name, self.wrong)).or_else(|| self.fault(name))
    }

    /// What was typed instead of what is saved is not told off for that.
    fn fault(&self, name: &str) -> Option<String> {
        let own = self.faults.iter().filter(|(at, _)| at == name && self.wrong.is_none());
        let own: Vec<_> = own.map(|(_, words)| words.as_str()).collect();
        (!own.is_empty()).then(|| own.join(". "))
    }

    /// What is wrong with a box that holds what is saved: what was typed, or that somebody else wrote there.
    pub fn at_saved(&self, name: &str, saved: &str) -> Option<String> {
        let theirs = matches!(self.became(name, saved), Became::Both(_));
        self.at(name).or_else(|| theirs.then(|| wording::questions::theirs(saved)))
    }

    /// What goes with such a box: what was seen in it, and the way to leave it so where somebody else wrote there.
    pub fn seen(&self, name: &str, saved: &str) -> AnyView {
        view! { {self.keep(name, saved)} {seen(name, saved)} }.into_any()
    }

    pub fn keep(&self, name: &str, saved: &str) -> Option<AnyView> {
        let theirs = matches!(self.became(name, saved), Became::Both(_));
        theirs.then(|| {
            let (id, words) = (format!("keep:{name}"), wording::questions::keep(saved));
            view! {
                <div class="choice choice--theirs">
                    <input type="checkbox" id=id.clone() name=id.clone() value="yes" />
                    <label for=id>{words}</label>
                </div>
            }
            .into_any()
        })
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
        let (value, wrong) = (self.value(name, saved), self.at_saved(name, saved));
        view! { <StaffField asked value wrong /> {self.seen(name, saved)} }.into_any()
    }

    /// A box for several.
    pub fn words(
        &self,
        name: &'static str,
        (label, hint): (&'static str, &'static str),
        saved: &str,
    ) -> AnyView {
        let (value, wrong) = (self.value(name, saved), self.at_saved(name, saved));
        view! { <StaffWords name label hint value wrong /> {self.seen(name, saved)} }.into_any()
    }

    /// One of several. What is saved can be chosen, even where it is none of them.
    pub fn select(
        &self,
        name: &str,
        (label, none): (&'static str, &'static str),
        mut options: Vec<(String, String)>,
        saved: &str,
    ) -> AnyView {
        if !saved.is_empty() && options.iter().all(|(value, _)| value != saved) {
            options.push((saved.to_owned(), saved.to_owned()));
        }
        let (chosen, wrong) = (self.value(name, saved), self.at_saved(name, saved));
        view! { <StaffSelect name=name.to_owned() label none options chosen wrong /> {self.seen(name, saved)} }
            .into_any()
    }

    /// A box for one line, among many of its kind.
    pub fn named(&self, name: String, label: AnyView, saved: &str) -> AnyView {
        let (value, wrong) = (self.value(&name, saved), self.at_saved(&name, saved));
        let seen = self.seen(&name, saved);
        let class = if wrong.is_some() { "question question--problem" } else { "question" };
        let described = wrong.as_ref().map(|_| format!("{name}-wrong"));
        let wrong = wrong.map(|words| {
            view! {
                <p class="problem" id=format!("{name}-wrong")>
                    <span class="hidden">"Error: "</span>{words}
                </p>
            }
        });
        view! {
            <div class=class>
                <label for=name.clone()>{label}</label>
                {wrong}
                <input
                    type="text" id=name.clone() name=name value=value dir="auto" autocomplete="off"
                    aria-describedby=described
                />
            </div>
            {seen}
        }
        .into_any()
    }

    /// A box for yes.
    pub fn switch(&self, name: String, saved: bool, words: &str) -> AnyView {
        let is = self.filled().map_or(saved, |filled| filled.is_on(&name, saved));
        let seen = seen(&name, if saved { "yes" } else { "" });
        view! { {tick(name, is, words.to_owned())} {seen} }.into_any()
    }

    /// A box for a field of a question.
    pub fn field(&self, field: Field, saved: &str) -> AnyView {
        let (name, (label, hint)) = (field.name(), wording::questions::field(field));
        match field.shape() {
            Shape::Switch => self.switch(name.to_owned(), !saved.is_empty(), label),
            Shape::Words | Shape::List => self.words(name, (label, hint), saved),
            Shape::Line | Shape::Number => self.line(name, (label, hint), saved),
        }
    }
}

/// What stands in a box when the page is drawn, for whoever saves after somebody else.
pub(in crate::pages::staff) fn seen(name: &str, saved: &str) -> AnyView {
    let saved = saved.to_owned();
    view! { <input type="hidden" name=format!("seen:{name}") value=saved /> }.into_any()
}

/// That the sections are these, for whoever puts something into one.
pub(super) fn seen_sections(sections: &[Section]) -> AnyView {
    let all = sections.iter().enumerate();
    all.map(|(place, section)| seen(&format!("title-{place}"), &section.title))
        .collect_view()
        .into_any()
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
pub(in crate::pages::staff) fn by_enter(then: &'static str) -> AnyView {
    view! {
        <button class="hidden" name="then" value=then tabindex="-1" aria-hidden="true">"Save"</button>
    }
    .into_any()
}

/// The way to the condition of what a form is about. What was typed in it is saved first.
pub(super) fn to_condition(words: &'static str) -> AnyView {
    view! {
        <div class="arranged__acts">
            <button class="button button--quiet" name="then" value="when">{words}</button>
        </div>
    }
    .into_any()
}

/// Places for a question or a page: sections by their number, and after each question.
pub(super) fn places(sections: &[Section], beside: bool) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (number, section) in sections.iter().enumerate() {
        all.push((format!("in/{number}"), format!("At the end of “{}”", isolated(&section.title))));
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
    let words = words.map_or_else(String::new, |text| format!(": {}", isolated(&short(text))));
    format!("{}{words}", asked.key)
}
