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
    assert_eq!(question(&survey, "last").text, "At [visit_1][town] (town)");
    assert!(!told(&imported, "why").contains("in its words"));
    assert!(told(&imported, "tell").contains("has [a field] in its words"));
}

#[test]
fn tags_that_mean_something_here_are_kept_and_the_rest_is_told_whole() {
    let imported = dictionary(
        "short,a,text,In short?,,,,,,,,@CHARLIMIT=50 @PLACEHOLDER='a b'\n\
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
