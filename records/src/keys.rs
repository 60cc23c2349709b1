//! The key store. Each person's identity is sealed with a key of their own, which lies here, wrapped by the
//! master key. Backups of the other stores leave this one out: when a person's key is destroyed, what it
//! sealed can be read nowhere any more.

mod destroying;

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, RwLock},
};

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseConnection, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::OnConflict,
};

use crate::{
    Db, audit, backups, db,
    entity::{erased, person_key, root_key},
    gather::of_few_lengths,
    sealing::{MasterKeys, Sealer, Shut, hex},
};

/// Keys that are held in memory. Who comes after is held instead of all before.
const HELD: usize = 20_000;
/// The table of the root key, and the place to which it is bound.
pub(crate) const ROOT: &str = "root_key";

/// The keys of everybody, and the one from which those of the system are derived.
#[derive(Clone)]
pub struct Keys {
    store: DatabaseConnection,
    master: Arc<MasterKeys>,
    root: Arc<Sealer>,
    held: Arc<RwLock<HashMap<i32, Arc<Sealer>>>>,
}

/// The root key as the store has it.
pub(crate) enum Root {
    /// This key store is new.
    NotThere,
    /// None of the master keys given opens it; it was wrapped by the one of this name.
    Shut(String),
    /// It opens.
    Open(Sealer),
}

/// The root key, opened with one of the master keys.
pub(crate) async fn root(store: &DatabaseConnection, master: &MasterKeys) -> Result<Root, DbErr> {
    let Some(row) = root_key::Entity::find().one(store).await? else { return Ok(Root::NotThere) };
    let root = master.unwrap(&row.master, ROOT, &row.wrapped);
    Ok(root.map_or(Root::Shut(row.master), Root::Open))
}

/// By which the other stores know to which keys they belong.
pub(crate) fn installation(root: &Sealer) -> String {
    hex(&root.derive("installation", "name")[..16])
}

/// Whether the key store has a root key. Before its first migration it has no table for one.
pub(crate) async fn is_made(store: &DatabaseConnection) -> Result<bool, DbErr> {
    Ok(backups::has_table(store, ROOT).await?
        && root_key::Entity::find().one(store).await?.is_some())
}

/// Whether there are keys of people.
pub(crate) async fn has_people(store: &DatabaseConnection) -> Result<bool, DbErr> {
    Ok(person_key::Entity::find().one(store).await?.is_some())
}

/// Makes the root key of a new key store. When another server was quicker, its key stays.
pub(crate) async fn make_root(
    store: &DatabaseConnection,
    master: &MasterKeys,
) -> Result<(), DbErr> {
    let (master, wrapped) = master.wrap(&Sealer::random(), ROOT);
    let row = root_key::ActiveModel { id: Set(1), master: Set(master), wrapped: Set(wrapped) };
    let there = OnConflict::column(root_key::Column::Id).do_nothing().to_owned();
    let made = root_key::Entity::insert(row).on_conflict(there);
    made.exec_without_returning(store).await.map(drop)
}

/// Wraps every key with the first of the master keys that the program was started with: how many were
/// wrapped by another. It may run while people answer.
///
/// # Errors
/// When the database fails, or a key opens with none of the master keys. What was done stays done.
pub async fn rotate(db: &Db, by: &str, now: DateTime<Utc>) -> Result<usize, DbErr> {
    let keys = &db.vault.keys;
    let done = keys.rewrap().await?;
    let (by, name) = (by.to_owned(), keys.master.names()[0].to_owned());
    db.write(move |transaction| {
        Box::pin(async move {
            audit::write(transaction, &by, "keys wrapped by another master key", &name, now).await
        })
    })
    .await?;
    Ok(done)
}

impl Keys {
    pub(crate) fn new(store: DatabaseConnection, master: MasterKeys, root: Sealer) -> Self {
        Self { store, master: Arc::new(master), root: Arc::new(root), held: Arc::default() }
    }

    /// The connection to the key store.
    pub(crate) fn store(&self) -> &DatabaseConnection {
        &self.store
    }

    /// By which the other stores know to which keys they belong.
    pub(crate) fn installation(&self) -> String {
        installation(&self.root)
    }

    /// Whether a key of this name is a master key.
    pub(crate) fn is_master(&self, name: &str) -> bool {
        self.master.named(name).is_some()
    }

    /// A key of the system's own, for one use.
    pub(crate) fn system(&self, what_for: &str) -> Sealer {
        Sealer::new(self.root.derive("system", what_for))
    }

    /// What a study's links and row keys are made from, as its row keeps it.
    pub(crate) fn seal_secret(&self, study: &str, secret: &[u8]) -> Vec<u8> {
        self.system("study").seal(&format!("study|secret|{study}"), secret)
    }

    /// # Errors
    /// When it was sealed for another study, or was changed.
    pub(crate) fn open_secret(&self, study: &str, sealed: &[u8]) -> Result<Vec<u8>, DbErr> {
        let opened = self.system("study").open(&format!("study|secret|{study}"), sealed);
        let secret = opened.map(|secret| secret.to_vec());
        secret.map_err(|_| DbErr::Custom(format!("the secret of the study {study} does not open")))
    }

