//! An XLSForm, as a team would bring it from ODK or Kobo. The study in it is invented.

use surveys::{
    authoring::{self, Beside, File},
    definition::{Kind, Level},
    importing::{self, About, Format, Imported},
};

use crate::{
    brought::{about, asked_if, brought, question, survey, told},
    workbook::workbook,
};

/// As other people fill it in: spaces, capitals, blank rows, columns of their own.
const SURVEY: &str = "
Type|Name |label::English (en)|label::Français (fr)|Hint::English (en)|required|relevant|Constraint|constraint message::English (en)|appearance|calculation|our notes|default
start|start
today|today
deviceid|deviceid

begin group|about_you|<b>About you</b>|Vous
note|hello|Welcome to the **garden** study.\\n\\nIt takes five minutes.|Bienvenue
integer|Age|How old are you?|Quel âge avez-vous ?|In whole years|yes||. >= 16 and . < 120|Please give your age in years||||18
select_one yes_no|work|Do you work?|Travaillez-vous ?||TRUE
select_one yes_no or_other|carer|Do you look after anybody?
select_multiple help_list|helped|What helped you?|||no|${work} = 'yes'|not(selected(., 'none') and count-selected(.) > 1)|You cannot choose “nothing” and something else
end group

begin_group|job|Your job|Votre emploi||| ${work}='yes' and ${Age} >= 18
decimal|hours|Hours a week?|||yes||. > 0 and . <= 99.5
text|title_of_job|What is your job, at the age of ${Age}?|||||string-length(.) <= 60|||
date|job_start|When did it start?||||${hours} > 16|. <= today()
end_group
begin_group|feel|How you feel||||||| field-list
select_one often|head|Over the last week…|||||||label
select_one often|calm|I felt calm|||yes||||list-nolabel
select_one often|tense|I felt tense|||yes||||list-nolabel
end_group
calculate|mood|||||||||${calm} + ${tense}
calculate|band|||||||||if(${mood} > 3, 'high', if(${mood} > 1, 'middle', 'low'))
note|high|You told us that it is hard.|||| ${band} = 'high'
text|why|Why is it hard?|||| ${band} = 'high'|||multiline
geopoint|place|Where are you?
image|photo|A photo
begin_repeat|child|Your children
text|child_name|Name of the child
end_repeat
acknowledge|done|I am done
note|bye|Thank you
";

const CHOICES: &str = "
list name|name|label::English (en)|label::Français (fr)
yes_no|yes|Yes|Oui
yes_no|no|No|Non
often|0|Never|Jamais
often|1|Sometimes|Parfois
often|2|Always|Toujours

help_list|family|Family
help_list|friends|Friends & neighbours
help_list|none|Nothing
";

const SETTINGS: &str = "
form_title|form_id|version|default_language|style
Garden study|garden_v3|2026112801|English (en)|pages
";

fn garden() -> Imported {
    brought(
        Format::Xlsform,
        &workbook(&[
            ("Survey", SURVEY),
            ("choices ", CHOICES),
            ("settings", SETTINGS),
            ("Read me", "x"),
        ]),
    )
}

#[test]
fn each_type_becomes_the_kind_of_question_that_takes_the_same() {
    let survey = survey(&garden());

    assert_eq!((survey.title.as_str(), survey.language.as_str()), ("Garden study", "en"));
    assert!(matches!(
        question(&survey, "age").kind,
        Kind::Number { least: 16.0, most: 119.0, places: 0, .. }
    ));
    assert!(matches!(
        question(&survey, "hours").kind,
        Kind::Number { least: 0.01, most: 99.5, places: 2, .. }
    ));
    assert!(matches!(question(&survey, "title_of_job").kind, Kind::Text { most: 60 }));
    assert!(matches!(question(&survey, "job_start").kind, Kind::Date { .. }));
    assert!(matches!(question(&survey, "why").kind, Kind::Text { most: 5000 }));
    assert_eq!(question(&survey, "age").hint.as_deref(), Some("In whole years"));
    assert!(question(&survey, "age").key.as_str() == "age" && !question(&survey, "age").optional);
    assert!(question(&survey, "helped").optional);
    let work: Vec<_> =
        question(&survey, "work").options().iter().map(|one| (one.code, &*one.text)).collect();
    assert_eq!(work, [(1, "Yes"), (2, "No")]);
    let calm: Vec<_> = question(&survey, "calm").options().iter().map(|one| one.code).collect();
    assert_eq!(calm, [0, 1, 2]);
    let carer: Vec<_> = question(&survey, "carer").options().iter().map(|one| one.other).collect();
    assert_eq!(carer, [None, None, Some(200)]);
    let alone: Vec<_> =
        question(&survey, "helped").options().iter().map(|one| one.exclusive).collect();
    assert_eq!(alone, [false, false, true]);
}

#[test]
fn groups_become_sections_and_a_field_list_one_page() {
    let survey = survey(&garden());

    let titles: Vec<_> = survey.sections.iter().map(|section| section.title.as_str()).collect();
    assert_eq!(titles, ["About you", "Your job", "How you feel", "Garden study"]);
    let pages: Vec<_> = survey.sections.iter().map(|section| section.pages.len()).collect();
    assert_eq!(pages, [4, 3, 1, 2]);
    let intro = survey.sections[0].pages[0].intro.as_deref();
    assert_eq!(intro, Some("Welcome to the garden study.\nIt takes five minutes."));
    let why = survey.sections[3].pages[0].intro.as_deref();
    assert_eq!(why, Some("You told us that it is hard."));
    assert_eq!(question(&survey, "title_of_job").text, "What is your job, at the age of {age}?");
}

