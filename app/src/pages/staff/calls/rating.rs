//! What a wave came to by the end of a day: how many came to what, and the rates that are worked out of that.

use leptos::prelude::*;
use records::{calls::Rated, studies::StudyHandle};
use surveys::{calls::Design, fill::long_date};

use super::as_of::{self, AsOf};
use crate::{
    api::staff::call_list::Rating,
    components::staff::{
        frame::StaffFramed,
        said::Told,
        table::{Look, StaffTable, cell},
    },
    pages::staff::{
        coming_in::framed,
        participants::{back, of_study},
    },
};

const ASKED: AsOf =
    AsOf { page: "call-rates", none: "Choose a survey", then: "rate", button: "Work them out" };

pub(crate) fn rating(rating: Rating) -> StaffFramed {
    let Rating { study, today, rated, said } = rating;
    let wrong = said.wrong;
    let form = as_of::form(&study, ASKED, today, &said);
    let came_to = rated.map(|(wave, day, rated)| {
        let wave = study.study().title_of(wave.as_str());
        came_to(&study, format!("{wave}, by the end of {}", long_date(day)), &rated)
    });
    let middle = view! {
        {back(of_study(&study, "call-list"), "Who is rung")}
        <Told said />
        <h1>"Rates"</h1>
        {form}
        {came_to}
    };
    framed("Rates", wrong, middle)
}

fn came_to(study: &StudyHandle, title: String, rated: &Rated) -> impl IntoView + use<> {
    let how = match rated.design {
        Design::Trial => {
            "Everybody to whom this survey was open by that day counts: who was not rung was not contacted, and who withdrew refused."
        }
        Design::Sample => "Whoever withdrew is in no rate.",
    };
    let left_out = match rated.left_out {
        0 => None,
        1 => Some("1 person could not be read, and is in no figure.".to_owned()),
        many => Some(format!("{many} people could not be read, and are in no figure.")),
    };
    let left_out = left_out.map(|words| view! { <p><strong>{words}</strong></p> });
    let heading = format!("{}: {title}", study.study().title);
    view! {
        <h2>{heading}</h2>
        <p>{how}" Rates are those of AAPOR, as shares of 1."</p>
        {left_out}
        {table("How many", counts(rated))}
        {table("Rates", rates(rated))}
    }
}

fn table(caption: &str, lines: Vec<(&'static str, String)>) -> AnyView {
    let rows = lines.into_iter().map(|(name, figure)| vec![cell(name), cell(figure)]).collect();
    let (caption, heads) = (caption.to_owned(), vec!["What", "Figure"]);
    view! { <StaffTable caption look=Look::Plain heads rows /> }.into_any()
}

fn counts(rated: &Rated) -> Vec<(&'static str, String)> {
    let tally = &rated.tally;
    let counts = [
        ("Complete (I)", tally.complete),
        ("In part (P)", tally.partial),
        ("Refused or broke off (R)", tally.refused),
        ("Not contacted (NC)", tally.not_contacted),
        ("Reached, and something else was in the way (O)", tally.other),
        ("Of them died", tally.died),
        ("Not known (UO)", tally.unknown),
        ("Not eligible", tally.ineligible),
    ];
    counts.map(|(name, count)| (name, count.to_string())).into()
}

fn rates(rated: &Rated) -> Vec<(&'static str, String)> {
    let tally = &rated.tally;
    let rates = [
        ("Response, complete ones only (RR1)", tally.rr1()),
        ("Response, with those in part (RR2)", tally.rr2()),
        ("Taken as eligible of those not known (e)", tally.e()),
        ("Response, with e (RR3)", tally.rr3()),
        ("Cooperation (COOP1)", tally.coop1()),
        ("Refusal (REF1)", tally.ref1()),
        ("Contact (CON1)", tally.con1()),
    ];
    let told = |rate: Option<f64>| rate.map_or_else(|| "–".to_owned(), |rate| format!("{rate:.4}"));
    rates.map(|(name, rate)| (name, told(rate))).into()
}
