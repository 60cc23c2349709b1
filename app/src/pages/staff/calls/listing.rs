//! The cases of a study, for whoever looks after its interviewers: how each stands, who has it, and what can be done about it.

use leptos::prelude::*;
use records::{
    calls::{Found, Listed},
    staff::{Caseload, Names},
    studies::StudyHandle,
};
use surveys::{
    calendar,
    calls::{Standing, Waited},
    fill::short_time,
};

use crate::{
    api::staff::{
        call_list::{KINDS, Listing, Shown, name},
        door::Said,
    },
    components::staff::{
        field::{Asked, StaffField},
        frame::StaffFramed,
        said::Told,
        select::StaffSelect,
        table::{Look, StaffTable, cell},
    },
    pages::staff::{
        coming_in::framed,
        participants::{back, of_one, of_study},
    },
    wording::staff::{self as common, calls as wording},
};

const CASE: Asked = Asked {
    name: "case",
    label: "Number of the case",
    kind: "text",
    autocomplete: "off",
    hint: Some("It stands in the list"),
};

const NUMBER: Asked = Asked {
    name: "number",
    label: "Study number, or telephone number",
    kind: "text",
    autocomplete: "off",
    hint: Some(
        "Every case, however it stands. A part of the study number is enough. Looking somebody up by telephone number is recorded",
    ),
};

pub(crate) fn listing(listing: Listing) -> StaffFramed {
    let Listing { study, found, shown, none_yet, interviewers, names, said } = listing;
    let wrong = said.wrong;
    let which = which_form(&study, &shown);
    let number = number_form(&study, &shown, &found);
    let cases = match none_yet {
        Some(why) => view! { <p role="status">{wording::none_yet(why)}</p> }.into_any(),
        None => cases((&study, &names), &found, &shown),
    };
    let further = found.further.map(|last| further(&study, &shown, last));
    let giving = giving(&study, interviewers, (&shown, &said));
    let middle = view! {
        {back("/staff".to_owned(), "Overview")}
        <Told said />
        <h1>"Who is rung"</h1>
        <p>{study.study().title.clone()}". "<a href=of_study(&study, "call-rules")>"Rules"</a>" · "
            <a href=of_study(&study, "call-rates")>"Rates"</a>" · "
            <a href=of_study(&study, "call-figures")>"What interviewers did"</a></p>
        {which}
        {number}
        {cases}
        {further}
        {giving}
    };
    framed("Who is rung", wrong, middle)
}

/// One of the kinds is shown, from its first case on.
fn which_form(study: &StudyHandle, shown: &Shown) -> impl IntoView + use<> {
    let options = KINDS.into_iter().map(|(_, name, words)| (name.to_owned(), words.to_owned()));
    let options: Vec<_> = options.collect();
    let chosen = match shown {
        Shown::Of(kind, _) => name(*kind).to_owned(),
        Shown::Number(_) | Shown::Beside(_) => String::new(),
    };
    view! {
        <form method="post" action=of_study(study, "call-list")>
            <StaffSelect
                name="which" label="Show" none="Choose whom" options chosen wrong=None
            />
            <div class="actions">
                <button class="button button--quiet" name="then" value="show">"Show these"</button>
            </div>
        </form>
    }
}

/// What was typed stays there; after a press on a case it is the study number of the person who is shown.
fn number_form(study: &StudyHandle, shown: &Shown, found: &Found) -> impl IntoView + use<> {
    let value = match shown {
        Shown::Number(number) => Some(number.clone()),
        Shown::Beside(_) => found.cases.first().map(|one| one.number.clone()),
        Shown::Of(..) => None,
    };
    let value = value.unwrap_or_default();
    view! {
        <form method="post" action=of_study(study, "call-list") novalidate>
            <StaffField asked=NUMBER value />
            <div class="actions">
                <button class="button button--quiet" name="then" value="show">"Find them"</button>
            </div>
        </form>
    }
}

fn cases((study, names): (&StudyHandle, &Names), found: &Found, shown: &Shown) -> AnyView {
    if found.cases.is_empty() {
        let words = match (shown, found.further) {
            (Shown::Of(..), None) => "There is nobody among these.",
            (Shown::Of(..), Some(_)) => "There is nobody among those that were looked at so far.",
            (Shown::Number(_) | Shown::Beside(_), _) => {
                "Nobody who is rung has this number, or a study number with this in it."
            }
        };
        return view! { <p role="status">{words}</p> }.into_any();
    }
    let rows: Vec<_> = found.cases.iter().map(|one| row(study, one, (names, shown))).collect();
    let heads = vec!["Case", "Participant", "How it stands", "Calls", "Who has it", "What to do"];
    let is_of_number = !matches!(shown, Shown::Of(..));
    let more = found.further.filter(|_| is_of_number).map(|_| {
        view! { <p>"These are the first hundred. Type more of the number to find others."</p> }
    });
    view! {
        {more}
        <StaffTable caption="In the order in which they came".to_owned() look=Look::Wide heads rows />
    }
    .into_any()
}

/// The cases of the same kind after those that were looked at.
fn further(study: &StudyHandle, shown: &Shown, last: i32) -> Option<impl IntoView + use<>> {
    let Shown::Of(kind, _) = shown else { return None };
    let kept = kept(&Shown::Of(*kind, last));
    Some(view! {
        <form method="post" action=of_study(study, "call-list")>
            {kept}
            <div class="actions">
                <button class="button button--quiet" name="then" value="show">"Next cases"</button>
            </div>
        </form>
    })
}

/// What is shown stays shown after a press.
fn kept(shown: &Shown) -> Vec<AnyView> {
    let boxes = shown.boxes().into_iter();
    boxes
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> }.into_any())
        .collect()
}

