//! The clock of a rehearsal. It goes from one moment at which something happens to the next, and stands still for as long
//! as that takes.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use surveys::{
    invent::Dice,
    keys::{StepKey, WaveKey},
    replies::Reply,
    schedule::{Fate, Planned, Until},
    stopping::Way,
};

use super::{
    Asked, RehearsalError, SITE,
    deeds::Deed,
    people::{self, Player},
    reacting,
    setting::Setting,
    told::Line,
};
use crate::{
    entity::outbox,
    outbox::{Channel, Post, print_new, row_of, send_due},
    schedule::{By, Planner, hand_over, planned_for},
    senders::Rehearsed,
    vouchers::Worker,
};

/// A rehearsal under way.
pub(super) struct Rehearsal {
    pub setting: Setting,
    pub asked: Asked,
    pub players: Vec<Player>,
    pub lines: Vec<Line>,
    /// Calls whose moment came.
    pub by_hand: BTreeSet<(usize, WaveKey, StepKey, Way)>,
    pub sender: Rehearsed,
    /// When the letter with what is owed by this number was printed.
    pub posted: BTreeMap<i32, DateTime<Utc>>,
    /// Who gives vouchers.
    pub worker: Worker,
    pub begins: DateTime<Utc>,
    pub ends: DateTime<Utc>,
    post: Post,
    planner: Planner,
    /// What people do, by moment and then in the order in which they resolved to.
    deeds: BTreeMap<(DateTime<Utc>, usize), (usize, Deed)>,
    resolved: usize,
    /// The moments at which something is due to somebody, or is tried again.
    looks: BTreeMap<DateTime<Utc>, BTreeSet<usize>>,
    looked_at: Option<DateTime<Utc>>,
    places: BTreeMap<i32, usize>,
}

impl Rehearsal {
    pub async fn begin(
        setting: Setting,
        asked: Asked,
        (post, sender): (Post, Rehearsed),
        (begins, ends): (DateTime<Utc>, DateTime<Utc>),
    ) -> Result<Self, RehearsalError> {
        let (players, to_do) = people::join(&setting, asked, begins).await?;
        setting.stocks(asked.participants, begins).await?;
        let places = players.iter().enumerate().map(|(place, player)| (player.id, place));
        let mut rehearsal = Self {
            places: places.collect(),
            lines: players.iter().map(|player| Line::of(begins, player, "is enrolled")).collect(),
            setting,
            asked,
            players,
            by_hand: BTreeSet::new(),
            sender,
            posted: BTreeMap::new(),
            worker: Worker::default(),
            begins,
            ends,
            post,
            planner: Planner::default(),
            deeds: BTreeMap::new(),
            resolved: 0,
            looks: BTreeMap::new(),
            looked_at: None,
        };
        for (at, place, deed) in to_do {
            rehearsal.resolves(at, place, deed);
        }
        Ok(rehearsal)
    }

    /// Until the last day.
    pub async fn goes_on(&mut self) -> Result<(), RehearsalError> {
        while let Some(now) = self.next().filter(|now| *now <= self.ends) {
            let (mut changed, mut is_answered) = (BTreeSet::new(), false);
            while let Some((key, (place, deed))) = self.deeds.pop_first() {
                if key.0 > now {
                    self.deeds.insert(key, (place, deed));
                    break;
                }
                self.does(place, &deed, now).await?;
                changed.insert(place);
                is_answered |= deed.is_answered();
            }
            if is_answered {
                self.follows(now).await?;
            }
            if let Some(whose) = self.looks.remove(&now) {
                self.looked_at = Some(now);
                changed.extend(whose);
                changed.extend(self.looks_round(now).await?);
            }
            self.plans(&changed, now).await?;
        }
        Ok(())
    }

    fn next(&self) -> Option<DateTime<Utc>> {
        let deed = self.deeds.first_key_value().map(|((at, _), _)| *at);
        let look = self.looks.first_key_value().map(|(at, _)| *at);
        deed.into_iter().chain(look).min()
    }

    fn resolves(&mut self, at: DateTime<Utc>, place: usize, deed: Deed) {
        self.resolved += 1;
        self.deeds.insert((at, self.resolved), (place, deed));
    }

    async fn does(
        &mut self,
        place: usize,
        deed: &Deed,
        now: DateTime<Utc>,
    ) -> Result<(), RehearsalError> {
        let mut dice = Dice::of(self.asked.seed ^ 0x00D1_CE00, place as u64);
        let player = &self.players[place];
        if self.setting.does(player, deed, &mut dice, now).await? {
            self.lines.push(Line::of(now, player, &deed.words()));
            if let (Deed::Texts(Reply::Stop), Some((at, deed))) =
                (deed, reacting::again(&mut dice, now))
            {
                self.resolves(at, place, deed);
            }
        }
        Ok(())
    }

