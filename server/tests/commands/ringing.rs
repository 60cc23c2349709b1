//! What the commands for calls print of people who are rung: the next case, what came of a call, and the rates of a wave.

use serde_json::{Value, json};

use crate::{desk::Desk, statements::does_in_file};

const NOOR: &str = "--study bridgeway --interviewer noor@example.org";

/// Everybody agreed to calls on Monday 2 March 2026.
const AGREED: &str = "INSERT INTO consent_event \
    (participant_id, form_version, statement, permission, answer, channel, actor, at) \
    SELECT id, 1, statement, permission, 'yes', 'phone', 'command line', '2026-03-02T12:00:00+00:00' FROM participant, \
    (SELECT 'C2' AS statement, NULL AS permission UNION SELECT 'C4', 'contact_phone')";

/// Everybody is to be rung from then on.
const ISSUED: &str = "INSERT INTO call_case \
    (study_id, participant_id, wave_key, issued_at, next_at, rank, ends_at, chance, revision) \
    SELECT study_id, id, 'baseline', '2026-03-02T12:00:00+00:00', '2026-03-02T12:00:00+00:00', 200, \
    '9999-12-31T00:00:00+00:00', id, 0 FROM participant";

/// A study where so many people with a telephone agreed to calls, and Noor interviews. Their numbers begin as those of invented
/// people do; there the moment that is typed is the clock.
fn room(test: &str, people: u32) -> Desk {
    let desk = Desk::with_study(test);
    enrol(&desk, "DEMO-0", people);
    does(&desk, &[AGREED, ISSUED]);
    desk
}

fn enrol(desk: &Desk, begins: &str, people: u32) {
    let row = |place: u32| format!("{begins}{place:04},First{place},07700 900{place:03}\n");
    let rows: String = (1..=people).map(row).collect();
    desk.writes("people.csv", format!("study_number,first_name,mobile\n{rows}"));
    desk.types("enrol --study bridgeway people.csv").done();
    let invited = "staff invite noor@example.org --role interviewer --study bridgeway";
    assert_eq!(desk.types(invited).code, 0);
}

fn does(desk: &Desk, what: &[&str]) {
    let file = desk.folder().join("throughline-data/throughline.db");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(does_in_file(&file, what));
}

/// What a command of Noor's prints.
fn told(desk: &Desk, words: &str) -> String {
    desk.types(&format!("calls {words} {NOOR}")).done().out.trim_end().to_owned()
}

/// The same as JSON.
fn read(desk: &Desk, words: &str) -> Value {
    serde_json::from_str(&told(desk, &format!("{words} --json"))).expect("JSON")
}

#[test]
fn noor_is_told_whom_to_ring_why_and_in_which_part_of_the_week() {
    let desk = room("ringing-next", 1);

    let given = read(&desk, "next --at 2026-03-03T10:00:00Z");

    let expected = json!({
        "case": 1,
        "study_number": "DEMO-00001",
        "wave": "baseline",
        "reason": "slot_not_tried",
        "slot": "M",
        "number": 0,
        "attempts": 0,
        "until": "2026-03-03T10:10:00Z",
    });
    assert_eq!(given, expected);
    assert_eq!(
        told(&desk, "next --at 2026-03-03T10:01:00Z"),
        "Case 1: DEMO-00001 about baseline, since not rung often enough at this time of the week. It is theirs until \
         2026-03-03T10:10:00Z.",
        "whoever has a case is told the same again"
    );
    assert_eq!(
        told(&desk, "next --at 2026-03-08T10:00:00Z"),
        "Nobody is to be rung now.",
        "Sunday"
    );
}

#[test]
fn noor_is_told_how_a_case_stands_after_each_call_and_when_they_are_rung_next() {
    let desk = room("ringing-record", 1);
    told(&desk, "next --at 2026-03-03T10:00:00Z");

    let silent = read(&desk, "record --case 1 --outcome NOANS --at 2026-03-03T10:02:00Z");

    let three_hours_later = json!({
        "state": "later",
        "next_at": "2026-03-03T13:02:00Z",
        "until": "2026-03-03T17:00:00Z",
        "reason": "slot_not_tried",
        "slot": "A",
        "outcome": "NOANS",
        "attempts": 1,
        "link_by": null,
    });
    assert_eq!(silent, three_hours_later);
    assert_eq!(told(&desk, "next --at 2026-03-03T12:30:00Z"), "Nobody is to be rung now.");
    told(&desk, "next --at 2026-03-03T13:10:00Z");
    assert_eq!(
        told(&desk, "record --case 1 --outcome BUSY --at 2026-03-03T13:11:00Z"),
        "from 2026-03-04T17:00:00Z: not rung often enough at this time of the week; it counts as BUSY after 2 calls."
    );
    told(&desk, "next --at 2026-03-04T17:00:00Z");
    let refused = read(&desk, "record --case 1 --outcome REF_HARD --at 2026-03-04T17:02:00Z");
    let closed = json!({
        "state": "not",
        "next_at": null,
        "why": "the person stopped this survey",
        "outcome": "REF_HARD",
        "attempts": 3,
        "link_by": null,
    });
    assert_eq!(refused, closed);
    assert_eq!(read(&desk, "next --at 2026-03-05T10:00:00Z"), json!({ "case": null }));
}

