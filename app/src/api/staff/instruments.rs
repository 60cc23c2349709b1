//! What evaluators and administrators read of instruments, of the licences for them, and of the surveys that ask them.

use std::{collections::BTreeMap, sync::Arc};

use chrono::NaiveDate;
use records::{
    Db,
    auth::By,
    rights::{self, OnRecord},
    staff::Names,
    versions,
};
use surveys::{
    definition::Survey,
    keys::SurveyKey,
    rights::{Ending, Unlicensed},
    scoring::{self, Instrument, TextPack},
};

use super::{
    Away, Trouble,
    door::{Said, StaffRequest},
    surveys::reader,
};

/// The rights register.
pub(crate) struct Register {
    pub on_record: Vec<OnRecord>,
    pub askers: Vec<Asker>,
    pub may_record: bool,
    pub today: NaiveDate,
}

/// A published version, not retired, that asks instruments.
pub(crate) struct Asker {
    pub key: SurveyKey,
    pub version: u32,
    pub survey: Arc<Survey>,
    /// Whether a wave begins with it.
    pub is_in_use: bool,
    /// The licences that it lacks today.
    pub lacking: Vec<Unlicensed>,
    /// Those that end soon.
    pub ending: Vec<Ending>,
}

impl Asker {
    pub fn asks(&self, instrument: &str) -> bool {
        self.survey.borrowed.iter().any(|own| own.instrument == instrument)
    }
}

pub(crate) async fn register(request: StaffRequest) -> Result<Register, Away> {
    let today = request.now.date_naive();
    let on_record = on_record(&request).await?;
    let askers = askers(&request, today).await?;
    let may_record = request.member()?.rights_keeper().is_ok();
    Ok(Register { on_record, askers, may_record, today })
}

/// One instrument.
pub(crate) struct One {
    pub instrument: &'static Instrument,
    pub on_record: Vec<OnRecord>,
    pub askers: Vec<Asker>,
    /// The words that were brought last, for whoever may bring others.
    pub words: Option<TextPack>,
    pub may_record: bool,
    pub today: NaiveDate,
    pub said: Said,
}

pub(crate) async fn one(request: StaffRequest) -> Result<One, Away> {
    let instrument = scoring::instrument(&request.names);
    let instrument = instrument.ok_or(Away::Trouble(Trouble::NotFound))?;
    let today = request.now.date_naive();
    let mut on_record = on_record(&request).await?;
    on_record.retain(|line| line.right.instrument == instrument.id);
    let mut askers = askers(&request, today).await?;
    askers.retain(|asker| asker.asks(&instrument.id));
    let keeper = request.member()?.rights_keeper().ok();
    let may_record = keeper.is_some();
    let words = match keeper {
        Some(keeper) => rights::words(&request.db, &By::Staff(keeper), &instrument.id).await,
        None => Ok(None),
    };
    let words = words.map_err(Away::failed)?;
    Ok(One { instrument, on_record, askers, words, may_record, today, said: request.said })
}

/// The register, with the names of who recorded each line.
async fn on_record(request: &StaffRequest) -> Result<Vec<OnRecord>, Away> {
    let looks = request.member()?.rights_reader();
    let by = By::Staff(looks.map_err(|_| Away::Trouble(Trouble::NotAllowed))?);
    let mut all = rights::list(&request.db, &by).await.map_err(Away::failed)?;
    let (by, _) = reader(request)?;
    let names = Names::read(&request.db, &by).await.map_err(Away::failed)?;
    all.iter_mut().for_each(|line| line.recorded_by = names.of(&line.recorded_by));
    Ok(all)
}

/// Of each survey the versions that people may begin on, the latest first.
async fn askers(request: &StaffRequest, today: NaiveDate) -> Result<Vec<Asker>, Away> {
    let (by, _) = reader(request)?;
    let db = &request.db;
    let uses = versions::uses(db, &by).await.map_err(Away::failed)?;
    let open = versions::listed(db).await.map_err(Away::failed)?;
    let mut of_survey: BTreeMap<SurveyKey, Vec<Asker>> = BTreeMap::new();
    for listed in open.into_iter().filter(|listed| listed.retired.is_none()).rev() {
        let survey = versions::asks(db, &listed).await.map_err(Away::failed)?;
        if survey.borrowed.is_empty() {
            continue;
        }
        let begins = |(key, version): (&SurveyKey, u32)| {
            uses.iter().any(|used| used.survey == *key && used.version == version)
        };
        let is_in_use = begins((&listed.key, listed.version));
        let (lacking, ending) = licences(db, &survey, today).await?;
        let (key, version) = (listed.key.clone(), listed.version);
        let asker = Asker { key, version, survey, is_in_use, lacking, ending };
        of_survey.entry(listed.key).or_default().push(asker);
    }
    Ok(of_survey.into_values().flatten().collect())
}

async fn licences(
    db: &Db,
    survey: &Survey,
    today: NaiveDate,
) -> Result<(Vec<Unlicensed>, Vec<Ending>), Away> {
    let lacking = rights::unlicensed(db, survey, today).await.map_err(Away::failed)?;
    let ending = rights::ending(db, survey, today).await.map_err(Away::failed)?;
    Ok((lacking, ending))
}
