//! What is told of linking: the log, and the copy that somebody is given of their data.

use records::{
    auth::By,
    linkage::{self, LinkageError},
    requests::{self, Checked, Wanted},
};
use surveys::stopping::Choice;

use super::{
    at, day, import,
    owner::{Records, returns},
    released, stops, with_terms,
};
use crate::databases::both;

fn records() -> Records {
    Records::from([("AB123456C", "30,15200.50,2027-03-31,1")])
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_has_what_went_what_came_back_and_who_changed_their_mind() {
    both(|db| async move {
        let (study, by) = (with_terms(&db).await, By::CommandLine);
        let (number, identifiers) = released(&db, &study, "2026-10-01").await;
        let sent = linkage::sent(&db, &by, &study, (number, day("2026-10-02")), at("2026-10-05"));
        sent.await.expect("it is noted");
        let before = linkage::sent(&db, &by, &study, (number, day("2026-09-30")), at("2026-10-05"));
        assert!(matches!(before.await, Err(LinkageError::SentBefore { .. })));
        let later = linkage::sent(&db, &by, &study, (number, day("2026-10-06")), at("2026-10-05"));
        assert!(matches!(later.await, Err(LinkageError::SentLater { .. })));
        import(&db, &study, number, &returns(&identifiers, &records())).await.expect("taken");
        stops(&db, &study, "1002", Choice::StopLinkage, "2027-06-01").await;

        let log = linkage::log(&db, &by, &study).await.expect("a log");

        let [file] = log.as_slice() else { panic!("one file: {log:?}") };
        assert_eq!((file.number, file.owner.as_str(), file.terms), (1, "dwp-hmrc", 1));
        assert_eq!(file.agreement, "DSA-2026-014");
        assert_eq!((file.cut_on, file.sent_on), (day("2026-03-05"), Some(day("2026-10-02"))));
        assert_eq!(file.fields, ["nino", "first_name", "last_name", "dob", "postcode", "sex"]);
        assert_eq!(file.forms.iter().collect::<Vec<_>>(), [(&1, &2)]);
        assert_eq!((file.people, file.counts.left_out["declined"]), (2, 1));
        let returned = file.returned.as_ref().expect("it came back");
        assert_eq!(returned.matched.matched["linkage_id"], 1);
        assert_eq!((file.withdrawn, file.not_told), (1, 1));
        let json = serde_json::to_string(&log).expect("JSON");
        assert!(!json.contains("Anna") && !json.contains("AB123456C"), "{json}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn anna_is_told_who_got_her_details_and_what_they_returned() {
    both(|db| async move {
        let (study, by) = (with_terms(&db).await, By::CommandLine);
        let (number, identifiers) = released(&db, &study, "2026-10-01").await;
        import(&db, &study, number, &returns(&identifiers, &records())).await.expect("taken");
        let copy = async |number: &str| {
            let wanted = Wanted {
                number: number.to_owned(),
                checked: Checked::ByPhone,
                safeguarding_reviewed: false,
                group_known: false,
            };
            requests::copy(&db, &by, &study, &wanted, at("2027-07-01")).await.expect("a copy")
        };

        let annas = copy("1001").await;

        assert_eq!(
            annas.records_shared_with,
            ["Department for Work and Pensions, and HMRC, under the agreement DSA-2026-014, on 1 October 2026: \
              your National Insurance number, first name, last name, date of birth, postcode, sex."]
        );
        let received: Vec<_> =
            annas.records_received.iter().map(|one| (one.what.as_str(), one.value.as_str())).collect();
        assert_eq!(
            received,
            [
                ("Weeks in work, April 2026 to April 2027", "30"),
                ("Earnings, April 2026 to April 2027, in pounds", "15200.5"),
                ("Day of the last pay", "2027-03-31"),
                ("Benefit on 5 April 2027", "Universal Credit"),
            ]
        );
        let cleos = copy("2001").await;
        assert_eq!(cleos.records_shared_with, [""; 0]);
        assert!(cleos.records_received.is_empty());
    })
    .await;
}
