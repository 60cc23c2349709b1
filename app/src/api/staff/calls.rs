//! What is read for an interviewer who rings people, and what they type of a call.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use records::{
    auth::Interviewer,
    calls::{self, CallError, Called, Opened, Recorded, ToDial, Unrecorded},
    studies::StudyHandle,
};
use surveys::{
    calendar,
    calls::{Agreed, CallRules, Needs, Outcome},
    typed::Typed,
};

use super::{
    Away, Trouble,
    door::{Said, StaffRequest},
    unavailable,
};

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallDone {
    /// Nobody is to be rung now.
    Nobody,
    /// A call was written down.
    Recorded(Box<Wrote>),
    /// A case was taken from who had it.
    Released,
    /// A case was given back to the interviewers.
    GivenBack,
    /// A case was given to one interviewer.
    Reassigned,
    /// The rules were set.
    RulesSet,
}

/// A call that was written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrote {
    /// How it ended.
    pub outcome: Outcome,
    /// What it came to.
    pub recorded: Recorded,
}

impl CallDone {
    /// By its name in an address.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "case-released" => Some(Self::Released),
            "case-given-back" => Some(Self::GivenBack),
            "case-reassigned" => Some(Self::Reassigned),
            "call-rules" => Some(Self::RulesSet),
            _ => None,
        }
    }
}

/// Why nothing was written down.
#[derive(Debug)]
pub enum NotDone {
    /// Something in the form is open or cannot be, each beside its box.
    Amiss(Vec<(&'static str, String)>),
    /// The case is not theirs any more.
    Gone,
    /// Something is in the way.
    Trouble(Trouble),
}

impl From<CallError> for NotDone {
    fn from(error: CallError) -> Self {
        let at = |name, words: &str| Self::Amiss(vec![(name, words.to_owned())]);
        match error {
            CallError::NotTheirCase => Self::Gone,
            CallError::NotTheirs | CallError::NoSuchWave | CallError::NoInterviewer => {
                Self::Trouble(Trouble::NotFound)
            }
            CallError::NotRecorded(_) => at("outcome", "Choose how the call ended"),
            CallError::Lacks(words) => at("outcome", words),
            CallError::NoPromise(why) => Self::Amiss(vec![("day", why.to_string())]),
            CallError::NotSent => at("outcome", "The survey was not sent, so it is not complete"),
            CallError::NotUsable => {
                at("outcome", "Too little was answered for it to be used: they broke off")
            }
            CallError::EnoughMessages => at("outcome", "No more messages are left for them"),
            CallError::Changed => {
                at("outcome", "Something was changed while you wrote. Write it down once more")
            }
            CallError::TooLong(most) => {
                let name = if most == calls::LONGEST_WORD { "language" } else { "note" };
                Self::Amiss(vec![(name, format!("Write at most {most} characters"))])
            }
            CallError::OutOfOrder => {
                at("dialled", "This is before the last call, or after somebody answered")
            }
            error => Self::Trouble(unavailable(&error)),
        }
    }
}

/// Where an interviewer is given the next case.
pub(crate) struct Calling {
    pub study: StudyHandle,
    /// Cases of theirs about which no call was written down yet.
    pub unrecorded: Vec<Unrecorded>,
    pub said: Said,
}

pub(crate) async fn calling(request: StaffRequest) -> Result<Calling, Away> {
    let (study, by) = interviewer(&request)?;
    let unrecorded = calls::unrecorded(&request.db, &by, &study, request.now).await;
    Ok(Calling { study, unrecorded: unrecorded.map_err(away)?, said: request.said })
}

/// The call that an interviewer is in.
pub(crate) struct OnCall {
    pub study: StudyHandle,
    pub opened: Opened,
    /// What staff call the wave.
    pub title: String,
    pub rules: CallRules,
    pub dial: Dial,
    /// How the call ended, once that was chosen.
    pub chosen: Option<Outcome>,
    pub now: DateTime<Utc>,
    pub said: Said,
}

/// Whether the number is on the page.
pub(crate) enum Dial {
    /// It was not asked for.
    NotAsked,
    /// Nobody may ring them now, or there is no number.
    NotNow,
    /// It is.
    Told(ToDial),
}

pub(crate) async fn on_call(request: StaffRequest) -> Result<OnCall, Away> {
    let (study, by) = interviewer(&request)?;
    let (db, id, now) = (&request.db, request.number(), request.now);
    let opened = calls::open(db, &by, &study, id, now).await.map_err(away)?;
    let rules = calls::rules(db, &study).await.map_err(Away::failed)?.rules;
    let then = request.said.typed.one("then");
    let dial = match then {
        "show" => Dial::from(calls::to_dial(db, &by, &study, id, now).await.map_err(away)?),
        _ => Dial::NotAsked,
    };
    let chosen = Outcome::from_key(request.said.typed.one("outcome"));
    let chosen =
        chosen.filter(|outcome| ["ended", "record"].contains(&then) && may(*outcome, &opened));
    let waves = &study.study().waves;
    let title = waves.iter().find(|wave| wave.key.as_str() == opened.wave);
    let title = title.map_or_else(|| opened.wave.clone(), |wave| wave.title.clone());
    Ok(OnCall { study, opened, title, rules, dial, chosen, now, said: request.said })
}

impl From<Option<ToDial>> for Dial {
    fn from(told: Option<ToDial>) -> Self {
        told.map_or(Self::NotNow, Self::Told)
    }
}

/// Whether a call about this case may have ended so.
pub(crate) const fn may(outcome: Outcome, opened: &Opened) -> bool {
    match outcome {
        Outcome::Complete => opened.is_sent,
        Outcome::Partial => opened.is_usable,
        Outcome::MessageLeft => opened.may_leave_message,
        outcome => outcome.is_recorded(),
    }
}

/// A call as it was typed, by the clock of the person who was rung.
///
/// # Errors
/// Each box that is open or cannot be read, with what to write there.
pub fn called(
    typed: &Typed,
    zone: &str,
    now: DateTime<Utc>,
) -> Result<Called, Vec<(&'static str, String)>> {
    let boxes = Boxes { typed, zone, now };
    let outcome = Outcome::from_key(typed.one("outcome"));
    let Some(outcome) = outcome.filter(|outcome| outcome.is_recorded()) else {
        return Err(vec![("outcome", "Choose how the call ended".to_owned())]);
    };
    let dialled = boxes.today("dialled").and_then(|at| {
        at.ok_or_else(|| ("dialled", "Write when you dialled, like 17:42".to_owned()))
    });
    let answered = boxes.today("answered");
    let agreed = boxes.agreed(outcome.needs());
    let times = dialled.as_ref().err().into_iter().chain(answered.as_ref().err());
    let mut amiss: Vec<_> = times.chain(agreed.as_ref().err()).cloned().collect();
    if outcome.needs() == Needs::Language && typed.one("language").is_empty() {
        amiss.push(("language", "Write which language they speak".to_owned()));
    }
    let (Ok(dialled), Ok(answered), Ok(agreed), true) =
        (dialled, answered, agreed, amiss.is_empty())
    else {
        return Err(amiss);
    };
    let words = |name: &str| Some(typed.one(name).to_owned()).filter(|words| !words.is_empty());
    Ok(Called {
        outcome,
        dialled_at: dialled,
        answered_at: answered.filter(|_| outcome.is_reached()),
        agreed,
        language: words("language"),
        who_answered: words("who").filter(|_| outcome.is_reached()),
        note: words("note"),
        no_more_calls: typed.has("no_more_calls", "yes"),
    })
}

/// The boxes for times.
struct Boxes<'t> {
    typed: &'t Typed,
    zone: &'t str,
    now: DateTime<Utc>,
}

impl Boxes<'_> {
    /// A moment of today that has passed; none where nothing was typed. A minute is meant with all its seconds: what they asked for
    /// by text in the minute before they were rung was asked for before the call.
    fn today(&self, name: &'static str) -> Result<Option<DateTime<Utc>>, (&'static str, String)> {
        if self.typed.one(name).is_empty() {
            return Ok(None);
        }
        let today = calendar::date_in(self.zone, self.now);
        let at = self.time(name).and_then(|time| calendar::instant_in(self.zone, today, time));
        let at = at.filter(|at| *at <= self.now);
        let words = "Write a time of today like 17:42, no later than now";
        let ends = at.map(|at| (at + TimeDelta::seconds(59)).min(self.now));
        ends.map(Some).ok_or_else(|| (name, words.to_owned()))
    }

