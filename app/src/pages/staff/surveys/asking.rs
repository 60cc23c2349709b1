//! One question of a draft: its words, how it is answered, who is asked it, and where it stands.

use leptos::prelude::*;
use surveys::{
    definition::KindName,
    editing::{Asked, Field, Outline, Own},
};

use super::{
    adding::short,
    alerting::alerting,
    around::{homeless, of_what},
    boxes::{Boxes, by_enter, called, places, seen, seen_sections, to_condition},
    of_survey,
    options::options,
};
use crate::{
    api::staff::arranging::Arranging,
    components::staff::{frame::StaffFramed, select::StaffSelect},
    wording::staff as wording,
};

pub(crate) fn asking(arranging: Arranging) -> StaffFramed {
    let title = format!("Question {}", arranging.at);
    let below = || (title.clone(), form(&arranging));
    of_what(&arranging, &title, ("/arranging", "All questions"), below)
}

fn form(arranging: &Arranging) -> AnyView {
    let Arranging { draft, outline, at, .. } = arranging;
    let boxes = Boxes::of(arranging);
    let found = outline.as_ref().ok();
    let question = found.and_then(|outline| outline.questions().find(|one| one.key == *at));
    let below = found.zip(question).map(|(outline, question)| {
        let own = question.own.as_ref();
        let words = own.map(|own| own_words(outline, own, &boxes));
        view! {
            {own.and_then(|own| homeless(&boxes, |name| own.has_box(name)))}
            <form
                method="post" action=of_survey(&draft.key, &format!("/arranging/{at}")) novalidate
            >
                {by_enter("save")}
                <input type="hidden" name="revision" value=draft.revision.to_string() />
                {words.unwrap_or_else(of_the_bank)}
                {asked_when(question.asked_if.as_deref().map(|when| arranging.in_words(when)))}
                <div class="actions">
                    <button class="button" name="then" value="save">"Save"</button>
                </div>
                {elsewhere(outline, question, &boxes)}
                {own.map(|own| otherwise(own, question, &boxes))}
            </form>
        }
        .into_any()
    });
    below.into_any()
}

fn of_the_bank() -> AnyView {
    view! {
        <p>"It comes from the survey's bank, which other surveys use too. Its words are changed there."</p>
    }
    .into_any()
}

fn own_words(outline: &Outline, own: &Own, boxes: &Boxes) -> AnyView {
    let field = |field: Field| boxes.field(field, own.says(field));
    let kind = own.of_its_kind().iter().map(|one| field(*one)).collect_view();
    let is_open =
        |all: &[Field]| all.iter().any(|one| boxes.is_written(one.name(), own.says(*one)));
    let in_dataset = is_open(&[Field::Label, Field::Source]);
    let by_telephone = is_open(&[Field::Spoken, Field::Probes, Field::Define]);
    let sources = outline.sources.iter();
    let sources = sources.map(|(name, text)| (name.clone(), short(text))).collect::<Vec<_>>();
    let source = (wording::questions::field(Field::Source).0, "Nothing is said");
    view! {
        {field(Field::Text)}
        {field(Field::Hint)}
        {options(own, boxes)}
        {kind}
        {field(Field::Sensitive)}
        {field(Field::Optional)}
        <details class="staff-more" open=in_dataset>
            <summary>"In the dataset, and where the wording comes from"</summary>
            {field(Field::Label)}
            {boxes.select("source", source, sources, own.says(Field::Source))}
            <p class="hint">"Sources are written under “Title, minutes, language and sources”."</p>
            {field(Field::Vault)}
        </details>
        <details class="staff-more" open=by_telephone>
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
pub(super) fn asked_when(when: Option<String>) -> AnyView {
    let when = match when {
        None => "Everyone who comes to it is asked.".to_owned(),
        Some(when) => format!("Asked when {when}."),
    };
    view! {
        <h2>"Who is asked"</h2>
        <p>{when}</p>
        {to_condition("Save, and change who is asked")}
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
    let is_open = !chosen.is_empty();
    view! {
        <details class="staff-more" open=is_open>
            <summary>"Put it elsewhere"</summary>
            {seen_sections(&outline.sections)}
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
    let kinds = KindName::ALL.into_iter().filter(|kind| Some(*kind) != own.kind);
    let kinds = kinds.map(|kind| (kind.name().to_owned(), kind.in_words().to_owned()));
    let kinds = kinds.collect::<Vec<_>>();
    let now = own.kind.map_or("As it is now", KindName::in_words);
    let words = (
        "Short name",
        "It names the column in the dataset. Conditions, checks and words that name the question follow.",
    );
    let chosen = boxes.value("kind", "");
    let is_open = !chosen.is_empty() || boxes.value("key", &question.key) != question.key;
    view! {
        <details class="staff-more" open=is_open>
            <summary>"Answer it in another way, or rename it"</summary>
            <StaffSelect
                name="kind" label="How it is answered" none=now options=kinds chosen wrong=boxes.at("kind")
            />
            {seen("kind", own.kind_name())}
            <p class="hint">"Limits that belong to the way before are taken away."</p>
            {boxes.line("key", words, &question.key)}
            <div class="actions">
                <button class="button button--quiet" name="then" value="otherwise">"Save, and change these"</button>
            </div>
        </details>
    }
    .into_any()
}

/// The questions of a list to choose one from.
pub(super) fn to_choose(outline: &Outline) -> Vec<(String, String)> {
    outline.questions().map(|asked| (asked.key.clone(), called(asked))).collect()
}
