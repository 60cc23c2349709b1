//! The version that held before another is published. Where its text was damaged, the next one is what mends the study: it
//! follows the number and the waves that are known all the same.

use std::sync::Arc;

use sea_orm::ConnectionTrait;
use surveys::{protocol::Protocol, waves::Wave};

use super::{ProtocolError, known, latest};

/// A next version that leaves out more numbers was mistyped; each that is taken brings the end of them nearer.
const MOST_SKIPPED: u32 = 100;

/// What a next version follows.
pub(super) struct Before {
    /// Its number.
    pub version: u32,
    /// Of the canonical JSON; none where that is damaged, so that nothing is ever the same as it.
    pub sha256: Option<String>,
    /// The canonical JSON, where it is whole.
    pub canonical: Option<String>,
    /// What it says, where it is whole.
    protocol: Option<Arc<Protocol>>,
    /// Its waves.
    pub waves: Vec<Wave>,
}

impl Before {
    /// What held until now; none in a study that had no protocol.
    ///
    /// # Errors
    /// When it is damaged and so are the waves that were noted beside it, or the database fails.
    pub async fn of(
        connection: &impl ConnectionTrait,
        study: i32,
    ) -> Result<Option<Self>, ProtocolError> {
        let damage = match latest(connection, study).await {
            Ok(held) => return Ok(held.map(Self::whole)),
            Err(error @ ProtocolError::Database(_)) => return Err(error),
            Err(damage) => damage,
        };
        let waves = known::waves(connection, study).await?;
        let version = known::version(connection, study).await?;
        let (Some(waves), Some(version)) = (waves, version) else { return Err(damage) };
        let version = version.cast_unsigned();
        Ok(Some(Self { version, sha256: None, canonical: None, protocol: None, waves }))
    }

    /// Whether a version comes after it; one that is exactly this does not.
    ///
    /// # Errors
    /// When its number is taken, is lower or is far from the next, it says nothing else, or nobody says why it follows.
    pub fn is_followed_by(
        &self,
        next: &Protocol,
        sha256: &str,
        says_why: bool,
    ) -> Result<bool, ProtocolError> {
        let (holds, version) = (self.version, next.version);
        match version.checked_sub(holds) {
            None => Err(ProtocolError::Behind { holds, given: version }),
            Some(0) if self.sha256.as_deref() == Some(sha256) => Ok(false),
            Some(0) => Err(ProtocolError::Taken(version)),
            Some(skipped) if skipped > MOST_SKIPPED => {
                Err(ProtocolError::Ahead { holds, given: version })
            }
            Some(_) if self.says_the_same(next) => Err(ProtocolError::Same(holds)),
            Some(_) if says_why => Ok(true),
            Some(_) => Err(ProtocolError::NoReason),
        }
    }

    /// But for its number.
    fn says_the_same(&self, next: &Protocol) -> bool {
        let is_same =
            |held: &Arc<Protocol>| Protocol { version: held.version, ..next.clone() } == **held;
        self.protocol.as_ref().is_some_and(is_same)
    }

    fn whole(held: super::Stored) -> Self {
        Self {
            version: held.protocol.version,
            sha256: Some(held.sha256),
            canonical: Some(held.canonical),
            waves: held.protocol.waves.iter().map(|plan| plan.wave.clone()).collect(),
            protocol: Some(held.protocol),
        }
    }
}
