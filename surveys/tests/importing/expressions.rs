//! Conditions, rules and calculations of XLSForm, as people write them.

use surveys::{
    definition::Kind,
    importing::{Format, Imported},
};

use crate::{
    brought::{asked_if, brought, question, survey, told},
    workbook::workbook,
};

const CHOICES: &str = "
list_name|name|label
yn|yes|Yes
yn|no|No
yn|-99|Rather not say
help|family|Family
help|friends|Friends
help|nobody|Nobody
";

/// Questions that the last ones look at.
fn form(last: &str) -> Imported {
    let rows = format!(
        "type|name|label|relevant|constraint|calculation|required\n\
         integer|age|Your age\n\
         select_one yn|work|Do you work?\n\
         select_multiple help|helped|Who helped?\n\
         text|town|Which town?\n\
         date|moved|When did you move?\n\
         date|left|When did you leave?\n\
         {last}\n\
         text|after|Anything else?\n"
    );
    brought(Format::Xlsform, &workbook(&[("survey", &rows), ("choices", CHOICES)]))
}

/// The condition becomes this sentence.
fn becomes(relevant: &str, sentence: &str) {
    let imported = form(&format!("text|asked|What?|{relevant}"));
    assert_eq!(asked_if(&survey(&imported), "asked"), sentence, "{relevant}");
    assert!(!told(&imported, "asked").contains("everybody"), "{relevant}");
}

/// The question is asked of everybody, and this is told.
fn is_told(relevant: &str, why: &str) {
    let imported = form(&format!("text|asked|What?|{relevant}"));
    assert_eq!(asked_if(&survey(&imported), "asked"), "always", "{relevant}");
    let told = told(&imported, "asked");
    assert!(told.contains("is asked of everybody") && told.contains(why), "{relevant}: {told}");
}

#[test]
fn conditions_keep_their_meaning() {
    becomes("${work} = 'yes'", "work = 1");
    becomes("${work}!='yes' and ${age}>=18", "not work = 1 and age >= 18");
    becomes("18 <= ${age} or not(${work} = 'no')", "age >= 18 or not work = 2");
    becomes("${work} = '-99'", "work = 3");
    becomes("selected(${helped}, 'family')", "helped = 1");
    becomes("selected(${work}, 'yes')", "work = 1");
    becomes("not(selected(${helped}, “nobody”))", "not helped = 3");
    becomes("${town} != ''", "town is answered");
    becomes("string-length(${town}) > 0", "town is answered");
    becomes("${helped} = ''", "not helped is answered");
    becomes("count-selected(${helped}) > 0", "helped is answered");
    becomes(
        "count-selected(${helped}) >= 2",
        "(helped = 1 and helped = 2) or (helped = 1 and helped = 3) or (helped = 2 and helped = 3)",
    );
    becomes("${helped} = 'nobody'", "helped = 3 and not helped = 1 and not helped = 2");
    becomes("${moved} < ${left}", "moved before left");
    becomes("${moved} <= today()", "moved is answered");
    becomes("true() and ${age} > 5", "age > 5");
    becomes("if(${work} = 'yes', ${age} > 5, false())", "work = 1 and age > 5");
    becomes("${town} = 'Leeds'", "town = Leeds");
    becomes("selected('yes no', ${work})", "work = 1 or work = 2");
    becomes("${moved} <= now()", "moved is answered");
    becomes("number(${age}) > 5", "age > 5");
    becomes("coalesce(${age}, 0) > 5", "age > 5");
    becomes("coalesce(${age}, 0) < 5", "age < 5 or not age is answered");
    becomes("coalesce(${work}, 'no') = 'no'", "work = 2 or not work is answered");
}

#[test]
fn words_with_spaces_are_compared_in_quotation_marks() {
    let imported = form("text|asked|What?|${town} = 'New York'");

    assert_eq!(asked_if(&survey(&imported), "asked"), "town = 'New York'");
}

