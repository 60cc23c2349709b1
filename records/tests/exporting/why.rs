//! Where a cell of the dataset comes from. The value told is the cell itself, and the reason is the one that made it.

use records::{
    Db,
    cuts::{self, CutError, CutRequest},
    participants::{self, Enrolment},
    responses,
    studies::StudyHandle,
    why::{self, Asked, Told, WhyError},
};
use surveys::{journey::Manner, stopping::Choice};

use super::{
    annas::{ANSWERS, answer, days, randomised, sent},
    dataset::{Dataset, take},
    demonstration::demonstration,
    stopped::stops,
    trail::entries,
};
use crate::{
    databases::both,
    study::{anna, full_consent, noon, page, typed, with_anna},
};

async fn asked(
    db: &Db,
    study: &StudyHandle,
    (participant, variable): (&str, &str),
    day: i64,
) -> Result<Told, WhyError> {
    let (participant, variable) = (participant.to_owned(), variable.to_owned());
    let asked = Asked { participant, variable, cut: None };
    why::tell(db, study, &asked, "Carys", days(day)).await
}

async fn told(db: &Db, study: &StudyHandle, whose: (&str, &str), day: i64) -> Told {
    asked(db, study, whose, day).await.expect("it is told")
}

/// The names of a file, and the row of the person at this place, as they stand in it.
fn row(data: &Dataset, file: &str, place: usize) -> (Vec<String>, Vec<String>) {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).from_reader(data.bytes[file].as_slice());
    let rows: Result<Vec<_>, _> = reader.records().collect();
    let rows = rows.expect("rows are of one length");
    let texts = |place: usize| rows[place].iter().map(str::to_owned).collect();
    (texts(0), texts(place + 1))
}

