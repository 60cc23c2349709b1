//! One question of a draft: its words, how it is answered, who is asked it, and where it stands.

use leptos::prelude::*;
use surveys::editing::{Asked, Field, Outline, Own};

use super::{
    adding::short,
    alerting::alerting,
    boxes::{Boxes, by_enter, called, page, places},
    of_survey,
    options::options,
};
use crate::{
    api::staff::{
        Wrong,
        arranging::{Arranging, QuestionWrong},
        surveys::SurveyWrong,
    },
    components::staff::{frame::StaffFramed, select::StaffSelect},
    wording::staff as wording,
};

/// The kinds, and what people call them.
const KINDS: [(&str, &str); 10] = [
    ("single", "One of several options"),
    ("multiple", "Any number of options"),
    ("number", "A number"),
    ("scale", "From 0 to 10"),
    ("grid", "Several lines, each from low to high"),
    ("text", "In their own words"),
    ("date", "A date"),
    ("month", "A month"),
    ("amount", "An amount of money, and for which period"),
    ("contact", "Contact details"),
];

pub(crate) fn asking(arranging: Arranging) -> StaffFramed {
    let Arranging { draft, outline, said, at, .. } = &arranging;
    let boxes = Boxes::of(said);
    let found = outline.as_ref().ok();
    let question = found.and_then(|outline| outline.questions().find(|one| one.key == *at));
    let below = found.zip(question).map(|(outline, question)| {
        let own = question.own.as_ref();
        let words = own.map(|own| own_words(outline, own, &boxes));
        view! {
            {own.and_then(|own| theirs(own, &arranging, &boxes))}
            <form
                method="post" action=of_survey(&draft.key, &format!("/arranging/{at}")) novalidate
            >
                {by_enter("save")}
                <input type="hidden" name="revision" value=draft.revision.to_string() />
                {words.unwrap_or_else(of_the_bank)}
                {asked_when(&arranging, question)}
                <div class="actions">
                    <button class="button" name="then" value="save">"Save"</button>
                </div>
                {elsewhere(outline, question, &boxes)}
                {own.map(|own| otherwise(own, question, &boxes))}
            </form>
        }
        .into_any()
    });
    let title = format!("Question {at}");
    page(&arranging, &title, ("/arranging", "All questions"), below.into_any())
}

fn of_the_bank() -> AnyView {
    view! {
        <p>"It comes from the survey's bank, which other surveys use too. Its words are changed there."</p>
    }
    .into_any()
}

fn own_words(outline: &Outline, own: &Own, boxes: &Boxes) -> AnyView {
    let field = |field: Field| boxes.field(field, own.says(field));
    let kind = Field::of_kind(&own.kind).iter().map(|one| field(*one)).collect_view();
    let sources = outline.sources.iter();
    let sources = sources.map(|(name, text)| (name.clone(), short(text))).collect::<Vec<_>>();
    let source = boxes.value("source", own.says(Field::Source));
    let names = wording::questions::field(Field::Source).0;
    view! {
        {field(Field::Text)}
        {field(Field::Hint)}
        {options(own, boxes)}
        {kind}
        {field(Field::Sensitive)}
        {field(Field::Optional)}
        <details class="staff-more">
            <summary>"In the dataset, and where the wording comes from"</summary>
            {field(Field::Label)}
            <StaffSelect
                name="source" label=names none="Nothing is said" options=sources chosen=source wrong=None
            />
            <p class="hint">"Sources are written under “Title, minutes, language and sources”."</p>
            {field(Field::Vault)}
        </details>
        <details class="staff-more">
            <summary>"On the telephone"</summary>
            {field(Field::Spoken)}
            {field(Field::Probes)}
            {field(Field::Define)}
        </details>
        {alerting(own, boxes)}
    }
    .into_any()
}

