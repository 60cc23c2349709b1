//! An entry: what people wrote, what was done, and what is to be done.

use leptos::prelude::*;
use records::{
    Person,
    registers::{Entry, Opened, Written},
};
use surveys::{
    registers::{Event, Reference, Said},
    study::Study,
};

use super::{acts::Acts, address, due, since};
use crate::{
    api::staff::registers::One,
    components::staff::{frame::StaffFramed, person::person, said::Told},
    pages::staff::coming_in::framed,
    wording::registers as wording,
};

pub(crate) fn entry(one: One) -> StaffFramed {
    let One { study, opened, contact, may_destroy, now, said } = one;
    let Opened { entry: Entry { reference, standing, person: number }, events } = opened;
    let (name, _) = wording::register(reference.register);
    let title = format!("{name} {reference}");
    let wrong = said.wrong;
    let zone = study.timezone.clone();
    let happened = events.into_iter().map(|(event, written)| happened(&zone, event, written));
    let happened = happened.collect_view();
    let own = number.as_deref().filter(|_| standing.is_in_their_own_hand());
    let reach = own.map(|number| reach(&study, reference, number, contact));
    let about = number.map(|number| {
        view! { <div class="check__row"><dt>"Study number"</dt><dd>{number}</dd></div> }
    });
    let acts = Acts { study: &study, entry: reference, standing: &standing, said: &said };
    let acts = acts.draw(may_destroy);
    let middle = view! {
        <a class="back" href=address(&study)>"Complaints, breaches and harms"</a>
        <Told said />
        <h1>{title.clone()}</h1>
        <dl class="check">
            <div class="check__row">
                <dt>"How it stands"</dt>
                <dd>{due(&study, &standing, now)}</dd>
            </div>
            <div class="check__row">
                <dt>"Since"</dt>
                <dd>{since(&study, &standing)}", "{wording::channel(standing.channel)}</dd>
            </div>
            {about}
        </dl>
        {reach}
        <h2>"What happened"</h2>
        <ol class="register-events">{happened}</ol>
        {acts}
    };
    framed(&title, wrong, middle)
}

/// How to reach the participant who tied their complaint to themselves. The vault is opened only for whoever asks.
fn reach(study: &Study, entry: Reference, number: &str, contact: Option<Person>) -> AnyView {
    if let Some(contact) = contact {
        return view! { <h2>"How to reach them"</h2> {person(number, contact)} }.into_any();
    }
    let action = format!("{}/{}", address(study), entry.number);
    view! {
        <form method="post" action=action>
            <p>"They said that you may know who they are, so you can answer where the study writes \
                to them. That you looked is recorded."</p>
            <div class="actions">
                <button class="button button--quiet" name="then" value="contact">
                    "Show name and contact details"
                </button>
            </div>
        </form>
    }
    .into_any()
}

fn happened(zone: &str, event: Event, written: Written) -> impl IntoView + use<> {
    let words = match written {
        Written::Nothing => ().into_any(),
        Written::NotThere => {
            view! { <p>"What was written cannot be read any more."</p> }.into_any()
        }
        Written::Words(said) => words(said).into_any(),
    };
    let head = format!("{}, {}", wording::moment(zone, event.at), event.actor);
    view! {
        <li>
            <strong>{wording::happened(event.fact)}</strong>
            <span class="hint">{head}</span>
            {words}
        </li>
    }
}

fn words(said: Said) -> impl IntoView {
    let Said { what, wish, contact } = said;
    let beside = [("What they would like", wish), ("How they can be reached", contact)];
    let beside = beside.into_iter().filter(|(_, words)| !words.is_empty());
    let beside = beside.map(|(name, words)| {
        view! { <p class="hint">{name}":"</p> <p class="register-words">{words}</p> }
    });
    view! { <p class="register-words">{what}</p> {beside.collect_view()} }
}
