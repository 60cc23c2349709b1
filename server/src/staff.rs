//! The staff site: pages that the server draws, and plain forms that are posted to it. Every address is
//! in one list with whom it is for, and the gate stands before each of them.

mod account;

mod care;

mod coming_in;

mod cookies;

mod gate;

mod people;

mod participants;

mod cases;

mod interviews;

mod calls;

mod tracing;

mod messages;

mod sends;

mod refusals;

mod audit;

mod surveys;

mod typing;

mod arranging;

mod translating;

pub mod bringing;

mod instruments;

mod packing;

mod protocol;

mod version;

mod downloading;

mod walking;

mod registers;

mod posted;

mod requests;

mod vouchers;

mod letters;

#[cfg(feature = "sso")]
pub mod single_sign_on;

#[cfg(not(feature = "sso"))]
#[path = "staff/without_single_sign_on.rs"]
pub mod single_sign_on;

pub use self::{arranging::Undoing, packing::DOCX, walking::Steps};
use ::surveys::roles::Act;
use app::{For, StaffPage};
use axum::{
    Extension, Router,
    extract::State,
    http::Uri,
    middleware::from_fn_with_state,
    response::Redirect,
    routing::{MethodRouter, get, post},
};
use records::drafts::Which;

use self::gate::{Arrival, Gate};
use crate::router::Http;

/// Something that the staff site answers.
pub struct Route {
    pub address: &'static str,
    pub is_for: For,
    answers: MethodRouter<Http>,
}

/// The pages. A part of the site adds its own to [`StaffPage`].
fn pages() -> Vec<Route> {
    let pages = StaffPage::ADDRESSES.into_iter().map(|(address, page)| Route {
        address,
        is_for: page.is_for(),
        answers: get(
            async move |State(http): State<Http>,
                        Extension(mut arrival): Extension<Arrival>,
                        uri: Uri| {
                http.undoing.offer(&mut arrival.request);
                http.steps.recall(&uri, &mut arrival.request);
                arranging::look(&uri, &mut arrival.request);
                http.draw_staff(Ok(page), arrival.request, arrival.takes_gzip).await
            },
        ),
    });
    pages.collect()
}

/// What is read: the pages, and the ways in from elsewhere.
pub fn reads() -> Vec<Route> {
    pages().into_iter().chain(single_sign_on::ways()).chain(files()).collect()
}

/// Files that are read and not shown.
pub fn files() -> Vec<Route> {
    let write = For::Whoever(Act::EditSurveys);
    let file = |which| {
        get(async move |http, writing, arrival| {
            translating::file(http, writing, arrival, which).await
        })
    };
    vec![
        posted(
            "/staff/surveys/{survey}/draft/translations/{language}/texts-file",
            write,
            file(Which::Texts),
        ),
        posted(
            "/staff/surveys/{survey}/draft/translations/{language}/words-file",
            write,
            file(Which::Words),
        ),
        posted(
            "/staff/surveys/{survey}/{version}/files",
            For::Whoever(Act::SeeSurveys),
            get(version::files),
        ),
        posted(
            "/staff/{study}/protocol/versions/{version}/files",
            For::Whoever(Act::SeeSurveys),
            get(protocol::files),
        ),
    ]
}

/// What is posted. A part of the site adds its own here.
pub fn posts() -> Vec<Route> {
    let manage = For::Whoever(Act::ManageStaff);
    let answer = For::Whoever(Act::AnswerAlert);
    let keep = For::Whoever(Act::KeepRegisters);
    let (copies, erases) = (For::Whoever(Act::AnswerAccessRequest), For::Whoever(Act::Erase));
    vec![
        posted("/staff/sign-in", For::Anybody, post(coming_in::sign_in)),
        posted("/staff/sign-out", For::Anybody, post(coming_in::sign_out)),
        posted("/staff/invitation/{token}", For::Anybody, post(coming_in::accept)),
        posted("/staff/code", For::AtTheDoor, post(coming_in::code)),
        posted("/staff/second-factor", For::AtTheDoor, post(coming_in::second_factor)),
        posted("/staff/account", For::Staff, post(account::change)),
        posted("/staff/account/sessions", For::Staff, post(account::sessions)),
        posted("/staff/people", manage, post(people::invite)),
        posted("/staff/people/{id}/roles", manage, post(people::give_role)),
        posted("/staff/people/{id}/take-role", manage, post(people::take_role)),
        posted("/staff/people/{id}/invitation", manage, post(people::invite_again)),
        posted("/staff/people/{id}/link", manage, post(people::show_link)),
        posted("/staff/people/{id}/sessions", manage, post(people::end_sessions)),
        posted("/staff/people/{id}/removal", manage, post(people::remove)),
        posted("/staff/{study}/tasks/{id}/take", answer, post(care::take)),
        posted("/staff/{study}/tasks/{id}/hand-over", answer, post(care::hand_over)),
        posted("/staff/{study}/tasks/{id}/note", answer, post(care::note)),
        posted("/staff/{study}/tasks/{id}/close", answer, post(care::close)),
        posted("/staff/{study}/concern", For::Whoever(Act::RaiseConcern), post(care::concern)),
        posted("/staff/{study}/registers/new/{register}", keep, post(registers::open)),
        posted("/staff/{study}/registers/{entry}", keep, post(registers::act)),
        posted("/staff/{study}/requests/copy", copies, post(requests::copy)),
        posted("/staff/{study}/requests/erase", erases, post(requests::erase)),
    ]
    .into_iter()
    .chain(about_studies())
    .chain(protocol::posts())
    .chain(participants::posts())
    .chain(interviews::posts())
    .chain(calls::posts())
    .chain(about_surveys())
    .chain(about_instruments())
    .collect()
}

