//! How mail leaves, and where it comes back to.

use std::{fmt, net::IpAddr, path::PathBuf, time::Duration};

use records::senders::{Encryption, MailServer};
use validator::ValidateEmail;

use super::variable;
use crate::files::{self, FileError};

/// How long is waited for the answer to a mail. RFC 5321 has ten minutes; whoever waits longer than this waits in vain.
const ANSWERS_WITHIN: Duration = Duration::from_secs(120);
/// The longest name of a mailbox that leaves room for what is added to it, in characters.
const LONGEST_MAILBOX: usize = 20;

/// What was set about mail.
#[derive(Clone, Debug, Default)]
pub struct Mail {
    server: Option<Server>,
    root_cert: Option<PathBuf>,
    /// The file of the password, if the URL does not have it.
    pub password_file: Option<PathBuf>,
    /// The mailbox that gets what cannot be delivered.
    pub bounce_address: Option<String>,
}

/// The same as it is written, in the file or in variables.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub smtp_url: Option<String>,
    pub smtp_root_cert: Option<PathBuf>,
    pub smtp_password_file: Option<PathBuf>,
    pub bounce_address: Option<String>,
}

#[derive(Clone, PartialEq, Eq)]
struct Server {
    host: String,
    port: u16,
    encryption: Encryption,
    account: Option<(String, String)>,
}

/// Why mail cannot leave like this. The URL is not shown: it may hold a password.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    /// The URL is of no kind that is known.
    #[error(
        "smtp_url cannot be used; write it like smtps://NAME:PASSWORD@mail.example.org, or smtp:// for a server that \
         begins to encrypt when it is asked to (STARTTLS). Write %40 for an @ in a name or password, %3A for a colon"
    )]
    Url,
    /// Nothing would be encrypted on a network.
    #[error("smtp_url has tls=none, which is for a mail server on this machine only")]
    InTheClear,
    /// The bounce address is none.
    #[error(
        "bounce_address is “{0}”; write it like bounce@example.org, with at most {LONGEST_MAILBOX} characters before the @ \
         and no +"
    )]
    BounceAddress(String),
}

impl Mail {
    /// # Errors
    /// When something that was set cannot be used.
    pub(super) fn checked(written: Written) -> Result<Self, Unusable> {
        let url = variable("THROUGHLINE_SMTP_URL").or(written.smtp_url);
        let file = |name| variable(name).map(PathBuf::from);
        let bounce = variable("THROUGHLINE_BOUNCE_ADDRESS").or(written.bounce_address);
        if let Some(address) = bounce.as_ref().filter(|address| !can_bounce_to(address)) {
            return Err(Unusable::BounceAddress(address.clone()));
        }
        Ok(Self {
            server: url.as_deref().map(Server::read).transpose()?,
            root_cert: file("THROUGHLINE_SMTP_ROOT_CERT").or(written.smtp_root_cert),
            password_file: file("THROUGHLINE_SMTP_PASSWORD_FILE").or(written.smtp_password_file),
            bounce_address: bounce,
        })
    }

    /// The mail server, if there is one; to it we are the site of this address.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn server(&self, public_url: &str) -> Result<Option<MailServer>, FileError> {
        let Some(Server { host, port, encryption, account }) = self.server.clone() else {
            return Ok(None);
        };
        let read = |path: &PathBuf| files::read(path).map(|file| file.text);
        let password = self.password_file.as_ref().map(read).transpose()?;
        let account = account.map(|(name, in_url)| {
            (name, password.map_or(in_url, |password| password.trim_end().to_owned()))
        });
        let root_certificate = self.root_cert.as_ref().map(read).transpose()?;
        Ok(Some(MailServer {
            host,
            port,
            encryption,
            account,
            root_certificate: root_certificate.map(String::into_bytes),
            our_name: our_name(public_url),
            answer_within: ANSWERS_WITHIN,
        }))
    }
}

impl Server {
    fn read(url: &str) -> Result<Self, Unusable> {
        let (scheme, rest) = url.split_once("://").ok_or(Unusable::Url)?;
        let (rest, asked) =
            rest.split_once('?').map_or((rest, None), |(rest, asked)| (rest, Some(asked)));
        let (account, host) = match rest.trim_end_matches('/').rsplit_once('@') {
            Some((account, host)) => (Some(self::account(account)?), host),
            None => (None, rest.trim_end_matches('/')),
        };
        let (encryption, usual) = match (scheme, asked) {
            ("smtps", None) => (Encryption::Tls, 465),
            ("smtp", None) => (Encryption::StartTls, 587),
            ("smtp", Some("tls=none")) => (Encryption::None, 25),
            _ => return Err(Unusable::Url),
        };
        let (host, port) = place(host, usual).ok_or(Unusable::Url)?;
        if encryption == Encryption::None && !is_here(&host) {
            return Err(Unusable::InTheClear);
        }
        Ok(Self { host, port, encryption, account })
    }
}

