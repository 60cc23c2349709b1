//! What participants ask for about themselves: a copy of all that is held, or to have it erased.

use leptos::prelude::*;
use records::{
    requests::Checked,
    stopping::{Came, Erasing, Receipt},
};
use surveys::{fill::long_date, typed::Typed};

use super::coming_in::framed;
use crate::{
    api::staff::{
        Wrong,
        requests::{Confirming, Requests},
    },
    components::staff::{
        field::{Asked, StaffField},
        frame::StaffFramed,
        no_calls::NoCalls,
        radios::{Radio, StaffRadios},
        said::Told,
    },
    wording::staff::{at, requests as wording},
};

const fn number(name: &'static str) -> Asked {
    Asked::of_another(name, "Study number", "text")
}

pub(crate) fn requests(requests: Requests) -> StaffFramed {
    let Requests { study, said } = requests;
    let (wrong, typed) = (said.wrong, said.typed.clone());
    let address = format!("/staff/{study}/requests");
    let middle = view! {
        <Told said />
        <h1>"Requests about their own data"</h1>
        <p>"Anybody in the study may ask what you hold about them, or ask you to erase it. Answer \
            within one month of the day you got the request."</p>
        <GiveCopy action=format!("{address}/copy") typed=typed.clone() wrong />
        <AskErase action=format!("{address}/erase") typed wrong />
    };
    framed("Requests about their own data", wrong, middle)
}

#[component]
fn GiveCopy(action: String, typed: Typed, wrong: Option<Wrong>) -> impl IntoView {
    let ways = Checked::ALL.map(|way| Radio::new(way.name(), wording::checked(way))).into();
    let ticked = |name: &str| typed.has(name, "yes");
    view! {
        <h2>"Give somebody a copy"</h2>
        <p>"You get one ZIP file to hand on to them: a page to read or print, and the same for \
            programs. It names no other person. Keep no copy of it."</p>
        <form method="post" action=action novalidate>
            <StaffField
                asked=number("number") value=typed.raw("number") wrong=at("number", wrong)
            />
            <StaffRadios
                name="checked" legend="How did you make sure that it is they who ask?" radios=ways
                chosen=typed.one("checked").to_owned() wrong=at("checked", wrong)
            />
            <fieldset class="question">
                <legend><strong>"What else belongs in it?"</strong></legend>
                <div class="choices">
                    <Tick
                        name="safeguarding" checked=ticked("safeguarding")
                        words="The notes about their safety and in the registers. Somebody has read them: nothing in them \
                               would harm anybody, or tells of other people"
                    />
                    <Tick
                        name="group" checked=ticked("group")
                        words="The group they are in. They know it already"
                    />
                </div>
            </fieldset>
            <div class="actions"><button class="button">"Download the copy"</button></div>
        </form>
    }
}

#[component]
fn Tick(name: &'static str, checked: bool, words: &'static str) -> impl IntoView {
    view! {
        <div class="choice">
            <input type="checkbox" id=name name=name value="yes" checked=checked />
            <label for=name>{words}</label>
        </div>
    }
}

#[component]
fn AskErase(action: String, typed: Typed, wrong: Option<Wrong>) -> impl IntoView {
    let what = Erasing::ALL.map(|what| Radio::new(what.name(), wording::erasing(what))).into();
    let channels = wording::CHANNELS.map(|(name, words)| Radio::new(name, words)).into();
    view! {
        <h2>"Erase"</h2>
        <p>"Participants can do this on their own page as well. You see what goes before it does."</p>
        <form method="post" action=action novalidate>
            <StaffField
                asked=number("erase_number") value=typed.raw("erase_number")
                wrong=at("erase_number", wrong)
            />
            <StaffRadios
                name="what" legend="What do they want erased?" radios=what
                chosen=typed.one("what").to_owned() wrong=at("what", wrong)
            />
            <StaffRadios
                name="channel" legend="How did they ask?" radios=channels
                chosen=typed.one("channel").to_owned() wrong=at("channel", wrong)
            />
            <div class="actions"><button class="button">"Continue"</button></div>
        </form>
    }
}

pub(crate) fn confirming(confirming: Confirming) -> StaffFramed {
    let Confirming { study, number, what, channel, frozen_on, helplines, said } = confirming;
    let no_calls = (what != Erasing::Answers).then(|| view! { <NoCalls lines=helplines /> });
    let wrong = said.wrong;
    let listed =
        |lines: Vec<String>| lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
    let (goes, stays) = wording::what_goes(what, frozen_on);
    let refused = frozen_on.filter(|_| what != Erasing::Name).map(|day| {
        view! {
            <div class="notice">
                <p>"The answers were frozen for the analysis on "{long_date(day)}". They are not \
                    erased: research may keep them where taking them out would damage it. The wish is \
                    put on the data protection officer's list."</p>
            </div>
        }
    });
    let middle = view! {
        <Told said />
        <h1>{format!("Erase {} of {number}?", wording::short(what))}</h1>
        {refused}
        {no_calls}
        <h2>"What goes"</h2>
        <ul>{listed(goes)}</ul>
        <h2>"What stays"</h2>
        <ul>{listed(stays)}</ul>
        <p>"This cannot be undone."</p>
        <Meant study number what=what.name() channel wrong />
    };
    framed("Erase", wrong, middle)
}

#[component]
fn Meant(
    study: String,
    number: String,
    what: &'static str,
    channel: String,
    wrong: Option<Wrong>,
) -> impl IntoView {
    let invalid = wrong.is_some().then_some("true");
    let described = wrong.is_some().then_some("sure-wrong");
    let wrong = at("sure", wrong).map(|words| {
        view! {
            <p class="problem" id="sure-wrong">
                <span class="hidden">"Error: "</span>{words}
            </p>
        }
    });
    view! {
        <form method="post" action=format!("/staff/{study}/requests/erase") novalidate>
            <input type="hidden" name="erase_number" value=number />
            <input type="hidden" name="what" value=what />
            <input type="hidden" name="channel" value=channel />
            <input type="hidden" name="then" value="erase" />
            <label class="staff-sure">
                <input
                    type="checkbox" id="sure" name="sure" value="yes" aria-invalid=invalid
                    aria-describedby=described
                />
                "Yes, it is they who asked, and this is what they want"
            </label>
            {wrong}
            <div class="actions">
                <button class="button">"Erase for good"</button>
                <a href=format!("/staff/{study}/requests")>"Go back"</a>
            </div>
        </form>
    }
}

/// What came of it, with the references of the receipts.
pub(crate) fn erased(receipts: Vec<Receipt>) -> AnyView {
    let lines = receipts.into_iter().map(|receipt| {
        let what = receipt.choice.words();
        let came = match receipt.came {
            Came::Done(_) => format!("Done: {what}."),
            Came::TooLate(day) => format!(
                "Not done: {what}. The answers were frozen for the analysis on {}. The wish is on the \
                 data protection officer's list.",
                long_date(day)
            ),
        };
        view! { <p>{came}" Reference: "<strong>{receipt.reference}</strong></p> }
    });
    lines.collect_view().into_any()
}
