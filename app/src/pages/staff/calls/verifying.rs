//! The interviews that are looked at again: whose, what was heard once somebody was rung again, and the form to write it down. There is
//! no box for words: what was not well goes where it belongs.

use leptos::prelude::*;
use records::{
    calls::{Finding, OfInterviewer, Verified},
    staff::Names,
    studies::StudyHandle,
};
use surveys::{calendar, fill::long_date};

use crate::{
    api::staff::door::Said,
    components::staff::{
        field::{Asked, StaffField},
        select::StaffSelect,
        table::cell,
    },
    pages::staff::participants::{of_one, of_study},
    wording::staff::{self as common, calls as wording},
};

const CASE: Asked = Asked {
    name: "case",
    label: "Number of the case",
    kind: "text",
    autocomplete: "off",
    hint: Some("It stands in the table of interviews"),
};

/// The cases that are looked at again, each of which leads to the participant.
pub(super) fn to_verify((study, names): (&StudyHandle, &Names), one: &OfInterviewer) -> AnyView {
    if one.to_verify.is_empty() {
        return cell("Nobody yet");
    }
    let cases = one.to_verify.iter().map(|finished| {
        let to = of_one(study, finished.participant, "");
        let heard = finished.verified.as_ref().map(|verified| heard((study, names), verified));
        view! { <li><a href=to>{format!("Case {}", finished.case)}</a>{heard}</li> }
    });
    let cases = cases.collect_view();
    view! { <ul class="staff-table__list">{cases}</ul> }.into_any()
}

/// What was heard, by whom and when.
fn heard((study, names): (&StudyHandle, &Names), verified: &Verified) -> String {
    let day = long_date(calendar::date_in(&study.study().timezone, verified.at));
    format!(": {}, {day}, {}", wording::finding(verified.finding), names.of(&verified.by))
}

/// That somebody was rung again is written down; the figures that are shown stay so.
pub(super) fn form(
    study: &StudyHandle,
    (wave, day): (String, String),
    said: &Said,
) -> impl IntoView + use<> {
    let options = Finding::ALL.map(|one| (one.key().to_owned(), wording::heard(one).to_owned()));
    let options = options.to_vec();
    let chosen = said.typed.one("finding").to_owned();
    let (case, no_case) = (said.typed.raw("case").to_owned(), common::amiss("case", said));
    let no_finding = common::amiss("finding", said);
    view! {
        <h2>"Somebody was rung again"</h2>
        <p>"Write down that they were, and whether all was well. What was not is for the people on duty, if somebody may \
            come to harm, or else for you and the interviewer: nothing about anybody's health is written here."</p>
        <form method="post" action=of_study(study, "call-figures") novalidate>
            <input type="hidden" name="wave" value=wave />
            <input type="hidden" name="day" value=day />
            <StaffField asked=CASE value=case wrong=no_case />
            <StaffSelect
                name="finding" label="What did you hear?" none="Choose what" options chosen
                wrong=no_finding
            />
            {settled(said)}
            <div class="actions">
                <button class="button" name="then" value="verify">"Write it down"</button>
            </div>
        </form>
    }
}

/// Once something was not well, nobody writes in passing that all was.
fn settled(said: &Said) -> Option<impl IntoView + use<>> {
    let words = common::amiss("settled", said)?;
    Some(view! {
        <div class="question question--problem">
            <p class="problem" id="settled-wrong"><span class="hidden">"Error: "</span>{words}</p>
            <div class="choice">
                <input type="checkbox" id="settled" name="settled" value="yes" aria-describedby="settled-wrong" />
                <label for="settled">"What was not well is settled, and all was well"</label>
            </div>
        </div>
    })
}
