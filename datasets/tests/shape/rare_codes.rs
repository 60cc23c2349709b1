//! Codes that few people have.

use std::collections::BTreeSet;

use datasets::{
    Cell, Kind, Missing,
    shape::{Counts, Rules, Shape, Unfit},
};

use super::{AGES, codes, dataset, key, labels, name, number, rare, row, variable, wide};

/// What so many people answered in the two waves.
fn counted(people: &[(i64, i64, u32)]) -> Rules {
    let mut rules = rare("d_eth19");
    let mut counts = Counts::new(&wide(), &rules);
    for (first, second, times) in people {
        for _ in 0..*times {
            let mut cells = row();
            (cells[2], cells[3]) = (Cell::Decimal(*first as f64), Cell::Number(*second));
            counts.row(&cells);
        }
    }
    rules.hidden = counts.hidden();
    rules
}

#[test]
fn a_code_of_few_people_is_other_in_every_wave_and_file() {
    let rules = counted(&[(1, 1, 9), (5, -4, 2), (6, 6, 1)]);
    assert_eq!(rules.hidden, [(key("d_eth19"), BTreeSet::from([5, 6]))].into());

    let shape = Shape::new(&wide(), &rules).expect("it can be shaped");
    let mut out = Vec::new();
    shape.row(&row(), &mut out);
    assert_eq!(out[2..4], [Cell::Number(99), Cell::Missing(Missing::NotDue)]);

    let group = variable(&shape, "w1_d_eth19");
    assert_eq!(group.label, "Group, rare answers put together");
    assert_eq!((group.kind, group.labels.len()), (Kind::Whole { least: 1, most: 99 }, 18));
    assert_eq!(labels(group).last(), Some(&(99, "Other, put together")));
    assert!(labels(group).iter().all(|(code, _)| ![5, 6].contains(code)));

    let long = Shape::new(&dataset("long", vec![codes("d_eth19")], Vec::new()), &rules);
    long.expect("it can be shaped").row(&[Cell::Number(6)], &mut out);
    assert_eq!(out, [Cell::Number(99)]);
}

#[test]
fn who_has_a_code_in_two_waves_is_one_person_and_so_is_who_has_two_rare_ones() {
    // Two people in two waves are not four.
    assert_eq!(counted(&[(1, 1, 9), (5, 5, 2), (6, 6, 2)]).hidden[&key("d_eth19")], [5, 6].into());
    // The two behind 5 and 6 are the same two, so that the next rarest joins them.
    let hidden = counted(&[(1, 1, 9), (7, 7, 4), (5, 6, 2)]).hidden;
    assert_eq!(hidden[&key("d_eth19")], [5, 6, 7].into());
    assert_eq!(counted(&[(1, 1, 9), (7, 7, 4)]).hidden[&key("d_eth19")], [].into());
}

#[test]
fn where_no_code_is_rare_the_column_stays_as_it_is() {
    let shape = Shape::new(&wide(), &counted(&[(1, 2, 9)])).expect("it can be shaped");
    assert_eq!(shape.dataset(), &wide());
}

#[test]
fn codes_that_nobody_counted_are_not_given_out() {
    let unfit = Shape::new(&wide(), &rare("d_eth19")).expect_err("they were not counted");
    assert_eq!(unfit, ["w0_d_eth19", "w1_d_eth19"].map(|own| Unfit::NotCounted(name(own))));

    let without = dataset("participants", vec![number("d_age", AGES)], Vec::new());
    let counts = Counts::new(&without, &rare("d_eth19"));
    assert!(counts.hidden().is_empty(), "a file that does not have it has not counted it");
}
