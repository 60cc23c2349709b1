//! Texts and their translations beside each other; on a phone, one below the other.

use leptos::prelude::*;
use surveys::{
    authoring::{Amiss, Pair},
    comparing,
    language::{Language, isolated},
};

use super::{
    doubting,
    translations::{before, name, of_all_surveys, of_language},
};
use crate::{
    api::staff::{
        door::Said,
        translating::{Group, IN_DOUBT, Part, Side},
    },
    components::{
        changes::passage,
        question::words::in_box,
        staff::{frame::StaffFramed, said::Told},
    },
    pages::staff::{coming_in::framed, participants::back},
    wording::staff::translating as wording,
};

pub(crate) fn side_by_side(side: Side) -> StaffFramed {
    let Side { key, language, written_in, is_of_before, part, next, said } = side;
    let wrong = said.wrong;
    let at = of_language(&key, &format!("/{language}"));
    let title = format!("{} in {}", isolated(&part.title), language.english_name());
    let onward = next.map(|next| {
        view! { <li><a href=format!("{at}/{next}")>"The next part"</a></li> }
    });
    let around = part.is_words().then(|| of_all_surveys(&language));
    let beside = Languages { from: written_in, to: language.clone() };
    let body = match part.name.as_str() {
        IN_DOUBT => doubting::body(&at, part, &beside, &said),
        _ => body(&at, part, &beside, &said),
    };
    let middle = view! {
        {back(at.clone(), "All parts")}
        <Told said />
        <h1>{title.clone()}</h1>
        {before(&key, is_of_before)}
        {around}
        {body}
        <ul class="staff-links">
            {onward}
            <li><a href=at>{format!("All parts of {key} in {}", name(&language))}</a></li>
        </ul>
    };
    framed(&title, wrong, middle)
}

/// That of the texts, and that of the translations.
pub(super) struct Languages {
    pub from: Language,
    pub to: Language,
}

fn body(at: &str, part: Part, beside: &Languages, said: &Said) -> AnyView {
    let Part { name, groups, .. } = part;
    if groups.iter().all(|group| group.pairs.is_empty()) {
        return view! { <p>"Nothing is missing, and nothing has changed since it was translated."</p> }
            .into_any();
    }
    let groups = groups.into_iter().filter(|group| !group.pairs.is_empty());
    let groups = groups.map(|Group { title, pairs }| {
        let heading = (!title.is_empty()).then(|| view! { <h2>{title}</h2> });
        let pairs = pairs.into_iter().map(|pair| one(pair, beside, said)).collect::<Vec<_>>();
        view! { {heading} {pairs} }
    });
    let groups = groups.collect::<Vec<_>>();
    view! {
        <p class="hint">
            "Leave names in {braces} as they are: an answer or a date is put in their place."
        </p>
        <form class="sides" method="post" action=format!("{at}/{name}") novalidate>
            {groups}
            <div class="actions"><button class="button">"Save"</button></div>
        </form>
    }
    .into_any()
}

/// A text and what it is in the other language.
fn one(pair: Pair, beside: &Languages, said: &Said) -> AnyView {
    let typed = said.written(&pair.at).filter(|typed| typed.trim() != pair.to);
    let theirs = typed.as_ref().map(|_| pair.to.clone());
    let to = typed.unwrap_or_else(|| pair.to.clone());
    let is_open = theirs.is_some() || pair.amiss.iter().any(|amiss| *amiss != Amiss::Missing);
    let class = if is_open { "side side--open" } else { "side" };
    view! {
        <div class=class>
            {original(&pair, &beside.from)}
            {own(&pair, (to, theirs), beside)}
        </div>
    }
    .into_any()
}

pub(super) fn original(pair: &Pair, from: &Language) -> impl IntoView + use<> {
    let (what, key, text) = (wording::what(&pair.at), pair.at.to_string(), pair.from.clone());
    view! {
        <div class="side__original">
            <p class="side__what">{what}" "<code>{key}</code></p>
            <p class="side__text" lang=from.to_string() dir=from.direction().attribute()>{text}</p>
            {was(pair, from)}
        </div>
    }
}

