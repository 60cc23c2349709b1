//! A condition in rows: who is asked, when a check speaks, when a response is worth keeping.

use leptos::prelude::*;
use surveys::{
    editing::{ConditionRows, From, Join, NoRows, Of, Subject, row_in_words},
    language::isolated,
};

use super::{
    adding::short,
    around::of_what,
    boxes::{Boxes, by_enter, seen},
    of_survey,
};
use crate::{
    api::staff::arranging::Arranging,
    components::staff::{
        frame::StaffFramed,
        select::{StaffSelect, Wrong as Beside},
        words::StaffWords,
    },
};

/// The condition as it is saved, what it is of, and the way back.
pub(super) fn saved(arranging: &Arranging) -> (String, String, String) {
    let of = Of::named(&arranging.at).unwrap_or(Of::Usable);
    let outline = arranging.outline.as_ref().ok();
    let when = outline.and_then(|all| all.condition(&of)).unwrap_or_default().to_owned();
    let (title, back) = match of {
        Of::Question(key) => (format!("Who is asked {key}"), format!("/arranging/{key}")),
        Of::Page(section, place) => {
            let page = outline.and_then(|all| all.page(section, place));
            let name = page.and_then(|page| page.instrument.clone()).unwrap_or_default();
            (format!("Who is asked {name}"), format!("/pages/{section}.{place}"))
        }
        Of::Check(place) => {
            let check = outline.and_then(|all| all.checks.get(place)).cloned().unwrap_or_default();
            (format!("When the check {} speaks", check.key), format!("/checks/{place}"))
        }
        Of::Usable => {
            ("When an unsent response is worth keeping".to_owned(), "/settings".to_owned())
        }
    };
    (when, title, back)
}

/// Of what the condition is, and that it is this one: nothing is chosen into another.
pub(super) fn seen_condition(arranging: &Arranging, when: &str) -> AnyView {
    let of = Of::named(&arranging.at).unwrap_or(Of::Usable);
    let outline = arranging.outline.as_ref().ok();
    let called = outline.map(|all| all.called(&of)).unwrap_or_default();
    view! {
        <input type="hidden" name="revision" value=arranging.draft.revision.to_string() />
        {(!called.is_empty()).then(|| seen("of", &called))}
        {seen("when", when)}
    }
    .into_any()
}

/// The question before which everything was asked that the condition may look at.
pub(super) fn looks_from(arranging: &Arranging) -> Option<String> {
    match Of::named(&arranging.at)? {
        Of::Question(key) => Some(key),
        Of::Page(section, place) => {
            // The first item of the instrument is the question that comes after those before its page.
            let outline = arranging.outline.as_ref().ok()?;
            let name = outline.page(section, place)?.instrument.clone()?;
            Some(surveys::scoring::instrument(&name)?.keys().first()?.clone())
        }
        Of::Check(_) | Of::Usable => None,
    }
}

pub(crate) fn when(arranging: Arranging) -> StaffFramed {
    let (_, title, back) = saved(&arranging);
    let below = || (title.clone(), form(&arranging));
    of_what(&arranging, &title, (&back, "Back"), below)
}

fn form(arranging: &Arranging) -> AnyView {
    let (text, ..) = saved(arranging);
    let (draft, boxes) = (&arranging.draft, Boxes::of(arranging));
    let names = arranging.outline.as_ref().map(|all| all.conditions.clone()).unwrap_or_default();
    let rows = ConditionRows::read(&text, &names);
    let (middle, is_text) = match &rows {
        Ok(rows) => (in_rows(arranging, rows, &boxes), false),
        Err(why) => (no_rows(why, &text), true),
    };
    let is_open = is_text || boxes.is_written("when", &text);
    let (value, wrong) = (boxes.value("when", &text), boxes.at_saved("when", &text));
    let keep = boxes.keep("when", &text);
    view! {
        <form
            method="post" action=of_survey(&draft.key, &format!("/when/{}", arranging.at)) novalidate
        >
            {by_enter("about")}
            {seen_condition(arranging, &text)}
            {middle}
            <details class="staff-more" open=is_open>
                <summary>"Write it as a sentence"</summary>
                <StaffWords
                    name="when" label="Condition"
                    hint="Such as: working = 1 and not hours > 30. Empty: always." value wrong
                />
                {keep}
                <div class="actions">
                    <button class="button button--quiet" name="then" value="text">"Save the sentence"</button>
                </div>
            </details>
        </form>
    }
    .into_any()
}

/// Why it is changed as a sentence.
fn no_rows(why: &NoRows, text: &str) -> AnyView {
    let why = match why {
        NoRows::TooDeep => {
            "It has brackets within brackets, so it is changed as a sentence:".to_owned()
        }
        NoRows::Wrong(why) => format!("The condition cannot be read: {why}."),
    };
    view! {
        <p>{why}</p>
        <p class="paper__when">{text.to_owned()}</p>
    }
    .into_any()
}

