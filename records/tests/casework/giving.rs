//! Giving cases, and taking them back.

use records::{
    auth::By,
    people::number,
    staff::{CaseError, Caseload, cases_of, give_cases, load, take_cases},
};
use surveys::roles::Role;

use super::desk::{ANNA, Desk};
use crate::{databases::both, study::noon};

fn named(numbers: &[&str]) -> Vec<String> {
    numbers.iter().map(|number| (*number).to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn sue_gives_ivy_people_and_takes_them_back_and_both_stand_in_the_audit() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let ivy = desk.ivy(&[]).await;
        let (sue, _) = desk.sue().await;
        let (id, by) = (ivy.staff_id(), || By::Staff(sue.clone()));
        let (db, study) = (&desk.db, &desk.study);

        let given = give_cases(db, by(), id, study, named(&["1001", "1003"]), noon()).await;
        let again = give_cases(db, by(), id, study, named(&["1001"]), noon()).await;

        assert_eq!((given.unwrap(), again.unwrap()), (2, 0));
        let here = load(db, &sue).await.unwrap();
        let name = "ivy@example.org".to_owned();
        assert_eq!(here.interviewers, [Caseload { staff_id: id, name: name.clone(), cases: 2 }]);
        assert_eq!(here.nobodys, 1);
        assert_eq!(number(db, &ivy, study, ANNA).await.unwrap().as_deref(), Some("1001"));
        let taken = take_cases(db, by(), id, study, named(&["1001", "1002"]), noon()).await;
        assert_eq!(taken.unwrap(), 1);
        assert_eq!(number(db, &ivy, study, ANNA).await.unwrap(), None, "at once");
        assert_eq!(cases_of(db, &sue, id).await.unwrap(), Some((name, named(&["1003"]))));
        let (who, to) = (sue.actor(), format!("staff {id}"));
        let expected = [
            format!("{who}: case given, {to}: 1001"),
            format!("{who}: case given, {to}: 1003"),
            format!("{who}: case taken back, {to}: 1001"),
        ];
        assert_eq!(desk.trail().await, expected);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_are_given_or_none_and_only_to_somebody_who_interviews_in_the_study() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let ivy = desk.ivy(&[]).await;
        let eve = desk.member("eve@example.org", Role::Evaluator, None).await;
        let (sue, _) = desk.sue().await;
        let give = async |to, numbers: &[&str]| {
            let by = By::Staff(sue.clone());
            give_cases(&desk.db, by, to, &desk.study, named(numbers), noon()).await
        };

        let unknown = give(ivy.staff_id(), &["1001", "7", "8"]).await;
        assert!(matches!(unknown, Err(CaseError::Unknown(these)) if these == ["7", "8"]));
        let nothing = give(ivy.staff_id(), &[]).await;
        assert!(matches!(nothing, Err(CaseError::NoNumbers)));
        for nobody in [eve.id(), 0, 999] {
            let refused = give(nobody, &["1001"]).await;
            assert!(matches!(refused, Err(CaseError::NoInterviewer)));
            assert_eq!(cases_of(&desk.db, &sue, nobody).await.unwrap(), None);
        }
        assert_eq!(
            desk.told("SELECT 'a case' AS told FROM staff_case").await,
            Vec::<String>::new()
        );
    })
    .await;
}
