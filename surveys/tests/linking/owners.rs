//! What the terms say of an owner of records has to fit: what it gets, what is needed, and what it gives for it.

use super::terms::check;

#[test]
fn what_an_owner_is_given_and_what_is_needed_have_to_fit() {
    check(
        &[
            (
                "keyed = [\"nhs_number\", \"slk581\"]",
                "keyed = [\"nhs_number\", \"postcode\", \"dob\"]",
            ),
            (
                "needs = [[\"nhs_number\"], [\"slk581\"]]",
                "needs = [[\"nhs_number\"], [\"slk581\"], []]",
            ),
        ],
        &[
            (
                "\"postcode\", ",
                "“nhs-england”: a hash of the postcode finds nobody who is written otherwise; move it to clear; nino, \
                 nhs_number and slk581 may be keyed",
            ),
            (
                "\"dob\"]",
                "“nhs-england”: it is given the date of birth twice; name it once, under clear or under keyed",
            ),
            (
                "\"dob\"]",
                "“nhs-england”: a hash of the date of birth finds nobody who is written otherwise; move it to clear; nino, \
                 nhs_number and slk581 may be keyed",
            ),
            (
                "\"slk581\"], [",
                "“nhs-england”: the statistical linkage key is needed and not given; name it under clear or keyed, or take \
                 it out of needs",
            ),
            (
                "[]]",
                "“nhs-england”: nothing is said of what is needed to find somebody; write needs = [[\"nino\"], \
                 [\"last_name\", \"dob\", \"postcode\"]]",
            ),
        ],
    );
}

#[test]
fn an_owner_either_returns_outcomes_or_keeps_its_records() {
    check(
        &[(
            "gives = \"keeps\"\nanswers = [\"phq9\", \"d_ilo\"]",
            "gives = \"keeps\"\nfrozen_on = \"2028-03-31\"",
        )],
        &[
            (
                "\"keeps\"",
                "“nhs-england”: it keeps its records, and nothing says which answers go there; write answers = [\"d_ilo\"], \
                 or gives = \"returns\"",
            ),
            (
                "\"2028-03-31\"",
                "“nhs-england”: frozen_on does not go with what it does with the file; take it out: outcomes are returned, \
                 answers go where records are kept",
            ),
        ],
    );
    check(
        &[("gives = \"keeps\"", "gives = \"returns\"")],
        &[
            (
                "\"returns\"",
                "“nhs-england”: it returns outcomes, and nothing says which; write [[linkage.owners.outcomes]] for each column, \
                 or gives = \"keeps\"",
            ),
            (
                "[\"phq9\", \"d_",
                "“nhs-england”: answers does not go with what it does with the file; take it out: outcomes are returned, \
                 answers go where records are kept",
            ),
        ],
    );
}

#[test]
fn a_column_that_is_returned_says_what_it_holds() {
    check(
        &[
            ("least = 0\nmost = 53", "least = 60\nmost = 53"),
            ("name = \"earned\"", "name = \"weeks_worked\""),
            ("holds = \"date\"", "holds = \"date\"\nleast = 1"),
            ("{ code = 0, text = \"None\" }", "{ code = 1, text = \"None\" }"),
        ],
        &[
            (
                "60",
                "“dwp-hmrc”: the least of “weeks_worked” is more than its most; write the lower number as least",
            ),
            (
                "\"weeks_worke",
                "“dwp-hmrc”: it returns “weeks_worked” twice; give each its own name",
            ),
            (
                "\"date\"",
                "“dwp-hmrc”: “last_paid_on” has a least or a most, and holds no numbers; take it out, or write holds = \
                 \"number\"",
            ),
            (
                "[{ code = 1,",
                "“dwp-hmrc”: “benefit” has code 1 twice; give each meaning its own code",
            ),
        ],
    );
}

#[test]
fn a_column_has_no_name_of_ours_and_codes_only_where_it_holds_them() {
    check(
        &[
            ("name = \"earned\"", "name = \"linkage_id\""),
            ("holds = \"whole\"", "holds = \"code\""),
        ],
        &[
            (
                "\"code\"",
                "“dwp-hmrc”: “weeks_worked” has a least or a most, and holds no numbers; take it out, or write holds = \
                 \"number\"",
            ),
            (
                "\"code\"",
                "“dwp-hmrc”: “weeks_worked” holds codes and has none, or the other way round; write codes = [{ code = 1, \
                 text = \"…\" }] beside holds = \"code\"",
            ),
            (
                "\"linkage_id\"",
                "“dwp-hmrc”: “linkage_id” is a column that every returned file may have; give the column another name",
            ),
        ],
    );
}

#[test]
fn who_is_given_the_sex_needs_to_know_which_answer_is_which() {
    let without = "[linkage.sex]\nvariable = \"sex\"\nmale = 2\nfemale = 1\n";
    check(
        &[(without, "")],
        &[
            (
                "\"sex\"]",
                "“dwp-hmrc”: the sex is given, and nothing says which answer is which sex; write linkage.sex = { variable = \
                 \"sex\", male = 2, female = 1 }, with the survey's codes",
            ),
            (
                "\"slk581\"]",
                "“nhs-england”: the statistical linkage key is given, and nothing says which answer is which sex; write \
                 linkage.sex = { variable = \"sex\", male = 2, female = 1 }, with the survey's codes",
            ),
        ],
    );
}

#[test]
fn one_answer_is_not_both_sexes() {
    check(
        &[("female = 1", "female = 2")],
        &[("2", "2 is male and female; write the code of each answer as the survey has it")],
    );
}
