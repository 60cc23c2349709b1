//! `throughline retention`

use clap::Args;
use records::{
    retention::{self, Going},
    senders::Folder,
    studies,
};
use surveys::{keys::StudyKey, retention::Due};

use super::{Refused, database, now, say};
use crate::settings::Place;

/// Delete what has been kept long enough
///
/// How long what is kept stands in the study's file, under [retention]. The server does this by itself once a
/// day; with --dry-run nothing is changed.
#[derive(Args, Debug)]
pub struct Retention {
    #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
    study: StudyKey,

    /// Only list what would go: what, whose, why and since when
    #[arg(long)]
    dry_run: bool,

    #[command(flatten)]
    place: Place,
}

impl Retention {
    pub async fn run(self) -> Result<(), Refused> {
        let settings = super::settings(&self.place, None)?;
        let db = database::open(&settings).await?;
        let study = studies::find(&db, &self.study).await?;
        let files = Folder::new(settings.data_dir.join("outbox"));
        let all = if self.dry_run {
            retention::list(&db, &study, &files, now()).await?
        } else {
            retention::take_out(&db, &study, &files, now()).await?
        };
        let done = if self.dry_run { "would go" } else { "gone" };
        for going in &all {
            say(told(going, done))?;
        }
        Ok(())
    }
}

fn told(going: &Going, done: &str) -> String {
    let what = going.kind.words();
    let why = match going.due {
        Due::From(day) if going.whose.is_empty() => format!("kept until {day}, or nothing left"),
        Due::From(day) => format!("kept until {day}"),
        Due::NoFinalReport => {
            "stay: the study's file has no final_report_on under [retention]".to_owned()
        }
        Due::NoLastLinkage => {
            "stay: the study's file has neither last_linkage_on nor final_report_on under [retention]"
                .to_owned()
        }
        Due::NotYet => "none is old enough".to_owned(),
    };
    let mut whose = going.whose.clone();
    whose.dedup();
    format!("{what}\t{} {done}\t{why}\t{}", going.whose.len(), whose.join(" "))
}
