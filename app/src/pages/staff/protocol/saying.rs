//! The messages of a protocol as they are read: by somebody made up, or by one participant.

mod files;

mod message;

mod theirs;

use leptos::prelude::*;
use surveys::{
    keys::StudyKey,
    language::{Language, isolated},
    messages::{Message, Occasion, Preview},
    protocol::Protocol,
};

use self::{
    message::{flaws, flaws_of_all, size, way, words},
    theirs::theirs,
};
use super::of_protocol;
use crate::{
    api::staff::protocol::{Filled, OfWhich, Saying, Spoken},
    components::staff::{
        field::{Asked, StaffField},
        frame::StaffFramed,
        said::Told,
        select::StaffSelect,
    },
    pages::staff::{coming_in::framed, participants::back},
    wording::staff as wording,
};

/// What is said where somebody types a number.
const NUMBER: Asked = Asked {
    name: "number",
    label: "Study number of a participant",
    kind: "text",
    autocomplete: "off",
    hint: Some(
        "The messages are then filled in for them, in their language. That you looked is recorded. Leave it empty for \
         somebody made up.",
    ),
};

pub(crate) fn saying(saying: Saying) -> StaffFramed {
    let key = saying.study.study().key.clone();
    let study = isolated(&saying.study.study().title);
    let one = match &saying.says {
        Spoken::Messages(filled) => filled.one.as_ref(),
        _ => None,
    };
    let title = match (one, saying.of) {
        (Some(one), OfWhich::Held) => format!("What {} reads: messages of {study}", one.number),
        (Some(one), OfWhich::Next) => {
            format!("What {} would read: messages of {study}, next version", one.number)
        }
        (None, OfWhich::Held) => format!("What people read: messages of {study}"),
        (None, OfWhich::Next) => {
            format!("What people would read: messages of {study}, next version")
        }
    };
    let (said, wrong) = (saying.said.clone(), saying.said.wrong);
    let body = match &saying.says {
        Spoken::Messages(filled) => of_messages(&saying, filled),
        Spoken::Nothing => view! { <p>"The protocol has no messages."</p> }.into_any(),
        Spoken::NoDraft => no_draft(&key),
        Spoken::Faulty(many) => faulty(&key, *many),
    };
    let (to, words) = match (saying.of, saying.sees_protocol) {
        (OfWhich::Next, _) => (of_protocol(&key, "/next"), "The next version"),
        (OfWhich::Held, true) => (of_protocol(&key, ""), "The protocol"),
        (OfWhich::Held, false) => ("/staff".to_owned(), "Overview"),
    };
    let middle = view! {
        {back(to, words)}
        <Told said />
        <h1>{title.clone()}</h1>
        {body}
    };
    framed(&title, wrong, middle)
}

fn no_draft(key: &StudyKey) -> AnyView {
    let to = of_protocol(key, "/messages");
    view! {
        <p>
            "Nobody has saved a draft of the next version. "
            <a href=to>"What people read by the version that holds"</a>
        </p>
    }
    .into_any()
}

fn faulty(key: &StudyKey, many: usize) -> AnyView {
    let to = of_protocol(key, "/next");
    let words = wording::surveys::faults(many);
    let words = format!("Its messages are filled in once the draft is in order. {words}. ");
    view! {
        <p>
            {words}<a href=to>"See each fault, and mend it"</a>
        </p>
    }
    .into_any()
}

fn of_messages(saying: &Saying, filled: &Filled) -> AnyView {
    let draft = (saying.of == OfWhich::Next).then(|| {
        view! { <p>"This is the draft of the next version: nobody is sent it before it is published."</p> }
    });
    let amiss = filled.is_amiss.then(|| {
        let to = of_protocol(&saying.study.study().key, "/next");
        view! {
            <p>
                "Days cannot be worked out by this draft before its faults are mended, so nobody’s facts fill it in. "
                <a href=to>"See its faults"</a>
            </p>
        }
    });
    let read = match &filled.one {
        Some(one) => theirs(&saying.study, filled, one),
        // Nobody has the number that was typed.
        None if saying.said.wrong.is_some() => ().into_any(),
        None => made_up(filled),
    };
    view! { {draft} {amiss} {choosing(saying, filled)} {flaws_of_all(&filled.flaws)} {read} }
        .into_any()
}