#[test]
fn conditions_that_have_no_sentence_are_told_with_the_reason() {
    is_told("coalesce(${age}, ${town}) > 5", "it uses “coalesce()”, which conditions here");
    is_told("${moved} > date('2020-01-01')", "it uses “date()”");
    is_told("${moved} > '2020-01-01'", "compares the date “moved” with a day");
    is_told("${age} + 5 > 18", "it is more than comparisons");
    is_told("${nobody} = 'yes'", "it looks at “nobody”, which was not converted");
    is_told("${after} = 'yes'", "it looks ahead to “after”");
    is_told("${asked} != ''", "it looks ahead to “asked”");
    is_told("${work} > 'yes'", "the codes of “work” are not what they were");
    is_told("${town} > 'York'", "it compares “town” with what is no answer to it");
    is_told("selected(${town}, 'x')", "is looked at as what it is not");
    is_told("${age} = ${town}", "it compares “age” with “town”");
    is_told("${age} >", "it breaks off behind “>”");
    is_told("1 = 1 or", "it breaks off behind “or”");
}

#[test]
fn what_nobody_is_asked_there_is_left_out_and_nothing_looks_at_it() {
    let imported = form("text|never|What?|false()\ntext|then|And?|${never} != ''");

    survey(&imported);
    assert!(told(&imported, "never").contains("it is asked of nobody there"));
    assert!(told(&imported, "then").contains("it looks at “never”, which was not converted"));
}

#[test]
fn conditions_in_a_circle_are_told_on_both_sides() {
    let imported = form("text|one|One?|${two} != ''\ntext|two|Two?|${one} != ''");

    let survey = survey(&imported);
    assert!(told(&imported, "one").contains("it looks ahead to “two”"));
    assert_eq!(asked_if(&survey, "two"), "one is answered");
}

/// The rule becomes a check that says so.
fn rule(constraint: &str, when: &str) {
    let imported = form(&format!("select_multiple help|more|Who else?||{constraint}"));
    let survey = survey(&imported);
    let checks: Vec<_> = survey.checks.iter().map(|check| check.when.to_string()).collect();
    assert_eq!(checks, [when], "{constraint}");
}

#[test]
fn rules_about_an_answer_become_checks() {
    rule(
        "selected(., 'family') or selected(., 'nobody')",
        "more is answered and not (more = 1 or more = 3)",
    );
    rule(
        "count-selected(.) <= 2",
        "more is answered and not (not (more = 1 and more = 2 and more = 3))",
    );
}

#[test]
fn rules_that_cannot_be_converted_are_told() {
    let imported = form(
        "text|postcode|Postcode?||regex(., '^[A-Z]+$')\n\
         date|start|Start?||. > today()\n\
         integer|even|Even?||. mod 2 = 0",
    );

    survey(&imported);
    for (name, why) in [
        ("postcode", "takes answers that “regex(., '^[A-Z]+$')” refuses there"),
        ("postcode", "it uses “regex()”"),
        ("postcode", "may ask who somebody is"),
        ("start", "it uses “today()”"),
        ("even", "it is more than comparisons; write a check"),
    ] {
        let told = told(&imported, name);
        assert!(told.contains(why), "{name}: {told}");
    }
}

#[test]
fn sums_means_and_choices_are_worked_out_and_the_rest_is_told() {
    let imported = form(
        "integer|b|B?\n\
         calculate|total||||${age} + ${b}\n\
         calculate|half||||(${age} + number(${b})) div 2\n\
         calculate|again||||${age}\n\
         calculate|band||||if(${age} >= 65, 2, if(${work} = 'yes', 1, 0))\n\
         calculate|words||||concat(${age}, ' years')\n\
         calculate|mixed||||${work} + ${age}\n\
         calculate|once||||once(uuid())\n\
         text|old|Old?|${band} = 2 and ${total} > 70\n\
         text|lost|Lost?|${words} != ''",
    );

    let survey = survey(&imported);
    let derived: Vec<_> = survey.derived.iter().map(|derived| derived.key.as_str()).collect();
    assert_eq!(derived, ["total", "half", "again", "band"]);
    assert_eq!(asked_if(&survey, "old"), "band = 2 and total > 70");
    for name in ["words", "mixed", "once"] {
        assert!(told(&imported, name).contains("work it out from the export"), "{name}");
    }
    assert!(told(&imported, "lost").contains("it looks at “words”, which was not converted"));
}

