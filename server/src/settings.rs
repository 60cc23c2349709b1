//! What can be set: in a file, by environment variables over it, by flags over both.

mod single_sign_on;

mod mail;

mod texts;

mod clear;

mod readable;

use std::{
    env,
    path::{Path, PathBuf},
};

use clap::{Args, ValueEnum};
use serde::Deserialize;
use surveys::authoring::{Fault, File};

pub use self::{mail::Mail, single_sign_on::SingleSignOn, texts::Texts};
use crate::{
    files::{self, FileError},
    peers::Proxies,
};

/// Where the site listens unless told otherwise.
pub const LISTEN: &str = "127.0.0.1:3000";

/// Where the data lie unless told otherwise.
pub const DATA_DIR: &str = "./throughline-data";

/// The flags that every command takes.
#[derive(Args, Clone, Debug, Default)]
pub struct Place {
    /// The folder of the data; the database lies in it unless `THROUGHLINE_DATABASE_URL` names
    /// another [default: ./throughline-data]
    #[arg(long, value_name = "DIR", env = "THROUGHLINE_DATA_DIR")]
    pub data_dir: Option<PathBuf>,

    /// A TOML file of settings: listen, `admin_listen`, `public_url`, `tls_cert`, `tls_key`,
    /// `trusted_proxies`, `database_url`, `vault_url`, `keys_url`, `master_key_file`, `data_dir`,
    /// `smtp_url`, `smtp_password_file`, `smtp_root_cert`, `bounce_address`, log, `log_format`, and
    /// tables `single_sign_on` and `twilio`
    #[arg(long, value_name = "FILE", env = "THROUGHLINE_CONFIG")]
    pub config: Option<PathBuf>,
}

/// How much is told on standard error about our own work. Libraries tell warnings only: their finer
/// words could hold an address of a page, and so a link.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Log {
    Error,
    Warn,
    #[default]
    Info,
    Debug,
}

/// How it is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For a person.
    #[default]
    Text,
    /// One object a line, for a collector.
    Json,
}

/// Everything that was set, or its default.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The address to listen on, with its port.
    pub listen: String,
    /// Where links point, without a slash at the end; none when nothing was said.
    pub public_url: Option<String>,
    /// The database, when it is not the one in the folder.
    pub database_url: Option<String>,
    /// The vault's database, when it is not beside the other.
    pub vault_url: Option<String>,
    /// The key store's database, when it is not beside the others.
    pub keys_url: Option<String>,
    /// The file of the master key, when it is not the one in the folder.
    pub master_key_file: Option<PathBuf>,
    /// The folder of the data.
    pub data_dir: PathBuf,
    /// The address for those who run the service, if there is to be one.
    pub admin_listen: Option<String>,
    /// The file of the certificate, if lines are to be encrypted.
    pub tls_cert: Option<PathBuf>,
    /// The file of its key.
    pub tls_key: Option<PathBuf>,
    /// The proxies that may say for whom they ask.
    pub trusted_proxies: Proxies,
    /// An organisation's own sign-in, by which its staff come in.
    pub single_sign_on: Option<SingleSignOn>,
    /// How mail leaves.
    pub mail: Mail,
    /// An account at Twilio, by which texts leave.
    pub texts: Option<Texts>,
    /// How much is logged.
    pub log: Log,
    /// How it is logged.
    pub log_format: LogFormat,
}

/// The file as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Written {
    listen: Option<String>,
    public_url: Option<String>,
    database_url: Option<String>,
    vault_url: Option<String>,
    keys_url: Option<String>,
    master_key_file: Option<PathBuf>,
    data_dir: Option<PathBuf>,
    admin_listen: Option<String>,
    tls_cert: Option<PathBuf>,
    tls_key: Option<PathBuf>,
    trusted_proxies: Option<Vec<String>>,
    single_sign_on: Option<SingleSignOn>,
    smtp_url: Option<String>,
    smtp_root_cert: Option<PathBuf>,
    smtp_password_file: Option<PathBuf>,
    bounce_address: Option<String>,
    twilio: texts::Written,
    log: Option<Log>,
    log_format: Option<LogFormat>,
}

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file cannot be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// The file has something that is no setting.
    #[error("{0}")]
    Written(Fault),
    /// A variable has a value that is none of those it can have.
    #[error("{name} is “{value}”; it can be {can_be}")]
    Value {
        /// The variable.
        name: &'static str,
        /// What it holds.
        value: String,
        /// What it can hold.
        can_be: String,
    },
    /// Links could not begin with this.
    #[error(
        "the public URL “{0}” cannot begin a link; write it like https://survey.example.org, without a path"
    )]
    PublicUrl(String),
    /// No proxy can have this address.
    #[error(
        "the trusted proxy “{0}” is no address; write it like 10.0.0.7, or 10.0.0.0/24 for a whole range"
    )]
    Proxy(String),
    /// No mail could leave.
    #[error(transparent)]
    Mail(#[from] mail::Unusable),
    /// Nobody could come in by the sign-in of an organisation.
    #[error(transparent)]
    SingleSignOn(#[from] single_sign_on::Unusable),
    /// No text could leave.
    #[error(transparent)]
    Texts(#[from] texts::Unusable),
    /// The database is of a kind that is not used here. The URL is not shown: it may hold a password.
    #[error(
        "a database URL is of no kind that can be used; begin it with sqlite:// or postgres://"
    )]
    DatabaseUrl,
}