fn row(study: &StudyHandle, one: &Listed, (names, shown): (&Names, &Shown)) -> Vec<AnyView> {
    let to = of_one(study, one.participant, "");
    let wave = study.study().title_of(&one.wave);
    let calls = of_one(study, one.participant, "/calls");
    let of = format!(": case {}", one.case);
    let acts = acts(study, one, shown);
    vec![
        cell(one.case.to_string()),
        view! { <a href=to>{one.number.clone()}</a><br />{wave} }.into_any(),
        cell(stands(study, one)),
        made(study, one),
        cell(who_has(study, one, names)),
        view! { <a href=calls>"Read the calls"<span class="hidden">{of}</span></a>{acts} }
            .into_any(),
    ]
}

/// How a case stands, what came of the last call, and what it counts as so far where that is something else.
pub(super) fn stands(study: &StudyHandle, one: &Listed) -> String {
    let zone = &study.study().timezone;
    let stands = one.standing.as_ref().map_or_else(
        || "What is held of them cannot be read".to_owned(),
        |stands| wording::standing(stands, zone),
    );
    let unkept = one.unkept.map(|agreed| format!(". {}", wording::unkept(agreed, zone)));
    let last = one.last.map(|last| format!(". Last call: {}", last.label()));
    let counts = one.outcome.filter(|outcome| one.last != Some(*outcome));
    let counts = counts.map(|outcome| format!(". Counts so far as: {}", outcome.label()));
    let more: String = [unkept, last, counts].into_iter().flatten().collect();
    stands + &more
}

/// Who has a case, and until when; and who has them on the line.
pub(super) fn who_has(study: &StudyHandle, one: &Listed, names: &Names) -> String {
    let time = |at| short_time(calendar::moment_in(&study.study().timezone, at));
    let has = one.leased.map_or_else(
        || "Nobody".to_owned(),
        |(staff, until)| format!("{}, until {}", names.of_number(staff), time(until)),
    );
    let line = one.on_the_line.map(|(staff, since)| {
        format!(". {} has them on the line, since {}", names.of_number(staff), time(since))
    });
    has + &line.unwrap_or_default()
}

/// How many calls were made, and the way to them.
fn made(study: &StudyHandle, one: &Listed) -> AnyView {
    if one.attempts == 0 {
        return cell("0");
    }
    let to = of_study(study, &format!("call-list/{}", one.case));
    let of = format!(" of case {}: see them, and put right how one ended", one.case);
    view! { <a href=to>{wording::calls(one.attempts)}<span class="hidden">{of}</span></a> }
        .into_any()
}

/// What can be done about a case with one press, where anything can.
pub(super) fn acts(study: &StudyHandle, one: &Listed, shown: &Shown) -> Option<AnyView> {
    let waits =
        matches!(one.standing, Some(Standing::WaitsFor(Waited::Supervisor | Waited::Interpreter)));
    let back = waits.then(|| act(study, (one, shown), ("give-back", "May be rung again", None)));
    let taken = ("release", "Take it back", Some(wording::TAKEN_BACK));
    let free = one.leased.map(|_| act(study, (one, shown), taken));
    (back.is_some() || free.is_some()).then(|| view! { {back}{free} }.into_any())
}

/// A button for one case, with what follows from it where that is to be known before.
fn act(
    study: &StudyHandle,
    (one, shown): (&Listed, &Shown),
    (then, words, follows): (&'static str, &'static str, Option<&'static str>),
) -> impl IntoView + use<> {
    let of = format!(": case {}", one.case);
    let kept = kept(shown);
    let id = format!("{then}-{}", one.case);
    let described = follows.map(|_| id.clone());
    let follows = follows.map(|follows| view! { <p class="hint" id=id>{follows}</p> });
    view! {
        <form method="post" action=of_study(study, "call-list")>
            {kept}
            <input type="hidden" name="case" value=one.case.to_string() />
            <button class="button button--quiet" name="then" value=then aria-describedby=described>
                {words}<span class="hidden">{of}</span>
            </button>
            {follows}
        </form>
    }
}

/// That it is meant, although an interview goes on.
fn although(words: String) -> impl IntoView {
    view! {
        <div class="question question--problem">
            <p class="problem" id="although-wrong"><span class="hidden">"Error: "</span>{words}</p>
            <div class="choice">
                <input
                    type="checkbox" id="although" name="although" value="yes"
                    aria-describedby="although-wrong"
                />
                <label for="although">"Give it although they are on the line"</label>
            </div>
        </div>
    }
}

/// One case is given to one interviewer.
fn giving(
    study: &StudyHandle,
    interviewers: Vec<Caseload>,
    (shown, said): (&Shown, &Said),
) -> impl IntoView + use<> {
    let kept = kept(shown);
    let options = interviewers.into_iter().map(|one| (one.staff_id.to_string(), one.name));
    let options: Vec<_> = options.collect();
    let chosen = said.typed.one("interviewer").to_owned();
    let (case, wrong) = (said.typed.raw("case").to_owned(), common::amiss("case", said));
    let nobody = common::amiss("interviewer", said);
    let although = common::amiss("although", said).map(although);
    view! {
        <h2>"Give a case to one interviewer"</h2>
        <p>"They alone look after the participant from then on. Whoever has the case has it no more."</p>
        <form method="post" action=of_study(study, "call-list") novalidate>
            {kept}
            <StaffField asked=CASE value=case wrong />
            <StaffSelect
                name="interviewer" label="Interviewer" none="Choose an interviewer" options chosen
                wrong=nobody
            />
            {although}
            <div class="actions"><button class="button" name="then" value="reassign">"Give it"</button></div>
        </form>
    }
}
