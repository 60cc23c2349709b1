//! `throughline staff`

use clap::{Args, Subcommand};
use records::{
    Db,
    auth::By,
    staff::{self, Appointment, Standing},
    studies,
};
use surveys::{keys::StudyKey, roles::Role};

use super::{Refused, count, database, note, say};
use crate::settings::{Place, variable};

/// Let people on the staff in, and take their access away
#[derive(Args, Debug)]
pub struct Staff {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Invite(Invite),
    List(List),
    Remove(Remove),
    RevokeSessions(RevokeSessions),
    Assign(Assign),
}

/// Give somebody a role, and print the link by which they choose a password
///
/// The link works once, for seven days, and goes to them by email, too. Whoever is invited again keeps
/// their roles, and earlier links end. The first administrator comes in this way.
#[derive(Args, Debug)]
struct Invite {
    #[arg(value_name = "EMAIL")]
    email: String,

    /// evaluator, interviewer, supervisor, data-manager, site-lead, safeguarding-lead or administrator
    #[arg(long, value_name = "ROLE")]
    role: Role,

    /// The study in which the role holds; none for an administrator
    #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
    study: Option<StudyKey>,

    /// The site, for a site lead
    #[arg(long, value_name = "KEY")]
    site: Option<String>,

    #[command(flatten)]
    place: Place,
}

/// List everybody on the staff, with their roles
#[derive(Args, Debug)]
struct List {
    #[command(flatten)]
    place: Place,
}

/// Take away all of somebody's access, at once
#[derive(Args, Debug)]
struct Remove {
    #[arg(value_name = "EMAIL")]
    email: String,

    #[command(flatten)]
    place: Place,
}

/// Sign somebody out everywhere
#[derive(Args, Debug)]
struct RevokeSessions {
    #[arg(value_name = "EMAIL")]
    email: String,

    #[command(flatten)]
    place: Place,
}

/// Give participants to an interviewer
#[derive(Args, Debug)]
struct Assign {
    #[arg(value_name = "EMAIL")]
    email: String,

    #[arg(long, value_name = "KEY", value_parser = StudyKey::new)]
    study: StudyKey,

    /// The participants' study numbers
    #[arg(value_name = "NUMBER", required = true)]
    numbers: Vec<String>,

    #[command(flatten)]
    place: Place,
}

impl Staff {
    pub async fn run(self) -> Result<(), Refused> {
        match self.command {
            Command::Invite(invite) => invite.run().await,
            Command::List(list) => list.run().await,
            Command::Remove(remove) => remove.run().await,
            Command::RevokeSessions(revoke) => revoke.run().await,
            Command::Assign(assign) => assign.run().await,
        }
    }
}

/// The address that is typed at `--listen` of another command is known to nobody here.
const GUESSED: &str = "The link begins where `throughline serve` listens, as far as the settings tell. Where people reach it at \
                       another address, set THROUGHLINE_PUBLIC_URL, or public_url in the file of settings, and invite them again.";

impl Invite {
    async fn run(self) -> Result<(), Refused> {
        let settings = super::settings(&self.place, variable("THROUGHLINE_LISTEN"))?;
        let db = database::open(&settings).await?;
        let study = match &self.study {
            Some(key) => Some(studies::find(&db, key).await?),
            None => None,
        };
        let appointment = Appointment { role: self.role, study, site: self.site };
        let (by, now) = (By::CommandLine, super::now());
        let invited = staff::invite(&db, by, &self.email, appointment, now).await?;
        if settings.public_url.is_none() {
            note(GUESSED);
        }
        say(format!("{}/staff/invitation/{}", settings.start_of_links(), invited.token))
    }
}

impl List {
    async fn run(self) -> Result<(), Refused> {
        let settings = super::settings(&self.place, None)?;
        let db = database::open(&settings).await?;
        for account in staff::list(&db, &By::CommandLine, super::now()).await? {
            let roles = account.roles.iter().map(|held| {
                let parts = [Some(held.role.key()), held.study.as_deref(), held.site.as_deref()];
                parts.into_iter().flatten().collect::<Vec<_>>().join("/")
            });
            let roles = roles.collect::<Vec<_>>().join(" ");
            let standing = match account.standing {
                Standing::Active if account.has_second_factor => "active, with codes",
                Standing::Active => "active",
                Standing::Invited(_) => "invited",
                Standing::Lapsed => "invitation over",
            };
            say(format!("{}\t{standing}\t{roles}", account.email))?;
        }
        Ok(())
    }
}

impl Remove {
    async fn run(self) -> Result<(), Refused> {
        let settings = super::settings(&self.place, None)?;
        let db = database::open(&settings).await?;
        let id = number(&db, &self.email).await?;
        staff::remove(&db, By::CommandLine, id, super::now()).await?;
        say(format!("{} can no longer come in", self.email))
    }
}

impl RevokeSessions {
    async fn run(self) -> Result<(), Refused> {
        let settings = super::settings(&self.place, None)?;
        let db = database::open(&settings).await?;
        let id = number(&db, &self.email).await?;
        let ended = staff::end_sessions(&db, By::CommandLine, id, super::now()).await?;
        say(format!("{} ended", count(usize::try_from(ended)?, "session")))
    }
}

impl Assign {
    async fn run(self) -> Result<(), Refused> {
        let settings = super::settings(&self.place, None)?;
        let db = database::open(&settings).await?;
        let study = studies::find(&db, &self.study).await?;
        let (by, now, many) = (By::CommandLine, super::now(), self.numbers.len());
        let id = number(&db, &self.email).await?;
        staff::give_cases(&db, by, id, &study, self.numbers, now).await?;
        say(format!("{} given to {}", super::people(many), self.email))
    }
}

/// The number of the account with this address.
async fn number(db: &Db, email: &str) -> Result<i32, Refused> {
    let email = email.trim().to_lowercase();
    let accounts = staff::list(db, &By::CommandLine, super::now()).await?;
    let found = accounts.into_iter().find(|account| account.email == email);
    let found = found.map(|account| account.id);
    found.ok_or_else(|| {
        Refused::because(format!(
            "nobody on the staff has the address “{email}”; `throughline staff list` names everybody"
        ))
    })
}
