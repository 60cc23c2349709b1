//! A line to a mail server. lettre speaks on it; each step is taken by itself, since it matters after which a line
//! breaks.

use std::{future::Future, time::Duration};

use lettre::{
    address::Envelope,
    transport::smtp::{
        Error,
        authentication::Mechanism,
        client::{AsyncSmtpConnection, TlsParameters},
        commands::{Data, Mail, Rcpt},
        extension::{ClientId, Extension, MailParameter},
    },
};
use tokio::time::timeout;

use super::{
    Encryption, MailServer,
    reply::{self, Refusal},
    whole::whole,
};

/// How long is waited for a line.
const OPENS_WITHIN: Duration = Duration::from_secs(10);
/// How long is waited for the answer to a step.
const ANSWERS_WITHIN: Duration = Duration::from_secs(30);
/// How long somebody who leaves waits for a good-bye.
const LEAVES_WITHIN: Duration = Duration::from_secs(2);
/// How a password is given, over a line that is encrypted.
const WAYS_IN: [Mechanism; 2] = [Mechanism::Plain, Mechanism::Login];

pub(super) struct Line(AsyncSmtpConnection);

impl Line {
    /// A line that is encrypted and signed in as the settings say, or what is in the way of it.
    pub async fn open(
        server: &MailServer,
        tls: Option<&TlsParameters>,
        hello: &ClientId,
    ) -> Result<Self, String> {
        let from_the_start = tls.filter(|_| server.encryption == Encryption::Tls).cloned();
        let address = (server.host.as_str(), server.port);
        let opens = AsyncSmtpConnection::connect_tokio1(
            address,
            Some(OPENS_WITHIN),
            hello,
            from_the_start,
            None,
        );
        let mut line = step(ANSWERS_WITHIN, opens)
            .await
            .map_err(|why| format!("the mail server is not reached: {}", in_short(&why)))?;
        if let Some(tls) = tls.filter(|_| server.encryption == Encryption::StartTls) {
            let encrypts = line.starttls(tls.clone(), hello);
            step(ANSWERS_WITHIN, encrypts)
                .await
                .map_err(|why| format!("the mail server does not encrypt: {}", in_short(&why)))?;
        }
        if let Some(account) = server.credentials() {
            step(ANSWERS_WITHIN, line.auth(&WAYS_IN, &account))
                .await
                .map_err(|why| format!("the mail server does not let us in: {}", in_short(&why)))?;
        }
        Ok(Self(line))
    }

    /// Says who writes and who is written to. When the server accepts both, it waits for the mail.
    pub async fn announce(&mut self, envelope: &Envelope) -> Result<(), Refusal> {
        let mut manners = Vec::new();
        let mut named = envelope.to().iter().chain(envelope.from());
        if named.any(|address| !AsRef::<str>::as_ref(address).is_ascii()) {
            if !self.0.server_info().supports_feature(Extension::SmtpUtfEight) {
                return Err(Refusal::Said(reply::Said::no_such_letters()));
            }
            manners.push(MailParameter::SmtpUtfEight);
        }
        let from = Mail::new(envelope.from().cloned(), manners);
        step(ANSWERS_WITHIN, self.0.command(from)).await?;
        for to in envelope.to() {
            step(ANSWERS_WITHIN, self.0.command(Rcpt::new(to.clone(), Vec::new()))).await?;
        }
        step(ANSWERS_WITHIN, self.0.command(Data)).await.map(drop)
    }

    /// Gives the mail away: what the server calls it.
    pub async fn give(&mut self, mail: &[u8], within: Duration) -> Result<Option<String>, Refusal> {
        let answer = match whole(mail) {
            Some(whole) => step(within, self.0.command(whole)).await?,
            None => step(within, self.0.message(mail)).await?,
        };
        Ok(reply::theirs(&answer))
    }

    /// Takes back what was announced.
    pub async fn begin_anew(&mut self) -> Result<(), Refusal> {
        step(ANSWERS_WITHIN, self.0.command("RSET\r\n")).await.map(drop)
    }

    pub async fn leave(mut self) {
        // Whoever does not answer is left all the same.
        let _ = timeout(LEAVES_WITHIN, self.0.quit()).await;
    }
}

async fn step<T>(
    within: Duration,
    step: impl Future<Output = Result<T, Error>>,
) -> Result<T, Refusal> {
    match timeout(within, step).await {
        Ok(taken) => taken.map_err(Refusal::from),
        Err(_) => Err(Refusal::Silent),
    }
}

fn in_short(why: &Refusal) -> String {
    match why {
        Refusal::Said(said) => format!("it said {said}"),
        Refusal::Broken(cause) => cause.clone(),
        Refusal::Silent => "it does not answer".to_owned(),
    }
}
