//! What data managers read of requests.

use chrono::NaiveDate;
use records::stopping::Erasing;
use surveys::{calendar, stopping::may_delete_answers, study::Helpline};

use super::{
    Away, Trouble,
    door::{Said, StaffRequest},
};

/// The study in which requests are answered.
pub(crate) struct Requests {
    pub study: String,
    pub said: Said,
}

/// What is to be erased, before it is.
pub(crate) struct Confirming {
    pub study: String,
    pub number: String,
    pub what: Erasing,
    pub channel: String,
    /// The day on which answers were frozen, if they are.
    pub frozen_on: Option<NaiveDate>,
    /// Whom they can call instead of us.
    pub helplines: Vec<Helpline>,
    pub said: Said,
}

pub(crate) async fn requests(request: StaffRequest) -> Result<Requests, Away> {
    let study = request.study.ok_or(Away::Trouble(Trouble::NotFound))?;
    Ok(Requests { study: study.study().key.to_string(), said: request.said })
}

pub(crate) async fn confirming(request: StaffRequest) -> Result<Confirming, Away> {
    let study = request.study.ok_or(Away::Trouble(Trouble::NotFound))?;
    let (study, said) = (study.study(), request.said);
    let what = said.typed.one("what").parse();
    // Only a form leads here; whoever types the address has chosen nothing.
    let what = what.map_err(|()| Away::Trouble(Trouble::NotFound))?;
    let today = calendar::date_in(&study.timezone, request.now);
    let frozen = study.analysis_frozen_on;
    Ok(Confirming {
        study: study.key.to_string(),
        number: said.typed.one("erase_number").to_owned(),
        channel: said.typed.one("channel").to_owned(),
        what,
        helplines: study.helplines.clone(),
        frozen_on: frozen.filter(|_| !may_delete_answers(frozen, today)),
        said,
    })
}