/// What is posted about a study, and about what was done.
fn about_studies() -> Vec<Route> {
    let [see, stop] = [Act::SeeIdentity, Act::RecordStop].map(For::Whoever);
    let [cases, messages, erase, audit] =
        [Act::GiveCases, Act::TendMessages, Act::Erase, Act::ReadAudit].map(For::Whoever);
    let [tend, prints] = [Act::TendVouchers, Act::PrintVouchers].map(For::Whoever);
    let by_post = For::Whoever(Act::PrintLetters);
    vec![
        posted("/staff/{study}/participants/{id}/tracing", see, post(tracing::act)),
        posted("/staff/{study}/deaths", stop, post(tracing::decide)),
        posted("/staff/{study}/cases", cases, post(cases::give)),
        posted("/staff/{study}/cases/{id}", cases, post(cases::take)),
        posted("/staff/{study}/messages", messages, post(messages::post)),
        posted("/staff/{study}/refusals/{id}", erase, post(refusals::review)),
        posted("/staff/{study}/letters", by_post, post(letters::print)),
        posted("/staff/{study}/vouchers", tend, post(vouchers::look)),
        posted("/staff/{study}/vouchers/codes", tend, post(vouchers::bring)),
        posted("/staff/{study}/vouchers/letters", prints, post(vouchers::print)),
        posted("/staff/{study}/vouchers/{id}", tend, post(vouchers::reissue)),
        posted("/staff/sends", For::Whoever(Act::HoldAllSends), post(sends::post)),
        posted("/staff/audit", audit, post(audit::search)),
        posted("/staff/audit/check", audit, post(audit::check)),
    ]
}

/// What is posted about surveys, which are one for all studies that use them.
fn about_surveys() -> Vec<Route> {
    let write = For::Whoever(Act::EditSurveys);
    let see = For::Whoever(Act::SeeSurveys);
    vec![
        posted("/staff/surveys", write, post(surveys::begin)),
        posted("/staff/surveys/{survey}", write, post(surveys::next)),
        posted("/staff/surveys/{survey}/draft", write, post(surveys::save)),
        posted("/staff/surveys/{survey}/draft/throwing-away", write, post(surveys::throw_away)),
        posted("/staff/surveys/{survey}/draft/translations", write, post(translating::decide)),
        posted(
            "/staff/surveys/{survey}/draft/translations/{language}",
            write,
            post(translating::bring),
        ),
        posted(
            "/staff/surveys/{survey}/draft/translations/{language}/{part}",
            write,
            post(translating::save),
        ),
        posted("/staff/bringing", write, post(bringing::bring)),
        posted("/staff/{study}/pack", For::Whoever(Act::SeeSurveys), post(packing::pack)),
        posted("/staff/surveys/{survey}/draft/preview", write, post(typing::preview)),
        posted("/staff/surveys/{survey}/draft/keep", write, post(typing::keep)),
        posted("/staff/surveys/{survey}/draft/earlier/{revision}", write, post(typing::fetch)),
        posted("/staff/surveys/{survey}/draft/walking", write, post(walking::draft)),
        posted("/staff/surveys/{survey}/{version}/walking", see, post(walking::version)),
        posted("/staff/surveys/{survey}/publishing", write, post(surveys::publish)),
        posted("/staff/surveys/{survey}/arranging", write, post(arranging::arrange)),
        posted("/staff/surveys/{survey}/arranging/{question}", write, post(arranging::ask)),
        posted("/staff/surveys/{survey}/pages/{page}", write, post(arranging::page)),
        posted("/staff/surveys/{survey}/settings", write, post(arranging::settings)),
        posted("/staff/surveys/{survey}/checks", write, post(arranging::checks)),
        posted("/staff/surveys/{survey}/checks/{check}", write, post(arranging::change_check)),
        posted("/staff/surveys/{survey}/when/{of}", write, post(arranging::route)),
        posted("/staff/surveys/{survey}/when/{of}/{row}/{name}", write, post(arranging::compare)),
        posted("/staff/surveys/{survey}/instruments", write, post(arranging::instrument)),
        posted("/staff/surveys/{survey}/{version}", write, post(surveys::decide)),
    ]
}

/// What is posted about instruments, which belong to no study either.
fn about_instruments() -> Vec<Route> {
    let record = For::Whoever(Act::RecordRights);
    vec![posted("/staff/instruments/{instrument}", record, post(instruments::record))]
}

fn posted(address: &'static str, is_for: For, answers: MethodRouter<Http>) -> Route {
    Route { address, is_for, answers }
}

/// The staff site.
pub fn router(http: &Http) -> Router<Http> {
    // Whoever writes the address by hand may end it so.
    let hand_written = get(async || Redirect::permanent("/staff"));
    let first = Router::new().route("/staff/", hand_written);
    reads().into_iter().chain(posts()).fold(first, |router, route| {
        // A method that the address does not have is refused without looking who asks.
        let gate = Gate { http: http.clone(), is_for: route.is_for, address: route.address };
        router
            .route(route.address, route.answers.route_layer(from_fn_with_state(gate, gate::let_in)))
    })
}

#[cfg(test)]
mod tests;