/// `mail.example.org:2525`, `[::1]:25`.
fn place(written: &str, usual: u16) -> Option<(String, u16)> {
    let (host, port) = match written.strip_prefix('[') {
        Some(rest) => {
            let (host, port) = rest.split_once(']')?;
            (host, port.strip_prefix(':'))
        }
        None => written.split_once(':').map_or((written, None), |(host, port)| (host, Some(port))),
    };
    let odd = |c: char| c.is_whitespace() || matches!(c, '/' | '#' | '[' | ']' | '@');
    let port = port.map_or(Some(usual), |port| port.parse().ok())?;
    (!host.is_empty() && !host.contains(odd)).then(|| (host.to_owned(), port))
}

fn account(written: &str) -> Result<(String, String), Unusable> {
    let (name, password) = written.split_once(':').unwrap_or((written, ""));
    let decoded = |text| decoded(text).filter(|text| !text.contains(['\r', '\n']));
    decoded(name).zip(decoded(password)).ok_or(Unusable::Url)
}

/// `%40` is an @.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((plain, coded)) = rest.split_once('%') {
        bytes.extend_from_slice(plain.as_bytes());
        bytes.push(u8::from_str_radix(coded.get(..2)?, 16).ok()?);
        rest = &coded[2..];
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8(bytes).ok()
}

fn is_here(host: &str) -> bool {
    host.parse::<IpAddr>().map_or(host == "localhost", |address| address.is_loopback())
}

fn can_bounce_to(address: &str) -> bool {
    let mailbox = address.rsplit_once('@').map_or("", |(mailbox, _)| mailbox);
    mailbox.len() <= LONGEST_MAILBOX && !mailbox.contains('+') && address.validate_email()
}

/// The host of the site's address.
fn our_name(public_url: &str) -> String {
    let host = public_url.split("://").nth(1).unwrap_or_default();
    let host = host.split([':', '/']).next().unwrap_or_default();
    if host.is_empty() { "localhost".to_owned() } else { host.to_owned() }
}

/// The password is not shown.
impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Server({}:{})", self.host, self.port)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_server_is_read_with_its_password_and_an_encryption_that_cannot_be_forgotten() {
        let read = |url: &str| Server::read(url).ok();
        let server = |host: &str, port, encryption, account: Option<(&str, &str)>| Server {
            host: host.to_owned(),
            port,
            encryption,
            account: account.map(|(name, password)| (name.to_owned(), password.to_owned())),
        };

        let named = Some(("me@example.org", "a:b%"));
        let tls = server("mail.example.org", 465, Encryption::Tls, named);
        assert!(read("smtps://me%40example.org:a%3Ab%25@mail.example.org") == Some(tls));
        let starttls = server("mail.example.org", 2525, Encryption::StartTls, None);
        assert!(read("smtp://mail.example.org:2525/") == Some(starttls));
        for here in ["127.0.0.1", "localhost", "::1"] {
            let url = if here.contains(':') { format!("[{here}]") } else { here.to_owned() };
            let plain = Some(server(here, 25, Encryption::None, None));
            assert!(read(&format!("smtp://{url}?tls=none")) == plain, "{here}");
        }
        let elsewhere = Server::read("smtp://mail.example.org?tls=none");
        assert!(matches!(elsewhere, Err(Unusable::InTheClear)));
        for wrong in [
            "mail.example.org",
            "smtp://",
            "smtps://mail.example.org?tls=none",
            "smtp://mail.example.org?tls=maybe",
            "smtp://me:a%0D%0Ab@mail.example.org",
            "http://mail.example.org",
            "smtp://mail.example.org:many",
        ] {
            assert!(matches!(Server::read(wrong), Err(Unusable::Url)), "{wrong}");
        }
    }

    #[test]
    fn an_address_that_leaves_no_room_for_the_mark_is_no_bounce_address() {
        assert!(can_bounce_to("bounce@example.org"));
        for wrong in ["bounce", "b+ounce@example.org", "a-very-long-mailbox-x@example.org"] {
            assert!(!can_bounce_to(wrong), "{wrong}");
        }
    }
}
