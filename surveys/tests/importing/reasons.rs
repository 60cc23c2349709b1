//! “Rather not say” and “don't know” are options elsewhere. Here the platform offers them, and keeps them as missing.

use surveys::importing::{Format, Imported};

use crate::{
    brought::{asked_if, brought, question, survey, told},
    workbook::workbook,
};

fn dictionary(rows: &str) -> Imported {
    let titles = "Variable / Field Name,Form Name,Field Type,Field Label,\"Choices, Calculations, OR Slider Labels\",\
                  Branching Logic,Field Annotation\n";
    brought(Format::Redcap, format!("{titles}{rows}").as_bytes())
}

fn codes(imported: &Imported, key: &str) -> Vec<i32> {
    let survey = survey(imported);
    question(&survey, key).options().iter().map(|option| option.code).collect()
}

#[test]
fn what_redcap_offers_for_want_of_an_answer_is_missing_here_and_anna_is_offered_it_all_the_same() {
    let imported = dictionary(
        "work,a,radio,Do you work?,\"1, Yes | 2, No | -88, Don't know | -99, Rather not say\",,\n\
         help,a,checkbox,Who helps?,\"1, Anna | 2, Ben | 98, Don’t know\",,@NONEOFTHEABOVE=98\n\
         all,a,calc,All,[work]+[work],,\n",
    );

    assert_eq!(codes(&imported, "work"), [1, 2]);
    assert_eq!(codes(&imported, "help"), [1, 2]);
    let survey = survey(&imported);
    assert!(question(&survey, "work").sensitive && !question(&survey, "help").sensitive);
    assert_eq!(survey.derived.len(), 1, "no code is another any more, so that they add up");
    let told = told(&imported, "work");
    assert!(told.contains("has no option “Don't know”: whoever passes it by is offered"), "{told}");
    assert!(
        told.contains("has no option “Rather not say”: “prefer not to say” is offered"),
        "{told}"
    );
}

#[test]
fn a_reason_that_a_condition_looks_for_stays_an_option_so_that_everybody_is_asked_what_they_were() {
    let imported = dictionary(
        "work,a,radio,Do you work?,\"1, Yes | 2, No | 9, Prefer not to say\",,\n\
         why,a,text,Why not?,,[work] = '9',\n\
         help,a,checkbox,Who helps?,\"1, Anna | 2, Ben | 8, Don't know\",,\n\
         who,a,text,Who may?,,[help(8)] = '1',\n\
         sure,a,radio,Sure?,\"1, Yes | 2, No | 8, Don't know\",,\n\
         s,a,calc,Sure,\"if([sure] = 8, 0, 1)\",,\n",
    );

    let survey = survey(&imported);
    assert_eq!(asked_if(&survey, "why"), "work = 9");
    assert_eq!(asked_if(&survey, "who"), "help = 8");
    assert!(codes(&imported, "work").contains(&9) && !question(&survey, "work").sensitive);
    let told = told(&imported, "sure");
    assert!(told.contains("keeps “Don't know” as an option, with a code that counts"), "{told}");
}

#[test]
fn an_answer_that_is_like_a_reason_stays_one_and_what_does_not_apply_stands_apart() {
    let imported = dictionary(
        "jab,a,radio,Were you offered a jab?,\"1, Accepted | 2, Refused | 3, Not sure\",,\n\
         gp,a,radio,Did the GP help?,\"1, Yes | 2, No | -97, Not applicable\",,\n\
         only,a,checkbox,Tick,\"1, Yes | 2, Don't know\",,\n\
         mean,a,calc,Mean,\"mean([jab],[gp])\",,\n",
    );

    assert_eq!(codes(&imported, "jab"), [1, 2, 3]);
    assert_eq!(codes(&imported, "gp"), [1, 2, 97]);
    assert_eq!(codes(&imported, "only"), [1, 2]);
    let told = told(&imported, "mean");
    assert!(told.contains("counts “gp”, of which an option has another code here"), "{told}");
}

const CHOICES: &str = "list_name|name|label::English (en)|label::Cymraeg (cy)\nyn|dk|Don't know|Ddim yn gwybod\n\
                       yn|yes|Yes|Ydw\nyn|no|No|Nac ydw\nyn|pnts|I'd rather not say|Gwell peidio\n\
                       kin|1|Mam|Mam\nkin|2|Dad|Dad\nkin|-98|Don't know|Ddim yn gwybod";

#[test]
fn a_list_of_an_xlsform_is_without_its_reasons_in_every_language() {
    let rows = "type|name|label::English (en)|label::Cymraeg (cy)|constraint|relevant\n\
                select_one yn|work|Do you work?|Ydych chi'n gweithio?\n\
                select_multiple kin|kin|Who helps?|Pwy?|not(selected(., '-98') and count-selected(.) > 1)\n\
                text|more|More?|Mwy?||${work} = 'no'";
    let imported = brought(Format::Xlsform, &workbook(&[("survey", rows), ("choices", CHOICES)]));

    let survey = survey(&imported);
    assert_eq!(codes(&imported, "work"), [1, 2]);
    assert_eq!(codes(&imported, "kin"), [1, 2]);
    assert!(question(&survey, "work").sensitive && survey.checks.is_empty());
    assert_eq!(asked_if(&survey, "more"), "work = 2");
    assert!(told(&imported, "yn").contains("has no option “I'd rather not say”"));
    let (_, welsh) = &imported.translations[0];
    assert!(welsh.contains("Nac ydw") && !welsh.contains("Gwell peidio"), "{welsh}");
}

#[test]
fn numbers_that_were_typed_for_want_of_an_answer_leave_the_limits_beside_them() {
    let rows = "type|name|label|constraint\n\
                integer|pay|Your pay?|. >= 0 or . = -99 or .=-88\n\
                integer|age|Your age?|(. >= 16 and . <= 90) or . = 999\n\
                integer|kids|Children?|. <= ${age}";
    let imported = brought(Format::Xlsform, &workbook(&[("survey", rows)]));

    let toml = &imported.text;
    survey(&imported);
    assert!(told(&imported, "pay").contains("takes no -99, -88, which stood for no answer there"));
    assert!(told(&imported, "age").contains("takes no 999"));
    assert!(toml.contains("least = 16") && toml.contains("most = 90"), "{toml}");
    assert!(toml.contains("most_fact = \"age\""), "{toml}");
    assert!(!told(&imported, "kids").contains("refuses there"));
}

#[test]
fn codes_of_fhir_that_say_why_there_is_none_keep_the_scores_of_the_others() {
    let option = |code: &str, words: &str, score: Option<u8>| {
        let scored = score.map(|score| {
            serde_json::json!([{"url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": score}])
        });
        let scored = scored.unwrap_or_else(|| serde_json::json!([]));
        serde_json::json!({"valueCoding": {"code": code, "display": words, "extension": scored}})
    };
    let questionnaire = serde_json::json!({
        "resourceType": "Questionnaire", "language": "en-GB",
        "item": [{"linkId": "a", "type": "choice", "text": "How often?", "answerOption": [
            option("LA1", "Never", Some(0)), option("LA2", "Often", Some(3)),
            option("asked-declined", "Asked But Declined", None)]}],
    });
    let imported = brought(Format::Fhir, questionnaire.to_string().as_bytes());

    assert_eq!(codes(&imported, "a"), [0, 3]);
    assert!(question(&survey(&imported), "a").sensitive);
    assert!(!told(&imported, "a").contains("without the scores"));
}
