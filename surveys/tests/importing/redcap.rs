//! A data dictionary of REDCap, as a team would bring it. The study in it is invented.

use chrono::NaiveDate;
use surveys::{
    authoring::{self, File},
    definition::{Kind, Question, Survey},
    facts::{Background, Facts},
    importing::{self, About, Format, ImportError, Imported},
    keys::QuestionKey,
    route::Route,
    value::{Answers, Value},
};

const TITLES: &str = "\"Variable / Field Name\",\"Form Name\",\"Section Header\",\"Field Type\",\"Field Label\",\
\"Choices, Calculations, OR Slider Labels\",\"Field Note\",\"Text Validation Type OR Show Slider Number\",\
\"Text Validation Min\",\"Text Validation Max\",Identifier?,\"Branching Logic (Show field only if...)\",\
\"Required Field?\",\"Custom Alignment\",\"Question Number (surveys only)\",\"Matrix Group Name\",\
\"Matrix Ranking?\",\"Field Annotation\"\n";

fn about() -> About {
    About { key: "garden".into(), title: Some("Garden".into()), language: None }
}

/// A field, by the columns that differ.
struct Field<'a> {
    name: &'a str,
    kind: &'a str,
    choices: &'a str,
    validation: [&'a str; 3],
    logic: &'a str,
    rest: &'a str,
}

impl Field<'_> {
    fn row(&self) -> String {
        let Self { name, kind, choices, validation: [validation, least, most], logic, rest } = self;
        let (identifier, required, matrix, annotation) = match rest.split(';').collect::<Vec<_>>()[..]
        {
            [identifier, required, matrix, annotation] => {
                (identifier, required, matrix, annotation)
            }
            _ => ("", "y", "", ""),
        };
        format!(
            "{name},about_you,,{kind},What about {name}?,\"{choices}\",,{validation},{least},{most},{identifier},\
             \"{logic}\",{required},,,{matrix},,\"{annotation}\"\n"
        )
    }
}

const FIELD: Field<'static> =
    Field { name: "", kind: "text", choices: "", validation: ["", "", ""], logic: "", rest: "" };

fn brought(fields: &[Field<'_>]) -> Imported {
    let rows: String = fields.iter().map(Field::row).collect();
    importing::import(Format::Redcap, format!("{TITLES}{rows}").as_bytes(), &about())
        .expect("a dictionary")
}

fn told(fields: &[Field<'_>]) -> Vec<String> {
    brought(fields).items.iter().map(ToString::to_string).collect()
}

fn survey(imported: &Imported) -> Survey {
    assert_eq!(imported.faults, []);
    let file = File { name: "garden.toml".into(), text: imported.text.clone() };
    authoring::read(&file, &|_| None).expect("a survey")
}

fn question<'s>(survey: &'s Survey, key: &str) -> &'s Question {
    survey.questions().find(|question| question.key.as_str() == key).expect("a question")
}

const WORK: Field<'static> =
    Field { name: "work", kind: "radio", choices: "1, Yes | 2, No | look, Still looking", ..FIELD };
const HELP: Field<'static> = Field {
    name: "help",
    kind: "checkbox",
    choices: "1, Family | 2, Friends | 98, Nobody",
    rest: ";y;;@NONEOFTHEABOVE='98'",
    ..FIELD
};

#[test]
fn options_keep_their_codes_and_those_that_are_not_ours_get_one() {
    let imported = brought(&[WORK, HELP]);
    let survey = survey(&imported);

    let codes = |key| {
        let options = question(&survey, key).options().iter();
        options.map(|one| (one.code, one.text.clone(), one.exclusive)).collect::<Vec<_>>()
    };
    assert_eq!(
        codes("work"),
        [(1, "Yes".into(), false), (2, "No".into(), false), (3, "Still looking".into(), false)]
    );
    assert!(codes("help").contains(&(98, "Nobody".into(), true)));
    assert_eq!(
        imported.items[0].to_string(),
        "line 2: work: with a difference: has the code 3 for “look”; can be passed by after it was asked once \
         more"
    );
}

