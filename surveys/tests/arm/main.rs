//! What gives away which arm somebody is in: by whom it is asked of, by its words, and by what it follows from.

use std::collections::BTreeSet;

use surveys::{
    authoring::{self, File},
    catalogue,
    codebook::{
        self,
        arm::{Unmasking, gives_arm_away, names_arm},
    },
    definition::{Survey, TextKey, Translation},
    keys::WaveKey,
    language::Language,
    study::Study,
    waves::Wave,
};

const STUDY: &str = include_str!("../../../examples/study/study.toml");

/// A survey of the question that each test is about, and of what may follow from it.
const HELP: &str = include_str!("help.toml");

fn study() -> Study {
    let file = File { name: "study.toml".to_owned(), text: STUDY.to_owned() };
    Study::read(&file).expect("it is in order")
}

fn help(said: &[(&str, &str)]) -> Survey {
    let usual = [
        ("SECTION", "About help"),
        ("TITLE", "Who helped"),
        ("INTRO", "Some questions on help."),
        ("FIRST", "How was the first?"),
        ("asked_if = \"ROUTED\"", ""),
        ("asked_if = \"SINCE\"", ""),
        ("OPTION", "A friend"),
        ("AFTER", "How was it after that?"),
        ("BAND", "plain > 5"),
    ];
    let said = said.iter().map(|(mark, words)| (*mark, *words));
    let text =
        said.chain(usual).fold(HELP.to_owned(), |text, (mark, words)| text.replace(mark, words));
    let file = File { name: "help.toml".to_owned(), text };
    authoring::read(&file, &|_| None).unwrap_or_else(|faults| {
        panic!("{:?}", faults.iter().map(ToString::to_string).collect::<Vec<_>>())
    })
}

fn away(said: &[(&str, &str)]) -> Unmasking {
    gives_arm_away([&help(said)], &study())
}

fn check(said: &[(&str, &str)], columns: &[&str]) {
    let found = away(said);
    assert_eq!(found.columns.iter().map(String::as_str).collect::<Vec<_>>(), columns);
}

const FOLLOWS_FROM_FIRST: [&str; 4] = ["first", "odd", "sum", "twice"];

#[test]
fn of_the_example_what_the_specialist_is_asked_about_and_who_helped_give_the_arm_away() {
    let found = gives_arm_away(catalogue::surveys(), &study());

    let mut expected: BTreeSet<_> = ["supfreq", "supend"].map(str::to_owned).into();
    expected.extend([1, 2, 3, 4, 5, 6, 7, 96].map(|code| format!("supwho_{code:02}")));
    expected.extend([1, 2, 3, 4, 5, 6, 7, 8, 97].map(|code| format!("supact_{code:02}")));
    assert_eq!(found.columns, expected);
    assert_eq!(found.words, BTreeSet::from(["supwho_96t".to_owned()]));
    assert_eq!(found.waves, BTreeSet::new());
}

#[test]
fn all_that_it_finds_is_a_column_of_the_survey() {
    let survey = help(&[("ROUTED", "arm = T"), ("SINCE", "arm = C"), ("OPTION", "{programme}")]);
    let all: BTreeSet<_> =
        codebook::columns(&survey).into_iter().map(|column| column.name).collect();
    assert!(gives_arm_away([&survey], &study()).columns.is_subset(&all));
}

#[test]
fn where_nothing_mentions_the_arm_nothing_gives_it_away() {
    assert_eq!(away(&[]), Unmasking::default());
}

#[test]
fn a_question_for_one_arm_and_each_score_and_check_that_follow_from_it_give_it_away() {
    check(&[("ROUTED", "arm = T")], &FOLLOWS_FROM_FIRST);
    check(&[("ROUTED", "not (cohort = 1 or not arm = C)")], &FOLLOWS_FROM_FIRST);
}

#[test]
fn what_is_worked_out_from_the_arm_routes_as_the_arm_does() {
    check(
        &[("BAND", "arm = T"), ("SINCE", "band = 2")],
        &["band", "paid", "paidper", "since", "since_st", "words_st"],
    );
}

#[test]
fn who_is_asked_by_an_answer_of_one_arm_gives_it_away_with_status_period_and_words() {
    let found = away(&[("ROUTED", "arm = T"), ("SINCE", "first > 3")]);
    let columns =
        ["first", "odd", "paid", "paidper", "since", "since_st", "sum", "twice", "words_st"];
    assert_eq!(found.columns.iter().map(String::as_str).collect::<Vec<_>>(), columns);
    assert_eq!(found.words, BTreeSet::from(["words".to_owned()]));
}

