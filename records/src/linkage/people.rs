//! What decides about people: what they agreed to and stopped, and by what they could be found. Test people are never among them.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use sea_orm::{ConnectionTrait, DbErr};
use surveys::{
    consent,
    linking::{
        Identifier, Sex,
        sending::{self, OnRecord, Person, Reason, Verdict},
        terms::{Owner, SexCodes},
    },
    sheet::Sheet,
    stopping,
};

use super::{LinkageError, numbers};
use crate::{
    consent as ledger,
    entity::participant,
    identity::{self, Findable, Vault},
    stopping as stops, stored,
    studies::StudyHandle,
    terms::Kept,
};

/// What people agreed to and stopped, all of it, by participant.
pub(super) struct Minds {
    consents: HashMap<i32, Vec<consent::Event>>,
    stops: HashMap<i32, Vec<stopping::Event>>,
}

impl Minds {
    pub async fn of(connection: &impl ConnectionTrait, people: &[i32]) -> Result<Self, DbErr> {
        Ok(Self {
            consents: ledger::events(connection, people).await?,
            stops: stops::events(connection, people).await?,
        })
    }

    pub fn person<'a>(&'a self, id: i32, zone: &'a str, on_record: OnRecord<'a>) -> Person<'a> {
        Person {
            consents: self.consents.get(&id).map(Vec::as_slice).unwrap_or_default(),
            stops: self.stops.get(&id).map(Vec::as_slice).unwrap_or_default(),
            zone,
            on_record,
        }
    }

    /// Why somebody's records may not be asked for, or taken.
    pub fn against(&self, id: i32, zone: &str, owner: &Owner, cut: NaiveDate) -> Option<Reason> {
        sending::against(owner, &self.person(id, zone, OnRecord::default()), cut)
    }
}

/// What becomes of each of these people, in their order, and on which version of the form they agreed. The vault is asked only
/// for those who agree, and only for what the owner is given.
pub(super) async fn verdicts(
    (connection, vault): (&impl ConnectionTrait, &Vault),
    (study, terms, owner): (&StudyHandle, &Kept, &Owner),
    cut: NaiveDate,
    people: &[participant::Model],
) -> Result<Vec<(Verdict, Option<u32>)>, LinkageError> {
    let ids: Vec<_> = people.iter().map(|person| person.id).collect();
    let minds = Minds::of(connection, &ids).await?;
    let zone = study.study().timezone.as_str();
    let agree: Vec<_> =
        ids.iter().copied().filter(|id| minds.against(*id, zone, owner, cut).is_none()).collect();
    let found = identity::findable(vault, &agree, &wanted(owner)).await?;
    let sexes = match &terms.terms.linkage.sex {
        Some(codes) if wanted(owner).contains(&Identifier::Sex) => {
            sexes(connection, codes, &agree).await?
        }
        _ => HashMap::new(),
    };
    let (key, nobody) = (numbers::key(study, &owner.key), Findable::default());
    let verdict = |id: i32| {
        let sex = sexes.get(&id).copied().unwrap_or_default();
        let on_record = on_record(found.get(&id).unwrap_or(&nobody), sex);
        let person = minds.person(id, zone, on_record);
        let form = sending::agreed_on(owner, &person, cut);
        (sending::verdict(owner, &person, cut, &key), form)
    };
    Ok(ids.into_iter().map(verdict).collect())
}

/// What has to be known for what the owner is given: a linkage key is made of others.
fn wanted(owner: &Owner) -> BTreeSet<Identifier> {
    let mut wanted: BTreeSet<_> = owner.fields().map(|(one, _)| one).collect();
    if wanted.contains(&Identifier::Slk581) {
        let parts = [Identifier::FirstName, Identifier::LastName, Identifier::Dob, Identifier::Sex];
        wanted.extend(parts);
    }
    wanted
}

fn on_record(found: &Findable, sex: Sex) -> OnRecord<'_> {
    OnRecord {
        nino: found.nino.as_deref(),
        nhs_number: found.nhs_number.as_deref(),
        first_name: found.first_name.as_deref(),
        last_name: found.last_name.as_deref(),
        dob: found.dob,
        postcode: found.postcode.as_deref(),
        sex,
    }
}

/// The sex by the latest survey that somebody sent in which they said it.
async fn sexes(
    connection: &impl ConnectionTrait,
    codes: &SexCodes,
    people: &[i32],
) -> Result<HashMap<i32, Sex>, LinkageError> {
    let mut sexes = HashMap::new();
    for (id, rows) in stored::responses(connection, people).await? {
        let mut sent: Vec<_> = rows.iter().filter(|row| row.submitted_at.is_some()).collect();
        sent.sort_by_key(|row| row.submitted_at);
        for row in sent {
            let sheet: Sheet = serde_json::from_str(&row.sheet)?;
            let code = sheet.answers.get(codes.variable.as_str()).and_then(|value| match value {
                surveys::value::Value::Code(code) => Some(*code),
                _ => None,
            });
            if code.is_some() {
                sexes.insert(id, codes.read(code));
            }
        }
    }
    Ok(sexes)
}
