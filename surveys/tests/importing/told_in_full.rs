//! Each row of a file has its verdict, and what is said in it does not go without a word.

use serde_json::json;
use surveys::importing::{Format, Imported, Place};

use crate::{
    brought::{asked_if, brought, question, survey, told},
    fhir::of,
    workbook::workbook,
};

fn form(rows: &str) -> Imported {
    let survey = format!("type|name|label|hint|relevant\n{rows}");
    brought(Format::Xlsform, &workbook(&[("survey", &survey)]))
}

/// What is said of each row below the titles, in its order.
fn rows(imported: &Imported) -> Vec<(u32, String)> {
    let of_row = imported.items.iter().filter_map(|item| match &item.place {
        Place::Row { sheet, row } if sheet == "survey" => Some((*row, item.outcome.to_string())),
        _ => None,
    });
    of_row.collect()
}

#[test]
fn the_end_of_a_group_and_of_what_is_repeated_has_a_verdict_as_each_row_has() {
    let imported = form(
        "begin group|g|A part\ninteger|a|How many?\nend group\nbegin repeat|r|Each\ninteger|b|How many?\n\
         begin group|h\nend group|h\nend repeat\nend repeat",
    );

    let rows = rows(&imported);
    let places: Vec<_> = rows.iter().map(|(row, _)| *row).collect();
    assert_eq!(places, (2..=10).collect::<Vec<_>>());
    assert_eq!(rows[2].1, "exactly");
    assert!(rows[7].1.contains("asked once for each of several things"), "{}", rows[7].1);
    assert!(rows[8].1.contains("it ends what was not begun"), "{}", rows[8].1);
    assert!(told(&imported, "end group").contains("exactly"));
}

#[test]
fn a_group_that_is_never_ended_and_one_without_a_question_are_told() {
    let imported = form(
        "begin group|bye|Thanks\nnote|n|Thank you.\nend group\nbegin group|g|A part\ninteger|a|How many?",
    );

    assert!(told(&imported, "g").contains("has no end there, so all that follows is in it"));
    assert!(told(&imported, "bye").contains("none of its questions is here"));
    survey(&imported);
}

#[test]
fn words_after_the_last_question_are_told_with_where_to_write_them() {
    let imported = form("integer|a|How many?\nnote|bye|Hand the phone back to Carys.");
    let said = "write it into the “intro” of the last page";
    let whole = told(&imported, "bye");
    assert!(whole.contains(said) && whole.contains("“Hand the phone back to Carys.”"), "{whole}");
    survey(&imported);

    let imported = of(&json!([
        {"linkId": "a", "type": "boolean", "text": "Well?"},
        {"linkId": "end", "type": "group", "text": "The end", "item": [
            {"linkId": "bye", "type": "display", "text": "Thank you."},
        ]},
    ]));
    assert!(told(&imported, "bye").contains("“Thank you.”"));
    assert!(told(&imported, "end").contains("none of its questions is here"));
    survey(&imported);
}

#[test]
fn words_beside_what_is_kept_anyway_are_told() {
    let imported = form("integer|a|How many?\nend|out|Thank you. You may stop here.||${a} = 0");

    let told = told(&imported, "out");
    assert!(told.contains("is without its label “Thank you. You may stop here.”"), "{told}");
    assert!(told.contains("is without its condition “${a} = 0”"), "{told}");
}

#[test]
fn a_link_is_kept_where_words_have_links_and_its_address_is_written_out_elsewhere() {
    let imported = form(
        "note|n|See [our page](https://example.org/a).\n\
         integer|a|Seen [it](https://example.org/b)?|Or <a href=\"https://example.org/c\">that</a>",
    );

    let survey = survey(&imported);
    let (_, page) = survey.pages().next().expect("a page");
    assert_eq!(page.intro.as_deref(), Some("See [our page](https://example.org/a)."));
    assert_eq!(told(&imported, "n"), "exactly");
    let asked = question(&survey, "a");
    assert_eq!(asked.text, "Seen it (https://example.org/b)?");
    assert_eq!(asked.hint.as_deref(), Some("Or [that](https://example.org/c)"));
    assert!(
        told(&imported, "a")
            .contains("has the address of its link to “https://example.org/b” written out")
    );
}

