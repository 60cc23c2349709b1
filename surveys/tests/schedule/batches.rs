//! A wave that is issued in batches opens on the first batch day from a person's own day on, and ends when it would have.

use chrono::NaiveDate;
use surveys::{
    protocol::Protocol,
    waves::{Dates, Wave, Window},
};

use super::{PROTOCOL, anna, told};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn issued(batch: &str) -> Protocol {
    let batch = format!("open_for = 56\nbatch = \"{batch}\"");
    toml::from_str(&PROTOCOL.replace("open_for = 56", &batch)).expect("the protocol reads")
}

fn four_months(batch: &str) -> Wave {
    issued(batch).waves.remove(0).wave
}

#[test]
fn anna_whose_own_day_is_a_friday_is_in_mondays_batch_and_her_survey_ends_when_it_would_have() {
    let (wave, dates) = (four_months("weekly on Monday"), anna().dates);
    let (opens, last) = (day("2027-01-04"), day("2027-02-26"));

    assert_eq!(wave.days(&dates), Some((opens, Some(last))));
    assert_eq!(wave.window(&dates, day("2027-01-03")), Window::NotYet(Some(opens)));
    assert_eq!(wave.window(&dates, opens), Window::Open(Some(last)));
    assert_eq!(wave.window(&dates, last), Window::Open(Some(last)));
    assert_eq!(wave.window(&dates, day("2027-02-27")), Window::Closed);
}

#[test]
fn whoever_is_randomised_in_one_week_is_invited_in_one_batch() {
    let wave = four_months("weekly on Monday");
    let opens = |randomised: &str| {
        let dates = Dates { randomised_on: Some(day(randomised)), ..Dates::default() };
        wave.days(&dates).map(|(opens, _)| opens.to_string())
    };
    // Their own days are Tuesday 29 December to Monday 4 January, and the Tuesday after it.
    let one_week = ["2026-08-29", "2026-08-31", "2026-09-02", "2026-09-04"];

    assert_eq!(one_week.map(|on| opens(on).expect("a day")), ["2027-01-04"; 4]);
    assert_eq!(opens("2026-09-05").expect("a day"), "2027-01-11");
}

#[test]
fn what_anna_is_sent_is_counted_from_the_day_of_her_batch() {
    let before = told(&issued("monthly on day 15"), &anna(), "2026-12-24T12:00");

    // The 15th is a Friday, so the invitation waits for the Tuesday; the reminder is a week after the batch.
    assert_eq!(before[0], "invitation later 2027-01-19T10:00");
    assert_eq!(before[2], "reminder-text later 2027-01-22T17:00");
}

#[test]
fn a_wave_that_may_be_over_before_its_batch_or_opens_with_consent_is_refused() {
    let told = |changes: &[(&str, &str)]| {
        let text = changes.iter().fold(PROTOCOL.to_owned(), |text, (from, to)| {
            assert!(text.contains(from), "{from} is not there");
            text.replacen(from, to, 1)
        });
        let protocol: Protocol = toml::from_str(&text).expect("the protocol reads");
        protocol.check().iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let weekly = "open_for = 56\nbatch = \"weekly on Monday\"";

    assert_eq!(told(&[("open_for = 56", weekly)]), [""; 0]);
    // Whoever waits six days has a day less than the step needs.
    assert_eq!(
        told(&[("open_for = 56", &weekly.replace("56", "17"))]),
        ["“four-month”, “why-it-matters”: the wave may be over by then; choose an earlier day"]
    );
    let short = told(&[("open_for = 56", "open_for = 29\nbatch = \"monthly on day 1\"")]);
    assert_eq!(
        short[0],
        "“four-month” may be over before its batch comes, for which somebody waits up to 30 days; write \
         open_for = 30 or more, or issue it more often"
    );
    assert_eq!(
        told(&[
            ("open_for = 56", weekly),
            ("anchor = \"randomisation\"", "anchor = \"consent\""),
            ("opens_after = 122", "opens_after = 0"),
        ]),
        [
            "“four-month” opens with consent, and waits for a batch; take batch out: people agree on any day"
        ]
    );
}

#[test]
fn a_step_on_the_day_of_the_batch_need_not_keep_its_distance_on_any_other_day() {
    // The reminder is two days after the opening; the invitation would wait for the Tuesday after any other day.
    let near = |batch: &str| {
        let text = PROTOCOL.replace("open_for = 56", &format!("open_for = 56\n{batch}"));
        let text = text.replace("day = 7", "day = 4").replace("day = 12", "day = 9");
        let protocol: Protocol = toml::from_str(&text).expect("the protocol reads");
        protocol.check().len()
    };

    assert_eq!(near(""), 1);
    assert_eq!(near("batch = \"weekly on Tuesday\""), 0);
}

#[test]
fn what_anna_stops_counts_until_a_wave_is_over_for_her_and_of_her_first_until_she_was_randomised() {
    let (four_months, dates) = (four_months("weekly on Monday"), anna().dates);
    assert!(four_months.is_in_time(&dates, day("2027-02-26")));
    assert!(!four_months.is_in_time(&dates, day("2027-02-27")));

    let first = Wave { until_randomised: true, open_for: None, ..four_months };
    let randomised_on = dates.randomised_on.expect("a day");
    assert!(first.is_in_time(&dates, randomised_on.pred_opt().expect("the day before")));
    assert!(!first.is_in_time(&dates, randomised_on));
}
