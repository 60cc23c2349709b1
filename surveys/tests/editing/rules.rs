//! Checks, alerts, what is worked out, and names that are said in many places.

use surveys::{
    definition::Level,
    editing::{
        Alert, Answers, Edit, EditError, Field, Going, NewCheck, NewDerived, Of, edit, mentions,
        outline,
    },
};

use super::{SURVEY, asked, check, key, read};

fn long_week() -> NewCheck {
    NewCheck {
        key: key("ck_hours"),
        level: Level::Soft,
        at: key("hrs"),
        when: key("hrs > 60"),
        say: key("More than 60, is that right?"),
    }
}

#[test]
fn a_check_is_added_changed_and_taken_out_with_its_name_at_the_top() {
    let text = edit(SURVEY, &Edit::AddCheck(long_week())).expect("it is added");
    assert_eq!(read(&text).checks.len(), 1);
    let hard = NewCheck { level: Level::Hard, key: key("ck_week"), ..long_week() };
    let text = edit(&text, &Edit::SetCheck { check: 0, to: hard.clone() }).expect("it changes");
    assert_eq!(read(&text).checks[0].key.as_str(), "ck_week");
    assert!(!text.contains("ck_hours"), "{text}");
    assert_eq!(outline(&text).expect("it is TOML").checks, [hard]);
    let none = Edit::When { of: Of::Check(0), when: None };
    assert_eq!(edit(&text, &none), Err(EditError::Empty("when")));

    let gone = edit(&text, &Edit::RemoveCheck { check: 0 }).expect("it goes");

    assert!(read(&gone).checks.is_empty() && !gone.contains("ck_week"), "{gone}");
    assert_eq!(edit(&gone, &Edit::RemoveCheck { check: 0 }), Err(EditError::Gone));
}

#[test]
fn somebody_acts_on_the_answers_that_are_chosen() {
    let alerts = |alerts: Option<Vec<Alert>>| Edit::Alerts { question: key("working"), alerts };
    let one = Alert { level: 3, answers: Answers::Codes(vec![3]) };
    check(&alerts(Some(vec![one.clone()])), &[], &["alerts = [{ level = 3, codes = [3] }]"]);
    check(&alerts(Some(Vec::new())), &[], &["alerts = []"]);
    let text = edit(SURVEY, &alerts(Some(vec![one.clone()]))).expect("it is said");
    assert_eq!(read(&text).alerts.triggers.len(), 1);
    let outline = outline(&text).expect("it is TOML");
    let own = outline.questions().next().and_then(|asked| asked.own.clone()).expect("its own");
    assert_eq!(own.alerts, Some(vec![one]));
    assert_eq!(edit(&text, &alerts(None)).as_deref(), Ok(SURVEY));
}

#[test]
fn what_is_worked_out_is_no_only_where_all_was_answered() {
    let derived = NewDerived {
        key: key("d_full"),
        label: key("Works 30 hours a week or more"),
        when: key("hrs >= 30"),
        missing_of: vec![key("hrs")],
    };

    let text = edit(SURVEY, &Edit::AddDerived(derived.clone())).expect("it is added");

    let survey = read(&text);
    let cases: Vec<_> =
        survey.derived[0].cases.iter().map(|case| (case.when.to_string(), case.gives)).collect();
    assert_eq!(cases, [(key("hrs >= 30"), 1), (key("hrs is answered"), 0)]);
    let again = edit(&text, &Edit::AddDerived(derived));
    assert_eq!(again, Err(EditError::Taken(key("d_full"))));
    let gone = edit(&text, &Edit::RemoveDerived { key: key("d_full") }).expect("it goes");
    assert!(!gone.contains("d_full"), "{gone}");
}

