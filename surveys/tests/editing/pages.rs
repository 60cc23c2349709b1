//! Sections, pages, and what instruments bring.

use surveys::editing::{Direction, Edit, EditError, PageField, Put, Setting, edit, outline};

use super::{SURVEY, asked, check, key, read};

fn all(changes: &[Edit]) -> String {
    let change = |text: String, one: &Edit| edit(&text, one);
    changes.iter().try_fold(SURVEY.to_owned(), change).expect("it can be changed")
}

fn bring(question: &str, to: Put) -> Edit {
    Edit::Bring { question: key(question), to }
}

#[test]
fn a_section_is_added_named_moved_and_taken_out_once_it_is_empty() {
    let text = all(&[
        Edit::AddSection { title: key("About you") },
        bring("help", Put::In(2)),
        Edit::Title { section: 2, to: key("About your health") },
        Edit::MoveSection { section: 2, to: Direction::Up },
    ]);

    let titles = |text: &str| {
        let sections = outline(text).expect("it is TOML").sections;
        sections.into_iter().map(|section| section.title).collect::<Vec<_>>()
    };
    assert_eq!(titles(&text), ["Your work", "About your health", "What helps"]);
    let gone = edit(&text, &Edit::RemoveSection { section: 2 }).expect("it is empty");
    assert_eq!(titles(&gone), ["Your work", "About your health"]);
    assert_eq!(asked(&read(&gone)), ["working", "hrs", "days", "shoes", "help"]);
    let full = edit(SURVEY, &Edit::RemoveSection { section: 0 });
    assert_eq!(full, Err(EditError::NotEmpty(key("Your work"))));
    let up = edit(SURVEY, &Edit::MoveSection { section: 0, to: Direction::Up });
    assert_eq!(up, Err(EditError::AtTheEnd(key("Your work"))));
}

#[test]
fn questions_are_put_on_one_page_and_parted_again() {
    let together = edit(SURVEY, &bring("shoes", Put::Beside(key("days")))).expect("it moves");
    assert!(together.contains(r#"questions = ["hrs", "days", "shoes"]"#), "{together}");
    assert_eq!(asked(&read(&together)), ["working", "hrs", "days", "shoes", "help"]);
    let parted = edit(&together, &bring("shoes", Put::After(key("shoes")))).expect("it is parted");
    assert_eq!(parted, SURVEY);
    let far = edit(SURVEY, &bring("shoes", Put::After(key("help")))).expect("it moves");
    assert_eq!(asked(&read(&far)), ["working", "hrs", "days", "help", "shoes"]);
    let nobody = EditError::NotAsked(key("nobody"));
    assert_eq!(edit(SURVEY, &bring("shoes", Put::Beside(key("nobody")))), Err(nobody));
    assert_eq!(edit(SURVEY, &bring("shoes", Put::In(7))), Err(EditError::Gone));
}

#[test]
fn a_page_gets_a_heading_and_words_before_its_questions() {
    let set = |field, to: &str| Edit::SetPage { at: (0, 1), field, to: key(to) };
    let line = r#"  { title = "Your week", questions = ["hrs", "days"] },"#;
    check(
        &set(PageField::Title, "A week"),
        &[line],
        &[r#"  { title = "A week", questions = ["hrs", "days"] },"#],
    );
    check(&set(PageField::Title, ""), &[line], &[r#"  { questions = ["hrs", "days"] },"#]);
    let text = edit(SURVEY, &set(PageField::Intro, "Think of last week.")).expect("it is said");
    let week = outline(&text).expect("it is TOML").sections.remove(0).pages.remove(1);
    assert_eq!(week.intro.as_deref(), Some("Think of last week."));
}

#[test]
fn a_page_that_leaves_its_section_becomes_the_first_of_the_next() {
    let down = |at| Edit::MovePage { at, to: Direction::Down };

    let text = edit(SURVEY, &down((0, 2))).expect("it moves");

    let sections = outline(&text).expect("it is TOML").sections;
    assert_eq!(sections[1].pages[0].questions[0].key, "shoes");
    assert_eq!(asked(&read(&text)), ["working", "hrs", "days", "shoes", "help"]);
    assert!(matches!(edit(SURVEY, &down((1, 0))), Err(EditError::AtTheEnd(_))));
}

#[test]
fn an_instrument_is_chosen_from_the_library_and_brings_its_scores() {
    let add = |to| Edit::AddInstrument { instrument: key("phq2"), to };

    let text = edit(SURVEY, &add(Put::In(0))).expect("it is added");

    let survey = read(&text);
    assert_eq!(asked(&survey)[4..], ["phq_1", "phq_2", "help"]);
    assert!(survey.derived.iter().any(|derived| derived.key.as_str() == "phq2_tot"));
    assert_eq!(edit(&text, &Edit::RemovePage { at: (0, 3) }).as_deref(), Ok(SURVEY));
    let questions = edit(&text, &Edit::RemovePage { at: (0, 1) });
    assert_eq!(questions, Err(EditError::Gone), "questions go one by one");
}

#[test]
fn what_is_said_of_the_whole_survey_is_one_line() {
    let set = |setting, to: &str| Edit::Setting { setting, to: key(to) };
    check(&set(Setting::Minutes, "12"), &["minutes = 3"], &["minutes = 12"]);
    check(&set(Setting::Title, "Work"), &[r#"title = "Return to work""#], &[r#"title = "Work""#]);
    let wrong = EditError::NotThat { field: "minutes", to: key("an hour") };
    assert_eq!(edit(SURVEY, &set(Setting::Minutes, "an hour")), Err(wrong));
    assert_eq!(edit(SURVEY, &set(Setting::Version, "")), Err(EditError::Empty("version")));
    let own = Edit::Source { name: key("own"), to: key("Example Trust") };
    check(&own, &[], &["", "[sources]", r#"own = "Example Trust""#]);
}

#[test]
fn a_title_or_heading_of_more_than_two_hundred_letters_is_not_taken() {
    let most = "ß".repeat(200);
    let more = format!("{most}ß");
    let of = |to: &str| {
        [
            Edit::Setting { setting: Setting::Title, to: key(to) },
            Edit::Title { section: 0, to: key(to) },
            Edit::AddSection { title: key(to) },
            Edit::SetPage { at: (0, 0), field: PageField::Title, to: key(to) },
        ]
    };
    for (taken, refused) in of(&most).iter().zip(of(&more)) {
        edit(SURVEY, taken).expect("it is taken");
        let wrong = EditError::NotThat { field: "title", to: more.clone() };
        assert_eq!(edit(SURVEY, &refused), Err(wrong), "{refused:?}");
    }
}
