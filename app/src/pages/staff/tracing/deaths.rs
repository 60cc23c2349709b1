//! Participants who may be meant by a list of deaths. A person decides of each.

use leptos::prelude::*;
use records::{
    studies::StudyHandle,
    tracing::{InFile, Probable},
};
use surveys::fill::long_date;

use crate::{
    api::staff::tracing::Deaths,
    components::staff::{frame::StaffFramed, said::Told},
    pages::staff::{
        coming_in::framed,
        participants::{back, of_one, of_study},
    },
    wording::staff::tracing as wording,
};

pub(crate) fn deaths(deaths: Deaths) -> StaffFramed {
    let Deaths { study, open, printed, said } = deaths;
    let wrong = said.wrong;
    let lines: Vec<_> = open.iter().map(|one| line(&study, one, &printed)).collect();
    let list = match lines.is_empty() {
        true => view! { <p role="status">"There is nobody to decide on."</p> }.into_any(),
        false => view! { <ul class="staff-list">{lines}</ul> }.into_any(),
    };
    let middle = view! {
        {back(of_study(&study, "tracing"), "Tracing")}
        <Told said />
        <h1>"On a list of deaths?"</h1>
        <p>"A list of deaths was compared with the people of this study. These may be meant. Look at each, \
            and make sure before you say that it is they: from then on nobody is sent anything."</p>
        {list}
        {to_take_out(&study, &printed)}
    };
    framed("On a list of deaths?", wrong, middle)
}

/// Letters to people who have died, which only who posts them can take out.
pub(in crate::pages::staff) fn to_take_out(
    study: &StudyHandle,
    printed: &[InFile],
) -> Option<impl IntoView + use<>> {
    let dead = printed.iter().filter(|letter| letter.has_died);
    let letters: Vec<_> = dead
        .map(|letter| {
            let person = of_one(study, letter.participant, "");
            view! { <li><a href=person>{letter.number.clone()}</a>": "{in_file(letter)}</li> }
        })
        .collect();
    (!letters.is_empty()).then(|| {
        view! {
            <h2>"Take these letters out before they are posted"</h2>
            <p>"Each is to somebody who has died, and was printed before we knew."</p>
            <ul class="staff-list">{letters}</ul>
        }
    })
}

fn in_file(letter: &InFile) -> String {
    format!("file {}, printed on {}", letter.file, long_date(letter.printed_on))
}

fn line(study: &StudyHandle, one: &Probable, printed: &[InFile]) -> impl IntoView + use<> {
    let title = format!("{}: died on {}?", one.number, long_date(one.died_on));
    let differs = &one.alike.differs;
    let differs =
        (!differs.is_empty()).then(|| format!("Not the same: {}.", wording::traits(differs)));
    let letters = printed.iter().filter(|letter| letter.participant == one.participant);
    let letters: Vec<_> = letters.map(in_file).collect();
    let letters = (!letters.is_empty()).then(|| {
        let words = "A letter to them may still lie here, to be taken out if it is they: ";
        view! { <br />{words}{letters.join("; ")}"." }
    });
    let number = one.number.clone();
    let other = number.clone();
    let decision = one.id.to_string();
    view! {
        <li>
            <strong>{title}</strong><br />
            {format!("The same: {}. ", wording::traits(&one.alike.agrees))}{differs}" "
            <a href=of_one(study, one.participant, "/tracing")>
                "Look at them"<span class="hidden">": "{one.number.clone()}</span>
            </a>
            {letters}
            <form method="post" action=of_study(study, "deaths")>
                <input type="hidden" name="death" value=decision />
                <div class="actions">
                    <button class="button" name="then" value="confirm">
                        "It is they: they have died"<span class="hidden">": "{number}</span>
                    </button>
                    <button class="button button--quiet" name="then" value="refuse">
                        "It is somebody else"<span class="hidden">": "{other}</span>
                    </button>
                </div>
            </form>
        </li>
    }
}
