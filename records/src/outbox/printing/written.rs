//! What stands in letters: made when they are printed, like any message when it is sent. All that is printed together is
//! asked about together.

use chrono::{DateTime, Utc};
use sea_orm::DbErr;
use surveys::language::Language;

use super::gathered::Gathered;
use crate::{
    Db,
    entity::outbox,
    outbox::{
        Channel,
        may_send::{goes, nameless},
        planned::Step,
        settling::Outcome,
    },
    schedule::{self, Saying},
};

/// A letter.
#[derive(Clone, PartialEq, Eq)]
pub struct Printed {
    /// The study number, by which a letter that comes back is known.
    pub reference: String,
    /// To whom.
    pub name: String,
    /// Where they live, a line each.
    pub address: Vec<String>,
    /// In which language it is.
    pub language: Language,
    /// The day on which it was printed, as it is written in that language.
    pub date: String,
    /// What it says. An empty line begins a paragraph.
    pub text: String,
    /// Where their survey is, for the camera of a telephone; none in a letter that leads to no survey.
    pub leads_to: Option<String>,
}

impl std::fmt::Debug for Printed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Printed({})", self.reference)
    }
}

/// How often is asked at most, where what is held of some cannot be read. Two such people are found with fewer.
const ASKED: usize = 32;

/// A row, with the mark of the address it goes to, and its letter or what becomes of it instead.
pub(super) type Written = (outbox::Model, Result<Printed, Outcome>);

/// A letter with the mark of the address it goes to.
type Marked = (Printed, Option<String>);

/// The letters of some rows of a study. Whose data do not open keeps nobody else's letter: rows that cannot be read together
/// are read in halves, until it is known whose it is. Where that takes too long some rows are not told at all.
pub(super) async fn each(
    db: &Db,
    (study, site): (i32, &str),
    rows: Vec<outbox::Model>,
    now: DateTime<Utc>,
) -> Vec<Written> {
    let (mut parts, mut written) = (vec![rows], Vec::new());
    for _ in 0..ASKED {
        let Some(mut part) = parts.pop() else { break };
        match together(db, (study, site), &part, now).await {
            Ok(letters) => written.extend(part.into_iter().zip(letters).map(with_its_mark)),
            Err(_) if part.len() > 1 => {
                parts.push(part.split_off(part.len() / 2));
                parts.push(part);
            }
            Err(_) => written.extend(part.into_iter().map(|row| (row, Err(Outcome::NotTried)))),
        }
    }
    written
}

/// The row knows to which address its letter goes.
fn with_its_mark((row, written): (outbox::Model, Result<Marked, Outcome>)) -> Written {
    match written {
        Ok((letter, mark)) => (outbox::Model { address_mark: mark, ..row }, Ok(letter)),
        Err(outcome) => (row, Err(outcome)),
    }
}

async fn together(
    db: &Db,
    (study, site): (i32, &str),
    rows: &[outbox::Model],
    now: DateTime<Utc>,
) -> Result<Vec<Result<Marked, Outcome>>, DbErr> {
    let said = said(db, study, rows, now).await?;
    let going: Vec<_> = rows.iter().zip(&said).filter_map(going).collect();
    let gathered = Gathered::of(db, (study, site), &going, now).await?;
    let letter = |(row, said): (&outbox::Model, Result<Box<Saying>, Outcome>)| {
        let saying = match said {
            Ok(saying) => saying,
            Err(outcome) => return Ok(Err(outcome)),
        };
        match gathered.letter(row, &saying, now) {
            Ok(letter) => Ok(Ok((letter, gathered.mark(row)))),
            Err(unwritten) => unwritten.outcome(row.until).map(Err),
        }
    };
    rows.iter().zip(said).map(letter).collect()
}

fn going<'a>(
    (row, said): (&outbox::Model, &'a Result<Box<Saying>, Outcome>),
) -> Option<(i32, &'a Saying)> {
    row.participant_id.zip(said.as_ref().ok().map(|saying| &**saying))
}

/// What each of them says, as of the schedule once more.
async fn said(
    db: &Db,
    study: i32,
    rows: &[outbox::Model],
    now: DateTime<Utc>,
) -> Result<Vec<Result<Box<Saying>, Outcome>>, DbErr> {
    let contact = |row: &outbox::Model| {
        let Step { wave, step } = Step::of(row)?;
        Some((row.participant_id?, (wave, step, Channel::Post.way())))
    };
    let contacts: Vec<_> = rows.iter().map(contact).collect();
    let named = contacts.iter().flatten().cloned().collect();
    let mut stills = schedule::still_each(db, study, named, now).await?.into_iter();
    let said = contacts.into_iter().map(|contact| match contact {
        Some(_) => stills.next().map_or_else(|| Err(nameless()), goes),
        None => Err(nameless()),
    });
    Ok(said.collect())
}
