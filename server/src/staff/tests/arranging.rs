//! A draft that is changed by choosing: what Eve clicks is what stands in the text, and nobody's work is lost.

use ::surveys::roles::Role;
use axum::http::StatusCode;

use super::desk::Desk;

const HERE: &str = "/staff/surveys/sleep/arranging";
const SAVED: &str = "/staff/surveys/sleep/arranging?done=draft-saved";
/// With the page beside it on which that is asked.
const SEEN: &str = "/staff/surveys/sleep/arranging?seen=woke&done=draft-saved";
const WOKE: &str = "after=after/first&text=How+often+did+you+wake+up?&key=woke&kind=number&least=0&most=20&then=add";

/// An evaluator with a draft of a survey from nothing.
async fn eve(desk: &Desk) -> String {
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    desk.posts("/staff/surveys", "key=sleep&title=Sleep", Some(&eve)).await;
    eve
}

async fn text(desk: &Desk, eve: &str) -> String {
    desk.opens("/staff/surveys/sleep/draft", Some(eve)).await.body
}

#[tokio::test]
async fn a_question_is_added_routed_reworded_and_moved_and_stands_in_the_text() {
    let desk = Desk::open().await;
    let eve = eve(&desk).await;

    let added = desk.posts(HERE, WOKE, Some(&eve)).await;
    assert_eq!(added.leads_to(), SEEN);
    let form =
        "revision=2&text=How+often+did+you+wake+up%3F&least=0&most=20&optional=yes&then=save";
    let routed = desk.posts(&format!("{HERE}/woke"), form, Some(&eve)).await;
    assert_eq!(routed.leads_to(), format!("{HERE}/woke?done=draft-saved"));
    let here = "/staff/surveys/sleep/when/question.woke";
    let about = desk.posts(here, "revision=3&about=first&then=about", Some(&eve)).await;
    assert_eq!(about.leads_to(), format!("{here}/new/first"));
    let form = "revision=3&how=is&with=2&then=add";
    let routed = desk.posts(&format!("{here}/new/first"), form, Some(&eve)).await;
    assert_eq!(routed.leads_to(), format!("{here}?done=draft-saved"));

    let page = desk.opens(HERE, Some(&eve)).await;
    assert!(
        page.body.contains("How often did you wake up?")
            && page.body.contains("first is 2 (Not so well)")
    );
    let draft = text(&desk, &eve).await;
    assert!(
        draft.contains("asked_if = &quot;first = 2&quot;")
            || draft.contains("asked_if = \"first = 2\"")
    );
    assert!(draft.contains("No faults. 2 questions on 2 pages."));

    let up = desk.posts(HERE, "then=up/woke", Some(&eve)).await;
    assert_eq!(up.leads_to(), SEEN);
    let page = desk.opens(HERE, Some(&eve)).await;
    assert!(page.body.contains("There is 1 fault"), "its condition looks ahead now");
    let top = desk.posts(HERE, "then=up/woke", Some(&eve)).await;
    assert_eq!(top.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(top.body.contains("“woke” cannot be moved further"));
}

#[tokio::test]
async fn what_is_missing_of_a_new_question_is_said_and_what_was_typed_stays() {
    let desk = Desk::open().await;
    let eve = eve(&desk).await;

    for (form, said) in [
        ("key=a&kind=text", "Write what is asked"),
        ("text=Well?&key=Two+words&kind=text", "Use 1 to 20 lower-case letters"),
        ("text=Well?&key=first&kind=text", "A question has this name"),
        ("text=Well?&key=a", "Choose how it is answered"),
        ("text=Well?&key=a&kind=single&options=+%0A", "Write at least one option"),
        ("text=Well?&key=a&kind=number&least=0&most=many", "Write the largest whole number"),
        ("text=Well?&key=a&kind=scale&high=Yes", "Write what 0 means"),
        ("text=Well?&key=a&kind=grid&rows=+%0A&low=No&high=Yes", "Write at least one line"),
        ("text=Well?&key=a&kind=grid&rows=Sleep&low=No", "Write what 10 means"),
        ("text=Well?&key=a&kind=amount&most=9", "Write at least one option"),
        ("text=Well?&key=a&kind=contact", "kept under the short name “contact”"),
    ] {
        let page = desk.posts(HERE, &format!("{form}&then=add"), Some(&eve)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        assert!(page.body.contains(said), "{form}");
        assert!(!form.contains("Well") || page.body.contains("Well?"), "{form}");
    }
}

#[tokio::test]
async fn a_draft_that_is_no_toml_is_mended_in_its_text_first() {
    let desk = Desk::open().await;
    let eve = eve(&desk).await;
    desk.posts("/staff/surveys/sleep/draft", "revision=1&text=key+%3D", Some(&eve)).await;

    let page = desk.opens(HERE, Some(&eve)).await;
    let added = desk.posts(HERE, WOKE, Some(&eve)).await;

    assert!(page.body.contains("Mend the text first") && !page.body.contains("Add a question"));
    assert!(
        added.body.contains("Nothing was changed: the text of the draft cannot be taken apart")
    );
    for raw in ["cannot be read:", "expected `"] {
        assert!(!added.body.contains(raw) && !page.body.contains(raw), "{raw}: {}", added.body);
    }
}

#[tokio::test]
async fn the_code_of_an_option_that_was_published_is_not_given_to_another() {
    let desk = Desk::open().await;
    let eve = eve(&desk).await;
    desk.posts("/staff/surveys/sleep/publishing", "revision=1&reason=New", Some(&eve)).await;

    let form = "revision=1&text=How+are+you+today%3F&then=without/2";
    desk.posts(&format!("{HERE}/first"), form, Some(&eve)).await;
    let form = "revision=2&text=How+are+you+today%3F&option=Asleep&then=save";
    desk.posts(&format!("{HERE}/first"), form, Some(&eve)).await;

    let draft = text(&desk, &eve).await;
    assert!(
        draft.contains("code = 3, text = \"Asleep\"")
            || draft.contains("code = 3, text = &quot;Asleep")
    );
}

#[tokio::test]
async fn an_emptied_option_is_said_and_nothing_is_saved() {
    let desk = Desk::open().await;
    let eve = eve(&desk).await;

    let form = "revision=1&text=Well%3F&option-1-text=&option-2-text=No&then=save";
    let page = desk.posts(&format!("{HERE}/first"), form, Some(&eve)).await;

    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains("An option was left without words"));
    assert!(text(&desk, &eve).await.contains("How are you today?"));
}

#[tokio::test]
async fn who_speaks_of_a_question_is_told_before_it_goes() {
    let desk = Desk::open().await;
    let eve = eve(&desk).await;
    desk.posts(HERE, WOKE, Some(&eve)).await;
    let when = "/staff/surveys/sleep/when/question.woke";
    desk.posts(when, "revision=2&when=first+%3D+2&then=text", Some(&eve)).await;

    let asked = desk.posts(HERE, "revision=3&then=remove/first", Some(&eve)).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(asked.body.contains("“first” is named in the question “woke”"));
    assert!(asked.body.contains("Take it out all the same: first"));
    let sure = desk.posts(HERE, "revision=3&sure=yes&then=remove/first", Some(&eve)).await;
    assert_eq!(sure.leads_to(), SAVED);
}

/// At which revision, on which page, what is sent.
const CHOSEN: [(u32, &str, &str); 9] = [
    (1, "arranging", "title=Your+mood&then=section"),
    (2, "instruments", "after=in/1&instrument=phq2&then=add"),
    (3, "arranging", "after=in/1&text=And+now%3F&key=now&kind=number&least=0&most=9&then=add"),
    (4, "when/question.now/new/phq2_tot", "how=at-least&with=3&then=add"),
    (5, "checks/new.now", "how=above&with=7&level=soft&say=Sure%3F&at=now&key=ck_now&then=save"),
    (6, "arranging/now", "text=And+now%3F&least=0&most=9&alerts=told&alert-2=9&then=save"),
    (7, "settings", "title=Sleep+well&language=en-GB&minutes=4&version=1&then=save"),
    (8, "pages/1.0", "title=Two+weeks&then=save"),
    (9, "arranging/now", "text=And+now%3F&least=0&most=9&key=mood&kind=&then=otherwise"),
];

#[tokio::test]
async fn sections_instruments_checks_alerts_and_settings_are_chosen_and_stand_in_the_text() {
    let desk = Desk::open().await;
    let eve = eve(&desk).await;
    let at = |rest: &str| format!("/staff/surveys/sleep/{rest}");
    for (revision, page, form) in CHOSEN {
        let form = format!("revision={revision}&{form}");
        let saved = desk.posts(&at(page), &form, Some(&eve)).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{page} {form}: {}", saved.body);
        let shown = desk.opens(saved.leads_to(), Some(&eve)).await;
        assert_eq!(shown.status, StatusCode::OK, "{page}");
    }

    let draft = text(&desk, &eve).await.replace("&quot;", "\"").replace("&gt;", ">");

    assert!(draft.contains("No faults."), "{draft}");
    for said in [
        "instrument = \"phq2\"",
        "title = \"Two weeks\"",
        "asked_if = \"phq2_tot >= 3\"",
        "when = \"mood > 7\"",
        "alerts = [{ level = 2, from = 9 }]",
        "minutes = 4",
    ] {
        assert!(draft.contains(said), "{said}: {draft}");
    }
    let instrument = at("pages/1.0");
    let form = "revision=10&title=Two+weeks&then=remove";
    let spoken_of = desk.posts(&instrument, form, Some(&eve)).await;
    assert!(spoken_of.body.contains("“phq2” is named in the question “mood”"));
}

#[tokio::test]
async fn what_is_missing_of_a_check_a_condition_or_an_instrument_is_said() {
    let desk = Desk::open().await;
    let eve = eve(&desk).await;
    for (page, form, said) in [
        ("arranging", "then=section&title=", "Write a heading"),
        ("instruments", "then=add&instrument=phq99", "Choose an instrument"),
        ("checks", "then=new&about=", "Choose what the condition looks at"),
        (
            "checks/new.first",
            "then=save&how=is&say=Really%3F&at=first&key=ck",
            "Choose how it is compared",
        ),
        (
            "checks/new.first",
            "then=save&how=is&with=1&at=first&key=ck",
            "Write what people are told",
        ),
        ("when/question.first", "then=about", "Choose what the condition looks at"),
        ("when/question.first/new/cohort", "then=add&how=is", "Choose how it is compared"),
        (
            "settings",
            "then=save&title=S&language=en-GB&minutes=long&version=1",
            "“long” is no number of minutes",
        ),
        ("pages/0.0", "then=up", "cannot be moved further"),
    ] {
        let form = format!("revision=1&{form}");
        let page = desk.posts(&format!("/staff/surveys/sleep/{page}"), &form, Some(&eve)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        assert!(page.body.contains(said), "{form}: {}", page.body);
    }
    for lost in
        ["pages/7.7", "checks/7", "when/question.nobody", "when/check.3", "arranging/nobody"]
    {
        let page = desk.opens(&format!("/staff/surveys/sleep/{lost}"), Some(&eve)).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{lost}");
    }
}

#[tokio::test]
async fn a_condition_that_a_colleague_wrote_in_brackets_is_not_replaced_by_a_comparison() {
    let desk = Desk::open().await;
    let eve = eve(&desk).await;
    desk.posts(HERE, WOKE, Some(&eve)).await;
    let here = "/staff/surveys/sleep/when/question.woke";
    let deep = "(cohort = empact and (first = 1 or (first = 2 and arm = control)))";
    let form = format!("revision=2&when={}&then=text", deep.replace(' ', "+").replace('=', "%3D"));
    let written = desk.posts(here, &form, Some(&eve)).await;
    assert_eq!(written.leads_to(), format!("{here}?done=draft-saved"));

    for (page, form) in [
        (format!("{here}/new/first"), "revision=3&how=is&with=2&then=add"),
        (here.to_owned(), "revision=3&then=without/0/0"),
        (here.to_owned(), "revision=3&join=any&then=join"),
    ] {
        let refused = desk.posts(&page, form, Some(&eve)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        assert!(refused.body.contains("It is changed as a sentence"), "{form}");
        assert!(refused.body.contains("first = 2 and arm = control"), "{form}");
    }
    assert!(text(&desk, &eve).await.contains("first = 2 and arm = control"));
}

#[tokio::test]
async fn all_that_is_wrong_with_the_settings_is_told_at_once() {
    let desk = Desk::open().await;
    let eve = eve(&desk).await;

    let form =
        "revision=1&then=save&title=&language=English%21&minutes=long&version=first&source=Mine";
    let told = desk.posts("/staff/surveys/sleep/settings", form, Some(&eve)).await;

    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
    for said in [
        "Write what staff call it",
        "“English!” is no language&#x27;s tag. Write one, such as en-GB, cy or ur",
        "“long” is no number of minutes. Write a whole number up to 255, such as 5",
        "“first” is no version. Write a whole number, such as 2",
        "Write a short name for the source, such as own: questions name it so",
    ] {
        let body = told.body.replace('\'', "&#x27;");
        assert_eq!(body.matches(said).count(), 2, "above and at the box: {said}: {body}");
    }
    assert!(told.body.contains("href=\"#minutes\"") && told.body.contains("Minutes: “long”"));
    let stays = text(&desk, &eve).await;
    assert!(
        stays.contains("title = &quot;Sleep&quot;") || stays.contains("title = \"Sleep\""),
        "{stays}"
    );
}
