//! What people on duty do about an alert. Rosa is `staff 1`, Tomas `staff 2`.

use chrono::{DateTime, Utc};
use surveys::safeguarding::{Deed, Event, Fact, Level, NotDone, Outcome, Progress};

const ROSA: &str = "staff 1, safeguarding lead";
const TOMAS: &str = "staff 2, safeguarding lead";

fn progress(facts: &[(&str, Fact)]) -> Progress {
    let raised = [("participant", Fact::Raised(Level::Two))];
    let all = raised.iter().chain(facts).map(|(actor, fact)| Event {
        at: DateTime::<Utc>::UNIX_EPOCH,
        actor: (*actor).to_owned(),
        fact: fact.clone(),
    });
    Progress::of(&all.collect::<Vec<_>>()).expect("it was raised")
}

fn taking(from: Option<&str>) -> Deed {
    Deed::Take { from: from.map(str::to_owned) }
}

fn closing() -> Deed {
    Deed::Close(Outcome::Spoken, "She is safe.".to_owned())
}

#[test]
fn rosa_takes_what_nobody_has_and_to_take_it_again_changes_nothing() {
    assert_eq!(progress(&[]).doing(taking(None), ROSA), Ok(Some(Fact::Acknowledged)));
    let hers = progress(&[(ROSA, Fact::Acknowledged)]);
    assert_eq!(hers.doing(taking(None), ROSA), Ok(None));
}

#[test]
fn tomas_does_not_take_by_chance_what_rosa_has_and_takes_it_over_when_he_says_so() {
    let hers = progress(&[(ROSA, Fact::Acknowledged)]);

    assert_eq!(hers.doing(taking(None), TOMAS), Err(NotDone::TakenBySomebodyElse));
    assert_eq!(hers.doing(taking(Some("staff 3")), TOMAS), Err(NotDone::TakenBySomebodyElse));
    assert_eq!(hers.doing(taking(Some("staff 1")), TOMAS), Ok(Some(Fact::Acknowledged)));
}

#[test]
fn a_number_that_begins_like_hers_is_not_hers() {
    let of_twelve = progress(&[("staff 12, safeguarding lead", Fact::Acknowledged)]);
    assert_eq!(of_twelve.doing(closing(), ROSA), Err(NotDone::NotTheirs));
}

#[test]
fn nobody_closes_what_they_have_not_taken() {
    assert_eq!(progress(&[]).doing(closing(), ROSA), Err(NotDone::NotTheirs));
    let hers = progress(&[(ROSA, Fact::Acknowledged)]);
    assert_eq!(hers.doing(closing(), TOMAS), Err(NotDone::NotTheirs));
    assert!(hers.doing(closing(), ROSA).is_ok_and(|fact| fact.is_some()));
}

#[test]
fn what_is_handed_over_waits_for_whoever_takes_it() {
    let hand = Deed::HandOver("staff 2".to_owned());
    let fact = progress(&[(ROSA, Fact::Acknowledged)]).doing(hand.clone(), ROSA);
    assert_eq!(fact, Ok(Some(Fact::HandedOver("staff 2".to_owned()))));

    let handed = progress(&[(ROSA, Fact::HandedOver("staff 2".to_owned()))]);
    assert_eq!(handed.doing(hand, ROSA), Ok(None));
    assert_eq!(handed.doing(taking(None), TOMAS), Ok(Some(Fact::Acknowledged)));
}

#[test]
fn of_what_is_closed_nothing_changes_but_a_note_may_be_added() {
    let closed = progress(&[
        (ROSA, Fact::Acknowledged),
        (ROSA, Fact::Closed(Outcome::Spoken, String::new())),
    ]);
    for deed in [taking(None), Deed::HandOver("staff 2".to_owned()), closing()] {
        assert_eq!(closed.doing(deed, ROSA), Err(NotDone::Closed));
    }
    assert!(closed.doing(Deed::Note("Her GP called back.".to_owned()), TOMAS).is_ok());
}