#[test]
fn a_sum_that_took_blanks_for_nothing_needs_all_of_them_and_says_so() {
    let imported = form(
        "integer|b|B?\n\
         calculate|total||||coalesce(${age}, 0) + coalesce(${b}, '0')\n\
         calculate|most||||max(${age}, ${b})\n\
         calculate|region||||pulldata('gardens', 'region', 'key', ${town})\n\
         text|after_all|Else?",
    );

    assert_eq!(survey(&imported).derived.len(), 1);
    assert!(told(&imported, "total").contains("there the others are added up"));
    assert!(told(&imported, "most").contains("“max(${age}, ${b})” is not a sum"));
    assert!(told(&imported, "region").contains("it looks a value up in “gardens.csv”"));
}

#[test]
fn what_says_an_option_in_words_is_filled_in_as_the_answer_itself() {
    let imported = form(
        "calculate|work_said||||jr:choice-name(${work}, '${work}')\n\
         calculate|helped_said||||jr:choice-name(${helped}, '${helped}')\n\
         text|why|You said ${work_said}: why?\n\
         text|who|You said ${helped_said}: who?",
    );

    let survey = survey(&imported);
    assert_eq!(question(&survey, "why").text, "You said {work}: why?");
    assert!(survey.derived.is_empty());
    assert!(told(&imported, "work_said").contains("the answer to “work” is"));
    assert!(
        told(&imported, "helped_said").contains("not converted"),
        "several cannot be filled in"
    );
    assert!(told(&imported, "who").contains("has “…” in its words"));
}

#[test]
fn a_number_is_no_more_than_one_before_it_and_words_no_longer_than_they_had_to_be() {
    let imported = form(
        "integer|children|How many are children?||. >= 0 and . <= ${age}\n\
         integer|younger|How old is Ben?||. < ${age}\n\
         text|pin|Which number is on the gate?||string-length(.) = 10\n\
         text|word|Which word?||string-length(.) > 1 and string-length(.) <= 8",
    );

    let survey = survey(&imported);
    for name in ["children", "younger"] {
        let Kind::Number { most_fact, .. } = &question(&survey, name).kind else {
            panic!("{name}")
        };
        assert_eq!(most_fact.as_ref().map(ToString::to_string).as_deref(), Some("age"), "{name}");
    }
    assert!(!told(&imported, "children").contains("as much as"));
    assert!(told(&imported, "younger").contains("takes as much as “age”, too"));
    let told_pin = told(&imported, "pin");
    assert_eq!(told_pin, "with a difference: takes fewer than 10 characters, too");
    let told_word = told(&imported, "word");
    assert!(told_word.contains("“string-length(.) > 1 and string-length(.) <= 8” refuses there"));
    assert!(!told_word.contains("500 characters"), "{told_word}");
}

#[test]
fn who_has_to_answer_is_told() {
    let imported =
        form("text|some|Some?||||${work} = 'yes'\ntext|all|All?||||true()\ntext|none|None?||||no");

    assert!(
        told(&imported, "some")
            .contains("is asked once more of everybody who passes it by, not only if")
    );
    assert!(told(&imported, "all").contains("can be passed by after it was asked once more"));
    assert!(!told(&imported, "none").contains("once more"));
}

#[test]
fn a_rule_that_something_is_ticked_is_no_check_since_a_blank_is_asked_about_anyway() {
    let rows = "type|name|label|constraint\n\
                select_multiple fr|m|Which?|count-selected(.) >= 1\n\
                text|t|Why?|string-length(.) > 0 and . != ''\n\
                date|d|When?|. <= today() and . >= date('2020-01-01')";
    let choices = "list_name|name|label\nfr|1|Apples\nfr|2|Pears";
    let imported = brought(Format::Xlsform, &workbook(&[("survey", rows), ("choices", choices)]));

    assert_eq!(survey(&imported).checks.len(), 0);
    assert!(told(&imported, "d").contains("it uses “date()”"));
}
