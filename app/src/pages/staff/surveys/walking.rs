//! Walking through a survey: its pages as a participant sees them, and beside them why each question is asked or not.

mod known;

mod phone;

mod beside;

use leptos::prelude::*;
use surveys::{journey::Journey, language::isolated, trying::Tried};

use self::{
    beside::beside,
    known::{beforehand, unread},
    phone::phone,
};
use super::{of_survey, publishing::faulty};
use crate::{
    api::staff::walking::{LookedThrough, Walk, Walking},
    components::{staff::frame::StaffFramed, summary::Summary},
    pages::staff::{coming_in::framed, participants::back},
};

/// Below the page of the draft, or of the version.
pub(super) fn of_looked_through(of: &LookedThrough, rest: &str) -> String {
    match of.version {
        None => of_survey(&of.key, &format!("/draft{rest}")),
        Some(version) => of_survey(&of.key, &format!("/{version}{rest}")),
    }
}

/// How it is called.
pub(super) fn called(of: &LookedThrough) -> String {
    let name = match &of.read {
        Ok(survey) => isolated(&survey.title).into_owned(),
        Err(_) => of.key.to_string(),
    };
    match of.version {
        None => format!("the draft of “{name}”"),
        Some(version) => format!("{name}, version {version}"),
    }
}

pub(super) fn leads_back(of: &LookedThrough) -> AnyView {
    let words = if of.version.is_none() { "The draft" } else { "This version" };
    back(of_looked_through(of, ""), words).into_any()
}

pub(crate) fn walking(walking: Walking) -> StaffFramed {
    let Walking { of, walk } = walking;
    let title = format!("Walk through {}", called(&of));
    let below = match (&of.read, &walk) {
        (Ok(_), Some(walk)) => walked(&of, walk),
        (Err(faults), _) => faulty(&of.key, faults.len()),
        (Ok(_), None) => ().into_any(),
    };
    let wrong = walk.as_ref().map(unread).unwrap_or_default();
    let middle = view! {
        {leads_back(&of)}
        <Summary wrong />
        <h1>{title.clone()}</h1>
        {below}
    };
    framed(&title, None, middle)
}

fn walked(of: &LookedThrough, walk: &Walk) -> AnyView {
    let Walk { survey, tried: Tried { sheet, facts, .. }, trial, .. } = walk;
    let journey = Journey::walk(survey, sheet, facts);
    let action = of_looked_through(of, "/walking");
    let map = of_looked_through(of, "/map");
    let own = of.read.as_ref().ok().unwrap_or(survey);
    view! {
        <p>
            "Answer as somebody might, and see what they are asked. Nothing that you choose here is stored. "
            <a href=map>"The map of its pages"</a>
        </p>
        {beforehand(&action, walk)}
        <div class="walk">
            <div class="walk__phone">{phone(&action, walk, &journey)}</div>
            <div class="walk__beside">{beside(&action, walk, &journey, own)}</div>
        </div>
        <form method="post" action=action.clone()>
            <input type="hidden" name="tried-out" value=trial.written() />
            <div class="actions">
                <button class="button button--quiet" name="tried-then" value="again">
                    "Begin again from the first page"
                </button>
            </div>
        </form>
    }
    .into_any()
}
