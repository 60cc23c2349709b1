//! Columns that stay behind, and rules that cannot be followed.

use std::collections::BTreeSet;

use datasets::{
    Cell, Dataset,
    shape::{Rule, Rules, Shape, TopCode, Unfit},
};
use surveys::collapsing::{Bands, Rare};

use super::{AGES, bands, dataset, key, name, names, number, rare, row, rules, wide};

fn left(rules: &Rules) -> Vec<String> {
    let shape = Shape::new(&wide(), rules).expect("it can be shaped");
    shape.dataset().variables().iter().map(|own| own.name.to_string()).collect()
}

#[test]
fn without_rules_a_dataset_and_its_rows_stay_as_they_are() {
    let shape = Shape::new(&wide(), &rules()).expect("it can be shaped");
    let mut out = vec![Cell::Text("what was there before")];
    shape.row(&row(), &mut out);
    assert_eq!((shape.dataset(), out), (&wide(), row()));
}

#[test]
fn a_column_is_left_out_by_its_name_in_one_wave_or_by_its_questions_in_all() {
    let all = left(&rules());
    let without = |gone: &[&str]| -> Vec<String> {
        all.iter().filter(|name| !gone.contains(&name.as_str())).cloned().collect()
    };
    let cases: [(&[&str], &[&str]); 6] = [
        (&["w0_d_eth19"], &["w0_d_eth19"]),
        (&["d_eth19"], &["w0_d_eth19", "w1_d_eth19"]),
        (&["barrier"], &["w1_barrier_01", "w1_barrier_97"]),
        (&["barrier_97"], &["w1_barrier_97"]),
        (&["since"], &["w1_since", "w1_since_st"]),
        // `emp_st` is a question of its own, and no status.
        (&["emp", "row_key", "eth19"], &[]),
    ];
    for (leaves, gone) in cases {
        assert_eq!(left(&Rules { leave_out: names(leaves), ..rules() }), without(gone));
    }
}

#[test]
fn only_what_is_named_stays_with_whose_row_it_is_and_leaving_out_comes_before_staying() {
    let keep = Some(names(&["d_eth19", "barrier"]));
    let leave_out = names(&["w1_d_eth19", "barrier_01"]);
    let shape = Shape::new(&wide(), &Rules { keep, leave_out, ..rules() }).expect("it can be");
    let mut out = Vec::new();
    shape.row(&row(), &mut out);
    assert_eq!(out, [Cell::Text("anna"), Cell::Number(5), Cell::Number(0)]);
    assert_eq!(shape.dataset().sets().map(|(_, members)| members.len()).sum::<usize>(), 1);
}

#[test]
fn a_set_of_which_no_answer_stays_is_gone_and_a_trusted_dataset_stays_trusted() {
    let rules = Rules { leave_out: names(&["barrier"]), ..rules() };
    let shape = Shape::new(&wide().trusted(), &rules).expect("it can be shaped");
    assert_eq!(shape.dataset().sets().count(), 0);
    assert!(shape.dataset().is_trusted());
}

#[test]
fn rules_that_a_column_cannot_follow_are_told_all_at_once() {
    let mut rules = bands("since", &[0, 10]);
    rules.bands.push(Bands { variable: key("hours"), from: vec![-10, 0] });
    rules.tops.push(TopCode { variable: key("barrier_01"), from: 1 });
    rules.tops.push(TopCode { variable: key("d_age"), from: 80 });
    rules.bands.push(Bands { variable: key("d_age"), from: vec![0, 40] });
    let hidden = BTreeSet::from([1]);
    rules.rare.push(Rare { variable: key("barrier_97"), under: 3, other: 99 });
    rules.hidden.insert(key("barrier_97"), hidden);
    assert_eq!(
        Shape::new(&wide(), &rules).expect_err("none can be followed"),
        [
            Unfit::Twice(name("w0_d_age")),
            Unfit::BandsBelowZero(name("w1_hours")),
            Unfit::NoNumber(name("w1_barrier_01")),
            Unfit::NoCodes(name("w1_barrier_97")),
            Unfit::NoNumber(name("w1_since")),
        ]
    );
    let nothing = Rules { keep: Some(BTreeSet::new()), ..super::rules() };
    assert_eq!(Shape::new(&wide(), &nothing).expect_err("nothing stays"), [Unfit::NothingLeft]);
}

#[test]
fn a_variable_that_no_file_has_is_told_with_what_was_to_become_of_it() {
    let mut rules = bands("d_agee", &[0, 10]);
    rules.keep = Some(names(&["hours", "w2_hours"]));
    rules.leave_out = names(&["since", "arms"]);
    rules.rare = rare("d_eth").rare;
    rules.tops = vec![TopCode { variable: key("years"), from: 80 }];
    let long = dataset("long", vec![number("d_agee", AGES)], Vec::new());
    let unknown = |files: &[&Dataset]| -> Vec<_> {
        let told = rules.unknown(files.iter().copied()).into_iter();
        told.map(|one| (one.rule, one.variable)).collect()
    };
    let nowhere = [
        (Rule::Keep, "w2_hours".to_owned()),
        (Rule::LeaveOut, "arms".to_owned()),
        (Rule::Bands, "d_agee".to_owned()),
        (Rule::Rare, "d_eth".to_owned()),
    ];
    assert_eq!(unknown(&[&wide()]), nowhere);
    assert_eq!(unknown(&[&wide(), &long]), [&nowhere[..2], &nowhere[3..]].concat());
    let told: Vec<_> = rules.unknown([&long]).iter().map(ToString::to_string).collect();
    assert!(
        told.contains(
            &"no file has “d_eth”, which is to have its rare codes put together".to_owned()
        )
    );
}

#[test]
fn a_row_that_does_not_belong_to_the_file_leaves_nothing() {
    let shape = Shape::new(&wide(), &rules()).expect("it can be shaped");
    for cells in [&row()[1..], &[row(), row()].concat()] {
        let mut out = row();
        shape.row(cells, &mut out);
        assert_eq!(out, []);
    }
}
