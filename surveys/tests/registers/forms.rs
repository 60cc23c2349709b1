//! What people write, believed or not.

use surveys::{
    registers::{
        Act, Assessment, Channel, Complaint, Fact, MOST_CONTACT, MOST_WORDS, Mistake, Opening,
        Outcome, Problem, Register, Risk, Said, Way,
    },
    typed::Typed,
};

use crate::utc;

/// Form fields, written `what=It was late|contact=Anna`.
fn typed(form: &str) -> Typed {
    let fields = form.split('|').filter_map(|field| field.split_once('='));
    Typed::from_pairs(fields.map(|(name, value)| (name.to_owned(), value.to_owned())))
}

fn act(register: Register, form: &str) -> Result<Option<Act>, Problem> {
    Act::read(register, &typed(form))
}

fn opening(register: Register, form: &str) -> Result<Opening, Problem> {
    Opening::read(register, &typed(form), "Europe/London", utc("2026-06-10 12:00"))
}

#[test]
fn anna_may_complain_with_what_happened_alone() {
    let said = Said { what: "A letter lay open.".to_owned(), ..Said::default() };
    let read = Complaint::read(&typed("what= A letter lay open. "));
    assert_eq!(read, Ok(Complaint { said, may_know: false }));
}

#[test]
fn she_is_told_everything_that_is_wrong_at_once() {
    let long = "x".repeat(MOST_CONTACT + 2);
    let read = Complaint::read(&typed(&format!("what= |wish=a\0b|contact={long}")));
    let wrong = vec![
        Mistake::Blank.at("what"),
        Mistake::Unreadable.at("wish"),
        Mistake::TooLong(2).at("contact"),
    ];
    assert_eq!(read, Err(wrong));
}

#[test]
fn a_line_break_counts_once() {
    let what = format!("{}\r\n{}", "x".repeat(MOST_WORDS / 2), "y".repeat(MOST_WORDS / 2 - 1));
    assert!(Complaint::read(&typed(&format!("what={what}"))).is_ok());
    let over = Complaint::read(&typed(&format!("what={what}z")));
    assert_eq!(over, Err(vec![Mistake::TooLong(1).at("what")]));
}

#[test]
fn carys_acknowledges_by_letter_and_need_not_say_more() {
    let read = act(Register::Complaint, "then=acknowledge|way=letter");
    let fact = Fact::Acknowledged(Way::Letter);
    assert_eq!(read, Ok(Some(Act { fact, words: String::new() })));
    let without = act(Register::Complaint, "then=acknowledge|way=pigeon");
    assert_eq!(without, Err(Mistake::NotChosen.at("way")));
}

#[test]
fn how_bad_it_is_needs_a_reason() {
    let without = act(Register::Breach, "then=assess|risk=unlikely|assess_words= ");
    assert_eq!(without, Err(Mistake::Blank.at("assess_words")));
    let read = act(Register::Breach, "then=assess|risk=unlikely|assess_words=It was sealed");
    let fact = Fact::Assessed(Assessment::Breach(Risk::Unlikely));
    assert_eq!(read, Ok(Some(Act { fact, words: "It was sealed".to_owned() })));
}

#[test]
fn each_of_the_three_questions_about_a_harm_has_to_be_answered() {
    let form = "then=assess|serious=yes|related=no|assess_words=A fall at home";
    assert_eq!(act(Register::Harm, form), Err(Mistake::NotChosen.at("unexpected")));
    let whole = act(Register::Harm, &format!("{form}|unexpected=yes")).map(|act| act.unwrap().fact);
    let harm = Assessment::Harm { serious: true, related: false, unexpected: true };
    assert_eq!(whole, Ok(Fact::Assessed(harm)));
}

#[test]
fn not_reporting_needs_a_reason_and_reporting_does_not() {
    assert!(matches!(act(Register::Breach, "then=report"), Ok(Some(_))));
    let without = act(Register::Breach, "then=no-report");
    assert_eq!(without, Err(Mistake::Blank.at("no_report_words")));
}

#[test]
fn an_unknown_button_does_nothing() {
    assert_eq!(act(Register::Harm, "then=delete|note_words=x"), Ok(None));
    let closed = act(Register::Harm, "then=close|outcome=recovered").map(|act| act.unwrap().fact);
    assert_eq!(closed, Ok(Fact::Closed(Outcome::Recovered)));
}

#[test]
fn a_complaint_by_letter_counts_from_the_day_it_came_in_london() {
    let opened = opening(Register::Complaint, "channel=letter|day=2026-06-09|what=Too many texts");
    let opened = opened.expect("it is in order");
    assert_eq!((opened.since, opened.channel), (utc("2026-06-08 23:00"), Channel::Letter));
}

#[test]
fn a_breach_counts_from_the_minute_and_a_day_may_be_written_the_english_way() {
    let form = "day=10/06/2026|time=09:05|what=A laptop was stolen";
    assert_eq!(opening(Register::Breach, form).map(|own| own.since), Ok(utc("2026-06-10 08:05")));
    let without = opening(Register::Breach, "day=2026-06-10|what=A laptop was stolen");
    assert_eq!(without.err(), Some(Mistake::Blank.at("time")));
}

#[test]
fn what_is_still_to_come_or_no_day_is_refused() {
    let of =
        |day: &str| opening(Register::Breach, &format!("day={day}|time=13:01|what=A theft")).err();
    assert_eq!(of("2026-06-11"), Some(Mistake::InFuture.at("day")));
    assert_eq!(of("2026-06-10"), Some(Mistake::InFuture.at("time")));
    assert_eq!(of("2026-02-30"), Some(Mistake::NoSuchDay.at("day")));
    assert_eq!(of("2026-06-09"), None);
}

#[test]
fn a_year_that_is_a_slip_of_the_keys_is_refused_in_each_register() {
    let of = |register, form: &str| opening(register, form).err();
    for day in ["1800-01-01", "2021-06-10", "10/06/26"] {
        let breach = of(Register::Breach, &format!("day={day}|time=09:00|what=A theft"));
        assert_eq!(breach, Some(Mistake::LongAgo.at("day")), "{day}");
        let harm = of(Register::Harm, &format!("day={day}|what=A fall|number=1001"));
        assert_eq!(harm, Some(Mistake::LongAgo.at("day")), "{day}");
    }
    assert_eq!(of(Register::Harm, "day=2021-06-11|what=A fall|number=1001"), None);
}

#[test]
fn a_harm_is_somebodys_and_a_complaint_by_form_is_never_entered_by_staff() {
    let harm = opening(Register::Harm, "day=2026-06-09|what=A fall");
    assert_eq!(harm.err(), Some(Mistake::Blank.at("number")));
    let form = opening(Register::Complaint, "channel=form|day=2026-06-09|what=x");
    assert_eq!(form.err(), Some(Mistake::NotChosen.at("channel")));
}
