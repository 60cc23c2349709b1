//! Rules of calling as a study writes them.

use surveys::{
    calls::{Amiss, CallRules, HoursBoxes, NumberBox, SLOTS, Slot, Unfit},
    manners::Open,
    typed::Typed,
};

fn read(text: &str) -> CallRules {
    toml::from_str(text).expect("the rules read")
}

fn amiss(text: &str) -> Vec<String> {
    read(text).check().iter().map(ToString::to_string).collect()
}

#[test]
fn rules_that_say_nothing_are_the_usual_ones_and_in_order() {
    assert_eq!(read(""), CallRules::usual());
    assert_eq!(amiss(""), Vec::<String>::new());
}

#[test]
fn what_a_study_writes_is_changed_and_all_else_is_as_usual() {
    let rules = read("lease_minutes = 20\n[most]\na_wave = 10\n[delays]\nno_answer_hours = 4\n");

    assert_eq!((rules.lease_minutes, rules.most.a_wave, rules.most.a_day), (20, 10, 2));
    assert_eq!((rules.delays.no_answer_hours, rules.delays.message_hours), (4, 24));
    assert_eq!(toml::to_string(&rules).ok().map(|text| read(&text)), Some(rules));
}

#[test]
fn a_slip_in_a_name_is_refused() {
    assert!(toml::from_str::<CallRules>("leese_minutes = 20").is_err());
    assert!(toml::from_str::<CallRules>("[most]\na_week = 3").is_err());
}

#[test]
fn all_that_contradicts_itself_is_told_at_once_with_a_way_to_mend_it() {
    let office = Some(Open {
        from: "09:00:00".parse().expect("a time"),
        to: "17:00:00".parse().expect("a time"),
    });
    let mut rules = read("lease_minutes = 0\n[most]\na_wave = 4\na_day = 1\na_slot = 2\n");
    (rules.hours.weekdays, rules.hours.saturday) = (office, None);

    let told: Vec<_> = rules.check().iter().map(ToString::to_string).collect();

    assert_eq!(
        told,
        [
            "calls on evenings are needed, and the hours have none; open some, or write first.evenings = 0",
            "calls on saturdays are needed, and the hours have none; open some, or write first.saturdays = 0",
            "lease_minutes is 0; write 1 or more",
            "most.a_slot is more than 1; write 1 or less",
            "most.a_slot is more than most.a_day; write a smaller most.a_slot or a larger most.a_day",
            "the first 6 calls are more than a wave may have; write most.a_wave = 6 or more, or fewer first.attempts",
        ]
    );
}

#[test]
fn nobody_is_rung_99_times_about_a_survey_or_9_times_a_day_whatever_a_study_writes() {
    assert_eq!(
        amiss(
            "lease_minutes = 10000\n[most]\na_wave = 99\na_day = 9\nmessages = 3\nconversions = 2\n"
        ),
        [
            "most.a_wave is more than 8; write 8 or less",
            "most.a_day is more than 2; write 2 or less",
            "most.messages is more than 2; write 2 or less",
            "most.conversions is more than 1; write 1 or less",
            "lease_minutes is more than 120; write 120 or less",
        ]
    );
}

#[test]
fn hours_that_cannot_be_are_told_by_the_day_on_which_they_cannot() {
    let mut rules = CallRules::usual();
    rules.hours.saturday = rules.hours.saturday.map(|open| Open { from: open.to, to: open.from });
    rules.appointments.weekdays = None;
    let told: Vec<_> = rules.check().iter().map(|amiss| amiss.problem()).collect();

    assert_eq!(told[0], "hours.saturday.from is not earlier than the end of those hours");
    let narrow = "appointments.weekdays.from leaves out a time at which people are rung";
    assert!(told.contains(&narrow.to_owned()), "{told:?}");
    assert!(told.iter().any(|one| one.contains(Slot::Saturday.plural())), "{told:?}");
}

#[test]
fn appointments_that_end_too_early_on_sunday_are_told_at_the_box_where_they_end() {
    let open = |from: &str, to: &str| {
        let time = |text: &str| text.parse().expect("a time");
        Some(Open { from: time(from), to: time(to) })
    };
    let mut rules = CallRules::usual();
    rules.hours.sunday = open("10:00:00", "17:00:00");
    rules.appointments.sunday = open("09:00:00", "16:00:00");

    assert_eq!(rules.check(), [Amiss::NarrowAppointments("appointments.sunday.to")]);
}

/// A form that is filled in with what these rules say.
fn form(rules: &CallRules) -> Typed {
    let mut typed = Typed::default();
    for boxes in HoursBoxes::ALL {
        boxes.names.into_iter().zip(boxes.of(rules)).for_each(|(name, at)| typed.add(name, at));
    }
    SLOTS.into_iter().zip(rules.slots_in_boxes()).for_each(|(name, at)| typed.add(name, at));
    NumberBox::ALL.iter().for_each(|number| typed.add(number.name, number.of(rules)));
    typed
}

#[test]
fn a_form_that_a_supervisor_leaves_as_it_is_says_what_the_rules_said() {
    let other = read("lease_minutes = 20\n[most]\na_wave = 10\n[first]\ndays = 12\n");

    for rules in [CallRules::usual(), other] {
        assert_eq!(CallRules::filled(&form(&rules)), Ok(rules));
    }
}

#[test]
fn every_box_that_cannot_be_read_is_told_with_what_is_wrong_in_it() {
    let mut typed = form(&CallRules::usual());
    let wrong = ["hours.saturday.to", "slots.evening", "most.a_day", "lease_minutes"];
    typed.retain(|name| !wrong.contains(&name));
    typed.add("slots.evening", "teatime");
    typed.add("most.a_day", "-1");
    typed.add("lease_minutes", "100000");

    let unfit = CallRules::filled(&typed).expect_err("four boxes are wrong");

    assert_eq!(
        unfit,
        [
            ("hours.saturday.to", Unfit::OneTime),
            ("slots.evening", Unfit::NoTime),
            ("most.a_day", Unfit::NoNumber),
            ("lease_minutes", Unfit::TooLarge),
        ]
    );
}
