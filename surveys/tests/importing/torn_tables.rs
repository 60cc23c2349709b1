//! Dictionaries that were mended by hand, with a comma or a quotation mark where none should be.

use surveys::importing::{Format, Imported};

use crate::brought::{asked_if, brought, refused, survey, told};

const TITLES: &str = "Variable / Field Name,Form Name,Section Header,Field Type,Field Label,Choices,Field Note,Text \
                      Validation Type,Text Validation Min,Text Validation Max,Identifier?,Branching Logic,Required \
                      Field?,Custom Alignment,Question Number,Matrix Group Name,Matrix Ranking?,Field Annotation\n";

fn dictionary(rows: &str) -> Imported {
    brought(Format::Redcap, format!("{TITLES}{rows}").as_bytes())
}

#[test]
fn a_label_whose_comma_moved_all_behind_it_is_not_asked_of_everybody() {
    let imported = dictionary(
        "a,f,,yesno,Do you smoke?,,,,,,,,,,,,,\n\
         b,f,,text,How many, on a usual day?,,,integer,0,60,,[a]='1',y,,,,,\n\
         c,f,,notes,Why?,,,,,,,[b] = '',,,,,,\n",
    );

    assert!(!imported.text.contains("How many"), "{}", imported.text);
    let said = told(&imported, "b");
    assert!(said.starts_with("not converted: it has 19 cells, where 18 have titles"), "{said}");
    let said = told(&imported, "c");
    assert!(said.contains("it looks at “b”, which was not converted"), "{said}");
}

#[test]
fn a_cell_beyond_the_last_title_is_told_and_a_blank_one_in_every_row_is_nothing() {
    let imported = dictionary(
        "a,f,,yesno,Well?,,,,,,,,,,,,,,\nb,f,,yesno,Still?,,,,,,,[a] = '1',,,,,,,\n\
         c,f,,yesno,And now?,,,,,,,,,,,,,,see Ben\n",
    );

    assert_eq!(asked_if(&survey(&imported), "b"), "a = 1");
    assert_eq!(told(&imported, "a"), "exactly");
    assert!(told(&imported, "c").starts_with("not converted: it has 19 cells"));
}

#[test]
fn rows_behind_a_quotation_mark_that_is_not_closed_are_not_swallowed() {
    let never = "a,f,,yesno,\"Well?,,,,,,,,,,,,,\nb,f,,yesno,Still?\nc,f,,yesno,And now?\n";
    let said = refused(Format::Redcap, format!("{TITLES}{never}").as_bytes());
    assert!(
        said.starts_with("line 2: a quotation mark is opened here, and never closed"),
        "{said}"
    );

    let by_another =
        "a,f,,yesno,Well?\nb,f,,yesno,\"Still?\nc,f,,radio,Which?,\"1, One | 2, Two\"\n";
    let said = refused(Format::Redcap, format!("sep=,\n{TITLES}{by_another}").as_bytes());
    assert!(said.starts_with("line 4: a quotation mark"), "{said}");
    assert!(said.contains("closed in the middle of words on line 5"), "{said}");
}

#[test]
fn a_cell_that_spans_lines_is_read_and_the_row_behind_it_is_found_on_its_line() {
    let imported = dictionary(
        "a,f,,yesno,\"Well?\n\nSay \"\"yes\"\" if so.\",,,,,,,,,,,,,\nb,f,,yesno,\"Or \"ill\", perhaps?\"\nc,f,,yesno,5\" tall?\n",
    );

    assert!(
        imported.text.contains("Say \\\"yes\\\" if so.")
            || imported.text.contains("Say \"yes\" if so.")
    );
    let places: Vec<_> = imported.items.iter().map(|item| item.place.to_string()).collect();
    assert_eq!(places[..3], ["line 2", "line 5", "line 6"]);
    let said = told(&imported, "b");
    assert!(said.contains("goes on behind the quotation mark that closes it"), "{said}");
    assert_eq!(told(&imported, "c"), "exactly");
}

#[test]
fn what_stands_in_a_column_that_says_nothing_of_its_field_is_told() {
    let imported = dictionary(
        "a,f,,yesno,Well?,\"1, Yes\",,integer,0,9,60,,[b]='1',,,,,\nb,f,,yesno,Still?,,,,,,,,yes,,,,,\n",
    );

    let said = told(&imported, "a");
    for part in [
        "its choices “1, Yes”",
        "its validation “integer”",
        "its smallest value “0”",
        "its identifier “60”",
        "its required field “[b]='1'”",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert_eq!(
        told(&imported, "b"),
        "with a difference: can be passed by after it was asked once more"
    );
}
