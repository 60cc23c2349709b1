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
