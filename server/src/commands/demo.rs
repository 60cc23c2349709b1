//! `throughline demo`

use std::{
    env,
    net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket},
    path::PathBuf,
};

use clap::Args;
use records::{
    Db,
    auth::By,
    demo::{self, DemoError},
    protocols::ProtocolError,
    studies::{self, StudyError, StudyHandle},
    terms::{self, TermsError},
    versions::VersionError,
};
use surveys::{
    authoring::{File, ProtocolFiles},
    catalogue,
    keys::StudyKey,
    protocol::Protocol,
    study::Study,
};
use tokio::net::TcpListener;

use super::{
    Refused, database,
    doors::Doors,
    invented::{self, Asked, Invented},
    link, note, say, serve,
};
use crate::{
    progress::Bar,
    settings::{Mail, Place, Settings},
};

const DATA_DIR: &str = "./throughline-demo";

/// Show the example study with invented people
///
/// Prints a participant's link, where the data are and how to export them, each on a line of its
/// own, then serves. Its own data are used again; a folder that holds another study is refused.
#[derive(Args, Debug)]
pub struct Demo {
    /// The folder of the data [default: ./throughline-demo]
    #[arg(long, value_name = "DIR")]
    data_dir: Option<PathBuf>,

    /// How many people to invent [default: 40]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    participants: Option<u32>,

    /// The same seed invents the same people [default: 1]
    #[arg(long, value_name = "N")]
    seed: Option<u64>,

    /// The address to listen on; with 0.0.0.0 the link works on the local network [default: 127.0.0.1:3000]
    #[arg(long, value_name = "ADDR")]
    listen: Option<String>,

    /// Make the data, and do not serve
    #[arg(long, conflicts_with = "listen")]
    no_serve: bool,
}

impl Demo {
    pub async fn run(self) -> Result<(), Refused> {
        let folder = self.data_dir.clone().unwrap_or_else(|| DATA_DIR.into());
        let place = Place { data_dir: Some(folder), config: None };
        let mut settings = super::settings(&place, self.listen.clone())?;
        // Its people are invented, and their addresses may be somebody's: no mail to them leaves.
        settings.mail = Mail::default();
        let doors = match self.no_serve {
            true => None,
            false => Some(Doors::open(&settings).await?),
        };
        let asked = Asked { participants: self.participants, seed: self.seed };
        let (db, study, tour) = prepare(&settings, &asked).await?;
        let start = link_start(&settings, doors.as_ref().map(|doors| &doors.listener))?;
        tell(&settings, &db, &study, &tour, &start).await?;
        match doors {
            None => Ok(()),
            Some(doors) => {
                note("Serving; Control-C stops it.");
                serve::serve(db, doors, start, &settings, None).await
            }
        }
    }
}

/// The database with the example study and its people, and the study number of the person whom
/// the link shows.
async fn prepare(settings: &Settings, asked: &Asked) -> Result<(Db, StudyHandle, String), Refused> {
    let stores = database::connect(settings).await?;
    if database::is_untouched(&stores).await? {
        database::migrate(&stores).await?;
    }
    database::bring_up(&stores, settings).await?;
    // Nobody in it is real, so nobody has to keep its key.
    let db = database::unlock(stores, settings, |_| {}).await?;
    let (study, protocol) = example()?;
    let listed = studies::list(&db).await?;
    if let Some(other) = listed.iter().find(|listed| listed.key != study.key.as_str()) {
        return Err(Refused::because(format!(
            "{} holds another study, {}; {}",
            invented::place(settings),
            other.key,
            invented::elsewhere(settings)
        )));
    }
    let has_people = listed.iter().any(|listed| listed.participants > 0);
    let before = if has_people { Invented::before(settings, asked)? } else { None };
    let trial = before.unwrap_or_else(|| asked.new_trial());
    if !has_people {
        trial.note(settings)?;
    }
    // A study with people in it is loaded anew only where it is surely the demo's own.
    if !has_people || before.is_some() {
        load(&db, settings, (&study, &protocol)).await?;
        publish_terms(&db, settings, &study.key).await?;
    }
    let study = studies::find(&db, &study.key).await?;
    let tour = fill(&db, settings, &study, trial).await?;
    Ok((db, study, tour))
}

async fn load(
    db: &Db,
    settings: &Settings,
    (study, protocol): (&Study, &Protocol),
) -> Result<(), Refused> {
    let surveys = catalogue::surveys();
    match studies::load(db, study, (protocol, None), surveys, super::now()).await {
        Err(
            StudyError::Version(VersionError::Taken(..))
            | StudyError::Protocol(ProtocolError::Taken(_) | ProtocolError::NoReason),
        ) => Err(made_by_another(settings)),
        loaded => Ok(loaded.map(drop)?),
    }
}

