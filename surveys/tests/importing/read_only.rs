//! What only shows a value is asked of nobody, and numbers of records are nobody's answer.

use surveys::importing::Format;

use crate::{
    brought::{brought, question, survey, told},
    workbook::workbook,
};

#[test]
fn what_an_xlsform_only_shows_is_not_asked_whatever_its_type() {
    let rows = "type|name|label|read_only|calculation|relevant\n\
                integer|a|How many?\nselect_one yn|b|Shown|yes\ninteger|c|Preset|true|${a} * 2\n\
                date|d|Today|1\ntext|e|You said so|yes\ninteger|f|Why?|||${b} = 'yes'\n\
                integer|g|When?|${a} > 3";
    let choices = "list_name|name|label\nyn|yes|Yes\nyn|no|No";
    let imported = brought(Format::Xlsform, &workbook(&[("survey", rows), ("choices", choices)]));

    let survey = survey(&imported);
    let keys: Vec<_> = survey.questions().map(|question| question.key.to_string()).collect();
    assert_eq!(keys, ["a", "f", "g"]);
    for name in ["b", "c", "d"] {
        let shows = "not converted: nobody can answer it there: it only shows a value";
        assert_eq!(told(&imported, name), shows);
    }
    assert!(told(&imported, "f").contains("it looks at “b”, which was not converted"));
    assert!(told(&imported, "g").contains("is without its read_only “${a} > 3”"));
}

#[test]
fn the_first_field_of_a_project_is_the_number_of_its_record_whatever_it_is_called() {
    let titles = "Variable / Field Name,Form Name,Field Type,Field Label,Choices\n";
    for name in ["ptid", "screening_no", "hh_id", "rid", "redcap_id"] {
        let rows = format!("{titles}{name},f,text,Screening number,\na,f,yesno,Well?,\n");
        let imported = brought(Format::Redcap, rows.as_bytes());
        assert_eq!(survey(&imported).questions().count(), 1);
        assert!(told(&imported, name).contains("it is the number of the record there"), "{name}");
    }
}

#[test]
fn a_dictionary_of_one_form_keeps_its_first_question_and_is_told_to_look() {
    let titles = "Variable / Field Name,Form Name,Field Type,Field Label,Choices\n";
    let rows = format!("{titles}town,f,text,Where do you live?,\nid,f,text,Second,\n");
    let imported = brought(Format::Redcap, rows.as_bytes());

    assert_eq!(question(&survey(&imported), "town").text, "Where do you live?");
    assert!(told(&imported, "town").contains("in the dictionary of a whole project is the number"));
    assert!(!told(&imported, "id").contains("whole project"));
}
