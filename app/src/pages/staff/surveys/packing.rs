//! The ethics committee's pack of a study, to download.

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use records::{studies::Earlier, versions::Listed};
use surveys::{fill::long_date, language::isolated};

use crate::{
    api::staff::pack::{Packing, Seen},
    components::staff::{frame::StaffFramed, said::Told},
    pages::staff::{coming_in::framed, participants::back},
};

pub(crate) fn packing(packing: Packing) -> StaffFramed {
    let Packing { study, surveys, protocols, earlier, said } = packing;
    let study = study.study();
    let title = format!("Pack for the ethics committee: {}", study.title);
    let action = format!("/staff/{}/pack", study.key);
    let surveys = surveys.into_iter().map(of_survey).collect::<Vec<_>>();
    let wrong = said.wrong;
    let middle = view! {
        {back("/staff".to_owned(), "Overview")}
        <Told said />
        <h1>{title.clone()}</h1>
        <p>
            "One document with the consent form, every questionnaire with its routing in words, as it is read and as an \
             interviewer reads it out, what interviewers say around the questions, the messages with their days and in \
             their words, safeguarding and data flow."
        </p>
        <form method="post" action=action>
            <p>
                "Of each survey the pack has the latest version that is not retired, so that a committee reads it \
                 before anybody is asked it. What has changed since the version that the committee saw last is struck \
                 through and underlined; in a word processor these are tracked changes."
            </p>
            {surveys}
            {of_protocol(&protocols)}
            {of_study(&earlier)}
            <div class="actions">
                <button class="button" name="as" value="docx">"Download for a word processor"</button>
                <button class="button button--quiet" name="as" value="html">"Download as a page"</button>
            </div>
        </form>
    };
    framed(&title, wrong, middle)
}

fn of_survey(seen: Seen) -> AnyView {
    let Seen { key, title, in_use, to_come, versions } = seen;
    if let [only] = versions.as_slice() {
        let words = format!("{}: version {}. There is no other.", isolated(&title), only.version);
        return view! { <p>{words}</p> }.into_any();
    }
    let latest = in_use.iter().max().copied();
    let is_open = |listed: &&Listed| listed.retired.is_none() || in_use.contains(&listed.version);
    // Where waves begin with several, each keeps its own unless somebody chooses.
    let several = (to_come.is_none() && in_use.len() > 1)
        .then(|| view! { <option value="">"Those that its waves begin with"</option> });
    let chosen = if several.is_some() { None } else { to_come.or(latest) };
    let open = versions.iter().filter(is_open);
    let open = open.map(|listed| option(listed, &in_use, chosen)).collect_view();
    let seen = to_come.and(latest);
    let all = versions.iter().map(|listed| option(listed, &in_use, seen)).collect_view();
    let (with, since) = (format!("with:{key}"), format!("since:{key}"));
    view! {
        <div class="question">
            <label for=with.clone()><strong>{format!("{title}: the version in the pack")}</strong></label>
            <select id=with.clone() name=with>{several}{open}</select>
        </div>
        <div class="question">
            <label for=since.clone()>
                <strong>{format!("{title}: the version that the committee saw last")}</strong>
            </label>
            <select id=since.clone() name=since>
                <option value="">"None, or the one in the pack: mark no changes"</option>
                {all}
            </select>
        </div>
    }
    .into_any()
}

/// The pack has the version that holds.
fn of_protocol(versions: &[(u32, DateTime<Utc>)]) -> Option<AnyView> {
    let (holds, before) = versions.split_first()?;
    if before.is_empty() {
        let words = format!("Protocol and messages: version {}. There is no other.", holds.0);
        return Some(view! { <p>{words}</p> }.into_any());
    }
    let options = before.iter().map(|(version, published_at)| {
        let words = format!("Version {version}, of {}", long_date(published_at.date_naive()));
        view! { <option value=version.to_string()>{words}</option> }
    });
    Some(
        view! {
            <p>{format!("Protocol and messages: version {}, which holds.", holds.0)}</p>
            <div class="question">
                <label for="protocol-since">
                    <strong>"Protocol and messages: the version that the committee saw last"</strong>
                </label>
                <select id="protocol-since" name="protocol-since">
                    <option value="">"None, or the one that holds: mark no changes"</option>
                    {options.collect_view()}
                </select>
            </div>
        }
        .into_any(),
    )
}

/// The study's own file: consent form, sheets, safeguarding and what is made of it.
fn of_study(earlier: &[Earlier]) -> AnyView {
    if earlier.is_empty() {
        let words = "Consent form, information sheets, privacy notice and safeguarding: the study was never loaded with other \
                     words.";
        return view! { <p>{words}</p> }.into_any();
    }
    let options = earlier.iter().map(|text| {
        let [from, until] = [text.loaded_at, text.replaced_at].map(|at| long_date(at.date_naive()));
        let words = format!("Text {}, from {from} until {until}", text.number);
        view! { <option value=text.number.to_string()>{words}</option> }
    });
    view! {
        <div class="question">
            <label for="study-since">
                <strong>"Consent form, sheets and safeguarding: the text that the committee saw last"</strong>
            </label>
            <select id="study-since" name="study-since">
                <option value="">"The one that holds: mark no changes"</option>
                {options.collect_view()}
            </select>
        </div>
    }
    .into_any()
}

fn option(listed: &Listed, in_use: &[u32], chosen: Option<u32>) -> impl IntoView {
    let is = match (in_use.contains(&listed.version), listed.retired.is_some()) {
        (true, _) => "in use",
        (false, true) => "retired",
        (false, false) => "not in use",
    };
    let published = long_date(listed.published_at.date_naive());
    let words = format!("Version {}, {is}, of {published}", listed.version);
    let is_chosen = chosen == Some(listed.version);
    view! { <option value=listed.version.to_string() selected=is_chosen>{words}</option> }
}
