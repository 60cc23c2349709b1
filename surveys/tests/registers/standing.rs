//! What may be done to an entry as it stands.

use surveys::{
    registers::{
        Assessment::{Breach, Harm},
        Channel, Event, Fact, Outcome, Reference, Refused, Register, Report, Risk, Standing, Task,
        Way,
    },
    safeguarding::Escalation,
};

use crate::{anonymous, entry, utc};

const DAY: &str = "2026-03-02 12:00";

#[test]
fn nothing_is_an_entry_before_it_was_received() {
    let event = Event { at: utc(DAY), actor: "staff 1".to_owned(), fact: Fact::Noted };
    assert_eq!(Standing::of(Register::Complaint, [&event]), None);
}

#[test]
fn a_complaint_is_acknowledged_once_and_then_settled() {
    let new = entry(Register::Complaint, DAY, &[]);
    assert_eq!(new.task(), Some(Task::Acknowledge));
    let upheld = Fact::Closed(Outcome::Upheld);
    assert_eq!(new.may(upheld), Err(Refused::StillDue(Task::Acknowledge)));
    assert_eq!(new.may(Fact::Acknowledged(Way::Nobody)), Err(Refused::CanBeReached));

    let told = entry(Register::Complaint, DAY, &[Fact::Acknowledged(Way::Letter)]);
    assert_eq!(told.may(Fact::Acknowledged(Way::Email)), Err(Refused::Done));
    assert_eq!((told.task(), told.may(upheld)), (Some(Task::Settle), Ok(())));

    let closed = entry(Register::Complaint, DAY, &[Fact::Acknowledged(Way::Letter), upheld]);
    assert_eq!((closed.task(), closed.may(upheld)), (None, Err(Refused::Done)));
}

#[test]
fn nobody_is_written_to_about_an_anonymous_complaint_but_it_has_to_be_read() {
    let nobody = anonymous(DAY, &[]);
    assert_eq!(nobody.task(), Some(Task::Read));
    let read = Fact::Acknowledged(Way::Nobody);
    assert_eq!(nobody.may(read), Ok(()));
    assert_eq!(anonymous(DAY, &[read]).task(), Some(Task::Settle));
}

#[test]
fn a_breach_is_not_closed_before_it_is_known_whether_it_has_to_be_reported() {
    let contained = Fact::Closed(Outcome::Contained);
    let of = |facts: &[Fact]| entry(Register::Breach, DAY, facts).may(contained);
    let likely = Fact::Assessed(Breach(Risk::Likely));

    assert_eq!(of(&[]), Err(Refused::StillDue(Task::Assess)));
    assert_eq!(of(&[likely]), Err(Refused::StillDue(Task::Report)));
    assert_eq!(of(&[likely, Fact::Reported(Report::NotMade)]), Ok(()));
    assert_eq!(of(&[Fact::Assessed(Breach(Risk::Unlikely))]), Ok(()));
}

#[test]
fn what_was_no_breach_after_all_is_closed_as_it_is() {
    assert_eq!(entry(Register::Breach, DAY, &[]).may(Fact::Closed(Outcome::Mistake)), Ok(()));
}

#[test]
fn what_belongs_to_another_register_is_refused() {
    let harm = Fact::Assessed(Harm { serious: true, related: true, unexpected: true });
    let upheld = Fact::Closed(Outcome::Upheld);
    let report = Fact::Reported(Report::Made);
    for (register, fact) in [
        (Register::Breach, harm),
        (Register::Complaint, harm),
        (Register::Harm, Fact::Assessed(Breach(Risk::High))),
        (Register::Harm, Fact::Acknowledged(Way::Email)),
        (Register::Complaint, report),
        (Register::Breach, upheld),
    ] {
        let refused = entry(register, DAY, &[]).may(fact);
        assert_eq!(refused, Err(Refused::NotHere), "{register:?} {fact:?}");
    }
}

#[test]
fn a_closed_entry_takes_notes_only_until_it_is_opened_again() {
    let closed = Fact::Closed(Outcome::Mistake);
    let entry = |facts: &[Fact]| entry(Register::Breach, DAY, facts);
    let likely = Fact::Assessed(Breach(Risk::Likely));

    assert_eq!(entry(&[]).may(Fact::Reopened), Err(Refused::Open));
    assert_eq!(entry(&[closed]).may(likely), Err(Refused::Closed));
    assert_eq!(entry(&[closed]).may(Fact::Noted), Ok(()));
    let again = entry(&[closed, Fact::Reopened]);
    assert_eq!((again.task(), again.may(likely)), (Some(Task::Assess), Ok(())));
}

#[test]
fn words_are_destroyed_only_once_it_is_closed_and_once() {
    let closed = Fact::Closed(Outcome::Mistake);
    let entry = |facts: &[Fact]| entry(Register::Harm, DAY, facts);
    assert_eq!(entry(&[]).may(Fact::WordsDestroyed), Err(Refused::Open));
    assert_eq!(entry(&[closed]).may(Fact::WordsDestroyed), Ok(()));
    let destroyed = entry(&[closed, Fact::WordsDestroyed]);
    assert_eq!(destroyed.may(Fact::WordsDestroyed), Err(Refused::Done));
    assert_eq!(destroyed.may(Fact::Noted), Err(Refused::Closed), "it could not be sealed");
    assert_eq!(destroyed.may(Fact::Reopened), Err(Refused::Closed));
}

#[test]
fn what_was_told_of_the_clock_is_not_forgotten() {
    let told = [Fact::Escalated(Escalation::Whole), Fact::Escalated(Escalation::Half)];
    let entry = entry(Register::Complaint, DAY, &told);
    assert_eq!(entry.escalated, Some(Escalation::Whole));
}

#[test]
fn everything_is_known_by_its_name_and_a_reference_by_its_letter() {
    for register in Register::ALL {
        assert_eq!(Register::named(register.name()), Some(register));
        let reference = Reference { register, number: 17 };
        assert_eq!(reference.to_string().parse(), Ok(reference));
    }
    assert!(Outcome::ALL.iter().all(|own| Outcome::named(own.name()) == Some(*own)));
    assert!(Channel::ALL.iter().all(|own| Channel::named(own.name()) == Some(*own)));
    assert!(Way::ALL.iter().all(|own| Way::named(own.name()) == Some(*own)));
    for text in ["", "C", "C-", "C-0", "C--1", "C-+1", "X-1", "c-1", "C-1<b>", "C-99999999999"] {
        assert!(text.parse::<Reference>().is_err(), "{text}");
    }
}
