//! Surveys that were made elsewhere, carried through: brought, checked, published, answered and exported. The
//! instruments are invented, and written as REDCap, XLSForm and FHIR write theirs.

use insta::{allow_duplicates, assert_snapshot};
use records::{
    Db,
    auth::By,
    consent,
    drafts::{self, Brought},
    participants::{self, Enrolment},
    responses,
    studies::{self, StudyHandle},
    versions,
};
use surveys::{
    definition::Survey,
    importing::{self, About, Format},
    keys::{StudyKey, SurveyKey},
    protocol::Protocol,
};

use super::{
    annas::answer,
    dataset::{Dataset, take},
};
use crate::{
    databases::both,
    study::{full_consent, noon, person, protocol, with_anna},
};

#[path = "../../../surveys/tests/importing/workbook.rs"]
mod workbook;

/// Brings a file and publishes what it becomes, as staff do.
async fn published(db: &Db, key: &str, (format, bytes): (Format, &[u8])) -> Survey {
    let about = About { key: key.to_owned(), title: None, language: None };
    let imported = importing::import(format, bytes, &about).expect("it is of the format");
    assert_eq!(imported.faults, [], "{}", imported.text);
    let (key, by) = (SurveyKey::new(key).expect("a key"), By::CommandLine);
    let brought = Brought { file: format!("{key}.file"), items: Vec::new() };
    let told = (imported.translations.as_slice(), &brought);
    let draft = drafts::begin_with(db, &by, (&key, &imported.text), told, noon()).await;
    let seen = (draft.expect("a draft").revision, "As it was asked before");
    drafts::publish(db, &by, &key, seen, noon()).await.expect("it is in order");
    let stored = versions::find(db, &key, None).await.expect("an answer");
    stored.expect("it was published").survey.as_ref().clone()
}

/// A study of one wave that asks this survey. Anna is in it, and Ben.
async fn asking(db: &Db, survey: Survey) -> StudyHandle {
    let mut file = with_anna(db).await.study().as_ref().clone();
    file.key = StudyKey::new("otherway").expect("a key");
    let mut protocol = Protocol { messages: None, ..protocol() };
    protocol.waves.truncate(1);
    protocol.waves[0].wave.survey = survey.key.clone();
    studies::load(db, &file, (&protocol, None), &[survey], noon()).await.expect("the study loads");
    let study = studies::find(db, &file.key).await.expect("it is there");
    let numbered = |number: &str| Enrolment { study_number: number.into(), ..Enrolment::default() };
    let people = vec![numbered("2001"), numbered("2002")];
    participants::enrol(db, &study, people, false, noon()).await.expect("both are enrolled");
    study
}

/// What is exported after Anna answered these pages and sent them, and Ben did nothing.
async fn carried(db: &Db, key: &str, file: (Format, &[u8]), pages: &[(&str, &str)]) -> Dataset {
    let study = asking(db, published(db, key, file).await).await;
    let anna = person(db, &study, "2001", None, noon()).await;
    consent::give(db, &anna, &full_consent(&study), noon()).await.expect("she agrees");
    answer(db, &anna, pages).await;
    responses::send(db, &anna, noon()).await.expect("she sends them");
    take(db, &study, &[], noon()).await
}

/// Columns that every wave has, up to this one.
const LAST_OF_ALL: &str = "w0_proxy";

/// What is exported of each question, in both shapes: the values of Anna and Ben, and what the codebook says of them.
fn told(data: &Dataset) -> String {
    let names = data.names("wide.csv");
    let after = names.iter().position(|name| name == LAST_OF_ALL).expect("the column") + 1;
    let about = |column| data.column("codebook.csv", column);
    let (file, name) = (about("file"), about("name"));
    let said = ["label", "question", "universe", "type", "codes"].map(about);
    let line = |column: &String| {
        let values = data.column("wide.csv", column);
        assert_eq!(data.column("long.csv", column.trim_start_matches("w0_")), values, "{column}");
        let values = values.join(" | ");
        let row = (0..name.len()).find(|row| file[*row] == "wide.csv" && name[*row] == *column);
        let row = row.expect("the codebook has every column");
        // What is missing for everybody alike is `files` to test.
        let said = said.each_ref().map(|texts| texts[row].split("-1=").next().unwrap_or_default());
        format!("{column} = {values}\n  {}", said.join(" / ").trim_end_matches(['/', ';', ' ']))
    };
    names[after..].iter().map(line).collect::<Vec<_>>().join("\n")
}