    /// What people did is answered, and thanked for, at once or at the hours for that.
    async fn follows(&mut self, now: DateTime<Utc>) -> Result<(), RehearsalError> {
        self.pays(now).await?;
        if let Some(next) = waiting(self).await?.into_iter().min() {
            self.looks.entry(next.max(now)).or_default();
        }
        Ok(())
    }

    /// Hands over and sends what is due, as the workers do: who was sent something.
    async fn looks_round(&mut self, now: DateTime<Utc>) -> Result<Vec<usize>, RehearsalError> {
        hand_over(&self.setting.db, &self.planner, now).await?;
        let mut sent = 0;
        loop {
            match send_due(&self.setting.db, &self.post, now).await? {
                0 => break,
                some => sent += some,
            }
        }
        if sent > 0 {
            self.pays(now).await?;
        }
        if let Some(again) = waiting(self).await?.into_iter().filter(|at| *at > now).min() {
            self.looks.entry(again).or_default();
        }
        let mut taken: Vec<i64> =
            self.sender.lately().iter().filter_map(|name| row_of(name)).collect();
        // Whoever prints letters does so each time anything is due.
        let whose = (self.setting.study.id, SITE);
        while let Some(file) = print_new(&self.setting.db, "system", whose, now).await? {
            taken.extend(file.letters.into_iter().map(|(id, _)| id));
        }
        taken.sort_unstable();
        let mut reached = Vec::new();
        for id in taken {
            reached.extend(self.reaches(id, now).await?);
        }
        Ok(reached)
    }

    /// A message has reached somebody, who may do something about it.
    async fn reaches(
        &mut self,
        id: i64,
        now: DateTime<Utc>,
    ) -> Result<Option<usize>, RehearsalError> {
        let row = outbox::Entity::find_by_id(id).one(self.setting.db.read()).await?;
        let Some(row) = row else { return Ok(None) };
        let place = row.participant_id.and_then(|id| self.places.get(&id).copied());
        let wave = row.wave.and_then(|key| WaveKey::new(&key).ok());
        let way = Channel::by_name(&row.channel).map(Channel::way);
        let (Some(place), Some(wave), Some(way)) = (place, wave, way) else { return Ok(None) };
        let mut dice = Dice::of(self.asked.seed, id.unsigned_abs());
        if let Some((at, deed)) = reacting::to((&wave, way), &mut dice, now) {
            self.resolves(at, place, deed);
        }
        Ok(Some(place))
    }

    /// Notes when something is next due to each of these.
    async fn plans(
        &mut self,
        whose: &BTreeSet<usize>,
        now: DateTime<Utc>,
    ) -> Result<(), RehearsalError> {
        let ids: Vec<_> = whose.iter().map(|place| self.players[*place].id).collect();
        let Setting { db, study, protocol, .. } = &self.setting;
        let shut = BTreeSet::new();
        let by = By { file: study.study(), protocol, shut: &shut };
        let theirs = planned_for(db, by, &ids, now).await?;
        for (place, planned) in whose.iter().zip(theirs) {
            for one in planned {
                self.notes(*place, &one, now);
            }
        }
        Ok(())
    }

    fn notes(&mut self, place: usize, planned: &Planned, now: DateTime<Utc>) {
        let goes_by_itself = Channel::of(planned.way).is_some();
        match planned.fate {
            Fate::Later(at) | Fate::Waits(_, Until::Goes(at)) => {
                self.looks.entry(at).or_default().insert(place);
            }
            Fate::Due(_) if goes_by_itself && self.looked_at != Some(now) => {
                self.looks.entry(now).or_default().insert(place);
            }
            Fate::Due(at) if !goes_by_itself => {
                let Planned { wave, step, way, message, .. } = planned;
                let own = (place, wave.clone(), step.clone(), *way);
                if self.by_hand.insert(own) {
                    let told = format!("{wave}: {message} by {}, for somebody to do", way.as_str());
                    self.lines.push(Line::of(at, &self.players[place], &told));
                }
            }
            _ => {}
        }
    }
}

/// When messages go that wait for their hour, or are tried again. Letters wait for whoever prints them.
async fn waiting(of: &Rehearsal) -> Result<Vec<DateTime<Utc>>, RehearsalError> {
    use outbox::Column;
    type Row = (DateTime<Utc>, Option<DateTime<Utc>>);
    let waiting: Vec<Row> = outbox::Entity::find()
        .filter(Column::State.eq("waiting"))
        .select_only()
        .columns([Column::NotBefore, Column::HeldUntil])
        .into_tuple()
        .all(of.setting.db.read())
        .await?;
    let when = |(at, held): Row| held.map_or(at, |held| held.max(at));
    Ok(waiting.into_iter().map(when).collect())
}
