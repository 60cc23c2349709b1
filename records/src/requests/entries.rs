//! What the registers have about the person: complaints that they tied to themselves, breaches and harms. What
//! they wrote is theirs. What staff wrote may tell of others, or hurt: it is in a copy only when somebody has
//! looked through it. Of breaches and harms all is from staff: that there is one, how bad it was thought to be and
//! who looked at it may hurt as much as the words.

use chrono::{DateTime, Utc};
use sea_orm::DbErr;
use surveys::{
    registers::{Assessment, Channel, Fact, Register, Report, Said, Way},
    safeguarding::Escalation,
};

use super::{Done, Kept, Registered, role};
use crate::{
    Db,
    entity::participant,
    registers::{self, About, Written},
};

/// Why words of staff are kept back.
pub(super) const UNREAD: &str = "The study's team wrote something about this. Somebody has to read it first, \
    to make sure that nothing in it harms you or tells of other people.";

/// Why entries of staff are kept back altogether.
const ALL_UNREAD: &str = "The study's team wrote down something that concerns you. Somebody has to read it \
    first, to make sure that nothing in it harms you or tells of other people. Ask us for it.";

/// The entries, and why there may be others.
pub(super) async fn of(
    db: &Db,
    person: &participant::Model,
    was_reviewed: bool,
) -> Result<(Vec<Registered>, Option<&'static str>), DbErr> {
    let all = registers::about(db, person.id).await?.into_iter();
    let is_theirs = |entry: &About| entry.reference.register == Register::Complaint;
    let (told_of, kept): (Vec<_>, Vec<_>) = all.partition(|entry| was_reviewed || is_theirs(entry));
    let entries = told_of.into_iter().map(|entry| told(entry, &person.study_number, was_reviewed));
    Ok((entries.collect(), (!kept.is_empty()).then_some(ALL_UNREAD)))
}

fn told(entry: About, number: &str, was_reviewed: bool) -> Registered {
    let mut told = Registered {
        kind: entry.reference.register.name(),
        reference: entry.reference.to_string(),
        since: entry.events.iter().find_map(|(event, _)| since(event.fact)),
        your_words: Vec::new(),
        events: Vec::new(),
        kept_back: None,
    };
    let destroyed = entry.events.iter().any(|(event, _)| event.fact == Fact::WordsDestroyed);
    for (event, written) in entry.events {
        let mut happened = what(event.fact);
        match written {
            Written::Words(said) if event.actor == number => told.your_words.extend(own(said)),
            Written::Words(said) if was_reviewed => {
                happened = format!("{happened}: {}", all_of(said));
            }
            Written::Words(_) => told.kept_back = Some(UNREAD),
            Written::NotThere if destroyed => happened.push_str(": what was written is deleted"),
            Written::NotThere => happened.push_str(": what was written is not at hand now"),
            Written::Nothing => {}
        }
        told.events.push(Done { at: event.at, by: role(&event.actor, number), what: happened });
    }
    told
}

fn since(fact: Fact) -> Option<DateTime<Utc>> {
    match fact {
        Fact::Received { since, .. } => Some(since),
        _ => None,
    }
}

/// The person's own words, box by box.
fn own(said: Said) -> impl Iterator<Item = Kept> {
    let boxes = [
        ("What happened", said.what),
        ("What you would like", said.wish),
        ("How to reach you", said.contact),
    ];
    boxes
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(what, value)| Kept { what, value })
}

fn all_of(said: Said) -> String {
    let boxes = [said.what, said.wish, said.contact].into_iter();
    boxes.filter(|words| !words.is_empty()).collect::<Vec<_>>().join("; ")
}

fn what(fact: Fact) -> String {
    match fact {
        Fact::Received { channel: Channel::Form, .. } => {
            "received by the form of the site".to_owned()
        }
        Fact::Received { channel: Channel::Team, .. } => "noticed by the team".to_owned(),
        Fact::Received { channel, .. } => format!("received, {}", channel.name()),
        Fact::Acknowledged(Way::Nobody) => "read: nobody could be written to".to_owned(),
        Fact::Acknowledged(way) => format!("acknowledged, {}", way.name()),
        Fact::Assessed(Assessment::Breach(risk)) => format!("assessed, risk: {}", risk.name()),
        Fact::Assessed(Assessment::Harm { serious, related, unexpected }) => {
            let is = |is, word: &str| if is { word.to_owned() } else { format!("not {word}") };
            let (serious, related) = (is(serious, "serious"), is(related, "related to the study"));
            format!("assessed: {serious}, {related}, {}", is(unexpected, "unexpected"))
        }
        Fact::Reported(Report::Made) => "reported".to_owned(),
        Fact::Reported(Report::NotMade) => "not reported".to_owned(),
        Fact::Noted => "note".to_owned(),
        Fact::Escalated(Escalation::Half) => "told of again, at half of the time".to_owned(),
        Fact::Escalated(Escalation::Whole) => "told of again, at the end of the time".to_owned(),
        Fact::Closed(outcome) => format!("closed, {}", outcome.name()),
        Fact::Reopened => "opened again".to_owned(),
        Fact::WordsDestroyed => "what was written was destroyed".to_owned(),
    }
}