const DICTIONARY: &str = "\
\"Variable / Field Name\",\"Form Name\",\"Section Header\",\"Field Type\",\"Field Label\",\"Choices, Calculations, OR \
Slider Labels\",\"Field Note\",\"Text Validation Type OR Show Slider Number\",\"Text Validation Min\",\"Text Validation \
Max\",Identifier?,\"Branching Logic (Show field only if...)\",\"Required Field?\",\"Custom Alignment\",\"Question Number \
(surveys only)\",\"Matrix Group Name\",\"Matrix Ranking?\",\"Field Annotation\"
record_id,sleep,,text,\"Record ID\",,,,,,,,,,,,,
surname,sleep,,text,\"Your surname\",,,,,,y,,y,,,,,
slept,sleep,\"Last night\",radio,\"How did you <b>sleep</b>?\",\"1, Well | 2, Badly | -99, Rather not say\",,,,,,,y,,,,,
hours,sleep,,text,\"How many hours did you sleep?\",,\"A guess is fine\",number_1dp,0,24,,\"[slept] = '2'\",y,,,,,
kept,sleep,,checkbox,\"What kept you awake?\",\"1, Noise | 2, Pain | 98, None of these\",,,,,,\"[slept] = '2'\",y,,,,,\"@NONEOFTHEABOVE='98'\"
calm,sleep,\"Today\",radio,\"I feel calm\",\"0, Not at all | 1, A little | 2, Very much\",,,,,,,y,,,,,
awake,sleep,,radio,\"I feel awake\",\"0, Not at all | 1, A little | 2, Very much\",,,,,,,y,,,,,
rested,sleep,,calc,\"How rested\",\"sum([calm],[awake])\",,,,,,,,,,,,
";

