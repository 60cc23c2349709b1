//! What nobody can come to is said while the survey is written, and not found out when the answers are in.

use super::{BANK, SURVEY, check, faults_of};

const ASKED_IF: &str = "asked_if = \"mood < 5\"";

#[test]
fn a_question_that_no_answer_leads_to_is_named_with_what_stands_in_the_way() {
    check(
        ASKED_IF,
        "asked_if = \"mood > 10\"",
        &[
            "survey.toml:16:12: “sleep” is asked of nobody: “mood > 10” cannot hold, since “mood” is from 0 to 10; mend the condition, or take the question out",
        ],
    );
    check(
        ASKED_IF,
        "asked_if = \"mood is answered and mood >= 8 and mood < 8\"",
        &[
            "survey.toml:16:12: “sleep” is asked of nobody: “mood < 8” cannot hold where “mood >= 8” does; mend the condition, or take the question out",
        ],
    );
    check(
        ASKED_IF,
        "asked_if = \"cohort = 3\"",
        &[
            "survey.toml:16:12: the condition of “sleep” wants “cohort” to be 3, which is none of its codes; it is 1 or 2",
        ],
    );
}

#[test]
fn a_survey_of_which_no_response_could_ever_be_used_is_named() {
    check(
        "minutes = 3",
        "minutes = 3\nusable = \"mood >= 8 and mood < 8\"",
        &[
            "survey.toml:6:10: no response is ever usable: “mood < 8” cannot hold where “mood >= 8” does; say what a response has to have",
        ],
    );
    check("minutes = 3", "minutes = 3\nusable = \"mood is answered\"", &[]);
}

#[test]
fn what_cannot_be_told_from_the_survey_is_possible() {
    for possible in [
        "baseline.mood = 77",
        "arm = T and not arm = C",
        "rand_days > 200 and mood = 10",
        "rand_date before begun_on",
        "not mood is answered",
        "low = 1 and mood = 2",
    ] {
        check(ASKED_IF, &format!("asked_if = \"{possible}\""), &[]);
    }
}

#[test]
fn what_a_case_gives_rules_out_what_is_given_where_it_does_not_hold() {
    let survey = SURVEY.replacen("missing_of = \"mood\"", "otherwise = 0", 1);

    for never in ["not low = 0", "low != 0", "low = 1", "not low is answered"] {
        let survey = survey.replacen(ASKED_IF, &format!("asked_if = \"mood >= 3 and {never}\""), 1);
        let faults = faults_of(&survey, BANK);
        let [fault] = &faults[..] else { panic!("{never}: {faults:?}") };
        assert!(fault.contains("“sleep” is asked of nobody"), "{never}: {fault}");
    }
    for possible in ["mood >= 3 and low = 0", "not mood is answered and low != 1", "low != 0"] {
        let survey = survey.replacen(ASKED_IF, &format!("asked_if = \"{possible}\""), 1);
        assert!(faults_of(&survey, BANK).is_empty(), "{possible}");
    }
}

#[test]
fn an_answer_counts_only_where_its_question_is_asked() {
    let tired = "\n[[questions]]\nkey = \"tired\"\ntext = \"Are you tired?\"\nkind = \"scale\"\nlow = \"No\"\nhigh = \"Yes\"\nasked_if = \"sleep <= 4 and mood >= 5\"";

    let survey = SURVEY.replacen(
        "asked_if = \"mood < 5\"\n",
        &format!("asked_if = \"mood < 5\"{tired}\n"),
        1,
    );
    let survey =
        survey.replacen("[\"sleep\"] }] }]", "[\"sleep\"] }, { questions = [\"tired\"] }] }]", 1);

    assert_eq!(
        faults_of(&survey, BANK),
        [
            "survey.toml:23:12: “tired” is asked of nobody: “mood >= 5” cannot hold where “sleep <= 4” does; \
             mend the condition, or take the question out"
        ]
    );
}