fn in_rows(arranging: &Arranging, rows: &ConditionRows, boxes: &Boxes) -> AnyView {
    let all = rows.rows.iter().enumerate().map(|(number, row)| {
        let parts = row.iter().enumerate().map(|(place, one)| {
            let words = row_in_words(one, arranging.survey.as_ref());
            let joined = (place > 0).then_some(match rows.join {
                Join::All => "or ",
                Join::Any => "and ",
            });
            view! {
                <p>{joined}{words.clone()}</p>
                <div class="arranged__acts">
                    <button class="button button--quiet" name="then" value=format!("without/{number}/{place}")>
                        "Take out"<span class="hidden">": "{words}</span>
                    </button>
                </div>
            }
        });
        view! { <li class="arranged__page">{parts.collect_view()}</li> }
    });
    let always = rows.rows.is_empty().then(|| match Of::named(&arranging.at) {
        Some(Of::Usable) => view! { <p>"It never is."</p> },
        _ => view! { <p>"Everyone: there is no condition."</p> },
    });
    view! {
        {always}
        <ol class="arranged">{all.collect_view()}</ol>
        {(rows.rows.len() > 1).then(|| joining(rows.join))}
        {adding(arranging, rows, boxes)}
    }
    .into_any()
}

fn joining(join: Join) -> AnyView {
    let ways = [
        ("all", Join::All, "All of them have to hold"),
        ("any", Join::Any, "One of them is enough"),
    ];
    let ways = ways.map(|(value, way, words)| {
        let id = format!("join-{value}");
        view! {
            <div class="choice">
                <input type="radio" id=id.clone() name="join" value=value checked=way == join />
                <label for=id>{words}</label>
            </div>
        }
    });
    view! {
        <fieldset class="question">
            <legend>"How the numbered lines are joined"</legend>
            <div class="choices">{ways.into_iter().collect_view()}</div>
        </fieldset>
        <div class="actions">
            <button class="button button--quiet" name="then" value="join">"Save how they are joined"</button>
        </div>
    }
    .into_any()
}

const GROUPS: [(From, &str); 3] = [
    (From::Asked, "Questions that were asked before"),
    (From::WorkedOut, "Scores and what is worked out"),
    (From::Known, "What is known of the person"),
];

/// A further comparison: what it looks at, and where it comes.
fn adding(arranging: &Arranging, rows: &ConditionRows, boxes: &Boxes) -> AnyView {
    let subjects = arranging.subjects(looks_from(arranging).as_deref());
    let groups = GROUPS.map(|(from, label)| {
        let of_group = subjects.iter().filter(|subject| subject.from == from).map(option);
        let all = of_group.collect_view();
        view! { <optgroup label=label>{all}</optgroup> }
    });
    let wrong = boxes.at("about");
    let invalid = wrong.is_some().then_some("true");
    let joined = if rows.join == Join::All { "or" } else { "and" };
    let beside = (0..rows.rows.len()).map(|row| {
        (row.to_string(), format!("In brackets with line {}, joined with “{joined}”", row + 1))
    });
    view! {
        <h2>"Add to it"</h2>
        <div class="question">
            <label for="about"><strong>"What it looks at"</strong></label>
            <Beside name="about" wrong />
            <select id="about" name="about" aria-invalid=invalid>
                <option value="">"Choose"</option>
                {groups.into_iter().collect_view()}
                {earlier(arranging)}
            </select>
        </div>
        {(!rows.rows.is_empty()).then(|| view! {
            <StaffSelect
                name="row" label="Where" none="As a line of its own" options=beside.collect()
                chosen=boxes.value("row", "") wrong=None
            />
        })}
        <div class="actions"><button class="button" name="then" value="about">"Go on"</button></div>
    }
    .into_any()
}

/// What was asked in earlier waves, wave by wave.
fn earlier(arranging: &Arranging) -> AnyView {
    let waves = arranging.beforehand.waves.iter().map(|(wave, asked)| {
        let label = format!("Earlier wave {wave}");
        let all = asked.iter().map(option).collect_view();
        view! { <optgroup label=label>{all}</optgroup> }
    });
    view! {
        {waves.collect_view()}
        <optgroup label="Other waves">
            <option value="earlier">"An answer of a wave that is not in this list"</option>
        </optgroup>
    }
    .into_any()
}

fn option(subject: &Subject) -> AnyView {
    let Subject { name, words, .. } = subject.clone();
    view! { <option value=name.clone()>{format!("{name}: {}", isolated(&short(&words)))}</option> }
        .into_any()
}
