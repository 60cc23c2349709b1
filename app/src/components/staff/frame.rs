//! What every page of staff has around it.

use http::StatusCode;
use leptos::prelude::*;
use records::auth::StaffMember;

use crate::paths;

/// A page of staff.
pub(crate) struct StaffFramed {
    pub status: StatusCode,
    pub title: String,
    pub who: Option<Who>,
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

impl Who {
    pub fn of(member: &StaffMember) -> Self {
        let manages_staff = member.administrator().is_ok();
        Self { name: member.name().to_owned(), manages_staff }
    }
}

impl StaffFramed {
    pub fn new(title: impl Into<String>, middle: impl IntoView + 'static) -> Self {
        let (status, title) = (StatusCode::OK, title.into());
        Self { status, title, who: None, script: None, middle: middle.into_any() }
    }

    pub fn with_status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    pub fn with_script(self, script: &'static str) -> Self {
        Self { script: Some(script), ..self }
    }

    pub fn for_whom(self, who: Option<Who>) -> Self {
        Self { who, ..self }
    }
}

#[component]
pub(crate) fn StaffFrame(who: Option<Who>, children: Children) -> impl IntoView {
    view! {
        <a class="skip" href="#main">"Skip to main content"</a>
        <header class="top">
            <div class="top__name">"Staff"</div>
            {who.map(|who| view! { <Ways who /> })}
        </header>
        <main class="main" id="main" tabindex="-1">{children()}</main>
        <footer class="foot">
            <p>"For the study's team only. What you do here is recorded."</p>
            <ul><li><a href=paths::COMPLAINT>"Make a complaint"</a></li></ul>
        </footer>
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
