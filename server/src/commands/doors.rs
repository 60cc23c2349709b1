//! The doors of the process: the address that it listens on, the certificate behind which it does, and
//! the door for those who run it. All are open, or none.

use std::{io, net::SocketAddr};

use tokio::net::TcpListener;

use super::Refused;
use crate::{figures::Figures, settings::Settings, tls::Tls};

/// What the settings say is to be opened.
pub struct Doors {
    /// Where participants come in.
    pub listener: TcpListener,
    /// With what their lines are encrypted.
    pub tls: Option<Tls>,
    /// Where those come in who run the service, and what is counted for them.
    pub admin: Option<(TcpListener, Figures)>,
}

impl Doors {
    /// Opens them, or says which cannot be opened.
    pub async fn open(settings: &Settings) -> Result<Self, Refused> {
        let tls = tls(settings)?;
        let listener = listen(&settings.listen).await?;
        let admin = match &settings.admin_listen {
            Some(address) => Some((listen(address).await?, Figures::begin()?)),
            None => None,
        };
        Ok(Self { listener, tls, admin })
    }

    /// Where a browser on this machine finds the site.
    pub fn address(&self) -> io::Result<String> {
        let scheme = if self.tls.is_some() { "https" } else { "http" };
        Ok(format!("{scheme}://{}", self.listener.local_addr()?))
    }
}

/// Takes the address, or says why it cannot be had.
async fn listen(address: &str) -> Result<TcpListener, Refused> {
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

/// The certificate and its key, read again whenever the process is told to.
fn tls(settings: &Settings) -> Result<Option<Tls>, Refused> {
    let (certificate, key) = match (&settings.tls_cert, &settings.tls_key) {
        (Some(certificate), Some(key)) => (certificate, key),
        (None, None) => return Ok(None),
        _ => {
            return Err(Refused::because(
                "a certificate and its key go together; give both --tls-cert and --tls-key, or neither",
            ));
        }
    };
    let tls = Tls::read(certificate, key)?;
    #[cfg(unix)]
    tokio::spawn(read_again(tls.clone()));
    Ok(Some(tls))
}

#[cfg(unix)]
async fn read_again(tls: Tls) {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut told) = signal(SignalKind::hangup()) else { return };
    while told.recv().await.is_some() {
        match tls.read_again() {
            Ok(()) => tracing::info!("the certificate was read again"),
            Err(error) => tracing::error!(%error, "the certificate is as it was"),
        }
    }
}
