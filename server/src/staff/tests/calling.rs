//! Ringing people on the staff site: Ivy and Ian interview, and Sue supervises. Anna agreed to calls, and is to be rung this Monday
//! at one in the afternoon where she lives.

mod supervising;

mod given_away;

mod looking_back;

mod pressing;

use ::surveys::{roles::Role, typed::Typed};
use axum::http::StatusCode;
use records::{consent, links};

use super::{
    desk::{Answer, Desk, form::Form, noon},
    statements,
};

const CALLS: &str = "/staff/bridgeway/calls";
const CALL: &str = "/staff/bridgeway/calls/1";
const LIST: &str = "/staff/bridgeway/call-list";
const RULES: &str = "/staff/bridgeway/call-rules";
const RATES: &str = "/staff/bridgeway/call-rates";
const FIGURES: &str = "/staff/bridgeway/call-figures";

const ISSUED: &str = "INSERT INTO call_case (study_id, participant_id, wave_key, issued_at, next_at, rank, ends_at, chance, \
                      revision) SELECT study_id, id, 'baseline', '2026-09-14 12:00:00+00:00', '2026-09-14 12:00:00+00:00', \
                      200, '9999-12-31 00:00:00+00:00', 1, 0 FROM participant WHERE study_number = '1001'";

/// Anna sends on the web what Ivy began with her.
const SENT_ONLINE: &str = "INSERT INTO response (participant_id, wave_key, survey_version_id, status, mode_start, mode_end, \
                           begun_on, started_at, saved_at, submitted_at, saves, out_of_window, proxy, consent_at_start, \
                           sheet) SELECT id, 'baseline', (SELECT MIN(id) FROM survey_version), 'complete', 'telephone', \
                           'web', '2026-09-14', '2026-09-14 11:50:00+00:00', '2026-09-14 11:55:00+00:00', \
                           '2026-09-14 11:55:00+00:00', 2, FALSE, FALSE, '{}', '{}' FROM participant \
                           WHERE study_number = '1001'";

struct Room {
    desk: Desk,
    ivy: String,
    sue: String,
}

impl Room {
    async fn opens() -> Self {
        let desk = Desk::open().await;
        desk.enrols("1001", "Anna").await;
        let who = links::open(&desk.db, &desk.link("1001").await, None, noon()).await.unwrap();
        let mut agreed = Typed::default();
        for statement in who.study().consent.on_the_web() {
            let answer = if statement.ways.is_empty() { "yes" } else { "contact_phone" };
            agreed.add(statement.code.clone(), answer);
        }
        consent::give(&desk.db, &who, &agreed, noon()).await.unwrap();
        statements::does(desk.db.writer(), ISSUED).await;
        let ivy = desk.comes_in("ivy@example.org", desk.of_study(Role::Interviewer)).await;
        let sue = desk.comes_in("sue@example.org", desk.of_study(Role::Supervisor)).await;
        Self { desk, ivy, sue }
    }

    /// The same, once Ivy was given Anna.
    async fn is_given() -> Self {
        let room = Self::opens().await;
        assert_eq!(room.ivy_posts(CALLS, "then=next").await.leads_to(), CALL);
        room
    }

    async fn ivy_posts(&self, address: &str, form: &str) -> Answer {
        self.desk.posts(address, form, Some(&self.ivy)).await
    }

    async fn sue_posts(&self, address: &str, form: &str) -> Answer {
        self.desk.posts(address, form, Some(&self.sue)).await
    }
}

#[tokio::test]
async fn an_interviewer_is_given_the_next_case_with_the_reason_and_sees_the_number_when_they_ask() {
    let room = Room::opens().await;
    let calls = room.desk.opens(CALLS, Some(&room.ivy)).await;
    assert!(calls.body.contains("Next call"), "{}", calls.body);

    assert_eq!(room.ivy_posts(CALLS, "then=next").await.leads_to(), CALL);
    let call = room.desk.opens(CALL, Some(&room.ivy)).await;

    assert!(call.body.contains("not rung often enough at this time of the week"), "{}", call.body);
    for hidden in ["07700", "Anna", "COMP_TEL"] {
        assert!(!call.body.contains(hidden), "{hidden}: {}", call.body);
    }
    let missing = "8: the call is complete once the survey was sent";
    assert!(call.body.contains(missing), "{}", call.body);
    let shown = room.ivy_posts(CALL, "then=show").await;
    for told in ["href=\"tel:", "07700 900123", "May I speak to Anna?", "Interview them"] {
        assert!(shown.body.contains(told), "{told}: {}", shown.body);
    }
    assert!(shown.body.contains("/interview/baseline"), "{}", shown.body);
}

