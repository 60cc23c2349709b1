//! For whom publishing would change something, by study number.

use leptos::prelude::*;
use records::schedule::Affected;

use super::{Versions, day, named_cells, titled};
use crate::{
    components::staff::table::{Look, StaffTable, cell},
    wording::staff as wording,
};

/// The people, of whom there may be more than are named.
pub(super) fn by_person(whom: &[Affected], affected: usize, versions: Versions<'_>) -> AnyView {
    let rows: Vec<_> = whom.iter().flat_map(|one| rows(one, versions)).collect();
    let more = affected.checked_sub(whom.len()).filter(|more| *more > 0);
    let more = more.map(|more| {
        let people = wording::people(more);
        view! { <p>{format!("Of {people} more, “throughline protocol compare --people” tells.")}</p> }
    });
    view! {
        <details class="staff-more">
            <summary>"For whom"</summary>
            <StaffTable
                caption="Each person for whom something changes".to_owned() look=Look::Wide
                heads=vec!["Study number", "Contact or survey", "Sent as", "Goes now on", "Would go on"] rows
            />
            {more}
        </details>
    }
    .into_any()
}

/// A row for each change.
fn rows(one: &Affected, versions: Versions<'_>) -> Vec<Vec<AnyView>> {
    let number = || cell(one.number.clone());
    let sends = one.change.sends.iter().map(|(named, (from, to))| {
        let [contact, way] = named_cells(versions, named);
        let to = match from == to {
            true => cell("The same day, at another hour or in other words"),
            false => day(*to),
        };
        vec![number(), contact, way, day(*from), to]
    });
    let windows = one.change.windows.iter().map(|wave| {
        let title = cell(titled(versions, wave.as_str()));
        vec![number(), title, cell("–"), cell("–"), cell("The survey is open on other days")]
    });
    sends.chain(windows).collect()
}
