//! Translations, files that are brought and the pack, as the site takes them and gives them.

use ::surveys::roles::Role;
use axum::http::StatusCode;
use records::staff::Appointment;

use super::desk::Desk;

async fn eve(desk: &Desk) -> String {
    desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await
}

pub const AT: &str = "/staff/surveys/sleep/draft/translations";

pub async fn in_welsh(desk: &Desk) -> String {
    let eve = eve(desk).await;
    desk.posts("/staff/surveys", "key=sleep&title=Sleep", Some(&eve)).await;
    let added = desk.posts(AT, "language=Welsh&then=add", Some(&eve)).await;
    assert_eq!(added.leads_to(), format!("{AT}/cy?done=translated"));
    eve
}

pub fn form(to: &str, seen: &str) -> String {
    format!("from:first.option.1=Well&seen:first.option.1={seen}&to:first.option.1={to}")
}

#[tokio::test]
async fn a_text_is_translated_beside_the_original_and_who_was_overtaken_sees_both() {
    let desk = Desk::open().await;
    let eve = in_welsh(&desk).await;
    let part = format!("{AT}/cy/1");

    let page = desk.opens(&part, Some(&eve)).await;
    assert!(
        page.body.contains("lang=\"cy\" dir=\"ltr\"") && page.body.contains("How are you today?")
    );
    let saved = desk.posts(&part, &form("Da", ""), Some(&eve)).await;
    let late = desk.posts(&part, &form("Iawn", ""), Some(&eve)).await;
    let again = desk.posts(&part, &form("Iawn", "Da"), Some(&eve)).await;

    assert_eq!(saved.leads_to(), format!("{part}?done=translated"));
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.body.contains("Somebody else translated some of these meanwhile"));
    assert!(late.body.contains("Iawn") && late.body.contains("“<!>Da<!>”"), "{}", late.body);
    assert_eq!(again.leads_to(), format!("{part}?done=translated"));
    let list = desk.opens(AT, Some(&eve)).await;
    assert!(list.body.contains("1 of "), "{}", list.body);
}