#[tokio::test]
async fn a_call_is_written_down_with_what_follows_and_then_the_case_is_nobodys() {
    let room = Room::is_given().await;

    let ended = room.ivy_posts(CALL, "then=ended&outcome=NOANS").await;
    assert!(ended.body.contains("They are rung after 3 hours or more."), "{}", ended.body);
    let record = "then=record&outcome=NOANS&dialled=13:00&note=A+dog+barked";
    let written = room.ivy_posts(CALL, record).await;

    assert_eq!(written.status, StatusCode::OK, "{}", written.body);
    for told in ["The call is written down", "No answer", "Monday 14 September 2026, 5pm"] {
        assert!(written.body.contains(told), "{told}: {}", written.body);
    }
    let other = room.ivy_posts(CALL, "then=record&outcome=BUSY&dialled=13:00").await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(other.body.contains("not yours any more"), "{}", other.body);
    let next = room.ivy_posts(CALLS, "then=next").await;
    assert!(next.body.contains("Nobody is to be rung now"), "{}", next.body);
}

#[tokio::test]
async fn a_call_of_an_earlier_day_is_written_down_and_today_is_meant_unless_it_is_said() {
    let room = Room::is_given().await;
    let earlier = "UPDATE call_case SET issued_at = '2026-09-11 12:00:00+00:00'";
    statements::does(room.desk.db.writer(), earlier).await;

    let ended = room.ivy_posts(CALL, "then=ended&outcome=NOANS").await;
    let form = Form::on(&ended.body, CALL);
    assert_eq!(form.says("dialled_on"), "2026-09-14");
    let written = room.ivy_posts(CALL, &form.with("dialled_on", "2026-09-12").then("record")).await;

    assert!(written.body.contains("The call is written down"), "{}", written.body);
    let figures = room.sue_posts(FIGURES, "then=figure&day=2026-09-12").await;
    assert!(figures.body.contains("role=\"img\""), "{}", figures.body);
    assert!(!figures.body.contains("Nobody had rung anybody by then."), "{}", figures.body);
    let before = room.sue_posts(FIGURES, "then=figure&day=2026-09-11").await;
    assert!(before.body.contains("Nobody had rung anybody by then."), "{}", before.body);
}

/// What is typed of a call, and what is then said of it.
const OPEN: [(&str, &str); 14] = [
    ("then=ended", "Choose how the call ended"),
    ("then=record&outcome=COMP_TEL&dialled=13:00", "The survey was not sent"),
    ("then=record&outcome=PARTIAL&dialled=13:00", "Too little was answered"),
    ("then=record&outcome=APPT_HARD", "Choose a day"),
    ("then=record&outcome=APPT_HARD&day=2026-09-15", "Write a time like 17:30"),
    (
        "then=record&outcome=APPT_HARD&dialled=13:00&day=2026-09-20&from=10:00",
        "Nobody can be rung at this time",
    ),
    ("then=record&outcome=AWAY", "Choose a day"),
    (
        "then=record&outcome=APPT_HARD&dialled=13:00&day=2029-12-25&from=10:00",
        "more than eight weeks away",
    ),
    ("then=record&outcome=LANG", "Write which language they speak"),
    ("then=record&outcome=NOANS&dialled=13:01", "no later than now"),
    ("then=record&outcome=NOANS", "Write when you dialled, like 17:42"),
    ("then=record&outcome=MAXATT", "Choose how the call ended"),
    (
        "then=record&outcome=NOANS&dialled=13:00&dialled_on=2026-09-13",
        "This is before they were to be rung",
    ),
    (
        "then=record&outcome=NOANS&dialled=13:00&dialled_on=2026-09-15",
        "Choose a day, not after today",
    ),
];