#[tokio::test(flavor = "multi_thread")]
async fn what_anna_answers_to_a_redcap_dictionary_is_exported_by_the_codes_it_had() {
    both(|db| async move {
        let pages = [
            ("slept", "slept=2"),
            ("hours", "hours=5.5"),
            ("kept", "kept=1&kept=2"),
            ("calm", "calm=0"),
            ("awake", "awake=2"),
        ];
        let data = carried(&db, "sleep", (Format::Redcap, DICTIONARY.as_bytes()), &pages).await;
        allow_duplicates! {
            assert_snapshot!(told(&data), @r"
            w0_slept = 2 | -7
              How did you sleep? / How did you sleep? / always / code / 1=Well; 2=Badly
            w0_hours = 5.5 | -7
              How many hours did you sleep? / How many hours did you sleep? / slept = 2 / number
            w0_kept_01 = 1 | -7
              What kept you awake?: Noise / What kept you awake? / slept = 2 / code / 0=Not ticked; 1=Ticked
            w0_kept_02 = 1 | -7
              What kept you awake?: Pain / What kept you awake? / slept = 2 / code / 0=Not ticked; 1=Ticked
            w0_kept_98 = 0 | -7
              What kept you awake?: None of these / What kept you awake? / slept = 2 / code / 0=Not ticked; 1=Ticked
            w0_calm = 0 | -7
              I feel calm / I feel calm / always / code / 0=Not at all; 1=A little; 2=Very much
            w0_awake = 2 | -7
              I feel awake / I feel awake / always / code / 0=Not at all; 1=A little; 2=Very much
            w0_rested = 2 | -7
              How rested /  / derived / number
            ");
        }
        let asked = data.file("codebook.csv");
        assert!(!asked.contains("surname") && !asked.contains("record_id"), "who she is was not asked");
    })
    .await;
}

const FORM: &str = "
type|name|label::English (en)|hint::English (en)|required|relevant|constraint
begin group|home|Your home
select_one tenure|tenure|Do you <i>rent</i> or own your home?||yes
integer|Rooms|How many rooms has it?|Without the kitchen|yes||. >= 1 and . <= 20
select_multiple damage|damage|Is any of this wrong with it?||yes|${tenure} = 'rent'
decimal|rent|What is the rent for a week, in pounds?||yes|${tenure} = 'rent' and ${Rooms} > 2|. > 0 and . < 2000
decimal|paid|What do you pay for the mortgage in a week?||yes|${tenure} = 'own'|. >= 0 and . < 2000
end group
image|door|Your front door
";

const CHOICES: &str = "
list_name|name|label::English (en)
tenure|rent|I rent
tenure|own|I own
damage|damp|Damp
damage|cold|It is cold
damage|noise|Noise & neighbours
";

#[tokio::test(flavor = "multi_thread")]
async fn what_anna_answers_to_an_xlsform_is_exported_by_numbers_that_its_names_became() {
    both(|db| async move {
        let form = workbook::workbook(&[("survey", FORM), ("choices", CHOICES)]);
        let pages = [
            ("tenure", "tenure=1"),
            ("rooms", "rooms=4"),
            ("damage", "damage=1&damage=3"),
            ("rent", "rent=182.50"),
        ];
        let data = carried(&db, "home", (Format::Xlsform, &form), &pages).await;
        allow_duplicates! {
            assert_snapshot!(told(&data), @r"
            w0_tenure = 1 | -7
              Do you rent or own your home? / Do you rent or own your home? / always / code / 1=I rent; 2=I own
            w0_rooms = 4 | -7
              How many rooms has it? / How many rooms has it? / always / number
            w0_damage_01 = 1 | -7
              Is any of this wrong with it?: Damp / Is any of this wrong with it? / tenure = 1 / code / 0=Not ticked; 1=Ticked
            w0_damage_02 = 0 | -7
              Is any of this wrong with it?: It is cold / Is any of this wrong with it? / tenure = 1 / code / 0=Not ticked; 1=Ticked
            w0_damage_03 = 1 | -7
              Is any of this wrong with it?: Noise & neighbours / Is any of this wrong with it? / tenure = 1 / code / 0=Not ticked; 1=Ticked
            w0_rent = 182.5 | -7
              What is the rent for a week, in pounds? / What is the rent for a week, in pounds? / tenure = 1 and rooms > 2 / number
            w0_paid = -1 | -7
              What do you pay for the mortgage in a week? / What do you pay for the mortgage in a week? / tenure = 2 / number
            ");
        }
        assert!(!data.file("codebook.csv").contains("front door"), "nobody can send a picture");
    })
    .await;
}

const QUESTIONNAIRE: &str = r#"{
  "resourceType": "Questionnaire", "title": "Falls", "language": "en-GB", "status": "active",
  "item": [
    { "linkId": "1", "type": "group", "text": "The last month", "item": [
      { "linkId": "1.1", "type": "boolean", "text": "Did you fall?", "required": true },
      { "linkId": "1.2", "type": "integer", "text": "How often?", "required": true,
        "enableWhen": [{ "question": "1.1", "operator": "=", "answerBoolean": true }],
        "extension": [
          { "url": "http://hl7.org/fhir/StructureDefinition/minValue", "valueInteger": 1 },
          { "url": "http://hl7.org/fhir/StructureDefinition/maxValue", "valueInteger": 99 }] },
      { "linkId": "1.3", "type": "choice", "text": "Were you hurt?", "required": true,
        "enableWhen": [{ "question": "1.1", "operator": "=", "answerBoolean": true }],
        "answerOption": [
          { "valueCoding": { "system": "http://example.org/hurt", "code": "none", "display": "No" } },
          { "valueCoding": { "system": "http://example.org/hurt", "code": "some", "display": "A little" } },
          { "valueCoding": { "system": "http://example.org/hurt", "code": "much", "display": "Badly" } }] },
      { "linkId": "1.4", "type": "choice", "repeats": true, "text": "What do you walk with?", "required": true,
        "answerOption": [
          { "valueCoding": { "code": "stick", "display": "A stick" } },
          { "valueCoding": { "code": "frame", "display": "A frame" } }] },
      { "linkId": "1.5", "type": "string", "text": "Where was it?", "maxLength": 80,
        "enableWhen": [{ "question": "1.2", "operator": ">", "answerInteger": 5 }] }
    ] }
  ]
}"#;

#[tokio::test(flavor = "multi_thread")]
async fn what_anna_answers_to_a_fhir_questionnaire_is_exported_under_its_words() {
    both(|db| async move {
        let pages =
            [("q1_1", "q1_1=1"), ("q1_2", "q1_2=3"), ("q1_3", "q1_3=2"), ("q1_4", "q1_4=2")];
        let data = carried(&db, "falls", (Format::Fhir, QUESTIONNAIRE.as_bytes()), &pages).await;
        allow_duplicates! {
            assert_snapshot!(told(&data), @r"
            w0_q1_1 = 1 | -7
              Did you fall? / Did you fall? / always / code / 1=Yes; 0=No
            w0_q1_2 = 3 | -7
              How often? / How often? / q1_1 = 1 / number
            w0_q1_3 = 2 | -7
              Were you hurt? / Were you hurt? / q1_1 = 1 / code / 1=No; 2=A little; 3=Badly
            w0_q1_4_01 = 0 | -7
              What do you walk with?: A stick / What do you walk with? / always / code / 0=Not ticked; 1=Ticked
            w0_q1_4_02 = 1 | -7
              What do you walk with?: A frame / What do you walk with? / always / code / 0=Not ticked; 1=Ticked
            w0_q1_5_st = -1 | -7
              Where was it?: status / Where was it? / q1_2 > 5 / code / 0=Given
            ");
        }
    })
    .await;
}
