//! Whatever comes of the calls, nobody is rung at an hour at which nobody is, or more often than they may be, and nobody is given
//! up who was only ever rung at the same time of the week.

use chrono::{Datelike, Timelike, Weekday};
use proptest::{collection::vec, prelude::*, sample::select};
use surveys::{
    calendar,
    calls::{Reason, Slot, may_promise},
};

use super::*;

/// What happens once that a case comes up.
#[derive(Clone, Debug)]
struct Step {
    key: &'static str,
    /// How far into the time in which they may be rung, of 1000.
    late: i32,
    /// By whom, where anybody may.
    by: i32,
    /// Hours until an appointment, days until somebody is back.
    later: i64,
    /// A text came before, asking for a call.
    asks: bool,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let likely = select(vec!["NOANS", "BUSY", "VM_MSG", "VM_NOMSG", "NONCON", "TECH"]);
    let other: Vec<_> = Outcome::ALL.into_iter().filter(|one| one.is_recorded()).collect();
    let other = select(other).prop_map(Outcome::key);
    let key = prop_oneof![6 => likely, 1 => other];
    let step = (key, 0..1000, select(vec![BEN, FARAH]), 1_i64..80, 0..25);
    vec(step, 24).prop_map(|steps| {
        let step = |(key, late, by, later, asks)| Step { key, late, by, later, asks: asks == 0 };
        steps.into_iter().map(step).collect()
    })
}

fn local(case: &Case<'_>, at: DateTime<Utc>) -> (NaiveDate, &'static str) {
    let local = calendar::moment_in(case.zone, at);
    let slot = match local.hour() {
        _ if local.weekday() == Weekday::Sat => "S",
        hour if hour < 12 => "M",
        hour if hour < 17 => "A",
        _ => "E",
    };
    (local.date(), slot)
}

fn made(case: &Case<'_>) -> Vec<(NaiveDate, &'static str)> {
    case.attempts.iter().map(|call| local(case, call.at)).collect()
}

