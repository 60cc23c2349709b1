//! One of the staff: their roles, and their way in.

use leptos::prelude::*;
use records::{
    staff::{Account, Held},
    studies::StudyHandle,
};
use surveys::typed::Typed;

use super::{held, roles, said};
use crate::{
    api::staff::{Wrong, people::One},
    components::staff::{frame::StaffFramed, said::Told, select::StaffSelect},
    pages::staff::coming_in::framed,
    wording::staff as wording,
};

pub(crate) fn person(one: One) -> StaffFramed {
    let One { account, studies, said: told, .. } = one;
    let (wrong, typed) = (told.wrong, told.typed.clone());
    let Account { id, email, name, roles, standing, is_invited, has_second_factor, .. } = account;
    let below = move |what: &str| format!("/staff/people/{id}/{what}");
    let choices = Choices::of(&studies, &typed, wrong);
    let held = roles.into_iter().map(|role| taken(role, below("take-role")));
    let held = held.collect::<Vec<_>>();
    let name = name.unwrap_or_else(|| email.clone());
    let second = if has_second_factor { "has codes on a phone" } else { "has no codes on a phone" };
    let middle = view! {
        <Told said=told />
        <h1>{name}</h1>
        <p>{email}", "{second}{said(standing)}"."</p>
        <p>{format!("In the audit: staff {id}")}</p>
        <h2>"Roles"</h2>
        <ul class="staff-list">{held}</ul>
        <h3>"Give another role"</h3>
        <form method="post" action=below("roles") novalidate>
            {choices.draw()}
            <div class="actions"><button class="button">"Give this role"</button></div>
        </form>
        <WayIn id is_invited />
    };
    framed("One of the staff", wrong, middle)
}

#[component]
fn WayIn(id: i32, is_invited: bool) -> impl IntoView {
    let below = move |what: &str| format!("/staff/people/{id}/{what}");
    let link = is_invited.then(|| {
        view! {
            <form method="post" action=below("link")>
                <p>"They have a link that still works. If it did not reach them, send it yourself."</p>
                <div class="actions">
                    <button class="button button--quiet">"Show their link"</button>
                </div>
            </form>
        }
    });
    view! {
        <h2>"Their way in"</h2>
        {link}
        <form method="post" action=below("invitation")>
            <p>"Invite them again if they forgot their password, or the invitation is too old."</p>
            <div class="actions">
                <button class="button" name="renews" value="no">"Invite again"</button>
                <button class="button button--quiet" name="renews" value="yes">
                    "They lost their phone, too: invite again and set up new codes"
                </button>
            </div>
        </form>
        <form method="post" action=below("sessions")>
            <div class="actions">
                <button class="button button--quiet">"Sign them out everywhere"</button>
            </div>
        </form>
        <form method="post" action=below("removal")>
            <p>"If they no longer work on a study, take away all of their access."</p>
            <label class="staff-sure">
                <input type="checkbox" id="sure" name="sure" value="yes" />
                "Yes, take away all of it"
            </label>
            <div class="actions"><button class="button">"Take away access"</button></div>
        </form>
    }
}

fn taken(role: Held, action: String) -> impl IntoView {
    let words = held(&role);
    view! {
        <li>
            {words.clone()}
            <form method="post" action=action>
                <button class="button button--quiet" name="role" value=role.id.to_string()>
                    "Take this role away"<span class="hidden">": "{words}</span>
                </button>
            </form>
        </li>
    }
}

/// Role, study and site to choose from, as they were chosen before.
pub(super) struct Choices {
    studies: Vec<(String, String)>,
    sites: Vec<(String, String)>,
    typed: Typed,
    wrong: Option<Wrong>,
}

impl Choices {
    pub fn of(studies: &[StudyHandle], typed: &Typed, wrong: Option<Wrong>) -> Self {
        let all = || studies.iter().map(|study| study.study());
        let sites = all().flat_map(|study| {
            study.sites.iter().map(|site| {
                (format!("{}/{}", study.key, site.key), format!("{}, {}", site.title, study.title))
            })
        });
        Self {
            studies: all().map(|study| (study.key.to_string(), study.title.clone())).collect(),
            sites: sites.collect(),
            typed: typed.clone(),
            wrong,
        }
    }

    pub fn draw(self) -> AnyView {
        let Self { studies, sites, typed, wrong } = self;
        let roles = roles().map(|(role, words)| (role.key().to_owned(), words)).collect();
        let one = |name: &'static str, label, none, options| {
            let (chosen, wrong) = (typed.one(name).to_owned(), wording::at(name, wrong));
            view! { <StaffSelect name label none options chosen wrong /> }
        };
        view! {
            {one("role", "Role", "Choose a role", roles)}
            {one("study", "Study", "None: for an administrator", studies)}
            {one("site", "Site", "None: only a site lead has one", sites)}
        }
        .into_any()
    }
}