#[tokio::test(flavor = "multi_thread")]
async fn the_value_told_is_the_cell_of_the_export_for_every_column_of_people_at_every_stage() {
    both(|db| async move {
        let study = demonstration(&db).await;
        records::demo::fill(&db, &study, 24, 1, noon(), &|_, _| {}).await.unwrap();
        let data = take(&db, &study, &[], noon()).await;
        for place in [0, 6, 7, 8, 11, 15, 19, 20] {
            let number = format!("DEMO-{:05}", place + 1);
            for file in ["wide", "participants"] {
                let (names, cells) = row(&data, &format!("{file}.csv"), place);

                let whose = (number.as_str(), names.as_slice(), None);
                let told = why::tell_each(&db, &study, whose, "Carys", noon()).await.unwrap();

                assert_eq!(told.len(), names.len());
                for (told, cell) in told.iter().zip(&cells) {
                    assert_eq!(told.value.exported, *cell, "{number} {}", told.variable);
                    let is_missing = cell.starts_with('-') && told.value.missing.is_none();
                    assert!(!is_missing, "{number} {}: {cell} has no reason", told.variable);
                    let is_explained = told.origin.as_ref().is_none_or(|own| !own.value.is_empty());
                    assert!(is_explained, "{told:?}");
                }
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_is_told_with_its_question_who_saved_it_and_what_stood_there_before() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let who = anna(&db, &study, None).await;
        records::consent::give(&db, &who, &full_consent(&study), noon()).await.unwrap();
        answer(&db, &who, &ANSWERS).await;
        answer(&db, &who, &[("hours", "hours=28")]).await;
        responses::send(&db, &who, noon()).await.unwrap();

        let hours = told(&db, &study, ("1001", "w0_hours"), 0).await;

        assert_eq!((hours.value.file, hours.value.exported.as_str()), ("wide", "28"));
        let wording = hours.wording.expect("it was asked");
        assert_eq!(
            (wording.text.as_str(), wording.survey.version, wording.asked_of.as_str()),
            ("How many hours a week?", 1, "empact = 1")
        );
        assert_eq!(wording.survey.sha256.len(), 64);
        let [saved] = hours.saved.as_slice() else { panic!("{:?}", hours.saved) };
        let steps: Vec<_> =
            saved.saves.iter().map(|save| (save.from.as_deref(), save.to.as_deref())).collect();
        assert_eq!(steps, [(None, Some("30.5")), (Some("30.5"), Some("28"))]);
        assert!(saved.saves.iter().all(|save| save.by == "the participant" && save.mode == "web"));
        assert_eq!(saved.lacks, None);
        let consent = hours.consent.expect("she agreed");
        assert!(consent.is_current && consent.changed.is_empty());
        assert_eq!(hours.wave.map(|wave| wave.status), Some("complete"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn neither_her_own_words_nor_her_date_of_birth_are_told() {
    both(|db| async move {
        let study = sent(&db).await;
        let words = told(&db, &study, ("1001", "w0_anyelse_st"), 0).await;
        let age = told(&db, &study, ("1001", "w0_d_age"), 0).await;

        assert_eq!((words.value.exported.as_str(), age.value.exported.as_str()), ("0", "45"));
        let all = serde_json::to_string(&[&words, &age]).expect("JSON");
        assert!(!all.contains("SUM(A1)") && !all.contains("1980"), "{all}");
        let age = age.origin.expect("it is worked out");
        assert_eq!(age.rule, ["completed years since dob"]);
        assert!(age.because[0].contains("kept as it was"), "{age:?}");
        assert!(all.contains("given, and kept in the identity vault"), "{all}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wave_without_answers_says_by_which_day_and_which_rule() {
    both(|db| async move {
        let study = randomised(&db).await;

        let not_begun = told(&db, &study, ("1002", "w0_hours"), 0).await;
        let not_due = told(&db, &study, ("1001", "w1_genhlth"), 1).await;
        let closed = told(&db, &study, ("1001", "w1_genhlth"), 400).await;

        let reason = |told: &Told| (told.value.missing, told.wave.clone().expect("a wave").because);
        assert_eq!(
            reason(&not_begun),
            (Some(-7), vec!["It is open, and nothing was begun.".to_owned()])
        );
        let (code, because) = reason(&not_due);
        assert_eq!(code, Some(-3));
        assert!(because[0].starts_with("It opens on "), "{because:?}");
        let (code, because) = reason(&closed);
        assert_eq!(code, Some(-4));
        assert!(because[0].starts_with("Its last day was "), "{because:?}");
        assert!(
            because[1].starts_with("It is counted from randomisation on 2 March 2026"),
            "{because:?}"
        );
        assert!(closed.saved.is_empty() && closed.response.is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_stopped_is_told_with_its_day_and_what_changed_of_their_consent() {
    both(|db| async move {
        let study = randomised(&db).await;
        stops(&db, &study, Choice::NoMoreSurveys, 30).await;

        let after = told(&db, &study, ("1001", "w1_genhlth"), 130).await;
        let before = told(&db, &study, ("1001", "w0_hours"), 130).await;

        assert_eq!(after.value.missing, Some(-5));
        assert_eq!(
            after.wave.expect("a wave").because[0],
            "The person wanted no more surveys, before the wave was over: 1 April 2026."
        );
        let changed = before.consent.expect("she agreed").changed;
        assert!(
            changed.iter().any(|one| one.starts_with("contact_email: Agreement withdrawn on ")),
            "{changed:?}"
        );
        assert_eq!(before.value.exported, "30.5");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn deleted_answers_are_told_as_deleted_and_nothing_of_them() {
    both(|db| async move {
        let study = sent(&db).await;
        stops(&db, &study, Choice::DeleteAnswers, 30).await;

        let hours = told(&db, &study, ("1001", "w0_hours"), 40).await;

        assert_eq!(hours.value.missing, Some(-5));
        assert!(hours.wave.expect("a wave").because[0].starts_with("The answers were deleted"));
        assert!(hours.saved.is_empty() && hours.origin.is_none() && hours.response.is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_arm_is_told_with_the_entry_of_the_audit_that_brought_it() {
    both(|db| async move {
        let study = randomised(&db).await;

        let arm = told(&db, &study, ("1001", "arm"), 0).await;
        let nobodys = told(&db, &study, ("1002", "arm"), 0).await;

        assert_eq!((arm.value.file, arm.value.exported.as_str()), ("participants", "T"));
        let own = arm.allocation.expect("she is allocated");
        assert_eq!(own.randomised_on, noon().date_naive());
        assert!(own.entry.is_some() && own.seal.is_none(), "{own:?}");
        assert_eq!(nobodys.because, ["No allocation was brought for the person."]);
        assert_eq!(nobodys.allocation, None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_cut_keeps_is_told_beside_what_the_cell_is_now_and_what_changed_since() {
    both(|db| async move {
        let study = with_anna(&db).await;
        let who = anna(&db, &study, None).await;
        records::consent::give(&db, &who, &full_consent(&study), noon()).await.unwrap();
        answer(&db, &who, &ANSWERS).await;
        let cut = CutRequest { recipient: "University of Example".into(), ..CutRequest::default() };
        cuts::make(&db, &study, &cut, &|_, _| {}, "Carys", days(1)).await.unwrap();
        let (on, hours) = (page("hours"), typed("hours=28"));
        responses::save_page(&db, &who, &on, hours, Manner::Continue, days(2)).await.unwrap();

        let of = |participant: &str, cut| Asked {
            participant: participant.to_owned(),
            variable: "w0_hours".to_owned(),
            cut: Some(cut),
        };
        let annas = why::tell(&db, &study, &of("1001", 1), "Carys", days(3)).await.unwrap();
        let bens = why::tell(&db, &study, &of("1002", 1), "Carys", days(3)).await.unwrap();
        let none = why::tell(&db, &study, &of("1001", 2), "Carys", days(3)).await.unwrap_err();

        let then = annas.then.expect("she is in the cut");
        assert_eq!(then.value.map(|cell| cell.exported).as_deref(), Some("30.5"));
        assert_eq!((annas.value.exported.as_str(), then.is_same), ("28", Some(false)));
        assert_eq!(
            then.since,
            ["hours was changed on 2026-03-04 12:00 UTC from 30.5 to 28 by the participant."]
        );
        let bens = bens.then.expect("it is told that he is not");
        assert_eq!(bens.lacks.as_deref(), Some("The person is not in the cut."));
        assert!(matches!(none, WhyError::Cut(CutError::NoSuchCut(2))), "{none}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_told_is_refused_and_only_what_was_told_is_in_the_audit() {
    both(|db| async move {
        let study = sent(&db).await;
        let test =
            Enrolment { study_number: "9".to_owned(), test: Some(true), ..Enrolment::default() };
        participants::enrol(&db, &study, vec![test], false, noon()).await.unwrap();
        let before = entries(&db).await.len();

        let nobody = asked(&db, &study, ("7", "arm"), 0).await.unwrap_err();
        let test = asked(&db, &study, ("9", "arm"), 0).await.unwrap_err();
        let column = asked(&db, &study, ("1001", "w0_huors"), 0).await.unwrap_err();
        told(&db, &study, ("1001", "w0_hours"), 0).await;

        assert!(matches!(nobody, WhyError::NoSuchParticipant(_)), "{nobody}");
        assert!(matches!(test, WhyError::TestPerson(_)), "{test}");
        assert_eq!(
            column.to_string(),
            "neither wide nor participants has a column “w0_huors”; did you mean “w0_hours”?"
        );
        assert_eq!(entries(&db).await[before..], ["Carys: value explained w0_hours"]);
    })
    .await;
}
