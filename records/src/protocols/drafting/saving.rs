//! A draft is saved together with what others saved of it meanwhile. Of lines that both changed nothing is saved, until
//! whoever comes second has seen the others'.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbErr,
    EntityTrait, QueryFilter,
};
use surveys::{
    authoring::File,
    joining::{self, Choices, Clash, Keep},
    language::Language,
};

use super::{Draft, DraftError, OWN_FILE, drafted, next_files};
use crate::{
    Db,
    audit::Entry,
    auth::{By, SurveyWriter},
    drafts::LONGEST,
    entity::protocol_draft,
    protocols::{ProtocolError, hold, latest},
    studies::StudyHandle,
};

/// A file that somebody wrote. An empty one beside the protocol's own is none.
#[derive(Clone, Debug)]
pub struct Written {
    /// As they want it.
    pub file: File,
    /// The text that they saw in its place.
    pub seen: String,
}

/// A file that somebody wrote, joined with what was saved of it meanwhile.
#[derive(Clone, Debug)]
pub struct Joined {
    /// With the lines of both. Of lines that both changed it has those of whoever wrote it.
    pub file: File,
    /// Whether somebody else saved it meanwhile.
    pub is_of_both: bool,
    /// The lines that both changed.
    pub clashes: Vec<Clash>,
}

/// What saving came to.
#[derive(Clone, Debug)]
pub struct Saved {
    /// The draft as it is now. None where nothing differs from what holds.
    pub draft: Option<Draft>,
    /// Whether others had saved other lines meanwhile, which are in it, too.
    pub is_of_both: bool,
}

/// What somebody wrote, file by file, with what was saved meanwhile. Nothing is saved by it.
#[must_use]
pub fn joined(saved: &[File], written: Vec<Written>) -> Vec<Joined> {
    let mut rest: BTreeMap<_, _> = saved.iter().map(|file| (&*file.name, &*file.text)).collect();
    let own = written.into_iter().map(|Written { file: File { name, text }, seen }| {
        let theirs = rest.remove(&*name).unwrap_or_default();
        let (text, seen) = (believed(&text), believed(&seen));
        let both = joining::join(&seen, theirs, &text);
        let clashes: Vec<_> = both.clashes().cloned().collect();
        let mine: Choices = clashes.iter().map(|one| (one.name.clone(), Keep::Mine)).collect();
        let is_of_both = theirs != seen && theirs != text;
        let text = both.text(&mine).unwrap_or(text);
        Joined { file: File { name, text }, is_of_both, clashes }
    });
    let mut all: Vec<_> = own.collect();
    // A language that somebody else added.
    all.extend(rest.into_iter().map(|(name, text)| Joined {
        file: File { name: name.to_owned(), text: text.to_owned() },
        is_of_both: true,
        clashes: Vec::new(),
    }));
    // In the order in which they are saved; what is new comes last.
    let place = |one: &Joined| saved.iter().position(|file| file.name == one.file.name);
    all.sort_by_key(|one| place(one).unwrap_or(saved.len()));
    all
}

/// PostgreSQL takes no U+0000 into a text; as this it is a fault of the file.
fn believed(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}

/// Saves what somebody wrote, with its faults, together with what others saved since. The same as is there changes nothing.
///
/// # Errors
/// When somebody else changed the same lines, it is too long, a file is none of a protocol, they do not evaluate the study,
/// or the database fails.
pub async fn save(
    db: &Db,
    by: &By<SurveyWriter>,
    study: &StudyHandle,
    written: Vec<Written>,
    now: DateTime<Utc>,
) -> Result<Saved, DraftError> {
    if !by.evaluates(study.id) {
        return Err(DraftError::NotTheirs);
    }
    if let Some(other) = written.iter().find(|one| !is_of_a_protocol(&one.file.name)) {
        return Err(DraftError::NoSuchFile(other.file.name.clone()));
    }
    let (actor, id) = (by.actor(), study.id);
    db.write(move |transaction| {
        Box::pin(async move { saved(transaction, (id, &actor), written, now).await })
    })
    .await
}

