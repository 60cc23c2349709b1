//! Each identifier has one form however it is written, and what is none is told without being repeated.

use surveys::linking::{
    Identifier, NhsNumber, Nino, Postcode, Sex, Slk581, Unfit, date_of_birth, eight,
    name_as_written,
};

use super::{day, key};

fn nino(text: &str) -> Result<String, Unfit> {
    Nino::read(text).map(|nino| nino.as_str().to_owned())
}

fn slk(first: &str, last: &str, born: &str, sex: Sex) -> Result<String, Unfit> {
    Slk581::of(first, last, day(born), sex).map(|key| key.as_str().to_owned())
}

#[test]
fn the_number_of_the_leaflets_is_nobodys_and_has_the_hash_that_is_published() {
    assert_eq!(nino("QQ123456A"), Err(Unfit::NinoPrefix));
    for written in ["QQ 12 34 56 A", "qq123456c"] {
        assert_eq!(
            key().of(Identifier::Nino, &eight(written)),
            "7225e46bd375959c26605dc9bbb11995713c1d77d5d38a58df9d431a2234d883",
            "{written}"
        );
    }
    assert_eq!(
        key().of(Identifier::Nino, &eight("QQ123457")),
        "865716547e09c5354642defc1c0c1e97c9d4358b43805d8ef273160e538fd12b"
    );
}

#[test]
fn a_national_insurance_number_is_kept_in_one_form_with_or_without_its_last_letter() {
    for written in ["ab 12 34 56 c", "AB-12-34-56-C", " ab123456c\u{200f}"] {
        assert_eq!(nino(written).as_deref(), Ok("AB123456C"), "{written}");
    }
    assert_eq!(nino("AB.123456").as_deref(), Ok("AB123456"));
    assert_eq!(nino("AB ١٢٣٤٥٦ C").as_deref(), Ok("AB123456C"));
    let both = ["AB123456C", "ab 12 34 56"].map(|text| Nino::read(text).expect("a number"));
    assert_eq!(key().nino(&both[0]), key().nino(&both[1]));
}

#[test]
fn a_national_insurance_number_that_was_never_given_is_refused_by_what_is_wrong_with_it() {
    for (written, why) in [
        ("AB12345A", Unfit::NinoShape),
        ("AB1234567", Unfit::NinoShape),
        ("ÉB123456", Unfit::NinoShape),
        ("ßB123456", Unfit::NinoShape),
        ("", Unfit::NinoShape),
        ("AB123456E", Unfit::NinoSuffix),
        ("DA123456A", Unfit::NinoPrefix),
        ("AQ123456A", Unfit::NinoPrefix),
        ("AO123456A", Unfit::NinoPrefix),
    ] {
        assert_eq!(nino(written), Err(why), "{written}");
    }
    for letters in "DFIQUV".chars() {
        assert_eq!(nino(&format!("{letters}A123456")), Err(Unfit::NinoPrefix), "{letters}");
        assert_eq!(nino(&format!("A{letters}123456")), Err(Unfit::NinoPrefix), "{letters}");
    }
    for prefix in ["BG", "GB", "KN", "NK", "NT", "TN", "ZZ"] {
        assert_eq!(nino(&format!("{prefix}123456A")), Err(Unfit::NinoPrefix), "{prefix}");
    }
}

#[test]
fn a_number_that_an_office_made_up_is_taken_and_marked() {
    for prefix in ["OO", "CR", "FY", "MW", "NC", "PP", "PY", "PZ"] {
        let read = Nino::read(&format!("{prefix}123456"));
        assert!(read.is_ok_and(|nino| nino.is_administrative()), "{prefix}");
    }
    assert!(Nino::read("AB123456C").is_ok_and(|nino| !nino.is_administrative()));
}

#[test]
fn an_nhs_number_is_believed_by_its_last_digit() {
    let read = |text: &str| NhsNumber::read(text).map(|number| number.as_str().to_owned());
    assert_eq!(read("943 476 5919").as_deref(), Ok("9434765919"));
    assert_eq!(read("943-476-5919").as_deref(), Ok("9434765919"));
    assert_eq!(read("943 476 5918"), Err(Unfit::NhsCheckDigit));
    assert_eq!(read("943476591"), Err(Unfit::NhsLength));
    assert_eq!(read("943476591X"), Err(Unfit::NhsLength));
    // Ten noughts pass the check, and stand for a number that nobody knew.
    assert_eq!(read("0000000000"), Err(Unfit::NhsFiller));
}

