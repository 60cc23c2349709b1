//! Everybody on the staff, for administrators.

mod one;

use leptos::prelude::*;
use records::staff::{Account, Held, Standing};
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
    let Everybody { accounts, studies, said, .. } = everybody;
    let (wrong, typed) = (said.wrong, said.typed.clone());
    let asked = Asked {
        name: "email",
        label: "Email address",
        kind: "email",
        autocomplete: "off",
        hint: None,
    };
    let choices = one::Choices::of(&studies, &typed, wrong);
    let lines = accounts.into_iter().map(line).collect::<Vec<_>>();
    let middle = view! {
        <Told said />
        <h1>"Staff"</h1>
        <ul class="staff-list">{lines}</ul>
        <h2>"Invite somebody"</h2>
        <form method="post" action="/staff/people" novalidate>
            <StaffField asked value=typed.raw("email") wrong=wording::at("email", wrong) />
            {choices.draw()}
            <div class="actions"><button class="button">"Invite"</button></div>
        </form>
    };
    framed("Staff", wrong, middle)
}

fn line(account: Account) -> impl IntoView {
    let Account { id, email, name, roles, standing, .. } = account;
    let roles = roles.iter().map(held).collect::<Vec<_>>().join("; ");
    let standing = said(standing);
    let name = name.unwrap_or_else(|| email.clone());
    view! {
        <li>
            <a href=format!("/staff/people/{id}")>{name}</a>", "{email}<br />
            {roles}{standing}
        </li>
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
