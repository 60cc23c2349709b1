//! What is wrong with rules of calling, in words.

use surveys::calls::{Amiss, HoursBoxes, NumberBox, SLOTS, Slot, Unfit};

/// What the boxes are called in which the afternoon and the evening begin.
pub(crate) const SLOT_LABELS: [&str; 2] = ["The afternoon begins", "The evening begins"];

/// What is wrong in a box of the rules.
pub(crate) const fn unfit(unfit: Unfit) -> &'static str {
    match unfit {
        Unfit::NoNumber => "Write a whole number, such as 3",
        Unfit::TooLarge => "Write a smaller number",
        Unfit::NoTime => "Write a time like 17:30",
        Unfit::OneTime => "Write both times, or leave both empty for a day without calls",
    }
}

/// What is wrong in a box of the rules, with the name of the box: of several faults it says which is which.
pub(crate) fn of_box(name: &str, words: &str) -> String {
    match label(name) {
        Some(label) => format!("{label}: {words}"),
        None => words.to_owned(),
    }
}

/// What a box of the rules is called.
fn label(name: &str) -> Option<String> {
    let number = NumberBox::ALL.into_iter().find(|one| one.name == name).map(|one| one.label);
    let slot = SLOTS.iter().position(|one| *one == name).map(|place| SLOT_LABELS[place]);
    let hours = HoursBoxes::ALL.into_iter().find_map(|boxes| {
        let place = boxes.names.iter().position(|one| *one == name)?;
        boxes.labels().into_iter().nth(place)
    });
    number.or(slot).map(str::to_owned).or(hours)
}

/// What is wrong with rules as a whole, beside the box where it is put right.
pub(crate) fn amiss(amiss: &Amiss) -> (&'static str, String) {
    let (at, words) = match amiss {
        Amiss::Backwards(name) => (*name, "Write a time earlier than “until”"),
        Amiss::NeverOpen => {
            ("hours.weekdays.from", "Write hours for some day: nobody could be rung")
        }
        Amiss::SlotsOutOfOrder => (SLOTS[1], "Write an evening that begins after the afternoon"),
        Amiss::NoHourIn(slot) => no_hour(*slot),
        Amiss::NarrowAppointments(name) => {
            (*name, "Write hours at least as wide as those for calls on the same days")
        }
        Amiss::Nothing(name) => (*name, "Write 1 or more"),
        Amiss::TooMany(name, limit) => return (*name, format!("Write {limit} or less")),
        Amiss::FirstTooFew(_) => (
            "first.attempts",
            "Write more: mornings, afternoons, evenings and Saturdays do not fit",
        ),
        Amiss::FirstTooMany(_) => {
            ("first.attempts", "Write fewer: these are more calls than one survey may have")
        }
        Amiss::MoreThan("most.a_day", _) => {
            ("most.a_day", "Write fewer: these are more than about one survey")
        }
        Amiss::MoreThan(name, _) => (*name, "Write fewer: these are more than on one day"),
        Amiss::DaysOfOne(_) => ("first.days", "Write 0, or make more than one call the first ones"),
        Amiss::ConversionAtOnce => {
            ("delays.refusal_days", "Write 1 or more, or never ask again after a refusal")
        }
    };
    (at, words.to_owned())
}

/// Calls are needed in a part of the week that has no hour.
const fn no_hour(slot: Slot) -> (&'static str, &'static str) {
    match slot {
        Slot::Saturday => {
            ("first.saturdays", "Nobody is rung on Saturday: write 0, or open hours then")
        }
        Slot::Morning => {
            ("first.mornings", "Nobody is rung in the morning: write 0, or open hours then")
        }
        Slot::Afternoon => {
            ("first.afternoons", "Nobody is rung in the afternoon: write 0, or open hours then")
        }
        Slot::Evening => {
            ("first.evenings", "Nobody is rung in the evening: write 0, or open hours then")
        }
    }
}