#[test]
fn the_date_of_birth_may_be_known_to_somebody_who_is_not_asked_for_it() {
    let born = "\n[[questions]]\nkey = \"dob\"\ntext = \"When were you born?\"\nkind = \"date\"\nvault = true\n\
                asked_if = \"cohort = 1\"\n[[questions]]\n";
    let survey = SURVEY.replacen("\n[[questions]]\n", born, 1);
    let survey = survey.replacen("[\"sleep\"]", "[\"dob\", \"sleep\"]", 1);

    let told = faults_of(&survey.replacen("mood < 5", "cohort = 2 and dob is answered", 1), BANK);

    assert_eq!(told, [""; 0]);
}

#[test]
fn a_case_behind_one_that_takes_its_place_never_comes() {
    check(
        "cases = [{ when = \"mood < 3\", gives = 1 }]",
        "cases = [{ when = \"mood < 3\", gives = 1 }, { when = \"mood = 2\", gives = 2 }]",
        &[
            "survey.toml:20:53: a case of “low” never comes: where “mood = 2” holds, an earlier case does; mend the case, move it up, or take it out",
        ],
    );
}

#[test]
fn a_check_that_never_speaks_or_only_behind_a_hard_one_is_named() {
    check(
        "when = \"sleep > 12\"",
        "when = \"sleep > 24\"",
        &[
            "survey.toml:26:8: the check “odd” never speaks: “sleep > 24” cannot hold, since “sleep” is from 0 to 24; mend the condition, or take it out",
        ],
    );
    let hard = "[[checks]]\nkey = \"odd\"\nlevel = \"hard\"\nat = \"sleep\"\nwhen = \"sleep > 10\"\nsay = \"No.\"\n";
    check(
        "[[checks]]\n",
        &format!("{hard}[[checks]]\n"),
        &[
            "survey.toml:32:8: the soft check “odd” is as strict as the hard check “odd”, which blocks first; let the soft check speak earlier, or take it out",
        ],
    );
}

#[test]
fn one_of_several_ways_that_is_never_open_is_named_where_the_others_hide_it() {
    let vain = |why: &str| {
        format!(
            "survey.toml:16:12: a way to be asked “sleep” is in vain: {why}; mend that part of the condition, or take it out"
        )
    };
    check(
        ASKED_IF,
        "asked_if = \"mood < 5 or mood > 10\"",
        &[&vain("“mood > 10” cannot hold, since “mood” is from 0 to 10")],
    );
    check(
        ASKED_IF,
        "asked_if = \"mood < 5 and (cohort = 1 or mood >= 8 or mood = 6)\"",
        &[
            &vain("“mood >= 8” cannot hold where “mood < 5” does"),
            &vain("“mood = 6” cannot hold where “mood < 5” does"),
        ],
    );
    check(
        ASKED_IF,
        "asked_if = \"cohort = 1 or (mood > 5 and (mood < 3 or cohort = 2))\"",
        &[&vain("“mood < 3” cannot hold where “mood > 5” does")],
    );
    check(
        ASKED_IF,
        "asked_if = \"mood < 5 or (mood >= 8 and mood < 8)\"",
        &[&vain("“mood < 8” cannot hold where “mood >= 8” does")],
    );
    check(
        "when = \"sleep > 12\"",
        "when = \"sleep > 12 or sleep > 24\"",
        &[
            "survey.toml:26:8: a way for “odd” to speak is in vain: “sleep > 24” cannot hold, since “sleep” is from 0 to 24; mend that part of the condition, or take it out",
        ],
    );
    check(ASKED_IF, "asked_if = \"mood < 5 or not mood is answered or mood = 7\"", &[]);
}

