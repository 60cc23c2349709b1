//! Safeguarding on the staff site. Rosa and Tomas answer alerts, Ivy speaks with participants, and Anna is
//! one of them.

use axum::http::StatusCode;
use surveys::roles::Role;

use super::desk::Desk;

const CONCERN: &str = "/staff/bridgeway/concern";
const TASKS: &str = "/staff/bridgeway/tasks";
const TASK: &str = "/staff/bridgeway/tasks/1";

struct Team {
    desk: Desk,
    rosa: String,
    tomas: String,
}

async fn team() -> Team {
    let desk = Desk::open().await;
    desk.enrols("1001", "Anna").await;
    let lead = || desk.of_study(Role::SafeguardingLead);
    let rosa = desk.comes_in("rosa@example.org", lead()).await;
    let tomas = desk.comes_in("tomas@example.org", lead()).await;
    Team { desk, rosa, tomas }
}

fn form(fields: &[(&str, &str)]) -> String {
    let field = |(name, value): &(&str, &str)| format!("{name}={}", value.replace(' ', "+"));
    fields.iter().map(field).collect::<Vec<_>>().join("&")
}

fn concern(words: &str) -> String {
    form(&[("number", "1001"), ("words", words), ("immediate", "yes")])
}

#[tokio::test]
async fn a_concern_is_raised_taken_by_one_of_two_written_about_and_closed() {
    let Team { desk, rosa, tomas } = team().await;

    let raised = desk.posts(CONCERN, &concern("She sounded lost."), Some(&tomas)).await;
    assert_eq!(raised.leads_to(), format!("{CONCERN}?done=concern-raised"));
    let list = desk.opens(TASKS, Some(&rosa)).await;
    assert!(list.body.contains("Level 3: most urgent") && list.body.contains("Nobody has it yet"));
    assert!(!list.body.contains("Anna") && !list.body.contains("sounded lost"));

    let taken = desk.posts(&format!("{TASK}/take"), "", Some(&rosa)).await;
    assert_eq!(taken.leads_to(), format!("{TASK}?done=task-taken"));
    let late = desk.posts(&format!("{TASK}/take"), "", Some(&tomas)).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.body.contains("Somebody else was quicker"), "{}", late.body);
    assert!(late.body.contains("Take it over from"));

    let note =
        desk.posts(&format!("{TASK}/note"), &form(&[("note", "Called.")]), Some(&rosa)).await;
    assert_eq!(note.leads_to(), format!("{TASK}?done=task-noted"));
    let closed = desk.posts(&format!("{TASK}/close"), "outcome=spoken", Some(&rosa)).await;
    assert_eq!(closed.leads_to(), format!("{TASK}?done=task-closed"));

    let task = desk.opens(&format!("{TASK}?done=task-closed"), Some(&tomas)).await;
    for words in ["Anna", "07700 900123", "She sounded lost.", "Called.", "We spoke to them"] {
        assert!(task.body.contains(words), "{words}");
    }
    assert!(!desk.opens(TASKS, Some(&rosa)).await.body.contains("tasks/1"));
    assert!(desk.opens(&format!("{TASKS}/closed"), Some(&rosa)).await.body.contains("tasks/1"));
}

#[tokio::test]
async fn an_interviewer_raises_nothing_about_somebody_who_is_not_theirs_and_opens_no_task() {
    let Team { desk, rosa, .. } = team().await;
    let ivy = desk.comes_in("ivy@example.org", desk.of_study(Role::Interviewer)).await;

    let refused = desk.posts(CONCERN, &concern("She sounded lost."), Some(&ivy)).await;

    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("None of your participants has this study number"));
    assert!(refused.body.contains("She sounded lost."), "what she wrote is still there");
    desk.posts(CONCERN, &concern("Hers."), Some(&rosa)).await;
    for address in [TASKS, TASK, "/staff/bridgeway/tasks/closed"] {
        assert_eq!(desk.opens(address, Some(&ivy)).await.status, StatusCode::FORBIDDEN);
    }
    assert!(!desk.opens(CONCERN, Some(&ivy)).await.body.contains("Task 1"));
}

