//! What was written into the outbox folder for somebody while no sender is set up. The ways in that stand in the files open
//! their survey, so others stand in their places here, which open nothing.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use surveys::stopping::Way;
use tokio::task::spawn_blocking;

use super::{
    Channel, State, Template, Wire, name,
    previewing::{CODE, TOKEN},
};
use crate::{Db, entity::outbox, senders::Folder};

/// So many are looked for, the latest first.
const AT_MOST: u64 = 50;
/// What is as long may be a link's end, or what stops emails. No word of a language has digits in it and is as long.
const SHORTEST_TOKEN: usize = 20;

/// A message as its file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AsFile {
    /// The name of the file, without its ending.
    pub name: String,
    /// As a mail or as a text.
    pub way: Way,
    /// When it was written.
    pub at: DateTime<Utc>,
    /// Of a mail.
    pub subject: Option<String>,
    /// The words; none where they bring a voucher, which is as good as money.
    pub words: Option<String>,
}

/// The files of one person.
///
/// # Errors
/// When the database fails. A file that is not there, or cannot be read, is left out.
pub(crate) async fn as_files(db: &Db, person: i32, folder: &Folder) -> Result<Vec<AsFile>, DbErr> {
    use outbox::Column;
    let rows = outbox::Entity::find()
        .filter(Column::ParticipantId.eq(person))
        .filter(Column::State.eq(State::Sent.name()))
        .order_by_desc(Column::Id)
        .limit(AT_MOST)
        .all(db.read())
        .await?;
    let folder = folder.clone();
    let read = move || rows.iter().filter_map(|row| one(&folder, row)).collect();
    Ok(spawn_blocking(read).await.unwrap_or_default())
}

fn one(folder: &Folder, row: &outbox::Model) -> Option<AsFile> {
    let wire = Wire::of(Channel::by_name(&row.channel)?)?;
    let name = name(row);
    let (subject, words) = folder.read(&name, wire)?;
    let is_voucher = Template::by_name(&row.template) == Some(Template::Voucher);
    Some(AsFile {
        name,
        way: wire.channel().way(),
        at: row.settled_at.unwrap_or(row.enqueued_at),
        subject,
        words: (!is_voucher).then(|| closed(&words)),
    })
}

/// The same without a way in.
fn closed(words: &str) -> String {
    let ends = |c: char| !(c.is_ascii_alphanumeric() || c == '-');
    let pieces = words.split_inclusive(ends).map(|piece| {
        let word = piece.trim_end_matches(ends);
        let stands = if is_token(word) {
            TOKEN
        } else if is_code(word) {
            CODE
        } else {
            word
        };
        format!("{stands}{}", &piece[word.len()..])
    });
    pieces.collect()
}

fn is_token(word: &str) -> bool {
    word.len() >= SHORTEST_TOKEN && word.contains(|c: char| c.is_ascii_digit())
}

/// `K7QX-M2PD`
fn is_code(word: &str) -> bool {
    let is_of_code = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit();
    let groups = word.split_once('-');
    groups.is_some_and(|(first, second)| {
        [first, second].iter().all(|group| group.len() == 4 && group.chars().all(is_of_code))
    })
}

#[cfg(test)]
mod tests {
    use super::closed;

    #[test]
    fn no_way_in_is_left_in_what_is_shown_and_all_other_words_are() {
        let written = "Hi Anna, call 0114 496 0000 (well-being). https://survey.example.org/r/4F6JVB6HZQNNXY12EJ4PQ528KW \
                       or https://survey.example.org/c/K7QX-M2PD. \
                       https://survey.example.org/no-emails/00000012-ab12cd34ef-0123456789abcdef0123 Text STOP";

        assert_eq!(
            closed(written),
            "Hi Anna, call 0114 496 0000 (well-being). https://survey.example.org/r/UNUSABLEUNUSABLEUNUSABLEUN or \
             https://survey.example.org/c/UNUS-ABLE. https://survey.example.org/no-emails/UNUSABLEUNUSABLEUNUSABLEUN \
             Text STOP"
        );
    }
}
