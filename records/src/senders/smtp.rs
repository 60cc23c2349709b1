//! Mail by SMTP. Everything that can fail without harm comes first: the line, its encryption, the account, who writes
//! and who is written to. Only then it is written down that the mail is being handed over, and it is given away.

mod reply;

mod line;

mod whole;

mod idle;

use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use chrono::{DateTime, Utc};
use lettre::transport::smtp::{
    authentication::Credentials,
    client::{Certificate, TlsParameters},
    extension::ClientId,
};

use self::{idle::Idle, line::Line, reply::Refusal};
use super::{
    Handed, Letter,
    mail::{Mail, mail},
};
use crate::outbox::{Handing, NotBegun};

/// Where mail is handed over, and how.
#[derive(Clone)]
pub struct MailServer {
    /// Its name, as its certificate has it.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the line to it is encrypted.
    pub encryption: Encryption,
    /// Name and password of an account there, if one is needed.
    pub account: Option<(String, String)>,
    /// Certificates in PEM that are trusted besides the usual ones.
    pub root_certificate: Option<Vec<u8>>,
    /// What we call ourselves: the name of the site.
    pub our_name: String,
    /// How long is waited for the answer to a mail that was given away.
    pub answer_within: Duration,
}

/// How a line to a mail server is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encryption {
    /// From its beginning.
    Tls,
    /// Before anything is said on it that matters. A server that cannot is not spoken to.
    StartTls,
    /// Not at all: the server is on the same machine.
    None,
}

/// Why a mail server cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum UnusableServer {
    /// The file of certificates holds none.
    #[error("the file of root certificates holds no certificate in PEM")]
    Certificate,
    /// Nothing can be encrypted for a server of this name.
    #[error("the mail server's name cannot be in a certificate")]
    Name,
}

/// A mail server in use. Clones share its lines.
#[derive(Clone)]
pub struct Smtp(Arc<Inner>);

struct Inner {
    server: MailServer,
    tls: Option<TlsParameters>,
    hello: ClientId,
    idle: Idle,
    trouble: Mutex<Option<String>>,
}

impl Smtp {
    /// Speaks to nobody yet.
    ///
    /// # Errors
    /// When the certificates cannot be read.
    pub fn new(server: MailServer) -> Result<Self, UnusableServer> {
        let tls = match server.encryption {
            Encryption::None => None,
            Encryption::Tls | Encryption::StartTls => Some(tls(&server)?),
        };
        let hello = ClientId::Domain(server.our_name.clone());
        let (idle, trouble) = (Idle::default(), Mutex::default());
        Ok(Self(Arc::new(Inner { server, tls, hello, idle, trouble })))
    }

    /// What keeps all mail from leaving, if something does: the server is away, does not prove who it is, or does not
    /// take our password. It names nobody.
    #[must_use]
    pub fn trouble(&self) -> Option<String> {
        self.0.trouble.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) async fn send(
        &self,
        letter: Letter,
        handing: &Handing,
        now: DateTime<Utc>,
    ) -> Result<Handed, NotBegun> {
        let mail = match mail(letter, now) {
            Ok(mail) => mail,
            Err(reason) => return Ok(Handed::Never(reason.to_owned())),
        };
        let mut line = match self.line_for(&mail).await {
            Ok(line) => line,
            Err(handed) => return Ok(handed),
        };
        // A line that is dropped here ends the mail before its first byte.
        handing.begin().await?;
        let answer = line.give(&mail.bytes, self.0.server.answer_within).await;
        Ok(match answer {
            Ok(theirs) => {
                self.0.idle.put(line);
                Handed::Taken(theirs)
            }
            Err(Refusal::Said(said)) => {
                self.0.idle.put(line);
                said.of_a_mail()
            }
            Err(Refusal::Broken(_)) => Handed::InDoubt(
                "the line to the mail server broke after the mail was given away".to_owned(),
            ),
            Err(Refusal::Silent) => Handed::InDoubt(
                "the mail server did not answer after the mail was given away".to_owned(),
            ),
        })
    }

    /// A line on which the mail's sender and receiver were accepted, and which waits for the mail. One that was idle
    /// may have been cut off meanwhile, and says nothing about the server.
    async fn line_for(&self, mail: &Mail) -> Result<Line, Handed> {
        while let Some(mut line) = self.0.idle.take().await {
            match line.announce(&mail.envelope).await {
                Ok(()) => return Ok(line),
                Err(Refusal::Said(said)) => return Err(self.turned_away(line, said).await),
                Err(Refusal::Broken(_) | Refusal::Silent) => {}
            }
        }
        let opened = Line::open(&self.0.server, self.0.tls.as_ref(), &self.0.hello).await;
        let mut line = opened.map_err(|trouble| self.keeps_everything(trouble))?;
        match line.announce(&mail.envelope).await {
            Ok(()) => {
                self.is_well();
                Ok(line)
            }
            Err(Refusal::Said(said)) => Err(self.turned_away(line, said).await),
            Err(broken) => Err(self.keeps_everything(broken.to_string())),
        }
    }

    async fn turned_away(&self, mut line: Line, said: reply::Said) -> Handed {
        self.is_well();
        if line.begin_anew().await.is_ok() {
            self.0.idle.put(line);
        }
        said.of_somebody()
    }

    fn keeps_everything(&self, trouble: String) -> Handed {
        *self.0.trouble.lock().unwrap_or_else(PoisonError::into_inner) = Some(trouble.clone());
        Handed::Later(trouble)
    }

    fn is_well(&self) {
        *self.0.trouble.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

fn tls(server: &MailServer) -> Result<TlsParameters, UnusableServer> {
    let mut tls = TlsParameters::builder(server.host.clone());
    if let Some(pem) = &server.root_certificate {
        let root = Certificate::from_pem(pem).map_err(|_| UnusableServer::Certificate)?;
        tls = tls.add_root_certificate(root);
    }
    tls.build_rustls().map_err(|_| UnusableServer::Name)
}

impl MailServer {
    fn credentials(&self) -> Option<Credentials> {
        let (name, password) = self.account.clone()?;
        Some(Credentials::new(name, password))
    }
}

/// The password is not shown.
impl fmt::Debug for MailServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MailServer({}:{}, {:?})", self.host, self.port, self.encryption)
    }
}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.server.fmt(f)
    }
}
