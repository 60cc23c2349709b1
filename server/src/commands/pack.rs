//! `throughline pack`

use std::{fs, path::PathBuf};

use clap::Args;
use records::{
    Db,
    auth::By,
    studies,
    versions::{self, Stored},
};
use surveys::keys::{StudyKey, SurveyKey};

use super::{Refused, database, now, say, survey::Named, survey::named};
use crate::{
    pack::{self, Asked},
    settings::Place,
};

/// Write what an ethics committee reads of a study: consent, questionnaires, messages, safeguarding, data flow
///
/// As a page, `pack.html`, and for word processors, `pack.docx`, in which what changed since an earlier version is
/// tracked.
#[derive(Args, Debug)]
pub struct Pack {
    #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
    study: StudyKey,

    /// A version that the committee has seen, such as `exit@1`; once for each survey
    #[arg(long, value_name = "KEY@VERSION", value_parser = named)]
    since: Vec<Named>,

    /// The folder, which is made
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,

    #[command(flatten)]
    place: Place,
}

impl Pack {
    pub async fn run(self) -> Result<(), Refused> {
        let db = database::open(&super::settings(&self.place, None)?).await?;
        let study = studies::find(&db, &self.study).await?;
        let asked = asked(&db, &self.study, &self.since).await?;
        let document = pack::of(study.study(), &asked, now());
        fs::create_dir_all(&self.out)?;
        for (name, bytes) in
            [("pack.html", document.html().into_bytes()), ("pack.docx", document.docx(now())?)]
        {
            let path = self.out.join(name);
            fs::write(&path, bytes)?;
            say(path.display())?;
        }
        Ok(())
    }
}

/// The surveys of the study as its waves begin with them, each once.
async fn asked(db: &Db, study: &StudyKey, since: &[Named]) -> Result<Vec<Asked>, Refused> {
    let by = By::CommandLine;
    let mut asked: Vec<Asked> = Vec::new();
    for used in versions::uses(db, &by).await?.into_iter().filter(|used| used.study == *study) {
        let wave = used.wave.to_string();
        let same = |one: &&mut Asked| {
            let survey = &one.now.survey;
            survey.key == used.survey && survey.version == used.version
        };
        if let Some(one) = asked.iter_mut().find(same) {
            one.waves.push(wave);
            continue;
        }
        let named = since.iter().find(|(key, _)| *key == used.survey);
        let since = match named {
            Some((key, version)) => Some(stored(db, key, *version).await?),
            None => None,
        };
        asked.push(Asked {
            waves: vec![wave],
            now: stored(db, &used.survey, Some(used.version)).await?,
            since,
            affected: versions::affected(db, &by, &used.survey).await?,
        });
    }
    let lost = since.iter().find(|(key, _)| !asked.iter().any(|one| one.now.survey.key == *key));
    match lost {
        Some((key, _)) => {
            Err(Refused::because(format!("the study does not ask the survey “{key}”")))
        }
        None => Ok(asked),
    }
}

async fn stored(db: &Db, key: &SurveyKey, version: Option<u32>) -> Result<Stored, Refused> {
    let found = versions::find(db, key, version).await?;
    let name = version.map_or_else(|| key.to_string(), |version| format!("{key}@{version}"));
    found.ok_or_else(|| Refused::because(format!("there is no survey “{name}”")))
}
