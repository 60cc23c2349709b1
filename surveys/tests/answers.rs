//! What each kind of question takes, and what it says to the rest.

use chrono::NaiveDate;
use surveys::{
    answer::{self, Setting},
    authoring::{self, File},
    condition::Look,
    definition::Question,
    typed::Typed,
    value::{Missing, Value},
};

/// Types a form into one question and tells what is believed, or what is said.
///
/// `question` is the question as in a definition file, without key and text. The form is `k=v&k=v`.
fn check(question: &str, form: &str, expected: &str) {
    assert_eq!(told(&written(question), form, false), expected, "for {form}");
}

/// The same, for somebody who has passed the question by once before.
fn check_again(question: &str, form: &str, expected: &str) {
    assert_eq!(told(&written(question), form, true), expected, "for {form}");
}

fn told(question: &Question, form: &str, prompted: bool) -> String {
    let pairs = form.split('&').filter_map(|pair| pair.split_once('='));
    let typed = Typed::from_pairs(pairs.map(|(name, value)| (name.into(), value.into())));
    let today = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
    let setting = Setting { scope: &Anna, today, prompted };
    match answer::parse(question, &typed, &setting) {
        Ok(given) => {
            let given: Vec<_> = given
                .into_iter()
                .map(|(variable, value)| {
                    format!("{variable}={}", value.map_or("cleared".into(), show))
                })
                .collect();
            given.join(" ")
        }
        Err(problems) => {
            problems.iter().map(|problem| format!("{problem:?}")).collect::<Vec<_>>().join(" ")
        }
    }
}

fn written(question: &str) -> Question {
    // The vault has a place for contact details under this key alone.
    let key = if question.contains("contact") { "contact" } else { "q" };
    let text = format!(
        "key = \"one\"\nversion = 1\ntitle = \"One\"\nlanguage = \"en-GB\"\nminutes = 1\n\
         sections = [{{ title = \"One\", pages = [{{ questions = [\"{key}\"] }}] }}]\n\
         [[questions]]\nkey = \"{key}\"\ntext = \"Q?\"\n{question}\n"
    );
    let survey = authoring::read(&File { name: "one.toml".into(), text }, &|_| None);
    survey.unwrap().questions().next().unwrap().clone()
}

/// Anna was born on 12 May 1985, joined on 2 March 2026, and chose group 2 on an earlier page.
struct Anna;

impl Look for Anna {
    fn look(&self, name: &str) -> Option<Value> {
        match name {
            "dob" => NaiveDate::from_ymd_opt(1985, 5, 12).map(Value::Date),
            "weeks_max" => Some(Value::Number(18.0)),
            "cohort" => Some(Value::Code(2)),
            "arm" => Some(Value::Missing(Missing::DontKnow)),
            _ => None,
        }
    }
}

fn show(value: Value) -> String {
    match value {
        Value::Code(code) => code.to_string(),
        Value::Codes(codes) => format!("{codes:?}"),
        Value::Number(number) => number.to_string(),
        Value::Date(date) | Value::Month(date) => date.to_string(),
        Value::Text(text) => format!("“{text}”"),
        Value::Vault => "vault".into(),
        Value::Missing(reason) => reason.to_string(),
    }
}

const SINGLE: &str = r#"kind = "single"
options = [{ code = 1, text = "Yes" }, { code = 2, text = "No", other = 5 }, { code = 3, text = "Maybe", offered_if = "cohort = 1" }]"#;

const MULTIPLE: &str = r#"kind = "multiple"
options = [{ code = 1, text = "Bus" }, { code = 2, text = "Tram" }, { code = 96, text = "Other", other = 5 }, { code = 97, text = "None", exclusive = true }]"#;

#[test]
fn one_option_is_taken_if_it_is_offered() {
    check(SINGLE, "q=1", "q=1 q_02t=cleared");
    check(SINGLE, "q= 2 &q_02t= why ", "q=2 q_02t=“why”");
    check(SINGLE, "q=2&q_02t=", "q=2 q_02t=-6");
    check(SINGLE, "q=3", "NotAnOption");
    check(SINGLE, "q=01", "NotAnOption");
    check(SINGLE, "q=-6", "NotAnOption");
    check(SINGLE, "q=2&q_02t=123456", "TooLong { field: \"q_02t\", most: 5, over: 1 }");
    check(SINGLE, "q=-8", "q=-8 q_02t=cleared");
    check(SINGLE, "", "Unanswered");
    check_again(SINGLE, "", "q=-6 q_02t=cleared");
}

