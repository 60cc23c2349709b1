//! Two lists of people are matched: what is nearly certain is taken, what is doubtful is looked at, and how often that goes
//! wrong is known.

use surveys::linking::{
    Sex,
    matching::{
        Expected, Field, Model, Outcome, Pair, Pass, Pattern, Record, Thresholds, Weights,
        estimate, link,
        measuring::{
            Rates, Source,
            invented::{Invented, Person},
            measured,
        },
    },
    sending::OnRecord,
};

use super::day;

fn record(first: &str, last: &str, born: &str, postcode: &str) -> Record {
    Record::of(&on_record(first, last, born, postcode))
}

fn on_record<'a>(first: &'a str, last: &'a str, born: &str, postcode: &'a str) -> OnRecord<'a> {
    OnRecord {
        first_name: Some(first),
        last_name: Some(last),
        dob: (!born.is_empty()).then(|| day(born)),
        postcode: Some(postcode),
        sex: Sex::Female,
        ..OnRecord::default()
    }
}

fn anna() -> Record {
    record("Anna", "O'Malley", "1975-03-09", "S1 2HE")
}

fn numbered(nino: &str, first: &str, last: &str, born: &str) -> Record {
    Record::of(&OnRecord { nino: Some(nino), ..on_record(first, last, born, "") })
}

fn agree(other: &Record) -> String {
    Pattern::of(&anna(), other).in_words()
}

/// Ours of 1,000 and theirs of 3,000, of whom 900 are thought to be the same.
fn model() -> Model {
    Model {
        weights: Weights::usual(),
        expected: Expected { shared: 900.0, sides: [1000, 3000] },
        thresholds: Thresholds::default(),
    }
}

/// What became of the pairs: place of ours, place of theirs, how and what.
fn linked(ours: &[Record], theirs: &[Record]) -> Vec<(usize, usize, &'static str, Outcome)> {
    let told = |pair: Pair| (pair.ours, pair.theirs, pair.pass.name(), pair.outcome);
    link(ours, theirs, &model()).pairs.into_iter().map(told).collect()
}

#[test]
fn how_far_two_records_agree_is_told_field_by_field() {
    assert_eq!(
        agree(&record("ANNA", "OMalley", "1975-03-09", "s12he")),
        "first name: the same; last name: the same; date of birth: the same; postcode: the same; sex: the same"
    );
    assert_eq!(
        agree(&record("Ana", "O'Mally", "1975-09-03", "S1 2AB")),
        "first name: nearly the same; last name: nearly the same; date of birth: day and month exchanged; postcode: \
         the same sector; sex: the same"
    );
    assert_eq!(
        agree(&record("Annette", "Khan", "1975-03-10", "S12 2HE")),
        "first name: close; last name: different; date of birth: two of day, month and year the same; postcode: \
         the same area; sex: the same"
    );
    assert_eq!(
        agree(&record("Ruth", "Malone", "1975-04-10", "SA1 2HE")),
        "first name: different; last name: different; date of birth: the year alone the same; postcode: different; \
         sex: the same"
    );
    assert_eq!(agree(&record("Anna", "", "", "ZZ99 3VZ")), "first name: the same; sex: the same");
}

#[test]
fn each_level_is_worth_less_than_the_one_above_it_and_shares_sum_to_one() {
    for field in Field::ALL {
        let chances = Weights::usual().of(field).to_vec();
        assert_eq!(chances.len(), field.levels().len());
        for sum in
            [chances.iter().map(|it| it.one).sum::<f64>(), chances.iter().map(|it| it.two).sum()]
        {
            assert!((sum - 1.0).abs() < 1e-9, "{field:?} {sum}");
        }
        let worth: Vec<_> = chances.iter().map(|chance| chance.one / chance.two).collect();
        assert!(worth.is_sorted_by(|one, next| one > next), "{field:?} {worth:?}");
        assert!(worth[0] > 1.0 && worth[worth.len() - 1] < 1.0, "{field:?} {worth:?}");
    }
}

