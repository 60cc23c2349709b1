//! Before anything is asked: who is on the line, then what this is about, and who answers.

use leptos::prelude::*;
use records::interviews::{Front, Next, Ready, Refusal, Whose};
use records::studies::StudyHandle;
use surveys::{
    interview::{ProxyReason, Relation, Saying},
    study::Study,
};

use super::{ARRIVE, KEYS, beside, read_out, voluntary};
use crate::{
    api::staff::{
        door::Said,
        interviews::{Fronting, below},
    },
    components::{
        helplines::Helplines,
        staff::{
            frame::StaffFramed,
            radios::{Radio, StaffRadios},
            said::Told,
            select::StaffSelect,
        },
    },
    pages::staff::{
        coming_in::framed,
        participants::{back, of_one, of_study},
    },
    wording::{interviews as wording, staff as common},
};

pub(crate) fn front(fronting: Fronting) -> StaffFramed {
    let Fronting { study, whose, member, front, said } = fronting;
    let Front { name, number, title, case, next } = front;
    let wrong = said.wrong;
    let script = if matches!(next, Next::Refused(_)) { ARRIVE } else { KEYS };
    let middle = match next {
        Next::Refused(refusal) => refused(&study, whose.id, refusal),
        Next::Check { has_birthday } => check(&study, &whose, (name, has_birthday), &said),
        Next::Ready(ready) => {
            introduce(&study, &whose, (member.name(), name.as_deref(), &*ready), &said)
        }
    };
    let rings = member.interviewer(&study).is_ok().then(|| {
        let (to, words) = match case {
            Some(case) => (format!("calls/{case}"), "Write down how this call ended"),
            None => ("calls".to_owned(), "Calls"),
        };
        view! { <p><a href=of_study(&study, &to)>{words}</a></p> }
    });
    let middle = view! {
        {back(of_one(&study, whose.id, ""), "The participant")}
        <Told said />
        <h1>"Interview with participant "{number}</h1>
        <p>{title}</p>
        {middle}
        {rings}
    };
    framed("An interview", wrong, middle).with_script(script)
}

fn refused(study: &StudyHandle, id: i32, refusal: Refusal) -> AnyView {
    let consent = (refusal == Refusal::NoConsent).then(|| {
        let to = of_one(study, id, "/consent");
        view! { <p><a href=to>"Record what they say to the statements"</a></p> }
    });
    view! {
        <div class="notice"><p><strong>{wording::refused(refusal)}</strong></p></div>
        {consent}
    }
    .into_any()
}

/// Nothing here says what the call is about: whoever picked up the telephone may be anybody.
fn check(
    study: &StudyHandle,
    whose: &Whose,
    (name, has_birthday): (Option<String>, bool),
    said: &Said,
) -> AnyView {
    let nameless = name.is_none().then(|| {
        view! { <p>{Saying::NoName.words()}</p> }
    });
    let asked = name.map(|name| {
        let ask = Saying::AskForThem.said(&[("name", name.as_str())]);
        read_out(view! { <p>{ask}</p> })
    });
    let birthday = if has_birthday {
        let ask = Saying::AskBirthday.words();
        view! { {read_out(view! { <p>{ask}</p> })} {boxes(said)} }.into_any()
    } else {
        view! { <p>{Saying::NoBirthday.words()}</p> }.into_any()
    };
    view! {
        <p><strong>{Saying::NothingYet.words()}</strong></p>
        {asked}
        {nameless}
        <form method="post" action=below(study, whose, "") id="interview" novalidate autocomplete="off">
            {birthday}
            <p id="heard" role="status"></p>
            <div class="actions">
                <button class="button" name="then" value="check" id="next">"It is them"</button>
            </div>
        </form>
    }
    .into_any()
}

fn boxes(said: &Said) -> AnyView {
    let wrong = common::amiss("day", said);
    let class = if wrong.is_some() { "question question--problem" } else { "question" };
    let invalid = wrong.is_some().then_some("true");
    let part = |name: &'static str, label: &'static str| {
        let value = said.typed.raw(name).to_owned();
        view! {
            <div class="date__part">
                <label for=name>{label}</label>
                <input
                    class="input--2" type="text" inputmode="numeric" id=name name=name value=value
                    autocomplete="off" aria-invalid=invalid
                />
            </div>
        }
    };
    let (day, month) = (part("day", "Day"), part("month", "Month"));
    let wrong = wrong.map(|words| {
        view! { <p class="problem"><span class="hidden">"Error: "</span>{words}</p> }
    });
    view! {
        <div class=class data-keys="box">
            <fieldset>
                <legend>"What they say"</legend>
                {wrong}
                <div class="date">{day} {month}</div>
            </fieldset>
        </div>
    }
    .into_any()
}

