//! Whatever happens to Anna, no contact goes outside its hours, its wave, its number, its distance from others or her pause; and
//! none is lost because of something that passes.

use chrono::{Days, NaiveDate, TimeDelta, Timelike};
use proptest::{collection::vec, option, prelude::*, sample::select};
use surveys::{calendar, protocol::Plan, schedule::Planned};

use super::*;

/// The four-month survey, and one that opens a few days later: their contacts come between each other.
fn two_waves(late: u16, most: u16, apart: u16, on: &[chrono::Weekday]) -> Protocol {
    let mut protocol = protocol();
    (protocol.hours_late, protocol.most_contacts) = (late, most);
    let mut other = protocol.waves[0].clone();
    other.wave.key = WaveKey::new("other").expect("a key");
    other.wave.opens_after += apart;
    other.wave.open_for = Some(21);
    other.steps[1].on = on.to_vec();
    protocol.waves.push(other);
    protocol
}

/// What is so of Anna from one hour of the year 2027 on.
#[derive(Clone, Debug)]
enum Turn {
    Reached(Way, Reach),
    Pauses(Option<u64>),
    Stands(Stand),
    Shut(bool),
    Held(i64),
}

fn turns() -> impl Strategy<Value = Vec<(i64, Turn)>> {
    let reach = select(vec![Reach::Open, Reach::Open, Reach::NoAddress, Reach::Unreachable]);
    let turn = prop_oneof![
        4 => (select(Way::ALL.to_vec()), reach).prop_map(|(way, reach)| Turn::Reached(way, reach)),
        2 => option::of(0_u64..20).prop_map(Turn::Pauses),
        1 => select(vec![Stand::NotBegun, Stand::Begun]).prop_map(Turn::Stands),
        1 => any::<bool>().prop_map(Turn::Shut),
        1 => (1_i64..72).prop_map(Turn::Held),
    ];
    vec((0_i64..30 * 24, turn), 0..14).prop_map(|mut turns| {
        turns.sort_by_key(|(hour, _)| *hour);
        turns
    })
}

fn happens(anna: &mut Person<'_>, turn: &Turn, now: DateTime<Utc>) {
    let today = calendar::date_in(anna.zone, now);
    match turn {
        Turn::Reached(way, reach) => drop(anna.ways.insert(*way, *reach)),
        Turn::Pauses(days) => anna.paused_until = days.map(|days| today + Days::new(days)),
        Turn::Stands(stand) => drop(anna.waves.insert(wave(), *stand)),
        Turn::Shut(true) => drop(anna.shut.insert(wave())),
        Turn::Shut(false) => anna.shut.clear(),
        Turn::Held(hours) => anna.held.push(now..now + TimeDelta::hours(*hours)),
    }
}

/// Whether a message may go at a moment, by nothing but the words of the protocol.
fn may_go(protocol: &Protocol, anna: &Person<'_>, one: &Planned, at: DateTime<Utc>) {
    let local = calendar::moment_in(anna.zone, at);
    let open = protocol.hours[&one.way].on(&protocol.holidays, local.date());
    let is_open = open.is_some_and(|open| open.from <= local.time() && local.time() < open.to);
    assert!(is_open || one.way == Way::Post, "{one:?} at {local}");
    let plan = protocol.waves.iter().find(|plan| *plan.key() == one.wave).expect("its wave");
    let (_, last) = plan.wave.days(&anna.dates).expect("it has a day");
    assert!(last.is_none_or(|last| local.date() <= last), "{one:?} at {local}, closed {last:?}");
    assert!(anna.paused_until.is_none_or(|last| local.date() > last), "{one:?} at {local}");
    assert!(!anna.held.iter().any(|held| held.contains(&at)), "{one:?} at {local}");
    assert_eq!(anna.ways[&one.way], Reach::Open, "{one:?}");
    assert!(!anna.shut.contains(&one.wave), "{one:?}");
    let own = |other: &&Handed| other.wave == one.wave && other.step == one.step;
    let others = anna.handed.iter().filter(|other| !own(other));
    for other in others {
        assert!(at - other.at >= TimeDelta::hours(48), "{one:?} at {at}, after {other:?}");
    }
    let own_wave: std::collections::BTreeSet<_> = (anna.handed.iter())
        .filter(|other| other.wave == one.wave)
        .map(|other| &other.step)
        .collect();
    let most = usize::from(protocol.most_contacts);
    assert!(own_wave.contains(&one.step) || own_wave.len() < most, "{one:?}");
}