#[test]
fn a_statistical_linkage_key_has_the_letters_that_its_standard_takes() {
    assert_eq!(slk("John", "Smith", "1990-03-20", Sex::Male).as_deref(), Ok("MIHOH200319901"));
    assert_eq!(slk("Jo", "O'Malley", "1975-12-01", Sex::Female).as_deref(), Ok("MALO2011219752"));
    assert_eq!(slk("Li", "Wu", "1988-06-05", Sex::Female).as_deref(), Ok("U22I2050619882"));
    assert_eq!(slk("Zoë", "Müller", "1988-06-05", Sex::NotKnown).as_deref(), Ok("ULEOE050619889"));
}

#[test]
fn who_has_one_name_has_a_key_and_who_has_none_has_not() {
    assert_eq!(slk("Sukarno", "", "1990-03-20", Sex::Male).as_deref(), Ok("999UK200319901"));
    assert_eq!(slk("", "Smith", "1990-03-20", Sex::Male).as_deref(), Ok("MIH99200319901"));
    assert_eq!(slk("", "李", "1990-03-20", Sex::Male), Err(Unfit::NoLatinLetter));
}

#[test]
fn hashes_of_two_kinds_are_never_the_same() {
    let hashes: std::collections::BTreeSet<_> =
        Identifier::ALL.iter().map(|one| key().of(*one, "9434765919")).collect();

    assert_eq!(hashes.len(), Identifier::ALL.len());
    assert!(hashes.iter().all(|hash| hash.len() == 64));
    assert_eq!(format!("{:?}", key()), "ProjectKey");
}

#[test]
fn a_postcode_is_read_by_its_parts() {
    let one = Postcode::read(" sw1a1aa ").expect("a postcode");
    assert_eq!(one.to_string(), "SW1A 1AA");
    assert_eq!((one.area(), one.district(), one.sector().as_str()), ("SW", "SW1A", "SW1A 1"));
    for text in ["S1 2HE", "S12 3AB", "E1W 1AA", "DN1 1AA", "DN11 1AA", "GIR 0AA"] {
        assert_eq!(Postcode::read(text).map(|one| one.to_string()), Ok(text.to_owned()));
    }
    for text in ["", "S1", "SS 2HE", "S1 HE2", "1S 2HE", "S1 2CI", "ABC1 2DE", "S1 2HEX", "Š1 2HE"]
    {
        assert!(Postcode::read(text) == Err(Unfit::PostcodeShape), "{text}");
    }
}

#[test]
fn nobodys_fixed_abode_is_a_postcode_and_no_place() {
    for text in ["ZZ99 3VZ", "zz993wz"] {
        assert!(Postcode::read(text).is_ok_and(|one| one.is_no_place()), "{text}");
    }
    assert!(Postcode::read("S1 2HE").is_ok_and(|one| !one.is_no_place()));
}

#[test]
fn a_date_of_birth_is_read_as_files_have_it_and_never_with_the_month_first() {
    let read = |text: &str| date_of_birth(text, day("2027-01-01"));
    for text in ["1990-03-20", "20/03/1990", "20.3.1990", " 20 03 1990 ", "٢٠/٠٣/١٩٩٠"] {
        assert_eq!(read(text), Ok(day("1990-03-20")), "{text}");
    }
    for text in ["03/20/1990", "20/03/90", "1990-02-30", "20 March 1990", "", "+1990-03-20"] {
        assert_eq!(read(text), Err(Unfit::NotADate), "{text}");
    }
    assert_eq!(read("2027-01-02"), Err(Unfit::InTheFuture));
    assert_eq!(read("1907-01-01"), Ok(day("1907-01-01")));
    assert_eq!(read("1906-12-31"), Err(Unfit::TooLongAgo));
}

#[test]
fn a_name_is_given_as_it_stands_and_one_without_a_letter_is_none() {
    assert_eq!(name_as_written("  Anna  Maria ").as_deref(), Ok("Anna Maria"));
    assert_eq!(name_as_written("李").as_deref(), Ok("李"));
    assert_eq!(name_as_written("- 12"), Err(Unfit::NoLetter));
}
