//! Surveys that were made elsewhere: brought, told item by item, checked, published and shown.

use crate::desk::Desk;

#[path = "../../../surveys/tests/importing/workbook.rs"]
mod workbook;

const FORM: &str = "
type|name|label::English (en)|label::Cymraeg (cy)|relevant|required
select_one yes_no|Work|Do you <i>work</i>?|Ydych chi'n gweithio?||yes
integer|hours|How many hours?||${Work} = 'yes'
image|badge|Your badge
";

const CHOICES: &str = "
list_name|name|label::English (en)
yes_no|yes|Yes
yes_no|no|No
";

#[test]
fn an_xlsform_becomes_a_survey_that_is_published_and_shown() {
    let desk = Desk::empty("import-xlsform");
    desk.writes("form.xlsx", workbook::workbook(&[("survey", FORM), ("choices", CHOICES)]));

    let imported =
        desk.types("survey import --from xlsform form.xlsx --out job.toml --title Job").done();

    let lines: Vec<_> = imported.out.lines().collect();
    assert_eq!(
        lines,
        [
            "survey row 2: Work: with a difference: is called “work”; is written without markup; can be passed by after \
             it was asked once more",
            "survey row 3: hours: with a difference: has -1000000000 for the limit that is missing; has 1000000000 for \
             the limit that is missing",
            "survey row 4: badge: not converted: nobody can send a file, a picture, a recording or a signature",
            "choices row 2: yes_no: with a difference: has the code 1 for “yes”, the code 2 for “no”",
            "language: Cymraeg (cy): with a difference: 2 of 5 texts are in job.cy.toml; write the other 3 into it, or \
             keep the file elsewhere until it is whole; has “Job”, what the survey is called, above questions without a \
             heading of their own; nobody translated it there",
            "job.toml: 0 exactly, 4 with a difference, 1 not converted",
        ]
    );
    let half = "“work.option.1” is not translated; write it into “to”";
    desk.types("survey check job.toml").refused_with(half);
    let folder = desk.folder();
    std::fs::rename(folder.join("job.cy.toml"), folder.join("job.cy.half")).expect("put aside");
    desk.types("survey check job.toml").done().says("job.toml: no faults, 2 pages, 2 questions");
    desk.types("survey publish job.toml --reason First").done();
    desk.types("survey show job")
        .done()
        .says_also("Job (job@1, en)\n2 pages, 2 questions, about 1 minute\n")
        .says_also("hours  How many hours?\n    Asked when work is 1 (Yes)\n");
}

const QUESTIONNAIRE: &str = r#"{
  "resourceType": "Questionnaire", "title": "Job", "language": "en-GB",
  "item": [
    { "linkId": "1", "type": "boolean", "text": "Do you work?" },
    { "linkId": "2", "type": "integer", "text": "How many hours?",
      "enableWhen": [{ "question": "1", "operator": "=", "answerBoolean": true }] },
    { "linkId": "3", "type": "string", "text": "Have you thought of suicide?" }
  ]
}"#;

#[test]
fn what_a_questionnaire_lacks_here_is_said_after_its_items() {
    let desk = Desk::empty("import-fhir");
    desk.writes("questionnaire.json", QUESTIONNAIRE);

    let imported = desk.types("survey import --from fhir questionnaire.json --out job.toml");

    assert_eq!(imported.code, 1, "{imported:?}");
    assert!(imported.out.contains("item 2: 2: with a difference: is called “q2”"), "{imported:?}");
    assert!(
        imported.err.contains("write them under “alerts”, or “alerts = []” if nobody has to"),
        "{imported:?}"
    );
    assert!(desk.reads("job.toml").contains("asked_if = \"q1 = 1\""));
    desk.types("survey import --from fhir questionnaire.json --out job.toml").refused_with(
        "job.toml cannot be made: it is there already; name another, or move that one away",
    );
}

#[test]
fn a_file_that_is_none_is_refused_by_its_name_and_nothing_is_written() {
    let desk = Desk::empty("import-broken");
    desk.writes("form.xlsx", "type,name,label\ntext,q,Q\n");

    desk.types("survey import --from xlsform form.xlsx --out job.toml")
        .refused_with("form.xlsx: this is no workbook (.xlsx); save the form as .xlsx");
    desk.types("survey import --from fhir gone.json --out job.toml")
        .refused_with("gone.json: the file cannot be read");
    desk.types("survey import --from redcap . --out job.toml")
        .refused_with(".: this is a folder; give the file in it that is meant");
    assert!(!desk.has("job.toml"));
}
