//! Somebody who types sees the page on which they write.

use surveys::{definition::Kind, editing::page_at, shown::as_written};

use super::{SURVEY, read};

/// The keys of the questions on the page that belongs to the only line with these words.
fn check(words: &str, page: Option<&[&str]>) {
    let survey = read(SURVEY);
    let mut lines = SURVEY.lines().enumerate().filter(|(_, line)| line.contains(words));
    let line = lines.next().expect("there is such a line").0 + 1;
    assert_eq!(lines.count(), 0, "{words} stands in one line");
    let found = page_at(&survey, SURVEY, line).map(|place| {
        let page = survey.pages().nth(place).expect("it is a page").1;
        page.questions.iter().map(|one| one.key.to_string()).collect::<Vec<_>>()
    });
    assert_eq!(
        found.as_deref(),
        page.map(|keys| keys.iter().map(ToString::to_string).collect::<Vec<_>>()).as_deref(),
        "{words}"
    );
}

#[test]
fn in_a_question_it_is_the_page_that_asks_it() {
    check("Yes, to another job", Some(&["working"]));
    check("How many hours a week", Some(&["hrs", "days"]));
    check("asked_if = \"working one of 1, 2\"", Some(&["hrs", "days"]));
}

#[test]
fn in_a_list_of_pages_it_is_the_page_of_that_line() {
    check("Your week", Some(&["hrs", "days"]));
    check("questions = [\"help\"]", Some(&["help"]));
    check("the first thing that anybody is asked", Some(&["working"]));
    check("those who walk to work", Some(&["shoes"]));
}

#[test]
fn where_no_page_is_written_it_is_none() {
    check("minutes = 3", None);
    let survey = read(SURVEY);
    for line in [0, 1, usize::MAX] {
        let _ = page_at(&survey, SURVEY, line);
        assert_eq!(page_at(&survey, "", line), None);
        assert_eq!(page_at(&survey, "[[\n]=\"", line), None);
    }
}

#[test]
fn a_page_is_shown_with_everything_that_somebody_may_see_on_it() {
    let text = SURVEY.replace(
        "{ code = 3, text = \"No\" }",
        "{ code = 3, text = \"No, since {rand_date}\", offered_if = \"rand_date is answered\" }",
    );
    let survey = read(&text);

    let page = as_written(&survey, 1).expect("there is a second page");
    assert_eq!((page.step, page.steps), (2, survey.pages().count()));
    assert!(page.questions.iter().all(|one| one.asked), "hours, too, which not everyone is asked");
    let first = as_written(&survey, 0).expect("there is a first page");
    let Kind::Single { options } = &first.questions[0].question.kind else { panic!("it is one") };
    assert!(options.iter().any(|option| option.text == "No, since \u{2026}"));
    assert!(as_written(&survey, 99).is_none());
}
