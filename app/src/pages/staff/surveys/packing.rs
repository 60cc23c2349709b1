//! The ethics committee's pack of a study, to download.

use leptos::prelude::*;

use crate::{
    api::staff::pack::{Packing, Seen},
    components::staff::{frame::StaffFramed, said::Told},
    pages::staff::{coming_in::framed, participants::back},
};

pub(crate) fn packing(packing: Packing) -> StaffFramed {
    let Packing { study, surveys, said } = packing;
    let study = study.study();
    let title = format!("Pack for the ethics committee: {}", study.title);
    let action = format!("/staff/{}/pack", study.key);
    let since = surveys.into_iter().map(since).collect::<Vec<_>>();
    let wrong = said.wrong;
    let middle = view! {
        {back("/staff".to_owned(), "Overview")}
        <Told said />
        <h1>{title.clone()}</h1>
        <p>
            "One document with the consent form, every questionnaire with its routing in words, as it is read and as an \
             interviewer reads it out, the messages with their days, safeguarding and data flow."
        </p>
        <form method="post" action=action>
            <h2>"What the committee has seen"</h2>
            <p>
                "Choose the version that it saw last. What has changed since is struck through and underlined; in a \
                 word processor these are tracked changes."
            </p>
            {since}
            <div class="actions">
                <button class="button" name="as" value="docx">"Download for a word processor"</button>
                <button class="button button--quiet" name="as" value="html">"Download as a page"</button>
            </div>
        </form>
    };
    framed(&title, wrong, middle)
}

fn since(seen: Seen) -> AnyView {
    let Seen { key, title, version, earlier } = seen;
    let name = format!("since:{key}");
    if earlier.is_empty() {
        return view! { <p>{format!("{title}: version {version}. There is none before it.")}</p> }
            .into_any();
    }
    let options = earlier.into_iter().map(|earlier| {
        view! { <option value=earlier.to_string()>{format!("Version {earlier}")}</option> }
    });
    let options = options.collect::<Vec<_>>();
    view! {
        <div class="question">
            <label for=name.clone()><strong>{format!("{title}: version {version} now")}</strong></label>
            <select id=name.clone() name=name>
                <option value="">"None, or this one: mark no changes"</option>
                {options}
            </select>
        </div>
    }
    .into_any()
}
