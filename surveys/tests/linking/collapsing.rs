//! Small groups are hidden, and cannot be worked out from what is left.

use std::collections::BTreeSet;

use surveys::{
    keys::QuestionKey,
    linking::terms::{Bands, Rare},
};

fn bands() -> Bands {
    super::terms().release.bands.remove(0)
}

fn rare(under: u32) -> Rare {
    Rare { variable: QuestionKey::new("ethdet").expect("a key"), under, other: 97 }
}

/// So many people with each code.
fn people(counts: &[(i32, usize)]) -> Vec<i32> {
    counts.iter().flat_map(|(code, count)| std::iter::repeat_n(*code, *count)).collect()
}

fn hidden(under: u32, counts: &[(i32, usize)]) -> Vec<i32> {
    rare(under).hidden(people(counts)).into_iter().collect()
}

#[test]
fn an_age_is_given_as_its_band_and_the_oldest_as_eighty_or_more() {
    let ages = [15, 16, 24, 25, 64, 65, 79, 80, 101].map(|age| bands().of(age));
    assert_eq!(ages, [16, 16, 16, 25, 50, 65, 65, 80, 80]);
    let labels: Vec<_> = bands().labels().map(|(_, label)| label).collect();
    assert_eq!(labels, ["up to 24", "25 to 34", "35 to 49", "50 to 64", "65 to 79", "80 or more"]);
}

#[test]
fn why_there_is_no_age_stays() {
    for code in [-9, -8, -6, -1] {
        assert_eq!(bands().of(code), code);
    }
}

#[test]
fn codes_that_few_have_become_other_and_those_of_many_stay() {
    assert_eq!(hidden(10, &[(101, 400), (102, 12), (201, 7), (202, 4)]), [201, 202]);
    let rare = rare(10);
    let hidden = BTreeSet::from([201, 202]);
    assert_eq!([101, 201, 202, 97, -9].map(|code| rare.of(code, &hidden)), [101, 97, 97, 97, -9]);
}

#[test]
fn one_rare_code_does_not_stand_alone_behind_other() {
    // Three people behind 97 would be the three with code 201.
    assert_eq!(hidden(10, &[(101, 400), (102, 12), (201, 3)]), [102, 201]);
    // Those who are other themselves count.
    assert_eq!(hidden(10, &[(101, 400), (102, 12), (201, 3), (97, 8)]), [201]);
    assert_eq!(hidden(10, &[(101, 400), (102, 12), (97, 3)]), [102]);
}

#[test]
fn where_nothing_is_rare_nothing_is_hidden_and_missing_codes_never_are() {
    assert_eq!(hidden(10, &[(1, 10), (2, 11)]), Vec::<i32>::new());
    assert_eq!(hidden(10, &[(1, 50), (-9, 1), (-6, 2)]), Vec::<i32>::new());
    assert_eq!(hidden(10, &[]), Vec::<i32>::new());
    assert_eq!(hidden(10, &[(1, 2)]), [1]);
}

#[test]
fn whoever_has_two_rare_codes_is_one_person_behind_other() {
    let among = |people: &[(&[i32], u32)]| -> Vec<i32> {
        let people = people.iter().map(|(codes, count)| (codes.iter().copied().collect(), *count));
        rare(10).hidden_among(&people.collect()).into_iter().collect()
    };
    assert_eq!(among(&[(&[101], 400), (&[102], 12), (&[201], 5), (&[202], 5)]), [201, 202]);
    // The five are the same five.
    assert_eq!(among(&[(&[101], 400), (&[102], 12), (&[201, 202], 5)]), [102, 201, 202]);
    // Whoever has a code more often than once counts once, and why there is none counts nowhere.
    assert_eq!(among(&[(&[101, -9], 9), (&[102], 12), (&[102, -6], 12)]), [101, 102]);
}
