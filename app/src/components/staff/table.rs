//! A table that is read in rows on a wide screen, and one row below the other on a phone. The roles are
//! said outright: a table that is drawn as blocks is none to some programs that read pages aloud.

use leptos::prelude::*;

/// How a table stands on its page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// As wide as the text, under its own caption.
    Plain,
    /// Its caption is read aloud only, since a heading says it.
    BelowHeading,
    /// Wider than the text, where there is room.
    Wide,
}

#[component]
pub(crate) fn StaffTable(
    caption: String,
    /// How much room it takes, and whether its caption repeats the heading before it.
    #[prop(default = Look::Plain)]
    look: Look,
    heads: Vec<&'static str>,
    rows: Vec<Vec<AnyView>>,
) -> impl IntoView {
    let class = if look == Look::Wide { "staff-table staff-table--wide" } else { "staff-table" };
    let columns = heads.iter().map(|head| {
        view! { <th role="columnheader" scope="col">{*head}</th> }
    });
    let columns = columns.collect_view();
    let rows = rows.into_iter().map(|cells| {
        let cells = cells.into_iter().zip(&heads).enumerate().map(|(place, (cell, head))| {
            if place == 0 {
                view! { <th role="rowheader" scope="row">{cell}</th> }.into_any()
            } else {
                view! {
                    <td role="cell">
                        <span class="staff-table__head" aria-hidden="true">{*head}": "</span>{cell}
                    </td>
                }
                .into_any()
            }
        });
        view! { <tr role="row">{cells.collect_view()}</tr> }
    });
    let rows = rows.collect_view();
    view! {
        <table class=class role="table">
            <caption class=(look == Look::BelowHeading).then_some("hidden")>{caption}</caption>
            <thead role="rowgroup"><tr role="row">{columns}</tr></thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
}

/// A cell of words.
pub(crate) fn cell(words: impl Into<String>) -> AnyView {
    let words = words.into();
    match long(&words) {
        None => words.into_any(),
        Some(class) => view! { <span class=class>{words}</span> }.into_any(),
    }
}

/// The class of words one of which is so long that it may be broken.
pub(crate) fn long(words: &str) -> Option<&'static str> {
    words.split_whitespace().any(|word| word.chars().count() > 25).then_some("staff-table__long")
}
