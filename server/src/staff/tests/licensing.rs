//! The words of an instrument, brought over the web with the licence for them. They are invented.

use ::surveys::{authoring::blank_pack, roles::Role, scoring::instrument};
use axum::http::StatusCode;
use records::{auth::By, rights};

use super::desk::Desk;

const PAGE: &str = "/staff/instruments/swemwbs";

/// The empty pack of the short wellbeing scale, filled in.
fn words() -> String {
    let blank = blank_pack(instrument("swemwbs").expect("there is such an instrument"));
    blank.replace("= \"\"", "= \"Nonsense\"").replace("  \"\",", "  \"Nonsense item\",")
}

const LICENCE: [(&str, &str); 5] = [
    ("reference", "W-1"),
    ("holder", "Example Trust"),
    ("modes", "web"),
    ("languages", "en-GB, cy"),
    ("checked", "yes"),
];

#[tokio::test]
async fn eve_brings_the_words_of_a_scale_with_its_licence_and_a_second_time_changes_nothing() {
    let desk = Desk::open().await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    let file = ("swemwbs.toml", words());
    let brings = async || desk.uploads(PAGE, &LICENCE, (file.0, file.1.as_bytes()), &eve).await;

    let (first, again) = (brings().await, brings().await);

    assert_eq!(first.leads_to(), format!("{PAGE}?done=licensed"), "{}", first.body);
    assert_eq!(again.leads_to(), format!("{PAGE}?done=licensed-before"));
    let on_record = rights::list(&desk.db, &By::CommandLine).await.unwrap();
    assert_eq!(on_record.len(), 1);
    assert!(on_record[0].recorded_by.ends_with(", evaluator"), "{}", on_record[0].recorded_by);
    assert_eq!(on_record[0].right.languages, ["en-GB", "cy"]);
    let page = desk.opens(PAGE, Some(&eve)).await.body;
    assert!(page.contains("W-1") && page.contains("by Somebody Invented"), "{page}");
    assert!(page.contains("Record a renewed licence") && page.contains("Nonsense item"));
    let overview = desk.opens("/staff/instruments", Some(&eve)).await.body;
    assert!(overview.contains("By licence, on record") && !overview.contains("Nonsense item"));
}

#[tokio::test]
async fn all_that_is_wrong_with_words_and_licence_is_told_at_once_and_the_words_can_be_mended_there()
 {
    let desk = Desk::open().await;
    let ada = desk.administrator("ada@example.org").await;
    let short = words().replacen("  \"Nonsense item\", # item 7\n", "", 1);
    let fields =
        [("reference", " "), ("holder", ""), ("expires", "2020-01-01"), ("languages", "Welsh")];

    let page = desk.uploads(PAGE, &fields, ("<b>.toml", short.as_bytes()), &ada).await;

    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for said in [
        "SWEMWBS has 7 items, and the pack has 6; write each of them once",
        "The licence needs a reference of at most 200 characters",
        "The licence needs a holder of at most 200 characters",
        "The licence ended on 2020-01-01",
        "The licence needs a way of asking that it is for",
        "“Welsh” is no language",
        "Say that you have held the words against",
    ] {
        assert_eq!(page.body.matches(said).count(), 2, "{said}, above and beside its box");
    }
    assert!(page.body.contains("Nonsense item") && !page.body.contains("<b>"));
    assert!(rights::list(&desk.db, &By::CommandLine).await.unwrap().is_empty());
    let other = words().replace("\"swemwbs\"", "\"wemwbs\"");
    let page = desk.uploads(PAGE, &LICENCE, ("other.toml", other.as_bytes()), &ada).await;
    assert!(page.body.contains("WEMWBS has 14 items, and the pack has 7"), "{}", page.body);
    let page = desk.uploads(PAGE, &LICENCE, ("picture.toml", b"\xff\xfe"), &ada).await;
    assert!(page.body.contains("The file is no text, or not in UTF-8"), "{}", page.body);
}

#[tokio::test]
async fn a_draft_without_the_words_of_its_scale_leads_to_the_page_that_brings_them() {
    let desk = Desk::open().await;
    let eve = desk.comes_in("eve@example.org", desk.of_study(Role::Evaluator)).await;
    desk.posts("/staff/surveys", "key=mood&title=Mood", Some(&eve)).await;
    let begun = desk.opens("/staff/surveys/mood/draft", Some(&eve)).await.body;
    assert!(begun.contains("No faults"), "{begun}");
    let text = "key = \"mood\"\nversion = 1\ntitle = \"Mood\"\nlanguage = \"en-GB\"\nminutes = 2\n\
                sections = [{ title = \"You\", pages = [{ instrument = \"swemwbs\" }] }]\n";
    let typed = form(&[("text", text), ("revision", "1"), ("seen:text", text)]);

    let page = desk.posts("/staff/surveys/mood/draft/preview", &typed, Some(&eve)).await.body;

    assert!(page.contains("its owner lets nobody pass them on; bring those"), "{page}");
    assert!(page.contains("href=\"/staff/instruments/swemwbs\""), "{page}");
    assert!(!page.contains("throughline "), "no command on a page: {page}");
}

fn form(fields: &[(&str, &str)]) -> String {
    let escaped =
        |text: &str| -> String { text.bytes().map(|byte| format!("%{byte:02x}")).collect() };
    let fields = fields.iter().map(|(name, value)| format!("{}={}", escaped(name), escaped(value)));
    fields.collect::<Vec<_>>().join("&")
}
