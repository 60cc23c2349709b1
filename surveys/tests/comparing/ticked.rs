//! Of several options each is a column of its own, and is judged by itself.

use surveys::comparing::{self, compare};

use crate::{WORK, check, read};

const SATURDAY: &str = "  { code = 2, text = \"Saturday\" },\n";

#[test]
fn an_option_that_comes_is_new_and_the_others_ask_for_care() {
    let more = format!("{SATURDAY}  {{ code = 3, text = \"Sunday\" }},\n");
    check(
        &[(SATURDAY, more.as_str())],
        "days: option 3 is new: “Sunday”",
        "days_01 with care, days_02 with care, days_03 new, days_97 with care, days_97t with care",
    );
}

#[test]
fn an_option_in_other_words_concerns_its_own_column_alone() {
    check(
        &[("text = \"Saturday\"", "text = \"On Saturday\"")],
        "days: the words of option 2: “Saturday” before, “On Saturday” now",
        "days_02 with care",
    );
    check(
        &[("text = \"Other days\", other = 100", "text = \"Other days\", other = 150")],
        "days: option 97, characters of its own words: “100” before, “150” now",
        "days_97t with care",
    );
}

#[test]
fn an_option_by_another_code_is_another_column_and_leaves_the_others_what_they_were() {
    check(
        &[("code = 2, text = \"Saturday\"", "code = 6, text = \"Saturday\"")],
        "days: “Saturday” was 2 and is 6",
        "days_06 new, days_02 gone",
    );
    check(
        &[
            ("code = 1, text = \"Monday to Friday\"", "code = 9, text = \"Monday to Friday\""),
            ("code = 2, text = \"Saturday\"", "code = 1, text = \"Saturday\""),
            ("code = 9, text = \"Monday to Friday\"", "code = 2, text = \"Monday to Friday\""),
        ],
        "days: “Monday to Friday” was 1 and is 2\ndays: “Saturday” was 2 and is 1",
        "days_02 not comparable, days_01 not comparable",
    );
}

#[test]
fn an_option_that_stands_alone_now_concerns_them_all() {
    check(
        &[(
            "{ code = 2, text = \"Saturday\" }",
            "{ code = 2, text = \"Saturday\", exclusive = true }",
        )],
        "days: option 2, stands alone: “no” before, “yes” now",
        "days_01 with care, days_02 with care, days_97 with care, days_97t with care",
    );
}

#[test]
fn a_longer_code_gives_each_column_another_name_which_is_told() {
    let longer = format!("{SATURDAY}  {{ code = 101, text = \"Sunday\" }},\n");
    let (old, new) = (read(WORK), read(&WORK.replacen(SATURDAY, &longer, 1)));
    let variables = comparing::variables(&old, &new, &compare(&old, &new));

    let of_days: Vec<_> = variables.iter().filter(|one| one.name.starts_with("days")).collect();
    let told: Vec<_> = of_days.iter().map(|one| format!("{} {}", one.name, one.is)).collect();
    assert_eq!(
        told,
        [
            "days_001 with care",
            "days_002 with care",
            "days_101 new",
            "days_097 with care",
            "days_97t with care"
        ]
    );
    assert!(of_days[0].because.contains(&"its column was called days_01".to_owned()));
}

#[test]
fn one_answer_for_several_makes_columns_of_a_variable() {
    check(
        &[("kind = \"single\"", "kind = \"multiple\"")],
        "working: is answered in another way: “one option” before, “any number of options” now",
        "working_01 new, working_02 new, working_03 new, hrs with care, days_01 with care, days_02 with care, \
         days_97 with care, days_97t with care, d_full not comparable, ck_hours with care, working gone",
    );
}
