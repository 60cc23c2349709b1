//! What is downloaded to be printed: as a page, or as a table for whoever merges it into letters of their own.

use leptos::prelude::*;

/// The form for what nobody has printed yet.
#[component]
pub(crate) fn ToPrint(action: String) -> impl IntoView {
    view! {
        <form method="post" action=action>
            <input type="hidden" name="which" value="new" />
            <div class="actions">
                <button class="button" name="then" value="print">"Download to print"</button>
                <button class="button button--quiet" name="then" value="merge">
                    "Download as a table (CSV)"
                </button>
            </div>
        </form>
    }
}
