//! What somebody who clicks changes in a survey, and what they leave alone.

mod clicking;

mod conditions;

mod contacts;

mod filling;

mod manners;

mod typing;

mod waves;

mod options;

mod pages;

mod renaming;

mod rules;

use surveys::{
    authoring::{self, File},
    definition::{KindName, Survey},
    editing::{
        Asked, Direction, Edit, EditError, Field, NewKind, NewQuestion, Of, OptionField, Put,
        Setting, edit, outline,
    },
};

/// With comments, since people write some, and both ways of writing rows.
const SURVEY: &str = include_str!("return_to_work.toml");

const BANK: &str = r#"
[[questions]]
key = "shoes"
text = "Do you walk to work?"
kind = "single"
options = [{ code = 1, text = "Yes" }, { code = 2, text = "No" }]
"#;

fn read(text: &str) -> Survey {
    let file = |name: &str, text: &str| File { name: name.to_owned(), text: text.to_owned() };
    let bank = |name: &str| (name == "shared").then(|| file("shared.toml", BANK));
    authoring::read(&file("survey.toml", text), &bank).expect("the survey is in order")
}

fn asked(survey: &Survey) -> Vec<&str> {
    survey.questions().map(|question| question.key.as_str()).collect()
}

/// The lines of a text that another has not, as often as it has them.
fn lines_apart(text: &str, other: &str) -> Vec<String> {
    let mut rest: Vec<_> = other.lines().collect();
    let mut gone = Vec::new();
    for line in text.lines() {
        match rest.iter().position(|one| *one == line) {
            Some(place) => drop(rest.remove(place)),
            None => gone.push(line.to_owned()),
        }
    }
    gone
}

/// The lines that a change takes away and adds. All others are as they were.
fn check(change: &Edit, away: &[&str], new: &[&str]) {
    let changed = edit(SURVEY, change).expect("it can be changed");

    assert_eq!(lines_apart(SURVEY, &changed), away, "{changed}");
    assert_eq!(lines_apart(&changed, SURVEY), new, "{changed}");
}

fn key(key: &str) -> String {
    key.to_owned()
}

