//! What holds of whatever is written.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use surveys::linking::{
    Identifier, NhsNumber, Nino, Postcode, Sex, Slk581, date_of_birth, eight,
    matching::{Outcome, Pattern, Record, Thresholds, Weights, estimate, link},
    name_as_written,
    returned::{Row, read},
    sending::OnRecord,
    terms::{Bands, Rare},
};

use super::{day, key, owner, terms};

/// An NHS number with the digit that follows from the others, where there is one.
fn with_check(digits: &[u32]) -> Option<String> {
    let sum: u32 = digits.iter().zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
    let check = (11 - sum % 11) % 11;
    let all = digits.iter().chain([&check]).map(ToString::to_string).collect::<String>();
    (check < 10).then_some(all)
}

fn born() -> impl Strategy<Value = NaiveDate> {
    (0_u64..30_000).prop_map(|days| day("1930-01-01") + Days::new(days))
}

fn record() -> impl Strategy<Value = Record> {
    let name = || prop_oneof!["[A-E][a-e]{0,5}", Just(String::new()), "\\PC{0,4}"];
    let postcode = prop_oneof!["S[1-3] [1-3][AB][AB]", "\\PC{0,4}"];
    let dob =
        proptest::option::of((0_u64..400).prop_map(|days| day("1980-01-01") + Days::new(days)));
    (name(), name(), dob, postcode, 0..3).prop_map(|(first, last, dob, postcode, sex)| {
        Record::of(&OnRecord {
            first_name: Some(&first),
            last_name: Some(&last),
            dob,
            postcode: Some(&postcode),
            sex: [Sex::Male, Sex::Female, Sex::NotKnown][usize::try_from(sex).unwrap_or(0)],
            ..OnRecord::default()
        })
    })
}

