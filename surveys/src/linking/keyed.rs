//! Keyed hashes of identifiers. There are fewer than a thousand million National Insurance numbers: whoever has a plain hash
//! tries them all in a minute, so a hash is worth as much as the secret in it.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::{Identifier, NhsNumber, Nino, Slk581};

/// The secret of one project, 256 bits, which whoever holds the identifiers keeps.
#[derive(Clone)]
pub struct ProjectKey([u8; 32]);

impl ProjectKey {
    /// The key with these bytes.
    #[must_use]
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// HMAC-SHA256 of an identifier in its normal form, as 64 small hexadecimal digits. What is hashed begins with what it is
    /// and the version of this rule, so that hashes of two kinds are never the same.
    #[must_use]
    pub fn of(&self, what: Identifier, normal: &str) -> String {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0)
            .unwrap_or_else(|_| unreachable!("HMAC takes a key of any length"));
        mac.update(format!("{}|v1|{normal}", what.name()).as_bytes());
        mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Of a National Insurance number, without its last letter.
    #[must_use]
    pub fn nino(&self, nino: &Nino) -> String {
        self.of(Identifier::Nino, nino.eight())
    }

    /// Of an NHS number.
    #[must_use]
    pub fn nhs_number(&self, number: &NhsNumber) -> String {
        self.of(Identifier::NhsNumber, number.as_str())
    }

    /// Of a statistical linkage key.
    #[must_use]
    pub fn slk581(&self, key: &Slk581) -> String {
        self.of(Identifier::Slk581, key.as_str())
    }
}

/// The secret stays out of logs.
impl fmt::Debug for ProjectKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ProjectKey")
    }
}