    /// The keys of those who have one. Whose key was destroyed is not among them.
    pub(crate) async fn of(&self, people: &[i32]) -> Result<HashMap<i32, Arc<Sealer>>, DbErr> {
        let mut keys = self.held(people);
        let missing: Vec<_> = people.iter().filter(|id| !keys.contains_key(id)).copied().collect();
        let mut read = HashMap::new();
        for some in missing.chunks(1024) {
            let theirs = person_key::Column::ParticipantId.is_in(of_few_lengths(some.to_vec()));
            for row in person_key::Entity::find().filter(theirs).all(&self.store).await? {
                let key = self.opened(&row).map_err(|_| shut(row.participant_id))?;
                read.insert(row.participant_id, Arc::new(key));
            }
        }
        self.hold(&read);
        keys.extend(read);
        Ok(keys)
    }

    /// The same; who has none yet is given one. Whose key was destroyed gets no other.
    pub(crate) async fn of_or_new(
        &self,
        people: &[i32],
    ) -> Result<HashMap<i32, Arc<Sealer>>, DbErr> {
        let keys = self.of(people).await?;
        let missing: Vec<_> = people.iter().filter(|id| !keys.contains_key(id)).copied().collect();
        let gone = self.destroyed(&missing).await?;
        let new: Vec<_> = missing.into_iter().filter(|id| !gone.contains(id)).collect();
        if new.is_empty() {
            return Ok(keys);
        }
        for some in new.chunks(1024) {
            let rows = some.iter().map(|id| self.wrapped(*id, &Sealer::random()));
            let there =
                OnConflict::column(person_key::Column::ParticipantId).do_nothing().to_owned();
            let made = person_key::Entity::insert_many(rows).on_conflict(there);
            made.exec_without_returning(&self.store).await?;
        }
        // What is there now counts: another server may have been quicker.
        self.of(people).await
    }

    /// Notes that a person's answers were erased, so that no older backup brings them back.
    pub(crate) async fn note_erased(&self, person: i32, now: DateTime<Utc>) -> Result<(), DbErr> {
        let transaction = db::begin(&self.store).await?;
        let note = erased::ActiveModel { participant_id: Set(person), at: Set(now) };
        let there = OnConflict::column(erased::Column::ParticipantId).do_nothing().to_owned();
        let noted = erased::Entity::insert(note).on_conflict(there);
        noted.exec_without_returning(&transaction).await?;
        transaction.commit().await
    }

    /// Whose answers were ever erased.
    pub(crate) async fn all_erased(&self) -> Result<Vec<i32>, DbErr> {
        let all = erased::Entity::find().select_only().column(erased::Column::ParticipantId);
        all.into_tuple().all(&self.store).await
    }

    /// Wraps with the first master key what another still wraps: how many keys that were. Servers that
    /// know both go on meanwhile.
    pub(crate) async fn rewrap(&self) -> Result<usize, DbErr> {
        let current = self.master.names()[0].to_owned();
        let mut done = 0;
        loop {
            let old = person_key::Entity::find()
                .filter(person_key::Column::Master.ne(&current))
                .order_by_asc(person_key::Column::ParticipantId)
                .limit(1000);
            let rows = old.all(&self.store).await?;
            if rows.is_empty() {
                break;
            }
            done += rows.len();
            let transaction = db::begin(&self.store).await?;
            for row in rows {
                let key = self.opened(&row).map_err(|_| shut(row.participant_id))?;
                // Not whose key was destroyed meanwhile: that row is gone, and stays so.
                person_key::Entity::update_many()
                    .set(self.wrapped(row.participant_id, &key))
                    .filter(person_key::Column::ParticipantId.eq(row.participant_id))
                    .exec(&transaction)
                    .await?;
            }
            transaction.commit().await?;
        }
        let (master, wrapped) = self.master.wrap(&self.root, ROOT);
        let root = root_key::ActiveModel { id: Set(1), master: Set(master), wrapped: Set(wrapped) };
        root_key::Entity::update(root).exec(&self.store).await?;
        Ok(done)
    }

    fn wrapped(&self, person: i32, key: &Sealer) -> person_key::ActiveModel {
        let (master, wrapped) = self.master.wrap(key, &place(person));
        person_key::ActiveModel {
            participant_id: Set(person),
            master: Set(master),
            wrapped: Set(wrapped),
        }
    }

    fn opened(&self, row: &person_key::Model) -> Result<Sealer, Shut> {
        self.master.unwrap(&row.master, &place(row.participant_id), &row.wrapped)
    }

    fn held(&self, people: &[i32]) -> HashMap<i32, Arc<Sealer>> {
        let Ok(held) = self.held.read() else { return HashMap::new() };
        people.iter().filter_map(|id| Some((*id, held.get(id)?.clone()))).collect()
    }

    fn hold(&self, keys: &HashMap<i32, Arc<Sealer>>) {
        let Some(mut held) = self.held.write().ok().filter(|_| !keys.is_empty()) else { return };
        if held.len() + keys.len() > HELD {
            held.clear();
        }
        held.extend(keys.iter().map(|(id, key)| (*id, key.clone())));
    }
}

fn place(person: i32) -> String {
    format!("person_key|{person}")
}

fn shut(person: i32) -> DbErr {
    DbErr::Custom(format!("the key of participant {person} opens with none of the master keys"))
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys")
    }
}
