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

/// All that is told of a survey in which something was replaced, without where it stands and what to do.
fn problems(from: &str, to: &str) -> Vec<String> {
    assert!(SURVEY.contains(from), "{from} is not in the survey");
    let told = faults_of(&SURVEY.replacen(from, to, 1), BANK).into_iter();
    let alone = told.map(|fault| {
        let (_, problem) = fault.split_once(": ").expect("a place before it");
        problem.split_once("; ").map_or(problem, |(problem, _)| problem).to_owned()
    });
    alone.collect()
}

#[test]
fn a_misspelt_kind_does_not_hide_two_options_with_one_code() {
    let days = "kind = \"multiple\"\noptions = [{ code = 1, text = \"Monday\" }, { code = 97,";
    let misspelt = |kind: &str| {
        let to = format!(
            "kind = \"{kind}\"\noptions = [{{ code = 1, text = \"Monday\" }}, {{ code = 1,"
        );
        let told = told(days, &to);
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told[0].contains(&format!("there is no kind “{kind}”")), "{told:?}");
        assert!(told[1].contains("the code 1 stands for “Monday” and for “None”"), "{told:?}");
    };

    misspelt("multipel");
    misspelt("checkboxes");
    assert_eq!(
        problems("kind = \"number\"\nleast = 0\n", "kind = \"numbr\"\n"),
        ["there is no kind “numbr”", "a question of kind number needs “least” and “most”",]
    );
}

#[test]
fn a_question_on_no_page_is_told_what_else_is_wrong_with_it() {
    let more = "[[questions]]\nkey = \"dreams_about_the_sea_and_sky\"\ntext = \"Dreams?\"\nkind = \"text\"\n\
                asked_if = \"mood =\"\n[[derived]]";

    let told = problems("[[derived]]", more);

    assert_eq!(told.len(), 4, "{told:?}");
    let said = |words: &str| assert!(told.iter().any(|one| one.contains(words)), "{told:?}");
    said("stands here and on no page");
    said("“dreams_about_the_sea_and_sky” cannot be a key");
    said("a question of kind text needs “most”");
    said("the condition ends too early");
}

#[test]
fn what_a_variable_is_otherwise_does_not_hide_a_case_that_never_comes() {
    let told = problems(
        "cases = [{ when = \"mood < 3\", gives = 1 }]\nmissing_of = \"mood\"",
        "codes = [{ code = 1, text = \"Yes\" }]\ncases = [{ when = \"mood < 3\", gives = 1 }, \
         { when = \"mood < 2\", gives = 1 }]\notherwise = 7",
    );

    assert_eq!(
        told,
        [
            "“otherwise” of “low” is 7, which is none of its codes",
            "a case of “low” never comes: where “mood < 2” holds, an earlier case does",
        ]
    );
}

#[test]
fn every_sign_of_another_language_in_a_condition_is_told_at_once() {
    let does_not_fit = |sentence: &str| {
        let told = problems("\"mood < 5\"", &format!("\"{sentence}\""));
        let signs = told.iter().map(|one| one.replace("” does not fit here", "").replace('“', ""));
        signs.collect::<Vec<_>>()
    };

    assert_eq!(
        does_not_fit("mood == 1 && rand_days => 3 || mood <> 2 AND mood is 4"),
        ["=", "&", ">", "|", ">"]
    );
    assert_eq!(does_not_fit("mood == 1 && c"), ["=", "&", "the condition ends too early"]);
    assert_eq!(does_not_fit("mood is 1 OR mood = 2"), ["1", "OR"]);
}

#[test]
fn an_entry_that_stands_twice_or_a_wrong_language_does_not_hide_what_is_stale() {
    let stale = translations::WELSH.replacen(
        "from = \"Since {begun_on}, have you worked?\"",
        "from = \"Have you worked?\"",
        1,
    );
    let read = |own: &str| {
        translations::read(translations::SURVEY, own, translations::BANK_WELSH).unwrap_err()
    };

    let twice = read(&format!("{stale}[[texts]]\nat = \"work.text\"\nfrom = \"\"\nto = \"\"\n"));
    assert_eq!(twice.len(), 2, "{twice:?}");
    assert!(
        twice[0].starts_with(STALE) && twice[1].contains("stands in this file twice"),
        "{twice:?}"
    );
    for language in ["welsh", "en-GB"] {
        let told = read(&stale.replacen("\"cy\"", &format!("\"{language}\""), 1));
        assert_eq!(told.len(), 2, "{language}: {told:?}");
        assert!(told[1].starts_with(STALE), "{language}: {told:?}");
    }
    let misspelt = read(&stale.replacen("to = \"Ydw\"", "tp = \"Ydw\"", 1));
    assert!(misspelt.len() == 2 && misspelt[0].starts_with(STALE), "{misspelt:?}");
}
