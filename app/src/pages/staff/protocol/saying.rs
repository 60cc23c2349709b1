//! The messages of the protocol that holds, as somebody made up would read them.

use leptos::prelude::*;
use surveys::{
    language::{Language, isolated},
    messages::{Message, Messages, Occasion, Preview, Rendered},
    protocol::Protocol,
    stopping::Way,
};

use super::of_protocol;
use crate::{
    api::staff::protocol::Saying,
    components::staff::{
        field::{Asked, StaffField},
        frame::StaffFramed,
        said::Told,
        select::StaffSelect,
    },
    pages::staff::{coming_in::framed, participants::back},
};

pub(crate) fn saying(saying: Saying) -> StaffFramed {
    let key = saying.study.study().key.clone();
    let title = format!("What people read: messages of {}", isolated(&saying.study.study().title));
    let (said, wrong) = (saying.said.clone(), saying.said.wrong);
    let form = saying.protocol.messages.as_ref().map(|messages| choosing(&saying, messages));
    let none = saying.previews.is_empty().then(|| {
        view! { <p>"No such message is sent about this survey."</p> }
    });
    let direction = crate::components::frame::direction(saying.language.as_str());
    let tag = saying.language.to_string();
    let groups = saying.previews.chunk_by(|one, next| one.message == next.message);
    let each: Vec<_> = groups.map(|ways| message(&saying, ways, (&tag, direction))).collect();
    let middle = view! {
        {back(of_protocol(&key, ""), "The protocol")}
        <Told said />
        <h1>{title.clone()}</h1>
        <p>
            "Links, codes and days are made up, and so is whoever reads. When a message is sent, what stands here is looked \
             up of the person whom it goes to."
        </p>
        {form}
        {none}
        {each}
    };
    framed(&title, wrong, middle)
}

fn choosing(saying: &Saying, messages: &Messages) -> impl IntoView + use<> {
    let typed = &saying.said.typed;
    let chosen = |name: &str| typed.one(name).to_owned();
    let waves = saying.protocol.waves.iter().filter(|plan| !plan.steps.is_empty());
    let waves: Vec<_> =
        waves.map(|plan| (plan.key().to_string(), plan.wave.title.clone())).collect();
    let keys = messages.messages.iter().map(|one| (one.key.to_string(), one.key.to_string()));
    let keys: Vec<_> = keys.collect();
    let languages: Vec<_> = messages.languages().map(named).collect();
    let languages = (languages.len() > 1).then(|| {
        let chosen = saying.language.to_string();
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
        hint: Some("Try a long name, one with an accent such as Siân, and none."),
    };
    let action = of_protocol(&saying.study.study().key, "/messages");
    view! {
        <form method="post" action=action novalidate>
            <StaffSelect
                name="wave" label="About which survey" none="Any" options=waves chosen=chosen("wave") wrong=None
            />
            <StaffSelect
                name="message" label="Which message" none="All" options=keys chosen=chosen("message") wrong=None
            />
            {languages}
            <StaffField asked=name value=saying.first_name.clone() />
            <div class="actions"><button class="button">"Show"</button></div>
        </form>
    }
}

fn named(language: &Language) -> (String, String) {
    (language.to_string(), language.english_name().to_owned())
}

/// One message, in each of its ways.
fn message(
    saying: &Saying,
    ways: &[Preview],
    (tag, direction): (&str, Option<&'static str>),
) -> AnyView {
    let key = ways.first().map(|first| first.message.clone());
    let words = saying.protocol.messages.as_ref();
    let own = words.zip(key.as_ref()).and_then(|(words, key)| words.find(key));
    let each = ways.iter().map(|preview| {
        let sent = when(preview, &saying.protocol, own);
        let (sent, tag) = (sent.into_iter().map(|one| view! { <li>{one}</li> }), tag.to_owned());
        view! {
            <h3>{way(preview.way)}</h3>
            <ul>{sent.collect_view()}</ul>
            {size(preview)}
            <div lang=tag dir=direction>{read(preview)}</div>
        }
    });
    let heading = key.map(|key| key.to_string()).unwrap_or_default();
    view! { <h2 id=heading.clone()>{heading.clone()}</h2> {each.collect_view()} }.into_any()
}

const fn way(way: Way) -> &'static str {
    match way {
        Way::Sms => "By text",
        Way::Email => "By email",
        Way::Phone => "On a voicemail",
        Way::Post => "By post",
    }
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

/// What a text costs.
fn size(preview: &Preview) -> Option<AnyView> {
    let read = preview.read.as_ref().ok().filter(|_| preview.way == Way::Sms)?;
    let own = read.size();
    let accented = preview.accented.filter(|size| size.parts != own.parts);
    let accented = accented.map(|size| format!(" To somebody called Siân: {size}."));
    let words = format!("It takes {own}.{}", accented.unwrap_or_default());
    Some(view! { <p>{words}</p> }.into_any())
}

fn read(preview: &Preview) -> AnyView {
    match &preview.read {
        Err(cause) => view! { <p class="problem">{cause.to_string()}</p> }.into_any(),
        Ok(Rendered { subject, text, .. }) => {
            let subject = subject.clone().map(|subject| {
                view! { <p class="letter__subject">"Subject: "{subject}</p> }
            });
            view! { {subject} <div class="letter">{text.trim_end().to_owned()}</div> }.into_any()
        }
    }
}
