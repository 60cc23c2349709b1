//! What a dataset may be made of, and what is said of one that no format could hold.

use datasets::{
    Code, Dataset, Kind, Label, Measure, Missing, Name, NotAName, Outline, Problem, ResponseSet,
    Variable, missing::stata_letter,
};

fn name(text: &str) -> Name {
    Name::new(text).expect("a name")
}

fn hours() -> Variable {
    Variable::new(name("w1_hours"), "Hours a week", Kind::Decimal { places: 1 })
}

fn works() -> Variable {
    let kind = Kind::Whole { least: 0, most: 1 };
    Variable::new(name("w1_works"), "Works", kind).coded([(0, "No"), (1, "Yes")])
}

fn outline(variables: Vec<Variable>) -> Outline {
    Outline {
        name: name("wide"),
        title: "Everybody".to_owned(),
        notes: Vec::new(),
        language: "en-GB".to_owned(),
        variables,
        sets: Vec::new(),
    }
}

fn check(outline: Outline, problems: &[Problem]) {
    assert_eq!(Dataset::new(outline).err().unwrap_or_default(), problems);
}

#[test]
fn a_dataset_in_order_has_its_variables_and_its_sets_with_their_members() {
    let barrier = |code: &str| Variable {
        name: name(&format!("barrier_{code}")),
        set: Some(name("barrier")),
        ..works()
    };
    let mut outline = outline(vec![barrier("01"), hours(), barrier("97")]);
    let set = ResponseSet { name: name("barrier"), label: "Barriers".to_owned(), counted: 1 };
    outline.sets.push(set.clone());

    let dataset = Dataset::new(outline).expect("it is in order");

    let variables = dataset.variables();
    let sets: Vec<_> = dataset.sets().collect();
    assert_eq!(variables[1], hours());
    assert_eq!(sets, [(&set, vec![&variables[0], &variables[2]])]);
}

#[test]
fn a_name_that_a_program_would_not_take_is_refused() {
    for refused in ["", "Hours", "1st", "_x", "é", "hours week", "a.b", &"a".repeat(33)] {
        assert_eq!(Name::new(refused), Err(NotAName::Letters(refused.to_owned())));
    }
    for refused in ["with", "and", "long", "if", "str12", "strl", "repeat"] {
        assert_eq!(Name::new(refused), Err(NotAName::Reserved(refused.to_owned())));
    }
    for taken in ["h", "w1_hours", "consent_then_link_dwp_hmrc", "str", "w1_if", &"a".repeat(32)] {
        assert_eq!(Name::new(taken).map(|name| name.to_string()), Ok(taken.to_owned()));
    }
}

#[test]
fn a_word_of_a_program_has_two_letters_before_it_where_it_has_to_be_a_name() {
    for (text, name) in [("all", "v_all"), ("str12", "v_str12"), ("w1_if", "w1_if"), ("h", "h")] {
        assert_eq!(Name::beside_words(text).map(|name| name.to_string()), Ok(name.to_owned()));
    }
    assert_eq!(Name::beside_words("1st"), Err(NotAName::Letters("1st".to_owned())));
}

#[test]
fn a_name_that_is_there_twice_is_told() {
    check(outline(vec![works(), hours(), works()]), &[Problem::Twice(name("w1_works"))]);
}

#[test]
fn a_dataset_without_variables_or_with_a_language_that_is_none_is_told_of_both() {
    let outline = Outline { language: "British English".to_owned(), ..outline(Vec::new()) };
    check(outline, &[Problem::Empty, Problem::Language("British English".to_owned())]);
}

#[test]
fn a_label_belongs_to_a_value_that_the_variable_can_have_and_to_no_missing_code() {
    let label = |code| Label { code, text: "Words".to_owned() };
    let with = |variable: Variable, code: Code| {
        let labels = [variable.labels.clone(), vec![label(code)]].concat();
        Variable { labels, ..variable }
    };
    let text = Variable::new(name("stands"), "How it stands", Kind::Text { bytes: Some(4) });
    let word = |word: &str| Code::Word(word.to_owned());
    for (variable, code) in [
        (works(), Code::Number(1)),
        (works(), Code::Number(2)),
        (works(), Code::Number(-8)),
        (works(), word("yes")),
        (hours(), Code::Number(-1)),
        (text.clone(), word("begun")),
        (text.clone(), word("")),
        (text.clone(), Code::Number(1)),
    ] {
        let problem = Problem::Label(variable.name.clone(), code.clone());
        check(outline(vec![with(variable, code)]), &[problem]);
    }
    check(outline(vec![with(text, word("sent"))]), &[]);
    check(outline(vec![with(hours(), Code::Number(0))]), &[]);
}

#[test]
fn a_date_has_no_missing_codes_and_a_number_has_each_once() {
    let date = Variable::new(name("born"), "Born", Kind::Date);
    assert_eq!(date.missing, []);
    let date = Variable { missing: vec![Missing::Refused], ..date };
    check(outline(vec![date]), &[Problem::Missing(name("born"), Missing::Refused)]);
    let twice = Variable { missing: vec![Missing::Blank; 2], ..hours() };
    check(outline(vec![twice]), &[Problem::Missing(name("w1_hours"), Missing::Blank)]);
}

#[test]
fn a_kind_that_holds_nothing_is_told() {
    for kind in [
        Kind::Whole { least: 2, most: 1 },
        Kind::Whole { least: 0, most: 1 << 53 },
        Kind::Decimal { places: 16 },
        Kind::Text { bytes: Some(0) },
    ] {
        let variable = Variable::new(name("odd"), "Odd", kind);
        check(outline(vec![variable]), &[Problem::Kind(name("odd"))]);
    }
}

#[test]
fn a_set_has_members_that_are_whole_numbers_and_is_in_the_list() {
    let member = Variable { set: Some(name("barrier")), ..hours() };
    check(outline(vec![member]), &[Problem::Set(name("w1_hours"), name("barrier"))]);
    let set = ResponseSet { name: name("barrier"), label: "Barriers".to_owned(), counted: 1 };
    let alone = Outline { sets: vec![set], ..outline(vec![works()]) };
    check(alone, &[Problem::NoMember(name("barrier"))]);
}

#[test]
fn the_missing_codes_have_the_words_of_the_codebook_and_a_letter_in_stata() {
    let told: Vec<_> = hours().numbered().map(|(code, label)| format!("{code}={label}")).collect();
    assert_eq!(
        told,
        [
            "-1=Not applicable (routed past)",
            "-2=Not asked in this version or mode",
            "-3=Not due or not invited",
            "-4=Window closed without response",
            "-5=Withdrawn before the wave",
            "-6=Left blank",
            "-7=Not reached",
            "-8=Don't know",
            "-9=Prefer not to say",
        ]
    );
    let letters: String = Missing::ALL.into_iter().map(stata_letter).collect();
    assert_eq!(letters, "abchwfgdr");
    assert_eq!(works().numbered().next(), Some((0, "No")));
    assert_eq!((works().measure, hours().measure), (Measure::Nominal, Measure::Scale));
}