impl Settings {
    /// Gathers what was set. `listen` is the flag of that name, for the commands that have it.
    ///
    /// # Errors
    /// When the file cannot be read, has an unknown key, or a value cannot be used.
    pub fn gather(place: &Place, listen: Option<String>) -> Result<Self, SettingsError> {
        let written = place.config.as_deref().map(written).transpose()?.unwrap_or_default();
        let public_url = variable("THROUGHLINE_PUBLIC_URL").or(written.public_url);
        let database_url = database("THROUGHLINE_DATABASE_URL", written.database_url)?;
        let master_key_file = variable("THROUGHLINE_MASTER_KEY_FILE").map(PathBuf::from);
        let listen = listen.filter(|address| !address.is_empty());
        let data_dir = place.data_dir.clone().filter(|folder| !folder.as_os_str().is_empty());
        let data_dir = data_dir.or(written.data_dir);
        let proxies = variable("THROUGHLINE_TRUSTED_PROXIES").map(list);
        let proxies = proxies.or(written.trusted_proxies).unwrap_or_default();
        let trusted_proxies = Proxies::read(proxies.iter().map(String::as_str));
        let mail = mail::Written {
            smtp_url: written.smtp_url,
            smtp_root_cert: written.smtp_root_cert,
            smtp_password_file: written.smtp_password_file,
            bounce_address: written.bounce_address,
        };
        Ok(Self {
            listen: listen.or(written.listen).unwrap_or_else(|| LISTEN.to_owned()),
            public_url: public_url.map(link_start).transpose()?,
            database_url,
            vault_url: database("THROUGHLINE_VAULT_URL", written.vault_url)?,
            keys_url: database("THROUGHLINE_KEYS_URL", written.keys_url)?,
            master_key_file: master_key_file.or(written.master_key_file),
            data_dir: data_dir.unwrap_or_else(|| DATA_DIR.into()),
            admin_listen: written.admin_listen,
            tls_cert: written.tls_cert,
            tls_key: written.tls_key,
            trusted_proxies: trusted_proxies.map_err(SettingsError::Proxy)?,
            single_sign_on: written.single_sign_on.map(SingleSignOn::checked).transpose()?,
            mail: Mail::checked(mail)?,
            texts: Texts::checked(written.twilio)?,
            log: chosen("THROUGHLINE_LOG")?.or(written.log).unwrap_or_default(),
            log_format: chosen("THROUGHLINE_LOG_FORMAT")?
                .or(written.log_format)
                .unwrap_or_default(),
        })
    }

    /// What links begin with, for a command beside the server: what was set, or else where the server listens as far as the
    /// settings tell, which do not know its flag.
    pub fn start_of_links(&self) -> String {
        self.public_url.clone().unwrap_or_else(|| {
            let scheme = if self.tls_cert.is_some() { "https" } else { "http" };
            format!("{scheme}://{}", self.listen)
        })
    }
}

fn written(path: &Path) -> Result<Written, SettingsError> {
    let file: File = files::read(path)?;
    toml::from_str(&file.text).map_err(|error| {
        let problem = error.message().trim().replace('\n', "; ");
        let mend = "`throughline serve --help` names the settings";
        SettingsError::Written(file.fault(error.span().unwrap_or(0..0), problem, mend))
    })
}

/// An empty variable counts as none: that is how some supervisors unset one.
pub fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

/// Values in one variable, with commas between them.
fn list(written: String) -> Vec<String> {
    let parts = written.split(',').map(str::trim).filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect()
}

fn database(name: &str, written: Option<String>) -> Result<Option<String>, SettingsError> {
    let url = variable(name).or(written);
    if url.as_deref().is_none_or(is_database) { Ok(url) } else { Err(SettingsError::DatabaseUrl) }
}

fn chosen<T: ValueEnum>(name: &'static str) -> Result<Option<T>, SettingsError> {
    let Some(value) = variable(name) else { return Ok(None) };
    let names = T::value_variants().iter().filter_map(ValueEnum::to_possible_value);
    let names: Vec<_> = names.map(|possible| possible.get_name().to_owned()).collect();
    match T::from_str(&value, true) {
        Ok(chosen) => Ok(Some(chosen)),
        Err(_) => Err(SettingsError::Value { name, value, can_be: names.join(", ") }),
    }
}

fn is_database(url: &str) -> bool {
    ["sqlite:", "postgres:", "postgresql:"].iter().any(|kind| url.starts_with(kind))
}

fn link_start(url: String) -> Result<String, SettingsError> {
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let host = host.map(|host| host.trim_end_matches('/'));
    let odd = |c: char| c.is_whitespace() || matches!(c, '/' | '?' | '#' | '@');
    match host {
        Some(host) if !host.is_empty() && !host.contains(odd) => {
            Ok(url.trim_end_matches('/').to_owned())
        }
        _ => Err(SettingsError::PublicUrl(url)),
    }
}
