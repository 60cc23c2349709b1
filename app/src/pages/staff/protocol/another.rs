//! A wave that is to come, in the next version. Only what it cannot do without is asked: the rest is on its own form, which opens
//! once it is there.

use leptos::prelude::*;
use surveys::language::isolated;

use super::{
    anchored::{anchors, offered},
    around::{around, instead},
    of_protocol,
};
use crate::{
    api::staff::protocol::{Found, Planning},
    components::staff::frame::StaffFramed,
    pages::staff::surveys::boxes::Boxes,
};

pub(crate) fn another(planning: Planning) -> StaffFramed {
    let title = "Another wave in the next version".to_owned();
    let Found::Another(waves) = &planning.found else { return instead(&planning, title) };
    let boxes = Boxes::with_seen(&planning.said);
    let to = of_protocol(&planning.study.study().key, "/next/waves");
    let others = waves.iter().map(|wave| (wave.key.clone(), isolated(&wave.title).into_owned()));
    let below = view! {
        <form method="post" action=to novalidate>
            {called(&boxes)}
            {boxes.select("survey", ("The survey that it asks", "Choose a survey"), offered(&planning), "")}
            {anchors(&boxes, "")}
            {boxes.line("opens_after", ("Opens, in days after that", "0 or more, such as 183."), "")}
            {boxes.line("open_for", ("Stays open, in days from its opening", "Empty: without an end."), "")}
            {boxes.select("follows", ("It comes after", "All other waves"), others.collect(), "")}
            <p>"It begins with the latest version of its survey. Nothing is sent about it until it has contacts."</p>
            <div class="actions"><button class="button" name="then" value="add">"Add it to the draft"</button></div>
        </form>
    };
    around(&planning, title, ("/next", "The next version"), below.into_any())
}

/// What staff call it, and what it is called in addresses and in the data.
fn called(boxes: &Boxes) -> AnyView {
    let key = (
        "Short name",
        "Small letters, digits and hyphens, such as six-month. It stays when the rest changes.",
    );
    let prefix = (
        "How its columns begin in the dataset",
        "A small letter and then up to two more or digits, such as w3. No other wave has the same.",
    );
    view! {
        {boxes.line("title", ("What staff call it", "Such as Six months."), "")}
        {boxes.line("wave-key", key, "")}
        {boxes.line("prefix", prefix, "")}
    }
    .into_any()
}
