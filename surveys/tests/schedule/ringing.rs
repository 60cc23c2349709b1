//! When the people of the example are rung, whichever day it is on which their survey opens.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use surveys::{
    authoring::File,
    calendar,
    protocol::Protocol,
    schedule::{Fate, Person, schedule},
    stopping::Way,
    waves::Dates,
};

use super::{anna, at, wave};

fn example() -> Protocol {
    let text = include_str!("../../../examples/study/protocol.toml").to_owned();
    let file = File { name: "protocol.toml".to_owned(), text };
    Protocol::read(&file).expect("the example is in order")
}

/// When this is planned for somebody.
fn goes(protocol: &Protocol, person: &Person<'_>, (step, way): (&str, Way)) -> DateTime<Utc> {
    let planned = schedule(protocol, person, at("2026-01-01T00:00")).into_iter();
    let mut own = planned.filter(|one| one.wave == wave() && one.step.as_str() == step);
    let planned = own.find(|one| one.way == way).expect("it is planned");
    match planned.fate {
        Fate::Later(at) => at,
        other => panic!("{step} is to come: {other:?}"),
    }
}

#[test]
fn whoever_is_told_by_text_that_they_may_be_rung_has_two_days_also_over_a_sunday_and_bank_holidays()
{
    let protocol = example();
    let first = NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day");
    for randomised_on in (0..730).filter_map(|days| first.checked_add_days(Days::new(days))) {
        let dates = Dates { randomised_on: Some(randomised_on), ..Dates::default() };
        let person = Person { dates, ..anna() };

        let text = goes(&protocol, &person, ("before-calls", Way::Sms));
        let call = goes(&protocol, &person, ("calls", Way::Phone));

        let apart = call - text;
        assert!(apart >= TimeDelta::hours(48), "{randomised_on}: {apart}");
        let opens = randomised_on + Days::new(122);
        let day = (calendar::date_in(person.zone, call) - opens).num_days();
        assert!((20..=30).contains(&day), "{randomised_on}: on day {day}");
    }
}
