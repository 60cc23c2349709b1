//! Forms that were first written some years ago, and are copied from study to study.

use surveys::importing::{Format, Imported};

use crate::{
    brought::{asked_if, brought, question, survey, told},
    workbook::workbook,
};

const CHOICES: &str = "
list name|value|caption
yes_no|1|Yes
yes_no|2|No
beds|a|In the sun
beds|b|In the shade
";

fn form(rows: &str) -> Imported {
    brought(Format::Xlsform, &workbook(&[("survey", rows), ("choices", CHOICES)]))
}

#[test]
fn types_are_known_by_what_they_were_called_before() {
    let imported = form(
        "command|name|caption\n\
         get start time|began|\n\
         get device id|phone|\n\
         select one from yes_no|grows|Do you grow anything?\n\
         select all that apply from beds|beds|Where?\n\
         add select one prompt using yes_no|waters|Do you water it?\n\
         add integer prompt|many|How many beds?\n\
         q string|what|What do you grow?\n\
         phone number|ring|Which number do you ring for seeds?\n\
         begin loop over beds|each|Each bed\n\
         q int|size|How large is it?\n\
         end loop||\n",
    );

    let survey = survey(&imported);
    let keys: Vec<_> = survey.questions().map(|question| question.key.to_string()).collect();
    assert_eq!(keys, ["grows", "beds", "waters", "many", "what", "ring"]);
    assert_eq!(question(&survey, "beds").options().len(), 2);
    assert!(told(&imported, "began").contains("is kept with it by itself"));
    assert!(told(&imported, "phone").contains("nothing is kept about the device"));
    assert!(told(&imported, "ring").contains("that they are “phone number” is not looked at"));
    assert!(told(&imported, "size").contains("asked once for each of several things"));
    assert_eq!(told(&imported, "grows"), "exactly");
}

#[test]
fn what_a_form_binds_is_what_has_a_column_of_its_own_now() {
    let imported = form(
        "type|name|label|bind:relevant|bind::constraint|bind:jr:constraintMsg|bind:required|control:appearance|bind::oc:group\n\
         select_one yes_no|grows|Do you grow anything?||||yes|minimal|\n\
         integer|many|How many beds?|../grows = '1'|. > 0 and . < 50|Ben has 49 at most|||g1\n",
    );

    let survey = survey(&imported);
    assert_eq!(asked_if(&survey, "many"), "grows = 1");
    assert!(!question(&survey, "grows").optional && question(&survey, "many").optional);
    assert!(told(&imported, "grows").contains("is without its appearance “minimal”"));
    let told = told(&imported, "many");
    assert!(told.contains("not “Ben has 49 at most”"), "{told}");
    assert!(told.contains("is without its binding “g1”"), "{told}");
    assert!(!told.contains("limit that is missing"), "{told}");
}

#[test]
fn a_message_without_a_language_is_in_the_language_of_the_labels() {
    let imported = form(
        "type|name|label::English (en)|bind::jr:constraintMsg|constraint|bind::readonly\n\
         select_one yes_no|grows|Do you grow anything?\n\
         text|head|About your beds|||TRUE\n\
         text|what|What do you grow?|Not that|. != 'weeds'|\n",
    );

    survey(&imported);
    assert!(imported.items.iter().all(|item| item.name != "without a name"), "no other language");
    assert_eq!(told(&imported, "head"), "exactly");
}

#[test]
fn options_that_are_looked_up_elsewhere_are_not_the_row_that_says_where() {
    let imported = form(
        "type|name|label|appearance\n\
         select_one beds|bed|Which bed?|minimal search('gardens')\n\
         text|more|Anything else?|\n",
    );

    assert!(told(&imported, "bed").contains("its options are in “gardens.csv”"));
}
