//! The rows of an export for whoever keeps them, in place of files: one person after the other, and only those who are taken.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use datasets::{Dataset, Writer};
use sea_orm::DatabaseTransaction;
use surveys::{
    consent::{self, State},
    definition::Survey,
    study::Study,
};
use tokio::sync::mpsc;

use super::{
    ExportError, ExportRequest, Manifest, files::Files, fill, participants, people::Person,
    plan::Plan, table::Keeper,
};
use crate::{identity::Vault, linkage::Column, studies::StudyHandle};

/// Somebody whose rows may be kept.
pub(crate) struct Whom<'p> {
    pub participant: i32,
    pub is_randomised: bool,
    /// Every decision, oldest first.
    pub consent: &'p [consent::Event],
    /// What was agreed to when the latest of the waves was answered; none where none was.
    pub then: Option<State>,
}

/// Whether somebody's rows are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Taken {
    Yes,
    No,
}

/// What the columns come from.
pub(crate) struct Instrument<'p> {
    pub study: &'p Study,
    /// Every published version.
    pub surveys: Vec<&'p Survey>,
}

/// What keeps rows. It is on a thread of its own, and may wait.
pub(crate) trait Keeping: Send + 'static {
    /// From what the columns come, before there is a file.
    fn begin(&mut self, instrument: &Instrument<'_>);

    /// What keeps the rows of one file, which it is asked for in the order of the files.
    fn file(&mut self, dataset: &Arc<Dataset>) -> Result<Box<dyn Writer + Send>, ExportError>;

    /// Whether the rows of somebody are kept.
    fn takes(&mut self, whom: &Whom<'_>) -> Taken;

    /// All rows of somebody who is taken were given.
    fn end_person(&mut self, whom: &Whom<'_>, row_key: &str) -> Result<(), ExportError>;

    /// There is nobody else.
    fn end(&mut self) -> Result<(), ExportError>;
}

struct Of<'k, K>(&'k mut K);

impl<K: Keeping> Keeper for Of<'_, K> {
    fn file(&mut self, dataset: &Arc<Dataset>) -> Result<Box<dyn Writer + Send>, ExportError> {
        self.0.file(dataset)
    }
}

/// Gives every row of the dataset as it stands in this snapshot, with row keys and pseudonyms of the secret, and these columns of what owners of records returned; and the keeper
/// back, with what the rows were made of.
///
/// # Errors
/// As with [`super::write`], and when the keeper fails.
pub(crate) async fn keep<K: Keeping>(
    (snapshot, vault): (&DatabaseTransaction, &Vault),
    study: &StudyHandle,
    (request, secret, linked): (&ExportRequest, &[u8], &[Column]),
    mut keeper: K,
    progress: &(dyn Fn(u64, u64) + Send + Sync),
    now: DateTime<Utc>,
) -> Result<(K, Manifest), ExportError> {
    let mut plan = Plan::make(snapshot, study, request, now).await?;
    plan.secret = secret.to_vec();
    plan.linked = linked.to_vec();
    let surveys = plan.versions.values().map(|version| version.survey.as_ref()).collect();
    keeper.begin(&Instrument { study: &plan.study, surveys });
    let mut files = Files::kept(plan, &mut Of(&mut keeper))?;
    let keeping = move |mut people: mpsc::Receiver<Vec<Person>>| {
        while let Some(some) = people.blocking_recv() {
            for person in &some {
                let whom = whom(person, files.plan())?;
                if keeper.takes(&whom) == Taken::Yes {
                    files.person(person)?;
                    let row_key = files.plan().row_key(&person.participant.person_key);
                    keeper.end_person(&whom, &row_key)?;
                }
            }
        }
        keeper.end()?;
        Ok((keeper, files.end()?))
    };
    fill((snapshot, vault), (study, linked), keeping, progress).await
}

fn whom<'p>(person: &'p Person, plan: &Plan) -> Result<Whom<'p>, ExportError> {
    Ok(Whom {
        participant: person.participant.id,
        is_randomised: person.allocation.is_some(),
        consent: &person.consent,
        then: participants::then(person, plan)?,
    })
}
