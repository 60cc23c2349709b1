//! How a person stands: what they stopped and since when, worked out from their choices.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Act, Choice, Effect, Event, Part, PassedOn, TakenBack, Way};
use crate::{consent::Permission, keys::WaveKey};

/// What somebody stopped, and what happened to them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// What is stopped, with the day since when. Surveys that are skipped are apart.
    stopped: BTreeMap<Choice, NaiveDate>,
    skipped: BTreeMap<WaveKey, NaiveDate>,
    /// The last day of a pause, past ones too.
    paused_until: Option<NaiveDate>,
    /// Whether answers were given after some were deleted.
    answered_since: bool,
}

/// Why a survey is no longer asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The person skips this one.
    Skipped,
    /// They want no more surveys.
    NoMoreSurveys,
    /// Who they are was deleted, so nothing can be asked.
    IdentityDeleted,
    /// What they answered was deleted.
    AnswersDeleted,
    /// The person died.
    Died,
    /// The person can no longer decide.
    LostCapacity,
}

impl State {
    /// Works it out from the events, oldest first.
    pub fn fold<'a>(events: impl IntoIterator<Item = &'a Event>) -> Self {
        let mut state = Self::default();
        for event in events {
            state.follow(event);
        }
        state
    }

    /// What becomes of it with one more event. The first day on which something stopped stays, but of
    /// answers the last on which some were deleted; what can never be taken back is not.
    pub fn follow(&mut self, Event { act, wave, on }: &Event) {
        match (act, wave) {
            (Act::Stops(Choice::SkipSurvey), Some(wave)) => {
                self.skipped.entry(wave.clone()).or_insert(*on);
            }
            (Act::TakesBack(Choice::SkipSurvey), Some(wave)) => drop(self.skipped.remove(wave)),
            (Act::Stops(Choice::DeleteAnswers), _) => {
                self.stopped.insert(Choice::DeleteAnswers, *on);
                self.answered_since = false;
            }
            (Act::Stops(choice), _) => drop(self.stopped.entry(*choice).or_insert(*on)),
            (Act::TakesBack(choice), _) if choice.taken_back() != TakenBack::Never => {
                self.stopped.remove(choice);
            }
            (Act::TakesBack(_), _) => {}
            (Act::PausesUntil(day), _) => self.paused_until = Some(*day),
            (Act::EndsPause, _) => self.paused_until = None,
        }
    }

    /// There are answers that were not deleted. Deleting some says nothing of those that are given later: they
    /// are used, and can be deleted in their turn.
    pub const fn has_answers(&mut self) {
        self.answered_since = true;
    }

    /// Whether there is nobody left who could agree to anything: the person died, or who they are was
    /// deleted.
    #[must_use]
    pub fn is_over(&self) -> bool {
        [Choice::Died, Choice::DeleteIdentity].iter().any(|choice| self.since(*choice).is_some())
    }

    /// Since when something is stopped; for a survey, [`State::skipped_on`] says it.
    #[must_use]
    pub fn since(&self, choice: Choice) -> Option<NaiveDate> {
        self.stopped.get(&choice).copied()
    }

    /// The day on which somebody skipped a wave's survey.
    #[must_use]
    pub fn skipped_on(&self, wave: &WaveKey) -> Option<NaiveDate> {
        self.skipped.get(wave).copied()
    }

    /// The last day of a pause that is not over today.
    #[must_use]
    pub fn paused_until(&self, today: NaiveDate) -> Option<NaiveDate> {
        self.paused_until.filter(|last| today <= *last)
    }

    /// Whether the choice stands already.
    #[must_use]
    pub fn has(&self, choice: Choice, wave: &WaveKey) -> bool {
        match choice {
            Choice::SkipSurvey => self.skipped.contains_key(wave),
            choice => self.stands(choice),
        }
    }

    /// The same of a choice that is not about one survey.
    #[must_use]
    pub fn stands(&self, choice: Choice) -> bool {
        let answered = choice == Choice::DeleteAnswers && self.answered_since;
        self.stopped.contains_key(&choice) && !answered
    }

    /// Why a wave's survey is no longer asked, and since when. None while it is.
    #[must_use]
    pub fn ending(&self, wave: &WaveKey) -> Option<(Ending, NaiveDate)> {
        self.endings(wave).next()
    }

    /// Each reason for which it is no longer asked, the one that goes furthest first.
    pub fn endings(&self, wave: &WaveKey) -> impl Iterator<Item = (Ending, NaiveDate)> {
        let all = [
            (Choice::Died, Ending::Died),
            (Choice::LostCapacity, Ending::LostCapacity),
            (Choice::NoMoreSurveys, Ending::NoMoreSurveys),
            (Choice::DeleteIdentity, Ending::IdentityDeleted),
        ];
        let ends = all.map(|(choice, ending)| Some((ending, self.since(choice)?)));
        let skipped = self.skipped_on(wave).map(|on| (Ending::Skipped, on));
        ends.into_iter().chain([skipped]).flatten()
    }

    /// Whether others may be asked for records, for somebody who agrees to it.
    #[must_use]
    pub fn may_link(&self) -> bool {
        let ends = [Choice::StopLinkage, Choice::DeleteIdentity, Choice::LostCapacity];
        ends.iter().all(|choice| self.since(*choice).is_none())
    }

    /// What goes on, for somebody who agrees to `permissions` and can still answer the survey of `asked`;
    /// none when there is no survey that they can.
    #[must_use]
    pub fn goes_on(
        &self,
        permissions: &BTreeSet<Permission>,
        asked: Option<&WaveKey>,
    ) -> Vec<Part> {
        let agrees = |permission| permissions.contains(&permission);
        let links = agrees(Permission::LinkDwpHmrc) || agrees(Permission::LinkNhs);
        let stands = |choice| !self.stands(choice);
        let asks = self.asks();
        let goes_on = |part: &Part| match part {
            Part::Contact(way) => self.reaches(*way) && agrees(way.permission()),
            Part::ThisSurvey => asks && asked.is_some_and(|wave| self.skipped_on(wave).is_none()),
            Part::LaterSurveys => asks,
            Part::Interviews => asks && agrees(Permission::Recontact),
            Part::AskingForRecords => self.may_link() && links,
            // Linked on what was agreed to then; what is agreed to now is about new records.
            Part::UsingRecords => stands(Choice::DropLinked),
            Part::KeepingIdentity => stands(Choice::DeleteIdentity),
            Part::UsingAnswers => stands(Choice::DeleteAnswers),
            Part::Support => stands(Choice::StopSupport) && stands(Choice::Died),
        };
        Part::ALL.into_iter().filter(goes_on).collect()
    }

    /// What a choice stops and what goes on after it, for somebody who stands like this. `asked` is the
    /// wave whose survey they can still answer, or the one that they skip; where answers are deleted, the
    /// one that they have begun.
    #[must_use]
    pub fn effect(
        &self,
        choice: Choice,
        permissions: &BTreeSet<Permission>,
        asked: Option<&WaveKey>,
        on: NaiveDate,
    ) -> Effect {
        let before = self.goes_on(permissions, asked);
        let mut after = self.clone();
        after.follow(&Event { act: Act::Stops(choice), wave: asked.cloned(), on });
        let withdrawn = choice.withdraws();
        let left = permissions.iter().copied().filter(|one| !withdrawn.contains(one)).collect();
        // A survey whose answers are deleted is over.
        let asked = asked.filter(|_| choice != Choice::DeleteAnswers);
        let goes_on = after.goes_on(&left, asked);
        let stops = before.into_iter().filter(|part| !goes_on.contains(part)).collect();
        Effect { choice, stops, goes_on, passed_on: PassedOn::Nobody }
    }

    /// Whether the person is asked anything more at all.
    #[must_use]
    pub fn asks(&self) -> bool {
        self.ending_of_all().is_none()
    }

    /// Whether anything but a consent that was never given stands in the way of a way of contact.
    pub(super) fn reaches(&self, way: Way) -> bool {
        self.asks()
            && self.since(Choice::Contact(way)).is_none()
            && self.since(Choice::Uncontactable).is_none()
    }

    fn ending_of_all(&self) -> Option<Choice> {
        let all =
            [Choice::Died, Choice::LostCapacity, Choice::NoMoreSurveys, Choice::DeleteIdentity];
        all.into_iter().find(|choice| self.since(*choice).is_some())
    }
}