#[tokio::test]
async fn what_is_no_language_and_what_the_survey_is_written_in_is_not_added() {
    let desk = Desk::open().await;
    let eve = in_welsh(&desk).await;

    let none = desk.posts(AT, "language=%3Cscript%3E&then=add", Some(&eve)).await;
    let own = desk.posts(AT, "language=en-GB&then=add", Some(&eve)).await;
    let lost = desk.opens(&format!("{AT}/pl"), Some(&eve)).await;

    assert!(none.body.contains("Write a language") && !none.body.contains("<script"));
    assert!(own.body.contains("The survey is written in this language"));
    assert_eq!(lost.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_file_goes_to_a_translator_and_comes_back_and_nonsense_is_told_where_it_is() {
    let desk = Desk::open().await;
    let eve = in_welsh(&desk).await;
    let at = format!("{AT}/cy");

    let file = desk.opens(&format!("{at}/texts-file"), Some(&eve)).await;
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"sleep.cy.toml\"");
    let filled = file.body.replace("\"Well\"\nto = \"\"", "\"Well\"\nto = \"Da\"");
    let taken = desk.uploads(&at, &[], ("sleep.cy.toml", filled.as_bytes()), &eve).await;
    let nonsense = desk.uploads(&at, &[], ("a.toml", b"\x00 = <script>"), &eve).await;
    let none = desk.uploads(&at, &[], ("", b""), &eve).await;

    assert!(taken.body.contains("1 translation was taken from the file."), "{}", taken.body);
    assert!(nonsense.body.contains("This is not a file of translations"), "{}", nonsense.body);
    assert!(nonsense.body.contains("Line 1") && !nonsense.body.contains("<script"));
    assert!(none.body.contains("Choose the file first"));
    let page = desk.opens(&format!("{at}/1"), Some(&eve)).await;
    assert!(page.body.contains(">\nDa</textarea>"), "{}", page.body);
}

#[tokio::test]
async fn a_file_in_another_encoding_is_refused_and_no_letter_is_guessed() {
    let desk = Desk::open().await;
    let eve = in_welsh(&desk).await;
    let at = format!("{AT}/cy");
    let file = desk.opens(&format!("{at}/texts-file"), Some(&eve)).await;
    let filled = file.body.replace("\"Well\"\nto = \"\"", "\"Well\"\nto = \"I\u{e2}ch\"");
    let latin: Vec<_> = filled.chars().map(|letter| u8::try_from(letter).unwrap_or(b'?')).collect();

    let refused = desk.uploads(&at, &[], ("sleep.cy.toml", &latin), &eve).await;

    assert!(refused.body.contains("save it again as UTF-8"), "{}", refused.body);
    let page = desk.opens(&format!("{at}/1"), Some(&eve)).await;
    assert!(!page.body.contains("ch</textarea>"), "{}", page.body);
}

#[tokio::test]
async fn what_was_changed_here_and_in_the_file_is_asked_about_and_the_choice_is_saved() {
    let desk = Desk::open().await;
    let eve = in_welsh(&desk).await;
    let at = format!("{AT}/cy");
    let part = format!("{at}/1");
    desk.posts(&part, &form("Da", ""), Some(&eve)).await;
    let file = desk.opens(&format!("{at}/texts-file"), Some(&eve)).await;
    desk.posts(&part, &form("Iawn", "Da"), Some(&eve)).await;
    let filled = file.body.replace("to = \"Da\"", "to = \"Gweddol\"");
    let bytes = filled.as_bytes();

    let asked = desk.uploads(&at, &[], ("sleep.cy.toml", bytes), &eve).await;
    let kept = desk.opens(&part, Some(&eve)).await;
    let again = desk.uploads(&at, &[], ("sleep.cy.toml", bytes), &eve).await;
    let chosen = desk.posts(&format!("{at}/in-doubt"), &form("Gweddol", "Iawn"), Some(&eve)).await;
    let known = desk.uploads(&at, &[], ("sleep.cy.toml", bytes), &eve).await;

    for page in [&asked.body, &again.body] {
        assert!(page.contains("1 was changed here meanwhile, too: choose below."), "{page}");
        assert!(
            page.contains("value=\"Iawn\" checked") && page.contains("value=\"Gweddol\""),
            "{page}"
        );
    }
    assert!(kept.body.contains(">\nIawn</textarea>"), "{}", kept.body);
    assert_eq!(chosen.leads_to(), format!("{at}?done=translated"));
    assert!(desk.opens(&part, Some(&eve)).await.body.contains(">\nGweddol</textarea>"));
    assert!(known.body.contains("No new translation was taken from the file."), "{}", known.body);
}

const DICTIONARY: &str = "\"Variable / Field Name\",\"Form Name\",\"Field Type\",\"Field Label\",\
    \"Choices, Calculations, OR Slider Labels\"\nwell,about,radio,Are you well?,\"1, Yes | 2, No\"\n\
    photo,about,file,<script>A photo</script>,\n";

#[tokio::test]
async fn a_file_of_another_system_becomes_a_draft_and_what_was_told_stays_with_it() {
    let desk = Desk::open().await;
    let eve = eve(&desk).await;
    let bring = "/staff/bringing";

    let file = ("dictionary.csv", DICTIONARY.as_bytes());
    let done = desk.uploads(bring, &[("key", "sleep")], file, &eve).await;
    let taken = desk.uploads(bring, &[("key", "sleep")], file, &eve).await;

    assert_eq!(done.leads_to(), "/staff/surveys/sleep/draft/brought");
    assert!(taken.body.contains("There is a survey with this key"));
    let report = desk.opens(done.leads_to(), Some(&eve)).await;
    assert!(
        report.body.contains("1 not converted") && report.body.contains("photo"),
        "{}",
        report.body
    );
    assert!(!report.body.contains("<script"));
    let draft = desk.opens("/staff/surveys/sleep/draft", Some(&eve)).await;
    assert!(draft.body.contains("Are you well?"));
    let survey = desk.opens("/staff/surveys/sleep", Some(&eve)).await;
    assert!(survey.body.contains("What was brought of the file it was made from"));
}

#[tokio::test]
async fn nonsense_that_is_brought_is_refused_on_the_page_and_nothing_is_begun() {
    let desk = Desk::open().await;
    let eve = eve(&desk).await;
    let bring = "/staff/bringing";
    let key = [("key", "sleep")];

    let picture = desk.uploads(bring, &key, ("photo.png", b"\x89PNG"), &eve).await;
    let workbook = desk.uploads(bring, &key, ("form.xlsx", b"PK\x03\x04 not really"), &eve).await;
    let json = desk.uploads(bring, &key, ("form.json", b"{\"resourceType\":"), &eve).await;
    let empty = desk.uploads(bring, &key, ("form.csv", b""), &eve).await;
    let no_key =
        desk.uploads(bring, &[("key", "A b")], ("a.csv", DICTIONARY.as_bytes()), &eve).await;
    let no_form = desk.posts(bring, "key=sleep", Some(&eve)).await;

    assert!(picture.body.contains("We cannot tell what this file is"));
    assert!(
        workbook.body.contains("Nothing could be brought") && workbook.body.contains("workbook")
    );
    assert!(json.body.contains("no Questionnaire of FHIR"));
    assert!(empty.body.contains("the file is empty"));
    assert!(no_key.body.contains("lower-case letters, digits and hyphens"));
    assert!(no_form.body.contains("Choose the file first"));
    let list = desk.opens("/staff/surveys", Some(&eve)).await;
    assert!(!list.body.contains("/staff/surveys/sleep"), "nothing was begun");
}

#[tokio::test]
async fn the_pack_is_made_as_a_page_and_for_word_processors_for_whoever_reads_surveys_there() {
    let desk = Desk::open().await;
    let eve = eve(&desk).await;
    let pack = "/staff/bridgeway/pack";

    let page = desk.opens(pack, Some(&eve)).await;
    assert!(page.body.contains("Download for a word processor") && page.body.contains("Exit"));
    assert!(page.body.contains("Exit: version 1. There is no other."));
    let html = desk.posts(pack, "as=html", Some(&eve)).await;
    let (docx, bytes) = desk.downloads(pack, "as=docx", &eve).await;
    let lost = desk.posts(pack, "as=html&since:exit=7", Some(&eve)).await;

    assert!(
        html.header("content-disposition").starts_with("attachment; filename=\"pack-bridgeway-")
    );
    assert!(html.body.contains("Questionnaires on the telephone"));
    assert!(html.body.contains("Do not read out:"));
    assert!(docx.header("content-type").contains("wordprocessingml"));
    assert!(bytes.starts_with(b"PK"));
    assert_eq!(lost.status, StatusCode::NOT_FOUND);
    let other = Appointment { role: Role::Evaluator, study: Some(desk.other.clone()), site: None };
    let elsewhere = desk.comes_in("dev@example.org", other).await;
    assert_eq!(desk.opens(pack, Some(&elsewhere)).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_question_that_is_renamed_by_choosing_keeps_its_translation() {
    let desk = Desk::open().await;
    let eve = in_welsh(&desk).await;
    desk.posts(&format!("{AT}/cy/1"), &form("Da", ""), Some(&eve)).await;

    let renamed = "revision=1&then=otherwise&key=mood&text=How+are+you+today%3F&option:1:text=Well&option:2:text=Not+so+well";
    let at = "/staff/surveys/sleep/arranging/first";
    let renamed = desk.posts(at, renamed, Some(&eve)).await;

    assert!(renamed.leads_to().starts_with("/staff/surveys/sleep/arranging"), "{}", renamed.body);
    let page = desk.opens(&format!("{AT}/cy/1"), Some(&eve)).await;
    let boxed = page.body.split("id=\"to:mood.option.1\"").nth(1).unwrap_or_default();
    assert!(
        boxed.split_once("</textarea>").is_some_and(|own| own.0.contains(">\nDa")),
        "{}",
        page.body
    );
}

#[tokio::test]
async fn a_draft_is_thrown_away_when_it_is_meant_and_can_be_taken_up_again() {
    let desk = Desk::open().await;
    let eve = in_welsh(&desk).await;
    let at = "/staff/surveys/sleep/draft/throwing-away";

    let unsure = desk.posts(at, "stands=2", Some(&eve)).await;
    let late = desk.posts(at, "stands=1&sure=yes", Some(&eve)).await;
    let done = desk.posts(at, "stands=2&sure=yes", Some(&eve)).await;

    assert!(unsure.body.contains("Say that you mean it"));
    assert!(late.body.contains("Somebody saved this draft since you opened this page"));
    assert_eq!(done.leads_to(), "/staff/surveys?done=thrown-away");
    let list = desk.opens("/staff/surveys", Some(&eve)).await;
    assert!(list.body.contains("Drafts that were thrown away"));
    let gone = list.body.split("name=\"gone\" value=\"").nth(1).expect("a button");
    let gone = gone.split('"').next().expect("its number");
    let back = format!("then=take-up&key=sleep&gone={gone}");
    let back = desk.posts("/staff/surveys", &back, Some(&eve)).await;
    assert_eq!(back.leads_to(), "/staff/surveys/sleep/draft");
    assert_eq!(desk.opens(&format!("{AT}/cy"), Some(&eve)).await.status, StatusCode::OK);
}

#[tokio::test]
async fn publishing_says_before_it_is_pressed_that_a_number_is_taken_and_sets_a_free_one() {
    let desk = Desk::open().await;
    let eve = eve(&desk).await;
    desk.posts("/staff/surveys", "key=sleep&title=Sleep", Some(&eve)).await;
    let publishing = "/staff/surveys/sleep/publishing";
    desk.posts(publishing, "revision=1&reason=New", Some(&eve)).await;

    let same = desk.opens(publishing, Some(&eve)).await;
    let twice = desk.posts(publishing, "revision=1&reason=New", Some(&eve)).await;
    let carys = desk.comes_in("carys@example.org", desk.of_study(Role::Evaluator)).await;
    let again = desk.posts(publishing, "revision=1&reason=New", Some(&carys)).await;
    let draft = desk.opens("/staff/surveys/sleep/draft", Some(&eve)).await;
    assert!(draft.body.contains("by <!>Somebody Invented"), "by name: {}", draft.body);
    let text = "key+%3D+%22sleep%22%0Aversion+%3D+1+%23+mine%0Atitle+%3D+%22Sleep%22%0Alanguage+%3D+%22en-GB%22%0A\
        minutes+%3D+1%0A%5B%5Bsections%5D%5D%0Atitle+%3D+%22You%22%0Apages+%3D+%5B%7B+questions+%3D+%5B%22well%22%5D+%7D%5D\
        %0A%5B%5Bquestions%5D%5D%0Akey+%3D+%22well%22%0Atext+%3D+%22Well%3F%22%0Akind+%3D+%22text%22%0Amost+%3D+9%0A";
    desk.posts("/staff/surveys/sleep/draft", &format!("revision=1&text={text}"), Some(&eve)).await;
    let taken = desk.opens(publishing, Some(&eve)).await;
    let set = desk.posts(publishing, "then=number&number=2&revision=2", Some(&eve)).await;

    assert!(same.body.contains("The draft says just what version 1 says"), "{}", same.body);
    let pressed_twice = "/staff/surveys/sleep/1?done=published";
    assert_eq!(twice.leads_to(), pressed_twice, "she is told of what she did");
    assert_eq!(again.leads_to(), "/staff/surveys/sleep/1?done=published-before");
    assert!(
        taken.body.contains("Version 1 is published already")
            && !taken.body.contains(">Publish</button>")
    );
    assert!(taken.body.contains("Make the draft version 2"));
    assert_eq!(set.leads_to(), format!("{publishing}?done=draft-saved"));
    let draft = desk.opens("/staff/surveys/sleep/draft", Some(&eve)).await;
    assert!(draft.body.contains("version = 2 # mine"), "{}", draft.body);
}