#[test]
fn other_words_are_one_line_and_the_comment_beside_them_stays() {
    let (question, to) = (key("working"), key("Are you back at work?"));
    check(
        &Edit::Set { question: question.clone(), field: Field::Text, to },
        &[r#"text = "Have you gone back to work?" # as on the paper form"#],
        &[r#"text = "Are you back at work?" # as on the paper form"#],
    );
    check(
        &Edit::SetOption {
            question: question.clone(),
            code: 3,
            field: OptionField::Text,
            to: key("Not yet"),
        },
        &[r#"  { code = 3, text = "No" },"#],
        &[r#"  { code = 3, text = "Not yet" },"#],
    );
    check(
        &Edit::Set { question: question.clone(), field: Field::Hint, to: key("Any \"job\"") },
        &[],
        &[r#"hint = 'Any "job"'"#],
    );
    check(
        &Edit::Set { question, field: Field::Label, to: String::new() },
        &[r#"label = "Back at work""#],
        &[],
    );
}

#[test]
fn a_condition_is_set_and_taken_away_also_of_a_question_of_the_bank() {
    let ask_if = |question: &str, when: Option<&str>| Edit::When {
        of: Of::Question(key(question)),
        when: when.map(str::to_owned),
    };
    check(&ask_if("help", Some("working = 3")), &[], &[r#"asked_if = "working = 3""#]);
    check(&ask_if("days", None), &[r#"asked_if = "hrs > 0""#], &[]);
    check(
        &ask_if("shoes", Some("working = 2")),
        &[r#"shoes = "working one of 1, 2" # those who walk to work"#],
        &[r#"shoes = "working = 2" # those who walk to work"#],
    );
    let changed = edit(SURVEY, &ask_if("shoes", None)).expect("it is everybody's now");
    let survey = read(&changed);
    let shoes = survey.questions().find(|one| one.key.as_str() == "shoes").expect("it is asked");
    assert_eq!(shoes.asked_if.to_string(), "always");
}

#[test]
fn a_new_question_stands_on_a_page_of_its_own_after_the_one_that_was_chosen() {
    let question = NewQuestion {
        key: key("travel"),
        text: key("How do you travel?"),
        kind: NewKind::Single(vec![key("On foot"), key("By bus")]),
    };
    let add = |after: Option<&str>| Edit::Add {
        to: after.map_or(Put::Last, |after| Put::After(key(after))),
        question: question.clone(),
    };

    let changed = edit(SURVEY, &add(Some("hrs"))).expect("it is added");

    let survey = read(&changed);
    assert_eq!(asked(&survey), ["working", "hrs", "days", "travel", "shoes", "help"]);
    assert!(changed.contains("  { questions = [\"travel\"] },\n  { questions = [\"shoes\"] },"));
    assert!(changed.contains("  { code = 2, text = \"By bus\" },\n]\n"), "{changed}");
    let last = edit(SURVEY, &add(None)).expect("it is added");
    assert_eq!(asked(&read(&last)).last(), Some(&"travel"));
    assert!(last.contains("[[sections.pages]]\nquestions = [\"travel\"]"), "{last}");
    assert_eq!(edit(&last, &add(None)), Err(EditError::Taken(key("travel"))));
    assert_eq!(edit(SURVEY, &add(Some("nobody"))), Err(EditError::NotAsked(key("nobody"))));
}

#[test]
fn a_question_of_every_kind_is_added_and_the_survey_is_in_order() {
    let lines = [key("sleep: My sleep"), key("Work: what I do"), key("1: My home"), key("Friends")];
    let kinds = [
        NewKind::Single(vec![key("Yes"), key("No")]),
        NewKind::Multiple(vec![key("A dog"), key("A cat")]),
        NewKind::Number { least: 0, most: 7 },
        NewKind::Scale { low: key("Not at all"), high: key("Completely") },
        NewKind::Date,
        NewKind::Month,
        NewKind::Text,
        NewKind::Grid { low: key("Not at all"), high: key("Completely"), rows: lines.to_vec() },
        NewKind::Amount { most: 5_000, periods: vec![key("A week"), key("A month")] },
        NewKind::Contact,
    ];
    assert_eq!(kinds.len(), KindName::ALL.len());
    for kind in kinds {
        let name = if kind == NewKind::Contact { "contact" } else { "new" };
        let question = NewQuestion { key: key(name), text: key("And this?"), kind };
        let changed = edit(SURVEY, &Edit::Add { to: Put::Last, question: question.clone() });

        let survey = read(&changed.expect("it is added"));
        let new = survey.questions().find(|asked| asked.key.as_str() == name).expect("it is asked");
        match question.kind {
            NewKind::Grid { .. } => {
                assert_eq!(new.variables(), ["new_sleep", "new_2", "new_1", "new_3"]);
            }
            NewKind::Amount { .. } => assert_eq!(new.variables(), ["new", "new_per"]),
            _ => {}
        }
    }
}

#[test]
fn the_period_of_an_amount_gets_a_name_that_nothing_has() {
    let kind = NewKind::Amount { most: 100, periods: vec![key("A week")] };
    let add = |name: &str| Edit::Add {
        to: Put::Last,
        question: NewQuestion { key: key(name), text: key("And this?"), kind: kind.clone() },
    };

    let first = edit(SURVEY, &add("fares_of_all_the_way")).expect("it is added");
    let both = edit(&first, &add("fares_of_all_the_bus")).expect("it is added");

    assert!(both.contains("period = \"fares_of_all_the_per\""), "{both}");
    assert!(both.contains("period = \"fares_of_all_th_per2\""), "{both}");
    assert_eq!(asked(&read(&both)).len(), 7);
}

#[test]
fn a_question_moves_within_its_page_or_with_it_and_takes_its_comment_along() {
    let shift =
        |text: &str, question: &str, to| edit(text, &Edit::Move { question: key(question), to });

    let swapped = shift(SURVEY, "hrs", Direction::Down).expect("it moves");
    assert!(swapped.contains(r#"{ title = "Your week", questions = ["days", "hrs"] },"#));
    let later = shift(SURVEY, "working", Direction::Down).expect("it moves");
    assert!(
        later.contains(
            "  { title = \"Your week\", questions = [\"hrs\", \"days\"] },\n  \
         # the first thing that anybody is asked\n  { questions = [\"working\"] },"
        ),
        "{later}"
    );
    assert_eq!(shift(&later, "working", Direction::Up).expect("it moves back"), SURVEY);
    let first = shift(SURVEY, "working", Direction::Up);
    assert_eq!(first, Err(EditError::AtTheEnd(key("working"))));
    assert_eq!(shift(SURVEY, "help", Direction::Down), Err(EditError::AtTheEnd(key("help"))));
}

#[test]
fn a_question_that_is_taken_out_leaves_no_empty_page_behind() {
    let changed = edit(SURVEY, &Edit::Remove { question: key("shoes") }).expect("it goes");
    assert_eq!(asked(&read(&changed)), ["working", "hrs", "days", "help"]);
    assert!(!changed.contains("shoes"));
    let changed = edit(SURVEY, &Edit::Remove { question: key("days") }).expect("it goes");
    assert_eq!(asked(&read(&changed)), ["working", "hrs", "shoes", "help"]);
    assert!(changed.contains(r#"{ title = "Your week", questions = ["hrs"] },"#));
}

#[test]
fn what_the_bank_has_is_changed_in_the_bank() {
    let reword = Edit::Set { question: key("shoes"), field: Field::Text, to: key("Really?") };
    assert_eq!(edit(SURVEY, &reword), Err(EditError::InBank(key("shoes"))));
    let nobody = Edit::Set { question: key("nobody"), field: Field::Sensitive, to: key("yes") };
    assert_eq!(edit(SURVEY, &nobody), Err(EditError::NotAsked(key("nobody"))));
    assert!(matches!(edit("key = ", &nobody), Err(EditError::NotReadable(_))));
}

#[test]
fn a_page_that_asks_an_instrument_is_told_and_others_move_past_it() {
    let phq = "  { instrument = \"phq9\" },\n  { questions = [\"shoes\"] },";
    let text = SURVEY.replace("  { questions = [\"shoes\"] },", phq);

    let pages = &outline(&text).expect("it is TOML").sections[0].pages;
    assert_eq!(pages[2].instrument.as_deref(), Some("phq9"));
    let up = Edit::Move { question: key("shoes"), to: Direction::Up };
    let moved = edit(&text, &up).expect("it moves");

    assert!(
        moved.contains("  { questions = [\"shoes\"] },\n  { instrument = \"phq9\" },"),
        "{moved}"
    );
}

#[test]
fn what_can_be_changed_is_told_of_a_text_that_is_not_in_order_too() {
    let faulty =
        SURVEY.replace("hrs > 0", "hrs over 0").replace("kind = \"text\"", "kind = \"poem\"");

    let sections = outline(&faulty).expect("it is TOML").sections;

    let titles: Vec<_> = sections.iter().map(|section| section.title.as_str()).collect();
    assert_eq!(titles, ["Your work", "What helps"]);
    let week = &sections[0].pages[1];
    assert_eq!(week.title.as_deref(), Some("Your week"));
    assert_eq!(week.questions[1].asked_if.as_deref(), Some("hrs over 0"));
    let own = week.questions[1].own.as_ref().expect("it is its own");
    assert_eq!((own.list.as_deref(), own.kind_name()), (Some("week"), "multiple"));
    let working = sections[0].pages[0].questions[0].own.as_ref().expect("it is its own");
    let other = working.options.last().expect("it has options");
    assert_eq!((other.code, other.text()), (96, "Something else"));
    let shoes = Asked { key: key("shoes"), own: None, asked_if: Some(key("working one of 1, 2")) };
    assert_eq!(sections[0].pages[2].questions, [shoes]);
    assert!(matches!(outline("[["), Err(EditError::NotReadable(_))));
}

#[test]
fn another_number_is_one_line_and_the_remark_beside_it_stays() {
    let text = "key = \"a\" # mine\nversion = 1  # not yet\n";

    let numbered = edit(text, &Edit::Setting { setting: Setting::Version, to: key("12") });

    assert_eq!(numbered.as_deref(), Ok("key = \"a\" # mine\nversion = 12  # not yet\n"));
}
