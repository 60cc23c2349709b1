//! Conditions that are put together by choosing, and faults that lead to where they are mended.

use surveys::{
    authoring::{self, File},
    editing::{
        CanBe, ConditionRows, Edit, How, Join, NoRows, PageField, Put, Spot, compared, edit,
        row_in_words, said_in_words, spot, subjects,
    },
};

use super::{SURVEY, key, read};

fn rows(text: &str) -> Result<ConditionRows, NoRows> {
    ConditionRows::read(text, &[key("at_work")])
}

#[test]
fn a_condition_in_a_list_is_said_as_on_its_own_page() {
    let survey = read(SURVEY);
    let said = |text| said_in_words(text, &[key("at_work")], Some(&survey));

    assert_eq!(
        said("working one of 1, 3 and (hrs > 30 or not days = 2)"),
        "working is 1 (Yes, to my old job) or 3 (No) and (hrs is more than 30 or days is not 2 (Saturday))"
    );
    assert_eq!(said("not at_work"), "not: the condition at_work");
    assert_eq!(said("working = "), "working = ", "what cannot be read is as it is written");
    assert_eq!(said_in_words("hrs > 30", &[], None), "hrs > 30");
}

#[test]
fn a_condition_stands_in_rows_and_is_the_same_sentence_again() {
    for text in [
        "working one of 1, 2",
        "working = 1 and not hrs > 30",
        "at_work or not at_work",
        "working = 1 and (hrs > 30 or days = 2)",
        "hrs > 30 or (working = 1 and days is answered)",
        "baseline.llcond = 1 and arm = T",
        "begun_on before rand_date",
    ] {
        let read = rows(text).expect("it has rows");
        assert_eq!(read.sentence().as_deref(), Some(text));
    }
    assert_eq!(rows("").expect("it is empty").sentence(), None);
    assert_eq!(rows("working = 1 and (hrs > 1 or (hrs < 3 and days = 1))"), Err(NoRows::TooDeep));
    assert!(matches!(rows("working is 1"), Err(NoRows::Wrong(_))));
}

#[test]
fn rows_are_added_joined_put_into_brackets_and_taken_out() {
    let test = |name, how, with| compared(name, how, with).expect("it can be said");
    let first = ConditionRows::default().with(test("working", How::IsNot, &["1", "2"]), None);
    let second = first.with(test("hrs", How::AtLeast, &["30"]), None);
    assert_eq!(second.sentence().as_deref(), Some("not working one of 1, 2 and hrs >= 30"));
    let third = second.with(test("days", How::Unanswered, &[]), Some(1));
    let said = "not working one of 1, 2 and (hrs >= 30 or not days is answered)";
    assert_eq!(third.sentence().as_deref(), Some(said));
    let any = ConditionRows { join: Join::Any, ..third.clone() };
    let said = "not working one of 1, 2 or (hrs >= 30 and not days is answered)";
    assert_eq!(any.sentence().as_deref(), Some(said));
    assert_eq!(
        third.clone().without(0, 0).without(0, 0).sentence().as_deref(),
        Some("not days is answered")
    );
    assert_eq!(third.without(9, 9).rows.len(), 2);
}

#[test]
fn what_cannot_be_said_in_a_condition_is_not_made_into_one() {
    for (how, with) in [
        (How::Is, vec![]),
        (How::Is, vec![""]),
        (How::Is, vec!["-8"]),
        (How::AtLeast, vec!["many"]),
        (How::Above, vec![]),
        (How::Before, vec![]),
    ] {
        assert_eq!(compared("hrs", how, &with), None, "{how:?} {with:?}");
    }
    let in_work = compared("prev_status", How::IsNot, &["in work"]).expect("it can be said");
    assert_eq!(in_work.to_string(), "not prev_status = 'in work'");
}

#[test]
fn a_condition_looks_back_and_sees_scores_and_facts() {
    let add = Edit::AddInstrument { instrument: key("phq2"), to: Put::After(key("working")) };
    let survey = read(&edit(SURVEY, &add).expect("it is added"));
    let names = |at: Option<&str>| {
        let all = subjects(&survey, at).into_iter();
        all.map(|subject| subject.name).collect::<Vec<_>>()
    };
    assert_eq!(names(Some("hrs"))[..4], ["working", "phq_1", "phq_2", "phq2_tot"]);
    assert!(!names(Some("hrs")).iter().any(|name| name == "hrs" || name == "days"));
    assert!(!names(Some("phq_2")).iter().any(|name| name == "phq2_tot"), "not all is asked yet");
    assert!(names(Some("working")).iter().any(|name| name == "cohort"));
    assert_eq!(names(None).iter().filter(|name| *name == "help").count(), 1);
    let first = subjects(&survey, None).remove(0);
    let CanBe::Codes(codes) = first.can_be else { panic!("it has codes") };
    assert_eq!(codes[2], (3, key("No")));
    let row = compared("working", How::IsNot, &["3"]).expect("it can be said");
    assert_eq!(row_in_words(&row, Some(&survey)), "working is not 3 (No)");
    let arabic = read(&SURVEY.replace("text = \"No\" }", "text = \"لا!\" }"));
    assert_eq!(row_in_words(&row, Some(&arabic)), "working is not 3 (\u{2068}لا!\u{2069})");
}

#[test]
fn each_fault_leads_to_where_it_is_mended_by_choosing() {
    let check = "[[checks]]\nkey = \"ck\"\nlevel = \"soft\"\nat = \"hrs\"\nwhen = \"hrs over 3\"\nsay = \"?\"\n";
    let text = SURVEY
        .replace("hrs > 0", "hrs over 0")
        .replace("working one of 1, 2\" # those", "working some of 1\" # those")
        .replace("questions = [\"shoes\"]", "questions = [\"shoes\", \"boots\"]")
        .replace("minutes = 3\n", "minutes = 3\nusable = \"nobody = 1\"\ncheck = [\"ck\"]\n")
        + check;
    let file = File { name: key("survey.toml"), text: text.clone() };
    let bank = |_: &str| Some(File { name: key("shared.toml"), text: super::BANK.to_owned() });
    let faults = authoring::read(&file, &bank).expect_err("it has faults");

    let spots: Vec<_> =
        faults.iter().filter_map(|fault| spot(&text, fault.line, fault.column)).collect();

    for wanted in [
        Spot::Question(key("days")),
        Spot::Routing(key("shoes")),
        Spot::Page(0, 2),
        Spot::Settings,
        Spot::Check(0),
    ] {
        assert!(spots.contains(&wanted), "{wanted:?} is not among {spots:?}: {faults:?}");
    }
    assert_eq!(spots.len(), faults.len());
}

#[test]
fn a_page_by_its_place_in_the_text_is_found_however_it_is_written() {
    let title = Edit::SetPage { at: (1, 0), field: PageField::Title, to: key("Help {nobody}") };
    let text = edit(SURVEY, &title).expect("it is said");
    let line = text.lines().position(|line| line.contains("{nobody}")).expect("it is there") + 1;
    assert_eq!(spot(&text, line, 10), Some(Spot::Page(1, 0)));
    assert_eq!(spot("key = ", 1, 1), None);
    assert_eq!(spot(SURVEY, 900, 900), None);
}
