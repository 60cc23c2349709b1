//! One participant whom nothing reaches: what is known, whom to ask, what was tried, and the forms to write it down.

use chrono::NaiveDate;
use leptos::prelude::*;
use records::{
    studies::StudyHandle,
    tracing::{Attempt, Learned, Seen},
};
use surveys::{fill::long_date, tracing::Unreached};

use super::{asking, naming, to_take_out};
use crate::{
    api::staff::{door::Said, tracing::Looking},
    components::staff::{
        field::{Asked, StaffField},
        frame::StaffFramed,
        person::person,
        radios::{Radio, StaffRadios},
        said::Told,
        table::{Look, StaffTable, cell},
    },
    pages::staff::{
        coming_in::framed,
        participants::{back, of_one, of_study},
    },
    wording::staff::tracing as wording,
};

const ON: Asked = Asked {
    name: "on",
    label: "On which day?",
    kind: "text",
    autocomplete: "off",
    hint: Some("Like 2026-03-02"),
};

/// What is said beside the boxes of one of the forms on the page; nothing of the others.
pub(super) struct Form<'a> {
    said: &'a Said,
    is_meant: bool,
}

impl<'a> Form<'a> {
    fn of(said: &'a Said, then: &str) -> Self {
        Self { said, is_meant: said.typed.one("then") == then }
    }

    /// What was typed into a box, where it was this form; otherwise what stands there at first.
    pub fn value(&self, name: &str, first: impl Into<String>) -> String {
        if self.is_meant { self.said.typed.raw(name).to_owned() } else { first.into() }
    }

    /// Whether what is wrong is in this form.
    pub fn has_mistakes(&self) -> bool {
        self.is_meant && !self.said.amiss.is_empty()
    }

    /// What is wrong in a box.
    pub fn wrong(&self, name: &str) -> Option<String> {
        let mut amiss = self.said.amiss.iter().filter(|_| self.is_meant);
        amiss.find(|(at, _)| *at == name).map(|(_, words)| words.clone())
    }
}

pub(crate) fn one(looking: Looking) -> StaffFramed {
    let Looking { study, seen, printed, said } = looking;
    let here = of_one(&study, seen.id, "/tracing");
    let title = format!("Finding participant {}", seen.number);
    let known = match seen.who.clone() {
        Some(who) => person(&seen.number, who).into_any(),
        None => view! {
            <p>"Their name and contact details were deleted, or we never had any."</p>
        }
        .into_any(),
    };
    let state = if seen.is_lost {
        "Nothing reaches them in any way that they agreed to, and a survey waits for them."
    } else {
        "They are not on the list of people to look for."
    };
    let forms = view! {
        {learning(&here, &seen, &Form::of(&said, "learned"))}
        {naming::contacts((&study, &here), &seen, &Form::of(&said, "contacts"))}
        {asking::attempt(&here, &seen, &Form::of(&said, "attempt"))}
    };
    let middle = view! {
        {back(of_study(&study, "tracing"), "Tracing")}
        <Told said=said.clone() />
        <h1>{title.clone()}</h1>
        <p>{state}" "{to_participant(&study, &seen)}</p>
        {to_take_out(&study, &printed)}
        <h2>"Who they are"</h2>
        {known}
        {ways(&seen)}
        {learned(&here, &seen.learned)}
        {forms}
        {tried(&seen.attempts)}
    };
    framed(&title, said.wrong, middle)
}

fn to_participant(study: &StudyHandle, seen: &Seen) -> impl IntoView + use<> {
    view! { <a href=of_one(study, seen.id, "")>"Everything else about them"</a> }
}

fn ways(seen: &Seen) -> impl IntoView + use<> {
    let rows =
        seen.ways.iter().map(|why| vec![cell(wording::way(why.way)), cell(wording::why(why))]);
    let (caption, heads) = ("How they can be reached".to_owned(), vec!["Way", "How it stands"]);
    let rows = rows.collect();
    view! {
        <h2>"How they can be reached"</h2>
        <StaffTable caption look=Look::BelowHeading heads rows />
    }
}

fn learned(here: &str, learned: &[Learned]) -> Option<impl IntoView + use<>> {
    let lines: Vec<_> = learned.iter().map(|one| line(here, one)).collect();
    (!lines.is_empty()).then(|| view! { <ul class="staff-list">{lines}</ul> })
}

fn line(here: &str, one: &Learned) -> impl IntoView + use<> {
    let what = wording::unreached(one.what);
    let state = match (one.is_taken_back, one.stands) {
        (true, _) => "It was a mistake.",
        (false, true) => "It is about what we have now.",
        (false, false) => "What we have now is another.",
    };
    let back = one.stands.then(|| {
        view! {
            <form method="post" action=here.to_owned()>
                <input type="hidden" name="learned" value=one.id.to_string() />
                <button class="button button--quiet" name="then" value="mistake">
                    "It was a mistake"<span class="hidden">{format!(": {what}")}</span>
                </button>
            </form>
        }
    });
    let when = format!("{}, written down by {}. {state}", long_date(one.on), one.by);
    view! { <li><strong>{what}</strong><br />{when}{back}</li> }
}

fn learning(here: &str, seen: &Seen, form: &Form<'_>) -> impl IntoView + use<> {
    let radios = Unreached::ALL.map(|one| Radio::new(one.name(), wording::unreached(one))).into();
    let today: NaiveDate = seen.today;
    let open = form.has_mistakes();
    view! {
        <details class="staff-more" open=open>
            <summary>"Something did not reach them"</summary>
            <p>"A number is the one that we have now. A letter speaks of the address it was sent to: one \
                that they gave us since stays in use. Nothing goes there any more until it is changed; \
                what comes next goes in another way that they agreed to."</p>
            <form method="post" action=here.to_owned() novalidate>
                <StaffRadios
                    name="what" legend="What happened?" radios chosen=form.value("what", "")
                    wrong=form.wrong("what")
                />
                <StaffField asked=ON value=form.value("on", today.to_string()) wrong=form.wrong("on") />
                {which_letter(seen, form)}
                <div class="actions">
                    <button class="button" name="then" value="learned">"Write it down"</button>
                </div>
            </form>
        </details>
    }
}

/// Which letter came back, where several could have.
fn which_letter(seen: &Seen, form: &Form<'_>) -> Option<impl IntoView + use<>> {
    let days = seen.letters.iter().map(|day| Radio::new(day.to_string(), long_date(*day)));
    let radios = days.chain([Radio::new("", "I do not know, or no letter came back")]).collect();
    let (chosen, wrong) = (form.value("letter_on", ""), form.wrong("letter_on"));
    (!seen.letters.is_empty()).then(|| {
        view! {
            <StaffRadios
                name="letter_on" legend="If a letter came back: which date is on it?" radios chosen wrong
            />
        }
    })
}

fn tried(attempts: &[Attempt]) -> AnyView {
    if attempts.is_empty() {
        return view! { <h2>"What was tried"</h2><p>"Nothing yet."</p> }.into_any();
    }
    let lines = attempts.iter().map(|one| {
        let note = one.note.clone();
        let note = note.map(|note| view! { <p class="staff-words" dir="auto">{note}</p> });
        let when = format!("{}, written down by {}.", long_date(one.on), one.by);
        view! { <li><strong>{wording::tried(one.outcome)}</strong><br />{when}{note}</li> }
    });
    let lines = lines.collect_view();
    view! { <h2>"What was tried"</h2><ul class="staff-list">{lines}</ul> }.into_any()
}