#[test]
fn who_agrees_in_every_letter_is_found_by_the_first_passes() {
    let ours = [
        numbered("AB123456C", "Anna", "O'Malley", "1975-03-09"),
        numbered("CE123457A", "Ruth", "Smith", "1980-01-01"),
        record("Grace", "Khan", "1990-05-05", "S2 4QA"),
    ];
    let theirs = [
        record("Grace", "Khan", "1990-05-05", "s24qa"),
        numbered("ce 12 34 57", "Ruthie", "Smith", "1980-10-10"),
        numbered("AB123456", "Nan", "Jones", "1975-03-09"),
    ];
    assert_eq!(
        linked(&ours, &theirs),
        [
            (0, 2, Pass::NinoDobSex.name(), Outcome::Match),
            (1, 1, Pass::NinoLastName.name(), Outcome::Match),
            (2, 0, Pass::NamesDobPostcode.name(), Outcome::Match),
        ]
    );
}

#[test]
fn who_married_moved_or_was_mistyped_is_found_by_the_rest() {
    for other in [
        record("Anna", "Khan", "1975-03-09", "S1 2HE"),
        record("Anna", "O'Malley", "1975-03-09", "HD3 4AB"),
        record("Ana", "O'Mally", "1975-03-09", "S1 2HE"),
        record("Anna", "O'Malley", "1975-09-03", "S1 2HE"),
        record("Anna", "O'Malley", "1975-03-19", "S1 2HE"),
    ] {
        assert_eq!(linked(&[anna()], &[other]), [(0, 0, "probable", Outcome::Match)]);
    }
}

#[test]
fn a_stranger_with_the_same_birthday_is_nobody_and_a_sister_is_not_her() {
    assert_eq!(linked(&[anna()], &[record("Ruth", "Khan", "1975-03-09", "S9 2HE")]), []);
    assert_eq!(linked(&[anna()], &[record("Ruth", "O'Malley", "1978-11-20", "S1 2HE")]), []);
    assert_eq!(linked(&[anna()], &[record("Anna", "Smith", "1990-11-20", "S9 9HE")]), []);
}

#[test]
fn a_twin_who_lives_with_her_is_looked_at_and_not_taken() {
    let twin = record("Ruth", "O'Malley", "1975-03-09", "S1 2HE");
    assert_eq!(linked(&[anna()], &[twin]), [(0, 0, "probable", Outcome::Review)]);
}

#[test]
fn a_mother_and_a_daughter_of_one_name_in_one_house_are_looked_at() {
    let daughter = record("Anna", "O'Malley", "2001-11-20", "S1 2HE");
    assert_eq!(linked(&[anna()], &[daughter]), [(0, 0, "probable", Outcome::Review)]);
}

#[test]
fn where_two_could_be_her_both_are_looked_at() {
    let one = record("Anna", "O'Malley", "1975-03-09", "S1 2AB");
    let both = [one.clone(), one];
    assert_eq!(
        linked(&[anna()], &both),
        [(0, 0, "probable", Outcome::Review), (0, 1, "probable", Outcome::Review)]
    );
    assert_eq!(
        linked(&both, &[anna()]),
        [(0, 0, "probable", Outcome::Review), (1, 0, "probable", Outcome::Review)]
    );
}

#[test]
fn numbers_that_differ_are_never_matched_without_a_look_and_the_same_number_always_has_one() {
    let ours = [numbered("AB123456C", "Anna", "O'Malley", "1975-03-09")];
    let differs = numbered("AB123465C", "Anna", "O'Malley", "1975-03-09");
    assert_eq!(linked(&ours, &[differs]), [(0, 0, "probable", Outcome::Review)]);
    let stranger = numbered("AB123456C", "Omar", "Khan", "1990-01-01");
    assert_eq!(linked(&ours, &[stranger]), [(0, 0, "probable", Outcome::Review)]);
}

/// Invented people who were all born on a day that stands for none. Each has a last name that nobody else of the side has, and
/// it is the first name, too, where `first` is none.
fn born_on_no_day(many: usize, first: Option<&str>, side: char) -> Vec<Record> {
    let person = |place: usize| {
        let letter = |at: usize| char::from(b'a' + u8::try_from(at % 26).unwrap_or(0));
        let name = format!("{}{}{}{side}", letter(place / 676), letter(place / 26), letter(place));
        record(first.unwrap_or(&name), &name, "1900-01-01", "")
    };
    (0..many).map(person).collect()
}

