//! Whatever stands in a row.

use std::collections::BTreeSet;

use datasets::{
    Cell, Missing, Variable,
    shape::{Rules, Shape, TopCode},
};
use proptest::prelude::*;

use super::{AGES, banding::each, bands, codes, dataset, key, number, rare, row, rules, wide};

fn ages() -> impl Strategy<Value = Cell<'static>> {
    prop_oneof![
        Just(Cell::Blank),
        (0..9_usize).prop_map(|place| Cell::Missing(Missing::ALL[place])),
        (-20..150_i64).prop_map(Cell::Number),
        any::<i64>().prop_map(Cell::Number),
        any::<f64>().prop_map(Cell::Decimal),
        (0..150_u8).prop_map(|age| Cell::Decimal(age.into())),
    ]
}

fn firsts() -> impl Strategy<Value = Vec<i32>> {
    proptest::collection::btree_set(0..130_i32, 2..8).prop_map(|from| from.into_iter().collect())
}

proptest! {
    #[test]
    fn a_shaped_row_fits_the_shaped_dataset_where_it_fitted_before(
        cells in proptest::collection::vec(ages(), 3),
        from in firsts(),
        top in 0..130_u16,
        hidden in proptest::collection::btree_set(0..20_i32, 0..6),
    ) {
        let variables = || vec![number("d_age", AGES), number("years", AGES), codes("d_eth19")];
        let before = dataset("long", variables(), Vec::new());
        let rules = Rules {
            tops: vec![TopCode { variable: key("years"), from: top }],
            rare: rare("d_eth19").rare,
            hidden: [(key("d_eth19"), hidden)].into(),
            ..bands("d_age", &from)
        };
        let (shape, mut out) = (Shape::new(&before, &rules).expect("it can be"), Vec::new());
        shape.row(&cells, &mut out);
        let each = before.variables().iter().zip(&cells);
        for ((old, cell), (new, given)) in each.zip(shape.dataset().variables().iter().zip(&out)) {
            if old.admit(*cell).is_ok() {
                prop_assert!(new.admit(*given).is_ok(), "{cell:?} became {given:?}");
            }
        }
    }

    #[test]
    fn leaving_a_column_out_changes_no_other_cell(gone in 1..10_usize) {
        let dataset = wide();
        let leave_out = BTreeSet::from([dataset.variables()[gone].name.to_string()]);
        let shape = Shape::new(&dataset, &Rules { leave_out, ..rules() }).expect("it can be");
        let mut out = Vec::new();
        shape.row(&row(), &mut out);
        let stays = |own: &Variable| shape.dataset().variables().iter().any(|new| new == own);
        let cells = row();
        let expected: Vec<_> = dataset.variables().iter().zip(cells)
            .filter(|(own, _)| stays(own)).map(|(_, cell)| cell).collect();
        prop_assert_eq!(out, expected);
        prop_assert!(!stays(&dataset.variables()[gone]));
    }

    #[test]
    fn who_is_older_is_in_no_lower_band(from in firsts(), one in 0..200_i64, more in 0..200_i64) {
        let rules = bands("d_age", &from);
        let given = each(AGES, &rules, &[Cell::Number(one), Cell::Number(one + more)]);
        let [Cell::Number(lower), Cell::Number(higher)] = given[..] else { panic!("two numbers") };
        prop_assert!(lower <= higher);
    }
}
