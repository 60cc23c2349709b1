//! The numbers under which people go. Each file has a secret of its own, so that nobody's number in one tells it in another.

use std::collections::HashMap;

use sea_orm::DbErr;
use surveys::{keys::OwnerKey, linking::ProjectKey};

use crate::{
    entity::linkage_file,
    keys::Keys,
    secret::{crockford26, keyed, random},
    studies::StudyHandle,
};

/// The secret of one file.
pub(super) struct FileSecret(Vec<u8>);

impl FileSecret {
    pub fn invent() -> Self {
        Self(random().to_vec())
    }

    /// As its row keeps it.
    pub fn sealed(&self, keys: &Keys, (study, number): (i32, i32)) -> Vec<u8> {
        keys.system("linkage").seal(&place(study, number), &self.0)
    }

    /// # Errors
    /// When it was sealed for another file, or was changed.
    pub fn of(keys: &Keys, file: &linkage_file::Model) -> Result<Self, DbErr> {
        let opened = keys.system("linkage").open(&place(file.study_id, file.number), &file.secret);
        let number = file.number;
        let opened = opened.map_err(|_| {
            DbErr::Custom(format!("the secret of linkage file {number} does not open"))
        });
        Ok(Self(opened?.to_vec()))
    }

    /// The number of a person in the file: 130 bits that tell nothing.
    pub fn linkage_id(&self, person_key: &str) -> String {
        crockford26(&keyed(&self.0, "linkage id", person_key))
    }

    /// Whose each number is.
    pub fn all<'p>(
        &self,
        people: impl IntoIterator<Item = (i32, &'p str)>,
    ) -> HashMap<String, i32> {
        people.into_iter().map(|(id, key)| (self.linkage_id(key), id)).collect()
    }
}

fn place(study: i32, number: i32) -> String {
    format!("linkage|secret|{study}|{number}")
}

/// What an owner's hashes are made with: the same in every file, so that it can make them of its own records, and another for each
/// owner, so that two cannot put their files together.
pub(super) fn key(study: &StudyHandle, owner: &OwnerKey) -> ProjectKey {
    ProjectKey::new(key_bytes(study, owner))
}

pub(super) fn key_bytes(study: &StudyHandle, owner: &OwnerKey) -> [u8; 32] {
    keyed(&study.secret, "linkage key", owner.as_str())
}