#[test]
fn whoever_was_asked_there_is_asked_here() {
    let why =
        Field { name: "why", kind: "notes", logic: "[work] = '2' and [help(1)] <> '1'", ..FIELD };
    let said = Field {
        name: "said",
        kind: "yesno",
        logic: "[work] = 'look' or [why] <> \"\"\"\"",
        ..FIELD
    };
    let said = Field { logic: &said.logic.replace("\"\"\"\"", "''"), ..said };
    let survey = survey(&brought(&[WORK, HELP, why, said]));
    let facts =
        Facts::gather(&Background::default(), NaiveDate::from_ymd_opt(2026, 3, 1).expect("a day"));
    let asked = |answers: &[(&str, Value)], key: &str| {
        let mut all = Answers::default();
        for (name, value) in answers {
            all.set((*name).to_owned(), value.clone());
        }
        Route::walk(&survey, &all, &facts).asks(&QuestionKey::new(key).expect("a key"))
    };
    let (out, alone) = (("work", Value::Code(2)), ("help", Value::Codes(vec![98])));
    let family = ("help", Value::Codes(vec![1, 2]));

    assert!(asked(&[out.clone(), alone.clone()], "why"));
    assert!(!asked(&[out.clone(), family], "why"));
    assert!(asked(std::slice::from_ref(&out), "why"));
    assert!(asked(&[("work", Value::Code(3))], "said"));
    assert!(!asked(&[out.clone(), alone.clone()], "said"));
    assert!(asked(&[out, alone, ("why", Value::Text("It closed".into()))], "said"));
}

#[test]
fn whoever_forgot_to_mark_an_identifier_is_told_where_somebody_may_be_named() {
    let dated = Field { validation: ["date_dmy", "", ""], kind: "text", ..FIELD };
    let told = told(&[
        Field { name: "email", kind: "text", ..FIELD },
        Field { name: "carer_surname", kind: "notes", ..FIELD },
        Field { name: "dob", ..dated },
        Field { name: "dob_child", ..dated },
        Field { name: "dob_seen", rest: "y;y;;", ..dated },
    ]);

    assert!(told[0].contains("may ask who somebody is"), "{}", told[0]);
    assert!(told[1].contains("may ask who somebody is"), "{}", told[1]);
    assert!(told[2].contains("is kept with names, apart from the answers"), "{}", told[2]);
    assert!(!told[3].contains("born"), "{}", told[3]);
    assert!(told[4].contains("not converted: it names somebody"), "{}", told[4]);
}

#[test]
fn a_sum_that_took_blanks_for_nothing_is_told_to_need_all_of_them() {
    let number = Field { kind: "text", validation: ["integer", "0", "9"], ..FIELD };
    let all = Field { name: "total", kind: "calc", choices: "sum([a],[b])", ..FIELD };
    let imported = brought(&[Field { name: "a", ..number }, Field { name: "b", ..number }, all]);

    assert_eq!(survey(&imported).derived.len(), 1);
    let told = imported.items[2].to_string();
    assert!(told.contains("has no value where one of them is missing"), "{told}");
}

/// A field of each type, and some that nobody has.
fn of_every_type() -> Imported {
    let named = |name, kind| Field { name, kind, ..FIELD };
    let (number, date) = (["number", "0", "10"], ["date_dmy", "", ""]);
    brought(&[
        named("agree", "truefalse"),
        Field { choices: "Bad | | Good", validation: number, ..named("mood", "slider") },
        Field { validation: ["integer", "0", "99"], ..named("hours", "text") },
        Field { validation: date, rest: "y;y;;", ..named("dob", "text") },
        Field { rest: "y;y;;", ..named("surname", "text") },
        Field { rest: "y;y;;", ..named("address", "notes") },
        Field { choices: "1, Yes | 2 No", ..named("broken", "radio") },
        Field { choices: "mean([hours],[mood])", ..named("middle", "calc") },
        Field { choices: "[hours]+[mood]", ..named("both", "calc") },
        Field { choices: "round([hours]/7, 1)", ..named("daily", "calc") },
        named("photo", "file"),
        named("list", "sql"),
        named("hologram", "hologram"),
        named("hello", "descriptive"),
        Field { validation: ["time", "", ""], ..named("woke", "text") },
        named("bye", "descriptive"),
    ])
}

