//! One question of a draft: its words, its options, and who is asked it.

use leptos::prelude::*;
use surveys::{
    editing::{Asked, Own},
    typed::Typed,
};

use super::{
    adding::short,
    arranging::{faulty, reasons},
    of_survey,
};
use crate::{
    api::staff::{
        Wrong,
        arranging::{Asking, Earlier},
    },
    components::staff::{
        field::{Asked as Field, StaffField},
        frame::StaffFramed,
        said::Told,
        words::StaffWords,
    },
    pages::staff::{coming_in::framed, participants::back},
    wording::staff as wording,
};

const LABEL: Field = Field {
    name: "label",
    label: "Label in the dataset (optional)",
    kind: "text",
    autocomplete: "off",
    hint: Some("At most 80 characters. Without one it is what is asked."),
};
const OPTION: Field = Field {
    name: "option",
    label: "Another option (optional)",
    kind: "text",
    autocomplete: "off",
    hint: None,
};
const WHEN: Field = Field {
    name: "when",
    label: "Asked when",
    kind: "text",
    autocomplete: "off",
    hint: Some("A condition, such as working = 1 and not hours > 30. Empty: everyone is asked."),
};

pub(crate) fn asking(asking: Asking) -> StaffFramed {
    let Asking { draft, question, earlier, faults, said } = asking;
    let (wrong, typed) = (said.wrong, said.typed.clone());
    let here = of_survey(&draft.key, &format!("/arranging/{}", question.key));
    let title = format!("Question {}", question.key);
    let reasons = reasons(&said);
    let faults = (!faults.is_empty()).then(|| faulty(&draft.key, &faults));
    let revision = draft.revision.to_string();
    let words = match &question.own {
        None => view! {
            <p>
                "It comes from the survey's bank, which other surveys use too. Its words are changed there."
            </p>
        }
        .into_any(),
        Some(own) => own_words(own, &typed, wrong),
    };
    let when = condition(&question, &earlier, &typed, wrong);
    let middle = view! {
        {back(of_survey(&draft.key, "/arranging"), "All questions")}
        <Told said />
        {reasons}
        {faults}
        <h1>{title.clone()}</h1>
        <form method="post" action=here novalidate>
            <input type="hidden" name="revision" value=revision />
            {words}
            {when}
            <div class="actions"><button class="button" name="then" value="save">"Save"</button></div>
        </form>
    };
    framed(&title, wrong, middle)
}

/// What is in a box: what was typed, where that was not saved.
fn value(typed: &Typed, wrong: Option<Wrong>, name: &str, saved: &str) -> String {
    if wrong.is_some() { typed.raw(name).to_owned() } else { saved.to_owned() }
}

fn own_words(own: &Own, typed: &Typed, wrong: Option<Wrong>) -> AnyView {
    let saved = |name: &str, saved: &str| value(typed, wrong, name, saved);
    let at = |name: &str| wording::at(name, wrong);
    let ticked = |name: &str, saved: bool| {
        if wrong.is_some() { typed.has(name, "yes") } else { saved }
    };
    view! {
        <StaffWords
            name="text" label="What is asked" hint="In the words that people read."
            value=saved("text", &own.text) wrong=at("text")
        />
        <StaffWords
            name="hint" label="Help under it (optional)" hint="One or two short sentences."
            value=saved("hint", &own.hint) wrong=at("hint")
        />
        {options(own, typed, wrong)}
        <StaffField asked=LABEL value=saved("label", &own.label) wrong=at("label") />
        <Tick
            name="sensitive" is=ticked("sensitive", own.sensitive)
            words="Offer “prefer not to say” from the start"
        />
        <Tick
            name="optional" is=ticked("optional", own.optional)
            words="Let people pass it by without asking again"
        />
    }
    .into_any()
}

/// The options that are its own, or where they stand.
fn options(own: &Own, typed: &Typed, wrong: Option<Wrong>) -> Option<AnyView> {
    if let Some(list) = own.list.clone() {
        return Some(
            view! {
                <p>
                    "Its options are the list "<code>{list}</code>", which other questions may use too. It is \
                     changed in the text."
                </p>
            }
            .into_any(),
        );
    }
    if !["single", "multiple"].contains(&own.kind.as_str()) {
        return None;
    }
    let options = own.options.iter().map(|(code, text)| option(*code, text, typed, wrong));
    let options = options.collect_view();
    let another = value(typed, wrong, "option", "");
    Some(
        view! {
            <fieldset class="question">
                <legend>"Options, each with its code"</legend>
                <p class="hint">
                    "A code never changes what it means: add one rather than reword it into another."
                </p>
                {options}
            </fieldset>
            <StaffField asked=OPTION value=another wrong=wording::at("option", wrong) />
        }
        .into_any(),
    )
}

fn option(code: i64, text: &str, typed: &Typed, wrong: Option<Wrong>) -> AnyView {
    let name = format!("option-{code}");
    let value = value(typed, wrong, &name, text);
    view! {
        <div class="coded">
            <label for=name.clone()><span class="hidden">"Option "</span>{code}</label>
            <input type="text" id=name.clone() name=name value=value autocomplete="off" />
            <button class="button button--quiet" name="then" value=format!("without/{code}")>
                "Take out"<span class="hidden">" option "{code}</span>
            </button>
        </div>
    }
    .into_any()
}

#[component]
fn Tick(name: &'static str, is: bool, words: &'static str) -> impl IntoView {
    view! {
        <label class="staff-sure">
            <input type="checkbox" name=name value="yes" checked=is />
            <span>{words}</span>
        </label>
    }
}

/// The condition as a sentence, and what can be added to it by choosing.
fn condition(
    question: &Asked,
    earlier: &[Earlier],
    typed: &Typed,
    wrong: Option<Wrong>,
) -> AnyView {
    let saved = question.asked_if.clone().unwrap_or_default();
    let choosing = (!earlier.is_empty()).then(|| {
        view! {
            <div class="question">
                <label for="add-when"><strong>"Add to it, by choosing an earlier answer"</strong></label>
                <select id="add-when" name="add-when">
                    <option value="">"Nothing"</option>
                    {earlier.iter().map(answers).collect_view()}
                </select>
            </div>
            {joining()}
        }
    });
    view! {
        <h2>"Who is asked"</h2>
        <StaffField
            asked=WHEN value=value(typed, wrong, "when", &saved) wrong=wording::at("when", wrong)
        />
        {choosing}
    }
    .into_any()
}

/// What an earlier question can have been answered with.
fn answers(earlier: &Earlier) -> AnyView {
    let key = earlier.key.clone();
    let options = earlier.options.iter().map(|(code, text)| {
        let value = format!("{key} = {code}");
        let words = format!("{key}: {}", short(text));
        view! { <option value=value>{words}</option> }
    });
    let options = options.collect_view();
    let answered = format!("{key} is answered");
    view! {
        <optgroup label=short(&earlier.text)>
            {options} <option value=answered>{format!("{key}: is answered")}</option>
        </optgroup>
    }
    .into_any()
}

fn joining() -> AnyView {
    let ways = [("and", "and, so that both have to hold"), ("or", "or, so that one is enough")];
    let ways = ways.map(|(value, words)| {
        let id = format!("join-{value}");
        view! {
            <div class="choice">
                <input type="radio" id=id.clone() name="join" value=value checked={value == "and"} />
                <label for=id>{words}</label>
            </div>
        }
    });
    view! {
        <fieldset class="question">
            <legend>"Joined with"</legend>
            <div class="choices">{ways.into_iter().collect_view()}</div>
        </fieldset>
    }
    .into_any()
}
