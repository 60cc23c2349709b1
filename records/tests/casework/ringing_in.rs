//! What is done at once for somebody who rings in.

use chrono::TimeDelta;
use records::{
    outbox::Channel,
    people::{
        DetailsKept, LinkNotSent, NewDetails, NotNew, change_details, look_up, see, send_link,
    },
    stopping::stop,
};
use surveys::{
    answer::Problem,
    stopping::{Choice, Way},
};

use super::desk::{ANNA, BEN, Desk};
use crate::{
    databases::both,
    study::{noon, typed, wave},
};

const LINKS: &str =
    "SELECT template || ' ' || channel AS told FROM outbox WHERE once LIKE 'link again%'";

fn new(form: &str) -> NewDetails {
    NewDetails::parse(&typed(form)).expect("the form is complete")
}

#[tokio::test(flavor = "multi_thread")]
async fn anna_is_texted_her_link_once_however_often_the_button_is_pressed() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let (_, sue) = desk.sue().await;
        let sends = async |by, seconds| {
            let (what, now) = ((ANNA, wave("baseline"), by), noon() + TimeDelta::seconds(seconds));
            send_link(&desk.db, &sue, &desk.study, what, now).await
        };

        for seconds in [50, 70] {
            sends(Channel::Sms, seconds).await.expect("it goes");
        }
        let by_email = sends(Channel::Email, 80).await;
        let seen = see(&desk.db, &sue, &desk.study, ANNA, noon()).await.unwrap().expect("Anna");

        assert!(matches!(by_email, Err(LinkNotSent::NoWay)), "she has no address");
        assert_eq!(seen.link_by, [Channel::Sms]);
        assert_eq!(desk.told(LINKS).await, ["survey-invitation-text sms"]);
        assert_eq!(seen.messages[0].template, "survey-invitation-text");
        let again = format!("{}: link sent again, baseline, sms", sue.actor());
        let times = async || desk.trail().await.iter().filter(|one| **one == again).count();
        assert_eq!(times().await, 1, "the audit has what went");

        sends(Channel::Sms, 120).await.expect("it goes again");

        assert_eq!((desk.told(LINKS).await.len(), times().await), (2, 2));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_link_goes_to_whoever_is_not_theirs_to_no_open_survey_or_against_a_wish() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let ivy = desk.ivy(&["1001"]).await;
        let sends = async |id, key| {
            let what = (id, wave(key), Channel::Sms);
            send_link(&desk.db, &ivy, &desk.study, what, noon()).await
        };

        let bens = sends(BEN, "baseline").await;
        let later = sends(ANNA, "exit").await;
        let texts = Choice::Contact(Way::Sms);
        stop(&desk.db, &desk.anna, texts, None, noon()).await.expect("texts stop");
        let stopped = sends(ANNA, "baseline").await;

        assert!(matches!(bens, Err(LinkNotSent::NoSuchParticipant)));
        assert!(matches!(later, Err(LinkNotSent::NotOpen)));
        assert!(matches!(stopped, Err(LinkNotSent::NoWay)));
        assert_eq!(desk.told(LINKS).await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_number_takes_the_place_of_the_old_and_what_was_left_empty_stays() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let (_, sue) = desk.sue().await;
        let details = new("contact_mobile=07700 900456&contact_email= &contact_postcode=");

        let changed = change_details(&desk.db, &sue, &desk.study, (ANNA, details), noon()).await;

        changed.expect("changed");
        assert_eq!(
            desk.trail().await,
            [format!("{}: contact details changed, contact_mobile", sue.actor())]
        );
        let find = async |text| look_up(&desk.db, &sue, &desk.study, text, noon()).await.unwrap();
        assert_eq!(find("07700 900456").await[0].number, "1001");
        assert_eq!(find("07700 900001").await, []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn anna_is_on_record_with_a_landline_to_which_no_text_goes_until_she_has_a_mobile_again() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let (_, sue) = desk.sue().await;
        let changes = async |form: &str| {
            let what = (ANNA, new(form));
            change_details(&desk.db, &sue, &desk.study, what, noon()).await.expect("changed");
        };
        let ways = async || {
            let seen = see(&desk.db, &sue, &desk.study, ANNA, noon()).await.unwrap();
            seen.expect("Anna").link_by
        };
        changes("contact_email=anna@example.org").await;
        assert_eq!(ways().await, [Channel::Email, Channel::Sms]);

        changes("contact_mobile=0161 496 0190").await;
        changes("contact_mobile=(0161) 496-0190").await;

        assert_eq!(ways().await, [Channel::Email]);
        let text = (ANNA, wave("baseline"), Channel::Sms);
        let text = send_link(&desk.db, &sue, &desk.study, text, noon()).await;
        assert!(matches!(text, Err(LinkNotSent::NoWay)));
        let learned = "SELECT what AS told FROM unreached";
        assert_eq!(desk.told(learned).await, ["landline"], "and it is written down once");
        let seen = see(&desk.db, &sue, &desk.study, ANNA, noon()).await.unwrap().expect("Anna");
        let kept = seen.who.expect("she is known").mobile;
        assert_eq!(kept.as_deref(), Some("+441614960190"));
        changes("contact_mobile=07700 900456").await;
        assert_eq!(ways().await, [Channel::Email, Channel::Sms]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_whom_everything_was_deleted_no_number_is_kept_again() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let (_, sue) = desk.sue().await;
        let delete = Choice::DeleteIdentity;
        stop(&desk.db, &desk.anna, delete, None, noon()).await.expect("deleted");

        let what = (ANNA, new("contact_mobile=07700 900456"));
        let kept = change_details(&desk.db, &sue, &desk.study, what, noon()).await;

        assert!(matches!(kept, Err(DetailsKept::Ended)));
        let found = look_up(&desk.db, &sue, &desk.study, "07700 900456", noon()).await.unwrap();
        assert_eq!(found, []);
        let trail = desk.trail().await;
        assert!(!trail.iter().any(|one| one.contains("contact details changed")), "{trail:?}");
    })
    .await;
}

#[test]
fn what_cannot_be_used_is_said_and_so_is_that_nothing_was_written() {
    let open = |form: &str| NewDetails::parse(&typed(form)).expect_err("something is open");

    assert_eq!(open("contact_mobile="), [NotNew::Nothing]);
    assert_eq!(open("contact_address=2 Invented Row"), [NotNew::NoPostcode]);
    assert_eq!(
        open("contact_mobile=0161 496 0190&contact_email=anna"),
        [Problem::NotAnEmail].map(NotNew::Detail),
        "a landline can be rung"
    );
    assert_eq!(open("contact_mobile=0161 49"), [Problem::NotAPhone].map(NotNew::Detail));
}