#[test]
fn a_new_name_is_said_everywhere_and_a_code_of_the_same_letters_stays() {
    let rename = |text: &str, from: &str, to: &str| {
        edit(text, &Edit::Rename { question: key(from), to: key(to) })
    };
    let fill =
        Edit::Set { question: key("help"), field: Field::Hint, to: key("With {hrs} hours?") };
    let text = edit(SURVEY, &fill).expect("it is said");
    let text = edit(&text, &Edit::AddCheck(long_week())).expect("it is added");
    let when =
        Edit::When { of: Of::Question(key("help")), when: Some(key("arm = hrs and hrs > 3")) };
    let text = edit(&text, &when).expect("it is asked of some");

    let new = rename(&text, "hrs", "hours").expect("it is renamed");

    assert_eq!(asked(&read(&new)), ["working", "hours", "days", "shoes", "help"]);
    for said in
        ["\"hours > 0\"", "arm = hrs and hours > 3", "{hours}", "\"hours > 60\"", "at = \"hours\""]
    {
        assert!(new.contains(said), "{said}: {new}");
    }
    let routed = rename(&text, "working", "job").expect("it is renamed");
    assert!(routed.contains("shoes = \"job one of 1, 2\" # those who walk"), "{routed}");
    assert_eq!(rename(&new, "hours", "hrs").as_deref(), Ok(text.as_str()));
    assert_eq!(rename(&text, "hrs", "days"), Err(EditError::Taken(key("days"))));
    assert_eq!(rename(&text, "shoes", "boots"), Err(EditError::InBank(key("shoes"))));
}

#[test]
fn whoever_takes_a_question_out_learns_who_speaks_of_it() {
    let text = edit(SURVEY, &Edit::AddCheck(long_week())).expect("it is added");
    let of = |name: &str| mentions(&text, Going::Question(name)).expect("it is TOML");
    assert_eq!(of("hrs"), ["the question “days”", "the check “ck_hours”"]);
    assert_eq!(of("working"), ["the question “hrs”", "the condition of “shoes”"]);
    assert_eq!(of("help"), [""; 0]);
}

#[test]
fn the_rows_of_a_grid_the_period_of_an_amount_and_the_words_of_an_option_are_of_their_question() {
    let text = "[lists]\npaid = [{ code = 1, text = \"a week\", other = 9 }]\n\
        [[questions]]\nkey = \"pay\"\ntext = \"Paid?\"\nkind = \"amount\"\nmost = 9\nperiod = \"payper\"\nlist = \"paid\"\n\
        [[questions]]\nkey = \"jse\"\ntext = \"Sure?\"\nkind = \"grid\"\nrows = [{ key = \"a\", text = \"A\" }]\n\
        [[questions]]\nkey = \"last\"\ntext = \"{jse_a}?\"\nkind = \"text\"\nmost = 9\n\
        asked_if = \"payper = 1 and pay_01t is answered\"\n\
        [[questions]]\nkey = \"other\"\ntext = \"{jse_b} {payment}?\"\nkind = \"text\"\nmost = 9\n";
    let of = |name: &str| mentions(text, Going::Question(name)).expect("it is TOML");

    assert_eq!(of("jse"), ["the question “last”"], "jse_b is no row of it");
    assert_eq!(of("pay"), ["the question “last”"]);
    let without_words = text.replace(" and pay_01t is answered", "");
    assert_eq!(mentions(&without_words, Going::Question("pay")).expect("it is TOML").len(), 1);
    let banked =
        "bank = \"bank.toml\"\n[conditions]\nsure = \"jse_c > 3\"\nrich = \"payper = 6\"\n";
    for (key, condition) in [("jse", "sure"), ("payamt", "rich")] {
        let told = mentions(banked, Going::Question(key)).expect("it is TOML");
        assert_eq!(told, [format!("the condition “{condition}”")], "what the bank says of {key}");
    }
}

#[test]
fn a_variable_that_is_worked_out_does_not_stand_in_its_own_way() {
    let text = "[[derived]]\nkey = \"full\"\nmissing_of = [\"full\", \"hrs\"]\n\
        [[derived]]\nkey = \"fuller\"\nmissing_of = [\"full\"]\n";
    let told = mentions(text, Going::Derived("full")).expect("it is TOML");
    assert_eq!(told, ["the variable “fuller”"]);
}
