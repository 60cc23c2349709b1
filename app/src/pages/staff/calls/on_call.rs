//! The call that an interviewer is in: why somebody is rung, the number once it is asked for, what to say, how the call ended, and
//! what came of earlier ones.

use leptos::prelude::*;
use records::{
    calls::{Attempt, Opened, ToDial},
    studies::StudyHandle,
};
use surveys::{
    calendar,
    calls::{Sent, Standing},
    fill::short_time,
    interview::Saying,
};

use super::{KEYS, ending};
use crate::{
    api::staff::{
        calls::{CallDone, Dial, OnCall},
        door::Done,
    },
    components::{
        helplines::Helplines,
        staff::{
            frame::StaffFramed,
            person::{as_dialled, to_dial},
            said::Told,
        },
    },
    pages::staff::{
        coming_in::framed,
        interview::{read_out, voluntary},
        participants::{back, of_one, of_study},
    },
    wording::staff::calls as wording,
};

pub(crate) fn on_call(call: OnCall) -> StaffFramed {
    let ending = ending::ending(&call);
    let OnCall { study, opened, title, dial, chosen, said, .. } = call;
    let wrong = said.wrong;
    let heading = format!("Call to participant {}", opened.number);
    // Once the call is over, nobody is about to dial.
    let is_over = chosen.is_some() || said.done == Some(Done::Call(CallDone::CallBack));
    let before = (!is_over).then(|| {
        view! {
            {state(&opened)}
            {dialling(&study, &opened, dial)}
            {to_say(&study, &opened)}
        }
    });
    let earlier = earlier(&study, &opened.earlier);
    let middle = view! {
        {back(of_study(&study, "calls"), "Calls")}
        <Told said />
        <h1>{heading.clone()}</h1>
        <p>{title}</p>
        {facts(&study, &opened)}
        {before}
        {ending}
        {earlier}
    };
    framed(&heading, wrong, middle).with_script(KEYS)
}

fn facts(study: &StudyHandle, opened: &Opened) -> impl IntoView + use<> {
    let zone = &study.study().timezone;
    let why = wording::standing(&opened.standing, zone);
    let slot = opened.standing.turn().map(|turn| wording::slot(turn.slot));
    let slot = slot.map(|slot| view! { <div><dt>"Time of the week"</dt><dd>{slot}</dd></div> });
    let closes = opened.closes.map(|at| {
        let last = wording::last_day(at, zone);
        view! { <div><dt>"The survey is open until"</dt><dd>{last}</dd></div> }
    });
    let yours = match opened.leased_until {
        Some(until) => {
            format!("until {}, and longer in a call", short_time(calendar::moment_in(zone, until)))
        }
        None => "no longer kept for you alone. Write down the call that you made".to_owned(),
    };
    view! {
        <dl class="task-facts">
            <div><dt>"Why now"</dt><dd>{why}</dd></div>
            {slot}
            <div><dt>"Calls about this survey"</dt><dd>{opened.attempts.to_string()}</dd></div>
            {closes}
            <div><dt>"Yours"</dt><dd>{yours}</dd></div>
        </dl>
    }
}

/// What to know before dialling.
fn state(opened: &Opened) -> Option<impl IntoView + use<>> {
    let words = match opened.standing {
        Standing::Now(_) => return None,
        _ => match opened.sent {
            Some(Sent::ByTelephone) => {
                "The survey was sent in a call. If that was yours, write it down as complete by telephone."
            }
            Some(Sent::Online) => {
                "They sent the survey themselves, on the web. Do not ring them. If you have rung already, write the call down \
                 as “Completed online meanwhile”."
            }
            None => {
                "Do not ring them now. If you have rung already, write down how the call ended."
            }
        },
    };
    Some(view! { <div class="notice"><p><strong>{words}</strong></p></div> })
}

/// The number is told when they are about to dial: each time it is, the audit has it.
fn dialling(study: &StudyHandle, opened: &Opened, dial: Dial) -> AnyView {
    let here = of_study(study, &format!("calls/{}", opened.case));
    match dial {
        Dial::Told(told) => view! { <h2>"Ring them"</h2> {told_number(study, opened, told)} }.into_any(),
        Dial::NotNow => view! {
            <div class="notice" role="status"><p>"There is no number that may be rung now."</p></div>
        }
        .into_any(),
        Dial::NotAsked => view! {
            <h2>"Ring them"</h2>
            <form method="post" action=here>
                <p>"It is recorded that you see their name and number."</p>
                <div class="actions">
                    <button class="button" name="then" value="show" data-key="s">"Show the number"</button>
                </div>
            </form>
        }
        .into_any(),
    }
}

fn told_number(study: &StudyHandle, opened: &Opened, told: ToDial) -> impl IntoView + use<> {
    let ToDial { name, number } = told;
    let dials = to_dial(&number);
    let asked = name.map_or_else(
        || view! { <p>{Saying::NoName.words()}</p> }.into_any(),
        |name| {
            let ask = Saying::AskForThem.said(&[("name", name.as_str())]);
            read_out(view! { <p>{ask}</p> }).into_any()
        },
    );
    let to = of_one(study, opened.participant, &format!("/interview/{}", opened.wave));
    view! {
        <p><a href=dials><strong>{as_dialled(number)}</strong></a></p>
        <p><strong>{Saying::NothingYet.words()}</strong></p>
        {asked}
        <div class="actions"><a class="button" href=to>"Interview them"</a></div>
        <p>"There you ask for their birthday, introduce yourself, and go on where they stopped. Then come back here and \
            write down how the call ended."</p>
    }
}

/// The reminder and who helps, at hand at any time. Both wait until it is known who is on the line.
fn to_say(study: &StudyHandle, opened: &Opened) -> impl IntoView + use<> {
    let of = study.study();
    let to = of_one(study, opened.participant, &format!("/interview/{}", opened.wave));
    let voicemail = match (opened.may_leave_message, opened.voicemails.is_empty()) {
        (true, false) => Saying::LeaveTheseWords,
        (true, true) => Saying::LeaveMessage,
        (false, _) => Saying::NoMoreMessages,
    };
    let left = opened.voicemails.iter().cloned();
    let left = left.map(|words| read_out(view! { <p>{words}</p> })).collect_view();
    view! {
        <details class="staff-more">
            <summary>"What to say"</summary>
            <p>{voicemail.words()}</p>
            {left}
            <p>"Once you know that it is them, and before anything is asked:"</p>
            {read_out(voluntary(of))}
            <p>{Saying::AskedForHelp.words()}":"</p>
            <Helplines lines=of.helplines.clone() />
            <p><a href=to>"Interview them"</a></p>
            <p><a href=of_study(study, "concern")>"Somebody may come to harm: raise a concern"</a></p>
        </details>
    }
}

fn earlier(study: &StudyHandle, calls: &[Attempt]) -> impl IntoView + use<> {
    let zone = &study.study().timezone;
    let lines = calls.iter().map(|call| {
        let note = call.note.clone();
        let note = note.map(|note| view! { <p class="staff-words" dir="auto">{note}</p> });
        let agreed = call.agreed.map(|agreed| format!(": {}", wording::agreed(agreed, zone)));
        let when = wording::moment(call.at, zone);
        view! { <li><strong>{call.outcome.label()}</strong>{agreed}<br />{when}{note}</li> }
    });
    let lines: Vec<_> = lines.collect();
    let lines = match lines.is_empty() {
        true => view! { <p>"None yet."</p> }.into_any(),
        false => view! { <ul class="staff-list">{lines}</ul> }.into_any(),
    };
    view! { <h2>"Earlier calls"</h2>{lines} }
}
