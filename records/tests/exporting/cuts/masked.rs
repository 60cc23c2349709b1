//! A masked cut has no column that tells the arm.

use std::collections::BTreeMap;

use records::{
    Db,
    cuts::{CutError, CutRequest},
    demo,
    studies::{self, StudyHandle},
};
use surveys::{events::EventKind, study::Study, waves::Anchor};

use super::{Bytes, files, for_carys, make, text, told};
use crate::{
    databases::both,
    study::{noon, protocol},
};

/// Whether anybody helped them, and how satisfied they are with that, is asked of both arms in the same words. Invented people of the
/// one arm say yes more often: that is what the invented trial did, and no fault of the cut.
const DONE_BY_THE_TRIAL: [&str; 2] = ["supany", "supsat"];

/// How often the arms are dealt out anew among the same people.
const DEALT: usize = 199;

async fn invented(db: &Db) -> StudyHandle {
    let text = include_str!("../../../../examples/study/study.toml").to_owned();
    let file = surveys::authoring::File { name: "study.toml".to_owned(), text };
    let study = Study::read(&file).expect("the example study is in order");
    studies::load(db, &study, (&protocol(), None), surveys::catalogue::surveys(), noon())
        .await
        .expect("it loads");
    let study = studies::find(db, &study.key).await.expect("it is there");
    demo::fill(db, &study, 160, 1, noon(), &|_, _| {}).await.expect("they are invented");
    study
}

fn masked() -> CutRequest {
    CutRequest { masked: true, ..for_carys() }
}

/// Who is in the arm that is offered the support, by row key; nobody who was not randomised.
async fn arms(db: &Db, number: u32) -> BTreeMap<String, bool> {
    let query = format!(
        "SELECT row_key || ' ' || arm AS told FROM cut_row \
         JOIN allocation ON allocation.participant_id = cut_row.participant_id \
         JOIN cut ON cut.id = cut_id WHERE number = {number}"
    );
    let pairs = told(db, &query).await;
    let pair = |told: &String| {
        let (key, arm) = told.split_once(' ').expect("a key and an arm");
        (key.to_owned(), arm == "T")
    };
    pairs.iter().map(pair).collect()
}

/// A column, as the place of each person's value among those that there are, people in the order of their keys. Who has no row
/// has a value of their own.
struct Ranked {
    name: String,
    values: usize,
    of: Vec<usize>,
}

/// Every column of a file that has at most one row for each person, and of `long` each wave by itself.
fn ranked(files: &Bytes, people: &BTreeMap<String, bool>) -> Vec<Ranked> {
    let mut cells: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for file in files.keys().filter(|name| name.ends_with(".csv") && *name != "codebook.csv") {
        let text = text(files, file);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let names = reader.headers().expect("names").clone();
        let wave = names.iter().position(|name| name == "wave");
        for row in reader.records().map(|row| row.expect("a row")) {
            let wave = wave.map_or("", |place| &row[place]);
            let is_done = |name: &str| DONE_BY_THE_TRIAL.iter().any(|done| name.ends_with(done));
            let cells_of = names.iter().zip(&row).filter(|(name, _)| *name != "row_key");
            for (name, cell) in cells_of.filter(|(name, _)| !is_done(name)) {
                let column = cells.entry(format!("{file} {wave} {name}")).or_default();
                // Of several rows the last counts, and how many there are is a column of its own.
                column.insert(row[0].to_owned(), cell.to_owned());
            }
            let rows = cells.entry(format!("{file} {wave} rows")).or_default();
            let count = rows.get(&row[0]).and_then(|rows| rows.parse().ok()).unwrap_or(0_u32);
            rows.insert(row[0].to_owned(), (count + 1).to_string());
        }
    }
    cells.into_iter().map(|(name, own)| rank(name, &own, people)).collect()
}

fn rank(name: String, own: &BTreeMap<String, String>, people: &BTreeMap<String, bool>) -> Ranked {
    let of_person = |key: &String| own.get(key).map_or("", String::as_str);
    let cells: Vec<_> = people.keys().map(of_person).collect();
    let are_numbers = cells.iter().all(|cell| cell.is_empty() || cell.parse::<f64>().is_ok());
    let mut sorted: Vec<_> = cells.clone();
    sorted.sort_by(|one, other| {
        let number = |cell: &str| cell.parse::<f64>().unwrap_or(f64::NEG_INFINITY);
        if are_numbers { number(one).total_cmp(&number(other)) } else { one.cmp(other) }
    });
    sorted.dedup();
    let place = |cell: &&str| sorted.iter().position(|own| own == cell).expect("it is one of them");
    Ranked { name, values: sorted.len(), of: cells.iter().map(place).collect() }
}

