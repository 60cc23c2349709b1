//! What a rehearsal came to: everything that happened, in order, and the sum.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::Serialize;
use surveys::{
    calendar,
    schedule::{Fate, Planned},
};

use super::{Balance, RehearsalError, beside, going_on::Rehearsal, people::Player};
use crate::{
    entity::outbox,
    outbox::Channel,
    schedule::{By, planned_for},
};

/// People who are looked at together.
const TOGETHER: usize = 500;

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// When.
    pub at: DateTime<Utc>,
    /// The study number of the invented person to whom.
    pub who: String,
    /// What.
    pub what: String,
}

/// A study that was rehearsed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rehearsed {
    /// Its key.
    pub study: String,
    /// The version of its protocol.
    pub protocol: u32,
    /// How many people were invented.
    pub participants: u32,
    /// By which they were.
    pub seed: u64,
    /// The first day, where the study is.
    pub from: NaiveDate,
    /// The last.
    pub to: NaiveDate,
    /// Everything that happened, in order.
    pub timeline: Vec<Line>,
    /// What became of every message.
    pub balance: Balance,
}

impl Line {
    pub(super) fn of(at: DateTime<Utc>, who: &Player, what: &str) -> Self {
        Self { at, who: who.number.clone(), what: what.to_owned() }
    }
}

impl Rehearsal {
    /// What it came to.
    pub async fn tells(self) -> Result<Rehearsed, RehearsalError> {
        let study = self.setting.study.study();
        let day = |at| calendar::date_in(&study.timezone, at);
        let rows = outbox::Entity::find()
            .filter(outbox::Column::ParticipantId.is_not_null())
            .order_by_asc(outbox::Column::Id)
            .all(self.setting.db.read())
            .await?;
        let mut timeline = self.lines.clone();
        let numbers: BTreeMap<_, _> =
            self.players.iter().map(|player| (player.id, &player.number)).collect();
        timeline.extend(rows.iter().filter_map(|row| {
            let who = (*numbers.get(&row.participant_id?)?).clone();
            Some(Line { at: row.settled_at.unwrap_or(row.enqueued_at), who, what: told(row) })
        }));
        let letters = self.letters().await?;
        timeline.extend(letters.iter().filter_map(|letter| self.line(letter, &numbers)));
        let others = self.never_handed_over().await?;
        timeline.extend(others.iter().map(|(place, planned)| self.not_handed(*place, planned)));
        timeline.sort_by_key(|one| one.at);
        let balance = Balance::of(&self, &rows, &letters, &others);
        Ok(Rehearsed {
            study: study.key.to_string(),
            protocol: self.setting.protocol.version,
            participants: self.asked.participants,
            seed: self.asked.seed,
            from: day(self.begins),
            to: day(self.ends),
            timeline,
            balance,
        })
    }
}

impl Rehearsal {
    /// What the protocol has for each person and was not handed over until the last day.
    async fn never_handed_over(&self) -> Result<Vec<(usize, Planned)>, RehearsalError> {
        let (setting, mut others) = (&self.setting, Vec::new());
        let (db, study) = (&setting.db, setting.study.study());
        let shut = BTreeSet::new();
        let by = By { file: study, protocol: &setting.protocol, shut: &shut };
        for (nth, some) in self.players.chunks(TOGETHER).enumerate() {
            let ids: Vec<_> = some.iter().map(|player| player.id).collect();
            let all = planned_for(db, by, &ids, self.ends).await?;
            for (place, planned) in (nth * TOGETHER..).zip(all) {
                let own = planned.into_iter().filter(|one| Channel::of(one.way).is_some());
                let own = own.filter(|one| !matches!(one.fate, Fate::Handed(_)));
                others.extend(own.map(|one| (place, one)));
            }
        }
        Ok(others)
    }

    /// It stands at the last day, on which it is true.
    fn not_handed(&self, place: usize, planned: &Planned) -> Line {
        let Planned { wave, step, way, fate, .. } = planned;
        let told = format!("{wave}: {step} by {}", way.as_str());
        let what = match fate {
            Fate::Not(because) => format!("{told}, not sent: {because}"),
            Fate::Later(at) => format!("{told}, to come on {}", at.format("%F")),
            Fate::Waits(because, _) => format!("{told}, to come: it waits, because {because}"),
            Fate::Handed(_) | Fate::Due(_) => format!("{told}, to come"),
        };
        Line::of(self.ends, &self.players[place], &what)
    }
}

/// `four-month: invitation by email, sent`.
fn told(row: &outbox::Model) -> String {
    let told = match (&row.wave, &row.step) {
        (Some(wave), Some(step)) => format!("{wave}: {step} by {}, {}", row.channel, row.state),
        _ => beside::told(row),
    };
    match &row.reason {
        Some(reason) if row.state != "sent" => format!("{told}: {reason}"),
        _ => told,
    }
}
