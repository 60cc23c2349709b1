//! The version that holds: in pictures and in tables, with those before it.

use chrono::NaiveDate;
use leptos::prelude::*;
use records::protocols::Stored;
use surveys::{
    fill::long_date,
    keys::StudyKey,
    language::isolated,
    manners::Region,
    messages::Flaw,
    protocol::{Plan, Protocol},
    stopping::Way,
};

use super::{drafted::moment, of_protocol};
use crate::{
    api::staff::protocol::Held,
    components::staff::{
        frame::StaffFramed,
        said::Told,
        table::{Look, StaffTable, cell},
        timeline::{Contacts, Timeline},
    },
    pages::staff::{coming_in::framed, participants::back},
};

pub(crate) fn held(held: Held) -> StaffFramed {
    let Held { study, versions, flaws, may_write, draft, said } = held;
    let study = study.study();
    let key = study.key.clone();
    let title = format!("Protocol of {}", isolated(&study.title));
    let protocol = versions.first().map(|holds| holds.protocol.as_ref().clone());
    let wrong = said.wrong;
    let write = may_write.then(|| {
        let to = of_protocol(&key, "/next");
        let (words, saved) = match draft {
            None => ("Write the next version", String::new()),
            Some((at, by)) => {
                let at = moment(at, &study.timezone);
                ("Go on with the draft of the next version", format!(", saved on {at}, by {by}"))
            }
        };
        view! { <li><a href=to>{words}</a>{saved}</li> }
    });
    let says = protocol.as_ref().and_then(|protocol| protocol.messages.as_ref()).map(|_| {
        let to = of_protocol(&key, "/messages");
        let rehearse = of_protocol(&key, "/rehearsal");
        view! {
            <li><a href=to>"What people read: its messages, filled in"</a></li>
            <li><a href=rehearse>"Rehearse it with invented people"</a></li>
        }
    });
    let body = protocol.map(|protocol| sections(&key, &protocol, Shown::InForce));
    let middle = view! {
        {back("/staff".to_owned(), "Overview")}
        <Told said />
        <h1>{title.clone()}</h1>
        {versions.first().map(holds)}
        <ul class="staff-links">{says}{write}</ul>
        {worth_a_look(&flaws)}
        {body}
        <h2>"Versions"</h2>
        {all(&key, &versions)}
    };
    framed(&title, wrong, middle)
}

fn holds(stored: &Stored) -> impl IntoView + use<> {
    let on = long_date(stored.published_at.date_naive());
    let why = stored.reason.clone().map(|why| format!(" Why: {why}"));
    view! {
        <p>
            {format!(
                "Version {} holds since {on}, by {}, for everybody.{}", stored.protocol.version,
                stored.published_by, why.unwrap_or_default(),
            )}
        </p>
    }
}

/// What was true when it was published, and is not any more.
fn worth_a_look(flaws: &[Flaw]) -> Option<AnyView> {
    let each: Vec<_> = flaws.iter().map(|flaw| view! { <li>{flaw.to_string()}</li> }).collect();
    (!each.is_empty()).then(|| {
        view! {
            <div class="notice">
                <h2>"Worth a look in its messages"</h2>
                <ul>{each}</ul>
            </div>
        }
        .into_any()
    })
}

/// Which version is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// The one that holds: what its messages say is a page of its own.
    InForce,
    /// One that held before, or is written.
    Other,
    /// One that is written: each wave and contact leads to the form that changes it, by a button that saves what is in the
    /// boxes first.
    Changing,
}

impl Shown {
    /// The name of a wave or a contact, by which its form is reached where there is one.
    fn named(self, words: String, at: &str) -> AnyView {
        if self != Self::Changing {
            return cell(words);
        }
        view! {
            <button class="button button--quiet" name="then" value=format!("waves/{at}")>
                {words}<span class="hidden">": change it"</span>
            </button>
        }
        .into_any()
    }

    /// A button that leads to a form of its own.
    fn leads(self, to: &'static str, words: &'static str) -> Option<AnyView> {
        (self == Self::Changing).then(|| {
            view! {
                <div class="actions"><button class="button button--quiet" name="then" value=to>{words}</button></div>
            }
            .into_any()
        })
    }
}

