//! Surveys that are written in another language than English, as the site takes them.

use ::surveys::roles::Role;
use axum::http::StatusCode;

use super::desk::Desk;

const AT: &str = "/staff/surveys/sleep/draft/translations";

#[tokio::test]
async fn a_survey_that_eve_writes_in_arabic_is_offered_the_words_around_its_questions() {
    let desk = Desk::open().await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    desk.posts("/staff/surveys", "key=sleep&title=Sleep", Some(&eve)).await;
    let text = "key+%3D+'sleep'%0Aversion+%3D+1%0Atitle+%3D+'Sleep'%0Alanguage+%3D+'ar'%0Aminutes+%3D+1%0A\
        sections+%3D+[{title+%3D+'A',pages+%3D+[{questions+%3D+['first']}]}]%0A\
        [[questions]]%0Akey+%3D+'first'%0Atext+%3D+'Q'%0Akind+%3D+'text'%0Amost+%3D+9%0A";
    let form = format!("revision=1&text={text}");
    let saved = desk.posts("/staff/surveys/sleep/draft", &form, Some(&eve)).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);

    let draft = desk.opens("/staff/surveys/sleep/draft", Some(&eve)).await;
    let before = desk.opens(AT, Some(&eve)).await;
    let added = desk.posts(AT, "language=ar&then=add", Some(&eve)).await;
    let after = desk.opens(AT, Some(&eve)).await;

    assert!(draft.body.contains("Its translations have 1 thing to do"), "{}", draft.body);
    assert!(before.body.contains("are still in English") && before.body.contains("Write them"));
    assert_eq!(added.leads_to(), format!("{AT}/ar?done=translated"));
    assert!(!after.body.contains("are still in English"));
    assert!(after.body.contains("the words around its questions"));
    assert!(!after.body.contains("value=\"leave-out\""), "it cannot go without its own");
}
