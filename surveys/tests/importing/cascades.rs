//! Options that depend on an earlier answer, and lists as people leave them.

use surveys::importing::{Format, Imported};

use crate::{
    brought::{asked_if, brought, question, survey, told},
    workbook::workbook,
};

const CHOICES: &str = "
list_name|name|label|region|kind
regions|north|The North
regions|south|The South
towns|leeds|Leeds|north|city
towns|york|York|north|town
towns|bath|Bath|south|town
towns|rome|Rome|italy|city
towns|else|Somewhere else||any
|stray|A stray
unused|a|A
towns|leeds|Leeds again|north
";

fn form(filter: &str) -> Imported {
    let rows = format!(
        "type|name|label|choice_filter\n\
         select_one regions|region|Which region?\n\
         text|name|What is it called?\n\
         select_one towns|town|Which town?|{filter}\n"
    );
    brought(Format::Xlsform, &workbook(&[("survey", &rows), ("choices", CHOICES)]))
}

fn offered(filter: &str, options: &[(&str, &str)]) -> Imported {
    let imported = form(filter);
    let survey = survey(&imported);
    let told = question(&survey, "town").options().iter();
    let told: Vec<_> = told.map(|one| (one.text.clone(), one.offered_if.to_string())).collect();
    let wanted: Vec<_> =
        options.iter().map(|(text, to)| ((*text).to_owned(), (*to).to_owned())).collect();
    assert_eq!(told, wanted, "{filter}");
    imported
}

#[test]
fn each_option_is_offered_to_those_to_whom_it_was() {
    let imported = offered(
        "region = ${region} or kind = 'any'",
        &[
            ("Leeds", "region = 1"),
            ("York", "region = 1"),
            ("Bath", "region = 2"),
            ("Somewhere else", "always"),
        ],
    );
    assert!(told(&imported, "town").contains("is without “Rome”, which nobody is offered there"));
    offered(
        "kind != 'city' and selected(${region}, region)",
        &[("York", "region = 1"), ("Bath", "region = 2")],
    );
    offered(
        "true()",
        &[
            ("Leeds", "always"),
            ("York", "always"),
            ("Bath", "always"),
            ("Rome", "always"),
            ("Somewhere else", "always"),
        ],
    );
}

#[test]
fn a_filter_that_cannot_be_converted_is_told_and_everything_offered() {
    let imported = form("contains(kind, ${name})");

    assert_eq!(question(&survey(&imported), "town").options().len(), 5);
    let told = told(&imported, "town");
    assert!(
        told.contains("offers “towns” to everybody") && told.contains("it uses “contains()”"),
        "{told}"
    );
}

#[test]
fn a_reason_why_options_are_offered_to_everybody_is_told_once() {
    let imported = form("${name} > 3 or region = 'south'");

    let told = told(&imported, "town");
    assert_eq!(told.matches("was not converted").count(), 1, "{told}");
    assert!(
        told.contains("offers “Leeds”, “York”, “Rome”, “Somewhere else” to everybody"),
        "{told}"
    );
}

#[test]
fn an_option_that_stands_in_several_rows_is_offered_to_all_of_them() {
    let choices = "list_name|name|label|region\nregions|north|The North\nregions|south|The South\n\
                   towns|newport|Newport|north\ntowns|newport|Newport|south\ntowns|bath|Bath|south\n";
    let rows = "type|name|label|choice_filter\nselect_one regions|region|Which region?\n\
                select_one towns|town|Which town?|region=${region}\n";
    let imported = brought(Format::Xlsform, &workbook(&[("survey", rows), ("choices", choices)]));

    let survey = survey(&imported);
    let told: Vec<_> = question(&survey, "town")
        .options()
        .iter()
        .map(|option| (option.code, option.offered_if.to_string()))
        .collect();
    assert_eq!(told, [(1, "region = 1 or region = 2".to_owned()), (2, "region = 2".to_owned())]);
    assert!(imported.items.iter().all(|item| item.name != "newport"), "nothing is amiss with it");
}

