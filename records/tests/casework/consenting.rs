//! Consent on paper or by telephone, as staff record it.

use records::{
    auth::By,
    choices::standing,
    consent::{self, NoteProblem, RecordError, Recorded},
    people::{self, Stands},
    requests::{self, Checked, Wanted},
    stopping::stop,
};
use surveys::{
    consent::{ConsentProblem, Mode},
    stopping::{Choice, Way},
};

use super::desk::Desk;
use crate::{
    databases::both,
    study::{noon, typed},
};

const SAID: &str =
    "C1=yes&C2=yes&C3=yes&C4=contact_sms&C4=contact_phone&C5=yes&C6=no&C7=no&C8=no&C9=yes&C10=no";

/// On paper, with a witness, on this day of March 2026.
fn noted(day: u32) -> String {
    format!("{SAID}&mode=paper&witness=II&day={day}&month=3&year=2026")
}

fn read(desk: &Desk, number: &str, form: &str) -> Result<Recorded, Vec<NoteProblem>> {
    let consent = &desk.study.study().consent;
    Recorded::parse(number, consent, &typed(form), noon().date_naive())
}

/// So many days after the first.
fn later(days: i64) -> chrono::DateTime<chrono::Utc> {
    noon() + chrono::TimeDelta::days(days)
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_that_is_open_on_the_form_is_said_at_once() {
    both(|db| async move {
        let desk = Desk::open(db).await;

        let open = read(&desk, "1002", "C1=yes&C2=yes&C3=yes&C4=contact_sms&C5=yes&C6=no&C7=no");
        let statement = |code: &str, open| NoteProblem::Statement(code.to_owned(), open);
        let expected = [
            NoteProblem::NoMode,
            NoteProblem::NoWitness,
            NoteProblem::NoDay,
            statement("C8", ConsentProblem::Undecided),
            statement("C9", ConsentProblem::NotAgreed),
        ];
        assert_eq!(open.unwrap_err(), expected);
        assert_eq!(read(&desk, "1002", &noted(3)).unwrap_err(), [NoteProblem::NotYet]);
        assert_eq!(read(&desk, "1002", &noted(32)).unwrap_err(), [NoteProblem::NoDay]);
        let form = desk.study.study().consent.clone();
        let day = form.date;
        let early = noted(1).replace("year=2026", "year=1900");
        let early = Recorded::parse("1002", &form, &typed(&early), day).unwrap_err();
        assert_eq!(early, [NoteProblem::BeforeForm], "there was no such form in 1900");
        let long = noted(1).replace("II", &"I".repeat(101));
        assert_eq!(read(&desk, "1002", &long).unwrap_err(), [NoteProblem::LongWitness]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn consent_on_paper_keeps_the_day_it_was_given_the_witness_and_who_wrote_it_down() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let ivy = desk.ivy(&["1002"]).await;
        let by = || By::Staff(ivy.clone());

        for _ in 0..2 {
            let recorded = read(&desk, "1002", &noted(1)).expect("complete");
            consent::record(&desk.db, by(), &desk.study, recorded, noon()).await.expect("kept");
        }
        let others = read(&desk, "1001", &noted(1)).expect("complete");
        let refused = consent::record(&desk.db, by(), &desk.study, others, noon()).await;

        assert!(matches!(refused, Err(RecordError::NoSuchParticipant)), "Anna is not hers");
        let rows = "SELECT channel || ' ' || witness || ' ' || actor || ' ' || SUBSTR(CAST(at AS TEXT), 1, 10) \
            || ' ' || SUBSTR(CAST(recorded_at AS TEXT), 1, 10) AS told FROM consent_event \
            WHERE participant_id = 2 AND statement = 'C1'";
        let expected = format!("paper II {} 2026-03-01 2026-03-02", ivy.actor());
        assert_eq!(desk.told(rows).await, [expected]);
        assert_eq!(desk.trail().await, [format!("{}: consent recorded, 1002", ivy.actor())]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_answers_on_another_day_in_another_way_or_before_another_witness_are_kept_too() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let ivy = desk.ivy(&["1002"]).await;
        let record = async |form: &str| {
            let (by, study) = (By::Staff(ivy.clone()), &desk.study);
            let recorded = read(&desk, "1002", form).expect("complete");
            consent::record(&desk.db, by, study, recorded, noon()).await.expect("kept");
        };
        record(&noted(2)).await;

        for corrected in [
            noted(1),
            noted(1).replace("paper", "phone"),
            noted(1).replace("paper", "phone").replace("II", "JT"),
        ] {
            for _ in 0..2 {
                record(&corrected).await;
            }
        }

        let rows = "SELECT channel || ' ' || witness || ' ' || SUBSTR(CAST(at AS TEXT), 1, 10) AS told \
            FROM consent_event WHERE participant_id = 2 AND statement = 'C1' ORDER BY id";
        let expected =
            ["paper II 2026-03-02", "paper II 2026-03-01", "phone II 2026-03-01", "phone JT 2026-03-01"];
        assert_eq!(desk.told(rows).await, expected);
        let trail: Vec<_> = desk.trail().await.iter().map(|entry| entry.replace(&ivy.actor(), "Ivy")).collect();
        let corrected = "Ivy: consent corrected, 1002";
        assert_eq!(trail, ["Ivy: consent recorded, 1002", corrected, corrected, corrected]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn how_consent_was_given_and_before_whom_stands_on_the_page_and_in_the_copy() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let ivy = desk.ivy(&["1002"]).await;
        for noted in [noted(1), noted(1).replace("paper", "phone").replace("II", "JT")] {
            let recorded = read(&desk, "1002", &noted).expect("complete");
            let by = By::Staff(ivy.clone());
            consent::record(&desk.db, by, &desk.study, recorded, noon()).await.expect("kept");
        }

        let seen = people::see(&desk.db, &ivy, &desk.study, 2, noon()).await.unwrap().unwrap();
        let first = &seen.decided[0];
        assert_eq!((first.mode, first.witness.as_deref()), (Mode::Phone, Some("JT")));
        let wanted = Wanted {
            number: "1002".to_owned(),
            checked: Checked::ByPhone,
            safeguarding_reviewed: false,
            group_known: false,
        };
        let copy = requests::copy(&desk.db, &By::CommandLine, &desk.study, &wanted, noon()).await;
        let last = copy.unwrap().consent.pop().expect("she said something");
        assert_eq!((last.by.as_str(), last.witness.as_deref()), ("phone", Some("JT")));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_survey_that_is_counted_from_consent_opens_by_the_day_as_it_was_put_right() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let study = desk.counted_from_consent().await;
        let ivy = desk.ivy(&["1002"]).await;
        let opens = async |form: &str| {
            let recorded = read(&desk, "1002", form).expect("complete");
            let by = By::Staff(ivy.clone());
            consent::record(&desk.db, by, &study, recorded, later(9)).await.expect("kept");
            let seen = people::see(&desk.db, &ivy, &study, 2, later(9)).await.unwrap().unwrap();
            seen.waves[1].stands
        };
        let on = |day: &str| Stands::NotYet(day.parse().ok());

        assert_eq!(opens(&noted(2)).await, on("2026-03-12"));
        assert_eq!(
            opens(&noted(1)).await,
            Stands::Open("2026-05-06".parse().ok()),
            "a day earlier"
        );
        assert_eq!(opens(&noted(2)).await, on("2026-03-12"), "late counts as much as early");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_hides_nothing_that_was_withdrawn_and_begins_nothing_again() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let ivy = desk.ivy(&["1001"]).await;
        let record = async |form: &str| {
            let recorded = read(&desk, "1001", form).expect("complete");
            let by = By::Staff(ivy.clone());
            consent::record(&desk.db, by, &desk.study, recorded, noon()).await.expect("kept");
        };
        record(&noted(2)).await;
        stop(&desk.db, &desk.anna, Choice::StopLinkage, None, noon()).await.expect("done");

        record(&noted(2).replace("C5=yes", "C5=no").replace("II", "JT")).await;

        let linkage = "SELECT answer AS told FROM consent_event \
            WHERE participant_id = 1 AND statement = 'C5' ORDER BY id";
        assert_eq!(desk.told(linkage).await, ["yes", "yes", "withdrawn"]);
        let state = standing(&desk.db, &desk.anna, noon()).await.unwrap().expect("it is told");
        assert!(state.stops.since(Choice::StopLinkage).is_some());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_from_a_drawer_takes_back_nothing_that_was_decided_since() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let (_, sue) = desk.sue().await;
        let record = async |day, now| {
            let consent = &desk.study.study().consent;
            let form = typed(&noted(day));
            let recorded = Recorded::parse("1001", consent, &form, later(9).date_naive());
            let by = By::Staff(sue.clone());
            let recorded = recorded.expect("complete");
            consent::record(&desk.db, by, &desk.study, recorded, now).await
        };

        let drawer = record(1, later(1)).await;
        assert!(matches!(drawer, Err(RecordError::DecidedSince(on)) if on == noon().date_naive()));
        let stops = Choice::Contact(Way::Sms);
        stop(&desk.db, &desk.anna, stops, None, noon()).await.expect("she wants no texts");
        assert!(matches!(record(1, later(1)).await, Err(RecordError::DecidedSince(_))));
        let state = standing(&desk.db, &desk.anna, noon()).await.unwrap().expect("it is told");
        assert!(state.stops.since(stops).is_some());

        record(4, later(3)).await.expect("she agreed anew, two days later");

        let state = standing(&desk.db, &desk.anna, noon()).await.unwrap().expect("it is told");
        assert_eq!(state.stops.since(stops), None, "and is sent texts again");
        assert!(state.agreed.permissions.contains(&Way::Sms.permission()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_had_wanted_no_more_surveys_and_agrees_anew_by_telephone_takes_part_again() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let ivy = desk.ivy(&["1001"]).await;
        for choice in [Choice::NoMoreSurveys, Choice::StopLinkage, Choice::DropLinked] {
            stop(&desk.db, &desk.anna, choice, None, noon()).await.expect("done");
        }

        let recorded = read(&desk, "1001", &noted(2).replace("paper", "phone")).expect("complete");
        let by = By::Staff(ivy.clone());
        consent::record(&desk.db, by, &desk.study, recorded, noon()).await.expect("kept");

        let state = standing(&desk.db, &desk.anna, noon()).await.unwrap().expect("it is told");
        assert_eq!(state.stops.since(Choice::NoMoreSurveys), None);
        assert_eq!(state.stops.since(Choice::StopLinkage), None);
        assert!(state.stops.since(Choice::DropLinked).is_some(), "what is never taken back stays");
        let back = "SELECT choice || ' ' || channel || ' ' || actor AS told FROM stop_event \
            WHERE act = 'takes_back' ORDER BY id";
        let by = |choice: &str| format!("{choice} phone {}", ivy.actor());
        assert_eq!(desk.told(back).await, [by("no-more-surveys"), by("stop-linkage")]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn consent_by_telephone_is_written_down_once_with_who_was_there() {
    both(|db| async move {
        let desk = Desk::open(db).await;
        let said = format!("{SAID}&C10=yes");
        let recorded = |version| Recorded {
            number: "1002".to_owned(),
            version,
            mode: Mode::Phone,
            witness: "JT".to_owned(),
            given_on: None,
            said: typed(&said.replace("C10=no&", "")),
        };
        let record = async |version| {
            let by = By::CommandLine;
            consent::record(&desk.db, by, &desk.study, recorded(version), noon()).await
        };

        for _ in 0..2 {
            record(1).await.expect("it is recorded");
        }
        let unknown = record(3).await;

        assert!(matches!(unknown, Err(RecordError::NoSuchForm(3))));
        let rows = "SELECT channel || ' ' || actor || ' ' || witness || ' ' || statement AS told \
            FROM consent_event WHERE witness = 'JT' AND statement IN ('C1', 'C10') ORDER BY id";
        let expected = ["phone command line JT C1", "phone command line JT C10"];
        assert_eq!(desk.told(rows).await, expected);
        let later = "SELECT 'later' AS told FROM consent_event WHERE recorded_at IS NOT NULL";
        assert_eq!(desk.told(later).await, Vec::<String>::new(), "it was said just then");
    })
    .await;
}
