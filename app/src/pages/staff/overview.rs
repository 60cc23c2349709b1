//! The first page of staff: what they may do, and where.

use leptos::prelude::*;
use records::{auth::StaffMember, studies::StudyHandle};
use surveys::roles::Role;

use super::care::Unmanned;
use crate::{
    api::staff::{care::Waiting, own::Overview},
    components::staff::frame::StaffFramed,
    wording::staff as wording,
};

pub(crate) fn overview(overview: Overview) -> StaffFramed {
    let Overview { member, studies, links, of_studies, waiting, overdue, texts } = overview;
    let unmanned = unmanned(&studies, &waiting);
    let everywhere = member.administrator().is_ok().then(|| {
        let (title, does) = wording::role(Role::Administrator);
        view! { <p>{title}": "{does}"."</p> }
    });
    let links = listed(links.into_iter());
    let studies = studies.into_iter().enumerate().filter_map(|(place, study)| {
        let here = of_studies.iter().filter(|(of, ..)| *of == place);
        let here = here.map(|(_, words, address)| (*words, address.clone()));
        let counts = waiting.get(place).and_then(|waiting| waiting.counts);
        let counts = counts.map(|counts| view! { <p>{wording::care::counts(counts)}</p> });
        let late = overdue.iter().find(|(of, late)| *of == place && *late > 0);
        let late = late.map(|(_, late)| overdue_words(*late));
        let texts = texts.iter().find(|(of, waiting)| *of == place && *waiting > 0);
        let texts = texts.map(|(_, waiting)| texts_words(&study, *waiting));
        of_study(&member, &study, view! { {counts}{late}{texts}{listed(here)} }.into_any())
    });
    let studies = studies.collect::<Vec<_>>();
    let nothing = (studies.is_empty() && everywhere.is_none()).then(|| {
        view! { <p>"You have no role now. Ask an administrator if that is a mistake."</p> }
    });
    let middle = view! {
        <h1>"Hello, "{member.name().to_owned()}</h1>
        {nothing}
        {unmanned}
        {everywhere}
        {links}
        {studies}
    };
    StaffFramed::new("Overview", middle)
}

/// Studies in which too few people can sign in to act on a safeguarding task.
fn unmanned(studies: &[StudyHandle], waiting: &[Waiting]) -> AnyView {
    let each = studies.iter().zip(waiting).filter_map(|(study, waiting)| {
        let (absent, title) = (waiting.unmanned.clone()?, study.study().title.clone());
        Some(view! { <Unmanned absent title /> })
    });
    each.collect_view().into_any()
}

/// What they are in a study, and the pages for that; nothing when they are nothing there.
fn of_study(member: &StaffMember, study: &StudyHandle, links: AnyView) -> Option<AnyView> {
    let study_file = study.study();
    let roles = member.roles_in(study).map(|(role, site)| {
        let (title, does) = wording::role(role);
        let known = study_file.sites.iter().find(|known| Some(known.key.as_str()) == site);
        let site = known.map(|site| format!(", {}", site.title));
        view! { <li>{title}{site}": "{does}"."</li> }
    });
    let roles = roles.collect::<Vec<_>>();
    (!roles.is_empty()).then(|| {
        view! {
            <h2>{study_file.title.clone()}</h2>
            <ul>{roles}</ul>
            {links}
        }
        .into_any()
    })
}

fn overdue_words(late: usize) -> impl IntoView {
    let words = match late {
        1 => "1 entry of the registers is overdue.".to_owned(),
        late => format!("{late} entries of the registers are overdue."),
    };
    view! { <p class="overdue">{words}</p> }
}

fn texts_words(study: &StudyHandle, waiting: u64) -> impl IntoView + use<> {
    let words = match waiting {
        1 => "1 text from a participant waits for somebody".to_owned(),
        waiting => format!("{waiting} texts from participants wait for somebody"),
    };
    let to = format!("/staff/{}/participants", study.study().key);
    view! { <p class="overdue"><a href=to>{words}</a></p> }
}

fn listed(links: impl Iterator<Item = (&'static str, String)>) -> AnyView {
    let links = links.map(|(words, address)| view! { <li><a href=address>{words}</a></li> });
    let links = links.collect::<Vec<_>>();
    (!links.is_empty()).then(|| view! { <ul class="staff-links">{links}</ul> }).into_any()
}