/// What is still to be tried, a letter for each call.
fn needed(slots: &[(NaiveDate, &'static str)]) -> Vec<&'static str> {
    let mut needed = vec!["E", "E", "S", "M", "A"];
    for (_, slot) in slots {
        if let Some(nth) = needed.iter().position(|one| one == slot) {
            needed.remove(nth);
        }
    }
    needed
}

/// Whether somebody could be rung at a moment who did not ask for it, by nothing but the limits.
fn is_free(case: &Case<'_>, at: DateTime<Utc>) -> bool {
    let (day, slot) = local(case, at);
    let time = calendar::moment_in(case.zone, at).time();
    let open = CallRules::usual().hours.on(&Holidays::default(), day);
    let made = made(case);
    open.is_some_and(|open| open.from <= time && time < open.to)
        && case.closes.is_none_or(|closes| at < closes)
        && made.len() < 8
        && made.iter().filter(|(on, _)| *on == day).count() < 2
        && !made.contains(&(day, slot))
}

/// Whether some moment comes, before the wave closes, at which somebody could be rung and that is as wished.
fn comes(case: &Case<'_>, from: DateTime<Utc>, wished: impl Fn(NaiveDate, &str) -> bool) -> bool {
    let mut halves = (0..62 * 48).map(|half| from + TimeDelta::minutes(30 * half));
    halves.any(|at| {
        let (day, slot) = local(case, at);
        wished(day, slot) && is_free(case, at)
    })
}

/// A call that nobody asked for is within every limit; one in a slot that was not needed was made for want of another.
fn may_go(case: &Case<'_>, turn: &Turn, now: DateTime<Utc>) {
    assert!(is_free(case, now), "{turn:?} at {now} after {:?}", case.attempts);
    let refused = case.attempts.iter().rfind(|call| call.outcome.is_open_refusal());
    if let (Some(refused), Reason::Conversion) = (refused, turn.why) {
        assert!(now - refused.at >= TimeDelta::hours(7 * 24 - 1) - TimeDelta::minutes(1));
        assert_eq!(turn.not_by, Some(refused.by));
        return;
    }
    if let Some(last) = case.attempts.last().filter(|last| last.outcome == outcome("NOANS")) {
        assert!(now - last.at >= TimeDelta::hours(3), "{turn:?} at {now} after {last:?}");
    }
    let made = made(case);
    let (needed, (day, slot)) = (needed(&made), local(case, now));
    if !needed.is_empty() && !needed.contains(&slot) {
        assert!(!comes(case, now, |_, slot| needed.contains(&slot)), "{turn:?} for {needed:?}");
    }
    let ten_days =
        |day: NaiveDate| made.first().is_none_or(|(first, _)| (day - *first).num_days() >= 10);
    if made.len() >= 5 && !ten_days(day) {
        assert!(!comes(case, now, |day, _| ten_days(day)), "{turn:?} at {now}");
    }
}

/// What Ben or Farah writes down; an appointment only where it can be kept.
fn rung(case: &Case<'_>, turn: &Turn, step: &Step, now: DateTime<Utc>) -> Attempt {
    let agreed = match step.key {
        "APPT_HARD" => Some(Agreed::At(now + TimeDelta::hours(step.later))),
        "APPT_SOFT" => {
            let from = now + TimeDelta::hours(step.later);
            Some(Agreed::Between(from, from + TimeDelta::hours(4)))
        }
        "AWAY" => {
            Some(Agreed::On(calendar::date_in(case.zone, now) + TimeDelta::days(step.later / 10)))
        }
        _ => None,
    };
    let rules = (&CallRules::usual(), &Holidays::default());
    let is_kept = agreed.is_none_or(|agreed| may_promise(agreed, case, rules, now).is_ok());
    let (key, agreed) = if is_kept { (step.key, agreed) } else { ("NOANS", None) };
    let by = if turn.not_by == Some(step.by) { BEN + FARAH - step.by } else { step.by };
    Attempt { at: now, outcome: outcome(key), by, number: turn.number, agreed }
}

fn was_asked(turn: &Turn) -> bool {
    matches!(turn.why, Reason::Appointment | Reason::LooseAppointment | Reason::AskedByText)
}

/// Goes through a case until it is over, and tells which calls were asked for.
fn work(case: &mut Case<'_>, steps: &[Step]) -> (Vec<bool>, Option<Outcome>) {
    let (rules, holidays) = (CallRules::usual(), Holidays::default());
    let (mut now, mut asked) = (case.issued_at, Vec::new());
    for step in steps {
        if step.asks {
            case.asked_for_call = Some(now);
        }
        let found = standing(case, &rules, &holidays, None, now);
        match found {
            Standing::Over { outcome } => return (asked, Some(outcome)),
            Standing::WaitsFor(Waited::Number) => {
                let next = case.numbers.iter().max().map_or(1, |last| last + 1);
                case.numbers.push(next);
            }
            Standing::WaitsFor(_) => case.given_back = Some(now),
            Standing::Not(because) => panic!("{because:?}"),
            Standing::Now(turn) | Standing::Later(turn) => {
                comes_to_pass(case, &turn);
                now = turn.at + (turn.until - turn.at) * step.late / 1000;
                if !was_asked(&turn) {
                    may_go(case, &turn, now);
                }
                asked.push(was_asked(&turn));
                case.attempts.push(rung(case, &turn, step, now));
                now += TimeDelta::minutes(5);
            }
        }
    }
    (asked, None)
}

/// What is foretold comes to pass, and lasts as long as was said.
fn comes_to_pass(case: &Case<'_>, turn: &Turn) {
    for at in [turn.at, turn.at + (turn.until - turn.at) / 2, turn.until - TimeDelta::seconds(1)] {
        let found = standing(case, &CallRules::usual(), &Holidays::default(), None, at);
        let Standing::Now(now) = found else { panic!("{found:?} at {at}, not {turn:?}") };
        assert_eq!((now.why, now.until, now.number), (turn.why, turn.until, turn.number), "{at}");
    }
    let open = CallRules::usual().appointments.on(&Holidays::default(), local(case, turn.at).0);
    let time = calendar::moment_in(case.zone, turn.at).time();
    assert!(open.is_some_and(|open| open.from <= time && time < open.to), "{turn:?}");
}

/// Two evenings, a Saturday, a morning and an afternoon up to the sixth call that nobody asked for, ten days after the first.
fn all_was_tried(case: &Case<'_>, asked: &[bool]) {
    let ours = asked.iter().enumerate().filter(|(_, asked)| !**asked).map(|(nth, _)| nth);
    let sixth = ours.clone().nth(5).expect("six calls of ours");
    let made = made(case);
    assert!(needed(&made[..=sixth]).is_empty(), "{made:?}");
    assert!((made[sixth].0 - made[0].0).num_days() >= 10, "{made:?}");
}

#[test]
fn whoever_never_answers_was_rung_at_all_times_of_the_week_whenever_that_began() {
    let step = Step { key: "NOANS", late: 400, by: BEN, later: 1, asks: false };
    for days in 0..365 {
        for window in [42, 30, 25] {
            let issued = at("2026-01-01T00:00") + TimeDelta::days(days);
            let closes = Some(issued + TimeDelta::days(window));
            let mut case = Case { issued_at: issued, closes, ..anna("2026-01-01T00:00", &[]) };

            let (asked, over) = work(&mut case, &vec![step.clone(); 12]);

            assert_eq!(over, Some(Outcome::MostAttempts), "{issued}");
            assert_eq!(case.attempts.len(), 8);
            all_was_tried(&case, &asked);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_comes_of_the_calls_no_limit_is_broken(
        steps in steps(),
        zone in select(vec![LONDON, "America/New_York", "Asia/Kolkata"]),
        minutes in 0_i64..365 * 24 * 60,
        window in select(vec![2_i64, 6, 12, 25, 60]),
    ) {
        let issued = at("2026-01-01T00:00") + TimeDelta::minutes(minutes);
        let closes = Some(issued + TimeDelta::days(window));
        let mut case = Case { zone, issued_at: issued, closes, numbers: vec![1, 2], ..anna("2026-01-01T00:00", &[]) };

        let (asked, over) = work(&mut case, &steps);

        let ours = asked.iter().filter(|asked| !**asked).count();
        prop_assert!(ours <= 8);
        let may_be_online = steps.iter().any(|step| step.key == "COMP_WEB");
        prop_assert!(may_be_online || over.is_none_or(|over| over != Outcome::CompleteOnline));
        // In sixty days all that is needed comes, whatever is in between.
        let is_exhausted = case.attempts.len() >= 8 && window == 60 && over.is_some();
        if is_exhausted && ours >= 6 {
            all_was_tried(&case, &asked);
        }
    }
}

#[test]
fn each_slot_has_a_letter() {
    assert_eq!(Slot::ALL.map(Slot::key), ["M", "A", "E", "S"]);
    assert_eq!(Slot::ALL.map(|slot| Slot::from_key(slot.key())), Slot::ALL.map(Some));
}
