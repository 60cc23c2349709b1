//! The words in other languages come along, each language as a file of translations beside the survey.

use serde_json::json;
use surveys::{
    authoring::{self, Beside, File, Originals, Renewed},
    definition::Survey,
    importing::{Format, Imported},
    language::Language,
};

use crate::{
    brought::{brought, question, survey, told},
    workbook::workbook,
};

const SURVEY: &str = "
type|name|label::English (en)|label::Welsh(cy)|hint::English (en)|hint::Welsh (cy)|constraint|constraint_message::English (en)|constraint_message::Welsh (cy)
begin group|you|About you|Amdanoch chi
note|hello|Welcome.|Croeso.
integer|age|How old are you?|Faint yw eich oed?|In years|Mewn blynyddoedd|. >= 16 and . != 99|Not 99|Nid 99
select_one yn|work|At ${age}, do you work?|Yn ${age} oed, ydych chi'n gweithio?
end group
";
const CHOICES: &str =
    "list_name|name|label::English (en)|label::Welsh (cy)\nyn|1|Yes|Ydw\nyn|0|No|Nac ydw";
const SETTINGS: &str = "form_title|default_language\nGarden|English (en)";

fn form(survey: &str) -> Imported {
    let sheets = [("survey", survey), ("choices", CHOICES), ("settings", SETTINGS)];
    brought(Format::Xlsform, &workbook(&sheets))
}

/// The file of a language, with the words around the questions as somebody else has translated them.
fn faults(imported: &Imported, language: &str) -> Result<Survey, Vec<String>> {
    let file = File { name: "garden.toml".into(), text: imported.text.clone() };
    let wanted = Language::new(language).expect("a language");
    let found = imported.translations.iter().find(|(one, _)| *one == wanted);
    let (_, text) = found.unwrap_or_else(|| panic!("{language} is not brought"));
    let beside = File { name: format!("garden.{language}.toml"), text: text.clone() };
    let words = Renewed::of(&Originals::words(), &wanted, None).expect("words").text;
    let mut english = "";
    let line = |line: &'static str| match line.strip_prefix("from = ") {
        Some(from) => {
            english = from;
            line.to_owned()
        }
        None => line.replace("to = \"\"", &format!("to = {english}")),
    };
    let words: Vec<_> = String::leak(words).lines().map(line).collect();
    let words = words.join("\n");
    let open = |name: &str| Some(File { name: name.to_owned(), text: words.clone() });
    let beside = Beside { translations: &[beside], ..Beside::default() };
    authoring::read_with(&file, beside, &open)
        .map_err(|faults| faults.iter().map(|fault| fault.problem.clone()).collect())
}

#[test]
fn a_form_in_two_languages_is_brought_in_both() {
    let garden = form(SURVEY);

    assert_eq!(question(&survey(&garden), "work").text, "At {age}, do you work?");
    let welsh = faults(&garden, "cy").unwrap_or_else(|faults| panic!("{faults:#?}"));
    let welsh = welsh.in_language(&Language::new("cy").expect("Welsh"));
    assert_eq!(welsh.sections[0].title, "Amdanoch chi");
    assert_eq!(welsh.sections[0].pages[0].intro.as_deref(), Some("Croeso."));
    assert_eq!(question(&welsh, "age").hint.as_deref(), Some("Mewn blynyddoedd"));
    let work = question(&welsh, "work");
    assert_eq!(work.text, "Yn {age} oed, ydych chi'n gweithio?");
    let options: Vec<_> = work.options().iter().map(|one| (one.code, &*one.text)).collect();
    assert_eq!(options, [(1, "Ydw"), (0, "Nac ydw")]);
    assert_eq!(welsh.checks[0].say, "Nid 99");
    assert!(told(&garden, "Welsh (cy)").contains("8 of 8 texts are in garden.cy.toml"));
}

#[test]
fn what_is_said_in_one_language_alone_is_left_to_a_translator_and_never_made_up() {
    let rows = SURVEY.replace("|Mewn blynyddoedd", "|").replace("|Croeso.", "");
    let garden = form(&rows.replace("select_one yn|", "select_one yn or_other|"));

    let told = told(&garden, "Welsh (cy)");
    assert!(
        told.contains("6 of 9 texts are in garden.cy.toml; write the other 3 into it"),
        "{told}"
    );
    let missing = faults(&garden, "cy").expect_err("three texts are open");
    let is_open = |name: &str| format!("“{name}” is not translated");
    assert_eq!(missing, ["page:age.intro", "age.hint", "work.option.2"].map(is_open));
}

