//! How texts leave.

use std::{collections::BTreeMap, fmt, path::PathBuf, time::Duration};

use records::senders::TwilioAccount;
use serde::Deserialize;
use surveys::keys::StudyKey;

use super::variable;
use crate::files::{self, FileError};

/// Where Twilio is.
const URL: &str = "https://api.twilio.com";
/// How long is waited for its answer.
const ANSWERS_WITHIN: Duration = Duration::from_secs(15);

/// The table `[twilio]` of the file of settings. Tokens stand in files of their own, or in variables.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Written {
    account_sid: Option<String>,
    auth_token_file: Option<PathBuf>,
    messaging_services: BTreeMap<String, String>,
    url: Option<String>,
}

/// An account at Twilio, as it was set.
#[derive(Clone, PartialEq, Eq)]
pub struct Texts {
    account_sid: String,
    tokens: Vec<String>,
    /// The file of the token, and below it of the one that it replaces or that replaces it.
    pub auth_token_file: Option<PathBuf>,
    messaging_services: BTreeMap<String, String>,
    url: String,
}

/// Why no text can leave like this. No token is shown.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    /// Half of an account is none.
    #[error("twilio needs {0}, too")]
    Lacks(&'static str),
    /// A name of Twilio's is of another kind.
    #[error("twilio has “{name}” where a name stands that begins with {begins}")]
    Name {
        /// What stands there.
        name: String,
        /// How it would begin.
        begins: &'static str,
    },
    /// A messaging service of no study.
    #[error(
        "twilio.messaging_services has “{0}”; write the key of a study and its service, like bridgeway = \"MG…\", or in \
         THROUGHLINE_TWILIO_MESSAGING_SERVICE_SID like bridgeway=MG…"
    )]
    Service(String),
    /// Two studies would stop together.
    #[error(
        "twilio.messaging_services has {0} twice; each study has a service of its own, so that STOP stops its texts"
    )]
    Twice(String),
    /// Nothing would be encrypted on a network.
    #[error("twilio.url is for tests: https, or http on this machine")]
    Url,
}

impl Texts {
    /// What was set in the file and in variables; none when no account was named.
    ///
    /// # Errors
    /// When something is missing or cannot be meant.
    pub(super) fn checked(written: Written) -> Result<Option<Self>, Unusable> {
        let account_sid = variable("THROUGHLINE_TWILIO_ACCOUNT_SID").or(written.account_sid);
        let Some(account_sid) = account_sid else { return Ok(None) };
        let account_sid = named(account_sid, "AC")?;
        let auth_token_file = variable("THROUGHLINE_TWILIO_AUTH_TOKEN_FILE").map(PathBuf::from);
        let auth_token_file = auth_token_file.or(written.auth_token_file);
        let tokens = ["THROUGHLINE_TWILIO_AUTH_TOKEN", "THROUGHLINE_TWILIO_SECOND_AUTH_TOKEN"];
        let tokens: Vec<_> = tokens.into_iter().filter_map(variable).collect();
        if tokens.is_empty() && auth_token_file.is_none() {
            return Err(Unusable::Lacks("an auth token"));
        }
        let messaging_services = match variable("THROUGHLINE_TWILIO_MESSAGING_SERVICE_SID") {
            Some(listed) => services(&listed)?,
            None => written.messaging_services,
        };
        let url = variable("THROUGHLINE_TWILIO_URL").or(written.url);
        let url = url.unwrap_or_else(|| URL.to_owned()).trim_end_matches('/').to_owned();
        if !is_safe(&url) {
            return Err(Unusable::Url);
        }
        let messaging_services = each_its_own(messaging_services)?;
        Ok(Some(Self { account_sid, tokens, auth_token_file, messaging_services, url }))
    }

    /// The account; Twilio reaches us at this address.
    ///
    /// # Errors
    /// When the file of the token cannot be read.
    pub fn account(&self, public_url: &str) -> Result<TwilioAccount, FileError> {
        let mut auth_tokens = self.tokens.clone();
        if let Some(path) = self.auth_token_file.as_ref().filter(|_| auth_tokens.is_empty()) {
            let lines = files::read(path)?.text;
            let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
            auth_tokens = lines.map(str::to_owned).collect();
        }
        Ok(TwilioAccount {
            account_sid: self.account_sid.clone(),
            auth_tokens,
            messaging_services: self.messaging_services.clone(),
            url: self.url.clone(),
            public_url: public_url.trim_end_matches('/').to_owned(),
            answer_within: ANSWERS_WITHIN,
        })
    }
}

