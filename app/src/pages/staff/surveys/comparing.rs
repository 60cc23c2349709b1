//! One comparison of a condition: how an answer is compared, and with what. Codes are chosen by their words.

use leptos::prelude::*;
use surveys::{
    editing::{CanBe, From, Subject},
    language::isolated,
};

use super::{
    around::of_what,
    boxes::{Boxes, by_enter},
    of_survey,
    when::{looks_from, saved, seen_condition},
};
use crate::{
    api::staff::arranging::Arranging,
    components::staff::{
        frame::StaffFramed,
        radios::{Radio, StaffRadios},
        select::StaffSelect,
    },
};

pub(crate) fn comparing(arranging: Arranging) -> StaffFramed {
    let (_, title, _) = saved(&arranging);
    let of = arranging.at.split('/').next().unwrap_or_default();
    let back = format!("/when/{of}");
    let below = || (title.clone(), form(&arranging));
    of_what(&arranging, &title, (&back, "The whole condition"), below)
}

fn form(arranging: &Arranging) -> AnyView {
    let boxes = Boxes::of(arranging);
    let (when, ..) = saved(arranging);
    let subjects = arranging.subjects(looks_from(arranging).as_deref());
    let name = arranging.at.rsplit('/').next().unwrap_or_default();
    let known = &arranging.beforehand;
    let subject = subjects.iter().chain(known.subjects()).find(|subject| subject.name == name);
    let fields = match subject {
        Some(subject) if subject.name == "arm" && !known.arms.is_empty() => {
            compared(subject, by_arm(&known.arms, &boxes), &boxes)
        }
        Some(subject) => fields(subject, &subjects, &boxes),
        None => earlier(&boxes),
    };
    let so_far = (!when.is_empty()).then(|| {
        let row = arranging.at.split('/').nth(1).and_then(|row| row.parse::<usize>().ok());
        let whole = format!("The condition so far: {when}.");
        let where_to = row.map(|row| format!(" This comes in brackets with line {}.", row + 1));
        view! { <p class="paper__when">{whole}{where_to}</p> }
    });
    let to = of_survey(&arranging.draft.key, &format!("/when/{}", arranging.at));
    view! {
        <form method="post" action=to novalidate>
            {seen_condition(arranging, &when)}
            {by_enter("add")}
            {so_far}
            {fields}
            <div class="actions"><button class="button" name="then" value="add">"Add it"</button></div>
        </form>
    }
    .into_any()
}

const ANSWERED: [(&str, &str); 2] =
    [("answered", "It is answered"), ("unanswered", "It is not answered")];
const KNOWN: [(&str, &str); 2] = [("answered", "It is known"), ("unanswered", "It is not known")];

/// How, and with what.
pub(super) fn fields(subject: &Subject, others: &[Subject], boxes: &Boxes) -> AnyView {
    let with = match &subject.can_be {
        CanBe::Codes(codes) => by_code(codes, boxes),
        CanBe::Number => boxes.line("with", ("Number", ""), ""),
        CanBe::Date => by_date(subject, others, boxes),
        CanBe::OneOf(words) => by_words(words, boxes),
        CanBe::Words => boxes.line("with", ("Word", "One word, such as the name of an arm."), ""),
        CanBe::Answered => ().into_any(),
    };
    compared(subject, with, boxes)
}

/// How it is compared, and with what.
fn compared(subject: &Subject, with: AnyView, boxes: &Boxes) -> AnyView {
    let answered = if subject.from == From::Known { KNOWN } else { ANSWERED };
    let ways = ways(&subject.can_be).iter().chain(&answered);
    let radios = ways.map(|(value, words)| Radio::new(*value, *words));
    let (name, words) = (subject.name.clone(), subject.words.clone());
    view! {
        <p><code>{name}</code>": "<bdi>{words}</bdi></p>
        <StaffRadios
            name="how" legend="How is it compared?" radios=radios.collect() chosen=boxes.value("how", "")
            wrong=boxes.at("how")
        />
        {with}
    }
    .into_any()
}

