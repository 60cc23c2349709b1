//! What has to be known of an organisation's own sign-in.

use std::path::PathBuf;

use serde::Deserialize;
use validator::ValidateUrl;

/// The table `[single_sign_on]` of the file of settings.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SingleSignOn {
    /// The address under which the provider describes itself.
    pub issuer: String,
    /// Hosts besides that of the issuer at which the provider is asked for keys, tokens and names.
    #[serde(default)]
    pub also_at: Vec<String>,
    /// What the provider calls this program.
    pub client_id: String,
    /// The file of the secret that the provider gave it, if it gave one.
    pub client_secret_file: Option<PathBuf>,
    /// What stands on the button.
    #[serde(default = "usual_label")]
    pub label: String,
    /// Whether it is the only way in. Administrators keep their passwords.
    #[serde(default)]
    pub required: bool,
    /// Addresses of other domains are not let in. None: those of any are.
    #[serde(default)]
    pub email_domains: Vec<String>,
    /// By which values of `amr` or `acr` the provider says that it asked for a second factor.
    #[serde(default)]
    pub second_factor: Vec<String>,
    /// Whether the provider's own administrators give out the addresses, so that one is believed of
    /// which it does not say that it was checked.
    #[serde(default)]
    pub addresses_are_given_out: bool,
}

/// Why single sign-on cannot be set up like this.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// The issuer is no address.
    #[error(
        "single_sign_on.issuer is “{0}”; write it like https://login.example.org, as the provider does"
    )]
    Issuer(String),
    /// Something that is needed is empty.
    #[error("single_sign_on.{0} is empty")]
    Empty(&'static str),
    /// A host is none.
    #[error("single_sign_on.also_at has “{0}”; write it like login.example.org")]
    Host(String),
    /// A domain is none.
    #[error("single_sign_on.email_domains has “{0}”; write it like example.org")]
    Domain(String),
}

fn usual_label() -> String {
    "Sign in with your organisation".to_owned()
}

impl SingleSignOn {
    /// The same, when it can be used.
    ///
    /// # Errors
    /// When something is missing or cannot be meant.
    pub fn checked(self) -> Result<Self, Unusable> {
        if !is_issuer(&self.issuer) {
            return Err(Unusable::Issuer(self.issuer));
        }
        for (name, text) in [("client_id", &self.client_id), ("label", &self.label)] {
            if text.trim().is_empty() {
                return Err(Unusable::Empty(name));
            }
        }
        let mut email_domains = Vec::new();
        for domain in &self.email_domains {
            let plain = domain.trim().to_lowercase();
            if plain.is_empty() || plain.contains(['@', ' ', '/']) {
                return Err(Unusable::Domain(domain.clone()));
            }
            email_domains.push(plain);
        }
        let is_host = |host: &String| !host.trim().is_empty() && !host.contains(['@', ' ', '/']);
        match self.also_at.iter().find(|host| !is_host(host)) {
            Some(host) => Err(Unusable::Host(host.clone())),
            None => Ok(Self { email_domains, ..self }),
        }
    }

    /// Where the provider may be asked: at the host of the issuer, and at those that are named besides.
    #[cfg(feature = "sso")]
    pub fn hosts(&self) -> Vec<String> {
        let (scheme, rest) = self.issuer.split_once("://").unwrap_or_default();
        let own = rest.split('/').next().unwrap_or_default();
        let also = self.also_at.iter().map(|host| host.trim());
        std::iter::once(own).chain(also).map(|host| as_asked(scheme, host)).collect()
    }

    /// Whether people with this address may come in.
    #[cfg_attr(
        not(any(feature = "sso", test)),
        expect(dead_code, reason = "nobody comes in by it")
    )]
    pub fn takes(&self, email: &str) -> bool {
        let domain = email.rsplit_once('@').map(|(_, domain)| domain.to_lowercase());
        self.email_domains.is_empty()
            || domain.is_some_and(|domain| self.email_domains.contains(&domain))
    }
}

/// A host as addresses that are asked have it: in small letters and ASCII, and without the port that goes
/// without saying.
#[cfg(feature = "sso")]
fn as_asked(scheme: &str, host: &str) -> String {
    let address = reqwest::Url::parse(&format!("{scheme}://{host}")).ok();
    address.map_or_else(|| host.to_lowercase(), |address| address.authority().to_owned())
}

/// Passwords and codes go there: without https only to this machine, for trying it out.
fn is_issuer(issuer: &str) -> bool {
    let local = ["http://127.0.0.1", "http://localhost"].iter().any(|local| {
        let rest = issuer.strip_prefix(local);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '/']))
    });
    (issuer.starts_with("https://") || local)
        && issuer.validate_url()
        && !issuer.contains(['?', '#'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(words: &str) -> Result<SingleSignOn, Unusable> {
        let text = format!("client_id = \"throughline\"\n{words}");
        toml::from_str::<SingleSignOn>(&text).expect("settings").checked()
    }

    #[test]
    fn a_provider_is_reached_by_https_and_without_it_on_this_machine_only() {
        for good in [
            "https://login.example.org/tenant/v2.0",
            "http://localhost:4000",
            "http://127.0.0.1:4000/a",
        ] {
            assert!(with(&format!("issuer = \"{good}\"")).is_ok(), "{good}");
        }
        for bad in [
            "http://login.example.org",
            "http://localhost.example.org",
            "login.example.org",
            "https://a.org?x=1",
            "",
        ] {
            let refused = with(&format!("issuer = \"{bad}\""));
            assert_eq!(refused, Err(Unusable::Issuer(bad.to_owned())));
        }
    }

    #[cfg(feature = "sso")]
    #[test]
    fn a_provider_is_where_its_issuer_says_however_that_is_written() {
        let also = "also_at = [\"Keys.Example.org\"]";
        for (issuer, host) in [
            ("https://Login.example.org:443/tenant", "login.example.org"),
            ("https://bücher.example.org", "xn--bcher-kva.example.org"),
            ("http://localhost:4000", "localhost:4000"),
        ] {
            let settings = with(&format!("issuer = \"{issuer}\"\n{also}")).expect("settings");
            assert_eq!(settings.hosts(), [host, "keys.example.org"]);
        }
    }

    #[test]
    fn addresses_of_other_domains_are_not_let_in_however_they_are_written() {
        let ours =
            with("issuer = \"https://a.org\"\nemail_domains = [\"Example.org\"]").expect("ours");

        assert!(ours.takes("ada@example.org") && ours.takes("ada@EXAMPLE.ORG"));
        for other in
            ["ada@example.org.evil.net", "ada@sub.example.org", "ada", "example.org@evil.net"]
        {
            assert!(!ours.takes(other), "{other}");
        }
        assert!(with("issuer = \"https://a.org\"").expect("any").takes("ada@evil.net"));
        let odd = with("issuer = \"https://a.org\"\nemail_domains = [\"@example.org\"]");
        assert_eq!(odd, Err(Unusable::Domain("@example.org".to_owned())));
    }
}
