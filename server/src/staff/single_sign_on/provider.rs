//! The provider of an organisation's sign-in, and what it says of itself.

use std::{fs, io, sync::Arc};

use app::api::staff::door::SignOn;
use chrono::{DateTime, TimeDelta, Utc};
use openidconnect::{
    AuthType, AuthenticationFlow, ClientId, ClientSecret, CsrfToken, IssuerUrl, Nonce,
    PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope,
    core::{CoreClientAuthMethod, CoreProviderMetadata, CoreResponseType},
};
use records::staff::Begun;
use tokio::sync::Mutex;

use super::{
    believing::{Unbelieved, whole},
    claims::Known,
    outgoing::Outgoing,
};
use crate::settings::SingleSignOn;

/// How long what the provider says of itself is kept.
pub(super) const KEPT: TimeDelta = TimeDelta::hours(1);
/// It is asked again no sooner, whatever is signed with keys that it did not name.
pub(super) const AGAIN: TimeDelta = TimeDelta::minutes(1);
/// After it did not answer it is left alone for a while, so that nobody waits behind everybody else.
const REST: TimeDelta = TimeDelta::seconds(10);
/// Whoever signed in there longer ago is asked again: no session of ours lasts longer either.
pub(super) const LONGEST: TimeDelta = TimeDelta::hours(12);

/// A provider, and what it said of itself when it was last asked.
#[derive(Debug)]
pub struct Provider {
    pub(super) settings: SingleSignOn,
    issuer: IssuerUrl,
    secret: Option<ClientSecret>,
    back: RedirectUrl,
    pub(super) outgoing: Outgoing,
    said: Mutex<Said>,
}

/// What the provider said of itself, and when; and when it last did not answer.
#[derive(Debug, Default)]
struct Said {
    known: Option<(DateTime<Utc>, Arc<Known>)>,
    away_at: Option<DateTime<Utc>>,
}

/// Why there is no provider to ask.
#[derive(Debug, thiserror::Error)]
pub enum NoProvider {
    /// The file of the secret cannot be read.
    #[error("the secret of single sign-on cannot be read from {0}: {1}")]
    Secret(String, io::Error),
    /// Lines to it cannot be encrypted.
    #[error("single sign-on cannot ask its provider: {0}")]
    Lines(#[from] reqwest::Error),
    /// An address is none.
    #[error("single sign-on has an address that is none: {0}")]
    Address(String),
}

impl Provider {
    /// The provider that the settings name. It is asked when somebody first wants to come in.
    ///
    /// # Errors
    /// When it could not be asked.
    pub fn open(settings: &SingleSignOn, public_url: &str) -> Result<Self, NoProvider> {
        let secret = settings.client_secret_file.as_ref().map(|path| {
            let secret = fs::read_to_string(path);
            let secret = secret.map(|secret| ClientSecret::new(secret.trim().to_owned()));
            secret.map_err(|cause| NoProvider::Secret(path.display().to_string(), cause))
        });
        let no_address =
            |cause: openidconnect::url::ParseError| NoProvider::Address(cause.to_string());
        Ok(Self {
            settings: settings.clone(),
            issuer: IssuerUrl::new(settings.issuer.clone()).map_err(no_address)?,
            secret: secret.transpose()?,
            back: RedirectUrl::new(format!("{public_url}{}", super::BACK)).map_err(no_address)?,
            outgoing: Outgoing::to(settings)?,
            said: Mutex::default(),
        })
    }

    /// What the pages tell of it.
    pub fn told(&self) -> SignOn {
        SignOn { label: self.settings.label.clone(), is_required: self.settings.required }
    }

    /// Whether an answer that says by whom it is is by this one.
    pub fn is(&self, issuer: Option<&str>) -> bool {
        issuer.is_none_or(|issuer| issuer == self.issuer.as_str())
    }

    /// Where the browser goes to sign in.
    ///
    /// # Errors
    /// When the provider does not answer.
    pub async fn address(&self, begun: &Begun, now: DateTime<Utc>) -> Result<String, Unbelieved> {
        let known = self.known(now, KEPT).await?;
        let (state, nonce) = (begun.state.clone(), begun.nonce.clone());
        let flow = AuthenticationFlow::<CoreResponseType>::AuthorizationCode;
        let verifier = PkceCodeVerifier::new(begun.verifier.clone());
        let (address, ..) = known
            .authorize_url(flow, move || CsrfToken::new(state), move || Nonce::new(nonce))
            .add_scope(Scope::new("email".to_owned()))
            .add_scope(Scope::new("profile".to_owned()))
            .set_max_age(LONGEST.to_std().unwrap_or_default())
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier))
            .url();
        Ok(address.into())
    }

    /// What the provider says of itself, asked again when it was said longer ago than that. While it
    /// does not answer, what it said before is likely still so.
    pub(super) async fn known(
        &self,
        now: DateTime<Utc>,
        ago: TimeDelta,
    ) -> Result<Arc<Known>, Unbelieved> {
        let mut said = self.said.lock().await;
        let known = said.known.clone();
        if let Some((at, known)) = &known
            && now - *at < ago
        {
            return Ok(known.clone());
        }
        let before = known.map(|(_, known)| known);
        if said.away_at.is_some_and(|at| now - at < REST) {
            return before.ok_or_else(|| Unbelieved::Away("it did not a moment ago".to_owned()));
        }
        match CoreProviderMetadata::discover_async(self.issuer.clone(), &self.outgoing).await {
            Ok(metadata) => {
                let known = Arc::new(self.client(metadata));
                *said = Said { known: Some((now, known.clone())), away_at: None };
                Ok(known)
            }
            Err(cause) => {
                said.away_at = Some(now);
                before.ok_or_else(|| Unbelieved::Away(whole(&cause)))
            }
        }
    }

    fn client(&self, metadata: CoreProviderMetadata) -> Known {
        let ways = metadata.token_endpoint_auth_methods_supported();
        let in_body = ways.is_some_and(|ways| {
            !ways.contains(&CoreClientAuthMethod::ClientSecretBasic)
                && ways.contains(&CoreClientAuthMethod::ClientSecretPost)
        });
        let way = if in_body { AuthType::RequestBody } else { AuthType::BasicAuth };
        let client_id = ClientId::new(self.settings.client_id.clone());
        Known::from_provider_metadata(metadata, client_id, self.secret.clone())
            .set_auth_type(way)
            .set_redirect_uri(self.back.clone())
    }
}
