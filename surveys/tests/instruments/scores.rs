//! What an instrument's answers come to in the dataset, by the final answers and the rule that was published.

use std::collections::BTreeMap;

use surveys::{
    authoring::read_pack,
    condition::Look,
    definition::{Derived, Survey},
    derive,
    scoring::{self, ItemAnswer, Packs, instrument},
    value::{Missing, Value},
};

use crate::{read, sound, with_invented};

/// Answers, and what is worked out from them one after the other.
struct Sheet(BTreeMap<String, Value>);

impl Look for Sheet {
    fn look(&self, name: &str) -> Option<Value> {
        self.0.get(name).cloned()
    }
}

fn worked_out(survey: &Survey, items: &[String], answers: &str) -> Sheet {
    let value = |typed: &str| match typed.parse::<i32>().expect("a number") {
        code if code < 0 => Value::Missing(Missing::try_from(code).expect("a missing code")),
        code => Value::Code(code),
    };
    let given = items.iter().cloned().zip(answers.split(',').map(value));
    let mut sheet = Sheet(given.collect());
    for derived in &survey.derived {
        let value = derive::value(derived, &sheet);
        sheet.0.insert(derived.key.to_string(), value);
    }
    sheet
}

/// Lines such as `phq9 1,2,… => tot 10, band 3`: some of the variables that begin with the instrument's id.
fn check(packs: &Packs, cases: &str) {
    for case in cases.lines().map(str::trim) {
        let (given, expected) = case.split_once(" => ").expect("a case with its result");
        let (id, answers) = given.split_once(' ').expect("an instrument and answers");
        let survey = sound(&format!("{{ instrument = \"{id}\" }},"), "", packs);
        let mut items = instrument(id).expect("an instrument").keys();
        items.push(format!("{id}_vas"));
        let sheet = worked_out(&survey, &items, answers);
        let told = expected.split(", ").map(|part| {
            let (name, _) = part.split_once(' ').expect("a variable and its value");
            let value = &sheet.0[&format!("{id}_{name}")];
            match (value.missing(), value.number()) {
                (Some(missing), _) => format!("{name} {missing}"),
                (None, number) => format!("{name} {}", number.expect("a number")),
            }
        });
        assert_eq!(format!("{given} => {}", told.collect::<Vec<_>>().join(", ")), case);
    }
}

#[test]
fn anna_is_scored_as_on_the_command_line() {
    check(
        &Packs::default(),
        "phq9 1,2,2,1,0,1,2,1,0 => tot 10, band 3, ge10 1, raw 10, n_answered 9, prorated 0, algo 1
        phq9 1,2,2,1,0,1,2,-6,0 => tot 10, band 3, ge10 1, raw 9, n_answered 8, prorated 1, algo 1
        phq9 -8,-9,-6,1,0,1,2,1,0 => tot -8, band -8, ge10 -8, raw 5, n_answered 6, prorated -8, algo 1
        gad7 2,2,1,1,1,0,1 => tot 8, band 2, ge8 1, ge10 0, raw 8
        gad2 1,1 => tot 2, band 1, n_answered 2
        ucla3 1,2,3 => tot 6, raw 6
        k6 0,0,0,2,3,4 => tot 9, band 1
        k10 5,5,5,5,5,5,5,5,5,5 => tot 50, band 4
        jse 8,7,-6,6,9 => mean 7.5, n_answered 4, prorated 1
        jse 8,7,-6,6,-8 => mean -6, n_answered 3, prorated -6",
    );
}

#[test]
fn well_being_has_bands_for_each_question_and_no_total() {
    check(
        &Packs::default(),
        "ons4 4,5,9,6 => satis_band 1, worth_band 2, happy_band 4, anxious_band 4
        ons4 -8,0,10,1 => satis_band -8, worth_band 1, happy_band 4, anxious_band 1",
    );
    let survey = sound("{ instrument = \"ons4\" },", "", &Packs::default());
    assert!(!survey.has("ons4_tot") && !survey.has("ons4_raw"));
}

#[test]
fn nobody_who_was_passed_by_has_a_score_or_a_count() {
    check(
        &Packs::default(),
        "phq2 -1,-1 => tot -1, band -1, raw -1, n_answered -1, algo -1
        phq2 -7,-7 => tot -7, n_answered -7",
    );
}

#[test]
fn the_short_wellbeing_scale_has_its_sum_and_its_metric() {
    check(
        &with_invented(),
        "swemwbs 3,3,2,3,4,3,4 => metric 19.98, raw 22, n_answered 7
        swemwbs 3,3,2,3,4,3,-6 => metric -6, raw 18, n_answered 6",
    );
}

