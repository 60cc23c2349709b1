//! How long questions took: each interviewer, the slowest and the fastest pages, and who was far faster than the others.

use leptos::prelude::*;
use records::{calls::Figured, staff::Names};
use surveys::calls::PageTime;

use crate::components::staff::table::{StaffTable, cell};

/// So many of the slowest pages are shown, and so many of the fastest; all of them where there are no more than these.
const EACH_END: usize = 5;

/// Nothing where no page was timed.
pub(super) fn pacing(names: &Names, figured: &Figured) -> Option<impl IntoView + use<>> {
    let pages = figured.pages.as_slice();
    let survey = pages.first().map(|page| &page.survey);
    let is_one = pages.iter().all(|page| Some(&page.survey) == survey);
    let told = |page: &PageTime| match is_one {
        true => page.label.clone(),
        false => format!("{} ({})", page.label, page.title),
    };
    let tables = match pages.len() > 2 * EACH_END {
        true => vec![
            table("The slowest pages", &pages[..EACH_END], told),
            table("The fastest pages", &pages[pages.len() - EACH_END..], told),
        ],
        false => vec![table("Pages, the slowest first", pages, told)],
    };
    (!pages.is_empty()).then(|| {
        view! {
            <h2>"Time for each question"</h2>
            <p>"Seconds for each question of a page, and each line of a grid, from one save to the next, in the middle: as often \
                it took longer as it took less. The first page of a call has none, nor has one that took longer than five \
                minutes, or was only changed."</p>
            {interviewers(names, figured)}
            {far_below(names, pages, told)}
            {tables}
        }
    })
}

fn interviewers(names: &Names, figured: &Figured) -> AnyView {
    let rows = figured.interviewers.iter().map(|one| {
        let pages = figured.pages.iter().flat_map(|page| &page.each);
        let far = pages.filter(|own| own.by == one.staff_id && own.is_far_below()).count();
        let (times, own) = one.pace.map_or_else(
            || ("0".to_owned(), "–".to_owned()),
            |pace| (pace.times.to_string(), seconds(pace.seconds)),
        );
        vec![cell(names.of_number(one.staff_id)), cell(times), cell(own), cell(far.to_string())]
    });
    let rows: Vec<_> = rows.collect();
    let heads = vec!["Interviewer", "Pages timed", "Seconds", "Pages far faster than others"];
    let caption = "How long a question took each interviewer".to_owned();
    view! { <StaffTable caption heads rows /> }.into_any()
}

/// Whoever took less than half as long over a page as the others.
fn far_below(names: &Names, pages: &[PageTime], told: impl Fn(&PageTime) -> String) -> AnyView {
    let rows = pages.iter().flat_map(|page| {
        let far = page.each.iter().filter(|own| own.is_far_below());
        far.map(|own| {
            vec![
                cell(names.of_number(own.by)),
                cell(told(page)),
                cell(own.own.times.to_string()),
                cell(seconds(own.own.seconds)),
                cell(own.others.map_or_else(|| "–".to_owned(), seconds)),
            ]
        })
        .collect::<Vec<_>>()
    });
    let rows: Vec<_> = rows.collect();
    if rows.is_empty() {
        let words = "Nobody who saved a page three times took less than half as long over it as the others.";
        return view! { <p>{words}</p> }.into_any();
    }
    let heads = vec!["Interviewer", "Page", "Timed", "Seconds", "The others’ seconds"];
    let caption = "Far faster than the others".to_owned();
    view! {
        <StaffTable caption heads rows />
        <p>"These took less than half as long as the others, on a page that they saved three times or more. It may be that the \
            question was not read out as it stands: listen, or ring again, before you speak with anybody."</p>
    }
    .into_any()
}

fn table(caption: &'static str, pages: &[PageTime], told: impl Fn(&PageTime) -> String) -> AnyView {
    let rows = pages.iter().map(|page| {
        vec![cell(told(page)), cell(page.all.times.to_string()), cell(seconds(page.all.seconds))]
    });
    let rows: Vec<_> = rows.collect();
    let (caption, heads) = (caption.to_owned(), vec!["Page", "Timed", "Seconds"]);
    view! { <StaffTable caption heads rows /> }.into_any()
}

fn seconds(seconds: f64) -> String {
    format!("{seconds:.1}")
}