#[tokio::test]
async fn whoever_raises_a_concern_while_nobody_is_there_is_told_so_and_what_to_do() {
    let Team { desk, rosa, .. } = team().await;
    desk.is_staffed(&["tuesday", "wednesday", "thursday"]).await;

    let form = desk.opens(CONCERN, Some(&rosa)).await.body;
    for words in [
        "Nobody is on duty now. Somebody is there again on Tuesday 15 September 2026, 9am.",
        "If a life is at risk, call 999.",
        "0161 496 0190",
        "Yes. Somebody acts by Tuesday 15 September 2026, 1pm",
        "No. Somebody looks at it by Wednesday 16 September 2026, 5pm",
    ] {
        assert!(form.contains(words), "{words}: {form}");
    }
    let raised = desk.posts(CONCERN, &concern("She sounded lost."), Some(&rosa)).await;
    let after = desk.opens(raised.leads_to(), Some(&rosa)).await.body;
    assert!(after.contains("Somebody has to act by Tuesday 15 September 2026, 1pm"), "{after}");

    desk.is_staffed(&["monday", "tuesday"]).await;
    let form = desk.opens(CONCERN, Some(&rosa)).await.body;
    assert!(!form.contains("Nobody is on duty now"));
    assert!(form.contains("Yes. Somebody acts by Monday 14 September 2026, 5pm"), "{form}");
}

#[tokio::test]
async fn of_somebody_whose_name_was_deleted_the_task_says_what_to_do_and_asks_for_no_words() {
    let Team { desk, rosa, tomas } = team().await;
    desk.is_staffed(&["monday"]).await;
    let carys = desk.comes_in("carys@example.org", desk.of_study(Role::DataManager)).await;
    desk.posts(CONCERN, &concern("She sounded lost."), Some(&tomas)).await;
    let before = desk.opens(TASK, Some(&rosa)).await.body;
    assert!(before.contains("Write something down") && !before.contains("Nobody can reach"));
    let erase = "erase_number=1001&what=name&channel=phone&then=erase&sure=yes";
    desk.posts("/staff/bridgeway/requests/erase", erase, Some(&carys)).await;

    let task = desk.opens(TASK, Some(&rosa)).await.body;
    assert!(task.contains("Nobody can reach this person from here."), "{task}");
    assert!(task.contains("0161 496 0190") && !task.contains("<textarea"), "{task}");
    desk.posts(&format!("{TASK}/take"), "", Some(&rosa)).await;
    let task = desk.opens(TASK, Some(&rosa)).await.body;
    assert!(task.contains("value=\"forgotten\"") && !task.contains("<textarea"), "{task}");
    let closed = desk.posts(&format!("{TASK}/close"), "outcome=forgotten", Some(&rosa)).await;
    assert_eq!(closed.leads_to(), format!("{TASK}?done=task-closed"));
    let task = desk.opens(TASK, Some(&rosa)).await.body;
    assert!(task.contains("The lead knows, and decided") && !task.contains("<textarea"));
}

#[tokio::test]
async fn a_concern_about_somebody_whose_name_was_deleted_is_raised_and_what_was_written_is_still_there()
 {
    let Team { desk, rosa, tomas } = team().await;
    let carys = desk.comes_in("carys@example.org", desk.of_study(Role::DataManager)).await;
    let erase = "erase_number=1001&what=name&channel=phone&then=erase&sure=yes";
    desk.posts("/staff/bridgeway/requests/erase", erase, Some(&carys)).await;

    let raised = desk.posts(CONCERN, &concern("She sounded lost."), Some(&tomas)).await;

    assert_eq!(raised.status, StatusCode::OK);
    assert!(raised.body.contains("Your concern is on record, but not what you wrote"));
    assert!(raised.body.contains("She sounded lost."), "to be read to whoever is called");
    let task = desk.opens(TASK, Some(&rosa)).await.body;
    assert!(task.contains("What they wrote could not be kept") && !task.contains("sounded lost"));
}

