//! What a recorded stop came to, and the reference to speak of it by.

use leptos::prelude::*;
use records::stopping::{Came, Receipt};
use surveys::fill::long_date;

use super::{back, of_one, stop::to_read_out};
use crate::{
    api::staff::participants::Received,
    components::staff::frame::StaffFramed,
    pages::{
        staff::tracing::to_take_out,
        you::stop::{effects, too_late_words},
    },
};

pub(crate) fn receipt(received: Received) -> StaffFramed {
    let Received { study, id, number, receipt, printed } = received;
    let Receipt { reference, choice, on, came } = receipt;
    let (heading, effect) = match came {
        Came::Done(effect) => ("It is recorded", effects(&effect).into_any()),
        Came::TooLate(frozen) => {
            ("The answers stay for now", too_late_words(long_date(frozen)).into_any())
        }
    };
    let middle = view! {
        {back(of_one(&study, id, ""), "Back to the participant")}
        <div class="panel">
            <h1>{heading}</h1>
            <p>"The reference is " <strong>{reference}</strong></p>
        </div>
        <p>"Participant "{number}", "{long_date(on)}": "{choice.words()}"."</p>
        {to_take_out(&study, &printed)}
        {to_read_out(choice)}
        {effect}
    };
    StaffFramed::new("A recorded stop", middle)
}
