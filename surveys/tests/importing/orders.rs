//! More, less and answered, of codes that are others here and of those who gave a reason for no answer.

use serde_json::json;
use surveys::importing::{Format, Imported};

use crate::{
    brought::{asked_if, brought, survey, told},
    fhir::of,
    workbook::workbook,
};

fn dictionary(rows: &str) -> Imported {
    let titles = "Variable / Field Name,Form Name,Field Type,Field Label,\"Choices, Calculations, OR Slider Labels\",\
                  Branching Logic\n";
    brought(Format::Redcap, format!("{titles}{rows}").as_bytes())
}

#[test]
fn an_option_with_another_code_is_not_more_or_less_than_it_was() {
    let imported = dictionary(
        "freq,f,radio,How often?,\"1, Never | 2, Sometimes | 3, Often | -7, Another time\",\n\
         often,f,notes,Why so often?,,[freq] >= 2\n\
         seldom,f,notes,Why so rarely?,,[freq] < 2\n\
         never,f,notes,Why?,,5 < [freq]\n\
         band,f,calc,Band,\"if([freq] > 2, 1, 0)\",\n",
    );
    let survey = survey(&imported);

    assert_eq!(asked_if(&survey, "often"), "freq one of 2, 3");
    assert_eq!(asked_if(&survey, "seldom"), "freq one of 1, 4");
    assert!(told(&imported, "never").contains("wants “> 5”, which “freq” has not"));
    assert_eq!(survey.derived[0].cases[0].when.to_string(), "freq = 3");
}

#[test]
fn a_word_is_neither_more_nor_less_and_codes_that_stay_are_compared_as_they_are() {
    let rows = "type|name|label|relevant|constraint\n\
                select_one fr|f|How often?||. > 1\n\
                select_one ab|g|Often?|${f} > 2\n\
                select_one ab|h|Not?|${g} > 1";
    let choices =
        "list_name|name|label\nfr|1|Never\nfr|2|Some\nfr|3|Often\nfr|other|Else\nab|1|A\nab|2|B";
    let imported = brought(Format::Xlsform, &workbook(&[("survey", rows), ("choices", choices)]));
    let survey = survey(&imported);

    assert_eq!(asked_if(&survey, "g"), "f = 3");
    assert_eq!(asked_if(&survey, "h"), "g > 1");
    assert!(imported.text.contains("when = \"f is answered and not (f one of 2, 3)\""));
}

#[test]
fn whoever_did_not_know_counted_as_having_answered_there_and_is_told_of() {
    let said = "an option is missing here that counted as an answer there";

    let imported = dictionary(
        "iv,f,radio,How many?,\"1, One | 2, Two | 3, Three | 99, Don't know\",\n\
         many,f,notes,Why so many?,,[iv] >= 3\n\
         few,f,notes,Why so few?,,[iv] < 3\n\
         any,f,notes,Which?,,\"[iv] <> \"\"\"\"\"\n\
         band,f,calc,Band,\"if([iv] > 2, 1, 0)\",\n",
    );
    assert!(told(&imported, "many").contains(said));
    assert!(!told(&imported, "few").contains(said));
    assert!(told(&imported, "any").contains(said));
    assert!(told(&imported, "band").contains(said));

    let imported = of(&json!([
        {"linkId": "a", "type": "choice", "text": "How many?", "answerOption": [
            {"valueCoding": {"code": "1", "display": "One"}},
            {"valueCoding": {"code": "2", "display": "Two"}},
            {"valueCoding": {"code": "asked-unknown", "display": "Unknown"}},
        ]},
        {"linkId": "b", "type": "boolean", "text": "Why?", "enableWhen": [
            {"question": "a", "operator": "exists", "answerBoolean": true}
        ]},
    ]));
    assert!(told(&imported, "b").contains(said));
}

#[test]
fn a_condition_on_what_comes_later_or_on_what_redcap_fills_in_is_told_so() {
    let imported = dictionary(
        "a,f,notes,Why?,,[b] = '1'\n\
         b,f,yesno,Well?,,\n\
         c,f,notes,What?,,[previous-event-name][b] = '1'\n\
         d,f,notes,What?,,[b] = '1' and [current-instance] = '1'\n",
    );

    assert!(told(&imported, "a").contains("it looks ahead to “b”"));
    assert!(told(&imported, "c").contains("it uses “previous-event-name”"));
    assert!(told(&imported, "d").contains("it uses “current-instance”"));
}

#[test]
fn lines_are_those_of_the_file_however_they_end() {
    let titles = "Variable / Field Name,Form Name,Field Type,Field Label";
    let rows = ["a,f,yesno,Well?", "b,f,yesno,\"Still\nwell?\"", "c,f,yesno,Now?"];
    let lines = |text: String| -> Vec<_> {
        let imported = brought(Format::Redcap, text.as_bytes());
        imported.items.iter().take(3).map(|item| item.place.to_string()).collect()
    };

    let wanted = ["line 2", "line 3", "line 5"];
    assert_eq!(lines(format!("{titles}\n{}\n", rows.join("\n"))), wanted);
    assert_eq!(lines(format!("{titles}\r\n{}\r\n", rows.join("\r\n"))), wanted);
    let after = ["line 3", "line 4", "line 6"];
    assert_eq!(lines(format!("sep=,\r\n{titles}\r\n{}", rows.join("\r\n"))), after);
}
