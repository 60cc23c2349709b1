//! Study numbers as people type them. Anna has BW-0001 here, Ben TL.0002; two others have numbers that look alike.

use records::{
    Db,
    audit::{self, Search},
    auth::By,
    participants::{self, Enrolment},
    people::look_up,
    registers::{self, RegisterError},
    requests::number_on_record,
    staff::{CaseError, cases_of, give_cases},
};
use surveys::registers::{Opening, Register};

use super::desk::Desk;
use crate::{
    databases::both,
    study::{noon, typed},
};

async fn desk(db: Db) -> Desk {
    let desk = Desk::open(db).await;
    let row = |number: &str| Enrolment { study_number: number.to_owned(), ..Enrolment::default() };
    let rows = ["BW-0001", "TL.0002", "X-12", "X-1-2"].map(row).into();
    participants::enrol(&desk.db, &desk.study, rows, false, noon())
        .await
        .expect("they are enrolled");
    desk
}

#[tokio::test(flavor = "multi_thread")]
async fn spaces_dashes_and_small_letters_do_not_matter_wherever_a_number_is_typed() {
    both(|db| async move {
        let desk = desk(db).await;
        let (sue, caseworker) = desk.sue().await;
        let carys = By::Staff(desk.carys().await);
        let (db, study) = (&desk.db, &desk.study);
        for typed_number in
            ["BW-0001", " bw-0001 ", "bw 0001", "BW0001", "bw\u{2013}0001", "b w/00 01"]
        {
            let known = number_on_record(db, &carys, study, typed_number).await.unwrap();
            assert_eq!(known.as_deref(), Some("BW-0001"), "{typed_number}");
            let found = look_up(db, &caseworker, study, typed_number, noon()).await.unwrap();
            assert_eq!(found.len(), 1, "{typed_number}");
        }
        let keeper =
            desk.member("carys@example.org", surveys::roles::Role::DataManager, None).await;
        let keeper = keeper.register_keeper(study).expect("she keeps the registers");
        let harm = |number: &str| {
            let form = typed(&format!("day=2026-03-01&what=A fall&number={number}"));
            Opening::read(Register::Harm, &form, "Europe/London", noon()).expect("it is in order")
        };
        let entry = registers::open(db, &keeper, harm("tl 0002"), "", noon()).await.unwrap();
        let opened = registers::read(db, &keeper, entry.number, noon()).await.unwrap();
        assert_eq!(opened.entry.person.as_deref(), Some("TL.0002"));
        let search = Search { person: "tl0002".to_owned(), ..Search::default() };
        assert_eq!(audit::search(db, &By::CommandLine, &search).await.unwrap().entries.len(), 2);
        let nobody = registers::open(db, &keeper, harm("tl 0003"), "", noon()).await;
        assert!(matches!(nobody, Err(RegisterError::NoSuchParticipant(_))));
        let ivy = desk.ivy(&["tl-0002"]).await;
        let hers = cases_of(db, &sue, ivy.staff_id()).await.unwrap().expect("she interviews").1;
        assert_eq!(hers, ["TL.0002"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_fits_two_people_names_neither_unless_it_is_theirs_to_the_letter() {
    both(|db| async move {
        let desk = desk(db).await;
        let carys = By::Staff(desk.carys().await);
        let of = async |typed: &str| {
            number_on_record(&desk.db, &carys, &desk.study, typed).await.expect("an answer")
        };

        assert_eq!(of("X-12").await.as_deref(), Some("X-12"));
        assert_eq!(of("X-1-2").await.as_deref(), Some("X-1-2"));
        for nobody in ["x12", "X 1 2", "", "-", "' OR 1=1 --"] {
            assert_eq!(of(nobody).await, None, "{nobody}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_list_is_given_at_once_each_once_and_what_is_nobodys_is_named() {
    both(|db| async move {
        let desk = desk(db).await;
        let ivy = desk.ivy(&[]).await;
        let (sue, _) = desk.sue().await;
        let number = |place: usize| format!("Z-{place:04}");
        let rows = (0..1_200)
            .map(|place| Enrolment { study_number: number(place), ..Enrolment::default() })
            .collect();
        participants::enrol(&desk.db, &desk.study, rows, false, noon()).await.expect("all are in");
        let list: Vec<_> = (0..1_200).map(|place| format!("z {place:04}")).collect();
        let give = async |list: Vec<String>| {
            let by = By::Staff(sue.clone());
            give_cases(&desk.db, by, ivy.staff_id(), &desk.study, list, noon()).await
        };

        let with_strangers = [list.clone(), vec!["z 9999".to_owned(), "Q1".to_owned()]].concat();
        let refused = give(with_strangers).await;
        assert!(matches!(refused, Err(CaseError::Unknown(these)) if these == ["z 9999", "Q1"]));
        assert_eq!(desk.trail().await, Vec::<String>::new());
        let twice = [list.clone(), vec![number(7)]].concat();

        assert_eq!(give(twice).await.unwrap(), 1_200);
        assert_eq!(give(list).await.unwrap(), 0);
        assert_eq!(desk.trail().await.len(), 1_200, "an entry for each of them");
    })
    .await;
}
