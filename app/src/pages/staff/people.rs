//! Everybody on the staff, for administrators.

mod one;

use leptos::prelude::*;
use records::staff::{Account, Held, Left, Standing};
use surveys::{fill::long_date, roles::Role};

pub(crate) use one::person;

use super::coming_in::framed;
use crate::{
    api::staff::people::Everybody,
    components::staff::{
        field::{Asked, StaffField},
        frame::StaffFramed,
        said::Told,
    },
    wording::staff as wording,
};

pub(crate) fn people(everybody: Everybody) -> StaffFramed {
    let Everybody { accounts, left, studies, said } = everybody;
    let (wrong, typed) = (said.wrong, said.typed.clone());
    let asked = Asked::of_another("email", "Email address", "email");
    let choices = one::Choices::of(&studies, &typed, wrong);
    let lines = accounts.into_iter().map(line).collect::<Vec<_>>();
    let middle = view! {
        <Told said />
        <h1>"Staff"</h1>
        <p>"The audit and the lists of messages name people by the number that stands beside their name."</p>
        <ul class="staff-list">{lines}</ul>
        <h2>"Invite somebody"</h2>
        <form method="post" action="/staff/people" novalidate>
            <StaffField asked value=typed.raw("email") wrong=wording::at("email", wrong) />
            {choices.draw()}
            <div class="actions"><button class="button">"Invite"</button></div>
        </form>
        {gone(left)}
    };
    framed("Staff", wrong, middle)
}

fn line(account: Account) -> impl IntoView {
    let Account { id, email, name, roles, standing, .. } = account;
    let roles = roles.iter().map(held).collect::<Vec<_>>().join("; ");
    let standing = said(standing);
    let name = name.unwrap_or_else(|| email.clone());
    view! {
        <li id=anchor(id)>
            <a href=format!("/staff/people/{id}")>{name}</a>{format!(", {email}, staff {id}")}<br />
            {roles}{standing}
        </li>
    }
}

/// Those who can no longer come in.
fn gone(left: Vec<Left>) -> Option<impl IntoView> {
    if left.is_empty() {
        return None;
    }
    let lines = left.into_iter().map(|Left { id, email, name, at }| {
        let name = name.map(|name| format!("{name}, "));
        let since = long_date(at.date_naive());
        view! { <li id=anchor(id)>{name}{format!("{email}, staff {id}. Left on {since}")}</li> }
    });
    Some(view! {
        <h2>"No longer on the staff"</h2>
        <ul class="staff-list">{lines.collect_view()}</ul>
    })
}

/// Where an account stands on the page, for whoever comes from the audit.
fn anchor(id: i32) -> String {
    format!("staff-{id}")
}

/// A number as the audit has it, `staff 12, site lead`, with a way to whose it is. Only administrators are
/// led there: names stand in no entry.
pub(crate) fn whose(actor: &str) -> AnyView {
    let number = actor.strip_prefix("staff ").map(|rest| rest.split([',', ':']).next());
    match number.flatten().filter(|number| number.parse::<i32>().is_ok()) {
        Some(number) => {
            let said = format!("staff {number}");
            let rest = actor[said.len()..].to_owned();
            view! { <a href=format!("/staff/people#staff-{number}")>{said}</a>{rest} }.into_any()
        }
        None => actor.to_owned().into_any(),
    }
}

/// `Site lead, bridgeway, ashmere`
fn held(held: &Held) -> String {
    let Held { role, study, site, .. } = held;
    let (title, _) = wording::role(*role);
    let parts = [Some(title), study.as_deref(), site.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn said(standing: Standing) -> Option<String> {
    match standing {
        Standing::Active => None,
        Standing::Invited(until) => {
            Some(format!(". Invited until {}", long_date(until.date_naive())))
        }
        Standing::Lapsed => Some(". The invitation no longer works".to_owned()),
    }
}

fn roles() -> impl Iterator<Item = (Role, String)> {
    Role::ALL.into_iter().map(|role| {
        let (title, does) = wording::role(role);
        (role, format!("{title}: {does}"))
    })
}
