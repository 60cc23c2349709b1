//! Notes on safeguarding. They may tell of others, or hurt whoever reads them unprepared: they are in a copy
//! only when somebody has looked through them.

use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use surveys::safeguarding::{Escalation, Fact};

use super::{Concern, Done, Told, role};
use crate::{
    Db,
    entity::{alert, participant},
    safeguarding,
};

pub(super) async fn of(
    db: &Db,
    person: &participant::Model,
    was_reviewed: bool,
) -> Result<Told<Vec<Concern>>, DbErr> {
    let rows = alert::Entity::find()
        .filter(alert::Column::ParticipantId.eq(person.id))
        .order_by_asc(alert::Column::Id)
        .all(db.read())
        .await?;
    if rows.is_empty() {
        return Ok(Told::Nothing);
    }
    if !was_reviewed {
        let because = "The study keeps notes about your safety. Somebody has to read them first, to make \
            sure that nothing in them harms you or tells of other people.";
        return Ok(Told::KeptBack { because });
    }
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let mut events = safeguarding::events_of(db.read(), &ids).await?;
    let concern = |row: alert::Model| Concern {
        because: row.cause,
        events: events
            .remove(&row.id)
            .unwrap_or_default()
            .into_iter()
            .map(|event| Done {
                at: event.at,
                by: role(&event.actor, &person.study_number),
                what: what(&event.fact),
            })
            .collect(),
    };
    Ok(Told::Here(rows.into_iter().map(concern).collect()))
}

fn what(fact: &Fact) -> String {
    match fact {
        Fact::Raised(level) => format!("raised, level {}", u8::from(*level)),
        Fact::Seen => "looked at".to_owned(),
        Fact::Acknowledged => "taken on".to_owned(),
        // To whom is a name.
        Fact::HandedOver(_) => "handed over".to_owned(),
        Fact::Escalated(Escalation::Half) => "told to the lead, at half of the time".to_owned(),
        Fact::Escalated(Escalation::Whole) => "told to the lead, at the end of the time".to_owned(),
        Fact::Note(words) => format!("note: {words}"),
        Fact::Closed(outcome, words) => format!("closed, {}: {words}", outcome.name()),
    }
}
