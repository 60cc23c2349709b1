//! Each clock at its edges, in London.

use surveys::{
    registers::{
        Assessment::{Breach, Harm},
        Clock, Fact, Register, Report, Risk, Standing, Way,
    },
    safeguarding::Escalation::{self, Half, Whole},
};

use crate::{anonymous, entry, utc};

const LONDON: Clock<'_> = Clock { zone: "Europe/London" };

/// When it is overdue, written as it is read: `2026-04-01 23:00`.
fn due(standing: &Standing) -> String {
    LONDON.due(standing).map_or("never".to_owned(), |due| due.format("%Y-%m-%d %H:%M").to_string())
}

fn late(standing: &Standing, now: &str) -> Option<Escalation> {
    LONDON.late(standing, utc(now))
}

#[test]
fn a_complaint_is_acknowledged_by_the_end_of_the_thirtieth_day_after_it_came() {
    // Winter time: midnight after 31 January.
    assert_eq!(due(&entry(Register::Complaint, "2026-01-01 00:00", &[])), "2026-02-01 00:00");
    assert_eq!(due(&entry(Register::Complaint, "2026-01-01 23:59", &[])), "2026-02-01 00:00");
    let complaint = entry(Register::Complaint, "2026-01-01 23:59", &[]);
    assert!(!LONDON.is_overdue(&complaint, utc("2026-01-31 23:59")));
    assert!(LONDON.is_overdue(&complaint, utc("2026-02-01 00:00")));
}

#[test]
fn the_days_are_those_of_london_also_over_the_change_of_the_clock() {
    // The thirtieth day is 1 April; its midnight is 23:00 in UTC.
    assert_eq!(due(&entry(Register::Complaint, "2026-03-02 12:00", &[])), "2026-04-01 23:00");
    // Half past midnight in London, on the next day already.
    assert_eq!(due(&entry(Register::Complaint, "2026-06-30 23:30", &[])), "2026-07-31 23:00");
}

#[test]
fn seventy_two_hours_are_real_hours_over_a_short_night_and_a_long_one() {
    assert_eq!(due(&entry(Register::Breach, "2026-03-27 09:30", &[])), "2026-03-30 09:30");
    // At 09:30 in London on 23 October; by its clock it is 08:30 three days later.
    assert_eq!(due(&entry(Register::Breach, "2026-10-23 08:30", &[])), "2026-10-26 08:30");
    let breach = entry(Register::Breach, "2026-10-23 08:30", &[]);
    assert!(!LONDON.is_overdue(&breach, utc("2026-10-26 08:29")));
    assert!(LONDON.is_overdue(&breach, utc("2026-10-26 08:30")));
}

#[test]
fn a_breach_has_to_be_reported_when_a_risk_is_likely_and_the_clock_is_that_of_awareness() {
    let likely = Fact::Assessed(Breach(Risk::Likely));
    let high = Fact::Assessed(Breach(Risk::High));
    let unlikely = Fact::Assessed(Breach(Risk::Unlikely));
    let of = |facts: &[Fact]| due(&entry(Register::Breach, "2026-05-04 10:00", facts));

    assert_eq!(of(&[likely]), "2026-05-07 10:00");
    assert_eq!(of(&[high]), "2026-05-07 10:00");
    assert_eq!(of(&[unlikely]), "never");
    assert_eq!(of(&[unlikely, likely]), "2026-05-07 10:00", "what is thought last counts");
    assert_eq!(of(&[likely, Fact::Reported(Report::Made)]), "never");
    assert_eq!(of(&[likely, Fact::Reported(Report::NotMade)]), "never", "a reason is on record");
}

#[test]
fn a_harm_is_reported_in_fifteen_days_only_when_it_is_serious_related_and_unexpected() {
    let of = |serious, related, unexpected| {
        let assessed = Fact::Assessed(Harm { serious, related, unexpected });
        due(&entry(Register::Harm, "2026-01-05 18:00", &[assessed]))
    };

    assert_eq!(of(true, true, true), "2026-01-21 00:00");
    assert_eq!(of(false, true, true), "never");
    assert_eq!(of(true, false, true), "never");
    assert_eq!(of(true, true, false), "never");
    let not_looked_at = entry(Register::Harm, "2026-01-05 18:00", &[]);
    assert_eq!(due(&not_looked_at), "2026-01-21 00:00", "nobody knows yet that it is none");
}

#[test]
fn those_who_keep_the_register_are_told_at_half_and_at_the_end_and_once() {
    let at = |told: &[Fact]| entry(Register::Breach, "2026-05-04 10:00", told);
    assert_eq!(late(&at(&[]), "2026-05-05 21:59"), None);
    assert_eq!(late(&at(&[]), "2026-05-05 22:00"), Some(Half));
    let half = Fact::Escalated(Half);
    assert_eq!(late(&at(&[half]), "2026-05-07 09:59"), None);
    assert_eq!(late(&at(&[half]), "2026-05-07 10:00"), Some(Whole));
    assert_eq!(late(&at(&[half, Fact::Escalated(Whole)]), "2026-06-07 10:00"), None);
    assert_eq!(late(&at(&[]), "2026-06-07 10:00"), Some(Whole), "no server ran for a month");
}

#[test]
fn an_acknowledged_complaint_has_no_clock_any_more() {
    let told = entry(Register::Complaint, "2026-03-02 12:00", &[Fact::Acknowledged(Way::Email)]);
    assert_eq!(due(&told), "never");
    assert_eq!(late(&told, "2027-03-02 12:00"), None);
}

#[test]
fn an_anonymous_complaint_has_the_same_thirty_days_to_be_read() {
    let nobody = anonymous("2026-01-01 12:00", &[]);
    assert_eq!(due(&nobody), "2026-02-01 00:00");
    assert_eq!(due(&anonymous("2026-01-01 12:00", &[Fact::Acknowledged(Way::Nobody)])), "never");
}
