//! The end: thanks, and where to get help after questions that may have been hard.

use leptos::prelude::*;

use super::of_study;
use crate::{
    api::support::Thanks,
    components::{frame::Framed, helplines::Helplines, signposting::Signposting, team::TeamLines},
    paths,
    wording::thanks as wording,
};

pub(crate) fn thanks(read: Thanks) -> Framed {
    let Thanks { place, told, promised } = read;
    let study = place.study.clone();
    let voucher = promised.map(|promised| {
        let (title, words) = wording::voucher(&promised, &study.team.phone);
        view! {
            <h2>{title}</h2>
            <p>{words}</p>
        }
    });
    // What is said to somebody whose answer raised an alert is said again, in place of the rest.
    let lines = match told.concern {
        Some(_) => view! { <Signposting study=study.clone() told /> }.into_any(),
        None => view! { <Helplines lines=study.helplines.clone() /> }.into_any(),
    };
    let words = view! {
        <div class="panel">
            <h1>"Thank you"</h1>
            <p>"Your answers have been sent"</p>
        </div>
        <p>"There is nothing else you need to do now. You can close this page."</p>
        {voucher}
        <h2>"If you would like to talk to someone"</h2>
        <p>
            "Some of the questions may have brought up difficult feelings. These people can \
             help."
        </p>
        {lines}
        <p><a href=paths::contact(&place.token)>"Change how we contact you"</a></p>
        <TeamLines team=study.team.clone() />
    };
    Framed::new(of_study(&place, "Thank you"), Some(place), words)
}