#[test]
fn a_named_condition_need_not_matter_as_a_whole_wherever_it_is_used() {
    let named = |condition: &str, asked_if: &str| {
        let name = format!("[conditions]\nlow_or_2 = \"{condition}\"\n[[questions]]");
        let with = SURVEY.replacen("[[questions]]", &name, 1);
        faults_of(&with.replacen(ASKED_IF, asked_if, 1), BANK)
    };

    let used = "asked_if = \"cohort = 1 and low_or_2\"";
    assert_eq!(named("mood < 5 or cohort = 2", used), [""; 0]);
    let told = named("mood < 5 or mood > 10", used);
    assert!(told.len() == 1 && told[0].contains("“mood > 10” cannot hold, since"), "{told:?}");
}

#[test]
fn a_way_that_is_open_is_not_called_vain_beside_one_that_names_a_wrong_code() {
    let work = "kind = \"single\"\noptions = [{ code = 1, text = \"Yes\" }, { code = 2, text = \"No\" }]\n\
                [[questions]]\nkey = \"more\"\ntext = \"More?\"\nkind = \"text\"\nmost = 9\nasked_if = ";
    let told = |asked_if: &str| {
        let number = "kind = \"number\"\nleast = 0\nmost = 24\n";
        let survey = SURVEY.replacen(number, &format!("{work}\"{asked_if}\"\n"), 1);
        let survey = survey.replacen("asked_if = \"mood < 5\"\n", "", 1);
        let survey = survey.replacen("when = \"sleep > 12\"", "when = \"sleep = 1\"", 1);
        let survey =
            survey.replacen("[\"sleep\"] }", "[\"sleep\"] }, { questions = [\"more\"] }", 1);
        faults_of(&survey, BANK)
    };

    for asked_if in ["sleep = 3 or arm = T", "sleep = 3 or prev_status = 'in work' or cohort = 2"] {
        let told = told(asked_if);
        assert_eq!(told.len(), 1, "{asked_if}: {told:?}");
        assert!(told[0].contains("wants “sleep” to be 3, which is no option"), "{told:?}");
    }
    let told = told("sleep = 3 or (mood > 5 and mood < 2)");
    assert!(told.len() == 2 && told[1].contains("“mood < 2” cannot hold where"), "{told:?}");
}

#[test]
fn of_a_number_it_is_said_that_it_is_whole() {
    check(
        "when = \"sleep > 12\"",
        "when = \"sleep = 2.5\"",
        &[
            "survey.toml:26:8: the check “odd” never speaks: “sleep = 2.5” cannot hold, since “sleep” is a whole number; mend the condition, or take it out",
        ],
    );
}

#[test]
fn exclusive_codes_that_a_condition_combines_are_named() {
    let days = "[[questions]]\nkey = \"days\"\ntext = \"On which days?\"\nkind = \"multiple\"\n\
                options = [{ code = 1, text = \"Monday\" }, { code = 2, text = \"Tuesday\" }, \
                { code = 97, text = \"None\", exclusive = true }, { code = 98, text = \"It changes\", exclusive = true }]\n";
    let told = |condition: &str| {
        let survey = SURVEY
            .replacen("[\"mood\"]", "[\"mood\", \"days\"]", 1)
            .replacen(
                "[[questions]]\nkey = \"sleep\"",
                &format!("{days}[[questions]]\nkey = \"sleep\""),
                1,
            )
            .replacen(ASKED_IF, &format!("asked_if = \"{condition}\""), 1);
        faults_of(&survey, BANK)
    };

    for (condition, cannot, where_it_does) in [
        ("days = 97 and days = 1", "days = 1", "days = 97"),
        ("days = 97 and days = 98", "days = 98", "days = 97"),
    ] {
        let faults = told(condition);
        let [fault] = &faults[..] else { panic!("{condition}: {faults:?}") };
        let why = format!(
            "“sleep” is asked of nobody: “{cannot}” cannot hold where “{where_it_does}” does"
        );
        assert!(fault.contains(&why), "{fault}");
    }
    for possible in ["days = 1 and days = 2", "days = 97", "days = 97 or days = 1"] {
        assert_eq!(told(possible), [""; 0], "{possible}");
    }
}