/// The translation in its box, with what is to be done about it.
fn own(
    pair: &Pair,
    (to, theirs): (String, Option<String>),
    beside: &Languages,
) -> impl IntoView + use<> {
    let (key, from, what) = (pair.at.to_string(), pair.from.clone(), wording::what(&pair.at));
    let (id, described) = (format!("to:{key}"), format!("notes:{key}"));
    let rows = (from.chars().count() / 45 + 1).clamp(1, 12) + from.matches('\n').count();
    let (lang, dir) = (beside.to.to_string(), beside.to.direction().attribute());
    view! {
        <div class="side__own">
            <label for=id.clone()>
                {beside.to.english_name().to_owned()}
                <span class="hidden">": "{what}", "{from.clone()}</span>
            </label>
            <div id=described.clone()>{notes(pair, theirs, beside)}</div>
            <input type="hidden" name=format!("from:{key}") value=from />
            <input type="hidden" name=format!("seen:{key}") value=pair.to.clone() />
            <textarea
                id=id.clone() name=id rows=rows.to_string() lang=lang dir=dir aria-describedby=described
                autocomplete="off"
            >
                {in_box(&to)}
            </textarea>
            {right(pair, &key)}
            {owner(pair, &key)}
        </div>
    }
}

/// What the text said when it was translated, with what has changed since.
fn was(pair: &Pair, from: &Language) -> Option<AnyView> {
    let was = pair.amiss.iter().find_map(|amiss| match amiss {
        Amiss::Stale(was) => Some(was),
        _ => None,
    })?;
    let passages = comparing::words(was, &pair.from).into_iter().map(passage);
    let view = view! {
        <p class="side__was" lang=from.to_string() dir=from.direction().attribute()>
            <span class="hint" lang="en-GB" dir="ltr">"What has changed: "</span>
            <span class="edited">{passages.collect_view()}</span>
        </p>
    };
    Some(view.into_any())
}

/// What is to be done about the translation.
fn notes(pair: &Pair, theirs: Option<String>, beside: &Languages) -> Vec<AnyView> {
    let mut notes: Vec<AnyView> = Vec::new();
    if let Some(note) = &pair.note {
        notes.push(view! { <p class="hint">{note.clone()}</p> }.into_any());
    }
    if let Some(theirs) = theirs {
        let (lang, dir) = (beside.to.to_string(), beside.to.direction().attribute());
        notes.push(
            view! {
                <p class="problem">
                    <span class="hidden">"Error: "</span>"Somebody else has saved this meanwhile: "
                    <bdi lang=lang dir=dir>"“"{theirs}"”"</bdi>". Yours is below and not saved yet. Saving again puts \
                    yours in its place."
                </p>
            }
            .into_any(),
        );
        return notes;
    }
    let amiss = pair.amiss.iter().map(|amiss| {
        let class = if *amiss == Amiss::Missing { "hint" } else { "side__amiss" };
        view! { <p class=class>{wording::amiss(amiss)}</p> }.into_any()
    });
    notes.extend(amiss);
    notes
}

/// A translation whose text has changed may be right as it is.
fn right(pair: &Pair, key: &str) -> Option<AnyView> {
    let is_stale = pair.amiss.iter().any(|amiss| matches!(amiss, Amiss::Stale(_)));
    let name = format!("right:{key}");
    is_stale.then(|| {
        view! {
            <div class="choice">
                <input type="checkbox" id=name.clone() name=name.clone() value="yes" />
                <label for=name>"It is still right as it is"</label>
            </div>
        }
        .into_any()
    })
}

/// An instrument's items are asked in its owner's translation only.
fn owner(pair: &Pair, key: &str) -> Option<AnyView> {
    let is_asked = pair.amiss.iter().any(|amiss| matches!(amiss, Amiss::NoOwner(_)));
    let name = format!("source:{key}");
    let value = pair.source.clone().unwrap_or_default();
    (is_asked || pair.source.is_some()).then(|| {
        view! {
            <label for=name.clone()>"Whose translation, and under what licence"</label>
            <input type="text" id=name.clone() name=name value=value autocomplete="off" />
        }
        .into_any()
    })
}
