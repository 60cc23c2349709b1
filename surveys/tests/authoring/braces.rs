//! Names in braces: nobody who answers ever reads a name of ours, their score, or what the vault keeps.

use super::{BANK, SURVEY, check, check_bank, faults_of};

#[test]
fn a_name_in_what_a_check_says_has_to_be_known_by_then() {
    let say = "say = \"Is that right?\"";
    check(say, "say = \"{sleep} hours, on a mood of {mood}?\"", &[]);
    check(
        say,
        "say = \"{slepe} hours?\"",
        &[
            "survey.toml:27:7: what the check “odd” says fills in “slepe”, which nothing has; did you mean “sleep”?",
        ],
    );
    check(
        "at = \"sleep\"\nwhen = \"sleep > 12\"\nsay = \"Is that right?\"",
        "at = \"mood\"\nwhen = \"mood = 0\"\nsay = \"{sleep} hours?\"",
        &[
            "survey.toml:27:7: what the check “odd” says fills in “sleep”, which is not known yet; ask what it needs first, or leave it out",
        ],
    );
}

#[test]
fn no_check_tells_anybody_their_score_or_keeps_their_birthday_with_the_answers() {
    let scored = SURVEY
        .replacen(
            "{ questions = [\"mood\"] }",
            "{ questions = [\"mood\"] }, { instrument = \"gad2\" }",
            1,
        )
        .replacen("Is that right?", "Your score is {gad2_tot}.", 1);
    assert_eq!(
        faults_of(&scored, BANK),
        [
            "survey.toml:27:7: what the check “odd” says would tell people “gad2_tot”, their score; nobody who answers is shown a score or a band: leave it out"
        ]
    );
    check(
        "Is that right?",
        "Born on {dob}?",
        &[
            "survey.toml:27:7: what the check “odd” says fills in the date of birth, which the identity vault keeps; say it without",
        ],
    );
}

fn told(at: &str, whose: &str, name: &str) -> String {
    format!(
        "{at}: {whose} is shown with its “{{{name}}}”: nothing is filled in there; write it without a name in braces"
    )
}

#[test]
fn a_name_in_a_title_would_be_read_with_its_braces() {
    let fault = told("survey.toml:9:23", "the “title” of the section", "mood");
    check("title = \"You\"", "title = \"You and {mood}\"", &[&fault]);
    let fault = told("survey.toml:3:9", "the “title” of the survey", "mood");
    check("title = \"Check-in\"", "title = \"{mood}\"", &[&fault]);
    let fault = told("survey.toml:9:49", "the “title” of the page “mood”", "rand_date");
    let page = "[{ title = \"Since {rand_date}\", questions = [\"mood\"] }";
    check("[{ questions = [\"mood\"] }", page, &[&fault]);
}

#[test]
fn so_would_one_in_a_label_a_unit_or_the_end_of_a_scale() {
    let fault = told("survey.toml:16:9", "the “label” of “sleep”", "mood");
    check("most = 24", "most = 24\nlabel = \"Sleep on {mood}\"", &[&fault]);
    let fault = told("survey.toml:16:8", "the “unit” of “sleep”", "mood");
    check("most = 24", "most = 24\nunit = \"{mood}\"", &[&fault]);
    let fault = told("survey.toml:19:9", "the “label” of “low”", "mood");
    check("label = \"Low\"", "label = \"Low {mood}\"", &[&fault]);
    let fault = told("bank.toml:5:7", "the “low” of “mood”", "rand_date");
    check_bank("low = \"Bad\"", "low = \"Bad {rand_date}\"", &[&fault]);
    check("most = 24", "most = 24\nlabel = \"Sleep {in hours}\"", &[]);
}

#[test]
fn a_brace_that_is_never_closed_is_no_name() {
    check(
        "How many hours did you sleep?",
        "On {begun_on} and {mood hours?",
        &[
            "survey.toml:12:8: the text of “sleep” has a “{” that is never closed, before “mood”; write “}” behind the name, or leave it out",
        ],
    );
    check("How many hours did you sleep?", "Did you sleep :{ ?", &[]);
}