/// How many people one split gets right at its best: everybody up to a value in the one arm and the rest in the other, or
/// those with one value and the rest.
fn best(column: &Ranked, arms: &[bool]) -> usize {
    let (total, treated) = (arms.len(), arms.iter().filter(|arm| **arm).count());
    let mut counts = vec![(0, 0); column.values];
    for (value, arm) in column.of.iter().zip(arms) {
        counts[*value].0 += 1;
        counts[*value].1 += usize::from(*arm);
    }
    // With so many on the one side of the split, and so many treated among them.
    let right = |(people, own): (usize, usize)| {
        let right = own + (total - people) - (treated - own);
        right.max(total - right)
    };
    let (mut most, mut below) = (treated.max(total - treated), (0, 0));
    for count in counts {
        below = (below.0 + count.0, below.1 + count.1);
        most = most.max(right(below)).max(right(count));
    }
    most
}

/// The column that gets most people right, and how many.
fn strongest<'c>(columns: &'c [Ranked], arms: &[bool]) -> (usize, &'c str) {
    let all = columns.iter().map(|column| (best(column, arms), column.name.as_str()));
    all.max().expect("there are columns")
}

/// What the strongest of these columns gets right by chance alone: the most of many deals of the same arms among the same
/// people. The real arms do better by chance in one of two hundred tests; the deals have a seed, and so this one does not.
fn by_chance(columns: &[Ranked], arms: &[bool]) -> usize {
    let (mut dealt, mut seed) = (arms.to_vec(), 20_260_302_u64);
    let mut most = 0;
    for _ in 0..DEALT {
        for place in (1..dealt.len()).rev() {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            dealt.swap(place, (seed >> 33) as usize % (place + 1));
        }
        most = most.max(strongest(columns, &dealt).0);
    }
    most
}

#[tokio::test(flavor = "multi_thread")]
async fn no_split_of_a_column_of_a_masked_cut_tells_the_arm_better_than_chance() {
    both(|db| async move {
        let study = invented(&db).await;
        make(&db, &study, &masked(), noon()).await;
        make(&db, &study, &for_carys(), noon()).await;
        let found = async |number| {
            let arms = arms(&db, number).await;
            let columns = ranked(&files(&db, &study, number, &[]).await, &arms);
            (columns, arms.into_values().collect::<Vec<_>>())
        };

        let (hidden, arms) = found(1).await;
        let (open, all) = found(2).await;

        assert!(
            arms.len() > 60 && hidden.len() > 200,
            "{} people, {} columns",
            arms.len(),
            hidden.len()
        );
        let (right, name) = strongest(&hidden, &arms);
        let chance = by_chance(&hidden, &arms);
        assert!(right <= chance, "{name} gets {right} of {} right, chance {chance}", arms.len());
        let (right, _) = strongest(&open, &all);
        assert_eq!(
            right,
            all.len(),
            "a cut that is not masked tells it, so the rule would find it"
        );
        let others: Vec<_> = open.into_iter().filter(|one| !one.name.ends_with(" arm")).collect();
        assert!(strongest(&others, &all).0 > by_chance(&others, &all), "and not by its name alone");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_masked_cut_has_no_arm_no_pages_and_nothing_of_who_stopped_the_support() {
    both(|db| async move {
        let study = invented(&db).await;
        make(&db, &study, &masked(), noon()).await;

        let written = files(&db, &study, 1, &[]).await;

        assert!(!written.contains_key("pages.csv"));
        let codebook = text(&written, "codebook.csv");
        let mut reader = csv::Reader::from_reader(codebook.as_bytes());
        for row in reader.records().map(|row| row.expect("a row")) {
            assert!(!["arm", "support_stopped_on"].contains(&&row[1]), "{row:?}");
            assert!(!row[4].contains(&study.study().programme), "{row:?}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wave_that_only_one_arm_has_is_refused_in_a_masked_cut_that_names_it() {
    both(|db| async move {
        let text = include_str!("../../../../examples/study/study.toml").to_owned();
        let file = surveys::authoring::File { name: "study.toml".to_owned(), text };
        let study = Study::read(&file).expect("the example study is in order");
        let mut own = protocol();
        let last = own.waves.last_mut().expect("a wave");
        let key = last.wave.key.clone();
        last.wave.anchor = Anchor::Event(EventKind::SupportEnd);
        last.wave.outcomes = false;
        studies::load(&db, &study, (&own, None), surveys::catalogue::surveys(), noon())
            .await
            .expect("it loads");
        let study = studies::find(&db, &study.key).await.expect("it is there");

        let named = CutRequest { waves: Some(vec![key.clone()]), ..masked() };
        let refused = super::try_make(&db, &study, &named, noon()).await;
        let without = make(&db, &study, &masked(), noon()).await;

        assert!(
            matches!(&refused, Err(CutError::WaveOfOneArm(wave)) if *wave == key),
            "{refused:?}"
        );
        assert!(!without.manifest.waves.contains(&key.to_string()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn own_words_are_refused_in_a_masked_cut_since_they_can_name_the_programme() {
    both(|db| async move {
        let study = super::both_sent(&db).await;

        let with_words = CutRequest { include_text: true, ..masked() };
        let refused = super::try_make(&db, &study, &with_words, noon()).await;

        assert!(matches!(refused, Err(CutError::MaskedWords)), "{refused:?}");
        assert!(told(&db, "SELECT recipient AS told FROM cut").await.is_empty());
    })
    .await;
}