#[test]
fn words_behind_an_option_that_was_not_chosen_are_asked_about_and_never_dropped() {
    let other = "NotChosen { field: \"q_96t\", option: \"Other\" }";
    for sent in ["q=1&q_96t=ferry", "q_96t=ferry", "q=97&q_96t=ferry", "q=-9&q_96t=ferry"] {
        check(MULTIPLE, sent, other);
        check_again(MULTIPLE, sent, other);
    }
    check(SINGLE, "q=1&q_02t=why", "NotChosen { field: \"q_02t\", option: \"No\" }");
}

#[test]
fn several_options_are_taken_in_order_and_once() {
    check(MULTIPLE, "q=2&q=1&q=2", "q=[1, 2] q_96t=cleared");
    check(MULTIPLE, "q=96&q_96t=ferry", "q=[96] q_96t=“ferry”");
    check(MULTIPLE, "q=1&q_96t= ", "q=[1] q_96t=cleared");
    check(MULTIPLE, "q=97", "q=[97] q_96t=cleared");
    check(MULTIPLE, "q=1&q=97", "Exclusive(\"None\")");
    check(MULTIPLE, "q=1&q=-9", "AnswerAndReason");
    check(MULTIPLE, "q=-9", "q=-9 q_96t=cleared");
    check(MULTIPLE, "q=5", "NotAnOption");
    check(MULTIPLE, "q=", "Unanswered");
    check_again(MULTIPLE, "", "q=-6 q_96t=cleared");
}

#[test]
fn a_whole_number_is_taken_as_people_write_it() {
    let number = "kind = \"number\"\nleast = 0\nmost = 2000";
    check(number, "q=28", "q=28");
    check(number, "q= 1,200 ", "q=1200");
    check(number, "q=1 200", "q=1200");
    check(number, "q=28.0", "q=28");
    check(number, "q=28.5", "NotWhole");
    check(number, "q=1,5", "NotANumber");
    check(number, "q=,100", "NotANumber");
    check(number, "q=1e3", "NotANumber");
    check(number, "q=seven", "NotANumber");
    check(number, "q=NaN", "NotANumber");
    check(number, "q=.", "NotANumber");
    check(number, "q=-1", "OutOfRange { least: 0.0, most: 2000.0 }");
    check(number, "q=2001", "OutOfRange { least: 0.0, most: 2000.0 }");
    check(number, "q=&q_none=-8", "q=-8");
    check(number, "q=5&q_none=-8", "AnswerAndReason");
    check(number, "q=&q_none=-7", "NotAnOption");
    check(number, "q=", "Unanswered");
}

#[test]
fn a_decimal_number_takes_so_many_places_and_no_more() {
    let hours = "kind = \"number\"\nleast = 0\nmost = 99\nplaces = 1\nunit = \"hours\"";
    check(hours, "q=37.5", "q=37.5");
    check(hours, "q=.5", "q=0.5");
    check(hours, "q=37.", "q=37");
    check(hours, "q=37.50", "q=37.5");
    check(hours, "q=37.25", "TooManyPlaces(1)");
    check(hours, "q=37,5", "NotANumber");
}

#[test]
fn the_most_may_depend_on_the_person() {
    let weeks = "kind = \"number\"\nleast = 0\nmost = 260\nmost_fact = \"weeks_max\"";
    check(weeks, "q=18", "q=18");
    check(weeks, "q=19", "OutOfRange { least: 0.0, most: 18.0 }");
}

#[test]
fn a_scale_goes_from_0_to_10() {
    let scale = "kind = \"scale\"\nlow = \"Not at all\"\nhigh = \"Completely\"";
    check(scale, "q=0", "q=0");
    check(scale, "q=10", "q=10");
    check(scale, "q=11", "OutOfRange { least: 0.0, most: 10.0 }");
    check(scale, "q=5.5", "NotAnOption");
    check(scale, "q=-9", "q=-9");
    check(scale, "", "Unanswered");
}

#[test]
fn rows_of_a_grid_that_were_passed_by_are_named() {
    let grid = r#"kind = "grid"
low = "Not at all"
high = "Completely"
rows = [{ key = "a", text = "find" }, { key = "b", text = "write" }]"#;
    check(grid, "q_a=0&q_b=10", "q_a=0 q_b=10");
    check(grid, "q_a=3", "RowsUnanswered([\"write\"])");
    check(grid, "", "Unanswered");
    check(grid, "q_a=3&q_b=-8", "q_a=3 q_b=-8");
    check(grid, "q_a=3&q_b=12", "OutOfRange { least: 0.0, most: 10.0 }");
    check_again(grid, "q_a=3", "q_a=3 q_b=-6");
}

