//! Letters that bring vouchers, in the words that the study's protocol has for them and in the language of each person.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter};
use surveys::{keys::WaveKey, language::Language, messages::Occasion, stopping::Way};

use super::{occasions, wording::Reader};
use crate::{Db, entity::participant, studies::StudyHandle, vouchers::OnItsWay};

/// What a letter says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InTheirWords {
    /// In which language it is.
    pub language: Language,
    /// The day on which it was printed, as it is written in that language.
    pub date: String,
    /// The words. An empty line begins a paragraph.
    pub text: String,
}

/// To whom a voucher goes, by row and first name, and which.
pub(crate) type Gift<'a> = (i32, &'a str, &'a OnItsWay);

/// The letters of these, in their order; none for whom the study has no words that can be filled in.
///
/// # Errors
/// When the database fails.
pub(crate) async fn letters(
    db: &Db,
    study: &StudyHandle,
    gifts: &[Gift<'_>],
    today: NaiveDate,
) -> Result<Vec<Option<InTheirWords>>, DbErr> {
    let own = occasions::for_study(db, study.id, (Occasion::Voucher, Way::Post)).await?;
    let Some(own) = own else { return Ok(gifts.iter().map(|_| None).collect()) };
    let Some(messages) = own.messages() else { return Ok(gifts.iter().map(|_| None).collect()) };
    let wishes = wishes(db, gifts).await?;
    let (mut dates, mut letters) = (BTreeMap::new(), Vec::with_capacity(gifts.len()));
    for (person, first_name, brings) in gifts {
        let wish = wishes.get(person).unwrap_or(&messages.language);
        let language = messages.language_for(wish).clone();
        let about: (WaveKey, Language) = (brings.wave.clone(), language.clone());
        if !dates.contains_key(&about) {
            let own = occasions::dates(db, (study.id, &brings.wave), &language).await?;
            dates.insert(about.clone(), own);
        }
        let Some(dates) = dates.get(&about) else {
            letters.push(None);
            continue;
        };
        let reader = Reader { person: *person, first_name, choices: None };
        let said = own.rendered((Way::Post, wish, dates), (study.study(), reader), Some(brings));
        let said = said.ok();
        let date = dates.date(today);
        letters.push(said.map(|said| InTheirWords { language, date, text: said.text }));
    }
    Ok(letters)
}

/// The language in which each would like to be written to who said one.
async fn wishes(db: &Db, gifts: &[Gift<'_>]) -> Result<HashMap<i32, Language>, DbErr> {
    let theirs = participant::Column::Id.is_in(gifts.iter().map(|(person, ..)| *person));
    let rows = participant::Entity::find().filter(theirs).all(db.read()).await?;
    let wish = |row: participant::Model| Some((row.id, Language::new(&row.language?).ok()?));
    Ok(rows.into_iter().filter_map(wish).collect())
}
