//! A returned file: taken whole, refused with its rows, taken once.

use records::{
    auth::By,
    linkage::{self, Found, LinkageError},
};
use surveys::{linking::returned::Cell, stopping::Choice};

use super::{
    at, dwp, import, kept,
    owner::{COLUMNS, Records, returns},
    released, stops, told, with_terms,
};
use crate::databases::both;

/// Ben is not found.
fn records() -> Records {
    Records::from([("AB123456C", "30,15200.50,2027-03-31,1")])
}

const ANNAS: [&str; 4] = [
    "1001 benefit 1",
    "1001 earned 15200.5",
    "1001 last_paid_on 2027-03-31",
    "1001 weeks_worked 30",
];

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_back_becomes_columns_of_their_own_and_who_was_not_found_is_told() {
    both(|db| async move {
        let study = with_terms(&db).await;
        let (number, identifiers) = released(&db, &study, "2026-10-01").await;

        let taken = import(&db, &study, number, &returns(&identifiers, &records())).await;

        let taken = taken.expect("it is taken");
        assert!(taken.is_new);
        assert_eq!((taken.sent, taken.matched["linkage_id"]), (2, 1));
        assert_eq!(kept(&db).await, ANNAS);
        let columns = linkage::columns(db.read(), &study).await.expect("columns");
        let names: Vec<_> = columns
            .iter()
            .map(|column| column.variable().expect("a variable").name.as_str().to_owned())
            .collect();
        let expected = [
            "found_dwp_hmrc",
            "linked_weeks_worked",
            "linked_earned",
            "linked_last_paid_on",
            "linked_benefit",
        ];
        assert_eq!(names, expected);
        let source = columns[1].variable().expect("a variable").origin.source;
        assert_eq!(
            source,
            "Department for Work and Pensions, and HMRC, agreement DSA-2026-014; frozen from 2028-03-31 on"
        );
        let people = [1, 2, 3];
        let linked = linkage::values_of(db.read(), &columns, &people).await.expect("values");
        assert_eq!(linked[&1].found[&dwp()], Found::Found);
        assert_eq!(linked[&1].values["weeks_worked"], Cell::Whole(30));
        assert_eq!(linked[&2].found[&dwp()], Found::NotFound);
        assert!(linked[&2].values.is_empty());
        assert!(!linked.contains_key(&3), "Cleo said no");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_with_anything_wrong_in_it_is_refused_with_its_rows_and_nothing_is_taken() {
    both(|db| async move {
        let study = with_terms(&db).await;
        let (number, identifiers) = released(&db, &study, "2026-10-01").await;
        let good = returns(&identifiers, &records());
        let mut lines = good.lines();
        let (header, anna) = (lines.next().expect("a header"), lines.next().expect("Anna"));
        let refused = async |text: String| {
            import(&db, &study, number, &text).await.expect_err("it is refused").to_string()
        };

        assert_eq!(
            refused(format!("{good}{anna}\nNOBODYS,1,1,,0\n")).await,
            "nothing was taken:\nrow 4: the linkage_id is none that was sent\n\
             rows 2 and 3: the same linkage_id stands there more than once"
        );
        assert_eq!(
            refused(good.replace(",30,", ",many,")).await,
            "nothing was taken:\nrow 2: weeks_worked is not a whole number"
        );
        assert_eq!(
            refused(format!("{header},name\n{anna},Anna Ashworth\n")).await,
            "nothing was taken:\ncolumn 6 is none of those that were agreed on: have the owner take it out"
        );
        assert!(refused("PK\u{3}\u{4}".to_owned()).await.contains("save its sheet as CSV"));
        assert_eq!(kept(&db).await, [""; 0]);
        let returned = "SELECT owner AS told FROM linkage_file WHERE returned_at IS NOT NULL";
        assert_eq!(told(&db, returned).await, [""; 0]);
        assert!(matches!(
            import(&db, &study, 9, &good).await,
            Err(LinkageError::NoSuchFile(9))
        ));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_file_again_changes_nothing_and_another_in_its_place_has_to_be_meant() {
    both(|db| async move {
        let study = with_terms(&db).await;
        let (number, identifiers) = released(&db, &study, "2026-10-01").await;
        let first = returns(&identifiers, &records());
        import(&db, &study, number, &first).await.expect("it is taken");

        let again = import(&db, &study, number, &first).await.expect("it is the same");

        assert!(!again.is_new);
        let second = first.replace(",30,", ",31,");
        let refused = import(&db, &study, number, &second).await;
        assert!(matches!(refused, Err(LinkageError::AlreadyReturned { number: 1, .. })));
        assert_eq!(kept(&db).await, ANNAS);
        let meant = (number, second.as_bytes(), true);
        let taken = linkage::import(&db, &By::CommandLine, &study, meant, at("2027-06-01")).await;
        assert!(taken.expect("it is taken").is_new);
        assert!(kept(&db).await.contains(&"1001 weeks_worked 31".to_owned()));
        assert_eq!(kept(&db).await.len(), 4, "in place of the first");
        let entries =
            "SELECT object AS told FROM audit WHERE action = 'returned linkage file taken'";
        assert_eq!(told(&db, entries).await.len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_in_another_encoding_in_which_the_owner_says_how_it_found_people_is_taken_too() {
    both(|db| async move {
        let study = with_terms(&db).await;
        let (number, identifiers) = released(&db, &study, "2026-10-01").await;
        let text = returns(&identifiers, &records());
        let with_pass = text.replace(COLUMNS, &format!("{COLUMNS},matched_by"));
        let with_pass = with_pass.replace("-31,1\n", "-31,1,nino-dob-sex\n");

        let utf16: Vec<_> = std::iter::once(0xfeff)
            .chain(with_pass.encode_utf16())
            .flat_map(u16::to_be_bytes)
            .collect();
        let brought = (number, utf16.as_slice(), false);
        let taken = linkage::import(&db, &By::CommandLine, &study, brought, at("2027-05-01")).await;

        assert_eq!(taken.expect("it is taken").matched["nino-dob-sex"], 1);
        assert_eq!(kept(&db).await, ANNAS);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_back_of_somebody_who_changed_their_mind_meanwhile_is_left_alone() {
    both(|db| async move {
        let study = with_terms(&db).await;
        let (number, identifiers) = released(&db, &study, "2026-10-01").await;
        stops(&db, &study, "1001", Choice::StopLinkage, "2026-11-01").await;

        let taken = import(&db, &study, number, &returns(&identifiers, &records())).await;

        let taken = taken.expect("it is taken");
        assert_eq!((taken.matched.len(), taken.left_alone["stopped-linkage"]), (0, 1));
        assert_eq!(kept(&db).await, [""; 0]);
        let columns = linkage::columns(db.read(), &study).await.expect("columns");
        let linked = linkage::values_of(db.read(), &columns, &[1]).await.expect("values");
        assert_eq!(linked[&1].found[&dwp()], Found::Dropped);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_file_in_its_place_leaves_what_came_before_of_whoever_stopped_linkage_since() {
    both(|db| async move {
        let study = with_terms(&db).await;
        let (number, identifiers) = released(&db, &study, "2026-10-01").await;
        let records = Records::from([("AB123456C", "30,,,1"), ("AB123457C", "12,,,0")]);
        let first = returns(&identifiers, &records);
        import(&db, &study, number, &first).await.expect("it is taken");
        stops(&db, &study, "1001", Choice::StopLinkage, "2027-05-02").await;
        let replace = async |text: &str, now: &str| {
            let meant = (number, text.as_bytes(), true);
            let taken = linkage::import(&db, &By::CommandLine, &study, meant, at(now)).await;
            taken.expect("it is taken")
        };

        let with_anna = first.replace(",30,", ",31,").replace(",12,", ",13,");
        let taken = replace(&with_anna, "2027-06-01").await;

        assert_eq!((taken.matched["linkage_id"], taken.left_alone["stopped-linkage"]), (1, 1));
        let annas = ["1001 benefit 1", "1001 weeks_worked 30"];
        let bens = ["1002 benefit 0", "1002 weeks_worked 13"];
        assert_eq!(kept(&db).await, [annas, bens].concat());
        let without_both = first.lines().next().expect("a header").to_owned() + "\n";
        replace(&without_both, "2027-06-02").await;
        assert_eq!(kept(&db).await, annas, "the owner has no record of Ben any more");
        let columns = linkage::columns(db.read(), &study).await.expect("columns");
        let linked = linkage::values_of(db.read(), &columns, &[1, 2]).await.expect("values");
        assert_eq!(linked[&1].found[&dwp()], Found::Found);
        assert_eq!(linked[&1].values["weeks_worked"], Cell::Whole(30));
        assert_eq!(linked[&2].found[&dwp()], Found::NotFound);
    })
    .await;
}