#[test]
fn a_date_is_a_day_of_the_calendar_that_has_come() {
    let date = "kind = \"date\"\nage = [18, 80]";
    check(date, "q_day=12&q_month=5&q_year=1985", "q=1985-05-12");
    check(date, "q_day=29&q_month=Feb&q_year=2004", "q=2004-02-29");
    check(date, "q_day=29&q_month=2&q_year=2003", "NotADate");
    check(date, "q_day=12&q_month=5&q_year=85", "NotADate");
    check(date, "q_day=12&q_month=ma&q_year=1985", "NotADate");
    check(
        date,
        "q_day=&q_month=5&q_year=",
        "DateIncomplete { day: true, month: false, year: true }",
    );
    check(date, "q_day=2&q_month=3&q_year=2026", "InTheFuture");
    check(date, "q_day=1&q_month=3&q_year=2008", "q=2008-03-01");
    check(date, "q_day=2&q_month=3&q_year=2008", "AgeOutside { youngest: 18, oldest: 80 }");
    check(date, "q_day=2&q_month=3&q_year=1945", "q=1945-03-02");
    check(date, "q_day=1&q_month=3&q_year=1945", "AgeOutside { youngest: 18, oldest: 80 }");
    check(date, "q_day=&q_month=&q_year=&q_none=-9", "q=-9");
    check(date, "q_day=&q_month=&q_year=", "Unanswered");
}

#[test]
fn a_month_is_kept_as_its_first_day() {
    let month = "kind = \"month\"\nyoungest = 13";
    check(month, "q_month=3&q_year=2026", "q=2026-03-01");
    check(month, "q_month=September&q_year=2024", "q=2024-09-01");
    check(month, "q_month=13&q_year=2024", "NotADate");
    check(month, "q_month=4&q_year=2026", "InTheFuture");
    check(month, "q_month=5&q_year=1998", "q=1998-05-01");
    check(month, "q_month=4&q_year=1998", "TooYoungThen(13)");
    check(month, "q_month=4&q_year=", "DateIncomplete { day: false, month: false, year: true }");
}

#[test]
fn words_stay_as_they_were_typed_up_to_the_limit() {
    let text = "kind = \"text\"\nmost = 10";
    check(text, "q=  two words ", "q=“two words”");
    check(text, "q=a\r\nb", "q=“a\nb”");
    check(text, "q=😀😀😀😀😀😀😀😀😀😀", "q=“😀😀😀😀😀😀😀😀😀😀”");
    check(text, "q=12345678901", "TooLong { field: \"q\", most: 10, over: 1 }");
    check(text, "q=a\0b", "Unreadable");
    check(text, "q=a\u{fffd}b", "Unreadable");
    check(text, "q= ", "Unanswered");
    check(&format!("{text}\noptional = true"), "q=", "q=-6");
}

#[test]
fn an_amount_needs_its_period_and_a_period_its_amount() {
    let amount = r#"kind = "amount"
most = 99999.99
period = "per"
options = [{ code = 2, text = "a week" }, { code = 5, text = "a month" }]"#;
    check(amount, "q=1200&per=5", "q=1200 per=5");
    check(amount, "q=£ 1,200.50&per=5", "q=1200.5 per=5");
    check(amount, "q=0&per=2", "q=0 per=2");
    check(amount, "q=1200&per=", "PeriodMissing");
    check(amount, "q=&per=5", "AmountMissing");
    check(amount, "q=1200&per=6", "NotAnOption");
    check(amount, "q=0.005&per=5", "TooManyPlaces(2)");
    check(amount, "q=100000&per=5", "OutOfRange { least: 0.0, most: 99999.99 }");
    check(amount, "q=&per=&q_none=-9", "q=-9 per=-9");
    check(amount, "q=&per=", "Unanswered");
}

#[test]
fn contact_details_are_taken_in_parts_and_each_must_be_usable() {
    let contact = "kind = \"contact\"\nvault = true";
    let all = "contact_mobile=07700 900321&contact_email=anna@example.org&contact_address=1 High Street&contact_postcode=s1 2ab";
    let taken = "contact=vault contact_mobile=“07700 900321” contact_email=“anna@example.org” contact_address=“1 High Street” contact_postcode=“s1 2ab”";
    check(contact, all, taken);
    check(
        contact,
        "contact_mobile=",
        "contact=-6 contact_mobile=“” contact_email=“” contact_address=“” contact_postcode=“”",
    );
    check(
        contact,
        "contact_mobile=12&contact_email=anna@org&contact_postcode=12345",
        "NotAPhone NotAnEmail NotAPostcode",
    );
    check(contact, "contact_none=-9", "contact=-9");
}

#[test]
fn a_landline_is_no_mobile_number_and_a_mail_needs_a_domain_with_a_dot() {
    let contact = "kind = \"contact\"\nvault = true";
    check(contact, "contact_mobile=0114 496 0000", "NoTexts");
    for email in [
        "al@example",
        "al@example.org\r\nBcc: x@example.org",
        "al@example.org>, <x@example.org",
        "al..b@example.org",
        "al@-example.org",
    ] {
        check(contact, &format!("contact_email={email}"), "NotAnEmail");
    }
}
