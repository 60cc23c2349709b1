//! Interviews by telephone on the staff site: Sue supervises and interviews; Ivy interviews, and Anna is not hers.

mod odd;

use axum::http::StatusCode;
use records::{consent, links};
use surveys::{roles::Role, typed::Typed};

use super::desk::{Desk, noon};

/// Anna, born on 4 May 1980, agreed to everything.
async fn annas(desk: &Desk) -> String {
    let anna = desk.enrols_at("1001", "", "ashmere").await;
    let who = links::open(&desk.db, &desk.link("1001").await, None, noon()).await.unwrap();
    let mut agreed = Typed::default();
    for statement in who.study().consent.on_the_web() {
        let answer = if statement.ways.is_empty() { "yes" } else { "contact_sms" };
        agreed.add(statement.code.clone(), answer);
    }
    consent::give(&desk.db, &who, &agreed, noon()).await.unwrap();
    format!("/staff/bridgeway/participants/{anna}/interview/baseline")
}

#[tokio::test]
async fn before_the_birthday_is_right_nothing_is_said_and_no_page_is_shown() {
    let desk = Desk::open().await;
    let front = annas(&desk).await;
    let sue = desk.comes_in("sue@example.org", desk.of_study(Role::Supervisor)).await;
    let first = format!("{front}/pages/dob");

    let before = desk.opens(&front, Some(&sue)).await;
    assert!(before.body.contains("May I speak to First1001?"), "{}", before.body);
    let page = desk.opens(&first, Some(&sue)).await;
    assert_eq!(page.leads_to(), front);
    let wrong = desk.posts(&front, "then=check&day=5&month=4", Some(&sue)).await;

    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("That is not the birthday we have"));
    for told in ["I am calling from", "1980", "May 4", "4 May"] {
        assert!(!before.body.contains(told) && !wrong.body.contains(told), "{told}");
    }
    let typed = "then=next&dob_day=4&dob_month=5&dob_year=1980";
    let kept = desk.posts(&first, typed, Some(&sue)).await;
    assert_eq!(kept.status, StatusCode::FORBIDDEN, "nothing is kept either");
    let right = desk.posts(&front, "then=check&day=4&month=5", Some(&sue)).await;
    assert_eq!(right.leads_to(), front);
    let after = desk.opens(&front, Some(&sue)).await;
    let mut rest = after.body.as_str();
    for words in [
        "I am calling from Larkfield Research",
        "It looks at what helps people to find a job",
        "We have your number from when you joined",
        "you agreed to take part. You can change your mind",
        "It is up to you whether you take part",
        "A supervisor may listen to this call",
        "Is now a good time?",
    ] {
        rest = rest.split_once(words).unwrap_or_else(|| panic!("{words} is not next: {rest}")).1;
        assert!(!before.body.contains(words), "{words} is said too early");
    }
}

