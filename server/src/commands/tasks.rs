//! `throughline tasks`

use clap::Args;
use records::{
    Db,
    safeguarding::{self, Standing, Task},
    studies::{self, StudyHandle},
};
use surveys::keys::StudyKey;

use super::{Refused, count, database, note, say};
use crate::settings::Place;

/// Print the safeguarding tasks that are open, level 3 at the top, then what is due first
///
/// A line has the task's number, by when somebody has to act by the study's clock, `late` when that time has
/// passed, and who has it: `nobody`, or the number of an account. Whom a task is about, and what it is, is
/// told on the staff pages only.
#[derive(Args, Debug)]
pub struct Tasks {
    #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
    study: StudyKey,

    #[command(flatten)]
    place: Place,
}

impl Tasks {
    pub async fn run(self) -> Result<(), Refused> {
        let settings = super::settings(&self.place, None)?;
        let db = database::open(&settings).await?;
        let study = studies::find(&db, &self.study).await?;
        let tasks = safeguarding::numbered(&db, &study, super::now()).await?;
        note(match tasks.len() {
            0 => "No task is open.".to_owned(),
            number => format!("{} open.", count(number, "task")),
        });
        for Task { id, due, is_late, standing, .. } in tasks {
            let (due, late) = (due.format("%Y-%m-%d %H:%M"), if is_late { "late" } else { "" });
            say(format!("{id}\t{due}\t{late}\t{}", holder(&standing)))?;
        }
        tell_who_is_missing(&db, &study).await
    }
}

fn holder(standing: &Standing) -> String {
    match standing {
        Standing::Waits => "nobody".to_owned(),
        Standing::HandedTo(to) => format!("nobody, handed over to staff {}", to.id),
        Standing::Taken(by) => format!("staff {}", by.id),
        Standing::Closed(..) => "closed".to_owned(),
    }
}

/// Notes who cannot sign in, while nobody new can begin a survey that may raise a task.
pub(super) async fn tell_who_is_missing(db: &Db, study: &StudyHandle) -> Result<(), Refused> {
    let Some(absent) = safeguarding::unmanned(db, study).await? else { return Ok(()) };
    let key = &study.study().key;
    note(
        "Nobody new can begin a survey that may raise a safeguarding task, until the lead and two \
         people on duty have signed in once. Invite whoever has no account, and give them the link:",
    );
    for email in absent {
        note(format!("  throughline staff invite {email} --role safeguarding-lead --study {key}"));
    }
    Ok(())
}