proptest! {
    #[test]
    fn anything_is_read_as_an_identifier_or_refused_without_being_repeated(text in "\\PC{4,24}") {
        let today = day("2027-01-01");
        let refusals = [
            Nino::read(&text).err(),
            NhsNumber::read(&text).err(),
            Postcode::read(&text).err(),
            date_of_birth(&text, today).err(),
            name_as_written(&text).err(),
            Slk581::of(&text, &text, today, Sex::Male).err(),
        ];
        let compared = text.trim();
        for refusal in refusals.into_iter().flatten() {
            prop_assert!(compared.len() < 4 || !refusal.to_string().contains(compared));
        }
        prop_assert!(eight(&text).chars().count() <= 8);
    }

    #[test]
    fn one_form_read_again_is_the_same_form(
        letters in "[ABCEGHJ-NPR-TW-Z]{2}", digits in "[0-9]{6}", last in "[A-D]?", space in "[ .-]{0,2}",
    ) {
        let written = format!("{space}{}{space}{digits}{space}{last}", letters.to_lowercase());
        if let Ok(nino) = Nino::read(&written) {
            let again = Nino::read(nino.as_str());
            prop_assert!(again == Ok(nino.clone()));
            prop_assert_eq!(eight(&written), nino.eight());
            prop_assert_eq!(key().nino(&nino), key().of(Identifier::Nino, &eight(&written)));
        }
    }

    #[test]
    fn no_single_slip_in_an_nhs_number_goes_unseen(
        digits in prop::collection::vec(0_u32..10, 9), place in 0_usize..10, slip in 1_u32..10,
    ) {
        if let Some(number) = with_check(&digits) {
            let all_same = number.chars().all(|c| number.starts_with(c));
            prop_assert_eq!(NhsNumber::read(&number).is_ok(), !all_same);
            let mut wrong: Vec<_> = number.chars().filter_map(|c| c.to_digit(10)).collect();
            wrong[place] = (wrong[place] + slip) % 10;
            let wrong: String = wrong.iter().map(ToString::to_string).collect();
            prop_assert!(NhsNumber::read(&wrong).is_err());
        }
    }

    #[test]
    fn a_linkage_key_has_fourteen_characters_and_ends_with_date_and_sex(
        first in "[A-Za-z' -]{0,12}", last in "\\PC{0,12}", born in born(),
    ) {
        if let Ok(key) = Slk581::of(&first, &last, born, Sex::Female) {
            prop_assert_eq!(key.as_str().len(), 14);
            let end = format!("{}2", born.format("%d%m%Y"));
            prop_assert!(key.as_str().ends_with(&end));
            prop_assert!(key.as_str()[..5].bytes().all(|b| b.is_ascii_uppercase() || b == b'2' || b == b'9'));
        }
    }

    #[test]
    fn a_date_is_read_back_as_it_was_written(born in born()) {
        let today = day("2027-01-01");
        for form in ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"] {
            prop_assert_eq!(date_of_birth(&born.format(form).to_string(), today), Ok(born));
        }
    }

    #[test]
    fn after_collapsing_no_code_is_shared_by_too_few_unless_all_are_hidden(
        codes in prop::collection::vec(-9_i32..8, 0..120), under in 3_u32..20,
    ) {
        let rare = Rare { under, ..terms().release.rare[0].clone() };
        let hidden = rare.hidden(codes.iter().copied());
        let given: Vec<_> = codes.iter().map(|code| rare.of(*code, &hidden)).collect();
        let kinds: BTreeSet<_> = given.iter().filter(|code| **code >= 0).collect();
        for code in &kinds {
            let many = given.iter().filter(|own| own == code).count();
            prop_assert!(many >= usize::try_from(under).unwrap_or(0) || kinds.len() == 1);
        }
        let missing = |codes: &[i32]| codes.iter().filter(|code| **code < 0).count();
        prop_assert_eq!(missing(&codes), missing(&given));
    }

    #[test]
    fn a_band_keeps_the_order_of_numbers_and_is_one_of_those_that_there_are(
        mut from in prop::collection::btree_set(0_i32..120, 2..8), one in 0_i32..130, other in 0_i32..130,
    ) {
        let first = from.pop_first().unwrap_or(0);
        from.insert(first);
        let bands = Bands { from: from.into_iter().collect(), ..terms().release.bands[0].clone() };
        let (low, high) = (one.min(other), one.max(other));
        prop_assert!(bands.of(low) <= bands.of(high));
        prop_assert!(bands.labels().any(|(band, _)| band == bands.of(one)));
    }

    #[test]
    fn a_returned_file_is_taken_whole_or_not_at_all(
        rows in prop::collection::vec(prop::collection::vec("k[0-5]|[0-9]{0,2}|2027-04-0[0-9]|\\PC{0,5}", 3..7), 0..6),
    ) {
        let header = ["linkage_id", "weeks_worked", "earned", "last_paid_on", "benefit"].map(str::to_owned);
        let sent: BTreeSet<_> = (0..5).map(|nth| format!("k{nth}")).collect();
        let rows: Vec<_> = (2..).zip(rows).map(|(number, cells)| Row { number, cells }).collect();
        match read(&owner("dwp-hmrc"), &sent, &header, &rows) {
            Ok(taken) => {
                prop_assert_eq!(taken.len(), rows.len());
                let keys: BTreeSet<_> = taken.iter().map(|one| &one.linkage_id).collect();
                prop_assert_eq!(keys.len(), rows.len());
                prop_assert!(keys.iter().all(|key| sent.contains(*key)));
            }
            Err(refused) => {
                let named: BTreeSet<_> = refused.rows.values().flatten().copied().collect();
                prop_assert!(!named.is_empty());
                prop_assert!(named.iter().all(|row| rows.iter().any(|own| own.number == *row)));
            }
        }
    }

    #[test]
    fn two_records_agree_the_same_in_either_order(one in record(), other in record()) {
        prop_assert_eq!(Pattern::of(&one, &other), Pattern::of(&other, &one));
        let own = Pattern::of(&one, &one);
        prop_assert!(Weights::usual().bits(&own) >= Weights::usual().bits(&Pattern::of(&one, &other)) || own.known().count() == 0);
    }

    #[test]
    fn nobody_is_matched_twice_and_what_is_estimated_stays_a_share(
        ours in prop::collection::vec(record(), 0..12), theirs in prop::collection::vec(record(), 0..12),
    ) {
        let estimated = estimate(&ours, &theirs, &Weights::usual(), 5.0).model;
        for field in surveys::linking::matching::Field::ALL {
            let chances = estimated.weights.of(field);
            for chance in chances {
                prop_assert!(chance.one > 0.0 && chance.one < 1.0 && chance.two > 0.0 && chance.two < 1.0);
            }
            prop_assert!((chances.iter().map(|chance| chance.one).sum::<f64>() - 1.0).abs() < 1e-6);
        }
        let pairs = link(&ours, &theirs, &estimated).pairs;
        let matched: Vec<_> = pairs.iter().filter(|pair| pair.outcome == Outcome::Match).collect();
        let one: BTreeSet<_> = matched.iter().map(|pair| pair.ours).collect();
        let other: BTreeSet<_> = matched.iter().map(|pair| pair.theirs).collect();
        prop_assert_eq!((one.len(), other.len()), (matched.len(), matched.len()));
        prop_assert!(pairs.iter().all(|pair| (0.0..=1.0).contains(&pair.probability)));
        prop_assert!(Thresholds::default().reviewed < Thresholds::default().matched);
    }
}