#[test]
fn whoever_is_asked_there_is_asked_here() {
    let survey = survey(&garden());

    assert_eq!(asked_if(&survey, "helped"), "work = 1");
    assert_eq!(asked_if(&survey, "hours"), "work = 1 and age >= 18");
    assert_eq!(asked_if(&survey, "job_start"), "work = 1 and age >= 18 and hours > 16");
    assert_eq!(asked_if(&survey, "why"), "band = 1");
    let band = survey.derived.iter().find(|derived| derived.key.as_str() == "band").expect("band");
    let cases: Vec<_> = band.cases.iter().map(|case| (case.when.to_string(), case.gives)).collect();
    assert_eq!(cases, [("mood > 3".to_owned(), 1), ("mood > 1".to_owned(), 2)]);
    assert!(survey.checks.iter().all(|check| check.level == Level::Hard));
}

/// Of each item, part of what is said.
const TOLD: [(&str, &str); 27] = [
    ("start", "is not asked: when a response is begun"),
    ("deviceid", "nothing is kept about the device"),
    ("about_you", "is written without markup"),
    ("hello", "is written without markup"),
    ("Age", "is called “age”"),
    ("Age", "says in words of its own what is wrong, not “Please give your age in years”"),
    ("Age", "is without its default “18”"),
    ("work", "can be passed by after it was asked once more"),
    ("carer", "has an option “Other” with room for 200 characters, by the code 3"),
    ("head", "it only shows the options that the questions after it have"),
    ("calm", "can be passed by"),
    ("mood", "exactly"),
    ("band", "has the code 1 for “high”, the code 2 for “middle”"),
    ("high", "exactly"),
    ("place", "nobody's place on a map"),
    ("photo", "nobody can send a file"),
    ("child", "it is asked once for each of several things"),
    ("child_name", "it is asked once for each of several things"),
    ("done", "exactly"),
    ("bye", "no question comes after it"),
    ("yes_no", "has the code 1 for “yes”, the code 2 for “no”"),
    ("often", "exactly"),
    ("our notes", "there is no column of this name that we know of"),
    ("form_id", "is the name of the new file"),
    ("style", "it says “pages”, which a survey here does not have"),
    ("Français (fr)", "17 of 33 texts are in garden.fr.toml"),
    ("Read me", "only the sheets “survey”, “choices”, “external_choices” and “settings” are read"),
];

#[test]
fn everything_is_told_item_by_item() {
    let garden = garden();

    for (name, said) in TOLD {
        let told = told(&garden, name);
        assert!(told.contains(said), "{name}: {told}");
    }
    let rows: Vec<_> = garden.items.iter().map(ToString::to_string).collect();
    assert!(
        rows.iter().any(|row| row.starts_with("survey row 8: Age: with a difference: ")),
        "{rows:#?}"
    );
}

#[test]
fn a_form_without_a_language_or_settings_is_taken_to_be_in_english() {
    let survey_sheet = "type|name|label\ntext|q1|What helped?";
    let garden = brought(Format::Xlsform, &workbook(&[("survey", survey_sheet)]));

    assert_eq!(survey(&garden).language, "en-GB");
    assert_eq!(survey(&garden).title, "garden");
    let last = garden.items.last().map(ToString::to_string);
    let said = "the survey: with a difference: is taken to be in en-GB; write another “language” where that is wrong";
    assert_eq!(last.as_deref(), Some(said));
}

#[test]
fn words_that_are_missing_in_the_language_are_taken_from_another_and_told() {
    let rows = "type|name|label::Cymraeg (cy)|label::English (en)\ntext|one|Un|One\ntext|two||Two\ntext|three||";
    let settings = "default_language\nCymraeg";
    let garden = brought(Format::Xlsform, &workbook(&[("survey", rows), ("settings", settings)]));

    let file = File { name: "garden.toml".into(), text: garden.text.clone() };
    let survey = authoring::read_alone(&file, Beside::default(), &|_| None).unwrap().survey;
    assert_eq!(survey.language, "cy");
    assert_eq!(garden.faults.len(), 1);
    assert!(garden.faults[0].problem.contains("there is no words.cy.toml"), "{:?}", garden.faults);
    assert_eq!(question(&survey, "one").text, "Un");
    assert_eq!(question(&survey, "two").text, "Two");
    assert!(told(&garden, "two").contains("has its words in English (en)"));
    assert!(told(&garden, "three").contains("has its name for words"));
}

#[test]
fn a_title_that_is_given_overrules_the_forms_own() {
    let titled = |given: &str| {
        let form = workbook(&[("survey", SURVEY), ("choices", CHOICES), ("settings", SETTINGS)]);
        let about = About { title: Some(given.to_owned()), ..about() };
        let imported = importing::import(Format::Xlsform, &form, &about).expect("a survey");
        let told = imported.items.iter().find(|item| item.name == "form_title").expect("it");
        (survey(&imported).title, told.outcome.to_string())
    };

    let (title, told) = titled("Allotments");
    assert_eq!(title, "Allotments");
    assert!(told.contains("is overruled by the title that was given, “Allotments”"), "{told}");
    assert_eq!(titled("Garden study"), ("Garden study".to_owned(), "exactly".to_owned()));
}
