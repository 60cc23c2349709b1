//! Words between questions: all read them who read them there, and nobody else does.

use serde_json::json;
use surveys::importing::{Format, Imported};

use crate::{
    brought::{brought, survey, told},
    fhir::of,
    workbook::workbook,
};

/// What each page says before its questions, by the keys of these.
fn check(imported: &Imported, pages: &[(&str, &str)]) {
    let survey = survey(imported);
    let read: Vec<_> = survey
        .pages()
        .map(|(_, page)| {
            let keys: Vec<_> = page.questions.iter().map(|one| one.key.as_str()).collect();
            (keys.join(" "), page.intro.clone().unwrap_or_default())
        })
        .collect();
    let read: Vec<_> = read.iter().map(|(keys, intro)| (keys.as_str(), intro.as_str())).collect();
    assert_eq!(read, pages);
}

fn form(rows: &str) -> Imported {
    let survey = format!("type|name|label|relevant|appearance\n{rows}");
    let choices = "list_name|name|label\nyn|1|Yes\nyn|0|No";
    brought(Format::Xlsform, &workbook(&[("survey", &survey), ("choices", choices)]))
}

fn dictionary(rows: &str) -> Imported {
    let titles =
        "Variable / Field Name,Form Name,Section Header,Field Type,Field Label,Branching Logic\n";
    brought(Format::Redcap, format!("{titles}{rows}").as_bytes())
}

#[test]
fn what_everybody_reads_before_a_question_of_some_is_read_by_the_others_before_the_next_one() {
    let pages = [("a", ""), ("b", "Call us if upset."), ("c", "Call us if upset.")];
    let said = "is read before each of “b”, “c”";

    let imported = form(
        "select_one yn|a|At work?\nnote|n|Call us if upset.\nselect_one yn|b|Long?|${a} = '1'\nselect_one yn|c|Well?",
    );
    check(&imported, &pages);
    assert!(told(&imported, "n").contains(said));

    let imported = dictionary(
        "a,f,,yesno,At work?,\nn,f,,descriptive,Call us if upset.,\nb,f,,yesno,Long?,[a] = '1'\nc,f,,yesno,Well?,\n",
    );
    check(&imported, &pages);
    assert!(told(&imported, "n").contains(said));

    let only = json!([{"question": "a", "operator": "=", "answerBoolean": true}]);
    let imported = of(&json!([
        {"linkId": "a", "type": "boolean", "text": "At work?"},
        {"linkId": "n", "type": "display", "text": "Call us if upset."},
        {"linkId": "b", "type": "boolean", "text": "Long?", "enableWhen": only},
        {"linkId": "c", "type": "boolean", "text": "Well?"},
    ]));
    check(&imported, &pages);
    assert!(told(&imported, "n").contains(said));
}

#[test]
fn words_after_which_only_some_are_asked_are_told_to_be_read_by_them_alone() {
    let imported =
        form("select_one yn|a|At work?\nnote|n|Call us.\nselect_one yn|b|Long?|${a} = '1'");

    check(&imported, &[("a", ""), ("b", "Call us.")]);
    assert!(told(&imported, "n").contains("is read only by those who are asked “b”"));
}

#[test]
fn of_many_pages_that_some_come_to_the_first_has_the_words_and_the_one_for_everybody() {
    let some: String =
        (0..6).map(|one| format!("select_one yn|b{one}|Long?|${{a}} = '{}'\n", one % 2)).collect();
    let imported =
        form(&format!("select_one yn|a|At work?\nnote|n|Call us.\n{some}select_one yn|c|Well?"));

    let read: Vec<_> = survey(&imported)
        .pages()
        .filter(|(_, page)| page.intro.is_some())
        .map(|(_, page)| page.key.to_string())
        .collect();
    assert_eq!(read, ["b0", "c"]);
}

#[test]
fn words_with_a_condition_go_to_those_whom_they_concern_or_are_told_to_be_left_out() {
    let imported = dictionary(
        "w,f,,yesno,Do you consent?,\n\
         out,f,,descriptive,You cannot take part.,[w] = '0'\n\
         why,f,,notes,Why is that?,[w] = '1'\n\
         both,f,,descriptive,Tell us more.,[w] = '1'\n\
         more,f,,notes,What else?,[w] = '1'\n\
         lost,f,,descriptive,Read this.,[w] + 1 > 1\n\
         last,f,,notes,Anything else?,\n",
    );

    check(&imported, &[("w", ""), ("why", ""), ("more", "Tell us more."), ("last", "")]);
    assert!(told(&imported, "out").contains("not converted: it is read only if “w = 0”"));
    assert_eq!(told(&imported, "both"), "exactly");
    assert!(told(&imported, "lost").contains("not converted: it is read only if “[w] + 1 > 1”"));
}

#[test]
fn words_stay_in_their_form_and_what_begins_another_section_is_told() {
    let imported = dictionary(
        "a,first,,yesno,Well?,\nbye,first,,descriptive,That was the first part.,\nb,second,,yesno,Still well?,\n",
    );
    check(&imported, &[("a", ""), ("b", "")]);
    assert!(told(&imported, "bye").contains("no question of “First” comes after it"));

    let imported = form(
        "begin group|g|First part\nselect_one yn|a|Well?\nnote|bye|That was it.\nend group\nselect_one yn|b|Still well?",
    );
    check(&imported, &[("a", ""), ("b", "That was it.")]);
    assert!(told(&imported, "bye").contains("is read at the beginning of “garden”"));
}

#[test]
fn words_in_a_group_whose_condition_was_lost_are_told_to_be_without_it() {
    let imported = form(
        "select_one yn|a|Well?\nbegin group|g|More|string(${a}) + 1 = 2\nnote|n|Only if well.\nselect_one yn|b|Still?\nend group",
    );

    assert!(told(&imported, "n").contains("is without the condition of “g”, in which it is"));
}

#[test]
fn a_heading_longer_than_a_title_is_read_above_its_questions() {
    let long = "Think of the past week. ".repeat(10);
    let long = long.trim();

    let imported = dictionary(&format!("a,f,{long},yesno,Well?,\n"));
    check(&imported, &[("a", long)]);
    assert!(told(&imported, "a").contains("has its heading above its questions"));

    let imported = form(&format!("begin group|g|{long}\nselect_one yn|a|Well?\nend group"));
    check(&imported, &[("a", long)]);
    assert!(told(&imported, "g").contains("has its heading above its questions"));
    assert!(survey(&imported).sections[0].title.ends_with('…'));
}