#[test]
fn half_of_what_is_read_together_waits_for_the_other_half() {
    let rows = SURVEY.replace("|Croeso.", "|Croeso.\nnote|more|Take your time.");
    let garden = form(&rows);

    let (_, text) = &garden.translations[0];
    assert!(text.contains("note = \"Croeso.\"\nfrom = \"\"\"\nWelcome."), "{text}");
}

#[test]
fn a_language_that_nobody_knows_or_that_is_there_already_is_told() {
    let rows = "type|name|label|label::Nonsuch|label::English (en-GB)|label::Polski\n\
                text|one|One|Wan|One|Jeden";
    let garden = brought(Format::Xlsform, &workbook(&[("survey", rows)]));

    assert!(told(&garden, "Nonsuch").contains("nobody can tell which language this is"));
    assert!(told(&garden, "English (en-GB)").contains("the survey has this language already"));
    let languages: Vec<_> = garden.translations.iter().map(|(one, _)| one.as_str()).collect();
    assert_eq!(languages, ["pl"]);
}

#[test]
fn markup_that_only_one_translation_has_is_told_with_its_language() {
    let garden = form(&SURVEY.replace("Faint yw", "<b>Faint</b> yw"));

    assert!(told(&garden, "age in Welsh (cy)").contains("is written without markup"));
    assert!(faults(&garden, "cy").is_ok());
}

fn in_welsh(words: &str) -> serde_json::Value {
    let url = "http://hl7.org/fhir/StructureDefinition/translation";
    let parts =
        json!([{"url": "lang", "valueCode": "cy"}, {"url": "content", "valueString": words}]);
    json!({ "extension": [{"url": url, "extension": parts}] })
}

#[test]
fn a_questionnaire_brings_its_translations_and_what_its_codes_are_called() {
    let set = json!({"resourceType": "ValueSet", "id": "yn", "compose": {"include": [{"concept": [
        {"code": "1", "display": "Yes", "designation": [{"language": "cy", "value": "Ydw"}]},
        {"code": "0", "display": "No"},
    ]}]}});
    let help = [json!({"valueString": "Family", "_valueString": in_welsh("Teulu")})];
    let when = [json!({"question": "help", "operator": "=", "answerString": "Family"})];
    let items = json!([
        {"linkId": "work", "type": "choice", "text": "Do you work?", "_text": in_welsh("Ydych chi'n gweithio?"),
            "answerValueSet": "#yn"},
        {"linkId": "help", "type": "choice", "text": "Who helps?", "answerOption": help},
        {"linkId": "who", "type": "string", "text": "Who?", "_text": in_welsh("**Pwy?**"), "enableWhen": when},
        {"linkId": "ok", "type": "boolean", "text": "All well?", "_text": in_welsh("Popeth yn iawn?")},
    ]);
    let whole = json!({"resourceType": "Questionnaire", "language": "en-GB", "title": "Garden",
        "_title": in_welsh("Yr ardd"), "contained": [set], "item": items});
    let garden = brought(Format::Fhir, whole.to_string().as_bytes());

    survey(&garden);
    assert!(
        told(&garden, "cy").contains("6 of 10 texts are in garden.cy.toml"),
        "{}",
        garden.translations[0].1
    );
    let missing = faults(&garden, "cy").expect_err("four texts are open");
    let is_open = |name: &str| format!("“{name}” is not translated");
    let open = ["work.option.0", "help.text", "ok.option.1", "ok.option.0"];
    assert_eq!(missing, open.map(is_open));
    let (_, text) = &garden.translations[0];
    for to in ["Yr ardd", "Ydw", "Teulu", "Pwy?"] {
        assert!(text.contains(&format!("to = \"{to}\"")), "{to}\n{text}");
    }
    assert!(told(&garden, "who in cy").contains("is written without markup"));
}

#[test]
fn a_heading_that_nobody_wrote_waits_for_no_translator_and_is_told() {
    let rows = SURVEY.lines().filter(|row| !row.contains("group")).collect::<Vec<_>>().join("\n");
    let garden = form(&rows);

    let welsh = faults(&garden, "cy").unwrap_or_else(|faults| panic!("{faults:#?}"));
    let welsh = welsh.in_language(&Language::new("cy").expect("Welsh"));
    assert_eq!(welsh.sections[0].title, "Garden");
    let told = told(&garden, "Welsh (cy)");
    assert!(told.contains("8 of 8 texts are in garden.cy.toml"), "{told}");
    assert!(told.contains("has “Garden”, what the survey is called, above questions"), "{told}");
}
