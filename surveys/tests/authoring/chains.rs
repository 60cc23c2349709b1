//! What is derived from what is derived. Each is worked out once, however many others look at it.

use surveys::{
    authoring::{self, Fault, File},
    condition::Look,
    definition::Survey,
    facts::{Background, Facts},
    keys::QuestionKey,
    route::Route,
    value::{Answers, Value},
};

/// Each of so many is made from the one before it, which it looks at twice.
fn chain(many: usize) -> Result<Survey, Vec<Fault>> {
    let names: Vec<_> = (1..=many).map(|place| format!("\"d{place}\"")).collect();
    let mut text = format!(
        "key = \"chain\"\nversion = 1\ntitle = \"Chain\"\nlanguage = \"en-GB\"\nminutes = 1\nderive = [{}]\n\
         sections = [{{ title = \"You\", pages = [{{ questions = [\"d0\"] }}, {{ questions = [\"why\"] }}] }}]\n\
         [[questions]]\nkey = \"d0\"\ntext = \"How are you?\"\nkind = \"scale\"\nlow = \"Low\"\nhigh = \"High\"\n\
         [[questions]]\nkey = \"why\"\ntext = \"Why?\"\nkind = \"text\"\nmost = 100\nasked_if = \"d{many} = 1\"\n",
        names.join(", ")
    );
    for place in 1..=many {
        let before = place - 1;
        text += &format!(
            "[[derived]]\nkey = \"d{place}\"\nlabel = \"Like the one before\"\n\
             cases = [{{ when = \"d{before} = 1\", gives = 1 }}, {{ when = \"d{before} = 2\", gives = 2 }}]\n\
             otherwise = 0\n"
        );
    }
    authoring::read(&File { name: "survey.toml".to_owned(), text }, &|_| None)
}

#[test]
fn a_long_chain_is_checked_and_answered_as_soon_as_a_short_one() {
    let survey = chain(60).expect("it has no faults");
    let mut answers = Answers::default();
    answers.set("d0".to_owned(), Value::Code(1));
    let facts = Facts::gather(&Background::default(), chrono::NaiveDate::MIN);

    let route = Route::walk(&survey, &answers, &facts);

    assert_eq!(route.look("d60"), Some(Value::Code(1)));
    assert!(route.asks(&QuestionKey::new("why").expect("a key")));
}

#[test]
fn what_anna_answers_later_counts_for_what_was_worked_out_before() {
    let survey = chain(3).expect("it has no faults");
    let facts = Facts::gather(&Background::default(), chrono::NaiveDate::MIN);
    let mut answers = Answers::default();

    let asked = |answers: &Answers| {
        Route::walk(&survey, answers, &facts).asks(&QuestionKey::new("why").expect("a key"))
    };

    assert!(!asked(&answers));
    answers.set("d0".to_owned(), Value::Code(1));
    assert!(asked(&answers));
}

#[test]
fn more_than_a_hundred_turns_are_refused() {
    chain(100).expect("it has no faults");

    let told = chain(101).expect_err("it is refused");

    assert_eq!(told.len(), 1);
    assert!(told[0].problem.contains("“d101” is derived from what is derived, 100 times over"));
}