#[test]
fn every_instrument_has_variables_that_can_be_named_and_a_version_that_is_a_number() {
    for instrument in scoring::instruments() {
        assert!(instrument.version.parse::<i32>().is_ok(), "{}", instrument.id);
        for part in &instrument.subscales {
            let short = part.short.as_ref().unwrap_or(&part.key);
            assert!(format!("{}_{short}", instrument.id).len() <= 20);
        }
    }
    let page = "{ instrument = \"ons4\" },\n{ instrument = \"phq9\" },";
    let survey = sound(page, "", &Packs::default());
    assert!(survey.derived.iter().all(|derived| derived.label.chars().count() <= 80));
    let by: Vec<_> = survey.derived.iter().filter_map(Derived::scored_by).collect();
    assert!(by.contains(&"phq9-sum-prorated, version 1".to_owned()), "{by:?}");
}

#[test]
fn questions_that_are_written_out_are_scored_when_the_survey_says_so() {
    let questions = "questions = [\n\
        { key = \"phq_1\", text = \"Little interest or pleasure in doing things\", kind = \"single\", list = \"often\" },\n\
        { key = \"phq_2\", text = \"Feeling down, depressed, or hopeless\", kind = \"single\", list = \"often\" }]\n\
        lists = { often = [{ code = 0, text = \"Not at all\" }, { code = 1, text = \"Several days\" }, \
        { code = 2, text = \"More than half the days\" }, { code = 3, text = \"Nearly every day\" }] }";
    let page = "{ title = \"Lately\", questions = [\"phq_1\", \"phq_2\"] },";

    let survey = sound(page, &format!("scores = [\"phq2\"]\n{questions}"), &Packs::default());

    let items = instrument("phq2").unwrap().keys();
    let sheet = worked_out(&survey, &items, "2,1");
    assert_eq!(sheet.look("phq2_tot").and_then(|value| value.number()), Some(3.0));
    let refused = read(page, &format!("scores = [\"phq9\"]\n{questions}"), &Packs::default());
    assert!(refused.unwrap_err()[0].contains("PHQ-9 is not scored without “phq_3”"));
}

#[test]
fn a_score_is_worked_out_by_the_rule_it_was_published_with() {
    let survey = sound("{ instrument = \"phq9\" },", "", &Packs::default());
    let json = serde_json::to_string(&survey).unwrap();
    // As if the catalogue had said so on the day of publishing.
    let then = json.replace("\"most_missing\":2", "\"most_missing\":0");

    let then: Survey = serde_json::from_str(&then).unwrap();

    let items = instrument("phq9").unwrap().keys();
    let sheet = worked_out(&then, &items, "1,2,2,1,0,1,2,-6,0");
    assert_eq!(sheet.look("phq9_tot").unwrap().missing(), Some(Missing::Blank));
    let again: Survey = serde_json::from_str(&json).unwrap();
    assert_eq!(again, survey);
}

#[test]
fn a_condition_may_look_at_a_score_and_a_formula_may_not_be_written_by_hand() {
    let after = "{ instrument = \"gad2\" },\n{ questions = [\"more\"] },";
    let more = |condition: &str| {
        format!(
            "questions = [{{ key = \"more\", text = \"What worries you?\", kind = \"text\", most = 90, asked_if = \"{condition}\" }}]"
        )
    };
    sound(after, &more("gad2_tot >= 3"), &Packs::default());
    sound(after, &more("gad2_band = 2"), &Packs::default());
    let ahead = "{ questions = [\"more\"] },\n{ instrument = \"gad2\" },";
    let told = read(ahead, &more("gad2_tot >= 3"), &Packs::default()).unwrap_err();
    assert!(told[0].contains("looks ahead to “gad2_tot”"), "{told:?}");
}

/// Invented words and invented numbers: no value set is here, since each is licensed.
fn health() -> String {
    let items = (1..=5).map(|item| format!("\"Invented {item}\"")).collect::<Vec<_>>().join(", ");
    let options =
        (1..=5).map(|value| format!("{{ value = {value}, label = \"Invented {value}\" }}"));
    format!(
        "instrument = \"eq5d5l\"\nlanguage = \"en-GB\"\nversion = \"invented-1\"\noptions = [{}]\nitems = [{items}]\n\
         visual_scale = {{ text = \"Invented scale\", hint = \"Invented ends\" }}\n\
         [value_set]\nid = \"invented\"\nsource = \"nowhere\"\nbest = 1\n\
         less = [[0, 0.1, 0.15, 0.2, 0.25], [0, 0.1, 0.15, 0.2, 0.25], [0, 0.01, 0.02, 0.03, 0.04], [0, 0.1, 0.2, 0.3, 0.4], [0, 0.05, 0.1, 0.2, 0.3]]\n",
        options.collect::<Vec<_>>().join(", "),
    )
}

