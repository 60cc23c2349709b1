//! What was done, by whom, newest first; and whether anybody changed it since.

use leptos::prelude::*;
use records::audit::{Done, Found};
use surveys::typed::Typed;

use super::{coming_in::framed, people::whose};
use crate::{
    api::staff::{Wrong, audit::Audit},
    components::staff::{
        field::{Asked, StaffField},
        frame::StaffFramed,
        said::Told,
        table::{Look, StaffTable, cell},
    },
    wording::{desk, staff as wording},
};

const FIELDS: [(&str, &str, &str, Option<&str>); 6] = [
    ("person", "About the participant", "text", Some("A study number, all of it")),
    ("actor", "Who did it", "text", Some("Part of it, such as staff 12, site lead or system")),
    ("action", "What was done", "text", Some("Part of it, such as consent or link")),
    ("object", "To what", "text", None),
    ("from", "First day", "date", Some("Days are those of UTC")),
    ("until", "Last day", "date", None),
];

pub(crate) fn audit(audit: Audit) -> StaffFramed {
    let Audit { found, anchor, said } = audit;
    let (wrong, typed) = (said.wrong, said.typed.clone());
    let Found { entries, older } = found;
    let rows: Vec<_> = entries.into_iter().map(row).collect();
    let heads = vec!["Time (UTC)", "Who", "What", "To what", "About"];
    let list = match rows.is_empty() {
        true => view! { <p>"Nothing was found."</p> }.into_any(),
        false => {
            view! { <StaffTable caption="Newest first".to_owned() look=Look::Wide heads rows /> }
                .into_any()
        }
    };
    let more = older.map(|older| more(&typed, older));
    let middle = view! {
        <Told said />
        <h1>"Audit"</h1>
        {chain(anchor)}
        <h2>"What was done"</h2>
        {form(&typed, wrong)}
        {list}
        {more}
    };
    framed("Audit", wrong, middle)
}

/// Whether anybody changed what was written down.
fn chain(anchor: Option<String>) -> impl IntoView {
    let anchor = match anchor {
        Some(anchor) => view! {
            <p>
                "The chain ends at this anchor. Keep it each week outside this system: it shows \
                 later that everything before it is still what it was."
            </p>
            <p><code class="staff-words">{anchor}</code></p>
        }
        .into_any(),
        None => view! { <p>"Nothing is sealed yet."</p> }.into_any(),
    };
    view! {
        <p>
            "Every entry is sealed into a chain. Checking it finds whether anybody changed, added \
             or removed one."
        </p>
        <form method="post" action="/staff/audit/check">
            <div class="actions"><button class="button">"Check the chain"</button></div>
        </form>
        {anchor}
    }
}

fn form(typed: &Typed, wrong: Option<Wrong>) -> impl IntoView + use<> {
    let fields = FIELDS.map(|(name, label, kind, hint)| {
        let asked = Asked { name, label, kind, autocomplete: "off", hint };
        let value = typed.raw(name).to_owned();
        view! { <StaffField asked value wrong=wording::at(name, wrong) /> }
    });
    let open = !typed.is_blank();
    view! {
        <details class="staff-more" open=open>
            <summary>"Search"</summary>
            <form method="post" action="/staff/audit" novalidate>
                <div class="staff-more__fields">{fields.collect_view()}</div>
                <div class="actions"><button class="button">"Search"</button></div>
            </form>
        </details>
    }
}

/// The next page of the same search.
fn more(typed: &Typed, older: i64) -> impl IntoView + use<> {
    let hidden = FIELDS.map(|(name, ..)| {
        view! { <input type="hidden" name=name value=typed.raw(name).to_owned() /> }
    });
    view! {
        <form method="post" action="/staff/audit">
            {hidden.collect_view()}
            <input type="hidden" name="before" value=older.to_string() />
            <button class="button button--quiet">"Show older entries"</button>
        </form>
    }
}

fn row(done: Done) -> Vec<AnyView> {
    let Done { at, actor, action, object, person, purpose, .. } = done;
    let action = match purpose {
        Some(purpose) => format!("{action}, {purpose}"),
        None => action,
    };
    let about = person.unwrap_or_else(|| "Nobody".to_owned());
    vec![cell(desk::time(at)), whose(&actor), cell(action), whose(&object), cell(about)]
}
