//! How Ben and Farah asked Anna and others one question after the other: how long each took, and whether all had one answer.

use surveys::{
    authoring::{self, File},
    calls::{Middle, Noted, Pace, PageTime, Step},
    definition::Survey,
    journey::Change,
    value::{Missing, Value},
};

use super::{BEN, FARAH, TimeDelta, at};

/// Four questions with one list of three answers, each on a page of its own; then two about travel, by yes or no; then a grid of
/// three lines.
fn centre() -> Survey {
    let list = "[{ code = 1, text = \"Hardly ever\" }, { code = 2, text = \"Sometimes\" }, { code = 3, text = \"Often\" }]";
    let yes_or_no = "[{ code = 1, text = \"Yes\" }, { code = 2, text = \"No\" }]";
    let question = |(key, options): (&str, &str)| {
        format!(
            "[[questions]]\nkey = \"{key}\"\ntext = \"What about {key}?\"\nlabel = \"About {key}\"\n\
             kind = \"single\"\noptions = {options}\n"
        )
    };
    let asked = [
        ("visits", list),
        ("calls", list),
        ("meals", list),
        ("walks", list),
        ("bus", yes_or_no),
        ("car", yes_or_no),
        ("bike", yes_or_no),
    ];
    let questions: String = asked.map(question).concat();
    let text = format!(
        "key = \"centre\"\nversion = 1\ntitle = \"The centre\"\nlanguage = \"en-GB\"\nminutes = 1\n\
         [[sections]]\ntitle = \"The centre\"\npages = [{{ questions = [\"visits\"] }}, \
         {{ questions = [\"calls\"] }}, {{ questions = [\"meals\"] }}, {{ questions = [\"walks\"] }}]\n\
         [[sections]]\ntitle = \"Travel\"\npages = [{{ questions = [\"bus\"] }}, {{ questions = [\"car\"] }}, \
         {{ questions = [\"bike\"] }}, {{ questions = [\"skills\"] }}]\n{questions}\
         [[questions]]\nkey = \"skills\"\ntext = \"How sure are you?\"\nlabel = \"Sure of skills\"\n\
         kind = \"grid\"\nlow = \"Not at all\"\nhigh = \"Completely\"\n\
         rows = [{{ key = \"a\", text = \"email\" }}, {{ key = \"b\", text = \"forms\" }}, {{ key = \"c\", text = \"calls\" }}]\n"
    );
    authoring::read(&File { name: "centre.toml".to_owned(), text }, &|_| None).expect("a survey")
}

fn chose(variable: &str, code: i32) -> Change {
    Change { variable: variable.to_owned(), from: None, to: Some(Value::Code(code)) }
}

/// So many seconds after ten, somebody saved a page with these answers.
fn saved(by: i32, second: i64, page: &str, changes: Vec<Change>) -> Step {
    let at = at("2026-03-03T10:00") + TimeDelta::seconds(second);
    Step { by, page: page.to_owned(), at, changes }
}

/// The same with one answer, to the question of that name.
fn one(by: i32, second: i64, page: &str) -> Step {
    saved(by, second, page, vec![chose(page, 1)])
}

/// Each page with how often it was timed and how many seconds its questions took.
fn times(responses: &[Vec<Step>]) -> Vec<(String, usize, f64)> {
    let (survey, mut pace) = (centre(), Pace::default());
    for steps in responses {
        pace.add(&survey, steps);
    }
    let told = |page: PageTime| (page.label, page.all.times, page.all.seconds);
    pace.pages().into_iter().map(told).collect()
}

#[test]
fn a_page_took_from_the_save_before_until_its_own_and_the_first_has_no_length() {
    let call = vec![one(BEN, 0, "visits"), one(BEN, 8, "calls"), one(BEN, 20, "meals")];

    let times = times(&[call]);

    let expected = [("About meals".to_owned(), 1, 12.0), ("About calls".to_owned(), 1, 8.0)];
    assert_eq!(times, expected, "the slowest first");
}

#[test]
fn a_grid_is_timed_by_the_line_and_a_page_that_was_saved_twice_in_a_row_is_one() {
    let lines = ["skills_a", "skills_b", "skills_c"].map(|line| chose(line, 7));
    let [first, second, third] = lines;
    let call = vec![
        one(BEN, 0, "bike"),
        saved(BEN, 10, "skills", vec![first, second]),
        saved(BEN, 18, "skills", vec![third]),
    ];

    assert_eq!(times(&[call]), [("Sure of skills".to_owned(), 1, 6.0)]);
}

