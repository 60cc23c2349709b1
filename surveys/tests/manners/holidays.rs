//! Bank holidays, against the days that were published for England and Wales.

use chrono::NaiveDate;
use surveys::manners::{Holidays, Region};

fn of(year: i32, holidays: &Holidays) -> Vec<String> {
    let first = NaiveDate::from_ymd_opt(year, 1, 1).expect("a day");
    let days = first.iter_days().take_while(|day| day.format("%Y").to_string() == year.to_string());
    days.filter(|day| holidays.has(*day)).map(|day| day.format("%m-%d").to_string()).collect()
}

fn check(year: i32, published: &str) {
    let published: Vec<_> = published.split(' ').collect();
    assert_eq!(of(year, &Holidays::default()), published, "{year}");
}

#[test]
fn the_days_are_those_that_were_published_and_the_feasts_that_were_moved_from_a_weekend() {
    check(2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-25 12-26 12-27 12-28");
    check(2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26");
    check(2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26");
    check(2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-26 12-28");
    check(2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-25 12-26 12-27 12-28");
    check(2028, "01-01 01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26");
}

#[test]
fn a_day_that_was_moved_and_one_that_was_proclaimed_are_written_down() {
    let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
    let jubilee = Holidays {
        also: vec![day("2022-06-02"), day("2022-06-03"), day("2022-09-19")],
        except: vec![day("2022-05-30")],
        ..Holidays::default()
    };

    let published = "01-01 01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-25 12-26 12-27";
    assert_eq!(of(2022, &jubilee).join(" "), published);
}

#[test]
fn a_study_elsewhere_has_its_own_days_only() {
    let day = "2026-07-14".parse().expect("a day");
    let elsewhere = Holidays { region: Region::None, also: vec![day], except: Vec::new() };

    assert_eq!(of(2026, &elsewhere), ["07-14"]);
}