#[test]
fn in_a_study_of_real_people_a_moment_only_shows_who_would_be_next() {
    let desk = Desk::with_study("ringing-looking");
    enrol(&desk, "EX-", 1);
    does(&desk, &[AGREED, ISSUED]);

    let would_be = read(&desk, "next --at 2026-03-03T10:00:00Z");

    assert_eq!((&would_be["case"], &would_be["until"]), (&json!(1), &Value::Null), "{would_be}");
    assert_eq!(
        told(&desk, "next --at 2026-03-03T10:00:00Z"),
        "Case 1: EX-0001 would be rung about baseline, since not rung often enough at this time of the week. Nobody is \
         given it."
    );
    let record = format!("calls record --case 1 --outcome NOANS --at 2026-03-03T10:02:00Z {NOOR}");
    desk.types(&record).refused_with("this is no case of this interviewer");
}

/// 750 people of a sample: 412 sent the survey, and 338 did not. What became of those who were rung is in the last call.
const SENT: &str = "INSERT INTO response \
    (participant_id, wave_key, survey_version_id, status, mode_start, mode_end, begun_on, started_at, saved_at, submitted_at, \
    saves, out_of_window, proxy, consent_at_start, sheet) \
    SELECT participant.id, 'baseline', (SELECT MIN(id) FROM survey_version), 'complete', 'web', 'web', '2026-03-03', \
    '2026-03-03T10:00:00+00:00', '2026-03-03T10:00:00+00:00', '2026-03-03T10:00:00+00:00', 1, FALSE, FALSE, '{}', '{}' \
    FROM participant WHERE participant.id <= 412";
const RUNG: &str = "INSERT INTO call_attempt \
    (case_id, number, line, line_mark, dialled_at, ended_at, outcome, staff_id) \
    SELECT id, 1, 0, '', '2026-03-03T10:00:00+00:00', '2026-03-03T10:05:00+00:00', \
    CASE WHEN id <= 450 THEN 'PARTIAL' WHEN id <= 511 THEN 'REF_HARD' WHEN id <= 685 THEN 'NOANS' ELSE 'LANG' END, \
    (SELECT MIN(id) FROM staff_member) FROM call_case WHERE id BETWEEN 413 AND 697";
const WITHDREW: &str = "INSERT INTO stop_event \
    (participant_id, act, choice, decided_by, channel, actor, decided_on, reference, at, asked_wave) \
    SELECT id, 'stops', 'no-more-surveys', 'participant', 'phone', 'command line', '2026-03-03', 'SM-' || id, \
    '2026-03-03T11:00:00+00:00', 'baseline' FROM participant WHERE id BETWEEN 698 AND 705";
/// Noor has the case of somebody who had not answered.
const GIVEN: &str = "UPDATE call_case SET leased_to = (SELECT MIN(id) FROM staff_member), \
    last_leased_to = (SELECT MIN(id) FROM staff_member), \
    leased_until = '2026-03-04T13:10:00+00:00' WHERE id = 512";

/// A study without arms, so that it is counted as a sample.
fn sample(test: &str) -> Desk {
    let desk = Desk::empty(test);
    desk.copies("study.toml");
    let study = desk.reads("study.toml");
    let (before, rest) = study.split_once("[[arms]]").expect("it has arms");
    let (_, after) = rest.split_once("[[sites]]").expect("and sites");
    let before = before.replacen("timezone =", "arms = []\ntimezone =", 1);
    desk.writes("study.toml", format!("{before}[[sites]]{after}"));
    desk.types("study load study.toml").done();
    enrol(&desk, "DEMO-0", 750);
    does(&desk, &[AGREED, ISSUED, SENT, RUNG, WITHDREW]);
    desk
}

fn rates(desk: &Desk, day: &str) -> Value {
    let rates = format!("calls rates --study bridgeway --wave baseline --as-of {day} --json");
    serde_json::from_str(desk.types(&rates).done().out.trim()).expect("JSON")
}

#[test]
fn the_rates_of_a_wave_are_those_of_the_formulas_and_a_later_call_changes_no_earlier_day() {
    let desk = sample("ringing-rates");

    let first = rates(&desk, "2026-03-03");

    let expected = json!({
        "wave": "baseline", "as_of": "2026-03-03", "design": "sample", "left_out": 0,
        "I": 412, "P": 38, "R": 61, "NC": 174, "O": 12, "UO": 45, "ineligible": 8, "died": 0,
        "RR1": 0.5553, "RR2": 0.6065, "e": 0.9887, "RR3": 0.5556, "COOP1": 0.7878, "REF1": 0.0822, "CON1": 0.7049,
    });
    assert_eq!(first, expected);
    let in_words = "calls rates --study bridgeway --wave baseline --as-of 2026-03-03";
    let in_words = desk.types(in_words).done().out;
    for line in ["     412 I", "       8 ineligible", "  0.5553 RR1", "  0.9887 e", "  0.7049 CON1"]
    {
        assert!(in_words.lines().any(|own| own == line), "{line}: {in_words}");
    }

    does(&desk, &[GIVEN]);
    told(&desk, "record --case 512 --outcome REF_HARD --at 2026-03-04T13:05:00Z");

    assert_eq!(rates(&desk, "2026-03-03"), first);
    let later = rates(&desk, "2026-03-04");
    assert_eq!((&later["R"], &later["NC"], &later["I"]), (&json!(62), &json!(173), &json!(412)));
}
