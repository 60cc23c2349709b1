//! What is said at the top of a page about a form that was posted.

use chrono::{DateTime, NaiveDate, Utc};
use leptos::prelude::*;
use records::chain::Verdict;
use surveys::fill::long_date;

use crate::{
    api::staff::door::{Done, Said},
    components::{
        changes::capital,
        summary::{Summary, ToPutRight},
    },
    pages::staff::requests::erased,
    paths,
    wording::staff as wording,
};

#[component]
pub(crate) fn Told(said: Said) -> impl IntoView {
    let Said { wrong, besides, done, boxes, amiss, unfit, .. } = said;
    let is_told = !amiss.is_empty() || !unfit.is_empty();
    let unfit = unfit.iter().map(|(at, typed)| cannot_be(at, typed));
    let mut boxes = boxes.into_iter();
    let first = wrong.filter(|_| !is_told).map(|wrong| ToPutRight {
        at: boxes.next().unwrap_or_else(|| wording::place(wrong).to_owned()),
        words: wording::wrong(wrong),
    });
    let besides = besides.into_iter().map(|wrong| ToPutRight {
        at: wording::place(wrong).to_owned(),
        words: wording::wrong(wrong),
    });
    let further = boxes.map(|at| ToPutRight { words: wording::boxes::also(&at), at });
    let amiss = amiss
        .into_iter()
        .map(|(at, words)| ToPutRight { at: at.to_owned(), words: capital(words) });
    view! {
        <Summary wrong=amiss.chain(unfit).chain(first).chain(besides).chain(further).collect() />
        {done.map(|done| view! { <div class="notice" role="status">{words(done)}</div> })}
    }
}

/// What was typed into a box, and cannot stand there.
fn cannot_be(at: &str, typed: &str) -> ToPutRight {
    let words = wording::boxes::cannot_be(at, typed);
    let words = match wording::boxes::called(at) {
        Some(name) => format!("{name}: {words}"),
        None => words,
    };
    ToPutRight { at: at.to_owned(), words }
}

fn words(done: Done) -> AnyView {
    match done {
        Done::Password => view! { <p>"Your password is changed."</p> }.into_any(),
        Done::Sessions => view! { <p>"Signed out there."</p> }.into_any(),
        Done::Roles | Done::Cases => view! { <p>"Saved. It holds from the next page they open."</p> }.into_any(),
        Done::Care(done) => view! { <p>{wording::care::done(done)}</p> }.into_any(),
        Done::Survey(done) => view! { <p>{wording::surveys::done(done)}</p> }.into_any(),
        Done::Tracing(done) => view! { <p>{wording::tracing::done(done)}</p> }.into_any(),
        Done::Call(done) => view! { <p>{wording::calls::done(&done)}</p> }.into_any(),
        Done::Voucher(done) => view! { <p>{wording::vouchers::done(done)}</p> }.into_any(),
        Done::Erased(receipts) => erased(receipts),
        Done::Removed => view! { <p>"They can no longer come in."</p> }.into_any(),
        Done::Rehearsed(_) => view! { <p>"Rehearsed. What it came to stands below."</p> }.into_any(),
        Done::Found(_) => several(),
        Done::InterviewStopped => view! { <p>{wording::INTERVIEW_STOPPED}</p> }.into_any(),
        Done::Anothers(supervisors) => anothers(&supervisors),
        Done::Consent => view! { <p>"Recorded what they said."</p> }.into_any(),
        Done::Text => view! { <p>"Noted: the text was dealt with."</p> }.into_any(),
        Done::LinkGoes(by) => view! { <p>{wording::calls::link_by(Some(by))}"."</p> }.into_any(),
        Done::Details => view! { <p>"Changed. It is used in the ways in which they agreed to be reached."</p> }.into_any(),
        Done::TakenBack => view! { <p>"Recorded: it goes on again."</p> }.into_any(),
        Done::Reviewed => view! { <p>"The decision is written down."</p> }.into_any(),
        Done::Message => view! { <p>"Done."</p> }.into_any(),
        Done::Held(true) => view! { <p>"All messages are held."</p> }.into_any(),
        Done::Held(false) => view! { <p>"The messages go again."</p> }.into_any(),
        Done::Link(long, code) => link(long, code).into_any(),
        Done::Verified(verdict) => verified(verdict).into_any(),
        Done::Entry => view! { <p>"It is written down."</p> }.into_any(),
        Done::Invited { email, until, link } => invited(&email, until, link),
        Done::InvitationLink(link) => view! {
            <p>"Send them this link yourself. It works once, and whoever opens it first comes in as \
                them:"</p>
            <p><code class="staff-secret">{link}</code></p>
        }
        .into_any(),
        Done::RecoveryCodes(codes) => recovery(codes),
    }
}

