//! Before somebody's details are deleted: nobody can call them any more. It is said of everybody, so that it
//! tells nobody about whom there is a task.

use leptos::prelude::*;
use surveys::study::Helpline;

use crate::components::helplines::Helplines;

#[component]
pub(crate) fn NoCalls(lines: Vec<Helpline>) -> impl IntoView {
    view! {
        <div class="notice">
            <p><strong>"After this nobody from the study can call them"</strong>", whatever they told us. \
                Please tell them so first. It is still theirs to decide."</p>
        </div>
        <p>"If you speak with them, read out whom they can call, now or later:"</p>
        <Helplines lines />
    }
}
