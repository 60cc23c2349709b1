//! Words that changed in another language, and how long a look at a survey of many pages takes.

use surveys::{
    comparing::{Comparability, compare, variables},
    definition::{Page, Survey, TextKey, Translation},
    keys::{PageKey, QuestionKey},
    language::Language,
};

use super::{WORK, read};

/// With these Welsh texts, which were made up.
fn in_welsh(texts: &[(&str, &str)]) -> Survey {
    let texts = texts.iter().map(|(key, text)| (TextKey((*key).to_owned()), (*text).to_owned()));
    let translation = Translation { texts: texts.collect(), ..Translation::default() };
    let mut survey = read(WORK);
    survey.translations.insert(Language::new("cy").unwrap(), translation);
    survey
}

/// One Welsh text changes; then these variables are not the same.
fn check(key: &str, told: &str) {
    let (old, new) = (in_welsh(&[(key, "Hen eiriau")]), in_welsh(&[(key, "Geiriau newydd")]));
    let judged = variables(&old, &new, &compare(&old, &new)).into_iter();
    let judged = judged.filter(|one| one.is != Comparability::Same);
    let judged: Vec<_> =
        judged.map(|one| format!("{} {}: {}", one.name, one.is, one.because.join(", "))).collect();
    assert_eq!(judged.join("\n"), told);
}

#[test]
fn other_welsh_words_ask_for_care_with_their_own_variables_only() {
    check(
        "pay.text",
        "pay with care: its words in Welsh changed\npayper with care: its words in Welsh changed",
    );
    check("trust.row.boss", "trust_boss with care: its words in Welsh changed");
    check(
        "page:trust.title",
        "trust_boss with care: its words in Welsh changed\ntrust_team with care: its words in Welsh changed",
    );
    check("section:working", "");
}

#[test]
fn welsh_words_that_changed_are_told_by_where_they_stand_and_those_of_what_came_not_at_all() {
    let told = |key: &str| {
        let (old, new) = (in_welsh(&[(key, "Hen")]), in_welsh(&[(key, "Newydd")]));
        let lines = compare(&old, &new).into_iter().map(|one| one.to_string());
        lines.map(|line| line.replace(": “Hen” before, “Newydd” now", "")).collect::<Vec<_>>()
    };
    assert_eq!(told("pay.text"), ["Welsh, wording of pay"]);
    assert_eq!(told("trust.row.boss"), ["Welsh, row boss of trust"]);
    assert_eq!(told("working.option.1"), ["Welsh, option 1 of working"]);
    assert_eq!(told("page:trust.title"), ["Welsh, heading of page trust"]);

    let mut new = in_welsh(&[("pay.hint", "Awgrym")]);
    let pages = new.sections.iter_mut().flat_map(|section| &mut section.pages);
    let mut questions = pages.flat_map(|page| &mut page.questions);
    let pay = questions.find(|own| own.key.as_str() == "pay").unwrap();
    pay.hint = Some("A hint".to_owned());
    let changes = compare(&in_welsh(&[]), &new);
    let lines: Vec<_> = changes.iter().map(|change| change.to_string()).collect();
    assert_eq!(lines, ["hint: none before, “A hint” now"]);
}

#[test]
fn a_draft_of_two_thousand_pages_that_all_changed_is_judged_at_once() {
    let mut old = read(WORK);
    let question = old.questions().next().unwrap().clone();
    old.sections[0].pages = (0..2000)
        .map(|number| {
            let mut question = question.clone();
            question.key = QuestionKey::new(&format!("q{number}")).unwrap();
            let key = PageKey::new(&format!("p{number}")).unwrap();
            Page { key, title: Some("Before".to_owned()), intro: None, questions: vec![question] }
        })
        .collect();
    let mut new = old.clone();
    new.sections[0].pages.iter_mut().for_each(|page| page.title = Some("Now".to_owned()));
    let changes = compare(&old, &new);

    let judged = variables(&old, &new, &changes);

    let cared = judged.iter().filter(|one| one.is == Comparability::WithCare).count();
    assert!(cared >= 2000, "{cared}");
}

#[test]
fn a_language_that_comes_or_goes_is_one_line_whatever_it_translates() {
    let texts = [("pay.text", "Tâl"), ("trust.row.boss", "Bos"), ("working.text", "Gwaith")];
    let (english, both) = (read(WORK), in_welsh(&texts));
    let told = |old: &Survey, new: &Survey| {
        let changes = compare(old, new);
        let pay = variables(old, new, &changes).into_iter().find(|one| one.name == "pay").unwrap();
        let lines: Vec<_> = changes.iter().map(|change| change.to_string()).collect();
        (lines, format!("{}: {}", pay.is, pay.because.join(", ")))
    };

    let came = "Welsh is offered, too";
    assert_eq!(told(&english, &both), (vec![came.to_owned()], format!("with care: {came}")));
    let went = "Welsh is no longer offered: people who answer in it get English";
    assert_eq!(told(&both, &english), (vec![went.to_owned()], format!("with care: {went}")));
}

#[test]
fn what_ben_reads_out_is_told_in_words_and_the_words_around_a_welsh_survey_too() {
    let told = |old: &Survey, new: &Survey| {
        compare(old, new).iter().map(|one| format!("{}: {one}", one.about)).collect::<Vec<_>>()
    };
    let (old, mut new) = (read(WORK), read(WORK));
    let question = new.sections[0].pages[0].questions.first_mut().unwrap();
    question.probes = vec!["Anything else?".to_owned(), "And now?".to_owned()];
    question.define = Some("Paid work".to_owned());
    let key = question.key.clone();
    assert_eq!(
        told(&old, &new),
        [
            format!("{key}: what is asked further: none before, “Anything else? / And now?” now"),
            format!(
                "{key}: what is said when somebody asks what it means: none before, “Paid work” now"
            ),
        ]
    );

    let (mut english, mut own) = (in_welsh(&[]), in_welsh(&[]));
    english.language = "cy".to_owned();
    english.translations.clear();
    own.language = "cy".to_owned();
    let line = "the survey: words around the questions: “English” before, “Welsh” now";
    assert_eq!(told(&english, &own), [line]);
}

#[test]
fn words_that_are_their_own_label_are_told_once() {
    let unlabelled = WORK.replacen("label = \"Back at work\"\n", "", 1);
    let text = |words: &str| unlabelled.replacen("text = \"", &format!("text = \"{words} "), 1);
    let changes = compare(&read(&text("Today,")), &read(&text("Now,")));

    let told: Vec<_> = changes.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("wording: "), "{told:?}");
}
