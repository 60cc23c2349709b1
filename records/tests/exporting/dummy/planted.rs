//! What is planted is what is found.

use std::collections::BTreeMap;

use super::{Bytes, asked, released, rows};
use crate::{databases::both, exporting::annas::sent};

/// The numbers of a column of `wide` by arm, without reasons why there is none.
fn by_arm(files: &Bytes, column: &str) -> BTreeMap<String, Vec<f64>> {
    let arms = rows(files, "participants.csv").into_iter();
    let arms: BTreeMap<_, _> =
        arms.map(|row| (row["row_key"].clone(), row["arm"].clone())).collect();
    let mut numbers = BTreeMap::<_, Vec<f64>>::new();
    for row in rows(files, "wide.csv") {
        let number: f64 = row[column].parse().expect("a number");
        if number >= 0.0 {
            numbers.entry(arms[&row["row_key"]].clone()).or_default().push(number);
        }
    }
    numbers
}

fn mean(numbers: &[f64]) -> f64 {
    numbers.iter().sum::<f64>() / numbers.len() as f64
}

/// Each with its size, the least and the greatest that may stand there, and the smallest step.
const PLANTED: [(&str, f64, (f64, f64)); 4] = [
    ("w1_satis", -0.7, (0.0, 10.0)),
    ("w2_satis", 2.25, (0.0, 10.0)),
    ("w0_hours", 1.5, (0.0, 99.0)),
    ("w1_empact_01", 0.2, (0.0, 1.0)),
];

#[tokio::test(flavor = "multi_thread")]
async fn the_last_arm_has_so_much_more_to_the_nearest_answer_and_the_first_arm_is_as_it_was() {
    both(|db| async move {
        let study = sent(&db).await;
        let effects = PLANTED.map(|(variable, size, _)| format!("{variable}={size}"));
        let effects: Vec<_> = effects.iter().map(String::as_str).collect();

        let (_, without) = released(&db, &study, &asked(100, &[])).await;
        let (written, with) = released(&db, &study, &asked(100, &effects)).await;

        for ((variable, size, (least, most)), planted) in PLANTED.iter().zip(&written.effects) {
            let (before, after) = (by_arm(&without, variable), by_arm(&with, variable));
            assert_eq!(before["T"], after["T"], "{variable}");
            let people = after["C"].len();
            assert_eq!((planted.people, people), (people, before["C"].len()), "{variable}");
            let more = mean(&after["C"]) - mean(&before["C"]);
            let nearest = 0.5 / people as f64 + 1e-9;
            assert!((more - size).abs() <= nearest, "{variable}: {more} and not {size}");
            let mut all = after["C"].iter();
            assert!(all.all(|number| (*least..=*most).contains(number)), "{variable}");
        }
        for file in ["participants.csv", "paradata.csv", "codebook.csv"] {
            assert!(without[file] == with[file], "{file}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn long_has_the_same_answers_as_wide() {
    both(|db| async move {
        let study = sent(&db).await;

        let (_, files) = released(&db, &study, &asked(60, &["w1_satis=1.3"])).await;

        let long = rows(&files, "long.csv");
        let mut compared = 0;
        for row in rows(&files, "wide.csv") {
            for (wave, prefix) in [("four-month", "w1"), ("exit", "w2")] {
                let own = |other: &&BTreeMap<String, String>| {
                    other["row_key"] == row["row_key"] && other["wave"] == wave
                };
                let Some(own) = long.iter().find(own) else { continue };
                assert_eq!(own["satis"], row[&format!("{prefix}_satis")], "{wave}");
                compared += 1;
            }
        }
        assert!(compared > 60, "{compared}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_planted_is_written_on_every_file_and_in_the_manifest() {
    both(|db| async move {
        let study = sent(&db).await;

        let (written, files) = released(&db, &study, &asked(40, &["w1_satis=1"])).await;

        let told = "Planted: w1_satis in arm C less arm T is 1 more than it would be by chance.";
        assert!(written.outlines.iter().all(|outline| outline.notes[1] == told));
        assert!(String::from_utf8_lossy(&files["INVENTED-PEOPLE.txt"]).contains(told));
        let manifest: serde_json::Value =
            serde_json::from_slice(&files["manifest.json"]).expect("JSON");
        let effect = &manifest["effects"][0];
        assert_eq!((&effect["variable"], &effect["size"]), (&"w1_satis".into(), &1.0.into()));
        assert_eq!((&effect["first_arm"], &effect["last_arm"]), (&"T".into(), &"C".into()));
    })
    .await;
}