#[test]
fn words_of_a_dictionary_keep_their_links_and_tell_what_they_lose() {
    let titles = "Variable / Field Name,Form Name,Field Type,Field Label\n";
    let rows = "n,f,descriptive,<b>See</b> <a href='https://example.org'>here</a> <img src='https://example.org/m.png'>\n\
                a,f,yesno,Seen <a href='https://example.org'>it</a>?\n";
    let imported = brought(Format::Redcap, format!("{titles}{rows}").as_bytes());

    let survey = survey(&imported);
    let (_, page) = survey.pages().next().expect("a page");
    assert_eq!(page.intro.as_deref(), Some("See [here](https://example.org)"));
    let told_of = told(&imported, "n");
    assert!(told_of.contains("is written without markup"), "{told_of}");
    assert!(told_of.contains("picture or film “https://example.org/m.png”"), "{told_of}");
    assert_eq!(question(&survey, "a").text, "Seen it (https://example.org)?");
}

#[test]
fn a_form_that_names_its_language_in_its_settings_alone_is_in_that() {
    let sheets = [
        ("survey", "type|name|label\ninteger|a|¿Cuántos?"),
        ("settings", "form_title|default_language\nJardín|es"),
    ];
    let imported = brought(Format::Xlsform, &workbook(&sheets));

    assert!(imported.text.contains("language = \"es\""), "{}", imported.text);
}

#[test]
fn a_condition_that_stands_around_and_beside_a_question_is_written_once() {
    let choices = "list_name|name|label\nyn|1|Yes\nyn|0|No";
    let rows = "type|name|label|relevant\nselect_one yn|a|Well?\ninteger|n|How many?\n\
                begin group|g|More|${a} = '1'\ninteger|b|Why?|${a} = '1' and ${n} > 2\nend group";
    let imported = brought(Format::Xlsform, &workbook(&[("survey", rows), ("choices", choices)]));

    assert_eq!(asked_if(&survey(&imported), "b"), "a = 1 and n > 2");
    assert!(imported.text.contains("asked_if = \"a = 1 and n > 2\""), "{}", imported.text);
}

#[test]
fn a_box_that_asks_for_nothing_but_a_name_is_told_to_ask_for_one() {
    let imported =
        form("text|q1|Name\ntext|q2|Name of head of household\ntext|q3|Name the flowers");

    let asks = |name: &str| told(&imported, name).contains("may ask who somebody is");
    assert_eq!(["q1", "q2", "q3"].map(asks), [true, true, false]);
}

#[test]
fn a_field_of_another_form_is_told_to_be_in_no_row_of_this_file() {
    let titles = "Variable / Field Name,Form Name,Field Type,Field Label,Branching Logic (Show field only if...)\n";
    let rows = "well,f,yesno,Well?,\"[sex] = '2'\"\nwhy,f,notes,Why?,\"[photo] = '1'\"\nphoto,f,file,A photo,\n";
    let imported = brought(Format::Redcap, format!("{titles}{rows}").as_bytes());

    assert!(told(&imported, "well").contains("it looks at “sex”, which is not in this file"));
    assert!(told(&imported, "why").contains("it looks ahead to “photo”"));
}

#[test]
fn a_link_that_only_the_drawn_words_of_an_item_have_is_kept() {
    let drawn = |words: &str| {
        let url = "http://hl7.org/fhir/StructureDefinition/rendering-xhtml";
        json!({"extension": [{"url": url, "valueString": words}]})
    };
    let link = "<div>See\n<a href=\"https://example.org\">our page</a>.</div>";
    let imported = of(&json!([
        {"linkId": "n", "type": "display", "text": "See our page.", "_text": drawn(link)},
        {"linkId": "a", "type": "boolean", "text": "Well?", "_text": drawn("<b>Well</b>?")},
    ]));

    let survey = survey(&imported);
    let (_, page) = survey.pages().next().expect("a page");
    assert_eq!(page.intro.as_deref(), Some("See [our page](https://example.org)."));
    assert_eq!(question(&survey, "a").text, "Well?");
}