/// The terms in `examples/study`, so that linking can be tried at once. Whoever published later ones keeps them.
async fn publish_terms(db: &Db, settings: &Settings, study: &StudyKey) -> Result<(), Refused> {
    let text = include_str!("../../../examples/study/terms.toml").to_owned();
    let file = File { name: "examples/study/terms.toml".to_owned(), text };
    let study = studies::find(db, study).await?;
    match terms::publish(db, &By::CommandLine, &study, &file, super::now()).await {
        Ok(_) | Err(TermsError::Behind { .. }) => Ok(()),
        Err(TermsError::Taken(_)) => Err(made_by_another(settings)),
        Err(error) => Err(error.into()),
    }
}

fn made_by_another(settings: &Settings) -> Refused {
    Refused::because(format!(
        "the demo in {} was made by another version of this program; remove that, or {}",
        invented::place(settings),
        invented::elsewhere(settings)
    ))
}

/// Invents whoever is not there yet: nobody where the trial is whole, the rest where the demo was
/// stopped while it made them. Whoever is to be rung by now is on the list of calls.
async fn fill(
    db: &Db,
    settings: &Settings,
    study: &StudyHandle,
    trial: Invented,
) -> Result<String, Refused> {
    let bar = Bar::new("Inventing people");
    let progress = |done, total| bar.at(done, total);
    let Invented { participants, seed } = trial;
    let filled = demo::fill(db, study, participants, seed, super::now(), &progress).await;
    let report = filled.map_err(|error| match error {
        DemoError::NotInvented => Refused::because(format!(
            "{} holds people whom the demo did not invent; {}",
            invented::place(settings),
            invented::elsewhere(settings)
        )),
        error => error.into(),
    })?;
    demo::to_ring(db, study, super::now()).await?;
    Ok(report.tour)
}

/// The study in `examples/study` with its protocol and messages, which the program carries.
pub(super) fn example() -> Result<(Study, Protocol), Refused> {
    let file = |name: &str, text: &str| File { name: name.to_owned(), text: text.to_owned() };
    let study = include_str!("../../../examples/study/study.toml");
    let study = Study::read(&file("examples/study/study.toml", study)).map_err(Refused::because)?;
    let protocol = include_str!("../../../examples/study/protocol.toml");
    let messages = include_str!("../../../examples/study/messages.en.toml");
    let messages = file("examples/study/messages.en.toml", messages);
    let protocol =
        ProtocolFiles::read(&file("examples/study/protocol.toml", protocol), &[messages]);
    Ok((study, protocol.map_err(Refused::listing)?.protocol))
}

async fn tell(
    settings: &Settings,
    db: &Db,
    study: &StudyHandle,
    tour: &str,
    start: &str,
) -> Result<(), Refused> {
    let waves = &study.study().waves;
    let wave = waves.first().ok_or_else(|| Refused::because("the example study has no waves"))?;
    let link = link::link(db, study, tour, &wave.key, start).await?;
    let program = env::current_exe().unwrap_or_else(|_| "throughline".into());
    let (folder, out) = (&settings.data_dir, settings.data_dir.join("export"));
    say(format!("Link: {link}"))?;
    say(format!("Data: {}", look(settings)))?;
    say(format!(
        "Export: {} export --data-dir {} --study {} --out {} --replace",
        quoted(&program.display().to_string()),
        quoted(&folder.display().to_string()),
        study.study().key,
        quoted(&out.display().to_string()),
    ))
}

/// A command that shows the data, with what every machine has. The URL may hold a password and is not repeated.
fn look(settings: &Settings) -> String {
    match &settings.database_url {
        Some(url) if !url.starts_with("sqlite:") => {
            r#"psql "$THROUGHLINE_DATABASE_URL" -c '\dt'"#.to_owned()
        }
        Some(url) => {
            let file = url.trim_start_matches("sqlite:").trim_start_matches("//");
            format!("ls -l {}", quoted(file.split('?').next().unwrap_or(file)))
        }
        None => format!("ls -l {}", quoted(&settings.data_dir.display().to_string())),
    }
}

fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '-' | '_');
    if !text.is_empty() && text.chars().all(plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// What links begin with: what was set, or else the address that others can reach.
fn link_start(settings: &Settings, listener: Option<&TcpListener>) -> Result<String, Refused> {
    if let Some(url) = &settings.public_url {
        return Ok(url.clone());
    }
    let Some(listener) = listener else { return Ok(format!("http://{}", settings.listen)) };
    let mut address = listener.local_addr()?;
    if address.ip().is_unspecified() {
        address = SocketAddr::new(on_local_network(), address.port());
    }
    Ok(format!("http://{address}"))
}

/// This machine's address on its network. To connect a UDP socket sends nothing: the machine only
/// chooses the way it would take, here to an address that is kept for documentation.
fn on_local_network() -> IpAddr {
    let chosen = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).and_then(|socket| {
        socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9))?;
        socket.local_addr()
    });
    let chosen = chosen.ok().map(|address| address.ip()).filter(|ip| !ip.is_unspecified());
    chosen.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST))
}