#[test]
fn a_pause_another_interviewer_and_a_changed_answer_are_no_length() {
    let corrected = Change { from: Some(Value::Code(1)), ..chose("calls", 2) };
    let back = Change { from: Some(Value::Text("meals".to_owned())), ..chose("_back", 1) };
    let paused = vec![one(BEN, 0, "visits"), one(BEN, 301, "calls")];
    let handed_over = vec![one(BEN, 0, "visits"), one(FARAH, 9, "calls")];
    let changed = vec![
        one(BEN, 0, "meals"),
        saved(BEN, 5, "_back", vec![back]),
        saved(BEN, 9, "calls", vec![corrected]),
    ];

    assert!(times(&[paused, handed_over, changed]).is_empty());
    let just = vec![one(BEN, 0, "visits"), one(BEN, 300, "calls")];
    assert_eq!(times(&[just]), [("About calls".to_owned(), 1, 300.0)]);
}

#[test]
fn farah_who_takes_two_seconds_where_others_take_eight_is_far_below_them_once_she_did_so_three_times()
 {
    let survey = centre();
    let took = |by, seconds| vec![one(by, 0, "visits"), one(by, seconds, "calls")];
    let mut pace = Pace::default();
    for seconds in [7, 8, 9] {
        pace.add(&survey, &took(BEN, seconds));
    }
    for _ in 0..2 {
        pace.add(&survey, &took(FARAH, 2));
    }
    let farah = |pace: &Pace| pace.pages()[0].each[1];
    assert_eq!((farah(&pace).others, farah(&pace).is_far_below()), (None, false));

    pace.add(&survey, &took(FARAH, 2));

    let pages = pace.pages();
    let page = &pages[0];
    assert_eq!(page.all, Middle { times: 6, seconds: 4.5 });
    assert_eq!(page.each.iter().map(|own| own.by).collect::<Vec<_>>(), [BEN, FARAH]);
    assert_eq!((farah(&pace).others, farah(&pace).is_far_below()), (Some(8.0), true));
    assert_eq!((page.each[0].others, page.each[0].is_far_below()), (Some(2.0), false));
    assert_eq!(pace.of(FARAH), Some(Middle { times: 3, seconds: 2.0 }));
    assert_eq!(pace.of(3), None);
}

/// How many series somebody asked with these answers, and how many have one answer throughout.
fn series(changes: &[Change]) -> (u32, u32) {
    let mut noted = Noted::default();
    noted.add_series(&centre(), changes);
    (noted.series, noted.series_alike)
}

#[test]
fn three_questions_in_a_row_from_one_list_with_one_answer_are_alike() {
    let all = ["visits", "calls", "meals", "walks"];
    let answers = |codes: &[i32]| {
        all.iter().zip(codes).map(|(key, code)| chose(key, *code)).collect::<Vec<_>>()
    };

    assert_eq!(series(&answers(&[2, 2, 2, 2])), (1, 1));
    assert_eq!(series(&answers(&[2, 2, 2])), (1, 1), "the fourth was not asked yet");
    assert_eq!(series(&answers(&[2, 2, 2, 3])), (1, 0));
    assert_eq!(series(&answers(&[2, 2])), (0, 0), "two tell nothing");
}

#[test]
fn yes_and_no_what_was_not_known_and_what_anna_answered_before_make_no_series() {
    let travel = ["bus", "car", "bike"].map(|key| chose(key, 2));
    assert_eq!(series(&travel), (0, 0));

    let mut known = ["visits", "calls", "meals"].map(|key| chose(key, 2));
    assert_eq!(series(&known), (1, 1));
    known[1].to = Some(Value::Missing(Missing::DontKnow));
    assert_eq!(series(&known), (0, 0));
    known[1] = Change { from: Some(Value::Code(2)), ..chose("calls", 1) };
    assert_eq!(series(&known), (0, 0), "she had answered it on the web");
}

#[test]
fn the_answer_that_ben_put_in_last_counts() {
    let mut answers = Vec::from(["visits", "calls", "meals"].map(|key| chose(key, 2)));
    answers.push(Change { from: Some(Value::Code(2)), ..chose("meals", 3) });
    assert_eq!(series(&answers), (1, 0));

    answers.push(Change { to: None, from: Some(Value::Code(3)), ..chose("meals", 3) });
    assert_eq!(series(&answers), (0, 0), "he took it out again");
}
