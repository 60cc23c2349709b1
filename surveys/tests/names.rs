//! Whom somebody may mean by a name.

use surveys::names::Reading;

fn is_meant(typed: &str, first: Option<&str>, last: &str) -> bool {
    Reading::all(typed).iter().any(|reading| reading.fits(first, last))
}

#[test]
fn zoe_okeefe_is_meant_however_her_name_is_typed() {
    let typed =
        ["Zoë O’Keefe", "zoe o'keefe", "OKEEFE", "O'Keefe, Zoë", "Z O Keefe", "Zoe May O'Keefe"];
    for typed in typed {
        assert!(is_meant(typed, Some("Zoë"), "O'Keefe"), "{typed}");
    }
}

#[test]
fn a_last_name_of_two_words_is_one_name_and_can_be_typed_alone() {
    for typed in ["Anna van Berg", "van Berg", "Van-Berg", "van Berg, Anna"] {
        assert!(is_meant(typed, Some("Anna"), "Van Berg"), "{typed}");
    }
}

#[test]
fn another_first_name_is_somebody_else_and_one_that_nobody_knows_may_be_they() {
    assert!(!is_meant("Ben Jones", Some("Anna"), "Jones"));
    assert!(!is_meant("Anna Jones", Some("Anna"), "Johns"));
    assert!(!is_meant("Anna", Some("Anna"), "Jones"), "a first name alone is none to look for");
    assert!(is_meant("Anna Jones", None, "Jones"));
}

#[test]
fn wojcik_is_meant_on_a_keyboard_without_her_letters_and_however_a_file_puts_them_together() {
    let whole = "Wa\u{142}\u{119}sa-W\u{f3}jcik";
    let apart = "Wa\u{142}e\u{328}sa-Wo\u{301}jcik";
    for typed in [whole, apart, "Walesa Wojcik", "WALESAWOJCIK"] {
        assert!(is_meant(typed, None, whole), "{typed}");
        assert!(is_meant(typed, None, apart), "{typed}");
    }
    for (typed, name) in
        [("Gross", "Groß"), ("Sorensen", "Sørensen"), ("Celik", "Çelik"), ("Yildiz", "Yıldız")]
    {
        assert!(is_meant(typed, None, name), "{name}");
    }
}

#[test]
fn what_is_no_name_is_read_in_no_way() {
    for typed in ["", " , ", "--", "a b c d e f g h i"] {
        assert_eq!(Reading::all(typed), [], "{typed}");
    }
}
