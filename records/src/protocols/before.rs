//! The version that held before another is published. Where its text was damaged, the next one is what mends the study: it
//! follows the number and the waves that are known all the same.

use sea_orm::ConnectionTrait;
use surveys::waves::Wave;

use super::{ProtocolError, known, latest};

/// What a next version follows.
pub(super) struct Before {
    /// Its number.
    pub version: u32,
    /// Of the canonical JSON; none where that is damaged, so that nothing is ever the same as it.
    pub sha256: Option<String>,
    /// The canonical JSON, where it is whole.
    pub canonical: Option<String>,
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
        Ok(Some(Self { version, sha256: None, canonical: None, waves }))
    }

    fn whole(held: super::Stored) -> Self {
        Self {
            version: held.protocol.version,
            sha256: Some(held.sha256),
            canonical: Some(held.canonical),
            waves: held.protocol.waves.iter().map(|plan| plan.wave.clone()).collect(),
        }
    }
}
