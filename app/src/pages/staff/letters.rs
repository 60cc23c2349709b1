//! Letters of the protocol, for a supervisor who prints and posts them.

use leptos::prelude::*;
use records::outbox;
use surveys::{calendar, fill::long_date};

use super::{
    coming_in::framed,
    participants::{back, of_study},
};
use crate::{
    api::staff::letters::Letters,
    components::staff::{frame::StaffFramed, said::Told, to_print::ToPrint},
};

pub(crate) fn letters(letters: Letters) -> StaffFramed {
    let Letters { study, letters, said } = letters;
    let wrong = said.wrong;
    let here = of_study(&study, "letters");
    let day = letters.since.map(|since| calendar::date_in(&study.study().timezone, since));
    let waiting = match (letters.waiting, day.map(long_date)) {
        (0, _) | (_, None) => "No letter waits to be printed.".to_owned(),
        (1, Some(day)) => format!("1 letter waits to be printed, due on {day}."),
        (many, Some(day)) => format!("{many} letters wait to be printed, the first due on {day}."),
    };
    let held = letters.is_held.then(|| {
        let messages = of_study(&study, "messages");
        view! {
            <div class="notice">
                <p><strong>"All messages of this study are held"</strong></p>
                <p>"Letters, too: nothing is printed until they are released. "
                    <a href=messages>"Messages"</a></p>
            </div>
        }
    });
    let middle = view! {
        {back("/staff".to_owned(), "Overview")}
        <Told said />
        <h1>"Letters"</h1>
        <p>{study.study().title.clone()}". The protocol says who is written to by post, and when. A letter \
            waits here until you print it, for two weeks at most."</p>
        {held}
        <p>{waiting}</p>
        {(!letters.is_held).then(|| printing(here, letters))}
    };
    framed("Letters", wrong, middle)
}

fn printing(here: String, letters: outbox::Letters) -> impl IntoView {
    let new = (letters.waiting > 0).then(|| {
        view! {
            <p>"Each is looked at once more: whoever has answered or stopped meanwhile is left out. The \
                file holds names, addresses and ways into surveys, 500 letters at most. Once you have it, \
                the letters count as posted. Delete it when they are."</p>
            <ToPrint action=here.clone() />
        }
    });
    view! {
        {new}
        {(letters.today > 0).then(|| once_more(here, letters.today))}
    }
}

fn once_more(here: String, today: u64) -> impl IntoView {
    let printed = match today {
        1 => "1 letter was printed today.".to_owned(),
        many => format!("{many} letters were printed today."),
    };
    view! {
        <h2>"Printed today"</h2>
        <p>{printed}" If the file was lost, take it once more; that is recorded."</p>
        <form method="post" action=here>
            <input type="hidden" name="which" value="again" />
            <div class="actions">
                <button class="button button--quiet" name="then" value="print">
                    "Download today's letters once more"
                </button>
                <button class="button button--quiet" name="then" value="merge">
                    "The same as a table (CSV)"
                </button>
            </div>
        </form>
    }
}
