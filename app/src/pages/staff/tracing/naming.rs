//! Whom a participant named who would know how to reach them: what may be said to them, and a form for who they are.

use leptos::prelude::*;
use records::{studies::StudyHandle, tracing::Seen};
use surveys::{fill::long_date, tracing::StableContact};

use super::one::Form;
use crate::components::staff::field::{Asked, StaffField};

const BOXES: [[Asked; 4]; 2] = [
    [
        Asked::of_another("contact1_name", "First person: name", "text"),
        Asked::of_another(
            "contact1_relation",
            "What they are to the participant, such as a sister",
            "text",
        ),
        Asked::of_another("contact1_phone", "Telephone number", "tel"),
        Asked::of_another("contact1_email", "Email address", "email"),
    ],
    [
        Asked::of_another("contact2_name", "Second person: name", "text"),
        Asked::of_another("contact2_relation", "What they are to the participant", "text"),
        Asked::of_another("contact2_phone", "Telephone number", "tel"),
        Asked::of_another("contact2_email", "Email address", "email"),
    ],
];

pub(super) fn contacts(
    (study, here): (&StudyHandle, &str),
    seen: &Seen,
    form: &Form<'_>,
) -> impl IntoView + use<> {
    let people = &seen.stable.people;
    let list = match people.is_empty() {
        true => view! { <p>"They have named nobody."</p> }.into_any(),
        false => {
            let lines = people.iter().map(|one| view! { <li>{one.to_string()}</li> });
            view! { <ul>{lines.collect_view()}</ul> }.into_any()
        }
    };
    let say = (!people.is_empty()).then(|| what_to_say(study));
    let checked = match seen.stable.checked_on {
        Some(on) => format!("Last checked with the participant on {}.", long_date(on)),
        None => String::new(),
    };
    let ask = seen.to_check.then_some(
        "Ask them about this when you next speak with them: once in each survey is enough.",
    );
    view! {
        <h2>"People who would know how to reach them"</h2>
        {list}
        <p>{checked}" "{ask}</p>
        {say}
        {named(here, people, form)}
    }
}

fn what_to_say(study: &StudyHandle) -> impl IntoView + use<> {
    let organisation = study.study().organisation.clone();
    view! {
        <div class="notice">
            <p><strong>"What you may say to them"</strong></p>
            <p>"“This is "{organisation}". The person you know has named you as somebody who could tell us \
                how to reach them. Do you know a new number or address, or could you ask them to call us?”"</p>
            <p>"Never say what the study is about, what it asks, or anything that the participant told \
                us. If they do not want to help, thank them and do not ask again."</p>
        </div>
    }
}

fn named(here: &str, people: &[StableContact], form: &Form<'_>) -> impl IntoView + use<> {
    let fields = BOXES.into_iter().enumerate().map(|(place, boxes)| {
        let one = people.get(place).cloned().unwrap_or_default();
        let known = [one.name, one.relation, one.phone, one.email];
        let boxes = boxes.into_iter().zip(known).map(|(asked, known)| {
            let (value, wrong) = (form.value(asked.name, known), form.wrong(asked.name));
            view! { <StaffField asked value wrong /> }
        });
        boxes.collect_view()
    });
    let open = form.has_mistakes();
    view! {
        <details class="staff-more" open=open>
            <summary>"Write down who they are"</summary>
            <p>"As the participant tells you. Empty boxes take somebody away. If nothing has changed, save \
                them as they stand: that they were checked is then written down."</p>
            <form method="post" action=here.to_owned() novalidate>
                {fields.collect_view()}
                <div class="actions">
                    <button class="button" name="then" value="contacts">"These are right"</button>
                </div>
            </form>
        </details>
    }
}
