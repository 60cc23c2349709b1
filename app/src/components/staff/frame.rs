//! What every page of staff has around it.

use chrono::{DateTime, Utc};
use http::StatusCode;
use leptos::prelude::*;
use records::auth::StaffMember;

use crate::{paths, wording::desk};

/// A page of staff.
pub(crate) struct StaffFramed {
    pub status: StatusCode,
    pub title: String,
    pub who: Option<Who>,
    /// What is held in the study that it is about.
    pub held: Option<HeldSends>,
    /// What makes the page livelier where scripts run; most have none.
    pub script: Option<&'static str>,
    pub middle: AnyView,
}

/// Who looks at it.
#[derive(Clone)]
pub(crate) struct Who {
    name: String,
    manages_staff: bool,
}

/// The messages of a study, which are held.
#[derive(Clone)]
pub(crate) struct HeldSends {
    /// Since when.
    pub since: DateTime<Utc>,
    /// Where they are released, for whoever may.
    pub page: Option<String>,
}

impl Who {
    pub fn of(member: &StaffMember) -> Self {
        let manages_staff = member.administrator().is_ok();
        Self { name: member.name().to_owned(), manages_staff }
    }
}

impl StaffFramed {
    pub fn new(title: impl Into<String>, middle: impl IntoView + 'static) -> Self {
        let (status, title) = (StatusCode::OK, title.into());
        Self { status, title, who: None, held: None, script: None, middle: middle.into_any() }
    }

    pub fn with_status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    pub fn with_script(self, script: &'static str) -> Self {
        Self { script: Some(script), ..self }
    }

    pub fn for_whom(self, who: Option<Who>, held: Option<HeldSends>) -> Self {
        Self { who, held, ..self }
    }
}

#[component]
pub(crate) fn StaffFrame(
    who: Option<Who>,
    held: Option<HeldSends>,
    children: Children,
) -> impl IntoView {
    view! {
        <a class="skip" href="#main">"Skip to main content"</a>
        <header class="top">
            <div class="top__name">"Staff"</div>
            {who.map(|who| view! { <Ways who /> })}
        </header>
        {held.map(banner)}
        <main class="main" id="main" tabindex="-1">{children()}</main>
        <footer class="foot">
            <p>"For the study's team only. What you do here is recorded."</p>
            <ul><li><a href=paths::COMPLAINT>"Make a complaint"</a></li></ul>
        </footer>
    }
}

fn banner(held: HeldSends) -> impl IntoView {
    let page = held.page.map(|page| view! { " "<a href=page>"See what waits"</a>"." });
    let since = desk::time(held.since);
    view! {
        <aside class="staff-held" aria-label="Messages">
            <p>"Messages to participants are held since "{since}" UTC."{page}</p>
        </aside>
    }
}

#[component]
fn Ways(who: Who) -> impl IntoView {
    let Who { name, manages_staff } = who;
    view! {
        <nav class="staff-ways" aria-label="Staff">
            <a href="/staff">"Overview"</a>
            {manages_staff.then(|| view! { <a href="/staff/people">"Staff"</a> })}
            <a href="/staff/account">"My account"<span class="hidden">": "{name}</span></a>
            <form method="post" action="/staff/sign-out">
                <button class="button button--quiet">"Sign out"</button>
            </form>
        </nav>
    }
}
