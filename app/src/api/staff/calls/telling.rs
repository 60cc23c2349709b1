//! A call as an interviewer types it, by the clock of the person who was rung.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use records::calls::{Called, Ending};
use surveys::{
    calendar,
    calls::{Agreed, Needs, Outcome},
    fill::long_date,
    typed::Typed,
};

/// What is wrong beside a box.
type Amiss = (&'static str, String);
/// When somebody dialled, and when somebody answered if anybody did.
type Times = (DateTime<Utc>, Option<DateTime<Utc>>);

/// A call as it was typed, by the clock of the person who was rung.
///
/// # Errors
/// Each box that is open or cannot be read, with what to write there.
pub fn called(typed: &Typed, zone: &str, now: DateTime<Utc>) -> Result<Called, Vec<Amiss>> {
    let boxes = Boxes { typed, zone, now };
    let outcome = Outcome::from_key(typed.one("outcome"));
    let Some(outcome) = outcome.filter(|outcome| outcome.is_recorded()) else {
        return Err(vec![("outcome", "Choose how the call ended".to_owned())]);
    };
    let times = boxes.times();
    let agreed = boxes.agreed(outcome.needs());
    let wrong = times.as_ref().err().into_iter().flatten().chain(agreed.as_ref().err());
    let mut amiss: Vec<_> = wrong.cloned().collect();
    if outcome.needs() == Needs::Language && typed.one("language").is_empty() {
        amiss.push(("language", "Write which language they speak".to_owned()));
    }
    let (Ok((dialled, answered)), Ok(agreed), true) = (times, agreed, amiss.is_empty()) else {
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

/// The day that was chosen in a box, which is today or has passed.
///
/// # Errors
/// When there is none: the box, with what to choose.
pub(crate) fn day_by(
    typed: &Typed,
    name: &'static str,
    today: NaiveDate,
) -> Result<NaiveDate, Amiss> {
    let day = typed.one(name).parse::<NaiveDate>().ok().filter(|day| *day <= today);
    day.ok_or_else(|| (name, "Choose a day, not after today".to_owned()))
}

/// A day that is so many days away is asked about before a call is agreed for it: a year is easily mistyped.
const FAR: Days = Days::new(8 * 7);
/// The box with the day that was asked about.
pub(crate) const FAR_DAY: &str = "far_day";

/// What is asked about the day of the next call, where it is far away and was not asked about yet.
#[must_use]
pub fn far(typed: &Typed, zone: &str, now: DateTime<Utc>) -> Option<Amiss> {
    let day = far_day(typed, zone, now).filter(|_| typed.one("day") != typed.one(FAR_DAY))?;
    let day = long_date(day);
    let words = format!(
        "Is it {day}? That is more than eight weeks away. Write it down once more if it is"
    );
    Some(("day", words))
}

/// The day of the next call, where it is so far away that it is asked about.
pub(crate) fn far_day(typed: &Typed, zone: &str, now: DateTime<Utc>) -> Option<NaiveDate> {
    let needs = Outcome::from_key(typed.one("outcome"))?.needs();
    if matches!(needs, Needs::Nothing | Needs::Language) {
        return None;
    }
    let day = typed.one("day").parse::<NaiveDate>().ok()?;
    let far = calendar::date_in(zone, now).checked_add_days(FAR)?;
    (far < day).then_some(day)
}

/// How a call ended after all, as a supervisor typed it.
///
/// # Errors
/// Each box that is open or cannot be read, with what to write there.
pub fn ending(typed: &Typed, zone: &str, now: DateTime<Utc>) -> Result<Ending, Vec<Amiss>> {
    let boxes = Boxes { typed, zone, now };
    let call = typed.one("call").parse::<i32>().ok();
    let outcome = Outcome::from_key(typed.one("outcome")).filter(|one| one.is_recorded());
    let agreed = outcome.map_or(Ok(None), |outcome| boxes.agreed(outcome.needs()));
    if let (Some(call), Some(outcome), Ok(agreed)) = (call, outcome, &agreed) {
        return Ok(Ending { call, outcome, agreed: *agreed });
    }
    let open = [
        call.is_none().then(|| ("call", "Choose a call".to_owned())),
        outcome.is_none().then(|| ("outcome", "Choose how the call ended".to_owned())),
        agreed.err(),
    ];
    Err(open.into_iter().flatten().collect())
}

/// The boxes for days and times.
struct Boxes<'t> {
    typed: &'t Typed,
    zone: &'t str,
    now: DateTime<Utc>,
}

impl Boxes<'_> {
    /// When they dialled, and when somebody answered if anybody did.
    fn times(&self) -> Result<Times, Vec<Amiss>> {
        let day = self.dialled_on().map_err(|amiss| vec![amiss])?;
        match (self.dialled(day), self.passed(day, "answered")) {
            (Ok(dialled), Ok(answered)) => Ok((dialled, answered)),
            (dialled, answered) => Err(dialled.err().into_iter().chain(answered.err()).collect()),
        }
    }

    /// The day of the call: today, unless they say otherwise.
    fn dialled_on(&self) -> Result<NaiveDate, Amiss> {
        let today = calendar::date_in(self.zone, self.now);
        if self.typed.one("dialled_on").is_empty() {
            return Ok(today);
        }
        day_by(self.typed, "dialled_on", today)
    }

    /// When they dialled: to the second, where the box has still the minute with which it was drawn.
    fn dialled(&self, day: NaiveDate) -> Result<DateTime<Utc>, Amiss> {
        let at = self.passed(day, "dialled")?;
        let at = at.ok_or_else(|| ("dialled", "Write when you dialled, like 17:42".to_owned()))?;
        let drawn = self.typed.one("dialled_exact").parse::<DateTime<Utc>>().ok();
        let minute = |at: &DateTime<Utc>| at.timestamp().div_euclid(60);
        let drawn = drawn.filter(|drawn| *drawn <= self.now && minute(drawn) == minute(&at));
        Ok(drawn.unwrap_or(at))
    }

    /// A moment of a day that has passed; none where nothing was typed. A minute is meant with all its seconds: what they asked for
    /// by text in the minute before they were rung was asked for before the call.
    fn passed(&self, day: NaiveDate, name: &'static str) -> Result<Option<DateTime<Utc>>, Amiss> {
        if self.typed.one(name).is_empty() {
            return Ok(None);
        }
        let at = self.time(name).and_then(|time| calendar::instant_in(self.zone, day, time));
        let at = at.filter(|at| *at <= self.now);
        let words = "Write a time like 17:42, no later than now";
        let ends = at.map(|at| (at + TimeDelta::seconds(59)).min(self.now));
        ends.map(Some).ok_or_else(|| (name, words.to_owned()))
    }

    fn time(&self, name: &str) -> Option<NaiveTime> {
        NaiveTime::parse_from_str(self.typed.one(name), "%H:%M").ok()
    }

    /// What was agreed about the next call.
    fn agreed(&self, needs: Needs) -> Result<Option<Agreed>, Amiss> {
        let is_blank = ["day", "from"].iter().all(|name| self.typed.one(name).is_empty());
        Ok(Some(match needs {
            Needs::Nothing | Needs::Language => return Ok(None),
            Needs::MomentIfAgreed if is_blank => return Ok(None),
            Needs::Date => Agreed::On(self.day()?),
            Needs::Moment | Needs::MomentIfAgreed => Agreed::At(self.moment("from")?),
            Needs::Span => Agreed::Between(self.moment("from")?, self.moment("until")?),
        }))
    }

    fn day(&self) -> Result<NaiveDate, Amiss> {
        let day = self.typed.one("day").parse();
        day.map_err(|_| ("day", "Choose a day".to_owned()))
    }

    fn moment(&self, name: &'static str) -> Result<DateTime<Utc>, Amiss> {
        let day = self.day()?;
        let at = self.time(name).and_then(|time| calendar::instant_in(self.zone, day, time));
        at.ok_or_else(|| (name, "Write a time like 17:30".to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};
    use surveys::typed::Typed;

    use super::{FAR_DAY, called, far};

    fn march(moment: &str) -> DateTime<Utc> {
        format!("2026-03-{moment}Z").parse().expect("a moment")
    }

    /// When a call was dialled by what was typed, or beside which boxes something is wrong.
    fn dialled(boxes: &[(&str, &str)], now: &str) -> Result<DateTime<Utc>, Vec<&'static str>> {
        let mut typed = Typed::default();
        typed.add("outcome", "NOANS");
        for (name, value) in boxes {
            typed.add(*name, *value);
        }
        let called = called(&typed, "Europe/London", march(now));
        called
            .map(|called| called.dialled_at)
            .map_err(|amiss| amiss.into_iter().map(|(name, _)| name).collect())
    }

    #[test]
    fn a_call_in_the_minute_in_which_they_asked_for_it_by_text_comes_after_that() {
        let at_five = [("dialled", "10:05")];

        assert_eq!(dialled(&at_five, "03T10:05:40"), Ok(march("03T10:05:40")));
        assert_eq!(dialled(&at_five, "03T10:30:00"), Ok(march("03T10:05:59")));
    }

    #[test]
    fn a_call_of_yesterday_is_told_with_its_day_and_none_of_tomorrow_is() {
        let on = |day| [("dialled_on", day), ("dialled", "17:40")];

        assert_eq!(dialled(&on("2026-03-02"), "03T10:30:00"), Ok(march("02T17:40:59")));
        assert_eq!(dialled(&on(""), "03T18:00:00"), Ok(march("03T17:40:59")));
        assert_eq!(dialled(&on("2026-03-03"), "03T10:30:00"), Err(vec!["dialled"]));
        for never in ["2026-03-04", "yesterday"] {
            assert_eq!(dialled(&on(never), "03T18:00:00"), Err(vec!["dialled_on"]), "{never}");
        }
    }

    #[test]
    fn a_day_more_than_eight_weeks_away_is_asked_about_once() {
        let asks = |day: &str, asked: &str| {
            let boxes = [("outcome", "APPT_HARD"), ("day", day), (FAR_DAY, asked)];
            let pairs = boxes.map(|(name, value)| (name.to_owned(), value.to_owned()));
            far(&Typed::from_pairs(pairs), "Europe/London", march("03T10:30:00"))
        };

        assert_eq!(asks("2026-04-28", ""), None);
        let (at, words) = asks("2029-12-25", "").expect("it is asked about");
        assert_eq!(at, "day");
        assert!(words.contains("25 December 2029"), "{words}");
        assert_eq!(asks("2029-12-25", "2029-12-25"), None);
        assert!(asks("2028-12-25", "2029-12-25").is_some(), "another day is asked about anew");
    }

    #[test]
    fn a_time_that_was_left_as_it_was_drawn_is_exact_and_another_is_not() {
        let drawn = ("dialled_exact", "2026-03-03T10:05:12.250Z");
        let left = [drawn, ("dialled_on", "2026-03-03"), ("dialled", "10:05")];
        let changed = [drawn, ("dialled_on", "2026-03-03"), ("dialled", "10:04")];
        let earlier = [drawn, ("dialled_on", "2026-03-02"), ("dialled", "10:05")];

        assert_eq!(dialled(&left, "03T10:30:00"), Ok(march("03T10:05:12.250")));
        assert_eq!(dialled(&changed, "03T10:30:00"), Ok(march("03T10:04:59")));
        assert_eq!(dialled(&earlier, "03T10:30:00"), Ok(march("02T10:05:59")));
    }
}