#[test]
fn a_field_becomes_the_kind_of_question_that_takes_the_same() {
    let survey = survey(&of_every_type());

    assert!(matches!(question(&survey, "mood").kind, Kind::Scale { .. }));
    let hours = &question(&survey, "hours").kind;
    assert!(matches!(hours, Kind::Number { least: 0.0, most: 99.0, places: 0, .. }));
    assert!(question(&survey, "dob").vault);
    let derived: Vec<_> = survey.derived.iter().map(|derived| derived.key.as_str()).collect();
    assert_eq!(derived, ["middle", "both"]);
    let (_, last) = survey.pages().last().expect("a page");
    assert_eq!(last.intro.as_deref(), Some("What about hello?"));
}

#[test]
fn what_is_not_converted_or_differs_is_told_with_the_reason() {
    let told: Vec<_> = of_every_type().items.iter().map(ToString::to_string).collect();

    for (name, why) in [
        ("surname", "not converted: it names somebody"),
        ("address", "not converted: it names somebody"),
        ("broken", "not converted: its option “2 No” has no code"),
        ("daily", "not converted: “round([hours]/7, 1)” is not a sum, a mean, an age or a choice"),
        ("photo", "not converted: nobody can send a file"),
        ("list", "not converted: its options come from a database"),
        ("hologram", "not converted: there is no type “hologram”"),
        ("woke", "takes any words: that they are “time” is not looked at"),
        ("hours", "with a difference: can be passed by"),
        ("middle", "exactly"),
        ("hello", "exactly"),
        ("bye", "not converted: no question of “About you” comes after it"),
    ] {
        let line = told.iter().find(|line| line.contains(&format!(": {name}: ")));
        assert!(line.is_some_and(|line| line.contains(why)), "{line:?}");
    }
}

#[test]
fn a_condition_that_cannot_be_converted_is_told_and_its_question_asked_of_everybody() {
    let told = told(&[
        WORK,
        Field {
            name: "later",
            kind: "yesno",
            logic: "datediff([work], 'today', 'd') > 3",
            ..FIELD
        },
        Field { name: "lost", kind: "yesno", logic: "[nobody] = '1'", ..FIELD },
        Field { name: "other", kind: "yesno", logic: "[visit_1][work] = '1'", ..FIELD },
    ]);

    assert!(
        told[1].contains("is asked of everybody, since its condition “datediff("),
        "{}",
        told[1]
    );
    assert!(told[2].contains("it looks at “nobody”, which is not in this file"), "{}", told[2]);
    assert!(told[3].contains("looks at another event"), "{}", told[3]);
}

#[test]
fn fields_of_one_matrix_share_a_page_and_a_form_is_a_section() {
    let row = |name| Field {
        name,
        kind: "radio",
        choices: "1, Never | 2, Often",
        rest: ";y;feel;",
        ..FIELD
    };
    let survey = survey(&brought(&[row("calm"), row("tense"), WORK]));

    let pages: Vec<_> = survey.pages().map(|(_, page)| page.questions.len()).collect();
    assert_eq!(pages, [2, 1]);
    assert_eq!(survey.sections[0].title, "About you");
}

#[test]
fn a_file_that_is_none_is_refused_with_what_is_missing() {
    let import =
        |text: &str| importing::import(Format::Redcap, text.as_bytes(), &about()).map(drop);

    assert_eq!(import(""), Err(ImportError::Nothing));
    assert_eq!(import("name,age\nx,3\n"), Err(ImportError::NoColumn("Variable / Field Name")));
    assert_eq!(import(TITLES), Err(ImportError::Empty));
    let many: String = (0..20_001).map(|n| format!("f{n},a,,yesno,Well?\n")).collect();
    assert_eq!(import(&format!("{TITLES}{many}")), Err(ImportError::TooMany(20_001)));
}

#[test]
fn nobody_is_asked_for_the_number_of_a_record() {
    for name in ["record_id", "study_id", "ParticipantID"] {
        let number = Field { name, kind: "text", ..FIELD };
        let told = told(&[number, WORK]);

        assert!(told[0].contains("it is the number of the record there"), "{}", told[0]);
    }
    let later = told(&[WORK, Field { name: "case_id", kind: "text", ..FIELD }]);
    assert!(!later[1].contains("number of the record"), "{}", later[1]);
}
