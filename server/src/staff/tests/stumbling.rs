//! What a stranger stumbled over who wrote a survey on the site: drafts that were thrown away, very many faults, and what
//! cannot be taken as it was filled in.

use ::surveys::roles::Role;
use axum::http::StatusCode;

use super::{
    desk::Desk,
    surveys::{DRAFT, coded, text},
    translating::{AT, in_welsh},
};

pub const CHOOSING: &str = "/staff/surveys/sleep/arranging";

async fn eve(desk: &Desk) -> String {
    desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await
}

/// The same with a draft of a survey from nothing.
pub async fn with_draft(desk: &Desk) -> String {
    let eve = eve(desk).await;
    desk.posts("/staff/surveys", "key=sleep&title=Sleep", Some(&eve)).await;
    eve
}

#[tokio::test]
async fn two_drafts_of_one_key_that_were_thrown_away_are_told_apart_and_each_is_taken_up_again() {
    let desk = Desk::open().await;
    let eve = eve(&desk).await;
    let away = async |stands: u32| {
        let form = format!("stands={stands}&sure=yes");
        desk.posts("/staff/surveys/sleep/draft/throwing-away", &form, Some(&eve)).await
    };
    desk.posts("/staff/surveys", "key=sleep&title=First", Some(&eve)).await;
    assert_eq!(away(1).await.leads_to(), "/staff/surveys?done=thrown-away");
    desk.posts("/staff/surveys", "key=sleep&title=Second", Some(&eve)).await;
    let list = desk.opens("/staff/surveys", Some(&eve)).await.body;

    assert!(list.contains("<bdi>First</bdi>"), "within reach beside another: {list}");
    assert!(list.contains("There is another draft of this survey, last saved on"));
    let unasked = "key=sleep&gone=1&then=take-up";
    let refused = desk.posts("/staff/surveys", unasked, Some(&eve)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(list.contains("name=\"in-place-of\" value=\"2\""), "{list}");
    let form = format!("{unasked}&in-place-of=2");
    let up = desk.posts("/staff/surveys", &form, Some(&eve)).await;
    assert_eq!(up.leads_to(), DRAFT);
    assert!(desk.opens(DRAFT, Some(&eve)).await.body.contains("title = &quot;First&quot;"));
    assert_eq!(away(3).await.leads_to(), "/staff/surveys?done=thrown-away");

    let list = desk.opens("/staff/surveys", Some(&eve)).await.body;
    assert!(list.contains("<bdi>First</bdi>") && list.contains("<bdi>Second</bdi>"), "{list}");
}

#[tokio::test]
async fn a_draft_of_the_next_version_that_nobody_changed_is_not_offered_for_publishing() {
    let desk = Desk::open().await;
    let eve = eve(&desk).await;

    let begun = desk.posts("/staff/surveys/baseline", "", Some(&eve)).await;
    assert_eq!(begun.leads_to(), "/staff/surveys/baseline/draft");
    let survey = desk.opens("/staff/surveys/baseline", Some(&eve)).await.body;
    let publishing = desk.opens("/staff/surveys/baseline/publishing", Some(&eve)).await.body;

    assert!(survey.contains("No changes since version 1. What you change"), "{survey}");
    assert!(!survey.contains("See what it changes, and publish it"));
    assert!(publishing.contains("says just what version 1 says"), "{publishing}");
    assert!(publishing.contains("Change it first") && !publishing.contains("name=\"reason\""));
}

#[tokio::test]
async fn a_reason_that_is_too_long_is_told_to_be_and_how_long_it_may_be() {
    let desk = Desk::open().await;
    let eve = eve(&desk).await;
    desk.posts("/staff/surveys", "key=sleep&title=Sleep", Some(&eve)).await;
    let because = |letters: usize| format!("revision=1&reason={}", "a".repeat(letters));
    let publishing = "/staff/surveys/sleep/publishing";

    let form = desk.opens(publishing, Some(&eve)).await;
    assert!(form.body.contains("At most 2000 characters."));
    let long = desk.posts(publishing, &because(2001), Some(&eve)).await;
    assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(long.body.contains("This is too long. Say why in at most 2000 characters"));
    assert!(!long.body.contains("Write why"), "{}", long.body);
    desk.posts(publishing, &because(2000), Some(&eve)).await.leads_to();
    let long = format!("{}&then=retire", because(2001));
    let retired = desk.posts("/staff/surveys/sleep/1", &long, Some(&eve)).await;
    assert!(retired.body.contains("This is too long. Say why in at most 2000 characters"));
    let much = desk.posts(publishing, &because(200_000), Some(&eve)).await;
    assert_eq!(much.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(much.body.contains("write it shorter, and send it again."), "{}", much.body);
}

#[tokio::test]
async fn of_very_many_faults_the_first_are_told_and_the_others_folded_away_or_counted() {
    let desk = Desk::open().await;
    let eve = eve(&desk).await;
    desk.posts("/staff/surveys", "key=sleep&title=Sleep", Some(&eve)).await;
    let question = |number: usize| {
        format!(
            "[[questions]]\nkey = \"q{number}\"\ntext = \"Well {number}?\"\nkind = \"text\"\nmost = 9\n"
        )
    };
    let faulty = text(1, "Well?") + &(0..120).map(question).collect::<String>();

    let form = format!("only=beside&line=9&text={}", coded(&faulty));
    let beside = desk.posts(&format!("{DRAFT}/preview"), &form, Some(&eve)).await.body;
    assert!(beside.contains("There are 120 faults"), "{beside}");
    assert!(beside.contains("And 70 more. “Save and check” shows all of them."));
    assert_eq!(beside.matches("data-place=").count(), 50);
    desk.posts(DRAFT, &format!("revision=1&text={}", coded(&faulty)), Some(&eve)).await;
    let page = desk.opens(DRAFT, Some(&eve)).await.body;
    assert!(page.contains("<summary>And 70 more</summary>"), "{page}");
    assert_eq!(page.matches("data-place=").count(), 120);
    let choosing = desk.opens("/staff/surveys/sleep/arranging", Some(&eve)).await.body;
    assert!(choosing.contains("<summary>And 70 more</summary>"), "{choosing}");
}

#[tokio::test]
async fn a_title_that_goes_on_for_ever_is_cut_short_in_the_list() {
    let desk = Desk::open().await;
    let eve = eve(&desk).await;
    desk.posts("/staff/surveys", "key=sleep&title=Sleep", Some(&eve)).await;
    let long =
        text(1, "Well?").replacen("title = \"", &format!("title = \"{}", "a".repeat(5000)), 1);
    let saved = desk.posts(DRAFT, &format!("revision=1&text={}", coded(&long)), Some(&eve)).await;
    assert_eq!(saved.leads_to(), format!("{DRAFT}?done=draft-saved"));

    for page in ["/staff/surveys", "/staff/surveys/sleep"] {
        let body = desk.opens(page, Some(&eve)).await.body;
        let short = format!("{}…", "a".repeat(200));
        assert!(body.contains(&short) || !body.contains("Begin a survey"), "{body}");
    }
}

#[tokio::test]
async fn a_title_that_is_too_long_is_told_to_be_at_its_field_and_nothing_is_begun() {
    let desk = Desk::open().await;
    let eve = eve(&desk).await;
    let of = |letters: usize| format!("key=sleep&title={}", "a".repeat(letters));

    let long = desk.posts("/staff/surveys", &of(201), Some(&eve)).await;
    assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
    let told = long.body.matches("This is too long for a title. Write at most 200 characters");
    assert_eq!(told.count(), 2, "above the page and at the field: {}", long.body);
    assert!(long.body.contains("At most 200 characters."), "said beforehand: {}", long.body);
    assert!(long.body.contains(&format!("value=\"{}\"", "a".repeat(201))), "what was typed stays");
    let list = desk.opens("/staff/surveys", Some(&eve)).await.body;
    assert!(!list.contains("/staff/surveys/sleep"), "{list}");
    assert_eq!(desk.posts("/staff/surveys", &of(200), Some(&eve)).await.leads_to(), DRAFT);
    let file = ("sleep.csv", b"Variable / Field Name\n".as_slice());
    let brought = desk
        .uploads("/staff/bringing", &[("key", "doze"), ("title", &"a".repeat(201))], file, &eve)
        .await;
    assert!(brought.body.contains("This is too long for a title"), "{}", brought.body);

    let settings = "/staff/surveys/sleep/settings";
    let form = format!("revision=1&then=save&title={}", "a".repeat(5000));
    let refused = desk.posts(settings, &form, Some(&eve)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.body.contains("This has 5000 characters, and 200 is the most"),
        "{}",
        refused.body
    );
    let form = format!("revision=1&then=sections&title-0={}", "a".repeat(201));
    let refused = desk.posts(CHOOSING, &form, Some(&eve)).await;
    assert!(
        refused.body.contains("This has 201 characters, and 200 is the most"),
        "{}",
        refused.body
    );
}

#[tokio::test]
async fn a_fault_of_the_text_hides_nothing_of_its_translations_and_each_leads_to_where_it_is_done()
{
    let desk = Desk::open().await;
    let eve = in_welsh(&desk).await;
    let broken = text(1, "Did you sleep?").replace("minutes = ", "minuts = ");

    let form = format!("only=beside&line=1&text={}", coded(&broken));
    let live = desk.posts(&format!("{DRAFT}/preview"), &form, Some(&eve)).await.body;
    desk.posts(DRAFT, &format!("revision=1&text={}", coded(&broken)), Some(&eve)).await;
    let page = desk.opens(DRAFT, Some(&eve)).await.body;
    let publishing = desk.opens("/staff/surveys/sleep/publishing", Some(&eve)).await.body;

    for body in [&live, &page] {
        assert!(body.contains("minuts"), "{body}");
        assert!(body.contains("“well.text” is not translated"), "{body}");
        assert!(body.contains(&format!("<a href=\"{AT}/cy\">Welsh</a>")), "{body}");
        assert!(body.contains("things to do before it can be published."), "{body}");
    }
    assert!(publishing.contains("to be mended first"), "{publishing}");
    assert!(publishing.contains("Its translations have"), "{publishing}");
}

#[tokio::test]
async fn lines_without_a_short_name_and_an_alert_beside_none_are_told_at_their_fields() {
    let desk = Desk::open().await;
    let eve = with_draft(&desk).await;
    let grid = "after=after/first&text=How+well%3F&key=how&kind=grid&rows=a:+Sleep%0Ab:+Food&low=Ill&high=Well&then=add";
    desk.posts(CHOOSING, grid, Some(&eve)).await;

    let form = "revision=2&text=How+well%3F&rows=a:+Sleep%0AFood+and+drink&least=&then=save";
    let told = desk.posts(&format!("{CHOOSING}/how"), form, Some(&eve)).await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
    let words = "“Food and drink” has no short name. Begin each line with one and a colon";
    assert_eq!(told.body.matches(words).count(), 2, "{}", told.body);
    assert!(told.body.contains("href=\"#rows\"") && told.body.contains("Lines: “Food"));
    assert!(!told.body.contains("cannot be the"), "{}", told.body);

    let both = "revision=2&text=How+are+you+today%3F&alert-3=2&harmless=yes&then=save";
    let told = desk.posts(&format!("{CHOOSING}/first"), both, Some(&eve)).await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
    let words = "Both cannot be: that nobody has to act on any answer, and that somebody does";
    assert_eq!(told.body.matches(words).count(), 2, "{}", told.body);
    assert!(!desk.opens(DRAFT, Some(&eve)).await.body.contains("alerts"), "nothing of it is saved");
    let one = both.replace("&harmless=yes", "");
    let saved = desk.posts(&format!("{CHOOSING}/first"), &one, Some(&eve)).await;
    assert_eq!(saved.leads_to(), format!("{CHOOSING}/first?done=draft-saved"));
}

#[tokio::test]
async fn the_words_around_the_questions_say_whose_they_are() {
    let desk = Desk::open().await;
    let eve = in_welsh(&desk).await;
    let words = "The words around the questions are the same in all surveys";

    let parts = desk.opens(&format!("{AT}/cy"), Some(&eve)).await.body;
    let around = desk.opens(&format!("{AT}/cy/words"), Some(&eve)).await.body;
    assert!(parts.contains(words) && around.contains(words), "{around}");
    desk.posts(AT, "language=en-US&then=add", Some(&eve)).await;
    let list = desk.opens(AT, Some(&eve)).await.body;
    assert!(list.contains(">English (USA)<") && list.contains("English (UK)"), "{list}");
}

#[tokio::test]
async fn how_a_survey_is_written_is_read_on_the_site() {
    let desk = Desk::open().await;
    let eve = with_draft(&desk).await;

    let draft = desk.opens(DRAFT, Some(&eve)).await.body;
    let page = desk.opens("/staff/writing", Some(&eve)).await;

    assert!(draft.contains("<a href=\"/staff/writing\">Writing a survey</a>"), "{draft}");
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("<h1>Writing a survey</h1>"), "{}", page.body);
    let contents = page.body.matches("href=\"#part-").count();
    assert_eq!(contents, page.body.matches("<h2 id=\"part-").count());
    assert!(contents > 10 && page.body.contains("<code>asked_if</code>"), "{}", page.body);
    assert!(!page.body.contains("definitions.schema.json\""), "a link would lead nowhere");
}

#[tokio::test]
async fn how_a_draft_reads_tells_which_answers_raise_an_alert() {
    let desk = Desk::open().await;
    let eve = with_draft(&desk).await;
    let alert = text(1, "Well?").replace(
        "kind = \"text\"\nmost = 9",
        "kind = \"scale\"\nlow = \"Ill\"\nhigh = \"Well\"\nalerts = [{ from = 8, level = 2 }]",
    );

    desk.posts(DRAFT, &format!("revision=1&text={}", coded(&alert)), Some(&eve)).await;
    let page = desk.opens(DRAFT, Some(&eve)).await.body;

    assert!(page.contains("Answers that raise an alert"), "{page}");
    assert!(page.contains("<li>well is 8 or more: level 2</li>"), "{page}");
}

#[tokio::test]
async fn what_changes_is_seen_while_the_translations_wait() {
    let desk = Desk::open().await;
    let eve = eve(&desk).await;
    let of = "/staff/surveys/sleep";
    desk.posts("/staff/surveys", "key=sleep&title=Sleep", Some(&eve)).await;
    desk.posts(&format!("{of}/publishing"), "revision=1&reason=First", Some(&eve)).await.leads_to();
    desk.posts(AT, "language=Welsh&then=add", Some(&eve)).await;
    let form = desk.opens(DRAFT, Some(&eve)).await.body;
    let text = super::desk::form::Form::on(&form, DRAFT).says("text").to_owned();
    let reworded = text.replace("today?", "this morning?").replace("version = 1", "version = 2");
    desk.posts(DRAFT, &format!("revision=1&text={}", coded(&reworded)), Some(&eve))
        .await
        .leads_to();

    let page = desk.opens(&format!("{of}/publishing"), Some(&eve)).await.body;

    assert!(page.contains("so it cannot be published yet"), "{page}");
    assert!(page.contains("Since version 1, in its own language"), "{page}");
    assert!(page.contains("this morning") && !page.contains("name=\"reason\""), "{page}");
}
