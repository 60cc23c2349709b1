//! What is said at the top of a page about a form that was posted.

use chrono::NaiveDate;
use leptos::prelude::*;
use surveys::fill::long_date;

use crate::{
    api::staff::door::{Done, Said},
    components::summary::{Summary, ToPutRight},
    pages::staff::requests::erased,
    wording::staff as wording,
};

#[component]
pub(crate) fn Told(said: Said) -> impl IntoView {
    let Said { wrong, done, .. } = said;
    let wrong = wrong.map(|wrong| ToPutRight {
        at: wording::place(wrong).to_owned(),
        words: wording::wrong(wrong),
    });
    view! {
        <Summary wrong=wrong.into_iter().collect() />
        {done.map(|done| view! { <div class="notice" role="status">{words(done)}</div> })}
    }
}

fn words(done: Done) -> AnyView {
    match done {
        Done::Password => view! { <p>"Your password is changed."</p> }.into_any(),
        Done::Sessions => view! { <p>"Signed out there."</p> }.into_any(),
        Done::Roles => view! { <p>"Saved. It holds from the next page they open."</p> }.into_any(),
        Done::Care(done) => view! { <p>{wording::care::done(done)}</p> }.into_any(),
        Done::Erased(receipts) => erased(receipts),
        Done::Removed => view! { <p>"They can no longer come in."</p> }.into_any(),
        Done::Entry => view! { <p>"It is written down."</p> }.into_any(),
        Done::Invited { email, until, link } => invited(&email, until, link),
        Done::Link(link) => view! {
            <p>"Send them this link yourself. It works once, and whoever opens it first comes in as \
                them:"</p>
            <p><code class="staff-secret">{link}</code></p>
        }
        .into_any(),
        Done::RecoveryCodes(codes) => {
            let codes = codes.into_iter();
            let codes =
                codes.map(|code| view! { <li><code class="staff-secret">{code}</code></li> });
            view! {
                <h2>"Your recovery codes"</h2>
                <p>"Each lets you in once if you lose your phone. Print them or write them down, \
                    and keep them safe. We cannot show them again."</p>
                <ol class="staff-codes">{codes.collect_view()}</ol>
            }
            .into_any()
        }
    }
}

/// The link itself is shown where no message takes it to them.
fn invited(email: &str, until: NaiveDate, link: Option<String>) -> AnyView {
    let until = long_date(until);
    let email = email.to_owned();
    match link {
        None => view! {
            <p>
                "Invited. A message with their link is on its way to "<strong>{email}</strong>
                ". The link works once, until "{until}". If nothing arrives, you can see the link on \
                 their page."
            </p>
        }
        .into_any(),
        Some(link) => view! {
            <p>
                "Invited. No messages leave this site yet, so send this link to "
                <strong>{email}</strong>" yourself. It works once, until "{until}":"
            </p>
            <p><code class="staff-secret">{link}</code></p>
        }
        .into_any(),
    }
}
