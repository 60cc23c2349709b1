//! Dictionaries as projects write them: what is filled in, tags, and what is worked out.

use surveys::importing::{Format, Imported};

use crate::brought::{asked_if, brought, question, survey, told};

fn dictionary(rows: &str) -> Imported {
    let titles = "Variable / Field Name,Form Name,Field Type,Field Label,\"Choices, Calculations, OR Slider Labels\",\
                  Text Validation Type,Text Validation Min,Text Validation Max,Identifier?,Branching Logic,Matrix \
                  Ranking?,Field Annotation\n";
    brought(Format::Redcap, format!("{titles}{rows}").as_bytes())
}

#[test]
fn what_is_worked_out_from_codes_and_dates_is_worked_out_here() {
    let imported = dictionary(
        "dob,a,text,When were you born?,,date_dmy,,,y,,,\n\
         age,a,calc,Age,\"rounddown(datediff([dob],\"\"today\"\",\"\"y\"\",\"\"dmy\"\",true),0)\",,,,,,,\n\
         hours,a,text,Hours?,,integer,0,99,,,,\n\
         days,a,text,Days?,,integer,0,7,,,,\n\
         band,a,calc,Band,\"if([hours] >= 30, 2, if([hours] > 0, 1, 0))\",,,,,,,\n\
         more,a,notes,More?,,,,,,[band] = 2,,\n\
         middle,a,calc,Middle,\"round(mean([hours],[days]),1)\",,,,,,,\n\
         half,a,calc,Half,([hours]+[days])/2,,,,,,,\n",
    );

    let survey = survey(&imported);
    let derived: Vec<_> = survey.derived.iter().map(|one| one.key.as_str()).collect();
    assert_eq!(derived, ["age", "band", "middle", "half"]);
    let band = &survey.derived[1];
    let cases: Vec<_> = band.cases.iter().map(|case| (case.when.to_string(), case.gives)).collect();
    assert_eq!(cases, [("hours >= 30".to_owned(), 2), ("hours > 0".to_owned(), 1)]);
    assert_eq!(asked_if(&survey, "more"), "band = 2");
    assert!(told(&imported, "age").contains("counts from the day on which the response is begun"));
    assert_eq!(told(&imported, "band"), "exactly");
    assert!(told(&imported, "middle").contains("is not rounded"));
}

#[test]
fn what_was_filled_in_there_is_filled_in_here_and_what_cannot_be_is_told() {
    let imported = dictionary(
        "town,a,text,Which town?,,,,,,,,\n\
         tick,a,checkbox,Which?,\"1, A | 2, B\",,,,,,,\n\
         why,a,notes,Why do you live in [Town]?,,,,,,,,\n\
         tell,a,notes,You ticked [tick],,,,,,,,\n\
         last,a,notes,At [visit_1][town] {town},,,,,,,,\n",
    );

    let survey = survey(&imported);
    assert_eq!(question(&survey, "why").text, "Why do you live in {town}?");
    assert_eq!(question(&survey, "tell").text, "You ticked [tick]");
    assert_eq!(question(&survey, "last").text, "At [visit_1][town] …");
    assert!(!told(&imported, "why").contains("in its words"));
    assert!(told(&imported, "tell").contains("has [a field] in its words"));
}

#[test]
fn words_in_square_brackets_that_name_no_field_are_words() {
    let imported = dictionary(
        "tall,a,text,How tall are you [cm]?,,number,50,250,,,,\n\
         pick,a,radio,Who helps [choose one]?,\"1, Ben [a friend] | 2, [town]\",,,,,,,\n\
         when,a,notes,Since [survey-date-completed]?,,,,,,,,\n\
         town,a,notes,Which town is [tall] nearest to?,,,,,,,,\n",
    );

    let survey = survey(&imported);
    assert_eq!(question(&survey, "tall").text, "How tall are you [cm]?");
    assert!(!told(&imported, "tall").contains("in its words"));
    let options: Vec<_> =
        question(&survey, "pick").options().iter().map(|one| &*one.text).collect();
    assert_eq!(options, ["Ben [a friend]", "[town]"]);
    assert!(told(&imported, "pick").contains("has [a field] in its words"), "it comes later");
    assert!(told(&imported, "when").contains("has [a field] in its words"));
    assert!(!told(&imported, "town").contains("in its words"));
}