/// `bridgeway=MG1, other=MG2`.
fn services(listed: &str) -> Result<BTreeMap<String, String>, Unusable> {
    let each = listed.split(',').map(str::trim).filter(|one| !one.is_empty());
    let pair = |one: &str| {
        let pair = one.split_once('=').map(|(study, sid)| (study.trim(), sid.trim()));
        let pair = pair.map(|(study, sid)| (study.to_owned(), sid.to_owned()));
        pair.ok_or_else(|| Unusable::Service(one.to_owned()))
    };
    each.map(pair).collect()
}

fn each_its_own(services: BTreeMap<String, String>) -> Result<BTreeMap<String, String>, Unusable> {
    if services.is_empty() {
        return Err(Unusable::Lacks("a messaging service for each study"));
    }
    let mut checked: BTreeMap<String, String> = BTreeMap::new();
    for (study, sid) in services {
        let sid = named(sid, "MG")?;
        if StudyKey::new(&study).is_err() {
            return Err(Unusable::Service(study));
        }
        if checked.values().any(|other| *other == sid) {
            return Err(Unusable::Twice(sid));
        }
        checked.insert(study, sid);
    }
    Ok(checked)
}

fn named(name: String, begins: &'static str) -> Result<String, Unusable> {
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if name.starts_with(begins) && plain { Ok(name) } else { Err(Unusable::Name { name, begins }) }
}

fn is_safe(url: &str) -> bool {
    let here = ["http://127.0.0.1", "http://[::1]", "http://localhost"];
    let here = here.iter().filter_map(|start| url.strip_prefix(start));
    url.starts_with("https://")
        || here.into_iter().any(|rest| rest.is_empty() || rest.starts_with([':', '/']))
}

/// No token is shown.
impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Texts({} at {})", self.account_sid, self.url)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(toml: &str) -> Result<Option<Texts>, Unusable> {
        Texts::checked(toml::from_str(toml).expect("a table"))
    }

    const ACCOUNT: &str = "account_sid = \"AC12\"\nauth_token_file = \"token\"\n";

    #[test]
    fn each_study_has_a_messaging_service_of_its_own_and_nothing_less_will_do() {
        let one = read(&format!("{ACCOUNT}messaging_services = {{ bridgeway = \"MG1\" }}"));
        let one = one.expect("it can be used").expect("an account");
        assert_eq!(one.messaging_services["bridgeway"], "MG1");
        assert_eq!(one.url, "https://api.twilio.com");

        for (toml, told) in [
            ("account_sid = \"AC12\"".to_owned(), "twilio needs an auth token, too"),
            (ACCOUNT.to_owned(), "twilio needs a messaging service for each study, too"),
            (
                format!("{ACCOUNT}messaging_services = {{ a = \"MG1\", b = \"MG1\" }}"),
                "twilio.messaging_services has MG1 twice",
            ),
            (
                format!("{ACCOUNT}messaging_services = {{ a = \"AC1\" }}"),
                "twilio has “AC1” where a name stands that begins with MG",
            ),
            (
                format!("{ACCOUNT}url = \"http://api.twilio.com\""),
                "twilio.url is for tests: https, or http on this machine",
            ),
        ] {
            let refused = read(&toml).expect_err(told).to_string();
            assert!(refused.starts_with(told), "{refused}");
        }
        assert_eq!(read("").expect("nothing was set"), None);
    }

    #[test]
    fn services_in_a_variable_stand_with_commas_between_them() {
        let read = services("bridgeway=MG1, other = MG2").expect("two");
        assert_eq!(
            read.into_iter().collect::<Vec<_>>(),
            [("bridgeway".to_owned(), "MG1".to_owned()), ("other".to_owned(), "MG2".to_owned())]
        );
        assert!(services("MG1").is_err(), "of which study is not said");
    }
}
