//! Effects that cannot be.

use records::dummy::{DummyError, Effect};

use super::{asked, release};
use crate::{databases::both, exporting::annas::sent, study::noon};

#[tokio::test(flavor = "multi_thread")]
async fn every_effect_that_cannot_be_planted_is_told_at_once_and_nothing_is_written() {
    both(|db| async move {
        let study = sent(&db).await;
        let effects = [
            "w1_satisfied=1",
            "satis=1",
            "w1_d_age=1",
            "w1_status=1",
            "w1_n_attempts=1",
            "w1_satis=11",
            "w1_happy=1",
            "w1_happy=2",
            "w1_d_ilo=1",
            "w1_jobstart=1",
        ];

        let refused = release(&db, &study, &asked(24, &effects), noon()).await;

        let Err(DummyError::Effects(_)) = &refused else { panic!("{refused:?}") };
        let told = refused.err().map(|error| error.to_string()).expect("it is refused");
        let expected = [
            "w1_satisfied: wide.csv has no such column in this release",
            "satis: wide.csv has no such column in this release; it has w1_satis, w2_satis",
            "w1_d_age: wide.csv has no such column in this release; it has w0_d_age",
            "w1_status: this is no answer; effects are planted in answers and in what follows from them",
            "w1_n_attempts: this is no answer; effects are planted in answers and in what follows from them",
            "w1_satis: 11 is more than the range from 0 to 10 can hold",
            "w1_happy: the effect is given twice",
            "w1_d_ilo: its codes are neither amounts nor yes and no",
            "w1_jobstart: effects are planted in numbers and in yes or no, and not in dates and times",
        ];
        assert_eq!(told.lines().collect::<Vec<_>>(), expected);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_these_people_have_no_room_for_is_refused_with_what_they_have() {
    both(|db| async move {
        let study = sent(&db).await;

        let refused = release(&db, &study, &asked(60, &["w1_satis=9.5"]), noon()).await;

        let told = refused.err().map(|error| error.to_string()).expect("it is refused");
        let begin = "w1_satis: 9.5 is more than the range from 0 to 10 can hold; these people's answers leave room for ";
        assert!(told.starts_with(begin), "{told}");
    })
    .await;
}

#[test]
fn a_text_without_a_variable_or_a_number_is_no_effect() {
    for text in ["w1_satis", "=1", "w1_satis=", "w1_satis=much", "w1_satis=inf", "w1_satis=NaN"] {
        assert!(text.parse::<Effect>().is_err(), "{text}");
    }
    let effect: Effect = "w1_satis=-0.25".parse().expect("an effect");
    assert_eq!((effect.variable.as_str(), effect.size), ("w1_satis", -0.25));
}
