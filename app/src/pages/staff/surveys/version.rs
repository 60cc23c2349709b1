//! One version of a survey, for ever as it was published; and what changed since an earlier one.

use leptos::prelude::*;
use records::versions::{Stored, Use};
use surveys::{definition::Survey, fill::long_date, language::isolated};

use super::{of_survey, used};
use crate::{
    api::staff::surveys::{Between, Version},
    components::{
        changes::changes,
        questionnaire::questionnaire,
        staff::{
            frame::StaffFramed, said::Told, select::StaffSelect, table::cell, words::StaffWords,
        },
    },
    pages::staff::{coming_in::framed, participants::back},
    wording::staff as wording,
};

pub(crate) fn version(version: Version) -> StaffFramed {
    let Version { stored, earlier, uses, unseen, may_change, said } = version;
    let (wrong, reasons, typed) = (said.wrong, said.reasons.clone(), said.typed.clone());
    let survey = stored.survey.clone();
    let (key, number) = (survey.key.clone(), survey.version);
    let title = format!("{}, version {number}", isolated(&survey.title));
    let since = earlier.into_iter().map(|earlier| {
        let to = of_survey(&key, &format!("/{number}/since/{earlier}"));
        view! { <li><a href=to>{format!("What changed since version {earlier}")}</a></li> }
    });
    let since = since.collect::<Vec<_>>();
    let files = of_survey(&key, &format!("/{number}/files"));
    let links = view! {
        <ul class="staff-links">
            {through(&survey)}{since}
            <li><a href=files download>"Its files, with those of its translations"</a></li>
        </ul>
    };
    let reasons = reasons.into_iter().map(|why| view! { <li>{why}</li> }).collect::<Vec<_>>();
    let reasons = (!reasons.is_empty()).then(|| view! { <ul class="staff-words">{reasons}</ul> });
    let open = may_change && stored.retired.is_none();
    let begins: Vec<_> = uses.iter().filter(|used| used.version == number).cloned().collect();
    let puts = open.then(|| put_to_use(&survey, &uses, typed.one("wave"), wrong));
    let retires = (open && begins.is_empty())
        .then(|| retire(of_survey(&key, &format!("/{number}")), typed.raw("reason"), wrong));
    let middle = view! {
        {back(of_survey(&key, ""), "All versions")}
        <Told said />
        {reasons}
        <h1><bdi>{survey.title.clone()}</bdi>{format!(", version {number}")}</h1>
        {facts(&stored, (&begins, unseen))}
        {links}
        {puts}
        {retires}
        <h2>"Questionnaire"</h2>
        {questionnaire(&survey)}
        {in_other_languages(&survey)}
    };
    framed(&title, wrong, middle)
}

/// The questionnaire in each language but its own, folded away.
fn in_other_languages(survey: &Survey) -> impl IntoView + use<> {
    let all = survey.languages();
    let each = all.iter().skip(1).map(|language| {
        let words = format!("Questionnaire in {}", language.called_among(&all));
        let translated = questionnaire(&survey.in_language(language));
        view! {
            <details class="staff-more">
                <summary>{words}</summary>
                {translated}
            </details>
        }
    });
    each.collect_view()
}

/// Ways to look through it.
fn through(survey: &Survey) -> impl IntoView + use<> {
    let ways = [("walking", "Walk through it as a participant"), ("map", "The map of its pages")];
    let ways = ways.map(|(rest, words)| {
        let to = of_survey(&survey.key, &format!("/{}/{rest}", survey.version));
        view! { <li><a href=to>{words}</a></li> }
    });
    ways.into_iter().collect_view()
}

