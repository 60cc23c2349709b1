//! Which questions are known to need somebody to act.

use surveys::{catalogue, definition::When, safeguarding::undescribed};

use crate::{check_in, read};

fn survey(question: &str) -> String {
    format!(
        "key = \"imported\"\nversion = 1\ntitle = \"Imported\"\nlanguage = \"en\"\nminutes = 1\n\
         sections = [{{ title = \"You\", pages = [{{ questions = [\"q\"] }}] }}]\n\
         [[questions]]\nkey = \"q\"\n{question}\n"
    )
}

/// Compares what a question raises, or what is said about it.
fn check(question: &str, expected: &str) {
    let told = match read(&survey(question)) {
        Err(faults) => faults.join("\n"),
        Ok(survey) => {
            let triggers = survey.alerts.triggers.iter().map(|trigger| {
                let when = match &trigger.when {
                    When::From(from) => format!("from {from}"),
                    When::OneOf(codes) => format!("one of {codes:?}"),
                };
                format!(
                    "{} {}: level {} {when}",
                    trigger.cause,
                    trigger.of.join("+"),
                    trigger.level
                )
            });
            triggers.collect::<Vec<_>>().join(", ")
        }
    };
    assert_eq!(told, expected);
}

const OPTIONS: &str = "kind = \"single\"\noptions = [{ code = 0, text = \"Not at all\" }, \
    { code = 1, text = \"Several days\" }, { code = 2, text = \"More than half the days\" }, \
    { code = 3, text = \"Nearly every day\" }]";

#[test]
fn item_9_of_phq_9_is_known_by_its_words_however_they_are_set() {
    let levels = "phq9 q: level 1 from 1, phq9 q: level 2 from 2, phq9 q: level 3 from 3, \
                  phq9 q: level 2 from 20";
    let words = "text = \"9. Thoughts that you would be better off dead, or of  hurting yourself in some way\"";
    check(&format!("{words}\nlabel = \"Item 9\"\n{OPTIONS}"), levels);
}

#[test]
fn the_example_has_every_trigger_of_phq_9_and_its_own() {
    let survey = check_in();
    let sum = survey.alerts.triggers.iter().find(|trigger| trigger.of.len() == 9);
    assert_eq!(survey.alerts.triggers.len(), 5);
    assert!(sum.is_some_and(|sum| sum.when == When::From(20) && !sum.of_harm));
    assert!(undescribed(&survey).is_empty());
}

#[test]
fn the_same_words_with_other_codes_have_to_be_described() {
    let words = "text = \"Thoughts that you would be better off dead or of hurting yourself in some way\"\n\
                 label = \"Thoughts\"\nkind = \"single\"\n\
                 options = [{ code = 1, text = \"Not at all\" }, { code = 2, text = \"Several days\" }]";
    check(
        words,
        "check-in.toml:8:7: “q” speaks of suicide or of hurting oneself, and nothing says after which \
         answers somebody has to act; write them under “alerts”, or “alerts = []” if nobody has to; on the \
         staff site tick them, or that nobody has to, under “Alerts” on the question's page\n\
         check-in.toml:8:7: PHQ-9 item 9 offers “1 Not at all, 2 Several days” here and “0 Not at all, 1 Several days, \
         2 More than half the days, 3 Nearly every day” in the instrument; ask it as it was published, best with \
         “instrument = \"phq9\"” on a page, or name it under “adapted”",
    );
}

#[test]
fn a_study_says_itself_which_answers_to_its_question_raise_an_alert() {
    let suicidal = "text = \"Have you felt suicidal?\"\nkind = \"single\"\n\
        options = [{ code = 1, text = \"Yes\" }, { code = 2, text = \"No\" }]";
    check(
        &format!("{suicidal}\nalerts = [{{ level = 3, codes = [1] }}]"),
        "q q: level 3 one of [1]",
    );
    check(&format!("{suicidal}\nalerts = []"), "");
}

#[test]
fn an_option_that_speaks_of_harm_counts_like_a_question_that_does() {
    let told = read(&survey(
        "text = \"What worries you?\"\nkind = \"multiple\"\n\
         options = [{ code = 1, text = \"Money\" }, { code = 2, text = \"Thoughts of self-harm\" }]",
    ));
    assert!(told.is_err_and(|faults| faults[0].contains("speaks of suicide")));
}

#[test]
fn an_alert_that_could_never_be_raised_is_refused() {
    let question = |alerts: &str| {
        format!(
            "text = \"Safe?\"\nkind = \"single\"\noptions = [{{ code = 1, text = \"Yes\" }}]\nalerts = [{alerts}]"
        )
    };
    let at = "check-in.toml:12:21:";
    check(
        &question("{ level = 4, from = 1 }"),
        &format!("{at} 4 is no level: they are 1, 2 and 3, the most urgent; write 1, 2 or 3"),
    );
    check(
        &question("{ level = 1, codes = [7] }"),
        &format!("{at} “q” has no option by one of these codes; name codes of its options"),
    );
    check(
        &question("{ level = 1 }"),
        &format!(
            "{at} an alert needs one of “from” and “codes”; write the lowest number, or the codes, that raise it"
        ),
    );
    let told = read(&survey(
        "text = \"Say\"\nkind = \"text\"\nmost = 9\nalerts = [{ level = 1, from = 1 }]",
    ));
    assert!(told.is_err_and(|faults| faults[0].contains("has no number")));
}

#[test]
fn no_question_that_comes_with_the_program_is_taken_for_one_of_them() {
    for survey in catalogue::surveys() {
        assert!(survey.alerts.is_empty() && undescribed(survey).is_empty(), "{}", survey.key);
    }
}
