//! A page without a form, put away after ten idle minutes: nothing is typed here that could be lost.
//! Without scripts the server's own lock holds, once anything is asked of it.

use leptos::prelude::*;

/// One for each page that shows answers and takes none.
#[island]
pub fn IdleLock(
    /// Where the person shows again who they are.
    lock: String,
) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        let lock = lock.clone();
        super::lock::watch(move || {
            let _ = window().location().replace(&lock);
        });
    });
    #[cfg(not(feature = "hydrate"))]
    drop(lock);
}