/// Both kinds of pictures, each above the table that says the same.
pub(super) fn sections(key: &StudyKey, protocol: &Protocol, shown: Shown) -> AnyView {
    let rows = protocol.waves.iter().map(|plan| {
        let wave = &plan.wave;
        let steps = plan.steps.len();
        let contacts =
            if steps == 1 { "1 contact".to_owned() } else { format!("{steps} contacts") };
        vec![
            shown.named(wave.title.clone(), wave.key.as_str()),
            cell(wave.opens_in_words()),
            cell(wave.survey.to_string()),
            cell(contacts),
        ]
    });
    let heads = vec!["Wave", "When it is open", "Survey", "Contacts"];
    let waves = protocol.waves.iter().filter(|plan| !plan.steps.is_empty());
    let waves: Vec<_> = waves
        .map(|plan| {
            let has_words = shown == Shown::InForce && protocol.messages.is_some();
            view! { {wave(plan, shown)} {has_words.then(|| words(key, plan))} }
        })
        .collect();
    let how = "A full band: it can be answered. A band of dashes: late answers are taken, and marked. A line across: \
               somebody is contacted.";
    view! {
        <h2>"When each survey is open"</h2>
        <p>{how}</p>
        <Timeline protocol=protocol.clone() />
        <StaffTable
            caption="Waves, in their order".to_owned() look=Look::Wide heads rows=rows.collect()
        />
        {shown.leads("waves", "Add a wave")}
        {waves}
        <h2>"When people may be contacted"</h2>
        {rules(protocol, shown)}
    }
    .into_any()
}

/// The contacts of one wave.
pub(super) fn wave(plan: &Plan, shown: Shown) -> AnyView {
    let rows = plan.steps.iter().map(|step| {
        let at = format!("{}/{}", plan.key(), step.key);
        vec![
            shown.named(step.key.to_string(), &at),
            cell(step.day_in_words()),
            cell(step.sends_in_words()),
            cell(step.to_in_words()),
        ]
    });
    let heads = vec!["Contact", "Day", "What is sent", "To whom"];
    let title = format!("{}: contacts", plan.wave.title);
    let caption = format!("{}: contacts, in their order", plan.wave.title);
    view! {
        <h2>{title}</h2>
        <p>"A circle is an email, a square a text, a diamond a letter, a triangle a call."</p>
        <Contacts plan=plan.clone() />
        <StaffTable caption look=Look::Wide heads rows=rows.collect() />
    }
    .into_any()
}

/// The way to what its messages say.
fn words(key: &StudyKey, plan: &Plan) -> AnyView {
    let to = of_protocol(key, "/messages");
    let words = format!("What people read about {}", plan.wave.title);
    view! {
        <form method="post" action=to>
            <input type="hidden" name="wave" value=plan.key().to_string() />
            <div class="actions"><button class="button button--quiet">{words}</button></div>
        </form>
    }
    .into_any()
}

/// At which hours and how often people are contacted.
pub(super) fn rules(protocol: &Protocol, shown: Shown) -> AnyView {
    let ways = Way::ALL.into_iter().filter_map(|way| {
        let hours = protocol.hours.get(&way)?;
        Some(view! { <li>{format!("For {}s: {}", way.noun(), hours.in_words())}</li> })
    });
    let holidays = match protocol.holidays.region {
        Region::EnglandAndWales => "Bank holidays are those of England and Wales.",
        Region::None => "There are no bank holidays but those that the protocol names.",
    };
    let days = |words: &str, days: &[NaiveDate]| {
        let each: Vec<_> = days.iter().map(|day| long_date(*day)).collect();
        (!each.is_empty()).then(|| format!(" {words}: {}.", each.join(", ")))
    };
    let also = days("Nobody is contacted on these days either", &protocol.holidays.also);
    let except = days("These bank holidays are none this time", &protocol.holidays.except);
    let spacing = format!(
        "At least {} hours lie between two contacts. One that is more than {} hours late is not made any more. A wave \
         has at most {}.",
        protocol.hours_between, protocol.hours_late, protocol.most_contacts
    );
    view! {
        <ul>{ways.collect_view()}</ul>
        <p>{holidays}{also}{except}</p>
        <p>{spacing}</p>
        {shown.leads("hours", "Change hours, bank holidays and limits")}
    }
    .into_any()
}

fn all(key: &StudyKey, versions: &[Stored]) -> impl IntoView + use<> {
    let rows = versions.iter().map(|one| {
        let number = one.protocol.version;
        let to = of_protocol(key, &format!("/versions/{number}"));
        let words = format!("Version {number}");
        vec![
            view! { <a href=to>{words}</a> }.into_any(),
            cell(long_date(one.published_at.date_naive())),
            cell(one.published_by.clone()),
            cell(one.reason.clone().unwrap_or_else(|| "Not said".to_owned())),
        ]
    });
    let heads = vec!["Version", "Published", "By", "Why"];
    view! {
        <StaffTable
            caption="Every version, the latest first".to_owned() look=Look::BelowHeading heads
            rows=rows.collect()
        />
    }
}
