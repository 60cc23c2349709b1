//! What is downloaded to be printed: as a page, or as a table for whoever merges it into letters of their own.

use leptos::prelude::*;
use records::letter_files::LetterFile;

use crate::wording::desk;

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

/// The files that were printed lately, each with a form to have it once more.
#[component]
pub(crate) fn PrintedLately(action: String, files: Vec<LetterFile>) -> impl IntoView {
    let each = files.into_iter().map(|file| once_more(action.clone(), file)).collect_view();
    view! {
        <p>"If a file was lost, have it once more, within a day. It holds the same letters, but for those \
            that are not to be sent any more; that you had it is recorded."</p>
        <ul class="staff-list">{each}</ul>
    }
}

fn once_more(action: String, file: LetterFile) -> impl IntoView {
    let LetterFile { number, at, letters } = file;
    let letters = if letters == 1 { "1 letter".to_owned() } else { format!("{letters} letters") };
    let which = format!("File {number}");
    view! {
        <li>
            <strong>{which.clone()}</strong>": "{letters}", printed "{desk::time(at)}" UTC"
            <form method="post" action=action>
                <input type="hidden" name="which" value="again" />
                <input type="hidden" name="file" value=number.to_string() />
                <div class="actions">
                    <button class="button button--quiet" name="then" value="print">
                        "Once more"<span class="hidden">": "{which.clone()}</span>
                    </button>
                    <button class="button button--quiet" name="then" value="merge">
                        "As a table (CSV)"<span class="hidden">": "{which}</span>
                    </button>
                </div>
            </form>
        </li>
    }
}
