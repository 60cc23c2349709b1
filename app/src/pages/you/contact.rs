//! How somebody is contacted: each way with where it goes, their language and their break, each with what changes it.

use leptos::prelude::*;
use records::choices::{Change, Detail, Details, Standing};
use surveys::{
    fill::long_date,
    language::Language,
    stopping::{Choice, Way},
};

use crate::{api::Place, paths, wording};

/// All of it; nothing for whoever can no longer be reached.
pub(crate) fn contact(
    (standing, details): (&Standing, Option<&Details>),
    place: &Place,
) -> Option<impl IntoView + use<>> {
    let details = details.filter(|_| !standing.stops.is_over())?;
    let ways = Way::ALL.into_iter().filter(|way| offers(standing, *way));
    let ways: Vec<_> = ways.map(|way| of_way(standing, details, way, place)).collect();
    let language = details.language.as_deref().map(|wish| wording::wish(wish, &details.written));
    let until = standing.stops.paused_until(standing.today);
    let rest = until.map_or_else(
        || "You have none.".to_owned(),
        |until| format!("You asked us not to contact you until the end of {}.", long_date(until)),
    );
    let language = language.unwrap_or_else(|| "You have not told us.".to_owned());
    Some(view! {
        <h2 id="contact">"How we contact you"</h2>
        <p>"What you change here holds at once."</p>
        <dl class="check">
            {ways}
            {row("Language", language, Some(("Your contact details and language", below(place, "details"))))}
            {(until.is_some() || !standing.ways().is_empty()).then(|| {
                row("A break", rest, Some(("Take a break from messages", below(place, "pause"))))
            })}
        </dl>
    })
}

fn below(place: &Place, page: &str) -> String {
    paths::below(&place.token, &format!("you/{page}"))
}

/// Whether the form that they agreed to has this way at all.
fn offers(standing: &Standing, way: Way) -> bool {
    let ways = standing.form.iter().flat_map(|form| &form.statements).flat_map(|said| &said.ways);
    let mut ways = ways.filter(|own| own.permits == way.permission());
    ways.next().is_some()
}

fn of_way(standing: &Standing, details: &Details, way: Way, place: &Place) -> AnyView {
    let stop = Choice::Contact(way);
    if standing.can_stop().contains(&stop) && standing.stops.asks() {
        let confirm = format!("confirm?choice={}", stop.name());
        return row(named(way), goes(details, way), Some((stop.words(), below(place, &confirm))));
    }
    let again = match (standing.ways_anew(), Change::of(standing)) {
        (Some(_), _) => Some("again"),
        (None, Some(_)) => Some("consent"),
        (None, None) => None,
    };
    let again = again.map(|page| (start(way), below(place, page)));
    row(named(way), "You get none from us.".to_owned(), again)
}

fn row(what: &'static str, says: String, change: Option<(&'static str, String)>) -> AnyView {
    let change = change.map(|(words, address)| {
        view! { <dd class="check__change"><a href=address>{words}</a></dd> }
    });
    view! {
        <div class="check__row">
            <dt>{what}</dt>
            <dd>{says}</dd>
            {change}
        </div>
    }
    .into_any()
}

const fn named(way: Way) -> &'static str {
    match way {
        Way::Sms => "Texts",
        Way::Email => "Emails",
        Way::Phone => "Phone calls",
        Way::Post => "Letters",
    }
}

const fn start(way: Way) -> &'static str {
    match way {
        Way::Sms => "Get texts",
        Way::Email => "Get emails",
        Way::Phone => "Get calls",
        Way::Post => "Get letters",
    }
}

/// Where it goes, as far as the device may see it.
fn goes(details: &Details, way: Way) -> String {
    let variable = match way {
        Way::Sms | Way::Phone => "contact_mobile",
        Way::Email => "contact_email",
        Way::Post => "contact_address",
    };
    let known = details.each.iter().find(|(name, _)| *name == variable).map(|(_, known)| known);
    match known {
        Some(Detail::Shown(whole)) => format!("To {whole}"),
        Some(Detail::Hidden(part)) => format!("To {part}"),
        Some(Detail::None) | None => match way {
            Way::Sms | Way::Phone => "We have no number for you.".to_owned(),
            Way::Email | Way::Post => "We have no address for you.".to_owned(),
        },
    }
}

/// Files of the study's team have a tag, and so has what was chosen.
pub(super) fn in_words(language: &str) -> String {
    Language::new(language).map_or(language.to_owned(), |known| known.own_name().to_owned())
}
