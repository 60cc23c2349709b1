//! Who can help now: the page after an answer that raised an alert. Its title and its address are the
//! same whatever was answered, since anyone may look over a shoulder.

use leptos::prelude::*;

use super::of_study;
use crate::{
    api::support::Support,
    components::{frame::Framed, signposting::Signposting},
};

pub(crate) fn support(read: Support) -> Framed {
    let Support { place, told, go_on } = read;
    let study = place.study.clone();
    let help = study.safeguarding.as_ref().and_then(|own| own.help.as_ref());
    let heading = help.map_or("Get help now", |help| &help.heading).to_owned();
    let words = view! {
        <h1>{heading}</h1>
        <Signposting study told />
        <div class="actions">
            <a class="button" href=go_on>"Continue"</a>
        </div>
    };
    Framed::new(of_study(&place, "Thank you"), Some(place), words)
}
