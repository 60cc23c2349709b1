//! Whom Anna names who would know how to reach her.

use records::{
    auth::{self, By, StaffMember},
    staff::{self, Appointment},
    stopping::stop,
    tracing::{self, Naming, StableError},
};
use surveys::{
    roles::Role,
    stopping::Choice,
    tracing::{StableContact, StableContacts, StableProblem},
};

use crate::{
    consented,
    databases::both,
    study::{noon, person, typed},
    told,
};

const EVE: &str = "contact1_name=Eve Example&contact1_relation=sister&contact1_phone=07700 900321";

fn eve() -> StableContact {
    StableContact {
        name: "Eve Example".to_owned(),
        relation: "sister".to_owned(),
        phone: "+447700900321".to_owned(),
        email: String::new(),
    }
}

#[test]
fn somebody_is_named_with_a_way_to_reach_them_or_not_at_all() {
    let problems = |form: &str| StableContacts::parse(&typed(form)).err().unwrap_or_default();

    assert_eq!(StableContacts::parse(&typed(EVE)), Ok(vec![eve()]));
    assert_eq!(StableContacts::parse(&typed("contact1_name=")), Ok(Vec::new()));
    assert_eq!(problems("contact2_name=Eve"), [StableProblem::NoWay(2)]);
    assert_eq!(
        problems("contact1_phone=7&contact2_name=Fay&contact2_email=fay"),
        [StableProblem::NoName(1), StableProblem::NotAPhone(1), StableProblem::NotAnEmail(2)]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn ben_names_his_sister_sees_her_again_and_is_asked_once_in_each_wave() {
    both(|db| async move {
        let (study, _) = consented(&db).await;
        let stranger = person(&db, &study, "1002", None, noon()).await;
        let proof = auth::show_who(&db, &stranger, "4", "5", noon()).await.expect("it is Ben");
        let ben = person(&db, &study, "1002", Some(&proof), noon()).await;
        let before = tracing::own(&db, &ben, noon()).await.expect("an answer").expect("a page");
        assert_eq!((before.count, before.to_check, before.checked_on), (0, true, None));

        let people = Naming::These(vec![eve()]);
        tracing::name_own(&db, &ben, people, noon()).await.expect("she is named");

        let after = tracing::own(&db, &ben, noon()).await.expect("an answer").expect("a page");
        assert_eq!(after.shown.map(|shown| shown.people), Some(vec![eve()]));
        assert_eq!((after.to_check, after.checked_on), (false, Some(noon().date_naive())));
        let audit =
            "SELECT action || ', ' || object AS told FROM audit WHERE action LIKE 'stable%'";
        assert_eq!(told(&db, audit).await, ["stable contacts changed, 1"], "and no name");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_that_may_not_see_them_deletes_nobody_with_empty_boxes() {
    both(|db| async move {
        let (study, anna) = consented(&db).await;
        let people = Naming::These(vec![eve()]);
        tracing::name_own(&db, &anna, people, noon()).await.expect("she is named");

        let named = tracing::own(&db, &anna, noon()).await.expect("an answer").expect("a page");
        assert_eq!((named.count, named.shown), (1, None), "Anna never told her birthday");
        let nothing = Naming::These(Vec::new());
        tracing::name_own(&db, &anna, nothing, noon()).await.expect("nothing is changed");
        let named = tracing::own(&db, &anna, noon()).await.expect("an answer").expect("a page");
        assert_eq!(named.count, 1);

        tracing::name_own(&db, &anna, Naming::Nobody, noon()).await.expect("she is taken out");
        let named = tracing::own(&db, &anna, noon()).await.expect("an answer").expect("a page");
        assert_eq!(named.count, 0);
        let stranger = person(&db, &study, "1002", None, noon()).await;
        let locked = tracing::own(&db, &stranger, noon()).await;
        assert!(matches!(locked, Err(StableError::Locked)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_anna_named_goes_with_her_name_and_nobody_can_be_named_afterwards() {
    both(|db| async move {
        let (study, anna) = consented(&db).await;
        let people = Naming::These(vec![eve()]);
        tracing::name_own(&db, &anna, people.clone(), noon()).await.expect("she is named");
        let as_what =
            Appointment { role: Role::Supervisor, study: Some(study.clone()), site: None };
        staff::invite(&db, By::CommandLine, "lee@example.org", as_what, noon()).await.expect("in");
        let lee = StaffMember::at_the_command_line(&db, "lee@example.org").await;
        let lee = lee.expect("an answer").expect("an account").caseworker(&study).expect("Lee");
        let seen = tracing::see(&db, &lee, &study, 1, noon()).await.expect("an answer");
        assert_eq!(seen.expect("Anna").stable.people, [eve()]);

        stop(&db, &anna, Choice::DeleteIdentity, None, noon()).await.expect("it is deleted");

        let seen = tracing::see(&db, &lee, &study, 1, noon()).await.expect("an answer");
        assert_eq!(seen.expect("Anna").stable, StableContacts::default());
        let again = tracing::name_own(&db, &anna, people, noon()).await;
        assert!(matches!(again, Err(StableError::Deleted)));
    })
    .await;
}
