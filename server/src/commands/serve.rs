//! `throughline serve`

use std::{path::PathBuf, sync::Arc};

use clap::Args;
use records::{
    Db,
    outbox::{Asked, Post, Wire},
    protocols,
    senders::{EmailSender, Folder, Senders, Smtp, TextSender, Twilio},
    studies,
};

use super::{Refused, database, doors::Doors, note, say};
use crate::{
    admin,
    listening::{self, Lines},
    router::{self, HttpSettings},
    settings::{Place, Settings},
    site,
    staff::single_sign_on::Provider,
    workers,
};

/// Serve the site
#[derive(Args, Debug)]
pub struct Serve {
    /// The address to listen on [default: 127.0.0.1:3000]
    #[arg(long, value_name = "ADDR", env = "THROUGHLINE_LISTEN")]
    listen: Option<String>,

    /// An address for those who run the service: /livez, /readyz, /metrics. It is for nobody else:
    /// keep it on 127.0.0.1 or an inner network [default: none]
    #[arg(long, value_name = "ADDR", env = "THROUGHLINE_ADMIN_LISTEN")]
    admin_listen: Option<String>,

    /// A certificate in PEM, with those that vouch for it: serves https. Read again on SIGHUP
    #[arg(long, value_name = "FILE", env = "THROUGHLINE_TLS_CERT")]
    tls_cert: Option<PathBuf>,

    /// The certificate's key in PEM
    #[arg(long, value_name = "FILE", env = "THROUGHLINE_TLS_KEY")]
    tls_key: Option<PathBuf>,

    #[command(flatten)]
    place: Place,
}

impl Serve {
    pub async fn run(self) -> Result<(), Refused> {
        let mut settings = super::settings(&self.place, self.listen)?;
        settings.admin_listen = self.admin_listen.or(settings.admin_listen);
        settings.tls_cert = self.tls_cert.or(settings.tls_cert);
        settings.tls_key = self.tls_key.or(settings.tls_key);
        let doors = Doors::open(&settings).await?;
        let db = database::open_or_make(&settings).await?;
        if !studies::is_any(&db).await? {
            note(
                "No study is loaded yet: `throughline study load FILE` loads one, while this runs.",
            );
        }
        let here = doors.address()?;
        let public_url = settings.public_url.clone().unwrap_or_else(|| here.clone());
        let provider = settings.single_sign_on.as_ref();
        let provider = provider.map(|asked| Provider::open(asked, &public_url)).transpose()?;
        say(format!("Serving on {here}"))?;
        if let Some((admin, _)) = &doors.admin {
            say(format!("Admin on http://{}", admin.local_addr()?))?;
        }
        serve(db, doors, public_url, &settings, provider).await
    }
}

/// Serves until it is told to stop, then lets what was begun come to its end.
pub async fn serve(
    db: Db,
    doors: Doors,
    public_url: String,
    settings: &Settings,
    provider: Option<Provider>,
) -> Result<(), Refused> {
    if site::is_empty() {
        note(
            "This program was built without the site's style and scripts: build it with `cargo xtask site`.",
        );
    }
    let warnings = warned(settings);
    if let Err(cause) = protocols::know_waves(&db).await {
        tracing::warn!(%cause, "the waves of a study could not be noted beside its protocol");
    }
    let files = Folder::new(settings.data_dir.join("outbox"));
    let senders = senders(&files, &public_url, settings)?;
    let twilio = senders.twilio().cloned();
    let (messages_leave, provider) = (senders.reaches_people(Wire::Email), provider.map(Arc::new));
    let asked = Asked::default();
    let post = Post::new(senders, public_url.clone()).giving_way_to(asked.clone());
    let post = post.with_bounce_address(settings.mail.bounce_address.clone());
    let outbox = Some(files.clone());
    let workers = workers::begin(&db, post, files);
    let Doors { listener, tls, admin } = doors;
    let proxies = settings.trusted_proxies.clone();
    let http = HttpSettings::at(public_url);
    let http = HttpSettings { messages_leave, provider, twilio, asked, ..http };
    let http = HttpSettings { proxies: proxies.clone(), outbox, ..http };
    let router = router::router(db.clone(), http);
    let lines = Lines { proxies, tls, ..Lines::default() };
    let watching = tokio::spawn(admin::watched(db, warnings, admin));
    let served = listening::serve(router, listener, lines, told_to_stop()).await;
    watching.abort();
    workers.end().await;
    Ok(served?)
}

/// What whoever runs the service should know, told in the log as well.
fn warned(settings: &Settings) -> Vec<String> {
    let mut warnings = settings.in_the_clear();
    warnings.extend(settings.open_to_everybody());
    warnings.iter().for_each(|warning| tracing::warn!("{warning}"));
    warnings
}

/// What takes messages away. What has none set up goes into the folder.
fn senders(files: &Folder, public_url: &str, settings: &Settings) -> Result<Senders, Refused> {
    let mut senders = Senders::files(files.clone());
    if let Some(server) = settings.mail.server(public_url)? {
        senders.email = EmailSender::Smtp(Smtp::new(server)?);
    }
    if let Some(texts) = &settings.texts {
        senders.texts = TextSender::Twilio(Twilio::new(texts.account(public_url)?));
    }
    Ok(senders)
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
