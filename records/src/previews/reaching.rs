//! Whether what goes on an occasion would reach somebody, as things stand: by the rules that are asked when it goes.

use chrono::NaiveDate;
use sea_orm::DbErr;
use surveys::{
    consent::State as Agreed,
    messages::{Kind, Occasion},
    schedule::Because,
    stopping::{Choice, NotContacted, State, Way},
};

use super::{Above, Barred};
use crate::{
    Db, consent,
    identity::{self, Addresses},
    outbox, stopping,
    studies::StudyHandle,
};

const TEXTS: Choice = Choice::Contact(Way::Sms);
/// After each of these nothing is asked of somebody.
const ENDINGS: [Choice; 4] =
    [Choice::Died, Choice::LostCapacity, Choice::NoMoreSurveys, Choice::DeleteIdentity];

/// How somebody can be reached.
pub(super) struct Reaching {
    stops: State,
    agreed: Agreed,
    has: Addresses,
    letters_come_back: bool,
    /// Whether START takes texts up again.
    starts: bool,
    is_held: bool,
    today: NaiveDate,
}

impl Reaching {
    pub async fn of(
        db: &Db,
        study: &StudyHandle,
        (person, today): (i32, NaiveDate),
    ) -> Result<Self, DbErr> {
        let has = identity::addresses(&db.vault, &[person]).await?.remove(&person);
        let came_back = outbox::whose_came_back(db, &[person]).await?;
        Ok(Self {
            stops: stopping::state(db.read(), person).await?,
            agreed: consent::state(db.read(), person).await?,
            has: has.unwrap_or_default(),
            letters_come_back: came_back.contains_key(&(person, Way::Post)),
            starts: stopping::starts_by_text(db.read(), person).await?,
            is_held: outbox::is_held(db, study.id).await?,
            today,
        })
    }

    /// What stands in the way of more than one message. By what everything ended is told to whoever knows who it is.
    pub fn above(&self, is_known: bool) -> Vec<Above> {
        let ended = ENDINGS.into_iter().find(|choice| self.stops.since(*choice).is_some());
        let ended = ended.map(|choice| Above::Ended(Some(choice).filter(|_| is_known)));
        let unreached = self.stops.since(Choice::Uncontactable).map(|_| Above::Unreachable);
        let paused = self.stops.paused_until(self.today).map(Above::PausedUntil);
        // Who is asked for nothing any more has no break from it.
        let theirs = ended.or(unreached).or(paused);
        self.is_held.then_some(Above::Held).into_iter().chain(theirs).collect()
    }

    /// Why what goes on an occasion would not go to them in this way; none where it would. Thanks go by text where none
    /// `goes_by_email`, or none reaches them.
    pub fn bars(&self, (occasion, way): (Occasion, Way), goes_by_email: bool) -> Option<Barred> {
        match occasion.kind() {
            Kind::Reply => self.bars_reply(occasion),
            Kind::Receipt => self.bars_thanks((occasion, way), goes_by_email),
            Kind::Gift => self.bars_gift(way),
            Kind::Planned => None,
        }
    }

    fn bars_reply(&self, occasion: Occasion) -> Option<Barred> {
        if !self.has.has(Way::Sms) {
            return Some(Barred::NoNumber);
        }
        match occasion {
            Occasion::Stop => self.stops.stands(TEXTS).then_some(Barred::StoppedAlready),
            Occasion::Start => (!self.starts).then_some(Barred::NothingToStart),
            _ => self.stops.may_answer(Way::Sms).err().map(|_| self.stopped(Way::Sms)),
        }
    }

    fn bars_thanks(&self, (occasion, way): (Occasion, Way), goes_by_email: bool) -> Option<Barred> {
        if !self.stops.asks() {
            return Some(Barred::Because(Because::Ended));
        }
        if occasion == Occasion::ThanksAndVoucher && !self.has.has(Way::Email) {
            return Some(Barred::NoVoucherByEmail);
        }
        let by_email = way == Way::Sms && goes_by_email && self.bars_contact(Way::Email).is_none();
        let by_email = by_email.then_some(Barred::Because(Because::OtherWay));
        self.bars_contact(way).or(by_email)
    }

    fn bars_contact(&self, way: Way) -> Option<Barred> {
        match self.stops.may_contact(way, &self.agreed.permissions, self.today) {
            Err(NotContacted::Stopped) => Some(self.stopped(way)),
            Err(NotContacted::NotAgreed) => Some(Barred::Because(Because::NotAgreed)),
            Err(NotContacted::PausedUntil(_)) => Some(Barred::Because(Because::Paused)),
            Ok(()) => self.lacks_address(way),
        }
    }

    fn bars_gift(&self, way: Way) -> Option<Barred> {
        let comes_back = way == Way::Post && self.letters_come_back;
        let comes_back = comes_back.then_some(Barred::Because(Because::Unreachable));
        match self.stops.may_give(way) {
            Err(_) => Some(self.stopped(way)),
            Ok(()) => self.lacks_address(way).or(comes_back),
        }
    }

    fn lacks_address(&self, way: Way) -> Option<Barred> {
        (!self.has.has(way)).then_some(Barred::Because(Because::NoAddress))
    }

    /// What they stopped that is in the way of this one.
    fn stopped(&self, way: Way) -> Barred {
        let since = |choice| self.stops.since(choice).is_some();
        Barred::Because(if self.stops.is_over() {
            Because::Ended
        } else if since(Choice::Contact(way)) {
            Because::OptedOut
        } else if since(Choice::Uncontactable) {
            Because::Unreachable
        } else {
            Because::Ended
        })
    }
}
