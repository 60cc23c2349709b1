//! Stopping emails, for whoever comes from a mail. Looking at the page stops nothing: machines that scan mail look at
//! it, too.

use leptos::prelude::*;
use records::stopping::Emails;
use surveys::stopping::Way;

use crate::{
    api::emails::Stopping,
    components::{frame::Framed, team::TeamLines},
    paths,
};

pub(crate) fn emails(stopping: Stopping) -> Framed {
    let Stopping { emails, token } = stopping;
    let (title, team) = (emails.study.title.clone(), emails.study.team.clone());
    let (heading, words) = match emails.are_stopped {
        true => ("We send you no more emails", stopped(&emails).into_any()),
        false => ("Stop our emails to you", asked(&emails, &token).into_any()),
    };
    let middle = view! {
        <h1>{heading}</h1>
        {words}
        {everything_else(&token)}
        <TeamLines team />
    };
    Framed::new(format!("{heading} – {title}"), None, middle)
}

fn asked(emails: &Emails, token: &str) -> impl IntoView + use<> {
    let study = emails.study.title.clone();
    view! {
        <p>"We then send you no more emails about " {study} ". We do so at once."</p>
        <p>
            {goes_on(emails)}
            " This changes nothing about your benefits, your care or the help you get."
        </p>
        <form class="page" method="post" action=paths::no_emails(token)>
            <div class="actions"><button class="button">"Stop emails"</button></div>
        </form>
    }
}

/// The way to their own page, on which they show first who they are.
fn everything_else(token: &str) -> impl IntoView + use<> {
    view! {
        <h2>"Change how we contact you"</h2>
        <p>
            "You can change your number, address or language, stop texts or calls, or take a break. We may ask for your \
             birthday first, so that nobody else does it for you."
        </p>
        <form class="page" method="post" action=paths::from_mail(token)>
            <div class="actions">
                <button class="button button--quiet">"Change how we contact you"</button>
            </div>
        </form>
    }
}

fn stopped(emails: &Emails) -> impl IntoView + use<> {
    let study = emails.study.title.clone();
    view! {
        <p>"You get no more emails about " {study} "."</p>
        <p>{goes_on(emails)} " If you want emails again, say so below, or tell us."</p>
    }
}

/// What goes on for this person without emails.
fn goes_on(Emails { asks, ways, .. }: &Emails) -> String {
    let ways: Vec<_> = ways.iter().map(|way| named(*way)).collect();
    match ways.as_slice() {
        _ if !asks => "We ask you no more surveys.".to_owned(),
        [] => "You can still answer surveys with your link. We contact you in no other way.".into(),
        [one] => format!("Taking part goes on. So do {one}."),
        [first @ .., last] => {
            format!("Taking part goes on. So do {} and {last}.", first.join(", "))
        }
    }
}

const fn named(way: Way) -> &'static str {
    match way {
        Way::Email => "emails",
        Way::Sms => "texts",
        Way::Phone => "calls",
        Way::Post => "letters",
    }
}
