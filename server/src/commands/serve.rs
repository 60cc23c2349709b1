//! `throughline serve`

use std::{io, net::SocketAddr};

use clap::Args;
use records::{
    Db,
    outbox::Post,
    senders::{Folder, Sender},
    studies,
};
use tokio::net::TcpListener;

use super::{Refused, database, note, say};
use crate::{
    listening::{self, Lines},
    router::{self, HttpSettings},
    settings::{Place, Settings},
    site, workers,
};

/// Serve the site
#[derive(Args, Debug)]
pub struct Serve {
    /// The address to listen on [default: 127.0.0.1:3000]
    #[arg(long, value_name = "ADDR", env = "THROUGHLINE_LISTEN")]
    listen: Option<String>,

    #[command(flatten)]
    place: Place,
}

impl Serve {
    pub async fn run(self) -> Result<(), Refused> {
        let settings = super::settings(&self.place, self.listen)?;
        let listener = listen(&settings.listen).await?;
        let address = listener.local_addr()?;
        let db = database::open_or_make(&settings).await?;
        if studies::list(&db).await?.is_empty() {
            note(
                "No study is loaded yet: `throughline study load FILE` loads one, while this runs.",
            );
        }
        let public_url = settings.public_url.clone().unwrap_or_else(|| format!("http://{address}"));
        say(format!("Serving on http://{address}"))?;
        serve(db, listener, public_url, &settings).await
    }
}

/// Serves until it is told to stop, then lets what was begun come to its end. No sender is set up yet,
/// so messages go as files into the folder `outbox` of the data.
pub async fn serve(
    db: Db,
    listener: TcpListener,
    public_url: String,
    settings: &Settings,
) -> Result<(), Refused> {
    if site::is_empty() {
        note(
            "This program was built without the site's style and scripts: build it with `cargo xtask site`.",
        );
    }
    let sender = Sender::Folder(Folder::new(settings.data_dir.join("outbox")));
    let workers = workers::begin(&db, Post::new(sender, public_url.clone()));
    let proxies = settings.trusted_proxies.clone();
    let http = HttpSettings { proxies: proxies.clone(), ..HttpSettings::at(public_url) };
    let router = router::router(db, http);
    let lines = Lines { proxies, ..Lines::default() };
    let served = listening::serve(router, listener, lines, told_to_stop()).await;
    workers.end().await;
    Ok(served?)
}

/// Takes the address, or says why it cannot be had.
pub async fn listen(address: &str) -> Result<TcpListener, Refused> {
    let example = "127.0.0.1:3000";
    let has_port = address.rsplit_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_ok());
    if !has_port {
        return Err(Refused::because(format!(
            "“{address}” is no address to listen on; write it like --listen {example}"
        )));
    }
    TcpListener::bind(address).await.map_err(|error| {
        Refused::because(match error.kind() {
            io::ErrorKind::AddrInUse => format!(
                "{address} is in use by another program; stop that, or choose another address with --listen, such as --listen {}",
                next(address)
            ),
            io::ErrorKind::PermissionDenied => format!(
                "{address} may not be used by you; choose a port from 1024 with --listen, such as --listen {example}"
            ),
            _ => format!(
                "{address} cannot be listened on: {error}; choose another address with --listen, such as --listen {example}"
            ),
        })
    })
}

fn next(address: &str) -> String {
    match address.parse::<SocketAddr>() {
        Ok(SocketAddr::V4(taken)) if taken.port() < u16::MAX => {
            format!("{}:{}", taken.ip(), taken.port() + 1)
        }
        _ => "127.0.0.1:3001".to_owned(),
    }
}

/// Control-C, or the signal by which a supervisor ends a service.
async fn told_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    let terminated = async {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! {
        _ = interrupted => {}
        () = terminated => {}
    }
}
