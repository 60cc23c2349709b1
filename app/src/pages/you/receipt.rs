//! A receipt: what was asked, what came of it, and the reference to speak of it by.

use leptos::prelude::*;
use records::stopping::{Came, Receipt};
use surveys::fill::long_date;

use super::{
    back,
    stop::{effects, too_late_words},
};
use crate::{
    api::choices::Received,
    components::{frame::Framed, team::TeamLines},
    pages::of_study,
};

pub(crate) fn receipt(received: Received) -> Framed {
    let Received { place, receipt } = received;
    let Receipt { reference, choice, on, came } = receipt;
    let (heading, effect) = match came {
        Came::Done(effect) => ("It is done", effects(&effect).into_any()),
        Came::TooLate(frozen) => {
            ("We could not delete your answers", too_late_words(long_date(frozen)).into_any())
        }
    };
    let words = view! {
        {back(&place)}
        <div class="panel">
            <h1>{heading}</h1>
            <p>"Your reference is " <strong>{reference}</strong></p>
        </div>
        <p>"You asked on " {long_date(on)} ": " {choice.words()} "."</p>
        {effect}
        <TeamLines team=place.study.team.clone() />
    };
    Framed::new(of_study(&place, "Your receipt"), Some(place), words)
}