fn facts(stored: &Stored, (begins, unseen): (&[Use], usize)) -> impl IntoView + use<> {
    let survey = &stored.survey;
    let published =
        format!("{}, by {}", long_date(stored.published_at.date_naive()), stored.published_by);
    let why = stored.reason.clone().unwrap_or_else(|| "Not said".to_owned());
    let minutes = wording::surveys::count(usize::from(survey.minutes), "minute");
    let size = format!("{}, about {minutes}", wording::surveys::size(survey));
    let all = survey.languages();
    let languages: Vec<_> = all.iter().map(|language| language.called_among(&all)).collect();
    let retired = stored.retired.clone().map(|retired| {
        let on = long_date(retired.at.date_naive());
        view! { <div><dt>"Retired"</dt><dd>{format!("{on}, by {}: {}", retired.by, retired.reason)}</dd></div> }
    });
    view! {
        <dl class="task-facts">
            <div><dt>"Published"</dt><dd>{published}</dd></div>
            <div><dt>"Why"</dt><dd>{why}</dd></div>
            {retired}
            <div><dt>"People begin on it in"</dt><dd>{begun_on(begins, unseen)}</dd></div>
            <div><dt>"Size"</dt><dd>{size}</dd></div>
            <div><dt>"Languages"</dt><dd>{languages.join(", ")}</dd></div>
            <div><dt>"SHA-256"</dt><dd><code class="fingerprint">{stored.sha256.clone()}</code></dd></div>
        </dl>
    }
}

/// Where people begin on it. Of studies that they do not see it is not told with which version those begin.
fn begun_on(begins: &[Use], unseen: usize) -> AnyView {
    match (begins, unseen) {
        ([], 1..) => cell("Nowhere that you see. Studies that you do not see use this survey, too"),
        _ => used(begins, 0),
    }
}

/// Nothing, when every wave begins with it already.
fn put_to_use(
    survey: &Survey,
    uses: &[Use],
    chosen: &str,
    wrong: Option<crate::api::staff::Wrong>,
) -> Option<impl IntoView + use<>> {
    let others = uses.iter().filter(|used| used.version != survey.version);
    let options: Vec<_> = others
        .map(|used| {
            let title = isolated(&used.title);
            let words = format!("{title}, {} (version {} now)", used.wave, used.version);
            (format!("{}/{}", used.study, used.wave), words)
        })
        .collect();
    if options.is_empty() {
        return None;
    }
    let action = of_survey(&survey.key, &format!("/{}", survey.version));
    let chosen = chosen.to_owned();
    Some(view! {
        <h2>"Begin with this version"</h2>
        <p>"Whoever has begun another version finishes that one."</p>
        <form method="post" action=action novalidate>
            <StaffSelect
                name="wave" label="Where" none="Choose a survey of a study" options chosen
                wrong=wording::at("wave", wrong)
            />
            <div class="actions">
                <button class="button" name="then" value="use">"Begin with this version there"</button>
            </div>
        </form>
    })
}

/// Seldom needed and never undone, so it is folded away.
fn retire(
    action: String,
    reason: &str,
    wrong: Option<crate::api::staff::Wrong>,
) -> impl IntoView + use<> {
    let wrong = wording::at("reason", wrong);
    let is_open = wrong.is_some();
    view! {
        <details class="staff-more" open=is_open>
            <summary>"Retire this version"</summary>
            <p>"Nobody begins on a retired version. It can still be read here. This cannot be undone."</p>
            <form method="post" action=action novalidate>
                <StaffWords
                    name="reason" label="Why" hint=wording::surveys::WHY
                    value=reason.to_owned() wrong
                />
                <div class="actions">
                    <button class="button" name="then" value="retire">"Retire it for good"</button>
                </div>
            </form>
        </details>
    }
}

pub(crate) fn between(between: Between) -> StaffFramed {
    let Between { old, new, survey, changes: all, variables } = between;
    let title = format!("{}: version {new} since version {old}", isolated(&survey.title));
    let middle = view! {
        {back(of_survey(&survey.key, &format!("/{new}")), "This version")}
        <h1>{title.clone()}</h1>
        {changes(&all, &variables)}
    };
    framed(&title, None, middle)
}