#[tokio::test]
async fn a_page_is_read_out_saved_and_gone_back_from_with_a_reason() {
    let desk = Desk::open().await;
    let front = annas(&desk).await;
    let sue = desk.comes_in("sue@example.org", desk.of_study(Role::Supervisor)).await;
    let posts =
        async |to: &str, form: &str| desk.posts(&format!("{front}{to}"), form, Some(&sue)).await;
    posts("", "then=check&day=4&month=5").await;

    let begun = posts("", "then=begin&answers=them").await;
    assert_eq!(begun.leads_to(), format!("{front}/pages/dob"));
    let next = posts("/pages/dob", "then=next&dob_day=4&dob_month=5&dob_year=1980").await;
    assert_eq!(next.leads_to(), format!("{front}/pages/sex"));
    let shown = desk.opens(next.leads_to(), Some(&sue)).await;
    let answers = "Then read out these answers, without their numbers:";
    for words in ["Read out", "What is your sex?", answers, "Never read out", "Save and next"] {
        assert!(shown.body.contains(words), "{words}: {}", shown.body);
    }
    let open = posts("/pages/sex", "then=next").await;
    assert_eq!(open.leads_to(), format!("{front}/pages/sex"), "it is asked once more");
    let once_more = desk.opens(open.leads_to(), Some(&sue)).await.body;
    let left_out = "Choose one answer, or press “Save and next” to leave it out";
    assert!(once_more.contains(left_out), "{once_more}");
    assert!(!once_more.contains("press Continue"), "{once_more}");

    let why = posts("/pages/sex", "then=back&sex=1").await;
    assert_eq!(why.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(why.body.contains("Say why you go back"), "{}", why.body);
    let back = posts("/pages/sex", "then=back&sex=1&back-because=corrected").await;
    assert_eq!(back.leads_to(), format!("{front}/pages/dob"));
    let paused = posts("/pages/sex", "then=pause&sex=2").await;
    assert_eq!(paused.leads_to(), format!("{front}/pause"));
    let ended = posts("/pause", "then=call-back").await;
    let without_case = "/participants/1?done=call-back-without-case";
    assert!(ended.leads_to().ends_with(without_case), "{}", ended.leads_to());
    let told = desk.opens(ended.leads_to(), Some(&sue)).await;
    assert!(told.body.contains("No call is planned by this"), "{}", told.body);
    let again = desk.opens(&format!("{front}/pages/sex"), Some(&sue)).await;
    assert_eq!(again.leads_to(), front, "the next call begins with the birthday");
}

#[tokio::test]
async fn who_stops_here_is_back_at_the_participant_and_chooses_from_nothing() {
    let desk = Desk::open().await;
    let front = annas(&desk).await;
    let sue = desk.comes_in("sue@example.org", desk.of_study(Role::Supervisor)).await;
    desk.posts(&front, "then=check&day=4&month=5", Some(&sue)).await;
    desk.posts(&front, "then=begin&answers=them", Some(&sue)).await;

    let ended = desk.posts(&format!("{front}/pause"), "then=stop", Some(&sue)).await;

    assert_eq!(ended.leads_to(), "/staff/bridgeway/participants/1?done=interview-stopped");
    let page = desk.opens(ended.leads_to(), Some(&sue)).await;
    assert!(page.body.contains("Nothing else has stopped"), "{}", page.body);
    assert!(page.body.contains("Record that they stop, or do less"), "{}", page.body);
    assert!(!page.body.contains("type=\"radio\""), "{}", page.body);
}

#[tokio::test]
async fn sue_reads_how_long_the_questions_took_once_two_pages_were_saved_in_a_call() {
    let desk = Desk::open().await;
    let front = annas(&desk).await;
    let sue = desk.comes_in("sue@example.org", desk.of_study(Role::Supervisor)).await;
    let posts =
        async |to: &str, form: &str| desk.posts(&format!("{front}{to}"), form, Some(&sue)).await;
    let figures =
        async || desk.posts("/staff/bridgeway/call-figures", "then=figure", Some(&sue)).await.body;
    posts("", "then=check&day=4&month=5").await;
    posts("", "then=begin&answers=them").await;
    posts("/pages/dob", "then=next&dob_day=4&dob_month=5&dob_year=1980").await;
    let first = figures().await;
    assert!(!first.contains("Time for each question"), "the first page has no length: {first}");

    posts("/pages/sex", "then=next&sex=1").await;

    let page = figures().await;
    for told in [
        "Time for each question",
        "How long a question took each interviewer",
        "Pages, the slowest first",
        "Nobody who saved a page three times took less than half as long",
    ] {
        assert!(page.contains(told), "{told}: {page}");
    }
}

#[tokio::test]
async fn somebody_else_answers_only_when_it_is_said_who_and_why() {
    let desk = Desk::open().await;
    let front = annas(&desk).await;
    let sue = desk.comes_in("sue@example.org", desk.of_study(Role::Supervisor)).await;
    let ivy = desk.comes_in("ivy@example.org", desk.of_study(Role::Interviewer)).await;
    desk.posts(&front, "then=check&day=4&month=5", Some(&sue)).await;

    let open = desk.posts(&front, "then=begin&answers=proxy", Some(&sue)).await;
    assert_eq!(open.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(open.body.contains("Choose who answers") && open.body.contains("Choose why they"));
    let before = desk.opens(&front, Some(&sue)).await;
    assert!(
        before.body.contains("You answer for First1001, as far as you know"),
        "{}",
        before.body
    );
    let said = "then=begin&answers=proxy&relation=partner&because=ill";
    let begun = desk.posts(&front, said, Some(&sue)).await;
    assert_eq!(begun.leads_to(), format!("{front}/pages/dob"));
    for to in ["", "/pages/dob"] {
        let page = desk.opens(&format!("{front}{to}"), Some(&sue)).await;
        assert!(page.body.contains("Somebody else answers for them."), "{to}: {}", page.body);
    }

    for to in ["", "/pages/dob", "/pause", "/review"] {
        let answer = desk.opens(&format!("{front}{to}"), Some(&ivy)).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "Anna is not Ivy's: {to}");
    }
}

#[tokio::test]
async fn what_sue_typed_once_the_call_was_ended_in_another_tab_stays_before_her_and_is_sent_again()
{
    let desk = Desk::open().await;
    let front = annas(&desk).await;
    let sue = desk.comes_in("sue@example.org", desk.of_study(Role::Supervisor)).await;
    let posts =
        async |to: &str, form: &str| desk.posts(&format!("{front}{to}"), form, Some(&sue)).await;
    posts("", "then=check&day=4&month=5").await;
    posts("/pause", "then=call-back").await;

    let typed = "then=next&dob_day=4&dob_month=5&dob_year=1980";
    let unsaved = posts("/pages/dob", typed).await;

    assert_eq!(unsaved.status, StatusCode::FORBIDDEN);
    let again = format!("action=\"{front}/pages/dob\"");
    let anew = format!("href=\"{front}\"");
    for told in ["This page is not saved yet", "name=\"dob_year\"", "Send it again", &again, &anew]
    {
        assert!(unsaved.body.contains(told), "{told}: {}", unsaved.body);
    }
    posts("", "then=check&day=4&month=5").await;
    let kept = posts("/pages/dob", typed).await;
    assert_eq!(kept.leads_to(), format!("{front}/pages/sex"));
}

#[tokio::test]
async fn what_was_said_of_a_danger_is_never_lost_though_anna_is_not_ivys_any_more() {
    let desk = Desk::open().await;
    let front = annas(&desk).await;
    let ivy = desk.comes_in("ivy@example.org", desk.of_study(Role::Interviewer)).await;

    let said = "then=concern&words=He+is+at+the+door";
    let untold = desk.posts(&format!("{front}/pause"), said, Some(&ivy)).await;

    assert_eq!(untold.status, StatusCode::NOT_FOUND);
    for told in ["Nobody has been told", "call 999", "He is at the door"] {
        assert!(untold.body.contains(told), "{told}: {}", untold.body);
    }
}

#[tokio::test]
async fn sue_reads_what_she_raised_of_a_danger_and_whom_to_ring_where_nobody_is_on_duty() {
    let desk = Desk::open().await;
    let front = annas(&desk).await;
    let sue = desk.comes_in("sue@example.org", desk.of_study(Role::Supervisor)).await;
    desk.posts(&front, "then=check&day=4&month=5", Some(&sue)).await;
    let pause = format!("{front}/pause");

    let said = "then=concern&words=He+is+at+the+door";
    let alone = desk.posts(&pause, said, Some(&sue)).await;

    assert_eq!(alone.status, StatusCode::OK, "{}", alone.body);
    let nobody = "Nobody is on duty in this study";
    for told in ["It is on record as task 1", "He is at the door", nobody, "the study’s team"] {
        assert!(alone.body.contains(told), "{told}: {}", alone.body);
    }
    for untrue in ["You see below", "the people on duty are told"] {
        assert!(!alone.body.contains(untrue), "{untrue}: {}", alone.body);
    }
    desk.comes_in("rosa@example.org", desk.of_study(Role::SafeguardingLead)).await;
    let later = desk.opens(&pause, Some(&sue)).await;
    assert!(later.body.contains("Nobody has taken it yet"), "{}", later.body);
    assert!(!later.body.contains(nobody), "{}", later.body);
}

/// What a page has in its frames to be read out, without what is filled in for Anna and whoever rings.
fn read_out(page: &str) -> Vec<String> {
    let frames = page.split("Read out</p>").skip(1);
    let frames = frames.map(|rest| rest.split("</div>").next().unwrap_or_default());
    let words = frames.flat_map(|frame| frame.split("<p>").skip(1));
    let words = words.map(|words| words.split("</p>").next().unwrap_or_default());
    let filled =
        [("First1001", "{name}"), ("Somebody Invented", "{interviewer}"), ("12", "{minutes}")];
    let unfilled = |words: &str| {
        filled
            .iter()
            .fold(words.replace("<!>", ""), |words, (fact, name)| words.replace(fact, name))
    };
    words.map(unfilled).collect()
}

#[tokio::test]
async fn all_that_sue_reads_out_around_the_questions_is_what_an_ethics_committee_reads() {
    let desk = Desk::open().await;
    let front = annas(&desk).await;
    let sue = desk.comes_in("sue@example.org", desk.of_study(Role::Supervisor)).await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    let pack = desk.posts("/staff/bridgeway/pack", "as=html", Some(&eve)).await;

    let mut said = read_out(&desk.opens(&front, Some(&sue)).await.body);
    desk.posts(&front, "then=check&day=4&month=5", Some(&sue)).await;
    for to in ["", "/pause"] {
        said.extend(read_out(&desk.opens(&format!("{front}{to}"), Some(&sue)).await.body));
    }

    assert_eq!(said.len(), 11, "{said:?}");
    for words in said {
        assert!(pack.body.contains(&format!("“{words}”")), "{words}");
    }
}
