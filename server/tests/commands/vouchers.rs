//! Codes that are brought, and books that are taken.

use crate::desk::Desk;

const IMPORT: &str = "vouchers import --study bridgeway --any codes.csv";
const CODES: &str = "code,value,expires,supplier_reference\nSECRET-1,10,,PO-1\nSECRET-2,10,,PO-2\nSECRET-3,5,,PO-3\n";

#[test]
fn codes_are_taken_once_counted_and_never_printed() {
    let desk = Desk::with_people("vouchers-import");
    desk.writes("codes.csv", CODES);

    let taken = desk.types(IMPORT);
    let again = desk.types(IMPORT);
    let stock = desk.types("vouchers stock --study bridgeway");

    taken.done().says_also("3 taken into the stock");
    assert!(!again.err.contains("SECRET"), "{}", again.err);
    again
        .refused_with("codes.csv:2: code: this code was brought before; take the row out")
        .refused_with("codes.csv:4: code: this code was brought before; take the row out");
    stock
        .done()
        .says_also("wave,value,state,vouchers\n")
        .says_also("any,10.00,in stock,2\n")
        .says_also("any,5.00,in stock,1\n");
}

#[test]
fn books_are_written_to_a_new_file_only() {
    let desk = Desk::with_people("vouchers-books");
    desk.writes("codes.csv", CODES);
    desk.types(IMPORT).done();
    let reconcile = "vouchers reconcile --study bridgeway --out books.zip";

    desk.types(reconcile).done().says_also("3 vouchers");

    desk.types(reconcile).refused_with("books.zip is there already");
}

#[test]
fn it_has_to_be_said_for_which_wave_codes_are() {
    let desk = Desk::with_people("vouchers-wave");
    desk.writes("codes.csv", CODES);
    let of =
        |whose: &str| desk.types(&format!("vouchers import --study bridgeway {whose} codes.csv"));

    assert_ne!(of("").code, 0);
    of("--wave never").refused_with("the study has no wave “never”");
    of("--wave exit").done();
}