#[tokio::test]
async fn what_goes_with_an_outcome_is_asked_for_and_an_appointment_is_one_that_can_be_kept() {
    let room = Room::is_given().await;
    for (form, words) in OPEN {
        let answer = room.ivy_posts(CALL, form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        assert!(answer.body.contains(words), "{form}: {words}: {}", answer.body);
    }

    let kept =
        "then=record&outcome=APPT_HARD&dialled=13:00&day=2026-09-15&from=18:30&who=participant";
    let kept = room.ivy_posts(CALL, kept).await;

    assert_eq!(kept.status, StatusCode::OK, "{}", kept.body);
    assert!(kept.body.contains("Tuesday 15 September 2026"), "{}", kept.body);
    assert!(kept.body.contains("an appointment at this time"), "{}", kept.body);
}

#[tokio::test]
async fn a_day_far_away_is_asked_about_beside_all_that_is_open_and_only_once() {
    let room = Room::is_given().await;

    let open = room.ivy_posts(CALL, "then=record&outcome=APPT_HARD&day=2029-12-25").await;
    for words in ["more than eight weeks away", "Write a time like 17:30"] {
        assert!(open.body.contains(words), "{words}: {}", open.body);
    }
    let form = Form::on(&open.body, CALL).with("from", "10:00").with("dialled", "13:01");
    let still = room.ivy_posts(CALL, &form.then("record")).await;

    assert!(still.body.contains("no later than now"), "{}", still.body);
    assert!(!still.body.contains("more than eight weeks away"), "{}", still.body);
    let form = Form::on(&still.body, CALL);
    assert_eq!(form.says("far_day"), "2029-12-25", "it stays answered");
    let other = room.ivy_posts(CALL, &form.with("day", "2028-12-27").then("record")).await;
    assert!(other.body.contains("Is it 27 December 2028?"), "{}", other.body);
}

#[tokio::test]
async fn what_anna_sent_on_the_web_is_told_at_once_and_is_not_written_down_as_ivys_interview() {
    let room = Room::is_given().await;
    statements::does(room.desk.db.writer(), SENT_ONLINE).await;

    let call = room.desk.opens(CALL, Some(&room.ivy)).await;
    for told in ["They sent the survey themselves, on the web", "value=\"COMP_WEB\""] {
        assert!(call.body.contains(told), "{told}: {}", call.body);
    }
    assert!(!call.body.contains("value=\"COMP_TEL\""), "{}", call.body);
    let front = "/staff/bridgeway/participants/1/interview/baseline";
    let front = room.desk.opens(front, Some(&room.ivy)).await;
    assert!(front.body.contains("They sent the answers themselves, on the web"), "{}", front.body);
    let hers = room.ivy_posts(CALL, "then=record&outcome=COMP_TEL&dialled=13:00").await;
    assert_eq!(hers.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(hers.body.contains("Choose “Completed online meanwhile”"), "{}", hers.body);

    let online = "then=record&outcome=COMP_WEB&dialled=13:00&who=participant";
    let online = room.ivy_posts(CALL, online).await;

    assert_eq!(online.status, StatusCode::OK, "{}", online.body);
    assert!(online.body.contains("Completed online meanwhile"), "{}", online.body);
}

#[tokio::test]
async fn to_call_anna_another_day_leads_ivy_to_the_case_where_she_writes_the_day_down() {
    let room = Room::is_given().await;
    let front = "/staff/bridgeway/participants/1/interview/baseline";
    room.ivy_posts(front, "then=check&day=4&month=5").await;
    let before = room.desk.opens(front, Some(&room.ivy)).await;
    assert!(before.body.contains("Write down how this call ended"), "{}", before.body);

    let ended = room.ivy_posts(&format!("{front}/pause"), "then=call-back").await;

    assert_eq!(ended.leads_to(), format!("{CALL}?done=call-back"));
    let call = room.desk.opens(ended.leads_to(), Some(&room.ivy)).await;
    for told in ["Write down below how the call ended, with the day", "value=\"APPT_HARD\""] {
        assert!(call.body.contains(told), "{told}: {}", call.body);
    }
    assert!(!call.body.contains("Show the number"), "the call is over: {}", call.body);
}

#[tokio::test]
async fn a_case_of_another_interviewer_is_none() {
    let room = Room::is_given().await;
    let ian = room.desk.comes_in("ian@example.org", room.desk.of_study(Role::Interviewer)).await;

    assert_eq!(room.desk.opens(CALL, Some(&ian)).await.status, StatusCode::NOT_FOUND);
    let shown = room.desk.posts(CALL, "then=show", Some(&ian)).await;
    assert_eq!(shown.status, StatusCode::NOT_FOUND);
    let next = room.desk.posts(CALLS, "then=next", Some(&ian)).await;
    assert!(next.body.contains("Nobody is to be rung now"), "{}", next.body);
}

#[tokio::test]
async fn script_and_sql_in_any_field_about_calls_are_words_like_others() {
    let room = Room::is_given().await;
    let evil = "%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E'%3B+DROP+TABLE+call_case%3B+--";
    let all = |fields: &[&str]| {
        fields.iter().map(|field| format!("{field}={evil}")).collect::<Vec<_>>().join("&")
    };

    let appointment = all(&["dialled", "answered", "day", "from", "until", "who", "note"]);
    let ivys = [
        (CALL, format!("then=record&outcome=APPT_SOFT&{appointment}")),
        (CALL, format!("then=record&outcome=LANG&{}", all(&["language", "note"]))),
        (CALL, all(&["then", "outcome"])),
        (CALLS, all(&["then"])),
    ];
    for (address, form) in ivys {
        let page = room.ivy_posts(address, &form).await;
        assert!(!page.body.contains("<script>alert"), "{address} {form}");
        assert!(page.status.as_u16() < 500, "{address} {form}: {}", page.status);
    }
    let sues = [
        (LIST, all(&["then", "which", "case", "interviewer"])),
        (LIST, format!("then=reassign&{}", all(&["case", "interviewer"]))),
        (RULES, all(&["most.a_wave", "hours.weekdays.from", "slots.evening", "reason"])),
        (RATES, format!("then=rate&{}", all(&["wave", "day"]))),
        (FIGURES, format!("then=figure&{}", all(&["wave", "day"]))),
        (FIGURES, format!("then=verify&{}", all(&["wave", "day", "case", "finding"]))),
    ];
    for (address, form) in sues {
        let page = room.sue_posts(address, &form).await;
        assert!(!page.body.contains("<script>alert"), "{address} {form}");
        assert!(page.status.as_u16() < 500, "{address} {form}: {}", page.status);
    }
}
