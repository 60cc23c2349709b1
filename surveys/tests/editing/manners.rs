//! An evaluator who clicks changes at which hours, on which days and how often people may be contacted.

use surveys::{
    authoring::File,
    editing::{Filled, NotPlanned, planned_manners, set_manners},
    manners::Region,
    protocol::Protocol,
    stopping::Way,
};

use super::{
    contacts::{protocol, sent},
    lines_apart,
};

type Boxes<'b> = &'b [(&'b str, &'b str, &'b str)];

/// With holidays that somebody wrote down, and a remark beside one of them.
fn with_holidays() -> String {
    let days = "[holidays]\nalso = [\n  \"2027-06-07\", # proclaimed in March\n  \"2027-12-24\",\n]\nexcept = [\"2027-05-03\"]\n\n";
    protocol().replacen("[hours.email]", &format!("{days}[hours.email]"), 1)
}

fn set(text: &str, boxes: Boxes<'_>) -> Result<String, NotPlanned> {
    set_manners(text, Filled::of(&sent(boxes), 0))
}

/// The lines that go and come when boxes of a text are filled in like this.
fn check(text: &str, boxes: Boxes<'_>, away: &[&str], new: &[&str]) {
    let changed = set(text, boxes).unwrap();
    assert_eq!(lines_apart(text, &changed), away, "{changed}");
    assert_eq!(lines_apart(&changed, text), new, "{changed}");
}

fn read(text: &str) -> Protocol {
    let file = File { name: "protocol.toml".to_owned(), text: text.to_owned() };
    Protocol::glimpse(&file).expect("it can be read")
}

#[test]
fn other_hours_are_one_line_and_the_comment_beside_them_stays() {
    let saturday = "saturday = { from = \"10:00\", to = \"18:00\" }";
    let text = protocol().replacen(saturday, &format!("{saturday} # not earlier"), 1);

    check(
        &text,
        &[("sms-saturday-from", "10:00", "11:30"), ("sms-saturday-to", "18:00", "18:00")],
        &["saturday = { from = \"10:00\", to = \"18:00\" } # not earlier"],
        &["saturday = { from = \"11:30\", to = \"18:00\" } # not earlier"],
    );
    check(&text, &[("sms-weekdays-from", "09:00", "9:00")], &[], &[]);
}

#[test]
fn a_day_is_opened_and_another_closed_and_bank_holidays_become_days_like_any_other() {
    check(
        &protocol(),
        &[("post-saturday-from", "", "9:00"), ("post-saturday-to", "", "12:00")],
        &[],
        &["saturday = { from = \"09:00\", to = \"12:00\" }"],
    );
    check(
        &protocol(),
        &[("sms-saturday-from", "10:00", ""), ("sms-saturday-to", "18:00", "")],
        &["saturday = { from = \"10:00\", to = \"18:00\" }"],
        &[],
    );
    check(
        &protocol(),
        &[("email-on_holidays", "yes", "untick"), ("post-on_holidays", "", "yes")],
        &[],
        &[],
    );
    let email = set(&protocol(), &[("email-on_holidays", "yes", "untick")]).unwrap();
    assert_eq!(lines_apart(&protocol(), &email), ["on_holidays = true"]);
}

#[test]
fn a_way_without_hours_gets_some_below_those_of_the_others() {
    let calls = "[hours.phone]\nweekdays = { from = \"09:00\", to = \"20:30\" }\n\
                 saturday = { from = \"10:00\", to = \"17:00\" }\n\n";
    let text = protocol().replacen(calls, "", 1);
    assert!(!text.contains("[hours.phone]"), "nobody is rung");
    let boxes = [("phone-weekdays-from", "", "9:00"), ("phone-weekdays-to", "", "20:30")];

    let changed = set(&text, &boxes).unwrap();

    assert_eq!(lines_apart(&text, &changed), [] as [&str; 0]);
    let new = "\n[hours.phone]\nweekdays = { from = \"09:00\", to = \"20:30\" }\n";
    let others = "[hours.post]\nweekdays = { from = \"08:00\", to = \"16:00\" }\n";
    assert!(changed.contains(&format!("{others}{new}\n# Days are counted")), "{changed}");
    let protocol = read(&changed);
    assert_eq!(protocol.hours[&Way::Phone].in_words(), "Monday to Friday 09:00–20:30");
    let inline =
        "version = 1\nhours = { email = { weekdays = { from = \"07:00\", to = \"20:00\" } } }\n";
    let changed = set(inline, &boxes).unwrap();
    let phone = "phone = { weekdays = { from = \"09:00\", to = \"20:30\" } } }";
    assert!(changed.contains(phone), "{changed}");
}

#[test]
fn a_bank_holiday_comes_and_goes_in_its_place_and_the_remarks_of_the_others_stay() {
    let text = with_holidays();
    let seen = "2027-06-07\n2027-12-24";

    check(
        &text,
        &[("also", seen, "2027-06-07\r\n9 August 2027\r\n24/12/2027")],
        &[],
        &["  \"2027-08-09\","],
    );
    check(&text, &[("also", seen, "2027-06-07")], &["  \"2027-12-24\","], &[]);
    check(
        &text,
        &[("except", "2027-05-03", "2028-05-01")],
        &["except = [\"2027-05-03\"]"],
        &["except = [\"2028-05-01\"]"],
    );
    check(&text, &[("except", "2027-05-03", "")], &["except = [\"2027-05-03\"]"], &[]);
}

#[test]
fn the_first_bank_holiday_is_written_below_the_hours() {
    let text = protocol();
    let boxes = [("also", "", "2027-06-07"), ("region", "england_and_wales", "none")];

    let changed = set(&text, &boxes).unwrap();

    let new = "\n[holidays]\nregion = \"none\"\nalso = [\"2027-06-07\"]\n\n# Days are counted";
    assert!(changed.contains(new), "{changed}");
    assert_eq!(lines_apart(&text, &changed), [] as [&str; 0]);
    let holidays = read(&changed).holidays;
    assert_eq!((holidays.region, holidays.also.len()), (Region::None, 1));
}

#[test]
fn contacts_are_spaced_otherwise_each_by_one_line() {
    check(
        &protocol(),
        &[("hours_between", "48", "72"), ("hours_late", "48", "36"), ("most_contacts", "10", "8")],
        &["hours_between = 48", "hours_late = 48", "most_contacts = 10"],
        &["hours_between = 72", "hours_late = 36", "most_contacts = 8"],
    );
}

fn unfit(boxes: &[(&str, &str)]) -> Result<String, NotPlanned> {
    let own = |(name, typed): &(&str, &str)| ((*name).to_owned(), (*typed).to_owned());
    Err(NotPlanned::Unfit(boxes.iter().map(own).collect()))
}

#[test]
fn what_cannot_be_taken_is_told_box_by_box_and_nothing_is_changed() {
    let wrong = [
        ("sms-weekdays-from", "09:00", "nine"),
        ("post-sunday-to", "", "12:00"),
        ("region", "england_and_wales", "scotland"),
        ("also", "", "2027-06-07\n31 June 2027"),
        ("except", "", "3/5/27"),
        ("hours_between", "48", ""),
        ("most_contacts", "10", "-1"),
    ];
    let told = [
        ("sms-weekdays-from", "nine"),
        ("post-sunday-from", ""),
        ("region", "scotland"),
        ("also", "31 June 2027"),
        ("except", "3/5/27"),
        ("hours_between", ""),
        ("most_contacts", "-1"),
    ];
    assert_eq!(set(&protocol(), &wrong), unfit(&told));
    let closes = set(&protocol(), &[("sms-weekdays-to", "20:00", "")]);
    assert_eq!(closes, unfit(&[("sms-weekdays-to", "")]));
}

#[test]
fn of_two_who_change_the_hours_only_the_same_box_is_a_choice() {
    let eves = set(&protocol(), &[("sms-weekdays-from", "09:00", "10:00")]).unwrap();

    let both = set(&eves, &[("sms-weekdays-to", "20:00", "19:00")]).unwrap();
    let apart = set(&eves, &[("sms-weekdays-from", "09:00", "08:00")]);

    let planned = planned_manners(&both).unwrap();
    let weekdays = &planned.hours.iter().find(|own| own.way == Way::Sms).unwrap().days[0];
    assert_eq!((weekdays.from.as_str(), weekdays.to.as_str()), ("10:00", "19:00"));
    assert_eq!(apart, Err(NotPlanned::Both(vec!["sms-weekdays-from".to_owned()])));
    assert!(matches!(set("[[waves]\n", &[]), Err(NotPlanned::Text(_))));
}
