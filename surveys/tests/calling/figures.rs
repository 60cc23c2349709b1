//! What a supervisor reads of Ben's calls and of the answers that he wrote down. Every number is worked out by hand.

use surveys::{
    authoring::{self, File},
    calls::{BySlot, Figures, Group, Made, Noted, Slot, to_verify},
    definition::Survey,
    journey::Change,
    value::{Missing, Value},
};

use super::{TimeDelta, at, outcome};

/// A call of Ben's: its case, the part of the week, how it ended, after how many minutes somebody answered, and after how many
/// it was written down.
fn made((case, slot, key): (i32, &str, &str), (answered, ended): (Option<i64>, i64)) -> Made {
    let dialled = at("2026-03-03T10:00");
    let after = |minutes| dialled + TimeDelta::minutes(minutes);
    Made {
        case,
        slot: Slot::from_key(slot).expect("a slot"),
        outcome: outcome(key),
        is_by_proxy: false,
        dialled,
        answered: answered.map(after),
        ended: after(ended),
    }
}

/// Eight calls about seven people.
fn bens() -> [Made; 8] {
    [
        made((1, "M", "NOANS"), (None, 2)),
        made((1, "E", "REF_SOFT"), (Some(1), 4)),
        made((2, "M", "COMP_TEL"), (Some(1), 31)),
        made((3, "A", "PARTIAL"), (Some(2), 22)),
        made((4, "S", "BREAKOFF"), (Some(1), 10)),
        made((5, "E", "COMP_TEL"), (None, 20)),
        made((6, "A", "NONCON"), (Some(1), 3)),
        made((7, "M", "VM_MSG"), (None, 1)),
    ]
}

/// Rounded to four places.
fn places(share: Option<f64>) -> String {
    share.map_or("none".to_owned(), |share| format!("{share:.4}"))
}

#[test]
fn a_supervisor_reads_what_bens_calls_came_to() {
    let figures = Figures::of(&bens());

    let expected = Figures {
        calls: 8,
        cases: 7,
        reached: 6,
        spoken: 5,
        complete: 2,
        by_proxy: 0,
        partial: 1,
        refused: 1,
        broke_off: 1,
        call_minutes: Some(7.0),
        interview_minutes: Some(25.0),
    };
    assert_eq!(figures, expected);
    let shares = [figures.contact(), figures.cooperation(), figures.refusal()];
    assert_eq!(shares.map(places), ["0.8571", "0.4000", "0.2000"]);
}

#[test]
fn an_interview_that_somebody_else_gave_is_complete_and_no_call_in_which_they_spoke() {
    let mut calls = bens();
    calls[2].is_by_proxy = true;

    let figures = Figures::of(&calls);

    assert_eq!((figures.reached, figures.complete, figures.by_proxy), (6, 2, 1));
    assert_eq!(figures.spoken, 4);
    assert_eq!(places(figures.cooperation()), "0.2500");
}

#[test]
fn the_length_in_the_middle_is_one_that_there_was_where_their_number_is_odd() {
    let figures = Figures::of(&bens()[..3]);

    assert_eq!((figures.call_minutes, figures.interview_minutes), (Some(4.0), Some(30.0)));
}

#[test]
fn a_call_that_ben_wrote_down_on_the_next_day_counts_and_has_no_length() {
    let late = made((8, "A", "COMP_TEL"), (Some(1), 24 * 60));
    let calls: Vec<_> = bens().into_iter().chain([late]).collect();

    let figures = Figures::of(&calls);

    assert_eq!((figures.calls, figures.complete), (9, 3));
    assert_eq!((figures.call_minutes, figures.interview_minutes), (Some(7.0), Some(25.0)));
    assert_eq!(Figures::of(&[late]).call_minutes, None);
}

#[test]
fn whoever_sent_the_survey_online_was_reached_and_is_no_interview_of_bens_and_no_refusal() {
    let online = made((8, "A", "COMP_WEB"), (Some(1), 5));
    let before = Figures::of(&bens());
    let calls: Vec<_> = bens().into_iter().chain([online]).collect();

    let figures = Figures::of(&calls);

    assert_eq!((figures.calls, figures.reached), (9, before.reached + 1));
    assert_eq!((figures.complete, figures.spoken), (before.complete, before.spoken));
    assert_eq!(figures.cooperation(), before.cooperation());
    assert_eq!(figures.interview_minutes, before.interview_minutes);
    assert_eq!(Group::of(online.outcome), Group::OtherContact);
}

