//! The ledger read back: events, and the state that is worked out from them each time.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, Select, sea_query::Expr,
};
use surveys::{
    calendar,
    consent::{Answer, Decision, Event, Mode, Permission, State, first_given},
};

use crate::{
    entity::consent_event,
    short_rows::{self, of_people},
};

/// The day on which somebody first decided, where they live; waves are counted from it.
pub(crate) fn first_day(events: &[Event], zone: &str) -> Option<NaiveDate> {
    first_given(events).map(|event| calendar::date_in(zone, event.at))
}

/// What a person agrees to now, worked out from the ledger.
pub(crate) async fn state(
    connection: &impl ConnectionTrait,
    participant: i32,
) -> Result<State, DbErr> {
    let mut states = states(connection, &[participant]).await?;
    Ok(states.remove(&participant).unwrap_or_default())
}

/// The last decision in a person's ledger.
pub(crate) async fn last(
    connection: &impl ConnectionTrait,
    participant: i32,
) -> Result<Option<i32>, DbErr> {
    let theirs = consent_event::Entity::find()
        .filter(consent_event::Column::ParticipantId.eq(participant))
        .order_by_desc(consent_event::Column::Id);
    Ok(theirs.one(connection).await?.map(|row| row.id))
}

/// What a person agreed to once this decision of theirs had been taken; nothing before the first.
pub(crate) async fn state_after(
    connection: &impl ConnectionTrait,
    participant: i32,
    last: Option<i32>,
) -> Result<State, DbErr> {
    let rows = consent_event::Entity::find()
        .filter(consent_event::Column::ParticipantId.eq(participant))
        .filter(consent_event::Column::Id.lte(last.unwrap_or_default()))
        .order_by_asc(consent_event::Column::Id)
        .all(connection)
        .await?;
    let mut state = State::default();
    for row in rows {
        let decision = decision(row.statement, row.permission, &row.answer);
        state.follow(row.form_version.cast_unsigned(), &decision);
    }
    Ok(state)
}

/// The same by participant; who has decided nothing is not among them.
pub(crate) async fn states(
    connection: &impl ConnectionTrait,
    participants: &[i32],
) -> Result<HashMap<i32, State>, DbErr> {
    let rows: Vec<(i32, i32, String, Option<String>, String)> = consent_event::Entity::find()
        .filter(consent_event::Column::ParticipantId.is_in(participants.iter().copied()))
        .order_by_asc(consent_event::Column::Id)
        .select_only()
        .columns([
            consent_event::Column::ParticipantId,
            consent_event::Column::FormVersion,
            consent_event::Column::Statement,
            consent_event::Column::Permission,
            consent_event::Column::Answer,
        ])
        .into_tuple()
        .all(connection)
        .await?;
    let mut states: HashMap<i32, State> = HashMap::with_capacity(participants.len());
    for (participant, version, statement, permission, answer) in rows {
        let decision = decision(statement, permission, &answer);
        states.entry(participant).or_default().follow(version.cast_unsigned(), &decision);
    }
    Ok(states)
}

/// Events by participant, oldest first. There are ten rows and more of each person, which go together: `PostgreSQL` puts those of
/// each person together, since it takes four times as long to write JSON as to write text; [`short_rows`] has it of SQLite.
pub(crate) async fn events(
    connection: &impl ConnectionTrait,
    participants: &[i32],
) -> Result<HashMap<i32, Vec<Event>>, DbErr> {
    let theirs = consent_event::Entity::find()
        .filter(of_people(consent_event::Column::ParticipantId, participants))
        .select_only()
        .column(consent_event::Column::ParticipantId);
    if connection.get_database_backend() == DbBackend::Sqlite {
        return by_person(connection, theirs).await;
    }
    let rows: Vec<(i32, String)> = theirs
        .expr_as(Expr::cust(AS_TEXT), "events")
        .group_by(consent_event::Column::ParticipantId)
        .into_tuple()
        .all(connection)
        .await?;
    let unread = || DbErr::Type("a row of the ledger of consent cannot be read".to_owned());
    let event = |(person, told): (i32, String)| {
        Ok((person, in_order(read_text(&told).ok_or_else(unread)?)))
    };
    rows.into_iter().map(event).collect()
}

