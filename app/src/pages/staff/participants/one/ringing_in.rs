//! What can be done at once for somebody who rings in, at the top of their page.

use leptos::prelude::*;
use records::{
    outbox::Channel,
    people::{InWave, Seen, Stands},
    studies::StudyHandle,
};
use surveys::registers::Register;

use super::record;
use crate::{
    api::staff::{door::Said, participants::May},
    components::staff::field::{Asked, StaffField},
    pages::staff::participants::{of_one, of_study},
    paths,
    wording::{desk, staff as wording},
};

const DETAILS: [Asked; 4] = Asked::how_reached([
    "New telephone number",
    "New email address",
    "New postal address, without the postcode",
    "New postcode",
]);

pub(super) fn ringing_in(
    study: &StudyHandle,
    seen: &Seen,
    may: May,
    said: &Said,
) -> impl IntoView + use<> {
    let interviews = may.interview.then(|| to_interviews(study, seen));
    let calls = may.ring.then(|| {
        let to = of_study(study, "calls");
        view! { <li><a href=to>"If it was you who rang: write down how the call ended"</a></li> }
    });
    let complaint = complaint(study, may);
    view! {
        <h2>"If you have them on the line"</h2>
        <p>"First make sure that it is them: ask for their name, and the day and month on which they were born."</p>
        <ul class="staff-links">
            {interviews}
            <li><a href=of_one(study, seen.id, "/stop")>"Record that they stop, or do less"</a></li>
            <li>{complaint}</li>
            {calls}
        </ul>
        {send_link(study, seen)}
        {details(of_one(study, seen.id, "/details"), said)}
    }
}

/// Into the study's own register; or else the form that everybody has, beside this page, since that one leads nowhere back.
fn complaint(study: &StudyHandle, may: May) -> AnyView {
    if may.keep_registers {
        let to = of_study(study, &format!("registers/new/{}", Register::Complaint.name()));
        return view! { <a href=to>"Write down a complaint"</a> }.into_any();
    }
    let to = format!("{}?study={}", paths::COMPLAINT, study.study().key);
    view! {
        <a href=to target="_blank" rel="noopener">"Write down a complaint"</a>", on the form that everybody has, which opens \
            in another tab: read it out, write down their study number if they want to hear from us, and give them the reference"
    }
    .into_any()
}

fn is_open(wave: &&InWave) -> bool {
    matches!(wave.stands, Stands::Open(_) | Stands::Begun(..))
}

/// A way into an interview for each survey that is open.
fn to_interviews(study: &StudyHandle, seen: &Seen) -> impl IntoView + use<> {
    let ways = seen.waves.iter().filter(is_open).map(|wave| {
        let to = of_one(study, seen.id, &format!("/interview/{}", wave.wave));
        view! { <li><a href=to>"Interview them by telephone: "{wave.title.clone()}</a></li> }
    });
    ways.collect_view()
}

/// A button for each survey that is open and each way in which its link goes; why there is none; and what became of the
/// link that went last.
fn send_link(study: &StudyHandle, seen: &Seen) -> impl IntoView + use<> {
    let action = of_one(study, seen.id, "/send-link");
    let open: Vec<_> = seen.waves.iter().filter(is_open).collect();
    let why_not = match (open.is_empty(), seen.link_by.is_empty()) {
        (true, _) => Some("No survey is open to them now, so there is no link to send."),
        (false, true) => Some(
            "The link cannot be sent to them now: they agreed to neither emails nor texts, stopped \
             both, asked for a break, or nothing reaches them. You can give them a new link below.",
        ),
        (false, false) => None,
    };
    let buttons = open.into_iter().flat_map(|wave| {
        let by = seen.link_by.iter().map(|by| button(&action, wave, *by));
        by.collect::<Vec<_>>()
    });
    let buttons = buttons.collect::<Vec<_>>();
    let last = seen.messages.iter().find(|message| desk::takes_a_link(&message.template));
    let last = last.map(|message| {
        let (what, when) = (record::called(message), record::since(message, study));
        view! { <p>{format!("Last: {what}. {}, {when}.", record::state(message))}</p> }
    });
    view! {
        <h3>"Send them their link again"</h3>
        {why_not.map(|words| view! { <p>{words}</p> })}
        {buttons}
        {last}
    }
}

fn button(action: &str, wave: &InWave, by: Channel) -> impl IntoView + use<> {
    let words = format!("Send it {}: {}", desk::channel(by.name()), wave.title);
    view! {
        <form method="post" action=action.to_owned()>
            <input type="hidden" name="wave" value=wave.wave.to_string() />
            <input type="hidden" name="by" value=by.name() />
            <div class="actions"><button class="button button--quiet">{words}</button></div>
        </form>
    }
}

/// Folded away until it is wanted, or something in it is wrong.
fn details(action: String, said: &Said) -> impl IntoView + use<> {
    let fields = DETAILS.map(|asked| {
        let (value, wrong) =
            (said.typed.raw(asked.name).to_owned(), wording::amiss(asked.name, said));
        view! { <StaffField asked value wrong /> }
    });
    let open = !said.amiss.is_empty();
    view! {
        <details class="staff-more" open=open>
            <summary>"Change how they are reached"</summary>
            <p>"What you leave empty stays as it is. What you write is used from now on, in the ways in which they agreed to be reached. An address needs its postcode."</p>
            <form method="post" action=action novalidate>
                {fields.into_iter().collect_view()}
                <div class="actions"><button class="button">"Change these"</button></div>
            </form>
        </details>
    }
}
