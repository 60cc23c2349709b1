//! Dictionaries as other projects' tools write them, and what they leave to REDCap's own pages.

use surveys::importing::{Format, Imported};

use crate::brought::{brought, question, survey, told};

fn dictionary(rows: &str) -> Imported {
    let titles = "Variable / Field Name,Form Name,Section Header,Field Type,Field Label,Choices,Field Note,\
                  \"Text Validation, Type OR Show Slider Number\",Least,Most,Identifier?,Branching Logic,Required Field?,\
                  Custom Alignment,Question Number,Matrix Group Name,Matrix Ranking?,Field Annotation\n";
    brought(Format::Redcap, format!("{titles}{rows}").as_bytes())
}

#[test]
fn columns_whose_titles_were_written_over_are_known_by_their_order() {
    let imported = dictionary(
        "hours,f,,text,Hours?,,,integer,0,99,,,,,,,,\nseen,f,,text,Seen when?,,,date_dmy,,,,,,,,,,\n",
    );

    assert!(imported.text.contains("least = 0.0\nmost = 99.0"), "{}", imported.text);
    assert!(imported.text.contains("kind = \"date\""));
    assert!(!told(&imported, "hours").contains("is without"));
}

#[test]
fn a_row_without_a_variable_name_is_told_in_its_place() {
    let imported =
        dictionary("a,f,,yesno,Well?\n,f,,text,No name\n , , \nb,f,,yesno,Still well?\n");

    let told: Vec<_> = imported.items.iter().take(3).map(ToString::to_string).collect();
    assert!(told[0].starts_with("line 2: a: "));
    assert_eq!(
        told[1],
        "line 3: not converted: it has no variable name: write one into the first column"
    );
    assert!(told[2].starts_with("line 5: b: "));
}

#[test]
fn fields_within_words_are_taken_out_of_them_and_told() {
    let imported = dictionary(
        "tall,f,,descriptive,You are {feet} ft {inches:icons} in {maybe},,,\nfeet,f,,text,Feet,,,integer\ninches,f,,text,Inches,,,integer\n",
    );
    let survey = survey(&imported);

    let (_, page) = survey.pages().next().expect("a page");
    assert_eq!(page.intro.as_deref(), Some("You are … ft … in (maybe)"));
    assert!(told(&imported, "tall").contains("has “…” in its words where “feet”, “inches” stood"));
}

#[test]
fn a_choice_that_is_hidden_is_not_offered() {
    let imported =
        dictionary("a,f,,radio,Which?,\"1, One | 2, Two | 7, Old\",,,,,,,,,,,,@HIDECHOICE='7'\n");

    let codes: Vec<_> =
        question(&survey(&imported), "a").options().iter().map(|one| one.code).collect();
    assert_eq!(codes, [1, 2]);
    assert!(told(&imported, "a").contains("is without “Old”, which nobody is offered there"));
    assert!(!told(&imported, "a").contains("HIDECHOICE"));
}

#[test]
fn a_day_of_birth_that_is_marked_as_an_identifier_is_kept_with_names() {
    let imported = dictionary(
        "birth_date,f,,text,When were you born?,,,date_dmy,,,y\n\
         age,f,,calc,Age,\"rounddown(datediff([birth_date],'today','y'),0)\"\n\
         surname,f,,text,Surname,,,,,,y\n",
    );
    let survey = survey(&imported);

    assert!(question(&survey, "dob").vault);
    assert_eq!(survey.derived.len(), 1);
    let said = told(&imported, "birth_date");
    assert!(said.contains("is kept with names") && said.contains("is called “dob”"), "{said}");
    assert!(told(&imported, "surname").contains("not converted: it names somebody"));
}

#[test]
fn names_of_concepts_are_no_codes() {
    let imported =
        dictionary("a,f,,checkbox,Which?,\"48477010, Cough | 373067007, Fever | 2001, Rash\",\n");

    let codes: Vec<_> =
        question(&survey(&imported), "a").options().iter().map(|one| one.code).collect();
    assert_eq!(codes, [2002, 2003, 2001]);
    assert!(told(&imported, "a").contains("the code 2002 for “48477010”"));
}

#[test]
fn a_second_day_of_birth_is_somebody_elses_and_is_not_asked() {
    let imported = dictionary(
        "dob,f,,text,Your date of birth,,,date_dmy,,,y,,,,,,,\nbirth_date,f,,text,Your child's,,,date_dmy,,,y,,,,,,,\n\
         b,f,,yesno,Well?\n",
    );

    let survey = survey(&imported);
    assert!(question(&survey, "dob").vault);
    assert!(
        survey.questions().all(|question| question.key.as_str() != "dob_2"),
        "{}",
        imported.text
    );
    let said = told(&imported, "birth_date");
    assert!(said.contains("not converted: it names somebody"), "{said}");
}
