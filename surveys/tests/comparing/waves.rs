//! The surveys of two waves, whose answers somebody puts side by side.

use surveys::{
    catalogue,
    comparing::{Comparability, shared},
};

use super::{WORK, read};

#[test]
fn each_variable_that_two_waves_have_is_judged_and_no_other_is_named() {
    let later = WORK.replacen("key = \"work\"", "key = \"later\"", 1).replacen(
        "text = \"Your manager\"",
        "text = \"Your own colleagues\"",
        1,
    );
    let (first, second) = (read(WORK), read(&later));

    let told = shared(&first, &second);

    let of = |name: &str| told.iter().find(|one| one.name == name).expect(name);
    assert_eq!(of("trust_boss").is, Comparability::NotComparable);
    assert!(of("trust_boss").because[0].contains("is about something else"));
    let others = told.iter().filter(|one| one.name != "trust_boss");
    assert!(others.clone().count() > 0);
    assert!(others.clone().all(|one| one.is == Comparability::Same), "the other key is no reason");
}

#[test]
fn what_only_one_wave_asks_is_nothing_to_compare() {
    let of = |key: &str| {
        let mut all = catalogue::surveys().iter();
        all.find(|survey| survey.key.as_str() == key).expect("the library has it")
    };
    let (baseline, exit) = (of("baseline"), of("exit"));

    let told = shared(baseline, exit);

    let names: Vec<_> = told.iter().map(|one| one.name.as_str()).collect();
    assert!(names.contains(&"genhlth"), "both ask it: {names:?}");
    let asks = |survey: &surveys::definition::Survey, name: &str| {
        survey.questions().any(|question| question.key.as_str() == name)
    };
    assert!(asks(exit, "supuse") && !asks(baseline, "supuse"));
    assert!(!names.contains(&"supuse"), "only the exit survey asks it");
    let new = |is: Comparability| matches!(is, Comparability::New | Comparability::Gone);
    assert!(told.iter().all(|one| !new(one.is)));
}