async fn by_person(
    connection: &impl ConnectionTrait,
    theirs: Select<consent_event::Entity>,
) -> Result<HashMap<i32, Vec<Event>>, DbErr> {
    use consent_event::Column;
    let which = theirs.columns([
        Column::Id,
        Column::FormVersion,
        Column::Statement,
        Column::Permission,
        Column::Answer,
        Column::Channel,
        Column::Witness,
        Column::At,
    ]);
    let rows: Vec<OfPerson> = short_rows::read(connection, which, &COLUMNS).await?;
    let mut by_person: HashMap<i32, Vec<Told>> = HashMap::new();
    for (person, id, version, statement, permission, answer, channel, witness, at) in rows {
        let told = (id, version, statement, permission, answer, channel, witness, at);
        by_person.entry(person).or_default().push(told);
    }
    Ok(by_person.into_iter().map(|(person, told)| (person, in_order(told))).collect())
}

/// The columns of a row with whose it is, in the order in which they are read.
const COLUMNS: [&str; 9] = [
    "participant_id",
    "id",
    "form_version",
    "statement",
    "permission",
    "answer",
    "channel",
    "witness",
    "at",
];

/// What parts rows and what parts their columns are characters that nobody types. The only column that somebody fills in
/// as they like comes last.
const AS_TEXT: &str = "string_agg(concat(id, chr(31), form_version, chr(31), statement, chr(31), permission, chr(31), answer, \
     chr(31), channel, chr(31), extract(epoch from at), chr(31), translate(witness, chr(30), ' ')), chr(30))";

/// A row of the ledger, as the database puts it together.
type Told = (i32, i32, String, Option<String>, String, String, Option<String>, DateTime<Utc>);

/// The same after whose it is.
type OfPerson =
    (i32, i32, i32, String, Option<String>, String, String, Option<String>, DateTime<Utc>);

fn read_text(told: &str) -> Option<Vec<Told>> {
    told.split('\u{1e}').map(row_of_text).collect()
}

fn row_of_text(row: &str) -> Option<Told> {
    let mut columns = row.splitn(8, '\u{1f}');
    let mut next = || columns.next();
    let (id, version) = (next()?.parse().ok()?, next()?.parse().ok()?);
    let (statement, permission, answer) = (next()?.to_owned(), next()?, next()?.to_owned());
    let (channel, at, witness) = (next()?.to_owned(), since_epoch(next()?)?, next()?);
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Some((id, version, statement, some(permission), answer, channel, some(witness), at))
}

/// Seconds with their decimals, of which the database keeps six.
fn since_epoch(seconds: &str) -> Option<DateTime<Utc>> {
    let (whole, part) = seconds.split_once('.').unwrap_or((seconds, ""));
    let micros: u32 = format!("{part:0<6}").get(..6)?.parse().ok()?;
    DateTime::from_timestamp(whole.parse().ok()?, micros * 1000)
}

fn in_order(mut rows: Vec<Told>) -> Vec<Event> {
    rows.sort_unstable_by_key(|(id, ..)| *id);
    let event = |(_, version, statement, permission, answer, channel, witness, at): Told| Event {
        form_version: version.cast_unsigned(),
        decision: decision(statement, permission, &answer),
        at,
        mode: Mode::from_name(&channel).unwrap_or(Mode::Web),
        witness,
    };
    rows.into_iter().map(event).collect()
}

fn decision(statement: String, permission: Option<String>, answer: &str) -> Decision {
    let by_name = |name: String| Permission::ALL.into_iter().find(|p| p.name() == name);
    let answer = match answer {
        "yes" => Answer::Yes,
        "withdrawn" => Answer::Withdrawn,
        _ => Answer::No,
    };
    Decision { statement, permission: permission.and_then(by_name), answer }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn annas_decision_is_read_from_text_with_its_moment_and_a_witness_who_typed_anything() {
        let row =
            ["7", "2", "C4", "contact_sms", "yes", "paper", "1763322360.000120"].join("\u{1f}");
        let with_witness = format!("{row}\u{1f}I\u{1f}I");
        let without = "8\u{1f}2\u{1f}C1\u{1f}\u{1f}no\u{1f}web\u{1f}1763322361\u{1f}";

        let read = read_text(&format!("{without}\u{1e}{with_witness}")).map(in_order);

        let read = read.expect("it can be read");
        assert_eq!(read[0].at.timestamp_micros(), 1_763_322_360_000_120);
        assert_eq!(read[0].decision.permission, Some(Permission::ContactSms));
        assert_eq!(read[0].witness.as_deref(), Some("I\u{1f}I"));
        assert_eq!(read[1].at.timestamp_micros(), 1_763_322_361_000_000);
        assert_eq!((read[1].decision.permission, &read[1].witness), (None, &None));
        assert!(read_text("7\u{1f}2").is_none(), "half a row is no decision");
    }
}
