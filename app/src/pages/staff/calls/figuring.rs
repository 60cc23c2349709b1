//! What each interviewer did by the end of a day: their calls, interviews and answers, the interviews that are looked at again, how
//! long questions took, and when calls came to what. No participant is named; a case is told by its number.

use leptos::prelude::*;
use records::{
    calls::{Figured, OfInterviewer},
    staff::Names,
    studies::StudyHandle,
};
use surveys::{
    calls::{BySlot, Group, Slot},
    fill::long_date,
};

use super::{
    as_of::{self, AsOf},
    pacing::pacing,
    verifying::{self, to_verify},
};
use crate::{
    api::staff::call_list::Figuring,
    components::staff::{
        attempts::Attempts,
        frame::StaffFramed,
        said::Told,
        table::{Look, StaffTable, cell},
    },
    pages::staff::{
        coming_in::framed,
        participants::{back, of_study},
    },
    wording::staff::calls as wording,
};

const ASKED: AsOf = AsOf {
    page: "call-figures",
    none: "All surveys",
    then: "figure",
    button: "Show what they did",
};

pub(crate) fn figuring(figuring: Figuring) -> StaffFramed {
    let Figuring { study, today, figured, names, said } = figuring;
    let wrong = said.wrong;
    let form = as_of::form(&study, ASKED, today, &said);
    let figures = figured.map(|(wave, day, figured)| {
        let is_asked = figured.interviewers.iter().any(|one| !one.to_verify.is_empty());
        let asked = (wave.as_ref().map_or_else(String::new, ToString::to_string), day.to_string());
        let verify = is_asked.then(|| verifying::form(&study, asked, &said));
        let wave = wave.map(|wave| study.study().title_of(wave.as_str()));
        let wave = wave.unwrap_or_else(|| "All surveys".to_owned());
        let title = format!("{wave}, by the end of {}", long_date(day));
        view! { {figures((&study, &names), title, &figured)} {verify} }
    });
    let middle = view! {
        {back(of_study(&study, "call-list"), "Who is rung")}
        <Told said />
        <h1>"What interviewers did"</h1>
        <p>{study.study().title.clone()}". No participant is named here."</p>
        {form}
        {figures}
    };
    framed("What interviewers did", wrong, middle)
}

fn figures(
    (study, names): (&StudyHandle, &Names),
    title: String,
    figured: &Figured,
) -> impl IntoView + use<> {
    let left_out = match figured.left_out {
        0 => None,
        1 => Some("1 page of answers could not be read, and is in no figure.".to_owned()),
        many => Some(format!("{many} pages of answers could not be read, and are in no figure.")),
    };
    let left_out = left_out.map(|words| view! { <p><strong>{words}</strong></p> });
    let each: Vec<_> =
        figured.interviewers.iter().map(|one| (names.of_number(one.staff_id), one)).collect();
    let tables = match each.is_empty() {
        true => view! { <p role="status">"Nobody had rung anybody by then."</p> }.into_any(),
        false => {
            view! { {calls(&each)} {interviews((study, names), &each)} {answers(&each)} }.into_any()
        }
    };
    view! {
        <h2>{title}</h2>
        {left_out}
        {tables}
        {pacing(names, figured)}
        {when(figured.by_slot)}
    }
}

/// An interviewer by name, and what they did.
type Named<'a> = (String, &'a OfInterviewer);

fn calls(each: &[Named<'_>]) -> impl IntoView + use<> {
    let rows = each.iter().map(|(name, one)| {
        let figures = &one.calls;
        vec![
            cell(name.clone()),
            cell(figures.calls.to_string()),
            cell(figures.cases.to_string()),
            cell(percent(figures.contact())),
            cell(figures.spoken.to_string()),
            cell(percent(figures.cooperation())),
            cell(percent(figures.refusal())),
            cell(minutes(figures.call_minutes)),
        ]
    });
    let rows: Vec<_> = rows.collect();
    let heads = vec![
        "Interviewer",
        "Calls",
        "People rung",
        "Reached",
        "Calls in which they spoke",
        "Of these interviewed",
        "Of these refused",
        "Minutes",
    ];
    view! {
        <StaffTable caption="Calls".to_owned() look=Look::Wide heads rows />
        <p>"Reached are people who spoke themselves, or for whom somebody else did. Whoever was rung about two surveys \
            counts twice. Interviewed are those who answered everything; where somebody else answered for them, they did \
            not speak. Minutes are those of a call in the middle: as \
            many were longer as were shorter. They run until the call was written down."</p>
    }
}

fn interviews(of: (&StudyHandle, &Names), each: &[Named<'_>]) -> impl IntoView + use<> {
    let rows = each.iter().map(|(name, one)| {
        let figures = &one.calls;
        vec![
            cell(name.clone()),
            cell(figures.complete.to_string()),
            cell(figures.partial.to_string()),
            cell(figures.broke_off.to_string()),
            cell(minutes(figures.interview_minutes)),
            to_verify(of, one),
        ]
    });
    let rows: Vec<_> = rows.collect();
    let heads = vec!["Interviewer", "Complete", "In part", "Broke off", "Minutes", "To ring again"];
    view! {
        <StaffTable caption="Interviews".to_owned() look=Look::Wide heads rows />
        <p>"Minutes are those of a complete interview in the middle, from when somebody answered. Ring the people of the \
            cases in the last column again, and ask whether they were interviewed: they are the first three of each \
            interviewer, and one of each ten after them. Beside each stands what was heard, once it is written down."</p>
    }
}

fn answers(each: &[Named<'_>]) -> impl IntoView + use<> {
    let rows = each.iter().map(|(name, one)| {
        let noted = &one.noted;
        let of = |alike: u32, all: u32| match all {
            0 => "–".to_owned(),
            all => format!("{alike} of {all}"),
        };
        vec![
            cell(name.clone()),
            cell(noted.answers.to_string()),
            cell(percent(noted.dont_know_share())),
            cell(percent(noted.refused_share())),
            cell(noted.edits.to_string()),
            cell(of(noted.alike, noted.grids)),
            cell(of(noted.series_alike, noted.series)),
        ]
    });
    let rows: Vec<_> = rows.collect();
    let heads = vec![
        "Interviewer",
        "Answers",
        "Don’t know",
        "Prefer not to say",
        "Changed later",
        "Grids alike",
        "In a row alike",
    ];
    view! {
        <StaffTable caption="Answers that they wrote down".to_owned() look=Look::Wide heads rows />
        <p>"Changed later are answers that the interviewer changed or took out, whoever had given them. A grid is alike if \
            every line has the same number. In a row are three questions or more that come one after the other and have the \
            same list of three answers or more: they are alike if all have the same answer."</p>
    }
}

fn when(by_slot: BySlot) -> impl IntoView + use<> {
    let row = |slot: Slot| {
        let counts = Group::ALL.map(|group| cell(by_slot.count(slot, group).to_string()));
        std::iter::once(cell(wording::part_of_week(slot))).chain(counts).collect()
    };
    let rows: Vec<Vec<AnyView>> = Slot::ALL.into_iter().map(row).collect();
    let mut heads = vec!["When"];
    heads.extend(Group::ALL.map(wording::group));
    view! {
        <h2>"Calls by part of the week"</h2>
        <Attempts by_slot />
        <StaffTable
            caption="Calls by part of the week".to_owned() look=Look::BelowHeading heads rows
        />
    }
}

fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), |share| format!("{:.1}%", share * 100.0))
}

fn minutes(minutes: Option<f64>) -> String {
    minutes.map_or_else(|| "–".to_owned(), |minutes| format!("{minutes:.1}"))
}