#[test]
fn a_wording_that_is_filled_in_or_names_the_programme_or_an_arm_gives_it_away() {
    for words in [
        "How was {programme}?",
        "How was bridgeway   support?",
        "How were Bridgeway Support's letters?",
        "How were your services-as-usual?",
    ] {
        check(&[("FIRST", words)], &FOLLOWS_FROM_FIRST);
    }
    for words in ["How was the Bridgeway Study?", "How was the bridge? Way supported?", "Which T?"]
    {
        check(&[("FIRST", words)], &[]);
    }
}

#[test]
fn one_option_that_names_the_programme_takes_each_option_and_their_words_along() {
    let found = away(&[("OPTION", "Somebody from Bridgeway Support")]);
    assert_eq!(found.columns, ["ticked_01", "ticked_96"].map(str::to_owned).into());
    assert_eq!(found.words, BTreeSet::from(["ticked_96t".to_owned()]));
}

#[test]
fn a_page_that_names_the_programme_takes_its_questions_along_and_a_section_all_of_its_pages() {
    let page = ["first", "odd", "second", "sum", "twice"];
    check(&[("TITLE", "Your Bridgeway Support")], &page);
    check(&[("INTRO", "You were offered Bridgeway Support.")], &page);
    let all = codebook::columns(&help(&[])).len();
    assert_eq!(away(&[("SECTION", "Bridgeway Support")]).columns.len(), all);
}

#[test]
fn a_text_into_which_such_an_answer_is_filled_gives_it_away() {
    check(
        &[("ROUTED", "arm = T"), ("AFTER", "After {first}, how was it?")],
        &["after", "first", "odd", "sum", "twice"],
    );
}

#[test]
fn a_translation_that_names_the_programme_gives_it_away_too() {
    let mut survey = help(&[]);
    let key = TextKey("first.text".to_owned());
    let texts = [(key, "Sut oedd Bridgeway Support?".to_owned())].into();
    let welsh = Language::new("cy").expect("Welsh");
    survey.translations.insert(welsh, Translation { texts, ..Translation::default() });

    let found = gives_arm_away([&survey], &study());

    assert_eq!(found.columns, FOLLOWS_FROM_FIRST.map(str::to_owned).into());
}

#[test]
fn another_wave_that_reads_such_an_answer_gives_it_away() {
    let first = help(&[("ROUTED", "arm = T")]);
    let second = help(&[("SINCE", "four-month.first is answered")]);

    let alone = gives_arm_away([&second], &study());
    let found = gives_arm_away([&second, &first], &study());

    assert_eq!(alone.columns, BTreeSet::new());
    assert!(found.columns.contains("since_st") && !found.columns.contains("plain"));
}

#[test]
fn a_wave_that_only_one_arm_can_have_gives_it_away_and_so_does_what_is_asked_by_it() {
    let counted_from = |anchor: &str| -> Study {
        let wave = format!(
            "key = \"goodbye\"\nprefix = \"w3\"\ntitle = \"Goodbye\"\nsurvey = \"help\"\nanchor = \"{anchor}\"\nopens_after = 7\n"
        );
        let wave: Wave = toml::from_str(&wave).expect("a wave");
        Study { waves: vec![wave], ..study() }
    };
    let goodbye = BTreeSet::from([WaveKey::new("goodbye").expect("a key")]);
    let by_support = counted_from("support_end");

    let found = gives_arm_away([&help(&[("SINCE", "goodbye.plain > 3")])], &by_support);
    assert_eq!(found.waves, goodbye);
    assert!(found.columns.contains("since") && !found.columns.contains("plain"));
    let found = gives_arm_away([&help(&[("SINCE", "prev_work = 1")])], &by_support);
    assert!(found.columns.contains("since"), "the latest wave may be one that one arm has");

    for anchor in ["randomisation", "job_start"] {
        let found = gives_arm_away([&help(&[("SINCE", "prev_work = 1")])], &counted_from(anchor));
        assert_eq!(found, Unmasking::default());
    }
}

#[test]
fn a_message_names_the_arm_as_a_question_does() {
    assert!(names_arm("Thank you for being in {programme}.", &study()));
    assert!(names_arm("Your place in BRIDGEWAY SUPPORT", &study()));
    assert!(!names_arm("The Bridgeway Study thanks you.", &study()));
    let unnamed = Study { programme: " ".to_owned(), arms: Vec::new(), ..study() };
    assert!(!names_arm("Anything at all", &unnamed));
}
