//! All that some letters need, looked up for all of them at once.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter};
use surveys::{
    calendar, definition::Survey, keys::WaveKey, language::Language, messages::FillIn,
    stopping::Way,
};

use super::written::Printed;
use crate::{
    Db, Person,
    entity::{outbox, participant, study},
    identity,
    links::{self, WayIn},
    outbox::{
        delivery,
        letter::Unwritten,
        linking,
        wording::{self, Known, Own, Reader},
    },
    schedule::Saying,
};

/// What is known of those to whom letters go.
pub(super) struct Gathered<'a> {
    site: &'a str,
    people: HashMap<i32, Person>,
    /// The marks of where they live.
    marks: HashMap<i32, String>,
    rows: HashMap<i32, participant::Model>,
    /// By whom and wave, of those whose letter leads to a survey.
    ways_in: HashMap<(i32, WaveKey), WayIn>,
    /// By wave and language; none where the wave has no survey.
    surveys: BTreeMap<(WaveKey, Language), Option<Arc<Survey>>>,
}

impl<'a> Gathered<'a> {
    pub async fn of(
        db: &Db,
        (study, site): (i32, &'a str),
        going: &[(i32, &Saying)],
        now: DateTime<Utc>,
    ) -> Result<Self, DbErr> {
        let ids: Vec<_> = going.iter().map(|(person, _)| *person).collect();
        let theirs = participant::Column::Id.is_in(ids.iter().copied());
        let rows = participant::Entity::find().filter(theirs).all(db.read()).await?;
        let people = identity::people(&db.vault, &ids).await?;
        let mut gathered = Self {
            site,
            marks: delivery::marks_of_addresses(&db.vault, &people).await?,
            people,
            rows: rows.into_iter().map(|row| (row.id, row)).collect(),
            ways_in: HashMap::new(),
            surveys: BTreeMap::new(),
        };
        gathered.finds_ways_in(db, (study, going), now).await?;
        gathered.reads_surveys(db, (study, going)).await?;
        Ok(gathered)
    }

    async fn finds_ways_in(
        &mut self,
        db: &Db,
        (study, going): (i32, &[(i32, &Saying)]),
        now: DateTime<Utc>,
    ) -> Result<(), DbErr> {
        let mut leading: BTreeMap<WaveKey, Vec<(i32, bool)>> = BTreeMap::new();
        for (person, saying) in going.iter().filter(|(_, saying)| leads_on(saying)) {
            let known = self.people.get(person).is_some_and(|person| person.dob.is_some());
            leading.entry(saying.wave.clone()).or_default().push((*person, known));
        }
        if leading.is_empty() {
            return Ok(());
        }
        let study = study::Entity::find_by_id(study).one(db.read()).await?;
        let study = study.ok_or_else(|| DbErr::RecordNotFound("study".to_owned()))?;
        for (wave, people) in leading {
            let secret = db.vault.keys.open_secret(&study.key, &study.secret)?;
            let own = wave.clone();
            let ways = db.write::<_, DbErr>(move |transaction| {
                Box::pin(
                    async move { links::ways_in(transaction, &secret, (&own, &people), now).await },
                )
            });
            let ways = ways.await?.into_iter();
            self.ways_in.extend(ways.map(|(person, way)| ((person, wave.clone()), way)));
        }
        Ok(())
    }

    async fn reads_surveys(
        &mut self,
        db: &Db,
        (study, going): (i32, &[(i32, &Saying)]),
    ) -> Result<(), DbErr> {
        for (person, saying) in going {
            let Ok(language) = self.language(*person, saying) else { continue };
            let about = (saying.wave.clone(), language);
            if self.surveys.contains_key(&about) {
                continue;
            }
            let survey = match wording::survey(db, (study, &saying.wave), &about.1).await {
                Ok(survey) => Some(survey),
                Err(Unwritten::Database(error)) => return Err(error),
                Err(_) => None,
            };
            self.surveys.insert(about, survey);
        }
        Ok(())
    }

    fn wish(&self, person: i32) -> Option<Language> {
        Language::new(self.rows.get(&person)?.language.as_deref()?).ok()
    }

    /// The language in which somebody is written to.
    fn language(&self, person: i32, saying: &Saying) -> Result<Language, Unwritten> {
        let messages = wording::said_by(saying)?;
        Ok(wording::spoken(messages, self.wish(person).as_ref()).clone())
    }

    /// The mark of where the letter of a row goes.
    pub fn mark(&self, row: &outbox::Model) -> Option<String> {
        self.marks.get(&row.participant_id?).cloned()
    }

    /// The letter of a row that says this.
    pub fn letter(
        &self,
        row: &outbox::Model,
        saying: &Saying,
        now: DateTime<Utc>,
    ) -> Result<Printed, Unwritten> {
        let id = row.participant_id.ok_or(Unwritten::Nobody)?;
        let number = &self.rows.get(&id).ok_or(Unwritten::Nobody)?.study_number;
        let person = self.people.get(&id);
        let address = person.and_then(Person::posted_to);
        let (Some(person), Some(address)) = (person, address) else {
            return Err(Unwritten::NoAddress("postal address"));
        };
        let language = self.language(id, saying)?;
        let survey = self.surveys.get(&(saying.wave.clone(), language.clone())).cloned();
        let survey = survey.flatten().ok_or_else(wording::no_survey)?;
        let way_in = self.ways_in.get(&(id, saying.wave.clone()));
        let wish = self.wish(id);
        let first_name = person.first_name.as_deref().unwrap_or_default();
        let known = Known {
            site: self.site,
            reader: Reader { person: id, first_name, choices: None },
            wish: wish.as_ref(),
            dates: &survey.words,
            minutes: Some(survey.minutes),
            own: &way_in.map(|way| self.own(way)).unwrap_or_default(),
        };
        let said = wording::filled((saying, Way::Post), &known, now)?;
        let today = calendar::date_in(&saying.study.timezone, now);
        Ok(Printed {
            reference: number.clone(),
            name: person.name(),
            address,
            language,
            date: survey.words.date(today),
            text: said.text,
            leads_to: way_in.map(|way| self.leads_to(way)),
        })
    }

    fn own(&self, way: &WayIn) -> Own {
        let link = Some(linking::opened_by(self.site, &way.token));
        Own { link, code: way.code.as_ref().map(ToString::to_string) }
    }

    /// By the short code, which asks for their birthday, where that is known. Others than they open their letters, too.
    fn leads_to(&self, way: &WayIn) -> String {
        match &way.code {
            Some(code) => format!("{}/{code}", linking::code_page(self.site)),
            None => linking::opened_by(self.site, &way.token),
        }
    }
}

/// Whether its words lead to the survey.
fn leads_on(saying: &Saying) -> bool {
    let Some(messages) = &saying.protocol.messages else { return false };
    let needs = wording::needs(messages, saying, Way::Post);
    [FillIn::Link, FillIn::Code, FillIn::CodePage].iter().any(|way_in| needs.contains(way_in))
}
