//! A copy of somebody's answers: every survey they began, in the words in which it asked.

use leptos::prelude::*;
use records::choices::Copy;
use surveys::{fill::long_date, shown::Line};

use super::{back, lock};
use crate::{
    api::choices::Copies,
    components::frame::{Framed, direction},
    pages::of_study,
};

pub(crate) fn answers(copies: Copies) -> Framed {
    let Copies { place, copies, can_lock } = copies;
    let none = copies.is_empty().then(|| {
        view! { <p>"We have no answers from you. You may not have started, or we deleted them."</p> }
    });
    let copies = copies.into_iter().map(drawn).collect_view();
    let words = view! {
        {back(&place)}
        <h1>"A copy of your answers"</h1>
        <p>"To change an answer that you have sent, please ask us."</p>
        {none}
        {copies}
        {lock(&place, can_lock)}
    };
    let title = of_study(&place, "Your answers");
    Framed::new(title, Some(place), words).with_islands(can_lock)
}

fn drawn(copy: Copy) -> impl IntoView {
    let Copy { begun_on, sent_on, language, lines } = copy;
    let direction = direction(&language);
    let heading = match sent_on {
        Some(on) => format!("Sent on {}", long_date(on)),
        None => format!("Started on {}, not sent", long_date(begun_on)),
    };
    let sections = lines.chunk_by(|one, next| one.section == next.section).map(section);
    view! {
        <h2>{heading}</h2>
        <div lang=language dir=direction>{sections.collect_view()}</div>
    }
}

fn section(lines: &[Line]) -> impl IntoView + use<> {
    let heading = lines.first().map(|line| line.section.clone());
    let rows = lines.iter().map(|line| {
        let (text, answers) = (line.text.clone(), line.answers.join("\n"));
        view! { <div class="check__row"><dt>{text}</dt><dd>{answers}</dd></div> }
    });
    view! { <h3>{heading}</h3> <dl class="check">{rows.collect_view()}</dl> }
}
