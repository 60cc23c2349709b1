//! Ringing people from the command line.

use serde_json::Value;

use crate::desk::Desk;

const INVITES_NOOR: &str = "staff invite noor@example.org --role interviewer --study bridgeway";

fn read(json: &str) -> Value {
    serde_json::from_str(json.trim()).expect("JSON")
}

#[test]
fn where_nobody_is_to_be_rung_it_is_said_and_who_interviews_is_known() {
    let desk = Desk::with_people("calls-nobody");
    let next =
        "calls next --study bridgeway --interviewer noor@example.org --at 2025-03-04T10:00:00Z";
    desk.types(next).refused("noor@example.org is no interviewer of this study");
    assert_eq!(desk.types(INVITES_NOOR).code, 0);

    desk.types(next).done().says("Nobody is to be rung then.");
    let told = desk.types(&format!("{next} --json")).done().out;
    assert_eq!(read(&told)["case"], Value::Null);
    desk.types(&next.replace("noor@example.org", "1")).done().says("Nobody is to be rung then.");
    desk.types(&next.replace("noor@example.org", "99"))
        .refused("99 is no interviewer of this study");
    desk.types(&next.replace("T10:00:00Z", "")).refused_with("“2025-03-04” is no moment");
    let record = next.replace("next", "record") + " --case 1 --outcome NOANS";
    desk.types(&record).refused_with("this is no case of this interviewer");
    desk.types(&record.replace("2025", "2999"))
        .refused("this moment is still to come: no call was dialled then");
    let guessed = desk.types(&record.replace("NOANS", "NOBODY"));
    assert_eq!(guessed.code, 2);
    assert!(guessed.err.contains("there is no such outcome; there are COMP_TEL"), "{guessed:?}");
}

#[test]
fn a_list_without_anybody_says_whether_the_protocol_rings_anybody_and_json_says_nothing() {
    let desk = Desk::with_people("calls-list");
    let list = desk.types("calls list --study bridgeway").done();
    list.says_also("Nobody has come to a step by telephone yet");
    let json = desk.types("calls list --study bridgeway --json").done();
    assert_eq!(json.out, "");

    let desk = Desk::empty("calls-list-no-step");
    desk.writes("check-in.toml", include_str!("../../../examples/safeguarding/check-in.toml"));
    desk.writes("study.toml", include_str!("../../../examples/safeguarding/study.toml"));
    desk.writes("protocol.toml", include_str!("../../../examples/safeguarding/protocol.toml"));
    assert_eq!(desk.types("study load study.toml").code, 0);
    let list = desk.types("calls list --study lantern").done();
    list.says_also("its protocol has no step by telephone");
}

#[test]
fn rules_are_shown_changed_and_set_and_what_is_amiss_is_said() {
    let desk = Desk::with_people("calls-rules");
    let show = "calls rules show --study bridgeway";
    let usual = desk.types(show).done().out;
    assert!(usual.starts_with("# As usual"), "{usual}");

    desk.writes("rules.toml", usual.replace("lease_minutes = 10", "lease_minutes = 0"));
    desk.types("calls rules set --study bridgeway rules.toml").refused_with("lease_minutes is 0");
    desk.writes("rules.toml", usual.replace("a_wave = 8", "a_wave = 99"));
    desk.types("calls rules set --study bridgeway rules.toml")
        .refused_with("most.a_wave is more than 8; write 8 or less");
    desk.writes("rules.toml", usual.clone());
    desk.types("calls rules set --study bridgeway rules.toml").done().says_also("hold already");
    desk.writes("rules.toml", usual.replace("lease_minutes = 10", "lease_minutes = 15"));
    desk.types("calls rules set --study bridgeway rules.toml").done().says_also("Version 1");

    let set = desk.types(show).done().out;
    assert!(set.starts_with("# Version 1") && set.contains("lease_minutes = 15"), "{set}");
}

#[test]
fn rates_are_told_as_of_a_day_and_are_none_where_nobody_was_asked() {
    let desk = Desk::with_people("calls-rates");

    let rates = "calls rates --study bridgeway --wave four-month --as-of 2026-03-03 --json";
    let told = read(&desk.types(rates).done().out);

    assert_eq!((&told["I"], &told["RR1"]), (&Value::from(0), &Value::Null));
    assert_eq!(told["design"], "trial");
    desk.types(&rates.replace("four-month", "tenth")).refused("the study has no such wave");
}

#[test]
fn figures_of_interviewers_are_told_as_of_a_day_and_nobody_has_any_who_did_nothing() {
    let desk = Desk::with_people("calls-figures");
    let figures = "calls figures --study bridgeway --wave four-month --as-of 2026-03-03 --json";

    let told = read(&desk.types(figures).done().out);

    assert_eq!(told["wave"], "four-month");
    assert_eq!(told["as_of"], "2026-03-03");
    assert_eq!(told["interviewers"], Value::Array(Vec::new()));
    assert_eq!(told["pages"], Value::Array(Vec::new()), "no question was timed");
    for slot in ["M", "A", "E", "S"] {
        for group in ["interview", "refusal", "other_contact", "no_contact"] {
            assert_eq!(told["slots"][slot][group], 0, "{told}");
        }
    }
    desk.types(&figures.replace("four-month", "tenth")).refused("the study has no such wave");
    let all = figures.replace(" --wave four-month", "").replace(" --json", "");
    desk.types(&all).done().says("all waves as of the end of 2026-03-03");
}

#[test]
fn an_invented_trial_is_rung_as_widely_as_it_should_be_and_nobody_is_who_should_not_be() {
    let desk = Desk::empty("calls-simulate");

    let told =
        desk.types("calls simulate --days 42 --interviewers 2 --participants 1200 --seed 2 --json");

    let told = read(&told.done().out);
    let never = [
        "outside_hours",
        "over_8",
        "over_2_a_day",
        "same_slot_same_day",
        "leased_twice",
        "dialled_after_complete",
        "dialled_after_stop",
        "dialled_in_hold",
    ];
    for count in never {
        assert_eq!(told[count], 0, "{told}");
    }
    assert!(told["calls"].as_u64() > Some(20), "{told}");
    let count = |name: &str| told[name].as_u64().expect("a count");
    assert!(count("exhausted_and_covered") > 0, "none was rung as often as may be: {told}");
    assert_eq!(
        count("exhausted"),
        count("exhausted_and_covered") + count("closed_too_soon"),
        "{told}"
    );
}
