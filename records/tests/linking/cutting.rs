//! What owners returned in a cut: a file of its own, and only for the purpose for which people agreed to it.

use std::fs;

use records::{
    Db,
    cuts::{self, CutRequest, FilesRequest, Why},
    exports::Format,
    studies::StudyHandle,
};
use surveys::stopping::Choice;

use super::{
    TERMS, asked, at, import,
    owner::{Records, returns},
    publish, released, stops,
};
use crate::databases::{Folder, both};

fn for_purpose(purpose: &str) -> CutRequest {
    CutRequest {
        recipient: "University of Example".to_owned(),
        purpose: Some(purpose.to_owned()),
        ..CutRequest::default()
    }
}

/// The file `linked` of a cut for this purpose, its rows without their keys and in order; none where the cut has none.
async fn linked(db: &Db, study: &StudyHandle, purpose: &str, now: &str) -> Option<Vec<String>> {
    linked_of(db, study, &for_purpose(purpose), now).await
}

async fn linked_of(
    db: &Db,
    study: &StudyHandle,
    request: &CutRequest,
    now: &str,
) -> Option<Vec<String>> {
    let cut = cuts::make(db, study, request, &|_, _| {}, "Carys", at(now)).await;
    let number = cut.expect("it is made").number;
    let folder = Folder::new();
    let out = folder.0.join("out");
    let request = FilesRequest { out: out.clone(), formats: vec![Format::Csv], replace: false };
    let written = cuts::files(db, study, (number, &request), &|_, _| {}, "Carys", at(now)).await;
    written.expect("they are written");
    let text = fs::read_to_string(out.join("linked.csv")).ok()?;
    let mut rows: Vec<_> = text
        .lines()
        .map(|row| row.split_once(',').expect("a key before the rest").1.to_owned())
        .collect();
    rows[1..].sort();
    Some(rows)
}

/// The terms without a rule about an answer that nobody gives to the small baseline.
fn without_rare() -> String {
    let (before, rest) = TERMS.split_once("[[release.rare]]").expect("a rule");
    let (_, after) = rest.split_once("other = 599\n").expect("its end");
    format!("{before}{after}")
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_back_is_a_file_of_a_cut_for_its_purpose_and_of_no_other() {
    both(|db| async move {
        let study = asked(&db).await;
        publish(&db, &study, &without_rare()).await;
        let (number, identifiers) = released(&db, &study, "2026-10-01").await;
        let records = Records::from([("AB123456C", "30,15200.50,2027-03-31,1")]);
        import(&db, &study, number, &returns(&identifiers, &records)).await.expect("taken");

        let rows = linked(&db, &study, "evaluation", "2027-06-01").await.expect("a file");

        let header =
            "found_dwp_hmrc,linked_weeks_worked,linked_earned,linked_last_paid_on,linked_benefit";
        assert_eq!(rows[0], header);
        let found: Vec<_> = rows[1..].iter().filter(|row| !row.starts_with('0')).collect();
        assert_eq!(found, ["2,,,,", "3,30,15200.5,2027-03-31,1"], "Ben was not found, Anna was");
        assert!(rows[1..].contains(&"0,,,,".to_owned()), "nobody else was asked about");
        assert_eq!(linked(&db, &study, "archive", "2027-06-01").await, None);
        stops(&db, &study, "1001", Choice::DropLinked, "2027-07-01").await;
        let later = linked(&db, &study, "evaluation", "2027-07-02").await.expect("a file");
        assert!(later.contains(&"4,,,,".to_owned()), "taken out at her wish: {later:?}");
        let told = async |cut| {
            let notice = cuts::notice(&db, &study, cut, "command line", at("2027-07-03")).await;
            notice.expect("a notice").remove.into_iter().map(|one| one.because).collect::<Vec<_>>()
        };
        assert_eq!(told(1).await, [Why::LinkedDropped], "whoever has the first cut has hers still");
        assert!(told(3).await.is_empty(), "the later one was made without");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_masked_cut_lacks_what_an_owner_returns_about_the_programme() {
    both(|db| async move {
        let study = asked(&db).await;
        let programme = &study.study().programme;
        let own = |label: &str| format!("label = \"{label}, {programme}\"");
        let terms = without_rare().replace("label = \"Day of the last pay\"", &own("Last pay"));
        publish(&db, &study, &terms).await;

        let open = linked(&db, &study, "evaluation", "2027-06-01").await.expect("a file");
        let request = CutRequest { masked: true, ..for_purpose("evaluation") };
        let masked = linked_of(&db, &study, &request, "2027-06-01").await.expect("a file");

        let header =
            "found_dwp_hmrc,linked_weeks_worked,linked_earned,linked_last_paid_on,linked_benefit";
        assert_eq!(open[0], header);
        assert_eq!(masked[0], "found_dwp_hmrc,linked_weeks_worked,linked_earned,linked_benefit");
    })
    .await;
}