#[test]
fn each_option_of_a_long_question_is_told_apart_in_the_codebook() {
    let imported = dictionary(
        "grow,a,checkbox,Which of these do you grow in your garden or on your balcony this year (tick all that apply):,\
         \"1, Potatoes | 2, Beans, peas and lentils\",,,,,,,\n",
    );

    let columns = surveys::codebook::columns(&survey(&imported));
    let labels: Vec<_> = columns.iter().map(|column| &*column.label).collect();
    assert_eq!(
        labels,
        [
            "Which of these do you grow in your garden or on your balcony this yea…: Potatoes",
            "Which of these do you grow in your garden or on your b…: Beans, peas and lentils",
        ]
    );
}

#[test]
fn a_dictionary_whose_first_title_was_written_over_is_read_in_the_order_of_its_columns() {
    let rows = "1,Form Name,Field Type,Field Label\ntown,a,notes,Which town?\n";

    assert!(survey(&brought(Format::Redcap, rows.as_bytes())).questions().count() == 1);
}

#[test]
fn whoever_asks_for_a_number_or_a_place_that_is_somebodys_own_is_told_in_any_language() {
    for (name, label, validation) in [
        ("hosp", "Hospital number", "mrn_generic"),
        ("us", "Which number?", "ssn"),
        ("kin", "Next of kin", ""),
        ("lat", "Latitude", ""),
        ("tel", "Número de teléfono", ""),
        ("nom", "Votre nom de famille", ""),
    ] {
        let imported =
            dictionary(&format!("a,a,yesno,Well?\n{name},a,text,{label},,{validation},,,,,,\n"));
        assert!(told(&imported, name).contains("may ask who somebody is"), "{label}");
    }
    let imported = dictionary("jab,a,text,Which mRNA vaccine did you have?,,,,,,,,\n");
    assert!(!told(&imported, "jab").contains("may ask who somebody is"));
}

#[test]
fn tags_that_mean_something_here_are_kept_and_the_rest_is_told_whole() {
    let imported = dictionary(
        "record_id,a,text,Record,,,,,,,,\n\
         short,a,text,In short?,,,,,,,,@CHARLIMIT=50 @PLACEHOLDER='a b'\n\
         none,a,text,None,,,,,,,,@HIDDEN-SURVEY\n\
         fixed,a,text,Fixed,,,,,,,,@READONLY\n\
         made,a,text,Made,,,,,,,,\"@CALCTEXT(if([short] = 'a', 'b', 'c'))\"\n\
         first,a,radio,First?,\"1, A | 2, B\",,,,,,y,\n\
         late,a,text,Late?,,time,08:00,[short],,,,\n\
         twice,a,radio,Twice?,\"1, A | 1, B\",,,,,,,\n",
    );

    survey(&imported);
    assert!(imported.text.contains("most = 50"));
    assert_eq!(told(&imported, "short"), "with a difference: is without @PLACEHOLDER='a b'");
    for (name, said) in [
        ("none", "not converted: nobody sees it"),
        ("fixed", "not converted: nobody can answer it there"),
        ("made", "not converted: “@CALCTEXT(if([short] = 'a', 'b', 'c'))” is not a sum"),
        ("first", "is without its ranking"),
        ("late", "is without its limit “08:00”; is without its limit “[short]”"),
        ("twice", "not converted: two of its options are called “1”"),
    ] {
        let told = told(&imported, name);
        assert!(told.contains(said), "{said}: {told}");
    }
}
