//! When a provider is believed about a person: what it answers has to be signed by it, for us, about the
//! sign-in that was begun, and of now.

use std::error::Error;

use chrono::{DateTime, TimeDelta, Utc};
use openidconnect::{
    AuthorizationCode, ClaimsVerificationError, ClientId, Nonce, OAuth2TokenResponse,
    PkceCodeVerifier, RequestTokenError, SignatureVerificationError, StandardErrorResponse,
    core::{CoreErrorResponseType, CoreJwsSigningAlgorithm, CoreUserInfoClaims},
};
use records::staff::{Begun, Vouched};

use super::{
    claims::{Claims, Known, Tokens},
    outgoing::NoAnswer,
    provider::{AGAIN, KEPT, LONGEST, Provider},
};

/// How much its clock may be off.
const SKEW: TimeDelta = TimeDelta::seconds(60);
/// Signatures that only the provider can make: none with a secret that we have, too.
const SIGNED_WITH: [CoreJwsSigningAlgorithm; 8] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// Why somebody was not believed to be whom the provider's answer names.
#[derive(Debug, thiserror::Error)]
pub enum Unbelieved {
    /// The provider does not answer.
    #[error("the provider does not answer: {0}")]
    Away(String),
    /// It refused, or what it said was not for us, not now, or not by it.
    #[error("the provider's answer was not taken: {0}")]
    Refused(String),
    /// The address is of a domain that is not let in.
    #[error("the address is of another domain")]
    Elsewhere,
}

impl Provider {
    /// Changes the code for what the provider vouches for, and believes it only if it is for us, about
    /// this sign-in, of today and signed by the provider.
    ///
    /// # Errors
    /// When the provider does not answer, or its answer is not believed.
    pub async fn vouched(
        &self,
        code: &str,
        begun: &Begun,
        now: DateTime<Utc>,
    ) -> Result<Vouched, Unbelieved> {
        let known = self.known(now, KEPT).await?;
        let tokens = known
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .map_err(|cause| Unbelieved::Refused(cause.to_string()))?
            .set_pkce_verifier(PkceCodeVerifier::new(begun.verifier.clone()))
            .request_async(&self.outgoing)
            .await
            .map_err(not_changed)?;
        let nonce = Nonce::new(begun.nonce.clone());
        let claims = match claims(&known, &tokens, &nonce, now) {
            // It has other keys than an hour ago.
            Err(ClaimsVerificationError::SignatureVerification(
                SignatureVerificationError::NoMatchingKey,
            )) => claims(&*self.known(now, AGAIN).await?, &tokens, &nonce, now),
            claims => claims,
        };
        let claims = claims.map_err(|cause| Unbelieved::Refused(cause.to_string()))?;
        let for_us = |party: &ClientId| party.as_str() == self.settings.client_id;
        if !claims.authorized_party().is_none_or(for_us) {
            return Err(Unbelieved::Refused("it is for another party".to_owned()));
        }
        let person = self.person(&known, &tokens, &claims).await?;
        self.believed(&claims, person)
    }

    /// The person's address and name: from the signed answer, or else from where the provider tells it.
    async fn person(
        &self,
        known: &Known,
        tokens: &Tokens,
        claims: &Claims,
    ) -> Result<Person, Unbelieved> {
        let subject = claims.subject().clone();
        let told = known.user_info(tokens.access_token().clone(), Some(subject));
        match (claims.email(), told) {
            (None, Ok(told)) => {
                // The cause may say whom it is about.
                let told = told.request_async(&self.outgoing).await;
                let told: CoreUserInfoClaims = told.map_err(|_| {
                    Unbelieved::Refused("what it says of the person is not about them".to_owned())
                })?;
                Ok(Person {
                    email: told.email().map(|email| email.to_string()),
                    checked: told.email_verified(),
                    name: told.name().and_then(|name| Some(name.get(None)?.to_string())),
                })
            }
            (email, _) => Ok(Person {
                email: email.map(|email| email.to_string()),
                checked: claims.email_verified(),
                name: claims.name().and_then(|name| Some(name.get(None)?.to_string())),
            }),
        }
    }

    fn believed(&self, claims: &Claims, person: Person) -> Result<Vouched, Unbelieved> {
        let Person { email, checked, name } = person;
        if email.as_deref().is_some_and(|email| !self.settings.takes(email)) {
            return Err(Unbelieved::Elsewhere);
        }
        let checked = checked.unwrap_or(self.settings.addresses_are_given_out);
        let ways = claims.auth_method_refs().into_iter().flatten().map(|way| way.to_string());
        let class = claims.auth_context_ref().map(|class| class.to_string());
        let trusted = &self.settings.second_factor;
        Ok(Vouched {
            issuer: self.settings.issuer.clone(),
            subject: claims.subject().to_string(),
            email: email.filter(|_| checked),
            name,
            with_second_factor: ways.chain(class).any(|way| trusted.contains(&way)),
        })
    }
}

struct Person {
    email: Option<String>,
    checked: Option<bool>,
    name: Option<String>,
}

/// What the answer claims, when the provider signed it for us and for this sign-in.
fn claims(
    known: &Known,
    tokens: &Tokens,
    nonce: &Nonce,
    now: DateTime<Utc>,
) -> Result<Claims, ClaimsVerificationError> {
    let other = |why: &str| ClaimsVerificationError::Other(why.to_owned());
    let token = tokens.extra_fields().id_token().ok_or_else(|| other("there is no ID token"))?;
    // Some providers ask again when they are told to, and say nothing of when it was.
    let is_recent = move |at: Option<DateTime<Utc>>| match at {
        Some(at) if now - at > LONGEST + SKEW => {
            Err("they signed in there too long ago".to_owned())
        }
        _ => Ok(()),
    };
    let verifier = known
        .id_token_verifier()
        .set_allowed_algs(SIGNED_WITH)
        .set_time_fn(move || now - SKEW)
        .set_auth_time_verifier_fn(is_recent)
        .set_issue_time_verifier_fn(move |at| match at <= now + SKEW {
            true => Ok(()),
            false => Err("it was issued in the future".to_owned()),
        });
    let claims = token.claims(&verifier, nonce)?;
    match claims.additional_claims().holds(now + SKEW) {
        true => Ok(claims.clone()),
        false => Err(other("it does not hold yet")),
    }
}

/// Why the code was not changed. Of what the provider says, its one word goes into the log and no more.
fn not_changed(
    error: RequestTokenError<NoAnswer, StandardErrorResponse<CoreErrorResponseType>>,
) -> Unbelieved {
    match error {
        RequestTokenError::Request(cause) => Unbelieved::Away(whole(&cause)),
        RequestTokenError::ServerResponse(refused) => {
            Unbelieved::Refused(refused.error().as_ref().to_owned())
        }
        RequestTokenError::Parse(..) | RequestTokenError::Other(_) => {
            Unbelieved::Refused("it cannot be read".to_owned())
        }
    }
}

/// An error with all its causes, for the log.
pub(super) fn whole(error: &dyn Error) -> String {
    let mut words = vec![error.to_string()];
    let mut cause = error.source();
    while let Some(error) = cause {
        words.push(error.to_string());
        cause = error.source();
    }
    words.join(": ")
}
