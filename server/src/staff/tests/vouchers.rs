//! Sue brings codes and takes the books; Mina may do so too, and prints no letters.

use ::surveys::roles::Role;
use axum::http::StatusCode;

use super::desk::Desk;

const HERE: &str = "/staff/bridgeway/vouchers";
const CODES: (&str, &[u8]) = (
    "codes.csv",
    b"code,value,expires,supplier_reference\nSECRET-1,10,,PO-1\nSECRET-2,10,2026-12-31,PO-2\n",
);

#[tokio::test]
async fn sue_brings_codes_and_sees_how_many_there_are_and_none_of_them() {
    let desk = Desk::open().await;
    let sue = desk.comes_in("sue@example.org", desk.of_study(Role::Supervisor)).await;
    let empty = desk.opens(HERE, Some(&sue)).await;
    assert!(empty.body.contains("No code was brought yet"), "{}", empty.body);

    let unsaid = desk.uploads(&format!("{HERE}/codes"), &[], CODES, &sue).await;
    assert!(unsaid.body.contains("Choose for which survey they are"), "{}", unsaid.body);
    let taken = desk.uploads(&format!("{HERE}/codes"), &[("wave", "exit")], CODES, &sue).await;
    let seen = desk.opens(taken.leads_to(), Some(&sue)).await;

    assert!(seen.body.contains("The codes are in stock") && seen.body.contains(", £10"));
    assert!(!seen.body.contains("SECRET"));
}

#[tokio::test]
async fn a_faulty_file_is_told_by_line_and_a_code_that_was_brought_before_too() {
    let desk = Desk::open().await;
    let sue = desk.comes_in("sue@example.org", desk.of_study(Role::Supervisor)).await;
    let (codes, any) = (format!("{HERE}/codes"), [("wave", "any")]);
    let wrong = ("codes.csv", b"code,value\nSECRET-1,ten\n,10\n".as_slice());

    let faulty = desk.uploads(&codes, &any, wrong, &sue).await;
    desk.uploads(&codes, &any, CODES, &sue).await;
    let again = desk.uploads(&codes, &any, CODES, &sue).await;

    for told in
        ["codes.csv:2: value: this is no amount in pounds", "codes.csv:3: code: it is blank"]
    {
        assert!(faulty.body.contains(told), "{told}: {}", faulty.body);
    }
    for told in ["codes.csv:2: code: this code was brought before", "codes.csv:3: code: this"] {
        assert!(again.body.contains(told), "{told}: {}", again.body);
    }
    assert!(!faulty.body.contains("SECRET") && !again.body.contains("SECRET"));
}

#[tokio::test]
async fn the_books_are_a_file_and_letters_are_the_supervisors() {
    let desk = Desk::open().await;
    let sue = desk.comes_in("sue@example.org", desk.of_study(Role::Supervisor)).await;
    let mina = desk.comes_in("mina@example.org", desk.of_study(Role::DataManager)).await;
    desk.uploads(&format!("{HERE}/codes"), &[("wave", "any")], CODES, &mina).await;

    let books = desk.posts(HERE, "then=books", Some(&mina)).await;
    let letters = format!("{HERE}/letters");
    let hers = desk.posts(&letters, "which=new&then=print", Some(&mina)).await;
    let none = desk.posts(&letters, "which=new&then=print", Some(&sue)).await;

    assert_eq!((books.status, books.header("content-type")), (StatusCode::OK, "application/zip"));
    assert!(books.header("content-disposition").contains("vouchers-2026-"));
    assert_eq!(hers.status, StatusCode::FORBIDDEN);
    assert!(none.body.contains("There is no letter to print"), "{}", none.body);
}

#[tokio::test]
async fn a_number_that_is_nobodys_and_a_debt_that_there_is_not_are_told() {
    let desk = Desk::open().await;
    let sue = desk.comes_in("sue@example.org", desk.of_study(Role::Supervisor)).await;

    let nobody = desk.posts(HERE, "then=find&number=9999", Some(&sue)).await;
    let none = desk.opens(&format!("{HERE}/77"), Some(&sue)).await;
    let reason = "reason=not+arrived&given_by=email";
    let another = desk.posts(&format!("{HERE}/77"), reason, Some(&sue)).await;

    assert!(nobody.body.contains("Nobody in this study has that study number"));
    assert_eq!((none.status, another.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
}
