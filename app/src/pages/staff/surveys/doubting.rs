//! What was changed here while a translator had the file, and by them too: what is here stays, unless somebody chooses
//! what the file says.

use leptos::prelude::*;
use surveys::authoring::Pair;

use super::side_by_side::{Languages, original};
use crate::{
    api::staff::{
        door::Said,
        translating::{IN_DOUBT, Part},
    },
    wording::staff::translating as wording,
};

pub(super) fn body(at: &str, part: Part, beside: &Languages, said: &Said) -> AnyView {
    let more = part.groups.iter().map(|group| group.title.clone()).find(|more| !more.is_empty());
    let more = more.map(|more| view! { <p><strong>{more}</strong></p> });
    let pairs: Vec<_> = part.groups.into_iter().flat_map(|group| group.pairs).collect();
    if pairs.is_empty() {
        return view! { <p>"Nothing is in doubt."</p> }.into_any();
    }
    let pairs = pairs.iter().map(|pair| one(pair, beside, said)).collect::<Vec<_>>();
    view! {
        <p>
            "What is here stays, unless you choose what the file says. If you leave this page, nothing of it is lost: take \
             the file in again, and you are asked again."
        </p>
        {more}
        <form class="sides" method="post" action=format!("{at}/{IN_DOUBT}") novalidate>
            {pairs}
            <div class="actions"><button class="button">"Save"</button></div>
        </form>
    }
    .into_any()
}

/// A text, what it is here and what it is in the file.
fn one(pair: &Pair, beside: &Languages, said: &Said) -> AnyView {
    let (key, what) = (pair.at.to_string(), wording::what(&pair.at));
    let from = said.typed.raw(&format!("from:{key}")).to_owned();
    let there = said.instead(&pair.at).unwrap_or_default();
    let older = (from != pair.from).then(|| {
        view! {
            <p class="side__amiss">"The file translates an earlier wording: "<bdi>"“"{from.clone()}"”"</bdi></p>
        }
    });
    let language = beside.to.english_name().to_owned();
    view! {
        <div class="side">
            {original(pair, &beside.from)}
            <fieldset class="side__own">
                <legend>{language}<span class="hidden">": "{what}", "{pair.from.clone()}</span></legend>
                {older}
                <input type="hidden" name=format!("from:{key}") value=from />
                <input type="hidden" name=format!("seen:{key}") value=pair.to.clone() />
                {choice(&key, ("here", "Here"), pair.to.clone(), beside)}
                {choice(&key, ("file", "In the file"), there, beside)}
                {owner(pair, &key, said)}
            </fieldset>
        </div>
    }
    .into_any()
}

/// A button that stands for one of the two translations.
fn choice(
    key: &str,
    (name, words): (&'static str, &'static str),
    to: String,
    beside: &Languages,
) -> impl IntoView + use<> {
    let id = format!("{name}:{key}");
    let (lang, dir) = (beside.to.to_string(), beside.to.direction().attribute());
    view! {
        <div class="choice">
            <input
                type="radio" id=id.clone() name=format!("to:{key}") value=to.clone() checked={name == "here"}
            />
            <label for=id>
                <span class="hint">{words}": "</span>
                <bdi class="side__text" lang=lang dir=dir>{to}</bdi>
            </label>
        </div>
    }
}

/// An instrument's items are asked in its owner's translation only.
fn owner(pair: &Pair, key: &str, said: &Said) -> Option<AnyView> {
    let name = format!("source:{key}");
    let sent = said.typed.one(&name).to_owned();
    let value = pair.source.clone().or(Some(sent).filter(|sent| !sent.is_empty()))?;
    Some(
        view! {
            <label for=name.clone()>"Whose translation, and under what licence"</label>
            <input type="text" id=name.clone() name=name value=value autocomplete="off" />
        }
        .into_any(),
    )
}