    fn time(&self, name: &str) -> Option<NaiveTime> {
        NaiveTime::parse_from_str(self.typed.one(name), "%H:%M").ok()
    }

    /// What was agreed about the next call.
    fn agreed(&self, needs: Needs) -> Result<Option<Agreed>, (&'static str, String)> {
        let is_blank = ["day", "from"].iter().all(|name| self.typed.one(name).is_empty());
        Ok(Some(match needs {
            Needs::Nothing | Needs::Language => return Ok(None),
            Needs::MomentIfAgreed if is_blank => return Ok(None),
            Needs::Date => Agreed::On(self.day()?),
            Needs::Moment | Needs::MomentIfAgreed => Agreed::At(self.moment("from")?),
            Needs::Span => Agreed::Between(self.moment("from")?, self.moment("until")?),
        }))
    }

    fn day(&self) -> Result<NaiveDate, (&'static str, String)> {
        let day = self.typed.one("day").parse();
        day.map_err(|_| ("day", "Write a day like 2026-03-02".to_owned()))
    }

    fn moment(&self, name: &'static str) -> Result<DateTime<Utc>, (&'static str, String)> {
        let day = self.day()?;
        let at = self.time(name).and_then(|time| calendar::instant_in(self.zone, day, time));
        at.ok_or_else(|| (name, "Write a time like 17:30".to_owned()))
    }
}

fn interviewer(request: &StaffRequest) -> Result<(StudyHandle, Interviewer), Away> {
    let study = request.study()?;
    let interviewer = request.member()?.interviewer(study);
    Ok((study.clone(), interviewer.map_err(|_| Away::Trouble(Trouble::NotAllowed))?))
}

/// A page about a case that is not theirs is none.
fn away(error: CallError) -> Away {
    match NotDone::from(error) {
        NotDone::Trouble(trouble) => Away::Trouble(trouble),
        NotDone::Gone | NotDone::Amiss(_) => Away::Trouble(Trouble::NotFound),
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};
    use surveys::typed::Typed;

    use super::called;

    fn march(time: &str) -> DateTime<Utc> {
        format!("2026-03-03T{time}Z").parse().expect("a moment")
    }

    #[test]
    fn a_call_in_the_minute_in_which_they_asked_for_it_by_text_comes_after_that() {
        let mut typed = Typed::default();
        typed.add("outcome".to_owned(), "NOANS");
        typed.add("dialled".to_owned(), "10:05");
        let dialled = |now| called(&typed, "Europe/London", march(now)).expect("a call").dialled_at;

        assert_eq!(dialled("10:05:40"), march("10:05:40"));
        assert_eq!(dialled("10:30:00"), march("10:05:59"));
    }
}