#[test]
fn who_rang_nobody_has_no_shares_and_no_lengths() {
    let nobody = Figures::of(&[]);

    assert_eq!(nobody, Figures::default());
    assert_eq!([nobody.contact(), nobody.cooperation(), nobody.refusal()], [None; 3]);
    assert_eq!(Noted::default().dont_know_share(), None);
}

#[test]
fn bens_calls_stand_in_the_part_of_the_week_in_which_he_made_them() {
    let calls = bens();
    let by_slot = BySlot::of(&calls);

    let row = |slot: Slot| Group::ALL.map(|group| by_slot.count(slot, group));
    assert_eq!(
        Slot::ALL.map(row),
        [
            [1, 0, 0, 2], // mornings
            [1, 0, 1, 0], // afternoons
            [1, 1, 0, 0], // evenings
            [0, 1, 0, 0], // Saturdays
        ]
    );
}

#[test]
fn the_first_three_of_bens_interviews_are_looked_at_again_and_one_of_each_ten_after_them() {
    let complete: Vec<i32> = (101..=123).collect();

    assert_eq!(to_verify(&[]), Vec::<i32>::new());
    assert_eq!(to_verify(&complete[..2]), [101, 102]);
    assert_eq!(to_verify(&complete[..12]), [101, 102, 103]);
    assert_eq!(to_verify(&complete[..13]), [101, 102, 103, 108], "the fifth of 104 to 113");
    assert_eq!(to_verify(&complete), [101, 102, 103, 108, 118], "the fifth of 114 to 123");
}

/// Three lines, `skills_a` to `skills_c`.
fn grid() -> Survey {
    let text = include_str!("../../examples/grid.toml").to_owned();
    authoring::read(&File { name: "grid.toml".to_owned(), text }, &|_| None).expect("a survey")
}

fn change(variable: &str, from: Option<Value>, to: Option<Value>) -> Change {
    Change { variable: variable.to_owned(), from, to }
}

/// What was chosen in each line for the first time.
fn lines(points: [i32; 3]) -> Vec<Change> {
    let lines = ["skills_a", "skills_b", "skills_c"].into_iter().zip(points);
    lines.map(|(line, point)| change(line, None, Some(Value::Code(point)))).collect()
}

#[test]
fn a_grid_with_the_same_number_in_every_line_is_told_apart() {
    let (survey, mut noted) = (grid(), Noted::default());

    noted.add(&survey, &lines([7, 7, 7]));
    noted.add(&survey, &lines([7, 7, 6]));
    noted.add(&survey, &lines([7, 7, 7])[..2]);

    assert_eq!(noted, Noted { answers: 8, grids: 2, alike: 1, ..Noted::default() });
}

#[test]
fn ben_changed_what_stood_there_and_what_nobody_had_said_is_no_change() {
    let (survey, mut noted) = (grid(), Noted::default());
    let missing = |reason| Some(Value::Missing(reason));
    let page = [
        change("skills_a", Some(Value::Code(3)), Some(Value::Code(4))),
        change("skills_b", missing(Missing::DontKnow), missing(Missing::Refused)),
        change("skills_c", missing(Missing::Blank), missing(Missing::DontKnow)),
        change("hours", Some(Value::Number(7.5)), None),
        change("other", None, missing(Missing::Blank)),
    ];
    let sent = [change("skills_a", Some(Value::Code(4)), missing(Missing::NotApplicable))];
    let back = [change(
        "_back",
        Some(Value::Text("skills".into())),
        Some(Value::Text("corrected".into())),
    )];

    for changes in [&page[..], &sent, &back] {
        noted.add(&survey, changes);
    }

    let expected = Noted { answers: 3, dont_know: 1, refused: 1, edits: 3, ..Noted::default() };
    assert_eq!(noted, expected);
    assert_eq!([noted.dont_know_share(), noted.refused_share()].map(places), ["0.3333"; 2]);
}
