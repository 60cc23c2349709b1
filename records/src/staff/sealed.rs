//! Secrets of second factors as the database has them: sealed, each for its own account.

use sea_orm::DbErr;

use crate::{Db, sealing::Sealer};

/// What seals the secrets of second factors.
#[derive(Clone)]
pub(super) struct Seal(std::sync::Arc<Sealer>);

impl Seal {
    pub fn of(db: &Db) -> Self {
        Self(std::sync::Arc::new(db.vault.keys.system("staff")))
    }

    pub fn seal(&self, staff_id: i32, plain: &[u8]) -> Vec<u8> {
        self.0.seal(&place(staff_id), plain)
    }

    /// # Errors
    /// When it was sealed for another account, or was changed.
    pub fn open(&self, staff_id: i32, stored: &[u8]) -> Result<Vec<u8>, DbErr> {
        let opened = self.0.open(&place(staff_id), stored).map(|secret| secret.to_vec());
        opened.map_err(|_| DbErr::Custom("the stored second factor does not open".to_owned()))
    }
}

fn place(staff_id: i32) -> String {
    format!("staff_member|totp_secret|{staff_id}")
}
