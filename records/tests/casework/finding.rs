//! Finding somebody, and whom nobody finds.

use records::{
    people::{Listed, Stands, look_up, number, own, see},
    studies,
};
use surveys::{keys::StudyKey, roles::Role};

use super::desk::{ANNA, BEN, Desk, surveys};
use crate::{
    databases::both,
    study::{noon, protocol},
};

fn numbers(found: &[Listed]) -> Vec<&str> {
    found.iter().map(|person| person.number.as_str()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn ivy_finds_her_own_cases_and_everybody_else_is_nobody_to_her() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let ivy = desk.ivy(&["1001"]).await;
        let find = async |text| look_up(&desk.db, &ivy, &desk.study, text, noon()).await.unwrap();

        assert_eq!(numbers(&find(" 1001 ").await), ["1001"]);
        assert_eq!(numbers(&find("+44 7700 900001").await), ["1001"]);
        for nobody in ["1002", "1003", "carys@example.org", "9999", "", "'; DROP TABLE link; --"] {
            assert_eq!(find(nobody).await, [], "{nobody}");
        }
        assert!(see(&desk.db, &ivy, &desk.study, BEN, noon()).await.unwrap().is_none());
        assert!(see(&desk.db, &ivy, &desk.study, 999, noon()).await.unwrap().is_none());
        assert_eq!(number(&desk.db, &ivy, &desk.study, BEN).await.unwrap(), None);
        let list = own(&desk.db, &ivy, &desk.study, "", noon()).await.unwrap().expect("a list");
        assert_eq!(numbers(&list.people), ["1001"]);
        let baseline = list.people[0].now().expect("she is at a wave");
        assert_eq!((baseline.title.as_str(), baseline.stands), ("Baseline", Stands::Open(None)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lee_sees_the_people_of_the_site_and_sue_looks_up_whom_she_wants() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let (lee, (_, sue)) = (desk.lee().await, desk.sue().await);

        let list = own(&desk.db, &lee, &desk.study, "", noon()).await.unwrap().expect("a list");
        assert_eq!(numbers(&list.people), ["1003"]);
        assert!(see(&desk.db, &lee, &desk.study, ANNA, noon()).await.unwrap().is_none());
        assert_eq!(own(&desk.db, &sue, &desk.study, "", noon()).await.unwrap(), None);
        let found = look_up(&desk.db, &sue, &desk.study, "CARYS@example.org", noon()).await;
        assert_eq!(numbers(&found.unwrap()), ["1003"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_rings_in_is_found_by_name_among_those_whom_one_looks_after() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let named = |number: &str, first: &str| records::participants::Enrolment {
            study_number: number.to_owned(),
            first_name: Some(first.to_owned()),
            last_name: Some("O'Keefe".to_owned()),
            ..Default::default()
        };
        let rows = vec![named("1004", "Zoë"), named("1005", "Ben")];
        let enrolled = records::participants::enrol(&desk.db, &desk.study, rows, false, noon());
        enrolled.await.expect("two more");
        let (ivy, (_, sue)) = (desk.ivy(&["1005"]).await, desk.sue().await);
        let find = async |by, text| look_up(&desk.db, by, &desk.study, text, noon()).await.unwrap();

        assert_eq!(numbers(&find(&sue, "okeefe").await), ["1004", "1005"]);
        assert_eq!(numbers(&find(&sue, "Zoe O’Keefe").await), ["1004"]);
        assert_eq!(numbers(&find(&sue, "O'Keefe, B").await), ["1005"]);
        assert_eq!(numbers(&find(&ivy, "O'Keefe").await), ["1005"]);
        for nobody in ["Zoe", "Keefe", "Anna O'Keefe"] {
            assert_eq!(find(&sue, nobody).await, [], "{nobody}");
        }
        let first = format!("{}: looked up by name, bridgeway: 1004, 1005", sue.actor());
        assert_eq!(desk.trail().await[0], first);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_read_fifty_at_a_time() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let rows = (0..60).map(|place| records::participants::Enrolment {
            study_number: format!("2{place:03}"),
            site: Some("ashmere".to_owned()),
            ..Default::default()
        });
        let rows = rows.collect();
        let enrolled = records::participants::enrol(&desk.db, &desk.study, rows, false, noon());
        enrolled.await.expect("sixty more");
        let lee = desk.lee().await;

        let first = own(&desk.db, &lee, &desk.study, "", noon()).await.unwrap().unwrap();
        let after = first.next.expect("there are more");
        let second = own(&desk.db, &lee, &desk.study, &after, noon()).await.unwrap().unwrap();

        assert_eq!((first.people.len(), second.people.len()), (50, 11));
        assert_eq!((after.as_str(), second.people[0].number.as_str()), ("2048", "2049"));
        assert_eq!(second.next, None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_look_into_the_vault_stands_in_the_audit_with_whom_it_was_about() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let (_, sue) = desk.sue().await;
        let who = sue.actor();

        let find = async |text| look_up(&desk.db, &sue, &desk.study, text, noon()).await.unwrap();
        find("1002").await;
        find("07700 900001").await;
        find("nobody@example.org").await;
        let seen = see(&desk.db, &sue, &desk.study, ANNA, noon()).await.unwrap().expect("Anna");

        let card = seen.who.expect("the vault has her");
        assert_eq!(card.first_name.as_deref(), Some("Anna"));
        let expected = [
            format!("{who}: looked up by telephone number, bridgeway: 1001"),
            format!("{who}: looked up by email, bridgeway: "),
            format!("{who}: identity seen, 1001"),
        ];
        assert_eq!(desk.trail().await, expected, "a study number is no reading of the vault");
        let about =
            "SELECT purpose AS told FROM audit WHERE participant_id = 1 AND purpose IS NOT NULL";
        assert_eq!(desk.told(about).await, ["to speak with them"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_of_another_study_is_like_one_who_is_not_there() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let mut other = desk.study.study().as_ref().clone();
        other.key = StudyKey::new("otherway").unwrap();
        studies::load(&desk.db, &other, (&protocol(), None), &surveys(), noon())
            .await
            .expect("it loads");
        let other = studies::find(&desk.db, &other.key).await.expect("it is there");
        let there = Desk { db: desk.db.clone(), study: other.clone(), anna: desk.anna.clone() };
        let max = there.member("max@example.org", Role::Supervisor, None).await;
        let max = max.caseworker(&other).expect("of the other study");

        for study in [&desk.study, &other] {
            assert!(see(&desk.db, &max, study, ANNA, noon()).await.unwrap().is_none());
            let found = look_up(&desk.db, &max, study, "07700 900001", noon()).await.unwrap();
            assert_eq!(found, []);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whose_name_was_deleted_is_still_found_by_number_and_has_no_card() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let (_, sue) = desk.sue().await;
        let delete = surveys::stopping::Choice::DeleteIdentity;
        records::stopping::stop(&desk.db, &desk.anna, delete, None, noon()).await.expect("done");

        let seen = see(&desk.db, &sue, &desk.study, ANNA, noon()).await.unwrap().expect("Anna");

        assert!(seen.who.is_none());
        assert!(matches!(seen.waves[0].stands, Stands::Ended(..)));
        assert!(seen.stopped[0].stands && seen.stopped.len() == 1);
    })
    .await;
}