fn weekdays() -> impl Strategy<Value = Vec<chrono::Weekday>> {
    use chrono::Weekday::{Fri, Mon, Sat, Thu, Tue, Wed};
    vec(select(vec![Mon, Tue, Wed, Thu, Fri, Sat]), 0..3)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_nothing_goes_that_may_not(
        late in select(vec![24_u16, 48, 96]),
        most in 1_u16..5,
        apart in 0_u16..9,
        on in weekdays(),
        turns in turns(),
    ) {
        let protocol = two_waves(late, most, apart, &on);
        let mut anna = anna();
        let (begins, mut turns) = (at("2026-12-31T00:07"), turns.into_iter().peekable());
        for hour in (0..40 * 24).step_by(3) {
            let now = begins + TimeDelta::hours(hour);
            while let Some((_, turn)) = turns.next_if(|(when, _)| *when <= hour) {
                happens(&mut anna, &turn, now);
            }
            let planned = schedule(&protocol, &anna, now);
            let comes = planned.iter().filter_map(|one| Some((one, one.fate.goes(now)?)));
            for (one, goes) in comes.filter(|(one, _)| !matches!(one.fate, Fate::Due(_))) {
                assert!(goes > now, "{one:?} at {now}");
            }
            for one in planned.into_iter().filter(|one| matches!(one.fate, Fate::Due(_))) {
                may_go(&protocol, &anna, &one, now);
                anna.handed.push(Handed {
                    wave: one.wave, step: one.step, way: one.way, at: now, arrival: Arrival::Left,
                });
            }
        }
        let mut names: Vec<_> =
            anna.handed.iter().map(|one| (&one.wave, &one.step, one.way)).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all, "nothing goes twice");
    }

    #[test]
    fn a_text_goes_when_what_kept_it_has_passed_and_is_settled_only_when_that_took_too_long(
        minutes in 0_i64..60 * 60,
        reach in select(vec![Reach::NoAddress, Reach::Unreachable, Reach::Open]),
    ) {
        let protocol = protocol();
        let hours = &protocol.hours[&Way::Sms];
        let own = at("2027-01-08T17:00");
        let mut anna = anna();
        anna.ways.insert(Way::Sms, reach);
        anna.shut = (reach == Reach::Open).then(wave).into_iter().collect();
        let passes = own + TimeDelta::minutes(minutes);
        let of_text = |anna: &Person<'_>, now| schedule(&protocol, anna, now)[2].fate;
        let before = of_text(&anna, passes);
        let kept = matches!(before, Fate::Waits(..));

        anna.ways.insert(Way::Sms, Reach::Open);
        anna.shut.clear();
        let open = hours.first(anna.zone, &protocol.holidays, passes).expect("an hour");
        let in_time = open - own <= TimeDelta::hours(48);

        prop_assert_eq!(of_text(&anna, open) == Fate::Due(own), in_time);
        prop_assert_eq!(kept, in_time, "{:?} at {}", before, passes);
    }

    #[test]
    fn a_contact_that_is_moved_keeps_its_time_and_its_days(
        made in 0_i64..12 * 24 * 60,
        held in vec((0_i64..14 * 24, 1_i64..60), 0..3),
        on in weekdays(),
    ) {
        let mut protocol = protocol();
        protocol.waves[0].steps[0].sends.truncate(1);
        protocol.waves[0].steps[0].on = on.clone();
        let other = Plan { steps: Vec::new(), ..protocol.waves[0].clone() };
        protocol.waves.push(other);
        protocol.waves[1].wave.key = WaveKey::new("other").expect("a key");
        let opens = at("2027-01-01T00:00");
        let mut anna = handed(&[("invitation", Way::Sms, "2027-01-01T00:00")]);
        anna.handed[0].wave = protocol.waves[1].wave.key.clone();
        anna.handed[0].at = opens + TimeDelta::minutes(made);
        let hours = |hours: i64| opens + TimeDelta::hours(hours);
        anna.held = held.iter().map(|(from, long)| hours(*from)..hours(from + long)).collect();
        anna.held.sort_by_key(|held| held.start);

        let fate = schedule(&protocol, &anna, at("2026-12-24T12:00"))[0].fate;

        let Fate::Later(goes) = fate else { panic!("{fate:?}") };
        let ten: NaiveDate = calendar::date_in(anna.zone, goes);
        let ten = ten.and_hms_opt(10, 0, 0).expect("a time").and_utc();
        prop_assert!(goes >= ten && goes - ten <= TimeDelta::hours(1), "{}", goes);
        prop_assert!(on.is_empty() || on.contains(&chrono::Datelike::weekday(&goes)), "{}", goes);
        prop_assert!(goes.second() == 0 && !anna.held.iter().any(|held| held.contains(&goes)));
    }
}
