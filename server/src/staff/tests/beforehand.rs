//! Conditions that look at what was known before the survey, chosen and not typed.

use ::surveys::roles::Role;

use super::desk::Desk;

const WHEN: &str = "/staff/surveys/sleep/when/question.first";

#[tokio::test]
async fn eve_chooses_an_answer_of_an_earlier_wave_and_an_arm_by_what_they_are_called() {
    let desk = Desk::open().await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    desk.posts("/staff/surveys", "key=sleep&title=Sleep", Some(&eve)).await;

    let page = desk.opens(WHEN, Some(&eve)).await.body;
    assert!(page.contains("<option value=\"baseline.llcond\">"), "{page}");
    let on = desk.posts(WHEN, "revision=1&about=baseline.llcond&then=about", Some(&eve)).await;
    assert_eq!(on.leads_to(), format!("{WHEN}/new/baseline.llcond"));
    let codes = desk.opens(on.leads_to(), Some(&eve)).await.body;
    assert!(codes.contains("With which answers?") && codes.contains("id=\"with-1\""), "{codes}");
    let added = desk.posts(on.leads_to(), "revision=1&how=is&with=1&then=add", Some(&eve)).await;
    assert_eq!(added.leads_to(), format!("{WHEN}?done=draft-saved"), "{}", added.body);
    let arms = desk.opens(&format!("{WHEN}/new/arm"), Some(&eve)).await.body;
    assert!(arms.contains("Which arm?") && arms.contains("Services as usual"), "{arms}");
    let seen = "seen:when=baseline.llcond+%3D+1&revision=2&how=is&with=C&then=add";
    let added = desk.posts(&format!("{WHEN}/new/arm"), seen, Some(&eve)).await;
    assert_eq!(added.leads_to(), format!("{WHEN}?done=draft-saved"), "{}", added.body);

    let draft = desk.opens("/staff/surveys/sleep/draft", Some(&eve)).await.body;
    assert!(draft.contains("baseline.llcond = 1 and arm = C"), "{draft}");
    assert!(draft.contains("No faults"), "{draft}");
}

#[tokio::test]
async fn of_a_survey_that_a_study_asks_only_the_waves_before_it_are_offered() {
    let desk = Desk::open().await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    for survey in ["baseline", "four-month"] {
        desk.posts(&format!("/staff/surveys/{survey}"), "", Some(&eve)).await;
    }

    let first = "/staff/surveys/baseline/when/question.empact";
    let second = "/staff/surveys/four-month/when/question.empact";
    let (first, second) =
        (desk.opens(first, Some(&eve)).await.body, desk.opens(second, Some(&eve)).await.body);

    assert!(first.contains("Add to it") && !first.contains("Earlier wave "), "{first}");
    assert!(second.contains("label=\"Earlier wave baseline: "), "{second}");
    assert!(!second.contains("Earlier wave four-month") && !second.contains("Earlier wave exit"));
}
