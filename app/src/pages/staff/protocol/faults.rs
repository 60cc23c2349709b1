//! What is wrong with the next version, each with the form and the box in which it is put right.

use leptos::prelude::*;
use surveys::{
    authoring::Fault,
    language::isolated,
    protocol::{
        Amiss, Part,
        Part::{Field, Nth},
        Protocol, Spot,
    },
};

use super::of_protocol;
use crate::{
    api::staff::protocol::Planning, components::changes::capital, wording::staff as wording,
};

/// So many faults are told outright.
const OUTRIGHT: usize = 10;

/// Where something is put right.
struct Place {
    /// The form, by the end of its address.
    form: String,
    /// The box on it. None where it may be one of several.
    at: Option<String>,
}

/// All that is wrong, above a form.
pub(super) fn told(planning: &Planning) -> Option<AnyView> {
    let (key, faults) = (&planning.study.study().key, &planning.faults);
    let amiss = planning.drawn.as_ref().map(Protocol::check_in_place).unwrap_or_default();
    let each = faults.iter().take(OUTRIGHT).map(|fault| one(planning, &amiss, fault));
    let each: Vec<_> = each.collect();
    let more = faults.len().checked_sub(OUTRIGHT).filter(|more| *more > 0);
    let more = more.map(|more| view! { <p>{format!("And {more} more.")}</p> });
    (!faults.is_empty()).then(|| {
        view! {
            <div class="summary-box" role="status">
                <h2>{wording::surveys::faults(faults.len())}</h2>
                <ul>{each}</ul>
                {more}
                <p><a href=of_protocol(key, "/next")>"See them in the text"</a></p>
            </div>
        }
        .into_any()
    })
}

/// What is wrong with what is saved, by the boxes of a form.
pub(super) fn at_boxes(planning: &Planning, form: &str) -> Vec<(String, String)> {
    let Some(drawn) = &planning.drawn else { return Vec::new() };
    let own = drawn.check_in_place().into_iter().filter_map(|(spot, amiss)| {
        let place = place(drawn, &spot).filter(|place| place.form == form)?;
        Some((place.at?, capital(in_words(drawn, &spot, &amiss.problem()))))
    });
    own.collect()
}

/// A fault leads to its form and its box, with the title of its wave; any other has its place in the text.
fn one(planning: &Planning, amiss: &[(Spot, Amiss)], fault: &Fault) -> AnyView {
    let Fault { file, line, problem, mend, .. } = fault;
    let found = amiss.iter().find(|(_, one)| one.problem() == *problem);
    let found = found
        .zip(planning.drawn.as_ref())
        .and_then(|((spot, _), drawn)| Some((place(drawn, spot)?, in_words(drawn, spot, problem))));
    let Some((Place { form, at }, words)) = found else {
        return view! { <li>{format!("{file}, line {line}: {problem}; {mend}")}</li> }.into_any();
    };
    let at = at.map(|at| format!("#{at}")).unwrap_or_default();
    let to = of_protocol(&planning.study.study().key, &format!("/next/{form}{at}"));
    view! { <li><a href=to>{words}</a>{format!("; {mend}")}</li> }.into_any()
}

fn place(drawn: &Protocol, spot: &[Part]) -> Option<Place> {
    let (form, at) = match spot {
        [Field("waves"), Nth(nth), Field("steps"), Nth(step), ..] => {
            let plan = drawn.waves.get(*nth)?;
            (format!("waves/{}/{}", plan.key(), plan.steps.get(*step)?.key), None)
        }
        [Field("waves"), Nth(nth), Field(name @ ("anchor" | "opens_after" | "grace"))] => {
            (format!("waves/{}", drawn.waves.get(*nth)?.key()), Some((*name).to_owned()))
        }
        [Field("hours"), Field(way), Field(days)] => {
            ("hours".to_owned(), Some(format!("{way}-{days}-from")))
        }
        [Field(name @ ("hours_between" | "hours_late" | "most_contacts"))] => {
            ("hours".to_owned(), Some((*name).to_owned()))
        }
        _ => return None,
    };
    Some(Place { form, at })
}

/// With the title of its wave in the place of its key.
fn in_words(drawn: &Protocol, spot: &[Part], problem: &str) -> String {
    let plan = match spot {
        [Field("waves"), Nth(nth), ..] => drawn.waves.get(*nth),
        _ => None,
    };
    match plan {
        Some(plan) => {
            problem.replacen(&format!("“{}”", plan.key()), &isolated(&plan.wave.title), 1)
        }
        None => problem.to_owned(),
    }
}
