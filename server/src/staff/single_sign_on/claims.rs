//! What an ID token claims, with what the library does not know of: the time from which it holds.

use chrono::{DateTime, Utc};
use openidconnect::{
    AdditionalClaims, Client, EmptyExtraTokenFields, EndpointMaybeSet, EndpointNotSet, EndpointSet,
    IdTokenClaims, IdTokenFields, StandardErrorResponse, StandardTokenResponse,
    core::{
        CoreAuthDisplay, CoreAuthPrompt, CoreErrorResponseType, CoreGenderClaim, CoreJsonWebKey,
        CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm, CoreRevocableToken,
        CoreRevocationErrorResponse, CoreTokenIntrospectionResponse, CoreTokenType,
    },
};
use serde::{Deserialize, Serialize};

/// Seconds since 1970, where a provider says it. Few do.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize)]
pub struct NotBefore {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nbf: Option<f64>,
}

impl AdditionalClaims for NotBefore {}

impl NotBefore {
    /// Whether it holds at this time.
    pub fn holds(self, now: DateTime<Utc>) -> bool {
        self.nbf.is_none_or(|from| from <= now.timestamp() as f64)
    }
}

/// What an ID token claims.
pub type Claims = IdTokenClaims<NotBefore, CoreGenderClaim>;

type Fields = IdTokenFields<
    NotBefore,
    EmptyExtraTokenFields,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;

/// What a code is changed for.
pub type Tokens = StandardTokenResponse<Fields, CoreTokenType>;

/// A provider that has described itself.
pub type Known = Client<
    NotBefore,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    Tokens,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;
