//! Requests about own data, at the door of the staff site.

use std::io::{Cursor, Read};

use axum::http::StatusCode;
use surveys::roles::Role;

use super::desk::Desk;

const CARYS: &str = "carys@example.org";

async fn with_anna() -> (Desk, String) {
    let desk = Desk::open().await;
    desk.enrols("1001", "<script>alert(1)</script>").await;
    desk.enrols("1002", "Ben").await;
    let carys = desk.comes_in(CARYS, desk.of_study(Role::DataManager)).await;
    (desk, carys)
}

#[tokio::test]
async fn a_data_manager_downloads_a_copy_that_runs_nothing_and_names_nobody_else() {
    let (desk, carys) = with_anna().await;
    let form = "number=+1001+&checked=in-person";

    let (answer, bytes) = desk.downloads("/staff/bridgeway/requests/copy", form, &carys).await;

    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("content-type"), "application/zip");
    assert_eq!(
        answer.header("content-disposition"),
        "attachment; filename=\"copy-2026-09-14.zip\""
    );
    assert_eq!(answer.header("cache-control"), "no-store");
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a ZIP file");
    let mut page = String::new();
    zip.by_name("your-data.html").expect("a page").read_to_string(&mut page).expect("text");
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && !page.contains("<script"));
    assert!(!page.contains("Ben") && !page.contains(CARYS) && page.contains("data manager"));
}

#[tokio::test]
async fn what_is_missing_is_said_beside_its_field_and_nothing_is_given() {
    let (desk, carys) = with_anna().await;
    let address = "/staff/bridgeway/requests/copy";

    for (form, words) in [
        ("number=9999&checked=phone", "Nobody in this study has that study number"),
        ("number=1001", "Choose how you made sure that it is they who ask"),
    ] {
        let page = desk.posts(address, form, Some(&carys)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.body.contains(words), "{form}");
    }
}

#[tokio::test]
async fn what_goes_is_shown_before_it_does_and_has_to_be_meant() {
    let (desk, carys) = with_anna().await;
    let address = "/staff/bridgeway/requests/erase";
    let form = "erase_number=1001&what=everything&channel=phone";
    desk.enrols("BW-0009", "Bea").await;
    let loosely = form.replace("1001", "+bw+0009");
    let on_record = desk.posts(address, &loosely, Some(&carys)).await;
    assert!(on_record.body.contains("of BW-0009?"), "{}", on_record.body);
    assert!(on_record.body.contains("name=\"erase_number\" value=\"BW-0009\""));

    let shown = desk.posts(address, form, Some(&carys)).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(shown.body.contains("What goes") && shown.body.contains("What stays"));
    let uncallable = "After this nobody from the study can call them";
    assert!(shown.body.contains(uncallable) && shown.body.contains("Samaritans"));
    let answers = form.replace("everything", "answers");
    assert!(!desk.posts(address, &answers, Some(&carys)).await.body.contains(uncallable));
    let not_meant = desk.posts(address, &format!("{form}&then=erase"), Some(&carys)).await;
    assert!(not_meant.body.contains("Tick the box if this is what they want"));
    let (_, before) =
        desk.downloads("/staff/bridgeway/requests/copy", "number=1001&checked=phone", &carys).await;
    let erased = desk.posts(address, &format!("{form}&then=erase&sure=yes"), Some(&carys)).await;
    let (_, after) =
        desk.downloads("/staff/bridgeway/requests/copy", "number=1001&checked=phone", &carys).await;

    assert!(erased.body.contains("Done: Delete my name and contact details."));
    let read = |bytes: Vec<u8>| {
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a ZIP file");
        let mut page = String::new();
        zip.by_name("your-data.html").expect("a page").read_to_string(&mut page).expect("text");
        page
    };
    assert!(read(before).contains("alert(1)"), "nothing went before it was meant");
    assert!(!read(after).contains("alert(1)"));
}
