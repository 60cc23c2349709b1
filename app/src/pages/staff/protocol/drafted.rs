//! What is said of the draft of the next version: who saved it, which lines were changed elsewhere, and how it is thrown away.

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use surveys::{
    calendar,
    comparing::{self, Passage},
    fill::long_moment,
    joining::Clash,
    keys::StudyKey,
};

use super::of_protocol;
use crate::{
    api::staff::{
        Wrong,
        protocol::{Boxed, SavedBy, Standing},
    },
    components::{changes::passage, staff::select::Wrong as Beside},
    wording::staff as wording,
};

/// By the study's clock.
pub(super) fn moment(at: DateTime<Utc>, zone: &str) -> String {
    long_moment(calendar::moment_in(zone, at))
}

/// What it means that there is a draft, or none yet.
pub(super) fn told(draft: Option<&Standing>, holds: u32) -> AnyView {
    let kept = match draft {
        None => "Nothing of it is saved yet.".to_owned(),
        Some(_) => "It is saved here as a draft, and can be written by all who evaluate the study."
            .to_owned(),
    };
    let behind = draft.filter(|draft| draft.follows != holds).map(|draft| {
        let words = format!(
            "It was begun from version {}, and version {holds} holds by now. What that one changed is not in it: see what \
             it changes below, give it the number {}, or start again.",
            draft.follows,
            holds + 1
        );
        view! { <div class="notice"><p>{words}</p></div> }
    });
    view! {
        <p>
            "What is published holds at once, for everybody, also for whoever is in the middle of a survey. Until then \
             nobody follows what stands here. "{kept}
        </p>
        {behind}
    }
    .into_any()
}

/// Who saved it last, beside a form of which something was saved meanwhile.
pub(super) fn last(by: &SavedBy) -> String {
    match by {
        SavedBy::Them => "You saved it last yourself, on another page.".to_owned(),
        SavedBy::Colleague(name) => format!("Last saved by {name}."),
        SavedBy::TakenOut | SavedBy::Nobody => GONE.to_owned(),
    }
}

/// Whoever threw it away may be who reads this.
const GONE: &str = "The draft is there no more: it was thrown away or published while this page was open. What stands here by now \
                    is what the version that holds says.";

/// Below a box: what was saved elsewhere of the same lines. The first of them all is where the summary leads to.
pub(super) fn clashes(one: &Boxed, is_first: bool) -> Option<AnyView> {
    if one.clashes.is_empty() {
        return None;
    }
    let file = &one.file.name;
    let title = match &one.by {
        SavedBy::Them => format!("You changed the same lines of {file} on another page"),
        SavedBy::Colleague(name) => format!("{name} changed the same lines of {file}"),
        SavedBy::TakenOut => format!("{file} was taken out of the draft"),
        SavedBy::Nobody => format!("The draft of {file} is there no more"),
    };
    let gone = (one.by == SavedBy::Nobody).then(|| view! { <p>{GONE}</p> });
    let each: Vec<_> = one.clashes.iter().map(|clash| apart(clash, &one.by)).collect();
    let id = is_first.then_some("clashes");
    let view = view! {
        <div class="clashes" id=id tabindex="-1">
            <h2>{title}</h2>
            {gone}
            <p>
                "Yours stand in the box. Lines that were changed in one place only go together by themselves, and are in \
                 it already. Put into the box what is to stand, then save: what you leave out there is gone."
            </p>
            {each}
        </div>
    };
    Some(view.into_any())
}

fn apart(clash: &Clash, by: &SavedBy) -> AnyView {
    let Clash { line, before, theirs, mine, .. } = clash;
    let lines = mine.lines().count();
    let at = match lines {
        0 | 1 => format!("Around line {line} of the box"),
        more => format!("Around lines {line} to {} of the box", line + more - 1),
    };
    let other = match by {
        SavedBy::Them => "As you saved it there:".to_owned(),
        SavedBy::Colleague(name) => format!("As {name} saved it:"),
        SavedBy::TakenOut => "As it is saved:".to_owned(),
        SavedBy::Nobody => "As it holds:".to_owned(),
    };
    let side = |text: &str| {
        let passages: Vec<Passage> = comparing::words(before, text);
        let passages: Vec<_> = passages.into_iter().map(passage).collect();
        view! { <pre class="source source--compared" tabindex="0">{passages}</pre> }
    };
    view! {
        <h3>{at}</h3>
        <p>{other}</p>
        {side(theirs)}
        <p>"As you wrote it:"</p>
        {side(mine)}
    }
    .into_any()
}

/// Folded away at the foot of the page, unless somebody forgot to say that they mean it.
pub(super) fn throwing_away(
    key: &StudyKey,
    draft: &Standing,
    holds: u32,
    wrong: Option<Wrong>,
) -> AnyView {
    let unsure = wording::at("sure", wrong);
    let is_open = unsure.is_some();
    let described = is_open.then_some("sure-wrong");
    view! {
        <details class="staff-more" open=is_open>
            <summary>"Throw this draft away, or start again"</summary>
            <form method="post" action=of_protocol(key, "/next") novalidate>
                <input type="hidden" name="stands" value=draft.mark.clone() />
                <p>"The draft is not kept, and nobody can fetch it back. What holds stays as it is."</p>
                <Beside name="sure" wrong=unsure />
                <div class="choice">
                    <input type="checkbox" id="sure" name="sure" value="yes" aria-describedby=described />
                    <label for="sure">"I mean it: this draft may go"</label>
                </div>
                <div class="actions">
                    <button class="button button--quiet" name="then" value="throw-away">
                        "Throw this draft away"
                    </button>
                    <button class="button button--quiet" name="then" value="start-again">
                        {format!("Start again from version {holds}")}
                    </button>
                </div>
            </form>
        </details>
    }
    .into_any()
}
