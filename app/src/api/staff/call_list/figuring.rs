//! What is read for whoever looks at what each interviewer did.

use chrono::NaiveDate;
use records::{
    auth::By,
    calls::{self, Figured},
    staff::Names,
    studies::StudyHandle,
};
use surveys::{calendar, keys::WaveKey, typed::Typed};

use super::{away, supervisor};
use crate::api::staff::{
    Away, Wrong,
    calls::day_by,
    door::{Said, StaffRequest},
};

/// What is wrong beside each box.
type Amiss = Vec<(&'static str, String)>;

/// What each interviewer had done by the end of a day, in one wave or in all, once that was asked for and can be.
pub(crate) struct Figuring {
    pub study: StudyHandle,
    pub today: NaiveDate,
    pub figured: Option<(Option<WaveKey>, NaiveDate, Figured)>,
    pub names: Names,
    pub said: Said,
}

pub(crate) async fn figuring(mut request: StaffRequest) -> Result<Figuring, Away> {
    let (study, by) = supervisor(&request)?;
    let (db, by) = (request.db.clone(), By::Staff(by));
    let names = Names::of_supervisors(&db, &by).await.map_err(Away::failed)?;
    let today = calendar::date_in(&study.study().timezone, request.now);
    let said = &mut request.said;
    if said.typed.one("then").is_empty() && said.shows.is_sent("day") {
        said.typed = said.shows.clone();
    } else if said.typed.one("then").is_empty() {
        // Every call and answer of the study is read for it.
        return Ok(Figuring { study, today, figured: None, names, said: request.said });
    }
    let figured = match asked(&study, &request.said.typed, today) {
        Ok((wave, day)) => {
            let of = (wave.as_ref(), day);
            let figured = calls::figures(&db, &by, &study, of, request.now).await.map_err(away)?;
            Some((wave, day, figured))
        }
        Err(amiss) => {
            request.said.amiss = amiss;
            request.said.wrong = Some(Wrong::AsTyped);
            None
        }
    };
    Ok(Figuring { study, today, figured, names, said: request.said })
}

/// What an address says after it was written down that somebody was rung again, so that the same figures stay shown.
#[must_use]
pub fn stays_figured(typed: &Typed) -> String {
    let wave =
        WaveKey::new(typed.one("wave")).map_or_else(|_| String::new(), |wave| wave.to_string());
    let day = typed.one("day").parse::<NaiveDate>();
    day.map_or_else(|_| String::new(), |day| format!("&wave={wave}&day={day}"))
}

/// The wave and the day that were chosen; all waves and today, unless any were said.
fn asked(
    study: &StudyHandle,
    typed: &Typed,
    today: NaiveDate,
) -> Result<(Option<WaveKey>, NaiveDate), Amiss> {
    let key = typed.one("wave");
    let wave = WaveKey::new(key).ok().filter(|wave| study.study().wave(wave).is_some());
    let no_wave = !key.is_empty() && wave.is_none();
    let no_wave = no_wave.then(|| ("wave", "Choose a survey of the study".to_owned()));
    let day = match typed.is_sent("day") {
        true => day_by(typed, "day", today),
        false => Ok(today),
    };
    match (no_wave, day) {
        (None, Ok(day)) => Ok((wave, day)),
        (no_wave, day) => Err(no_wave.into_iter().chain(day.err()).collect()),
    }
}