#[test]
fn a_health_profile_is_a_number_and_has_an_index_only_by_a_value_set() {
    let with = Packs::new(vec![read_pack("pack.toml", &health()).unwrap()]);
    let (plain, _) =
        health().split_once("[value_set]").map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    let without = Packs::new(vec![read_pack("pack.toml", &plain).unwrap()]);

    check(
        &with,
        "eq5d5l 2,1,2,3,2,65 => profile 21232, lss 10, index 0.64, n_answered 5
        eq5d5l 2,1,-6,3,2,65 => profile -6, lss -6, index -6, n_answered 4",
    );
    check(&without, "eq5d5l 2,1,2,3,2,65 => profile 21232, lss 10");

    let survey = sound("{ instrument = \"eq5d5l\" },", "", &without);
    assert!(!survey.has("eq5d5l_index") && survey.has("eq5d5l_vas"));
    let survey = sound("{ instrument = \"eq5d5l\" },", "", &with);
    let index = survey.derived.iter().find(|own| own.key.as_str() == "eq5d5l_index").unwrap();
    assert_eq!(index.scored_by().unwrap(), "eq5d5l-profile, version 1, value set invented");
}

#[test]
fn a_value_set_that_cannot_be_added_up_as_it_was_published_is_told_of_field_by_field() {
    let told = |from: &str, to: &str| {
        assert!(health().contains(from), "{from}");
        let faults = read_pack("pack.toml", &health().replacen(from, to, 1)).unwrap_err();
        let told = faults.iter().map(|fault| format!("{}; {}", fault.problem, fault.mend));
        told.collect::<Vec<_>>().join("\n")
    };

    let (before, _) =
        health().split_once("less =").map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    let table = format!("{before}less = {{ mobility = [0, 0.1, 0.15, 0.2, 0.25] }}\n");
    let faults = read_pack("pack.toml", &table).unwrap_err();
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert_eq!(faults[0].problem, "“less” is a list of lists, and here it is a table");
    assert_eq!(faults[0].mend, "write less = [[…], […]]");
    assert_eq!(
        told("best = 1\n", "best = 10\n"),
        "the best profile is worth 10; “best” is above 0 and at most 1, which is full health"
    );
    assert_eq!(
        told("0.15, 0.2, 0.25]", "0.15, 0.2, 0.33555]"),
        "0.33555 has more than 4 decimals; write it as it was published, with at most four"
    );
    assert_eq!(
        told("[0, 0.1, 0.15, 0.2, 0.25]", "[0, 0.1, 0.15, 0.2]"),
        "the value set does not say of every level of every item of EQ-5D-5L what it takes away; \
         “less” needs 5 lists of 5 numbers"
    );
}

#[test]
fn the_index_names_the_value_set_that_gave_it() {
    let mut eq5d5l = instrument("eq5d5l").unwrap().clone();
    eq5d5l.value_set = read_pack("pack.toml", &health()).unwrap().value_set;
    let answers = [2, 1, 2, 3, 2, 65].map(ItemAnswer::Value);

    let score = scoring::score(&eq5d5l, &answers).unwrap();

    assert_eq!(score.score.unwrap().to_string(), "0.64");
    assert!(score.explain().contains("The value set invented makes the profile 0.64."));
    assert!(score.explain().contains("value_set_id: invented"));
}

#[test]
fn no_text_tells_anna_her_score_or_what_is_made_of_it() {
    let asked = |text: &str| {
        let pages = "{ instrument = \"phq2\" },\n{ questions = [\"after\"] },";
        let rest = format!(
            "derive = [\"low\"]\n[[questions]]\nkey = \"after\"\ntext = \"{text}\"\nkind = \"text\"\nmost = 40\n\
             [[derived]]\nkey = \"low\"\nlabel = \"Low\"\ncodes = [{{ code = 0, text = \"No\" }}, {{ code = 1, \
             text = \"Yes\" }}]\ncases = [{{ when = \"phq2_tot >= 3\", gives = 1 }}]\notherwise = 0\n"
        );
        read(pages, &rest, &Packs::default())
    };

    let told = |text: &str| asked(text).expect_err("it would be told").join("; ");
    assert!(
        told("You have {phq2_tot}. Why?").contains("would tell people “phq2_tot”, their score")
    );
    assert!(told("You have {phq2_band}. Why?").contains("would tell people “phq2_band”"));
    assert!(told("You are low: {low}. Why?").contains("would tell people “low”"));
    asked("Why?").expect("nothing is told");
}