async fn saved(
    transaction: &DatabaseTransaction,
    (study, by): (i32, &str),
    written: Vec<Written>,
    now: DateTime<Utc>,
) -> Result<Saved, DraftError> {
    hold(transaction, study).await?;
    let holds = latest(transaction, study).await?.ok_or(ProtocolError::None)?.protocol;
    let draft = drafted(transaction, study).await?;
    let (files, follows) = match &draft {
        Some(draft) => (draft.files.iter().map(|one| one.file.clone()).collect(), draft.follows),
        None => (next_files(&holds), holds.version),
    };
    let both = joined(&files, written);
    if both.iter().any(|one| !one.clashes.is_empty()) {
        return Err(DraftError::ChangedMeanwhile);
    }
    if both.iter().map(|one| one.file.text.len()).sum::<usize>() > LONGEST {
        return Err(DraftError::TooLong);
    }
    let change = Change { study, follows, by, now };
    change.makes(transaction, (&files, draft.is_none()), &both).await?;
    let is_of_both = both.iter().any(|one| one.is_of_both);
    Ok(Saved { draft: drafted(transaction, study).await?, is_of_both })
}

fn is_of_a_protocol(name: &str) -> bool {
    let language = name.strip_prefix("messages.").and_then(|rest| rest.strip_suffix(".toml"));
    name == OWN_FILE || language.is_some_and(|language| Language::new(language).is_ok())
}

struct Change<'a> {
    study: i32,
    follows: u32,
    by: &'a str,
    now: DateTime<Utc>,
}

impl Change<'_> {
    /// Writes what differs from what is there. With the first change every file becomes a row, so that the draft stays as
    /// it is when another version is published.
    async fn makes(
        &self,
        transaction: &impl ConnectionTrait,
        (before, is_new): (&[File], bool),
        after: &[Joined],
    ) -> Result<(), DbErr> {
        let earlier = |name: &str| before.iter().find(|file| file.name == name);
        let is_changed = |file: &File| earlier(&file.name).is_none_or(|old| old.text != file.text);
        let is_nothing = |file: &File| file.name != OWN_FILE && file.text.trim().is_empty();
        let is_other =
            |file: &File| is_changed(file) && !(is_nothing(file) && earlier(&file.name).is_none());
        if !after.iter().any(|one| is_other(&one.file)) {
            return Ok(());
        }
        for Joined { file, .. } in after {
            if !is_new && !is_changed(file) {
                continue;
            }
            self.replace(transaction, file, is_nothing(file)).await?;
            if is_changed(file) {
                let before = earlier(&file.name).map(|old| &*old.text);
                let after = (!is_nothing(file)).then_some(&*file.text);
                let entry = Entry::new(self.by, "protocol draft saved", &file.name);
                let entry = entry.in_study(self.study).changing(before, after);
                entry.write(transaction, self.now).await?;
            }
        }
        Ok(())
    }

    /// The row of a file keeps its number, and with it its place.
    async fn replace(
        &self,
        transaction: &impl ConnectionTrait,
        file: &File,
        goes: bool,
    ) -> Result<(), DbErr> {
        use protocol_draft::Column;
        let own =
            Condition::all().add(Column::StudyId.eq(self.study)).add(Column::File.eq(&file.name));
        if goes {
            let gone = protocol_draft::Entity::delete_many().filter(own.clone());
            return gone.exec(transaction).await.map(drop);
        }
        let row = protocol_draft::ActiveModel {
            text: Set(file.text.clone()),
            changed_at: Set(self.now),
            changed_by: Set(self.by.to_owned()),
            ..Default::default()
        };
        let there = protocol_draft::Entity::update_many().set(row.clone()).filter(own);
        if there.exec(transaction).await?.rows_affected > 0 {
            return Ok(());
        }
        let row = protocol_draft::ActiveModel {
            study_id: Set(self.study),
            file: Set(file.name.clone()),
            follows: Set(self.follows.cast_signed()),
            ..row
        };
        protocol_draft::Entity::insert(row).exec_without_returning(transaction).await.map(drop)
    }
}
