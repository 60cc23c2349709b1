//! Holding the messages of every study at once, and releasing them with what goes then, study by study.

use leptos::prelude::*;

use super::holding::{Goes, HowMany, REASON, told};
use crate::{
    api::staff::sends::{OfStudy, Sends},
    components::staff::{field::StaffField, frame::StaffFramed, said::Told},
    pages::staff::coming_in::framed,
};

const HERE: &str = "/staff/sends";

pub(crate) fn everywhere(sends: Sends) -> StaffFramed {
    let Sends { hold, studies, said } = sends;
    let wrong = said.wrong;
    let middle = match hold {
        None => view! { <HoldEvery /> }.into_any(),
        Some(hold) => {
            let since = told(&hold);
            view! { <HeldEvery since studies /> }.into_any()
        }
    };
    let middle = view! {
        <Told said />
        <h1>"Messages of all studies"</h1>
        {middle}
    };
    framed("Messages of all studies", wrong, middle)
}

#[component]
fn HoldEvery() -> impl IntoView {
    view! {
        <p>
            "They go as each study's protocol says. When something is wrong that is not one study's alone, \
             hold them here: from then on, within five seconds, no server sends anything to participants \
             of any study. What is due meanwhile waits. "<Goes />
        </p>
        <form method="post" action=HERE>
            <StaffField asked=REASON />
            <div class="actions">
                <button class="button" name="then" value="hold">
                    "Hold the messages of every study now"
                </button>
            </div>
        </form>
    }
}

#[component]
fn HeldEvery(since: String, studies: Vec<OfStudy>) -> impl IntoView {
    let each = studies.into_iter().map(of_study).collect_view();
    view! {
        <h2>"They are held"</h2>
        <p>{since}</p>
        <p><Goes /></p>
        <h2>"What goes at once when they are released"</h2>
        {each}
        <form method="post" action=HERE>
            <div class="actions">
                <button class="button" name="then" value="release">
                    "Release the messages of every study"
                </button>
            </div>
        </form>
    }
}

fn of_study(one: OfStudy) -> impl IntoView {
    let OfStudy { study, stays, going } = one;
    let what = match going {
        _ if stays => view! {
            <p>"Nothing: it is held by itself as well, and whoever looks after its messages releases it."</p>
        }
        .into_any(),
        None => view! {
            <p>"This cannot be worked out. Ask whoever runs the server to look before you release."</p>
        }
        .into_any(),
        Some(going) => view! { <HowMany going /> }.into_any(),
    };
    view! {
        <section>
            <h3>{study.study().title.clone()}</h3>
            {what}
        </section>
    }
}
