//! The library's surveys and the example study, against the numbers they were designed to.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use surveys::{
    authoring::{self, File},
    catalogue,
    definition::Kind,
    facts::{Allocation, Background, Earlier, Facts},
    keys::{QuestionKey, WaveKey},
    protocol::Protocol,
    route::Route,
    study::Study,
    value::{Answers, Value},
};

/// Two respondents live in rented homes and have no degree; the third owns one and has.
const IN_WORK: &str = "empact=1 jobstat=1 tenure=4 qualdeg=2 llcond=1 supany=1 supfreq=1";
const LOOKING: &str =
    "empact=6 lookwk=1 worksince=2 tenure=4 qualdeg=2 llcond=1 supany=1 supfreq=1";
const NOT_LOOKING: &str = "empact=6 lookwk=2 worksince=2 tenure=1 qualdeg=1 llcond=1 supany=2";

/// Counts the questions that somebody with these answers is asked, wave by wave.
fn check(answers: &str, arm: &str, counts: [usize; 3]) {
    let mut earlier = Vec::new();
    let asked = ["baseline", "four-month", "exit"].map(|wave| {
        let survey = catalogue::survey(wave).unwrap();
        let mut given = Answers::default();
        given.set("ethgrp".into(), Value::Code(1));
        for (key, code) in answers.split(' ').filter_map(|pair| pair.split_once('=')) {
            let code = code.parse().unwrap();
            let mut questions = survey.questions().filter(|q| q.key.as_str() == key);
            let several = questions.any(|q| matches!(q.kind, Kind::Multiple { .. }));
            let value = if several { Value::Codes(vec![code]) } else { Value::Code(code) };
            given.set(key.into(), value);
        }
        let out_of_work = given.get("empact").unwrap().has(6);
        let cohort = if out_of_work { 1 } else { 2 };
        let allocation = Allocation { arm: arm.into(), cohort, on: day("2026-03-02") };
        let background = Background {
            begun_on: day("2026-07-06"),
            allocation: (wave != "baseline").then_some(allocation),
            earlier: earlier.clone(),
            ..Background::default()
        };
        let facts = Facts::gather(&background, background.begun_on);
        let route = Route::walk(survey, &given, &facts);
        let asked: usize = route.legs.iter().map(|leg| leg.asked.len()).sum();
        let wave = WaveKey::new(wave).unwrap();
        earlier.push(Earlier { wave, begun_on: day("2026-03-01"), answers: given.clone() });
        asked
    });
    assert_eq!(asked, counts);
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn folder(path: &str) -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn file(path: &std::path::Path) -> File {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    File { name, text: std::fs::read_to_string(path).unwrap() }
}

#[test]
fn an_employee_in_a_rented_home_is_asked_34_then_38_then_43_questions() {
    check(IN_WORK, "T", [34, 38, 43]);
}

#[test]
fn someone_who_looks_for_work_is_asked_36_then_36_then_41_questions() {
    check(LOOKING, "T", [36, 36, 41]);
}

#[test]
fn an_owner_who_does_not_look_is_asked_34_then_30_then_35_questions() {
    check(NOT_LOOKING, "C", [34, 30, 35]);
}

#[test]
fn the_bank_has_64_questions_and_every_one_is_in_a_wave() {
    let bank: toml::Table = catalogue::open("bank.toml").unwrap().text.parse().unwrap();
    let questions = bank["questions"].as_array().unwrap();
    let bank: BTreeSet<_> = questions.iter().map(|q| q["key"].as_str().unwrap()).collect();
    let waves: BTreeSet<_> =
        catalogue::surveys().iter().flat_map(|s| s.questions().map(|q| q.key.as_str())).collect();

    assert_eq!(questions.len(), 64);
    assert_eq!(bank, waves);
}

#[test]
fn the_waves_have_41_and_47_and_51_questions() {
    let counts: Vec<_> = catalogue::surveys()
        .iter()
        .map(|survey| (survey.key.as_str(), survey.minutes, survey.questions().count()))
        .collect();

    assert_eq!(counts, [("baseline", 12, 41), ("four-month", 12, 47), ("exit", 14, 51)]);
}

#[test]
fn what_names_a_person_is_kept_by_the_vault_and_nothing_else_is() {
    for survey in catalogue::surveys() {
        for question in survey.questions() {
            let names = ["dob", "contact"].contains(&question.key.as_str());
            assert_eq!(question.vault, names, "{}", question.key);
        }
    }
}

#[test]
fn whoever_answers_for_the_participant_is_asked_neither_how_they_feel_nor_to_decide_for_them() {
    for survey in catalogue::surveys() {
        let (mut answers, today) = (Answers::default(), day("2026-07-06"));
        answers.set("empact".into(), Value::Codes(vec![1]));
        let background = Background { begun_on: today, proxy: true, ..Background::default() };
        let facts = Facts::gather(&background, today);
        let route = Route::walk(survey, &answers, &facts);
        let own = "satis lonely jobsat retain jse expwork barrier finman supsat supuse samejob contact recont voucher";
        for key in own.split(' ') {
            assert!(!route.asks(&QuestionKey::new(key).unwrap()), "{key} in {}", survey.key);
        }
    }
}

#[test]
fn every_question_credits_its_source() {
    for survey in catalogue::surveys() {
        for question in survey.questions() {
            assert!(question.source.is_some(), "{} has no source", question.key);
        }
    }
}

#[test]
fn questions_on_health_money_and_who_people_are_offer_not_to_say_at_once() {
    let asks = "dob sex genid ethgrp ethdet payamt sickdays benefit finman arrears genhlth llcond \
                lltype llreduce hwklim gpuse urguse hospadm mhsup barrier satis worth happy \
                anxious loncomp lonout lonisol lonely";
    for key in asks.split_whitespace() {
        let key = QuestionKey::new(key).unwrap();
        let mut questions = catalogue::surveys().iter().flat_map(|survey| survey.questions());
        let question = questions.find(|question| question.key == key).unwrap();
        assert!(question.sensitive, "{key} is not sensitive");
    }
}

#[test]
fn the_same_job_has_no_option_that_its_routing_rules_out() {
    let survey = catalogue::survey("exit").unwrap();
    let question = survey.questions().find(|q| q.key.as_str() == "samejob").unwrap();
    let codes: Vec<_> = question.options().iter().map(|choice| choice.code).collect();

    assert_eq!(codes, [1, 2, 3]);
}

#[test]
fn each_example_is_a_survey_of_its_own() {
    let mut read = 0;
    for entry in std::fs::read_dir(folder("examples")).unwrap() {
        let survey = authoring::read(&file(&entry.unwrap().path()), &|_| None).unwrap();
        assert_ne!(survey.questions().count(), 0, "{} asks nothing", survey.key);
        read += 1;
    }
    assert_eq!(read, 13);
}

/// The example's protocol with these words in the place of others, and what is wrong with it.
fn protocol(from: &str, to: &str) -> Result<Protocol, String> {
    let mut example = file(&folder("../examples/study/protocol.toml"));
    assert!(example.text.contains(from), "{from} is not there");
    example.text = example.text.replacen(from, to, 1);
    Protocol::read(&example).map_err(|faults| faults.iter().map(ToString::to_string).collect())
}

#[test]
fn a_wave_whose_prefix_would_make_columns_too_long_for_stata_is_refused() {
    for prefix in ["wave", "1w", "W1", "w_", ""] {
        let refused = protocol("\"w2\"", &format!("\"{prefix}\"")).unwrap_err();

        let said = format!("“{prefix}” does not do as the prefix of a wave's columns");
        assert!(refused.contains(&said), "{refused}");
    }
}

#[test]
fn a_study_with_two_waves_of_one_name_is_refused_where_the_second_stands() {
    let refused = protocol("\"w2\"", "\"w1\"").unwrap_err();

    let text = file(&folder("../examples/study/protocol.toml")).text;
    let line = text.lines().position(|line| line == "prefix = \"w2\"").unwrap() + 1;
    let said = format!(
        "protocol.toml:{line}:10: two waves are called “w1”; give one another key or prefix"
    );
    assert!(refused.contains(&said), "{refused}");
}

#[test]
fn waves_in_a_studys_own_file_are_told_to_move_into_its_protocol() {
    let mut example = file(&folder("../examples/study/study.toml"));
    example.text += "\n[[waves]]\nkey = \"baseline\"\n";

    let refused = Study::read(&example).unwrap_err().to_string();

    assert!(
        refused.contains("waves stand in the protocol: move them into protocol.toml"),
        "{refused}"
    );
}

#[test]
fn a_study_that_ended_before_its_consent_form_is_refused_since_everything_would_go() {
    let mut example = file(&folder("../examples/study/study.toml"));
    for name in ["final_report_on", "last_linkage_on"] {
        example.text = file(&folder("../examples/study/study.toml")).text;
        example.text += &format!("\n[retention]\n{name} = \"2015-01-01\"\n");

        let refused = Study::read(&example).unwrap_err().to_string();

        let said = format!("{name} is 2015-01-01, before the day of the consent form");
        assert!(refused.contains(&said), "{refused}");
    }
}

#[test]
fn a_study_whose_interviewers_would_have_nothing_to_say_of_its_purpose_is_refused() {
    let mut example = file(&folder("../examples/study/study.toml"));
    let (before, rest) = example.text.split_once("\npurpose = ").expect("it says what it is for");
    let (_, after) = rest.split_once('\n').expect("more lines");
    let line = before.lines().count() + 1;
    example.text = format!("{before}\npurpose = \" \"\n{after}");

    let refused = Study::read(&example).unwrap_err().to_string();

    assert!(refused.starts_with(&format!("study.toml:{line}:1: purpose is empty")), "{refused}");
    example.text = example.text.replace("\npurpose = \" \"\n", "\n");
    assert_eq!(Study::read(&example).expect("it may be left out").telephone.purpose, None);
}

#[test]
fn a_study_in_which_two_statements_permit_the_same_is_refused() {
    let example = file(&folder("../examples/study/study.toml"));
    for (permission, other) in [("link_nhs", "link_dwp_hmrc"), ("contact_email", "contact_sms")] {
        let mut twice = example.clone();
        twice.text = twice.text.replace(&format!("\"{permission}\""), &format!("\"{other}\""));
        assert_ne!(twice.text, example.text);

        let refused = Study::read(&twice).unwrap_err().to_string();

        assert!(refused.contains(&format!("“{other}” is the permission")), "{refused}");
    }
}

#[test]
fn the_example_study_can_be_read_and_its_waves_have_surveys() {
    let study = Study::read(&file(&folder("../examples/study/study.toml"))).unwrap();
    let study = study.following(&protocol("", "").unwrap());

    assert_eq!(study.waves.len(), 3);
    for wave in &study.waves {
        assert!(catalogue::survey(wave.survey.as_str()).is_some(), "{} has no survey", wave.key);
    }
    let codes: Vec<_> = study.consent.statements.iter().map(|s| s.code.as_str()).collect();
    assert_eq!(codes, ["C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "C9", "C10"]);
    assert_eq!(study.consent.on_the_web().count(), 9);
    let promise = "We save each answer as you go. If you stop part-way we may still use the \
                   answers you gave, unless you ask us not to.";
    assert!(study.welcome.iter().any(|paragraph| paragraph == promise));
}
