//! Somebody's own account: password, second factor, and where they are signed in.

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use records::staff::Signed;

use super::coming_in::{AGAIN, NEW, framed};
use crate::{
    api::staff::{Wrong, own::Account},
    components::staff::{
        field::{Asked, StaffField},
        frame::StaffFramed,
        said::Told,
    },
    wording::staff as wording,
};

pub(crate) fn account(account: Account) -> StaffFramed {
    let Account { member, sessions, codes_left, now, said } = account;
    let wrong = said.wrong;
    let others = sessions.len() > 1;
    let sessions = sessions.into_iter().map(|session| line(session, now)).collect::<Vec<_>>();
    let ways = match member.has_password() {
        true => view! { <Ways wrong codes_left /> }.into_any(),
        false => view! {
            <p>
                "You come in by your organisation's own sign-in. It keeps your password, and you \
                 change it there. If you lose your phone, ask an administrator to invite you again."
            </p>
        }
        .into_any(),
    };
    let middle = view! {
        <Told said />
        <h1>"My account"</h1>
        <p>{member.name().to_owned()}", "{member.email().to_owned()}</p>
        {ways}
        <h2>"Where you are signed in"</h2>
        <ul class="staff-list">{sessions}</ul>
        {others.then(|| view! {
            <form method="post" action="/staff/account/sessions">
                <button class="button" name="session" value="others">
                    "Sign out everywhere else"
                </button>
            </form>
        })}
    };
    framed("My account", wrong, middle)
}

#[component]
fn Ways(wrong: Option<Wrong>, codes_left: u64) -> impl IntoView {
    view! {
        <h2>"Change how you come in"</h2>
        <form method="post" action="/staff/account" novalidate>
            <StaffField asked=own() wrong=wording::at("password", wrong) />
            <StaffField asked=NEW wrong=wording::at("new", wrong) />
            <StaffField asked=AGAIN wrong=wording::at("again", wrong) />
            <div class="actions">
                <button class="button" name="then" value="password">"Change password"</button>
            </div>
            <h2>"Codes on your phone"</h2>
            <p>"For these, write only your password above. You have "{codes_left}" recovery codes."</p>
            <div class="actions">
                <button class="button button--quiet" name="then" value="second-factor">
                    "Set up another phone"
                </button>
                <button class="button button--quiet" name="then" value="recovery-codes">
                    "Make new recovery codes"
                </button>
            </div>
        </form>
    }
}

fn own() -> Asked {
    Asked {
        name: "password",
        label: "Your password now",
        kind: "password",
        autocomplete: "current-password",
        hint: Some("So that nobody else can change it on a computer you left open"),
    }
}

fn line(session: Signed, now: DateTime<Utc>) -> impl IntoView {
    let Signed { id, device, seen_at, is_this, .. } = session;
    let minutes = (now - seen_at).num_minutes();
    let used = if minutes < 2 { "just now".to_owned() } else { format!("{minutes} minutes ago") };
    let device = if device.is_empty() { "A browser without a name".to_owned() } else { device };
    let end = (!is_this).then(|| {
        view! {
            <form method="post" action="/staff/account/sessions">
                <button class="button button--quiet" name="session" value=id.to_string()>
                    "Sign out there"
                    <span class="hidden">": "{device.clone()}", "{used.clone()}</span>
                </button>
            </form>
        }
    });
    view! {
        <li>
            {device}<br />"Used "{used}{is_this.then_some(". This is where you are now.")}
            {end}
        </li>
    }
}