/// More than one was found: what tells them apart without opening each.
fn several() -> AnyView {
    view! {
        <p>"More than one person has this. If they are on the line, ask for the day and month of their birth, and type \
            them beside it: those who were born on another day are left out."</p>
    }
    .into_any()
}

/// Somebody of the study whom they do not look after. Nothing is told of them, not even which survey they are at.
fn anothers(supervisors: &[String]) -> AnyView {
    let whom = match supervisors.is_empty() {
        true => "Nobody supervises this study now: tell an administrator.".to_owned(),
        false => {
            format!("Pass them on to whoever supervises the study: {}.", supervisors.join(", "))
        }
    };
    view! {
        <p><strong>"Somebody in this study has this and this birthday, and you do not look after them. "{whom}</strong></p>
        <p>"Say that a colleague rings them back, and ask at which number and when. If they want to stop, or to be rung no \
            more, tell the supervisor so at once: it holds from when it is recorded. If a life is at risk, ask them to call 999."</p>
        <p><a href=paths::COMPLAINT>"If they want to complain, write it into the form that everybody has"</a></p>
    }
    .into_any()
}

fn recovery(codes: Vec<String>) -> AnyView {
    let codes = codes.into_iter();
    let codes = codes.map(|code| view! { <li><code class="staff-secret">{code}</code></li> });
    view! {
        <h2>"Your recovery codes"</h2>
        <p>"Each lets you in once if you lose your phone. Print them or write them down, and keep \
            them safe. We cannot show them again."</p>
        <ol class="staff-codes">{codes.collect_view()}</ol>
    }
    .into_any()
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

/// A link that is told once. The code is for whoever has no email.
fn link(long: String, code: Option<String>) -> impl IntoView {
    let code = match code {
        Some(code) => view! {
            <p>"To read out or to write in a letter, with their day and month of birth:"</p>
            <p><code class="staff-secret">{code}</code></p>
        }
        .into_any(),
        None => view! {
            <p>"There is no short code, because we do not know their date of birth."</p>
        }
        .into_any(),
    };
    view! {
        <h2>"Their new link"</h2>
        <p>"The link and the code they had before lead nowhere now. Give them this one yourself. \
            We show it only here."</p>
        <p><code class="staff-secret">{long}</code></p>
        {code}
    }
}

fn verified(verdict: Verdict) -> impl IntoView {
    let Verdict { whole, erased, unsealed, restored, broken, .. } = verdict;
    let erased = (erased > 0).then(|| {
        view! { <p>"Answers were erased later in "{erased}" of them, and entries say so."</p> }
    });
    let unsealed = (unsealed > 0).then(|| {
        view! { <p>"Not sealed yet: "{unsealed}". A server seals them within a second."</p> }
    });
    let restored = restored.into_iter().map(|one| {
        let moment = |at: DateTime<Utc>| {
            format!("{}, {} UTC", long_date(at.date_naive()), at.format("%H:%M"))
        };
        let (on, made_at) = (moment(one.on), moment(one.made_at));
        view! {
            <p>"Restored on "{on}" from a backup of "{made_at}": what was done between the two is lost."</p>
        }
    });
    let restored = restored.collect::<Vec<_>>();
    match broken {
        None => view! {
            <h2>"The chain is whole"</h2>
            <p>"Entries as they were sealed: "{whole}"."</p>
            {erased}
            {restored}
            {unsealed}
        }
        .into_any(),
        Some(broken) => view! {
            <h2>"The chain is broken"</h2>
            <p>"The first place: "{broken.to_string()}"."</p>
            <p>"Before it, entries as they were sealed: "{whole}". Tell whoever runs the server \
                and the data protection officer, and keep the backups."</p>
        }
        .into_any(),
    }
}