#[test]
fn of_those_who_share_what_thousands_share_the_ones_with_more_in_common_are_compared() {
    let (ours, theirs) = (born_on_no_day(1500, None, 'x'), born_on_no_day(1500, None, 'x'));

    let linked = link(&ours, &theirs, &model());

    let found = linked.pairs.iter().filter(|pair| pair.ours == pair.theirs).count();
    assert_eq!(found, 1500);
    // Each is compared with the one whose names begin in the same way.
    assert_eq!(linked.not_compared, 1500 * 1500 - 1500);
}

#[test]
fn where_nothing_divides_those_who_share_something_it_is_told_how_many_pairs_were_not_compared() {
    let ours = born_on_no_day(1100, Some("Anna"), 'x');
    let theirs = born_on_no_day(1100, Some("Anna"), 'y');

    let linked = link(&ours, &theirs, &model());

    // By the day, with and without the name; the month and the name are told apart by the last name.
    assert_eq!(linked.not_compared, 2 * 1100 * 1100 - 1100);
    assert_eq!(link(&ours[..90], &theirs[..90], &model()).not_compared, 0);
}

#[test]
fn nobody_is_matched_with_nobody() {
    assert_eq!(linked(&[], &[anna()]), []);
    assert_eq!(linked(&[anna()], &[]), []);
    assert_eq!(linked(&[Record::default()], &[Record::default()]), []);
    let none = estimate(&[], &[], &Weights::usual(), 0.0);
    assert!(none.model.weights.bits(&Pattern::of(&anna(), &anna())).is_finite());
}

#[test]
fn invented_people_are_the_same_for_the_same_seed_and_most_are_on_both_lists() {
    let people = Invented::new(500, 7);

    assert_eq!(people, Invented::new(500, 7));
    assert_ne!(people, Invented::new(500, 8));
    assert!((400..450).contains(&people.truth.len()), "{}", people.truth.len());
    let same = |(ours, theirs): (&usize, &usize)| people.ours[*ours] == people.theirs[*theirs];
    let untouched = people.truth.iter().filter(|pair| same(*pair)).count();
    assert!(untouched * 3 < people.truth.len() * 2, "{untouched} have nothing changed");
}

/// Of matches at least so many are right; of those on both lists so many are found without a look, and so many with one.
fn holds(rates: &Rates, precision: f64, recall: f64, with_review: f64) {
    let told = rates.lines().join("\n");
    assert!(rates.precision() >= precision, "{told}");
    assert!(rates.recall() >= recall, "{told}");
    assert!(rates.recall_with_review() >= with_review, "{told}");
}

#[test]
fn of_invented_people_nearly_every_match_is_right_and_nearly_everybody_is_found() {
    for seed in [1, 2, 3] {
        for source in [Source::Usual, Source::Estimated] {
            holds(&measured(800, seed, source), 0.995, 0.95, 0.98);
        }
    }
}

#[test]
fn what_is_estimated_comes_near_what_is_true_of_the_lists() {
    let Invented { ours, theirs, truth } = Invented::new(1000, 11);
    let records = |side: &[Person]| side.iter().map(Person::record).collect::<Vec<_>>();
    let (ours, theirs) = (records(&ours), records(&theirs));

    let estimated = estimate(&ours, &theirs, &Weights::usual(), 500.0);

    assert!(estimated.is_settled, "{} rounds", estimated.rounds);
    let shared = estimated.model.expected.shared;
    let is = f64::from(u32::try_from(truth.len()).expect("few"));
    assert!((shared / is - 1.0).abs() < 0.05, "{shared} of {is}");
    for field in Field::ALL {
        let pairs = truth.iter().map(|(one, other)| Pattern::of(&ours[*one], &theirs[*other]));
        let levels: Vec<_> =
            pairs.filter_map(|pattern| pattern.known().find(|(own, _)| *own == field)).collect();
        let same = levels.iter().filter(|(_, level)| *level == 0).count();
        let [same, all] = [same, levels.len()].map(|n| f64::from(u32::try_from(n).expect("few")));
        let found = estimated.model.weights.of(field)[0].one;
        assert!((found - same / all).abs() < 0.03, "{field:?}: {found} and {}", same / all);
    }
}
