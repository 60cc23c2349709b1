//! Surveys on the staff site: who may read and write them, and what becomes of what they type.

use ::surveys::roles::Role;
use axum::http::StatusCode;

use super::desk::Desk;

/// As a form sends it.
pub fn coded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

async fn eve(desk: &Desk) -> String {
    desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await
}

pub const DRAFT: &str = "/staff/surveys/sleep/draft";

/// A file with one question.
pub fn text(version: u32, question: &str) -> String {
    format!(
        "key = \"sleep\"\nversion = {version}\ntitle = \"Sleep\"\nlanguage = \"en-GB\"\nminutes = 1\n\
         [[sections]]\ntitle = \"You\"\npages = [{{ questions = [\"well\"] }}]\n\
         [[questions]]\nkey = \"well\"\ntext = \"{question}\"\nkind = \"text\"\nmost = 9\n"
    )
}

#[tokio::test]
async fn an_administrator_reads_surveys_and_writes_none() {
    let desk = Desk::open().await;
    let ada = desk.administrator("ada@example.org").await;

    let list = desk.opens("/staff/surveys", Some(&ada)).await;
    let version = desk.opens("/staff/surveys/baseline/1", Some(&ada)).await;
    let begun = desk.posts("/staff/surveys/baseline", "", Some(&ada)).await;

    assert!(list.body.contains("Baseline") && !list.body.contains("Begin a survey"));
    assert!(version.body.contains("SHA-256") && !version.body.contains("Retire it for good"));
    assert_eq!(begun.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_version_tells_its_languages_and_its_files_can_be_kept_by_whoever_reads_it() {
    let desk = Desk::open().await;
    let (eve, ada) = (eve(&desk).await, desk.administrator("ada@example.org").await);
    desk.posts("/staff/surveys", "key=sleep&title=Sleep+diary", Some(&eve)).await;
    let listed = desk.opens("/staff/surveys", Some(&eve)).await;
    assert!(listed.body.contains("<bdi>Sleep diary</bdi>"), "a draft is listed by its title");
    desk.posts("/staff/surveys/sleep/publishing", "revision=1&reason=New", Some(&eve)).await;

    let version = desk.opens("/staff/surveys/sleep/1", Some(&ada)).await;
    assert!(version.body.contains("<dt>Languages</dt><dd>English</dd>"), "{}", version.body);
    let file = desk.opens("/staff/surveys/sleep/1/files", Some(&ada)).await;
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"sleep-1.zip\"");
    assert!(file.body.contains("sleep.json") && file.body.contains("sleep.toml"));
    let none = desk.opens("/staff/surveys/sleep/7/files", Some(&ada)).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_stands_at_an_address_that_is_no_survey_is_not_there() {
    let desk = Desk::open().await;
    let eve = eve(&desk).await;

    for rest in [
        "nothing",
        "Baseline",
        "baseline/7",
        "baseline/first",
        "baseline/draft",
        "baseline/1/since/9",
    ] {
        let page = desk.opens(&format!("/staff/surveys/{rest}"), Some(&eve)).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{rest}");
    }
    let next = desk.posts("/staff/surveys/nothing", "", Some(&eve)).await;
    assert_eq!(next.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_draft_goes_from_its_first_text_to_a_published_version() {
    let desk = Desk::open().await;
    let eve = eve(&desk).await;

    let begun = desk.posts("/staff/surveys", "key=sleep&title=Sleep", Some(&eve)).await;
    assert_eq!(begun.leads_to(), DRAFT);
    let again = desk.posts("/staff/surveys", "key=sleep&title=Sleep", Some(&eve)).await;
    assert!(again.body.contains("There is a survey with this key"));

    let form = format!("revision=1&text={}", coded(&text(1, "Well?").replace('\n', "\r\n")));
    let saved = desk.posts(DRAFT, &form, Some(&eve)).await;
    assert_eq!(saved.leads_to(), format!("{DRAFT}?done=draft-saved"));
    let late = desk.posts(DRAFT, &form.replace("Well", "Fine"), Some(&eve)).await;
    assert_eq!(late.leads_to(), format!("{DRAFT}?done=draft-saved"), "the same text is no change");
    let publishing = "/staff/surveys/sleep/publishing";
    let early = desk.posts(publishing, "revision=1&reason=New", Some(&eve)).await;
    assert!(early.body.contains("Somebody saved this draft since you opened this page"));
    let published = desk.posts(publishing, "revision=2&reason=New", Some(&eve)).await;
    assert_eq!(published.leads_to(), "/staff/surveys/sleep/1?done=published");

    let list = desk.opens("/staff/surveys", Some(&eve)).await;
    assert!(!list.body.contains("Draft, saved on"), "nothing of it waits: {}", list.body);
    let survey = desk.opens("/staff/surveys/sleep", Some(&eve)).await;
    assert!(survey.body.contains("No changes since version 1."), "{}", survey.body);
    assert!(!survey.body.contains("See what it changes, and publish it"));

    let other = format!("revision=2&text={}", coded(&text(1, "Are you well?")));
    desk.posts(DRAFT, &other, Some(&eve)).await;
    let taken = desk.posts(publishing, "revision=3&reason=New", Some(&eve)).await;
    assert!(taken.body.contains("Version 1 is published already"));
    let survey = desk.opens("/staff/surveys/sleep", Some(&eve)).await;
    assert!(survey.body.contains("See what it changes, and publish it"), "{}", survey.body);
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn what_eve_types_is_shown_beside_it_and_saved_without_being_asked() {
    let desk = Desk::open().await;
    let eve = eve(&desk).await;
    desk.posts("/staff/surveys", "key=sleep&title=Sleep", Some(&eve)).await;
    let look = |text: &str| format!("only=beside&line=9&text={}", coded(text));
    let preview = format!("{DRAFT}/preview");

    let shown = desk.posts(&preview, &look(&text(1, "Rested?")), Some(&eve)).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(shown.body.contains("No faults.") && shown.body.contains("Rested?"), "{}", shown.body);
    assert!(!shown.body.contains("<script") && !shown.body.contains("<h1>"), "a part of a page");
    let faulty = text(1, "Rested?").replace("[\"well\"]", "[\"wel\"]");
    let shown = desk.posts(&preview, &look(&faulty), Some(&eve)).await;
    assert!(shown.body.contains("data-place=\"8:"), "{}", shown.body);
    assert!(!shown.body.contains("<iframe"));
    let emptied = desk.posts(&preview, &look(""), Some(&eve)).await;
    assert!(!emptied.body.contains("No faults."), "an empty text is no survey");
    let whole = format!("text={}", coded(&text(1, "Rested?")));
    let whole = desk.posts(&preview, &whole, Some(&eve)).await;
    assert!(whole.body.contains("Not saved yet.") && whole.body.contains("<h1>"));
    let saved = desk.opens(DRAFT, Some(&eve)).await;
    assert!(!saved.body.contains("Rested?"), "looking saves nothing");

    let keep = |revision, question: &str| {
        format!("revision={revision}&text={}", coded(&text(1, question)))
    };
    let kept = desk.posts(&format!("{DRAFT}/keep"), &keep(1, "Rested?"), Some(&eve)).await;
    assert_eq!((kept.status, kept.body.as_str()), (StatusCode::OK, "2"));
    let late = desk.posts(&format!("{DRAFT}/keep"), &keep(1, "Tired?"), Some(&eve)).await;
    assert_eq!((late.status, late.header("draft-revision")), (StatusCode::CONFLICT, "2"));
    assert!(late.body.contains("changed twice") && late.body.contains("Rested?"));
    assert!(!late.body.contains("staff 1, evaluator"), "colleagues have names: {}", late.body);
    let gone = desk.posts("/staff/surveys/dreams/draft/keep", &keep(1, "A"), Some(&eve)).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    let asked = desk.posts(&format!("{DRAFT}/keep"), "revision=2", Some(&eve)).await;
    assert_eq!((asked.status, asked.body.as_str()), (StatusCode::OK, "2"));
    let older = desk.posts(&format!("{DRAFT}/keep"), "revision=1", Some(&eve)).await;
    assert_eq!((older.status, older.header("draft-revision")), (StatusCode::CONFLICT, "2"));
}

#[tokio::test]
async fn a_fault_of_a_bank_is_told_of_the_bank_and_marked_nowhere_in_eves_text() {
    let desk = Desk::open().await;
    let eve = eve(&desk).await;
    desk.posts("/staff/surveys", "key=sleep&title=Sleep", Some(&eve)).await;
    let with_bank = text(1, "Rested?")
        .replace("minutes = 1\n", "minutes = 1\nbank = \"bank.toml\"\n")
        .replace("[\"well\"]", "[\"well\", \"ethdet\"]");

    let form = format!("only=beside&line=9&text={}", coded(&with_bank));
    let shown = desk.posts(&format!("{DRAFT}/preview"), &form, Some(&eve)).await;

    assert!(shown.body.contains("In bank.toml, line "), "{}", shown.body);
    assert!(!shown.body.contains("data-place") && !shown.body.contains("source__line--fault"));
}

#[tokio::test]
async fn the_script_of_a_draft_runs_under_its_own_name_and_loads_no_other() {
    let desk = Desk::open().await;
    let eve = eve(&desk).await;
    desk.posts("/staff/surveys", "key=sleep&title=Sleep", Some(&eve)).await;

    let page = desk.opens(DRAFT, Some(&eve)).await;
    let policy = page.header("content-security-policy");
    assert!(policy.contains("script-src 'nonce-") && !policy.contains("wasm"), "{policy}");
    let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap();
    assert!(page.body.contains(&format!("<script nonce=\"{nonce}\">")));
    let other = desk.opens("/staff/surveys/sleep", Some(&eve)).await;
    assert!(!other.header("content-security-policy").contains("script-src"));
}

#[tokio::test]
async fn script_in_a_draft_is_words_and_a_long_text_is_taken_whole() {
    let desk = Desk::open().await;
    let eve = eve(&desk).await;
    desk.posts("/staff/surveys", "key=sleep&title=Sleep", Some(&eve)).await;

    let evil = text(1, "<script>alert(1)</script></textarea>");
    let long = format!("{}{evil}", "# a remark\n".repeat(20_000));
    let saved = desk.posts(DRAFT, &format!("revision=1&text={}", coded(&long)), Some(&eve)).await;
    assert_eq!(saved.leads_to(), format!("{DRAFT}?done=draft-saved"));
    let page = desk.opens(DRAFT, Some(&eve)).await;
    assert_eq!(page.body.matches("<script").count(), 1, "the page's own");
    assert!(page.body.contains("&lt;script&gt;alert(1)"));
    assert!(!page.body.contains("srcdoc=\"<") && page.body.contains("srcdoc=\""));
    let published =
        desk.posts("/staff/surveys/sleep/publishing", "revision=2&reason=A", Some(&eve)).await;
    let page = desk.opens(published.leads_to(), Some(&eve)).await;
    assert!(!page.body.contains("<script") && page.body.contains("&lt;script&gt;alert(1)"));

    let nul = desk.posts(DRAFT, "revision=2&text=%00%FF", Some(&eve)).await;
    assert!(nul.status.as_u16() < 500, "{}", nul.status);
    let endless = format!("revision=2&text={}", "a".repeat(5 * 1024 * 1024));
    let refused = desk.posts(DRAFT, &endless, Some(&eve)).await;
    for words in ["That is more than we can take at once", "may not have kept what you wrote"] {
        assert!(refused.body.contains(words), "{words}: {}", refused.body);
    }
}

#[tokio::test]
async fn a_version_in_use_is_not_retired_and_another_is_put_to_use_first() {
    let desk = Desk::open().await;
    let eve = eve(&desk).await;
    let address = "/staff/surveys/exit/1";

    let used = desk.posts(address, "then=retire&reason=Old", Some(&eve)).await;
    assert!(used.body.contains("People still begin on this version"));
    let begun = desk.posts("/staff/surveys/exit", "", Some(&eve)).await;
    assert_eq!(begun.leads_to(), "/staff/surveys/exit/draft");
    let publishing = "/staff/surveys/exit/publishing";
    desk.posts(publishing, "revision=1&reason=Next", Some(&eve)).await;

    let nowhere = desk.posts("/staff/surveys/exit/2", "then=use&wave=", Some(&eve)).await;
    assert!(nowhere.body.contains("Choose a survey of a study"));
    let elsewhere = "then=use&wave=otherway%2Fexit";
    let elsewhere = desk.posts("/staff/surveys/exit/2", elsewhere, Some(&eve)).await;
    assert_eq!(elsewhere.status, StatusCode::FORBIDDEN);
    let here = "then=use&wave=bridgeway%2Fexit";
    let here = desk.posts("/staff/surveys/exit/2", here, Some(&eve)).await;
    assert_eq!(here.leads_to(), "/staff/surveys/exit/2?done=put-to-use");
    let page = desk.opens("/staff/surveys", Some(&eve)).await;
    assert!(page.body.contains("exit: version 2") && !page.body.contains("exit: version 1"));
}
