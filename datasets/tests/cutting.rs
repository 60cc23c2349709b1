//! Texts that are longer than a format takes, and what is told of them.

use datasets::{Losses, Lost, Name, cut_at, cut_at_units, losses::ROWS_NAMED};
use proptest::prelude::*;

fn name(text: &str) -> Name {
    Name::new(text).expect("a name")
}

#[test]
fn a_text_ends_with_the_last_character_that_fits_whole() {
    for (bytes, cut) in [(0, ""), (3, "Zo"), (4, "Zoë"), (7, "Zoë"), (8, "Zoë🦔"), (99, "Zoë🦔")]
    {
        assert_eq!(cut_at("Zoë🦔", bytes), cut);
    }
    for (units, cut) in [(0, ""), (3, "Zoë"), (4, "Zoë"), (5, "Zoë🦔"), (99, "Zoë🦔")] {
        assert_eq!(cut_at_units("Zoë🦔", units), cut);
    }
}

#[test]
fn what_was_cut_is_told_by_variable_and_row_and_beyond_a_thousand_rows_counted() {
    let mut losses = Losses::default();
    for row in 1..=1500 {
        losses.cell(&name("words"), Lost::TextCut, row);
    }
    losses.cell(&name("born"), Lost::DateLeftOut, 3);
    losses.schema(Some(&name("words")), Lost::LabelCut);
    losses.schema(None, Lost::NoteCut);

    let losses = losses.into_list();

    let told = |loss: &datasets::Loss| {
        let variable = loss.variable.as_ref().map_or("", Name::as_str).to_owned();
        (variable, loss.lost.name(), loss.count, loss.rows.len())
    };
    assert_eq!(
        losses.iter().map(told).collect::<Vec<_>>(),
        [
            (String::new(), "note-cut", 1, 0),
            ("born".to_owned(), "date-left-out", 1, 1),
            ("words".to_owned(), "label-cut", 1, 0),
            ("words".to_owned(), "text-cut", 1500, ROWS_NAMED),
        ]
    );
    assert_eq!(losses[1].rows, [3]);
}

proptest! {
    #[test]
    fn a_cut_text_is_the_longest_beginning_that_fits(text: String, most in 0_usize..80) {
        let width = |text: &str| text.encode_utf16().count();
        for (cut, len) in [
            (cut_at(&text, most), str::len as fn(&str) -> usize),
            (cut_at_units(&text, most), width),
        ] {
            prop_assert!(text.starts_with(cut) && len(cut) <= most);
            if let Some(next) = text[cut.len()..].chars().next() {
                let longer = format!("{cut}{next}");
                prop_assert!(len(&longer) > most);
            }
        }
    }
}
