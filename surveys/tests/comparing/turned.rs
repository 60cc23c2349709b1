//! What means the opposite, and what hangs on something that means something else.

use surveys::comparing::{Comparability, compare, variables};

use super::{WORK, check, read};

#[test]
fn a_scale_that_is_turned_round_is_not_comparable_although_its_ends_share_words() {
    let ends = "low = \"Not at all\"\nhigh = \"Completely\"";
    let of =
        |low: &str, high: &str| WORK.replace(ends, &format!("low = \"{low}\"\nhigh = \"{high}\""));
    let judged = |old: &str, new: &str| {
        let (old, new) = (read(old), read(new));
        let told = variables(&old, &new, &compare(&old, &new));
        told.into_iter().find(|one| one.name == "trust_boss").unwrap().is.to_string()
    };
    let useful = of("Not useful", "Very useful");

    assert_eq!(judged(&useful, &of("Very useful", "Not useful")), "not comparable");
    assert_eq!(judged(&useful, &of("Very useful.", "Not so useful")), "not comparable");
    assert_eq!(judged(&useful, &of("Not very useful", "Very useful")), "with care");
    let (less, more) = ("Less than more", "More than less");
    assert_eq!(judged(&of(less, more), &of(more, less)), "not comparable");
}

#[test]
fn options_and_rows_that_change_places_and_get_a_full_stop_stand_for_something_else() {
    check(
        &[
            ("Yes, to my old job", "Yes, to yet another job"),
            ("text = \"Yes, to another job\"", "text = \"Yes, to my old job.\""),
        ],
        "working: 1 stands for something else: “Yes, to my old job” before, “Yes, to yet another job” now\n\
         working: 2 stands for something else: “Yes, to another job” before, “Yes, to my old job.” now",
        "working not comparable, hrs with care, days_01 with care, days_02 with care, days_97 with care, days_97t with care, d_full \
         not comparable, ck_hours with care",
    );
    check(
        &[("text = \"Your manager\"", "text = \"Your own colleagues\"")],
        "trust: row boss is about something else: “Your manager” before, “Your own colleagues” now",
        "trust_boss not comparable",
    );
}

/// Days are asked of those who work full time, which is worked out.
const OF_FULL: (&str, &str) =
    ("asked_if = \"working one of 1, 2 and hrs > 0\"", "asked_if = \"d_full = 1\"");

#[test]
fn a_question_asked_by_what_is_worked_out_in_another_way_is_to_be_taken_with_care() {
    let old = read(&WORK.replace(OF_FULL.0, OF_FULL.1));
    let text =
        WORK.replace(OF_FULL.0, OF_FULL.1).replace("when = \"hrs >= 30\"", "when = \"hrs >= 35\"");
    let new = read(&text);

    let judged = variables(&old, &new, &compare(&old, &new));

    let days = judged.iter().find(|one| one.name == "days_01").unwrap();
    assert_eq!(days.is, Comparability::WithCare);
    assert_eq!(days.because, ["whether it is asked hangs on d_full, which means something else"]);
}

#[test]
fn a_question_whose_words_fill_in_what_has_another_unit_is_to_be_taken_with_care() {
    let filled = WORK.replace("What are you paid?", "What are you paid for {hrs}?");
    let minutes = filled.replace("unit = \"hours a week\"", "unit = \"minutes a week\"");
    let (old, new) = (read(&filled), read(&minutes));

    let judged = variables(&old, &new, &compare(&old, &new));

    let pay = judged.iter().find(|one| one.name == "pay").unwrap();
    assert_eq!(pay.is, Comparability::WithCare);
    assert_eq!(pay.because, ["its words fill in hrs, which means something else"]);
    let trust = judged.iter().find(|one| one.name == "trust_boss").unwrap();
    assert_eq!(trust.is, Comparability::Same);
}
