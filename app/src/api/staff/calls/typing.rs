//! A call as an interviewer types it.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use records::calls::Called;
use surveys::{
    calendar,
    calls::{Agreed, Needs, Outcome},
    typed::Typed,
};

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