#[test]
fn a_list_that_is_too_long_for_a_phone_is_read_from_its_own_sheet() {
    let choices = "list_name|name|label\nregions|north|The North\nregions|south|The South\n";
    let external =
        "list_name|name|label|region\ntowns|york|York|north\ntowns|bath|Bath|south\nnone|a|A|\n";
    let rows = "type|name|label|choice_filter\nselect_one regions|region|Which region?\n\
                select_one_external towns|town|Which town?|region=${region}\n\
                select_one_external streets|street|Which street?|\n";
    let sheets = [("survey", rows), ("choices", choices), ("external_choices", external)];
    let imported = brought(Format::Xlsform, &workbook(&sheets));

    let survey = survey(&imported);
    let options = question(&survey, "town").options();
    let told: Vec<_> = options.iter().map(|option| option.offered_if.to_string()).collect();
    assert_eq!(told, ["region = 1", "region = 2"]);
    let unused = imported.items.iter().find(|item| item.name == "none").expect("a list");
    assert_eq!(unused.place.to_string(), "external_choices row 4");
    assert!(
        crate::brought::told(&imported, "street").contains("its options are in “itemsets.csv”")
    );
}

#[test]
fn what_whom_a_question_is_asked_rules_out_is_no_option_and_says_so() {
    let rows = "type|name|label|relevant|choice_filter\nselect_one regions|region|Which region?\n\
                text|name|What is it called?|\n\
                select_one towns|town|Which town?|${region} = 'north' and ${name} != ''|region=${region}\n";
    let imported = brought(Format::Xlsform, &workbook(&[("survey", rows), ("choices", CHOICES)]));

    let survey = survey(&imported);
    let options: Vec<_> = question(&survey, "town")
        .options()
        .iter()
        .map(|option| (&*option.text, option.offered_if.to_string()))
        .collect();
    assert_eq!(options, [("Leeds", "always".to_owned()), ("York", "always".to_owned())]);
    assert!(told(&imported, "town").contains("is without “Bath”, “Somewhere else”, which nobody"));
}

#[test]
fn rows_of_the_lists_that_nothing_has_are_told() {
    let imported = form("region = ${region}");

    assert!(told(&imported, "stray").contains("it belongs to no list; if its cell is merged"));
    assert!(told(&imported, "unused").contains("no question has this list"));
    assert!(told(&imported, "leeds").contains("it has no name of its own in its list"));
}

#[test]
fn whose_own_condition_is_lost_is_still_asked_only_of_whom_the_group_is_asked() {
    let rows = "type|name|label|relevant\ninteger|age|How old?|\nbegin group|old|Older people|${age} > 60\n\
                begin group|inner||pulldata('x') = 1\ntext|why|Why?|regex(${age}, '1')\nend group\nend group\n\
                text|free|Free?|regex(${age}, '1')";
    let garden = brought(Format::Xlsform, &workbook(&[("survey", rows)]));

    for name in ["inner", "why"] {
        let told = told(&garden, name);
        assert!(told.contains("is asked of all who are asked what is in “old”"), "{name}: {told}");
    }
    assert!(told(&garden, "free").contains("is asked of everybody"));
}

#[test]
fn whoever_passed_the_region_by_is_not_asked_for_a_town_of_no_region() {
    let survey_sheet = "type|name|label|choice_filter\n\
                        select_one region|region|Which region?|\n\
                        select_one town|town|Which town?|region = ${region}";
    let choices = "list_name|name|label|region\nregion|1|North|\nregion|2|South|\n\
                   town|1|York|1\ntown|2|Leeds|1\ntown|3|Bath|2";
    let imported =
        brought(Format::Xlsform, &workbook(&[("survey", survey_sheet), ("choices", choices)]));

    assert_eq!(asked_if(&survey(&imported), "town"), "region is answered");
    assert!(told(&imported, "town").contains("is asked of those who answered “region”"));
}
