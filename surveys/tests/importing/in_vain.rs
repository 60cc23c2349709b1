//! Conditions that look for a code which there is not. Nobody is asked there, and so nobody is asked here.

use surveys::importing::Format;

use crate::{
    brought::{asked_if, brought, survey, told},
    workbook::workbook,
};

const CHOICES: &str = "list_name|name|label\nyn|yes|Yes\nyn|no|No\nyn|later|Later";

#[test]
fn a_question_for_a_code_that_nobody_can_choose_is_asked_of_nobody_and_a_part_of_it_is_left_out() {
    let rows = "type|name|label|relevant\n\
                select_one yn|a|Well?\nselect_multiple yn|m|Which?\n\
                integer|b|B|${a} = 'maybe'\ninteger|c|C|selected(${m}, 'nope')\n\
                integer|d|D|${a} = 'maybe' or ${a} = 'no'\ninteger|e|E|${a} != 'maybe'\n\
                begin group|g|G|'maybe' = ${a}\ninteger|f|F\nend group|g\n\
                integer|h|H|${c} > 2";
    let imported = brought(Format::Xlsform, &workbook(&[("survey", rows), ("choices", CHOICES)]));

    let survey = survey(&imported);
    let keys: Vec<_> = survey.questions().map(|question| question.key.to_string()).collect();
    assert_eq!(keys, ["a", "m", "d", "e", "h"]);
    assert_eq!(asked_if(&survey, "d"), "a = 2");
    let said = told(&imported, "b");
    assert!(
        said.contains("not converted: it is asked of nobody there: “${a} = 'maybe'”"),
        "{said}"
    );
    assert!(said.contains("wants “maybe”, which “a” has not"), "{said}");
    assert!(told(&imported, "g").contains("wants “maybe”"));
    assert!(told(&imported, "f").contains("it is asked of nobody there"));
    let said = told(&imported, "d");
    assert!(said.contains("looks for “maybe”, which “a” has not: as there, that part"), "{said}");
    assert!(told(&imported, "h").contains("it looks at “c”, which was not converted"));
}

#[test]
fn a_dictionary_and_a_questionnaire_ask_nobody_for_want_of_a_code_either() {
    let titles = "Variable / Field Name,Form Name,Field Type,Field Label,Choices,Branching Logic\n";
    let rows = "record_id,f,text,Record,,\na,f,radio,Well?,\"1, Yes | 2, No\",\n\
                t,f,checkbox,Which?,\"1, A | 2, B\",\nb,f,notes,B?,,[a] = '3'\n\
                c,f,notes,C?,,[t(9)] = '1' or [a] > 1\nd,f,notes,D?,,[a] = '1.0'\n\
                w,f,descriptive,Words,,[a] > 5\n";
    let imported = brought(Format::Redcap, format!("{titles}{rows}").as_bytes());
    assert_eq!(asked_if(&survey(&imported), "c"), "a > 1");
    assert!(told(&imported, "b").contains("“[a] = '3'” wants “3”, which “a” has not"));
    assert!(told(&imported, "w").contains("wants “> 5”, which “a” has not"));
    assert!(!told(&imported, "d").contains("of nobody"));

    let when =
        serde_json::json!([{"question": "a", "operator": "=", "answerCoding": {"code": "z"}}]);
    let option = |code: &str| serde_json::json!({"valueCoding": {"code": code, "display": code}});
    let questionnaire = serde_json::json!({
        "resourceType": "Questionnaire", "language": "en-GB", "item": [
            {"linkId": "a", "type": "choice", "text": "Well?", "answerOption": [option("x"), option("y")]},
            {"linkId": "g", "type": "group", "text": "G", "enableWhen": when,
             "item": [{"linkId": "b", "type": "boolean", "text": "B?"}]}],
    });
    let imported = brought(Format::Fhir, questionnaire.to_string().as_bytes());
    assert_eq!(survey(&imported).questions().count(), 1);
    assert!(told(&imported, "g").contains("wants “z”, which “a” has not"));
    assert_eq!(told(&imported, "b"), "not converted: it is asked of nobody there");
}
