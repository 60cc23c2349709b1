//! Letters of the protocol, for a supervisor who prints and posts them.

use leptos::prelude::*;
use records::{letter_files::TOGETHER, outbox};
use surveys::{calendar, fill::long_date};

use super::{
    coming_in::framed,
    participants::{back, of_study},
};
use crate::{
    api::staff::letters::Letters,
    components::staff::{
        frame::StaffFramed,
        said::Told,
        to_print::{PrintedLately, ToPrint},
    },
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
    let tests = match letters.to_test_people {
        0 => None,
        1 => Some(" 1 to a test person is printed with them, and not counted.".to_owned()),
        many => Some(format!(" {many} to test people are printed with them, and not counted.")),
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
        <p>{waiting}{tests}</p>
        {(!letters.is_held).then(|| printing(here, letters))}
    };
    framed("Letters", wrong, middle)
}

fn printing(here: String, letters: outbox::Letters) -> impl IntoView {
    let all = letters.waiting + letters.to_test_people;
    let new = (all > 0).then(|| {
        view! {
            <p>{words(all)}</p>
            <ToPrint action=here.clone() />
        }
    });
    let lately = (!letters.files.is_empty()).then(|| {
        view! {
            <h2>"Printed lately"</h2>
            <PrintedLately action=here files=letters.files />
        }
    });
    view! {
        {new}
        {lately}
    }
}

fn words(waiting: u64) -> String {
    let some = if waiting > TOGETHER {
        format!("A file holds {TOGETHER} letters at most: take one after the other. ")
    } else {
        String::new()
    };
    format!(
        "{some}Each is looked at once more: whoever has answered or stopped meanwhile is left out. The file \
         holds names, addresses and ways into surveys. Once you have it, its letters count as posted. Delete \
         it when they are."
    )
}