fn choosing(saying: &Saying, filled: &Filled) -> AnyView {
    let (said, typed) = (&saying.said, &saying.said.typed);
    let chosen = |name: &str| typed.one(name).to_owned();
    let waves = filled.protocol.waves.iter().filter(|plan| !plan.steps.is_empty());
    let waves: Vec<_> =
        waves.map(|plan| (plan.key().to_string(), plan.wave.title.clone())).collect();
    let keys = filled.messages.messages.iter();
    let keys: Vec<_> = keys.map(|one| (one.key.to_string(), one.key.to_string())).collect();
    let number = saying.foresees.then(|| {
        let value = match &filled.one {
            Some(one) => one.number.clone(),
            None => typed.raw("number").to_owned(),
        };
        view! { <StaffField asked=NUMBER value wrong=wording::at("number", said.wrong) /> }
    });
    let action = match saying.of {
        OfWhich::Held => of_protocol(&saying.study.study().key, "/messages"),
        OfWhich::Next => of_protocol(&saying.study.study().key, "/next/messages"),
    };
    view! {
        <form method="post" action=action novalidate>
            {number}
            <StaffSelect
                name="wave" label="About which survey" none="Any" options=waves chosen=chosen("wave") wrong=None
            />
            <StaffSelect
                name="message" label="Which message" none="All" options=keys chosen=chosen("message") wrong=None
            />
            {of_nobody(filled)}
            <div class="actions"><button class="button">"Show"</button></div>
        </form>
    }
    .into_any()
}

/// How somebody made up is called, and what they speak.
fn of_nobody(filled: &Filled) -> AnyView {
    let languages: Vec<_> = filled.messages.languages().map(named).collect();
    let several = languages.len() > 1 && filled.one.is_none();
    let languages = several.then(|| {
        let chosen = filled.language.to_string();
        view! {
            <StaffSelect
                name="language" label="In which language" none="The first" options=languages chosen wrong=None
            />
        }
    });
    let name = Asked {
        name: "name",
        label: "What they are called",
        kind: "text",
        autocomplete: "off",
        hint: Some(
            "If they are made up. Try a long name, one with an accent such as Siân, and none.",
        ),
    };
    view! { {languages} <StaffField asked=name value=filled.first_name.clone() /> }.into_any()
}

fn named(language: &Language) -> (String, String) {
    (language.to_string(), language.english_name().to_owned())
}

fn made_up(filled: &Filled) -> AnyView {
    let none = filled.previews.is_empty().then(|| {
        view! { <p>"No such message is sent about this survey."</p> }
    });
    let groups = filled.previews.chunk_by(|one, next| one.message == next.message);
    let each: Vec<_> = groups.map(|ways| message(filled, ways)).collect();
    view! {
        <p>
            "Links, codes and days are made up, and so is whoever reads. When a message is sent, what stands here is looked \
             up of the person whom it goes to."
        </p>
        {none}
        {each}
    }
    .into_any()
}

/// One message, in each of its ways.
fn message(filled: &Filled, ways: &[Preview]) -> AnyView {
    let key = ways.first().map(|first| first.message.clone());
    let own = key.as_ref().and_then(|key| filled.messages.find(key));
    let each = ways.iter().map(|preview| {
        let sent = when(preview, &filled.protocol, own);
        let sent = sent.into_iter().map(|one| view! { <li>{one}</li> });
        let (how, read) = (preview.way, preview.read.as_ref());
        view! {
            <h3>{way(how)}</h3>
            <ul>{sent.collect_view()}</ul>
            {size(how, read.ok(), Some(preview))}
            {flaws(&filled.flaws, (preview.message.as_str(), how), &filled.language)}
            {words(read.map_err(ToString::to_string), &filled.language)}
        }
    });
    let heading = key.map(|key| key.to_string()).unwrap_or_default();
    view! { <h2 id=heading.clone()>{heading.clone()}</h2> {each.collect_view()} }.into_any()
}

/// When it goes.
fn when(preview: &Preview, protocol: &Protocol, message: Option<&Message>) -> Vec<String> {
    if let Some(occasion) = message.and_then(|message| Occasion::of(&message.key)) {
        let when = match occasion.ways().contains(&preview.way) {
            true => occasion.when(),
            false => "It never goes in this way.",
        };
        return vec![when.to_owned()];
    }
    let titled = |key| protocol.waves.iter().find(|plan| plan.key() == key);
    let sent = preview.sent.iter().map(|(wave, step, day)| {
        let wave = titled(wave).map_or(wave.as_str(), |plan| plan.wave.title.as_str());
        format!("{wave}, “{step}”: from day {day} on, counted from the opening")
    });
    let sent: Vec<_> = sent.collect();
    if sent.is_empty() { vec!["No contact sends it.".to_owned()] } else { sent }
}
