//! `throughline pack`

use std::{fs, path::PathBuf};

use clap::Args;
use records::{auth::By, studies};
use surveys::keys::StudyKey;

use super::{Refused, database, now, say, survey::named};
use crate::{
    pack::{self, Seen, Wanted},
    settings::Place,
};

/// Write what an ethics committee reads of a study: consent, questionnaires, what interviewers say, messages, safeguarding, data flow
///
/// Of each survey it has the latest version that is not retired, so that a committee reads it before it is put to use.
/// As a page, `pack.html`, and for word processors, `pack.docx`, in which what changed since an earlier version is
/// tracked.
#[derive(Args, Debug)]
pub struct Pack {
    #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
    study: StudyKey,

    /// A version that the committee has seen, such as `exit@1`; once for each survey
    #[arg(long, value_name = "KEY@VERSION", value_parser = named)]
    since: Vec<Seen>,

    /// The version of the protocol that the committee has seen, such as `1`
    #[arg(long, value_name = "VERSION")]
    protocol_since: Option<u32>,

    /// The earlier text of the study's own file that the committee has seen, such as `1`: of consent form, sheets, safeguarding
    #[arg(long, value_name = "NUMBER")]
    study_since: Option<u32>,

    /// A version to write in place of the latest that is not retired, such as `exit@1`; once for each survey
    #[arg(long, value_name = "KEY@VERSION", value_parser = named)]
    with: Vec<Seen>,

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
        let Self { with, since, protocol_since, study_since, .. } = self;
        let wanted = Wanted { with, since, protocol_since, study_since };
        let (asked, followed, read) =
            pack::gathered(&db, &By::CommandLine, &study, &wanted).await?;
        let document = pack::of((&read, &followed), &asked, now());
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