/// Who is asked, in words, and the way to change it.
fn asked_when(arranging: &Arranging, question: &Asked) -> AnyView {
    let to = of_survey(&arranging.draft.key, &format!("/when/question.{}", question.key));
    let when = match &question.asked_if {
        None => "Everyone who comes to it is asked.".to_owned(),
        Some(when) => format!("Asked when {when}."),
    };
    view! {
        <h2>"Who is asked"</h2>
        <p>{when}</p>
        <p><a href=to>"Change who is asked"</a>" Save first what you changed above."</p>
    }
    .into_any()
}

/// Where it stands.
fn elsewhere(outline: &Outline, question: &Asked, boxes: &Boxes) -> AnyView {
    let mut places = places(&outline.sections, true);
    let own = format!("beside/{}", question.key);
    places.retain(|(place, _)| *place != own);
    for (place, words) in &mut places {
        if *place == format!("after/{}", question.key) {
            "On a page of its own, where it is".clone_into(words);
        }
    }
    let chosen = boxes.value("to", "");
    view! {
        <details class="staff-more">
            <summary>"Put it elsewhere"</summary>
            <StaffSelect
                name="to" label="Where it is asked" none="Where it is now" options=places chosen wrong=None
            />
            <div class="actions">
                <button class="button button--quiet" name="then" value="bring">"Save, and put it there"</button>
            </div>
        </details>
    }
    .into_any()
}

/// Its key, and how it is answered: what is rarely changed.
fn otherwise(own: &Own, question: &Asked, boxes: &Boxes) -> AnyView {
    let kinds = KINDS.iter().filter(|(kind, _)| *kind != own.kind);
    let kinds = kinds.map(|(kind, words)| ((*kind).to_owned(), (*words).to_owned()));
    let kinds = kinds.collect::<Vec<_>>();
    let now = KINDS.iter().find(|(kind, _)| *kind == own.kind).map_or("As it is now", |one| one.1);
    let words = (
        "Short name",
        "It names the column in the dataset. Conditions, checks and words that name the question follow.",
    );
    let chosen = boxes.value("kind", "");
    view! {
        <details class="staff-more">
            <summary>"Answer it in another way, or rename it"</summary>
            <StaffSelect
                name="kind" label="How it is answered" none=now options=kinds chosen wrong=boxes.at("kind")
            />
            <p class="hint">"Limits that belong to the way before are taken away."</p>
            {boxes.line("key", words, &question.key)}
            <div class="actions">
                <button class="button button--quiet" name="then" value="otherwise">"Save, and change these"</button>
            </div>
        </details>
    }
    .into_any()
}

/// What somebody else saved meanwhile, where it differs from what was typed.
fn theirs(own: &Own, arranging: &Arranging, boxes: &Boxes) -> Option<AnyView> {
    let meanwhile = Wrong::Survey(SurveyWrong::Question(QuestionWrong::ChangedMeanwhile));
    let fields = Field::EVERY.iter().chain(Field::of_kind(&own.kind));
    let mut told: Vec<(String, String)> = Vec::new();
    for field in fields {
        let typed = boxes.typed.one(field.name()).replace("\r\n", "\n");
        let was = own.says(*field);
        if boxes.typed.is_sent(field.name()) && typed != was {
            told.push((wording::questions::field(*field).0.to_owned(), was.to_owned()));
        }
    }
    for option in &own.options {
        let name = format!("option-{}-text", option.code);
        if boxes.typed.one(&name) != option.text() {
            told.push((format!("Option {}", option.code), option.text().to_owned()));
        }
    }
    let told = told.into_iter().map(|(name, was)| {
        let was = if was.is_empty() { "nothing".to_owned() } else { format!("“{was}”") };
        view! { <li><strong>{name}</strong>": "{was}</li> }
    });
    let told = told.collect::<Vec<_>>();
    (boxes.wrong == Some(meanwhile) && !told.is_empty()).then(|| {
        view! {
            <h2>"What is saved now, where yours differs"</h2>
            <p>"Saved by "{arranging.draft.changed_by.clone()}"."</p>
            <ul>{told}</ul>
        }
        .into_any()
    })
}

/// The questions of a list to choose one from.
pub(super) fn to_choose(outline: &Outline) -> Vec<(String, String)> {
    outline.questions().map(|asked| (asked.key.clone(), called(asked))).collect()
}