#[tokio::test]
async fn what_is_most_urgent_stands_apart_in_words() {
    let Team { desk, rosa, .. } = team().await;
    desk.enrols("1002", "Ben").await;
    desk.posts(CONCERN, &concern("She sounded lost."), Some(&rosa)).await;
    let ben = form(&[("number", "1002"), ("words", "He is low."), ("immediate", "no")]);
    desk.posts(CONCERN, &ben, Some(&rosa)).await;

    let list = desk.opens(TASKS, Some(&rosa)).await.body;

    let (first, others) = list.split_once("All others").expect("a heading");
    assert!(first.contains("Act on these first") && first.contains("Level 3: most urgent"));
    assert!(first.contains("Somebody may be in danger now.") && !first.contains("Level 1"));
    assert!(others.contains("Level 1: to be looked at") && !others.contains("in danger"));
}

#[tokio::test]
async fn a_form_that_says_too_little_says_what_is_missing_and_changes_nothing() {
    let Team { desk, rosa, .. } = team().await;
    let silent = desk.posts(CONCERN, &form(&[("number", "1001")]), Some(&rosa)).await;
    assert!(silent.body.contains("Choose yes or no"));
    let blank = desk.posts(CONCERN, &concern(""), Some(&rosa)).await;
    assert!(blank.body.contains("Write what was said, or what you saw"));
    assert!(desk.opens(TASKS, Some(&rosa)).await.body.contains("No task is open."));
    desk.posts(CONCERN, &concern("She sounded lost."), Some(&rosa)).await;

    for (deed, form, says) in [
        ("note", "note=", "Write something first"),
        ("close", "closing=Well", "Choose how it ended"),
        ("close", "outcome=spoken", "Take the task first, then close it"),
        ("hand-over", "to=", "Choose to whom you hand it over"),
        ("hand-over", "to=4711", "Choose to whom you hand it over"),
    ] {
        let page = desk.posts(&format!("{TASK}/{deed}"), form, Some(&rosa)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{deed}");
        assert!(page.body.contains(says), "{deed} says {says}");
    }
    for nobodys in ["0", "4711", "x", "-1"] {
        let page = desk.posts(&format!("{TASKS}/{nobodys}/take"), "", Some(&rosa)).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{nobodys}");
        let page = desk.opens(&format!("{TASKS}/{nobodys}"), Some(&rosa)).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{nobodys}");
    }
}

#[tokio::test]
async fn script_in_a_concern_a_note_and_a_closing_comes_back_as_words() {
    let Team { desk, rosa, .. } = team().await;
    let evil = "%3Cscript%3Ealert(1)%3C%2Fscript%3E%3C%2Ftextarea%3E%3Cb%3E";
    desk.posts(CONCERN, &concern(evil), Some(&rosa)).await;
    desk.posts(&format!("{TASK}/take"), &format!("from={evil}"), Some(&rosa)).await;
    desk.posts(&format!("{TASK}/note"), &form(&[("note", evil)]), Some(&rosa)).await;

    let again =
        desk.posts(&format!("{TASK}/close"), &form(&[("closing", evil)]), Some(&rosa)).await;
    let wrong = desk.posts(CONCERN, &form(&[("number", evil), ("words", evil)]), Some(&rosa)).await;

    for page in [again, wrong, desk.opens(TASK, Some(&rosa)).await] {
        assert!(!page.body.contains("<script") && !page.body.contains("<b>"), "{}", page.body);
        assert!(page.body.contains("&lt;script&gt;") || page.body.contains("&lt;script>"));
    }
}

#[tokio::test]
async fn the_overview_says_how_many_tasks_wait_to_those_who_act_on_them_only() {
    let Team { desk, rosa, .. } = team().await;
    let ivy = desk.comes_in("ivy@example.org", desk.of_study(Role::Interviewer)).await;
    assert!(desk.opens("/staff", Some(&rosa)).await.body.contains("No safeguarding task is open."));
    desk.posts(CONCERN, &concern("She sounded lost."), Some(&rosa)).await;

    let overview = desk.opens("/staff", Some(&rosa)).await;

    let counts = "1 safeguarding task is open. Nobody has taken it.";
    assert!(overview.body.contains(counts), "{}", overview.body);
    assert!(overview.body.contains(TASKS));
    let hers = desk.opens("/staff", Some(&ivy)).await;
    assert!(!hers.body.contains("is open") && hers.body.contains(CONCERN));
}
