//! Making a file of identifiers. Who changes their mind while it is made is not in it: it is asked again in the transaction that
//! notes the file.

mod noting;

mod written;

use chrono::{DateTime, Utc};
use surveys::{
    calendar,
    linking::{
        sending::{Tally, Verdict},
        terms::Owner,
    },
};

use self::noting::Making;
use super::{LinkageError, Released, Request, named, people};
use crate::{
    Db,
    audit::Entry,
    entity::participant,
    exports::{self, Folder},
    studies::StudyHandle,
    terms::Kept,
};

/// People who are looked at together.
const TOGETHER: u64 = 250;

/// The file in the folder.
pub(super) const IDENTIFIERS: &str = "identifiers.csv";

/// Somebody who was looked at.
pub(super) struct Looked {
    pub person: participant::Model,
    pub verdict: Verdict,
    /// The version of the form on which they agreed.
    pub form: Option<u32>,
}

pub(super) async fn release(
    db: &Db,
    (by, study): (&str, &StudyHandle),
    (terms, request): (&Kept, &Request),
    now: DateTime<Utc>,
) -> Result<Released, LinkageError> {
    let owner = named(terms, &request.owner)?.clone();
    let today = calendar::date_in(&study.study().timezone, now);
    owner.may_be_sent(today).map_err(|why| LinkageError::NotNow(owner.key.clone(), why))?;
    if request.cut_on > today {
        return Err(LinkageError::CutAhead(request.cut_on));
    }
    let folder = Folder::beside(&request.out, false)?;
    let looked = look(db, (by, study), (terms, &owner), request, now).await?;
    let making = Making {
        by: by.to_owned(),
        study: study.clone(),
        terms: terms.version,
        owner,
        cut_on: request.cut_on,
        looked,
        folder: folder.path().join(IDENTIFIERS),
        now,
    };
    let made = making.note(db).await?;
    if let Err(error) = folder.appear() {
        noting::take_back(db, by, study, made.number, now).await?;
        return Err(error.into());
    }
    Ok(Released { path: request.out.join(IDENTIFIERS), ..made })
}

/// Everybody of the study. That the vault is read stands in the audit before it is.
async fn look(
    db: &Db,
    (by, study): (&str, &StudyHandle),
    (terms, owner): (&Kept, &Owner),
    request: &Request,
    now: DateTime<Utc>,
) -> Result<Vec<Looked>, LinkageError> {
    // What was to be deleted in the vault is, before anybody is looked up in it.
    db.settle(now).await?;
    let purpose = format!("agreement {}, cut of {}", owner.agreement, request.cut_on);
    let entry = Entry::new(by, "identifiers read for linkage", owner.key.as_str());
    entry.in_study(study.id).to(&purpose).write_alone(db, now).await?;
    let (mut looked, mut after) = (Vec::new(), 0);
    loop {
        let people = exports::enrolled_after(db.read(), (study.id, after), TOGETHER).await?;
        let Some(last) = people.last() else { break };
        after = last.id;
        let stores = (db.read(), &db.vault);
        let verdicts =
            people::verdicts(stores, (study, terms, owner), request.cut_on, &people).await?;
        let each = people.into_iter().zip(verdicts);
        looked.extend(each.map(|(person, (verdict, form))| Looked { person, verdict, form }));
    }
    let tally = Tally::of(owner, looked.iter().map(|one| &one.verdict));
    if tally.included == 0 { Err(LinkageError::Nobody(tally.lines())) } else { Ok(looked) }
}