fn ways(can_be: &CanBe) -> &'static [(&'static str, &'static str)] {
    match can_be {
        CanBe::Codes(_) | CanBe::OneOf(_) => &[
            ("is", "It is one of those ticked"),
            ("is-not", "It is none of those ticked, or not answered"),
        ],
        CanBe::Number => &[
            ("at-least", "It is this number or more"),
            ("at-most", "It is this number or less"),
            ("above", "It is more than this number"),
            ("below", "It is less than this number"),
            ("is", "It is this number"),
        ],
        CanBe::Date => &[("before", "It is earlier than the other date")],
        CanBe::Words => {
            &[("is", "It is this word"), ("is-not", "It is another word, or not known")]
        }
        CanBe::Answered => &[],
    }
}

fn by_code(codes: &[(i32, String)], boxes: &Boxes) -> AnyView {
    let codes = codes.iter().map(|(code, text)| {
        let value = code.to_string();
        let words =
            if text.is_empty() { value.clone() } else { format!("{code}: {}", isolated(text)) };
        (value, words)
    });
    to_tick(codes.collect(), boxes)
}

fn by_words(words: &[&str], boxes: &Boxes) -> AnyView {
    let words = words.iter().map(|words| ((*words).to_owned(), (*words).to_owned()));
    to_tick(words.collect(), boxes)
}

fn to_tick(values: Vec<(String, String)>, boxes: &Boxes) -> AnyView {
    let values = values.into_iter().enumerate().map(|(place, (value, words))| {
        let (id, is) = (format!("with-{place}"), boxes.ticked("with", &value));
        view! {
            <div class="choice">
                <input type="checkbox" id=id.clone() name="with" value=value checked=is />
                <label for=id>{words}</label>
            </div>
        }
    });
    view! {
        <fieldset class="question">
            <legend>"With which answers?"</legend>
            <div class="choices">{values.collect_view()}</div>
        </fieldset>
    }
    .into_any()
}

/// The arms of the studies, by what staff call them.
fn by_arm(arms: &[(String, String)], boxes: &Boxes) -> AnyView {
    let arms = arms.iter().map(|(key, title)| (key.clone(), format!("{key}: {}", isolated(title))));
    view! {
        <StaffSelect
            name="with" label="Which arm?" none="Choose an arm" options=arms.collect()
            chosen=boxes.value("with", "") wrong=None
        />
    }
    .into_any()
}

fn by_date(subject: &Subject, others: &[Subject], boxes: &Boxes) -> AnyView {
    let dates = others.iter().filter(|one| one.can_be == CanBe::Date && one.name != subject.name);
    let dates =
        dates.map(|one| (one.name.clone(), format!("{}: {}", one.name, isolated(&one.words))));
    let dates = dates.collect::<Vec<_>>();
    view! {
        <StaffSelect
            name="with" label="The other date" none="Choose a date" options=dates
            chosen=boxes.value("with", "") wrong=None
        />
    }
    .into_any()
}

/// An answer of an earlier wave is named, since that wave may ask another survey.
fn earlier(boxes: &Boxes) -> AnyView {
    let ways = [
        ("is", "It is this code"),
        ("is-not", "It is another code, or not answered"),
        ("at-least", "It is this number or more"),
        ("at-most", "It is this number or less"),
    ];
    let radios = ways.into_iter().chain(ANSWERED).map(|(value, words)| Radio::new(value, words));
    view! {
        {boxes.line("wave", ("Wave", "Its key in the study's file, such as baseline."), "")}
        {boxes.line("question", ("Question", "Its short name there."), "")}
        <StaffRadios
            name="how" legend="How is it compared?" radios=radios.collect() chosen=boxes.value("how", "")
            wrong=boxes.at("how")
        />
        {boxes.line("with", ("Code or number", ""), "")}
    }
    .into_any()
}
