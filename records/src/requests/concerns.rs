//! Notes on safeguarding. They may tell of others, or hurt whoever reads them unprepared: they are in a copy
//! only when somebody has looked through them.

use sea_orm::DbErr;
use serde::Serialize;
use surveys::safeguarding::{Escalation, Fact};

use super::{Done, Told, role};
use crate::{
    Db,
    entity::participant,
    safeguarding::{self, Words},
};

/// Somebody thought of the person's safety.
#[derive(Clone, Debug, Serialize)]
pub struct Concern {
    /// What raised it.
    pub because: String,
    /// What happened, oldest first.
    pub events: Vec<Done>,
}

pub(super) async fn of(
    db: &Db,
    person: &participant::Model,
    was_reviewed: bool,
) -> Result<Told<Vec<Concern>>, DbErr> {
    let tasks = safeguarding::about(db, person.id).await?;
    if tasks.is_empty() {
        return Ok(Told::Nothing);
    }
    if !was_reviewed {
        let because = "The study keeps notes about your safety. Somebody has to read them first, to make \
            sure that nothing in them harms you or tells of other people.";
        return Ok(Told::KeptBack { because });
    }
    let concerns = tasks.into_iter().map(|task| Concern {
        because: task.cause,
        events: task
            .events
            .into_iter()
            .map(|(event, words)| Done {
                at: event.at,
                by: role(&event.actor, &person.study_number),
                what: what(&event.fact, words),
            })
            .collect(),
    });
    Ok(Told::Here(concerns.collect()))
}

fn what(fact: &Fact, words: Option<Words>) -> String {
    let happened = match fact {
        Fact::Raised(level) => format!("raised, level {}", u8::from(*level)),
        Fact::Seen => "looked at".to_owned(),
        Fact::Acknowledged => "taken on".to_owned(),
        // To whom is a name.
        Fact::HandedOver(_) => "handed over".to_owned(),
        Fact::Released => "waits for somebody else, since whoever had it left".to_owned(),
        Fact::DetailsDeleted => "your name and contact details were deleted".to_owned(),
        Fact::Escalated(Escalation::Half) => "told to the lead, at half of the time".to_owned(),
        Fact::Escalated(Escalation::Whole) => "told to the lead, at the end of the time".to_owned(),
        Fact::Note(_) => "note".to_owned(),
        Fact::Closed(outcome, _) => format!("closed, {}", outcome.name()),
    };
    match words.filter(|_| !matches!(fact, Fact::HandedOver(_))) {
        Some(Words::Open(words)) => format!("{happened}: {words}"),
        Some(Words::Gone) => format!("{happened}: what was written is deleted"),
        None => happened,
    }
}