/// What the call is about, that it is up to them, and who helps.
fn introduce(
    study: &StudyHandle,
    whose: &Whose,
    (caller, name, ready): (&str, Option<&str>, &Ready),
    said: &Said,
) -> AnyView {
    let of = study.study();
    let hello = hello(of, caller, ready);
    let begin = if ready.started { "Go on where they stopped" } else { "Begin" };
    let proxy = of.answers_by_proxy.then(|| view! { {to_proxy(name)} {proxy(said)} });
    view! {
        {beside(ready.beside)}
        {read_out(view! {
            {hello}
            {voluntary(of)}
            <p>{Saying::GoodTime.words()}</p>
        })}
        <form method="post" action=below(study, whose, "") id="interview" novalidate>
            {proxy}
            <p id="heard" role="status"></p>
            <div class="actions">
                <button class="button" name="then" value="begin" data-key="g">{begin}</button>
            </div>
        </form>
        <p><a href=below(study, whose, "/pause")>"They would rather not now, or something is wrong"</a></p>
        <details class="staff-more">
            <summary>{Saying::AskedForHelp.words()}</summary>
            <Helplines lines=of.helplines.clone() />
        </details>
    }
    .into_any()
}

/// Who calls and what about, then what the study says of itself and of the number that was rung.
fn hello(of: &Study, caller: &str, ready: &Ready) -> impl IntoView + use<> {
    let minutes = ready.minutes.to_string();
    let hello = Saying::Introduce.said(&[
        ("interviewer", caller),
        ("organisation", of.organisation.as_str()),
        ("study", of.title.as_str()),
        ("minutes", minutes.as_str()),
    ]);
    let go_on = Saying::GoOn.words();
    let hello = if ready.started { format!("{hello} {go_on}") } else { hello };
    let own = [&of.telephone.purpose, &of.telephone.our_number].into_iter().flatten();
    let own = own.cloned().map(|words| view! { <p>{words}</p> }).collect_view();
    view! { <p>{hello}</p> {own} }
}

/// What is said to somebody else who answers, in the place of what stands above.
fn to_proxy(name: Option<&str>) -> impl IntoView + use<> {
    let name = name.unwrap_or("the participant");
    let hello = Saying::ProxyIntroduce.said(&[("name", name)]);
    view! {
        <details class="staff-more">
            <summary>"If somebody else answers for them"</summary>
            <p>{Saying::ProxyMay.words()}</p>
            {read_out(view! { <p>{hello}</p> })}
            <p>{Saying::ProxyLeftOut.words()}</p>
        </details>
    }
}

fn proxy(said: &Said) -> AnyView {
    let answers = ["them", "proxy"].into_iter().zip(["They themselves", "Somebody else for them"]);
    let answers = answers.map(|(value, words)| Radio::new(value, words)).collect();
    let relations = Relation::ALL.iter().map(|one| (one.name(), wording::relation(*one)));
    let reasons = ProxyReason::ALL.iter().map(|one| (one.name(), wording::proxy(*one)));
    let owned = |(name, words): (&str, &str)| (name.to_owned(), words.to_owned());
    let (relations, reasons) = (relations.map(owned).collect(), reasons.map(owned).collect());
    let value = |name: &str| said.typed.one(name).to_owned();
    let chosen = match said.typed.one("answers") {
        "" => "them".to_owned(),
        other => other.to_owned(),
    };
    view! {
        <StaffRadios
            name="answers" legend="Who answers?" radios=answers chosen
            hint=Some("Somebody else is not asked what only the participant can say, such as how they feel")
            wrong=common::amiss("answers", said)
        />
        <StaffSelect
            name="relation" label="If somebody else answers: who are they?" none="Choose who"
            options=relations chosen=value("relation") wrong=common::amiss("relation", said)
        />
        <StaffSelect
            name="because" label="And why do they not answer themselves?" none="Choose why"
            options=reasons chosen=value("because") wrong=common::amiss("because", said)
        />
    }
    .into_any()
}
