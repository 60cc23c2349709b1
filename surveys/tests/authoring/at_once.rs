//! One fault hides no other: what is told is all that is wrong, apart from what only follows from it.

use surveys::authoring::{self, Beside};

use super::{
    BANK, SURVEY, faults_of,
    translations::{self, named},
};

/// “help” is asked after days that cannot be ticked together.
const WEEK: &str = r#"kind = "number"
least = 0
most = 24
[[questions]]
key = "days"
text = "On which days?"
kind = "multiple"
options = [{ code = 1, text = "Monday" }, { code = 97, text = "None", exclusive = true }]
[[questions]]
key = "help"
text = "What would help?"
kind = "text"
most = 50
asked_if = "days = 97 and days = 1"
[[questions]]
key = "rested"
text = "Are you rested?"
kind = "scale"
low = "No"
high = "Yes"
"#;

const NOBODY: &str = "“help” is asked of nobody: “days = 1” cannot hold where “days = 97” does; mend the condition, or take the question out";

fn told(from: &str, to: &str) -> Vec<String> {
    let week = WEEK.replacen(from, to, 1);
    let survey = SURVEY.replacen("kind = \"number\"\nleast = 0\nmost = 24\n", &week, 1);
    let pages = "[\"sleep\", \"days\", \"help\", \"rested\"]";
    faults_of(&survey.replacen("[\"sleep\"]", pages, 1), BANK)
}

#[test]
fn a_condition_that_is_wrong_hides_no_other_questions() {
    let days = "key = \"days\"";
    let with = |line: &str| told(days, &format!("{days}\n{line}"));

    assert_eq!(told(days, days), [format!("survey.toml:26:12: {NOBODY}")]);
    assert_eq!(
        with("asked_if = \"qx = 1\""),
        [
            "survey.toml:18:12: the condition of “days” names “qx”, which nothing has; name a question, a derived variable or a fact".to_owned(),
            format!("survey.toml:27:12: {NOBODY}"),
        ]
    );
    let unread = with("asked_if = \"sleep >\"");
    assert!(unread.len() == 2 && unread[1].ends_with(NOBODY), "{unread:?}");
    let hint = with("hint = \"\"");
    assert!(hint.len() == 2 && hint[1].ends_with(NOBODY), "{hint:?}");
}

#[test]
fn a_named_condition_that_cannot_be_read_hides_nothing_and_nothing_more_is_told_of_its_uses() {
    let survey = |asked_if: &str| {
        let named = "[conditions]\nlate = \"sleep >\"\n[[questions]]\nkey = \"days\"";
        let days = format!("[[questions]]\nkey = \"days\"\nasked_if = \"{asked_if}\"");
        let week = WEEK.replacen("[[questions]]\nkey = \"days\"", &days, 1);
        let week = week.replacen("[[questions]]\nkey = \"days\"", named, 1);
        let survey = SURVEY.replacen("kind = \"number\"\nleast = 0\nmost = 24\n", &week, 1);
        let pages = "[\"sleep\", \"days\", \"help\", \"rested\"]";
        faults_of(&survey.replacen("[\"sleep\"]", pages, 1), BANK)
    };

    for asked_if in ["late", "not late", "late and mood > 2"] {
        let told = survey(asked_if);
        assert!(told.len() == 2 && told[1].ends_with(NOBODY), "{asked_if}: {told:?}");
        assert!(told[0].contains("the condition ends too early"), "{asked_if}: {told:?}");
    }
}

fn translated(from: &str, to: &str, welsh: (&str, &str)) -> Vec<String> {
    assert!(translations::SURVEY.contains(from), "{from} is not in the survey");
    let survey = translations::SURVEY.replacen(from, to, 1);
    let own = translations::WELSH.replacen(welsh.0, welsh.1, 1);
    let read = translations::read(&survey, &own, translations::BANK_WELSH);
    read.err().unwrap_or_default()
}

const STALE: &str = "check-in.cy.toml:8:6: “work.text” has changed since it was translated: it was “Have you worked?” and is “Since {begun_on}, have you worked?”; look at “to” again, then write the new text into “from”";

#[test]
fn a_survey_with_a_fault_is_told_of_its_translations_as_well() {
    let stale = ("from = \"Since {begun_on}, have you worked?\"", "from = \"Have you worked?\"");
    let both = |from: &str, to: &str, fault: &str| {
        assert_eq!(translated(from, to, stale), [fault, STALE]);
    };

    both(
        "kind = \"single\"\n",
        "kind = \"single\"\noptinal = true\n",
        "check-in.toml:13:1: a question has no field “optinal”; did you mean “optional”?",
    );
    both(
        "work = 1 and mood < 2",
        "work = 7",
        "check-in.toml:18:8: the condition of “odd” wants “work” to be 7, which is no option; it has 1 “Yes”, 2 “No”",
    );
}

#[test]
fn of_a_text_that_could_not_be_read_no_translation_is_called_stale_or_left_over() {
    let alone = |from: &str, to: &str| {
        let told = translated(from, to, ("", ""));
        assert!(told.len() == 1 && told[0].starts_with("check-in.toml:"), "{told:?}");
    };
    alone("text = \"Since {begun_on}, have you worked?\"\n", "");
    alone("{ code = 2, text = \"No\" }", "{ code = \"2\", text = \"No\" }");
    alone("kind = \"single\"", "kind = \"simple\"");
    alone("[\"work\"]", "[\"wrok\"]");
    alone("[\"odd\"]", "[\"odt\"]");
}

#[test]
fn a_bank_with_a_fault_is_told_of_once() {
    let bank = translations::BANK.replacen("high = \"Well\"", "high = \"Well\"\nlow = 3", 1);
    let open = |name: &str| (name == "bank.toml").then(|| named(name, &bank));
    let file = named("check-in.toml", translations::SURVEY);
    let files = [named("check-in.cy.toml", translations::WELSH)];

    let beside = Beside { translations: &files, ..Beside::default() };
    let faults = authoring::read_with(&file, beside, &open).unwrap_err();

    let of_bank = faults.iter().filter(|fault| fault.file == "bank.toml");
    assert_eq!(of_bank.count(), 1, "{faults:?}");
}
