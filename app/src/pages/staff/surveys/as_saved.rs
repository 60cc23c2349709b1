//! What stands beside the forms for choosing: the page that somebody is changing, as participants see it, at the size of a
//! phone. It is the draft as it is saved: what is typed into a box comes to it with the next press of a button.

use leptos::prelude::*;
use records::drafts::Draft;
use surveys::{
    definition::Survey,
    editing::{Of, Outline, Page, page_of},
    scoring,
    shown::{ShownPage, as_written},
};

use super::{
    beside::{phone, which},
    of_survey,
};
use crate::{api::staff::arranging::Arranging, site::SiteFiles};

/// What may be looked at beside a page for choosing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Looks {
    /// At any page, in any language.
    Everywhere,
    /// At the page of what is changed. No link leads to others: what is typed beside it would be lost.
    Here,
    /// At none: what is chosen stands on no page yet.
    Nowhere,
}

/// A page for choosing, and beside it, or below it on a phone, the page that it is about.
pub(super) fn with_page_beside(arranging: &Arranging, looks: Looks, middle: AnyView) -> AnyView {
    let Some((survey, page)) = seen(arranging, looks) else { return middle };
    let files = use_context::<SiteFiles>().unwrap_or_default();
    let about = which(&survey, &page);
    let ways = (looks == Looks::Everywhere).then(|| ways(&arranging.draft, &survey, &page));
    let is_faulty = !arranging.faults.is_empty();
    let more =
        is_faulty.then(|| view! { <p>"What is wrong with the draft may be missing here."</p> });
    view! {
        <div class="workbench workbench--choosing">
            <div class="workbench__text">
                <p class="workbench__down"><a href="#beside">"See how it reads, below"</a></p>
                {middle}
            </div>
            <section class="workbench__beside" id="beside" aria-labelledby="beside-heading">
                <h2 id="beside-heading">"How it reads, as saved"</h2>
                {phone(page, &files)}
                {about}
                {more}
                {ways}
            </section>
        </div>
    }
    .into_any()
}

/// The page, and the survey that it is of: none where the draft cannot be read, or what is changed stands on no page.
fn seen(arranging: &Arranging, looks: Looks) -> Option<(Survey, ShownPage)> {
    let Arranging { unfinished, survey, said, .. } = arranging;
    let survey = unfinished.as_ref().or(survey.as_ref())?;
    let (place, language) = match looks {
        Looks::Nowhere => return None,
        Looks::Everywhere => {
            (page_of(survey, said.typed.one("seen")).unwrap_or(0), said.typed.one("language"))
        }
        Looks::Here => match name(arranging) {
            Some(name) => (page_of(survey, &name)?, ""),
            None => (0, ""),
        },
    };
    let survey = survey.as_wished(language);
    let page = as_written(&survey, place)?;
    Some((survey, page))
}

/// The question whose page it is; none where it is about the survey as a whole.
fn name(arranging: &Arranging) -> Option<String> {
    let outline = arranging.outline.as_ref().ok()?;
    let at = arranging.at.split('/').next().filter(|at| !at.is_empty())?;
    let of_check = |place: usize| outline.checks.get(place).map(|check| check.at.clone());
    match Of::named(at) {
        Some(Of::Question(key)) => return Some(key),
        Some(Of::Page(section, page)) => return of_page(outline, (section, page)),
        Some(Of::Check(check)) => return of_check(check),
        Some(Of::Usable) => return None,
        None => {}
    }
    match at.split_once('.') {
        Some(("new", key)) => Some(key.to_owned()),
        Some((section, page)) => of_page(outline, (section.parse().ok()?, page.parse().ok()?)),
        None => Some(at.parse().ok().and_then(of_check).unwrap_or_else(|| at.to_owned())),
    }
}

fn of_page(outline: &Outline, (section, page): (usize, usize)) -> Option<String> {
    outline.page(section, page).and_then(first_of)
}

/// The first that is asked on a page.
pub(super) fn first_of(page: &Page) -> Option<String> {
    match &page.instrument {
        Some(instrument) => scoring::instrument(instrument)?.keys().first().cloned(),
        None => page.questions.first().map(|asked| asked.key.clone()),
    }
}

/// To the pages around it, and to its languages.
fn ways(draft: &Draft, survey: &Survey, page: &ShownPage) -> AnyView {
    let at =
        |place: Option<usize>| survey.pages().nth(place?).map(|(_, page)| page.key.to_string());
    let link = |key: Option<String>, language: &str, words: String| {
        let to = looking(draft, &key?, language);
        Some(view! { <li><a href=to>{words}</a></li> })
    };
    let here = page.language.as_str();
    let before = link(at(page.step.checked_sub(2)), here, "Page before".to_owned());
    let next = link(at(Some(page.step)), here, "Next page".to_owned());
    let all = survey.languages();
    let others = all.iter().filter(|language| language.as_str() != here);
    let others = others.map(|language| {
        let words = format!("In {}", language.called_among(&all));
        link(Some(page.key.to_string()), language.as_str(), words)
    });
    let others = others.collect_view();
    view! { <ul class="staff-links">{before}{next}{others}</ul> }.into_any()
}

/// The list of all questions, with a page beside it.
pub(super) fn looking(draft: &Draft, seen: &str, language: &str) -> String {
    let language =
        if language.is_empty() { String::new() } else { format!("&language={language}") };
    of_survey(&draft.key, &format!("/arranging?seen={seen}{language}#beside"))
}
