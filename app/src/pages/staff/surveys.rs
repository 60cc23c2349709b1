//! Surveys: their versions, what changed between them, and the drafts of the next ones.

mod one;

mod version;

mod draft;

mod apart;

mod earlier;

mod beside;

mod untranslated;

mod publishing;

mod waves;

mod arranging;

mod adding;

mod asking;

mod translations;

mod side_by_side;

mod doubting;

mod bringing;

mod explained;

mod throwing;

mod options;
mod packing;

mod alerting;

mod paging;

mod settings;

mod checks;

mod check;

mod when;

mod comparing;

mod instruments;

pub(super) mod boxes;

mod around;

mod as_saved;

mod walking;

mod mapping;

use leptos::prelude::*;
use records::versions::Use;
use surveys::{fill::long_date, keys::SurveyKey, language::isolated};

pub(crate) use self::{
    apart::{apart, joined},
    around::reasons,
    arranging::arranging,
    asking::asking,
    beside::beside,
    bringing::{bringing, report},
    check::check,
    checks::checks,
    comparing::comparing,
    draft::draft,
    earlier::{earlier, earlier_text},
    explained::explained,
    instruments::instruments,
    mapping::mapping,
    one::survey,
    packing::packing,
    paging::paging,
    publishing::publishing,
    settings::settings,
    side_by_side::side_by_side,
    throwing::throwing,
    translations::{translation, translations},
    version::{between, version},
    walking::walking,
    when::when,
};
use super::coming_in::framed;
use crate::{
    api::staff::{
        door::Said,
        surveys::{Line, Surveys},
    },
    components::staff::{
        field::{Asked, StaffField},
        frame::StaffFramed,
        said::Told,
        table::{Look, StaffTable, cell},
    },
    wording::staff as wording,
};

/// Below the page of a survey.
pub(super) fn of_survey(key: &SurveyKey, rest: &str) -> String {
    format!("/staff/surveys/{key}{rest}")
}

pub(crate) fn surveys(surveys: Surveys) -> StaffFramed {
    let Surveys { lines, gone, clock, may_write, said } = surveys;
    let wrong = said.wrong;
    let rows: Vec<_> = lines.into_iter().map(row).collect();
    let heads = vec!["Survey", "Key", "Versions", "In use"];
    let caption = "Surveys".to_owned();
    let list = match rows.is_empty() {
        true => view! { <p>"There is no survey yet."</p> }.into_any(),
        false => view! { <StaffTable caption look=Look::BelowHeading heads rows /> }.into_any(),
    };
    let form = may_write.then(|| beginning(&said));
    let middle = view! {
        <Told said />
        <h1>"Surveys"</h1>
        <p>
            "A survey that is published never changes. A change is a new version, and whoever has begun \
             an earlier one finishes it."
        </p>
        {list}
        {form}
        {may_write.then(|| throwing::thrown(gone, &clock))}
    };
    framed("Surveys", wrong, middle)
}

fn row(line: Line) -> Vec<AnyView> {
    let Line { key, title, versions, draft, is_as_published, uses, unseen } = line;
    let retired = versions.iter().filter(|listed| listed.retired.is_some()).count();
    let last = versions.last().map(|listed| {
        let on = long_date(listed.published_at.date_naive());
        format!("Version {}, published on {on}", listed.version)
    });
    let more = match (versions.len(), retired) {
        (0 | 1, 0) => String::new(),
        (all, 0) => format!("; {all} in all"),
        (all, retired) => format!("; {all} in all, {retired} retired"),
    };
    let drafted = draft.filter(|_| !is_as_published).map(|draft| {
        let on = long_date(draft.changed_at.date_naive());
        view! { <div>"Draft, saved on "{on}</div> }
    });
    vec![
        view! { <a href=of_survey(&key, "")><bdi>{cell(wording::surveys::short(&title))}</bdi></a> }
            .into_any(),
        view! { <code>{key.to_string()}</code> }.into_any(),
        view! { {last.unwrap_or_else(|| "Not published yet".to_owned())}{more}{drafted} }
            .into_any(),
        used(&uses, unseen),
    ]
}

/// In which waves of which studies, and with which version; and in how many studies of which they are told no more.
fn used(uses: &[Use], unseen: usize) -> AnyView {
    if uses.is_empty() && unseen == 0 {
        return cell("Nowhere");
    }
    let others = (unseen > 0).then(|| {
        let more = if uses.is_empty() { "In" } else { "And in" };
        let studies = match unseen {
            1 => "a study".to_owned(),
            many => format!("{many} studies"),
        };
        view! { <div>{format!("{more} {studies} that you do not see")}</div> }
    });
    let each = uses.iter().map(|used| {
        view! { <div>{format!("{}, {}: version {}", isolated(&used.title), used.wave, used.version)}</div> }
    });
    view! { {each.collect_view()} {others} }.into_any()
}

fn beginning(said: &Said) -> impl IntoView + use<> {
    const TITLE: Asked = Asked {
        name: "title",
        label: "Title",
        kind: "text",
        autocomplete: "off",
        hint: Some(wording::surveys::TITLE),
    };
    const KEY: Asked = Asked {
        name: "key",
        label: "Key",
        kind: "text",
        autocomplete: "off",
        hint: Some("Its short name in files and for ever, such as sleep-diary"),
    };
    let told = |name: &str| (said.typed.raw(name).to_owned(), wording::among(name, said));
    let ((title, no_title), (key, no_key)) = (told("title"), told("key"));
    view! {
        <h2>"Begin a survey"</h2>
        <form method="post" action="/staff/surveys" novalidate>
            <StaffField asked=TITLE value=title wrong=no_title />
            <StaffField asked=KEY value=key wrong=no_key />
            <div class="actions"><button class="button">"Begin a draft"</button></div>
        </form>
        <p><a href="/staff/bringing">"Bring one from REDCap, XLSForm (ODK, Kobo) or FHIR instead"</a></p>
    }
}
