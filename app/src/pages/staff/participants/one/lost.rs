//! What did not reach a participant, as somebody learned it, and what was tried to find them.

use leptos::prelude::*;
use records::people::Seen;
use surveys::fill::long_date;

use crate::wording::staff::tracing as wording;

/// Nobody who was always reached has this part of the page.
pub(super) fn lost(seen: &Seen) -> Option<AnyView> {
    let learned = seen.learned.iter().filter(|one| !one.is_taken_back).map(|one| {
        let stands = if one.stands { "" } else { " What we have now is another." };
        format!("{}, {}.{stands}", wording::unreached(one.what), long_date(one.on))
    });
    let tried = seen.attempts.iter().map(|one| {
        format!("Looked for them: {}, {}.", wording::tried(one.outcome), long_date(one.on))
    });
    let lines: Vec<_> = learned.chain(tried).map(|line| view! { <li>{line}</li> }).collect();
    (!lines.is_empty()).then(|| {
        view! { <h2>"When nothing reached them"</h2><ul class="staff-list">{lines}</ul> }.into_any()
    })
}
