//! The people of a rehearsal, and what each would do if nobody wrote to them.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use surveys::{invent::Dice, waves::Anchor};

use super::{Asked, RehearsalError, deeds::Deed, setting::Setting};
use crate::{
    demo::names,
    participants::{self, Enrolment},
};

/// Everybody is born on this day: it is what their links ask for.
const BORN: Option<NaiveDate> = NaiveDate::from_ymd_opt(1980, 5, 4);
pub(super) const PROOF: &str = "4 5";

/// Everybody joins within so many days, so that the last wave is reached while there is time.
const JOINS_WITHIN: i64 = 14;
/// People who are written at a time.
const TOGETHER: usize = 500;

/// Somebody who does not exist.
pub(super) struct Player {
    pub number: String,
    /// The row.
    pub id: i32,
    /// From which they text.
    pub mobile: Option<String>,
}

/// What somebody does, and when.
pub(super) type ToDo = (DateTime<Utc>, usize, Deed);

/// Enrols everybody, and tells what they do by themselves.
pub(super) async fn join(
    setting: &Setting,
    asked: Asked,
    begins: DateTime<Utc>,
) -> Result<(Vec<Player>, Vec<ToDo>), RehearsalError> {
    let mut to_do = Vec::new();
    let rows: Vec<_> = (0..asked.participants)
        .map(|place| {
            let mut dice = Dice::of(asked.seed, u64::from(place));
            to_do.extend(alone(setting, place as usize, begins, &mut dice));
            enrolment(place, &mut dice)
        })
        .collect();
    let own = rows.iter().map(|row| (row.study_number.clone(), row.mobile.clone()));
    let own: Vec<_> = own.collect();
    for some in rows.chunks(TOGETHER) {
        participants::enrol(&setting.db, &setting.study, some.to_vec(), false, begins)
            .await
            .map_err(|error| RehearsalError::Deed(error.to_string()))?;
    }
    let mut players = Vec::with_capacity(own.len());
    for (number, mobile) in own {
        let row = participants::by_number(setting.db.read(), &setting.study, &number).await?;
        let row = row.ok_or_else(|| RehearsalError::Deed(format!("{number} is not there")))?;
        players.push(Player { number, id: row.id, mobile });
    }
    Ok((players, to_do))
}

/// Some have no email, and some no mobile.
fn enrolment(place: u32, dice: &mut Dice) -> Enrolment {
    let contact = names::contact(place);
    Enrolment {
        study_number: names::study_number(place),
        first_name: Some(names::first_name(dice)),
        dob: BORN,
        email: dice.chance(92).then_some(contact.email),
        mobile: dice.chance(90).then_some(contact.mobile),
        address: Some(contact.address),
        postcode: Some(contact.postcode),
        ..Enrolment::default()
    }
}

/// They agree, answer what is asked first, are randomised, and some find work.
fn alone(setting: &Setting, place: usize, begins: DateTime<Utc>, dice: &mut Dice) -> Vec<ToDo> {
    let mut to_do = Vec::new();
    let agrees = begins + TimeDelta::minutes(dice.between(60, JOINS_WITHIN * 24 * 60));
    if !dice.chance(97) {
        return to_do;
    }
    to_do.push((agrees, place, Deed::Agrees));
    let sends = dice.chance(90);
    let waves = setting.protocol.waves.iter().map(|plan| &plan.wave);
    for wave in waves.filter(|wave| wave.anchor == Anchor::Consent && wave.opens_after == 0) {
        let minutes = dice.between(5, 40);
        let deed = if sends { Deed::Sends } else { Deed::Begins };
        to_do.push((agrees + TimeDelta::minutes(minutes), place, deed(wave.key.clone())));
    }
    if !sends {
        return to_do;
    }
    let randomised = agrees + TimeDelta::days(dice.between(1, 7));
    to_do.push((randomised, place, Deed::IsRandomised));
    if dice.chance(20) {
        let works = randomised + TimeDelta::days(dice.between(10, 300));
        to_do.push((works, place, Deed::StartsJob));
    }
    if dice.chance(1) {
        let dies = randomised + TimeDelta::days(dice.between(30, 380));
        to_do.push((dies, place, Deed::Dies));
    }
    to_do
}
