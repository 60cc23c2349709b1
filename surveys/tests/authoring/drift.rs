//! One name means one thing in every wave.

use surveys::{
    authoring::{self, Beside, Drifted, File, between, drift, read_alone},
    catalogue,
    definition::Survey,
};

/// Asks the same in two surveys, as these lines of the file have it, and compares what is told.
fn check(first: &str, second: &str, told: &[&str]) {
    let surveys = [survey("baseline", first), survey("exit", second)];
    let drifted: Vec<_> = drift(&surveys).iter().map(ToString::to_string).collect();
    assert_eq!(drifted, told);
}

fn survey(key: &str, question: &str) -> Survey {
    let text = format!(
        "key = \"{key}\"\nversion = 1\ntitle = \"One\"\nlanguage = \"en-GB\"\nminutes = 1\n\
         sections = [{{ title = \"One\", pages = [{{ questions = [\"work\"] }}] }}]\n\
         [[questions]]\nkey = \"work\"\ntext = \"Q?\"\n{question}\n"
    );
    authoring::read(&File { name: "one.toml".into(), text }, &|_| None).expect("a survey")
}

const YES_NO: &str =
    "kind = \"single\"\noptions = [{ code = 1, text = \"Yes\" }, { code = 2, text = \"No\" }]";

#[test]
fn a_code_that_means_something_else_in_another_wave_is_named() {
    let turned = YES_NO.replace("Yes", "Never");
    check(YES_NO, YES_NO, &[]);
    check(
        YES_NO,
        &turned,
        &[
            "“work” means “Yes” by 1 in “baseline”, and means “Never” by 1 in “exit”; give it the same answers, or another key",
        ],
    );
    let more = YES_NO.replace("\" }]", "\" }, { code = 3, text = \"Unsure\" }]");
    check(
        YES_NO,
        &more,
        &["“work” has 3, “Unsure”, in “exit” only; give it the same answers, or another key"],
    );
    let moved = YES_NO.replace("code = 2", "code = 0");
    check(
        YES_NO,
        &moved,
        &[
            "“work” has 2, “No”, in “baseline” only, and 0, “No”, in “exit” only; give it the same answers, or another key",
        ],
    );
}

#[test]
fn another_kind_of_answer_unit_or_scale_is_named() {
    let hours = "kind = \"number\"\nleast = 0\nmost = 99\nunit = \"hours\"";
    let scale = "kind = \"scale\"\nlow = \"Bad\"\nhigh = \"Good\"";
    for (first, second, difference) in [
        (YES_NO, hours, "takes one option in “baseline”, and takes a number in “exit”"),
        (
            hours,
            &hours.replace("hours", "days"),
            "counts hours in “baseline”, and counts days in “exit”",
        ),
        (
            scale,
            &scale.replace("Bad", "Poor"),
            "goes from “Bad” to “Good” in “baseline”, and goes from “Poor” to “Good” in “exit”",
        ),
    ] {
        let told = format!("“work” {difference}; give it the same answers, or another key");
        check(first, second, &[&told]);
    }
}

#[test]
fn the_evaluator_is_led_to_the_question_that_drifted_even_into_the_bank() {
    let asking = |of: &str| {
        format!(
            "key = \"exit\"\nversion = 1\ntitle = \"One\"\nlanguage = \"en-GB\"\nminutes = 1\n{of}\
             sections = [{{ title = \"One\", pages = [{{ questions = [\"work\"] }}] }}]\n"
        )
    };
    let question = format!("[[questions]]\nkey = \"work\"\ntext = \"Q?\"\n{YES_NO}\n");
    let own = File { name: "exit.toml".into(), text: asking("") + &question };
    let banked = File { name: "exit.toml".into(), text: asking("bank = \"bank.toml\"\n") };
    let bank = |_: &str| Some(File { name: "bank.toml".into(), text: format!("\n{question}") });
    let drifted = Drifted {
        survey: 1,
        at: "work".to_owned(),
        problem: "“work” differs".to_owned(),
        mend: "give it another key",
    };
    let place = |file: &File, open: &dyn Fn(&str) -> Option<File>| {
        let alone = read_alone(file, Beside::default(), open).expect("a survey");
        let fault = alone.drifted(file, &drifted).expect("a place");
        (fault.file, fault.line, fault.column)
    };
    assert_eq!(place(&own, &|_| None), ("exit.toml".to_owned(), 8, 7));
    assert_eq!(place(&banked, &bank), ("bank.toml".to_owned(), 3, 7));
}

#[test]
fn what_is_looked_for_in_another_survey_in_vain_is_told_where_both_are_at_hand() {
    let told = |when: &str| {
        let exit = survey("exit", &format!("{YES_NO}\nasked_if = \"{when}\""));
        let told = between(&[survey("baseline", YES_NO), exit]);
        told.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(told("baseline.work = 1 or intake.work = 7"), [""; 0]);
    assert_eq!(
        told("baseline.wrok = 1"),
        [
            "“work” names “baseline.wrok”, but the survey “baseline” has no “wrok”; name a question that it asks, with one of its codes"
        ]
    );
    assert_eq!(
        told("not baseline.work = 3"),
        [
            "“work” wants “baseline.work” to be 3, which is none of its codes; name a question that it asks, with one of its codes"
        ]
    );
}

#[test]
fn the_surveys_that_come_with_the_program_agree() {
    assert_eq!(drift(catalogue::surveys()), []);
}
