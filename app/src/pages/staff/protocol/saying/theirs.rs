//! What one participant would read, wave by wave: when each message goes to them, or why it does not.

use leptos::prelude::*;
use records::{
    previews::{Above, Called, Foreseen, OfWave, Previewed, When},
    schedule::Became,
    studies::StudyHandle,
};
use surveys::{calendar, fill::long_moment, messages::Flaw};

use super::{
    files::files,
    message::{flaws, size, way, words},
};
use crate::{
    api::staff::protocol::Filled,
    pages::staff::participants::of_one,
    wording::{contacts as wording, desk},
};

pub(super) fn theirs(study: &StudyHandle, filled: &Filled, one: &Previewed) -> AnyView {
    let zone = study.study().timezone.as_str();
    let draw = Draw { zone, flaws: &filled.flaws, one };
    let waves = one.waves.iter().map(|wave| draw.wave(wave));
    let others: Vec<_> = one.others.iter().map(|foreseen| draw.foreseen(foreseen)).collect();
    let others = (!others.is_empty()).then(|| {
        view! { <h2>"What goes when they do something, and what nothing sends"</h2> {others} }
    });
    let none = (one.waves.is_empty() && one.others.is_empty()).then(|| {
        view! { <p>"No such message is sent about this survey."</p> }
    });
    let files = files(one, zone);
    view! { {about(study, one)} {waves.collect_view()} {others} {none} {files} }.into_any()
}

/// Whose facts fill them in, and what is not theirs.
fn about(study: &StudyHandle, one: &Previewed) -> AnyView {
    let language = one.language.english_name();
    let name = match one.called {
        Called::Theirs => {
            "Their name, their days and their language fill the messages in, as when they are sent."
        }
        Called::NotKnown => {
            "Nobody knows their name, so the messages do without one. Their days and their language fill them in, as when \
             they are sent."
        }
        Called::MadeUp => {
            "You see no names: the one that stands here is made up. Their days and their language fill the messages in, as \
             when they are sent."
        }
    };
    let page = (one.called != Called::MadeUp).then(|| {
        let words = format!("Participant {}", one.number);
        view! { <li><a href=of_one(study, one.id, "")>{words}</a></li> }
    });
    let left_out = (!one.left_out.is_empty()).then(|| {
        let titles = one.left_out.join(", ");
        view! {
            <p>
                {format!(
                    "Left out: {titles}. Only one arm can be asked it, and you do not see who is in which.",
                )}
            </p>
        }
    });
    view! {
        {above(&one.above)}
        <p>
            {name}" They are written to in "{language}". Links, codes and vouchers are made up and "
            <mark class="made-up">"marked"</mark>": they open nothing, and none was made. That you looked is on record."
        </p>
        {left_out}
        {page.map(|page| view! { <ul class="staff-links">{page}</ul> })}
    }
    .into_any()
}

/// Once for all of them: what else stands at each is read with it.
fn above(all: &[Above]) -> Option<AnyView> {
    let each: Vec<_> =
        all.iter().map(|one| view! { <p>{wording::above(*one)}</p> }.into_any()).collect();
    (!each.is_empty()).then(|| view! { <div class="notice">{each}</div> }.into_any())
}

/// Said above a message that left: what stands below is no copy of it.
fn went(when: &When) -> Option<AnyView> {
    let When::Contact(entry) = when else { return None };
    matches!(entry.became, Became::Handed { .. }).then(|| {
        let words = "The words that were sent are not kept. These are those of the protocol that is shown here, which may say \
                     other things.";
        view! { <p>{words}</p> }.into_any()
    })
}

struct Draw<'a> {
    zone: &'a str,
    flaws: &'a [Flaw],
    one: &'a Previewed,
}

impl Draw<'_> {
    fn wave(&self, wave: &OfWave) -> AnyView {
        let messages: Vec<_> = wave.messages.iter().map(|one| self.foreseen(one)).collect();
        view! { <h2>{wave.title.clone()}</h2> {messages} }.into_any()
    }

    fn foreseen(&self, foreseen: &Foreseen) -> AnyView {
        let Foreseen { message, way: how, when, read } = foreseen;
        let language = &self.one.language;
        let flaws = flaws(self.flaws, (message.as_str(), *how), language);
        view! {
            <h3>{format!("{message}, {}", way(*how).to_lowercase())}</h3>
            <p><strong>{self.when(when)}</strong></p>
            {self.one.files.is_empty().then(|| went(when))}
            {size(*how, read.as_ref().ok(), None)}
            {flaws}
            {words(read.as_ref().map_err(Clone::clone), language)}
        }
        .into_any()
    }

    fn when(&self, when: &When) -> String {
        match when {
            When::Contact(entry) => {
                let step = desk::in_words(entry.step.as_str());
                let at = match entry.became {
                    Became::Comes(at) | Became::Handed { at, .. } => {
                        format!(", {}", long_moment(calendar::moment_in(self.zone, at)))
                    }
                    Became::Due(_) | Became::Waits(..) | Became::Not(_) => String::new(),
                };
                format!("{step}: {}{at}", wording::became(entry, self.zone))
            }
            When::Instead(step, message) => {
                let step = desk::in_words(step.as_str());
                format!("{step}: as things stand, “{message}” is for them in its place")
            }
            When::Occasion(occasion, barred) => wording::occasion(*occasion, *barred),
            When::Never => "No contact sends it.".to_owned(),
        }
    }
}
